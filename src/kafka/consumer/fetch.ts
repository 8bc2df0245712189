import { andThen, decided, unchanged } from '../../world/machine.ts';
import { report } from '../actor.ts';
import type { Decided, Env } from '../actor.ts';
import { connected } from '../client/connections.ts';
import { forEach, stopWatching, without } from '../client/requests.ts';
import { nextOffset, recordsOf } from '../log/record.ts';
import type { LogRecord } from '../log/record.ts';
import type { FetchedPartition, FetchResponse } from '../messages.ts';
import { positionOutOfRange, tryLater } from './positions.ts';
import { isGrouped, withGroup } from './group/state.ts';
import type { ConsumerContext, ConsumerInFlight } from './types.ts';

/** How much of what was delivered is kept for the picture, a partition. */
const DELIVERED_KEPT = 100;

/** A leader answered a Fetch: records go to the application, positions move on, errors are seen to. Source: FetchCollector. */
export function takeFetchAnswer(context: ConsumerContext, answer: FetchResponse, env: Env): Decided<ConsumerContext> {
  const request = context.inFlight[answer.correlationId];
  if (request?.api !== 'Fetch') return unchanged(context);
  const { brokerId } = request;
  const empty = answer.partitions.every((partition) => partition.error === 'NONE' && partition.batches.length === 0);
  const quiet = [...context.quiet.filter((id) => id !== brokerId), ...(empty ? [brokerId] : [])];
  const freed: ConsumerContext = { ...connected(context, brokerId), inFlight: without(context.inFlight, answer.correlationId), quiet };
  return andThen(decided(freed, stopWatching(answer.correlationId)), (now) =>
    forEach<ConsumerContext, FetchedPartition>(now, answer.partitions, (then, fetched) => takePartition(then, fetched, request, env)));
}

function takePartition(context: ConsumerContext, fetched: FetchedPartition, { brokerId, from }: ConsumerInFlight, env: Env): Decided<ConsumerContext> {
  const position = context.positions[fetched.partition];
  if (position === undefined || position === null) return unchanged(context);
  if (from !== undefined && from[fetched.partition] !== position) return unchanged(context);
  if (fetched.error === 'NONE') return deliver(context, fetched, position, brokerId);
  if (fetched.error === 'OFFSET_OUT_OF_RANGE') return positionOutOfRange(context, fetched.partition, position);
  return tryLater(context, fetched.partition, fetched.error, env);
}

/** A broker answers whole batches: records below the position were asked for by nobody and are skipped. */
function deliver(context: ConsumerContext, fetched: FetchedPartition, position: number, brokerId: number): Decided<ConsumerContext> {
  const { partition, batches } = fetched;
  const last = batches.at(-1);
  if (last === undefined) return unchanged(context);
  const records = recordsOf(batches).filter((record) => record.offset >= position);
  const after = Math.max(position, nextOffset(last));
  if (isGrouped(context) && records.length > 0) return decided(withGroup(context, { buffered: { ...context.group.buffered, [partition]: { records, next: after } } }));
  const moved = { ...context, positions: { ...context.positions, [partition]: after } };
  if (records.length === 0) return decided(moved);
  const delivered = { ...context.delivered, [partition]: lastOf([...(context.delivered[partition] ?? []), ...records]) };
  return decided({ ...moved, delivered }, report({ type: 'RecordsDelivered', consumer: context.clientId, partition, records, position: after, brokerId }));
}

function lastOf(records: readonly LogRecord[]): readonly LogRecord[] {
  return records.length > DELIVERED_KEPT ? records.slice(-DELIVERED_KEPT) : records;
}
