import { scaleLinear } from 'd3-scale';
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { GroupStrings } from './strings.ts';
import type { ChartLayout, GroupView, Series } from './types.ts';
import type { TimeAxis } from './layout.ts';

const USUAL = { height: 58, gap: 20 };
/** As low as the two numbers beside it allow. */
const TIGHT = { height: 28, gap: 16 };

export const chartSize = (isTight: boolean): ChartSize => (isTight ? TIGHT : USUAL);

interface ChartSize {
  readonly height: number;
  /** For its title. */
  readonly gap: number;
}

interface ChartRoom {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  /** Where values are read: virtual time, or null for nowhere. */
  readonly readMs: number | null;
  readonly size: ChartSize;
}

/** One chart below the other, all on the axis of the lanes. */
export function chartsLayout(view: GroupView, time: TimeAxis, room: ChartRoom, strings: GroupStrings): readonly ChartLayout[] {
  return view.series.map((series, index) => chartAt(series, view, time, { ...room, top: room.top + index * (room.size.height + room.size.gap) }, strings));
}

export function chartsHeight(view: GroupView, { height, gap }: ChartSize): number {
  return view.series.length * (height + gap);
}

function chartAt(series: Series, { nowMs }: GroupView, time: TimeAxis, { top, left, right, readMs, size: { height } }: ChartRoom, strings: GroupStrings): ChartLayout {
  const most = Math.max(1, ...series.points.map(({ value }) => value));
  const value = scaleLinear().domain([0, most]).range([top + height, top + 4]);
  const last = series.points.at(-1);
  const points = last === undefined ? [] : [...series.points, { atMs: nowMs, value: last.value }].map((point): [number, number] => [time(point.atMs), value(point.value)]);
  // A pause grows evenly while it lasts; everything else jumps.
  const curve = series.name === 'pausedMs' ? curveLinear : curveStepAfter;
  const readAt = readMs === null || readMs > nowMs ? null : readMs;
  const read = readAt === null ? null : valueAt(series, readAt);
  return {
    name: series.name, title: strings.series(series.name), box: { x: left, y: top, width: right - left, height },
    path: line().curve(curve)(points) ?? '', area: area().curve(curve).y0(top + height)(points) ?? '',
    top: { text: strings.seriesValue(series.name, most), y: top + 8 },
    reading: readAt === null || read === null ? null : { x: time(readAt), y: value(read), text: strings.seriesValue(series.name, read) },
  };
}

/** The value a series had at a moment; null before its first point. */
export function valueAt({ name, points }: Series, atMs: number): number | null {
  const index = points.findLastIndex((point) => point.atMs <= atMs);
  const [from, to] = [points[index], points[index + 1]];
  if (from === undefined) return null;
  if (name !== 'pausedMs' || to === undefined) return from.value;
  return from.value + ((to.value - from.value) * (atMs - from.atMs)) / (to.atMs - from.atMs);
}
