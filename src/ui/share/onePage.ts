import { sayIn } from '../../i18n/text.ts';
import { headings } from '../../player/entrance.ts';
import type { Session } from '../../player/session.ts';
import type { Start } from '../../player/startBlock.ts';
import { printStart, START_ID } from '../../player/startBlock.ts';

/** Why there is no page: the development server makes none; what lies beside the page is none of ours. */
export class NoSingleFile extends Error {
  override readonly name = 'NoSingleFile';
}

/** Where the build leaves the page in one file. */
const SINGLE_FILE = './highwater.html';
/** What a page in one file has, whatever else the browser or an extension put into it since. */
const OWN = 'meta, title, style, link[rel=icon], script[type=module]:not([src])';

/** The page in one file as it was made: fetched from beside this page, or this page itself where it is that file. */
export async function singleFile(): Promise<Document> {
  if (import.meta.env.MODE === 'single-file') return document.cloneNode(true) as Document;
  const response = await fetch(SINGLE_FILE);
  const page = new DOMParser().parseFromString(response.ok ? await response.text() : '', 'text/html');
  // A server without that file may answer with its first page.
  if (page.querySelector('script[type=module]:not([src])') === null) throw new NoSingleFile();
  return page;
}

/** What a page for the present lesson begins with. */
export function startOf({ kind, lesson }: Session, address: string): Start {
  const isOurs = kind === 'sandbox' || headings.some(({ id }) => id === lesson.id);
  return { address, ...(isOurs ? {} : { lesson }) };
}

/** The text of a page in one file that opens at one moment. */
export function pageFor(page: Document, start: Start, { lesson, language }: Session): string {
  for (const element of page.querySelectorAll('head > *, body > *')) if (!element.matches(OWN)) element.remove();
  for (const name of page.documentElement.getAttributeNames()) page.documentElement.removeAttribute(name);
  page.documentElement.lang = language;
  page.title = `${sayIn(language)(lesson.title)} · Highwater`;
  const block = page.createElement('script');
  Object.assign(block, { type: 'application/json', id: START_ID, textContent: printStart(start) });
  const place = page.createElement('div');
  place.id = 'root';
  page.body.prepend(place, block);
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
