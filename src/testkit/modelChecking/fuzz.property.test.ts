import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protocols } from './protocols.ts';
import type { Protocol } from './protocols.ts';
import { SpecReplay } from './replay.ts';
import type { Action, Unfenced } from './trace.ts';
import { invariants } from './violations.ts';
import type { Invariant } from './violations.ts';

type Move = readonly [kind: number, a: number, b: number];

const arbitraryMoves = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 10, maxLength: 45, size: 'max' });

/** What a move means here; null when it means nothing. */
function actionOf(replay: SpecReplay, [kind, a, b]: Move, written: number, { epochs, records, shrinks }: Sizes): Action | null {
  const { replicas } = replay;
  const replica = replicas[a % replicas.length] ?? 1;
  const other = replicas.filter((id) => id !== replica)[b % (replicas.length - 1)] ?? 1;
  const isr = replay.state().isr;
  if (shrinks !== undefined && kind % 3 === 0) return unfencedShrink(replay, a, b, shrinks);
  if (kind < 20) return replay.decided.size >= epochs ? null : { type: 'elect', epoch: replay.decided.size, leader: replica, left: b % 3 === 0 ? [other] : [] };
  if (kind < 50) return hear(replay, replica, b);
  if (kind < 62) return written < records ? { type: 'write', replica } : null;
  if (kind < 80) return { type: 'replicate', replica };
  if (kind < 88) return { type: 'commit', replica };
  if (kind < 91) return { type: 'shrink', replica, isr: isr.filter((id) => id !== other) };
  if (kind < 97) return { type: 'expand', replica, isr };
  // Only followers: a leader would be told its old state by whoever plays the controller.
  return replay.isLeader(replica) ? null : { type: 'restart', replica, losesTail: false };
}

/** Whoever believes to lead takes another out of the ISR as ZooKeeper has it. */
function unfencedShrink(replay: SpecReplay, a: number, b: number, unfenced: Unfenced): Action | null {
  const leaders = replay.replicas.filter((id) => replay.isLeader(id));
  const replica = leaders[a % Math.max(1, leaders.length)];
  if (replica === undefined) return null;
  const { isr } = replay.state();
  const others = isr.filter((id) => id !== replica);
  return { type: 'shrink', replica, isr: isr.filter((id) => id !== others[b % Math.max(1, others.length)]), unfenced };
}

/** Any word of the controller that the replica has not heard yet. */
function hear(replay: SpecReplay, replica: number, pick: number): Action | null {
  const news = [...replay.decided.values()].filter(({ leaderEpoch }) => leaderEpoch > replay.replica(replica).leaderEpoch);
  const word = news[pick % 3 === 0 ? pick % Math.max(1, news.length) : 0];
  return word === undefined ? null : { type: word.leader === replica ? 'lead' : 'follow', replica, epoch: word.leaderEpoch };
}

const PROVEN: readonly Invariant[] = ['LeaderComplete', 'NoSettledDivergence'];

function violation(begin: SpecReplay, moves: readonly Move[], sizes: Sizes, proven: readonly Invariant[]): string | null {
  const replay = begin.again();
  let written = 0;
  for (const move of moves) {
    const action = actionOf(replay, move, written, sizes);
    if (action === null) continue;
    if (action.type === 'write') written += 1;
    replay.do(action);
    for (const name of proven) {
      const fault = invariants[name](replay);
      if (fault !== null) return `${name}: ${fault}`;
    }
  }
  return null;
}

interface Sizes {
  readonly replicas: number;
  readonly epochs: number;
  readonly records: number;
  /** Shrinking is what is looked into: every third move is one. */
  readonly shrinks?: Unfenced;
}

function search(protocol: Protocol, sizes: Sizes, numRuns: number, proven = PROVEN): string | null {
  const begin = SpecReplay.begin(Array.from({ length: sizes.replicas }, (_, index) => index + 1), protocols[protocol]);
  const { failed, errorInstance } = fc.check(fc.property(arbitraryMoves, (moves) => {
    const fault = violation(begin, moves, sizes, proven);
    if (fault !== null) throw new Error(fault);
  }), { numRuns, seed: 11, endOnFailure: true });
  return failed ? String(errorInstance) : null;
}

describe('random choices of controller, replicas and network', () => {
  test.each([
    ['0.11', { replicas: 2, epochs: 3, records: 2 }],
    ['2.0', { replicas: 2, epochs: 4, records: 3 }],
    ['2.1', { replicas: 2, epochs: 5, records: 5 }],
    ['2.1', { replicas: 3, epochs: 5, records: 5 }],
    ['2.1', { replicas: 4, epochs: 3, records: 2 }],
  ] as const)('find nothing in %s where exhaustive checking found nothing: %o', (protocol, sizes) => {
    expect(search(protocol, sizes, 150)).toBeNull();
  });

  test('find nothing in 2.1 when ISRs shrink without a look at the epochs that followers are in, where exhaustive checking found nothing', () => {
    expect(search('2.1', { replicas: 3, epochs: 3, records: 2, shrinks: 'followers-epoch' }, 200)).toBeNull();
  });

  test('do find a loss there when a leader shrinks its ISR over what was decided since, so that they can', () => {
    expect(search('2.1', { replicas: 3, epochs: 3, records: 2, shrinks: 'newer-state' }, 300)).toContain('LeaderComplete');
  });

  test('leave a copy of a single record in 0.10, and nothing that differs', () => {
    expect(search('0.10', { replicas: 2, epochs: 2, records: 1 }, 300, ['NoGlobalLoss', 'NoSettledDivergence'])).toBeNull();
  }, 120_000);

  test('do find a loss in 0.10, so that they can', () => {
    expect(search('0.10', { replicas: 2, epochs: 5, records: 5 }, 1_500)).toContain('LeaderComplete');
  });
});
