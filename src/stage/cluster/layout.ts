import { scaleLinear } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import type { Box, Point } from '../shared/geometry.ts';
import type { CellView, ClusterScene, ColumnView } from './types.ts';
import type { Detail, Metrics } from './metrics.ts';
import { bottom, right } from '../shared/geometry.ts';
import type { Ruler } from '../shared/text.ts';
import { detailFor, FOLDED_COLUMN, gutterFor, metricsFor, setBy, slotsFor } from './metrics.ts';

export interface StageSize {
  readonly width: number;
  readonly height: number;
  /** Little room: smaller type and tighter rows. */
  readonly compact: boolean;
  /** These measures and no others. */
  readonly measures?: Metrics;
  /** What is left out of every replica to save its height. */
  readonly without?: { readonly remotes: boolean; readonly epochs: boolean };
  /** The partitions drawn in full; each of the others is folded to a sign a replica. */
  readonly open?: ReadonlySet<string>;
  /** How words are set; as their typeface says without. */
  readonly ruler?: Ruler;
}

/** One offset axis for every replica of a partition. */
export interface ColumnLayout {
  readonly heading: Box;
  readonly x: number;
  /** Without its lane. */
  readonly width: number;
  /** The middle of its lane, right of the records. */
  readonly laneX: number;
  /** The offsets in sight; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** A record's width. */
  readonly slot: number;
  /** One sign a replica instead of its log. */
  readonly isFolded: boolean;
  /** Offset → pixels right of the column's left edge. */
  readonly scale: ScaleLinear<number, number>;
}

/** Where the parts of a replica stand, down from the top of its box; the same in every row. */
export interface CellParts {
  readonly headerY: number;
  readonly recordsY: number;
  readonly recordHeight: number;
  readonly ticksY: number;
  readonly markersY: number;
  readonly epochsY: number;
  readonly hasEpochs: boolean;
  readonly remoteY: number;
  /** Lines for what a leader believes of its followers; 1 means all of them side by side. */
  readonly remoteLines: number;
  readonly height: number;
}

export interface RowLayout {
  readonly box: Box;
  /** The left column's part of the row: the broker itself. */
  readonly label: Box;
}

export interface ControllerTag extends Box {
  /** Without room for a word. */
  readonly isSign: boolean;
}

export interface ClusterLayout {
  readonly width: number;
  /** All of it; a stage that is lower scrolls. */
  readonly height: number;
  readonly detail: Detail;
  readonly metrics: Metrics;
  readonly compact: boolean;
  readonly parts: CellParts;
  /** With ZooKeeper, where there is one. */
  readonly controllers: Readonly<Record<string, Box>>;
  /** On their broker's card, the controllers that run there; by address. */
  readonly tags: Readonly<Record<string, ControllerTag>>;
  readonly clients: Readonly<Record<string, Box>>;
  /** Where the tree of znodes stands; null without applications that use it. */
  readonly znodes: Box | null;
  readonly rows: Readonly<Record<string, RowLayout>>;
  readonly columns: Readonly<Record<string, ColumnLayout>>;
  readonly cells: Readonly<Record<string, Box>>;
  /** Where the admin tools' messages come from. */
  readonly admin: Point;
}

/** Where everything of a scene stands; pure geometry. */
export function clusterLayout(scene: ClusterScene, size: StageSize): ClusterLayout {
  if (size.without?.remotes === true) return arranged(scene, size, size.measures ?? metricsFor(size.width, size.compact)[0], 0);
  const measures = size.measures === undefined ? metricsFor(size.width, size.compact) : [size.measures] as const;
  const usual = measures.at(-1) ?? measures[0];
  const fitting = measures.slice(0, -1).map((metrics) => arranged(scene, size, metrics, mostFollowers(scene))).find((layout) => fitsWhole(layout, size));
  if (fitting !== undefined) return fitting;
  const roomy = arranged(scene, size, usual, mostFollowers(scene));
  return roomy.height <= size.height || !fitsOneLine(scene, roomy) ? roomy : arranged(scene, size, usual, 1);
}

