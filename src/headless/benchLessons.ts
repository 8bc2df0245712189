import { lesson } from '../lessons/lesson.ts';
import type { CatalogueEntry } from '../lessons/catalogue.ts';

const BROKERS = 3;
const PARTITIONS = [0, 1, 2];
const RECORDS = 12;

/** The same in both languages: nobody reads it. */
const word = (text: string) => ({ en: text, zh: text });

function sends(partitions: readonly number[], from: number, to: number) {
  return Array.from({ length: to - from }, (_, index) => from + index).flatMap((record) => partitions.map((partition) => (
    { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${record}`, partition } } as const)));
}

/** Takes the place of the lessons in the page that the benchmark builds: 3 brokers × 3 partitions × 12 records. */
const bench = lesson({
  id: 'bench',
  code: 'B0',
  track: 'replication',
  era: '3.9',
  title: word('Bench'),
  question: word('How long does a step take?'),
  seed: 1,
  cluster: {
    brokers: BROKERS,
    topics: [{ name: 'orders', partitions: PARTITIONS.length, replicationFactor: BROKERS, assignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]] }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
    consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
  },
  scenes: [
    { title: word('Fill'), say: word('Fill'), do: sends(PARTITIONS, 0, RECORDS - 1), until: { afterMs: 3000 }, withinMs: 4000, focus: [] },
    { title: word('Measure'), say: word('Measure'), do: sends(PARTITIONS, RECORDS - 1, RECORDS), until: { afterMs: 1500 }, withinMs: 2000, focus: [] },
  ],
  whatIf: [],
  ends: [],
});

export const catalogue: readonly CatalogueEntry[] = [{ heading: bench, load: async () => bench }];
