import { BOLD } from '../shared/text.ts';
import type { ClusterLayout, ColumnLayout } from './layout.ts';
import { markerPlaces } from './markers.ts';
import type { ClusterStrings } from './strings.ts';
import type { CellView } from './types.ts';

/** What words and their places depend on. */
export interface Worded {
  readonly layout: ClusterLayout;
  readonly strings: ClusterStrings;
}

// Places are pixels right of the column's left edge; texts that find no room are ''.

export interface HeaderWords {
  readonly hasCrown: boolean;
  readonly role: string;
  readonly roleX: number;
  readonly sync: string;
  readonly syncX: number;
  readonly onlyHere: string;
  readonly onlyHereX: number;
  /** The warning still waits for a place. */
  readonly warnBelow: boolean;
  readonly end: number;
}

const CROWN_ROOM = 17;
const SYNC_GAP = 12;
const SIGN_ROOM = 8;

/** The line above a log: its role, whether it is in sync, and that it alone holds something. */
export function headerWords(cell: CellView, column: ColumnLayout, { layout, strings }: Worded): HeaderWords {
  const { font, smallFont, gutter, ruler } = layout.metrics;
  const hasCrown = cell.role === 'leader' || cell.isChosenLeader;
  const roleX = hasCrown ? CROWN_ROOM : 0;
  const roleFont = cell.role === 'leader' ? font * BOLD : font;
  const [sync, role] = roleAndSync(cell, column.width + gutter / 2 - 4 - roleX, roleFont, { layout, strings });
  const syncX = roleX + (role === '' ? 5 : ruler.textWidth(role, roleFont) + SYNC_GAP);
  const onlyHereX = syncX + SIGN_ROOM + ruler.textWidth(sync, font * BOLD) + SIGN_ROOM;
  const room = column.width + gutter / 2 - onlyHereX;
  const fits = strings.onlyHere.some((words) => ruler.textWidth(words, smallFont * BOLD) <= room);
  const onlyHere = cell.acknowledgedOnlyHere && fits ? ruler.wording(strings.onlyHere, room, smallFont * BOLD) : '';
  return { hasCrown, role, roleX, sync, syncX, onlyHere, onlyHereX, warnBelow: onlyHere === '' && cell.acknowledgedOnlyHere, end: onlyHereX + ruler.textWidth(onlyHere, smallFont * BOLD) };
}

function roleAndSync(cell: CellView, room: number, roleFont: number, { layout, strings }: Worded): readonly [string, string] {
  const { font, ruler } = layout.metrics;
  const syncs = strings.sync(cell.inIsr);
  const named = syncs.flatMap((sync) => strings.role(cell).map((role) => [sync, role] as const));
  // The crown, or its absence, says the role where its word finds no room.
  const pairs = [...named, ...syncs.map((sync) => [sync, ''] as const)];
  const fits = pairs.find(([sync, role]) => ruler.textWidth(role, roleFont) + ruler.textWidth(sync, font * BOLD) + SYNC_GAP + SIGN_ROOM <= room);
  return fits ?? [syncs.at(-1) ?? '', ''];
}

/** A partition's name above its column; of one too long, the topic is cut and not the number. */
export function columnName(partition: string, { width }: { readonly width: number }, { layout: { metrics: { font, ruler } } }: Worded): string {
  return ruler.fittedPartition(partition, width, font, true);
}

export interface MarkerWords {
  readonly highWatermark: string;
  readonly highWatermarkX: number;
  readonly logEndOffset: string;
  readonly logEndOffsetX: number;
  readonly end: number;
}

/** Pixels right of the column's left edge; offsets out of sight stand at the edge of what is in sight. */
export function offsetX(offset: number, column: ColumnLayout): number {
  return column.scale(Math.min(column.to, Math.max(column.from, offset)));
}

/** How far right of a replica's cells its frame stands, less a hair. */
const IN_FRAME = 3;