/** Whether two scenes have everything in the same places: all that a layout reads is the same, whatever else a step changed. */
export function standAlike(one: ClusterScene, other: ClusterScene): boolean {
  const isSame = <T>(some: readonly T[], others: readonly T[]): boolean => some.length === others.length && some.every((value, index) => Object.is(value, others[index]));
  return isSame(one.columns, other.columns) && isSame(one.cells, other.cells) && isSame(addressesIn(one), addressesIn(other));
}

function addressesIn({ brokers, producers, consumers, zkClients, controllers, zookeeper, znodes }: ClusterScene): readonly unknown[] {
  const boxes = [brokers, producers, consumers, zkClients, controllers].flatMap((some) => [some.length, ...some.map(({ address }) => address)]);
  return [...boxes, ...brokers.map(({ controller }) => controller?.address), zookeeper?.address, znodes.length];
}

/** Larger type must cost nothing: all in sight, every column as wide as its words wish. */
function fitsWhole(layout: ClusterLayout, size: StageSize): boolean {
  return layout.height <= size.height && layout.detail === 'cells' && Object.values(layout.columns).every((column) => column.width >= WIDE_ENOUGH);
}

function arranged(scene: ClusterScene, size: StageSize, usual: Metrics, remoteLines: number): ClusterLayout {
  const measures = setBy(size.ruler ?? usual.ruler, usual);
  const metrics = { ...measures, leftWidth: leftWidthFor(scene, size.width, measures) };
  const grid = gridOf(scene, size, metrics);
  const parts = partsFor(grid.detail, metrics, remoteLines, size.without?.epochs !== true);
  const top = topOf(scene, grid, metrics);
  const columns = columnsOf(scene, grid, metrics, top.bottom);
  const isBare = top.znodes !== null && scene.columns.length === 0;
  const rowsY = top.bottom + (isBare ? 0 : headingHeight(grid.detail, metrics));
  const rows = rowsOf(scene, grid, metrics, parts, rowsY);
  const rowsEnd = rowsY + scene.brokers.length * (parts.height + metrics.rowGap) - (scene.brokers.length > 0 ? metrics.rowGap : 0);
  const consumers = shelf(scene.consumers.map((consumer) => consumer.address), grid, metrics, rowsEnd + metrics.clientGap);
  return {
    width: size.width, height: consumers.bottom + metrics.margin, detail: grid.detail, metrics, compact: size.compact, parts,
    controllers: top.controllers, znodes: top.znodes, tags: tagsOf(scene, rows, metrics), clients: { ...top.clients, ...consumers.boxes }, rows, columns,
    cells: cellsOf(scene, rows, columns, parts), admin: { x: size.width - metrics.margin - 4, y: metrics.margin + metrics.clientHeight / 2 },
  };
}

// ── the grid: left column, columns, lanes ─────────────────────────────────────────────────────────────────

interface Grid {
  readonly detail: Detail;
  readonly left: Box;
  readonly x: number;
  readonly right: number;
  readonly rowRight: number;
  readonly columnWidth: number;
  readonly gutter: number;
  readonly isFolded: (partition: string) => boolean;
}

/** For the columns of a stage that is narrower than its left column, as one being laid out or pushed aside may be. */
const LEAST_ROOM = 40;

function gridOf(scene: ClusterScene, { width, open }: StageSize, metrics: Metrics): Grid {
  const left = { x: metrics.margin + metrics.controlLane, y: metrics.margin, width: metrics.leftWidth, height: 0 };
  const x = right(left) + metrics.rowPadding;
  const rowRight = Math.max(width - metrics.margin, x + LEAST_ROOM);
  const isFolded = (partition: string): boolean => open !== undefined && !open.has(partition);
  const folded = scene.columns.filter(({ partition }) => isFolded(partition)).length;
  const count = Math.max(1, scene.columns.length - folded);
  const share = (rowRight - x - folded * FOLDED_COLUMN) / count;
  const detail = folded > 0 ? 'cells' : detailFor(Math.floor(share), scene.cells.length, metrics);
  // Whole pixels are crisp; hundreds of columns have none to spare. Parts of 64 add up exactly.
  const columnWidth = detail === 'strip' ? Math.floor(share * 64) / 64 : Math.floor(share);
  return { detail, left, x, right: rowRight, rowRight, columnWidth, gutter: gutterFor(detail, metrics), isFolded };
}

