import type { Language } from '../i18n/language.ts';
import { groupsOf } from '../kafka/consumer/group/groupsOf.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { KafkaChoice, KafkaWorld } from '../kafka/simulation.ts';
import type { Lesson, Prediction, Scene, WhatIf } from '../lessons/types.ts';
import type { Address, Cause, Envelope } from '../world/types.ts';
import type { Guide, NodeId, Place } from './contracts.ts';
import type { Course, Outcome } from './course.ts';
import { placeAt, worldAt } from './course.ts';
import type { FactKindId } from './handFacts.ts';
import type { HandState } from './handState.ts';
import type { LinkState } from './linkState.ts';
import type { Standing } from './playerMachine.ts';
import type { Guess } from './predictions.ts';
import { openPrediction } from './predictions.ts';
import type { Theme } from './preferences.ts';
import type { PresentState } from './presentState.ts';
import type { SandboxState } from './sandboxState.ts';

export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];
/** The pictures in the middle of the page. */
export type StageTab = 'cluster' | 'sequence' | 'group';
export type SideTab = 'inspect' | 'events' | 'promises' | 'hand' | 'why' | 'clients' | 'config' | 'tools' | 'zookeeper';

/** Everything one visitor's session is made of. What can be computed from it is not kept in it. */
export interface Session {
  // Choices of the visitor.
  readonly language: Language;
  readonly theme: Theme;
  readonly singleLetterKeys: boolean;
  readonly stepMode: 'message' | 'scene';
  readonly showRoutine: boolean;
  /** Kafka's own topics are shown with the others. */
  readonly internalTopics: boolean;
  /** Stepping waits until an open prediction is answered. */
  readonly answerFirst: boolean;
  readonly speed: Speed;
  readonly stageTab: StageTab;
  readonly sideTab: SideTab;
  readonly selected: Address | null;
  readonly opened: Envelope | null;
  /** The message that mouse or keyboard rest on, by its id: every picture marks it. */
  readonly pointed: number | null;
  readonly present: PresentState;
  readonly helpOpen: boolean;
  readonly lessonsOpen: boolean;
  // The lesson and the run.
  /** A sandbox has a lesson without scenes: its cluster. */
  readonly kind: 'lesson' | 'sandbox';
  readonly lesson: Lesson;
  readonly era: EraId;
  readonly guide: Guide;
  readonly course: Course;
  readonly guesses: Readonly<Record<string, Guess>>;
  readonly hand: HandState;
  readonly sandbox: SandboxState;
  readonly link: LinkState;
  // The last move.
  readonly came: Came;
  readonly playing: 'stopped' | 'playing' | 'waiting';
  /** What the next step will be; null when nothing follows or it was not worked out yet. */
  readonly upcoming: Cause | null;
}

/** How the picture came to be: what animation and announcement need. */
export interface Came {
  readonly from: NodeId | null;
  readonly outcome: Outcome;
  /** Steps of this move, routine ones included; 0 for a jump. */
  readonly steps: number;
  readonly jumpMs: number;
  readonly error: string | null;
  /** Why a choice was refused; only when `refused`. */
  readonly reason?: string;
  /** The visitor's choice at which a rule threw. */
  readonly tried?: KafkaChoice;
  /** The kind of fact that did not come, and how many steps were looked through; only when `none-came` or the lesson ended first. */
  readonly wanted?: FactKindId;
  readonly looked?: number;
}

export const NOT_MOVED: Came = { from: null, outcome: 'moved', steps: 0, jumpMs: 0, error: null };

export function worldOf(session: Session): KafkaWorld {
  return worldAt(session.guide, session.course, session.course.cursor);
}

/** The consumer groups of this world: only where there are some is there something to show of them. */
export function groupsIn(world: KafkaWorld): readonly string[] {
  return groupsOf(world);
}

export function whatIfOf(lesson: Lesson, branch: string | null): WhatIf | null {
  return branch === null ? null : (lesson.whatIf.find((whatIf) => whatIf.id === branch) ?? null);
}

export function scenesOf(lesson: Lesson, branch: string | null): readonly Scene[] {
  return branch === null ? lesson.scenes : (whatIfOf(lesson, branch)?.scenes ?? []);
}

export function sceneAt(lesson: Lesson, place: Place): Scene | null {
  return scenesOf(lesson, place.branch)[place.scene] ?? null;
}

export function predictionOpenIn(session: Session): { readonly prediction: Prediction; readonly key: string } | null {
  const { guide, course, lesson, guesses } = session;
  return openPrediction(guide, course, (place) => sceneAt(lesson, place)?.predict, guesses);
}

/** A teacher wants the answer before the step. */
export function waitsForAnswer(session: Session): boolean {
  return session.answerFirst && predictionOpenIn(session) !== null;
}

export function isOver(session: Session): boolean {
  const place = placeAt(session.guide, session.course);
  return place.scene >= session.guide.scenes(place.branch);
}

export function standingOf(session: Session): Standing {
  if (session.came.outcome !== 'moved' || isOver(session)) return 'at-end';
  return predictionOpenIn(session) === null ? 'on-the-way' : 'at-prediction';
}

/** The actor the inspector shows: the chosen one, else the first that the scene points at and that is there. */
export function inspectedIn(session: Session): Address | null {
  if (session.selected !== null) return session.selected;
  const { actors } = worldOf(session);
  const place = placeAt(session.guide, session.course);
  // After the last scene the picture still is about what it told.
  const scene = sceneAt(session.lesson, place) ?? scenesOf(session.lesson, place.branch).at(-1);
  return scene?.focus.find((address) => actors.has(address)) ?? null;
}
