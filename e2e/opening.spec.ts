import { lessons } from '../src/lessons/index.ts';
import { expect, test } from './fixtures.ts';

const firstTitle = lessons[0]?.title.en ?? '';

test('the page opens quietly under the name of what it shows, by a link without a lesson with the first one', async ({ page, highwater }) => {
  await page.goto('./#era=2.8');
  await highwater.ready();
  await expect(page).toHaveTitle(`${firstTitle} · Highwater`);
  await expect(highwater.title).toHaveText(firstTitle);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a link opens its lesson in its language', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election', lang: 'zh' });
  await expect(highwater.title).toHaveText('Unclean 领导者选举');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(highwater.button('step')).toBeVisible();
});

test('a link opens its step and its theme', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election', step: 7, theme: 'dark' });
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 7 of /);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('a link that is changed in the open page is followed', async ({ page, highwater }) => {
  await highwater.open();
  await page.evaluate(() => {
    location.hash = 'lesson=unclean-election&lang=zh';
  });
  await expect(highwater.title).toHaveText('Unclean 领导者选举');
});

for (const [what, hash, note] of [
  ['names no lesson of ours', 'lesson=no-such-lesson', /no lesson called “no-such-lesson”/],
  ['is damaged', 'lesson=%00%ff<script>&era=999&step=-1&lang=xx', /no lesson called/],
  ['says nothing', '%%%&&&==', /link could not be read/],
] as const) {
  test(`a link that ${what} opens the first lesson and says so`, async ({ page, highwater }) => {
    await page.goto(`./#${hash}`);
    await highwater.ready();
    await expect(highwater.title).toHaveText(firstTitle);
    const said = page.getByRole('status').filter({ hasText: note });
    await expect(said).toBeVisible();
    await said.getByRole('button', { name: 'Close' }).click();
    await expect(said).toBeHidden();
  });
}

test('a sound link brings no note', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await expect(page.getByRole('status', { name: 'About the link' })).toBeEmpty();
});

test('what a visitor chose is found again next time', async ({ page, highwater }) => {
  await page.goto('./#lesson=write-path');
  await highwater.ready();
  await highwater.speak('zh');
  await highwater.banner.getByRole('button', { name: '深色主题' }).click();
  await highwater.leave();
  await page.goto('./#lesson=write-path');
  await highwater.ready();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('without a choice the page follows the system’s theme', async ({ page, highwater }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await highwater.open();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});
