import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { preview } from 'vite';
import { isOfTheMachine } from './fixtures.ts';
import { HighwaterPage } from './pages/HighwaterPage.ts';

const BUILD = resolve(process.env['HIGHWATER_E2E_BUILD'] ?? 'dist');

/** The quiet fixture knows one server only: here the page comes from another, or from none. */
function listenTo(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if ((message.type() === 'error' || message.type() === 'warning') && !isOfTheMachine(message.text())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  return complaints;
}

/** What a visitor would look for: home, a lesson never opened before, its panels, the glossary, the sandbox, all that is fetched late. */
async function useEverything(page: Page, home: string): Promise<void> {
  const highwater = new HighwaterPage(page);
  await page.goto(home);
  await expect(page.getByRole('heading', { level: 1, name: 'Apache Kafka, small enough to watch' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'A live cluster' }).locator('[role=button][data-address="broker-1"]')).toBeVisible();
  await page.getByRole('searchbox').fill('truncate');
  await expect(page.getByRole('term').first()).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('link', { name: /Cut off, but still leading|A leader dies/ }).first().click();
  await highwater.ready();
  await highwater.toEnd();
  for (const tab of ['Events', 'Tools', 'ZooKeeper', 'Clients']) {
    await highwater.details.getByRole('tab', { name: tab }).click();
    await highwater.stage.settled();
    await expect(highwater.details.getByRole('tabpanel', { name: tab })).not.toBeEmpty();
  }
  await page.getByRole('tab', { name: 'Sequence' }).click();
  await expect(page.getByRole('main').locator('.sequence-stage').first()).toBeVisible();
  await page.keyboard.press('v');
  await expect(highwater.dialog.getByRole('term').first()).toBeVisible();
  await highwater.closeByEscape();
  await highwater.banner.getByRole('button', { name: 'Sandbox' }).click();
  await highwater.dialog.getByRole('button', { name: 'Create the cluster' }).click();
  await expect(highwater.lesson.getByRole('button', { name: 'Kill broker 3', exact: true })).toBeVisible();
}

test.describe('after the first visit', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the page is fully usable with its server gone', async ({ page }) => {
    const server = await preview({ logLevel: 'silent', build: { outDir: BUILD }, preview: { host: '127.0.0.1', port: 0, open: false } });
    const address = server.httpServer.address();
    if (address === null || typeof address === 'string') throw new Error('the preview server has no port');
    const home = `http://127.0.0.1:${address.port}/`;
    await page.goto(home);
    // Active means that everything was kept.
    await page.waitForFunction(() => navigator.serviceWorker.ready.then(({ active }) => active !== null));
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
    await expect.poll(() => page.evaluate(async () => (await caches.match('./highwater.html'))?.status)).toBe(200);
    await page.goto('about:blank');
    await server.close();
    await expect(fetch(home)).rejects.toThrow();
    const complaints = listenTo(page);
    await useEverything(page, home);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as HTML' }).click();
    expect((await saving).suggestedFilename()).toBe('highwater-sandbox.html');
    expect(complaints).toEqual([]);
  });
});

test('every file of the build is kept, and nothing else', () => {
  const worker = readFileSync(join(BUILD, 'sw.js'), 'utf8');
  const files = JSON.parse(/FILES = (\[.*?\]);/.exec(worker)?.[1] ?? '[]') as readonly string[];
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => file !== './' && !existsSync(join(BUILD, file)))).toEqual([]);
  expect(files.some((file) => file.includes('highwater.html'))).toBe(false);
});

test('the page can be installed: name, start, icons that are there', () => {
  const manifest = JSON.parse(readFileSync(join(BUILD, 'manifest.webmanifest'), 'utf8')) as { name: string; start_url: string; display: string; icons: { src: string; sizes: string }[] };
  expect(manifest).toMatchObject({ name: 'Highwater', start_url: './', display: 'standalone' });
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.filter(({ src }) => !existsSync(join(BUILD, src)))).toEqual([]);
});

test.describe('the page in one file', () => {
  test('works from the file system, with nothing fetched', async ({ page }) => {
    // Alone in a folder, so that nothing beside it can be meant.
    const place = join(mkdtempSync(join(tmpdir(), 'highwater-file-')), 'highwater.html');
    cpSync(join(BUILD, 'highwater.html'), place);
    const home = pathToFileURL(place).href;
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) asked.push(request.url());
    });
    const complaints = listenTo(page);
    await useEverything(page, home);
    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a link into it opens the lesson at its step, and home is one press away', async ({ page }) => {
    const highwater = new HighwaterPage(page);
    await page.goto(`${pathToFileURL(join(BUILD, 'highwater.html')).href}#lesson=unclean-election&lang=en&step=4`);
    await highwater.ready();
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 4 of /);
    await highwater.banner.getByRole('button', { name: 'Highwater: Home' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Apache Kafka, small enough to watch' })).toBeVisible();
  });
});

test('the page’s policy allows no other origin', async ({ page, baseURL }) => {
  const policyOf = (): Promise<string | null> => page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  await page.goto(`${baseURL}`);
  expect(await policyOf()).toMatch(/^default-src 'self';/);
  expect(await policyOf()).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
  const refused = await page.evaluate(async () => {
    const told = new Promise<string>((resolvePolicy) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolvePolicy(effectiveDirective), { once: true });
    });
    await fetch('https://example.com/').catch(() => null);
    return told;
  });
  expect(refused).toBe('connect-src');
  await page.goto(pathToFileURL(join(BUILD, 'highwater.html')).href);
  expect(await policyOf()).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'unsafe-inline'; img-src data: blob:;/);
});
