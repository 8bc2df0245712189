import { select } from 'd3-selection';
import type { ZoomBehavior } from 'd3-zoom';
import { zoom as zoomBehavior, zoomIdentity } from 'd3-zoom';
import { largeBy } from '../shared/large.ts';
import { AT_ONCE } from '../shared/motion.ts';
import type { WatchedSpacing } from '../shared/spacing.ts';
import { watchSpacing } from '../shared/spacing.ts';
import { noTabStop } from '../shared/noTabStop.ts';
import { drawBody, drawHead, nodesNow, prepare } from './draw.ts';
import type { SequenceDrawing } from './draw.ts';
import { sequenceLayout } from './layout.ts';
import { sideways } from './sideways.ts';
import type { Mark, SequenceView } from './select.ts';
import './sequence.css';
import type { SequenceStrings } from './strings.ts';
import type { ArrowLayout, MarkLayout, SequenceLayout } from './types.ts';

export interface SequenceStageOptions {
  readonly onSelect: (node: string) => void;
  /** A message or a mark was chosen: its step is asked for. */
  readonly onStep: (id: number) => void;
  /** The message that mouse or keyboard rest on, and what is said of it; null when they left. */
  readonly onPoint: (envelopeId: number | null, said: string | null) => void;
  readonly onZoom: (zoom: number) => void;
}

export interface SequenceUpdate {
  readonly strings: SequenceStrings;
  readonly selected: string | null;
  readonly pointed: number | null;
  readonly animateMs: number;
  readonly sentences: (mark: Mark) => readonly string[];
  /** For a class: words as high as the holder's type. */
  readonly presented?: boolean;
}

export const ZOOMS: readonly [number, number] = [0.5, 2.5];
/** Drawn beyond what is in sight, so that scrolling shows no holes. */
const MARGIN = 240;
/** Where the present moment stands after a step that left the part in sight. */
const COMFORT = 0.72;
const EDGE = 64;
/** Of the type in its style sheet. */
const SMALLEST_PX = 11;

type Item = { readonly key: string; readonly y: number; readonly step: number; readonly envelopeId: number | null };

/** The lanes, drawn: D3 owns both svg elements. Their holder scrolls; only what is in sight is drawn. */
export class SequenceStage {
  private readonly head: SVGSVGElement;
  private readonly body: SVGSVGElement;
  private readonly holder: HTMLElement;
  private readonly options: SequenceStageOptions;
  private readonly sizes: ResizeObserver;
  private readonly spacing: WatchedSpacing;
  private readonly zooming: ZoomBehavior<HTMLElement, unknown>;
  private last: { readonly view: SequenceView; readonly update: SequenceUpdate } | null = null;
  private layout: SequenceLayout | null = null;
  private items: readonly Item[] = [];
  /** The item that Tab leads to. */
  private current: string | null = null;
  private zoom = 1;
  private frame = 0;
  private width = 0;
  /** Drawn so much larger than laid out. */
  private scale = 1;
  private isGone = false;

  constructor(head: SVGSVGElement, body: SVGSVGElement, holder: HTMLElement, options: SequenceStageOptions) {
    this.head = head;
    this.body = body;
    this.holder = holder;
    this.options = options;
    head.classList.add('sequence-stage', 'sequence-head');
    body.classList.add('sequence-stage', 'sequence-body');
    prepare(body);
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(holder);
    this.spacing = watchSpacing(() => this.respace());
    this.listen();
    this.zooming = zoomBehavior<HTMLElement, unknown>().scaleExtent([...ZOOMS]).filter(isZooming).on('zoom', ({ transform, sourceEvent }: { transform: { k: number }; sourceEvent: unknown }) => this.zoomedTo(transform.k, sourceEvent));
    select(holder).call(this.zooming).on('dblclick.zoom', null);
  }

  /** Shows a run; the present moment is kept in sight when it moved. */
  update(view: SequenceView, update: SequenceUpdate): void {
    const before = this.last?.view;
    const moved = before === undefined || before.steps[before.present]?.id !== view.steps[view.present]?.id;
    this.last = { view, update };
    this.place();
    this.draw(before === undefined ? 0 : update.animateMs);
    if (moved) this.showPresent(before !== undefined && update.animateMs > 0);
  }

  /** Marks a message without drawing anew. */
  point(envelopeId: number | null): void {
    if (this.last !== null) this.last = { ...this.last, update: { ...this.last.update, pointed: envelopeId } };
    select(this.body).selectAll<SVGElement, unknown>('[data-key]').classed('pointed', function isIt() {
      return this.dataset['key'] === `arrow ${envelopeId}`;
    });
  }

