import type { Decided, Effect, Env } from '../actor.ts';
import { brokerAddress, replicaAddress, report } from '../actor.ts';
import type { BrokerContext } from '../broker/types.ts';
import { partitionOf } from '../metadata/image.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { sizeInBytes } from '../log/log.ts';
import type { FetchedPartition, FetchPartition, FetchResponse } from '../messages.ts';
import type { ReadEvent } from '../replica/purgatoryWord.ts';
import { readPartition, refusedPartition } from '../replica/readForFetch.ts';
import type { ReplicaContext } from '../replica/types.ts';
import { settled, withPending } from './pending.ts';
import type { PendingFetch, PurgatoryContext } from './types.ts';

/**
 * A partition's part is read. With the last part the request is answered at once when there is enough to read, an
 * error or a diverging epoch; otherwise it waits.
 *
 * Source: ReplicaManager.fetchMessages.
 */
export function readDone(purgatory: PurgatoryContext, event: ReadEvent, env: Env): Decided<PurgatoryContext> {
  const request = purgatory.pending[event.requestKey];
  if (request === undefined || request.api !== 'Fetch') return unchanged(purgatory);
  const { fetched } = event;
  const next: PendingFetch = { ...request, results: { ...request.results, [fetched.partition]: fetched }, bytes: request.bytes + event.bytes };
  const results = Object.values(next.results);
  if (results.length < next.partitions.length) return decided(withPending(purgatory, next));
  const answersNow = next.maxWaitMs <= 0 || next.bytes >= next.minBytes || results.some(endsWaiting);
  return answersNow ? answerFetch(purgatory, next, false, env) : park(purgatory, next, env);
}

function endsWaiting(fetched: FetchedPartition): boolean {
  return fetched.error !== 'NONE' || fetched.divergingEpoch !== undefined;
}

function park(purgatory: PurgatoryContext, request: PendingFetch, env: Env): Decided<PurgatoryContext> {
  const forMs = request.deadlineMs - env.nowMs;
  const timer: Effect = { type: 'schedule', name: request.key, afterMs: forMs, event: { type: 'Expired', key: request.key } as { type: string }, routine: true };
  return decided(withPending(purgatory, { ...request, parked: true }), timer);
}

/**
 * A waiting Fetch is done when enough can be read now, or when its partition is led elsewhere or was cut.
 *
 * Source: DelayedFetch.tryComplete.
 */
export function tryFetch(purgatory: PurgatoryContext, request: PendingFetch, env: Env): Decided<PurgatoryContext> {
  if (!request.parked) return unchanged(purgatory);
  const results = readAfresh(purgatory, request, env);
  const bytes = results.reduce((sum, fetched) => sum + sizeInBytes(fetched.batches), 0);
  if (bytes < request.minBytes && !results.some(endsWaiting)) return unchanged(purgatory);
  return answerWith(purgatory, request, results, false, env);
}

/** Reads again: the answer carries the high watermark of now. Source: DelayedFetch.onComplete. */
export function answerFetch(purgatory: PurgatoryContext, request: PendingFetch, atDeadline: boolean, env: Env): Decided<PurgatoryContext> {
  const results = request.parked ? readAfresh(purgatory, request, env) : request.fetches.flatMap((fetch) => request.results[fetch.partition] ?? []);
  return answerWith(purgatory, request, results, atDeadline, env);
}

function readAfresh(purgatory: PurgatoryContext, request: PendingFetch, env: Env): readonly FetchedPartition[] {
  return request.fetches.map((fetch) => readNow(purgatory.brokerId, fetch, request.replicaId, env));
}

function readNow(brokerId: number, fetch: FetchPartition, replicaId: number, env: Env): FetchedPartition {
  const replica = env.node.read(replicaAddress(brokerId, fetch.partition));
  if (replica === undefined) {
    const broker = env.node.read(brokerAddress(brokerId))?.context as BrokerContext | undefined;
    // Source: ReplicaManager.getPartitionOrError.
    const isElsewhere = broker !== undefined && partitionOf(broker.image, fetch.partition) !== undefined;
    const error = isElsewhere ? 'NOT_LEADER_OR_FOLLOWER' : 'UNKNOWN_TOPIC_OR_PARTITION';
    return { partition: fetch.partition, error, highWatermark: -1, logStartOffset: -1, batches: [] };
  }
  const context = replica.context as ReplicaContext;
  return replica.value === 'leader' ? readPartition(context, fetch, replicaId) : refusedPartition(context, fetch);
}

function answerWith(
  purgatory: PurgatoryContext, request: PendingFetch, results: readonly FetchedPartition[], atDeadline: boolean, env: Env,
): Decided<PurgatoryContext> {
  const { replyTo, correlationId, key } = request;
  const message: FetchResponse = { api: 'Fetch', kind: 'response', correlationId, partitions: results };
  const hasNews = results.some((fetched) => isNews(purgatory, request, fetched));
  const context = remember(settled(purgatory, key), request, results);
  const effects: Effect[] = [{ type: 'cancel', name: key }];
  if (request.parked && hasNews) effects.push(answeredFact(purgatory.brokerId, request, results, atDeadline, env));
  return decided(context, ...effects, { type: 'reply', to: replyTo, message, routine: !hasNews });
}

/** Records, an error, a place to cut, or for a follower a high watermark it was not told before, or a log start beyond its own. */
function isNews(purgatory: PurgatoryContext, request: PendingFetch, fetched: FetchedPartition): boolean {
  if (endsWaiting(fetched) || fetched.batches.length > 0) return true;
  if (request.replicaId < 0) return false;
  const asked = request.fetches.find(({ partition }) => partition === fetched.partition);
  return lastTold(purgatory, request, fetched) !== fetched.highWatermark || fetched.logStartOffset > (asked?.logStartOffset ?? 0);
}

/** An empty replica knows without being told that nothing is committed. */
function lastTold(purgatory: PurgatoryContext, request: PendingFetch, fetched: FetchedPartition): number {
  return purgatory.told[toldKey(request, fetched)] ?? 0;
}

function toldKey(request: PendingFetch, fetched: FetchedPartition): string {
  return `${request.replicaId}/${fetched.partition}`;
}

function remember(purgatory: PurgatoryContext, request: PendingFetch, results: readonly FetchedPartition[]): PurgatoryContext {
  if (request.replicaId < 0) return purgatory;
  const news = results.filter((fetched) => fetched.error === 'NONE' && lastTold(purgatory, request, fetched) !== fetched.highWatermark);
  if (news.length === 0) return purgatory;
  return { ...purgatory, told: { ...purgatory.told, ...Object.fromEntries(news.map((fetched) => [toldKey(request, fetched), fetched.highWatermark])) } };
}

function answeredFact(brokerId: number, request: PendingFetch, results: readonly FetchedPartition[], atDeadline: boolean, env: Env): Effect {
  const partitions = results.map(({ partition, batches, highWatermark }) => ({
    partition, records: batches.reduce((sum, batch) => sum + batch.records.length, 0), highWatermark,
  }));
  return report({ type: 'ParkedFetchAnswered', brokerId, to: request.replyTo.to, waitedMs: env.nowMs - request.sinceMs, atDeadline, partitions });
}
