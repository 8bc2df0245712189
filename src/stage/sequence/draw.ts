import { select } from 'd3-selection';
import { slide } from '../shared/motion.ts';
import type { Motion } from '../shared/motion.ts';
import { part, move } from '../cluster/marks/drawing.ts';
import type { Group, Layer } from '../cluster/marks/drawing.ts';
import { fieldOf } from './field.ts';
import { GLYPHS, heldSign, tipOf, tornBand, wayOf } from './glyphs.ts';
import { FONT } from './labels.ts';
import type { Mark } from './select.ts';
import type { SequenceStrings } from './strings.ts';
import type { ArrowLayout, LaneLayout, MarkLayout, SequenceLayout, TimeLabel } from './types.ts';
import type { Break } from './scale.ts';

/** What is drawn with the places of a layout: words, what is pointed at, and what of it is in sight. */
export interface SequenceDrawing {
  readonly layout: SequenceLayout;
  readonly strings: SequenceStrings;
  readonly motion: Motion;
  /** The node whose lane is marked. */
  readonly selected: string | null;
  /** The message that is marked. */
  readonly pointed: number | null;
  /** Heights between which things are drawn. */
  readonly from: number;
  readonly to: number;
  /** A mark's facts, or what its step was, in sentences. */
  readonly sentences: (mark: Mark) => readonly string[];
  readonly timeOf: (step: number) => number;
  readonly onSelect: (node: string) => void;
  /** How far the picture is scrolled to the right: the times stay in sight. */
  readonly left: number;
  /** The step that is shown to a class; null without one. */
  readonly now: number | null;
}

const LAYERS = ['breaks', 'lanes', 'arrows', 'now', 'words', 'marks', 'times', 'veil', 'flag'] as const;
const BAND = 8;

export function prepare(svg: SVGSVGElement): void {
  for (const name of LAYERS) select(svg).append('g').attr('class', `layer ${name}`);
}

function layer(svg: SVGSVGElement, name: (typeof LAYERS)[number]): Layer {
  return select(svg).select<SVGGElement>(`g.layer.${name}`);
}

export function drawBody(svg: SVGSVGElement, drawing: SequenceDrawing): void {
  const { layout } = drawing;
  const sees = (top: number, bottom = top): boolean => bottom >= drawing.from && top <= drawing.to;
  const breaks = layout.breaks.filter(({ y }) => sees(y));
  drawBreaks(layer(svg, 'breaks'), breaks, drawing);
  drawLanes(layer(svg, 'lanes'), drawing);
  drawTimes(layer(svg, 'times'), layout.times.filter(({ y, until }) => sees(y, until)), breaks, drawing);
  drawArrows(layer(svg, 'arrows'), layout.arrows.filter(({ top, bottom }) => sees(top, bottom)), drawing);
  drawWords(layer(svg, 'words'), layout.arrows.filter(({ top, bottom }) => sees(top, bottom)), drawing);
  drawMarks(layer(svg, 'marks'), layout.marks.filter(({ at }) => sees(at.y)), drawing);
  drawPresent(svg, drawing);
}

/** The names of the lanes; they stay in sight while the rest scrolls below them. */
export function drawHead(svg: SVGSVGElement, drawing: SequenceDrawing): void {
  const { layout, strings, selected, onSelect } = drawing;
  const root = select(svg);
  const acting = new Set(nodesNow(drawing).acting);
  const y = layout.headHeight / 2;
  root.selectAll<SVGTextElement, string>('text.unit').data(drawing.left > 0 ? [] : [strings.unit]).join('text').attr('class', 'unit').attr('x', layout.gutter - 12).attr('y', y + 4).text((unit) => unit);
  const heads = root.selectAll<SVGGElement, LaneLayout>('g.head').data(layout.lanes, ({ lane }) => lane.node).join((enter) => enter.append('g')) as unknown as Group<LaneLayout>;
  const width = Math.min(layout.laneWidth - 8, layout.ruler.widened(128));
  heads.attr('class', ({ lane }) => `head part${lane.node === selected ? ' selected' : ''}${lane.lives.at(-1)?.up === false ? ' down' : ''}${acting.has(lane.node) ? ' acting' : ''}`)
    .attr('transform', ({ x }) => move(x, y)).attr('data-address', ({ lane }) => lane.node).attr('role', 'button').attr('tabindex', '0')
    .attr('aria-pressed', ({ lane }) => String(lane.node === selected)).attr('aria-label', ({ lane }) => strings.laneLabel(lane.node))
    .on('click', (_event, { lane }) => onSelect(lane.node));
  part(heads, 'rect', 'frame').attr('x', -width / 2).attr('y', -12).attr('width', width).attr('height', 24).attr('rx', 6);
  part(heads, 'text', 'name').attr('y', 4).text(({ lane }) => layout.ruler.wording(strings.lane(lane.node), width - 8, FONT * 1.2));
}

