import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { Command } from '../../kafka/commands.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { verdicts } from '../../kafka/promises/verdicts.ts';
import type { KafkaStep, KafkaWorld } from '../../kafka/simulation.ts';
import { arbitraryPlan, runPlan } from '../arbitraryRun.ts';

interface Bounds {
  readonly era: EraId;
  readonly minIsr: number;
  /** Brokers that lose what they had not flushed. */
  readonly crashes: number;
  /** Sessions that end while their broker is well. */
  readonly fencings: number;
}

/** Two brokers, records with acks=all, and no faults but those. */
function begin({ era, minIsr }: Bounds) {
  return bootCluster({
    brokers: 2,
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 2, assignment: [[1, 2]], config: { 'min.insync.replicas': String(minIsr) } }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }], consumers: [],
  }, { era, seed: 7 });
}

type Booted = ReturnType<typeof begin>;
type Plan = Parameters<typeof runPlan>[2];

/** Draws the faults that are left, the rest of the time what goes on by itself. */
function drawsWithin({ crashes, fencings }: Bounds): (world: KafkaWorld, pick: number, amount: number) => Command | null {
  let [crashesLeft, fencingsLeft] = [crashes, fencings];
  return (world, pick, amount) => {
    const brokerId = 1 + (amount % 2);
    const isUp = world.nodes[`broker-${brokerId}`]?.up === true;
    if (pick < 30) return { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `v${world.counters.steps}`, acks: -1 };
    if (pick < 60) return isUp ? null : { type: 'broker.restart', brokerId };
    if (pick < 75) return { type: 'network.heal', from: `broker-${brokerId}`, to: null };
    if (pick < 88 && isUp && fencingsLeft > 0) {
      fencingsLeft -= 1;
      return { type: 'network.cut', from: `broker-${brokerId}`, to: 'controller-3000' };
    }
    if (pick >= 88 && isUp && crashesLeft > 0) {
      crashesLeft -= 1;
      return { type: 'broker.powerOff', brokerId };
    }
    return null;
  };
}

function loses(bounds: Bounds, { stepper, world }: Booted, plan: Plan): boolean {
  let lost = false;
  runPlan(stepper, world, plan, {
    drawCommand: drawsWithin(bounds), pace: 8,
    onStep: (_before, step: KafkaStep) => {
      lost ||= step.facts.length > 0 && verdicts(step.world).some(({ promise, verdict }) => promise === 'acknowledgedRecordsSurvive' && verdict === 'broken');
    },
  });
  return lost;
}

/** Whether some run loses a record. A run that fails in another way is no answer. */
function search(bounds: Bounds, numRuns: number): boolean {
  const booted = begin(bounds);
  let lost = false;
  const { failed, errorInstance } = fc.check(fc.property(arbitraryPlan(40), (plan) => {
    lost ||= loses(bounds, booted, plan);
    return !lost;
  }), { numRuns, seed: 3, endOnFailure: true });
  if (failed && !lost) throw new Error('a run did not end', { cause: errorInstance });
  return lost;
}

describe('random faults of two KRaft brokers', () => {
  test.each([
    { era: '3.9', minIsr: 2, crashes: 0, fencings: 2 },
    { era: '3.9', minIsr: 2, crashes: 1, fencings: 0 },
    { era: '4.1', minIsr: 2, crashes: 0, fencings: 2 },
    { era: '4.1', minIsr: 2, crashes: 1, fencings: 0 },
    { era: '4.1', minIsr: 2, crashes: 1, fencings: 1 },
  ] as const)('lose nothing where exhaustive checking found nothing: %o', (bounds) => {
    expect(search(bounds, 25)).toBe(false);
  });

  test('do lose the last replica standing in 3.9, so that they can', () => {
    expect(search({ era: '3.9', minIsr: 2, crashes: 1, fencings: 1 }, 600)).toBe(true);
  });
});
