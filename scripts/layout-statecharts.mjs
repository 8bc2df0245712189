/** Lays out the statechart of every machine and stores the coordinates: `npm run statecharts`. */
import { writeFileSync } from 'node:fs';
import ELK from 'elkjs/lib/elk.bundled.js';
import { machines } from '../src/kafka/cluster.ts';
import { anyState, entry, head, headOf, sizesOf, touches, waysOf } from '../src/stage/statechart/chart.ts';
import { graphOf, stateOf } from '../src/stage/statechart/graph.ts';

const TARGET = new URL('../src/stage/statechart/layouts.ts', import.meta.url);
/** What the side panel shows without scrolling, in pixels. */
const WIDTH = 288;
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.thoroughness': '30',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
};
/** Without states inside states, what hangs together with nothing else can stand below the rest instead of beside it. */
const FLAT = { 'elk.hierarchyHandling': 'SEPARATE_CHILDREN', 'elk.separateConnectedComponents': 'true', 'elk.aspectRatio': '0.4' };
/** No single setting suits every machine: all are tried, the most readable is kept. */
/** Left and right of what is inside a state. */
const MARGINS = [7, 8, 14, 20];
const LAYERING = 'elk.layered.layering.strategy';
const BOUND = 'elk.layered.layering.coffmanGraham.layerBound';
const option = (name, values) => values.map((value) => ({ [name]: value }));
const TRIED = [
  [{ [LAYERING]: 'NETWORK_SIMPLEX' }, { [LAYERING]: 'COFFMAN_GRAHAM', [BOUND]: '2' }, { [LAYERING]: 'COFFMAN_GRAHAM', [BOUND]: '3' }, { [LAYERING]: 'MIN_WIDTH' }],
  option('elk.layered.nodePlacement.strategy', ['BRANDES_KOEPF', 'NETWORK_SIMPLEX']),
  option('elk.layered.considerModelOrder.strategy', ['NONE', 'PREFER_NODES', 'NODES_AND_EDGES']),
  option('elk.layered.cycleBreaking.strategy', ['MODEL_ORDER', 'DEPTH_FIRST', 'GREEDY']),
  option('elk.randomSeed', ['1', '2', '3']),
];
const SPACING = {
  'elk.spacing.nodeNode': '8',
  'elk.spacing.edgeNode': '8',
  'elk.spacing.edgeEdge': '6',
  'elk.layered.spacing.nodeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeNodeBetweenLayers': '9',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '6',
};

/** The tree that ELK reads; labels, entries and marks are nodes of their own, so that nothing overlaps. */
function treeOf(graph, chosen, margin) {
  const sizes = sizesOf(graph);
  const ways = waysOf(graph);
  const box = (id) => ({ id: idFor(id), ...sizes[id] });
  const stateTree = (id) => {
    const state = stateOf(graph, id);
    if (state.children.length === 0) return box(id);
    const here = ways.filter((way) => way.within === id);
    const top = headOf(graph, id);
    const side = id === '' ? 4 : margin;
    return {
      id: idFor(id),
      children: [
        ...(state.initial === null ? [] : [box(entry(id))]),
        ...here.filter((way) => way.from.includes('')).flatMap((way) => [box(anyState(way)), box(way.id)]),
        ...state.children.flatMap((child) => [stateTree(child), ...here.filter((way) => isUnder(way.from[0], child)).map((way) => box(way.id))]),
      ],
      layoutOptions: {
        ...SPACING,
        'elk.padding': `[top=${top.height + 4},left=${side},bottom=${id === '' ? 4 : 10},right=${side}]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${top.width}, ${top.height})`,
      },
    };
  };
  const root = stateTree('');
  const isFlat = graph.states.every(({ id, children }) => id === '' || children.length === 0);
  return { ...root, layoutOptions: { ...OPTIONS, ...(isFlat ? FLAT : {}), ...chosen, ...root.layoutOptions }, edges: linesOf(graph, ways) };
}

const isUnder = (id, outer) => id === outer || id.startsWith(`${outer}.`);
const idFor = (id) => `n:${id}`;

function linesOf(graph, ways) {
  const line = (from, to) => ({ id: JSON.stringify([from, to]), sources: [idFor(from)], targets: [idFor(to)] });
  return [
    ...graph.states.filter((state) => state.initial !== null).map((state) => line(entry(state.id), state.initial)),
    ...ways.flatMap((way) => [...way.from.map((from) => line(from === '' ? anyState(way) : from, way.id)), line(way.id, way.to)]),
  ];
}

