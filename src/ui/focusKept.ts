import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

/**
 * When a change takes away the button that had the focus, the focus stays in the panel: at its last part that says where
 * one is (`data-place`), else on the panel itself. Otherwise it would fall to the page.
 */
export function useFocusKept(panel: RefObject<HTMLElement | null>, changed: unknown): void {
  const held = useRef(false);
  const drawn = useRef<unknown>(changed);
  useEffect(() => {
    if (drawn.current === changed) return;
    drawn.current = changed;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!held.current || !isLost) return;
    const places = panel.current?.querySelectorAll<HTMLElement>('[data-place]');
    (places?.item(places.length - 1) ?? panel.current)?.focus({ preventScroll: true });
  }, [panel, changed]);
  useEffect(() => {
    const note = (): void => { held.current = panel.current?.contains(document.activeElement) ?? false; };
    // Whoever presses beside everything lets go.
    const letGo = (event: Event): void => { if (!(panel.current?.contains(event.target as Node) ?? false)) held.current = false; };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', letGo);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', letGo);
    };
  }, [panel]);
}
