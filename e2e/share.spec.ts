import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import { HighwaterPage } from './pages/HighwaterPage.ts';
import { words } from './pages/words.ts';

const BUTTON = { name: 'Share', exact: true } as const;

/** An address with the name of its world. */
const EXACT = /r=[^&]*\*[\da-f]{8}$/;

/** The dialog, and the moment by its world's name. */
async function openShare(highwater: HighwaterPage): Promise<{ readonly share: Locator; readonly moment: string }> {
  await highwater.banner.getByRole('button', BUTTON).click();
  const link = highwater.dialog.getByRole('textbox', { name: 'Link to this moment' });
  await expect(link).toHaveValue(EXACT);
  return { share: highwater.dialog, moment: EXACT.exec(await link.inputValue())?.[0] ?? '' };
}

async function saved(page: Page, button: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

test('everything of a moment can be saved; a run that was saved leads back to the same world', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 5 });
  await page.getByRole('tab', { name: 'By hand', exact: true }).click();
  await page.getByRole('tabpanel', { name: 'By hand', exact: true }).getByRole('button', { name: /^Deliver: / }).first().click();
  await highwater.button('step').click();
  const picture = await highwater.fingerprint();
  const { share, moment } = await openShare(highwater);
  const run = await saved(page, share.getByRole('button', { name: 'Save as JSON' }));
  expect(run.name).toBe('highwater-high-watermark-run.json');
  expect(JSON.parse(run.text)).toMatchObject({ version: 1, subject: { kind: 'lesson', lesson: 'high-watermark' }, check: moment.slice(-8) });
  const log = await saved(page, share.getByRole('button', { name: 'Save log lines' }));
  expect(log.name).toMatch(/^highwater-high-watermark-\d+ms\.log$/);
  expect(log.text).toMatch(/^\[\d\d:\d\d:\d\d,\d{3}\] (INFO|DEBUG) .*\n/);
  expect((await saved(page, share.getByRole('button', { name: 'Save sentences' }))).text).toContain(' ms  ');
  expect((await saved(page, share.getByRole('button', { name: 'Save as SVG' }))).text).toMatch(/^<svg/);
  await highwater.closeByEscape();

  await highwater.open({ lesson: 'unclean-election', step: 3 });
  const { share: again } = await openShare(highwater);
  await again.getByText('Open a run').click();
  await again.getByRole('textbox', { name: 'A run as JSON' }).fill(run.text.replace('"version": 1', '"version": 9'));
  await again.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(again.getByRole('alert')).toContainText('Line 2, version: ');
  const dropped = await page.evaluateHandle(() => {
    const given = new DataTransfer();
    given.items.add(new File(['{\n"version": 1,,'], 'run.json'));
    return given;
  });
  await again.getByRole('group', { name: 'Open a run' }).dispatchEvent('drop', { dataTransfer: dropped });
  await expect(again.getByRole('alert')).toContainText('Line 2: a key in double quotes is expected here (column 14)');
  const good = join(mkdtempSync(join(tmpdir(), 'highwater-run-')), 'run.json');
  writeFileSync(good, run.text);
  await again.locator('input[type=file]').setInputFiles(good);
  await expect(highwater.title).toHaveText('Why the high watermark needs two fetches');
  await expect.poll(() => highwater.address()).toContain(moment);
  expect(await highwater.fingerprint()).toBe(picture);
  await expect(page.getByRole('status', { name: 'About the link' })).toBeEmpty();
});

for (const [theme, lang, width, height] of [['light', 'en', 1440, 900], ['dark', 'zh', 390, 844]] as const) {
  test(`axe finds nothing in the dialog, ${theme}, ${lang}`, async ({ page, highwater }) => {
    await page.setViewportSize({ width, height });
    await highwater.open({ lesson: 'unclean-election', lang, theme, step: 4 });
    await page.keyboard.press('Shift+C');
    await expect(highwater.dialog.getByRole('textbox').first()).toHaveValue(/#lesson=/);
    await highwater.dialog.getByText(lang === 'en' ? 'Open a run' : '打开运行过程').click();
    await highwater.dialog.getByRole('button', { name: lang === 'en' ? 'Open' : '打开', exact: true }).click();
    await expect(highwater.dialog.getByRole('alert')).toBeVisible();
    const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);
  });
}

