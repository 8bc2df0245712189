/** Lays out the statechart of every machine and stores the coordinates: `npm run statecharts`. */
import { writeFileSync } from 'node:fs';
import ELK from 'elkjs/lib/elk.bundled.js';
import { machines } from '../src/kafka/cluster.ts';
import { anyState, entry, headOf, sizesOf, waysOf } from '../src/stage/statechart/chart.ts';
import { graphOf, stateOf } from '../src/stage/statechart/graph.ts';

const TARGET = new URL('../src/stage/statechart/layouts.ts', import.meta.url);
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.mergeEdges': 'true',
  'elk.layered.mergeHierarchyEdges': 'true',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.thoroughness': '40',
};
const SPACING = {
  'elk.spacing.nodeNode': '10',
  'elk.spacing.edgeNode': '8',
  'elk.spacing.edgeEdge': '7',
  'elk.layered.spacing.nodeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeNodeBetweenLayers': '9',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '7',
};

/** The tree that ELK reads; labels, entries and marks are nodes of their own, so that nothing overlaps. */
function treeOf(graph) {
  const sizes = sizesOf(graph);
  const ways = waysOf(graph);
  const box = (id) => ({ id: idFor(id), ...sizes[id] });
  const stateTree = (id) => {
    const state = stateOf(graph, id);
    if (state.children.length === 0) return box(id);
    const here = ways.filter((way) => way.within === id);
    const head = headOf(graph, id);
    const side = id === '' ? 4 : 10;
    return {
      id: idFor(id),
      children: [
        ...(state.initial === null ? [] : [box(entry(id))]),
        ...state.children.map(stateTree),
        ...here.map((way) => box(way.id)),
        ...here.filter((way) => way.from.includes('')).map((way) => box(anyState(way))),
      ],
      layoutOptions: {
        ...SPACING,
        'elk.padding': `[top=${head.height + (id === '' ? 4 : 4)},left=${side},bottom=${id === '' ? 4 : 10},right=${side}]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${head.width}, ${head.height})`,
      },
    };
  };
  const root = stateTree('');
  return { ...root, layoutOptions: { ...OPTIONS, ...root.layoutOptions }, edges: linesOf(graph, ways) };
}

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

const elk = new ELK();
const layouts = {};
for (const machine of Object.values(machines)) {
  const graph = graphOf(machine);
  layouts[graph.machine] = flatten(await elk.layout(treeOf(graph)));
  console.log(`${graph.machine}: ${layouts[graph.machine].width} × ${layouts[graph.machine].height}`);
}
const body = Object.entries(layouts).map(([name, layout]) => `  ${name}: ${JSON.stringify(layout)},`).join('\n');
writeFileSync(TARGET, `import type { ChartLayout } from './chart.ts';

/** Written by \`npm run statecharts\`; not by hand. */
export const LAYOUTS: Readonly<Record<string, ChartLayout>> = {
${body}
};
`);
