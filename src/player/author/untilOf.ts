import type { KafkaStepper } from '../../kafka/cluster.ts';
import type { Fact } from '../../kafka/facts.ts';
import { matchFact, matchMessage, patternOf } from '../../lessons/match.ts';
import { advance, beginScript } from '../../lessons/script.ts';
import type { FactPattern, Scene, Until } from '../../lessons/types.ts';
import type { RecordedStep } from './recording.ts';

/** The steps of one scene: what was done first, then what came by itself. */
export interface SceneSteps {
  readonly steps: readonly RecordedStep[];
  /** How many of them are done by the scene. */
  readonly done: number;
}

/** Fields that say what a fact is about; the others are let go first. */
const TELLING = ['partition', 'brokerId', 'topic', 'value', 'producer', 'consumer', 'client', 'group', 'path', 'node', 'leader', 'to'];

/**
 * What comes true with the last of these steps and with none before, so that a scene played with it ends just there:
 * a fact, a message on its way, or the time. null where there is nothing of the kind.
 */
export function untilAt(stepper: KafkaStepper, scene: SceneSteps): Until | null {
  const { steps } = scene;
  const last = steps.at(-1);
  if (last === undefined) return { afterMs: 0 };
  const candidates = function* candidates(): Iterable<Until> {
    for (const fact of last.step.facts.toReversed()) yield* unique(scene, fact);
    yield* newMessages(last);
    yield { afterMs: last.step.world.nowMs - (steps[0]?.before.nowMs ?? 0) };
  };
  for (const until of candidates()) if (endsWith(stepper, scene, until)) return until;
  return null;
}

/** The fact with as few fields as tell it from all others of the scene; nothing when there is another like it. */
export function factIn(scene: SceneSteps, fact: Fact): FactPattern | null {
  const facts = scene.steps.flatMap(({ step }) => step.facts);
  const first = facts.indexOf(fact);
  const isFirst = (where: Readonly<Record<string, unknown>>): boolean =>
    facts.findIndex((one) => matchFact({ fact: fact.type, where }, one)) === first;
  let where = Object.fromEntries(Object.entries(fact).filter(([name, value]) => name !== 'type' && name !== 'routine' && isSmall(value)));
  if (!isFirst(where)) return null;
  const order = Object.keys(where).toSorted((a, b) => rank(b) - rank(a));
  for (const name of order) {
    const { [name]: _left, ...fewer } = where;
    if (isFirst(fewer)) where = fewer;
  }
  return { fact: fact.type, ...(Object.keys(where).length === 0 ? {} : { where }) };
}

function unique(scene: SceneSteps, fact: Fact): readonly FactPattern[] {
  const found = factIn(scene, fact);
  return found === null ? [] : [found];
}

function rank(field: string): number {
  const at = TELLING.indexOf(field);
  return at < 0 ? TELLING.length : at;
}

function isSmall(value: unknown): boolean {
  return typeof value !== 'object' || (Array.isArray(value) && value.length <= 5 && value.every((one) => typeof one !== 'object'));
}

/** The messages that a step sent, by what they are. */
function newMessages({ before, step }: RecordedStep): readonly Until[] {
  const were = new Set(envelopes(before).map(({ id }) => id));
  return envelopes(step.world).filter(({ id }) => !were.has(id)).map((envelope) => ({ message: patternOf(step.world, envelope) }));
}

function envelopes(world: RecordedStep['before']) {
  return world.wire.connections.values().flatMap(({ requests, responses }) => [...requests, ...responses]);
}

/** Whether a scene with this `until` takes exactly these steps, by the rules with which a lesson is played. */
export function endsWith(stepper: KafkaStepper, scene: SceneSteps, until: Until): boolean {
  const { steps, done } = scene;
  const first = steps[0];
  if (first === undefined) return true;
  if ('message' in until && steps.slice(done).some(({ before }) => matchMessage(until.message, before) !== undefined)) return false;
  const script = { lessonId: '', branch: null, scenes: [sceneOf(scene, until)] };
  let progress = beginScript(script, stepper, first.before);
  for (const [index, { step }] of steps.entries()) {
    if (progress.scene !== 0) return false;
    progress = advance(script, stepper, { ...progress, done: Math.min(index + 1, done) }, step);
  }
  return progress.reached[0] === true;
}

/** The scene's part that decides how it is played. */
export function sceneOf({ steps, done }: SceneSteps, until: Until): Pick<Scene, 'do' | 'until' | 'withinMs'> & Scene {
  const none = { en: '', zh: '' };
  return { title: none, say: none, do: steps.slice(0, done).map(({ action }) => action), until, withinMs: withinMs(steps), focus: [] };
}

/** Twice the time it took, so that a scene ends by its `until` and not by its time. */
function withinMs(steps: readonly RecordedStep[]): number {
  const tookMs = (steps.at(-1)?.step.world.nowMs ?? 0) - (steps[0]?.before.nowMs ?? 0);
  return Math.max(1_000, Math.ceil((2 * tookMs) / 1_000) * 1_000);
}
