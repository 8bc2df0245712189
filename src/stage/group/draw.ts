import { part, move } from '../cluster/marks/drawing.ts';
import type { Group, Layer } from '../cluster/marks/drawing.ts';
import { leave, slide } from '../shared/motion.ts';
import type { Motion } from '../shared/motion.ts';
import { select } from '../shared/sparing.ts';
import type { GroupStrings } from './strings.ts';
import type { ChartLayout, ChipLayout, FigureLayout, GroupLayout, GroupView, LaneLayout, LaneMarkKind, PieceLayout, RowLayout } from './types.ts';

export interface GroupDrawing {
  readonly view: GroupView;
  readonly layout: GroupLayout;
  readonly strings: GroupStrings;
  readonly motion: Motion;
  readonly selected: string | null;
  /** Who took part in the step that a class is shown. */
  readonly acting: ReadonlySet<string>;
  /** The address a column leads to: its partition's leader. */
  readonly addressOf: (partition: string) => string | null;
}

const LAYERS = ['axis', 'lanes', 'rows', 'traces', 'chips', 'figures', 'charts', 'now'] as const;
/** Small signs on a lane, told apart by shape: given, taken, lost, overdue, committed. */
const MARKS: Readonly<Record<LaneMarkKind, string>> = {
  assigned: 'M0,-5 L5,3 H-5 Z', revoked: 'M0,5 L5,-3 H-5 Z', lost: 'M-4,-4 L4,4 M4,-4 L-4,4', overdue: 'M-4,-5 H4 L-4,5 H4 Z', committed: 'M-4,0 L-1,3 L4,-3',
};

export function prepare(svg: SVGSVGElement): void {
  for (const name of LAYERS) select(svg).append('g').attr('class', `layer ${name}`);
}

const layer = (svg: SVGSVGElement, name: (typeof LAYERS)[number]): Layer => select(svg).select<SVGGElement>(`g.layer.${name}`);

export function drawGroup(svg: SVGSVGElement, drawing: GroupDrawing): void {
  drawAxis(layer(svg, 'axis'), drawing);
  drawLanes(layer(svg, 'lanes'), drawing);
  drawRows(layer(svg, 'rows'), drawing);
  drawTraces(layer(svg, 'traces'), drawing);
  drawChips(layer(svg, 'chips'), drawing);
  drawFigures(layer(svg, 'figures'), drawing);
  drawCharts(layer(svg, 'charts'), drawing);
  drawNow(layer(svg, 'now'), drawing);
}

function drawAxis(group: Layer, { layout }: GroupDrawing): void {
  const ticks = group.selectAll<SVGGElement, GroupLayout['ticks'][number]>('g.tick').data(layout.ticks, ({ key }) => key).join((enter) => enter.append('g').attr('class', 'tick')) as unknown as Group<GroupLayout['ticks'][number]>;
  part(ticks, 'path', 'grid').attr('d', ({ x }) => `M${x},${layout.axisY} V${layout.lanesBottom}`);
  part(ticks, 'text', 'at').attr('x', ({ x }) => x).attr('y', layout.axisY - 8).text(({ text }) => text);
}

/** What can be chosen: a button of the picture with its sentence. */
function asPart<D>(groups: Group<D>, own: string, drawing: GroupDrawing, address: (datum: D) => string | null, label: (datum: D) => string): void {
  groups.attr('class', (datum) => `${own} part${address(datum) !== null && address(datum) === drawing.selected ? ' selected' : ''}${drawing.acting.has(address(datum) ?? '') ? ' acting' : ''}`)
    .attr('data-address', address).attr('role', 'button').attr('aria-label', label)
    .attr('tabindex', function keep() {
      return this.getAttribute('tabindex') ?? '-1';
    });
}

