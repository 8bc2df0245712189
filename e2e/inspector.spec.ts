import { expect, test } from './fixtures.ts';
import { walked } from './pages/lessons.ts';
import { reading } from './pages/reading.ts';

test('every actor on the picture can be chosen and is shown as it is', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  for (let scene = 0; scene < 4; scene += 1) await highwater.page.keyboard.press('PageDown');
  const addresses = await highwater.stage.main.locator('[data-address]').evaluateAll((parts) => parts.map((part) => (part).dataset['address'] ?? ''));
  expect(addresses).toEqual(expect.arrayContaining(['zookeeper', 'broker-4/controller', 'producer-1', 'broker-1', 'broker-1/orders-0', 'broker-2/orders-0', 'broker-3']));
  for (const address of addresses) {
    const part = highwater.stage.part(address);
    await part.click({ position: { x: 12, y: 12 } });
    await expect(part).toHaveAttribute('aria-pressed', 'true');
    await expect(highwater.details.getByRole('heading', { name: address, exact: true })).toBeVisible();
    await expect(highwater.details.getByRole('combobox', { name: 'Show' })).toHaveValue(address);
    await expect(highwater.details.getByText('State', { exact: true }).locator('xpath=following-sibling::code')).toHaveText(/\w/);
    await expect(highwater.details.getByRole('table').first()).toBeVisible();
  }
  await expect(highwater.stage.main.locator('[aria-pressed=true]')).toHaveCount(1);
});

test('what the table says is what the picture says, step by step', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await highwater.details.getByRole('combobox', { name: 'Show' }).selectOption('broker-2/orders-0');
  const cell = highwater.stage.part('broker-2/orders-0');
  const value = (name: string) => highwater.details.getByRole('row').filter({ has: highwater.page.getByRole('rowheader', { name, exact: true }) }).getByRole('cell');
  const states = new Set<string>();
  for (let scene = 0; scene < 6; scene += 1) {
    const label = (await cell.getAttribute('aria-label')) ?? '';
    const [, role = '?', highWatermark = '?'] = /: (\w+), .*?high watermark (\d+)/.exec(label) ?? [];
    await expect(value('high watermark')).toHaveText(highWatermark);
    const state = highwater.details.getByText('State', { exact: true }).locator('xpath=following-sibling::code');
    await expect(state).toContainText(role);
    states.add(role);
    await highwater.page.keyboard.press('PageDown');
  }
  expect([...states]).toEqual(['follower', 'leader']);
});

test('a message under way opens to its fields with a click', async ({ highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 4 });
  const message = highwater.stage.main.getByRole('group', { name: 'Messages under way' }).getByRole('button').first();
  const name = (await message.getAttribute('aria-label')) ?? '';
  const [, api = '?', from = '?', to = '?'] = /^(\w+) \w+ from (\S+ \d+) to (\S+ \d+)/.exec(name) ?? [];
  const route = (end: 'From' | 'To') => highwater.dialog.getByText(end, { exact: true }).locator('xpath=following-sibling::dd');
  await message.click();
  await expect(highwater.dialog.getByRole('heading', { level: 2 })).toContainText(api);
  await expect(route('From')).toContainText(from.replace(' ', '-'));
  await expect(route('To')).toContainText(to.replace(' ', '-'));
  await expect(highwater.dialog.getByRole('row').filter({ hasText: /\S/ }).first()).toBeVisible();
  await highwater.dialog.getByRole('button', { name: 'Close' }).click();
  await expect(highwater.dialog).toBeHidden();
});

test('a message under way opens with the keyboard, and the focus comes back to it', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 4 });
  const message = highwater.stage.main.getByRole('group', { name: 'Messages under way' }).getByRole('button').first();
  await message.focus();
  await page.keyboard.press('Enter');
  await expect(highwater.dialog).toBeVisible();
  await highwater.closeByEscape();
  await expect(highwater.dialog).toBeHidden();
  await expect(message).toBeFocused();
});

test('what can happen next to an actor opens to the message', async ({ highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 4 });
  const addresses = await highwater.details.getByRole('combobox', { name: 'Show' }).getByRole('option').allTextContents();
  const coming = highwater.details.getByRole('listitem').getByRole('button', { name: /arrives/ });
  for (const address of addresses.slice(1)) {
    await highwater.details.getByRole('combobox', { name: 'Show' }).selectOption(address);
    await highwater.stage.settled();
    if ((await coming.count()) > 0) break;
  }
  await coming.first().click();
  await expect(highwater.dialog.getByRole('heading', { name: 'Fields' })).toBeVisible();
});

for (const { id, title } of walked) {
  test(`“${title.en}” is told in one sentence a step to those who listen`, async ({ highwater }) => {
    await highwater.open({ lesson: id });
    await expect(highwater.announced).toHaveAttribute('aria-live', 'polite');
    await expect(highwater.announced).toHaveText('This is the start.');
    const [, ...stops] = await reading(highwater, highwater.button('step'));
    expect(stops.length, 'stops').toBeGreaterThan(10);
    for (const { said } of stops) {
      expect(said).toMatch(/[.。]$/);
      // one sentence: no full stop but the last, numbers and names aside
      expect(said.replace(/^\+[\d,]+ ms /, '').match(/[.!?](?=\s+\p{Lu})/gu) ?? [], said).toEqual([]);
      expect(said).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });
}

test('events are listed as sentences and as log lines, and lead back to their step', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await highwater.toEnd();
  const events = await highwater.openTab('events');
  const truncated = events.getByRole('listitem').filter({ hasText: /cuts? .*log|truncat/i }).last();
  await truncated.getByRole('button').first().click();
  await expect(events.locator('li.now').first()).toBeVisible();
  await expect(highwater.button('step')).not.toHaveAttribute('aria-disabled', 'true');
  await events.getByRole('button', { name: 'Log lines' }).click();
  await expect(events.getByText(/INFO|WARN/).first()).toBeVisible();
});

test('in a narrow panel a statechart shows the state it is in, and that there is more of it', async ({ page, highwater }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await highwater.open({ lesson: 'high-watermark' });
  await highwater.details.getByRole('combobox', { name: 'Show' }).selectOption('broker-1');
  const chart = highwater.details.locator('.statechart');
  await expect(chart).toHaveAttribute('data-more', /start/);
  const [left, right] = await chart.evaluate((holder) => {
    const [frame, state] = [holder.getBoundingClientRect(), holder.querySelector('.leaf.current')?.getBoundingClientRect() ?? new DOMRect()];
    return [state.left - frame.left, frame.right - state.right] as const;
  });
  expect(left).toBeGreaterThan(0);
  expect(right).toBeGreaterThan(0);
});
