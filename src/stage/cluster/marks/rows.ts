import { slide } from '../../shared/motion.ts';
import { fitted, wording } from '../../shared/text.ts';
import type { BrokerView, ParkedView } from '../types.ts';
import type { Drawing, Group, Layer } from './drawing.ts';
import { move, part, selectable, shape } from './drawing.ts';
import type { Shape } from './shapes.ts';
import { drawControllerTags } from './tags.ts';
import { cardLines, DOCK_ROOM } from '../layout.ts';

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
    drawBroker(broker, brokers.filter((one) => one === broker), drawing);
  });
  drawControllerTags(rows, drawing);
}

function drawBroker(broker: BrokerView, group: Group<BrokerView>, drawing: Drawing): void {
  const { metrics, rows } = drawing.layout;
  const row = rows[broker.address];
  if (row === undefined) return;
  const x = 12;
  const width = row.label.width - x;
  const { nameY, stateY, notesY, step } = cardLines(metrics);
  const tag = broker.controller === null ? undefined : drawing.layout.tags[broker.controller.address];
  const stateWidth = width - 13 - (tag?.isSign === true ? tag.width : 0);
  part(group, 'rect', 'frame').attr('x', 4).attr('y', 3).attr('width', row.label.width - 6).attr('height', row.label.height - 6).attr('rx', 6);
  part(group, 'text', 'name').attr('x', x).attr('y', nameY).text(drawing.strings.broker(broker));
  shape(group, 'state-sign', (one) => signOf(one)).attr('class', (one) => `state-sign ${toneOf(one)}`).attr('transform', move(x + 4, stateY - metrics.smallFont * 0.36));
  part(group, 'text', 'state').attr('x', x + 13).attr('y', stateY).text(fitted(drawing.strings.brokerState(broker.state), stateWidth, metrics.smallFont));
  const notesFrom = notesY + (tag?.isSign === false ? step : 0);
  drawNotes(broker, group, { x, y: notesFrom + metrics.smallFont, width }, row.label.height - DOCK_ROOM, drawing);
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

interface Note {
  readonly key: string;
  readonly kind: 'link' | 'session' | 'parked' | 'more';
  readonly text: string;
  readonly spoken: string;
}

/** Cut and slow links, a session that nobody renews, then the requests that wait here; as many as fit. */
function drawNotes(broker: BrokerView, group: Group<BrokerView>, at: { readonly x: number; readonly y: number; readonly width: number }, end: number, drawing: Drawing): void {
  const { metrics } = drawing.layout;
  const { step } = cardLines(metrics);
  const room = Math.max(0, Math.floor((end - at.y + metrics.smallFont) / step));
  const notes = fewer(notesOf(broker, at.width - 10, drawing), room, drawing);
  const chips = group.selectAll<SVGGElement, Note>('g.note').data(notes, (note) => note.key).join((enter) => {
    const chip = enter.append('g').attr('opacity', 0);
    chip.append('title');
    return chip;
  }) as unknown as Group<Note>;
  chips.attr('class', (note) => `note ${note.kind}`);
  chips.select('title').text((note) => note.spoken);
  const index = new Map(notes.map((note, place) => [note, place]));
  slide(chips, drawing.motion, { transform: (note) => move(at.x - 4, at.y - metrics.smallFont + (index.get(note) ?? 0) * step), opacity: () => 1 });
  part(chips, 'rect', 'pill').attr('width', at.width).attr('height', step - 2).attr('rx', 4);
  part(chips, 'text', 'word').attr('x', 5).attr('y', metrics.smallFont).text((note) => note.text);
}

function fewer(notes: readonly Note[], room: number, drawing: Drawing): readonly Note[] {
  if (notes.length <= room) return notes;
  const shown = notes.slice(0, Math.max(0, room - 1));
  const text = drawing.strings.moreParked(notes.length - shown.length);
  return room === 0 ? [] : [...shown, { key: 'more', kind: 'more', text, spoken: notes.slice(shown.length).map((note) => note.spoken).join('\n') }];
}

function notesOf(broker: BrokerView, width: number, drawing: Drawing): readonly Note[] {
  const font = drawing.layout.metrics.smallFont - 0.5;
  const links = linkWords(broker.address, drawing, width).map((text, index) => ({ key: `link-${index}`, kind: 'link' as const, text, spoken: text }));
  const parked = broker.parked.map((one: ParkedView) => ({
    key: one.key, kind: 'parked' as const, text: wording(drawing.strings.parked(one), width, font), spoken: drawing.strings.parkedLabel(one),
  }));
  return [...links, ...sessionNote(broker, width + 4, font, drawing), ...parked];
}

function sessionNote({ sessionUntilMs }: BrokerView, width: number, font: number, { strings }: Drawing): readonly Note[] {
  if (sessionUntilMs === null) return [];
  const wordings = strings.session(sessionUntilMs);
  return [{ key: 'session', kind: 'session', text: wording(wordings, width, font), spoken: wordings[0] ?? '' }];
}

function linkWords(address: string, drawing: Drawing, width: number): readonly string[] {
  const font = drawing.layout.metrics.smallFont;
  const mine = drawing.scene.links.filter((link) => link.from === address || link.to === address);
  const peer = (link: { readonly from: string; readonly to: string }): string => (link.from === address ? link.to : link.from);
  const cut = mine.filter((link) => link.cut).map(peer);
  const slow = mine.filter((link) => !link.cut && link.extraLatencyMs > 0);
  const most = Math.max(0, ...slow.map((link) => link.extraLatencyMs));
  return [
    ...(cut.length > 0 ? [fitted(wording(drawing.strings.cutOff(cut), width, font), width, font)] : []),
    ...(slow.length > 0 ? [fitted(wording(drawing.strings.slow(slow.map(peer), most), width, font), width, font)] : []),
  ];
}
