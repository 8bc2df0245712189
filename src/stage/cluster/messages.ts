import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { alongPath, corners, hull } from '../shared/geometry.ts';
import type { Point } from '../shared/geometry.ts';
import type { Motion } from '../shared/motion.ts';
import { select } from '../shared/sparing.ts';
import type { Sight } from './brokerWords.ts';
import { isDrawnWith } from './marks/drawing.ts';
import { leaderLine } from './labels.ts';
import { envelopesOf, nodeOf } from './select.ts';
import type { UnderWay } from './underWay.ts';

export interface OverlayDrawing {
  readonly sight: Sight;
  readonly era: EraId;
  readonly motion: Motion;
  /** How long a delivered message takes to its receiver; what it causes is shown after that. */
  readonly arriveMs: number;
  readonly onOpen: (envelopeId: number) => void;
}

/** The messages under way, on a layer of their own: thousands of marks below need not be painted again. */
export class MessageOverlay {
  private readonly svg: SVGSVGElement;
  private drawn: ReadonlyMap<number, UnderWay> = new Map();
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

  update(world: KafkaWorld, underWay: readonly UnderWay[], drawing: OverlayDrawing): void {
    this.settle();
    const next = new Map(underWay.map((one) => [one.envelope.id, one]));
    for (const [id, old] of this.drawn) if (!next.has(id)) this.sendOff(old, world, drawing);
    const groups = select(this.svg).selectAll<SVGGElement, UnderWay>('g.message:not(.going)').data([...next.values()], (one) => one.envelope.id);
    groups.exit().remove();
    const entered = groups.enter().append('g');
    buildMessage(entered);
    const all = entered.merge(groups);
    const before = this.drawn;
    const animations = this.animations;
    all.each(function place(one) {
      drawMessage(this, one, drawing);
      animateIn(this, before.get(one.envelope.id), one, drawing, animations);
    });
    this.drawn = next;
    if (this.pointed !== null) this.point(this.pointed);
  }

  /** Marks a message; null when none is pointed at. */
  point(envelopeId: number | null): void {
    this.pointed = envelopeId;
    select(this.svg).selectAll<SVGGElement, UnderWay>('g.message').classed('pointed', (one) => one.envelope.id === envelopeId);
  }

  /** The message an element belongs to; null when it is none. */
  messageOf(target: EventTarget | null): number | null {
    const group = target instanceof Element ? target.closest<SVGGElement>('g.message') : null;
    return group === null ? null : (select<SVGGElement, UnderWay>(group).datum()).envelope.id;
  }

  destroy(): void {
    this.settle();
    select(this.svg).selectAll('*').remove();
  }

  /** A new step does not wait for the last one's show. */
  private settle(): void {
    // What is gone first: ending the movement of what still stands there costs more.
    select(this.svg).selectAll('g.going').remove();
    for (const animation of this.animations) animation.cancel();
    this.animations.clear();
  }

  private sendOff(old: UnderWay, world: KafkaWorld, drawing: OverlayDrawing): void {
    if (drawing.arriveMs <= 0) return;
    const connection = world.wire.connections.get(old.envelope.connection);
    const wasDropped = old.envelope.message.kind !== 'notice' && (connection === undefined || connection.closed);
    const going = select(this.svg).append('g').datum(old).attr('class', 'going').attr('aria-hidden', 'true');
    buildMessage(going as unknown as Messages);
    const element = going.node();
    if (element === null) return;
    drawMessage(element, old, drawing, false);
    element.classList.add('going');
    const there = { ...standing(old), share: wasDropped ? old.position.progress : 1 };
    const animation = element.animate(keyframes(old.position.lane.path, standing(old), there, wasDropped ? 0 : 0.9), {
      duration: drawing.arriveMs, easing: 'ease-in-out', fill: 'forwards',
    });
    this.animations.add(animation);
    animation.addEventListener('finish', () => {
      element.remove();
      this.animations.delete(animation);
    });
  }
}

type Messages = ReturnType<typeof groupsIn>;
function groupsIn(svg: SVGSVGElement) {
  return select(svg).selectAll<SVGGElement, UnderWay>('g.message');
}

function buildMessage(groups: Messages | ReturnType<Messages['append']>): void {
  const entered = groups as Messages;
  entered.append('path').attr('class', 'touch');
  entered.append('path').attr('class', 'stem');
  entered.append('circle').attr('class', 'dot');
  entered.append('rect').attr('class', 'chip');
  entered.append('text').attr('class', 'words');
}

