import { languageOf, preferredLanguage } from '../i18n/language.ts';
import type { Language } from '../i18n/language.ts';
import type { StageTab } from './session.ts';

export type Theme = 'light' | 'dark';

/** What a visitor chose and finds again next time. */
export interface Preferences {
  /** null: as the browser asks. */
  readonly language: Language | null;
  /** null: as the system prefers. */
  readonly theme: Theme | null;
  readonly singleLetterKeys: boolean;
  readonly stageTab: StageTab;
  readonly internalTopics: boolean;
  /** Stepping waits until an open prediction is answered. */
  readonly answerFirst: boolean;
}

/** The part of `localStorage` that is used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'highwater.preferences';
const NONE: Preferences = { language: null, theme: null, singleLetterKeys: true, stageTab: 'cluster', internalTopics: false, answerFirst: false };

/** @returns the browser's storage, or null where it is forbidden. */
export function browserShelf(): Shelf | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

/** What was kept; whatever cannot be read counts as not chosen. */
export function readPreferences(shelf: Shelf | null): Preferences {
  try {
    const kept = JSON.parse(shelf?.getItem(KEY) ?? '{}') as Record<string, unknown>;
    return {
      language: languageOf(typeof kept['language'] === 'string' ? kept['language'] : null) ?? null,
      theme: kept['theme'] === 'light' || kept['theme'] === 'dark' ? kept['theme'] : null,
      singleLetterKeys: kept['singleLetterKeys'] !== false,
      stageTab: kept['stageTab'] === 'sequence' || kept['stageTab'] === 'group' ? kept['stageTab'] : 'cluster',
      internalTopics: kept['internalTopics'] === true,
      answerFirst: kept['answerFirst'] === true,
    };
  } catch {
    return NONE;
  }
}

export function keepPreferences(shelf: Shelf | null, preferences: Preferences): void {
  try {
    shelf?.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A full or forbidden storage only means that the choice is forgotten.
  }
}

/** What the visitor's browser and system ask for, where nothing was chosen. */
export function browserWishes(): { readonly language: Language; readonly theme: Theme } {
  const dark = globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false;
  return { language: preferredLanguage(globalThis.navigator?.languages ?? []), theme: dark ? 'dark' : 'light' };
}
