import type { Prediction } from '../lessons/types.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { Address } from '../world/types.ts';
import type { Guide, NodeId, Place } from './contracts.ts';
import type { Course } from './course.ts';
import { placeAt, takenAt } from './course.ts';

/** What a visitor did with a prediction. */
export type Guess = { readonly type: 'answered'; readonly value: unknown } | { readonly type: 'skipped' };

/** A prediction's key: one answer a scene of a branch. */
export function predictionKey(place: Place): string {
  return `${place.branch ?? ''}/${place.scene}`;
}

/** The scene that ended last on the way to the cursor, with the step that ended it. */
export function lastSceneEnd(guide: Guide, course: Course): { readonly id: NodeId; readonly place: Place } | null {
  for (let taken = takenAt(course, course.cursor); taken.parent !== null; taken = takenAt(course, taken.parent)) {
    if (!taken.note.endsScene) continue;
    const after = guide.place(taken.note.progress);
    return { id: taken.id, place: { ...after, scene: after.scene - 1 } };
  }
  return null;
}

/** Whether a guess says the same as the world. A typed number counts by its value, whatever surrounds it. */
export function agrees(guess: unknown, answer: unknown): boolean {
  if (typeof answer === 'number') return typeof guess === 'string' ? guess.trim() !== '' && Number(guess) === answer : guess === answer;
  return JSON.stringify(guess) === JSON.stringify(answer);
}

/** The prediction that is open at the cursor: asked by the scene that is read now, neither answered nor skipped. */
export function openPrediction(
  guide: Guide,
  course: Course,
  predictionOf: (place: Place) => Prediction | undefined,
  guesses: Readonly<Record<string, Guess>>,
): { readonly prediction: Prediction; readonly key: string } | null {
  const place = placeAt(guide, course);
  const prediction = predictionOf(place);
  const key = predictionKey(place);
  return prediction === undefined || guesses[key] !== undefined ? null : { prediction, key };
}

/** What a prediction that asks to point can be answered with: an actor of this world, or nobody. */
export interface Pointable {
  readonly value: unknown;
  /** null for nobody. */
  readonly address: Address | null;
}

/** Read from the world that asks; empty when a prediction does not ask to point. */
export function pointablesOf({ point }: Prediction, world: KafkaWorld): readonly Pointable[] {
  if (point === undefined) return [];
  const nodes = world.actors.keys().filter((address) => !address.includes('/')).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (point === 'actor') return nodes.map((address) => ({ value: address, address }));
  const brokers = nodes.filter((address) => BROKER.test(address)).map((address) => ({ value: Number(address.slice(address.indexOf('-') + 1)), address }));
  return [...brokers, { value: NOBODY, address: null }];
}

const BROKER = /^broker-\d+$/;
/** Where there is no broker's id, as Kafka writes it. */
const NOBODY = -1;

/** The answer that pointing at an actor, or at a part of it, gives; undefined when it gives none. */
export function pointedValue(prediction: Prediction, world: KafkaWorld, address: Address): unknown {
  const node = address.split('/')[0];
  return pointablesOf(prediction, world).find((one) => one.address === node)?.value;
}
