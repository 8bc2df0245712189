import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { bootCluster, machines } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import type { KafkaChoice, KafkaWorld } from '../kafka/simulation.ts';
import { recordRun, replayRun, worldHash } from '../world/run.ts';
import type { Run } from '../world/run.ts';
import { reviveWorld, serializeWorld } from '../world/serialize.ts';
import type { SerializedWorld } from '../world/serialize.ts';
import { createTimeline } from '../world/timeline.ts';
import { arbitraryPlan, runPlan } from './arbitraryRun.ts';
import type { PlanOptions } from './arbitraryRun.ts';

const description: ClusterDescription = {
  brokers: 3,
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
  consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
};
const safe: ClusterDescription = { ...description, topics: description.topics.map((topic) => ({ ...topic, config: { 'min.insync.replicas': '2' } })) };
const [eraThree, eraFour, safeThree, safeFour] = ([['3.9', description], ['4.1', description], ['3.9', safe], ['4.1', safe]] as const)
  .map(([era, cluster]) => bootCluster(cluster, { era, seed: 7 })) as [Booted, Booted, Booted, Booted];
type Booted = ReturnType<typeof bootCluster>;

const textOf = (world: KafkaWorld): string => JSON.stringify(serializeWorld(world));
const revived = (world: KafkaWorld): KafkaWorld => reviveWorld(JSON.parse(textOf(world)) as SerializedWorld<KafkaWorld['ledger'], never>, machines);

/** Fewer when run with everything else; the thorough number is for a night. */
const numRuns = 40;

describe.each([['3.9', eraThree], ['4.1', eraFour]] as const)('a cluster of era %s, whatever is done to it', (_era, { stepper, world: begin }) => {
  it('never throws and never breaks a structural invariant', () => {
    let steps = 0;
    fc.assert(fc.property(arbitraryPlan(80), (plan) => {
      steps += runPlan(stepper, begin, plan).steps.length;
    }), { numRuns: 4 * numRuns });
    expect(steps).toBeGreaterThan(1_000);
  });

  it('does the same again, byte for byte, and again after a revival', () => {
    fc.assert(fc.property(arbitraryPlan(40), (plan) => {
      const first = runPlan(stepper, begin, plan).world;
      expect(textOf(runPlan(stepper, begin, plan).world)).toBe(textOf(first));
      expect(textOf(runPlan(stepper, revived(begin), plan).world)).toBe(textOf(first));
    }), { numRuns });
  });

  it('goes back and forward to equal worlds, kept or replayed', () => {
    fc.assert(fc.property(arbitraryPlan(25), (plan) => {
      const timeline = createTimeline<Command, unknown, KafkaWorld['ledger'], never>(begin as never, { maxWorlds: 5 });
      const replay = (world: KafkaWorld, choice: KafkaChoice) => stepper.step(world, choice);
      const { steps } = runPlan(stepper, begin, plan);
      for (const { choice, step } of steps) timeline.append(timeline.cursor, choice, step as never);
      const hashes = [begin, ...steps.map(({ step }) => step.world)].map(worldHash);
      const hashHere = () => worldHash(timeline.worldAt(timeline.cursor, replay as never));
      for (let at = steps.length; at > 0; at -= 1) {
        timeline.back();
        expect(hashHere()).toBe(hashes[at - 1]);
      }
      for (let at = 1; at <= steps.length; at += 1) {
        timeline.forward();
        expect(hashHere()).toBe(hashes[at]);
      }
    }), { numRuns: Math.ceil(numRuns / 4) });
  });

  it('replays a recorded run to the same world', () => {
    fc.assert(fc.property(arbitraryPlan(30), (plan) => {
      const timeline = createTimeline<Command, unknown, KafkaWorld['ledger'], never>(begin as never);
      const { steps, world } = runPlan(stepper, begin, plan);
      for (const { choice, step } of steps) timeline.append(timeline.cursor, choice, step as never);
      const run = recordRun(timeline, timeline.cursor, stepper.step.bind(stepper) as never, { subject: { cluster: description }, era: '3.9', seed: 7, settings: {} });
      const replayed = replayRun(stepper, revived(begin), JSON.parse(JSON.stringify(run)) as Run<Command>);
      expect(replayed).toMatchObject({ skipped: [], failed: null, hashMatches: true });
      expect(textOf(replayed.world)).toBe(textOf(world));
    }), { numRuns });
  });
});

/** Everything but what takes the promise away: other settings, unclean elections and what wipes a disk. */
const keepsDisks: PlanOptions = {
  allowCommand: (command) => !['broker.powerOff', 'cluster.powerOff', 'disk.lose', 'config.set'].includes(command.type) && !(command.type === 'leader.elect' && command.electionType === 'UNCLEAN'),
};

describe.each([['3.9', safeThree], ['4.1', safeFour]] as const)('with acks=all, two in-sync replicas and clean elections, era %s', (_era, { stepper, world: begin }) => {
  it('no acknowledged record is ever lost while every disk survives', () => {
    let acknowledged = 0;
    fc.assert(fc.property(arbitraryPlan(100), (plan) => {
      const { world } = runPlan(stepper, begin, plan, {
        ...keepsDisks,
        onStep: (_before, { world: after, facts }) => {
          if (facts.length === 0) return;
          const lost = lostWithAllAcks(after);
          if (lost.length > 0) throw new Error(`lost ${lost.join()}`);
        },
      });
      acknowledged += world.ledger.acknowledged.length;
    }), { numRuns: 2 * numRuns });
    expect(acknowledged).toBeGreaterThan(50);
  });
});

function lostWithAllAcks(world: KafkaWorld): readonly string[] {
  const ledger = { ...world.ledger, acknowledged: world.ledger.acknowledged.filter(({ acks }) => acks === -1) };
  const survival = verdicts(world, ledger).find(({ promise }) => promise === 'acknowledgedRecordsSurvive');
  return survival?.verdict === 'broken' ? survival.records.map(({ recordId }) => recordId) : [];
}
