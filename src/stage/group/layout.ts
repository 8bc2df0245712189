import { scaleLinear } from 'd3-scale';
import type { Box } from '../shared/geometry.ts';
import type { Ruler } from '../shared/text.ts';
import { USUAL } from '../shared/text.ts';
import { chartsHeight, chartSize, chartsLayout } from './charts.ts';
import { nameFor } from './names.ts';
import { matrixLayout } from './matrix.ts';
import type { GroupStrings } from './strings.ts';
import type { GroupLayout, GroupView, LaneLayout, LanePiece, MemberLane, PieceLayout, StatePiece } from './types.ts';

export const FONT = 11;
const GUTTER = { wide: 134, narrow: 82 };
const NARROW = 560;
const AXIS = 26;
const STATE_ROW = 26;
/** What a mark covers to either side of its moment, and an edge. */
const BESIDE = { mark: 8, edge: 5 };
const RIGHT = 14;
/** The least stretch of virtual time on the axis: a short run does not look hectic. */
const LEAST_MS = 5000;

export interface GroupRoom {
  readonly width: number;
  /** Below the lanes: who holds what, or metrics. */
  readonly lower: 'partitions' | 'metrics';
  /** Where metrics are read, in pixels from the left; null for nowhere. */
  readonly readX: number | null;
  /** Rows as low as their words allow. */
  readonly isTight?: boolean;
  /** How its words are set. */
  readonly ruler?: Ruler;
}

/** The whole picture as places: pure. */
export function groupLayout(view: GroupView, { width, lower, readX, isTight = false, ruler = USUAL }: GroupRoom, strings: GroupStrings): GroupLayout {
  const gutter = gutterFor(width, ruler);
  const time = timeAxis(view, gutter, width - RIGHT);
  const rowHeight = rowHeightFor(view.lanes.length, isTight);
  const stateRow = { x: 0, y: AXIS + 4, width, height: STATE_ROW };
  const lanesTop = stateRow.y + STATE_ROW + 8;
  const lanes = view.lanes.map((lane, index) => laneAt(lane, lanesTop + index * rowHeight, { gutter, width, rowHeight, time, strings, ruler }));
  const lanesBottom = lanesTop + lanes.length * rowHeight;
  const shown = lower === 'partitions'
    ? { ...matrixLayout(view, { top: lanesBottom + (isTight ? 10 : 22), width: width - RIGHT, gutter, rowHeight: Math.min(28, rowHeight - (isTight ? 3 : 0)), figureRow: isTight ? 15 : 18, ruler }, strings), charts: [] }
    : { ...NO_MATRIX, charts: chartsLayout(view, time, { top: lanesBottom + 26, left: gutter, right: width - RIGHT, readMs: readX === null || readX < gutter ? null : time.invert(readX), size: chartSize(isTight) }, strings), height: lanesBottom + 26 + chartsHeight(view, chartSize(isTight)) };
  const count = Math.max(2, Math.floor((width - gutter) / ruler.widened(120)));
  return {
    gutter, stateRow, lanes, lanesBottom, axisY: AXIS, nowX: time(view.nowMs), ...shown, width: Math.max(width, shown.width),
    ticks: time.ticks(count).map((atMs) => ({ key: String(atMs), x: time(atMs), text: strings.time(atMs) })),
    states: view.states.map((piece, index) => stateAt(piece, index, time, stateRow.y, ruler)),
    note: view.inZooKeeper ? roomFor(strings.noCoordinator, width - gutter - RIGHT, ruler) : null,
  };
}

const NO_MATRIX = { topics: [], heads: [], rows: [], chips: [], figures: [], bars: [], barsName: null, width: 0 };

/** The virtual time at a place of the axis; null beside it and in the future. */
export function timeAt(view: GroupView, { width, ruler }: { readonly width: number; readonly ruler: Ruler }, x: number): number | null {
  const gutter = gutterFor(width, ruler);
  const atMs = timeAxis(view, gutter, width - RIGHT).invert(x);
  return x < gutter || atMs > view.nowMs ? null : atMs;
}

const gutterFor = (width: number, ruler: Ruler): number => ruler.widened(width < NARROW ? GUTTER.narrow : GUTTER.wide);

