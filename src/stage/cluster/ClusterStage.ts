import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { bringIntoSight } from '../shared/camera.ts';
import { typeOf } from '../shared/large.ts';
import { AT_ONCE, leave, slide } from '../shared/motion.ts';
import { noTabStop } from '../shared/noTabStop.ts';
import type { WatchedSpacing } from '../shared/spacing.ts';
import { watchSpacing } from '../shared/spacing.ts';
import { select } from '../shared/sparing.ts';
import './cluster.css';
import { boxOf } from './boxOf.ts';
import { StageKeyboard } from './keyboard.ts';
import { drawBoxes, drawHeadings, drawLanes } from './marks/around.ts';
import { drawCell } from './marks/cell.ts';
import { move, selectable } from './marks/drawing.ts';
import type { Drawing, Group, Layer } from './marks/drawing.ts';
import { drawRows } from './marks/rows.ts';
import { drawStrips } from './marks/strips.ts';
import { drawZnodes } from './marks/znodes.ts';
import { MessageOverlay } from './messages.ts';
import { Outlooks, sceneIn, withMessages } from './outlook.ts';
import type { Conditions, LaidOut, Outlook } from './outlook.ts';
import { presentedLayout } from './presented.ts';
import type { Presented } from './presented.ts';
import type { BuiltScene } from './scene.ts';
import type { ClusterStrings } from './strings.ts';
import type { CellView } from './types.ts';

export interface ClusterStageOptions {
  readonly strings: ClusterStrings;
  readonly onSelect: (address: string) => void;
  readonly onOpenMessage: (envelopeId: number) => void;
  /** Mouse or keyboard came to rest on a message, or left it. */
  readonly onPoint?: (envelopeId: number | null) => void;
  /** Nothing moves; also settable with each update. */
  readonly reducedMotion: boolean;
}

export interface ClusterStageUpdate {
  /** Whose names APIs bear. */
  readonly era: EraId;
  /** How long the change may be shown, in milliseconds of the page; 0 while scrubbing. */
  readonly animateMs: number;
  /** Addresses a lesson points at. */
  readonly focus: readonly string[];
  readonly selected: string | null;
  /** Another language from now on. */
  readonly strings?: ClusterStrings;
  readonly reducedMotion?: boolean;
  readonly label?: 'value' | 'key';
  readonly internalTopics?: boolean;
  /** For a class: words as high as the holder's type, all of it in sight. */
  readonly presented?: boolean;
  /** Who took part in the present step; of a world without a step, those of the focus are what is looked at. */
  readonly acting?: readonly string[];
}

/** A delivered message arrives in this share of the time; what it causes follows. */
const ARRIVING = 0.4;
const LAYERS = ['lanes', 'rows', 'headings', 'cells', 'boxes'] as const;

/**
 * The cluster, drawn: D3 owns everything inside the two svg elements. The overlay lies over the stage and carries
 * the messages. Both take the size of the element that holds them and may be higher, which then scrolls.
 */
export class ClusterStage {
  private readonly svg: SVGSVGElement;
  private readonly overlaySvg: SVGSVGElement;
  private readonly options: ClusterStageOptions;
  private readonly overlay: MessageOverlay;
  private readonly keyboard: StageKeyboard;
  private readonly sizes: ResizeObserver;
  private readonly spacing: WatchedSpacing;
  private strings: ClusterStrings;
  private last: { readonly world: KafkaWorld; readonly update: ClusterStageUpdate } | null = null;
  private scene: BuiltScene | undefined;
  private laidOut: LaidOut | null = null;
  private readonly outlooks = new Outlooks();
  private drawnFor = '';
  private drawnCells = new Map<string, CellView>();
  /** What a message on its way to its receiver will cause. */
  private pending = 0;
  private size = { width: 0, height: 0 };
  /** Of a crowded picture for a class, the partitions that were drawn in full. */
  private open: readonly string[] = [];