function drawBreaks(group: Layer, breaks: readonly Break[], { layout }: SequenceDrawing): void {
  const all = group.selectAll<SVGGElement, Break>('g.break').data(breaks, ({ y }) => y).join((enter) => enter.append('g').attr('class', 'break')) as unknown as Group<Break>;
  part(all, 'path', 'band').attr('d', ({ y }) => tornBand(layout.width, y, BAND).band);
  part(all, 'path', 'edges').attr('d', ({ y }) => tornBand(layout.width, y, BAND).edges);
}

function drawLanes(group: Layer, { layout, selected, from, to }: SequenceDrawing): void {
  const lanes = group.selectAll<SVGGElement, LaneLayout>('g.lane').data(layout.lanes, ({ lane }) => lane.node).join((enter) => enter.append('g')) as unknown as Group<LaneLayout>;
  lanes.attr('class', ({ lane }) => `lane${lane.node === selected ? ' selected' : ''}`);
  lanes.each(function life({ x, pieces }) {
    const seen = pieces.filter((piece) => piece.to > from && piece.from < to);
    select(this).selectAll<SVGPathElement, (typeof seen)[number]>('path').data(seen).join('path')
      .attr('class', ({ up }) => (up ? 'up' : 'gone')).attr('d', (piece) => gapped(x, Math.max(piece.from, from), Math.min(piece.to, to), layout.breaks));
  });
}

/** A lane stops at a torn band and goes on below it. */
function gapped(x: number, from: number, to: number, breaks: readonly Break[]): string {
  let at = from;
  let path = '';
  for (const { y } of breaks) {
    if (y + BAND <= from || y - BAND >= to) continue;
    if (y - BAND > at) path += `M${x},${at} V${y - BAND} `;
    at = Math.max(at, y + BAND);
  }
  return at < to ? `${path}M${x},${at} V${to}` : path;
}

/** In the margin, which stays in sight while the lanes pass below it. */
function drawTimes(group: Layer, times: readonly TimeLabel[], breaks: readonly Break[], { layout, strings, left }: SequenceDrawing): void {
  group.attr('transform', move(left, 0));
  group.selectAll<SVGRectElement, number>('rect.ground').data(left > 0 ? [layout.height] : []).join((enter) => enter.insert('rect', ':first-child').attr('class', 'ground'))
    .attr('width', layout.gutter - 6).attr('height', (height) => height);
  group.selectAll<SVGTextElement, Break>('text.length').data(breaks.filter(({ y }) => Math.abs(y - layout.nowY) > FLAG), ({ y }) => y).join('text').attr('class', 'length')
    .attr('x', 4).attr('y', ({ y }) => y + 4).text(({ forMs }) => strings.quiet(forMs));
  const all = group.selectAll<SVGGElement, TimeLabel>('g.time').data(times, ({ atMs }) => atMs).join((enter) => enter.append('g').attr('class', 'time')) as unknown as Group<TimeLabel>;
  part(all, 'text', 'at').attr('x', layout.gutter - TIME_END).attr('y', ({ y }) => y + 4).text(({ atMs }) => strings.time(atMs));
  part(all, 'path', 'span').attr('d', ({ y, until }) => `M${layout.gutter - TIME_END + 5},${y} h4${until > y ? ` V${until} h-4` : ''}`);
}

/** From the end of a time to the first lane's field. */
const TIME_END = 12;
/** Beside the flag of the present moment there is no room for other words. */
const FLAG = 14;

function drawArrows(group: Layer, arrows: readonly ArrowLayout[], drawing: SequenceDrawing): void {
  const { strings, pointed, timeOf, motion } = drawing;
  const all = group.selectAll<SVGGElement, ArrowLayout>('g.arrow').data(arrows, ({ key }) => key)
    .join((enter) => enter.append('g').attr('data-fresh', motion.ms > 0 ? '' : null)).order() as unknown as Group<ArrowLayout>;
  all.attr('class', (one) => `arrow part ${toneOf(one)}${isNow(one, drawing) ? ' of-now' : ''}${one.arrow.envelope.id === pointed ? ' pointed' : ''}`)
    .attr('data-key', ({ key }) => `arrow ${key}`).attr('role', 'button').attr('tabindex', '-1')
    .attr('aria-label', ({ arrow }) => strings.arrowLabel(arrow, fieldOf(arrow.envelope.message), arrow.end.how === 'received' ? timeOf(arrow.end.step) : null));
  part(all, 'path', 'touch').attr('d', wayOf);
  part(all, 'path', 'line').attr('d', wayOf);
  part(all, 'path', 'tip').attr('d', tipOf);
  all.each(function held(one) {
    select(this).selectAll('path.held').data(one.arrow.lateMs > 0 ? [one] : []).join('path').attr('class', 'held').attr('d', heldSign);
  });
}

