import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import { ownLesson } from './pages/lessons.ts';

/** Words of the page that stand beside their box or are cut off by it, and what leaves the window. */
async function faults(page: Page): Promise<readonly string[]> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  const placed = await page.evaluate(() => {
    const seen = [...document.querySelectorAll<HTMLElement>('button, summary, select, label, legend, h1, h2, h3, a, th, p, li')].filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.clientWidth > 0 && one.closest('.hidden') === null);
    const isScrolled = (one: Element): boolean => {
      for (let at = one.parentElement; at !== null; at = at.parentElement) if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
      return false;
    };
    // A select shows all of its words when it is opened.
    const isAllowedToEnd = (one: Element): boolean => one.tagName === 'SELECT' || getComputedStyle(one).textOverflow === 'ellipsis';
    const outgrown = seen.filter((one) => !isAllowedToEnd(one) && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline');
    const outside = seen.filter((one) => !isScrolled(one) && one.getBoundingClientRect().right > innerWidth + 1);
    const named = (what: string) => (one: HTMLElement): string => `${what}: ${one.tagName} ${one.className} “${one.textContent?.slice(0, 60)}”`;
    return [...outgrown.map(named('outgrows its box')), ...outside.map(named('leaves the window')), ...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])];
  });
  return [...violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`)), ...placed];
}

for (const [lang, theme, width, height] of [['en', 'light', 1440, 900], ['zh', 'dark', 1440, 900], ['en', 'dark', 1024, 768], ['zh', 'light', 390, 844], ['en', 'light', 390, 844]] as const) {
  test(`with all strings doubled nothing outgrows its place and axe finds nothing at ${width}×${height}, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`./?strings=double#lesson=unclean-election&lang=${lang}&theme=${theme}&step=12`);
    await expect(page.locator('.stage-host > svg').first()).toBeVisible();
    expect(await faults(page), 'a lesson').toEqual([]);
    for (const key of ['End', '?', 'o', 'x', 'Shift+C'] as const) {
      await page.keyboard.press(key);
      if (key !== 'End') await expect(page.getByRole('dialog')).toBeVisible();
      expect(await faults(page), key).toEqual([]);
      if (key === 'End') continue;
      await page.keyboard.press('Escape');
      await expect(page.locator('dialog > *')).toHaveCount(0);
    }
    // A class is not shown a phone.
    if (width > 860) {
      await page.keyboard.press('p');
      await expect(page.locator(':root.presenting .present-panel')).toBeVisible();
      expect(await faults(page), 'presenting').toEqual([]);
    }
    await page.evaluate((lessons) => localStorage.setItem('highwater.lessons', lessons), ownLesson);
    await highwater.leave();
    await page.goto(`./?strings=double&own#edit=own-leader-gone&lang=${lang}&theme=${theme}`);
    await expect(page.locator('main[aria-busy=false]')).toBeVisible();
    await page.locator('.scene-card summary').first().click();
    expect(await faults(page), 'the editor').toEqual([]);
    await highwater.leave();
    await page.goto(`./?strings=double&home#lang=${lang}&theme=${theme}`);
    await expect(page.locator('.home-picture [role=button][data-address="broker-1"]')).toBeVisible();
    expect(await faults(page), 'home').toEqual([]);
  });
}
