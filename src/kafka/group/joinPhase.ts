import { andThen, decided, unchanged } from '../../world/machine.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { answerJoin } from './answers.ts';
import { about } from './decide.ts';
import { haveAllJoined, membersInOrder, rebalanceTimeoutMs, selectProtocol, withMember, withoutMember } from './members.ts';
import { cancel, endSession, JOIN_TIMER, renewSession, SYNC_TIMER, timer } from './sessions.ts';
import { store, valueOf } from './storing.ts';
import { cancelSyncs } from './sync.ts';
import type { GroupContext, GroupMember, GroupState } from './types.ts';

/**
 * All members must join again. An empty group waits a while for more; any other one until all have joined, at most
 * the longest rebalance timeout.
 *
 * Source: GroupMetadataManager.prepareRebalance.
 */
export function prepareRebalance(from: GroupState): (group: GroupContext, event: unknown, env: Env) => Decided<GroupContext> {
  return (group, _event, env) => {
    const isInitial = from === 'Empty';
    const delayMs = group.config.initialRebalanceDelayMs;
    const remainingMs = Math.max(rebalanceTimeoutMs(group) - delayMs, 0);
    const syncsEnded = from === 'CompletingRebalance' ? cancelSyncs(group, 'REBALANCE_IN_PROGRESS') : unchanged(group);
    const fact = report({ type: 'GroupStateChanged', ...about(group), from, to: 'PreparingRebalance', generation: group.generation, reason: group.rebalanceReason });
    const begun = andThen(syncsEnded, (now) => decided(
      { ...now, pendingSyncs: [], rebalanceReason: null, stateSinceMs: env.nowMs, joinPhase: { isInitial, delayMs, remainingMs, isOver: false } }, cancel(SYNC_TIMER), fact,
    ));
    if (isInitial) return andThen(begun, (now) => decided(now, timer(JOIN_TIMER, delayMs, { type: 'JoinExpired' })));
    return andThen(begun, (now) => (haveAllJoined(now) ? endJoinPhase(now) : decided(now, timer(JOIN_TIMER, rebalanceTimeoutMs(now), { type: 'JoinExpired' }))));
  };
}

/** The initial delay is waited for even when all have joined. Source: GroupMetadataManager.maybeCompleteJoinPhase. */
export function completeJoinPhaseIfAllJoined(group: GroupContext): Decided<GroupContext> {
  return group.joinPhase?.isInitial === true || !haveAllJoined(group) ? decided(group) : endJoinPhase(group);
}

/** Source: GroupMetadataManager.tryCompleteInitialRebalanceElseSchedule. */
export function joinExpired(group: GroupContext): Decided<GroupContext> {
  const { joinPhase, config: { initialRebalanceDelayMs } } = group;
  if (joinPhase === null) return decided(group);
  const { isInitial, delayMs, remainingMs } = joinPhase;
  if (!isInitial || !group.newMemberAdded || remainingMs === 0) return endJoinPhase(group);
  const longer = { ...joinPhase, delayMs: Math.min(initialRebalanceDelayMs, remainingMs), remainingMs: Math.max(remainingMs - delayMs, 0) };
  return decided({ ...group, newMemberAdded: false, joinPhase: longer }, timer(JOIN_TIMER, longer.delayMs, { type: 'JoinExpired' }));
}

/**
 * Nobody is waited for any more: dynamic members that have not joined are out, and if need be one that has joined
 * leads. When only static members are left, and none has joined, the waiting begins again.
 *
 * Source: GroupMetadataManager.completeClassicGroupJoin.
 */
