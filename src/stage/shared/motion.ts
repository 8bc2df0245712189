import { easeCubicInOut, easeCubicIn } from 'd3-ease';
import type { BaseType, Selection } from 'd3-selection';
import { interrupt } from 'd3-transition';

/** How long a change is shown, in milliseconds of the page; 0 is at once. */
export interface Motion {
  readonly ms: number;
}

export const AT_ONCE: Motion = { ms: 0 };

type Attributes<Datum> = Readonly<Record<string, (datum: Datum) => string | number>>;

/** Brings attributes to new values; only elements that differ move, and what is new stands where it belongs. */
export function slide<E extends Element, D, P extends BaseType, PD>(selection: Selection<E, D, P, PD>, motion: Motion, attributes: Attributes<D>): void {
  const names = Object.entries(attributes);
  const moving = selection.filter(function differs(datum) {
    interrupt(this);
    let isElsewhere = false;
    for (const [name, value] of names) {
      const [stands, to] = [this.getAttribute(name), String(value(datum))];
      if (stands === null) this.setAttribute(name, to);
      else if (stands !== to) isElsewhere = true;
    }
    return isElsewhere;
  });
  if (motion.ms <= 0) {
    for (const [name, value] of names) moving.attr(name, value);
    return;
  }
  const transition = moving.transition().duration(motion.ms).ease(easeCubicInOut);
  for (const [name, value] of names) transition.attr(name, value);
}

/** Takes elements away: they reach these attributes, then are gone. */
export function leave<E extends Element, D, P extends BaseType, PD>(selection: Selection<E, D, P, PD>, motion: Motion, attributes: Attributes<D>): void {
  selection.each(function stop() {
    interrupt(this);
  });
  if (motion.ms <= 0) {
    selection.remove();
    return;
  }
  // What leaves is no longer there for the keyboard and the screen reader.
  selection.attr('aria-hidden', 'true').classed('leaving', true);
  const transition = selection.transition().duration(motion.ms).ease(easeCubicIn);
  for (const [name, value] of Object.entries(attributes)) transition.attr(name, value);
  transition.remove();
}
