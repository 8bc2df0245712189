import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import { Stage } from './pages/Stage.ts';

const stageOf = (page: Page): Stage => new Stage(page);
const panel = (page: Page): Locator => page.getByRole('region', { name: 'Lesson', exact: true });

const lines = (page: Page): Locator => page.getByRole('listbox', { name: 'Commands' }).getByRole('option');
const chosen = (page: Page): Locator => page.getByRole('listbox', { name: 'Commands' }).getByRole('option', { selected: true });

async function openSandbox(page: Page, more = ''): Promise<void> {
  await page.goto(`./#lesson=sandbox&lang=en${more}`);
  await expect(page.getByRole('heading', { level: 1, name: 'A cluster of your own' })).toBeVisible();
  await expect(stageOf(page).part('broker-1')).toBeVisible();
  await stageOf(page).settled();
}

async function setUp(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Set up a cluster' });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('from the top bar to a cluster of one’s own; what Kafka refuses is said at the field, and nothing typed is lost', async ({ page, highwater }) => {
  await page.goto('./#lesson=write-path&lang=en');
  await page.getByRole('banner').getByRole('button', { name: 'Sandbox' }).click();
  const dialog = await setUp(page);
  const factor = dialog.getByLabel('Replication factor');
  await factor.fill('4');
  await expect(dialog.getByText('Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered.')).toBeVisible();
  await expect(factor).toHaveAttribute('aria-invalid', 'true');
  const create = dialog.getByRole('button', { name: 'Create the cluster' });
  await expect(create).toHaveAttribute('aria-disabled', 'true');
  await highwater.closeByEscape();
  await page.keyboard.press('n');
  await expect(dialog.getByLabel('Replication factor')).toHaveValue('4');
  await dialog.getByLabel('Brokers', { exact: true }).fill('5');
  await dialog.getByLabel('Partitions').fill('2');
  await create.click();
  await expect(dialog).toBeHidden();
  await expect(stageOf(page).part('broker-5')).toBeVisible();
  await expect(page).toHaveURL(/lesson=sandbox/);
});

test('a setting can be typed letter by letter, and settings that do not go together are refused as Kafka refuses them', async ({ page }) => {
  await openSandbox(page);
  await page.keyboard.press('n');
  const dialog = await setUp(page);
  await dialog.getByText('Broker settings').click();
  const more = dialog.getByLabel('Other settings').first();
  await more.pressSequentially('replica.socket.timeout.ms=400');
  await expect(more).toBeFocused();
  await expect(more).toHaveValue('replica.socket.timeout.ms=400');
  await expect(dialog.getByText('requirement failed: replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms')).toBeVisible();
  await more.pressSequentially('0');
  await expect(more).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Create the cluster' })).toHaveAttribute('aria-disabled', 'false');
});

test('a right-click on a record offers what can be done from there', async ({ page }) => {
  await openSandbox(page);
  await panel(page).getByRole('button', { name: 'Send 5 records from producer-1' }).click();
  await page.keyboard.press('End');
  await stageOf(page).settled();
  await stageOf(page).part('broker-2/orders-0').locator('.record[data-offset="2"]').dispatchEvent('contextmenu', { bubbles: true });
  await page.getByRole('menuitem', { name: 'Delete the records of orders-0 up to offset 2' }).click();
  await page.keyboard.press('End');
  await expect(stageOf(page).part('broker-2/orders-0')).toHaveAccessibleName(/log start 3, records m4, m5/);
});

test('commands are at hand on the picture, in the inspector and in the panel; what cannot be done says why', async ({ page, highwater }) => {
  await openSandbox(page);
  await stageOf(page).part('broker-2').click({ button: 'right', position: { x: 12, y: 12 } });
  const menu = page.getByRole('menu', { name: 'Commands on broker-2' });
  await expect(menu.getByRole('menuitem', { name: /^Restart/ })).toHaveAttribute('aria-disabled', 'true');
  await expect(menu.getByRole('menuitem', { name: /^Restart/ })).toContainText('broker 2 is running');
  await menu.getByRole('menuitem', { name: 'Kill', exact: true }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByTestId('announcer')).toContainText('roker 2');
  const row = panel(page);
  await expect(row.getByRole('button', { name: /^Kill broker 2/ })).toHaveAttribute('aria-disabled', 'true');
  await highwater.nextNamed();
  await row.getByRole('button', { name: /^Kill broker 2/ }).click({ force: true });
  await expect(row.getByText('broker 2 is not running', { exact: true })).toBeVisible();
  await highwater.nextNamed();
  await row.getByRole('button', { name: 'Restart broker 2', exact: true }).click();
  await expect(row.getByRole('button', { name: 'Kill broker 2', exact: true })).toHaveAttribute('aria-disabled', 'false');
  await stageOf(page).part('producer-1').click();
  await page.getByRole('tabpanel', { name: 'Inspect' }).getByText(/^What you can do/).click();
  await page.getByRole('region', { name: 'Commands on producer-1' }).getByRole('button', { name: 'Send 5 records from producer-1' }).click();
  await expect(page.getByRole('region', { name: 'Playback' })).toBeVisible();
});

