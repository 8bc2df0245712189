import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { shell } from '../i18n/shell.ts';
import type { PanelName } from '../player/panelWidths.ts';
import { fittingWidth, keepPanelWidths, NARROWEST_PX, readPanelWidths, widestPx } from '../player/panelWidths.ts';
import { browserShelf } from '../player/preferences.ts';
import { useText } from './context.tsx';
import './css/splitter.css';

const STEP_PX = 16;
const CLICK_PX = 64;
const TWO_CLICKS_MS = 400;

/** The edge of a panel, by which it is made wider or narrower: dragged, by clicks, or by arrow keys; a double click gives the usual width back. */
export function Splitter({ panel }: { readonly panel: PanelName }) {
  const say = useText();
  const [width, setWidth] = useWidth(panel);
  const [windowPx, setWindowPx] = useState(window.innerWidth);
  useEffect(() => {
    const resized = (): void => setWindowPx(window.innerWidth);
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);
  const now = (): number => document.querySelector<HTMLElement>(`.page > .${panel}`)?.offsetWidth ?? NARROWEST_PX;
  const onKey = (event: KeyboardEvent): void => {
    const wider = panel === 'lesson' ? 'ArrowRight' : 'ArrowLeft';
    const narrower = panel === 'lesson' ? 'ArrowLeft' : 'ArrowRight';
    const asked = { [wider]: now() + STEP_PX, [narrower]: now() - STEP_PX, Home: NARROWEST_PX, End: widestPx(windowPx) }[event.key];
    if (asked === undefined) return;
    event.preventDefault();
    setWidth(fittingWidth(asked, windowPx));
  };
  const dragged = useRef(false);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const usual = (): void => {
    clearTimeout(waiting.current);
    setWidth(null);
  };
  const onDown = (event: PointerEvent): void => {
    dragged.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  // Who cannot drag makes it wider click by click; from the widest on it begins again.
  const onClick = (): void => {
    if (dragged.current) return;
    clearTimeout(waiting.current);
    // Moved at once it would not be there for the second click of two.
    waiting.current = setTimeout(() => setWidth(now() >= widestPx(windowPx) ? NARROWEST_PX : fittingWidth(now() + CLICK_PX, windowPx)), TWO_CLICKS_MS);
  };
  const onMove = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || (event.movementX === 0 && event.movementY === 0)) return;
    dragged.current = true;
    setWidth(fittingWidth(panel === 'lesson' ? event.clientX : windowPx - event.clientX, windowPx));
  };
  return (
    // The window splitter pattern: a separator that takes the focus is a control; no element of HTML is one.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      {...SEPARATOR} className={`splitter splitter-${panel}`} aria-label={say(panel === 'lesson' ? shell.lessonWidth : shell.detailsWidth)}
      aria-valuenow={width ?? now()} aria-valuemin={NARROWEST_PX} aria-valuemax={widestPx(windowPx)} title={say(shell.splitterHint)}
      onKeyDown={onKey} onPointerDown={onDown} onPointerMove={onMove} onClick={onClick} onDoubleClick={usual}
    />
  );
}

const SEPARATOR = { role: 'separator', tabIndex: 0, 'aria-orientation': 'vertical' } as const;

/** A panel's own width, kept between visits; the page's grid reads it. */
function useWidth(panel: PanelName): readonly [number | null, (width: number | null) => void] {
  const [width, setWidth] = useState(() => readPanelWidths(browserShelf())[panel]);
  useEffect(() => {
    const { style } = document.documentElement;
    if (width === null) style.removeProperty(`--${panel}-width`);
    else style.setProperty(`--${panel}-width`, `${width}px`);
  }, [panel, width]);
  const change = (next: number | null): void => {
    setWidth(next);
    keepPanelWidths(browserShelf(), { ...readPanelWidths(browserShelf()), [panel]: next });
  };
  return [width, change];
}
