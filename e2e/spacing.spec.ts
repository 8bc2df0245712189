import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectTidy } from './pages/tidy.ts';

/** What a visitor's own style sheet may ask of any page (WCAG 2.2, 1.4.12). */
const SPACING = '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }';

function spaceFromTheStart(page: Page): Promise<unknown> {
  return page.addInitScript((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, SPACING);
}

const space = (page: Page, rules: string): Promise<void> => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}, rules);

for (const [lesson, lang, width, height] of [['unclean-election', 'en', 1440, 900], ['isr-shrink-and-expand', 'zh', 1024, 768], ['member-joins', 'en', 390, 844]] as const) {
  test(`with letters and words set apart nothing touches, overlaps or is cut off: ${lesson}, ${lang}, ${width}×${height}`, async ({ page, highwater }) => {
    await spaceFromTheStart(page);
    await page.setViewportSize({ width, height });
    await highwater.open({ lesson, lang });
    await expectTidy(highwater);
    expect(await highwater.stage.crowdingOnTheWay()).toEqual([]);
    await expectTidy(highwater);
  });
}

/** Words of a picture that lie on others, by more than their air. */
const overlapping = (page: Page, picture: string): Promise<readonly string[]> => page.evaluate((selector) => {
  const words = [...document.querySelectorAll(`${selector} text`)].filter((one) => (one.textContent ?? '').trim() !== '' && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((one) => ({ says: one.textContent ?? '', box: one.getBoundingClientRect() }));
  return words.flatMap((a, index) => words.slice(index + 1).flatMap((b) => {
    const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    // The box of a line of text is higher than its letters.
    const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) - 0.4 * a.box.height;
    return across > 2 && down > 2 ? [`“${a.says}” and “${b.says}”`] : [];
  }));
}, picture);

test('a style sheet that comes and goes while the page is open is followed by every picture', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 30 });
  await expect(highwater.details.locator('.state-chart .state.current')).not.toHaveCount(0);
  const before = await highwater.stage.fingerprint();
  await space(page, SPACING);
  const apart = await highwater.stage.fingerprint();
  expect(apart).not.toBe(before);
  for (const picture of ['.cluster-stage', '.state-chart']) expect(await overlapping(page, picture), picture).toEqual([]);
  await page.keyboard.press('2');
  await expect(page.locator('.sequence-body')).toBeVisible();
  await highwater.stage.settled();
  for (const picture of ['.sequence-head', '.sequence-body']) expect(await overlapping(page, picture), picture).toEqual([]);
  await page.keyboard.press('1');
  await space(page, '');
  await expect.poll(() => highwater.stage.fingerprint()).toBe(before);
});