  constructor(svg: SVGSVGElement, overlay: SVGSVGElement, options: ClusterStageOptions) {
    this.svg = svg;
    this.overlaySvg = overlay;
    this.options = options;
    this.strings = options.strings;
    svg.classList.add('cluster-stage');
    overlay.classList.add('cluster-stage', 'cluster-overlay');
    for (const name of LAYERS) select(svg).append('g').attr('class', `layer ${name}`);
    this.overlay = new MessageOverlay(overlay);
    this.keyboard = new StageKeyboard([svg, overlay]);
    this.sizes = new ResizeObserver(() => this.fit());
    if (svg.parentElement !== null) this.sizes.observe(svg.parentElement);
    this.spacing = watchSpacing(() => this.respace());
    noTabStop(overlay);
    for (const type of ['pointerover', 'focusin'] as const) overlay.addEventListener(type, ({ target }) => options.onPoint?.(this.overlay.messageOf(target)));
    for (const type of ['pointerout', 'focusout'] as const) overlay.addEventListener(type, () => options.onPoint?.(null));
    this.measure();
  }

  /** Marks a message without drawing anew. */
  point(envelopeId: number | null): void {
    this.overlay.point(envelopeId);
  }

  /** Shows a world; what changed since the last one moves there. */
  update(world: KafkaWorld, update: ClusterStageUpdate): void {
    this.strings = update.strings ?? this.strings;
    const isStill = this.last === null || (update.reducedMotion ?? this.options.reducedMotion);
    this.last = { world, update };
    this.draw(world, update, isStill ? 0 : update.animateMs);
  }

  /** Works out what `update` will show of a world that may come next, so that it has only to be drawn then. */
  prepare(world: KafkaWorld): void {
    if (this.last !== null && this.last.update.presented !== true) this.outlooks.prepare(world, this.conditions(this.last.update));
  }

  destroy(): void {
    this.sizes.disconnect();
    this.spacing.stop();
    clearTimeout(this.pending);
    this.keyboard.destroy();
    this.overlay.destroy();
    select(this.svg).selectAll('*').interrupt().remove();
  }

  /** The holder's size changed: everything stands anew, at once. */
  private fit(): void {
    if (this.measure() && this.last !== null) this.draw(this.last.world, this.last.update, 0);
  }

  /** Words are set otherwise: everything stands anew, at once. */
  private respace(): void {
    this.laidOut = null;
    if (this.last !== null) this.draw(this.last.world, this.last.update, 0);
  }

  private measure(): boolean {
    const holder = this.svg.parentElement;
    const width = Math.floor(holder?.clientWidth ?? 0) || 780;
    const height = Math.floor(holder?.clientHeight ?? 0) || 650;
    if (width === this.size.width && height === this.size.height) return false;
    this.size = { width, height };
    return true;
  }

  private draw(world: KafkaWorld, update: ClusterStageUpdate, animateMs: number): void {
    const conditions = this.conditions(update);
    const { scale, ...outlook } = update.presented === true ? this.presented(world, update, conditions) : { ...this.outlooks.take(world, conditions), scale: 1 };
    const { scene, layout, surroundings, underWay } = outlook;
    const arriveMs = this.overlay.hasArrivals(world) ? animateMs * ARRIVING : 0;
    const motion = animateMs <= 0 ? AT_ONCE : { ms: animateMs - arriveMs };
    const drawing: Drawing = { scene, layout, strings: this.strings, motion, selected: update.selected, focus: new Set(update.focus), acting: new Set(update.acting), onSelect: this.options.onSelect, surroundings };
    this.scene = scene;
    this.laidOut = update.presented === true ? null : { scene, size: this.size, layout };
    this.frame(scene, { layout, scale }, animateMs * (1 - ARRIVING));
    if (update.presented === true) this.follow({ layout, scale }, update.acting ?? update.focus, animateMs > 0);
    this.overlay.update(world, underWay, { sight: drawing, era: update.era, motion, arriveMs, onOpen: this.options.onOpenMessage });
    clearTimeout(this.pending);
    if (arriveMs > 0) this.pending = window.setTimeout(() => this.drawStage(drawing), arriveMs);
    else this.drawStage(drawing);
  }

  private conditions({ era, label, internalTopics }: ClusterStageUpdate): Conditions {
    const { scene: previous, laidOut, size, strings } = this;
    return { previous, laidOut, size, ruler: this.spacing.ruler, strings, era, label: label ?? 'value', internalTopics: internalTopics ?? false };
  }

