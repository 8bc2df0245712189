import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import type { Tongue } from './pages/words.ts';

const TAB = { en: 'Sequence', zh: '时序' } as const;

async function openLanes({ page, stage }: HighwaterPage, tongue: Tongue = 'en'): Promise<void> {
  await page.getByRole('tab', { name: TAB[tongue], exact: true }).click();
  await expect(lanes(page)).toBeVisible();
  await stage.settled();
}

type Page = HighwaterPage['page'];
const lanes = (page: Page) => page.getByRole('group', { name: /^(Messages by virtual time|按虚拟时间排列的通信)/ });
const arrows = (page: Page, name: string | RegExp = /./) => lanes(page).locator('g.arrow').and(page.getByRole('button', { name }));

test('arrows come as steps are taken, and the line of the present goes down with them', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', era: '3.9' });
  await page.keyboard.press('2');
  await expect(lanes(page)).toBeVisible();
  await highwater.stage.settled();
  const present = async (): Promise<number> => Number(/,\s*([\d.]+)/.exec((await lanes(page).locator('g.present').getAttribute('transform')) ?? '')?.[1]);
  await expect(arrows(page)).toHaveCount(0);
  let at = await present();
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('ArrowRight');
    await expect.poll(present).toBeGreaterThan(at);
    at = await present();
  }
  const before = await arrows(page).count();
  expect(before).toBeGreaterThan(4);
  await expect(arrows(page, /^Produce from producer 1 to broker 1, sent [\d,]+ ms, received [\d,]+ ms, 1 record$/)).toHaveCount(1);
  await highwater.button('toStart').click();
  await expect.poll(present).toBeLessThan(at);
  // What lies ahead stays, behind its veil.
  await expect(arrows(page)).toHaveCount(before);
});

test('a message leads to the step that received it, by mouse and by keyboard', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', era: '3.9', step: 8 });
  await openLanes(highwater);
  const produce = arrows(page, /^Produce from/);
  const receivedMs = /received ([\d,]+) ms/.exec((await produce.getAttribute('aria-label')) ?? '')?.[1] ?? '?';
  await produce.focus();
  await page.keyboard.press('Enter');
  await expect(highwater.clock).toContainText(`${receivedMs} ms`);
  const fetch = arrows(page, /^Fetch from broker 2 to broker 1/).first();
  const fetchedMs = /received ([\d,]+) ms/.exec((await fetch.getAttribute('aria-label')) ?? '')?.[1] ?? '?';
  await fetch.locator('path.touch').dispatchEvent('click');
  await expect(highwater.clock).toContainText(`${fetchedMs} ms`);
});

test('up and down go through messages and marks, one of which Tab leads to; left and right step as ever', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', era: '3.9', step: 6 });
  await openLanes(highwater);
  const stops = lanes(page).locator('[tabindex="0"]');
  await expect(stops).toHaveCount(1);
  await stops.focus();
  const seen = new Set<string>();
  for (let press = 0; press < 8; press += 1) {
    seen.add((await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '');
    await page.keyboard.press('ArrowDown');
  }
  expect(seen.size).toBe(8);
  const place = await highwater.place();
  await page.keyboard.press('ArrowRight');
  expect(await highwater.place()).not.toBe(place);
});

test('only what concerns a node or an API is left, and everything comes back', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', era: '3.9', step: 10 });
  await openLanes(highwater);
  const all = await arrows(page).count();
  await page.getByRole('combobox', { name: 'API' }).selectOption('Produce');
  await expect(arrows(page, /^Produce/)).toHaveCount(2);
  await expect(arrows(page)).toHaveCount(2);
  await page.getByRole('combobox', { name: 'API' }).selectOption({ label: 'every API' });
  await page.getByRole('combobox', { name: 'Node' }).selectOption('broker-3');
  for (const name of await arrows(page).evaluateAll((found) => found.map((one) => one.getAttribute('aria-label') ?? ''))) expect(name).toContain('broker 3');
  await page.getByRole('combobox', { name: 'Node' }).selectOption({ label: 'every node' });
  await expect(arrows(page)).toHaveCount(all);
});

