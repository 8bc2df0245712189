import { bootCluster } from '../kafka/cluster.ts';
import { veryLargeCluster } from './benchVeryLargeLessons.ts';
import { MEASURED } from './benchTable.ts';
import type { VeryLargeFigures } from './benchTable.ts';

const BOOTS = 3;
const ROUNDS = 10;
const STEPS_A_ROUND = 500;
const STEPS_BETWEEN_RECORDS = 40;

function boot(): { readonly cluster: ReturnType<typeof bootCluster>; readonly ms: number } {
  const begun = performance.now();
  const cluster = bootCluster(veryLargeCluster, { era: '3.9', seed: 1 });
  return { cluster, ms: performance.now() - begun };
}

/** 50 brokers x 500 partitions with traffic: starting them all, then stepping on. */
function measureVeryLarge(): VeryLargeFigures {
  const boots = Array.from({ length: BOOTS }, boot);
  const [{ cluster: { stepper, world: quiet } }] = boots as [ReturnType<typeof boot>];
  let world = quiet;
  const stepUs = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    for (let step = 0; step < STEPS_A_ROUND; step += 1) {
      const sends = step % STEPS_BETWEEN_RECORDS === 0;
      const choice = sends ? { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${step}` } as const } : stepper.usual(world);
      if (choice !== null) world = stepper.step(world, choice).world;
    }
    return ((performance.now() - begun) * 1000) / STEPS_A_ROUND;
  });
  return { bootMs: boots.map(({ ms }) => ms), bootSteps: quiet.counters.steps, actors: quiet.actors.size, stepUs };
}

console.log(`${MEASURED}${JSON.stringify(measureVeryLarge())}`);
