import type { CommandType } from '../kafka/commands.ts';
import type { Command } from '../kafka/commands.ts';
import type { Fact, FactType } from '../kafka/facts.ts';

export type Language = 'en' | 'zh';

/** The fact of this type; a type that shares its fields with another is cut out. */
export type FactOf<Type extends FactType> = Fact extends infer One ? (One extends { readonly type: infer Types } ? (Type extends Types ? One : never) : never) : never;

/** What happened, ready to be said in any language: the sentence's key and what fills it. */
export type Narration = { readonly [Type in FactType]: { readonly key: Type; readonly params: FactOf<Type> } }[FactType];

/** One full sentence a fact: a language that lacks one does not compile. */
export type FactSentences = { readonly [Type in FactType]: (fact: FactOf<Type>) => string };

/** One full sentence a command. */
export type CommandSentences = { readonly [Type in CommandType]: (command: Extract<Command, { readonly type: Type }>) => string };

/** What a step without facts was, or several facts in one sentence. Names of nodes are addresses. */
export interface StepSentences {
  readonly request: (step: { readonly api: string; readonly from: string; readonly to: string }) => string;
  readonly response: (step: { readonly api: string; readonly from: string; readonly to: string }) => string;
  readonly broken: (step: { readonly node: string; readonly peer: string }) => string;
  readonly refused: (step: { readonly node: string; readonly peer: string }) => string;
  /** Delivered, and to be delivered again: no network does that over TCP. */
  readonly duplicated: (step: { readonly sentence: string }) => string;
  /** Several at once, in one change. */
  readonly leaveIsr: (step: { readonly brokers: readonly number[]; readonly partition: string; readonly isr: readonly number[] }) => string;
  readonly timer: (step: { readonly owner: string; readonly name: string }) => string;
  readonly hold: (step: { readonly client: string; readonly server: string }) => string;
  readonly disconnect: (step: { readonly client: string; readonly server: string }) => string;
}

export interface Dictionary {
  readonly facts: FactSentences;
  readonly commands: CommandSentences;
  readonly steps: StepSentences;
}
