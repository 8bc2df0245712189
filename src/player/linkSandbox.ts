import { sameData } from '../world/canonical.ts';
import type { RunChoice } from '../world/run.ts';
import { withChoice } from '../world/run.ts';
import type { Command } from '../kafka/commands.ts';
import { eraNamed } from './eras.ts';
import type { Followed, LinkSurroundings } from './linkFollow.ts';
import { arrivedAt, beginAnew, stayed, troublesWithEra, troubleWith } from './linkFollow.ts';
import type { LinkTrouble } from './linkState.ts';
import type { Link } from './permalink.ts';
import { goToMoment } from './permalinkOpen.ts';
import type { Unpacked } from './permalinkPack.ts';
import { unpack } from './permalinkPack.ts';
import { readRun } from './permalinkRun.ts';
import type { Shelf } from './preferences.ts';
import type { SandboxSetUp } from './sandboxForm.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { openSandbox } from './sandboxGuide.ts';
import { restoreSandbox } from './sandboxRestore.ts';
import type { SavedSandbox } from './sandboxSaved.ts';
import { readSaved, SANDBOX_KEY, writeShelf } from './sandboxSaved.ts';
import { SANDBOX_AT_REST } from './sandboxState.ts';
import type { Session } from './session.ts';
import type { Opened } from './sessionStore.ts';

/** Where another sandbox waits while the one of a link is shown. */
export const ASIDE_KEY = 'highwater.sandbox.aside';

/** A link without a run means the visitor's own sandbox. */
export function followSandbox(present: Session, hash: string, link: Link, around: LinkSurroundings): Followed {
  const run = link.run === undefined ? null : readRun(link.run);
  const own = run === null || run.packed === null ? null : unpack(run.packed, true);
  if (own === null || own.setUp === null) return followBare(present, link.run === undefined ? [] : [{ is: 'damaged' }], around);
  const { seed, ...description } = own.setUp;
  const setUp: SandboxSetUp = { description, seed, era: eraNamed(link.era) ?? FIRST_SET_UP.era };
  const kept = readSaved(around.shelf);
  // The visitor's own page opened again: what was kept knows the steps ahead, too.
  if (kept.is === 'saved' && around.isFirst && own.trouble === null && isSameMoment(kept.saved, setUp, own)) return arrivedAt(keptOrFirst(present, around.shelf), []);
  const opened = tryToOpen(setUp);
  if ('refused' in opened) return followBare(present, [{ is: 'refused', reason: opened.refused }], around);
  const aside = kept.is !== 'none' && putAside(around.shelf);
  const troubles: readonly LinkTrouble[] = [...troublesWithEra(hash, setUp.era), ...[troubleWith(own)].filter((one) => one !== null)];
  const begun: Session = { ...beginAnew(present, opened), stepMode: 'message' };
  const arrived = goToMoment(begun, { whatIf: null, steps: 0, own }, troubles.length === 0 ? (run?.check ?? null) : null);
  return arrivedAt(arrived.session, [...troubles, ...arrived.troubles], aside);
}

function followBare(present: Session, troubles: readonly LinkTrouble[], around: LinkSurroundings): Followed {
  const leads = present.kind !== 'sandbox' && (around.isFirst || troubles.length === 0);
  return leads ? arrivedAt(keptOrFirst(present, around.shelf), troubles) : stayed(troubles, around);
}

function tryToOpen(setUp: SandboxSetUp): Opened | { readonly refused: string } {
  try {
    return openSandbox(setUp);
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

function isSameMoment(kept: SavedSandbox, setUp: SandboxSetUp, own: Unpacked): boolean {
  const choices: RunChoice<Command>[] = [];
  let left = kept.at;
  for (const choice of kept.choices) {
    if (left <= 0) break;
    const part = 'usual' in choice ? { usual: Math.min(left, choice.usual) } : choice;
    choices.push(...withChoice(choices.splice(-1), part));
    left -= 'usual' in part ? part.usual : 1;
  }
  return sameData(kept.setUp, setUp) && sameData(choices, own.choices);
}

/** The visitor's sandbox as it was left; where none was kept, a first one. */
function keptOrFirst(present: Session, shelf: Shelf | null): Session {
  const kept = restoreSandbox(shelf);
  const begun: Session = { ...beginAnew(present, kept?.opened ?? openSandbox(FIRST_SET_UP)), stepMode: 'message' };
  return kept === null ? begun : { ...begun, course: kept.course, sandbox: { ...SANDBOX_AT_REST, note: kept.note } };
}

/** @returns whether there was one to put aside. */
function putAside(shelf: Shelf | null): boolean {
  const kept = readText(shelf, SANDBOX_KEY);
  return kept !== '' && writeShelf(shelf, ASIDE_KEY, kept);
}

function readText(shelf: Shelf | null, key: string): string {
  try {
    return shelf?.getItem(key) ?? '';
  } catch {
    return '';
  }
}

/** Opens the sandbox that was put aside; the present one takes its place there. */
export function openAside(present: Session, shelf: Shelf | null): Session {
  const aside = readText(shelf, ASIDE_KEY);
  putAside(shelf);
  writeShelf(shelf, SANDBOX_KEY, aside);
  return keptOrFirst(present, shelf);
}
