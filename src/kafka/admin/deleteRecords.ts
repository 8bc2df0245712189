import { decided, unchanged } from '../../world/machine.ts';
import { brokerAddress, report } from '../actor.ts';
import type { Decided, DisconnectedEvent, Effect, Env, MessageEvent } from '../actor.ts';
import { splitTopicPartition } from '../log/record.ts';
import type { DeleteRecordsRequest, DeleteRecordsResponse, MetadataRequest, MetadataResponse } from '../messages.ts';
import { isRetriable } from '../names/errors.ts';
import type { ErrorName } from '../names/errors.ts';
import { whoAsked } from './asked.ts';
import { RETRY_BACKOFF_MS } from './retry.ts';
import type { AdminContext, Deletion, DeleteRecordsEvent, DeletionTimerEvent } from './types.ts';

/** default.api.timeout.ms of the AdminClient: after it a deletion is given up, however often it was tried. */
const API_TIMEOUT_MS = 60_000;

/** request.timeout.ms of the AdminClient: how long the leader may wait for its followers. */
const REQUEST_TIMEOUT_MS = 30_000;

/** `kafka-delete-records`: finds the partition's leader, and asks it. Source: DeleteRecordsHandler, PartitionLeaderStrategy. */
export function deleteRecords(admin: AdminContext, { partition, beforeOffset }: DeleteRecordsEvent, { shared: { era } }: Env): Decided<AdminContext> {
  if (!era.deletesRecords) return decided(admin, report({ type: 'AdminRequestFailed', api: 'DeleteRecords', error: 'UNSUPPORTED_VERSION', message: 'The broker does not support DELETE_RECORDS' }));
  const id = admin.nextCorrelationId;
  const asking = lookUp({ ...admin, nextCorrelationId: id + 1 }, id, { partition, beforeOffset, asked: null });
  const overdue: DeletionTimerEvent = { type: 'DeletionOverdue', id };
  return decided<AdminContext, Effect>(asking.context, { type: 'schedule', name: deadlineName(id), afterMs: API_TIMEOUT_MS, event: overdue }, ...asking.effects);
}

/** Asks the next broker who leads. */
function lookUp(admin: AdminContext, id: number, deletion: Deletion): Decided<AdminContext> {
  const [brokerId = -1, ...others] = admin.brokers;
  const correlationId = admin.nextCorrelationId;
  const message: MetadataRequest = { api: 'Metadata', kind: 'request', correlationId, topics: [splitTopicPartition(deletion.partition).topic] };
  const asking = withDeletion({ ...admin, brokers: [...others, brokerId] }, id, { ...deletion, asked: { correlationId, brokerId } });
  return decided<AdminContext, Effect>({ ...asking, nextCorrelationId: correlationId + 1 }, { type: 'send', to: brokerAddress(brokerId), message });
}

/** Whether an answer is one to a deletion's question. */
export function isOfDeletion({ deletions }: AdminContext, correlationId: number): boolean {
  return whoAsked(deletions, correlationId)[1] !== undefined;
}

export function leaderFound(admin: AdminContext, { message }: MessageEvent<MetadataResponse>): Decided<AdminContext> {
  const [id, deletion] = whoAsked(admin.deletions, message.correlationId);
  if (deletion === undefined) return unchanged(admin);
  const found = message.topics.flatMap((topic) => topic.partitions).find(({ partition }) => partition === deletion.partition);
  if (found === undefined || found.leader < 0) return tryLater(admin, id, deletion);
  const correlationId = admin.nextCorrelationId;
  const request: DeleteRecordsRequest = {
    api: 'DeleteRecords', kind: 'request', correlationId, timeoutMs: REQUEST_TIMEOUT_MS, partitions: [{ partition: deletion.partition, offset: deletion.beforeOffset }],
  };
  const asking = withDeletion(admin, id, { ...deletion, asked: { correlationId, brokerId: found.leader } });
  return decided<AdminContext, Effect>({ ...asking, nextCorrelationId: correlationId + 1 }, { type: 'send', to: brokerAddress(found.leader), message: request });
}

/** What may pass is tried again, by looking for the leader anew. */
export function deletionAnswered(admin: AdminContext, { message }: MessageEvent<DeleteRecordsResponse>): Decided<AdminContext> {
  const [id, deletion] = whoAsked(admin.deletions, message.correlationId);
  const [result] = message.partitions;
  if (deletion === undefined || result === undefined) return unchanged(admin);
  const { error, lowWatermark } = result;
  if (error !== 'NONE') return isRetriable(error) ? tryLater(admin, id, deletion) : failed(admin, id, error);
  const { partition, beforeOffset } = deletion;
  return decided(withoutDeletion(admin, id), { type: 'cancel', name: deadlineName(id) }, report({ type: 'RecordsDeleted', partition, beforeOffset, lowWatermark }));
}

export function deletionLost(admin: AdminContext, { peer }: DisconnectedEvent): Decided<AdminContext> {
  let context = admin;
  const effects: Effect[] = [];
  for (const [id, deletion] of Object.entries(admin.deletions)) {
    if (deletion.asked === null || brokerAddress(deletion.asked.brokerId) !== peer) continue;
    const later = tryLater(context, Number(id), deletion);
    context = later.context;
    effects.push(...later.effects);
  }
  return decided(context, ...effects);
}

function tryLater(admin: AdminContext, id: number, deletion: Deletion): Decided<AdminContext> {
  const again: DeletionTimerEvent = { type: 'DeletionRetry', id };
  return decided<AdminContext, Effect>(
    withDeletion(admin, id, { ...deletion, asked: null }),
    { type: 'schedule', name: retryName(id), afterMs: RETRY_BACKOFF_MS, event: again },
  );
}

export function deletionRetry(admin: AdminContext, { id }: DeletionTimerEvent): Decided<AdminContext> {
  const deletion = admin.deletions[id];
  return deletion === undefined ? unchanged(admin) : lookUp(admin, id, deletion);
}

export function deletionOverdue(admin: AdminContext, { id }: DeletionTimerEvent, _env: Env): Decided<AdminContext> {
  return admin.deletions[id] === undefined ? unchanged(admin) : failed(admin, id, 'REQUEST_TIMED_OUT');
}

function failed(admin: AdminContext, id: number, error: ErrorName): Decided<AdminContext> {
  return decided<AdminContext, Effect>(
    withoutDeletion(admin, id), { type: 'cancel', name: deadlineName(id) }, { type: 'cancel', name: retryName(id) },
    report({ type: 'AdminRequestFailed', api: 'DeleteRecords', error, message: null }),
  );
}

function withDeletion(admin: AdminContext, id: number, deletion: Deletion): AdminContext {
  return { ...admin, deletions: { ...admin.deletions, [id]: deletion } };
}

function withoutDeletion(admin: AdminContext, id: number): AdminContext {
  const { [id]: _done, ...deletions } = admin.deletions;
  return { ...admin, deletions };
}

const deadlineName = (id: number): string => `delete-records-${id}-deadline`;
const retryName = (id: number): string => `delete-records-${id}-retry`;
