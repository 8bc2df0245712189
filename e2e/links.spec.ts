import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

const notice = (page: Page) => page.getByRole('status', { name: 'About the link' });

/** A moment of the script, with the name of its world. */
const EXACT = /&r=\d+\*[\da-f]{8}$/;

/** The address of the present moment, once it is written. */
async function written(page: Page, run: RegExp): Promise<string> {
  await expect(page).toHaveURL(run);
  return page.url();
}

async function deliverFirst(highwater: HighwaterPage): Promise<void> {
  await highwater.page.getByRole('tab', { name: 'By hand', exact: true }).click();
  await highwater.page.getByRole('tabpanel', { name: 'By hand', exact: true }).getByRole('button', { name: /^Deliver: / }).first().click();
}

test('the address holds the moment: a copy of it shows the same picture, then the same next one', async ({ page, highwater, context }) => {
  await highwater.open({ lesson: 'unclean-election', step: 6 });
  const before = await written(page, EXACT);
  await highwater.button('step').click();
  await expect(page).not.toHaveURL(before);
  const url = await written(page, EXACT);
  const other = await context.newPage();
  await other.emulateMedia({ reducedMotion: 'reduce' });
  const { HighwaterPage: Other } = await import('./pages/HighwaterPage.ts');
  const there = new Other(other);
  await other.goto(url);
  await there.ready();
  expect(await there.fingerprint()).toBe(await highwater.fingerprint());
  await highwater.button('step').click();
  await there.button('step').click();
  expect(await there.fingerprint()).toBe(await highwater.fingerprint());
  await expect(notice(other)).toBeEmpty();
});

test('a branch of one’s own survives a reload', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 5 });
  await deliverFirst(highwater);
  await highwater.button('step').click();
  await written(page, /&r=\d+\.a[\w-]+\*[\da-f]{8}$/);
  const clock = await highwater.clock.textContent();
  await highwater.reload();
  await highwater.ready();
  await expect(highwater.lesson.getByText('You are on your own branch (by hand).')).toBeVisible();
  await expect(highwater.clock).toHaveText(clock ?? '');
  await expect(notice(page)).toBeEmpty();
});

for (const [what, run, said] of [
  ['cannot be read', 'r=???', 'The steps in the link could not be read.'],
  ['goes further than its lesson', 'r=99999', /99,999 steps were asked for; there are/],
  ['led elsewhere when it was made', 'r=20*00000000', /led to another state/],
] as const) {
  test(`a link that ${what} says so`, async ({ page, highwater }) => {
    await page.goto(`./#lesson=high-watermark&${run}`);
    await highwater.ready();
    await expect(notice(page)).toContainText(said);
    await notice(page).getByRole('button', { name: 'Close' }).click();
    await expect(notice(page)).toBeEmpty();
  });
}

test('garbage in the address of the open page changes nothing but says so', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election', step: 5 });
  await written(page, /&r=\d+\*/);
  const before = await highwater.fingerprint();
  for (const garbage of ['%%%&&&==', 'lesson=nope', 'lesson=unclean-election&r=!!!']) {
    await page.evaluate((words) => { location.hash = words; }, garbage);
    await expect(notice(page)).toContainText('What you had is still here.');
    await expect(page).toHaveURL(/#lesson=unclean-election&.*r=\d+\*/);
    expect(await highwater.fingerprint()).toBe(before);
    await notice(page).getByRole('button', { name: 'Close' }).click();
  }
});

test('the link is copied, and said to be', async ({ page, highwater, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await highwater.open({ lesson: 'unclean-election', step: 4 });
  // What is said goes away by itself after a while.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await page.keyboard.press('c');
  await expect(notice(page)).toContainText('Link copied.');
  const address = await highwater.address();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  expect(address).toMatch(/&r=\d+\*/);
});

test('where copying is refused the link stands in a field, selected', async ({ page, highwater }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } });
  });
  await highwater.open({ lesson: 'unclean-election', step: 4 });
  await page.keyboard.press('c');
  const field = page.getByRole('textbox', { name: 'Link to this moment' });
  await expect(field).toBeFocused();
  const address = await highwater.address();
  await expect(field).toHaveValue(address);
  expect(await field.evaluate((input: HTMLInputElement) => (input.selectionEnd ?? 0) - (input.selectionStart ?? 0))).toBe(address.length);
});

test('back and forward lead between lessons, as they were left', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election', step: 8 });
  await highwater.button('step').click();
  const left = await highwater.fingerprint();
  const entries = await page.evaluate(() => history.length);
  await highwater.banner.getByRole('button', { name: 'Lessons' }).click();
  await highwater.dialog.getByRole('button', { name: 'Why the high watermark needs two fetches' }).click();
  await expect(highwater.title).toHaveText('Why the high watermark needs two fetches');
  await highwater.button('step').click();
  await expect(page).toHaveURL(/high-watermark.*r=\d+\*/);
  expect(await page.evaluate(() => history.length)).toBe(entries + 1);
  await page.goBack();
  await expect(highwater.title).toHaveText('Unclean leader election');
  await expect.poll(() => highwater.fingerprint()).toBe(left);
  await page.goForward();
  await expect(highwater.title).toHaveText('Why the high watermark needs two fetches');
});

test('back leads out of a branch and forward into it again', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 5 });
  await deliverFirst(highwater);
  const own = highwater.lesson.getByText('You are on your own branch (by hand).');
  await expect(own).toBeVisible();
  await page.goBack();
  await expect(own).toBeHidden();
  await page.goForward();
  await expect(own).toBeVisible();
});

test('a lesson’s entry is opened by its link after a reload', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election', step: 8 });
  const left = await highwater.fingerprint();
  await highwater.banner.getByRole('button', { name: 'Lessons' }).click();
  await highwater.dialog.getByRole('button', { name: 'Why the high watermark needs two fetches' }).click();
  await expect(page).toHaveURL(/high-watermark/);
  await highwater.reload();
  await highwater.ready();
  await page.goBack();
  await expect(highwater.title).toHaveText('Unclean leader election');
  await expect.poll(() => highwater.fingerprint()).toBe(left);
});