  private presented(world: KafkaWorld, { acting = [], selected, focus }: ClusterStageUpdate, conditions: Conditions): Outlook & Presented {
    this.outlooks.forget();
    const scene = sceneIn(world, conditions);
    const addresses = [...acting, ...(selected === null ? [] : [selected]), ...focus];
    const presented = presentedLayout(scene, { ...this.size, ruler: this.spacing.ruler }, typeOf(this.svg.parentElement), { addresses, open: this.open });
    this.open = Object.entries(presented.layout.columns).flatMap(([partition, { isFolded }]) => (isFolded ? [] : [partition]));
    return { ...withMessages(world, conditions, scene, presented.layout), ...presented };
  }

  /** A picture that is higher than the stage shows who acts. */
  private follow({ layout, scale }: Presented, addresses: readonly string[], smoothly: boolean): void {
    const holder = this.svg.parentElement;
    if (holder === null || layout.height * scale <= this.size.height) return;
    bringIntoSight(addresses.flatMap((address) => boxOf(address, layout) ?? []), holder, scale, smoothly);
  }

  private drawStage(drawing: Drawing): void {
    drawLanes(this.layer('lanes'), drawing);
    drawRows(this.layer('rows'), drawing);
    drawHeadings(this.layer('headings'), drawing);
    drawStrips(this.layer('cells'), drawing);
    this.drawCells(drawing);
    drawBoxes(this.layer('boxes'), drawing);
    drawZnodes(this.layer('rows'), drawing);
    this.keyboard.refresh();
  }

  private layer(name: (typeof LAYERS)[number]): Layer {
    return select(this.svg).select<SVGGElement>(`g.layer.${name}`);
  }

  /** @param colourMs the same for every step, arrivals or not: a change of it would style each of a thousand marks anew. */
  private frame(scene: BuiltScene, { layout, scale }: Presented, colourMs: number): void {
    const { font, smallFont } = layout.metrics;
    const isLarge = this.last?.update.presented === true;
    for (const [svg, label] of [[this.svg, this.strings.stage(scene)], [this.overlaySvg, this.strings.messages]] as const) {
      select(svg).attr('role', 'group').attr('aria-label', label).attr('lang', this.strings.lang)
        .attr('width', layout.width * scale).attr('height', layout.height * scale).attr('viewBox', `0 0 ${layout.width} ${layout.height}`)
        .style('--stage-font', `${font}px`).style('--stage-small', `${smallFont}px`)
        .style('--stage-note', `${smallFont - (isLarge ? 0 : 0.5)}px`).style('--stage-fine', `${smallFont - (isLarge ? 0 : 1)}px`)
        .style('--stage-ms', `${colourMs}ms`);
    }
  }

  /** Cells whose replica, place and words are the same stay as they are. */
  private drawCells(drawing: Drawing): void {
    const { scene, layout } = drawing;
    const cells = this.layer('cells').selectAll<SVGGElement, CellView>('g.cell').data(layout.detail === 'strip' ? [] : scene.cells, (cell) => cell.key);
    leave(cells.exit<CellView>(), drawing.motion, { opacity: () => 0 });
    const all = cells.enter().append('g').attr('class', 'cell').merge(cells).order() as unknown as Group<CellView>;
    slide(all, drawing.motion, { transform: (cell) => move(layout.cells[cell.key]?.x ?? 0, layout.cells[cell.key]?.y ?? 0) });
    selectable(all, drawing, (cell) => `cell ${cell.up ? 'up' : 'down'} ${cell.role}`, (cell) => cell.address, (cell) => drawing.strings.cellLabel(cell));
    const drawn = this.drawnFor === drawing.surroundings ? this.drawnCells : new Map<string, CellView>();
    all.each(function draw(cell) {
      const column = layout.columns[cell.partition];
      if (column !== undefined && drawn.get(cell.key) !== cell) drawCell(cell, this, column, drawing);
    });
    this.drawnFor = drawing.surroundings;
    this.drawnCells = new Map(scene.cells.map((cell) => [cell.key, cell]));
  }
}