function drawLanes(group: Layer, drawing: GroupDrawing): void {
  const { layout, strings, view } = drawing;
  const states = group.selectAll<SVGGElement, GroupView>('g.state-lane').data([view]).join((enter) => enter.append('g')) as unknown as Group<GroupView>;
  asPart(states, 'state-lane', drawing, ({ coordinator }) => coordinator?.address ?? null, strings.stateLabel);
  part(states, 'rect', 'ground').attr('x', 2).attr('y', layout.stateRow.y).attr('width', layout.width - 4).attr('height', layout.stateRow.height);
  part(states, 'text', 'name').attr('x', 10).attr('y', layout.stateRow.y + layout.stateRow.height / 2 + 4).text(strings.groupRow);
  part(states, 'text', 'note').attr('x', layout.gutter).attr('y', layout.stateRow.y + layout.stateRow.height / 2 + 4).text(layout.note);
  states.each(function bands() {
    drawPieces(this, layout.states, ({ piece }) => `state state-${piece.state}`);
  });
  const lanes = group.selectAll<SVGGElement, LaneLayout>('g.member-lane').data(layout.lanes, ({ lane }) => lane.consumer).join((enter) => enter.append('g')) as unknown as Group<LaneLayout>;
  asPart(lanes, 'member-lane', drawing, ({ lane }) => lane.consumer, ({ lane }) => strings.laneLabel(lane));
  part(lanes, 'rect', 'ground').attr('x', 2).attr('y', ({ row }) => row.y).attr('width', layout.width - 4).attr('height', ({ row }) => row.height);
  part(lanes, 'text', 'name').attr('x', 10).attr('y', ({ row }) => row.y + row.height / 2 + 4).text(({ name }) => name);
  part(lanes, 'path', 'crown').attr('d', ({ lane }) => (lane.isLeader ? 'M-6,4 L-6,-3 L-3,0 L0,-5 L3,0 L6,-3 L6,4 Z' : '')).attr('transform', ({ row }) => move(layout.gutter - 12, row.y + row.height / 2));
  lanes.each(function stretch({ pieces, marks }) {
    drawPieces(this, pieces, ({ piece }) => `piece kind-${piece.kind}`);
    select(this).selectAll<SVGPathElement, LaneLayout['marks'][number]>('path.sign').data(marks, ({ key }) => key).join('path')
      .attr('class', ({ mark }) => `sign sign-${mark.kind}`).attr('d', ({ mark }) => MARKS[mark.kind]).attr('transform', ({ x, y }) => move(x, y));
  });
}

function drawPieces<Piece>(element: SVGGElement, pieces: readonly PieceLayout<Piece>[], own: (piece: PieceLayout<Piece>) => string): void {
  const root = select(element);
  root.selectAll<SVGRectElement, PieceLayout<Piece>>('rect.band').data(pieces, ({ key }) => key).join('rect').attr('class', (piece) => `band ${own(piece)}`)
    .attr('x', ({ box }) => box.x).attr('y', ({ box }) => box.y).attr('width', ({ box }) => box.width).attr('height', ({ box }) => box.height).attr('rx', 3);
  root.selectAll<SVGTextElement, PieceLayout<Piece>>('text.word').data(pieces.filter(({ label }) => label !== null), ({ key }) => key).join('text').attr('class', (piece) => `word ${own(piece)}`)
    .attr('x', ({ label }) => label?.x ?? 0).attr('y', ({ box }) => box.y + box.height / 2 + 4).text(({ label }) => label?.text ?? '');
}

function drawRows(group: Layer, { layout }: GroupDrawing): void {
  group.selectAll<SVGTextElement, GroupLayout['topics'][number]>('text.topic').data(layout.topics, ({ topic }) => topic).join('text').attr('class', 'topic')
    .attr('x', ({ box }) => box.x).attr('y', ({ box }) => box.y + 11).text(({ text }) => text);
  group.selectAll<SVGTextElement, GroupLayout['heads'][number]>('text.head').data(layout.heads, ({ key }) => key).join('text').attr('class', 'head')
    .attr('x', ({ x }) => x).attr('y', ({ y }) => y).text(({ text }) => text);
  const rows = group.selectAll<SVGGElement, RowLayout>('g.row').data(layout.rows, ({ owner }) => owner).join((enter) => enter.append('g')) as unknown as Group<RowLayout>;
  rows.attr('class', ({ owner }) => `row${owner === '' ? ' nobody' : ''}`);
  part(rows, 'path', 'rule').attr('d', ({ row }) => `M2,${row.y + row.height} H${row.x + row.width}`);
  part(rows, 'text', 'name').attr('x', 10).attr('y', ({ row }) => row.y + row.height / 2 + 4).text(({ name }) => name);
  part(rows, 'text', 'count').attr('x', layout.gutter - 8).attr('y', ({ row }) => row.y + row.height / 2 + 4).text(({ count }) => (count === 0 ? '' : String(count)));
}

/** Where a partition came from: a line from the row it left, with a hollow place there. */
function drawTraces(group: Layer, { layout, motion }: GroupDrawing): void {
  const moved = layout.chips.filter(({ trace }) => trace !== null);
  const traces = group.selectAll<SVGGElement, ChipLayout>('g.trace').data(moved, ({ column }) => `${column.partition} ${column.previous ?? ''}>${column.owner ?? ''}`);
  leave(traces.exit<ChipLayout>(), motion, { opacity: () => 0 });
  const all = traces.join((enter) => enter.append('g').attr('class', 'trace'), (update) => update, (exit) => exit) as unknown as Group<ChipLayout>;
  part(all, 'path', 'way').attr('d', ({ trace }) => (trace === null ? '' : `M${trace.x},${trace.from} V${trace.to}`));
  part(all, 'rect', 'left').attr('x', ({ box }) => box.x).attr('y', ({ trace, box }) => (trace?.from ?? 0) - box.height / 2)
    .attr('width', ({ box }) => box.width).attr('height', ({ box }) => box.height).attr('rx', 3);
}

