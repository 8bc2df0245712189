import { select } from 'd3-selection';
import { slide } from '../../shared/motion.ts';
import { BOLD } from '../../shared/text.ts';
import type { Box } from '../../shared/geometry.ts';
import { bottom } from '../../shared/geometry.ts';
import { columnName } from '../cellWords.ts';
import { controlDock } from '../lanes.ts';
import type { ClientStatus, ColumnView, ConsumerView, ControllerView, ProducerView, ZkClientView } from '../types.ts';
import type { Drawing, Group, Layer } from './drawing.ts';
import { isDrawnWith, move, part, selectable, shape } from './drawing.ts';
import type { Shape } from './shapes.ts';

// ── the heads of the columns, and their lanes ─────────────────────────────────────────────────────────────

export function drawHeadings(layer: Layer, drawing: Drawing): void {
  const { layout, scene } = drawing;
  const headings = layer.selectAll<SVGGElement, ColumnView>('g.heading').data(scene.columns, (column) => column.partition)
    .join((enter) => enter.append('g').attr('class', 'heading')) as unknown as Group<ColumnView>;
  slide(headings, drawing.motion, { transform: (column) => move(layout.columns[column.partition]?.heading.x ?? 0, layout.columns[column.partition]?.heading.y ?? 0) });
  headings.each(function draw(column, index) {
    // Many columns, or those folded side by side: the topic once, then only the partitions' numbers.
    const before = scene.columns[index - 1];
    const isFirst = before === undefined || topicOf(before) !== topicOf(column) || isRoomy(before, drawing);
    if (!isDrawnWith(this, column, isFirst, drawing.surroundings)) drawHeading(column, select<SVGGElement, ColumnView>(this) as unknown as Group<ColumnView>, isFirst, scene.columns[index + 1], drawing);
  });
}

const topicOf = ({ partition }: ColumnView): string => partition.slice(0, partition.lastIndexOf('-'));

function drawHeading(column: ColumnView, group: Group<ColumnView>, isFirst: boolean, next: ColumnView | undefined, drawing: Drawing): void {
  const { layout } = drawing;
  const { metrics } = layout;
  const { ruler } = metrics;
  const width = layout.columns[column.partition]?.width ?? 0;
  group.attr('class', `heading${column.offline ? ' leaderless' : ''}`);
  const roomy = isRoomy(column, drawing);
  const name = roomy ? columnName(column.partition, { width }, drawing) : '';
  const line = metrics.headingLine;
  part(group, 'text', 'name').attr('y', line - 3).text(name);
  const nameEnd = ruler.textWidth(name, metrics.font, true) + 10;
  const lost = column.acknowledgedLost.length === 0 || !roomy ? '' : ruler.wording(drawing.strings.acknowledgedLost(column.acknowledgedLost.length), width + metrics.gutter / 2 - nameEnd - 14, metrics.smallFont * BOLD);
  part(group, 'text', 'lost-word').attr('x', nameEnd + 13).attr('y', line - 3).text(lost);
  shape(group, 'lost-sign', () => 'cross').attr('transform', move(nameEnd + 5, line - 7)).attr('visibility', lost === '' ? 'hidden' : null);
  part(group, 'text', 'line').attr('y', 2 * line - 3).text(roomy ? ruler.wording(drawing.strings.columnLine(column), width + metrics.gutter / 2, metrics.smallFont * (column.offline ? BOLD : 1)) : '');
  const topic = topicOf(column);
  part(group, 'text', 'topic').attr('y', line - 4).text(!roomy && isFirst ? ruler.fitted(topic, topicRoom(column, drawing), metrics.smallFont, true) : '');
  const number = column.partition.slice(topic.length + 1);
  const widest = layout.columns[column.partition]?.isFolded === true ? number : '999';
  const every = [1, 5, 10, 50, 100, 500].find((each) => each * width >= ruler.textWidth(widest, metrics.smallFont)) ?? 1000;
  const shown = !roomy && Number(number) % every === 0 && !runsIntoNext(column, next, number, drawing);
  part(group, 'text', 'number').attr('x', width / 2).attr('y', 2 * line - 5).text(shown ? number : '');
}

