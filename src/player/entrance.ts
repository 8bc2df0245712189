import type { Language } from '../i18n/language.ts';
import { catalogue } from '../lessons/catalogue.ts';
import type { Heading } from '../lessons/headings.ts';
import type { Link } from './permalink.ts';
import { asksForNoPlace, readLink } from './permalink.ts';
import { ownHeading } from './ownLessons.ts';
import type { Preferences, Shelf, Theme } from './preferences.ts';
import { browserShelf, browserWishes, readPreferences } from './preferences.ts';

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
  /** The lesson that the visitor writes, or `import`; null: another page. */
  readonly editing: string | null;
  /** The lesson that will be shown; null for a sandbox. */
  readonly heading: Heading | null;
}

export function readEntrance(asked: string): Entrance {
  const link = readLink(asked);
  const shelf = browserShelf();
  const kept = readPreferences(shelf);
  const wishes = browserWishes();
  return {
    asked, link, kept, shelf,
    isHome: asksForNoPlace(asked),
    editing: link.edit ?? null,
    language: link.language ?? kept.language ?? wishes.language,
    theme: link.theme ?? kept.theme ?? wishes.theme,
    heading: link.lesson === SANDBOX_ID ? null : (headings.find(({ id }) => id === link.lesson) ?? ownHeading(shelf, link.lesson ?? '') ?? headings[0] ?? null),
  };
}

/** Begins to fetch the lesson; whoever opens it waits for the same file. That it does not come is told there. */
export function beginFetching({ heading, isHome, editing }: Entrance): void {
  if (!isHome && editing === null) catalogue.find((entry) => entry.heading === heading)?.load().catch(() => null);
}
