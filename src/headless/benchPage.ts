import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import type { PageFigures } from './benchTable.ts';
import { traced } from './benchTrace.ts';

export type StepFigures = Omit<PageFigures, 'paintMs' | 'readyMs' | 'readyScripts'>;

const COLD_STARTS = 11;
/** After a first one, in which nearly everything is done for the first time. */
const ROUNDS = 3;
const MOST_STEPS = 24;
const PATIENCE_MS = 30_000;
/** Between a key and the question how long it took: the question would be answered by the thread that is at work. What a step shows is still moving then. */
const IN_HASTE_MS = 50;
/** Whoever looks at what a step shows, for 700 ms, presses the next key after that. */
const AT_LEISURE_MS = 900;

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** A frame comes as soon as it is ready, so that a step's own time is seen and not the display's clock. */
const UNHURRIED = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

const STEP = 'button[aria-label="Step"]';
const CAN_STEP = `${STEP}:not([aria-disabled="true"])`;
/** In the cluster's picture, or in the group's. */
const DRAWN = '[role=button][data-address="broker-1"], [role=button][data-address="consumer-1"]';

/** Notes when the lesson is drawn and can be stepped. */
const WATCH_READY = `
  addEventListener('DOMContentLoaded', () => {
    const look = () => {
      if (document.querySelector(${JSON.stringify(DRAWN)}) && document.querySelector(${JSON.stringify(CAN_STEP)})) window.readyMs = performance.now();
      else requestAnimationFrame(look);
    };
    look();
  });`;

const READY_SCRIPTS = `
  performance.getEntriesByType('resource')
    .filter(({ name, startTime }) => name.endsWith('.js') && startTime < window.readyMs)
    .map(({ name }) => new URL(name).pathname.slice(1))`;

/** Notes how long after a key the second frame begins: by then the first is painted. */
const WATCH_KEYS = `
  window.painted = [];
  addEventListener('keydown', (event) => {
    requestAnimationFrame(() => requestAnimationFrame(() => window.painted.push(performance.now() - event.timeStamp)));
  }, true);`;

/** Serves a built page while something is done with its address. */
async function served<Result>(root: string, outDir: string, visit: (url: string) => Promise<Result>): Promise<Result> {
  const server = await preview({ root, logLevel: 'error', build: { outDir }, preview: { host: '127.0.0.1', port: 0, open: false } });
  try {
    const address = server.httpServer.address();
    if (address === null || typeof address === 'string') throw new Error('the preview server has no port');
    return await visit(`http://127.0.0.1:${address.port}/`);
  } finally {
    await server.close();
  }
}

async function browsing<Result>(executablePath: string, args: readonly string[], visit: (browser: Browser) => Promise<Result>): Promise<Result> {
  const browser = await chromium.launch({ executablePath, args: [...args] });
  try {
    return await visit(browser);
  } finally {
    await browser.close();
  }
}

async function opened(browser: Browser, url: string, watch: string): Promise<Page> {
  // Waiting for an expression is forbidden by the page's own policy.
  const context = await browser.newContext({ bypassCSP: true, serviceWorkers: 'block', viewport: { width: 1440, height: 900 }, locale: 'en' });
  const page = await context.newPage();
  await page.addInitScript({ content: watch });
  await page.goto(`${url}#step=0&lang=en`);
  await page.waitForSelector(DRAWN, { timeout: PATIENCE_MS });
  return page;
}

/** Every start in a context of its own, with nothing cached. */
async function measureStarts(browser: Browser, url: string): Promise<Pick<PageFigures, 'paintMs' | 'readyMs' | 'readyScripts'>> {
  const paintMs: number[] = [];
  const readyMs: number[] = [];
  let readyScripts: readonly string[] = [];
  for (let start = 0; start < COLD_STARTS; start += 1) {
    const page = await opened(browser, url, WATCH_READY);
    await page.waitForFunction('window.readyMs !== undefined', undefined, { timeout: PATIENCE_MS });
    readyMs.push(Number(await page.evaluate('window.readyMs')));
    await page.waitForFunction('performance.getEntriesByName("first-contentful-paint").length > 0', undefined, { timeout: PATIENCE_MS });
    paintMs.push(Number(await page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime')));
    readyScripts = await page.evaluate(READY_SCRIPTS) as readonly string[];
    await page.context().close();
  }
  return { paintMs, readyMs, readyScripts };
}

/** Presses a key and rests; by then what it did is painted. @returns milliseconds from the key to there. */
async function press(page: Page, key: string, restMs: number): Promise<number> {
  await page.evaluate('window.painted.length = 0');
  await page.keyboard.press(key);
  await new Promise((rested) => setTimeout(rested, restMs));
  await page.waitForFunction('window.painted.length > 0', undefined, { timeout: PATIENCE_MS });
  return Number(await page.evaluate('window.painted[0]'));
}

interface ToAndFro {
  readonly stepMs: readonly number[];
  readonly backMs: readonly number[];
}

async function toAndFro(page: Page, restMs: number): Promise<ToAndFro> {
  const [stepMs, backMs]: [number[], number[]] = [[], []];
  while (stepMs.length < MOST_STEPS && (await page.locator(CAN_STEP).count()) > 0) stepMs.push(await press(page, 'ArrowRight', restMs));
  while (backMs.length < stepMs.length) backMs.push(await press(page, 'ArrowLeft', restMs));
  return { stepMs, backMs };
}

/** Steps to and fro, from the second scene on: at once, at leisure, in haste; last once more while the browser takes notes, which itself takes time. */
async function measureSteps(browser: Browser, url: string): Promise<StepFigures> {
  const page = await opened(browser, url, WATCH_KEYS);
  await press(page, 'PageDown', IN_HASTE_MS);
  const both = async (): Promise<readonly number[]> => Object.values(await toAndFro(page, IN_HASTE_MS)).flat();
  const coldMs = await both();
  const rounds: ToAndFro[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await toAndFro(page, AT_LEISURE_MS));
  const hasteMs = await both();
  const notes = await traced(browser, page, both);
  await page.context().close();
  return { coldMs, hasteMs, stepMs: rounds.map(({ stepMs }) => stepMs), backMs: rounds.map(({ backMs }) => backMs), ...notes };
}

/** Of a page that was built with a benchmark's cluster. */
export async function measureStepsOf(root: string, outDir: string, executablePath: string): Promise<StepFigures> {
  return await served(root, outDir, (url) => browsing(executablePath, [...QUIET, ...UNHURRIED], (browser) => measureSteps(browser, url)));
}

/** The first folder holds the page as built for visitors, the second with the benchmark's cluster. */
export async function measurePage(root: string, pageDir: string, benchDir: string, executablePath: string): Promise<PageFigures> {
  const starts = await served(root, pageDir, (url) => browsing(executablePath, QUIET, (browser) => measureStarts(browser, url)));
  const steps = await measureStepsOf(root, benchDir, executablePath);
  return { ...starts, ...steps };
}
