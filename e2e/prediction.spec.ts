import { expect, test } from './fixtures.ts';

const ASK = 'All three logs are about to hold m0. What will the leader’s high watermark be then?';

test.beforeEach(async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(highwater.prediction).toBeVisible();
  await expect(highwater.lesson.getByText(ASK)).toBeVisible();
});

test('a right answer is kept and confirmed after the scene, with the reason', async ({ page, highwater }) => {
  await highwater.lesson.getByRole('button', { name: '0: the leader does not know it yet' }).click();
  await expect(highwater.lesson.getByText('Noted. Step on to see.')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(highwater.lesson.getByRole('heading', { name: 'Right' })).toBeVisible();
  await expect(highwater.lesson.getByText('It is 0: the leader does not know it yet.')).toBeVisible();
  await expect(highwater.lesson.getByText('A Fetch response is not acknowledged.')).toBeVisible();
});

test('a wrong answer is told kindly, with what came out', async ({ page, highwater }) => {
  await highwater.lesson.getByRole('button', { name: '1: everybody has the record' }).click();
  await page.keyboard.press('PageDown');
  await expect(highwater.lesson.getByRole('heading', { name: 'Not this time' })).toBeVisible();
  await expect(highwater.lesson.getByText('You said 1: everybody has the record.')).toBeVisible();
  await expect(highwater.lesson.getByText('It is 0: the leader does not know it yet.')).toBeVisible();
});

test('a prediction may be skipped', async ({ page, highwater }) => {
  await highwater.lesson.getByRole('button', { name: 'Skip', exact: true }).click();
  await expect(highwater.prediction).toBeHidden();
  await page.keyboard.press('PageDown');
  await expect(highwater.lesson.getByRole('heading', { name: 'The answer' })).toBeVisible();
});

test('stepping does not wait for an answer', async ({ page, highwater }) => {
  await page.keyboard.press('PageDown');
  await expect(highwater.lesson.getByRole('heading', { name: 'The answer' })).toBeVisible();
});

test('playback waits for an answer and then goes on', async ({ page, highwater }) => {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.press('Space');
  await expect(highwater.button('pause')).toBeVisible();
  const place = await highwater.place();
  await page.clock.runFor(10_000);
  expect(await highwater.place()).toBe(place);
  await highwater.lesson.getByRole('button', { name: '0: the leader does not know it yet' }).click();
  await page.clock.runFor(1_500);
  expect(await highwater.place()).not.toBe(place);
});

test('an answer can be typed, and the letters of the keyboard stay out of it', async ({ page, highwater }) => {
  await highwater.whatIf('What if the producer asks for acks=1?');
  const answer = highwater.lesson.getByRole('textbox', { name: 'Your answer' });
  await answer.focus();
  const place = await highwater.place();
  await page.keyboard.type('dl.k?');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  expect(await highwater.place()).toBe(place);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(highwater.dialog).toBeHidden();
  await answer.fill('0');
  await page.keyboard.press('Enter');
  await expect(highwater.lesson.getByText('You said 0.')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(highwater.lesson.getByRole('heading', { name: 'Right' })).toBeVisible();
});
