import { lesson } from '../lessons/lesson.ts';
import type { CatalogueEntry } from '../lessons/catalogue.ts';
import { largeGroup } from './largeGroup.ts';

/** The same in both languages: nobody reads it. */
const word = (text: string) => ({ en: text, zh: text });
const all = largeGroup.consumers.map(({ id }) => id);
const joined = (generation: number) => ({ fact: 'PartitionsAssigned', where: { consumer: 'consumer-1', generation } });

/** Takes the place of the lessons in the page that the benchmark builds: a large group, of which one member leaves. */
const bench = lesson({
  id: 'bench-group',
  code: 'B3',
  track: 'consumer-group',
  stage: 'group',
  era: '3.9',
  title: word('Bench'),
  question: word('How long does a step of a large group take?'),
  seed: 1,
  cluster: largeGroup,
  scenes: [
    { title: word('Join'), say: word('Join'), do: all.map((consumer) => ({ command: { type: 'consumer.start', consumer } } as const)), until: joined(1), withinMs: 60_000, focus: [] },
    { title: word('Leave'), say: word('Leave'), do: [{ command: { type: 'consumer.stop', consumer: all.at(-1) ?? '' } }], until: joined(2), withinMs: 60_000, focus: [] },
  ],
  whatIf: [],
  ends: [],
});

export const catalogue: readonly CatalogueEntry[] = [{ heading: bench, load: async () => bench }];
