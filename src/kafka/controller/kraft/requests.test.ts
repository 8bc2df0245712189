import { describe, expect, it } from 'vitest';
import { activeController, ALLOW_UNCLEAN, ASKED } from '../../../testkit/controllerPuppet.ts';

describe('AlterPartition', () => {
  it('is reported as the leader’s doing', () => {
    const controller = activeController().join(1, 2, 3).create().alter(1, [1, 2]);
    expect(controller.answer).toMatchObject({ error: 'NONE', partitions: [{ partition: 'orders-0', error: 'NONE', isr: [1, 2], partitionEpoch: 1, leaderEpoch: 0 }] });
    expect(controller.facts).toEqual([{ type: 'ReplicaLeftIsr', partition: 'orders-0', brokerId: 3, isr: [1, 2], partitionEpoch: 1, by: 'leader' }]);
    controller.alter(1, [1, 2, 3]);
    expect(controller.facts).toEqual([{ type: 'ReplicaJoinedIsr', partition: 'orders-0', brokerId: 3, isr: [1, 2, 3], partitionEpoch: 2, by: 'leader' }]);
  });

  it('a refusal writes nothing and keeps its reason off the wire', () => {
    const controller = activeController().join(1, 2, 3).create();
    const end = controller.context.metadataLog.length;
    controller.alter(1, [1, 2], { partitionEpoch: -1 });
    expect(controller.answer).toMatchObject({ partitions: [{ error: 'INVALID_UPDATE_VERSION' }] });
    expect(JSON.stringify(controller.answer)).not.toContain('message');
    expect(controller.context.metadataLog).toHaveLength(end);
  });
});

describe('the administrator’s requests', () => {
  it('creates a topic and reports where its replicas are', () => {
    const controller = activeController().join(1, 2, 3).create({ configs: { 'min.insync.replicas': '2' } });
    expect(controller.answer).toMatchObject({ api: 'CreateTopics', topics: [{ name: 'orders', error: 'NONE' }] });
    expect(controller.facts).toMatchObject([{ type: 'TopicCreated', topic: 'orders', assignment: [[1, 2, 3]] }]);
    expect(controller.context.image.topics['orders']?.topicId).toMatch(/^[\w-]{22}$/);
    expect(controller.create().answer).toMatchObject({ topics: [{ error: 'TOPIC_ALREADY_EXISTS' }] });
    expect(controller.facts).toEqual([]);
  });

  it('changes a setting and takes it away again', () => {
    const controller = activeController().join(1, 2, 3).create().configure(ALLOW_UNCLEAN);
    expect(controller.facts).toEqual([{ ...ALLOW_UNCLEAN, type: 'ConfigChanged' }]);
    controller.configure({ ...ALLOW_UNCLEAN, value: null });
    expect(controller.facts).toEqual([{ ...ALLOW_UNCLEAN, type: 'ConfigChanged', value: null }]);
  });

  it('gives a partition back to its preferred leader', () => {
    const controller = activeController().join(1, 2, 3).create().on({ type: 'FenceBroker', brokerId: 1 }).heartbeat(1).alter(2, [2, 3, 1]);
    controller.ask({ ...ASKED, api: 'ElectLeaders', electionType: 'PREFERRED', partitions: ['orders-0'] });
    expect(controller.answer).toMatchObject({ error: 'NONE', partitions: [{ partition: 'orders-0', error: 'NONE' }] });
    expect(controller.facts).toMatchObject([{ type: 'LeaderElected', leader: 1, previousLeader: 2, election: 'preferred' }]);
  });
});
