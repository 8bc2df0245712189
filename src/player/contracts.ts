import type { Command } from '../kafka/commands.ts';
import type { Fact } from '../kafka/facts.ts';
import type { KafkaMessage } from '../kafka/messages.ts';
import type { Ledger } from '../kafka/promises/types.ts';
import type { KafkaChoice, KafkaStep, KafkaWorld } from '../kafka/simulation.ts';
import type { Ending, Prediction } from '../lessons/types.ts';
import type { Timeline, TimelineId } from '../world/timeline.ts';
import type { Cause, Transition } from '../world/types.ts';

/** A node of the tree of steps. The root has no step behind it. */
export type NodeId = TimelineId;
export type History = Timeline<Command, Fact, Ledger, KafkaMessage>;

/** How far the lesson had come: opaque to the player, kept beside each step so that going back restores it. */
export type Progress = unknown;

/** What a lesson's progress says about where the visitor is. */
export interface Place {
  /** A what-if's id; null on the main run. */
  readonly branch: string | null;
  /** The scene whose text is read now, from 0; the number of scenes once all were played. */
  readonly scene: number;
}

/** What the session keeps beside each step, as the timeline's note. */
export interface Note {
  readonly progress: Progress;
  readonly nowMs: number;
  /** Not routine, or it reported something new: playback stops here. */
  readonly visible: boolean;
  /** The last step of its scene. */
  readonly endsScene: boolean;
  /** The visitor chose this step: undo goes back to before it. */
  readonly byHand?: true;
}

/** One step as the page reads it. */
export interface Taken {
  readonly id: NodeId;
  readonly parent: NodeId | null;
  readonly children: readonly NodeId[];
  readonly facts: readonly Fact[];
  /** null at the root. */
  readonly cause: Cause | null;
  readonly transitions: readonly Transition[];
  readonly note: Note;
}

/** What a lesson says comes next. */
export type Guided = { readonly choice: KafkaChoice; readonly progress: Progress } | { readonly done: true };

/** The lesson and the model behind one run, as the player uses them. */
export interface Guide {
  /** The world and the progress that the lesson begins with. */
  readonly begin: { readonly world: KafkaWorld; readonly progress: Progress };
  /** @throws when the choice does not apply or a rule threw. */
  step(world: KafkaWorld, choice: KafkaChoice): KafkaStep;
  /** What the lesson does next in this world; done when nothing is left, or nothing more can happen. */
  next(world: KafkaWorld, progress: Progress): Guided;
  /** Brings the progress up to date with what a step led to: a scene whose `until` came true is over. */
  after(step: KafkaStep, progress: Progress): Progress;
  place(progress: Progress): Place;
  /** The progress with which a what-if begins, in the world it leaves from. */
  branch(whatIf: string, world: KafkaWorld): Progress;
  /** Nothing drives this run but the visitor: what comes by itself are the usual steps, and it is never over. Absent: never so. */
  isFree?(progress: Progress): boolean;
  /** The progress of a branch of the visitor's own that leaves here; `branch` becomes its place's. Absent: it cannot be left. */
  free?(progress: Progress, branch: string): Progress;
  /** How many scenes the main run or a what-if has. */
  scenes(branch: string | null): number;
  /** The answer to a prediction, read from the world at its scene's end. */
  answer(prediction: Prediction, world: KafkaWorld): unknown;
  /** Whether a line of the lesson's ending holds for these steps (root first). */
  holds(ending: Ending, steps: readonly Taken[], world: KafkaWorld): boolean;
}