test('the menu by keyboard: Enter on the chosen part, arrows, Escape back to the part', async ({ page }) => {
  await openSandbox(page);
  const broker = stageOf(page).part('broker-1');
  await broker.focus();
  await page.keyboard.press('Enter');
  await expect(broker).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Commands on broker-1' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem').nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(broker).toBeFocused();
});

test('the palette finds commands in both languages, with the keyboard only', async ({ page, highwater }) => {
  await openSandbox(page);
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Find a command' });
  await expect(box).toBeFocused();
  await box.fill('kill broker 3');
  await expect(chosen(page)).toContainText('Kill broker 3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Control+k');
  await box.fill('重启');
  await expect(lines(page).first()).toContainText('Restart broker 3');
  await box.fill('restart broker 1');
  await expect(chosen(page)).toContainText('broker 1 is running');
  await highwater.closeByEscape();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+k');
  await box.fill('kill broker 3');
  await expect(chosen(page)).toHaveAttribute('aria-disabled', 'false');
});

test('the sandbox survives a reload at the same step, and begins again when asked', async ({ page, highwater }) => {
  await openSandbox(page);
  await panel(page).getByRole('button', { name: 'Send a record from producer-1' }).click();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('.');
  await stageOf(page).settled();
  await highwater.nextNamed();
  await panel(page).getByRole('button', { name: 'Kill broker 3', exact: true }).click();
  await page.keyboard.press('.');
  const before = await highwater.stage.fingerprint();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('highwater.sandbox') ?? '')).toContain('broker.kill');
  await expect(page).toHaveURL(/&r=\d+\.a[\w-]+\*[\da-f]{8}$/);
  await highwater.reload();
  await expect(stageOf(page).part('broker-3')).toBeVisible();
  // What can be done comes a moment after the picture.
  await expect.poll(() => highwater.stage.fingerprint()).toBe(before);
  await highwater.allFetched();
  // Reloaded before the address can say where the page stands.
  await page.keyboard.press('.');
  const clock = await page.locator('.clock-now').textContent();
  await page.reload();
  await expect(page.locator('.clock-now')).toHaveText(clock ?? '');
  await expect(page.getByText('This is the sandbox that was shared.')).toHaveCount(0);
  await expect(stageOf(page).part('broker-3')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Begin the sandbox again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin again' }).click();
  await expect(panel(page).getByRole('button', { name: 'Kill broker 3', exact: true })).toHaveAttribute('aria-disabled', 'false');
});

test('a broken saved sandbox opens a fresh one with a note, and can be saved to a file', async ({ page }) => {
  await page.goto('./#lesson=write-path&lang=en');
  await expect(stageOf(page).part('broker-1')).toBeVisible();
  await page.evaluate(() => localStorage.setItem('highwater.sandbox', '{"version":9}'));
  await page.getByRole('banner').getByRole('button', { name: 'Sandbox' }).click();
  const note = panel(page).getByRole('note');
  await expect(note).toContainText('could not be read');
  const download = page.waitForEvent('download');
  await note.getByRole('button', { name: 'Save what was kept' }).click();
  expect((await download).suggestedFilename()).toBe('highwater-sandbox.json');
  expect(await page.evaluate(() => localStorage.getItem('highwater.sandbox.broken'))).toBe('{"version":9}');
});

for (const theme of ['light', 'dark'] as const) {
  test(`nothing stands in the way of anybody: panel, set-up, palette and menu, ${theme}`, async ({ page, highwater }) => {
    test.slow();
    await openSandbox(page, `&theme=${theme}`);
    const check = async (): Promise<void> => {
      await stageOf(page).settled();
      expect((await axe(page).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
    };
    await check();
    await page.keyboard.press('n');
    await (await setUp(page)).getByLabel('Replication factor').fill('9');
    await check();
    await highwater.closeByEscape();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeVisible();
    await check();
    await highwater.closeByEscape();
    await stageOf(page).part('broker-2').click({ button: 'right', position: { x: 12, y: 12 } });
    await expect(page.getByRole('menu')).toBeVisible();
    await check();
  });
}

test('ten brokers and thirty partitions are set up, and step', async ({ page }) => {
  await openSandbox(page);
  await page.keyboard.press('n');
  const dialog = await setUp(page);
  await dialog.getByLabel('Brokers', { exact: true }).fill('10');
  await dialog.getByLabel('Partitions').fill('30');
  await dialog.getByRole('button', { name: 'Create the cluster' }).click();
  await expect(dialog).toBeHidden();
  await expect(stageOf(page).part('broker-10')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Send 5 records from producer-1' }).click();
  const clock = page.getByText(/[\d,]+ ms$/).first();
  const before = await clock.textContent();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('.');
  await expect(clock).not.toHaveText(before ?? '');
});
