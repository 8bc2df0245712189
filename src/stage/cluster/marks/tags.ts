import type { BrokerControllerView, BrokerView } from '../types.ts';
import type { Drawing, Group } from './drawing.ts';
import { move, part, selectable, shape } from './drawing.ts';

/** Room for the shield before the word. */
const SHIELD_ROOM = 16;
/** As high as a finger needs. */
const TOUCH_HEIGHT = 24;

/** On a broker's card: the controller that runs there. It is chosen apart from its broker. */
export function drawControllerTags(rows: Group<BrokerView>, drawing: Drawing): void {
  const { layout, strings } = drawing;
  const font = layout.metrics.smallFont - 0.5;
  const placeIn = (controller: BrokerControllerView): { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly isSign: boolean } => {
    const tag = layout.tags[controller.address] ?? { x: 0, y: 0, width: 0, height: 0, isSign: true };
    const row = layout.rows[controller.address.slice(0, controller.address.indexOf('/'))]?.box;
    return { ...tag, x: tag.x - (row?.x ?? 0), y: tag.y - (row?.y ?? 0) };
  };
  const tags = rows.selectAll<SVGGElement, BrokerControllerView>('g.controller-tag')
    .data((broker) => (broker.controller === null ? [] : [broker.controller]), (controller) => controller.address)
    .join((enter) => enter.append('g')) as unknown as Group<BrokerControllerView>;
  tags.attr('transform', (tag) => move(placeIn(tag).x, placeIn(tag).y));
  selectable(tags, drawing, () => 'controller-tag', (tag) => tag.address, (tag) => strings.controllerTagLabel(tag));
  part(tags, 'rect', 'touch').attr('y', (tag) => (placeIn(tag).height - TOUCH_HEIGHT) / 2).attr('width', (tag) => placeIn(tag).width).attr('height', TOUCH_HEIGHT);
  part(tags, 'rect', 'frame').attr('width', (tag) => placeIn(tag).width).attr('height', (tag) => placeIn(tag).height).attr('rx', 7);
  shape(tags, 'shield', () => 'shield').attr('transform', (tag) => `translate(${placeIn(tag).isSign ? placeIn(tag).width / 2 : 10},${placeIn(tag).height / 2}) scale(0.9)`);
  part(tags, 'text', 'word').attr('x', SHIELD_ROOM + 2).attr('y', layout.metrics.smallFont)
    .text((tag) => (placeIn(tag).isSign ? '' : layout.metrics.ruler.wording(strings.controllerTag(tag), placeIn(tag).width - SHIELD_ROOM - 6, font * TAG_WEIGHT)));
}

const TAG_WEIGHT = 1.08;
