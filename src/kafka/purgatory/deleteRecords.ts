import type { Decided, Effect, Env } from '../actor.ts';
import { replicaAddress, report } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { DeleteRecordsResponse } from '../messages.ts';
import { lowWatermark } from '../replica/lowWatermark.ts';
import type { RecordsDeletedEvent } from '../replica/purgatoryWord.ts';
import type { ReplicaContext } from '../replica/types.ts';
import { settled, withPending } from './pending.ts';
import type { PendingDeleteRecords, PurgatoryContext } from './types.ts';

type Result = DeleteRecordsResponse['partitions'][number];

/** A leader has deleted its part, or refused; with the last part the request is answered, or waits for the low watermark. */
export function recordsDeleted(purgatory: PurgatoryContext, event: RecordsDeletedEvent, env: Env): Decided<PurgatoryContext> {
  const request = purgatory.pending[event.requestKey];
  if (request === undefined || request.api !== 'DeleteRecords') return unchanged(purgatory);
  const { type, requestKey, partition, error, requiredOffset } = event;
  // Not the event itself: it carries the surroundings of this step.
  const part: RecordsDeletedEvent = { type, requestKey, partition, error, requiredOffset };
  const next = { ...request, results: { ...request.results, [partition]: part } };
  if (Object.keys(next.results).length < next.partitions.length) return decided(withPending(purgatory, next));
  return tryDeleteRecords(purgatory, next, env);
}

/** Done when no live replica keeps anything below the offset, or when this broker leads no more. Source: DelayedDeleteRecords.tryComplete. */
export function tryDeleteRecords(purgatory: PurgatoryContext, request: PendingDeleteRecords, env: Env): Decided<PurgatoryContext> {
  const outcomes = Object.values(request.results).map((part) => outcomeOf(purgatory.brokerId, part, env));
  const done = outcomes.filter((outcome) => outcome !== 'waiting');
  if (done.length === outcomes.length) return answer(purgatory, request, done);
  return request.parked ? unchanged(purgatory) : park(purgatory, request, env);
}

function outcomeOf(brokerId: number, { partition, error, requiredOffset }: RecordsDeletedEvent, env: Env): Result | 'waiting' {
  if (error !== 'NONE') return { partition, error, lowWatermark: -1 };
  const replica = env.node.read(replicaAddress(brokerId, partition));
  if (replica?.value !== 'leader') return { partition, error: 'NOT_LEADER_OR_FOLLOWER', lowWatermark: -1 };
  const reached = lowWatermark(replica.context as ReplicaContext, env);
  return reached >= requiredOffset ? { partition, error: 'NONE', lowWatermark: reached } : 'waiting';
}

function park(purgatory: PurgatoryContext, request: PendingDeleteRecords, env: Env): Decided<PurgatoryContext> {
  const forMs = request.deadlineMs - env.nowMs;
  const { key, partitions, replyTo } = request;
  const fact = report({ type: 'RequestParked', brokerId: purgatory.brokerId, api: 'DeleteRecords', from: replyTo.to, partitions, forMs, routine: false });
  const timer: Effect = { type: 'schedule', name: key, afterMs: forMs, event: { type: 'Expired', key } as { type: string } };
  return decided(withPending(purgatory, { ...request, parked: true }), fact, timer);
}

/** The leader has deleted all the same; only a follower is late. Source: DelayedDeleteRecords.onExpiration. */
export function deleteRecordsExpired(purgatory: PurgatoryContext, request: PendingDeleteRecords, env: Env): Decided<PurgatoryContext> {
  const results = Object.values(request.results).map((part): Result => {
    const outcome = outcomeOf(purgatory.brokerId, part, env);
    return outcome === 'waiting' ? { partition: part.partition, error: 'REQUEST_TIMED_OUT', lowWatermark: -1 } : outcome;
  });
  return answer(purgatory, request, results);
}

function answer(purgatory: PurgatoryContext, { key, replyTo, correlationId }: PendingDeleteRecords, partitions: readonly Result[]): Decided<PurgatoryContext> {
  const message: DeleteRecordsResponse = { api: 'DeleteRecords', kind: 'response', correlationId, partitions };
  return decided<PurgatoryContext, Effect>(settled(purgatory, key), { type: 'cancel', name: key }, { type: 'reply', to: replyTo, message });
}
