import type { Page } from '@playwright/test';

/** What is missed by a finger, or cannot be seen when the focus comes to it. */
export interface Reach {
  /** How many things can be clicked: a screen of none was not looked at. */
  readonly targets: number;
  readonly faults: readonly string[];
}

/**
 * Measures all that can be clicked against WCAG 2.2: 24 by 24 CSS pixels, or as much room around it (2.5.8); and, having
 * the focus, not hidden behind anything that stays where it is (2.4.11). Words within a sentence are exempt from the
 * first, and so are the branches under the timeline: the list of branches has the same, larger.
 */
export function reach(page: Page): Promise<Reach> {
  return page.evaluate(() => {
    const LEAST = 24;
    const scope = document.querySelector('[role=menu], dialog[open]') ?? document;
    const seen = (one: Element): boolean => one.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && one.closest('.hidden, [inert]') === null && !one.matches(':disabled');
    const isInSentence = (one: Element): boolean => {
      const line = one.closest('p, li, dd, small')?.cloneNode(true) as Element | undefined;
      line?.querySelectorAll('a, button, [role=button]').forEach((other) => other.remove());
      return one.matches('.term') || (one.matches('a, button') && /\p{L}{3}|\p{Script=Han}/u.test(line?.textContent ?? '') && getComputedStyle(one).display.startsWith('inline'));
    };
    const boxOf = (one: Element): DOMRect => {
      const label = one.matches('[type=checkbox], [type=radio]') ? one.closest('label') : null;
      return (label ?? one).getBoundingClientRect();
    };
    const nameOf = (one: Element): string => `${one.getAttribute('role') ?? one.localName}.${one.getAttribute('class') ?? ''} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}”`;
    const all = [...scope.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=menuitem], [role=option], [role=treeitem], [role=slider], [role=separator][tabindex]')]
      .filter(seen).map((one) => ({ one, box: boxOf(one) })).filter(({ box }) => box.width > 0 && box.height > 0);
    const isSmall = ({ width, height }: DOMRect): boolean => Math.min(width, height) < LEAST - 0.01;
    const middle = ({ left, top, width, height }: DOMRect) => ({ x: left + width / 2, y: top + height / 2 });
    const hasNoRoom = ({ one, box }: (typeof all)[number]): boolean => {
      const { x, y } = middle(box);
      return all.some(({ one: other, box: its }) => {
        if (other.contains(one) || one.contains(other)) return false;
        const across = Math.max(its.left - x, 0, x - its.right);
        const down = Math.max(its.top - y, 0, y - its.bottom);
        const apart = middle(its);
        return Math.hypot(across, down) < LEAST / 2 || (isSmall(its) && Math.hypot(apart.x - x, apart.y - y) < LEAST);
      });
    };
    const small = all.filter((each) => isSmall(each.box) && !each.one.matches('.fork') && !isInSentence(each.one) && hasNoRoom(each))
      .map(({ one, box }) => `${nameOf(one)} is ${box.width.toFixed(1)}×${box.height.toFixed(1)}`);

    const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9];
    const isHidden = (one: HTMLElement | SVGElement): boolean => {
      one.focus();
      // A tab that has the focus is chosen, a word explained: both change the page.
      const { left, top, right, bottom } = boxOf(one);
      const [x0, y0, x1, y1] = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
      if (x1 - x0 < 1 || y1 - y0 < 1) return true;
      return !SHARES.some((across) => SHARES.some((down) => {
        const there = document.elementFromPoint(x0 + (x1 - x0) * across, y0 + (y1 - y0) * down);
        return there !== null && (one.contains(there) || there.contains(one) || one.closest('label, .track')?.contains(there) === true);
      }));
    };
    const before = document.activeElement;
    const hidden = all.map(({ one }) => one as HTMLElement).filter((one) => one.tabIndex >= 0 && !one.matches('[role=tab], .term') && isHidden(one)).map((one) => `${nameOf(one)} is hidden when it has the focus`);
    (document.activeElement as HTMLElement | null)?.blur();
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    return { targets: all.length, faults: [...small, ...hidden] };
  });
}
