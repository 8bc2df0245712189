import { lesson } from '../lessons/lesson.ts';
import type { CatalogueEntry } from '../lessons/catalogue.ts';

const BROKERS = 10;
const PARTITIONS = Array.from({ length: 30 }, (_, partition) => partition);
const RECORDS = 20;
const REPLICAS = 3;

/** The same in both languages: nobody reads it. */
const word = (text: string) => ({ en: text, zh: text });

function sends(from: number, to: number) {
  return Array.from({ length: to - from }, (_, index) => from + index).flatMap((record) => PARTITIONS.map((partition) => (
    { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${record}`, partition } } as const)));
}

/** Takes the place of the lessons in the page that the benchmark builds: 10 brokers × 30 partitions × 20 records. */
const bench = lesson({
  id: 'bench-scale',
  code: 'B1',
  track: 'replication',
  era: '3.9',
  title: word('Bench'),
  question: word('How long does a step of a large cluster take?'),
  seed: 1,
  cluster: {
    brokers: BROKERS,
    topics: [{
      name: 'orders', partitions: PARTITIONS.length, replicationFactor: REPLICAS,
      assignment: PARTITIONS.map((partition) => Array.from({ length: REPLICAS }, (_, replica) => ((partition + replica) % BROKERS) + 1)),
    }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
    consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
  },
  scenes: [
    { title: word('Fill'), say: word('Fill'), do: sends(0, RECORDS - 1), until: { afterMs: 3000 }, withinMs: 4000, focus: [] },
    { title: word('Measure'), say: word('Measure'), do: sends(RECORDS - 1, RECORDS), until: { afterMs: 1500 }, withinMs: 2000, focus: [] },
  ],
  whatIf: [],
  ends: [],
});

export const catalogue: readonly CatalogueEntry[] = [{ heading: bench, load: async () => bench }];