function drawChips(group: Layer, drawing: GroupDrawing): void {
  const { layout, strings, motion, addressOf } = drawing;
  const chips = group.selectAll<SVGGElement, ChipLayout>('g.chip').data(layout.chips, ({ column }) => column.partition).join((enter) => enter.append('g')) as unknown as Group<ChipLayout>;
  asPart(chips, 'chip', drawing, ({ column }) => addressOf(column.partition), ({ column }) => strings.columnLabel(column));
  chips.classed('moved', ({ trace }) => trace !== null).classed('nobody', ({ column }) => column.owner === null);
  slide(chips, motion, { transform: ({ box }) => move(box.x, box.y) });
  part(chips, 'rect', 'face').attr('width', ({ box }) => box.width).attr('height', ({ box }) => box.height).attr('rx', ({ box }) => Math.min(4, box.width / 4));
  part(chips, 'text', 'number').attr('x', ({ box }) => box.width / 2).attr('y', ({ box }) => box.height / 2 + 4).text(({ label }) => label ?? '');
}

function drawFigures(group: Layer, { layout }: GroupDrawing): void {
  const rows = group.selectAll<SVGGElement, FigureLayout>('g.figure').data(layout.figures, ({ key }) => key).join((enter) => enter.append('g')) as unknown as Group<FigureLayout>;
  rows.attr('class', ({ key }) => `figure figure-${key}`);
  part(rows, 'text', 'name').attr('x', 10).attr('y', ({ y }) => y).text(({ name }) => name);
  rows.each(function numbers({ values, y }) {
    select(this).selectAll<SVGTextElement, FigureLayout['values'][number]>('text.value').data(values, ({ key }) => key).join('text').attr('class', 'value')
      .attr('x', ({ x }) => x).attr('y', y).text(({ text }) => text);
  });
  group.selectAll<SVGRectElement, GroupLayout['bars'][number]>('rect.bar').data(layout.bars, ({ key }) => key).join('rect').attr('class', 'bar')
    .attr('x', ({ box }) => box.x).attr('y', ({ box }) => box.y).attr('width', ({ box }) => box.width).attr('height', ({ box }) => box.height);
  group.selectAll<SVGTextElement, { readonly y: number; readonly text: string }>('text.bars-name').data(layout.barsName === null ? [] : [layout.barsName]).join('text').attr('class', 'bars-name name')
    .attr('x', 10).attr('y', ({ y }) => y).text(({ text }) => text);
}

function drawCharts(group: Layer, { layout, strings, view }: GroupDrawing): void {
  const charts = group.selectAll<SVGGElement, ChartLayout>('g.chart').data(layout.charts, ({ name }) => name).join((enter) => enter.append('g')) as unknown as Group<ChartLayout>;
  charts.attr('class', 'chart').attr('role', 'img').attr('aria-label', ({ name, title }) => `${title}: ${strings.seriesValue(name, view.series.find((one) => one.name === name)?.points.at(-1)?.value ?? 0)}`);
  part(charts, 'rect', 'field').attr('x', ({ box }) => box.x).attr('y', ({ box }) => box.y).attr('width', ({ box }) => box.width).attr('height', ({ box }) => box.height);
  part(charts, 'path', 'area').attr('d', ({ area }) => area);
  part(charts, 'path', 'curve').attr('d', ({ path }) => path);
  part(charts, 'text', 'title').attr('x', layout.gutter).attr('y', ({ box }) => box.y - 5).text(({ title }) => title);
  part(charts, 'text', 'most').attr('x', layout.gutter - 8).attr('y', ({ top }) => top.y).text(({ top }) => top.text);
  part(charts, 'text', 'zero').attr('x', layout.gutter - 8).attr('y', ({ box }) => box.y + box.height).text('0');
  part(charts, 'circle', 'reading').attr('r', ({ reading }) => (reading === null ? 0 : 3.5)).attr('cx', ({ reading }) => reading?.x ?? 0).attr('cy', ({ reading }) => reading?.y ?? 0);
}

function drawNow(group: Layer, { layout, motion }: GroupDrawing): void {
  const now = group.selectAll<SVGPathElement, number>('path.now-line').data([layout.nowX]).join('path').attr('class', 'now-line');
  now.attr('d', `M0,${layout.axisY - 4} V${layout.lanesBottom + 4}`);
  slide(now, motion, { transform: (x) => move(x, 0) });
}
