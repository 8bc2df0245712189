import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';

/** Smaller letters could not be read; then the picture scrolls. */
const SMALLEST = 0.7;

/**
 * Draws what is in a box smaller where it is higher than the box, as far as it can be read: `--fit` is how much.
 * Where the box or what is in it changes, it begins anew at full size.
 */
export function useFit(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const inner = box.current?.firstElementChild;
    if (box.current === null || !(inner instanceof HTMLElement)) return undefined;
    let fit = 1;
    let frame = 0;
    const set = (next: number): void => {
      fit = next;
      inner.style.setProperty('--fit', String(fit));
    };
    // In a frame of its own: the stage watches its size, too, and must have drawn itself to it.
    const look = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const host = inner.querySelector('.stage-host');
        if (host === null || host.scrollHeight <= host.clientHeight + 1 || fit <= SMALLEST) return;
        set(Math.max(SMALLEST, fit * Math.min(0.98, host.clientHeight / host.scrollHeight)));
        look();
      });
    };
    const sizes = new ResizeObserver(() => {
      set(1);
      look();
    });
    const drawn = new MutationObserver(look);
    sizes.observe(box.current);
    drawn.observe(inner, { subtree: true, childList: true, attributeFilter: ['height'] });
    return () => {
      sizes.disconnect();
      drawn.disconnect();
      cancelAnimationFrame(frame);
    };
  }, []);
  return box;
}
