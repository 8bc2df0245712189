import { describe, expect, it, test } from 'vitest';
import * as fc from 'fast-check';
import { bootCluster } from '../kafka/cluster.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { EraId } from '../kafka/era/era.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { arbitraryPlan, runPlan } from './arbitraryRun.ts';
import type { Plan, PlanOptions } from './arbitraryRun.ts';
import { cluster, ClusterPuppet } from './clusterPuppet.ts';

const orderOf = (world: KafkaWorld) => verdicts(world).find(({ promise }) => promise === 'orderAndNoDuplicates');

function withProducer(era: EraId, config: Readonly<Record<string, string>>): ClusterPuppet {
  return cluster({ era, topicConfig: { 'min.insync.replicas': '2' }, producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all', ...config } }] });
}

/** The leader has appended, the followers have copied, and the leader dies before it answers: the producer sends again to the next one. */
function leaderDiesBeforeItAnswers(era: EraId, idempotence: boolean): ClusterPuppet {
  const puppet = withProducer(era, { 'enable.idempotence': String(idempotence) });
  puppet.send('m0').until((now) => now.log(2).length === 1 && now.log(3).length === 1);
  expect(puppet.factsOf('RecordAcknowledged')).toEqual([]);
  return puppet.kill(1).untilFact('RecordAcknowledged');
}

describe.each(['2.8', '3.9', '4.1'] as const)('a leader that dies before it answers, era %s', (era) => {
  test('leaves two copies of a record without idempotence, and the setting that prevents it is named', () => {
    const puppet = leaderDiesBeforeItAnswers(era, false);
    expect(puppet.log(puppet.partition().leader)).toEqual(['m0', 'm0']);
    expect(orderOf(puppet.world)).toMatchObject({ verdict: 'broken', records: [{ value: 'm0', offset: 1 }], remedy: { name: 'enable.idempotence', value: 'true' } });
  });

  test('leaves one copy with idempotence: the next leader knows the sequence from its own log', () => {
    const puppet = leaderDiesBeforeItAnswers(era, true);
    expect(puppet.factsOf('DuplicateAppendIgnored')).toMatchObject([{ brokerId: puppet.partition().leader, baseSequence: 0, firstOffset: 0 }]);
    expect(puppet.factsOf('RecordAcknowledged')).toMatchObject([{ value: 'm0', offset: 0 }]);
    expect(puppet.log(puppet.partition().leader)).toEqual(['m0']);
    expect(orderOf(puppet.world)).toMatchObject({ verdict: 'kept' });
  });
});

describe('producer ids', () => {
  test('come in blocks of 1000 a broker, and a new process has another', () => {
    const puppet = withProducer('4.1', {});
    expect(puppet.contextOf<{ readonly idempotence: unknown }>('producer-1').idempotence).toMatchObject({ producerId: 0, producerEpoch: 0 });
    puppet.command({ type: 'producer.kill', producer: 'producer-1' }).command({ type: 'producer.restart', producer: 'producer-1' }).untilFact('ProducerIdAssigned');
    expect(puppet.factsOf('ProducerStarted')).toMatchObject([{ producer: 'producer-1', idempotent: true }]);
    expect(puppet.factsOf('ProducerIdAssigned')).toMatchObject([{ producerId: 1 }]);
    expect(puppet.controller().image.nextProducerId).toBe(1_000);
  });

  test('of a block are lost with the broker’s process', () => {
    const puppet = withProducer('4.1', {});
    puppet.kill(1).forMs(20_000).restart(1).forMs(20_000).command({ type: 'producer.kill', producer: 'producer-1' }).command({ type: 'producer.restart', producer: 'producer-1' });
    puppet.untilFact('ProducerIdAssigned');
    expect(puppet.factsOf('ProducerIdAssigned')).toMatchObject([{ producerId: 1_000 }]);
  });

  test('with ZooKeeper are claimed through /latest_producer_id_block', () => {
    const puppet = withProducer('2.8', { 'enable.idempotence': 'true' });
    const { znodes } = puppet.contextOf<{ readonly znodes: Readonly<Record<string, { readonly data: string }>> }>('zookeeper');
    expect(JSON.parse(znodes['/latest_producer_id_block']?.data ?? '')).toEqual({ version: 1, broker: 1, block_start: '0', block_end: '999' });
  });
});

test('a producer that starts again and sends what it sent before duplicates it: the log knows only ids', () => {
  const puppet = withProducer('4.1', {}).send('m0').untilFact('RecordAcknowledged').command({ type: 'producer.kill', producer: 'producer-1' }).command({ type: 'producer.restart', producer: 'producer-1' });
  puppet.untilFact('ProducerIdAssigned').send('m0').untilFact('RecordAcknowledged');
  expect(puppet.log(1)).toEqual(['m0', 'm0']);
});

test('a killed broker reads from its log which sequences it has', () => {
  const puppet = withProducer('4.1', {}).send('m0').untilFact('RecordAcknowledged').send('m1').untilFact('RecordAcknowledged');
  const before = puppet.replica(1).log.producers;
  puppet.kill(1).forMs(1_000);
  expect(puppet.replica(1).log.producers).toEqual(before);
  expect(Object.values(before.entries)).toMatchObject([{ batches: [{ lastSequence: 0, lastOffset: 0 }, { lastSequence: 1, lastOffset: 1 }] }]);
  expect(puppet.replica(2).log.producers.entries).toEqual(before.entries);
});

/** Two requests are under way when the first is refused for a moment and the second is not. */
function secondIsNotRefused(era: EraId, idempotence: boolean): readonly (string | null)[] {
  const puppet = withProducer(era, { 'enable.idempotence': String(idempotence) }).send('m0').untilFact('RecordAcknowledged');
  const setMinIsr = (value: string) => puppet.command({ type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value })
    .until((now) => now.replica(1).config.minInsyncReplicas === Number(value));
  setMinIsr('3');
  puppet.kill(3).until((now) => now.replica(1).isr.length === 2);
  puppet.send('m1').send('m2').deliver('Produce', 'producer-1');
  expect(puppet.factsOf('ProduceRefused')).toHaveLength(1);
  puppet.do({ hold: puppet.connections('producer-1', 'broker-1')[0]?.id ?? '', forMs: 90 });
  setMinIsr('1');
  return puppet.until((now) => now.factsOf('RecordAcknowledged').length === 3).log(1);
}

describe.each(['2.8', '3.9'] as const)('a record that is sent again, era %s', (era) => {
  test('is overtaken by the next one that is in flight', () => {
    expect(secondIsNotRefused(era, false)).toEqual(['m0', 'm2', 'm1']);
  });

  test('is not overtaken when the producer is idempotent', () => {
    expect(secondIsNotRefused(era, true)).toEqual(['m0', 'm1', 'm2']);
  });
});

/** One session of the producer, clean elections and whole disks: what Kafka's guarantee is about. */
const guaranteed: PlanOptions = {
  alterCommand: (command) => (command.type === 'producer.send' ? { ...command, acks: -1 } : command),
  allowCommand: (command) =>
    !['broker.powerOff', 'disk.lose', 'config.set', 'producer.kill'].includes(command.type) && !(command.type === 'leader.elect' && command.electionType === 'UNCLEAN'),
};

const description = (idempotence: boolean): ClusterDescription => ({
  brokers: 3,
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all', 'enable.idempotence': String(idempotence), 'request.timeout.ms': '2000', 'delivery.timeout.ms': '20000' } }],
  consumers: [],
});

/**
 * A log that does not know the producer takes any sequence first, so that a first batch on its way to an old leader
 * can be overtaken (KAFKA-14359): the guarantee begins with the first acknowledged record.
 *
 * @throws Error with the records out of order.
 * @returns how many records were acknowledged.
 */
function checkOrder(era: EraId, idempotence: boolean, parameters: fc.Parameters<[Plan]>): number {
  const { stepper, world } = bootCluster(description(idempotence), { era, seed: 3 });
  const { world: begin } = new ClusterPuppet(stepper, world).send('first').untilFact('RecordAcknowledged').forMs(100);
  let acknowledged = 0;
  fc.assert(fc.property(arbitraryPlan(100), (plan) => {
    const { world: end } = runPlan(stepper, begin, plan, {
      ...guaranteed,
      onStep: (_before, { world: after, facts }) => {
        if (!facts.some(({ type }) => type === 'RecordsAppended' || type === 'LeaderElected')) return;
        const order = orderOf(after);
        if (order?.verdict !== 'kept') throw new Error(`out of order: ${JSON.stringify(order?.records)}`);
      },
    });
    acknowledged += end.ledger.acknowledged.length - 1;
  }), parameters);
  return acknowledged;
}

describe('a producer with five requests in flight, whatever happens to brokers and network', () => {
  it.each(['2.8', '3.9', '4.1'] as const)('never duplicates or reorders a record when it is idempotent, era %s', (era) => {
    expect(checkOrder(era, true, { numRuns: 60 })).toBeGreaterThan(50);
  });

  it('does when it is not', () => {
    expect(() => checkOrder('3.9', false, { numRuns: 400, seed: 1, endOnFailure: true, includeErrorInReport: true })).toThrow('out of order');
  });
});
