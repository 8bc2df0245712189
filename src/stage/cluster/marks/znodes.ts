import { select } from 'd3-selection';
import { BOLD } from '../../shared/text.ts';
import type { Box } from '../../shared/geometry.ts';
import { znodeLine } from '../layout.ts';
import type { ZnodeView } from '../types.ts';
import type { Drawing, Group, Layer } from './drawing.ts';
import { move, part } from './drawing.ts';

/** Under its parent, a znode stands so far to the right. */
const INDENT = 16;
const PAD = 10;

/** The tree of znodes that applications made, a line each. */
export function drawZnodes(layer: Layer, drawing: Drawing): void {
  const { layout, scene, strings } = drawing;
  const boxes = layer.selectAll<SVGGElement, Box>('g.znodes').data(layout.znodes === null ? [] : [layout.znodes])
    .join((enter) => enter.append('g').attr('class', 'znodes').attr('role', 'img')) as unknown as Group<Box>;
  boxes.attr('transform', (box) => move(box.x, box.y)).attr('aria-label', strings.znodesLabel(scene.znodes));
  part(boxes, 'rect', 'card').attr('width', (box) => box.width).attr('height', (box) => box.height).attr('rx', 7);
  part(boxes, 'text', 'title').attr('x', PAD).attr('y', znodeLine(layout.metrics)).text(strings.znodes);
  boxes.each(function draw(box) {
    drawLines(select<SVGGElement, Box>(this), box, drawing);
  });
}

function drawLines(group: ReturnType<typeof select<SVGGElement, Box>>, box: Box, { layout: { metrics }, scene, strings }: Drawing): void {
  const lines = group.selectAll<SVGGElement, ZnodeView>('g.znode').data(scene.znodes, (znode) => znode.path)
    .join((enter) => enter.append('g')).order() as unknown as Group<ZnodeView>;
  lines.attr('class', ({ owner }) => `znode${owner === null ? '' : ' ephemeral'}`).attr('transform', (_znode, index) => move(0, (index + 2) * znodeLine(metrics)));
  const { ruler } = metrics;
  const nameFont = metrics.smallFont * BOLD;
  const marks = (znode: ZnodeView): string => ruler.wording(strings.znodeMarks(znode), box.width * 0.55, metrics.smallFont);
  const x = ({ depth }: ZnodeView): number => PAD + depth * INDENT;
  const room = (znode: ZnodeView): number => box.width - PAD - x(znode) - ruler.textWidth(marks(znode), metrics.smallFont) - 12;
  const name = (znode: ZnodeView): string => ruler.fitted(`/${znode.name}`, room(znode), nameFont);
  part(lines, 'text', 'name').attr('x', x).text(name);
  const data = (znode: ZnodeView): string => {
    const left = room(znode) - ruler.textWidth(name(znode), nameFont) - 10;
    return znode.data === '' || left < 24 ? '' : ruler.fitted(`“${znode.data}”`, left, metrics.smallFont);
  };
  part(lines, 'text', 'data').attr('x', (znode) => x(znode) + ruler.textWidth(name(znode), nameFont) + 10).text(data);
  part(lines, 'text', 'marks').attr('x', box.width - PAD).text(marks);
}
