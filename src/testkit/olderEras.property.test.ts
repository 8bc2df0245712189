import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootCluster, coldCluster, createKafkaStepper, machines } from '../kafka/cluster.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { Era } from '../kafka/era/era.ts';
import { start } from '../kafka/startUp.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { reviveWorld, serializeWorld } from '../world/serialize.ts';
import type { SerializedWorld } from '../world/serialize.ts';
import { arbitraryPlan, runPlan } from './arbitraryRun.ts';

const description: ClusterDescription = {
  brokers: 3,
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
  consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
};
const safe: ClusterDescription = {
  ...description,
  topics: description.topics.map((topic) => ({ ...topic, config: { 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' } })),
};

/** KIP-279 without KIP-320, as in 2.0: no version one can choose. */
const twoZero: Era = { ...eraOf('2.1'), truncation: 'leader-epoch-iterated', followsAnewFor: 'a-missed-epoch', fetchesFencedByEpoch: false };

const textOf = (world: KafkaWorld): string => JSON.stringify(serializeWorld(world));
const revived = (world: KafkaWorld): KafkaWorld => reviveWorld(JSON.parse(textOf(world)) as SerializedWorld<KafkaWorld['ledger'], never>, machines);

describe.each([['0.8', eraOf('0.8')], ['0.10', eraOf('0.10')], ['0.11', eraOf('0.11')], ['2.0', twoZero], ['2.1', eraOf('2.1')]] as const)('a cluster of Kafka %s, whatever is done to it', (_name, era) => {
  const stepper = createKafkaStepper(era);
  const begin = start(stepper, coldCluster(description, { era: era.id, seed: 7 }), description, era);

  it('never throws and never breaks a structural invariant', () => {
    let steps = 0;
    fc.assert(fc.property(arbitraryPlan(80), (plan) => {
      steps += runPlan(stepper, begin, plan, { era }).steps.length;
    }), { numRuns: 80 });
    expect(steps).toBeGreaterThan(1_000);
  });

  it('does the same again, byte for byte, and again after a revival', () => {
    fc.assert(fc.property(arbitraryPlan(40), (plan) => {
      const first = textOf(runPlan(stepper, begin, plan, { era }).world);
      expect(textOf(runPlan(stepper, revived(begin), plan, { era }).world)).toBe(first);
    }), { numRuns: 15 });
  });
});

describe('with acks=all, two in-sync replicas and clean elections, Kafka 2.1', () => {
  const { stepper, world: begin } = bootCluster(safe, { era: '2.1', seed: 7 });

  it('no acknowledged record is ever lost and no two replicas disagree while every disk survives', () => {
    let acknowledged = 0;
    fc.assert(fc.property(arbitraryPlan(100), (plan) => {
      const { world } = runPlan(stepper, begin, plan, {
        era: eraOf('2.1'),
        allowCommand: (command) => !['broker.powerOff', 'cluster.powerOff', 'disk.lose', 'config.set'].includes(command.type) && !(command.type === 'leader.elect' && command.electionType === 'UNCLEAN'),
        onStep: (_before, { world: after, facts }) => {
          if (facts.length === 0) return;
          const ledger = { ...after.ledger, acknowledged: after.ledger.acknowledged.filter(({ acks }) => acks === -1) };
          const broken = verdicts(after, ledger).filter(({ promise, verdict }) => verdict === 'broken' && (promise === 'acknowledgedRecordsSurvive' || promise === 'replicasAgree'));
          if (broken.length > 0) throw new Error(JSON.stringify(broken));
        },
      });
      acknowledged += world.ledger.acknowledged.length;
    }), { numRuns: 80 });
    expect(acknowledged).toBeGreaterThan(50);
  });
});
