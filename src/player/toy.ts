import type { Fact } from '../kafka/facts.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';
import type { Lesson } from '../lessons/types.ts';
import type { Guide, Progress } from './contracts.ts';
import { withOwnBranches } from './handGuide.ts';

/** A model of one counter, for the player's tests: each step adds one and takes 10 ms; a script says what it reports. */
export interface ToyStep {
  readonly routine?: boolean;
  readonly facts?: readonly Fact[];
  readonly endsScene?: boolean;
  readonly fails?: boolean;
}

interface ToyProgress {
  readonly branch: string | null;
  readonly scene: number;
  readonly done: number;
}

const text = (en: string) => ({ en, zh: en });

export const toyLesson: Lesson = {
  id: 'toy', code: 'R0', track: 'replication', era: '3.9', title: text('Toy'), question: text('?'), seed: 1, ends: [],
  cluster: { brokers: 1, topics: [], producers: [], consumers: [] },
  scenes: [0, 1].map((index) => ({
    title: text(`scene ${index}`), say: text('say'), do: [], until: { afterMs: 1 }, withinMs: 1, focus: [],
    ...(index === 1 ? { predict: { ask: text('how many?'), answer: { select: 'count', of: 'toy' }, why: text('because') } } : {}),
  })),
  whatIf: [{ id: 'other', label: text('other'), fromScene: 1, do: [], scenes: [{ title: text('b'), say: text('b'), do: [], until: { afterMs: 1 }, withinMs: 1, focus: [] }] }],
};

export function toyGuide(main: readonly ToyStep[], branch: readonly ToyStep[] = []): Guide {
  const scriptOf = (name: string | null): readonly ToyStep[] => (name === null ? main : branch);
  // Worked out once: scripts have as many steps as a press may take.
  const whole = [...main, ...branch];
  const scenesOf = (script: readonly ToyStep[]): number => script.filter((step, index) => step.endsScene ?? index === script.length - 1).length;
  const counts = { main: scenesOf(main), branch: scenesOf(branch) };
  const read = (progress: Progress): ToyProgress => progress as ToyProgress;
  return withOwnBranches({
    begin: { world: WORLD, progress: { branch: null, scene: 0, done: 0 } satisfies ToyProgress },
    step: (world, choice) => toyStep(world, choice, whole),
    next: (_world, progress) => {
      const { branch: name, scene, done } = read(progress);
      const script = scriptOf(name)[done];
      if (script === undefined) return { done: true };
      const choice = { deliver: name === null ? done : main.length + done } as KafkaChoice;
      return { choice, progress: { branch: name, scene: scene + (script.endsScene ? 1 : 0), done: done + 1 } satisfies ToyProgress };
    },
    after: (_step, progress) => progress,
    place: read,
    branch: (name) => ({ branch: name, scene: 0, done: 0 }),
    scenes: (name) => (name === null ? counts.main : counts.branch),
    answer: (_prediction, world) => world.counters.steps,
    holds: () => true,
  });
}

function toyStep(world: KafkaWorld, choice: KafkaChoice, scripts: readonly ToyStep[]): KafkaStep {
  const script = scripts['deliver' in choice ? choice.deliver : 0] ?? {};
  if (script.fails) throw new Error('the rule broke');
  return {
    world: { ...world, nowMs: world.nowMs + 10, counters: { ...world.counters, steps: world.counters.steps + 1 } },
    facts: script.facts ?? [],
    cause: { type: 'timer', step: 0, timer: { id: 1, owner: 'toy', name: 'tick', dueAtMs: 0, event: { type: 'Tick' }, routine: script.routine ?? false, causeStep: 0 } },
    transitions: [],
  };
}

const WORLD = {
  nowMs: 0, nodes: {}, actors: {}, wire: { connections: {}, links: {} }, timers: [], random: 1, counters: { steps: 0, nextId: 1 },
} as unknown as KafkaWorld;
