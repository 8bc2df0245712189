import { setup } from 'xstate';
import { decided, rulesOf } from '../../world/machine.ts';
import type { Decided, Effect, Env, Shared } from '../actor.ts';
import { heartbeatExpiredIn, heartbeatIn } from './heartbeat.ts';
import { joinIn } from './join.ts';
import { becomeEmpty, joinExpired, prepareRebalance, startGeneration } from './joinPhase.ts';
import { leaveIn } from './leave.ts';
import { deleteGroup, forget, halt, isNewGroupRefused, load, unload } from './load.ts';
import { commitIn } from './offsets.ts';
import { storedIn } from './stored.ts';
import { isStoredAssignment, syncExpired, syncWhileCompleting, syncWhileEmpty, syncWhilePreparing, syncWhileStable } from './sync.ts';
import type { GroupContext, GroupEvent, GroupInput } from './types.ts';
import { refuse } from './withoutGroup.ts';
import type { MemberRequest } from './withoutGroup.ts';

const act = rulesOf<GroupContext, GroupEvent, Shared, Effect>();

function newGroup(input: GroupInput): GroupContext {
  return {
    ...input, isNew: true, generation: 0, protocolType: null, protocolName: null, leader: null, members: [], mostMembers: 0, pendingMembers: [], pendingSyncs: [],
    newMemberAdded: false, joinPhase: null, rebalanceReason: null, storing: {}, nextToken: 1, stateSinceMs: 0,
  };
}

/** A group that has ended makes everybody look for its coordinator again, or once join as new. */
function turnAway(group: GroupContext, { message, replyTo }: Extract<GroupEvent, { readonly type: MemberRequest['api'] }>, { shared: { era } }: Env): Decided<GroupContext> {
  return decided(group, { type: 'reply', to: replyTo, message: refuse(message, era.deadGroupError) });
}

const toPreparingRebalance = { guard: 'mustRebalance', target: 'PreparingRebalance' } as const;

/**
 * A classic consumer group at its coordinator. What an event makes of the members decides where the group goes: a
 * reason to rebalance leads to PreparingRebalance; the end of the waiting there to CompletingRebalance, or to Empty
 * with nobody left; the leader's assignment, once it is in the log, to Stable.
 *
 * Source: GroupMetadataManager, ClassicGroup, ClassicGroupState; GroupCoordinator in Scala.
 */
