import type { Decided, DisconnectedEvent, Effect, Env, MessageEvent } from '../actor.ts';
import { brokerAddress, replicaAddress, report, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { FetchedPartition, FetchResponse, ListOffsetsResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import type { TopicPartition } from '../log/record.ts';
import type { FetchedEvent, ReplicaContext, ResetLogEvent } from '../replica/types.ts';
import type { Asked, FetchedFrom, FetcherContext, FetcherEvent } from './types.ts';

export const AGAIN: Effect = { type: 'cancel', name: 'request-timeout' };

/**
 * Hands each partition's part to its replica, holds back those with errors, and begins the next round.
 *
 * Source: AbstractFetcherThread.processFetchRequest.
 */
export function fetchAnswered(fetcher: FetcherContext, { message }: MessageEvent<FetchResponse>, env: Env): Decided<FetcherContext> {
  const { inFlight } = fetcher;
  if (inFlight === null || inFlight.correlationId !== message.correlationId) return unchanged(fetcher);
  const effects: Effect[] = [AGAIN];
  let partitions = fetcher.partitions;
  for (const fetched of message.partitions) {
    const asked = inFlight.asked[fetched.partition];
    const state = partitions[fetched.partition];
    if (asked === undefined || state === undefined) continue;
    if (fetched.error === 'NONE') effects.push(handOver(fetcher, fetched, asked));
    else {
      effects.push(failedFact(fetcher, fetched.partition, asked.leaderEpoch, fetched.error));
      const next = afterError(fetcher, state, asked.leaderEpoch, fetched.error, env);
      partitions = replaced(partitions, fetched.partition, next);
    }
  }
  return decided({ ...fetcher, partitions, inFlight: null }, ...effects, tell(env.self, { type: 'Round' }));
}

function handOver(fetcher: FetcherContext, fetched: FetchedPartition, asked: Asked): Effect {
  const event: FetchedEvent = { type: 'Fetched', leaderId: fetcher.leaderId, leaderEpoch: asked.leaderEpoch, fetchOffset: asked.fetchOffset, fetched };
  return tell(replicaAddress(fetcher.brokerId, fetched.partition), event);
}

export function failedFact(fetcher: FetcherContext, partition: TopicPartition, leaderEpoch: number, error: ErrorName): Effect {
  return report({ type: 'ReplicaFetchFailed', brokerId: fetcher.brokerId, partition, leader: fetcher.leaderId, leaderEpoch, error });
}

/**
 * A fenced partition waits for newer metadata, without this fetcher, unless it has it by now; one out of range asks for
 * the leader's offsets; any other is tried again after replica.fetch.backoff.ms.
 *
 * Source: AbstractFetcherThread.onPartitionFenced, handleOutOfRangeError.
 */
export function afterError(fetcher: FetcherContext, state: FetchedFrom, askedEpoch: number, error: ErrorName, env: Env): FetchedFrom | null {
  if (error === 'FENCED_LEADER_EPOCH' && state.leaderEpoch === askedEpoch) return null;
  if (error === 'OFFSET_OUT_OF_RANGE' && state.leaderEpoch === askedEpoch) return { ...state, outOfRange: true };
  return delayed(fetcher, state, env);
}

/** null takes the partition away. */
export function replaced(partitions: FetcherContext['partitions'], partition: TopicPartition, state: FetchedFrom | null): FetcherContext['partitions'] {
  const { [partition]: _old, ...others } = partitions;
  return state === null ? others : { ...partitions, [partition]: state };
}

/** What waits already does not wait longer. Source: AbstractFetcherThread.delayPartitions. */
function delayed(fetcher: FetcherContext, state: FetchedFrom, env: Env): FetchedFrom {
  return state.delayedUntilMs > env.nowMs ? state : { ...state, delayedUntilMs: env.nowMs + fetcher.config.backoffMs };
}

/**
 * The leader's log ends before ours: cut to its end. Ours ends before it begins: start over there. Otherwise go on.
 *
 * Source: AbstractFetcherThread.fetchOffsetAndApplyTruncateAndBuild.
 */
export function offsetsListed(fetcher: FetcherContext, { message }: MessageEvent<ListOffsetsResponse>, env: Env): Decided<FetcherContext> {
  const { inFlight } = fetcher;
  if (inFlight === null || inFlight.correlationId !== message.correlationId) return unchanged(fetcher);
  const effects: Effect[] = [AGAIN];
  let partitions = fetcher.partitions;
  for (const partition of Object.keys(inFlight.asked)) {
    const state = partitions[partition];
    const [latest, earliest] = message.partitions.filter((one) => one.partition === partition);
    const replica = env.node.read(replicaAddress(fetcher.brokerId, partition))?.context as ReplicaContext | undefined;
    if (state === undefined || latest === undefined || earliest === undefined || replica === undefined) continue;
    const error = latest.error === 'NONE' ? earliest.error : latest.error;
    const known = { ...state, outOfRange: false };
    partitions = replaced(partitions, partition, error === 'NONE' ? known : afterError(fetcher, known, inFlight.asked[partition]?.leaderEpoch ?? -1, error, env));
    const reset = error !== 'NONE' ? null : resetOf(replica.log.logEndOffset, latest.offset, earliest.offset);
    if (reset !== null && !reset.startOver && isTruncationForbidden(replica, env)) effects.push(...exitInstead(replica, latest.offset));
    else if (reset !== null) effects.push(tell(replicaAddress(fetcher.brokerId, partition), reset));
  }
  return decided({ ...fetcher, partitions, inFlight: null }, ...effects, tell(env.self, { type: 'Round' }));
}

/** Source: ReplicaFetcherThread.handleOffsetOutOfRange (KAFKA-1647). */
function isTruncationForbidden({ config }: ReplicaContext, { shared: { era } }: Env): boolean {
  return era.exitsRatherThanCut && !config.uncleanLeaderElectionEnable;
}

function exitInstead({ brokerId, partition, leaderId: leader, log: { logEndOffset } }: ReplicaContext, leaderEndOffset: number): readonly Effect[] {
  return [report({ type: 'TruncationNotAllowed', brokerId, partition, leader, leaderEndOffset, logEndOffset }), { type: 'exit', how: 'fatal-error' }];
}

function resetOf(ownEnd: number, leaderEnd: number, leaderStart: number): ResetLogEvent | null {
  if (leaderEnd < ownEnd) return { type: 'ResetLog', to: leaderEnd, startOver: false };
  return leaderStart > ownEnd ? { type: 'ResetLog', to: leaderStart, startOver: true } : null;
}

/** The connection broke or nobody listens: every partition of this leader waits replica.fetch.backoff.ms. */
export function fetchLost(fetcher: FetcherContext, _event: DisconnectedEvent, env: Env): Decided<FetcherContext> {
  const { inFlight } = fetcher;
  if (inFlight === null) return unchanged(fetcher);
  const partitions = Object.fromEntries(Object.entries(fetcher.partitions).map(([partition, state]) => [partition, delayed(fetcher, state, env)]));
  const { brokerId, leaderId: leader } = fetcher;
  const fact = report({ type: 'ReplicaFetcherDisconnected', brokerId, leader });
  return decided({ ...fetcher, partitions, inFlight: null, lastAsked: {} }, fact, AGAIN, tell(env.self, { type: 'Round' }));
}

/** Source: replica.socket.timeout.ms. */
export function fetchTimedOut(fetcher: FetcherContext, _event: FetcherEvent, env: Env): Decided<FetcherContext> {
  const lost = fetchLost(fetcher, { type: 'Disconnected', peer: brokerAddress(fetcher.leaderId), refused: false, opened: true }, env);
  return decided(lost.context, { type: 'disconnect', peer: brokerAddress(fetcher.leaderId) }, ...lost.effects);
}

/** Partitions whose leader this fetcher reads from now; one it reads already under the same epoch stays. The thread then wakes. */
export function addPartitions(fetcher: FetcherContext, event: Extract<FetcherEvent, { type: 'AddPartitions' }>): Decided<FetcherContext> {
  const added = Object.entries(event.partitions).map(([partition, leaderEpoch]): [string, FetchedFrom] => {
    const known = fetcher.partitions[partition];
    return [partition, known?.leaderEpoch === leaderEpoch ? known : { leaderEpoch, delayedUntilMs: 0, outOfRange: false }];
  });
  const partitions = { ...fetcher.partitions, ...Object.fromEntries(added) };
  const wake: Effect = { type: 'schedule', name: 'round', afterMs: 0, event: { type: 'Round' }, routine: true };
  return decided<FetcherContext, Effect>({ ...fetcher, partitions, brokerEpoch: event.brokerEpoch }, wake);
}

export function removePartitions(fetcher: FetcherContext, event: Extract<FetcherEvent, { type: 'RemovePartitions' }>): Decided<FetcherContext> {
  const partitions = Object.fromEntries(Object.entries(fetcher.partitions).filter(([partition]) => !event.partitions.includes(partition)));
  return decided({ ...fetcher, partitions });
}
