import type { Box } from '../shared/geometry.ts';
import { bottom, right } from '../shared/geometry.ts';
import { BOLD } from '../shared/text.ts';
import { brokerNameWidth, brokerWords } from './brokerWords.ts';
import type { Sight } from './brokerWords.ts';
import { columnName, epochWords, headerWords, markerWords, remoteWords } from './cellWords.ts';
import { cardLines } from './layout.ts';
import type { ClusterLayout } from './layout.ts';
import type { CellView, ColumnView } from './types.ts';

/** What no message's words may cover: every word, log and box of the picture. */
export function obstaclesOf(sight: Sight): readonly Box[] {
  const { layout, scene } = sight;
  return [
    ...Object.values(layout.controllers), ...Object.values(layout.clients), ...Object.values(layout.tags), ...(layout.znodes === null ? [] : [layout.znodes]),
    ...scene.brokers.flatMap((broker) => brokerBoxes(broker, sight)),
    ...(layout.detail === 'strip' ? stripBoxes(sight) : [...scene.columns.flatMap((column) => headingBoxes(column, sight)), ...scene.cells.flatMap((cell) => cellBoxes(cell, sight))]),
  ];
}

const knownStrips = new WeakMap<ClusterLayout, readonly Box[]>();

/** Strokes are looked at as a whole, and so is the line of numbers above them: hundreds of boxes would only be one. */
function stripBoxes(sight: Sight): readonly Box[] {
  // Where everything stands alike, it is the same layout.
  const boxes = knownStrips.get(sight.layout) ?? stripsIn(sight);
  knownStrips.set(sight.layout, boxes);
  return boxes;
}

function stripsIn({ layout, scene }: Sight): readonly Box[] {
  const rows = new Map<number, Box>();
  for (const { key, brokerId } of scene.cells) {
    const [known, place] = [rows.get(brokerId), layout.cells[key]];
    if (place !== undefined) rows.set(brokerId, known === undefined ? place : around(known, place));
  }
  const headings = scene.columns.flatMap(({ partition }) => layout.columns[partition]?.heading ?? []);
  return [...rows.values(), ...(headings.length === 0 ? [] : [headings.reduce(around)])];
}

/** The smallest box around two. */
function around(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return { x, y, width: Math.max(right(one), right(other)) - x, height: Math.max(bottom(one), bottom(other)) - y };
}

/** A line of text by its baseline. */
const lineBox = (x: number, baseline: number, width: number, font: number): Box => ({ x, y: baseline - font * 0.9, width, height: font * 1.15 });

function headingBoxes(column: ColumnView, { layout, strings }: Sight): readonly Box[] {
  const { metrics, detail } = layout;
  const { ruler } = metrics;
  const place = layout.columns[column.partition];
  if (place === undefined) return [];
  if (detail !== 'cells' || place.isFolded) return [{ ...place.heading, width: Math.max(place.heading.width, place.isFolded ? 0 : ruler.textWidth(column.partition, metrics.smallFont, true)) }];
  const { x, y, width } = place.heading;
  const name = ruler.textWidth(columnName(column.partition, place, { layout, strings }), metrics.font, true) * 1.05;
  const lost = column.acknowledgedLost.length === 0 ? 0 : 24 + ruler.textWidth(ruler.wording(strings.acknowledgedLost(column.acknowledgedLost.length), width + metrics.gutter / 2 - name - 24, metrics.smallFont * BOLD), metrics.smallFont * BOLD);
  const font = metrics.smallFont * (column.offline ? BOLD : 1);
  const line = ruler.textWidth(ruler.wording(strings.columnLine(column), width + metrics.gutter / 2, font), font);
  return [lineBox(x, y + metrics.headingLine - 3, name + lost, metrics.font), lineBox(x, y + 2 * metrics.headingLine - 3, line, metrics.smallFont)];
}

function brokerBoxes(broker: Sight['scene']['brokers'][number], sight: Sight): readonly Box[] {
  const { metrics, rows } = sight.layout;
  const row = rows[broker.address]?.box;
  if (row === undefined) return [];
  const words = brokerWords(broker, sight);
  const { nameY, stateY, step } = cardLines(metrics);
  return [
    lineBox(row.x + words.x, row.y + nameY, brokerNameWidth(broker, sight), metrics.font + 1),
    lineBox(row.x + words.x, row.y + stateY, 13 + metrics.ruler.textWidth(words.state, metrics.smallFont), metrics.smallFont),
    ...words.notes.map((_note, index) => ({ x: row.x + words.x - 4, y: row.y + words.notesY + index * step, width: words.width, height: step - 2 })),
  ];
}

const FLAG_WIDTH = 13;
const FLAG_ABOVE = 7;

interface Known {
  readonly surroundings: string;
  readonly place: Box;
  readonly boxes: readonly Box[];
}

/** Of cells as they were looked at last: most are the same at the next step. */
const known = new WeakMap<CellView, Known>();

function cellBoxes(cell: CellView, sight: Sight): readonly Box[] {
  const { surroundings, layout } = sight;
  const place = layout.cells[cell.key];
  if (surroundings === undefined || place === undefined) return workedOut(cell, place, sight);
  const before = known.get(cell);
  if (before?.surroundings === surroundings && before.place.x === place.x && before.place.y === place.y) return before.boxes;
  const boxes = workedOut(cell, place, sight);
  known.set(cell, { surroundings, place, boxes });
  return boxes;
}

function workedOut(cell: CellView, place: Box | undefined, sight: Sight): readonly Box[] {
  const { parts, metrics, detail, columns } = sight.layout;
  const column = columns[cell.partition];
  if (place === undefined || column === undefined) return [];
  if (detail !== 'cells' || column.isFolded) return [place];
  const at = (y: number, height: number, width: number): Box => ({ x: place.x, y: place.y + y, width, height });
  const header = headerWords(cell, column, sight);
  const used = Math.max(column.scale(column.to), column.scale(Math.min(column.to, cell.highWatermark)) + FLAG_WIDTH);
  const remotes = remoteWords(cell, column, sight);
  const epochs = epochWords(cell, column, header.warnBelow, sight);
  return [
    at(parts.headerY, metrics.headerHeight, header.end),
    at(parts.recordsY - FLAG_ABOVE, parts.ticksY + metrics.ticksHeight - parts.recordsY + FLAG_ABOVE, used),
    at(parts.markersY + 2, metrics.line - 2, markerWords(cell, column, sight).end),
    ...((parts.hasEpochs && cell.epochs.length > 0) || epochs.onlyHere !== '' ? [at(parts.epochsY + 1, metrics.line - 2, epochs.end)] : []),
    ...remotes.map(({ x, line, end }) => ({ ...at(parts.remoteY + line * metrics.line + 1, metrics.line - 2, end - x), x: place.x + x })),
  ];
}

/** The outlines of rows, of their left columns and of replicas. */
export function framesOf({ layout }: Sight): readonly Box[] {
  const rows = Object.values(layout.rows);
  const cells = layout.detail === 'cells' ? Object.values(layout.cells) : [];
  return [...rows.map(({ box }) => box), ...cells.map((cell) => ({ x: cell.x - 5, y: cell.y, width: cell.width + 10, height: cell.height }))];
}

/** Rows, and the fields left and right of their left column: words of something in one are best kept in it. */
export function homesOf({ layout }: Sight): readonly Box[] {
  return Object.values(layout.rows).map(({ box }) => ({ x: 0, y: box.y, width: right(box) + layout.metrics.margin, height: box.height }));
}
