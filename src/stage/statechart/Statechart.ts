import type { WatchedSpacing } from '../shared/spacing.ts';
import { watchSpacing } from '../shared/spacing.ts';
import { select } from '../shared/sparing.ts';
import type { Selection } from 'd3-selection';
import { interrupt } from 'd3-transition';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Language } from '../../i18n/language.ts';
import type { Transition } from '../../world/types.ts';
import { handledLine, waysOf, widened } from './chart.ts';
import type { ChartLayout, Way } from './chart.ts';
import { drawChart } from './draw.ts';
import type { Graph } from './graph.ts';
import { graphOf, leavesOf, stateOf, withAncestors } from './graph.ts';
import { LAYOUTS } from './layouts.ts';
import { lineKey, NO_LAYOUT } from './marks.ts';
import { STATECHART_STRINGS } from './strings.ts';
import type { StatechartStrings } from './strings.ts';
import './statechart.css';
import { summaryOf } from './summary.ts';
import { linesAlong, traceOf } from './trace.ts';
import type { Trace } from './trace.ts';

export interface StatechartOptions {
  /** States can be chosen, by mouse and by keyboard; the path of the state. */
  readonly onSelectState?: (state: string) => void;
}

export interface StatechartUpdate {
  readonly machine: AnyStateMachine;
  readonly snapshot: AnyMachineSnapshot;
  /** The actor's moves in the last step, in order. */
  readonly transitions: readonly Transition[];
  readonly language: Language;
  /** How long the last transition may be shown, in milliseconds of the page; 0 for no movement. */
  readonly animateMs: number;
}

/** What is drawn for one machine in one language; states change by classes and lines only. */
interface Drawn {
  readonly key: string;
  readonly graph: Graph;
  readonly ways: readonly Way[];
  readonly layout: ChartLayout;
  readonly strings: StatechartStrings;
}

/** A machine's statechart: its current states lit, its last transition traced. */
export class Statechart {
  private readonly svg: Selection<SVGSVGElement, unknown, null, undefined>;
  private readonly options: StatechartOptions;
  private readonly spacing: WatchedSpacing;
  private drawn: Drawn | null = null;
  private last: StatechartUpdate | null = null;

  constructor(svg: SVGSVGElement, options: StatechartOptions = {}) {
    this.svg = select(svg);
    this.options = options;
    this.svg.classed('state-chart', true);
    this.spacing = watchSpacing(() => {
      if (this.last !== null) this.update({ ...this.last, animateMs: 0 });
    });
  }

  update(update: StatechartUpdate): void {
    const { machine, snapshot, transitions, language, animateMs } = update;
    this.last = update;
    const drawn = this.draw(machine, language);
    const traces = transitions.map((transition) => traceOf(drawn.graph, drawn.ways, transition));
    const leaves = leavesOf(snapshot.value);
    this.svg.attr('aria-label', summaryOf(drawn.graph, leaves, traces.at(-1) ?? null, drawn.strings)).style('--chart-ms', `${animateMs}ms`);
    this.light(drawn, leaves);
    this.mention(drawn, traces);
    this.trace(drawn, traces, animateMs);
  }

  destroy(): void {
    this.spacing.stop();
    this.svg.selectAll('*').interrupt().remove();
    this.drawn = null;
  }

  private draw(machine: AnyStateMachine, language: Language): Drawn {
    const { ruler } = this.spacing;
    const key = `${machine.id} ${language} ${ruler.letters} ${ruler.words}`;
    if (this.drawn?.key === key) return this.drawn;
    const graph = graphOf(machine);
    this.drawn = { key, graph, ways: waysOf(graph), layout: widened(LAYOUTS[machine.id] ?? NO_LAYOUT, graph, ruler), strings: STATECHART_STRINGS[language] };
    this.svg.attr('lang', language).attr('role', this.options.onSelectState === undefined ? 'img' : 'group');
    drawChart(this.svg, this.drawn, this.options.onSelectState);
    return this.drawn;
  }

  private light({ graph }: Drawn, leaves: readonly string[]): void {
    const around = new Set(leaves.flatMap((leaf) => withAncestors(graph, leaf)));
    const isLeaf = (id: string): boolean => leaves.includes(id);
    this.svg.selectAll<SVGGElement, string>('g.state').classed('current', isLeaf).classed('around', (id) => around.has(id) && !isLeaf(id))
      .select<SVGTextElement>('text.name').text((id) => `${isLeaf(id) ? '● ' : ''}${stateOf(graph, id)?.name ?? ''}`);
  }

  /** Below each state's name: the event it took in place, or how many it takes. */
  private mention({ graph, strings }: Drawn, traces: readonly Trace[]): void {
    const just = new Map(traces.flatMap(({ handledIn, event }) => (handledIn === null ? [] : [[handledIn, event] as const])));
    this.svg.selectAll<SVGTextElement, string>('text.handled').classed('just', (id) => just.has(id))
      .text((id) => handledLine(strings, stateOf(graph, id) ?? NO_STATE, just.get(id) ?? null, this.spacing.ruler));
  }

  private trace({ graph }: Drawn, traces: readonly Trace[], animateMs: number): void {
    const passages = traces.flatMap(({ path }) => path);
    const gone = passages.flatMap((passage) => linesAlong(graph, passage)).map(([from, to]) => lineKey({ from, to }));
    const labels = new Set(passages.map(({ way }) => way.id));
    this.svg.selectAll<SVGGElement, string>('g.way').classed('gone', (id) => labels.has(id));
    const lines = this.svg.selectAll<SVGGElement, string>('g.line').classed('gone', (key) => gone.includes(key));
    const pieceMs = gone.length === 0 ? 0 : animateMs / gone.length;
    lines.select<SVGPathElement>('path.traced').each(function stop() {
      interrupt(this);
    }).attr('stroke-dashoffset', (key) => (pieceMs <= 0 && gone.includes(key) ? 0 : 1))
      .filter((key) => pieceMs > 0 && gone.includes(key))
      .transition().delay((key) => gone.indexOf(key) * pieceMs).duration(pieceMs).attr('stroke-dashoffset', 0);
    lines.filter((key) => gone.includes(key)).raise();
  }
}

const NO_STATE = { id: '', name: '', parent: null, children: [], initial: null, handles: [] };
