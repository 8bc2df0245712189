import type { ClusterDescription } from '../kafka/description.ts';
import type { Command } from '../kafka/commands.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { PromiseId } from '../kafka/promises/types.ts';

/** A text in both languages, side by side. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** A message by what it is: the nth (from 1, default 1) on its way now. */
export interface MessagePattern {
  readonly api: string;
  readonly kind?: 'request' | 'response';
  readonly from?: string;
  readonly to?: string;
  readonly nth?: number;
}

/** Something a person could do by hand. Commands are written out as in `kafka/commands.ts`. */
export type Action =
  | { readonly command: Command }
  | { readonly deliver: MessagePattern }
  /** Holds the connection on which this message travels. */
  | { readonly hold: MessagePattern; readonly forMs: number }
  | { readonly disconnect: MessagePattern }
  /** Fires an armed timer by its owner and name. */
  | { readonly fire: { readonly owner: string; readonly name: string } };

/** A fact by its type and any of its fields. */
export interface FactPattern {
  readonly fact: string;
  readonly where?: Readonly<Record<string, unknown>>;
}

/** A value read from the world: `{ select: 'highWatermark', of: 'broker-1/orders-0' }`. See `lessons/select.ts` for the names. */
export interface Selection {
  readonly select: string;
  readonly of: string;
}

/** What ends a scene: a fact, a value, or a message on its way. Checked after every step. */
export type Until =
  | FactPattern
  | (Selection & { readonly is: unknown })
  | { readonly message: MessagePattern }
  /** So much virtual time after the scene's begin. */
  | { readonly afterMs: number };

export interface Prediction {
  readonly ask: Bilingual;
  /** A number is typed; a choice is picked from options; what is pointed at is clicked in the picture: each is answered from the world. */
  readonly options?: readonly { readonly value: unknown; readonly label: Bilingual }[];
  /** Instead of options: a broker, by its id or -1 for nobody, or any node, by its address. */
  readonly point?: 'broker' | 'actor';
  /** Read from the world at the end of this scene. */
  readonly answer: Selection;
  readonly why: Bilingual;
}

export interface Scene {
  readonly title: Bilingual;
  readonly say: Bilingual;
  readonly do: readonly Action[];
  /** All of several; a fact counts once it was seen since the scene began, the others must hold at the same time. */
  readonly until: Until | readonly Until[];
  /** Virtual time within which `until` must come true, in milliseconds; the scene ends there otherwise. */
  readonly withinMs: number;
  /** Actors the picture emphasises: `broker-3/orders-0`, `producer-1`. */
  readonly focus: readonly string[];
  readonly predict?: Prediction;
  /** A sentence for eras in which the outcome or the mechanism differs. */
  readonly inOtherEras?: Readonly<Partial<Record<EraId, Bilingual>>>;
}

export interface WhatIf {
  readonly id: string;
  /** Offered only there; else in every version of the lesson. */
  readonly eras?: readonly EraId[];
  readonly label: Bilingual;
  /** The branch leaves the main run at the beginning of this scene (index from 0). */
  readonly fromScene: number;
  /** Done first, before what the first of its scenes does. */
  readonly do: readonly Action[];
  readonly scenes: readonly Scene[];
}

/**
 * One line of a lesson's ending, asserted in tests and shown to the learner. `branch`: a what-if's id; else the main run.
 * `eras`: said only there, where the mechanism differs; else in every era.
 */
export type Ending = { readonly branch?: string; readonly eras?: readonly EraId[]; readonly say: Bilingual } & (
  | { readonly promise: PromiseId; readonly lost: number }
  | (Selection & { readonly is: unknown })
  | { readonly facts: FactPattern; readonly count: number }
  | { readonly order: readonly FactPattern[] }
  /** Virtual time of the whole run, or from the first fact of one kind to the first of another. */
  | { readonly elapsedMs: { readonly min?: number; readonly max?: number }; readonly from?: FactPattern; readonly to?: FactPattern }
);

export interface Lesson {
  /** In links; lower-case words with hyphens. */
  readonly id: string;
  /** In the curriculum: `R2`. */
  readonly code: string;
  readonly track: 'replication' | 'consumer-group' | 'producer' | 'storage' | 'coordination' | 'architecture';
  readonly era: EraId;
  /** The versions it can be played in, oldest first, when they are not the usual ones: a story of some versions only. See `erasOf`. */
  readonly eras?: readonly EraId[];
  readonly title: Bilingual;
  /** The question the lesson answers, in one sentence. */
  readonly question: Bilingual;
  /** The picture it is told with; the cluster when absent. */
  readonly stage?: 'cluster' | 'group';
  readonly cluster: ClusterDescription;
  readonly seed: number;
  readonly scenes: readonly Scene[];
  readonly whatIf: readonly WhatIf[];
  readonly ends: readonly Ending[];
}
