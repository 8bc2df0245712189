import type { Point } from '../shared/geometry.ts';

type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const TOWARDS: Readonly<Record<Arrow, Point>> = {
  ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 },
};

/** Straying sideways counts more than distance, so that arrows keep to a row or a column. */
const STRAYING = 2.5;

/** @returns the index of the nearest place in an arrow's direction, or -1 when there is none. */
export function nearest(from: Point, places: readonly Point[], key: string): number {
  const way = TOWARDS[key as Arrow] as Point | undefined;
  if (way === undefined) return -1;
  const costs = places.map((place) => {
    const ahead = (place.x - from.x) * way.x + (place.y - from.y) * way.y;
    const aside = Math.abs((place.x - from.x) * way.y) + Math.abs((place.y - from.y) * way.x);
    return ahead < 1 ? Infinity : ahead + aside * STRAYING;
  });
  const best = Math.min(Infinity, ...costs);
  return best === Infinity ? -1 : costs.indexOf(best);
}

/** One tab stop for the whole stage; arrow keys move inside it, Enter and Space choose. */
export class StageKeyboard {
  private readonly roots: readonly SVGSVGElement[];

  constructor(roots: readonly SVGSVGElement[]) {
    this.roots = roots;
    for (const root of roots) {
      root.addEventListener('keydown', this.onKey);
      root.addEventListener('mousedown', keepFocus);
    }
  }

  /** Keeps exactly one part reachable by Tab after parts came and went. */
  refresh(): void {
    const parts = this.parts();
    if (parts.some((part) => part.getAttribute('tabindex') === '0')) return;
    parts[0]?.setAttribute('tabindex', '0');
  }

  destroy(): void {
    for (const root of this.roots) {
      root.removeEventListener('keydown', this.onKey);
      root.removeEventListener('mousedown', keepFocus);
    }
  }

  private parts(): readonly SVGGElement[] {
    return this.roots.flatMap((root) => [...root.querySelectorAll<SVGGElement>('.part:not(.leaving)')]);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const from = event.target instanceof SVGGElement && event.target.classList.contains('part') ? event.target : null;
    if (from === null || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      from.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    } else if (!this.moveFrom(from, event.key)) {
      return;
    }
    // The page steps with the same keys; inside the stage they belong to the stage.
    event.preventDefault();
    event.stopPropagation();
  };

  private moveFrom(from: SVGGElement, key: string): boolean {
    const others = this.parts().filter((part) => part !== from);
    const target = others[nearest(centre(from), others.map(centre), key)];
    if (target === undefined) return key in TOWARDS;
    for (const part of this.parts()) part.setAttribute('tabindex', part === target ? '0' : '-1');
    target.focus();
    return true;
  }
}

function centre(element: Element): Point {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** A click chooses; the keyboard stays where it was, so that the page's keys still work. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
