import { describe, expect, it } from 'vitest';
import { ActorPuppet } from '../../testkit/actorPuppet.ts';
import { cluster } from '../../testkit/clusterPuppet.ts';
import type { AlterPartitionEntry, AlterPartitionRequest } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import type { AlterPartitionAnsweredEvent } from '../replica/types.ts';
import { brokerMachine } from './machine.ts';
import type { BrokerContext } from './types.ts';

const entry = (partition: string, partitionEpoch = 1): AlterPartitionEntry =>
  ({ partition, leaderEpoch: 1, partitionEpoch, newIsr: [{ brokerId: 1, brokerEpoch: 10 }], leaderRecoveryState: 'RECOVERED' });

class Puppet extends ActorPuppet<BrokerContext> {
  constructor() {
    super(brokerMachine, { brokerId: 1, controller: 'controller-3000', rack: null, staticConfigs: {} });
    this.get({ type: 'Boot' });
  }

  ask(...entries: readonly AlterPartitionEntry[]): this {
    for (const one of entries) this.get({ type: 'RequestAlterPartition', entry: one } as { type: string });
    return this;
  }

  answer(error: ErrorName, results: Readonly<Record<string, ErrorName>> = {}): this {
    const partitions = Object.entries(results).map(([partition, of]) =>
      ({ partition, error: of, leader: 1, leaderEpoch: 1, isr: [1], leaderRecoveryState: 'RECOVERED', partitionEpoch: 2 }));
    const { correlationId } = this.context.isrChangesInFlight ?? { correlationId: -1 };
    return this.get({ type: 'AlterPartitionResponse', message: { api: 'AlterPartition', kind: 'response', correlationId, error, partitions } } as { type: string });
  }

  sent(): readonly string[] | undefined {
    const message = this.effects('send').map((effect) => effect.message).find((one) => one.api === 'AlterPartition') as AlterPartitionRequest | undefined;
    return message?.partitions.map((one) => one.partition);
  }

  results(): readonly (readonly [string, ErrorName])[] {
    return this.effects('tell').filter(({ event }) => event.type === 'AlterPartitionAnswered')
      .map(({ to, event }) => [to, (event as unknown as AlterPartitionAnsweredEvent).result.error]);
  }

  retries(): readonly number[] {
    return this.effects('schedule').filter(({ name }) => name === 'alter-partition').map(({ afterMs }) => afterMs);
  }
}

describe('AlterPartition', () => {
  it('goes out one request at a time; what waits meanwhile goes together in the next', () => {
    const broker = new Puppet().ask(entry('a-0'));
    expect(broker.sent()).toEqual(['a-0']);
    expect(broker.ask(entry('b-0'), entry('c-0')).sent()).toBeUndefined();
    expect(broker.answer('NONE', { 'a-0': 'NONE' }).sent()).toEqual(['b-0', 'c-0']);
    expect(broker.results()).toEqual([['broker-1/a-0', 'NONE']]);
  });

  it('another change of a partition whose last is not answered is not attempted', () => {
    const broker = new Puppet().ask(entry('a-0'), entry('a-0', 2));
    expect(broker.results()).toEqual([['broker-1/a-0', 'OPERATION_NOT_ATTEMPTED']]);
    expect(broker.answer('NONE', { 'a-0': 'NONE' }).ask(entry('a-0', 3)).sent()).toEqual(['a-0']);
  });

  it.each(['INVALID_UPDATE_VERSION', 'FENCED_LEADER_EPOCH', 'INELIGIBLE_REPLICA', 'INVALID_REQUEST'] as const)('%s is the replica’s to deal with', (error) => {
    const broker = new Puppet().ask(entry('a-0')).answer('NONE', { 'a-0': error });
    expect([broker.results(), broker.retries(), broker.context.unsentIsrChanges]).toEqual([[['broker-1/a-0', error]], [], {}]);
  });

  it.each(['STALE_BROKER_EPOCH', 'NOT_CONTROLLER'] as const)('refused as a whole with %s is asked again after 50 ms', (error) => {
    const broker = new Puppet().ask(entry('a-0')).answer(error);
    expect([broker.retries(), broker.results()]).toEqual([[50], []]);
    expect(broker.get({ type: 'AlterPartitionDue' }).sent()).toEqual(['a-0']);
  });

  it('a lost connection is asked again after 50 ms', () => {
    const broker = new Puppet().ask(entry('a-0')).get({ type: 'Disconnected', peer: 'controller-3000', refused: false, opened: true } as { type: string });
    expect(broker.retries()).toEqual([50]);
    expect(broker.get({ type: 'AlterPartitionDue' }).sent()).toEqual(['a-0']);
  });

  it('an answer to another request is dropped', () => {
    const broker = new Puppet().ask(entry('a-0'));
    broker.get({ type: 'AlterPartitionResponse', message: { api: 'AlterPartition', kind: 'response', correlationId: 99, error: 'NONE', partitions: [] } } as { type: string });
    expect(broker.context.isrChangesInFlight).not.toBeNull();
  });
});

describe('in a cluster', () => {
  it('a silent follower leaves the ISR at the check after replica.lag.time.max.ms, and rejoins when it is back', () => {
    const c = cluster().cut('broker-3', 'broker-1').send('a').untilFact('ReplicaLeftIsr', { brokerId: 3, by: 'leader' });
    expect(c.world.nowMs).toBeGreaterThan(30_000);
    expect(c.world.nowMs).toBeLessThan(46_000);
    c.heal('broker-3', 'broker-1').untilFact('ReplicaJoinedIsr', { brokerId: 3, by: 'leader' });
    expect([c.partition().isr.toSorted((a, b) => a - b), c.log(3)]).toEqual([[1, 2, 3], ['a']]);
  });

  it('the ISR changes at the leader only when the controller has granted it', () => {
    const c = cluster().cut('broker-3', 'broker-1').send('a').untilFact('IsrShrinkAsked');
    expect([c.replica(1).isr, c.replica(1).pendingIsr?.asked]).toEqual([[1, 2, 3], [1, 2]]);
    c.untilFact('IsrUpdated', { brokerId: 1 });
    expect([c.replica(1).isr, c.replica(1).pendingIsr]).toEqual([[1, 2], null]);
  });
});
