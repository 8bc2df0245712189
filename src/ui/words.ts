import type { Language } from '../i18n/language.ts';
import { shortTag } from '../i18n/language.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { causeSentence, sentence, stepSentence } from '../narrate/narrate.ts';
import type { Cause } from '../world/types.ts';

/** A fact as a sentence. */
export function sentenceOf(fact: Fact, era: EraId, language: Language): string {
  return sentence(fact, era, shortTag(language));
}

/** What a step was, by its cause alone: before it is taken, nothing else is known. */
export function causeIn(cause: Cause, era: EraId, language: Language): string {
  return causeSentence(cause, era, shortTag(language));
}

/** A step in one sentence: its most telling fact, else what arrived. */
export function stepIn(facts: readonly Fact[], cause: Cause, era: EraId, language: Language): string {
  return stepSentence(facts, cause, era, shortTag(language));
}
