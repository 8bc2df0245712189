import { bringIntoSight } from '../shared/camera.ts';
import { largeBy } from '../shared/large.ts';
import { AT_ONCE } from '../shared/motion.ts';
import { noTabStop } from '../shared/noTabStop.ts';
import type { WatchedSpacing } from '../shared/spacing.ts';
import { watchSpacing } from '../shared/spacing.ts';
import { select } from '../shared/sparing.ts';
import { drawGroup, prepare } from './draw.ts';
import './group.css';
import { valueAt } from './charts.ts';
import { groupLayout, timeAt } from './layout.ts';
import type { GroupLayout, GroupView } from './types.ts';
import type { GroupStrings } from './strings.ts';

export interface GroupStageOptions {
  readonly onSelect: (address: string) => void;
  /** What is said of the part that mouse or keyboard rest on; null when they left. */
  readonly onHint: (said: string | null) => void;
}

export interface GroupUpdate {
  readonly strings: GroupStrings;
  readonly selected: string | null;
  readonly animateMs: number;
  readonly lower: 'partitions' | 'metrics';
  readonly addressOf: (partition: string) => string | null;
  /** For a class: words as high as the holder's type. */
  readonly presented?: boolean;
  /** Who took part in the present step. */
  readonly acting?: readonly string[];
}

/** Of the type in its style sheet. */
const SMALLEST_PX = 11;

/** The group's picture: D3 owns the svg; its holder scrolls when there is more than fits. */
export class GroupStage {
  private readonly svg: SVGSVGElement;
  private readonly holder: HTMLElement;
  private readonly options: GroupStageOptions;
  private readonly sizes: ResizeObserver;
  private readonly spacing: WatchedSpacing;
  private readX: number | null = null;
  /** Drawn so much larger than laid out. */
  private scale = 1;
  private last: { readonly view: GroupView; readonly update: GroupUpdate } | null = null;

  constructor(svg: SVGSVGElement, holder: HTMLElement, options: GroupStageOptions) {
    this.svg = svg;
    this.holder = holder;
    this.options = options;
    svg.classList.add('group-stage');
    prepare(svg);
    this.sizes = new ResizeObserver(() => this.draw(0));
    this.sizes.observe(holder);
    this.spacing = watchSpacing(() => this.draw(0));
    svg.addEventListener('click', ({ target }) => this.choose(target));
    svg.addEventListener('keydown', (event) => this.onKey(event));
    svg.addEventListener('pointermove', (event) => this.readAt(event));
    svg.addEventListener('pointerleave', () => this.readAt(null));
    svg.addEventListener('mousedown', (event) => event.preventDefault());
    noTabStop(svg);
    for (const type of ['pointerover', 'focusin'] as const) svg.addEventListener(type, ({ target }) => options.onHint(partOf(target)?.getAttribute('aria-label') ?? null));
    for (const type of ['pointerout', 'focusout'] as const) svg.addEventListener(type, () => options.onHint(null));
  }

  update(view: GroupView, update: GroupUpdate): void {
    const isFirst = this.last === null || this.last.view.group !== view.group;
    this.last = { view, update };
    this.draw(isFirst ? 0 : update.animateMs);
  }

  destroy(): void {
    this.sizes.disconnect();
    this.spacing.stop();
    select(this.svg).selectAll('*').interrupt().remove();
  }

  private draw(animateMs: number): void {
    if (this.last === null) return;
    const { view, update } = this.last;
    this.scale = update.presented === true ? largeBy(this.holder, SMALLEST_PX) : 1;
    const layout = this.fitting(view, update);
    select(this.svg).attr('lang', update.strings.lang).attr('role', 'group').attr('aria-label', update.strings.stage(view))
      .attr('width', layout.width * this.scale).attr('height', layout.height * this.scale).attr('viewBox', `0 0 ${layout.width} ${layout.height}`);
    drawGroup(this.svg, { view, layout, strings: update.strings, motion: animateMs > 0 ? { ms: animateMs } : AT_ONCE, selected: update.selected, acting: new Set(update.acting), addressOf: update.addressOf });
    this.keepOneTabStop();
    this.follow(layout, update, animateMs > 0);
  }

  /** Over the charts, values are read where the mouse is. */
  private readAt(event: PointerEvent | null): void {
    if (this.last?.update.lower !== 'metrics') return;
    const x = event === null ? null : (event.clientX - this.svg.getBoundingClientRect().left) / this.scale;
    if (x === this.readX) return;
    this.readX = x;
    this.draw(0);
    this.options.onHint(x === null ? null : this.readings(x));
  }

  private readings(x: number): string | null {
    if (this.last === null) return null;
    const { view, update } = this.last;
    const atMs = timeAt(view, { width: this.width(), ruler: this.spacing.ruler }, x);
    if (atMs === null) return null;
    const values = view.series.flatMap((series) => {
      const value = valueAt(series, atMs);
      return value === null ? [] : [[series.name, value] as const];
    });
    return values.length === 0 ? null : update.strings.readings(atMs, values);
  }

  /** For a class air gives way, words do not. What is higher even then scrolls. */
  private fitting(view: GroupView, { lower, strings, presented }: GroupUpdate): GroupLayout {
    const room = { width: this.width(), lower, readX: this.readX, ruler: this.spacing.ruler };
    const layout = groupLayout(view, room, strings);
    return presented !== true || this.isInSight(layout) ? layout : groupLayout(view, { ...room, isTight: true }, strings);
  }

  private isInSight({ height }: GroupLayout): boolean {
    return height * this.scale <= this.holder.clientHeight;
  }

  /** A picture that is higher than its holder shows a class whose turn it is. */
  private follow(layout: GroupLayout, { presented, acting = [] }: GroupUpdate, smoothly: boolean): void {
    if (presented !== true || this.isInSight(layout)) return;
    bringIntoSight(layout.lanes.filter(({ lane }) => acting.includes(lane.consumer)).map(({ row }) => row), this.holder, this.scale, smoothly);
  }

  private width(): number {
    return Math.floor(this.holder.clientWidth / this.scale) || 780;
  }

  private parts(): readonly SVGGElement[] {
    return [...this.svg.querySelectorAll<SVGGElement>('g.part')];
  }

  private keepOneTabStop(): void {
    const parts = this.parts();
    if (!parts.some((part) => part.getAttribute('tabindex') === '0')) parts[0]?.setAttribute('tabindex', '0');
  }

  private choose(target: EventTarget | null): void {
    const address = partOf(target)?.dataset['address'];
    if (address !== undefined) this.options.onSelect(address);
  }

  /** Up and down go from part to part; left and right stay the page's: they step. */
  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const part = partOf(event.target);
    if (part === null) return;
    if (event.key === 'Enter' || event.key === ' ') this.choose(part);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') this.moveFrom(part, event.key === 'ArrowDown' ? 1 : -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private moveFrom(part: SVGGElement, by: 1 | -1): void {
    const parts = this.parts();
    const next = parts[parts.indexOf(part) + by];
    if (next === undefined) return;
    part.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  }
}

function partOf(target: EventTarget | null): SVGGElement | null {
  return target instanceof Element ? target.closest<SVGGElement>('g.part') : null;
}
