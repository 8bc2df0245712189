import type { Player } from './player.ts';
import type * as Restore from './sandboxRestore.ts';
import type * as Saved from './sandboxSaved.ts';
import type { Shelf } from './preferences.ts';
import type { Session } from './session.ts';

const KEEP_AFTER_MS = 500;

/** Keeps the sandbox and its run in the storage a moment after each change, and at once when the page is left or no longer seen. */
export function keepSandbox(player: Player, shelf: Shelf | null, page: Pick<Window, 'addEventListener'>): void {
  const { store } = player;
  let pending: ReturnType<typeof setTimeout> | undefined;
  let saver: typeof Restore | null = null;
  let format: typeof Saved | null = null;
  const keep = (session: Session): void => {
    clearTimeout(pending);
    // Until the means to write it down are there, it stays to be kept.
    if (saver === null || format === null) return;
    pending = undefined;
    if (session.kind !== 'sandbox') return;
    try {
      format.writeShelf(shelf, format.SANDBOX_KEY, JSON.stringify(saver.savedOf(session)));
    } catch {
      // What cannot be written down is not kept; the session itself is as good as before.
    }
  };
  const keepNow = (): void => {
    if (pending !== undefined) keep(store.getState());
  };
  const load = async (): Promise<void> => {
    [saver, format] = await Promise.all([import('./sandboxRestore.ts'), import('./sandboxSaved.ts')]);
    keepNow();
  };
  const changed = (): void => {
    clearTimeout(pending);
    pending = setTimeout(keepNow, KEEP_AFTER_MS);
    if (saver === null) void load();
  };
  store.subscribe((now, before) => {
    if (pending !== undefined && before.kind === 'sandbox' && now.kind !== 'sandbox') keep(before);
    if (now.kind === 'sandbox' && now.course !== before.course) changed();
  });
  page.addEventListener('pagehide', keepNow);
  // A phone may end a page that it only hid, without another word.
  page.addEventListener('visibilitychange', keepNow);
  if (store.getState().kind === 'sandbox') changed();
}
