import { decided } from '../../world/machine.ts';
import { groupAddress, report, tell } from '../actor.ts';
import type { Decided, Env, MessageEvent } from '../actor.ts';
import type { GroupRequest, OffsetFetchRequest } from '../group/messages.ts';
import { refusalBeforeGroup, refusalWithoutGroup } from '../group/withoutGroup.ts';
import type { ErrorName } from '../names/errors.ts';
import { refusal } from './answers.ts';
import { startGroup } from './leadership.ts';
import { homeOf, partitionOfGroup, setting, withGroup } from './partitions.ts';
import type { CoordinatorContext, ForwardedEvent } from './types.ts';

/** What may be asked about the group without a name. */
const NAMELESS: readonly string[] = ['OffsetCommit', 'OffsetFetch', 'DescribeGroups', 'DeleteGroups'];

/**
 * Why this broker cannot serve that group now; null when it can.
 *
 * Source: GroupCoordinator.validateGroupStatus.
 */
export function complaint(coordinator: CoordinatorContext, api: GroupRequest['api'], groupId: string, env: Env): ErrorName | null {
  if (groupId === '' && !NAMELESS.includes(api)) return 'INVALID_GROUP_ID';
  const known = coordinator.partitions[partitionOfGroup(coordinator, groupId, env)];
  if (known === undefined) return 'NOT_COORDINATOR';
  if (known.state === 'active') return null;
  // While it loads, members are kept quiet: a rebalance that was under way is lost, and everything else goes on.
  if (api === 'Heartbeat') return 'NONE';
  return api === 'SyncGroup' && env.shared.era.groupCoordinator === 'scala' ? 'REBALANCE_IN_PROGRESS' : 'COORDINATOR_LOAD_IN_PROGRESS';
}

/** A request goes to its group, which is made when it may be. Source: GroupCoordinator.handleJoinGroup, handleSyncGroup, handleHeartbeat, handleLeaveGroup, handleCommitOffsets. */
export function forward(coordinator: CoordinatorContext, event: ForwardedEvent, env: Env): Decided<CoordinatorContext> {
  const { message } = event;
  const refused = complaint(coordinator, message.api, message.groupId, env) ?? refusalBeforeGroup(message, limits(coordinator, env));
  if (refused !== null) return refuse(coordinator, event, refused);
  const partition = homeOf(coordinator, message.groupId, env);
  if (coordinator.partitions[partition]?.groups[message.groupId] !== undefined) return decided(coordinator, pass(coordinator, event));
  const error = refusalWithoutGroup(message, env.shared.era);
  if (error !== null) return refuse(coordinator, event, error);
  return decided(withGroup(coordinator, partition, message.groupId, {}), startGroup(coordinator, partition, message.groupId, env), pass(coordinator, event));
}

/** Not the event itself: it carries the surroundings of this step. */
function pass({ brokerId }: CoordinatorContext, { type, message, from, replyTo, routine }: ForwardedEvent) {
  return tell(groupAddress(brokerId, message.groupId), { type, message, from, replyTo, routine } as { type: string });
}

function limits(coordinator: CoordinatorContext, env: Env): Parameters<typeof refusalBeforeGroup>[1] {
  return { minSessionTimeoutMs: setting(coordinator, 'group.min.session.timeout.ms', env), maxSessionTimeoutMs: setting(coordinator, 'group.max.session.timeout.ms', env) };
}

/** The heartbeat that is answered while the group loads is no refusal. */
export function refuse(coordinator: CoordinatorContext, event: ForwardedEvent | MessageEvent<OffsetFetchRequest>, error: ErrorName): Decided<CoordinatorContext> {
  const { api, groupId: group } = event.message;
  const fact = report({ type: 'GroupRequestTurnedAway', brokerId: coordinator.brokerId, group, api, error });
  return decided(coordinator, ...(error === 'NONE' ? [] : [fact]), refusal(event, error));
}
