import type { AssignmentStep, AssignmentStepType } from '../kafka/group/assignors/steps.ts';
import { en } from './assignmentEn.ts';
import { zh } from './assignmentZh.ts';
import type { Language } from './types.ts';

/** How a member is called: by its id, unless the reader knows it by another name. */
export type NameOf = (memberId: string) => string;

/** One full sentence a step: a language that lacks one does not compile. */
export type AssignmentSentences = {
  readonly [Type in AssignmentStepType]: (step: Extract<AssignmentStep, { readonly type: Type }>, name: NameOf) => string;
};

export const assignmentDictionaries: Readonly<Record<Language, AssignmentSentences>> = { en, zh };

/** A step of an assignor in one sentence or two. Names of members and partitions stay as they are, also at its beginning. */
export function assignmentSentence(step: AssignmentStep, language: Language, name: NameOf = (memberId) => memberId): string {
  // The type picks the sentence made for this step; TypeScript cannot follow that through a union.
  const say = assignmentDictionaries[language][step.type] as (step: AssignmentStep, name: NameOf) => string;
  return say(step, name);
}
