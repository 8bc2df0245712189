import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import { HighwaterPage } from './pages/HighwaterPage.ts';
import { example, ownLesson } from './pages/lessons.ts';
import { Stage } from './pages/Stage.ts';

/** Shown as it is written, or the title of the page changes. */
const markup = '<img src="x" onerror="document.title=1"><script>document.title=2</script>';

const editor = (page: Page) => page.getByRole('main');
const isPlayed = (page: Page) => expect(page.locator('main[aria-busy=false]')).toBeVisible();

async function withExample(page: Page): Promise<void> {
  await page.addInitScript((lessons) => localStorage.setItem('highwater.lessons', lessons), ownLesson);
}

test('what was done in the sandbox becomes a lesson that is named, played, exported, and imported by somebody else', async ({ page, highwater, browser, baseURL }) => {
  await page.goto('./#lesson=sandbox&lang=en');
  await new Stage(page).settled();
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  await panel.getByRole('button', { name: 'Send 5 records from producer-1' }).click();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowRight');
  await new Stage(page).settled();
  await panel.getByRole('button', { name: 'Kill broker 1', exact: true }).click();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
  await highwater.allFetched();
  await panel.getByRole('button', { name: 'Make a lesson of this' }).click();
  await isPlayed(page);
  await expect(editor(page).getByText('Played, it takes the very steps that were recorded.')).toBeVisible();
  await expect(editor(page).getByText(/^Scene 2: You kill broker 1/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export' })).toHaveAttribute('aria-disabled', 'true');

  await editor(page).getByText(/^Scene 2/).click();
  await editor(page).getByRole('button', { name: 'Add an ending' }).click();
  const missing = editor(page).locator('.texts [aria-invalid=true]');
  for (let left = await missing.count(); left > 0; left -= 1) {
    await missing.first().fill(`${left} ${markup}`);
    await expect(missing).toHaveCount(left - 1);
  }
  await expect(editor(page).getByText('Nothing is missing.')).toBeVisible();
  await editor(page).getByRole('button', { name: 'Check' }).click();
  await expect(editor(page).getByRole('listitem').filter({ hasText: 'holds' })).toContainText(markup);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('own-lesson.lesson.json');
  await page.getByRole('link', { name: 'Play it' }).click();
  await highwater.ready();
  await expect(highwater.title).toContainText(markup);
  await expect(page).toHaveURL(/lesson=own-lesson/);

  const elsewhere = await browser.newContext({ serviceWorkers: 'block', ...(baseURL === undefined ? {} : { baseURL }) });
  const other = await elsewhere.newPage();
  await other.goto('./#edit=import&lang=en');
  await other.getByLabel('Lesson file').setInputFiles(await download.path());
  await other.getByRole('link', { name: 'Play it' }).click();
  const imported = new HighwaterPage(other);
  await imported.ready();
  await imported.toEnd();
  await expect(other.locator('.endings li')).toHaveClass('holds');
  await expect(other.locator('.endings li')).toContainText(markup);
  expect(await other.title()).toContain(`${markup} · Highwater`);
  await elsewhere.close();
});

test('an import points at the line that is wrong, and leaves what was there', async ({ page }) => {
  await withExample(page);
  await page.goto('./#edit=import&lang=en');
  const text = page.getByLabel('Text of a lesson');
  const take = page.getByRole('button', { name: 'Import' });
  await text.fill(example.replace('"fact": "LeaderElected", "where": { "partition"', '"fact": "LeaderElect", "where": { "partition"'));
  await take.click();
  const line = example.slice(0, example.indexOf('"fact": "LeaderElected", "where": { "partition"')).split('\n').length;
  await expect(editor(page).getByRole('listitem')).toContainText(`Line ${line}, column`);
  await expect(editor(page).getByRole('listitem')).toContainText('there is no fact "LeaderElect"');
  await page.getByRole('button', { name: `Line ${line}` }).click();
  await expect(text).toBeFocused();
  await text.fill(example.replace('"seed": 1,', '"seed": 1'));
  await take.click();
  await expect(editor(page).getByRole('listitem')).toContainText('a comma is expected here');
  await text.fill(example);
  await take.click();
  await expect(editor(page).getByText('This lesson is here already: The leader is gone')).toBeVisible();
  await page.getByRole('link', { name: 'Home' }).click();
  const own = page.getByRole('region', { name: 'Written by you' });
  await expect(own.getByRole('listitem')).toHaveCount(1);
  await own.getByRole('button', { name: 'Delete: The leader is gone' }).click();
  await expect(own.getByRole('listitem')).toHaveCount(0);
  await own.getByRole('button', { name: 'Undo' }).click();
  await expect(own.getByRole('link', { name: 'Play it: The leader is gone' })).toBeVisible();
});

test('nothing that is written is lost on a reload; the fields and the text are one; undo', async ({ page, highwater }) => {
  await page.goto('./#edit=import&lang=en');
  await page.getByLabel('Text of a lesson').fill(example);
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await isPlayed(page);
  const title = editor(page).getByRole('group', { name: 'Title' }).getByRole('textbox', { name: 'English' });
  const json = page.getByRole('textbox', { name: 'The lesson as text' });
  await title.fill('Gone');
  await expect(json).toHaveValue(/"en": "Gone"/);
  await highwater.reload();
  await expect(title).toHaveValue('Gone');
  await json.fill('{ "id": ');
  await expect(title).toBeDisabled();
  await expect(editor(page).getByText('the text ends too early')).toBeVisible();
  await highwater.reload();
  await expect(json).toHaveValue('{ "id": ');
  await page.getByRole('button', { name: 'Go back to the last good one' }).click();
  await title.fill('Away');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(title).toHaveValue('Gone');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(title).toHaveValue('Away');
  await page.getByLabel('Name in links and files').fill('Farewell, leader');
  await page.getByLabel('Name in links and files').blur();
  await expect(page).toHaveURL(/edit=own-farewell-leader/);
  await isPlayed(page);
  await expect(title).toHaveValue('Away');
  await expect(json).toHaveValue(/"id": "own-farewell-leader"/);
});

test('a prediction is typed, chosen or pointed at; a choice keeps two options', async ({ page }) => {
  await withExample(page);
  await page.goto('./#edit=own-leader-gone&lang=en');
  await isPlayed(page);
  await page.locator('.scene-card summary').nth(2).click();
  const scene = page.locator('.scene-card').nth(2);
  await scene.getByRole('button', { name: 'Ask for a prediction' }).click();
  const how = scene.getByLabel('How it is answered');
  await how.selectOption('one of several is chosen');
  await expect(scene.getByRole('button', { name: /^Remove: Choice/ })).toHaveCount(0);
  await scene.getByRole('button', { name: 'Add a choice' }).click();
  await scene.getByRole('button', { name: 'Remove: Choice 3' }).click();
  await scene.getByLabel('The answer is').selectOption('leader');
  await scene.getByLabel('of', { exact: true }).selectOption('orders-0');
  await how.selectOption('a broker is pointed at in the picture');
  const json = page.getByRole('textbox', { name: 'The lesson as text' });
  await expect(json).toHaveValue(/"point": "broker"/);
  await expect(json).not.toHaveValue(/"options"/);
  await expect(page.getByText('The text below is no lesson at the moment')).toHaveCount(0);
});

test('what this page cannot read of own lessons can be downloaded and deleted', async ({ page }) => {
  const kept = '[{"id":"own-odd","lesson":7}]';
  await page.addInitScript((lessons) => localStorage.setItem('highwater.lessons.unread', lessons), kept);
  await page.goto('./#lang=en');
  const own = page.getByRole('region', { name: 'Written by you' });
  const downloading = page.waitForEvent('download');
  await own.getByRole('button', { name: 'Download' }).click();
  expect(readFileSync(await (await downloading).path(), 'utf8')).toBe(kept);
  await own.getByRole('button', { name: 'Delete' }).click();
  await expect(own.getByRole('button')).toHaveCount(0);
  await expect(own.getByRole('heading', { name: 'Written by you' })).toBeFocused();
});

test('a link to a lesson that somebody else wrote says that it is not here', async ({ page, highwater }) => {
  await page.goto('./#lesson=own-of-somebody&lang=en');
  await highwater.ready();
  await expect(page.getByText(/The lesson “own-of-somebody” was written by somebody/)).toBeVisible();
  await highwater.allFetched();
  await page.goto('./#edit=own-of-somebody&lang=en');
  await expect(editor(page)).toContainText('This lesson is not in this browser.');
});

for (const [lang, theme, width, height] of [['en', 'light', 1440, 900], ['zh', 'dark', 390, 844], ['en', 'dark', 1024, 768]] as const) {
  test(`nothing sticks out of the editor and axe finds nothing at ${width} px, ${lang}, ${theme}`, async ({ page }) => {
    await withExample(page);
    await page.setViewportSize({ width, height });
    await page.goto(`./#edit=own-leader-gone&lang=${lang}&theme=${theme}`);
    await isPlayed(page);
    await page.locator('.scene-card summary').nth(1).click();
    await new Stage(page).settled();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
