import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { eventTexts } from '../../i18n/events.ts';
import type { PrintedEvent } from '../../player/eventLog.ts';
import { useText } from '../context.tsx';
import { EventRow } from './EventRow.tsx';
import type { Look } from './eventWords.ts';

export interface Shown {
  readonly printed: PrintedEvent;
  readonly ahead: boolean;
}

interface Props {
  readonly shown: readonly Shown[];
  readonly look: Look;
  readonly withLogger: boolean;
  readonly search: string;
  readonly cursor: number;
  readonly copy: (one: Shown) => void;
}

/** Rows drawn together. What is far from the window keeps its height and is not drawn. */
const CHUNK = 60;
const USUAL_ROW_PX = 44;

/** The events; one of them is in the order of the tab key, arrows go on from there. */
export function EventList(props: Props) {
  const { shown, cursor } = props;
  const say = useText();
  const here = lastHappened(shown);
  const box = useFollow(here);
  const [chosen, setChosen] = useState({ row: here, at: cursor });
  // A step makes the newest event the one that the tab key reaches.
  const active = Math.min(chosen.at === cursor ? chosen.row : here, shown.length - 1);
  const choose = useCallback((row: number) => setChosen({ row, at: cursor }), [cursor]);
  const chunks = Array.from({ length: Math.ceil(shown.length / CHUNK) }, (_, index) => index);
  const firstAhead = shown.findIndex((one) => one.ahead);
  return (
    // Arrows move between the rows' own buttons; the list itself takes no input.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={`event-list-box ${props.look}`} ref={box} onKeyDown={(event) => moveFocus(event, box)}>
      <h3 className="hidden">{say(eventTexts.list)}</h3>
      {chunks.map((chunk) => (
        <Chunk key={chunk} {...props} from={chunk * CHUNK} active={active} firstAhead={firstAhead} always={holds(chunk, here) || holds(chunk, active)} choose={choose} box={box} />
      ))}
    </div>
  );
}

function holds(chunk: number, row: number): boolean {
  return Math.floor(Math.max(0, row) / CHUNK) === chunk;
}

/** The last event that has happened; the first when none has. */
function lastHappened(shown: readonly Shown[]): number {
  const ahead = shown.findIndex((one) => one.ahead);
  return Math.max(0, (ahead < 0 ? shown.length : ahead) - 1);
}

/** Keeps the newest event in view, inside the list's own box only. */
function useFollow(here: number): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const frame = box.current;
    const row = frame?.querySelector<HTMLElement>(`[data-row="${here}"]`);
    if (!frame || !row) return;
    const top = row.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    if (top < 0 || top + row.offsetHeight > frame.clientHeight) frame.scrollTo({ top: frame.scrollTop + top - frame.clientHeight / 2 });
  }, [here]);
  return box;
}

function moveFocus(event: KeyboardEvent, box: RefObject<HTMLDivElement | null>): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const row = (event.target as Element).closest<HTMLElement>('[data-row]');
  if (by === 0 || row === null) return;
  event.preventDefault();
  box.current?.querySelector<HTMLElement>(`[data-row="${Number(row.dataset['row']) + by}"] > button`)?.focus();
}

interface ChunkProps extends Props {
  readonly from: number;
  readonly active: number;
  readonly firstAhead: number;
  /** Drawn wherever it is. */
  readonly always: boolean;
  readonly choose: (row: number) => void;
  readonly box: RefObject<HTMLDivElement | null>;
}

function Chunk({ shown, look, withLogger, search, cursor, copy, from, active, firstAhead, always, choose, box }: ChunkProps) {
  const list = useRef<HTMLOListElement>(null);
  const [near, setNear] = useState(always);
  const [heightPx, setHeightPx] = useState<number | null>(null);
  const rows = shown.slice(from, from + CHUNK);
  const drawn = near || always;
  useEffect(() => {
    if (list.current === null || typeof IntersectionObserver === 'undefined') return undefined;
    const watch = new IntersectionObserver(([entry]) => {
      if (entry === undefined) return;
      if (!entry.isIntersecting && entry.boundingClientRect.height > 0) setHeightPx(entry.boundingClientRect.height);
      setNear(entry.isIntersecting);
    }, { root: box.current, rootMargin: '800px 0px' });
    watch.observe(list.current);
    return () => watch.disconnect();
  }, [box]);
  const style = drawn ? undefined : { height: heightPx ?? rows.length * USUAL_ROW_PX };
  return (
    <ol ref={list} className="event-chunk" start={from + 1} style={style}>
      {drawn && rows.map((one, index) => (
        <EventRow
          key={`${one.printed.event.id}:${one.printed.event.index}`} row={from + index} printed={one.printed} ahead={one.ahead} firstAhead={firstAhead === from + index}
          look={look} withLogger={withLogger} search={search} now={one.printed.event.id === cursor} active={active === from + index} choose={choose} copy={copy}
        />
      ))}
    </ol>
  );
}
