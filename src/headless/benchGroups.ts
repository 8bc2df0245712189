import { bootCluster } from '../kafka/cluster.ts';
import type { MemberContext } from '../kafka/consumer/member/types.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { largeGroup } from './largeGroup.ts';
import { MEASURED } from './benchTable.ts';
import type { GroupFigures } from './benchTable.ts';

const ROUNDS = 5;
const MOST_STEPS = 20_000;

const consumers = largeGroup.consumers.map(({ id }) => id);
const { stepper, world: quiet } = bootCluster(largeGroup, { era: '3.9', seed: 1 });

function member(world: KafkaWorld, consumer: string): MemberContext | undefined {
  return world.actors.get(`${consumer}/member`)?.context as MemberContext | undefined;
}

/** Of the first member. */
function generationIn(world: KafkaWorld): number {
  return member(world, 'consumer-1')?.generation.generationId ?? -1;
}

/** All of them in one generation, each with its partitions. */
function isSettled(world: KafkaWorld, among: readonly string[]): boolean {
  const generation = generationIn(world);
  return among.every((consumer) => {
    const one = member(world, consumer);
    return one !== undefined && one.state === 'stable' && one.synced === null && !one.rejoinNeeded && one.generation.generationId === generation;
  });
}

function settle(from: KafkaWorld, among: readonly string[], changed: (world: KafkaWorld) => boolean): { readonly world: KafkaWorld; readonly steps: number } {
  let world = from;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (changed(world) && isSettled(world, among)) return { world, steps };
    const choice = stepper.usual(world);
    if (choice === null) break;
    world = stepper.step(world, choice).world;
  }
  throw new Error('the group never comes to rest');
}

/** From a group at rest: one member leaves, and all the others join again and get new partitions. */
function measureGroups(rounds: number): GroupFigures {
  let started = quiet;
  for (const consumer of consumers) started = stepper.step(started, { command: { type: 'consumer.start', consumer } }).world;
  const { world: atRest } = settle(started, consumers, () => true);
  const before = generationIn(atRest);
  const leaving = stepper.step(atRest, { command: { type: 'consumer.stop', consumer: `consumer-${consumers.length}` } }).world;
  const figures: { stepUs: number[]; steps: number } = { stepUs: [], steps: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const { steps } = settle(leaving, consumers.slice(0, -1), (world) => generationIn(world) !== before);
    figures.stepUs.push(((performance.now() - begun) * 1000) / steps);
    figures.steps = steps;
  }
  return figures;
}

console.log(`${MEASURED}${JSON.stringify(measureGroups(ROUNDS))}`);
