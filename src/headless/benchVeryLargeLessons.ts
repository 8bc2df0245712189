import type { ClusterDescription } from '../kafka/description.ts';
import { lesson } from '../lessons/lesson.ts';
import type { CatalogueEntry } from '../lessons/catalogue.ts';

const BROKERS = 50;
const PARTITIONS = 500;
const REPLICAS = 3;
/** Partitions that get a record in each scene. */
const BUSY = Array.from({ length: 20 }, (_, index) => index * 25);

/** The same in both languages: nobody reads it. */
const word = (text: string) => ({ en: text, zh: text });

function sends(value: string) {
  return BUSY.map((partition) => ({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value, partition } } as const));
}

/** Placed by the controller, so that nearly every broker fetches from many others. */
export const veryLargeCluster: ClusterDescription = {
  brokers: BROKERS,
  topics: [{ name: 'orders', partitions: PARTITIONS, replicationFactor: REPLICAS }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
  consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
};

/** Takes the place of the lessons in the page that the benchmark builds: 50 brokers × 500 partitions. */
const bench = lesson({
  id: 'bench-very-large',
  code: 'B2',
  track: 'replication',
  era: '3.9',
  title: word('Bench'),
  question: word('How long does a step of a very large cluster take?'),
  seed: 1,
  cluster: veryLargeCluster,
  scenes: [
    { title: word('Fill'), say: word('Fill'), do: sends('m0'), until: { afterMs: 300 }, withinMs: 1000, focus: [] },
    { title: word('Measure'), say: word('Measure'), do: sends('m1'), until: { afterMs: 300 }, withinMs: 1000, focus: [] },
  ],
  whatIf: [],
  ends: [],
});

export const catalogue: readonly CatalogueEntry[] = [{ heading: bench, load: async () => bench }];
