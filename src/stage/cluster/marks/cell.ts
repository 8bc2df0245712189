import { epochTint } from '../../../theme/palette.ts';
import { AT_ONCE, slide } from '../../shared/motion.ts';
import { epochWords, headerWords, markerWords, offsetX, remoteWords } from '../cellWords.ts';
import type { Motion } from '../../shared/motion.ts';
import { select } from '../../shared/sparing.ts';
import type { ColumnLayout } from '../layout.ts';
import type { Detail } from '../metrics.ts';
import type { CellView } from '../types.ts';
import type { Drawing, Group } from './drawing.ts';
import { move, part, shape } from './drawing.ts';
import { drawAxis, drawRecords } from './records.ts';
import { bar, endBracket, flag, SHAPES, startBracket } from './shapes.ts';

const POLE_ABOVE = 7;

/** One replica: its role, its log with its marks, its epochs and what it believes of others. */
export function drawCell(cell: CellView, element: SVGGElement, column: ColumnLayout, drawing: Drawing): void {
  const group = select(element) as unknown as Group;
  const detail = detailOf(column, drawing);
  clearFor(detail, element);
  drawFrame(group, column, drawing);
  if (detail === 'heat') {
    drawHeat(cell, group, column, drawing);
    return;
  }
  if (detail === 'bars') {
    drawBars(cell, group, column, drawing);
    return;
  }
  const warnBelow = drawHeader(cell, group, column, drawing);
  drawAxis(part(group, 'g', 'axis'), column, drawing);
  drawRecords(cell, part(group, 'g', 'records'), column, drawing);
  drawMarks(cell, part(group, 'g', 'marks'), column, drawing);
  drawEpochs(cell, part(group, 'g', 'epochs'), column, warnBelow, drawing);
  drawRemote(cell, part(group, 'g', 'remotes'), column, drawing);
}

const detailOf = (column: ColumnLayout, { layout }: Drawing): Detail => (column.isFolded ? 'heat' : layout.detail);

/** A replica drawn as bars or a square keeps nothing of the cells it was before, nor the other way round. */
function clearFor(detail: Detail, element: SVGGElement): void {
  if (element.getAttribute('data-detail') === detail) return;
  element.replaceChildren();
  element.setAttribute('data-detail', detail);
}

function drawFrame(group: Group, column: ColumnLayout, drawing: Drawing): void {
  const pad = detailOf(column, drawing) === 'cells' ? 5 : 1;
  const { parts } = drawing.layout;
  part(group, 'rect', 'frame').attr('x', -pad).attr('y', 3).attr('width', column.width + 2 * pad).attr('height', parts.height - 6).attr('rx', 6);
}

/** @returns whether the warning still waits for a place. */
function drawHeader(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): boolean {
  const { parts, metrics } = drawing.layout;
  const words = headerWords(cell, column, drawing);
  const header = part(group, 'g', 'header').attr('transform', move(0, parts.headerY + metrics.headerHeight / 2));
  const base = metrics.font * 0.36;
  part(header, 'path', 'crown').attr('d', words.hasCrown ? SHAPES.crown : null).attr('transform', move(7, 0)).classed('hollow', cell.role !== 'leader');
  part(header, 'text', 'role').attr('x', words.roleX).attr('y', base).classed('leads', cell.role === 'leader').text(words.role);
  const tag = part(header, 'g', 'sync').attr('transform', move(words.syncX, 0));
  tag.classed('in', cell.inIsr).classed('out', !cell.inIsr);
  shape(tag, 'sign', () => (cell.inIsr ? 'check' : 'triangle')).attr('transform', cell.inIsr ? move(0, 0.5) : 'translate(0,0) scale(0.85)');
  part(tag, 'text', 'word').attr('x', 8).attr('y', base).text(words.sync);
  part(header, 'text', 'only-here').attr('x', words.onlyHereX).attr('y', metrics.smallFont * 0.36).text(words.onlyHere);
  return words.warnBelow;
}

// ── high watermark, log end, log start ────────────────────────────────────────────────────────────────────

function drawMarks(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts } = drawing.layout;
  const hwX = offsetX(cell.highWatermark, column);
  const leoX = offsetX(cell.logEndOffset, column);
  const entered = group.select('.hw').empty();
  const leo = part(group, 'path', 'leo').attr('d', endBracket(parts.recordsY - 2, parts.recordHeight + 4));
  const hw = part(group, 'path', 'hw').attr('d', flag(parts.recordsY - POLE_ABOVE, parts.recordHeight + POLE_ABOVE + 3));
  const motion = entered ? AT_ONCE : drawing.motion;
  slide(leo, motion, { transform: () => move(leoX, 0) });
  slide(hw, motion, { transform: () => move(hwX, 0) });
  part(group, 'path', 'log-start').attr('d', cell.logStartOffset > 0 && cell.logStartOffset >= column.from ? startBracket(parts.recordsY - 2, parts.recordHeight + 4) : null)
    .attr('transform', move(offsetX(cell.logStartOffset, column), 0));
  part(group, 'text', 'more').attr('x', -2).attr('y', parts.recordsY + parts.recordHeight / 2 + 4).text(cell.logStartOffset < column.from ? '‹' : '');
  drawDisk(cell, group, column, drawing);
  drawMarkerWords(cell, group, column, motion, drawing);
}

const DISK_BELOW = 1;

