import { setup } from 'xstate';
import { coordinatorAddress, tell } from '../kafka/actor.ts';
import type { Effect, Shared } from '../kafka/actor.ts';
import type {
  DeleteGroupEvent, GroupContext, GroupInput, GroupMember, GroupMetadataValue, GroupStoredEvent, JoinEvent, LoadEvent, OffsetCommitEvent, StoreGroupEvent, StoreOffsetsEvent, UnloadEvent,
} from '../kafka/group/types.ts';
import { decided, rulesOf } from '../world/machine.ts';

type Standing = Pick<GroupContext, 'brokerId' | 'groupId' | 'generation' | 'protocolType' | 'protocolName' | 'members' | 'stateSinceMs'> & { readonly joining: JoinEvent | null };
type StandInEvent = JoinEvent | OffsetCommitEvent | GroupStoredEvent | LoadEvent | UnloadEvent | DeleteGroupEvent;

const act = rulesOf<Standing, StandInEvent, Shared, Effect>();
const MEMBER: GroupMember = {
  memberId: 'm', groupInstanceId: null, clientId: 'c', clientHost: '/0.0.0.0', rebalanceTimeoutMs: 60_000, sessionTimeoutMs: 10_000, protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: { topics: ['orders'], ownedPartitions: [], generationId: -1, rackId: null, userData: null } }],
  assignment: ['orders-0'], isNew: false, awaitingJoin: null, awaitingSync: null,
};
const VALUE: GroupMetadataValue = {
  protocolType: 'consumer', generation: 1, protocol: 'range', leader: 'm', currentStateTimestampMs: 0,
  members: [{ ...MEMBER, subscription: MEMBER.protocols[0]?.metadata ?? { topics: [], ownedPartitions: [], generationId: -1, rackId: null, userData: null } }],
};

function ended({ brokerId, groupId }: Standing): Effect {
  return tell(coordinatorAddress(brokerId), { type: 'GroupEnded', groupId } as { type: string });
}

/** A group that takes its first member at once, accepts every commit, and says the coordinator's words back. */
export const groupStandIn = setup({
  types: { context: {} as Standing, events: {} as StandInEvent, input: {} as GroupInput },
  actions: {
    join: act<'JoinGroup'>((group, { type, message, from, replyTo, routine }) => {
      const store: StoreGroupEvent = { type: 'StoreGroup', groupId: group.groupId, token: 1, value: VALUE };
      return decided({ ...group, joining: { type, message, from, replyTo, routine } }, tell(coordinatorAddress(group.brokerId), store));
    }),
    stored: act<'GroupStored'>((group, { error }) => {
      const { joining } = group;
      if (joining === null) return decided(group);
      const message = {
        api: 'JoinGroup', kind: 'response', correlationId: joining.message.correlationId, error, generationId: 1, protocolName: 'range', leader: 'm', memberId: 'm', skipAssignment: false, members: [],
      } as const;
      return decided<Standing, Effect>({ ...group, joining: null, generation: 1, protocolType: 'consumer', protocolName: 'range', members: [MEMBER] }, { type: 'reply', to: joining.replyTo, message });
    }),
    commit: act<'OffsetCommit'>((group, { message, replyTo }) => {
      const store: StoreOffsetsEvent = { type: 'StoreOffsets', groupId: group.groupId, request: message, replyTo };
      return decided(group, tell(coordinatorAddress(group.brokerId), store));
    }),
    load: act<'Load'>((group, { value }) => decided({ ...group, generation: value.generation, protocolType: value.protocolType, protocolName: value.protocol, members: [MEMBER] })),
    end: act<'Unload'>((group) => decided(group, ended(group))),
    deleteGroup: act<'DeleteGroup'>((group) => {
      const store: StoreGroupEvent = { type: 'StoreGroup', groupId: group.groupId, token: 2, value: null };
      return decided(group, tell(coordinatorAddress(group.brokerId), store), ended(group));
    }),
  },
}).createMachine({
  id: 'group',
  initial: 'Empty',
  context: ({ input: { brokerId, groupId } }) => ({ brokerId, groupId, generation: 0, protocolType: null, protocolName: null, members: [], stateSinceMs: 0, joining: null }),
  states: {
    Empty: { on: { JoinGroup: { target: 'Stable', actions: 'join' }, Load: { target: 'Stable', actions: 'load' }, DeleteGroup: { actions: 'deleteGroup' } } },
    Stable: { on: { GroupStored: { actions: 'stored' } } },
  },
  on: { OffsetCommit: { actions: 'commit' }, Unload: { actions: 'end' } },
});
