import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

const strategy = ({ dialog }: HighwaterPage, name: string) => dialog.getByRole('region', { name, exact: true });
const owned = (highwater: HighwaterPage, name: string) => strategy(highwater, name).getByRole('rowheader');

test('one input, four assignors: edit it, take a round, take a member away, and walk through the steps', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'assignors' });
  await highwater.nextNamed();
  await highwater.lesson.getByRole('button', { name: 'Compare the four assignors' }).click();
  const { dialog } = highwater;
  const payments = dialog.getByRole('group', { name: 'payments', exact: true });
  await expect(owned(highwater, 'range')).toHaveText(['nobody 0', 'Consumer 1 4', 'Consumer 2 2', 'Consumer 3 2']);
  await expect(owned(highwater, 'roundrobin')).toHaveText(['nobody 0', 'Consumer 1 3', 'Consumer 2 3', 'Consumer 3 2']);

  await payments.getByRole('textbox', { name: 'Partitions' }).fill('99');
  await expect(payments.getByText('A whole number from 0 to 20.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Next round' })).toBeDisabled();
  await payments.getByRole('textbox', { name: 'Partitions' }).fill('5');
  await expect(owned(highwater, 'range')).toHaveText(['nobody 0', 'Consumer 1 4', 'Consumer 2 3', 'Consumer 3 2']);
  await expect(owned(highwater, 'roundrobin')).toHaveText(['nobody 0', 'Consumer 1 3', 'Consumer 2 3', 'Consumer 3 3']);

  await dialog.getByRole('button', { name: 'Next round' }).click();
  await expect(dialog.getByText('Round 2: members own what round 1 gave them.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove consumer-1' }).click();
  await expect(strategy(highwater, 'range')).toContainText('6 moved, 4 of them from members that left.');
  await expect(strategy(highwater, 'sticky')).toContainText('3 moved, 3 of them from members that left.');
  await dialog.getByRole('button', { name: 'Add a member' }).click();
  await expect(owned(highwater, 'cooperative-sticky').last()).toHaveText('Consumer 1 (left) 0');

  const range = strategy(highwater, 'range');
  const steps = range.getByRole('slider', { name: 'Step' });
  await steps.press('Home');
  await expect(range).toContainText('Nothing given yet.');
  await range.getByRole('button', { name: 'Step forward' }).click();
  await expect(range).toContainText('payments has 5 partitions and 3 subscribers');
  await steps.press('ArrowRight');
  await expect(range).toContainText('Consumer 2 gets its range of payments: payments-0, payments-1.', { ignoreCase: true });
  await expect(range.getByText('payments-1, moved, named by the step')).toBeAttached();

  await highwater.closeByEscape();
  await page.keyboard.press('a');
  await expect(dialog.getByRole('group', { name: 'consumer-4', exact: true }), 'what was typed is there again').toBeVisible();
});

test('the inspector opens it with the group’s own members', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'assignors' });
  await page.keyboard.press('PageDown');
  await highwater.details.getByRole('combobox', { name: 'Show' }).selectOption('consumer-2');
  await highwater.details.getByRole('button', { name: 'Try this group with all four assignors' }).click();
  await expect(highwater.dialog.getByRole('textbox', { name: 'Member id' }).first()).toHaveValue(/^consumer-1-[\da-f]{8}-/);
  await expect(owned(highwater, 'range')).toHaveText(['nobody 0', 'Consumer 1 4', 'Consumer 2 2', 'Consumer 3 2']);
});

for (const [lang, theme, width] of [['en', 'dark', 1440], ['zh', 'light', 390]] as const) {
  test(`axe finds nothing, and nothing sticks out, ${lang}, ${theme}, ${width} pixels wide`, async ({ page, highwater }) => {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await highwater.open({ lang, theme });
    await page.keyboard.press('a');
    await expect(highwater.dialog.getByRole('rowheader').first()).toBeVisible();
    await highwater.stage.settled();
    const { violations } = await axe(page).include('dialog[open]').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(await page.locator('.dialog-body').last().evaluate((body) => body.scrollWidth - body.clientWidth)).toBe(0);
  });
}
