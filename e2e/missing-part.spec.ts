import { expect, test } from './fixtures.ts';

test.describe('what does not come', () => {
  test.use({ forgiven: /ToolsTab|Palette|Failed to load resource: net::ERR_FAILED/ });

  test('leaves a note in its place, and the rest of the page as it was', async ({ page, highwater }) => {
    await highwater.open();
    await page.route('**/ToolsTab-*.js', (route) => route.abort());
    await highwater.details.getByRole('tab', { name: 'Tools', exact: true }).click();
    await expect(highwater.details.getByRole('alert')).toContainText('could not be loaded completely');
    await highwater.button('step').click();
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of/);
    const promises = await highwater.openTab('promises');
    await expect(promises.getByText('Acknowledged records survive')).toBeVisible();
  });

  test('as a dialog says so, and gives the keys back', async ({ page, highwater }) => {
    await highwater.open();
    await page.route('**/Palette-*.js', (route) => route.abort());
    await page.keyboard.press('Control+k');
    await expect(highwater.dialog).toContainText('could not be loaded completely');
    await highwater.closeByEscape();
    await page.keyboard.press('ArrowRight');
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of/);
  });
});

test('a dialog on its way is taken back with Escape', async ({ page, highwater }) => {
  await highwater.open();
  let come = (): void => undefined;
  const mayCome = new Promise<void>((go) => { come = go; });
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((was) => { isAsked = was; });
  await page.route('**/Palette-*.js', async (route) => {
    isAsked();
    await mayCome;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await asked;
  await page.keyboard.press('Escape');
  const came = page.waitForResponse('**/Palette-*.js');
  come();
  await came;
  await highwater.allFetched();
  await expect(highwater.dialog).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of/);
});
