import { FIRST, SECOND, THIRD, broker, send } from './scenery.ts';
import type { Scene } from './types.ts';

/** What a scene does and waits for, without its words: told once for the versions it harms, and once for those it does not. */
export type Moves = Pick<Scene, 'do' | 'until' | 'withinMs' | 'focus'>;

/** A committed record of which the followers have not heard that it is committed; the leader dies, and its successor a moment later. */
export const twoLeadersDie = {
  begin: {
    do: [send('m0')],
    until: [
      { select: 'acknowledgedCount', of: 'producer-1', is: 1 },
      { select: 'highWatermark', of: SECOND, is: 1 },
      { select: 'highWatermark', of: THIRD, is: 1 },
    ],
    withinMs: 5000,
    focus: [FIRST, SECOND, THIRD],
  },
  commit: {
    do: [send('m1')],
    until: { fact: 'RecordAcknowledged', where: { value: 'm1' } },
    withinMs: 5000,
    focus: ['producer-1', FIRST, SECOND, THIRD],
  },
  leaderDies: {
    do: [broker('kill', 1)],
    until: { fact: 'BecameFollower', where: { brokerId: 3, leader: 2 } },
    withinMs: 30_000,
    focus: [SECOND, THIRD],
  },
  successorDies: {
    do: [broker('kill', 2)],
    until: { fact: 'BecameLeader', where: { brokerId: 3 } },
    withinMs: 30_000,
    focus: [SECOND, THIRD],
  },
  allReturn: {
    do: [broker('restart', 1), broker('restart', 2)],
    until: [
      { fact: 'ReplicaJoinedIsr', where: { brokerId: 1 } },
      { fact: 'ReplicaJoinedIsr', where: { brokerId: 2 } },
    ],
    withinMs: 60_000,
    focus: [FIRST, SECOND, THIRD],
  },
} as const satisfies Readonly<Record<string, Moves>>;

/** The power fails everywhere; broker 2 alone has not flushed all it had, comes back first, leads and writes. Needs `flush.messages=3`. */
export const powerFails = {
  written: {
    do: [send('m0'), send('m1')],
    until: [
      { select: 'acknowledgedCount', of: 'producer-1', is: 2 },
      { select: 'highWatermark', of: SECOND, is: 2 },
      { select: 'highWatermark', of: THIRD, is: 2 },
    ],
    withinMs: 5000,
    focus: [FIRST, SECOND, THIRD],
  },
  secondStops: {
    do: [broker('shutdown', 2)],
    until: { fact: 'BrokerStopped', where: { brokerId: 2 } },
    withinMs: 15_000,
    focus: [SECOND],
  },
  unflushed: {
    do: [broker('restart', 2), send('m2')],
    until: [
      { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
      { select: 'isr', of: 'orders-0', is: [1, 3, 2] },
      { select: 'checkpointedHighWatermark', of: FIRST, is: 3 },
      { select: 'checkpointedHighWatermark', of: SECOND, is: 3 },
      { select: 'checkpointedHighWatermark', of: THIRD, is: 3 },
    ],
    withinMs: 30_000,
    focus: [FIRST, SECOND, THIRD],
  },
  allFail: {
    do: [{ command: { type: 'cluster.powerOff' } }],
    until: [1, 2, 3].map((id) => ({ fact: 'SessionExpired', where: { node: `broker-${id}` } })),
    withinMs: 30_000,
    focus: [FIRST, SECOND, THIRD],
  },
  secondReturns: {
    do: [broker('restart', 2)],
    until: { fact: 'BecameLeader', where: { brokerId: 2 } },
    withinMs: 30_000,
    focus: [SECOND],
  },
  secondWrites: {
    do: [send('m3')],
    until: { fact: 'RecordAcknowledged', where: { value: 'm3' } },
    withinMs: 30_000,
    focus: ['producer-1', SECOND],
  },
  othersReturn: {
    do: [broker('restart', 1), broker('restart', 3)],
    until: [
      { fact: 'ReplicaJoinedIsr', where: { brokerId: 1 } },
      { fact: 'ReplicaJoinedIsr', where: { brokerId: 3 } },
      { select: 'highWatermark', of: FIRST, is: 3 },
      { select: 'highWatermark', of: THIRD, is: 3 },
    ],
    withinMs: 60_000,
    focus: [FIRST, SECOND, THIRD],
  },
} as const satisfies Readonly<Record<string, Moves>>;
