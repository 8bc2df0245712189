import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

const LESSON = { lesson: 'high-watermark', step: 0 } as const;
const term = ({ lesson }: HighwaterPage, name: string) => lesson.getByRole('button', { name, exact: true });
const note = ({ page }: HighwaterPage, name: string) => page.getByRole('note', { name });

test('a term of a lesson is explained when it is pointed at, and the note can be reached with the mouse', async ({ page, highwater }) => {
  await page.clock.install();
  await highwater.open(LESSON);
  await term(highwater, 'followers').or(term(highwater, 'follow')).or(term(highwater, 'follower')).first().hover();
  const said = note(highwater, 'What “follower” means');
  await expect(said).toBeVisible();
  await expect(said).toContainText('copies the leader’s log');
  await said.getByText('copies the leader’s log').hover();
  // Longer than a note that is left lingers.
  await page.clock.runFor(600);
  await expect(said).toBeVisible();
  await page.mouse.move(700, 450);
  await expect(said).toBeHidden();
});

test('by keyboard: Tab shows a note, Tab goes on into it, Esc hides it, Enter shows it again and does not step', async ({ page, highwater }) => {
  await highwater.open(LESSON);
  const word = term(highwater, 'offset');
  await expect(word).toBeVisible();
  await highwater.lesson.focus();
  const said = note(highwater, 'What “offset” means');
  for (let presses = 0; presses < 20 && !(await word.evaluate((element) => element === document.activeElement)); presses += 1) await page.keyboard.press('Tab');
  await expect(said).toBeVisible();
  await expect(word).toHaveAccessibleDescription(/A record’s place in its partition/);
  await page.keyboard.press('Escape');
  await expect(said).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(said).toBeVisible();
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start/);
  await page.keyboard.press('Tab');
  await expect(said.getByRole('button', { name: 'In the glossary' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(said).toBeHidden();
});

test('by tap, in Chinese: the note leads to the lesson that shows the term', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ serviceWorkers: 'block', hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 }, reducedMotion: 'reduce', ...(baseURL === undefined ? {} : { baseURL }) });
  const { HighwaterPage: Phone } = await import('./pages/HighwaterPage.ts');
  const phone = new Phone(await context.newPage());
  await phone.open({ lesson: 'unclean-election', lang: 'zh' });
  await phone.lesson.locator('[data-term=isr]').first().tap();
  const said = phone.page.getByRole('note', { name: '“ISR”的含义' });
  await expect(said).toContainText('领导者以及最近追上过它的追随者');
  const box = await said.boundingBox();
  expect(box === null ? -1 : box.x, 'the note is inside the window').toBeGreaterThanOrEqual(0);
  expect(box === null ? 9_999 : box.x + box.width, 'the note is inside the window').toBeLessThanOrEqual(390);
  await said.getByRole('button', { name: /^R3 / }).tap();
  await expect(phone.title).toHaveText('落后与追上：ISR 的收缩与扩张');
  await context.close();
});

test('the glossary opens by its key, is searched in either language and leads to lessons', async ({ page, highwater }) => {
  await highwater.open(LESSON);
  await page.keyboard.press('v');
  const search = highwater.dialog.getByRole('textbox', { name: 'Search the glossary' });
  await expect(search).toBeFocused();
  await search.fill('unclean');
  await expect(highwater.dialog.getByRole('term').first()).toContainText('unclean leader election');
  await search.fill('低水位');
  await expect(highwater.dialog.getByRole('term')).toHaveCount(1);
  await highwater.dialog.getByRole('button', { name: /^R20 / }).click();
  await expect(highwater.title).toHaveText('Log start offset and low watermark');
  await expect(highwater.dialog).toBeHidden();
});

test('a note leads to its place in the glossary; the lessons’ menu to all of it', async ({ page, highwater }) => {
  await highwater.open(LESSON);
  await term(highwater, 'offset').click();
  await note(highwater, 'What “offset” means').getByRole('button', { name: 'In the glossary' }).click();
  await expect(highwater.dialog.getByRole('textbox')).toHaveValue('offset');
  await highwater.closeByEscape();
  await page.keyboard.press('o');
  await highwater.dialog.getByRole('button', { name: 'Glossary' }).click();
  await expect(highwater.dialog.getByRole('textbox')).toHaveValue('');
});

for (const [lang, theme] of [['en', 'dark'], ['zh', 'light']] as const) {
  test(`axe finds nothing in a note and in the glossary, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await highwater.open({ ...LESSON, lang, theme });
    await highwater.lesson.locator('[data-term=offset]').first().click();
    await expect(page.getByRole('note')).toBeVisible();
    await highwater.stage.settled();
    const check = async (within: string): Promise<readonly string[]> => {
      const { violations } = await axe(page).include(within).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    };
    expect(await check('.lesson')).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('note')).toHaveCount(0);
    await page.keyboard.press('v');
    await expect(highwater.dialog.getByRole('term').first()).toBeVisible();
    await highwater.stage.settled();
    expect(await check('dialog[open]')).toEqual([]);
  });
}
