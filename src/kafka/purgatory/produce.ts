import type { Decided, Effect, Env } from '../actor.ts';
import { replicaAddress, report, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { ErrorName } from '../names/errors.ts';
import type { ProduceResponse } from '../messages.ts';
import { effectiveMinIsr, maximalIsr } from '../replica/highWatermark.ts';
import type { AppendedEvent } from '../replica/purgatoryWord.ts';
import type { ReplicaContext } from '../replica/types.ts';
import { settled, withPending } from './pending.ts';
import type { InternallyAppendedEvent, PendingProduce, PurgatoryContext } from './types.ts';

/** A partition's part is appended or refused; with the last part the request is answered, or waits for the high watermark. */
export function appended(purgatory: PurgatoryContext, event: AppendedEvent, env: Env): Decided<PurgatoryContext> {
  const request = purgatory.pending[event.requestKey];
  if (request === undefined || request.api !== 'Produce') return unchanged(purgatory);
  const { type, requestKey, partition, error, baseOffset, requiredOffset } = event;
  // Not the event itself: it carries the surroundings of this step.
  const part: AppendedEvent = { type, requestKey, partition, error, baseOffset, requiredOffset };
  const next = { ...request, results: { ...request.results, [partition]: part } };
  if (Object.keys(next.results).length < next.partitions.length) return decided(withPending(purgatory, next));
  return next.acks === -1 ? tryProduce(purgatory, next, env) : answerProduce(purgatory, next, (result) => result.error);
}

/**
 * acks=all is done when the high watermark passes the batch, or when it never will here.
 *
 * Source: DelayedProduce.tryComplete, Partition.checkEnoughReplicasReachOffset.
 */
export function tryProduce(purgatory: PurgatoryContext, request: PendingProduce, env: Env): Decided<PurgatoryContext> {
  const { context, waits } = looked(purgatory, request, env);
  if (!waits) return answerProduce(purgatory, context, ({ partition }) => context.outcomes?.[partition] ?? 'UNKNOWN_SERVER_ERROR');
  if (!request.parked) return park(purgatory, context, env);
  return context === request ? unchanged(purgatory) : decided(withPending(purgatory, context));
}

/** Every partition that is done is done for good, while others still wait. */
function looked(purgatory: PurgatoryContext, request: PendingProduce, env: Env): { readonly context: PendingProduce; readonly waits: boolean } {
  const known = request.outcomes ?? {};
  const open = Object.values(request.results).filter(({ partition }) => known[partition] === undefined);
  const found = open.map((result) => [result.partition, outcomeOf(purgatory.brokerId, result, env)] as const);
  const done = found.filter((one): one is readonly [string, ErrorName] => one[1] !== 'waiting');
  const context = done.length === 0 ? request : { ...request, outcomes: { ...known, ...Object.fromEntries(done) } };
  return { context, waits: done.length < found.length };
}

function outcomeOf(brokerId: number, result: AppendedEvent, env: Env): ErrorName | 'waiting' {
  if (result.error !== 'NONE') return result.error;
  const replica = env.node.read(replicaAddress(brokerId, result.partition));
  if (replica?.value !== 'leader') return 'NOT_LEADER_OR_FOLLOWER';
  const leader = replica.context as ReplicaContext;
  if (leader.highWatermark < result.requiredOffset) return 'waiting';
  return maximalIsr(leader, env).length >= effectiveMinIsr(leader, env) ? 'NONE' : 'NOT_ENOUGH_REPLICAS_AFTER_APPEND';
}

function park(purgatory: PurgatoryContext, request: PendingProduce, env: Env): Decided<PurgatoryContext> {
  const forMs = request.deadlineMs - env.nowMs;
  const fact = report({ type: 'RequestParked', brokerId: purgatory.brokerId, api: 'Produce', from: request.replyTo.to, partitions: request.partitions, forMs, routine: false });
  const timer: Effect = { type: 'schedule', name: request.key, afterMs: forMs, event: { type: 'Expired', key: request.key } as { type: string } };
  return decided(withPending(purgatory, { ...request, parked: true }), fact, timer);
}

/** At the deadline what is not committed has timed out; it may be committed later all the same. Source: DelayedProduce.onExpiration. */
export function produceExpired(purgatory: PurgatoryContext, request: PendingProduce, env: Env): Decided<PurgatoryContext> {
  const { context } = looked(purgatory, request, env);
  return answerProduce(purgatory, context, ({ partition }) => context.outcomes?.[partition] ?? 'REQUEST_TIMED_OUT');
}

function answerProduce(purgatory: PurgatoryContext, request: PendingProduce, errorOf: (result: AppendedEvent) => ErrorName): Decided<PurgatoryContext> {
  const { acks, replyTo, correlationId } = request;
  const results = Object.values(request.results).map((result) => ({ ...result, error: errorOf(result) }));
  const context = settled(purgatory, request.key);
  const cancel: Effect = { type: 'cancel', name: request.key };
  if (acks === 0) return decided(context, cancel, ...(results.some((result) => result.error !== 'NONE') ? [hangUp(request)] : []));
  const partitions = results.map(({ partition, error, baseOffset }) => ({ partition, error, baseOffset: error === 'NONE' ? baseOffset : -1 }));
  if (request.internal === true) return decided(context, cancel, ...partitions.map(({ error, baseOffset }) => tell(replyTo.to, internallyAppended(request.key, error, baseOffset))));
  const message: ProduceResponse = { api: 'Produce', kind: 'response', correlationId, partitions };
  const facts = partitions.map(({ partition, error, baseOffset }) =>
    report({ type: 'ProduceAnswered', brokerId: purgatory.brokerId, to: replyTo.to, partition, error, acks, baseOffset }));
  return decided(context, cancel, ...facts, { type: 'reply', to: replyTo, message });
}

function internallyAppended(key: string, error: ErrorName, baseOffset: number): InternallyAppendedEvent {
  return { type: 'InternallyAppended', key, error, baseOffset };
}

/** acks=0 has no answer to carry an error: the connection is closed so that the producer refreshes its metadata. Source: KafkaApis.handleProduceRequest. */
function hangUp(request: PendingProduce): Effect {
  return { type: 'hangUp', connection: request.replyTo.connection };
}