export type TimeAxis = ReturnType<typeof timeAxis>;

function timeAxis({ fromMs, untilMs }: GroupView, left: number, right: number) {
  return scaleLinear().domain([fromMs, Math.max(untilMs, fromMs + LEAST_MS)]).range([left, right]);
}

function rowHeightFor(members: number, isTight: boolean): number {
  if (isTight) return members <= 14 ? 24 : 19;
  if (members <= 6) return 34;
  return members <= 14 ? 26 : 19;
}

interface Laying {
  readonly gutter: number;
  readonly width: number;
  readonly rowHeight: number;
  readonly time: TimeAxis;
  readonly strings: GroupStrings;
  readonly ruler: Ruler;
}

function laneAt(lane: MemberLane, y: number, { gutter, width, rowHeight, time, strings, ruler }: Laying): LaneLayout {
  const [gap, height] = rowHeight > 24 ? [4, rowHeight - 8] : [2, rowHeight - 4];
  const marks = lane.marks.map((mark, index) => ({ key: `${lane.consumer} ${index}`, mark, x: time(mark.atMs), y: y + rowHeight / 2 }));
  return {
    lane, row: { x: 0, y, width, height: rowHeight }, name: nameFor(strings.member(lane.consumer), gutter - (lane.isLeader ? 34 : 16), ruler),
    pieces: lane.pieces.map((piece, index) => pieceAt(piece, index, { y: y + gap, height, time, strings, ruler, marks: marks.map(({ x }) => x) })),
    marks,
  };
}

interface PieceRoom {
  readonly y: number;
  readonly height: number;
  readonly time: TimeAxis;
  readonly strings: GroupStrings;
  readonly ruler: Ruler;
  /** Where marks stand in the lane. */
  readonly marks: readonly number[];
}

function pieceAt(piece: LanePiece, index: number, { y, height, time, strings, ruler, marks }: PieceRoom): PieceLayout<LanePiece> {
  const box = { x: time(piece.fromMs), y, width: Math.max(0.5, time(piece.toMs) - time(piece.fromMs)), height };
  return { key: String(index), piece, box, label: height < 14 ? null : labelBeside(strings.piece(piece), box, marks, ruler) };
}

function stateAt(piece: StatePiece, index: number, time: TimeAxis, y: number, ruler: Ruler): PieceLayout<StatePiece> {
  const box = { x: time(piece.fromMs), y, width: Math.max(0.5, time(piece.toMs) - time(piece.fromMs)), height: STATE_ROW };
  const label = labelBeside([`${piece.state} · ${piece.generation}`, piece.state, ...SHORT_STATES[piece.state]], box, [], ruler);
  return { key: String(index), piece, box, label };
}

const SHORT_STATES: Readonly<Record<StatePiece['state'], readonly string[]>> = {
  Empty: [], PreparingRebalance: ['Preparing'], CompletingRebalance: ['Completing'], Stable: [], Dead: [],
};

/** The longest wording that stands clear of every mark: in the first place it fits, so that it stays there while time goes on. */
function labelBeside(candidates: readonly string[], { x, width }: Box, marks: readonly number[], ruler: Ruler): PieceLayout<unknown>['label'] {
  const inside = marks.filter((mark) => mark > x - BESIDE.mark && mark < x + width + BESIDE.mark);
  const starts = [x + BESIDE.edge, ...inside.map((mark) => mark + BESIDE.mark)];
  const ends = [...inside.map((mark) => mark - BESIDE.mark), x + width - BESIDE.edge];
  const gaps = starts.map((start, index) => ({ from: Math.max(start, x + BESIDE.edge), to: Math.min(ends[index] ?? start, x + width - BESIDE.edge) }));
  for (const text of candidates) {
    const gap = gaps.find(({ from, to }) => ruler.textWidth(text, FONT) <= to - from);
    if (gap !== undefined) return { text, x: (gap.from + gap.to) / 2 };
  }
  return null;
}

function roomFor(candidates: readonly string[], width: number, ruler: Ruler): string | null {
  const text = ruler.wording(candidates, width, FONT);
  return text !== '' && ruler.textWidth(text, FONT) <= width ? text : null;
}
