import * as Tabs from '@radix-ui/react-tabs';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { shell } from '../i18n/shell.ts';
import { useText } from './context.tsx';

interface Props<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Name[];
  readonly shown: Name;
  readonly nameOf: (tab: Name) => string;
}

/** Tabs on one line. Where they are more than fit, the line scrolls: by arrows at its ends, by touch, and with the tab that has the focus. */
export function TabStrip<Name extends string>({ label, tabs, shown, nameOf }: Props<Name>) {
  const say = useText();
  const list = useRef<HTMLDivElement>(null);
  const more = useMore(list);
  useEffect(() => bringIntoView(list.current, shown), [shown]);
  const turn = (by: 1 | -1): void => list.current?.scrollBy({ left: by * (list.current.clientWidth - 2 * ARROW_PX), behavior: 'instant' });
  return (
    <div className="tab-strip">
      <Tabs.List ref={list} className="tab-list" aria-label={label}>
        {tabs.map((tab) => <Tabs.Trigger key={tab} value={tab} data-tab={tab} className="tab" onKeyDown={leavePages}>{nameOf(tab)}</Tabs.Trigger>)}
      </Tabs.List>
      {/* The arrow keys move along the tabs themselves. */}
      {more.before && <button type="button" tabIndex={-1} className="tab-arrow before" aria-label={say(shell.earlierTabs)} title={say(shell.earlierTabs)} onClick={() => turn(-1)}><span aria-hidden="true">‹</span></button>}
      {more.after && <button type="button" tabIndex={-1} className="tab-arrow after" aria-label={say(shell.laterTabs)} title={say(shell.laterTabs)} onClick={() => turn(1)}><span aria-hidden="true">›</span></button>}
    </div>
  );
}

const ARROW_PX = 28;

/** Radix would go to the first or last tab; on this page these keys go from scene to scene. */
function leavePages(event: KeyboardEvent): void {
  if (event.key === 'PageUp' || event.key === 'PageDown') event.preventDefault();
}

/** Only along the line: the page itself must not move. */
function bringIntoView(list: HTMLElement | null, shown: string): void {
  const tab = list?.querySelector<HTMLElement>(`[data-tab="${shown}"]`);
  if (list === null || tab === null || tab === undefined) return;
  const [left, right] = [tab.offsetLeft - ARROW_PX, tab.offsetLeft + tab.offsetWidth + ARROW_PX];
  if (left < list.scrollLeft) list.scrollLeft = left;
  else if (right > list.scrollLeft + list.clientWidth) list.scrollLeft = right - list.clientWidth;
}

/** Whether there are tabs beyond the line's ends. */
function useMore(list: { readonly current: HTMLElement | null }): { readonly before: boolean; readonly after: boolean } {
  const [more, setMore] = useState({ before: false, after: false });
  useEffect(() => {
    const line = list.current;
    if (line === null) return undefined;
    const measure = (): void => {
      const [before, after] = [line.scrollLeft > 1, line.scrollLeft + line.clientWidth < line.scrollWidth - 1];
      setMore((known) => (known.before === before && known.after === after ? known : { before, after }));
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(line);
    for (const tab of line.children) sizes.observe(tab);
    line.addEventListener('scroll', measure, { passive: true });
    return () => {
      sizes.disconnect();
      line.removeEventListener('scroll', measure);
    };
  }, [list]);
  return more;
}
