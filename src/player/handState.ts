import type { EraId } from '../kafka/era/era.ts';
import type { Address } from '../world/types.ts';
import type { NodeId } from './contracts.ts';
import type { FactKindId } from './handFacts.ts';

/** What "why?" explains: a step, or one of its facts by its place among them. */
export interface WhyOf {
  readonly at: NodeId;
  readonly fact: number | null;
}

/** What the present run is to be compared with at once: itself in another version, or with a setting changed. */
export type CompareWish = { readonly era: EraId } | { readonly settings: Readonly<Record<string, string>> };

/** A branch that was taken off the list. */
export interface Removed {
  readonly branch: string;
  /** Steps that the tree had then: what was done since came later. */
  readonly steps: number;
  /** Where the visitor stood on it, and where that ended up; null: elsewhere. */
  readonly left: { readonly cursor: NodeId; readonly tip: NodeId; readonly to: NodeId } | null;
}

/** What undo took back: a choice, by where it had led, or that a branch was deleted. */
export type Undone = NodeId | { readonly branch: string };

/** A search for the next fact of a kind. */
export interface Seeking {
  readonly kind: FactKindId;
  /** Looked at so far. */
  readonly steps: number;
}

/** What a session remembers of what was done by hand, of questions asked and of its branches. */
export interface HandState {
  /** null: the present step, whichever that is. */
  readonly why: WhyOf | null;
  /** Actors that the picture points at instead of the scene's. */
  readonly emphasis: readonly Address[] | null;
  /** The last one last. */
  readonly undone: readonly Undone[];
  /** Names that the visitor gave, by branch; '' is the main run. */
  readonly names: Readonly<Record<string, string>>;
  /** Branches taken off the list, the last one last. */
  readonly removed: readonly Removed[];
  /** What is being looked for; null most of the time. */
  readonly seeking: Seeking | null;
  readonly branchesOpen: boolean;
  /** Two runs are looked at side by side. */
  readonly compareOpen: boolean;
  /** null: whatever run comes next in the list. */
  readonly compareWith: CompareWish | null;
}

export const NOTHING_BY_HAND: HandState = { why: null, emphasis: null, undone: [], names: {}, removed: [], seeking: null, branchesOpen: false, compareOpen: false, compareWith: null };
