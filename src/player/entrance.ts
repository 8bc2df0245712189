import type { Language } from '../i18n/language.ts';
import { catalogue } from '../lessons/catalogue.ts';
import type { Heading } from '../lessons/headings.ts';
import type { EmbedAsked } from './embedAsked.ts';
import { readEmbed } from './embedAsked.ts';
import type { Link } from './permalink.ts';
import { asksForNoPlace, readLink } from './permalink.ts';
import { ownHeading } from './ownLessons.ts';
import type { Preferences, Shelf, Theme } from './preferences.ts';
import { browserShelf, browserWishes, readPreferences } from './preferences.ts';
import type { Start } from './startBlock.ts';
import { readStart, START_ID } from './startBlock.ts';

/** A sandbox in links, in place of a lesson's name. */
export const SANDBOX_ID = 'sandbox';

export const headings: readonly Heading[] = catalogue.map(({ heading }) => heading);

/** What the page knows before the model is there: what the address and the storage ask for. */
export interface Entrance {
  /** The address's words, behind `#`. */
  readonly asked: string;
  readonly link: Link;
  readonly kept: Preferences;
  readonly shelf: Shelf | null;
  readonly language: Language;
  readonly theme: Theme;
  /** The address asks for no lesson, no moment and no sandbox: the first page. */
  readonly isHome: boolean;
  /** Only the picture and its playback are shown, inside another page; null: the whole page. */
  readonly embed: EmbedAsked | null;
  /** What a page made for one lesson brings; null: it is the page of all lessons. */
  readonly start: Start | null;
  /** The lesson that the visitor writes, or `import`; null: another page. */
  readonly editing: string | null;
  /** The lesson that will be shown; null for a sandbox and for a lesson that the page brings. */
  readonly heading: Heading | null;
}

/** Where a page made for one lesson has its first page: without an address it opens its lesson. */
export const HOME_SEARCH = '?home';

export function readEntrance(hash: string): Entrance {
  const { search } = globalThis.location;
  const embed = readEmbed(search);
  const start = readStart(globalThis.document.getElementById(START_ID)?.textContent);
  const asked = start !== null && hash.replace('#', '') === '' && search !== HOME_SEARCH ? start.address : hash;
  const link = readLink(asked);
  // What is shown inside another page neither knows nor changes what the visitor keeps.
  const shelf = embed === null ? browserShelf() : null;
  const kept = readPreferences(shelf);
  const wishes = browserWishes();
  return {
    asked, link, kept, shelf, embed, start,
    editing: embed === null ? link.edit ?? null : null,
    isHome: embed === null && asksForNoPlace(asked),
    language: link.language ?? kept.language ?? wishes.language,
    theme: link.theme ?? kept.theme ?? wishes.theme,
    heading: link.lesson === SANDBOX_ID || start?.lesson !== undefined ? null : (headings.find(({ id }) => id === link.lesson) ?? ownHeading(shelf, link.lesson ?? '') ?? headings[0] ?? null),
  };
}

/** Begins to fetch the lesson; whoever opens it waits for the same file. That it does not come is told there. */
export function beginFetching({ heading, isHome, editing }: Entrance): void {
  if (!isHome && editing === null) catalogue.find((entry) => entry.heading === heading)?.load().catch(() => null);
}
