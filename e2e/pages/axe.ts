import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * axe for a page, asked for its violations only and all in the page itself: what passes is not written up, and no second
 * page is opened to put the results of frames from other origins together. Highwater has none: it asks no other host.
 */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
}
