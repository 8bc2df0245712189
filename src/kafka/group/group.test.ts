import { describe, expect, test } from 'vitest';
import { ActorPuppet } from '../../testkit/actorPuppet.ts';
import type { KafkaEvent } from '../actor.ts';
import type { EraId } from '../era/era.ts';
import type { ErrorName } from '../names/errors.ts';
import { groupMachine } from './machine.ts';
import { newMemberId } from './memberId.ts';
import type { JoinGroupRequest, JoinGroupResponse, SyncGroupRequest, Subscription } from './messages.ts';
import type { GroupContext, GroupMetadataValue, StoreGroupEvent } from './types.ts';
import { refusalBeforeGroup, refusalWithoutGroup, refuse } from './withoutGroup.ts';

const subscription: Subscription = { topics: ['orders'], ownedPartitions: [], generationId: -1, rackId: null, userData: null };
const base = { kind: 'request', groupId: 'g', groupInstanceId: null } as const;
const joinRequest: JoinGroupRequest = {
  ...base, api: 'JoinGroup', correlationId: 1, memberId: '', sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 30_000, protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: subscription }], requiresMemberId: false, reason: 'rolling',
};
const from = (name: string) => ({ from: name, replyTo: { connection: `${name}#1>broker-1#1`, to: name }, routine: false });

function groupOf(era: EraId = '4.1', config: { initialRebalanceDelayMs?: number; maxSize?: number } = {}): ActorPuppet<GroupContext> {
  let drawn = 0;
  const input = { brokerId: 1, groupId: 'g', partition: 12, config: { initialRebalanceDelayMs: 3000, maxSize: 100, ...config } };
  return new ActorPuppet<GroupContext>(groupMachine, input, { era, draw: () => (drawn += 1), self: 'broker-1/group-g' });
}
function join(group: ActorPuppet<GroupContext>, name: string, request: Partial<JoinGroupRequest> = {}): ActorPuppet<GroupContext> {
  return group.get({ type: 'JoinGroup', message: { ...joinRequest, ...request }, ...from(name) } as KafkaEvent);
}
function sync(group: ActorPuppet<GroupContext>, memberId: string, assignments: SyncGroupRequest['assignments'] = []): ActorPuppet<GroupContext> {
  const message: SyncGroupRequest = { ...base, api: 'SyncGroup', correlationId: 9, memberId, generationId: group.context.generation, protocolType: 'consumer', protocolName: 'range', assignments };
  return group.get({ type: 'SyncGroup', message, ...from('consumer-1') } as KafkaEvent);
}
const stored = (group: ActorPuppet<GroupContext>, token: number, error: ErrorName = 'NONE') => group.get({ type: 'GroupStored', token, error } as KafkaEvent);
const replies = (group: ActorPuppet<GroupContext>) => group.effects('reply').map(({ message }) => message);
const tokenOf = (group: ActorPuppet<GroupContext>): number => group.told<StoreGroupEvent>('StoreGroup')[0]?.token ?? -1;

/** One static member, which leads, in a stable group. */
function stable(era: EraId = '4.1'): ActorPuppet<GroupContext> {
  const group = join(groupOf(era), 'consumer-1', { groupInstanceId: 'i-1' });
  if (tokenOf(group) >= 0) stored(group, tokenOf(group));
  group.get({ type: 'JoinExpired' });
  const leader = group.context.leader ?? '';
  const message = { ...base, groupInstanceId: 'i-1', api: 'SyncGroup', correlationId: 2, memberId: leader, generationId: 1, protocolType: 'consumer', protocolName: 'range', assignments: [{ memberId: leader, assignment: ['orders-0'] }] };
  group.get({ type: 'SyncGroup', message, ...from('consumer-1') } as KafkaEvent);
  return stored(group, tokenOf(group));
}

const value: GroupMetadataValue = {
  protocolType: 'consumer', generation: 7, protocol: 'range', leader: 'consumer-1-x', currentStateTimestampMs: 5,
  members: ['consumer-1-x', 'consumer-2-x'].map((memberId) => ({
    memberId, groupInstanceId: null, clientId: memberId.slice(0, 10), clientHost: '/h', rebalanceTimeoutMs: 30_000, sessionTimeoutMs: 10_000, subscription, assignment: [`orders-${memberId.at(9)}`],
  })),
};

