import type { Page } from '@playwright/test';
import { lessons } from '../src/lessons/index.ts';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';

const claim = (page: Page) => page.getByRole('heading', { level: 1, name: 'Apache Kafka, small enough to watch' });
const picture = (page: Page) => page.getByRole('region', { name: 'A live cluster' });
const list = (page: Page) => page.getByRole('region', { name: 'Lessons' });
/** The high watermark of the leader, as the picture says it. */
const leader = (page: Page) => picture(page).locator('[role=button][data-address="broker-1/orders-0"]');

async function openHome(page: Page, words = ''): Promise<void> {
  await page.goto(`./${words}`);
  await expect(picture(page).locator('[role=button][data-address="broker-1"]')).toBeVisible();
}

test('the page opened bare says what it is and lists every lesson with its question', async ({ page }) => {
  await openHome(page);
  await expect(page).toHaveTitle('Highwater');
  await expect(claim(page)).toBeVisible();
  await expect(list(page).getByRole('listitem')).toHaveCount(lessons.length);
  await expect(list(page).getByRole('link', { name: /Why the high watermark needs two fetches/ })).toContainText('Why can nobody read it yet?');
  await expect(list(page).getByText(`0 of ${lessons.length} lessons finished`)).toBeVisible();
});

test('its picture stands still until the visitor steps, and is the model’s: the high watermark moves after the second fetch', async ({ page }) => {
  await page.clock.install();
  await openHome(page);
  const before = await leader(page).getAttribute('aria-label');
  expect(before).toMatch(/high watermark 0/i);
  await page.clock.runFor(1_500);
  expect(await leader(page).getAttribute('aria-label')).toBe(before);
  const step = picture(page).getByRole('button', { name: 'Step', exact: true });
  for (let steps = 0; steps < 60 && /high watermark 0/i.test((await leader(page).getAttribute('aria-label')) ?? ''); steps += 1) await step.click();
  await expect(leader(page)).toHaveAttribute('aria-label', /high watermark 1/i);
  await picture(page).getByRole('button', { name: 'Step back' }).click();
  await expect(leader(page)).toHaveAttribute('aria-label', /high watermark 0/i);
});

test('a lesson opens from it, Back leads home again, and a finished lesson is marked', async ({ page, highwater }) => {
  await openHome(page, '#lang=en');
  await list(page).getByRole('link', { name: /Unclean leader election/ }).click();
  await highwater.ready();
  await expect(highwater.title).toHaveText('Unclean leader election');
  await highwater.toEnd();
  await expect(page).toHaveURL(/&r=\d+/);
  await highwater.allFetched();
  await page.goBack();
  await expect(claim(page)).toBeVisible();
  await expect(list(page).getByRole('link', { name: /R7 ·\s+finished/ })).toBeVisible();
  await expect(list(page).getByText(`1 of ${lessons.length} lessons finished`)).toBeVisible();
  await page.goForward();
  await expect(highwater.title).toHaveText('Unclean leader election');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step [1-9]/);
});

test('a lesson’s own name at the top leads home, in the lesson’s language', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', lang: 'zh' });
  await highwater.banner.getByRole('button', { name: 'Highwater: 首页' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '小到可以看清的 Apache Kafka' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^R2 高水位为什么要等两轮拉取/ })).toHaveAttribute('href', '#lesson=high-watermark&lang=zh');
});

test('the language and theme chosen there are found again', async ({ page, highwater }) => {
  await openHome(page, '#lang=en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: '深色主题' }).click();
  await highwater.reload();
  await expect(page.getByRole('heading', { level: 1, name: '小到可以看清的 Apache Kafka' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the search finds lessons and terms in either language', async ({ page, highwater }) => {
  await openHome(page);
  const search = list(page).getByRole('searchbox', { name: 'Search lessons and glossary' });
  await search.fill('duplicate');
  await expect(list(page).getByRole('term').first()).toContainText('duplicate');
  await search.fill('页缓存');
  await expect(list(page).getByRole('link')).toHaveCount(1);
  await expect(list(page).getByRole('term').first()).toContainText('page cache');
  await search.fill('qqqq');
  await expect(list(page).getByText('No lesson and no term matches.')).toBeVisible();
  await search.fill('low watermark');
  await list(page).getByRole('button', { name: /^R20 / }).first().click();
  await expect(highwater.title).toHaveText('Log start offset and low watermark');
});

test('the sandbox opens from it', async ({ page }) => {
  await openHome(page);
  await page.getByRole('banner').getByRole('link', { name: 'Sandbox' }).click();
  await expect(page.getByRole('main').locator('[role=button][data-address="broker-1"]')).toBeVisible();
  await expect(page).toHaveURL(/lesson=sandbox/);
});

for (const [lang, theme, width, height] of [['en', 'light', 1440, 900], ['zh', 'dark', 390, 844]] as const) {
  test(`nothing sticks out and axe finds nothing at ${width} px, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`./#lang=${lang}&theme=${theme}`);
    await expect(page.locator('.home-picture [role=button][data-address="broker-1"]')).toBeVisible();
    await highwater.stage.settled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