test('a page embeds a lesson, steps it by messages and hears where it stands', async ({ page }) => {
  const course = `<!doctype html><html lang="en"><title>A course</title><body><iframe title="Highwater" width="640" height="420" src="./?embed&amp;words#lesson=unclean-election&amp;lang=en"></iframe></body></html>`;
  await page.route('**/course.html', (route) => route.fulfill({ contentType: 'text/html', body: course }));
  await page.goto('./course.html');
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    window.addEventListener('message', ({ data }) => heard.push(data));
  });
  const heard = (): Promise<readonly Record<string, unknown>[]> => page.evaluate(() => (window as unknown as { heard: Record<string, unknown>[] }).heard);
  const ask = (message: object): Promise<void> => page.evaluate((asked) => document.querySelector('iframe')?.contentWindow?.postMessage(asked, '*'), message);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Step', exact: true })).toBeVisible();
  await expect(frame.getByRole('banner')).toHaveCount(0);

  // It may have been ready before this page listened.
  await expect.poll(async () => {
    await ask({ highwater: 1, type: 'state', id: 'first' });
    return heard();
  }).toContainEqual({ highwater: 1, type: 'done', id: 'first' });
  await ask({ highwater: 1, type: 'next' });
  await expect.poll(heard).toContainEqual(expect.objectContaining({ type: 'moved', step: 1, scene: 1, scenes: 6 }));
  const moved = (await heard()).findLast(({ type }) => type === 'moved');
  await expect(frame.getByText(String(moved?.['sentence'])).first()).toBeAttached();
  await expect(frame.getByRole('slider')).toHaveAttribute('aria-valuetext', /^Step 1 of 1/);
  await ask({ highwater: 1, type: 'language', language: 'zh', id: 2 });
  await expect(frame.getByRole('slider', { name: words.zh.timeline })).toBeVisible();
  await ask({ highwater: 1, type: 'fly', id: 3 });
  await expect.poll(heard).toContainEqual(expect.objectContaining({ type: 'error', id: 3, problem: expect.stringContaining('type: ') }));
});

test('what is embedded is sized to its frame, from 320×240 up, with nothing outside it', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 240 });
  await page.goto('./?embed&words#lesson=unclean-election&lang=en&step=6');
  const highwater = new HighwaterPage(page);
  await highwater.ready();
  for (const size of [{ width: 320, height: 240 }, { width: 900, height: 700 }]) {
    await page.setViewportSize(size);
    await expect.poll(() => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([size.width, size.height]);
    await expect(page.getByRole('button', { name: 'Step', exact: true })).toBeInViewport({ ratio: 1 });
    await expect(highwater.scrubber).toBeVisible();
  }
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 7 of /);
});

test('a page of one lesson opens at its moment from the file system, and makes the next one itself', async ({ page, highwater, context }) => {
  await highwater.open({ lesson: 'unclean-election', step: 6 });
  const picture = await highwater.fingerprint();
  const folder = mkdtempSync(join(tmpdir(), 'highwater-page-'));
  const keep = ({ name, text }: { readonly name: string; readonly text: string }, as: string): string => {
    expect(name).toBe('highwater-unclean-election.html');
    writeFileSync(join(folder, as), text);
    return pathToFileURL(join(folder, as)).href;
  };
  const { share, moment } = await openShare(highwater);
  let address = keep(await saved(page, share.getByRole('button', { name: 'Save as HTML' })), 'first.html');
  await highwater.closeByEscape();
  await highwater.allFetched();
  await context.setOffline(true);
  for (const next of ['second.html', 'third.html']) {
    await page.goto(address);
    await highwater.ready();
    expect(await highwater.fingerprint()).toBe(picture);
    expect(await page.title()).toBe('Unclean leader election · Highwater');
    const there = await openShare(highwater);
    expect(there.moment).toBe(moment);
    address = keep(await saved(page, there.share.getByRole('button', { name: 'Save as HTML' })), next);
    await highwater.closeByEscape();
  }
  await highwater.banner.getByRole('button', { name: 'Highwater: Home' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Apache Kafka, small enough to watch' })).toBeVisible();
});
