import { select } from 'd3-selection';
import { slide } from '../../shared/motion.ts';
import { brokerWords, linkWords } from '../brokerWords.ts';
import type { BrokerWords, Note } from '../brokerWords.ts';
import type { BrokerView } from '../types.ts';
import type { Drawing, Group, Layer } from './drawing.ts';
import { isDrawnWith, move, part, selectable, shape } from './drawing.ts';
import type { Shape } from './shapes.ts';
import { drawControllerTags } from './tags.ts';
import { cardLines } from '../layout.ts';

/** A row for each broker: its card, and in the left column the broker itself with what waits at it. */
export function drawRows(layer: Layer, drawing: Drawing): void {
  const { layout, scene } = drawing;
  const rows = layer.selectAll<SVGGElement, BrokerView>('g.row').data(scene.brokers, (broker) => broker.address)
    .join((enter) => enter.append('g')) as unknown as Group<BrokerView>;
  rows.attr('class', (broker) => `row ${broker.up ? 'up' : 'down'}`);
  slide(rows, drawing.motion, { transform: (broker) => move(layout.rows[broker.address]?.box.x ?? 0, layout.rows[broker.address]?.box.y ?? 0) });
  part(rows, 'rect', 'card')
    .attr('width', (broker) => layout.rows[broker.address]?.box.width ?? 0)
    .attr('height', (broker) => layout.rows[broker.address]?.box.height ?? 0).attr('rx', 9);
  const brokers = part(rows, 'g', 'broker') as unknown as Group<BrokerView>;
  selectable(brokers, drawing, () => 'broker', (broker) => broker.address, (broker) => [drawing.strings.brokerLabel(broker), ...linkWords(broker.address, drawing, 9999)].join(', '));
  brokers.each(function draw(broker) {
    if (!isDrawnWith(this, broker, drawing.surroundings)) drawBroker(broker, select<SVGGElement, BrokerView>(this) as unknown as Group<BrokerView>, drawing);
  });
  drawControllerTags(rows, drawing);
}

function drawBroker(broker: BrokerView, group: Group<BrokerView>, drawing: Drawing): void {
  const { metrics, rows } = drawing.layout;
  const row = rows[broker.address];
  if (row === undefined) return;
  const words = brokerWords(broker, drawing);
  const { nameY, stateY } = cardLines(metrics);
  part(group, 'rect', 'frame').attr('x', 4).attr('y', 3).attr('width', row.label.width - 6).attr('height', row.label.height - 6).attr('rx', 6);
  part(group, 'text', 'name').attr('x', words.x).attr('y', nameY).text(drawing.strings.broker(broker));
  shape(group, 'state-sign', (one) => signOf(one)).attr('class', (one) => `state-sign ${toneOf(one)}`).attr('transform', move(words.x + 4, stateY - metrics.smallFont * 0.36));
  part(group, 'text', 'state').attr('x', words.x + 13).attr('y', stateY).text(words.state);
  drawNotes(words, group, drawing);
}

function signOf(broker: BrokerView): Shape {
  if (!broker.up) return 'cross';
  if (broker.state === 'fenced') return 'triangle';
  return broker.state === 'running' ? 'disc' : 'ring';
}

function toneOf(broker: BrokerView): string {
  if (!broker.up) return 'gone';
  return broker.state === 'running' ? 'well' : 'changing';
}

function drawNotes({ notes, x, width, notesY }: BrokerWords, group: Group<BrokerView>, drawing: Drawing): void {
  const { metrics } = drawing.layout;
  const { step } = cardLines(metrics);
  const chips = group.selectAll<SVGGElement, Note>('g.note').data(notes, (note) => note.key).join((enter) => {
    const chip = enter.append('g').attr('opacity', 0);
    chip.append('title');
    return chip;
  }) as unknown as Group<Note>;
  chips.attr('class', (note) => `note ${note.kind}`);
  chips.select('title').text((note) => note.spoken);
  const index = new Map(notes.map((note, place) => [note, place]));
  slide(chips, drawing.motion, { transform: (note) => move(x - 4, notesY + (index.get(note) ?? 0) * step), opacity: () => 1 });
  part(chips, 'rect', 'pill').attr('width', width).attr('height', step - 2).attr('rx', 4);
  part(chips, 'text', 'word').attr('x', 5).attr('y', metrics.smallFont).text((note) => note.text);
}
