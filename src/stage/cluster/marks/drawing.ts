import type { Selection } from 'd3-selection';
import type { Motion } from '../../shared/motion.ts';
import type { ClusterLayout } from '../layout.ts';
import type { ClusterStrings } from '../strings.ts';
import type { BuiltScene } from '../scene.ts';
import type { Shape } from './shapes.ts';
import { SHAPES } from './shapes.ts';

/** Everything a mark needs to know to draw itself. */
export interface Drawing {
  readonly scene: BuiltScene;
  readonly layout: ClusterLayout;
  readonly strings: ClusterStrings;
  readonly motion: Motion;
  readonly selected: string | null;
  readonly focus: ReadonlySet<string>;
  /** Who took part in the present step. */
  readonly acting: ReadonlySet<string>;
  readonly onSelect: (address: string) => void;
  /** What every mark depends on besides what it shows: measures, words, axes. */
  readonly surroundings: string;
}

export type Group<D = unknown> = Selection<SVGGElement, D, SVGGElement, unknown>;
export type Layer = Selection<SVGGElement, unknown, null, undefined>;

type Inputs = WeakMap<Element, readonly unknown[]>;

function isSameAs(last: Inputs, element: Element, inputs: readonly unknown[]): boolean {
  const before = last.get(element);
  last.set(element, inputs);
  return before !== undefined && before.length === inputs.length && before.every((input, index) => Object.is(input, inputs[index]));
}

const drawnWith: Inputs = new WeakMap();
const selectableWith: Inputs = new WeakMap();

/** Whether an element was last drawn with the very same; notes what it is drawn with now. */
export function isDrawnWith(element: Element, ...inputs: readonly unknown[]): boolean {
  return isSameAs(drawnWith, element, inputs);
}

function isSelectableAs(element: Element, ...inputs: readonly unknown[]): boolean {
  return isSameAs(selectableWith, element, inputs);
}

/** Written as D3's transitions end, so that the picture is the same however it was reached. */
export function move(x: number, y: number): string {
  return `translate(${x}, ${y})`;
}

/** The element of this class inside each group, made when it is not there yet. */
export function part<K extends keyof SVGElementTagNameMap, D>(group: Group<D>, tag: K, name: string): Selection<SVGElementTagNameMap[K], D, SVGGElement, unknown> {
  const own = group.selectAll<SVGElementTagNameMap[K], D>(function find() {
    for (const child of this.children) if (child.classList.contains(name)) return [child as SVGElementTagNameMap[K]];
    return [];
  }).data((datum) => [datum]);
  return own.join((enter) => enter.append(tag).attr('class', name)) as unknown as Selection<SVGElementTagNameMap[K], D, SVGGElement, unknown>;
}

export function shape<D>(group: Group<D>, name: string, what: (datum: D) => Shape): Selection<SVGPathElement, D, SVGGElement, unknown> {
  return part(group, 'path', name).attr('d', (datum) => SHAPES[what(datum)]);
}

/**
 * Makes a part of the picture something a person can choose, with mouse or keyboard.
 *
 * @param groups a part whose datum is the very object that it was is left as it is: what is said of it must follow from its datum.
 * @param own the part's own classes; written together with the others, lest each draw takes classes away and gives them back.
 */
export function selectable<D>(groups: Group<D>, drawing: Drawing, own: (datum: D) => string, address: (datum: D) => string, label: (datum: D) => string): void {
  const isSelected = (datum: D): boolean => address(datum) === drawing.selected;
  groups
    .filter(function differs(datum) {
      return !isSelectableAs(this, datum, isSelected(datum), drawing.focus.has(address(datum)), drawing.acting.has(address(datum)), drawing.strings, drawing.onSelect);
    })
    .attr('class', (datum) => `${own(datum)} part${isSelected(datum) ? ' selected' : ''}${drawing.focus.has(address(datum)) ? ' focused' : ''}${drawing.acting.has(address(datum)) ? ' acting' : ''}`)
    .attr('data-address', address)
    .attr('role', 'button')
    .attr('tabindex', function keep() {
      return this.getAttribute('tabindex') ?? '-1';
    })
    .attr('aria-label', label)
    .attr('aria-pressed', (datum) => String(isSelected(datum)))
    .on('click', (_event, datum) => drawing.onSelect(address(datum)));
}
