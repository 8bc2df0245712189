import { expect, test as base } from '@playwright/test';
import { HighwaterPage } from './pages/HighwaterPage.ts';

interface Fixtures {
  readonly highwater: HighwaterPage;
  /** Fails the test when the page complains or asks another host for anything. */
  readonly quiet: void;
}

export const test = base.extend<Fixtures>({
  highwater: async ({ page }, provide) => {
    await provide(new HighwaterPage(page));
  },
  quiet: [
    async ({ context, baseURL }, provide) => {
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
      expect(complaints, 'what the page complained of or fetched from elsewhere').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
