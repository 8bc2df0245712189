import { bootCluster } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';

/** What somebody does at a step of a run; everything else happens by itself. */
export type Meddling = { readonly at: number } & ({ readonly command: Command } | { readonly holdFrom: string; readonly forMs: number });

export type PlayedStep = Pick<KafkaStep, 'world' | 'facts'> & { readonly cause: KafkaStep['cause'] | null };

/** A quiet cluster of three brokers and one producer, played for so many steps; the first entry is its beginning. */
export function playedRun(steps: number, meddlings: readonly Meddling[]): readonly PlayedStep[] {
  const { stepper, world } = bootCluster({
    brokers: 3, topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }], producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }], consumers: [],
  }, { era: '4.1', seed: 1 });
  const run: PlayedStep[] = [{ world, facts: [], cause: null }];
  for (let at = 1; at < steps; at += 1) {
    const before = run[at - 1]?.world as KafkaWorld;
    const meddling = meddlings.find((one) => one.at === at);
    const choice = meddling === undefined ? stepper.usual(before) : choiceOf(before, meddling);
    if (choice === null) throw new Error(`nothing happens at step ${at}`);
    run.push(stepper.step(before, choice));
  }
  return run;
}

function choiceOf(world: KafkaWorld, meddling: Meddling): KafkaChoice {
  if ('command' in meddling) return { command: meddling.command };
  const connection = world.wire.connections.values().find(({ client, closed, requests }) => client.node === meddling.holdFrom && !closed && requests.length > 0);
  if (connection === undefined) throw new Error(`nothing of ${meddling.holdFrom} is on its way`);
  return { hold: connection.id, forMs: meddling.forMs };
}
