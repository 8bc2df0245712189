/** What of a window is used here. */
export type MomentWindow = Pick<Window, 'location' | 'history' | 'performance'> & { readonly sessionStorage: Storage };

const KEY = 'highwater.moment';

/**
 * Notes the moment at which the page is left. A browser that reloads has taken the address before the page hears of it,
 * so what the page writes there then comes too late.
 *
 * @param before the words of the address when the page heard that it is left.
 */
export function noteLastMoment(window: MomentWindow, before: string): void {
  try {
    const { hash } = window.location;
    if (hash === before) window.sessionStorage.removeItem(KEY);
    else window.sessionStorage.setItem(KEY, JSON.stringify([before, hash]));
  } catch {
    // Without a storage the address opens the step before, as a copied one would.
  }
}

/** The words of the address, or where the page stood when it was reloaded with them; those are then in the bar. */
export function addressWords(window: MomentWindow): string {
  const { hash } = window.location;
  try {
    const [before, then] = JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]') as readonly unknown[];
    if (before !== hash || typeof then !== 'string' || !then.startsWith('#') || !isSamePageAgain(window)) return hash;
    window.sessionStorage.removeItem(KEY);
    window.history.replaceState(window.history.state, '', then);
    return then;
  } catch {
    return hash;
  }
}

/** Reloaded, or come back to; a link that somebody follows means what it says. */
function isSamePageAgain({ performance }: MomentWindow): boolean {
  const [entry] = performance.getEntriesByType('navigation') as readonly (PerformanceEntry & { readonly type?: string })[];
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}
