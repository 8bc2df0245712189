import type { Selection } from 'd3-selection';
import { anyState, entry, eventsOf, head, LABEL_SIZE, LINE_HEIGHT, linesOf, NAME_SIZE, PADDING } from './chart.ts';
import type { ChartLayout, Line, Way } from './chart.ts';
import type { Graph, StateMark } from './graph.ts';
import { headPath, lineKey, roundedPath, shortened } from './marks.ts';
import type { StatechartStrings } from './strings.ts';

type Svg = Selection<SVGSVGElement, unknown, null, undefined>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

export interface Drawing {
  readonly graph: Graph;
  readonly ways: readonly Way[];
  readonly layout: ChartLayout;
  readonly strings: StatechartStrings;
}

/** Everything that a machine's chart consists of, in no state yet. */
export function drawChart(svg: Svg, drawing: Drawing, onSelect: ((state: string) => void) | undefined): void {
  const { graph, layout } = drawing;
  svg.selectAll('*').interrupt().remove();
  svg.attr('width', layout.width).attr('height', layout.height).attr('viewBox', `0 0 ${layout.width} ${layout.height}`);
  svg.style('--name-size', `${NAME_SIZE}px`).style('--label-size', `${LABEL_SIZE}px`);
  const [around, lines, rest] = ['around', 'lines', 'rest'].map((name) => svg.append('g').attr('class', name)) as unknown as readonly [Layer, Layer, Layer];
  const [machine, ...states] = graph.states;
  if (machine !== undefined && machine.handles.length > 0) {
    around.append('text').attr('class', 'handled').datum('').attr('x', (layout.boxes[head('')]?.x ?? 0) + 4).attr('y', LINE_HEIGHT);
  }
  for (const state of states) drawState(state.children.length > 0 ? around : rest, state, drawing, onSelect);
  for (const line of layout.lines) drawLine(lines, line, drawing);
  for (const way of drawing.ways) drawWay(rest, way, drawing);
  for (const state of graph.states) drawEntry(rest, state, layout);
}

function drawState(layer: Layer, state: StateMark, { layout }: Drawing, onSelect: ((state: string) => void) | undefined): void {
  const box = layout.boxes[state.id];
  if (box === undefined) return;
  const isNested = state.children.length > 0;
  const group = layer.append('g').attr('class', `state ${isNested ? 'nested' : 'leaf'}`).datum(state.id).attr('transform', `translate(${box.x},${box.y})`);
  group.append('rect').attr('class', 'box').attr('width', box.width).attr('height', box.height).attr('rx', 8);
  const events = eventsOf(state);
  if (events.length > 0) group.append('title').attr('lang', 'en').text(events.join(', '));
  const x = isNested ? (layout.boxes[head(state.id)]?.x ?? box.x) - box.x + PADDING : box.width / 2;
  group.append('text').attr('class', 'name').attr('lang', 'en').attr('x', x).attr('y', 18);
  if (events.length > 0) group.append('text').attr('class', 'handled').datum(state.id).attr('x', x).attr('y', 18 + LINE_HEIGHT + 1);
  if (onSelect !== undefined) selectable(group, state.id, onSelect);
}

function selectable(group: Selection<SVGGElement, string, null, undefined>, id: string, onSelect: (state: string) => void): void {
  group.attr('tabindex', 0).attr('role', 'button').attr('aria-label', id);
  group.on('click', (event: MouseEvent) => {
    event.stopPropagation();
    onSelect(id);
  });
  group.on('keydown', (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onSelect(id);
  });
}

function drawLine(layer: Layer, line: Line, { graph, layout }: Drawing): void {
  const hasHead = graph.states.some(({ id }) => id === line.to);
  const points = hasHead ? shortened(line.points) : line.points;
  const group = layer.append('g').attr('class', 'line').datum(lineKey(line));
  const path = roundedPath(points);
  group.append('path').attr('class', 'plain').attr('d', path);
  group.append('path').attr('class', 'traced').attr('d', path).attr('pathLength', 1).attr('stroke-dasharray', '1 1').attr('stroke-dashoffset', 1);
  if (hasHead && layout.boxes[line.to] !== undefined) group.append('path').attr('class', 'head').attr('d', headPath(line.points));
}

function drawWay(layer: Layer, way: Way, { layout, strings }: Drawing): void {
  const any = layout.boxes[anyState(way)];
  if (any !== undefined) drawLabel(layer, 'any', way.id, any, [{ text: strings.anyState, kind: 'word' }]);
  const box = layout.boxes[way.id];
  if (box === undefined) return;
  const lines = way.triggers.flatMap((trigger) => linesOf(trigger).map((text) => ({ text, kind: text.startsWith('[') ? 'guard' : trigger.event === null ? 'always' : 'event' })));
  drawLabel(layer, 'way', way.id, box, lines);
}

function drawLabel(layer: Layer, kind: string, id: string, box: { x: number; y: number; width: number; height: number }, lines: readonly { readonly text: string; readonly kind: string }[]): void {
  const group = layer.append('g').attr('class', kind).datum(id).attr('transform', `translate(${box.x},${box.y})`);
  group.append('rect').attr('class', 'label').attr('width', box.width).attr('height', box.height).attr('rx', 4);
  lines.forEach(({ text, kind: part }, index) => {
    group.append('text').attr('class', part).attr('lang', part === 'word' ? null : 'en').attr('x', box.width / 2).attr('y', (index + 1) * LINE_HEIGHT - 1).text(text);
  });
}

function drawEntry(layer: Layer, state: StateMark, layout: ChartLayout): void {
  const box = layout.boxes[entry(state.id)];
  if (box !== undefined) layer.append('circle').attr('class', 'entry').attr('cx', box.x + box.width / 2).attr('cy', box.y + box.height / 2).attr('r', box.width / 2);
}
