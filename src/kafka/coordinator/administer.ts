import { decided } from '../../world/machine.ts';
import { groupAddress, report, tell } from '../actor.ts';
import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { deadGroup, describeGroup, subscribedTopics } from '../group/describe.ts';
import type {
  DeleteGroupsRequest, DescribeGroupsRequest, GroupAdminResponse, GroupDescription, ListGroupsRequest, OffsetDeleteRequest, OffsetDeleteResponse,
} from '../group/messages.ts';
import type { DeleteGroupEvent, GroupContext, GroupState } from '../group/types.ts';
import type { TopicPartition } from '../log/record.ts';
import { splitTopicPartition } from '../log/record.ts';
import { partitionOf } from '../metadata/image.ts';
import type { ErrorName } from '../names/errors.ts';
import { brokerOf, homeOf } from './partitions.ts';
import { complaint } from './routes.ts';
import { forgetOffsets } from './store.ts';
import type { CoordinatorContext } from './types.ts';

interface KnownGroup {
  readonly state: GroupState;
  readonly context: GroupContext;
}

function groupOf({ brokerId }: CoordinatorContext, groupId: string, env: Env): KnownGroup | undefined {
  const group = env.node.read(groupAddress(brokerId, groupId));
  return group === undefined || group.value === 'Dead' ? undefined : { state: group.value as GroupState, context: group.context as GroupContext };
}

function answer({ replyTo, routine }: { readonly replyTo: MessageEvent<DescribeGroupsRequest>['replyTo']; readonly routine: boolean }, message: GroupAdminResponse): Effect {
  return { type: 'reply', to: replyTo, message, routine };
}

/** A group that is not there is Dead; 4.x also says that it was not found (KIP-1043). Source: GroupCoordinator.handleDescribeGroup, GroupMetadataManager.describeGroups. */
export function describeGroups(coordinator: CoordinatorContext, event: MessageEvent<DescribeGroupsRequest>, env: Env): Decided<CoordinatorContext> {
  const { groups, correlationId } = event.message;
  const described = groups.map((groupId): GroupDescription => {
    const refused = complaint(coordinator, 'DescribeGroups', groupId, env);
    if (refused !== null) return deadGroup(groupId, refused);
    const group = groupOf(coordinator, groupId, env);
    return group === undefined ? deadGroup(groupId, env.shared.era.groupCoordinator === 'java' ? 'GROUP_ID_NOT_FOUND' : 'NONE') : describeGroup(group.context, group.state);
  });
  const refusals = described.flatMap(({ groupId, error }) => turnedAway(coordinator, groupId, 'DescribeGroups', error === 'GROUP_ID_NOT_FOUND' ? 'NONE' : error));
  return decided(coordinator, ...refusals, answer(event, { api: 'DescribeGroups', kind: 'response', correlationId, groups: described }));
}

/** Those of this broker alone; while it loads some it says so. Source: GroupCoordinator.handleListGroups. */
export function listGroups(coordinator: CoordinatorContext, event: MessageEvent<ListGroupsRequest>, env: Env): Decided<CoordinatorContext> {
  const partitions = Object.values(coordinator.partitions);
  const error: ErrorName = partitions.some(({ state }) => state === 'loading') ? 'COORDINATOR_LOAD_IN_PROGRESS' : 'NONE';
  const groups = partitions.flatMap((partition) => Object.keys(partition.groups)).flatMap((groupId) => {
    const group = groupOf(coordinator, groupId, env);
    return group === undefined ? [] : [{ groupId, protocolType: group.context.protocolType ?? '', groupState: group.state }];
  });
  return decided(coordinator, answer(event, { api: 'ListGroups', kind: 'response', correlationId: event.message.correlationId, error, groups }));
}

/** Only a group without members goes, with all that it has committed. Source: GroupCoordinator.handleDeleteGroups, GroupMetadataManager.validateDeleteGroup. */
export function deleteGroups(coordinator: CoordinatorContext, event: MessageEvent<DeleteGroupsRequest>, env: Env): Decided<CoordinatorContext> {
  let next = coordinator;
  const effects: Effect[] = [];
  const results = event.message.groups.map((groupId) => {
    const error = complaint(next, 'DeleteGroups', groupId, env) ?? notDeletable(groupOf(next, groupId, env));
    if (error !== null) effects.push(...turnedAway(next, groupId, 'DeleteGroups', error));
    else {
      const deleted = deleteGroup(next, groupId, env);
      next = deleted.context;
      effects.push(...deleted.effects);
    }
    return { groupId, error: error ?? ('NONE' as const) };
  });
  return decided(next, ...effects, answer(event, { api: 'DeleteGroups', kind: 'response', correlationId: event.message.correlationId, results }));
}

