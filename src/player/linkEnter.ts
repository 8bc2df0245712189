import type { Followed, LinkSurroundings } from './linkFollow.ts';
import { followLink } from './linkFollow.ts';
import type { LinkNote } from './linkState.ts';
import { readLink } from './permalink.ts';
import type { Player } from './player.ts';
import type { Session } from './session.ts';

/** Opens the page by the link it was asked for. Never fails: what does not apply is told. */
export async function enterByLink({ store }: Player, hash: string, around: Omit<LinkSurroundings, 'isFirst'>): Promise<void> {
  const followed = await tryToFollow(store.getState(), hash, { ...around, isFirst: true });
  if (followed !== null) store.setState(withFollowed(store.getState(), followed, hash));
}

/** Follows an address whatever is in it: what could not be foreseen is told like the rest. */
export async function tryToFollow(present: Session, hash: string, around: LinkSurroundings): Promise<Followed | null> {
  try {
    return await followLink(present, hash, around);
  } catch (error) {
    const note: LinkNote = { troubles: [{ is: 'failed', error: error instanceof Error ? error.message : String(error) }], stayed: !around.isFirst, aside: false };
    return { session: null, note };
  }
}

/** The session with the run that a link led to, its language and what there is to say. */
export function withFollowed(now: Session, { session, note }: Followed, hash: string): Session {
  const { language } = readLink(hash);
  const link = { ...now.link, note };
  const spoken = language === undefined ? {} : { language };
  if (session === null) return { ...now, ...spoken, link };
  const { kind, lesson, era, guide, course, guesses, hand, came, selected, opened, upcoming, sandbox, stepMode, lessonsOpen } = session;
  return { ...now, kind, lesson, era, guide, course, guesses, hand, came, selected, opened, upcoming, sandbox, stepMode, lessonsOpen, ...spoken, link };
}