/** The words under a log, at its high watermark and at its end. */
export function markerWords(cell: CellView, column: ColumnLayout, { layout, strings }: Worded): MarkerWords {
  const { smallFont, gutter, ruler } = layout.metrics;
  const logEndOffset = strings.logEndOffset(cell.logEndOffset);
  const leoWidth = ruler.textWidth(logEndOffset, smallFont);
  const fitting = strings.highWatermark(cell.highWatermark, !cell.up).map((text) => ({ text, needs: ruler.textWidth(text, smallFont * BOLD) + leoWidth + 10 }));
  // Within the replica's frame where its usual wording fits there, else as far as the next column allows.
  const inside = column.width + IN_FRAME;
  const room = (fitting[0]?.needs ?? 0) <= inside ? inside : column.width + gutter / 2;
  const highWatermark = (fitting.find(({ needs }) => needs <= room) ?? fitting.at(-1))?.text ?? '';
  const lines = { highWatermark: offsetX(cell.highWatermark, column), logEndOffset: offsetX(cell.logEndOffset, column) };
  const places = markerPlaces(lines, { highWatermark: ruler.textWidth(highWatermark, smallFont * BOLD), logEndOffset: leoWidth }, room);
  return { highWatermark, highWatermarkX: places.highWatermark, logEndOffset, logEndOffsetX: places.logEndOffset, end: places.logEndOffset + leoWidth };
}

export interface EpochWords {
  readonly word: string;
  /** Newest last. */
  readonly shown: readonly number[];
  readonly startX: number;
  readonly step: number;
  readonly onlyHere: string;
  readonly onlyHereX: number;
  readonly end: number;
}

const MOST_EPOCHS = 4;
const NO_EPOCH_WORDS: EpochWords = { word: '', shown: [], startX: 0, step: 0, onlyHere: '', onlyHereX: 0, end: 0 };

export function epochWords(cell: CellView, column: ColumnLayout, warn: boolean, { layout, strings }: Worded): EpochWords {
  if (!layout.parts.hasEpochs) return NO_EPOCH_WORDS;
  const { smallFont, gutter, ruler } = layout.metrics;
  const room = column.width + gutter / 2;
  const step = ruler.textWidth(String(cell.epochs.at(-1) ?? 0), smallFont, true) + 19;
  const wordWidth = ruler.textWidth(strings.epoch, smallFont) + 5;
  const word = cell.epochs.length > 0 && wordWidth + Math.min(cell.epochs.length, MOST_EPOCHS) * step <= room ? strings.epoch : '';
  const startX = word === '' ? 0 : wordWidth;
  const shown = cell.epochs.slice(-Math.max(1, Math.min(MOST_EPOCHS, Math.floor((room - startX) / step))));
  const onlyHereX = startX + shown.length * step;
  const onlyHere = warn ? ruler.wording([...strings.onlyHere, '!'], room - onlyHereX, smallFont * BOLD) : '';
  return { word, shown, startX, step, onlyHere, onlyHereX, end: onlyHereX + ruler.textWidth(onlyHere, smallFont * BOLD) };
}

export interface RemoteWords {
  readonly text: string;
  readonly x: number;
  /** Below the first line. */
  readonly line: number;
  readonly end: number;
}

const REMOTE_SIGN_ROOM = 12;

/** What a leader believes of its followers: below each other, or side by side where there is one line. */
export function remoteWords(cell: CellView, column: ColumnLayout, { layout, strings }: Worded): readonly RemoteWords[] {
  const { parts, metrics } = layout;
  const isSideBySide = parts.remoteLines === 1 && cell.remote.length > 1;
  const room = column.width + metrics.gutter / 2 - 2;
  const each = isSideBySide ? room / cell.remote.length : room;
  return cell.remote.slice(0, isSideBySide ? undefined : parts.remoteLines).map((remote, index) => {
    const text = metrics.ruler.wording(strings.remote(remote), each - REMOTE_SIGN_ROOM - 2, metrics.smallFont);
    const x = isSideBySide ? index * each : 0;
    return { text, x, line: isSideBySide ? 0 : index, end: x + REMOTE_SIGN_ROOM + metrics.ruler.textWidth(text, metrics.smallFont) };
  });
}
