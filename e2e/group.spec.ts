import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

const picture = ({ page }: HighwaterPage) => page.getByRole('group', { name: /^(Consumer group app|消费者组 app)/ });
const states = ({ page }: HighwaterPage) => page.getByRole('list', { name: 'State of the group' });
const part = (highwater: HighwaterPage, name: RegExp) => picture(highwater).getByRole('button', { name });

test('a group’s lesson opens with the group, whose states light up one after the other', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'first-consumer' });
  await expect(page.getByRole('tab', { name: 'Group' })).toHaveAttribute('aria-selected', 'true');
  await expect(states(highwater).getByRole('listitem')).toHaveText(['Empty', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead']);
  const seen: string[] = [];
  for (let scene = 0; scene < 5; scene += 1) {
    await page.keyboard.press('PageDown');
    await highwater.stage.settled();
    const lit = states(highwater).locator('[aria-current=true]');
    seen.push((await lit.count()) === 0 ? '' : ((await lit.textContent()) ?? ''));
  }
  expect(seen).toEqual(['', 'PreparingRebalance', 'CompletingRebalance', 'Stable', 'Stable']);
  for (const number of [0, 1, 2]) await expect(part(highwater, new RegExp(`^orders-${number}: read by consumer-1; committed`))).toBeVisible();
  await expect(part(highwater, /^consumer-1, leader of the group: consuming; holds orders-0, orders-1, orders-2/)).toBeVisible();
});

test('back from Stable nobody holds a partition, as before', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'first-consumer' });
  const before = await highwater.stage.fingerprint();
  for (let scene = 0; scene < 5; scene += 1) await page.keyboard.press('PageDown');
  await expect(part(highwater, /^orders-0: read by consumer-1/)).toBeVisible();
  await highwater.button('toStart').click();
  await expect(part(highwater, /^orders-0: nobody reads it/)).toBeVisible();
  // The axis is that of the whole run; everything else is as it was.
  const withoutAxis = (look: string): string => look.split('\n').filter((line) => !/^(text class=at|path class=(grid|now-line)|rect class=band|g class=tick)/.test(line)).join('\n');
  expect(withoutAxis(await highwater.stage.fingerprint())).toBe(withoutAxis(before));
});

test('what is chosen in the picture is inspected, with mouse and keyboard', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'first-consumer' });
  for (let scene = 0; scene < 4; scene += 1) await page.keyboard.press('PageDown');
  await part(highwater, /^Group app is Stable/).click();
  await expect(highwater.details.getByRole('heading', { name: /^broker-\d\/group-app$/ })).toBeVisible();
  await part(highwater, /^Group app is Stable/).focus();
  await page.keyboard.press('ArrowDown');
  await expect(part(highwater, /^consumer-1, leader/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(highwater.details.getByRole('heading', { name: 'consumer-1' })).toBeVisible();
});

test('metrics are drawn on the same axis and read where the mouse is', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'first-consumer' });
  for (let scene = 0; scene < 5; scene += 1) await page.keyboard.press('PageDown');
  await page.getByRole('button', { name: 'Metrics' }).click();
  for (const name of ['records-lag-max', 'records-lead-min', 'records consumed', 'rebalances', 'time paused, all members']) {
    await expect(page.getByRole('img', { name: new RegExp(`^${name}: `) })).toBeVisible();
  }
  await page.getByRole('img', { name: /^records consumed: 1$/ }).hover();
  await expect(page.getByText(/^At [\d.]+ s: .*records consumed/)).toBeVisible();
});

test('without groups there is no such picture', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  await expect(page.getByRole('tab', { name: 'Cluster' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Group' })).toHaveCount(0);
});

for (const [lang, theme] of [['en', 'light'], ['zh', 'dark']] as const) {
  test(`axe finds nothing in the group’s picture, ${theme}, ${lang}`, async ({ page, highwater }) => {
    await highwater.open({ lesson: 'first-consumer', lang, theme });
    for (let scene = 0; scene < 5; scene += 1) await page.keyboard.press('PageDown');
    await expect(part(highwater, /^orders-0/)).toBeVisible();
    await highwater.stage.settled();
    const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
