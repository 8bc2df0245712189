import { createHash } from 'node:crypto';
import type { BrowserContext, Page, Request } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import { HighwaterPage } from './pages/HighwaterPage.ts';

interface Fixtures {
  readonly highwater: HighwaterPage;
  /** Fails the test when the page complains or asks another host for anything. */
  readonly quiet: void;
  /** Complaints that the test itself brings about. */
  readonly forgiven: RegExp | null;
}

/** What is fetched comes up to so many ms late, so that it is seen whether a test waits for what it asserts. */
const SLOW_MS = Number(process.env['HIGHWATER_E2E_SLOW_MS'] ?? 0);
/** Another order in which things arrive. */
const SLOW_SEED = process.env['HIGHWATER_E2E_SLOW_SEED'] ?? '';

/** How many times slower the page computes than the machine would. */
const THROTTLE = Number(process.env['HIGHWATER_E2E_THROTTLE'] ?? 1);

async function throttle(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
}

async function slowDown(context: BrowserContext): Promise<void> {
  await context.route('**/*.js', async (route) => {
    const share = createHash('sha1').update(`${SLOW_SEED} ${route.request().url()}`).digest().readUInt16BE(0) / 65_536;
    await new Promise((late) => setTimeout(late, share * SLOW_MS));
    // The page may be gone by now.
    await route.continue().catch(() => undefined);
  });
}

/** A complaint of how long the machine took, not of the page. */
export const isOfTheMachine = (complaint: string): boolean => complaint.includes('was preloaded using link preload but not used within a few seconds');

/** Tells of a request that failed whether it was cut off because its page was left: nobody misses that one. */
function watchLeaving(context: BrowserContext): (request: Request) => boolean {
  const left = new Map<Page, number>();
  const begun = new WeakMap<Request, { readonly page: Page; readonly left: number }>();
  context.on('page', (page) => {
    const leave = (): void => void left.set(page, (left.get(page) ?? 0) + 1);
    page.on('request', (request) => {
      if (request.isNavigationRequest()) leave();
      begun.set(request, { page, left: left.get(page) ?? 0 });
    });
    // Nothing is asked for to show an empty page.
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && frame.url() === 'about:blank') leave();
    });
  });
  return (request) => {
    const from = begun.get(request);
    return request.failure()?.errorText === 'net::ERR_ABORTED' && from !== undefined && (left.get(from.page) ?? 0) > from.left;
  };
}

export const test = base.extend<Fixtures>({
  highwater: async ({ page }, provide) => {
    await provide(new HighwaterPage(page));
  },
  forgiven: [null, { option: true }],
  quiet: [
    async ({ context, baseURL, forgiven }, provide) => {
      if (SLOW_MS > 0) await slowDown(context);
      if (THROTTLE > 1) context.on('page', (page) => void throttle(context, page).catch(() => undefined));
      const isCutOff = watchLeaving(context);
      const failed: Request[] = [];
      const complaints: string[] = [];
      const own = new URL(baseURL ?? '').host;
      context.on('console', (message) => {
        // How a test without service workers says so.
        if (message.text().startsWith('Service Worker registration blocked by Playwright')) return;
        if (isOfTheMachine(message.text())) return;
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
      });
      context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
      context.on('request', (request) => {
        const { protocol, host } = new URL(request.url());
        if (protocol.startsWith('http') && host !== own) complaints.push(`asks another host: ${request.url()}`);
      });
      context.on('requestfailed', (request) => failed.push(request));
      await provide();
      // Only now: what a page is left for may become known after what that cut off.
      complaints.push(...failed.filter((request) => !isCutOff(request)).map((request) => `failed: ${request.url()} ${request.failure()?.errorText}`));
      expect(complaints.filter((one) => forgiven?.test(one) !== true), 'what the page complained of or fetched from elsewhere').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
