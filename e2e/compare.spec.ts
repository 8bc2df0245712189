import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

async function compare({ page, stage }: HighwaterPage, name = 'Compare two runs'): Promise<Locator> {
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog.getByRole('slider')).toBeVisible();
  await stage.settled();
  return dialog;
}

const differences = (dialog: Locator): Locator => dialog.getByRole('table', { name: 'What differs now' });

test.describe('two runs side by side', () => {
  test('go in step, name what differs and what became of the promises', async ({ highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '2.8' });
    const dialog = await compare(highwater);
    await expect(dialog.getByText('Nothing: both clusters are alike at this point.')).toBeVisible();
    await dialog.getByRole('slider').press('End');
    await expect(differences(dialog).getByRole('row', { name: /^orders-0 leader 2 1$/ })).toBeVisible();
    await expect(differences(dialog).getByRole('row', { name: /broker-1\/orders-0 records m0 m1 m4 m0 m1 m2 m3 m4/ })).toBeVisible();
    await expect(dialog.getByRole('table', { name: 'Promises to clients' }).getByRole('row', { name: /broken m2 m3 .*kept/ }).first()).toBeVisible();
    await dialog.getByRole('slider').press('Home');
    await expect(dialog.getByText('Nothing: both clusters are alike at this point.')).toBeVisible();
  });

  test('the same choices are one choice away in another version, and the visitor’s own run stays where it was', async ({ highwater, page }) => {
    await highwater.open({ lesson: 'unclean-election', era: '2.8' });
    await page.keyboard.press('PageDown');
    const place = await highwater.place();
    await highwater.nextNamed();
    await highwater.lesson.getByRole('button', { name: 'Compare with the same choices in Kafka 4.1' }).click();
    const dialog = page.getByRole('dialog', { name: 'Compare two runs' });
    await expect(dialog.getByRole('slider')).toBeVisible();
    await expect(dialog.getByRole('combobox', { name: 'Right' })).toHaveValue('era 4.1');
    await expect(dialog.getByText('Kafka 4.1', { exact: true }).last()).toBeVisible();
    await dialog.getByRole('button', { name: 'Close' }).click();
    expect(await highwater.place()).toBe(place);
  });

  test('a setting can be changed on one side; what Kafka refuses is told in its words', async ({ highwater }) => {
    await highwater.open({ lesson: 'unclean-election', era: '2.8' });
    const dialog = await compare(highwater);
    const right = dialog.getByRole('group', { name: /^Right/ });
    await dialog.getByRole('combobox', { name: 'Right' }).selectOption({ label: 'Main run' });
    await right.getByText('With another setting').click();
    await right.getByRole('combobox', { name: 'Setting' }).fill('unclean.leader.election.enable');
    await right.getByRole('textbox', { name: 'Value' }).fill('false');
    await right.getByRole('button', { name: 'Compare' }).click();
    await dialog.getByRole('slider').press('End');
    await expect(differences(dialog).getByRole('row', { name: /^orders-0 leader 2 -?1$/ })).toBeVisible();
    await right.getByRole('textbox', { name: 'Value' }).fill('maybe');
    await right.getByRole('button', { name: 'Compare' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Expected value to be either true or false');
  });

  for (const lang of ['en', 'zh'] as const) {
    test(`axe finds nothing and nothing leaves the window (${lang})`, async ({ highwater, page }) => {
      for (const size of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
        await page.setViewportSize(size);
        await highwater.open({ lesson: 'unclean-election', era: '2.8', lang });
        const dialog = await compare(highwater, lang === 'en' ? 'Compare two runs' : '对比两次运行');
        await dialog.getByRole('slider').press('End');
        const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`))).toEqual([]);
        expect(await dialog.locator('.dialog-body').evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
        await highwater.closeByEscape();
      }
    });
  }
});