function notDeletable(group: KnownGroup | undefined): ErrorName | null {
  if (group === undefined) return 'GROUP_ID_NOT_FOUND';
  return group.state === 'Empty' ? null : 'NON_EMPTY_GROUP';
}

/** The group writes its own tombstone, behind those of its offsets. */
function deleteGroup(coordinator: CoordinatorContext, groupId: string, env: Env): Decided<CoordinatorContext> {
  const offsets = committedBy(coordinator, groupId, env);
  const forgotten = forgetOffsets(coordinator, groupId, offsets, env);
  const end: DeleteGroupEvent = { type: 'DeleteGroup' };
  const fact = report({ type: 'GroupDeleted', brokerId: coordinator.brokerId, group: groupId, offsets: offsets.length });
  return decided(forgotten.context, fact, ...forgotten.effects, tell(groupAddress(coordinator.brokerId, groupId), end));
}

/** Nobody may subscribe to what is forgotten. Source: GroupCoordinator.handleDeleteOffsets, OffsetMetadataManager.deleteOffsets. */
export function offsetDelete(coordinator: CoordinatorContext, event: MessageEvent<OffsetDeleteRequest>, env: Env): Decided<CoordinatorContext> {
  const { groupId, partitions, correlationId } = event.message;
  const group = groupOf(coordinator, groupId, env);
  const refused = complaint(coordinator, 'OffsetDelete', groupId, env) ?? (group === undefined ? 'GROUP_ID_NOT_FOUND' : withoutSubscriptions(group));
  const response = (error: ErrorName, results: OffsetDeleteResponse['partitions']): Effect =>
    answer(event, { api: 'OffsetDelete', kind: 'response', correlationId, error, partitions: results });
  if (refused !== null || group === undefined) return decided(coordinator, ...turnedAway(coordinator, groupId, 'OffsetDelete', refused ?? 'NONE'), response(refused ?? 'NONE', []));
  const subscribed = subscribedTopics(group.context);
  const { image } = brokerOf(coordinator, env);
  const results = partitions.map((partition) => ({ partition, error: errorOfDeletion(partition, image, subscribed) }));
  const accepted = results.filter(({ error }) => error === 'NONE').map(({ partition }) => partition);
  const gone = committedBy(coordinator, groupId, env).filter((partition) => accepted.includes(partition));
  const forgotten = forgetOffsets(coordinator, groupId, gone, env);
  const fact = report({ type: 'OffsetsDeleted', brokerId: coordinator.brokerId, group: groupId, partitions: gone });
  return decided(forgotten.context, ...(gone.length === 0 ? [] : [fact]), ...forgotten.effects, response('NONE', results));
}

/** What the members of another kind of group read, the coordinator cannot tell. */
function withoutSubscriptions({ state, context }: KnownGroup): ErrorName | null {
  return state === 'Empty' || context.protocolType === 'consumer' ? null : 'NON_EMPTY_GROUP';
}

function errorOfDeletion(partition: TopicPartition, image: Parameters<typeof partitionOf>[0], subscribed: ReadonlySet<string>): ErrorName {
  if (partitionOf(image, partition) === undefined) return 'UNKNOWN_TOPIC_OR_PARTITION';
  return subscribed.has(splitTopicPartition(partition).topic) ? 'GROUP_SUBSCRIBED_TO_TOPIC' : 'NONE';
}

function committedBy(coordinator: CoordinatorContext, groupId: string, env: Env): readonly TopicPartition[] {
  return Object.keys(coordinator.partitions[homeOf(coordinator, groupId, env)]?.groups[groupId] ?? {});
}

function turnedAway({ brokerId }: CoordinatorContext, group: string, api: string, error: ErrorName): readonly Effect[] {
  return error === 'NONE' ? [] : [report({ type: 'GroupRequestTurnedAway', brokerId, group, api, error })];
}
