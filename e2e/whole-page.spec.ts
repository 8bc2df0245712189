import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';

const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }] as const;
const AT_WORK = { lesson: 'unclean-election', era: '3.9', step: 6 } as const;

test.describe('the world as text', () => {
  test('is one key away, tells what the picture shows, and gives the focus back', async ({ page, highwater }) => {
    await highwater.open(AT_WORK);
    const part = highwater.stage.part('broker-2');
    await part.focus();
    await page.keyboard.press('t');
    await expect(highwater.dialog.getByRole('heading', { name: 'The cluster as text' })).toBeVisible();
    const replicas = highwater.dialog.getByRole('table', { name: 'Replicas of orders-0' });
    await expect(replicas.getByRole('row', { name: /^Broker 1 leader/ })).toBeVisible();
    await expect(highwater.dialog.getByRole('table', { name: 'Brokers' }).getByRole('row')).toHaveCount(5);
    await expect(highwater.dialog.getByRole('heading', { name: 'Timers' })).toBeAttached();
    await highwater.closeByEscape();
    await expect(highwater.dialog).toBeHidden();
    await expect(part).toBeFocused();
  });

  test('can be copied, and opened from the help', async ({ page, context, highwater }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await highwater.open(AT_WORK);
    await highwater.banner.getByRole('button', { name: 'Help' }).click();
    await highwater.dialog.getByRole('button', { name: 'The cluster as text' }).click();
    await highwater.dialog.getByRole('button', { name: 'Copy all' }).click();
    await expect(highwater.dialog.getByText('Copied.')).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^# The cluster as text\n\n## Now\n/);
    expect(copied).toContain('| Broker 1 | leader | leader | yes |');
  });

  for (const lang of ['en', 'zh'] as const) {
    for (const { width, height } of SIZES) {
      test(`has no accessibility problem and fits at ${width} px in ${lang}`, async ({ page, highwater }) => {
        await page.setViewportSize({ width, height });
        await highwater.open({ ...AT_WORK, lang, theme: lang === 'en' ? 'light' : 'dark' });
        await page.keyboard.press('t');
        await expect(highwater.dialog.getByRole('heading', { level: 4, name: 'orders-0' })).toBeVisible();
        const { violations } = await axe(page).include('dialog[open]').analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
        const body = highwater.dialog.locator('.dialog-body');
        expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
      });
    }
  }
});

test.describe('the focus', () => {
  test('goes to where the lesson ended when its button to go on is no more', async ({ page, highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '3.9' });
    await highwater.toEnd();
    await page.keyboard.press('ArrowLeft');
    const next = highwater.lesson.getByRole('button', { name: /^Next: / });
    await next.focus();
    await page.keyboard.press('Enter');
    await expect(next).toHaveCount(0);
    await expect(highwater.lesson.getByRole('heading', { name: 'End of the lesson' })).toBeFocused();
  });

  test('on a tab leaves the keys of the scenes to the lesson', async ({ page, highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '3.9' });
    const tab = highwater.tab('inspect');
    await tab.focus();
    const [first] = await highwater.sceneTitle.allTextContents();
    await page.keyboard.press('PageDown');
    await expect(highwater.scrubber).not.toHaveAttribute('aria-valuetext', /^Start/);
    await expect(tab).toBeFocused();
    await page.keyboard.press('PageUp');
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start/);
    await expect(highwater.sceneTitle.first()).toHaveText(first ?? '');
    await page.keyboard.press('End');
    await expect(highwater.details.getByRole('tab').last()).toBeFocused();
  });

  test('skips to the picture without touching the address', async ({ page, highwater }) => {
    await highwater.open(AT_WORK);
    // At first the address does without the name of its world.
    await expect.poll(() => highwater.address()).toMatch(/r=\d+\*[\da-f]{8}$/);
    const address = await highwater.address();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the picture' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(highwater.stage.main).toBeFocused();
    expect(await highwater.address()).toBe(address);
  });
});

