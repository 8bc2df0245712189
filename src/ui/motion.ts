import { useSyncExternalStore } from 'react';

/** How long a step is shown at speed 1, in milliseconds. */
export const SHOWN_MS = 700;

/** Whether the visitor's system asks for little movement. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia('(prefers-reduced-motion: reduce)');
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
}
