import { describe, expect, test } from 'vitest';
import type { EraId } from '../../era/era.ts';
import { GroupPuppet } from '../testing.ts';

describe('finding the coordinator', () => {
  test('poll asks any broker, and joins at the one it is told', () => {
    const member = new GroupPuppet().started();
    expect(member.facts('CoordinatorDiscovered')).toMatchObject([{ consumer: 'consumer-1', group: 'g', brokerId: 2 }]);
    expect(member.sent('JoinGroup')).toMatchObject([{ from: 'consumer-1/member', to: 'broker-2', message: { memberId: '', requiresMemberId: true, protocolType: 'consumer', rebalanceTimeoutMs: 300000 } }]);
    expect(member.state).toBe('preparingRebalance');
  });

  test('COORDINATOR_NOT_AVAILABLE is asked again after retry.backoff.ms', () => {
    const member = new GroupPuppet().get({ type: 'Start' });
    const asked = member.only('FindCoordinator').correlationId;
    member.answer({ api: 'FindCoordinator', kind: 'response', correlationId: asked, error: 'COORDINATOR_NOT_AVAILABLE', nodeId: -1 });
    expect(member.sent('FindCoordinator')).toEqual([]);
    const failedAtMs = member.nowMs;
    expect(member.get({ type: 'BackoffOver' }, { to: 'consumer-1/member', afterMs: 100 }).sent('FindCoordinator')).toHaveLength(1);
    expect(member.nowMs).toBe(failedAtMs + 100);
  });

  test('a broken connection to the coordinator makes it unknown, and it is looked for', () => {
    const member = new GroupPuppet().stable();
    member.get({ type: 'Disconnected', peer: 'broker-2', refused: false } as { type: string });
    expect(member.facts('CoordinatorLost')).toMatchObject([{ brokerId: 2, reason: 'coordinator unavailable' }]);
    expect(member.sent('FindCoordinator')).toHaveLength(1);
    expect(member.state).toBe('stable');
  });

  test('an asynchronous commit that has no coordinator fails with the search, and is not kept', () => {
    const member = new GroupPuppet({ config: { 'enable.auto.commit': 'false' } }).stable().fire('session');
    const find = member.only('FindCoordinator').correlationId;
    member.get({ type: 'CommitByHand', sync: false } as never).get({ type: 'CommitByHand', sync: true } as never);
    expect(member.sent('OffsetCommit')).toEqual([]);
    member.answer({ api: 'FindCoordinator', kind: 'response', correlationId: find, error: 'COORDINATOR_NOT_AVAILABLE', nodeId: -1 });
    expect(member.facts('OffsetCommitAnswered')).toMatchObject([{ by: 'async', error: 'COORDINATOR_NOT_AVAILABLE' }]);
    expect(member.member.commits).toMatchObject([{ sync: true }]);
  });

  test('while it is looked for nothing is committed automatically, and afterwards once', () => {
    const member = new GroupPuppet().stable().fire('session');
    const find = member.only('FindCoordinator').correlationId;
    member.fire('auto-commit').get({ type: 'AutoCommitDue' }, { afterMs: 20_000 });
    expect(member.member.commits).toEqual([]);
    member.answer({ api: 'FindCoordinator', kind: 'response', correlationId: find, error: 'NONE', nodeId: 3 });
    expect(member.records('orders-0', 0).sent('OffsetCommit')).toMatchObject([{ to: 'broker-3' }]);
  });
});

