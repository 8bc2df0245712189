const HOME = { highwater: 'home' } as const;

/** Marks the browser's present entry as a page that has no run to go back to: the first one, or a lesson that is written. */
export function noteHome(history: Pick<History, 'replaceState'>): void {
  history.replaceState(HOME, '');
}

export function isHomeEntry(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'highwater' in state && state.highwater === HOME.highwater;
}
