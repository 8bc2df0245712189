import { walked } from './pages/lessons.ts';
import { ACTIONS, keyName } from '../src/player/actions.ts';
import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

/** What has the focus: its name, and how thick the line around it is. */
async function focused({ page }: HighwaterPage): Promise<{ readonly name: string; readonly outlinePx: number; readonly inSight: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    // A hidden slider hands its ring to the thumb drawn for it; a part of the picture to its frame.
    const ringed = [element, ...element.querySelectorAll('*'), ...(element.parentElement?.querySelectorAll('*') ?? [])];
    const outlines = ringed.map((one) => {
      const { outlineStyle, outlineWidth, strokeWidth, boxShadow } = getComputedStyle(one);
      if (outlineStyle !== 'none') return Number.parseFloat(outlineWidth);
      return boxShadow !== 'none' && one.matches(':focus-visible ~ *') ? 3 : one.matches('.part:focus-visible > .frame') ? Number.parseFloat(strokeWidth) : 0;
    });
    const box = element.getBoundingClientRect();
    return {
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      outlinePx: Math.max(...outlines),
      inSight: box.width > 0 && box.top >= -1 && box.bottom <= innerHeight + 1,
    };
  });
}

/** Tab until something of this name has the focus. */
async function tabTo(highwater: HighwaterPage, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await highwater.page.keyboard.press('Tab');
    if (name.test((await focused(highwater)).name)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

for (const { title } of walked) {
  test(`“${title.en}” can be gone through with Tab, Enter and arrows alone`, async ({ page, highwater }) => {
    await highwater.open();
    await tabTo(highwater, /^Lessons/);
    await page.keyboard.press('Enter');
    await expect(highwater.dialog).toBeVisible();
    await tabTo(highwater, new RegExp(title.en));
    await page.keyboard.press('Enter');
    await expect(highwater.title).toHaveText(title.en);
    await expect(highwater.dialog).toBeHidden();

    await tabTo(highwater, /^(Next: .*|Step)$/);
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Enter');
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 3 of /);
    for (let scene = 0; scene < 30 && (await highwater.isAble(highwater.button('step'))); scene += 1) {
      await page.keyboard.press('Shift+ArrowRight');
      if (await highwater.prediction.isVisible()) {
        await tabTo(highwater, /^Skip$/);
        await page.keyboard.press('Enter');
      }
    }
    await expect(highwater.sceneTitle.filter({ hasText: 'End of the lesson' })).toBeVisible();
    while (await highwater.isAble(highwater.button('back'))) await page.keyboard.press('Shift+ArrowLeft');
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start, /);
  });
}

test('whatever has the focus shows it and is in sight', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election', step: 6 });
  const stops: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement === document.body)) break;
    const { name, outlinePx, inSight } = await focused(highwater);
    expect(outlinePx, `the ring around “${name}”`).toBeGreaterThanOrEqual(2);
    expect(inSight, `“${name}” is in sight`).toBe(true);
    stops.push(name);
  }
  expect(stops[0]).toBe('Skip to the picture');
  expect(stops).toEqual(expect.arrayContaining(['Step back', 'Play', 'To the end', 'Steps of this run', 'Dark theme']));
});

test('the skip link leads to the picture', async ({ page, highwater }) => {
  await highwater.open();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(highwater.stage.main).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main svg') !== null)).toBe(true);
});

test('each key does what help says', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  const at = (place: RegExp) => expect(highwater.scrubber).toHaveAttribute('aria-valuetext', place);
  await page.keyboard.press('.');
  await at(/^Step 1 of/);
  await page.keyboard.press(',');
  await at(/^Start/);
  await page.keyboard.press('End');
  await expect(highwater.button('toEnd')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Home');
  await at(/^Start/);
  await page.keyboard.press('PageDown');
  await expect(highwater.sceneTitle.filter({ hasText: 'One record arrives' })).toBeVisible();
  await page.keyboard.press('PageUp');
  await at(/^Start/);
  await page.keyboard.press('m');
  await expect(highwater.button('scene')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('r');
  await expect(highwater.button('routine')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('>');
  await expect(highwater.playback.getByRole('combobox', { name: 'Speed' })).toHaveValue('2');
  await page.keyboard.press('<');
  await expect(highwater.playback.getByRole('combobox', { name: 'Speed' })).toHaveValue('1');
  await page.keyboard.press('d');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('o');
  await expect(highwater.dialog.getByRole('heading', { name: 'Lessons' })).toBeVisible();
  await highwater.closeByEscape();
  await expect(highwater.dialog).toBeHidden();
  // Playing by scenes it rests by itself after a while.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await page.keyboard.press('k');
  await expect(highwater.button('pause')).toBeVisible();
  await page.keyboard.press('k');
  await expect(highwater.button('play')).toBeVisible();
});

test('help lists every key and gives the focus back', async ({ page, highwater }) => {
  await highwater.open();
  const trigger = highwater.banner.getByRole('button', { name: 'Help' });
  await trigger.focus();
  await page.keyboard.press('Enter');
  await expect(highwater.dialog.getByRole('heading', { name: 'Help and keyboard' })).toBeVisible();
  for (const { label, keys } of ACTIONS) {
    const row = highwater.dialog.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label.en, exact: true }) });
    for (const key of keys) await expect(row.getByText(keyName(key), { exact: true })).toBeVisible();
  }
  await highwater.closeByEscape();
  await expect(highwater.dialog).toBeHidden();
  await expect(trigger).toBeFocused();
});

test('single-letter keys can be switched off, and stay off', async ({ page, highwater }) => {
  await highwater.open();
  await page.keyboard.press('?');
  await highwater.dialog.getByRole('checkbox', { name: /Use single-letter keys/ }).uncheck();
  await highwater.closeByEscape();
  await expect(highwater.dialog).toBeHidden();
  const nothingHappens = async (): Promise<void> => {
    for (const key of ['d', 'l', 'm', '.', 'o', '?']) await page.keyboard.press(key);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(highwater.button('message')).toHaveAttribute('aria-pressed', 'true');
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start/);
    await expect(highwater.dialog).toBeHidden();
  };
  await nothingHappens();
  await page.keyboard.press('ArrowRight');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of/);
  // back first: a reload opens the moment that the address holds
  await page.keyboard.press('ArrowLeft');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start/);
  await highwater.reload();
  await highwater.ready();
  await nothingHappens();
});

test('arrows move from part to part inside the picture and do not step', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election', step: 3 });
  const place = await highwater.place();
  await highwater.stage.part('broker-1').focus();
  await page.keyboard.press('ArrowDown');
  await expect(highwater.stage.part('broker-2')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(highwater.details.getByRole('heading', { name: 'broker-2' })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(highwater.stage.part('broker-1')).toBeFocused();
  expect(await highwater.place()).toBe(place);
});