describe('joining', () => {
  test('a new member comes back with the id it is given', () => {
    const member = new GroupPuppet().started().join('MEMBER_ID_REQUIRED', { memberId: 'consumer-1-x' });
    expect(member.only('JoinGroup')).toMatchObject({ memberId: 'consumer-1-x', reason: 'rebalance failed due to MemberIdRequiredException' });
  });

  test('the assignors set before it is started are those it asks for', () => {
    const member = new GroupPuppet().get({ type: 'AssignorsSet', assignors: ['roundrobin', 'range'] } as { type: string }, { to: 'consumer-1/member' }).started();
    expect(member.only('JoinGroup').protocols.map(({ name }) => name)).toEqual(['roundrobin', 'range']);
  });

  test('a client without cooperative rebalancing has no cooperative assignor', () => {
    const member = new GroupPuppet({}, '2.1').get({ type: 'AssignorsSet', assignors: ['cooperative-sticky'] } as { type: string }, { to: 'consumer-1/member' });
    expect(member.facts('CommandRefused')).toHaveLength(1);
    expect(member.started().only('JoinGroup').protocols.map(({ name }) => name)).toEqual(['range']);
  });

  test('versions before KIP-800 give no reason', () => {
    const member = new GroupPuppet({}, '2.8').started().join('MEMBER_ID_REQUIRED', { memberId: 'consumer-1-x' });
    expect(member.only('JoinGroup').reason).toBeNull();
  });

  test('a follower syncs with nothing, and has the assignment from the answer', () => {
    const member = new GroupPuppet().started().follows();
    expect(member.only('SyncGroup')).toMatchObject({ generationId: 1, memberId: 'm1', protocolName: 'range', assignments: [] });
    expect(member.state).toBe('completingRebalance');
    member.sync(['orders-1']);
    expect(member.state).toBe('stable');
    expect(member.facts('PartitionsAssigned')).toMatchObject([{ generation: 1, partitions: ['orders-1'], owned: ['orders-1'] }]);
    expect(member.only('OffsetFetch').partitions).toEqual(['orders-1']);
  });

  test('the leader runs the assignor that was chosen', () => {
    const member = new GroupPuppet().started().leads(1, 'range', [{ memberId: 'm1', metadata: {} }, { memberId: 'm2', metadata: {} }]);
    expect(member.facts('AssignmentComputed')).toMatchObject([{ generation: 1, protocol: 'range', assignment: { m1: ['orders-0'], m2: ['orders-1'] } }]);
    expect(member.only('SyncGroup').assignments.toSorted((a, b) => a.memberId.localeCompare(b.memberId))).toEqual([{ memberId: 'm1', assignment: ['orders-0'] }, { memberId: 'm2', assignment: ['orders-1'] }]);
  });

  test('the leader first gets metadata of topics that only others want', () => {
    const member = new GroupPuppet().started().leads(1, 'range', [{ memberId: 'm1', metadata: {} }, { memberId: 'm2', metadata: { topics: ['orders', 'logs'] } }]);
    expect(member.sent('SyncGroup')).toEqual([]);
    expect(member.facts('LeaderLacksMetadata')).toMatchObject([{ topics: ['logs'] }]);
    const asked = member.sent('Metadata')[0]?.message ?? member.fire('backoff').only('Metadata');
    expect(asked.topics).toEqual(['orders', 'logs']);
  });

  test('NOT_COORDINATOR makes it look for another and join after a backoff', () => {
    const member = new GroupPuppet().started().join('NOT_COORDINATOR');
    expect(member.facts('CoordinatorLost')).toHaveLength(1);
    const find = member.only('FindCoordinator').correlationId;
    member.answer({ api: 'FindCoordinator', kind: 'response', correlationId: find, error: 'NONE', nodeId: 3 });
    expect(member.sent('JoinGroup')).toEqual([]);
    expect(member.get({ type: 'BackoffOver' }, { to: 'consumer-1/member', afterMs: 100 }).sent('JoinGroup')).toMatchObject([{ to: 'broker-3' }]);
  });

  test.each<readonly [EraId, string, string]>([
    ['0.10', 'NOT_COORDINATOR_FOR_GROUP', 'NotCoordinatorForGroupException'], ['0.11', 'NOT_COORDINATOR', 'NotCoordinatorException'], ['3.9', 'NOT_COORDINATOR', 'NotCoordinatorException'],
  ])('%s gives %s and its exception as the reasons', (era, error, exception) => {
    const member = new GroupPuppet({}, era).started().join('NOT_COORDINATOR');
    expect(member.facts('CoordinatorLost')).toMatchObject([{ reason: `error response ${error}` }]);
    expect(member.facts('RejoinRequested')).toMatchObject([{ reason: `rebalance failed due to ${exception}` }]);
  });

  test.each(['FENCED_INSTANCE_ID', 'INCONSISTENT_GROUP_PROTOCOL', 'GROUP_MAX_SIZE_REACHED'] as const)('%s ends the consumer', (error) => {
    const member = new GroupPuppet().started().join(error);
    expect(member.facts('ConsumerFailed')).toMatchObject([{ error }]);
    expect(member.phase).toBe('stopped');
  });

  test('UNKNOWN_MEMBER_ID makes it join anew at once', () => {
    const member = new GroupPuppet().started().join('MEMBER_ID_REQUIRED', { memberId: 'old' }).join('UNKNOWN_MEMBER_ID');
    expect(member.facts('GenerationReset')).toMatchObject([{ resetMemberId: true, reason: 'encountered UNKNOWN_MEMBER_ID from JOIN_GROUP response' }]);
    expect(member.only('JoinGroup').memberId).toBe('');
  });

  test('an answer that comes while the application works is read at the next poll', () => {
    const member = new GroupPuppet({ config: { 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor', 'enable.auto.commit': 'false' } }).stable({ 'orders-0': 0 }, 1, 'cooperative-sticky');
    member.fire('heartbeat').heartbeat('REBALANCE_IN_PROGRESS');
    expect(member.state).toBe('preparingRebalance');
    member.records('orders-0', 0, 'a').follows(2, 'cooperative-sticky');
    expect(member.state).toBe('preparingRebalance');
    expect(member.fire('process').sent('SyncGroup')).toHaveLength(1);
  });
});

describe('heartbeats', () => {
  test('begin with the generation from 2.6 on, and with the assignment before', () => {
    const beats = (era: '2.1' | '2.8') => {
      const member = new GroupPuppet({}, era).started().follows();
      const joined = member.isArmed('heartbeat');
      return [joined, member.sync(['orders-0']).isArmed('heartbeat')];
    };
    expect([beats('2.8'), beats('2.1')]).toEqual([[true, true], [false, true]]);
  });

  test('they begin when it has joined, and go on while the application works', () => {
    const member = new GroupPuppet().stable().records('orders-0', 0, 'a', 'b');
    expect(member.phase).toEqual({ running: 'working' });
    expect(member.fire('heartbeat').sent('Heartbeat')).toMatchObject([{ to: 'broker-2', routine: true, message: { generationId: 1, memberId: 'm1' } }]);
    expect(member.heartbeat().fire('heartbeat').sent('Heartbeat')).toHaveLength(1);
  });

  test('REBALANCE_IN_PROGRESS is acted on by the next poll only', () => {
    const member = new GroupPuppet({ config: { 'enable.auto.commit': 'false' } }).stable().records('orders-0', 0, 'a');
    member.fire('heartbeat').heartbeat('REBALANCE_IN_PROGRESS');
    expect(member.facts('RejoinRequested')).toMatchObject([{ reason: 'group is already rebalancing' }]);
    expect(member.sent('JoinGroup')).toEqual([]);
    member.fire('process');
    expect(member.facts('PartitionsRevoked')).toMatchObject([{ partitions: ['orders-0', 'orders-1'] }]);
    expect(member.only('JoinGroup').memberId).toBe('m1');
  });

  test('without an answer for session.timeout.ms the coordinator is looked for', () => {
    const member = new GroupPuppet().stable().fire('session');
    expect(member.facts('CoordinatorLost')).toMatchObject([{ reason: 'session timed out without receiving a heartbeat response' }]);
  });

  test('an answer resets the session', () => {
    const member = new GroupPuppet({ config: { 'session.timeout.ms': '6000' } }).stable().fire('heartbeat').heartbeat();
    const heardAtMs = member.nowMs;
    expect(member.fire('session').nowMs).toBe(heardAtMs + 6000);
  });

  test.each(['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID'] as const)('%s: its partitions are lost, and it joins again', (error) => {
    const member = new GroupPuppet({ config: { 'enable.auto.commit': 'false' } }).stable().fire('heartbeat').heartbeat(error);
    expect(member.facts('PartitionsLost')).toMatchObject([{ partitions: ['orders-0', 'orders-1'] }]);
    expect(member.only('JoinGroup').memberId).toBe(error === 'ILLEGAL_GENERATION' ? 'm1' : '');
  });

  test('FENCED_INSTANCE_ID ends the application at its next poll', () => {
    const member = new GroupPuppet({ config: { 'group.instance.id': 'one' } }).stable().records('orders-0', 0, 'a').fire('heartbeat').heartbeat('FENCED_INSTANCE_ID');
    expect(member.facts('ConsumerFailed')).toEqual([]);
    expect(member.fire('process').facts('ConsumerFailed')).toMatchObject([{ error: 'FENCED_INSTANCE_ID' }]);
    expect(member.phase).toBe('stopped');
  });

  test('in 2.8 ILLEGAL_GENERATION costs the member id too', () => {
    const member = new GroupPuppet({ config: { 'enable.auto.commit': 'false' } }, '2.8').stable().fire('heartbeat').heartbeat('ILLEGAL_GENERATION');
    expect(member.only('JoinGroup').memberId).toBe('');
  });

  test('an application that does not poll for max.poll.interval.ms has its heartbeat thread leave', () => {
    const member = new GroupPuppet({ application: { processingMs: 400_000 } }).stable().records('orders-0', 0, 'a').fire('poll');
    expect(member.facts('PollOverdue')).toMatchObject([{ maxPollIntervalMs: 300000 }]);
    expect(member.only('LeaveGroup').members).toMatchObject([{ memberId: 'm1', reason: 'consumer poll timeout has expired.' }]);
    expect(member.state).toBe('unjoined');
    expect(member.left().fire('process').facts('PartitionsLost')).toHaveLength(1);
    expect(member.only('JoinGroup').memberId).toBe('');
  });
});

describe('leaving', () => {
  test('close commits, gives its partitions up and leaves', () => {
    const member = new GroupPuppet().stable().get({ type: 'Stop' });
    expect(member.phase).toEqual({ running: 'closing' });
    expect(member.only('OffsetCommit').offsets.map(({ partition, offset }) => [partition, offset])).toEqual([['orders-0', 0], ['orders-1', 0]]);
    member.committed();
    expect(member.facts('PartitionsRevoked')).toHaveLength(1);
    expect(member.only('LeaveGroup').members).toMatchObject([{ memberId: 'm1', reason: 'the consumer is being closed' }]);
    expect(member.left().facts('ConsumerStopped')).toHaveLength(1);
    expect(member.phase).toBe('stopped');
    expect(member.isArmed('heartbeat')).toBe(false);
  });

  test('an application at work finishes what it polled first', () => {
    const member = new GroupPuppet({ config: { 'enable.auto.commit': 'false' } }).stable().records('orders-0', 0, 'a').get({ type: 'Stop' });
    expect(member.phase).toEqual({ running: 'working' });
    expect(member.fire('process').sent('LeaveGroup')).toHaveLength(1);
  });

  test('before KIP-800 without saying why', () => {
    const member = new GroupPuppet({ config: { 'enable.auto.commit': 'false' } }, '2.8').stable().get({ type: 'Stop' });
    expect(member.only('LeaveGroup').members).toMatchObject([{ memberId: 'm1', reason: null }]);
  });

  test('a static member says nothing', () => {
    const member = new GroupPuppet({ config: { 'group.instance.id': 'one', 'enable.auto.commit': 'false' } }).stable().get({ type: 'Stop' });
    expect(member.sent('LeaveGroup')).toEqual([]);
    expect(member.phase).toBe('stopped');
  });
});
