import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ownLesson } from './pages/lessons.ts';

const LIVE = 'output, [role=status], [role=alert], [role=log], [aria-live=polite], [aria-live=assertive]';

/** Takes down what is put into a live region from now on, or comes with one: what a screen reader would say unasked. */
async function listen(page: Page): Promise<void> {
  await page.evaluate((live) => {
    const heard: string[] = [];
    const around = (node: Node): Element | null => {
      const region = (node instanceof Element ? node : node.parentElement)?.closest(`${live}, [aria-live=off]`) ?? null;
      return region?.matches('[aria-live=off]') === true ? null : region;
    };
    new MutationObserver((changes) => {
      const regions = new Set(changes.flatMap(({ target, addedNodes }) => [around(target), ...[...addedNodes].flatMap((node) => (node instanceof Element ? [...node.querySelectorAll(live)] : []))]));
      for (const region of regions) if (region !== null && region.textContent.trim() !== '') heard.push(region.textContent);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
    Object.assign(window, { heard });
  }, LIVE);
}

const heardOf = (page: Page): Promise<readonly string[]> => page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
const focusIsLost = (page: Page): Promise<boolean> => page.evaluate(() => document.activeElement === document.body);
const focusStays = (page: Page, after: string) => expect.poll(() => focusIsLost(page), `the focus fell off the page: ${after}`).toBe(false);

test('each step of a lesson is one sentence aloud, also when it says the same as the one before; a jump is one, too', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await listen(page);
  // pressed from inside the page, which is quicker
  const counts = await page.evaluate(async () => {
    const { heard } = window as unknown as { heard: string[] };
    const step = document.querySelector('.transport button.main');
    const wrong: string[] = [];
    let steps = 0;
    while (step?.getAttribute('aria-disabled') !== 'true' && steps < 1_000) {
      steps += 1;
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', bubbles: true }));
      // until something is said, or long enough for whatever would be
      for (let frames = 0; frames < 100 && heard.length === 0; frames += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
      const said = heard.splice(0);
      if (said.length !== 1) wrong.push(`step ${steps}: ${JSON.stringify(said)}`);
    }
    return { steps, wrong };
  });
  expect(counts.wrong).toEqual([]);
  expect(counts.steps).toBeGreaterThan(100);
  for (const key of ['Home', 'PageDown']) {
    await page.keyboard.press(key);
    const said: string[] = [];
    await expect.poll(async () => said.push(...(await heardOf(page))), key).toBeGreaterThan(0);
    await highwater.stage.settled();
    expect([...said, ...(await heardOf(page))], key).toHaveLength(1);
  }
});

test('whatever vanishes under the keyboard, the focus stays on the page', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  for (let scene = 0; scene < 3; scene += 1) await page.keyboard.press('PageDown');
  await expect(highwater.prediction).toBeVisible();
  await highwater.lesson.getByRole('button', { name: 'Broker 2', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(highwater.lesson.getByText(/^You said Broker 2\./)).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(highwater.lesson.getByRole('heading', { name: 'Right' })).toBeVisible();

  await highwater.stage.message(/^LeaderAndIsr request/).first().focus();
  await page.keyboard.press('Enter');
  await highwater.dialog.getByRole('button', { name: 'Deliver', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(highwater.dialog).toHaveCount(0);
  await focusStays(page, 'a message was delivered from its dialog');

  await highwater.banner.getByRole('button', { name: 'Present to a class' }).focus();
  await page.keyboard.press('Enter');
  const leave = page.getByRole('button', { name: 'Leave the presentation' });
  await expect(leave).toBeVisible();
  await focusStays(page, 'presenting');
  await leave.focus();
  await page.keyboard.press('Enter');
  await expect(highwater.banner).toBeVisible();
  await focusStays(page, 'no more presenting');
});

test('a lesson is edited by keyboard alone', async ({ page, highwater }) => {
  await page.addInitScript((lessons) => localStorage.setItem('highwater.lessons', lessons), ownLesson);
  await page.goto('./#edit=own-leader-gone&lang=en');
  await expect(page.locator('main[aria-busy=false]')).toBeVisible();
  const editor = page.getByRole('main');
  const removers = editor.getByRole('button', { name: /^Remove: \d+$/ });
  const endings = await removers.count();
  const press = async (name: string | RegExp): Promise<void> => {
    await editor.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  await press('Add an ending');
  await expect(removers).toHaveCount(endings + 1);
  await press(`Remove: ${endings + 1}`);
  await expect(removers).toHaveCount(endings);
  await focusStays(page, 'an ending was removed');
  await editor.getByText(/^Scene 2/).focus();
  await page.keyboard.press('Enter');
  await expect(editor.getByRole('heading', { name: 'What is done' })).toHaveCount(2);
  const levels = await page.getByRole('heading').evaluateAll((headings) => headings.map(({ localName }) => Number(localName.slice(1))));
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1), 'levels of headings that are skipped').toEqual([]);
  const text = editor.getByRole('textbox', { name: 'The lesson as text' });
  await text.focus();
  await page.keyboard.press('Shift+Tab');
  await expect(text).not.toBeFocused();
  await page.getByRole('link', { name: 'Play it' }).focus();
  await page.keyboard.press('Enter');
  await highwater.ready();
  await expect(highwater.title).toHaveText('The leader is gone');
});

test('the edge of a panel is moved by clicks, for whoever cannot drag', async ({ page, highwater }) => {
  await highwater.open();
  const width = async (): Promise<number> => (await highwater.lesson.boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('separator', { name: 'Width of the lesson' }).click();
  await expect.poll(width).toBe(before + 64);
});

test('forced colours leave a mark on what is chosen', async ({ page, highwater }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await highwater.open();
  const colourOf = (name: 'message' | 'scene') => highwater.button(name).evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(await colourOf('message')).not.toBe(await colourOf('scene'));
  const lines = await highwater.stage.main.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => getComputedStyle(tab).borderBottomColor));
  expect(new Set(lines).size).toBe(2);
});
