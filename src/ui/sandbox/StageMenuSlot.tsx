import { lazy, useCallback, useEffect } from 'react';
import { usePlayer, useSession } from '../context.tsx';
import { DialogPart } from '../Part.tsx';

const StageMenu = lazy(() => import('./StageMenu.tsx'));

const LONG_PRESS_MS = 550;
const STILL_PX = 10;

/** Opens the menu of commands on a part of the picture: by right-click, by its key, by a long press, or by Enter on the part that is chosen already. */
export function StageMenuSlot() {
  const player = usePlayer();
  const menu = useSession((session) => session.sandbox.menu);
  useEffect(() => {
    const open = (target: EventTarget | null, x: number, y: number): boolean => {
      const part = target instanceof Element ? target.closest<SVGGElement>('#stage [data-address]') : null;
      const address = part?.dataset['address'];
      if (part === null || address === undefined) return false;
      const box = part.getBoundingClientRect();
      const offset = target instanceof Element ? target.closest<SVGGElement>('.record[data-offset]')?.dataset['offset'] : undefined;
      // A key has no place of its own.
      player.showMenu({ ...(offset === undefined ? {} : { offset: Number(offset) }), address, x: x > 0 ? x : box.left + Math.min(box.width, 120) / 2, y: y > 0 ? y : box.top + Math.min(box.height, 60) / 2 });
      return true;
    };
    const stopPress = longPress(open);
    const onMenu = (event: MouseEvent): void => {
      if (open(event.target, event.clientX, event.clientY)) event.preventDefault();
    };
    const onKey = (event: KeyboardEvent): void => {
      const isChosen = event.target instanceof Element && event.target.getAttribute('aria-pressed') === 'true';
      if (event.key !== 'Enter' || !isChosen || !open(event.target, 0, 0)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('contextmenu', onMenu);
    document.addEventListener('keydown', onKey, true);
    return () => {
      stopPress();
      document.removeEventListener('contextmenu', onMenu);
      document.removeEventListener('keydown', onKey, true);
    };
  }, [player]);
  const close = useCallback(() => player.showMenu(null), [player]);
  return menu === null ? null : <DialogPart open onClose={close}><StageMenu key={`${menu.address} ${menu.x} ${menu.y}`} {...menu} /></DialogPart>;
}

/** A finger that stays where it is. @returns how to stop listening. */
function longPress(open: (target: EventTarget | null, x: number, y: number) => boolean): () => void {
  let pressed: { readonly timer: ReturnType<typeof setTimeout>; readonly x: number; readonly y: number } | null = null;
  const cancel = (): void => {
    if (pressed !== null) clearTimeout(pressed.timer);
    pressed = null;
  };
  const down = ({ target, clientX: x, clientY: y, pointerType }: PointerEvent): void => {
    cancel();
    if (pointerType === 'touch') pressed = { x, y, timer: setTimeout(() => open(target, x, y), LONG_PRESS_MS) };
  };
  const moved = ({ clientX, clientY }: PointerEvent): void => {
    if (pressed !== null && Math.hypot(clientX - pressed.x, clientY - pressed.y) > STILL_PX) cancel();
  };
  const listened = [['pointerdown', down], ['pointermove', moved], ['pointerup', cancel], ['pointercancel', cancel]] as const;
  for (const [name, listener] of listened) document.addEventListener(name, listener);
  return () => {
    cancel();
    for (const [name, listener] of listened) document.removeEventListener(name, listener);
  };
}
