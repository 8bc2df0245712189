import { epochTint } from '../../../theme/palette.ts';
import { AT_ONCE, slide } from '../../shared/motion.ts';
import { BOLD, textWidth, wording } from '../../shared/text.ts';
import { markerPlaces } from '../markers.ts';
import type { Motion } from '../../shared/motion.ts';
import { select } from '../../shared/sparing.ts';
import type { ColumnLayout } from '../layout.ts';
import type { CellView } from '../types.ts';
import type { Drawing, Group } from './drawing.ts';
import { move, part, shape } from './drawing.ts';
import { drawAxis, drawRecords } from './records.ts';
import { bar, endBracket, flag, SHAPES, startBracket } from './shapes.ts';

const POLE_ABOVE = 7;
const SYNC_GAP = 12;

const roleFont = (cell: CellView, font: number): number => (cell.role === 'leader' ? font * BOLD : font);

/** One replica: its role, its log with its marks, its epochs and what it believes of others. */
export function drawCell(cell: CellView, element: SVGGElement, column: ColumnLayout, drawing: Drawing): void {
  const group = select(element) as unknown as Group;
  const { detail } = drawing.layout;
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

function drawFrame(group: Group, column: ColumnLayout, drawing: Drawing): void {
  const pad = drawing.layout.detail === 'cells' ? 5 : 1;
  const { parts } = drawing.layout;
  part(group, 'rect', 'frame').attr('x', -pad).attr('y', 3).attr('width', column.width + 2 * pad).attr('height', parts.height - 6).attr('rx', 6);
}

function drawHeader(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): boolean {
  const { parts, metrics } = drawing.layout;
  const header = part(group, 'g', 'header').attr('transform', move(0, parts.headerY + metrics.headerHeight / 2));
  const font = metrics.font;
  const crown = cell.role === 'leader' || cell.isChosenLeader;
  const base = font * 0.36;
  const start = crown ? 17 : 0;
  part(header, 'path', 'crown').attr('d', crown ? SHAPES.crown : null).attr('transform', move(7, 0)).classed('hollow', cell.role !== 'leader');
  const [sync, role] = headerWords(cell, column.width + metrics.gutter / 2 - 4 - start, drawing);
  part(header, 'text', 'role').attr('x', start).attr('y', base).classed('leads', cell.role === 'leader').text(role);
  const tagX = start + (role === '' ? 5 : textWidth(role, roleFont(cell, font)) + SYNC_GAP);
  const tag = part(header, 'g', 'sync').attr('transform', move(tagX, 0));
  tag.classed('in', cell.inIsr).classed('out', !cell.inIsr);
  shape(tag, 'sign', () => (cell.inIsr ? 'check' : 'triangle')).attr('transform', cell.inIsr ? move(0, 0.5) : 'translate(0,0) scale(0.85)');
  part(tag, 'text', 'word').attr('x', 8).attr('y', base).text(sync);
  const used = tagX + 8 + textWidth(sync, font * BOLD) + 8;
  return drawOnlyHere(cell, header, used, column.width, drawing);
}

function headerWords(cell: CellView, room: number, drawing: Drawing): readonly [string, string] {
  const { font } = drawing.layout.metrics;
  const roles = drawing.strings.role(cell);
  const syncs = drawing.strings.sync(cell.inIsr);
  const named = syncs.flatMap((sync) => roles.map((role) => [sync, role] as const));
  // The crown, or its absence, says the role where its word finds no room.
  const pairs = [...named, ...syncs.map((sync) => [sync, ''] as const)];
  const fits = pairs.find(([sync, role]) => textWidth(role, roleFont(cell, font)) + textWidth(sync, font * BOLD) + SYNC_GAP + 8 <= room);
  return fits ?? [syncs.at(-1) ?? '', ''];
}

/** @returns whether the warning still waits for a place. */
function drawOnlyHere(cell: CellView, header: Group, from: number, width: number, drawing: Drawing): boolean {
  const { smallFont, gutter } = drawing.layout.metrics;
  const room = width + gutter / 2 - from;
  const fits = drawing.strings.onlyHere.some((words) => textWidth(words, smallFont * BOLD) <= room);
  const text = cell.acknowledgedOnlyHere && fits ? wording(drawing.strings.onlyHere, room, smallFont * BOLD) : '';
  part(header, 'text', 'only-here').attr('x', from).attr('y', smallFont * 0.36).text(text);
  return text === '' && cell.acknowledgedOnlyHere;
}

// ── high watermark, log end, log start ────────────────────────────────────────────────────────────────────

function drawMarks(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const at = (offset: number): number => column.scale(Math.min(column.to, Math.max(column.from, offset)));
  const hwX = at(cell.highWatermark);
  const leoX = at(cell.logEndOffset);
  const entered = group.select('.hw').empty();
  const leo = part(group, 'path', 'leo').attr('d', endBracket(parts.recordsY - 2, parts.recordHeight + 4));
  const hw = part(group, 'path', 'hw').attr('d', flag(parts.recordsY - POLE_ABOVE, parts.recordHeight + POLE_ABOVE + 3));
  const motion = entered ? AT_ONCE : drawing.motion;
  slide(leo, motion, { transform: () => move(leoX, 0) });
  slide(hw, motion, { transform: () => move(hwX, 0) });
  part(group, 'path', 'log-start').attr('d', cell.logStartOffset > 0 && cell.logStartOffset >= column.from ? startBracket(parts.recordsY - 2, parts.recordHeight + 4) : null)
    .attr('transform', move(at(cell.logStartOffset), 0));
  part(group, 'text', 'more').attr('x', -2).attr('y', parts.recordsY + parts.recordHeight / 2 + 4).text(cell.logStartOffset < column.from ? '‹' : '');
  drawDisk(cell, group, column, drawing);
  drawMarkerWords(cell, group, { highWatermark: hwX, logEndOffset: leoX }, column.width + metrics.gutter / 2, motion, drawing);
}

const DISK_BELOW = 2.5;

/** Under the records: a line as far as the log is on the disk, dots under what is only in the page cache. */
function drawDisk(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts } = drawing.layout;
  const at = (offset: number): number => column.scale(Math.min(column.to, Math.max(column.from, offset)));
  const y = parts.recordsY + parts.recordHeight + DISK_BELOW;
  const line = (from: number, to: number): string | null => (to > from ? `M${at(from) + 1.5},${y} H${Math.max(at(from) + 1.5, at(to) - 1.5)}` : null);
  const disk = part(group, 'g', 'disk');
  part(disk, 'title', 'disk-words').text(drawing.strings.flushed(cell));
  part(disk, 'path', 'flushed').attr('d', line(cell.logStartOffset, cell.flushedOffset));
  part(disk, 'path', 'unflushed').attr('d', line(cell.flushedOffset, cell.logEndOffset));
}

