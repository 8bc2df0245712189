import type { Ruler } from '../shared/text.ts';
import { USUAL } from '../shared/text.ts';

/** How much a replica's picture shows: a cell a record; two bars; one tinted square; a stroke in its broker's strip. */
export type Detail = 'cells' | 'bars' | 'heat' | 'strip';

/** Fixed measures of a picture, in pixels. */
export interface Metrics {
  readonly margin: number;
  /** Room left of the rows for what the controller and the brokers say to each other. */
  readonly controlLane: number;
  readonly leftWidth: number;
  /** Right of each column: the lane of its data. */
  readonly gutter: number;
  readonly rowGap: number;
  readonly rowPadding: number;
  readonly clientHeight: number;
  readonly clientWidth: number;
  readonly clientGap: number;
  readonly headingLine: number;
  readonly headerHeight: number;
  /** For the flag, above the records. */
  readonly flagRoom: number;
  readonly recordHeight: number;
  readonly widestSlot: number;
  readonly ticksHeight: number;
  readonly line: number;
  readonly font: number;
  readonly smallFont: number;
  /** Left free at the foot of a broker's card: messages arrive there. */
  readonly dockRoom: number;
  /** A record this wide carries its label. */
  readonly labelledSlot: number;
  /** Few records with their labels rather than many without, as long as all are in sight. */
  readonly prefersLabels: boolean;
  /** How its words are set. */
  readonly ruler: Ruler;
}

/** A record this wide can carry its label. */
export const LABELLED_SLOT = 18;

const REGULAR: Metrics = {
  margin: 14, controlLane: 14, leftWidth: 124, gutter: 22, rowGap: 12, rowPadding: 8, clientHeight: 44, clientWidth: 224, clientGap: 18,
  headingLine: 16, headerHeight: 17, flagRoom: 9, recordHeight: 32, widestSlot: 40, ticksHeight: 13, line: 14, font: 12, smallFont: 11, dockRoom: 24, labelledSlot: LABELLED_SLOT, prefersLabels: false, ruler: USUAL,
};

/** For a small cluster on a large stage. */
const ROOMY: Metrics = {
  ...REGULAR, margin: 16, controlLane: 16, leftWidth: 136, gutter: 24, rowPadding: 9, clientHeight: 48, clientWidth: 244, headingLine: 17, headerHeight: 19,
  flagRoom: 10, recordHeight: 36, widestSlot: 46, ticksHeight: 14, line: 15, font: 13, smallFont: 12,
};

const COMPACT: Metrics = {
  margin: 10, controlLane: 10, leftWidth: 102, gutter: 16, rowGap: 8, rowPadding: 6, clientHeight: 38, clientWidth: 168, clientGap: 14,
  headingLine: 14, headerHeight: 15, flagRoom: 8, recordHeight: 26, widestSlot: 32, ticksHeight: 12, line: 13, font: 11, smallFont: 10, dockRoom: 24, labelledSlot: LABELLED_SLOT, prefersLabels: false, ruler: USUAL,
};

const NARROW: Metrics = { ...COMPACT, margin: 6, controlLane: 8, leftWidth: 74, gutter: 10, clientWidth: 132 };

/** For a class: the picture is drawn larger, so what is not words is tight. */
export const PRESENTED: Metrics = {
  margin: 6, controlLane: 12, leftWidth: 112, gutter: 20, rowGap: 5, rowPadding: 4, clientHeight: 39, clientWidth: 188, clientGap: 11, headingLine: 16, headerHeight: 17,
  flagRoom: 8, recordHeight: 22, widestSlot: 46, ticksHeight: 14, line: 14, font: 13, smallFont: 12, dockRoom: 20, labelledSlot: 22, prefersLabels: true, ruler: USUAL,
};

/** The same measures with the room that words need which a visitor sets farther apart. */
export function setBy(ruler: Ruler, metrics: Metrics): Metrics {
  if (ruler === metrics.ruler) return metrics;
  return { ...metrics, ruler, leftWidth: ruler.widened(metrics.leftWidth), clientWidth: ruler.widened(metrics.clientWidth), labelledSlot: ruler.widened(metrics.labelledSlot) };
}

/** Below this a picture has no room for its left column's words. */
const NARROW_BELOW = 480;

/** The measures to try, largest first; the last serve when nothing fits. */
export function metricsFor(width: number, compact: boolean): readonly [Metrics, ...Metrics[]] {
  if (width < NARROW_BELOW) return [NARROW];
  return compact ? [COMPACT] : [ROOMY, REGULAR];
}

const DENSE_GUTTER: Readonly<Record<Exclude<Detail, 'cells'>, number>> = { bars: 8, heat: 3, strip: 0 };
/** A record narrower than this is no cell any more. */
export const NARROWEST_SLOT = 10;
export const FEWEST_SLOTS = 8;
const FEWEST_CRAMPED_SLOTS = 6;
/** A column of one sign a replica, its lane included: wide enough for its number. */
export const FOLDED_COLUMN = 25;
const NARROWEST_BAR = 28;
/** A square narrower than this is nothing to point at, and its sign cannot be told. */
const NARROWEST_HEAT = 5;
/** Cells and slots beyond this would make the picture slow. */
const MOST_SLOTS = 1200;

/** What there is room for when a column, its lane included, is this wide. */
export function detailFor(columnWidth: number, cells: number, metrics: Metrics): Detail {
  const inner = columnWidth - metrics.gutter;
  if (inner >= NARROWEST_SLOT * FEWEST_CRAMPED_SLOTS && cells * FEWEST_SLOTS <= MOST_SLOTS) return 'cells';
  if (columnWidth - DENSE_GUTTER.bars >= NARROWEST_BAR) return 'bars';
  return columnWidth - DENSE_GUTTER.heat >= NARROWEST_HEAT ? 'heat' : 'strip';
}

export function gutterFor(detail: Detail, metrics: Metrics): number {
  return detail === 'cells' ? metrics.gutter : DENSE_GUTTER[detail];
}

/** A column in which a log can be read at ease, its lane included. */
const READABLE_SLOTS = 8;

/** How many columns can be drawn in full side by side, beside the others folded. */
export function openColumns(columns: number, width: number, metrics: Metrics): number {
  const readable = NARROWEST_SLOT * READABLE_SLOTS + metrics.gutter;
  if (columns * readable <= width) return columns;
  return Math.floor((width - columns * FOLDED_COLUMN) / (readable - FOLDED_COLUMN));
}

const LABEL_ROOM = 6;
const WIDEST_LABELLED_SLOT = 34;

/** How many records fit side by side and how wide each is; `labelWidth` is the widest label's. All in pixels. */
export function slotsFor(inner: number, wanted: number, labelWidth: number, metrics: Metrics): { readonly slots: number; readonly slot: number } {
  const preferred = Math.min(WIDEST_LABELLED_SLOT, Math.max(metrics.labelledSlot, labelWidth + LABEL_ROOM));
  const isEnough = (count: number): boolean => count >= FEWEST_CRAMPED_SLOTS || (metrics.prefersLabels && count >= wanted);
  const labelled = [preferred, metrics.labelledSlot].map((slot) => Math.floor(inner / slot)).find(isEnough);
  const most = labelled ?? Math.floor(inner / NARROWEST_SLOT);
  const slots = Math.max(1, Math.min(Math.max(wanted, FEWEST_SLOTS), most));
  return { slots, slot: Math.min(metrics.widestSlot, Math.floor(inner / slots)) };
}
