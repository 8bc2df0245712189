import { nameFor } from './names.ts';
import type { Ruler } from '../shared/text.ts';
import type { GroupStrings } from './strings.ts';
import type { ChipLayout, FigureLayout, GroupLayout, GroupView, PartitionColumn, RowLayout } from './types.ts';

const FONT = 11;
/** Left of the chips stands how many there are. */
const NAME_END = 36;
const CELL = { least: 7, most: 46 };
/** From this width on a column has room for numbers. */
const NUMBERS = 30;
const TOPIC_GAP = 10;
const BARS = 30;
const RIGHT = 14;

interface MatrixRoom {
  readonly top: number;
  readonly width: number;
  readonly gutter: number;
  readonly rowHeight: number;
  readonly figureRow: number;
  readonly ruler: Ruler;
}

type Matrix = Pick<GroupLayout, 'topics' | 'heads' | 'rows' | 'chips' | 'figures' | 'bars' | 'barsName' | 'height' | 'width'>;

/** Rows are members, columns partitions: a partition is one chip that moves from row to row. */
export function matrixLayout(view: GroupView, room: MatrixRoom, strings: GroupStrings): Matrix {
  const { columns } = view;
  const topics = [...new Set(columns.map(({ topic }) => topic))];
  const free = room.width - room.gutter - TOPIC_GAP * Math.max(0, topics.length - 1);
  const cell = Math.min(CELL.most, Math.max(CELL.least, Math.floor(free / Math.max(1, columns.length))));
  const xs = columnXs(columns, room.gutter, cell);
  const headY = room.top + 30;
  const rows = rowsOf(view, headY + 8, room, strings);
  const rowOf = new Map(rows.map((row) => [row.owner, row]));
  const chips = columns.map((column, index) => chipAt(column, { x: xs[index] ?? 0, cell }, rowOf, room.ruler));
  const bottom = headY + 8 + rows.length * room.rowHeight + 8;
  const figures = cell >= NUMBERS ? figuresOf(columns, xs, cell, { top: bottom, row: room.figureRow }, strings) : [];
  const bars = cell >= NUMBERS ? [] : barsOf(columns, xs, cell, bottom);
  const heads = cell >= 14 ? columns.map((column, index) => ({ key: column.partition, x: (xs[index] ?? 0) + cell / 2, y: headY, text: String(column.number) })) : [];
  return {
    heads, rows, chips, figures, bars, width: (xs.at(-1) ?? 0) + cell + RIGHT,
    topics: topics.map((topic) => topicAt(topic, columns, xs, cell, room)),
    barsName: bars.length === 0 ? null : { y: bottom + BARS - 4, text: strings.lag },
    height: bottom + (figures.length > 0 ? figures.length * room.figureRow : BARS) + 14,
  };
}

function columnXs(columns: readonly PartitionColumn[], left: number, cell: number): readonly number[] {
  let x = left;
  return columns.map(({ topic }, index) => {
    if (index > 0) x += cell + (columns[index - 1]?.topic === topic ? 0 : TOPIC_GAP);
    return x;
  });
}

function topicAt(topic: string, columns: readonly PartitionColumn[], xs: readonly number[], cell: number, { top: y, ruler }: MatrixRoom): GroupLayout['topics'][number] {
  const own = xs.filter((_, index) => columns[index]?.topic === topic);
  const x = own[0] ?? 0;
  const width = (own.at(-1) ?? x) + cell - x;
  return { topic, text: ruler.fitted(topic, Math.max(width, cell * 2), FONT + 1, true), box: { x, y, width, height: 14 } };
}

/** A row for what nobody holds stands first, where there is such a partition or nobody yet. */
function rowsOf({ lanes, columns }: GroupView, top: number, room: MatrixRoom, strings: GroupStrings): readonly RowLayout[] {
  const owners = ['', ...lanes.map(({ consumer }) => consumer)];
  return owners.map((owner, index) => ({
    owner, name: nameFor(owner === '' ? strings.nobody : strings.member(owner), room.gutter - NAME_END, room.ruler),
    row: { x: 0, y: top + index * room.rowHeight, width: room.width, height: room.rowHeight },
    count: columns.filter((column) => (column.owner ?? '') === owner).length,
  }));
}

function chipAt(column: PartitionColumn, { x, cell }: { readonly x: number; readonly cell: number }, rows: ReadonlyMap<string, RowLayout>, ruler: Ruler): ChipLayout {
  const row = rows.get(column.owner ?? '')?.row ?? { y: 0, height: cell };
  const before = column.previous === column.owner ? undefined : rows.get(column.previous ?? '')?.row;
  const gap = cell >= 14 ? 3 : 1;
  const height = Math.min(cell, row.height) - gap;
  const text = String(column.number);
  const middle = (box: { readonly y: number; readonly height: number }) => box.y + box.height / 2;
  return {
    column, box: { x: x + gap / 2, y: middle(row) - height / 2, width: cell - gap, height },
    label: ruler.textWidth(text, FONT) <= cell - 6 ? text : null,
    trace: before === undefined ? null : { x: x + cell / 2, from: middle(before), to: middle(row) },
  };
}

function figuresOf(columns: readonly PartitionColumn[], xs: readonly number[], cell: number, { top, row }: { readonly top: number; readonly row: number }, strings: GroupStrings): readonly FigureLayout[] {
  const said = (value: number | null): string => (value === null || value < 0 ? '–' : String(value));
  const figures: readonly (readonly [string, string, (column: PartitionColumn) => number | null])[] = [
    ['committed', strings.committed, ({ committed }) => committed], ['position', strings.position, ({ position }) => position],
    ['end', strings.end, ({ highWatermark }) => highWatermark], ['lag', strings.lag, ({ lag }) => lag], ['lead', strings.lead, ({ lead }) => lead],
  ];
  return figures.map(([key, name, value], index) => ({
    key, name, y: top + (index + 0.75) * row,
    values: columns.map((column, at) => ({ key: column.partition, x: (xs[at] ?? 0) + cell / 2, text: said(value(column)) })),
  }));
}

function barsOf(columns: readonly PartitionColumn[], xs: readonly number[], cell: number, top: number): GroupLayout['bars'] {
  const most = Math.max(1, ...columns.map(({ lag }) => lag ?? 0));
  return columns.map((column, index) => {
    const lag = column.lag ?? 0;
    const height = (lag / most) * (BARS - 4);
    return { key: column.partition, lag, box: { x: (xs[index] ?? 0) + 1, y: top + BARS - 4 - height, width: cell - 2, height } };
  });
}