/** Wider than it need be where the columns leave room: messages and notes have their words there. */
function leftWidthFor(scene: ClusterScene, width: number, metrics: Metrics): number {
  const columns = Math.max(1, scene.columns.length) * (WIDE_ENOUGH + metrics.gutter);
  const free = width - 2 * metrics.margin - metrics.controlLane - metrics.rowPadding - metrics.leftWidth - columns;
  return metrics.leftWidth + Math.max(0, Math.min(MOST_WIDER, Math.floor(free / 2)));
}

const MOST_WIDER = 64;

function headingHeight(detail: Detail, metrics: Metrics): number {
  return detail === 'cells' ? 2 * metrics.headingLine + 4 : 2 * metrics.headingLine;
}

function columnsOf(scene: ClusterScene, grid: Grid, metrics: Metrics, y: number): Readonly<Record<string, ColumnLayout>> {
  const room = grid.columnWidth - grid.gutter;
  const { slots, slot } = slotsFor(room, wantedSlots(scene.columns), widestLabel(scene, metrics), metrics);
  const height = headingHeight(grid.detail, metrics);
  let x = grid.x;
  return Object.fromEntries(scene.columns.map((column) => {
    const at = x;
    const isFolded = grid.isFolded(column.partition);
    const isCells = grid.detail === 'cells' && !isFolded;
    const inner = isFolded ? FOLDED_COLUMN - gutterFor('heat', metrics) : isCells ? Math.min(room, Math.max(slot * slots, WIDE_ENOUGH)) : room;
    const { from, to } = isCells ? windowOf(column, slots) : { from: column.logStartOffset, to: Math.max(column.logEndOffset, column.logStartOffset + 1) };
    const scale = scaleLinear().domain([from, to]).range([0, isCells ? slot * slots : inner]);
    const gutter = isFolded ? gutterFor('heat', metrics) : grid.gutter;
    x += isFolded ? FOLDED_COLUMN : grid.columnWidth;
    return [column.partition, { heading: { x: at, y, width: inner, height }, x: at, width: inner, laneX: at + inner + gutter / 2, from, to, slot, isFolded, scale }];
  }));
}

/** A column's words need no more than this, however much room there is. */
const WIDE_ENOUGH = 300;

function widestLabel(scene: ClusterScene, metrics: Metrics): number {
  const labels = new Set(scene.cells.flatMap((cell) => cell.records.slice(-MOST_LABELS).map((record) => record.label)));
  // An empty log is given the room of a short label, so that its first record moves nothing.
  return Math.max(metrics.ruler.textWidth('m0', metrics.smallFont), ...[...labels].map((label) => metrics.ruler.textWidth(label, metrics.smallFont)));
}

/** The newest records are those in sight. */
const MOST_LABELS = 30;

/** Room for two more records than the longest log has, growing four at a time so that the axis stays calm. */
function wantedSlots(columns: readonly ColumnView[]): number {
  const longest = Math.max(0, ...columns.map((column) => column.logEndOffset - column.logStartOffset));
  return Math.ceil((longest + 2) / 4) * 4;
}

/** The newest offsets and one free place, when not all fit. */
function windowOf(column: ColumnView, slots: number): { readonly from: number; readonly to: number } {
  const to = Math.max(column.logStartOffset + slots, column.logEndOffset + 1);
  return { from: to - slots, to };
}

// ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────

