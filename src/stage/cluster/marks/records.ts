import { epochTint } from '../../../theme/palette.ts';
import { leave, slide } from '../../shared/motion.ts';
import type { CellView, RecordView } from '../types.ts';
import type { ColumnLayout } from '../layout.ts';
import type { Drawing, Group } from './drawing.ts';
import { move, part } from './drawing.ts';
import { SHAPES } from './shapes.ts';
import type { Metrics } from '../metrics.ts';
import { LABELLED_SLOT } from '../metrics.ts';

const SLIDES_FROM = 14;
const FALLS = 26;
/** Below this a label is set a little smaller. */
const TIGHT_SLOT = 22;

/** One cell a record: filled when committed, outlined when not, crossed when it is no part of the leader's log. */
export function drawRecords(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts } = drawing.layout;
  const inSight = cell.records.filter((record) => record.offset >= column.from && record.offset < column.to);
  const place = (record: RecordView): string => move(column.scale(record.offset), parts.recordsY);
  const records = group.selectAll<SVGGElement, RecordView>('g.record').data(inSight, (record) => `${record.id}@${record.leaderEpoch}@${record.offset}`);
  leave(records.exit<RecordView>(), drawing.motion, {
    transform: (record) => move(column.scale(record.offset), parts.recordsY + FALLS),
    opacity: () => 0,
  });
  const entered = records.enter().append('g').attr('class', 'record').attr('data-offset', (record) => record.offset)
    .attr('transform', (record) => move(column.scale(record.offset) + SLIDES_FROM, parts.recordsY)).attr('opacity', 0);
  entered.append('title');
  const all = entered.merge(records).order();
  slide(all, drawing.motion, { transform: place, opacity: () => 1 });
  drawRecordBodies(all, column.slot, parts.recordHeight, drawing);
  drawGaps(cell, group, column, drawing);
}

/** A short line where the log cleaner has removed a record: the offset is used up, not free. */
function drawGaps(cell: CellView, group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { recordsY, recordHeight } = drawing.layout.parts;
  const inSight = cell.compacted.filter((offset) => offset >= column.from && offset < column.to);
  const gaps = group.selectAll<SVGGElement, number>('g.gap').data(inSight, (offset) => offset);
  gaps.exit().remove();
  const entered = gaps.enter().append('g').attr('class', 'gap');
  entered.append('title');
  const all = entered.merge(gaps).attr('transform', (offset) => move(column.scale(offset), recordsY));
  all.select<SVGTitleElement>('title').text((offset) => drawing.strings.compacted(offset));
  part(all, 'path', 'gone').attr('d', `M${column.slot * 0.3},${recordHeight / 2} L${column.slot * 0.7},${recordHeight / 2}`);
}

function drawRecordBodies(records: Group<RecordView>, slot: number, height: number, drawing: Drawing): void {
  const inset = slot >= LABELLED_SLOT ? 1.5 : 0.75;
  records.attr('class', recordClass);
  records.select<SVGTitleElement>('title').text((record) => drawing.strings.record(record));
  part(records, 'rect', 'body').attr('x', inset).attr('y', 1).attr('width', slot - 2 * inset).attr('height', height - 2).attr('rx', slot >= LABELLED_SLOT ? 4 : 2);
  // The label lies over the cross: which records are lost is what matters.
  part(records, 'path', 'strike').attr('d', (record) => (record.lost ? `M${inset + 2},3 L${slot - inset - 2},${height - 3} M${slot - inset - 2},3 L${inset + 2},${height - 3}` : null));
  const { smallFont, ruler } = drawing.layout.metrics;
  const font = slot < TIGHT_SLOT ? smallFont - 1 : smallFont;
  part(records, 'text', 'label').attr('font-size', font).attr('x', slot / 2).attr('y', height * 0.58 + font * 0.36)
    .text((record) => (slot < LABELLED_SLOT ? '' : ruler.fitted(record.label, slot - 2, font)));
  part(records, 'path', 'acked').attr('d', (record) => (record.acknowledged && slot >= LABELLED_SLOT ? SHAPES.check : null))
    .attr('transform', `translate(${slot - 6.5},7) scale(0.62)`);
}

function recordClass(record: RecordView): string {
  const flags = [record.committed ? 'committed' : 'uncommitted', record.lost ? 'lost' : '', record.onlyHere ? 'only-here' : '', record.tombstone ? 'tombstone' : ''];
  return ['record', `epoch-${epochTint(record.leaderEpoch)}`, ...flags].filter((name) => name !== '').join(' ');
}

/** The empty places of the axis, and the offsets under it. */
export function drawAxis(group: Group, column: ColumnLayout, drawing: Drawing): void {
  const { parts, metrics } = drawing.layout;
  const offsets = Array.from({ length: column.to - column.from }, (_, index) => column.from + index);
  const inset = column.slot >= LABELLED_SLOT ? 1.5 : 0.75;
  part(group, 'g', 'places').selectAll<SVGRectElement, number>('rect.place').data(offsets, (offset) => offset).join('rect').attr('class', 'place')
    .attr('x', (offset) => column.scale(offset) + inset).attr('y', parts.recordsY + 1)
    .attr('width', column.slot - 2 * inset).attr('height', parts.recordHeight - 2).attr('rx', column.slot >= LABELLED_SLOT ? 4 : 2);
  const every = tickEvery(column, metrics);
  const ticks = metrics.ticksHeight === 0 ? [] : offsets.filter((offset) => offset % every === 0);
  part(group, 'g', 'ticks').selectAll<SVGTextElement, number>('text.tick').data(ticks, (offset) => offset).join('text').attr('class', 'tick')
    .attr('x', (offset) => column.scale(offset) + column.slot / 2).attr('y', parts.ticksY + metrics.ticksHeight - 3).text(String);
}

function tickEvery(column: ColumnLayout, { smallFont, ruler }: Metrics): number {
  const widest = String(column.to).length * (0.62 + ruler.letters) * (smallFont - 1) + 4;
  return [1, 2, 5, 10, 20, 50, 100].find((every) => every * column.slot >= widest) ?? 200;
}
