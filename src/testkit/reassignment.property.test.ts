import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootCluster } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { eraOf } from '../kafka/era/era.ts';
import { checkInvariants } from '../kafka/promises/invariants.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import { arbitraryPlan, runPlan } from './arbitraryRun.ts';

const description: ClusterDescription = {
  brokers: 5,
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]], config: { 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' } }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
  consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
};

/** Where the wanted brokers begin; null for a command that stays. */
function startOf(command: Command): number | null {
  switch (command.type) {
    case 'records.delete': return command.beforeOffset + 1;
    case 'network.slow': return command.extraLatencyMs / 10;
    case 'consumer.start': case 'consumer.stop': case 'producer.kill': case 'producer.restart': return command.type.length;
    default: return null;
  }
}

/** Much of the plan becomes moves to three of the five brokers: they come often, and overtake each other. */
function moves(command: Command): Command {
  const start = startOf(command);
  if (start === null) return command;
  return { type: 'partition.reassign', partition: 'orders-0', replicas: [0, 1, 2].map((step) => 1 + ((start + step * (1 + (start % 2))) % 5)) };
}

/** What would lose records without any move. */
const harmless = (command: Command): boolean =>
  !['broker.powerOff', 'cluster.powerOff', 'disk.lose', 'config.set'].includes(command.type) && !(command.type === 'leader.elect' && command.electionType === 'UNCLEAN');

describe.each(['0.8', '0.10', '0.11', '2.1', '2.8', '3.9', '4.1'] as const)('partitions that move while brokers come and go, in %s', (id) => {
  it('break no invariant and lose no acknowledged record', () => {
    const { stepper, world: begin } = bootCluster(description, { era: id, seed: 3 });
    let [ended, acknowledged] = [0, 0];
    fc.assert(fc.property(arbitraryPlan(90), (plan) => {
      const { world } = runPlan(stepper, begin, plan, {
        era: eraOf(id), alterCommand: moves, allowCommand: harmless,
        onStep: (_before, { world: after, facts }) => {
          ended += facts.filter(({ type }) => type === 'ReassignmentEnded').length;
          if (facts.length === 0) return;
          const ledger = { ...after.ledger, acknowledged: after.ledger.acknowledged.filter(({ acks }) => acks === -1) };
          const survival = verdicts(after, ledger).find(({ promise }) => promise === 'acknowledgedRecordsSurvive');
          if (survival?.verdict === 'broken') throw new Error(`lost ${survival.records.map(({ recordId }) => recordId).join()}`);
        },
      });
      acknowledged += world.ledger.acknowledged.length;
    }), { numRuns: 40 });
    expect(ended).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
  });
});

it('a move that is changed after a new replica has joined leaves it in the ISR for a moment, with ZooKeeper', () => {
  const { stepper, world: begin } = bootCluster(description, { era: '2.8', seed: 3 });
  const puppet = [
    { command: { type: 'partition.reassign', partition: 'orders-0', replicas: [4, 5, 1] } }, ...Array.from({ length: 25 }, () => null),
    { command: { type: 'partition.reassign', partition: 'orders-0', replicas: [1, 2, 3] } }, ...Array.from({ length: 120 }, () => null),
  ] as const;
  let world = begin;
  const seen: string[] = [];
  for (const asked of puppet) {
    const choice = asked ?? stepper.usual(world);
    if (choice === null) break;
    const before = world;
    ({ world } = stepper.step(world, choice));
    expect(checkInvariants(before, world, eraOf('2.8'))).toEqual([]);
    const { replicas, isr } = controllerImage(world)?.topics['orders']?.partitions[0] ?? { replicas: [], isr: [] };
    const now = `${replicas.join()} / ${isr.join()}`;
    if (seen.at(-1) !== now) seen.push(now);
  }
  expect(seen).toEqual(['1,2,3 / 1,2,3', '4,5,1,2,3 / 1,2,3', '4,5,1,2,3 / 1,2,3,4', '1,2,3 / 1,2,3,4', '1,2,3 / 1,2,3']);
});
