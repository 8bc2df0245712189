/** Finds a Chromium that really starts, or installs one. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, tool } from './install.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** On Windows Chrome opens a window for --version, so there an existing file is enough. */
function starts(path) {
  if (!path || !executable(path)) return false;
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 120_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

function ofSystem() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...found, ...(process.platform === 'darwin' ? MAC : [])].find(starts);
}

async function ofPlaywright() {
  const { default: playwright } = await import(pathToFileURL(tool('playwright-core/index.js')).href);
  const path = playwright.chromium.executablePath();
  return starts(path) ? path : undefined;
}

function aptInstall() {
  if (process.platform !== 'linux') return;
  const apt = (...args) => {
    const asRoot = process.getuid?.() === 0;
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    return asRoot ? run('apt-get', args, env) : run('sudo', ['-n', 'apt-get', ...args], env);
  };
  apt('update', '-qq');
  // A fresh machine may be updating itself.
  apt('install', '-y', '-qq', '-o', 'DPkg::Lock::Timeout=300', '--no-install-recommends', 'chromium');
}

/** The path of a browser, or undefined after saying what was tried. */
export async function browser() {
  const named = process.env.CHROMIUM_PATH;
  if (starts(named)) return named;
  if (named) console.error(`CHROMIUM_PATH=${named} does not start; looking for another browser.`);
  const present = ofSystem() ?? (await ofPlaywright());
  if (present) return present;

  console.log('No Chromium found: playwright install chromium');
  run(process.execPath, [tool('@playwright/test/cli.js'), 'install', '--no-shell', 'chromium']);
  const downloaded = await ofPlaywright();
  if (downloaded) return downloaded;

  console.log('That did not help: apt-get install chromium');
  aptInstall();
  const installed = ofSystem();
  if (installed) return installed;

  console.error(
    [
      'No browser for the end-to-end tests. Tried: $CHROMIUM_PATH, Chromium or Chrome on this system,',
      "Playwright's copy, `playwright install chromium`, `apt-get install chromium`.",
      'Install Chromium or Chrome, or set CHROMIUM_PATH to one that starts.',
    ].join('\n'),
  );
  return undefined;
}
