import type { RefObject } from 'react';
import { useEffect } from 'react';
import { actionOf } from '../player/actions.ts';
import { usePlayer } from './context.tsx';

const FAR_ENOUGH_PX = 56;
const QUICK_ENOUGH_MS = 700;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly atMs: number;
}

/** What one finger meant that went from one place to another: on, back, or nothing of ours. */
export function swiped(from: Place, to: Place): 'step' | 'back' | null {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const isSwipe = Math.abs(across) >= FAR_ENOUGH_PX && Math.abs(across) > 2 * Math.abs(down) && to.atMs - from.atMs <= QUICK_ENOUGH_MS;
  if (!isSwipe) return null;
  return across < 0 ? 'step' : 'back';
}

/** A finger drawn to the left over the picture steps, to the right it steps back; where the picture itself moves sideways, it moves that. */
export function useSwipe(picture: RefObject<HTMLElement | null>): void {
  const player = usePlayer();
  useEffect(() => {
    const host = picture.current;
    if (host === null) return undefined;
    let from: Place | null = null;
    const movesItself = (): boolean => host.scrollWidth > host.clientWidth + 1 || (visualViewport?.scale ?? 1) > 1.01;
    // Read when a finger is put down, so that the browser knows it before.
    const mark = (): void => void host.toggleAttribute('data-moves-sideways', movesItself());
    const place = ({ clientX: x, clientY: y }: Touch, { timeStamp: atMs }: TouchEvent): Place => ({ x, y, atMs });
    const begin = (event: TouchEvent): void => {
      const [only, second] = event.touches;
      from = only === undefined || second !== undefined || movesItself() ? null : place(only, event);
    };
    const end = (event: TouchEvent): void => {
      const [last] = event.changedTouches;
      const meant = from === null || last === undefined ? null : swiped(from, place(last, event));
      from = null;
      if (meant !== null && actionOf(meant).enabled(player.store.getState())) actionOf(meant).run(player);
    };
    const forget = (): void => {
      from = null;
    };
    const watched = new ResizeObserver(mark);
    for (const element of [host, ...host.children]) watched.observe(element);
    visualViewport?.addEventListener('resize', mark);
    const listened = [['touchstart', begin], ['touchend', end], ['touchcancel', forget]] as const;
    for (const [name, listener] of listened) host.addEventListener(name, listener, { passive: true });
    return () => {
      watched.disconnect();
      visualViewport?.removeEventListener('resize', mark);
      for (const [name, listener] of listened) host.removeEventListener(name, listener);
    };
  }, [picture, player]);
}
