import type { KafkaStepper } from '../../kafka/cluster.ts';
import type { Bilingual, Scene } from '../../lessons/types.ts';
import type { RecordedStep } from './recording.ts';
import type { SceneSteps } from './untilOf.ts';
import { sceneOf, untilAt } from './untilOf.ts';

/** What an author says with a scene. */
export type SceneWords = Pick<Scene, 'title' | 'say' | 'focus' | 'predict' | 'inOtherEras'>;

/** A scene as the run's steps it is made of. */
export interface ScenePart extends SceneSteps {
  readonly words: SceneWords;
}

export const NO_WORDS: SceneWords = { title: { en: '', zh: '' }, say: { en: '', zh: '' }, focus: [] };

/** A scene begins with each thing that was done; what was done at once belongs together. */
export function partsOf(steps: readonly RecordedStep[]): readonly ScenePart[] {
  const parts: { steps: RecordedStep[]; done: number; words: SceneWords }[] = [];
  for (const step of steps) {
    const part = parts.at(-1);
    const begins = part === undefined || (!step.usual && part.done < part.steps.length);
    const into = begins ? { steps: [], done: 0, words: NO_WORDS } : part;
    if (begins) parts.push(into);
    into.steps.push(step);
    if (!step.usual) into.done = into.steps.length;
  }
  return parts.length === 0 ? [{ steps: [], done: 0, words: NO_WORDS }] : parts;
}

/**
 * Scenes that take exactly these steps. Where nothing tells the last step of a scene from those before it, the scene ends
 * at the nearest one that can be told, and the next scene does what is left, step by step.
 */
export function scenesOf(stepper: KafkaStepper, parts: readonly ScenePart[]): readonly Scene[] {
  const scenes: Scene[] = [];
  let left: readonly RecordedStep[] = [];
  for (const { steps, done, words } of parts) {
    const whole: SceneSteps = left.length === 0 ? { steps, done } : { steps: [...left, ...steps], done: left.length + done };
    const ended = ending(stepper, whole);
    scenes.push({ ...sceneOf(ended.scene, ended.until), ...words });
    ({ left } = ended);
  }
  if (left.length > 0) scenes.push({ ...sceneOf({ steps: left, done: left.length }, { afterMs: 0 }), ...NO_WORDS });
  return scenes;
}

function ending(stepper: KafkaStepper, scene: SceneSteps) {
  const { steps, done } = scene;
  for (let end = steps.length; end > done; end -= 1) {
    const shorter = { steps: steps.slice(0, end), done };
    const until = untilAt(stepper, shorter);
    if (until !== null) return { scene: shorter, until, left: steps.slice(end) };
  }
  // A scene that only does something ends with what it did.
  const only = { steps: steps.slice(0, done), done };
  return { scene: only, until: untilAt(stepper, only) ?? { afterMs: 0 }, left: steps.slice(done) };
}

/** Two scenes in one; what the second does is then done after every step of the first, written out. */
export function merged(first: ScenePart, second: ScenePart): ScenePart {
  return {
    steps: [...first.steps, ...second.steps],
    done: second.done === 0 ? first.done : first.steps.length + second.done,
    words: joined(first.words, second.words),
  };
}

/** The scene up to so many of its steps, and the rest of it. */
export function parted({ steps, done, words }: ScenePart, at: number): readonly [ScenePart, ScenePart] {
  const { predict, ...others } = words;
  return [
    { steps: steps.slice(0, at), done: Math.min(done, at), words: others },
    // What is asked is read at the end.
    { steps: steps.slice(at), done: Math.max(0, done - at), words: { ...NO_WORDS, focus: words.focus, ...(predict === undefined ? {} : { predict }) } },
  ];
}

function joined(first: SceneWords, second: SceneWords): SceneWords {
  return {
    ...first, ...second,
    title: either(first.title, second.title),
    say: { en: both(first.say.en, second.say.en), zh: both(first.say.zh, second.say.zh) },
    focus: [...new Set([...first.focus, ...second.focus])],
  };
}

function either(first: Bilingual, second: Bilingual): Bilingual {
  return { en: first.en === '' ? second.en : first.en, zh: first.zh === '' ? second.zh : first.zh };
}

function both(first: string, second: string): string {
  return [first, second].filter((text) => text !== '').join('\n\n');
}
