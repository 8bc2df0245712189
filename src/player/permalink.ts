import type { Language } from '../i18n/language.ts';
import { languageOf, shortTag } from '../i18n/language.ts';
import type { Theme } from './preferences.ts';

/** What the address of the page says, behind `#`. Whatever is missing or unknown is left to the page. */
export interface Link {
  readonly lesson?: string;
  readonly era?: string;
  readonly language?: Language;
  readonly theme?: Theme;
  /** Stops (as `step by message` counts them) from the start of the main run. */
  readonly step?: number;
  /** The moment, as `permalinkRun` reads it. */
  readonly run?: string;
  /** The lesson that is written, by its id, or `import`. */
  readonly edit?: string;
}

/** Stops that a link may ask for; more would only keep the visitor waiting. */
const MOST_LINKED_STEPS = 5_000;

/** Where the skip link of the page goes. */
const PLACE = 'stage';
const KNOWN = ['lesson', 'era', 'lang', 'theme', 'step', 'r', 'edit'];
/** What names a lesson or a moment of it. */
const PLACES = ['lesson', 'era', 'step', 'r', 'edit'];
const MOST_SHOWN = 40;

export function readLink(hash: string): Link {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const language = languageOf(given.get('lang'));
  const theme = given.get('theme');
  const step = Number(given.get('step') ?? Number.NaN);
  const word = (name: string): string | undefined => (/^[\w.-]{1,64}$/.test(given.get(name) ?? '') ? (given.get(name) ?? undefined) : undefined);
  const lesson = word('lesson');
  const era = word('era');
  const run = given.get('r');
  const edit = word('edit');
  return {
    ...(lesson === undefined ? {} : { lesson }),
    ...(era === undefined ? {} : { era }),
    ...(language === undefined ? {} : { language }),
    ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
    ...(Number.isInteger(step) && step >= 0 ? { step: Math.min(step, MOST_LINKED_STEPS) } : {}),
    ...(run === null ? {} : { run }),
    ...(edit === undefined ? {} : { edit }),
  };
}

export function writeLink(link: Link): string {
  const given = new URLSearchParams();
  if (link.edit !== undefined) given.set('edit', link.edit);
  if (link.lesson !== undefined) given.set('lesson', link.lesson);
  if (link.era !== undefined) given.set('era', link.era);
  if (link.language !== undefined) given.set('lang', shortTag(link.language));
  if (link.theme !== undefined) given.set('theme', link.theme);
  if (link.step !== undefined && link.step > 0) given.set('step', String(link.step));
  if (link.run !== undefined) given.set('r', link.run);
  return `#${given.toString()}`;
}

/** What a link's words are: none, a place on the page, something we know to read, or something else. */
export function kindOfLink(hash: string): 'none' | 'place' | 'link' | 'other' {
  const words = hash.replace(/^#/, '');
  if (words === '') return 'none';
  if (words === PLACE) return 'place';
  const given = new URLSearchParams(words);
  return KNOWN.some((name) => given.has(name)) ? 'link' : 'other';
}

/** Whether a link says at most in which language and theme: the first page. */
export function asksForNoPlace(hash: string): boolean {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  return kindOfLink(hash) === 'none' || (kindOfLink(hash) === 'link' && !PLACES.some((name) => given.has(name)));
}

/** A word of a link as it can be shown, whatever somebody wrote there; null when it is not in it. */
export function wordIn(hash: string, name: 'lesson' | 'era'): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get(name)?.slice(0, MOST_SHOWN) ?? null;
}
