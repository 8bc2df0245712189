import { expect } from '@playwright/test';
import type { HighwaterPage } from './HighwaterPage.ts';

interface Faults {
  readonly sideways: number;
  readonly overlapping: readonly string[];
  readonly clipped: readonly string[];
}

/** What sticks out, lies on something else or is cut off, outside the picture. */
export async function faults({ page, stage }: HighwaterPage): Promise<Faults> {
  await stage.settled();
  return page.evaluate(() => {
    const named = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    /** Tabs scroll along their line: only what is to be seen of them counts. */
    const boxOf = (element: Element): DOMRect => {
      const box = element.getBoundingClientRect();
      const line = element.closest('.tab-list')?.getBoundingClientRect();
      if (line === undefined) return box;
      const [left, right] = [Math.max(box.left, line.left), Math.min(box.right, line.right)];
      return new DOMRect(left, box.top, Math.max(0, right - left), box.height);
    };
    const overlapping: string[] = [];
    const clipped: string[] = [];
    for (const region of document.querySelectorAll('header.top-bar, .lesson, .side, .transport')) {
      const controls = [...region.querySelectorAll('button, select, input, .chip, .clock, h1, h2')].filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
      const boxes = controls.map(boxOf);
      boxes.forEach((a, i) => {
        if (a.width > 0 && (a.left < -1 || a.right > innerWidth + 1)) clipped.push(`${named(controls[i] as Element)} leaves the window`);
        boxes.forEach((b, j) => {
          if (j <= i || controls[i]?.contains(controls[j] as Element) === true) return;
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && down > 1) overlapping.push(`“${named(controls[i] as Element)}” and “${named(controls[j] as Element)}”`);
        });
      });
    }
    for (const region of document.querySelectorAll('.lesson')) if (region.scrollWidth > region.clientWidth + 1) clipped.push('the words of the lesson leave their column');
    for (const element of document.querySelectorAll('button, h1, h2, h3, .chip, .caption-text, .clock span, th, summary')) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && overflowX !== 'visible' && textOverflow !== 'ellipsis') clipped.push(`the words of “${named(element)}”`);
    }
    return { sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth, overlapping, clipped };
  });
}

export async function expectTidy(highwater: HighwaterPage): Promise<void> {
  const { sideways, overlapping, clipped } = await faults(highwater);
  expect(sideways, 'the page does not scroll sideways').toBeLessThanOrEqual(0);
  expect([...overlapping, ...clipped]).toEqual([]);
}
