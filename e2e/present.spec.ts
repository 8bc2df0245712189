import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

const LESSON = 'unclean-election';

async function present({ page, stage }: HighwaterPage): Promise<void> {
  await page.keyboard.press('p');
  await expect(page.locator(':root.presenting .present-panel')).toBeVisible();
  await stage.settled();
}

async function axeFindsNothing(page: Page, where: string): Promise<void> {
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), where).toEqual([]);
}

/** The lowest words to be seen, of the page and of the picture, and how far anything reaches out of its place; all in pixels. */
function measure(page: Page): Promise<{ readonly words: number; readonly picture: number; readonly outside: number }> {
  return page.evaluate(() => {
    const seen = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const size = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);
    const picture = [...document.querySelectorAll<SVGTextElement>('.stage-host svg text')].filter((text) => (text.textContent ?? '').trim() !== '' && seen(text))
      .map((text) => size(text) * Number(text.ownerSVGElement?.getAttribute('width')) / (text.ownerSVGElement?.viewBox.baseVal.width ?? 1));
    const words = [...document.querySelectorAll('.lesson *, .caption *, .transport *')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '') && seen(element) && element.closest('.hidden') === null).map(size);
    const outside = [...document.querySelectorAll('.lesson, .stage-host, .page')].map((box) => Math.max(box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth));
    return { words: Math.min(...words), picture: Math.min(...picture), outside: Math.max(...outside) };
  });
}

for (const [lesson, lang, theme] of [['idle-consumers', 'en', 'dark'], ['stop-the-world', 'en', 'light'], ['commit-modes', 'zh', 'light']] as const) {
  test(`a class reads a tall group to its end: ${lesson}, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await highwater.open({ lesson, lang, theme });
    await present(highwater);
    await page.keyboard.press('End');
    await expect(page.locator('.endings')).toBeVisible();
    await highwater.stage.settled();
    const { picture, outside } = await measure(page);
    expect({ picture: picture >= 23.99, outside: outside <= 24 }, `picture ${picture}, outside ${outside}`).toEqual({ picture: true, outside: true });
  });
}

for (const [lesson, folded, lang, theme] of [['assignors', 'payments-2', 'en', 'dark'], ['placement', 'clicks-3', 'zh', 'light']] as const) {
  test(`a class reads a crowded cluster; what is folded opens when it is chosen: ${lesson}, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await highwater.open({ lesson, lang, theme });
    await present(highwater);
    await page.keyboard.press('1');
    for (let scene = 0; await highwater.isAble(highwater.button('step')); scene += 1) {
      await page.keyboard.press('Shift+ArrowRight');
      await highwater.stage.settled();
      const { picture, outside } = await measure(page);
      expect.soft({ picture: picture >= 23.99, outside: outside <= 24 }, `scene ${scene}: picture ${picture}, outside ${outside}`).toEqual({ picture: true, outside: true });
    }
    const name = page.locator('.heading .name', { hasText: new RegExp(`^${folded}$`) });
    await expect(name).toHaveCount(0);
    await highwater.stage.main.locator(`.cell[data-address$="/${folded}"]`).first().focus();
    await page.keyboard.press('Enter');
    await expect(name).toBeVisible();
    expect((await measure(page)).picture).toBeGreaterThanOrEqual(23.99);
  });
}

test('a class sees the lanes of each step, and their times, however many there are', async ({ page, highwater }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await highwater.open({ lesson: 'idle-consumers' });
  await present(highwater);
  await page.keyboard.press('2');
  const host = page.locator('.sequence-host');
  await expect(host.locator('.head')).not.toHaveCount(0);
  // What acts, and the margin: of lanes that are too far apart, at least one.
  const inSight = (): Promise<{ readonly lanes: boolean; readonly margin: boolean }> => host.evaluate((holder) => {
    const sight = holder.getBoundingClientRect();
    const isInside = (part: Element): boolean => part.getBoundingClientRect().left >= sight.left - 1 && part.getBoundingClientRect().right <= sight.right + 1;
    const acting = [...holder.querySelectorAll('.head.acting')];
    return { lanes: acting.length === 0 || acting.some(isInside), margin: [...holder.querySelectorAll('.now-flag')].every(isInside) };
  });
  // Lanes at either end of the picture take their turns.
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press(stop % 4 === 3 ? 'Shift+ArrowRight' : 'ArrowRight');
    await highwater.stage.settled();
    await expect.poll(inSight).toEqual({ lanes: true, margin: true });
  }
  expect((await measure(page)).picture).toBeGreaterThanOrEqual(23.99);
});

