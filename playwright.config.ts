import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

const port = Number(process.env['HIGHWATER_E2E_PORT'] ?? 4317);
const baseURL = `http://127.0.0.1:${port}/`;
const report = process.env['HIGHWATER_E2E_REPORT'];
/** The build that is tested. */
const build = process.env['HIGHWATER_E2E_BUILD'] ?? 'dist';
const chromium = process.env['CHROMIUM_PATH'] ?? ['/usr/bin/chromium'].find((path) => existsSync(path));

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-lcd-text',
  // Painting only what changed leaves other edges than painting all of it; pictures are compared pixel by pixel.
  '--disable-partial-raster',
];

export default defineConfig({
  testDir: 'e2e',
  // One picture a screen, whatever the machine: the tolerance is the test's.
  snapshotPathTemplate: 'e2e/pictures/{arg}{ext}',
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  retries: 0,
  // No test is about time; a busy machine must not turn a right answer into a failure.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 2,
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  use: {
    baseURL,
    locale: 'en-US',
    // Kept for offline by one test; elsewhere fetching all of it would only slow the others.
    serviceWorkers: 'block',
    // Pictures are compared at rest; a test of movement asks for it.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { args, ...(chromium === undefined ? {} : { executablePath: chromium }) },
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } }],
  webServer: {
    // not `npm run preview`: npm would outlive the signal that ends the server
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort --outDir ${build}`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
