import { decided, unchanged } from '../../../world/machine.ts';
import { brokerAddress } from '../../actor.ts';
import type { Decided, DisconnectedEvent, Effect } from '../../actor.ts';
import type { TopicPartition } from '../../log/record.ts';
import { splitTopicPartition } from '../../log/record.ts';
import type { AlterPartitionReassignmentsResponse, ListPartitionReassignmentsResponse, MetadataRequest, MetadataResponse } from '../../messages.ts';
import { RETRY_BACKOFF_MS } from '../retry.ts';
import { header, sendRequest } from '../sendRequest.ts';
import type { AdminContext } from '../types.ts';
import { isHeldUp, unknownIn } from './checks.ts';
import { errandOf, finished, overdueAfter, retryName, withErrand } from './state.ts';
import type { Move, ReassignmentErrand, ReassignmentTimerEvent } from './types.ts';

/** default.api.timeout.ms of the AdminClient, in milliseconds. */
const API_TIMEOUT_MS = 60_000;

/** What moves, who is there and where the partitions are; then the request itself. Source: ReassignPartitionsCommand.executeAssignment, cancelAssignment. */
export function proceed(admin: AdminContext, id: number, errand: ReassignmentErrand): Decided<AdminContext> {
  const { does, moves, moving, before } = errand;
  if (moving === null) return askController(admin, id, errand, { api: 'ListPartitionReassignments', partitions: does === 'cancel' ? moves.map(({ partition }) => partition) : null });
  if (does === 'cancel') return askController(admin, id, errand, { api: 'AlterPartitionReassignments', partitions: moving.map((partition) => ({ partition, replicas: null })) });
  return before === null ? askBroker(admin, id, errand) : askController(admin, id, errand, { api: 'AlterPartitionReassignments', partitions: moves });
}

type Question =
  | { readonly api: 'ListPartitionReassignments'; readonly partitions: readonly TopicPartition[] | null }
  | { readonly api: 'AlterPartitionReassignments'; readonly partitions: readonly { readonly partition: TopicPartition; readonly replicas: readonly number[] | null }[] };

function askController(admin: AdminContext, id: number, errand: ReassignmentErrand, question: Question): Decided<AdminContext> {
  const asked = { correlationId: admin.nextCorrelationId, api: question.api, brokerId: null };
  const sent = sendRequest(withErrand(admin, id, { ...errand, asked }), { ...header(admin), ...question });
  return decided(sent.context, overdueAfter(id, API_TIMEOUT_MS), ...sent.effects);
}

function askBroker(admin: AdminContext, id: number, errand: ReassignmentErrand): Decided<AdminContext> {
  const [brokerId = -1, ...others] = admin.brokers;
  const correlationId = admin.nextCorrelationId;
  const topics = [...new Set(errand.moves.map(({ partition }) => splitTopicPartition(partition).topic))];
  const message: MetadataRequest = { api: 'Metadata', kind: 'request', correlationId, topics };
  const asking = withErrand({ ...admin, brokers: [...others, brokerId], nextCorrelationId: correlationId + 1 }, id, { ...errand, asked: { correlationId, api: 'Metadata', brokerId } });
  return decided<AdminContext, Effect>(asking, overdueAfter(id, API_TIMEOUT_MS), { type: 'send', to: brokerAddress(brokerId), message });
}

/** What the controller says. */
export function controllerAnswered(admin: AdminContext, message: ListPartitionReassignmentsResponse | AlterPartitionReassignmentsResponse): Decided<AdminContext> {
  const [id, errand] = errandOf(admin, message.correlationId);
  if (errand === undefined) return unchanged(admin);
  if (message.api === 'AlterPartitionReassignments') {
    const errors = message.partitions.filter(({ error }) => error !== 'NONE');
    if (errors.length > 0) return finished(admin, id, errand, { how: 'refused', errors });
    return finished(admin, id, errand, errand.does === 'execute' ? { how: 'started' } : { how: 'cancelled', partitions: errand.moving ?? [] });
  }
  const moving = message.partitions.map(({ partition }) => partition);
  if (isHeldUp(errand, moving)) return finished(admin, id, errand, { how: 'running' });
  if (errand.does === 'cancel' && moving.length === 0) return finished(admin, id, errand, { how: 'none-active' });
  return proceed(admin, id, { ...errand, asked: null, moving });
}

/** What a broker knows of the cluster and of the topics. */
export function metadataAnswered(admin: AdminContext, message: MetadataResponse): Decided<AdminContext> {
  const [id, errand] = errandOf(admin, message.correlationId);
  if (errand === undefined) return unchanged(admin);
  const placed = message.topics.flatMap(({ partitions }) => partitions.map(({ partition, replicas }): Move => ({ partition, replicas })));
  const unknown = unknownIn(errand.moves, { brokers: message.brokers, isPlaced: (partition) => placed.some((one) => one.partition === partition) });
  if (unknown !== null) return finished(admin, id, errand, unknown);
  return proceed(admin, id, { ...errand, asked: null, before: placed.filter(({ partition }) => errand.moves.some((move) => move.partition === partition)) });
}

/** The broker that was asked is gone: another is asked. What the controller was asked is asked again as any request is. */
export function brokerLost(admin: AdminContext, { peer }: DisconnectedEvent): Decided<AdminContext> {
  const lost = Object.entries(admin.reassignments).filter(([, { asked }]) => asked?.brokerId !== null && asked !== null && brokerAddress(asked.brokerId) === peer);
  const context = lost.reduce((now, [id, errand]) => withErrand(now, Number(id), { ...errand, asked: null }), admin);
  return decided(context, ...lost.map(([id]): Effect => {
    const event: ReassignmentTimerEvent = { type: 'ReassignmentRetry', id: Number(id) };
    return { type: 'schedule', name: retryName(Number(id)), afterMs: RETRY_BACKOFF_MS, event };
  }));
}

export function retry(admin: AdminContext, { id }: ReassignmentTimerEvent): Decided<AdminContext> {
  const errand = admin.reassignments[id];
  return errand === undefined || errand.asked !== null ? unchanged(admin) : askBroker(admin, id, errand);
}
