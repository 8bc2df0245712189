import type { KafkaMessage } from '../../kafka/messages.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Envelope } from '../../world/types.ts';
import { alongPath } from '../shared/geometry.ts';
import type { Box, Point } from '../shared/geometry.ts';
import type { Motion } from '../shared/motion.ts';
import { BOLD, textWidth, wording } from '../shared/text.ts';
import { select } from '../shared/sparing.ts';
import { placeChips } from './chips.ts';
import { messagePosition } from './lanes.ts';
import type { MessagePosition } from './lanes.ts';
import type { ClusterLayout } from './layout.ts';
import { envelopesOf, nodeOf } from './select.ts';
import type { ClusterStrings } from './strings.ts';
import { messageSummary } from './summary.ts';

/** A message where it is drawn. */
interface Drawn {
  readonly envelope: Envelope<KafkaMessage>;
  readonly position: MessagePosition;
  readonly text: string;
  /** Beside the dot; null for routine traffic and in a crowd. */
  readonly chip: Box | null;
}

export interface OverlayDrawing {
  readonly layout: ClusterLayout;
  readonly strings: ClusterStrings;
  readonly motion: Motion;
  /** How long a delivered message takes to its receiver; what it causes is shown after that. */
  readonly arriveMs: number;
  readonly onOpen: (envelopeId: number) => void;
}

/** The messages under way, on a layer of their own: thousands of marks below need not be painted again. */
export class MessageOverlay {
  private readonly svg: SVGSVGElement;
  private drawn: ReadonlyMap<number, Drawn> = new Map();
  private readonly animations = new Set<Animation>();
  private pointed: number | null = null;

  constructor(svg: SVGSVGElement) {
    this.svg = svg;
  }

  /** Whether a message that is drawn has left the wire: delivered, or lost with its connection. */
  hasArrivals(world: KafkaWorld): boolean {
    const onWire = new Set(envelopesOf(world).map((envelope) => envelope.id));
    return [...this.drawn.keys()].some((id) => !onWire.has(id));
  }

  update(world: KafkaWorld, drawing: OverlayDrawing): void {
    this.settle();
    const next = drawnMessages(world, drawing);
    for (const [id, old] of this.drawn) if (!next.has(id)) this.sendOff(old, world, drawing);
    const groups = select(this.svg).selectAll<SVGGElement, Drawn>('g.message:not(.going)').data([...next.values()], (one) => one.envelope.id);
    groups.exit().remove();
    const entered = groups.enter().append('g');
    buildMessage(entered);
    const all = entered.merge(groups);
    const before = this.drawn;
    const animations = this.animations;
    const places = new Map([...next.values()].map((one) => [one.envelope.id, one]));
    all.each(function place(one) {
      drawMessage(this, one, drawing);
      animateIn(this, before.get(one.envelope.id), one, drawing, animations);
    });
    this.drawn = places;
    this.point(this.pointed);
  }

  /** Marks a message; null when none is pointed at. */
  point(envelopeId: number | null): void {
    this.pointed = envelopeId;
    select(this.svg).selectAll<SVGGElement, Drawn>('g.message').classed('pointed', (one) => one.envelope.id === envelopeId);
  }

  /** The message an element belongs to; null when it is none. */
  messageOf(target: EventTarget | null): number | null {
    const group = target instanceof Element ? target.closest<SVGGElement>('g.message') : null;
    return group === null ? null : (select<SVGGElement, Drawn>(group).datum()).envelope.id;
  }

  destroy(): void {
    this.settle();
    select(this.svg).selectAll('*').remove();
  }

  /** A new step does not wait for the last one's show. */
  private settle(): void {
    for (const animation of this.animations) animation.cancel();
    this.animations.clear();
    select(this.svg).selectAll('g.going').remove();
  }

  private sendOff(old: Drawn, world: KafkaWorld, drawing: OverlayDrawing): void {
    if (drawing.arriveMs <= 0) return;
    const connection = world.wire.connections[old.envelope.connection];
    const wasDropped = old.envelope.message.kind !== 'notice' && (connection === undefined || connection.closed);
    const going = select(this.svg).append('g').datum(old).attr('class', 'going').attr('aria-hidden', 'true');
    buildMessage(going as unknown as Messages);
    const element = going.node();
    if (element === null) return;
    drawMessage(element, old, drawing, false);
    element.classList.add('going');
    const end = wasDropped ? old.position : { ...alongPath(old.position.lane.path, 1) };
    const animation = element.animate(keyframes(old.position, end, 1, wasDropped ? 0 : 0.9, old.position.lane.path, old.position.progress, wasDropped), {
      duration: drawing.arriveMs, easing: 'ease-in-out', fill: 'forwards',
    });
    this.animations.add(animation);
    animation.addEventListener('finish', () => {
      element.remove();
      this.animations.delete(animation);
    });
  }
}

const LEAST_DATA_ROOM = 110;

type Messages = ReturnType<typeof groupsIn>;
function groupsIn(svg: SVGSVGElement) {
  return select(svg).selectAll<SVGGElement, Drawn>('g.message');
}