test('a member id is the name of the client and a UUID of version 4', () => {
  expect(newMemberId('consumer-1', () => 0xffffffff)).toBe('consumer-1-ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(newMemberId('consumer-1', () => 0)).toBe('consumer-1-00000000-0000-4000-8000-000000000000');
});

describe('what the log says of a group', () => {
  test('is loaded: it is Stable, and its members have one session more', () => {
    const group = groupOf().get({ type: 'Load', value } as KafkaEvent);
    expect(group.state).toBe('Stable');
    expect(group.context).toMatchObject({ generation: 7, leader: 'consumer-1-x', protocolName: 'range' });
    expect(Object.fromEntries(group.effects('schedule').map(({ name, afterMs }) => [name, afterMs]))).toEqual({ 'heartbeat consumer-1-x': 10_000, 'heartbeat consumer-2-x': 10_000 });
  });

  test('without members it is Empty', () => {
    expect(groupOf().get({ type: 'Load', value: { ...value, members: [], leader: null, protocol: null } } as KafkaEvent).state).toBe('Empty');
  });

  test('over group.max.size it rebalances, so that some have to go', () => {
    const group = groupOf('4.1', { maxSize: 1 }).get({ type: 'Load', value } as KafkaEvent);
    expect(group.state).toBe('PreparingRebalance');
    expect(group.facts('GroupStateChanged')[0]?.reason).toMatch(/^Freshly-loaded group g \(size 2\) is over capacity 1\./);
  });

  test('is what the group wrote', () => {
    const group = stable();
    const written = join(group, 'consumer-1', { groupInstanceId: 'i-1' }).told<StoreGroupEvent>('StoreGroup')[0]?.value;
    const again = groupOf().get({ type: 'Load', value: written } as unknown as KafkaEvent);
    expect(again.context.members).toEqual(group.context.members.map((member) => ({ ...member, awaitingJoin: null })));
  });
});

describe('a static member that comes back', () => {
  test('takes its place without a rebalance once the log has its new id; as leader it need not assign', () => {
    const group = join(stable(), 'consumer-1', { groupInstanceId: 'i-1', correlationId: 5 });
    expect(replies(group)).toEqual([]);
    stored(group, tokenOf(group));
    expect(group.state).toBe('Stable');
    expect(replies(group)).toMatchObject([{ correlationId: 5, error: 'NONE', generationId: 1, memberId: group.context.leader, leader: group.context.leader, skipAssignment: true, members: [{}] }]);
  });

  test('in 2.8 its old id is named leader, so that it does not assign', () => {
    const group = stable('2.8');
    const old = group.context.leader;
    join(group, 'consumer-1', { groupInstanceId: 'i-1' });
    stored(group, tokenOf(group));
    expect(replies(group)).toMatchObject([{ leader: old, skipAssignment: false, members: [] }]);
    expect(group.context.leader).not.toBe(old);
  });

  test('has its old id again when the log refuses the new one', () => {
    const group = stable();
    const { leader, members } = group.context;
    join(group, 'consumer-1', { groupInstanceId: 'i-1', sessionTimeoutMs: 20_000 });
    stored(group, tokenOf(group), 'NOT_ENOUGH_REPLICAS');
    expect(replies(group)).toMatchObject([{ error: 'COORDINATOR_NOT_AVAILABLE', memberId: '', leader, generationId: 1 }]);
    expect(group.context).toMatchObject({ leader, members });
  });
});

describe('an assignment the log refuses', () => {
  test('makes everybody join again', () => {
    const group = join(groupOf(), 'consumer-1').get({ type: 'JoinExpired' });
    sync(group, group.context.leader ?? '');
    stored(group, tokenOf(group), 'NOT_LEADER_OR_FOLLOWER');
    expect(group.state).toBe('PreparingRebalance');
    expect(replies(group)).toMatchObject([{ api: 'SyncGroup', error: 'NOT_COORDINATOR' }]);
  });
});

describe('a group that ends here', () => {
  test('sends everybody who waits to look for the coordinator', () => {
    const group = join(groupOf(), 'consumer-1').get({ type: 'Unload' });
    expect(group.state).toBe('Dead');
    expect(replies(group)).toMatchObject([{ api: 'JoinGroup', error: 'NOT_COORDINATOR' }]);
    expect(group.told('GroupEnded')).toHaveLength(1);
    expect(group.facts('GroupStateChanged')).toMatchObject([{ from: 'PreparingRebalance', to: 'Dead' }]);
    expect(replies(join(group, 'consumer-1'))).toMatchObject([{ error: 'COORDINATOR_NOT_AVAILABLE' }]);
    expect(group.get({ type: 'Unload' }).done).toEqual([]);
  });

  test('let them join as new, before 2.3', () => {
    expect(replies(join(groupOf('2.1').get({ type: 'Unload' }), 'consumer-1'))).toMatchObject([{ error: 'UNKNOWN_MEMBER_ID' }]);
  });

  test('is deleted only while it is Empty, with a tombstone', () => {
    expect(stable().get({ type: 'DeleteGroup' }).state).toBe('Stable');
    const empty = groupOf().get({ type: 'DeleteGroup' });
    expect(empty.state).toBe('Dead');
    expect(empty.told<StoreGroupEvent>('StoreGroup')).toMatchObject([{ value: null }]);
  });

  test('a new group that the log refuses has never been', () => {
    const group = join(groupOf(), 'consumer-1');
    stored(group, tokenOf(group), 'NOT_ENOUGH_REPLICAS');
    expect(group.state).toBe('Dead');
    expect(replies(group)).toMatchObject([{ error: 'COORDINATOR_NOT_AVAILABLE' }]);
  });
});

describe('the Scala coordinator', () => {
  test('writes nothing of a new group, and the other one does', () => {
    expect(join(groupOf('3.9'), 'consumer-1').told('StoreGroup')).toEqual([]);
    expect(join(groupOf('4.1'), 'consumer-1').told('StoreGroup')).toHaveLength(1);
  });

  test('waits for the end of the initial delay although the last pending member is gone', () => {
    const expired = (era: EraId): unknown => {
      const group = join(join(groupOf(era), 'consumer-1'), 'consumer-2', { requiresMemberId: true });
      return group.get({ type: 'HeartbeatExpired', memberId: group.context.pendingMembers[0] ?? '' } as KafkaEvent).state;
    };
    expect(expired('3.9')).toBe('PreparingRebalance');
    expect(expired('4.1')).toBe('CompletingRebalance');
  });

  test('does not wait longer for a group that only became empty', () => {
    const second = (era: EraId): boolean => {
      const group = join(groupOf(era), 'consumer-1').get({ type: 'JoinExpired' });
      const message = { ...base, api: 'LeaveGroup', correlationId: 3, members: [{ memberId: group.context.leader ?? '', groupInstanceId: null, reason: null }] };
      group.get({ type: 'LeaveGroup', message, ...from('consumer-1') } as KafkaEvent);
      expect(group.state).toBe('Empty');
      join(join(group, 'consumer-1'), 'consumer-2').get({ type: 'JoinExpired' });
      return group.state === 'PreparingRebalance';
    };
    expect(second('3.9')).toBe(false);
    expect(second('4.1')).toBe(true);
  });

  test('gives the reasons of its version', () => {
    const reason = (era: EraId) => join(groupOf(era), 'consumer-1').facts('GroupStateChanged')[0]?.reason?.replace(/consumer-1-\S+/, 'M');
    expect(reason('2.1')).toBe('Adding new member M');
    expect(reason('2.8')).toBe('Adding new member M with group instance id None');
    expect(reason('3.9')).toBe('Adding new member M with group instance id None; client reason: rolling');
    expect(reason('4.1')).toBe('Adding new member M with group instance id null; client reason: rolling');
  });
});

describe('while the leader decides', () => {
  /** Two members have joined, and the first of them leads. */
  function completing(era: EraId): ActorPuppet<GroupContext> {
    const group = join(join(groupOf(era), 'consumer-1'), 'consumer-2').get({ type: 'JoinExpired' });
    return group.state === 'PreparingRebalance' ? group.get({ type: 'JoinExpired' }) : group;
  }
  const ask = (group: ActorPuppet<GroupContext>, api: 'Heartbeat' | 'OffsetCommit', memberId: string, generationId: number) => {
    const message = { ...base, api, correlationId: 7, memberId, generationId, ...(api === 'OffsetCommit' ? { offsets: [{ partition: 'orders-0', offset: 1, leaderEpoch: -1, metadata: '' }] } : {}) };
    const [answer] = replies(group.get({ type: api, message, ...from('consumer-1') } as unknown as KafkaEvent)) as readonly { error?: ErrorName; partitions?: readonly { error: ErrorName }[] }[];
    return answer?.partitions?.[0]?.error ?? answer?.error;
  };

  test.each(['2.8', '3.9', '4.1'] as const)('a heartbeat is answered NONE in %s, one of another generation is refused', (era) => {
    const group = completing(era);
    const leader = group.context.leader ?? '';
    expect(ask(group, 'Heartbeat', leader, 1)).toBe('NONE');
    expect(group.effects('schedule')).toMatchObject([{ name: `heartbeat ${leader}` }]);
    expect(ask(group, 'Heartbeat', leader, 0)).toBe('ILLEGAL_GENERATION');
  });

  test.each(['0.10', '0.11', '2.1'] as const)('a heartbeat was answered REBALANCE_IN_PROGRESS in %s, and kept no session', (era) => {
    const group = completing(era);
    const leader = group.context.leader ?? '';
    expect([ask(group, 'Heartbeat', leader, 1), ask(group, 'Heartbeat', leader, 0)]).toEqual(['REBALANCE_IN_PROGRESS', 'REBALANCE_IN_PROGRESS']);
    expect(group.effects('schedule')).toEqual([]);
    expect(ask(group, 'Heartbeat', 'stranger', 1)).toBe('UNKNOWN_MEMBER_ID');
  });

  test('a commit is refused for who sends it first from 2.4 on, and for the time before', () => {
    expect([ask(completing('2.8'), 'OffsetCommit', 'stranger', 1), ask(completing('2.1'), 'OffsetCommit', 'stranger', 1)]).toEqual(['UNKNOWN_MEMBER_ID', 'REBALANCE_IN_PROGRESS']);
    const group = completing('2.8');
    expect(ask(group, 'OffsetCommit', group.context.leader ?? '', 1)).toBe('REBALANCE_IN_PROGRESS');
  });

  test('a SyncGroup that never comes is waited for as long as a rebalance may take, before 2.8.1 for ever', () => {
    const limits = (era: EraId) => completing(era).effects('schedule').filter(({ name }) => name === 'sync').map(({ afterMs }) => afterMs);
    expect([limits('2.8'), limits('2.1'), limits('0.10')]).toEqual([[30_000], [], []]);
  });
});

describe('a new member', () => {
  test('may wait five minutes in its first JoinGroup from 2.1.1 on, and as long as it takes before', () => {
    const limits = (era: EraId) => join(groupOf(era), 'consumer-1').effects('schedule').filter(({ name }) => name.startsWith('heartbeat')).map(({ afterMs }) => afterMs);
    expect([limits('4.1'), limits('2.1'), limits('0.11')]).toEqual([[300_000], [300_000], []]);
  });
});

describe('a full group', () => {
  test('takes nobody else', () => {
    const group = join(join(groupOf('4.1', { maxSize: 1 }), 'consumer-1'), 'consumer-2');
    expect(replies(group)).toMatchObject([{ error: 'GROUP_MAX_SIZE_REACHED', memberId: '' }] satisfies Partial<JoinGroupResponse>[]);
    expect(group.context.members).toHaveLength(1);
  });
});

describe('without a group', () => {
  const commit = { ...base, api: 'OffsetCommit', correlationId: 1, memberId: 'm', generationId: 1, offsets: [] } as const;
  test('only a first JoinGroup and a commit from outside create one', () => {
    expect(refusalWithoutGroup(joinRequest, { groupCoordinator: 'java' })).toBeNull();
    expect(refusalWithoutGroup({ ...joinRequest, memberId: 'm' }, { groupCoordinator: 'java' })).toBe('UNKNOWN_MEMBER_ID');
    expect(refusalWithoutGroup({ ...commit, generationId: -1 }, { groupCoordinator: 'java' })).toBeNull();
    expect(refusalWithoutGroup(commit, { groupCoordinator: 'java' })).toBe('GROUP_ID_NOT_FOUND');
    expect(refusalWithoutGroup(commit, { groupCoordinator: 'scala' })).toBe('ILLEGAL_GENERATION');
  });

  test('a group needs a name, and a session its limits', () => {
    const limits = { minSessionTimeoutMs: 6000, maxSessionTimeoutMs: 30_000 };
    expect(refusalBeforeGroup({ ...joinRequest, groupId: '' }, limits)).toBe('INVALID_GROUP_ID');
    expect(refusalBeforeGroup({ ...joinRequest, sessionTimeoutMs: 5999 }, limits)).toBe('INVALID_SESSION_TIMEOUT');
    expect(refusalBeforeGroup(joinRequest, limits)).toBeNull();
  });

  test('whoever leaves it is told of each member', () => {
    const leave = { ...base, api: 'LeaveGroup', correlationId: 4, members: [{ memberId: 'm', groupInstanceId: null, reason: null }] } as const;
    expect(refuse(leave, 'UNKNOWN_MEMBER_ID')).toMatchObject({ error: 'NONE', members: [{ memberId: 'm', error: 'UNKNOWN_MEMBER_ID' }] });
    expect(refuse(leave, 'NOT_COORDINATOR')).toMatchObject({ error: 'NOT_COORDINATOR', members: [] });
  });
});
