import type { Address } from '../world/types.ts';
import type { NodeId } from './contracts.ts';

/** What "why?" explains: a step, or one of its facts by its place among them. */
export interface WhyOf {
  readonly at: NodeId;
  readonly fact: number | null;
}

/** What a session remembers of what was done by hand, of questions asked and of its branches. */
export interface HandState {
  /** null: the present step, whichever that is. */
  readonly why: WhyOf | null;
  /** Actors that the picture points at instead of the scene's. */
  readonly emphasis: readonly Address[] | null;
  /** Where undone interventions had led, the last one last. */
  readonly undone: readonly NodeId[];
  /** Names that the visitor gave, by branch; '' is the main run. */
  readonly names: Readonly<Record<string, string>>;
  /** Branches taken off the list. */
  readonly removed: readonly string[];
  readonly branchesOpen: boolean;
  /** Two runs are looked at side by side. */
  readonly compareOpen: boolean;
}

export const NOTHING_BY_HAND: HandState = { why: null, emphasis: null, undone: [], names: {}, removed: [], branchesOpen: false, compareOpen: false };
