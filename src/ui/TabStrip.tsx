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
  readonly onChoose: (tab: Name) => void;
}

/** Tabs on one line, which scrolls to the tab that is shown or has the focus. Where not all fit, a list at its end has all of them. */
export function TabStrip<Name extends string>({ label, tabs, shown, nameOf, onChoose }: Props<Name>) {
  const say = useText();
  const line = useRef<HTMLDivElement>(null);
  const fits = useFits(line);
  useEffect(() => {
    if (!fits) bringIntoView(line.current, shown);
  }, [shown, fits]);
  return (
    <div className={fits ? 'tab-strip' : 'tab-strip crowded'}>
      <Tabs.List ref={line} className="tab-list" aria-label={label}>
        {tabs.map((tab) => <Tabs.Trigger key={tab} value={tab} data-tab={tab} className="tab" onKeyDown={leavePages}>{nameOf(tab)}</Tabs.Trigger>)}
      </Tabs.List>
      {!fits && (
        <span className="tab-all">
          <select aria-label={say(shell.allTabs)} title={say(shell.allTabs)} value={shown} onChange={(event) => onChoose(event.target.value as Name)}>
            {tabs.map((tab) => <option key={tab} value={tab}>{nameOf(tab)}</option>)}
          </select>
        </span>
      )}
    </div>
  );
}

/** Radix would go to the first or last tab; on this page these keys go from scene to scene. */
function leavePages(event: KeyboardEvent): void {
  if (event.key === 'PageUp' || event.key === 'PageDown') event.preventDefault();
}

/** A little of the next tab is to be seen too. */
const PEEK_PX = 20;

/** Only along the line: the page itself must not move. */
function bringIntoView(line: HTMLElement | null, shown: string): void {
  const tab = line?.querySelector<HTMLElement>(`[data-tab="${shown}"]`);
  if (line === null || tab === null || tab === undefined) return;
  const [left, right] = [tab.offsetLeft - PEEK_PX, tab.offsetLeft + tab.offsetWidth + PEEK_PX];
  if (left < line.scrollLeft) line.scrollLeft = left;
  else if (right > line.scrollLeft + line.clientWidth) line.scrollLeft = right - line.clientWidth;
}

/** Whether all tabs are to be seen at once. The list of all takes its room from the line, so it is measured with the strip around it. */
function useFits(line: { readonly current: HTMLElement | null }): boolean {
  const [fits, setFits] = useState(true);
  useEffect(() => {
    const strip = line.current?.parentElement;
    if (line.current === null || strip === null || strip === undefined) return undefined;
    const measure = (): void => setFits((line.current?.scrollWidth ?? 0) <= strip.clientWidth);
    const sizes = new ResizeObserver(measure);
    sizes.observe(strip);
    for (const tab of line.current.children) sizes.observe(tab);
    return () => sizes.disconnect();
  }, [line]);
  return fits;
}