/** The next topic begins so close by that its 0 and this number would be read as one. */
function runsIntoNext(column: ColumnView, next: ColumnView | undefined, number: string, { layout }: Drawing): boolean {
  if (number === '0' || next === undefined || topicOf(next) === topicOf(column)) return false;
  const [here, there] = [layout.columns[column.partition], layout.columns[next.partition]];
  if (here === undefined || there === undefined) return false;
  const apart = there.x + there.width / 2 - here.x - here.width / 2;
  return apart < layout.metrics.ruler.textWidth(`${number}00`, layout.metrics.smallFont);
}

const isRoomy = ({ partition }: ColumnView, { layout }: Drawing): boolean => layout.detail === 'cells' && layout.columns[partition]?.isFolded === false;

/** A topic's name reaches over the columns of its partitions, and to the right of the last one to the edge. */
function topicRoom(column: ColumnView, drawing: Drawing): number {
  const { layout, scene } = drawing;
  const x = layout.columns[column.partition]?.x ?? 0;
  const next = scene.columns.slice(scene.columns.indexOf(column)).find((one) => topicOf(one) !== topicOf(column) || isRoomy(one, drawing));
  return (next === undefined ? layout.width : (layout.columns[next.partition]?.x ?? layout.width) - TOPIC_GAP) - x;
}

const TOPIC_GAP = 4;

/** A quiet line where each partition's data travels. */
export function drawLanes(layer: Layer, drawing: Drawing): void {
  const { layout, scene } = drawing;
  const boxes = Object.values(layout.rows).map((row) => row.box);
  const [first] = boxes;
  const last = boxes.at(-1);
  const columns = first !== undefined && last !== undefined ? scene.columns.filter((column) => isRoomy(column, drawing)) : [];
  layer.selectAll<SVGPathElement, ColumnView>('path.lane').data(columns, (column) => column.partition).join('path').attr('class', 'lane')
    .attr('d', (column) => `M${layout.columns[column.partition]?.laneX ?? 0},${(first?.y ?? 0) - 4} V${last === undefined ? 0 : bottom(last) + 4}`);
  const x = layout.metrics.margin + layout.metrics.controlLane / 2;
  const top = Object.values(layout.controllers)[0];
  const dock = top === undefined ? { x, y: 0 } : controlDock(top, layout);
  layer.selectAll<SVGPathElement, Box>('path.control-lane').data(top === undefined || last === undefined ? [] : [last]).join('path').attr('class', 'control-lane')
    .attr('d', (row) => `M${dock.x},${dock.y} H${x} V${bottom(row) - 14}`);
}

// ── clients and controllers ───────────────────────────────────────────────────────────────────────────────

interface BoxWords {
  readonly address: string;
  readonly kind: 'producer' | 'consumer' | 'zkClient' | 'controller' | 'zookeeper';
  readonly name: string;
  readonly sign: Shape;
  readonly tone: 'well' | 'changing' | 'gone';
  readonly status: readonly string[];
  readonly line: readonly string[];
  /** A third line. */
  readonly more?: readonly string[];
  readonly label: string;
}

export function drawBoxes(layer: Layer, drawing: Drawing): void {
  const { layout } = drawing;
  const place = (box: BoxWords): Box => layout.clients[box.address] ?? layout.controllers[box.address] ?? { x: 0, y: 0, width: 0, height: 0 };
  const boxes = layer.selectAll<SVGGElement, BoxWords>('g.node').data(wordsOf(drawing), (box) => box.address)
    .join((enter) => enter.append('g')) as unknown as Group<BoxWords>;
  selectable(boxes, drawing, (box) => `node ${box.kind} ${box.tone}`, (box) => box.address, (box) => box.label);
  slide(boxes, drawing.motion, { transform: (box) => move(place(box).x, place(box).y) });
  part(boxes, 'rect', 'frame').attr('width', (box) => place(box).width).attr('height', (box) => place(box).height).attr('rx', 7);
  drawBoxWords(boxes, place, drawing);
}