export function endJoinPhase(group: GroupContext): Decided<GroupContext> {
  const late = membersInOrder(group).filter((member) => member.awaitingJoin === null && member.groupInstanceId === null).map(({ memberId }) => memberId);
  const removed = late.reduce(withoutMember, group);
  const effects: Effect[] = [
    cancel(JOIN_TIMER),
    ...late.flatMap((memberId) => [
      endSession(memberId), report({ type: 'MemberRemoved', ...about(group), memberId, reason: 'rebalance-timeout', together: late, clientReason: null }),
    ]),
  ];
  const leader = joinedLeader(removed);
  const { joinPhase } = group;
  if (joinPhase === null) return { context: removed, effects };
  if (leader === undefined && removed.members.length > 0) {
    const again = { ...removed, joinPhase: { ...joinPhase, delayMs: 0, remainingMs: 0 } };
    return decided(again, ...effects, timer(JOIN_TIMER, rebalanceTimeoutMs(removed), { type: 'JoinExpired' }));
  }
  return decided({ ...removed, leader: leader?.memberId ?? removed.leader, joinPhase: { ...joinPhase, isOver: true } }, ...effects, ...leaderFacts(group, removed, leader));
}

/** The leader, if it has joined, or else the first that has. Source: ClassicGroup.maybeElectNewJoinedLeader. */
function joinedLeader(group: GroupContext): GroupMember | undefined {
  const joined = membersInOrder(group).filter(({ awaitingJoin }) => awaitingJoin !== null);
  return joined.find(({ memberId }) => memberId === group.leader) ?? joined[0];
}

function leaderFacts(before: GroupContext, removed: GroupContext, leader: GroupMember | undefined): readonly Effect[] {
  if (leader === undefined || before.leader === null || leader.memberId === before.leader) return [];
  const old = removed.members.find(({ memberId }) => memberId === before.leader);
  return [report({
    type: 'GroupLeaderChanged', ...about(before), from: before.leader, to: leader.memberId, groupInstanceId: old?.groupInstanceId ?? null, reason: old === undefined ? 'left' : 'not-joined',
  })];
}

/** Everybody learns of the new generation, the leader also who is in it; all must send SyncGroup, since KAFKA-12890 in time. Source: ClassicGroup.initNextGeneration. */
export function startGeneration(before: GroupContext, _event: unknown, env: Env): Decided<GroupContext> {
  const members = membersInOrder(before);
  const group: GroupContext = {
    ...before, generation: before.generation + 1, protocolName: selectProtocol(before), joinPhase: null, pendingSyncs: members.map(({ memberId }) => memberId), stateSinceMs: env.nowMs,
  };
  const { generation, protocolName, leader } = group;
  const facts = [
    report({ type: 'GroupGenerationStarted', ...about(group), generation, protocol: protocolName ?? '', leader: leader ?? '', members: group.pendingSyncs }),
    report({ type: 'GroupStateChanged', ...about(group), from: 'PreparingRebalance', to: 'CompletingRebalance', generation, reason: null }),
  ];
  const answers = members.flatMap((member): readonly Effect[] => [
    ...(member.awaitingJoin === null ? [] : [answerJoin(group, member.awaitingJoin, member.memberId, { tellsMembers: member.memberId === leader })]),
    renewSession(member),
  ]);
  const answered = members.reduce((now, member) => withMember(now, { ...member, awaitingJoin: null, isNew: false }), group);
  const limit = env.shared.era.missingSyncsExpire ? [timer(SYNC_TIMER, rebalanceTimeoutMs(group), { type: 'SyncExpired', generation })] : [];
  return decided(answered, ...facts, ...answers, ...limit);
}

/** The last member is gone: the log hears of it, offsets stay until they expire. */
export function becomeEmpty(before: GroupContext, _event: unknown, env: Env): Decided<GroupContext> {
  const group: GroupContext = { ...before, generation: before.generation + 1, protocolName: null, joinPhase: null, pendingSyncs: [], stateSinceMs: env.nowMs };
  const fact = report({ type: 'GroupStateChanged', ...about(group), from: 'PreparingRebalance', to: 'Empty', generation: group.generation, reason: null });
  return andThen(decided(group, fact), (now) => store(now, valueOf(now), { what: 'empty-group' }));
}
