import { commandPhrases } from '../i18n/sandboxCommands.ts';
import type { Text } from '../i18n/text.ts';
import type { Bilingual } from '../lessons/types.ts';
import { ACTIONS, keyName } from './actions.ts';
import type { Player } from './player.ts';
import { linkOffers, offersIn } from './sandboxCommands.ts';
import type { Offer } from './sandboxCommands.ts';
import type { Session } from './session.ts';
import { worldOf } from './session.ts';

/** A line of the palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly label: Text;
  /** The key that does the same, if any. */
  readonly key: string | null;
  readonly enabled: boolean;
  /** Why it cannot be done now, where there is more to say than that. */
  readonly refusal: Text | null;
  run(player: Player): void;
}

type LessonName = { readonly id: string; readonly title: Bilingual };

/** Everything a visitor can do now, the page's own actions first. */
export function paletteEntries(session: Session, lessons: readonly LessonName[]): readonly PaletteEntry[] {
  const world = worldOf(session);
  const actions = ACTIONS.filter((action) => action.id !== 'palette').map((action): PaletteEntry => ({
    id: `action/${action.id}`, label: action.label, key: keyName(action.keys[0] ?? ''), enabled: action.enabled(session), refusal: null, run: (player) => action.run(player),
  }));
  const opening = lessons.map(({ id, title }): PaletteEntry => ({
    id: `lesson/${id}`, label: { en: commandPhrases.lesson.en(title.en), zh: commandPhrases.lesson.zh(title.zh) }, key: null,
    enabled: true, refusal: null, run: (player) => player.openLesson(id),
  }));
  return [...actions, ...offersIn(world, session.era).map(entryOf), ...opening, ...linkOffers(world).map(entryOf)];
}

function entryOf(offer: Offer): PaletteEntry {
  return { id: `command/${offer.id}`, label: offer.full, key: null, enabled: offer.refusal === null, refusal: offer.refusal, run: (player) => doOffer(player, offer) };
}

/** Carries an offer out, or asks for what is not known yet. */
export function doOffer(player: Player, { does }: Offer): void {
  if ('ask' in does) player.ask(does.ask);
  else player.command(...does.commands);
}

/** The entries that a query means in either language, the best first; all of them when nothing was typed. */
export function searchPalette(entries: readonly PaletteEntry[], query: string, most = 60): readonly PaletteEntry[] {
  const wanted = normal(query);
  if (wanted === '') return entries.slice(0, most);
  const scored = entries.flatMap((entry, index) => {
    const score = Math.max(scoreOf(normal(entry.label.en), wanted), scoreOf(normal(entry.label.zh), wanted));
    return score <= 0 ? [] : [{ entry, index, score: entry.enabled ? score + 0.5 : score }];
  });
  return scored.toSorted((a, b) => b.score - a.score || a.index - b.index).slice(0, most).map(({ entry }) => entry);
}

/** Full-width letters and digits, which Chinese keyboards type, count as the usual ones. */
function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[\s\-–:：,，。…_/]+/g, ' ').trim();
}

/** How well a label answers a query: words at the beginning of words best, then anywhere, then letters in order. 0: not at all. */
export function scoreOf(label: string, query: string): number {
  const words = query.split(' ');
  const spots = words.map((word) => spotOf(label, word));
  if (spots.every((spot) => spot > 0)) return 10 + spots.reduce((sum, spot) => sum + spot, 0) / spots.length + (label.startsWith(query) ? 5 : 0) - label.length / 200;
  return inOrder(label.replaceAll(' ', ''), query.replaceAll(' ', ''));
}

function spotOf(label: string, word: string): number {
  if (label === word || label.split(' ').includes(word)) return 6;
  if (label.startsWith(word) || label.includes(` ${word}`)) return 4;
  return label.includes(word) ? 2 : 0;
}

/** All letters of the query in order, close together: `kb2` finds `kill broker 2`. */
function inOrder(label: string, query: string): number {
  let at = -1;
  let gaps = 0;
  for (const letter of query) {
    const next = label.indexOf(letter, at + 1);
    if (next < 0) return 0;
    if (at >= 0) gaps += next - at - 1;
    at = next;
  }
  const score = 5 - gaps / query.length;
  return query.length > 1 ? Math.max(0, score) : 0;
}

