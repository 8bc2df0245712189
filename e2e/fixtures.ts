import { createHash } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
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

async function slowDown(context: BrowserContext): Promise<void> {
  await context.route('**/*.js', async (route) => {
    const share = createHash('sha1').update(`${SLOW_SEED} ${route.request().url()}`).digest().readUInt16BE(0) / 65_536;
    await new Promise((late) => setTimeout(late, share * SLOW_MS));
    // The page may be gone by now.
    await route.continue().catch(() => undefined);
  });
}

export const test = base.extend<Fixtures>({
  highwater: async ({ page }, provide) => {
    await provide(new HighwaterPage(page));
  },
  forgiven: [null, { option: true }],
  quiet: [
    async ({ context, baseURL, forgiven }, provide) => {
      if (SLOW_MS > 0) await slowDown(context);
      const complaints: string[] = [];
      const own = new URL(baseURL ?? '').host;
      context.on('console', (message) => {
        // How a test without service workers says so.
        if (message.text().startsWith('Service Worker registration blocked by Playwright')) return;
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
      });
      context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
      context.on('request', (request) => {
        const { protocol, host } = new URL(request.url());
        if (protocol.startsWith('http') && host !== own) complaints.push(`asks another host: ${request.url()}`);
      });
      context.on('requestfailed', (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
      await provide();
      expect(complaints.filter((one) => forgiven?.test(one) !== true), 'what the page complained of or fetched from elsewhere').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