/** ELK's coordinates are relative to the node that holds them; the chart's are absolute. */
function flatten(laidOut) {
  const boxes = {};
  const origin = {};
  const visit = (node, x, y) => {
    origin[node.id] = { x, y };
    for (const child of node.children ?? []) {
      const at = { x: x + child.x, y: y + child.y };
      boxes[child.id.slice(2)] = { x: round(at.x), y: round(at.y), width: round(child.width), height: round(child.height) };
      visit(child, at.x, at.y);
    }
  };
  visit(laidOut, 0, 0);
  const lines = laidOut.edges.map((edge) => {
    const [from, to] = JSON.parse(edge.id);
    const { x, y } = origin[edge.container ?? laidOut.id];
    const [section] = edge.sections;
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    return { from, to, points: points.map((point) => ({ x: round(x + point.x), y: round(y + point.y) })) };
  });
  return { width: round(laidOut.width), height: round(laidOut.height), boxes, lines };
}

const round = (value) => Math.round(value * 2) / 2;

function* combinations([first, ...rest]) {
  if (first === undefined) yield {};
  else for (const inner of combinations(rest)) for (const one of first) yield { ...inner, ...one };
}

/** The lower, the easier to read: fits the panel, is small, has few corners and crossings, begins at the top. */
function cost(graph, layout) {
  const { width, height, boxes, lines } = layout;
  const corners = sum(lines, ({ points }) => points.length - 2);
  const lengths = sum(lines, ({ points }) => sum(pieces(points), ([a, b]) => Math.abs(b.x - a.x) + Math.abs(b.y - a.y)));
  const late = sum(graph.states.filter(({ initial }) => initial !== null), ({ id, initial }) => boxes[initial].y - (boxes[id]?.y ?? 0));
  const tooWide = width > WIDTH ? 1_000 + (width - WIDTH) * 40 : 0;
  return tooWide + width * 0.5 + height + corners * 8 + lengths * 0.1 + late * 1.5 + crossings(lines) * 25 + textsCrossed(graph, layout) * 400;
}

const sum = (items, of) => items.reduce((total, item) => total + of(item), 0);
const pieces = (points) => points.slice(1).map((point, index) => [points[index], point]);

function crossings(lines) {
  const all = lines.flatMap(({ points }, line) => pieces(points).map(([a, b]) => ({ line, x: [Math.min(a.x, b.x), Math.max(a.x, b.x)], y: [Math.min(a.y, b.y), Math.max(a.y, b.y)] })));
  const cross = (a, b) => a.line < b.line && a.x[0] < b.x[1] && b.x[0] < a.x[1] && a.y[0] < b.y[1] && b.y[0] < a.y[1];
  const meet = (a, b) => a.line < b.line && a.x[0] <= b.x[1] && b.x[0] <= a.x[1] && a.y[0] <= b.y[1] && b.y[0] <= a.y[1];
  return sum(all, (a) => all.filter((b) => cross(a, b) || meet(a, b)).length);
}

/** Puts each head where no line runs through it, if there is such a place along the top of its box. */
function withHeads(graph, layout) {
  const heads = {};
  for (const { id } of graph.states.filter((state) => state.children.length > 0)) {
    const box = id === '' ? { x: 0, y: 0, width: layout.width } : layout.boxes[id];
    const { width, height } = headOf(graph, id);
    const places = [];
    for (let x = box.x; x + width <= box.x + box.width; x += 4) places.push({ x, y: box.y, width, height });
    const isFree = (place) => !layout.lines.some(({ points }) => pieces(points).some(([a, b]) => touches(place, a, b)));
    heads[head(id)] = places.find(isFree) ?? { x: box.x, y: box.y, width, height };
  }
  return { ...layout, boxes: { ...layout.boxes, ...heads } };
}

function textsCrossed(graph, { boxes, lines }) {
  const heads = graph.states.flatMap(({ id }) => boxes[head(id)] ?? []);
  return sum(lines, ({ points }) => pieces(points).filter(([a, b]) => heads.some((box) => touches(box, a, b))).length);
}

async function best(graph, margin) {
  const elk = new ELK();
  const found = [];
  for (const chosen of combinations(TRIED)) {
    try {
      const layout = withHeads(graph, flatten(await elk.layout(treeOf(graph, chosen, margin))));
      found.push({ layout, cost: cost(graph, layout) });
    } catch {
      // Some settings do not go with nested states.
    }
  }
  return found.toSorted((a, b) => a.cost - b.cost)[0].layout;
}

/** Wider margins only where a heading has no place otherwise. */
async function layOut(graph) {
  let layout;
  for (const margin of MARGINS) {
    layout = await best(graph, margin);
    if (textsCrossed(graph, layout) === 0) break;
  }
  return layout;
}

const layouts = {};
for (const machine of Object.values(machines)) {
  const graph = graphOf(machine);
  const layout = await layOut(graph);
  layouts[graph.machine] = layout;
  console.log(`${graph.machine}: ${layout.width} × ${layout.height}`);
}
const body = Object.entries(layouts).map(([name, layout]) => `  ${name}: ${JSON.stringify(layout)},`).join('\n');
writeFileSync(TARGET, `import type { ChartLayout } from './chart.ts';

/** Written by \`npm run statecharts\`; not by hand. */
export const LAYOUTS: Readonly<Record<string, ChartLayout>> = {
${body}
};
`);