/** Everything on the wire with its place; words only for what is not routine. */
function drawnMessages(world: KafkaWorld, { layout, strings }: OverlayDrawing): ReadonlyMap<number, Drawn> {
  const font = layout.metrics.smallFont * BOLD;
  const dataRoom = Math.max(LEAST_DATA_ROOM, ...Object.values(layout.columns).map((column) => column.width));
  const all = envelopesOf(world).map((envelope) => {
    const position = messagePosition(envelope, world.nowMs, layout);
    // Left of the columns the words keep to the left column, lest they cover a log.
    const room = position.lane.side === 'data' ? dataRoom : layout.metrics.leftWidth - 16;
    return { envelope, position, text: wording(strings.chip(messageSummary(envelope.message)), room, font) };
  });
  const spoken = all.filter(({ envelope }) => !envelope.routine);
  const chips = placeChips(spoken.map(({ envelope, position, text }) => ({ id: envelope.id, position, width: Math.ceil(textWidth(text, font)) + 14 })), layout);
  return new Map(all.map((one) => [one.envelope.id, { ...one, chip: chips.get(one.envelope.id) ?? null }]));
}

function buildMessage(groups: Messages | ReturnType<Messages['append']>): void {
  const entered = groups as Messages;
  entered.append('circle').attr('class', 'touch').attr('r', 11);
  entered.append('path').attr('class', 'stem');
  entered.append('circle').attr('class', 'dot');
  entered.append('rect').attr('class', 'chip').attr('rx', 9);
  entered.append('text').attr('class', 'words');
}

function drawMessage(element: SVGGElement, one: Drawn, drawing: OverlayDrawing, canOpen = true): void {
  const { envelope, position, chip, text } = one;
  const group = select(element).attr('class', `message ${messageTone(envelope)} ${position.lane.side}${canOpen ? ' part' : ''}`).attr('transform', `translate(${position.x},${position.y})`);
  group.select('.dot').attr('r', envelope.routine ? 2.5 : 4.5);
  const dx = (chip?.x ?? 0) - position.x;
  const dy = (chip?.y ?? 0) - position.y;
  group.select('.chip').attr('x', dx).attr('y', dy).attr('width', chip?.width ?? 0).attr('height', chip?.height ?? 0).attr('visibility', chip === null ? 'hidden' : null);
  group.select('.words').attr('x', dx + (chip?.width ?? 0) / 2).attr('y', dy + (chip?.height ?? 0) / 2 + drawing.layout.metrics.smallFont * 0.36).text(chip === null ? '' : text);
  const towardsX = dx < 0 ? dx + (chip?.width ?? 0) : dx;
  group.select('.stem').attr('d', chip === null ? null : `M0,0 L${Math.abs(towardsX) < 30 ? towardsX : 0},${dy + (chip.height / 2)}`);
  if (!canOpen) return;
  const open = (): void => drawing.onOpen(envelope.id);
  group.attr('role', 'button').attr('tabindex', element.getAttribute('tabindex') ?? '-1')
    .attr('aria-label', drawing.strings.messageLabel(messageSummary(envelope.message), nodeOf(envelope.from), nodeOf(envelope.to)))
    .on('click', open);
}

function messageTone(envelope: Envelope<KafkaMessage>): string {
  if (envelope.message.kind === 'notice') return 'notice';
  const failed = messageSummary(envelope.message).detail.is === 'error' ? ' failed' : '';
  return `${envelope.routine ? 'routine ' : ''}${envelope.message.kind}${failed}`;
}

function animateIn(element: SVGGElement, old: Drawn | undefined, one: Drawn, drawing: OverlayDrawing, running: Set<Animation>): void {
  const { ms } = drawing.motion;
  if (ms <= 0) return;
  const isNew = old === undefined;
  if (!isNew && old.position.x === one.position.x && old.position.y === one.position.y) return;
  const frames = isNew
    ? [{ opacity: 0 }, { opacity: 1 }]
    : keyframes(old.position, one.position, 1, 1, one.position.lane.path, old.position.progress, false, one.position.progress);
  const animation = element.animate(frames, { duration: isNew ? ms / 2 : ms, delay: isNew ? drawing.arriveMs : 0, easing: 'ease-in-out', fill: 'backwards' });
  running.add(animation);
  animation.addEventListener('finish', () => running.delete(animation));
}

const FRAMES = 8;

/** Along the lane's bends rather than across them. */
function keyframes(from: Point, to: Point, fromOpacity: number, toOpacity: number, path: readonly Point[], fromShare: number, stays: boolean, toShare = 1): Keyframe[] {
  const points = stays ? [from, to] : Array.from({ length: FRAMES + 1 }, (_, index) => alongPath(path, fromShare + ((toShare - fromShare) * index) / FRAMES));
  return points.map((point, index) => ({
    transform: `translate(${point.x}px, ${point.y}px)`,
    opacity: fromOpacity + ((toOpacity - fromOpacity) * index) / (points.length - 1),
  }));
}