test('keys switch between the pictures, the choice is remembered, and what is chosen is chosen on both', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 4 });
  await highwater.stage.part('broker-2').click({ position: { x: 12, y: 12 } });
  await page.keyboard.press('2');
  await expect(page.getByRole('button', { name: 'Lane of broker 2' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Lane of broker 3' }).click();
  await page.keyboard.press('1');
  await expect(highwater.stage.part('broker-3')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('2');
  await highwater.reload();
  await expect(lanes(page)).toBeVisible();
});

test('a message that is pointed at is marked on the other picture too', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 4 });
  const message = highwater.stage.main.getByRole('group', { name: 'Messages under way' }).getByRole('button').first();
  await message.focus();
  await page.keyboard.press('2');
  await expect(lanes(page).locator('g.arrow.pointed')).toHaveCount(1);
  await expect(lanes(page).locator('g.arrow.pointed')).toHaveAccessibleName(/under way/);
});

for (const kind of ['Sequence', 'Cluster'] as const) {
  test(`the picture is saved whole: ${kind}`, async ({ page, highwater }) => {
    await highwater.open({ lesson: 'unclean-election' });
    await highwater.button('toEnd').click();
    if (kind === 'Sequence') await openLanes(highwater);
    const save = async (format: string): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Save the picture' }).click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: format }).click()]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^highwater-unclean-election-${kind.toLowerCase()}-.*\\.${format.slice(-3).toLowerCase()}$`));
      return readFile(await download.path());
    };
    const svg = (await save('as SVG')).toString();
    const read = await page.evaluate((text) => {
      const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        name: root.nodeName, title: root.querySelector('title')?.textContent, words: [...root.querySelectorAll('text')].map((one) => one.textContent ?? ''),
        width: Number(root.getAttribute('width')), height: Number(root.getAttribute('height')),
        lent: /var\(|class=|https?:\/\/(?!www\.w3\.org)/.test(text), bare: [...root.querySelectorAll('path, rect, text')].filter((one) => !one.hasAttribute('fill')).length,
      };
    }, svg);
    expect(read).toMatchObject({ name: 'svg', title: `Unclean leader election: ${kind}`, lent: false, bare: 0 });
    expect(read.words.join(' ')).toMatch(kind === 'Sequence' ? /Produce.*Fetch/s : /broker 1/);
    const png = await save('as PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16) / read.width).toBeCloseTo(Math.min(2, 16_000 / Math.max(read.width, read.height)), 1);
  });
}

test('a long run keeps the page light: only what is in sight is drawn', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await highwater.toEnd();
  await highwater.button('routine').click();
  await openLanes(highwater);
  const drawn = (): Promise<number> => page.locator('.sequence-host *').count();
  expect(await drawn()).toBeLessThan(2_000);
  await page.locator('.sequence-host').evaluate((host) => {
    host.scrollTop = host.scrollHeight / 3;
  });
  await highwater.stage.settled();
  await expect(arrows(page).first()).toBeAttached();
  expect(await drawn()).toBeLessThan(2_000);
});

for (const { width, height, theme, lang } of [
  { width: 1440, height: 900, theme: 'light', lang: 'en' }, { width: 1024, height: 768, theme: 'dark', lang: 'zh' }, { width: 390, height: 844, theme: 'light', lang: 'zh' }, { width: 390, height: 844, theme: 'dark', lang: 'en' },
] as const) {
  test(`axe finds nothing at ${width}×${height}, ${theme}, ${lang}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width, height });
    await highwater.open({ lesson: 'unclean-election', theme, lang });
    await highwater.button('toEnd').click();
    await openLanes(highwater, lang);
    const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.replaceAll(/\s+/g, ' ')}`))).toEqual([]);
  });
}