function drawBoxWords(boxes: Group<BoxWords>, place: (box: BoxWords) => Box, drawing: Drawing): void {
  const { metrics } = drawing.layout;
  const { ruler } = metrics;
  const pad = metrics.leftWidth < 110 ? 6 : 10;
  // A box of one line has its name only.
  const isLow = (box: BoxWords): boolean => place(box).height < 2 * metrics.line;
  const second = (box: BoxWords): number => place(box).height / 2 + (box.more === undefined ? metrics.smallFont + 1 : metrics.smallFont * 0.36);
  const first = (box: BoxWords): number => (box.more === undefined ? place(box).height / 2 + (isLow(box) ? metrics.font * 0.36 : -4) : second(box) - metrics.line);
  const nameSize = (box: BoxWords): number => (isControl(box) ? metrics.smallFont : metrics.font);
  part(boxes, 'text', 'name').attr('x', pad).attr('y', first).text((box) => ruler.fitted(box.name, place(box).width - 2 * pad + 4, nameSize(box) * BOLD));
  const statusWords = (box: BoxWords): string => ruler.wording(box.status, place(box).width - 2 * pad - ruler.textWidth(box.name, metrics.font * BOLD) - 14, metrics.smallFont);
  part(boxes, 'text', 'status').attr('x', (box) => place(box).width - pad).attr('y', first).text(statusWords);
  shape(boxes, 'sign', (box) => box.sign)
    .attr('transform', (box) => `translate(${place(box).width - pad - (statusWords(box) === '' ? 3 : ruler.textWidth(statusWords(box), metrics.smallFont) + 8)},${first(box) - metrics.smallFont * 0.36}) scale(0.85)`)
    .attr('visibility', (box) => (isControl(box) ? 'hidden' : null));
  const words = (box: BoxWords, wordings: readonly string[]): string => {
    const width = place(box).width - 2 * pad + 2;
    return ruler.fitted(ruler.wording(wordings, width, metrics.smallFont), width, metrics.smallFont);
  };
  part(boxes, 'text', 'line').attr('x', pad).attr('y', second).text((box) => (isLow(box) ? '' : words(box, box.line)));
  part(boxes, 'text', 'more').attr('x', pad).attr('y', (box) => second(box) + metrics.line).text((box) => words(box, box.more ?? ['']));
}

const isControl = ({ kind }: BoxWords): boolean => kind === 'controller' || kind === 'zookeeper';

const SIGN: Readonly<Record<ClientStatus, Shape>> = { stopped: 'bar', connected: 'disc', connecting: 'ring', 'awaiting-metadata': 'ring', disconnected: 'cross' };
const TONE: Readonly<Record<ClientStatus, BoxWords['tone']>> = {
  stopped: 'gone', connected: 'well', connecting: 'changing', 'awaiting-metadata': 'changing', disconnected: 'changing',
};

function wordsOf({ scene, strings }: Drawing): readonly BoxWords[] {
  const client = (one: ProducerView | ConsumerView | ZkClientView): Pick<BoxWords, 'address' | 'name' | 'sign' | 'tone' | 'status'> => ({
    address: one.address, name: one.address, sign: SIGN[one.status], tone: TONE[one.status], status: [...strings.status(one.status), ''],
  });
  const zookeepers = scene.zookeeper === null ? [] : [scene.zookeeper];
  return [
    ...zookeepers.map((one): BoxWords => ({
      address: one.address, kind: 'zookeeper', name: 'ZooKeeper', sign: 'disc', tone: one.up ? 'well' : 'gone', status: [''],
      line: strings.sessions(one), more: strings.controllerInOffice(one), label: strings.zookeeperLabel(one),
    })),
    ...scene.controllers.map((one: ControllerView): BoxWords => ({
      address: one.address, kind: 'controller', name: strings.controller(one), sign: 'disc', tone: one.up ? 'well' : 'gone', status: [''],
      line: strings.controllerLine(one), label: strings.controllerLabel(one),
    })),
    ...scene.producers.map((one): BoxWords => ({ ...client(one), kind: 'producer', line: strings.producerLine(one), label: strings.producerLabel(one) })),
    ...scene.zkClients.map((one): BoxWords => ({ ...client(one), kind: 'zkClient', line: strings.zkSession(one), more: strings.zkClientLine(one), label: strings.zkClientLabel(one) })),
    ...scene.consumers.map((one): BoxWords => ({ ...client(one), kind: 'consumer', line: strings.consumerLine(one), label: strings.consumerLabel(one) })),
  ];
}