/** Under the records: a line as far as the log is on the disk, dots under what is only in the page cache. */
function drawDisk(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts } = drawing.layout;
  const at = (offset: number): number => offsetX(offset, column);
  const y = parts.recordsY + parts.recordHeight + DISK_BELOW;
  const line = (from: number, to: number): string | null => (to > from ? `M${at(from) + 1.5},${y} H${Math.max(at(from) + 1.5, at(to) - 1.5)}` : null);
  const disk = part(group, 'g', 'disk');
  part(disk, 'title', 'disk-words').text(drawing.strings.flushed(cell));
  part(disk, 'path', 'flushed').attr('d', line(cell.logStartOffset, cell.flushedOffset));
  part(disk, 'path', 'unflushed').attr('d', line(cell.flushedOffset, cell.logEndOffset));
}

function drawMarkerWords(cell: CellView, group: Group, column: ColumnLayout, motion: Motion, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const words = markerWords(cell, column, drawing);
  const y = parts.markersY + metrics.line - 4;
  slide(part(group, 'text', 'hw-word').attr('y', y).text(words.highWatermark), motion, { x: () => words.highWatermarkX });
  slide(part(group, 'text', 'leo-word').attr('y', y).text(words.logEndOffset), motion, { x: () => words.logEndOffsetX });
}

// ── epochs, and what a leader believes of its followers ───────────────────────────────────────────────────

function drawEpochs(cell: CellView, group: Group, column: ColumnLayout, warn: boolean, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const words = epochWords(cell, column, warn, drawing);
  const y = parts.epochsY + metrics.line - 4;
  part(group, 'text', 'word').attr('x', 0).attr('y', y).text(words.word);
  part(group, 'text', 'only-here').attr('x', words.onlyHereX).attr('y', y).text(words.onlyHere);
  const entries = group.selectAll<SVGGElement, number>('g.epoch').data(words.shown, (epoch) => epoch)
    .join((enter) => enter.append('g')).attr('class', (epoch) => `epoch epoch-${epochTint(epoch)}`)
    .attr('transform', (_epoch, index) => move(words.startX + index * words.step, y));
  part(entries as unknown as Group<number>, 'rect', 'swatch').attr('x', 0).attr('y', -8).attr('width', 9).attr('height', 9).attr('rx', 2);
  part(entries as unknown as Group<number>, 'text', 'number').attr('x', 12).attr('y', 0).text(String);
}

function drawRemote(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const words = remoteWords(cell, column, drawing);
  const lines = group.selectAll<SVGGElement, CellView['remote'][number]>('g.remote').data(cell.remote.slice(0, words.length), (remote) => remote.brokerId)
    .join((enter) => enter.append('g').attr('class', 'remote'))
    .attr('transform', (_remote, index) => move(words[index]?.x ?? 0, parts.remoteY + (words[index]?.line ?? 0) * metrics.line))
    .classed('maximal', (remote) => remote.inMaximalIsr) as unknown as Group<CellView['remote'][number]>;
  const mid = metrics.line - 4 - metrics.smallFont * 0.36;
  shape(lines, 'sign', (remote) => (remote.inMaximalIsr ? 'check' : 'triangle')).attr('transform', `translate(4,${mid}) scale(0.8)`);
  const textOf = new Map(cell.remote.map((remote, index) => [remote.brokerId, words[index]?.text ?? '']));
  part(lines, 'text', 'word').attr('x', 12).attr('y', metrics.line - 4).text((remote) => textOf.get(remote.brokerId) ?? '');
}

// ── little room ───────────────────────────────────────────────────────────────────────────────────────────

function drawBars(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts } = drawing.layout;
  const crown = cell.role === 'leader';
  const at = (offset: number): number => column.scale(Math.max(column.from, offset));
  part(group, 'path', 'crown').attr('d', crown ? SHAPES.crown : null).attr('transform', move(7, parts.headerY + 6));
  const sign = part(group, 'g', 'sync').attr('transform', move(crown ? 21 : 5, parts.headerY + 6)).classed('in', cell.inIsr).classed('out', !cell.inIsr);
  shape(sign, 'sign', () => (cell.inIsr ? 'check' : 'triangle'));
  part(group, 'path', 'bar-room').attr('d', bar(0, column.width, parts.recordsY, parts.recordHeight));
  slide(part(group, 'path', 'bar-uncommitted'), drawing.motion, { d: () => bar(at(cell.highWatermark), at(cell.logEndOffset), parts.recordsY + 1, parts.recordHeight - 2) });
  slide(part(group, 'path', 'bar-committed'), drawing.motion, { d: () => bar(at(cell.logStartOffset), at(cell.highWatermark), parts.recordsY + 1, parts.recordHeight - 2) });
  slide(part(group, 'path', 'hw').attr('d', bar(-1, 1, parts.recordsY - 3, parts.recordHeight + 6)), drawing.motion, { transform: () => move(at(cell.highWatermark), 0) });
}

function drawHeat(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts } = drawing.layout;
  part(group, 'rect', 'heat').attr('x', 0).attr('y', parts.recordsY).attr('width', column.width).attr('height', parts.recordHeight).attr('rx', 3)
    .attr('class', `heat ${cell.role} ${cell.inIsr ? 'in' : 'out'}`);
  const what = cell.role === 'leader' ? 'crown' : cell.role === 'offline' ? 'cross' : cell.inIsr ? 'check' : 'triangle';
  const scale = Math.min(1, (column.width - 2) / 13);
  part(group, 'path', 'heat-sign').attr('d', SHAPES[what]).attr('class', `heat-sign ${cell.role} ${cell.inIsr ? 'in' : 'out'}`)
    .attr('transform', `translate(${column.width / 2},${parts.recordsY + parts.recordHeight / 2}) scale(${scale})`);
}