function partsFor(detail: Detail, metrics: Metrics, remoteLines: number, hasEpochs: boolean): CellParts {
  if (detail !== 'cells') return denseParts(detail, metrics);
  const headerY = metrics.rowPadding;
  const recordsY = headerY + metrics.headerHeight + metrics.flagRoom;
  const ticksY = recordsY + metrics.recordHeight;
  const markersY = ticksY + metrics.ticksHeight;
  const epochsY = markersY + metrics.line;
  const remoteY = epochsY + (hasEpochs ? metrics.line : 0);
  const height = remoteY + remoteLines * metrics.line + metrics.rowPadding;
  return { headerY, recordsY, recordHeight: metrics.recordHeight, ticksY, markersY, epochsY, hasEpochs, remoteY, remoteLines, height };
}

function denseParts(detail: Exclude<Detail, 'cells'>, metrics: Metrics): CellParts {
  const headerY = metrics.rowPadding;
  const recordsY = detail === 'bars' ? headerY + metrics.headerHeight : headerY + 2;
  const recordHeight = detail === 'bars' ? 14 : 22;
  const end = recordsY + recordHeight;
  const height = Math.max(50, end + metrics.rowPadding + 2);
  return { headerY, recordsY, recordHeight, ticksY: end, markersY: end, epochsY: end, hasEpochs: false, remoteY: end, remoteLines: 0, height };
}

function rowsOf(scene: ClusterScene, grid: Grid, metrics: Metrics, parts: CellParts, y: number): Readonly<Record<string, RowLayout>> {
  return Object.fromEntries(scene.brokers.map((broker, index) => {
    const box = { x: grid.left.x, y: y + index * (parts.height + metrics.rowGap), width: grid.rowRight - grid.left.x, height: parts.height };
    return [broker.address, { box, label: { ...box, width: grid.left.width } }];
  }));
}

/** The lines of a broker's card, down from its top: two baselines, then where what follows begins, a note each `step`. */
export function cardLines(metrics: Metrics): { readonly nameY: number; readonly stateY: number; readonly notesY: number; readonly step: number } {
  const nameY = metrics.rowPadding + metrics.font + 2;
  const stateY = nameY + metrics.line + 3;
  return { nameY, stateY, notesY: stateY + metrics.line + 5 - metrics.smallFont, step: metrics.smallFont + 6 };
}

const SIGN_WIDTH = 18;

function tagsOf(scene: ClusterScene, rows: Readonly<Record<string, RowLayout>>, metrics: Metrics): Readonly<Record<string, ControllerTag>> {
  const { stateY, notesY, step } = cardLines(metrics);
  return Object.fromEntries(scene.brokers.flatMap(({ address, controller }) => {
    const label = rows[address]?.label;
    if (label === undefined || controller === null) return [];
    const isSign = notesY + step > label.height - metrics.dockRoom;
    const tag = isSign
      ? { x: right(label) - SIGN_WIDTH, y: label.y + stateY - metrics.smallFont - 1, width: SIGN_WIDTH, height: step - 2, isSign }
      : { x: label.x + 8, y: label.y + notesY, width: label.width - 12, height: step - 2, isSign };
    return [[controller.address, tag]];
  }));
}

function cellsOf(scene: ClusterScene, rows: Readonly<Record<string, RowLayout>>, columns: Readonly<Record<string, ColumnLayout>>, parts: CellParts): Readonly<Record<string, Box>> {
  const boxOf = (cell: CellView): readonly (readonly [string, Box])[] => {
    const row = rows[`broker-${cell.brokerId}`];
    const column = columns[cell.partition];
    return row === undefined || column === undefined ? [] : [[cell.key, { x: column.x, y: row.box.y, width: column.width, height: parts.height }]];
  };
  return Object.fromEntries(scene.cells.flatMap(boxOf));
}

// ── clients and controllers ───────────────────────────────────────────────────────────────────────────────

interface Shelf {
  readonly boxes: Readonly<Record<string, Box>>;
  readonly bottom: number;
}

/** Clients side by side, in as many rows as it takes. */
function shelf(addresses: readonly string[], grid: Grid, metrics: Metrics, y: number): Shelf {
  const width = Math.min(metrics.clientWidth, grid.right - grid.x);
  const perRow = Math.max(1, Math.floor((grid.right - grid.x + 8) / (width + 8)));
  const boxes = Object.fromEntries(addresses.map((address, index) => [address, {
    x: grid.x + (index % perRow) * (width + 8), y: y + Math.floor(index / perRow) * (metrics.clientHeight + 6), width, height: metrics.clientHeight,
  }]));
  const last = Object.values(boxes).at(-1);
  return { boxes, bottom: last === undefined ? y : bottom(last) };
}

