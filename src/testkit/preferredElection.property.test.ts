import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokerAddress, brokerIdOf } from '../kafka/actor.ts';
import { bootCluster } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { eraOf } from '../kafka/era/era.ts';
import { PREFERRED_ELECTION_PATH } from '../kafka/metadata/zkData.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { ZooKeeperContext } from '../kafka/zookeeper/types.ts';
import { pickFrom, runPlan } from './arbitraryRun.ts';
import { ClusterPuppet } from './clusterPuppet.ts';

const description: ClusterDescription = {
  brokers: 4,
  topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, assignment: [[1, 2, 3], [2, 3, 4], [3, 4, 1]], config: { 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' } }],
  brokerConfig: { 'auto.leader.rebalance.enable': 'false', 'zookeeper.session.timeout.ms': '6000' },
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
  consumers: [],
};

/** Of three moves one is a command and one lets time pass, so that short plans do. */
const plans = fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 40, 65, 70, 80, 80, 80), fc.nat(99), fc.nat(99)), { minLength: 20, maxLength: 40 });

const elect = (partition: string | null): Command => ({ type: 'leader.elect', electionType: 'PREFERRED', partition });

/** Brokers go and come back, so that leaderships drift; elections, of one partition or of all, come often and into each other's way. */
function drawn(world: KafkaWorld, pick: number, amount: number): Command | null {
  const brokerId = 1 + (amount % 4);
  const broker = brokerAddress(brokerId);
  const all: readonly (Command | null)[] = [
    elect(`orders-${amount % 3}`), elect(`orders-${amount % 3}`), elect(`orders-${amount % 3}`), elect(null), elect(null), elect(null),
    { type: 'broker.shutdown', brokerId }, { type: 'broker.shutdown', brokerId }, { type: 'broker.kill', brokerId }, restartOf(world, amount), restartOf(world, amount), restartOf(world, amount), restartOf(world, amount),
    { type: 'network.cut', from: amount % 5 === 4 ? 'admin' : broker, to: 'zookeeper' }, { type: 'network.cut', from: broker, to: null }, { type: 'network.heal', from: broker, to: null }, { type: 'network.heal', from: 'admin', to: null },
    { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `v${world.counters.steps}` }, { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `v${world.counters.steps}` },
  ];
  return pickFrom(all, pick) ?? null;
}

function restartOf({ nodes }: KafkaWorld, amount: number): Command | null {
  const brokerId = pickFrom(Object.entries(nodes).flatMap(([node, { up }]) => (up ? [] : brokerIdOf(node) ?? [])), amount);
  return brokerId === undefined ? null : { type: 'broker.restart', brokerId };
}

/** Everybody is up, and hears everybody. */
function atPeace(puppet: ClusterPuppet): ClusterPuppet {
  for (const node of Object.keys(puppet.world.nodes)) puppet.heal(node);
  // A broker that came back before its old session had ended has gone again.
  puppet.forMs(8_000);
  for (const [node, { up }] of Object.entries(puppet.world.nodes)) {
    const brokerId = brokerIdOf(node);
    if (brokerId !== null && !up) puppet.restart(brokerId);
  }
  return puppet.forMs(8_000);
}

const isListed = ({ actors }: KafkaWorld): boolean => (actors.get('zookeeper')?.context as ZooKeeperContext | undefined)?.znodes[PREFERRED_ELECTION_PATH] !== undefined;

describe.each(['0.8', '0.10', '0.11', '2.1'] as const)('preferred leaders that are asked for while brokers come and go, in %s', (id) => {
  it('break no invariant, lose no acknowledged record from 2.1 on, and leave nothing behind', () => {
    const { stepper, world: booted } = bootCluster(description, { era: id, seed: 3 });
    const drifted = new ClusterPuppet(stepper, booted);
    for (const brokerId of [1, 2]) drifted.shutDown(brokerId).untilFact('BrokerStopped').restart(brokerId).forMs(5_000);
    const begin = drifted.world;
    const keepsRecords = eraOf(id).truncation !== 'high-watermark' && eraOf(id).truncation !== 'leader-epoch';
    let [elected, hindered] = [0, 0];
    fc.assert(fc.property(plans, (plan) => {
      const { world } = runPlan(stepper, begin, plan, {
        era: eraOf(id), drawCommand: drawn, pace: 2,
        onStep: (_before, { world: after, facts }) => {
          hindered += facts.filter((fact) => (fact.type === 'ElectionToolFinished' && fact.outcome.how === 'running') || (fact.type === 'PreferredElectionBegun' && fact.found !== null)).length;
          if (facts.length === 0 || !keepsRecords) return;
          const ledger = { ...after.ledger, acknowledged: after.ledger.acknowledged.filter(({ acks }) => acks === -1) };
          if (verdicts(after, ledger).some(({ promise, verdict }) => promise === 'acknowledgedRecordsSurvive' && verdict === 'broken')) throw new Error('lost an acknowledged record');
        },
      });
      const puppet = atPeace(new ClusterPuppet(stepper, world));
      expect(isListed(puppet.world)).toBe(false);
      puppet.command({ type: 'leader.elect', electionType: 'PREFERRED', partition: null }).forMs(2_000);
      expect(isListed(puppet.world)).toBe(false);
      elected += puppet.factsOf('LeaderElected').filter(({ election }) => election === 'preferred').length;
      for (const { isr, leader, replicas: [preferred = -1] } of Object.values(controllerImage(puppet.world)?.topics['orders']?.partitions ?? {})) if (isr.includes(preferred)) expect(leader).toBe(preferred);
    }), { numRuns: 6 });
    expect(elected).toBeGreaterThan(0);
    expect(hindered).toBeGreaterThan(0);
  });
});
