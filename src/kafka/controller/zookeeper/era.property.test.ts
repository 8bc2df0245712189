import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviveWorld, serializeWorld } from '../../../world/serialize.ts';
import type { SerializedWorld } from '../../../world/serialize.ts';
import { arbitraryPlan, runPlan } from '../../../testkit/arbitraryRun.ts';
import { bootCluster, machines } from '../../cluster.ts';
import type { ClusterDescription } from '../../description.ts';
import { verdicts } from '../../promises/verdicts.ts';
import type { KafkaWorld } from '../../simulation.ts';

const description: ClusterDescription = {
  brokers: 3,
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
  consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
};
const safe: ClusterDescription = { ...description, topics: description.topics.map((topic) => ({ ...topic, config: { 'min.insync.replicas': '2' } })) };
const [usual, twoInSync] = [description, safe].map((cluster) => bootCluster(cluster, { era: '2.8', seed: 7 })) as [ReturnType<typeof bootCluster>, ReturnType<typeof bootCluster>];

const textOf = (world: KafkaWorld): string => JSON.stringify(serializeWorld(world));
const revived = (world: KafkaWorld): KafkaWorld => reviveWorld(JSON.parse(textOf(world)) as SerializedWorld<KafkaWorld['ledger'], never>, machines);

describe('a cluster with ZooKeeper, whatever is done to it', () => {
  it('never throws and never breaks a structural invariant', () => {
    let steps = 0;
    fc.assert(fc.property(arbitraryPlan(80), (plan) => {
      steps += runPlan(usual.stepper, usual.world, plan).steps.length;
    }), { numRuns: 100 });
    expect(steps).toBeGreaterThan(1_000);
  });

  it('does the same again, byte for byte, and again after a revival', () => {
    fc.assert(fc.property(arbitraryPlan(40), (plan) => {
      const first = textOf(runPlan(usual.stepper, usual.world, plan).world);
      expect(textOf(runPlan(usual.stepper, revived(usual.world), plan).world)).toBe(first);
    }), { numRuns: 30 });
  });

  it('never has two controllers in one epoch', () => {
    fc.assert(fc.property(arbitraryPlan(80), (plan) => {
      const inOffice = new Map<number, number>([[1, 1]]);
      runPlan(usual.stepper, usual.world, plan, {
        onStep: (_before, { facts }) => {
          for (const fact of facts) {
            if (fact.type !== 'ControllerElected') continue;
            expect(inOffice.get(fact.epoch) ?? fact.controllerId).toBe(fact.controllerId);
            inOffice.set(fact.epoch, fact.controllerId);
          }
        },
      });
    }), { numRuns: 40 });
  });
});

describe('with acks=all, two in-sync replicas and clean elections', () => {
  it('no acknowledged record is ever lost while every disk survives', () => {
    let acknowledged = 0;
    fc.assert(fc.property(arbitraryPlan(100), (plan) => {
      const { world } = runPlan(twoInSync.stepper, twoInSync.world, plan, {
        allowCommand: (command) => !['broker.powerOff', 'cluster.powerOff', 'disk.lose', 'config.set'].includes(command.type) && !(command.type === 'leader.elect' && command.electionType === 'UNCLEAN'),
        onStep: (_before, { world: after, facts }) => {
          if (facts.length === 0) return;
          const ledger = { ...after.ledger, acknowledged: after.ledger.acknowledged.filter(({ acks }) => acks === -1) };
          const survival = verdicts(after, ledger).find(({ promise }) => promise === 'acknowledgedRecordsSurvive');
          if (survival?.verdict === 'broken') throw new Error(`lost ${survival.records.map(({ recordId }) => recordId).join()}`);
        },
      });
      acknowledged += world.ledger.acknowledged.length;
    }), { numRuns: 60 });
    expect(acknowledged).toBeGreaterThan(20);
  });
});