for (const [width, height, lang, theme, least] of [[1920, 1080, 'en', 'light', 24], [1920, 1080, 'zh', 'dark', 24], [1280, 720, 'en', 'dark', 16], [1280, 720, 'zh', 'light', 16]] as const) {
  test(`a class reads all of it, from the first scene to the end: ${width}×${height}, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width, height });
    await highwater.open({ lesson: LESSON, lang, theme });
    await present(highwater);
    const step = highwater.button('step');
    for (let scene = 0; ; scene += 1) {
      await highwater.stage.settled();
      const { words, picture, outside } = await measure(page);
      // Other fonts are a little wider: a line's height is let pass.
      expect.soft({ words: words >= least - 0.01, picture: picture >= least - 0.01, outside: outside <= least }, `scene ${scene}: words ${words}, picture ${picture}, outside ${outside}`).toEqual({ words: true, picture: true, outside: true });
      if (scene === 3 || !(await highwater.isAble(step))) await axeFindsNothing(page, `scene ${scene}`);
      if (!(await highwater.isAble(step))) break;
      await page.keyboard.press('Shift+ArrowRight');
    }
  });
}

for (const [lesson, lang] of [['unclean-election', 'en'], ['placement', 'zh']] as const) {
  test(`a class reads both runs of a comparison, and sees where they differ: ${lesson}, ${lang}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await highwater.open({ lesson, lang });
    await present(highwater);
    await page.keyboard.press('x');
    const forward = highwater.dialog.locator('.compare-forward');
    await expect(forward).toHaveAttribute('aria-disabled', 'false');
    for (let stop = 0; ; stop += 1) {
      await expect(forward).toBeInViewport({ ratio: 1 });
      await highwater.stage.settled();
      const found = await highwater.dialog.evaluate((dialog) => {
        const sizes = [...dialog.querySelectorAll<SVGTextElement>('.compare-picture text')].filter((text) => (text.textContent ?? '').trim() !== '' && text.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
          .map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * Number(text.ownerSVGElement?.getAttribute('width')) / (text.ownerSVGElement?.viewBox.baseVal.width ?? 1));
        const isInSight = (picture: Element): boolean => {
          const [sight, differing] = [picture.getBoundingClientRect(), [...picture.querySelectorAll('.focused > .frame')].map((one) => one.getBoundingClientRect())];
          return differing.length === 0 || differing.some(({ top, bottom }) => top >= sight.top - 1 && bottom <= sight.bottom + 1);
        };
        const pictures = [...dialog.querySelectorAll('.compare-picture')];
        return { pictures: pictures.length, smallest: Math.min(...sizes), isWide: pictures.some((one) => one.scrollWidth > one.clientWidth), areSeen: pictures.every(isInSight) };
      });
      expect.soft({ ...found, smallest: found.smallest >= 23.99 && Number.isFinite(found.smallest) }, `stop ${stop}: ${found.smallest}`).toEqual({ pictures: 2, smallest: true, isWide: false, areSeen: true });
      if (!(await highwater.isAble(forward))) break;
      await forward.click();
    }
  });
}

test('a remote control steps, blanks the screen and leaves; the panels come back', async ({ page, highwater }) => {
  await highwater.open({ lesson: LESSON });
  await highwater.banner.getByRole('button', { name: 'Present to a class' }).click();
  await expect(page.locator('.present-panel')).toBeVisible();
  await expect(highwater.details).toBeHidden();
  const clock = page.locator('.present-panel .clock-now');
  const start = await clock.textContent();
  for (const key of ['PageDown', 'PageDown', 'PageDown', 'PageDown']) await page.keyboard.press(key);
  await expect(clock).not.toHaveText(start ?? '');
  await expect(highwater.stage.main.locator('.acting')).not.toHaveCount(0);
  for (const key of ['PageUp', 'PageUp', 'PageUp', 'PageUp']) await page.keyboard.press(key);
  await expect(clock).toHaveText(start ?? '');
  await page.keyboard.press('b');
  const blank = page.getByRole('dialog', { name: 'The screen is blank. Any key brings it back.' });
  await expect(blank).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(blank).toBeHidden();
  await expect(clock).toHaveText(start ?? '');
  await page.keyboard.press('.');
  await expect(blank).toBeVisible();
  await page.mouse.click(400, 300);
  await expect(blank).toBeHidden();
  // Escape closes the note of a term first.
  await page.locator('.present-panel .term').first().click();
  await expect(page.locator('.term-note')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.term-note')).toHaveCount(0);
  await expect(page.locator(':root.presenting')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(highwater.details).toBeVisible();
  await expect(page.locator(':root.presenting')).toHaveCount(0);
});

test('the second window knows the answer and what comes next, steps the first, and goes with it', async ({ page, highwater, context }) => {
  await highwater.open({ lesson: LESSON });
  for (let scene = 0; scene < 3; scene += 1) await page.keyboard.press('PageDown');
  const [notes] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Shift+P')]);
  await expect(notes.getByRole('heading', { level: 1, name: 'The last in-sync replica dies' })).toBeVisible();
  await expect(notes.getByText('The answer: Broker 2.')).toBeVisible();
  await expect(notes.getByText('You kill broker 1.')).toBeVisible();
  await expect(notes.getByText('A new history begins at offset 2')).toBeVisible();
  await expect(highwater.prediction).toBeVisible();
  await axeFindsNothing(notes, 'notes');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 37 of/);
  await notes.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 38 of/);
  await notes.locator('body').press('ArrowLeft');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 37 of/);
  await page.keyboard.press('PageDown');
  await expect(notes.getByRole('heading', { level: 1, name: 'A new history begins at offset 2' })).toBeVisible();
  await page.keyboard.press('d');
  await expect(notes.locator('html')).toHaveAttribute('data-theme', 'dark');
  await axeFindsNothing(notes, 'notes, dark');
  const closed = notes.waitForEvent('close');
  await page.keyboard.press('Shift+P');
  await closed;
});