/** Above every line, for a line through words makes them hard to read. */
function drawWords(group: Layer, arrows: readonly ArrowLayout[], drawing: SequenceDrawing): void {
  const { pointed } = drawing;
  const labelled = arrows.flatMap((one) => (one.label === null ? [] : [{ one, label: one.label }]));
  group.attr('aria-hidden', 'true').selectAll<SVGTextElement, (typeof labelled)[number]>('text').data(labelled, ({ one }) => one.key).join('text')
    .attr('class', ({ one }) => `words of-arrow ${toneOf(one)}${isNow(one, drawing) ? ' of-now' : ''}${one.arrow.envelope.id === pointed ? ' pointed' : ''}`).attr('data-key', ({ one }) => `arrow ${one.key}`)
    .attr('x', ({ label }) => label.box.x + label.box.width / 2).attr('y', ({ label }) => label.box.y + label.box.height / 2 + FONT * 0.36).text(({ label }) => label.text);
}

/** Whether an arrow ends or begins in the step that a class is shown. */
function isNow({ arrow: { sent, end } }: ArrowLayout, { now }: SequenceDrawing): boolean {
  return now !== null && (sent === now || ((end.how === 'received' || end.how === 'lost') && end.step === now));
}

/** Who took part in the step that a class is shown, those first where it happened; and whose lanes it only touches: what it sent is still on its way to them, or was lost. */
export function nodesNow({ layout, now }: Pick<SequenceDrawing, 'layout' | 'now'>): { readonly acting: readonly string[]; readonly touched: readonly string[] } {
  if (now === null) return { acting: [], touched: [] };
  const arrows = layout.arrows.map(({ arrow }) => arrow);
  const ended = (how: 'received' | 'lost') => arrows.filter(({ end }) => end.how === how && end.step === now);
  const sent = arrows.filter((arrow) => arrow.sent === now);
  return {
    acting: [...layout.marks.filter(({ mark }) => mark.step === now).map(({ mark }) => mark.node), ...ended('received').flatMap(({ from, to }) => [to, from]), ...sent.map(({ from }) => from)],
    touched: [...ended('lost').flatMap(({ from, to }) => [to, from]), ...sent.map(({ to }) => to)],
  };
}

function toneOf({ arrow }: ArrowLayout): string {
  const { message, routine } = arrow.envelope;
  const failed = fieldOf(message).is === 'error' ? ' failed' : '';
  return `${message.kind} ${arrow.end.how}${failed}${routine ? ' routine' : ''}`;
}

function words(element: SVGGElement, label: MarkLayout['label']): void {
  select(element).selectAll<SVGTextElement, NonNullable<typeof label>>('text.words').data(label === null ? [] : [label]).join('text').attr('class', 'words')
    .attr('x', ({ box }) => box.x + box.width / 2).attr('y', ({ box }) => box.y + box.height / 2 + FONT * 0.36).text(({ text }) => text);
}

function drawMarks(group: Layer, marks: readonly MarkLayout[], { strings, sentences, timeOf, motion }: SequenceDrawing): void {
  const all = group.selectAll<SVGGElement, MarkLayout>('g.happening').data(marks, ({ key }) => key)
    .join((enter) => enter.append('g').attr('data-fresh', motion.ms > 0 ? '' : null)).order() as unknown as Group<MarkLayout>;
  all.attr('class', ({ tone, mark }) => `happening part tone-${tone} by-${mark.kind}`)
    .attr('data-key', ({ key }) => `mark ${key}`).attr('role', 'button').attr('tabindex', '-1')
    .attr('aria-label', ({ mark }) => strings.markLabel(mark, timeOf(mark.step), sentences(mark)));
  part(all, 'circle', 'touch').attr('cx', ({ at }) => at.x).attr('cy', ({ at }) => at.y).attr('r', 12);
  part(all, 'path', 'glyph').attr('d', ({ glyph }) => GLYPHS[glyph]).attr('transform', ({ at }) => move(at.x, at.y));
  all.each(function label(one) {
    words(this, one.label);
  });
}

/** A line at the present moment; what lies ahead shows through a veil. */
function drawPresent(svg: SVGSVGElement, { layout, strings, motion, left }: SequenceDrawing): void {
  const veil = layer(svg, 'veil').selectAll<SVGRectElement, number>('rect').data([layout.knownUntil]).join('rect').attr('class', 'ahead')
    .attr('width', layout.width).attr('height', layout.height);
  slide(veil, motion, { y: (y) => y });
  const now = layer(svg, 'now').selectAll<SVGGElement, number>('g.moment').data([layout.nowY]).join((enter) => enter.append('g').attr('class', 'moment')) as unknown as Group<number>;
  slide(now, motion, { transform: (y) => move(0, y) });
  part(now, 'path', 'now-line').attr('d', `M${layout.gutter - 6},0 H${layout.width}`);
  const flag = layer(svg, 'flag').selectAll<SVGGElement, number>('g.present').data([layout.nowY]).join((enter) => enter.append('g').attr('class', 'present')) as unknown as Group<number>;
  slide(flag, motion, { transform: (y) => move(left, y) });
  part(flag, 'path', 'now-flag').attr('d', `M2,-8 h${layout.gutter - 14} l8,8 l-8,8 h-${layout.gutter - 14} Z`);
  part(flag, 'text', 'now-word').attr('x', (layout.gutter - 8) / 2).attr('y', 4).text(strings.now);
}