test.describe('the tabs', () => {
  for (const lang of ['en', 'zh'] as const) {
    for (const { width, height } of SIZES) {
      test(`stand on one line at ${width} px in ${lang}, all of them within reach`, async ({ page, highwater }) => {
        await page.setViewportSize({ width, height });
        await highwater.open({ lesson: 'unclean-election', era: '2.8', lang });
        const tabs = highwater.details.getByRole('tab');
        const tops = await tabs.evaluateAll((all) => all.map((tab) => Math.round(tab.getBoundingClientRect().top)));
        expect(tops.length).toBeGreaterThan(7);
        expect(new Set(tops).size).toBe(1);
        const inView = (index: number) => tabs.nth(index).evaluate((tab) => {
          const [box, line] = [tab.getBoundingClientRect(), (tab.parentElement ?? tab).getBoundingClientRect()];
          return box.left >= line.left - 1 && box.right <= line.right + 1;
        });
        await tabs.first().focus();
        for (let index = 1; index < tops.length; index += 1) {
          await page.keyboard.press('ArrowRight');
          await expect(tabs.nth(index)).toBeFocused();
          await expect.poll(() => inView(index)).toBe(true);
        }
        const list = highwater.details.getByRole('combobox', { name: lang === 'en' ? 'All tabs' : '所有标签页' });
        if ((await list.count()) === 1) {
          await list.selectOption({ index: 0 });
          await expect(tabs.first()).toHaveAttribute('aria-selected', 'true');
          await expect.poll(() => inView(0)).toBe(true);
        }
      });
    }
  }
});

test('a panel is widened by keys and by dragging, and stays so', async ({ page, highwater }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await highwater.open(AT_WORK);
  const widthOf = async (): Promise<number> => (await highwater.details.boundingBox())?.width ?? 0;
  const before = await widthOf();
  const edge = page.getByRole('separator', { name: 'Width of the details' });
  await edge.focus();
  const place = await highwater.place();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowLeft');
  await expect.poll(widthOf).toBe(before + 48);
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 48));
  expect(await highwater.place()).toBe(place);
  const box = await edge.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 6, 300);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) - 34, 300);
  await page.mouse.up();
  await expect.poll(widthOf).toBeGreaterThan(before + 80);
  const wide = await widthOf();
  await highwater.reload();
  await highwater.ready();
  await expect.poll(widthOf).toBe(wide);
  // Two clicks are one double click however long a busy machine takes between them.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await edge.dblclick();
  await expect.poll(widthOf).toBe(before);
});

test('branches can be reached on a phone', async ({ page, highwater }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await highwater.open(AT_WORK);
  const buttons = highwater.playback.getByRole('button', { name: 'Branches' });
  await buttons.click();
  await expect(highwater.dialog.getByRole('heading', { name: 'Branches' })).toBeVisible();
});

test('a replica has one setting of its topic and one of its broker to change, behind one line', async ({ page, highwater }) => {
  await highwater.open(AT_WORK);
  await highwater.stage.part('broker-1/orders-0').click();
  const inspect = highwater.details.getByRole('tabpanel', { name: 'Inspect' });
  const chart = inspect.locator('.statechart');
  await highwater.stage.settled();
  const top = (await chart.boundingBox())?.y ?? 0;
  expect(top).toBeLessThan(260);
  await inspect.getByText(/^What you can do/).click();
  const settings = page.getByRole('region', { name: 'Commands on broker-1/orders-0' }).getByRole('button', { name: /^Change a setting/ });
  await expect(settings).toHaveText(['Change a setting of orders…', 'Change a setting of broker-1…']);
});

test('a message delivered twice is marked as outside TCP, and is in the link', async ({ page, highwater }) => {
  await highwater.open(AT_WORK);
  await page.keyboard.press('h');
  const twice = highwater.details.getByRole('button', { name: /^Deliver twice \(outside TCP\): Fetch/ }).first();
  await twice.click();
  await expect(page.locator('.caption-said')).toContainText('Outside TCP');
  await expect(highwater.announced).toContainText('and will arrive once more');
  const place = await highwater.place();
  await expect.poll(() => page.url()).toMatch(/r=\d+\.a/);
  await highwater.reload();
  await highwater.ready();
  expect(await highwater.place()).toBe(place);
  await expect(page.locator('.caption-said')).toContainText('Outside TCP');
});
