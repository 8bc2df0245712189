import type { Browser, Page } from '@playwright/test';

/** Milliseconds each, one number a key. */
export interface TracedFigures {
  /** From the key until the frame with what it changed is presented: the picture is drawn in software here, which is part of it. */
  readonly shownMs: readonly number[];
  /** Processor time of the page's own thread for that frame: script, style, layout and paint, no waiting. */
  readonly workMs: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, as the two below. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly id2?: { readonly local?: string };
  readonly args?: { readonly data?: { readonly type?: string }; readonly event_latency?: { readonly event_type?: string } };
}

/** What the browser itself notes while keys are pressed. */
export async function traced(browser: Browser, page: Page, press: () => Promise<unknown>): Promise<TracedFigures> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'input.scrolling'] });
  await press();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const inOrder = traceEvents.toSorted((a, b) => a.ts - b.ts);
  return { shownMs: shownIn(inOrder), workMs: workIn(inOrder) };
}

function shownIn(events: readonly TraceEvent[]): readonly number[] {
  const begun = new Map<string, number>();
  return events.filter(({ name }) => name === 'EventLatency').flatMap(({ ph, pid, id2, ts, args }) => {
    const id = `${pid} ${id2?.local ?? ''}`;
    if (ph === 'b' && args?.event_latency?.event_type === 'KEY_PRESSED') begun.set(id, ts);
    const from = ph === 'e' ? begun.get(id) : undefined;
    if (from !== undefined) begun.delete(id);
    return from === undefined ? [] : [(ts - from) / 1000];
  });
}

function workIn(events: readonly TraceEvent[]): readonly number[] {
  const keys = events.filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown');
  return keys.map((key) => {
    const own = events.filter(({ ph, pid, tid, ts }) => ph === 'X' && pid === key.pid && tid === key.tid && ts >= key.ts);
    // The last that the page's thread does for a frame.
    const end = own.find(({ name }) => name === 'Layerize');
    let [work, until] = [0, 0];
    for (const { ts, dur = 0, tdur = 0 } of own) {
      if (end === undefined || ts > end.ts) break;
      // What lies within another is counted with it.
      if (ts < until) continue;
      work += tdur;
      until = ts + dur;
    }
    return work / 1000;
  });
}
