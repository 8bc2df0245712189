const HOME = { highwater: 'home' } as const;

/** Marks the browser's present entry as the first page, which has no run to go back to. */
export function noteHome(history: Pick<History, 'replaceState'>): void {
  history.replaceState(HOME, '');
}

export function isHomeEntry(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'highwater' in state && state.highwater === HOME.highwater;
}