test('a hand-out has a picture a scene, the questions without their answers, and those on a page of their own when asked for', async ({ page, highwater }) => {
  await highwater.open({ lesson: LESSON, theme: 'dark' });
  await page.keyboard.press('Shift+O');
  const paper = page.getByRole('main');
  await expect(paper.getByRole('img')).toHaveCount(6);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(paper.getByText('Who leads once broker 1 counts as dead?')).toHaveCount(1);
  await expect(paper.getByText('The answer: Broker 2.')).toHaveCount(0);
  await axeFindsNothing(page, 'hand-out');
  await page.getByRole('checkbox', { name: /^2\. / }).uncheck();
  await expect(paper.getByRole('img')).toHaveCount(5);
  await page.getByRole('checkbox', { name: 'Answers on a page of their own' }).check();
  await expect(paper.getByText('The answer: Broker 2.')).toBeVisible();
  await page.getByRole('spinbutton', { name: 'A further picture, at step' }).fill('9');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(paper.getByRole('img')).toHaveCount(6);
  await expect(paper.getByText(/^Step 9, t = /)).toBeVisible();
  await page.getByRole('button', { name: 'Remove the picture at step 9' }).click();
  await expect(paper.getByRole('img')).toHaveCount(5);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(paper.getByRole('heading', { name: 'Unclean leader election', exact: true })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await highwater.ready();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the answer is pointed at in the picture; the lesson ends with a score, which is kept', async ({ page, highwater }) => {
  await highwater.open({ lesson: LESSON });
  await page.keyboard.press('Shift+A');
  await highwater.button('toEnd').click();
  await expect(highwater.prediction).toBeVisible();
  await expect(highwater.lesson.getByText('Answer first, then go on: the next step would give it away.')).toBeVisible();
  await expect(highwater.button('step')).toHaveAttribute('aria-disabled', 'true');
  const place = await highwater.place();
  await page.keyboard.press('ArrowRight');
  expect(await highwater.place()).toBe(place);
  await highwater.stage.part('broker-2').locator('.name').click();
  await expect(highwater.lesson.getByText('You said Broker 2.')).toBeVisible();
  await highwater.button('toEnd').click();
  await expect(highwater.prediction).toBeVisible();
  await highwater.lesson.getByRole('button', { name: 'm0 m1 m2 m3', exact: true }).click();
  await highwater.toEnd();
  await expect(highwater.lesson.getByText('Predictions: 1 of 2 right')).toBeVisible();
  await highwater.leave();
  await page.goto('./#lang=en');
  await expect(page.getByRole('link', { name: /^R7 .*Predictions: 1 of 2 right/ })).toBeVisible();
});

for (const [lang, theme, offer] of [['en', 'light', 'New here? Look around in five stops'], ['zh', 'dark', '第一次来？用五步看一遍']] as const) {
  test(`a newcomer is offered a look around, once: ${lang}`, async ({ page, highwater }) => {
    await highwater.open({ lesson: LESSON, lang, theme });
    await page.getByRole('button', { name: offer }).click();
    const card = page.locator('.tour-card');
    for (let stop = 1; stop <= 5; stop += 1) {
      await expect(card).toContainText(lang === 'en' ? `${stop} of 5` : `${stop} / 5`);
      await expect(card.getByRole('heading')).toBeFocused();
      await expect(card).toBeInViewport({ ratio: 1 });
      if (stop === 1) await axeFindsNothing(page, 'tour');
      if (stop === 2) {
        await page.keyboard.press('ArrowRight');
        await expect(highwater.button('back')).toHaveAttribute('aria-disabled', 'false');
      }
      await card.locator('.small').click();
    }
    await expect(card).toHaveCount(0);
    await page.keyboard.press('Shift+T');
    await expect(card).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(card).toHaveCount(0);
    await page.keyboard.press('Home');
    await highwater.reload();
    await highwater.ready();
    await expect(page.getByRole('button', { name: offer })).toHaveCount(0);
  });
}

test('the first page answers when data is lost or repeated, and leads to the lessons that show it', async ({ page, highwater }) => {
  await page.goto('./#lang=en');
  await page.getByText('When does Kafka lose or repeat data?').click();
  await page.locator('.home-losses').getByRole('link', { name: 'R7 Unclean leader election' }).click();
  await expect(highwater.title).toHaveText('Unclean leader election');
});