  /** @param by a factor. */
  zoomBy(by: number): void {
    this.zooming.scaleBy(select(this.holder), by);
  }

  resetZoom(): void {
    this.zooming.transform(select(this.holder), zoomIdentity);
  }

  /** Draws all of it into two svg elements of their own, out of sight, for a picture to keep. */
  drawWhole(head: SVGSVGElement, body: SVGSVGElement): { readonly width: number; readonly heights: readonly [number, number] } | null {
    const drawing = this.drawing(0);
    if (drawing === null) return null;
    head.classList.add('sequence-stage');
    body.classList.add('sequence-stage');
    prepare(body);
    const whole = { ...drawing, from: 0, to: Infinity, left: 0, now: null, selected: null, pointed: null };
    drawHead(head, whole);
    drawBody(body, whole);
    return { width: drawing.layout.width, heights: [drawing.layout.headHeight, drawing.layout.height] };
  }

  destroy(): void {
    this.isGone = true;
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
    this.spacing.stop();
    select(this.holder).on('.zoom', null);
    this.holder.removeEventListener('scroll', this.onScroll);
    select(this.body).selectAll('*').interrupt().remove();
    select(this.head).selectAll('*').remove();
  }

  private listen(): void {
    this.holder.addEventListener('scroll', this.onScroll, { passive: true });
    this.body.addEventListener('click', ({ target }) => {
      const item = this.itemOf(target);
      if (item !== undefined) this.options.onStep(item.step);
    });
    noTabStop(this.body);
    for (const type of ['pointerover', 'focusin'] as const) this.body.addEventListener(type, ({ target }) => this.pointAt(target));
    for (const type of ['pointerout', 'focusout'] as const) this.body.addEventListener(type, () => this.pointAt(null));
    this.body.addEventListener('mousedown', (event) => event.preventDefault());
    for (const svg of [this.head, this.body]) svg.addEventListener('keydown', (event) => this.onKey(event));
  }

  private pointAt(target: EventTarget | null): void {
    if (this.isGone) return;
    const item = this.itemOf(target);
    const part = item === undefined ? null : this.body.querySelector(`g.part[data-key="${item.key}"]`);
    this.options.onPoint(item?.envelopeId ?? null, part?.getAttribute('aria-label') ?? null);
  }

  private itemOf(target: EventTarget | null): Item | undefined {
    const key = target instanceof Element ? target.closest<SVGElement>('[data-key]')?.dataset['key'] : undefined;
    return key === undefined ? undefined : this.items.find((item) => item.key === key);
  }

