import type { Player } from './player.ts';
import type * as Restore from './sandboxRestore.ts';
import type * as Saved from './sandboxSaved.ts';
import type { Shelf } from './preferences.ts';

const KEEP_AFTER_MS = 500;

/** Keeps the sandbox and its run in the storage a moment after each change, and at once when the page is left. */
export function keepSandbox(player: Player, shelf: Shelf | null, page: Pick<Window, 'addEventListener'>): void {
  const { store } = player;
  let pending: ReturnType<typeof setTimeout> | undefined;
  let saver: typeof Restore | null = null;
  let format: typeof Saved | null = null;
  const keep = (): void => {
    clearTimeout(pending);
    pending = undefined;
    const session = store.getState();
    if (saver === null || format === null || session.kind !== 'sandbox') return;
    try {
      format.writeShelf(shelf, format.SANDBOX_KEY, JSON.stringify(saver.savedOf(session)));
    } catch {
      // What cannot be written down is not kept; the session itself is as good as before.
    }
  };
  const load = async (): Promise<void> => {
    [saver, format] = await Promise.all([import('./sandboxRestore.ts'), import('./sandboxSaved.ts')]);
  };
  const changed = (): void => {
    if (saver === null) void load();
    clearTimeout(pending);
    pending = setTimeout(keep, KEEP_AFTER_MS);
  };
  store.subscribe((now, before) => {
    if (now.kind === 'sandbox' && now.course !== before.course) changed();
  });
  page.addEventListener('pagehide', () => {
    if (pending !== undefined) keep();
  });
  if (store.getState().kind === 'sandbox') changed();
}