function drawMessage(element: SVGGElement, one: UnderWay, drawing: OverlayDrawing, canOpen = true): void {
  const { envelope, summary, position, dot, chip, text } = one;
  const { strings, layout } = drawing.sight;
  // Most messages under way stay where they are at a step.
  if (isDrawnWith(element, envelope, dot.x, dot.y, chip.x, chip.y, chip.width, text, one.isQuiet, position.lane.side, layout.metrics.smallFont, strings, drawing.era, drawing.onOpen)) return;
  const group = select(element).attr('class', `message ${messageTone(one)} ${position.lane.side}${one.isQuiet ? ' quiet' : ''}${canOpen ? ' part' : ''}`).attr('transform', `translate(${dot.x},${dot.y})`);
  group.select('.dot').attr('r', envelope.routine ? 2.5 : 4.5);
  const [dx, dy] = [chip.x - dot.x, chip.y - dot.y];
  group.select('.chip').attr('x', dx).attr('y', dy).attr('width', chip.width).attr('height', chip.height).attr('rx', chip.height / 2);
  group.select('.words').attr('x', dx + chip.width / 2).attr('y', dy + chip.height / 2 + layout.metrics.smallFont * 0.36).text(text);
  group.select('.touch').attr('d', touchShape(one));
  const line = leaderLine(dot, chip);
  group.select('.stem').attr('d', line === null ? null : `M0,0 L${line[1].x - dot.x},${line[1].y - dot.y}`);
  if (!canOpen) return;
  const open = (): void => drawing.onOpen(envelope.id);
  group.attr('role', 'button').attr('tabindex', element.getAttribute('tabindex') ?? '-1')
    .attr('aria-label', strings.messageLabel(summary, nodeOf(envelope.from), nodeOf(envelope.to)))
    .on('click', open);
}

/** Half as wide as a finger is sure to hit. */
const TOUCH = 12;
/** Farther from its dot, a label takes clicks for itself and not for all that lies between. */
const TOGETHER = 48;

/** Where a click means the message: its dot, and with it the label beside. */
function touchShape({ dot, chip, isQuiet }: UnderWay): string {
  const around = { x: -TOUCH, y: -TOUCH, width: 2 * TOUCH, height: 2 * TOUCH };
  const line = leaderLine(dot, chip);
  const isApart = isQuiet || (line !== null && Math.hypot(line[1].x - dot.x, line[1].y - dot.y) > TOGETHER);
  const points = hull([...corners(around), ...(isApart ? [] : corners({ ...chip, x: chip.x - dot.x, y: chip.y - dot.y }))]);
  return `M${points.map(({ x, y }) => `${x},${y}`).join('L')}Z`;
}

function messageTone({ envelope, summary }: UnderWay): string {
  if (summary.kind === 'notice') return 'notice';
  const failed = summary.detail.is === 'error' ? ' failed' : '';
  return `${envelope.routine ? 'routine ' : ''}${summary.kind}${failed}`;
}

function animateIn(element: SVGGElement, old: UnderWay | undefined, one: UnderWay, drawing: OverlayDrawing, running: Set<Animation>): void {
  const { ms } = drawing.motion;
  if (ms <= 0) return;
  const isNew = old === undefined;
  if (!isNew && old.dot.x === one.dot.x && old.dot.y === one.dot.y) return;
  const frames = isNew ? [{ opacity: 0 }, { opacity: 1 }] : keyframes(one.position.lane.path, standing(old), standing(one), 1);
  const animation = element.animate(frames, { duration: isNew ? ms / 2 : ms, delay: isNew ? drawing.arriveMs : 0, easing: 'ease-in-out', fill: 'backwards' });
  running.add(animation);
  animation.addEventListener('finish', () => running.delete(animation));
}

/** How far along its lane a dot is, and how far beside it. */
interface Standing {
  readonly share: number;
  readonly aside: Point;
}

function standing({ position, dot }: UnderWay): Standing {
  return { share: position.progress, aside: { x: dot.x - position.x, y: dot.y - position.y } };
}

const FRAMES = 8;

/** Along the lane's bends rather than across them. */
function keyframes(path: readonly Point[], from: Standing, to: Standing, toOpacity: number): Keyframe[] {
  return Array.from({ length: FRAMES + 1 }, (_, index) => {
    const done = index / FRAMES;
    const between = (start: number, end: number): number => start + (end - start) * done;
    const { x, y } = alongPath(path, between(from.share, to.share));
    const transform = `translate(${x + between(from.aside.x, to.aside.x)}px, ${y + between(from.aside.y, to.aside.y)}px)`;
    return { transform, opacity: between(1, toOpacity) };
  });
}