  private readonly onScroll = (): void => {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw(0);
    });
  };

  private fit(): void {
    if (this.last === null || this.holder.clientWidth === 0) return;
    if (this.inSight().width !== this.width) this.place();
    this.draw(0);
  }

  /** Words are set otherwise: everything stands anew, at once. */
  private respace(): void {
    this.place();
    this.draw(0);
  }

  private zoomedTo(zoom: number, source: unknown): void {
    if (zoom === this.zoom || this.last === null) return;
    const at = source instanceof MouseEvent ? (source.clientY - this.holder.getBoundingClientRect().top) / this.scale : this.inSight().height / 2;
    const share = (this.inSight().top + at) / Math.max(1, this.layout?.height ?? 1);
    this.zoom = zoom;
    this.place();
    this.draw(0);
    this.holder.scrollTop = (share * (this.layout?.height ?? 0) - at) * this.scale;
    this.options.onZoom(zoom);
  }

  /** What of the picture the holder shows, in the picture's own pixels. */
  private inSight(): { readonly top: number; readonly width: number; readonly height: number } {
    const { scrollTop, clientWidth, clientHeight } = this.holder;
    return { top: scrollTop / this.scale, width: Math.floor(clientWidth / this.scale), height: Math.floor(clientHeight / this.scale) };
  }

  private place(): void {
    if (this.last === null) return;
    const { view, update } = this.last;
    this.scale = update.presented === true ? largeBy(this.holder, SMALLEST_PX) : 1;
    const { width, height } = this.inSight();
    this.width = width;
    this.layout = sequenceLayout(view, { width: width || 780, height: height || 500, zoom: this.zoom, isPresented: update.presented === true, ruler: this.spacing.ruler }, update.strings);
    this.items = itemsOf(this.layout);
  }

  private drawing(animateMs: number): SequenceDrawing | null {
    if (this.last === null || this.layout === null) return null;
    const { view, update } = this.last;
    const { top, height } = this.inSight();
    return {
      layout: this.layout, strings: update.strings, motion: animateMs > 0 ? { ms: animateMs } : AT_ONCE, selected: update.selected, pointed: update.pointed,
      from: Math.max(0, top - MARGIN), to: top + (height || 700) + MARGIN, sentences: update.sentences,
      timeOf: (step) => view.steps[step]?.nowMs ?? 0, onSelect: this.options.onSelect,
      left: this.holder.scrollLeft / this.scale, now: update.presented === true ? view.present : null,
    };
  }

  private draw(animateMs: number): void {
    const drawing = this.drawing(animateMs);
    if (drawing === null || this.last === null) return;
    const { layout, strings } = drawing;
    for (const [svg, height] of [[this.head, layout.headHeight], [this.body, layout.height]] as const) {
      select(svg).attr('lang', strings.lang).attr('width', layout.width * this.scale).attr('height', height * this.scale).attr('viewBox', `0 0 ${layout.width} ${height}`);
    }
    select(this.body).attr('role', 'group').attr('aria-label', strings.stage(this.last.view));
    select(this.head).attr('role', 'group').attr('aria-label', strings.lanes);
    drawHead(this.head, drawing);
    drawBody(this.body, drawing);
    this.keepOneTabStop();
  }

  private keepOneTabStop(): void {
    const parts = [...this.body.querySelectorAll<SVGGElement>('g.part[data-key]')];
    const { top } = this.inSight();
    const stop = parts.find((part) => part.dataset['key'] === this.current) ?? parts.find((part) => (this.itemOf(part)?.y ?? 0) >= top) ?? parts[0];
    stop?.setAttribute('tabindex', '0');
  }

  /** Up and down go through what happened in order, whether it is in sight or not. Left and right stay the page's: they step. */
  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const part = event.target instanceof Element ? event.target.closest<SVGGElement>('.part') : null;
    if (part === null) return;
    if (event.key === 'Enter' || event.key === ' ') part.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    else this.moveFrom(part, event.key === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    event.stopPropagation();
  }

  private moveFrom(part: SVGGElement, by: 1 | -1): void {
    const at = this.items.findIndex(({ key }) => key === part.dataset['key']);
    const next = this.items[at + by];
    if (next === undefined) return;
    this.current = next.key;
    const { top, height } = this.inSight();
    if (next.y < top + EDGE || next.y > top + height - EDGE) this.holder.scrollTop = (next.y - height / 2) * this.scale;
    this.draw(0);
    this.body.querySelector<SVGGElement>(`g.part[data-key="${next.key}"]`)?.focus({ preventScroll: true });
  }

  private showPresent(smoothly: boolean): void {
    if (this.layout === null) return;
    const { top, height } = this.inSight();
    const y = this.layout.nowY + this.layout.headHeight;
    const isInSight = y >= top + this.layout.headHeight + EDGE && y <= top + height - EDGE;
    const left = this.besideActors(this.layout);
    if (isInSight && left === this.holder.scrollLeft) return;
    this.holder.scrollTo({ top: isInSight ? this.holder.scrollTop : (y - height * COMFORT) * this.scale, left, behavior: smoothly ? 'smooth' : 'instant' });
    if (!smoothly) this.draw(0);
  }

  /** How far to scroll sideways so that a class sees the lanes of this step, in pixels of the page. */
  private besideActors(layout: SequenceLayout): number {
    const { scrollLeft } = this.holder;
    if (this.last?.update.presented !== true || layout.width <= this.inSight().width) return scrollLeft;
    const { acting, touched } = nodesNow({ layout, now: this.last.view.present });
    const xs = [...acting, ...touched].flatMap((node) => layout.lanes.find(({ lane }) => lane.node === node)?.x ?? []);
    return sideways(xs, layout, { left: scrollLeft / this.scale, width: this.inSight().width }) * this.scale;
  }
}

function itemsOf({ arrows, marks }: SequenceLayout): readonly Item[] {
  const messages = arrows.map(({ key, from, step, arrow }: ArrowLayout): Item => ({ key: `arrow ${key}`, y: from.y, step, envelopeId: arrow.envelope.id }));
  const others = marks.map(({ key, at, step }: MarkLayout): Item => ({ key: `mark ${key}`, y: at.y, step, envelopeId: null }));
  return [...others, ...messages].toSorted((a, b) => a.y - b.y);
}

/** Plain wheels and one finger scroll; with Ctrl, or with two fingers, the picture grows. */
function isZooming(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  return 'touches' in event && (event.touches as TouchList).length === 2;
}