function topOf(scene: ClusterScene, grid: Grid, metrics: Metrics): { readonly clients: Shelf['boxes']; readonly controllers: Shelf['boxes']; readonly znodes: Box | null; readonly bottom: number } {
  const clients = shelf(scene.producers.map((producer) => producer.address), grid, metrics, metrics.margin);
  const several = scene.controllers.length > 1;
  const height = several ? 2 * metrics.line + 4 : metrics.clientHeight;
  const boxOf = (index: number, boxHeight: number): Box => ({ x: grid.left.x, y: metrics.margin + index * (boxHeight + 4), width: grid.left.width, height: boxHeight });
  const zookeeper = scene.zookeeper === null ? {} : { [scene.zookeeper.address]: boxOf(0, 3 * metrics.line + 8) };
  const controllers = { ...zookeeper, ...Object.fromEntries(scene.controllers.map((controller, index) => [controller.address, boxOf(index, height)])) };
  const zkClients = zkClientShelf(scene, grid, metrics, scene.producers.length > 0 ? clients.bottom + metrics.clientGap : metrics.margin);
  const ends = [clients.bottom, ...(scene.zkClients.length > 0 ? [zkClients.bottom] : []), ...Object.values(controllers).map(bottom)];
  const end = Math.max(metrics.margin, ...ends) + metrics.clientGap;
  const znodes = scene.zkClients.length === 0 ? null : znodesBox(scene, grid, metrics, end + ZNODES_ABOVE);
  return { clients: { ...clients.boxes, ...zkClients.boxes }, controllers, znodes, bottom: znodes === null ? end : bottom(znodes) + metrics.clientGap };
}

/** Boxes of three lines, as ZooKeeper's; side by side where that leaves them wide enough. */
function zkClientShelf(scene: ClusterScene, grid: Grid, metrics: Metrics, y: number): Shelf {
  const count = Math.max(1, scene.zkClients.length);
  const share = Math.floor((grid.right - grid.x + 8) / count) - 8;
  const clientWidth = share < NARROWEST_ZK_CLIENT ? metrics.clientWidth : Math.min(metrics.clientWidth, share);
  return shelf(scene.zkClients.map((client) => client.address), grid, { ...metrics, clientHeight: 3 * metrics.line + 8, clientWidth }, y);
}

const NARROWEST_ZK_CLIENT = 150;

/** Messages between the clients and ZooKeeper pass above the tree. */
const ZNODES_ABOVE = 12;
/** So many lines are kept free, so that the first znodes move nothing. */
const FEWEST_ZNODES = 6;
const WIDEST_ZNODES = 800;

/** The height of a line of the tree. */
export const znodeLine = (metrics: Metrics): number => metrics.line + 4;

function znodesBox(scene: ClusterScene, grid: Grid, metrics: Metrics, y: number): Box {
  const lines = Math.max(FEWEST_ZNODES, scene.znodes.length) + 1;
  return { x: grid.left.x, y, width: Math.min(WIDEST_ZNODES, grid.rowRight - grid.left.x), height: lines * znodeLine(metrics) + 10 };
}

// ── what a leader believes of its followers ───────────────────────────────────────────────────────────────

function mostFollowers(scene: ClusterScene): number {
  return Math.max(0, ...scene.columns.map((column) => column.replicas.length - 1));
}

/** About the width of `b2: LEO 12 · `, in ems of the small type. */
const REMOTE_EMS = 6.4;

function fitsOneLine(scene: ClusterScene, layout: ClusterLayout): boolean {
  const width = Math.min(Infinity, ...Object.values(layout.columns).map((column) => column.width));
  return mostFollowers(scene) * layout.metrics.ruler.widened(REMOTE_EMS * layout.metrics.smallFont) <= width + layout.metrics.gutter / 2;
}