function drawMarkerWords(cell: CellView, group: Group, lines: { readonly highWatermark: number; readonly logEndOffset: number }, room: number, motion: Motion, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const leo = drawing.strings.logEndOffset(cell.logEndOffset);
  const leoWidth = textWidth(leo, metrics.smallFont);
  const hw = wording(drawing.strings.highWatermark(cell.highWatermark, !cell.up), room - leoWidth - 10, metrics.smallFont * BOLD);
  const places = markerPlaces(lines, { highWatermark: textWidth(hw, metrics.smallFont * BOLD), logEndOffset: leoWidth }, room);
  const y = parts.markersY + metrics.line - 4;
  slide(part(group, 'text', 'hw-word').attr('y', y).text(hw), motion, { x: () => places.highWatermark });
  slide(part(group, 'text', 'leo-word').attr('y', y).text(leo), motion, { x: () => places.logEndOffset });
}

// ── epochs, and what a leader believes of its followers ───────────────────────────────────────────────────

function drawEpochs(cell: CellView, group: Group, column: ColumnLayout, warn: boolean, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const y = parts.epochsY + metrics.line - 4;
  const room = column.width + metrics.gutter / 2;
  const step = textWidth(String(cell.epochs.at(-1) ?? 0), metrics.smallFont, true) + 19;
  const needed = Math.min(cell.epochs.length, 4) * step;
  const word = cell.epochs.length > 0 && textWidth(drawing.strings.epoch, metrics.smallFont) + 5 + needed <= room ? drawing.strings.epoch : '';
  part(group, 'text', 'word').attr('x', 0).attr('y', y).text(word);
  const start = word === '' ? 0 : textWidth(word, metrics.smallFont) + 5;
  const shown = cell.epochs.slice(-Math.max(1, Math.min(4, Math.floor((room - start) / step))));
  const end = start + shown.length * step;
  part(group, 'text', 'only-here').attr('x', end).attr('y', y).text(warn ? wording([...drawing.strings.onlyHere, '!'], room - end, metrics.smallFont * BOLD) : '');
  const entries = group.selectAll<SVGGElement, number>('g.epoch').data(shown, (epoch) => epoch)
    .join((enter) => enter.append('g')).attr('class', (epoch) => `epoch epoch-${epochTint(epoch)}`)
    .attr('transform', (_epoch, index) => move(start + index * step, y));
  part(entries as unknown as Group<number>, 'rect', 'swatch').attr('x', 0).attr('y', -8).attr('width', 9).attr('height', 9).attr('rx', 2);
  part(entries as unknown as Group<number>, 'text', 'number').attr('x', 12).attr('y', 0).text(String);
}

function drawRemote(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const sideBySide = parts.remoteLines === 1 && cell.remote.length > 1;
  const room = column.width + metrics.gutter / 2 - 2;
  const each = sideBySide ? room / cell.remote.length : room;
  const lines = group.selectAll<SVGGElement, CellView['remote'][number]>('g.remote').data(cell.remote.slice(0, sideBySide ? undefined : parts.remoteLines), (remote) => remote.brokerId)
    .join((enter) => enter.append('g').attr('class', 'remote'))
    .attr('transform', (_remote, index) => move(sideBySide ? index * each : 0, parts.remoteY + (sideBySide ? 0 : index * metrics.line)))
    .classed('maximal', (remote) => remote.inMaximalIsr) as unknown as Group<CellView['remote'][number]>;
  const mid = metrics.line - 4 - metrics.smallFont * 0.36;
  shape(lines, 'sign', (remote) => (remote.inMaximalIsr ? 'check' : 'triangle')).attr('transform', `translate(4,${mid}) scale(0.8)`);
  part(lines, 'text', 'word').attr('x', 12).attr('y', metrics.line - 4)
    .text((remote) => wording(drawing.strings.remote(remote), each - 14, metrics.smallFont));
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
