/** npm run picture: builds the page and takes the README's picture of it, docs/highwater.png. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser } from './browser.mjs';
import { install, root, run, tool } from './install.mjs';

const TARGET = join(root, 'docs/highwater.png');
const SIZE = { width: 1440, height: 900 };
/** The lesson in which two acknowledged records are lost, before its last scene. */
const HASH = '#lesson=unclean-election&lang=en&theme=light';
const SCENES = 5;
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb', '--disable-lcd-text'];

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(address) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await fetch(address).then((response) => response.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} does not answer`);
}

async function take(address, executablePath) {
  const { default: playwright } = await import(pathToFileURL(tool('playwright-core/index.js')).href);
  const chromium = await playwright.chromium.launch({ executablePath, args: ARGUMENTS });
  try {
    const page = await chromium.newPage({ viewport: SIZE, reducedMotion: 'reduce', colorScheme: 'light', locale: 'en-US' });
    await page.goto(`${address}${HASH}`);
    await page.getByRole('main').locator('[data-address]').first().waitFor();
    for (let scene = 0; scene < SCENES; scene += 1) await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: /^Next: / }).waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    await page.screenshot({ path: TARGET });
  } finally {
    await chromium.close();
  }
}

if (!install()) process.exit(1);
const executablePath = await browser();
if (executablePath === undefined) process.exit(1);
const build = mkdtempSync(join(tmpdir(), 'highwater-picture-'));
const vite = tool('vite/bin/vite.js');
if (!run(process.execPath, [vite, 'build', '--outDir', build, '--emptyOutDir'])) process.exit(1);
const port = await freePort();
const server = spawn(process.execPath, [vite, 'preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort', '--outDir', build], { cwd: root, stdio: 'ignore' });
try {
  await answers(`http://127.0.0.1:${port}/`);
  await take(`http://127.0.0.1:${port}/`, executablePath);
} finally {
  server.kill();
  rmSync(build, { recursive: true, force: true });
}
console.log(`docs/highwater.png: ${Math.round(statSync(TARGET).size / 1024)} kB`);