export const groupMachine = setup({
  types: { context: {} as GroupContext, events: {} as GroupEvent, input: {} as GroupInput },
  actions: {
    joinWhileEmpty: act<'JoinGroup'>(joinIn('Empty')),
    joinWhilePreparing: act<'JoinGroup'>(joinIn('PreparingRebalance')),
    joinWhileCompleting: act<'JoinGroup'>(joinIn('CompletingRebalance')),
    joinWhileStable: act<'JoinGroup'>(joinIn('Stable')),
    heartbeatWhileEmpty: act<'Heartbeat'>(heartbeatIn('Empty')),
    heartbeatWhilePreparing: act<'Heartbeat'>(heartbeatIn('PreparingRebalance')),
    heartbeatWhileCompleting: act<'Heartbeat'>(heartbeatIn('CompletingRebalance')),
    heartbeatWhileStable: act<'Heartbeat'>(heartbeatIn('Stable')),
    leaveWhileEmpty: act<'LeaveGroup'>(leaveIn('Empty')),
    leaveWhilePreparing: act<'LeaveGroup'>(leaveIn('PreparingRebalance')),
    leaveWhileCompleting: act<'LeaveGroup'>(leaveIn('CompletingRebalance')),
    leaveWhileStable: act<'LeaveGroup'>(leaveIn('Stable')),
    commitWhileEmpty: act<'OffsetCommit'>(commitIn('Empty')),
    commitWhilePreparing: act<'OffsetCommit'>(commitIn('PreparingRebalance')),
    commitWhileCompleting: act<'OffsetCommit'>(commitIn('CompletingRebalance')),
    commitWhileStable: act<'OffsetCommit'>(commitIn('Stable')),
    expireWhileEmpty: act<'HeartbeatExpired'>(heartbeatExpiredIn('Empty')),
    expireWhilePreparing: act<'HeartbeatExpired'>(heartbeatExpiredIn('PreparingRebalance')),
    expireWhileCompleting: act<'HeartbeatExpired'>(heartbeatExpiredIn('CompletingRebalance')),
    expireWhileStable: act<'HeartbeatExpired'>(heartbeatExpiredIn('Stable')),
    storedWhileEmpty: act<'GroupStored'>(storedIn('Empty')),
    storedWhilePreparing: act<'GroupStored'>(storedIn('PreparingRebalance')),
    storedWhileCompleting: act<'GroupStored'>(storedIn('CompletingRebalance')),
    storedWhileStable: act<'GroupStored'>(storedIn('Stable')),
    syncWhileEmpty: act<'SyncGroup'>(syncWhileEmpty),
    syncWhilePreparing: act<'SyncGroup'>(syncWhilePreparing),
    syncWhileCompleting: act<'SyncGroup'>(syncWhileCompleting),
    syncWhileStable: act<'SyncGroup'>(syncWhileStable),
    syncExpired: act<'SyncExpired'>(syncExpired),
    joinExpired: act<'JoinExpired'>(joinExpired),
    beginInitialRebalance: act<GroupEvent['type']>(prepareRebalance('Empty')),
    beginRebalance: act<GroupEvent['type']>(prepareRebalance('Stable')),
    beginAgain: act<GroupEvent['type']>(prepareRebalance('CompletingRebalance')),
    startGeneration: act<GroupEvent['type']>(startGeneration),
    becomeEmpty: act<GroupEvent['type']>(becomeEmpty),
    load: act<'Load'>(load),
    unload: act<'Unload'>(unload),
    forget: act<'GroupStored'>(forget),
    deleteGroup: act<'DeleteGroup'>(deleteGroup),
    turnAway: act<MemberRequest['api']>(turnAway),
    halt: act<'Halt'>(halt),
  },
  guards: {
    memberJoined: ({ context }) => context.rebalanceReason !== null,
    mustRebalance: ({ context }) => context.rebalanceReason !== null,
    allJoined: ({ context }) => context.joinPhase?.isOver === true && context.members.length > 0,
    nobodyLeft: ({ context }) => context.joinPhase?.isOver === true && context.members.length === 0,
    hasAssignment: ({ context, event }) => event.type === 'GroupStored' && isStoredAssignment(context, event),
    isRefused: ({ context, event }) => event.type === 'GroupStored' && isNewGroupRefused(context, event),
    groupKept: ({ context, event }) => event.type === 'GroupStored' && !isNewGroupRefused(context, event),
    isEmpty: ({ context }) => context.members.length === 0 && context.joinPhase === null,
    hasMembers: ({ event }) => event.type === 'Load' && event.value.members.length > 0,
  },
}).createMachine({
  id: 'group',
  initial: 'Empty',
  context: ({ input }) => newGroup(input),
  on: {
    Unload: { target: '.Dead', actions: 'unload' },
    DeleteGroup: { guard: 'isEmpty', target: '.Dead', actions: 'deleteGroup' },
    GroupStored: { guard: 'isRefused', target: '.Dead', actions: 'forget' },
    Halt: { target: '.Dead', actions: 'halt' },
  },
  states: {
    Empty: {
      always: { guard: 'memberJoined', target: 'PreparingRebalance', actions: 'beginInitialRebalance' },
      on: {
        JoinGroup: { actions: 'joinWhileEmpty' },
        SyncGroup: { actions: 'syncWhileEmpty' },
        Heartbeat: { actions: 'heartbeatWhileEmpty' },
        LeaveGroup: { actions: 'leaveWhileEmpty' },
        OffsetCommit: { actions: 'commitWhileEmpty' },
        HeartbeatExpired: { actions: 'expireWhileEmpty' },
        GroupStored: { guard: 'groupKept', actions: 'storedWhileEmpty' },
        Load: [{ guard: 'hasMembers', target: 'Stable', actions: 'load' }, { actions: 'load' }],
      },
    },
    PreparingRebalance: {
      always: [
        { guard: 'allJoined', target: 'CompletingRebalance', actions: 'startGeneration' },
        { guard: 'nobodyLeft', target: 'Empty', actions: 'becomeEmpty' },
      ],
      on: {
        JoinGroup: { actions: 'joinWhilePreparing' },
        SyncGroup: { actions: 'syncWhilePreparing' },
        Heartbeat: { actions: 'heartbeatWhilePreparing' },
        LeaveGroup: { actions: 'leaveWhilePreparing' },
        OffsetCommit: { actions: 'commitWhilePreparing' },
        HeartbeatExpired: { actions: 'expireWhilePreparing' },
        GroupStored: { guard: 'groupKept', actions: 'storedWhilePreparing' },
        JoinExpired: { actions: 'joinExpired' },
      },
    },
    CompletingRebalance: {
      always: { ...toPreparingRebalance, actions: 'beginAgain' },
      on: {
        JoinGroup: { actions: 'joinWhileCompleting' },
        SyncGroup: { actions: 'syncWhileCompleting' },
        Heartbeat: { actions: 'heartbeatWhileCompleting' },
        LeaveGroup: { actions: 'leaveWhileCompleting' },
        OffsetCommit: { actions: 'commitWhileCompleting' },
        HeartbeatExpired: { actions: 'expireWhileCompleting' },
        GroupStored: [{ guard: 'hasAssignment', target: 'Stable', actions: 'storedWhileCompleting' }, { guard: 'groupKept', actions: 'storedWhileCompleting' }],
        SyncExpired: { actions: 'syncExpired' },
      },
    },
    Stable: {
      always: { ...toPreparingRebalance, actions: 'beginRebalance' },
      on: {
        JoinGroup: { actions: 'joinWhileStable' },
        SyncGroup: { actions: 'syncWhileStable' },
        Heartbeat: { actions: 'heartbeatWhileStable' },
        LeaveGroup: { actions: 'leaveWhileStable' },
        OffsetCommit: { actions: 'commitWhileStable' },
        HeartbeatExpired: { actions: 'expireWhileStable' },
        GroupStored: { guard: 'groupKept', actions: 'storedWhileStable' },
        SyncExpired: { actions: 'syncExpired' },
      },
    },
    Dead: {
      on: {
        JoinGroup: { actions: 'turnAway' },
        SyncGroup: { actions: 'turnAway' },
        Heartbeat: { actions: 'turnAway' },
        LeaveGroup: { actions: 'turnAway' },
        OffsetCommit: { actions: 'turnAway' },
        Unload: {},
        DeleteGroup: {},
      },
    },
  },
});
