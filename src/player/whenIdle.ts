/** Runs when the page has nothing to do, at the latest after `timeoutMs`. */
export function whenIdle(window: Window, run: () => void, timeoutMs = 1_000): void {
  // Safari has no idle callback yet.
  if (typeof window.requestIdleCallback === 'function') window.requestIdleCallback(run, { timeout: timeoutMs });
  else run();
}
