import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import { Stage } from './pages/Stage.ts';

/** Two fetches of the followers are on their way to the leader. */
const TWO_FETCHES = { lesson: 'high-watermark', step: 5 } as const;

async function openTab(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click();
  const panel = page.getByRole('tabpanel', { name, exact: true });
  await expect(panel.locator('> *').first()).toBeVisible();
  await new Stage(page).settled();
  return panel;
}

/** Virtual time as the clock shows it, and so much later. */
async function nowAnd(clock: Locator, laterMs: number): Promise<string> {
  const now = Number((await clock.textContent())?.replaceAll(/\D/g, ''));
  return `${(now + laterMs).toLocaleString('en')} ms`;
}

function row(panel: Locator, what: string | RegExp): Locator {
  return panel.getByRole('listitem').filter({ hasText: what });
}

test('a delivery out of order begins a branch of one’s own, and the lesson waits', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  await row(hand, 'Fetch 1 → from broker 3').getByRole('button', { name: /^Deliver: / }).click();
  await expect(highwater.lesson.getByText('You are on your own branch (by hand).')).toBeVisible();
  await expect(highwater.announced).toContainText('broker 3');
  await expect(row(hand, 'Fetch 1 → from broker 2')).toBeVisible();
  await expect(row(hand, 'Fetch 1 → from broker 3')).toHaveCount(0);
  await highwater.button('step').click();
  await expect(highwater.lesson.getByText('You are on your own branch (by hand).')).toBeVisible();

  await highwater.lesson.getByRole('button', { name: 'Back to the lesson' }).click();
  await expect(highwater.sceneTitle.filter({ hasText: 'Second round' })).toBeVisible();
  await highwater.toEnd();
  for (const ending of await highwater.endings()) if (!ending.startsWith('…')) expect(ending).toMatch(/^✓holds: /);
});

test('on the picture a part’s menu fires its next timer, and says how far the clock moves', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  await highwater.stage.part('broker-2').click({ button: 'right', position: { x: 12, y: 12 } });
  const fire = page.getByRole('menuitem', { name: /^Fire its next timer: / });
  const later = Number((/\+([\d,]+) ms/.exec((await fire.textContent()) ?? '')?.[1] ?? '').replaceAll(',', ''));
  const end = await nowAnd(highwater.clock, later);
  await fire.click();
  await expect(highwater.clock).toContainText(end);
  await expect(highwater.lesson.getByText('You are on your own branch (by hand).')).toBeVisible();
});

test('a held connection comes later, and what travels elsewhere comes first', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  const held = row(hand, 'Fetch 1 → from broker 2');
  const end = await nowAnd(highwater.clock, 1_000);
  await held.getByRole('button', { name: /^Hold: / }).click();
  await held.getByRole('button', { name: '1 s', exact: true }).click();
  await expect(row(hand, 'Fetch 1 → from broker 2')).toContainText(`held until ${end}`);
  await expect(row(hand, 'Fetch 1 → from broker 2')).toContainText('+1,000 ms');
  await highwater.button('step').click();
  await expect(highwater.announced).toContainText('broker 3');

  await row(hand, 'Fetch 1 → from broker 2').getByRole('button', { name: /^Deliver: / }).click();
  await expect(highwater.clock).toContainText(end);
});

test('a hold of any length is asked for in milliseconds', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  const fetch = row(hand, 'Fetch 1 → from broker 2');
  const end = await nowAnd(highwater.clock, 250);
  await fetch.getByRole('button', { name: /^Hold: / }).click();
  const field = fetch.getByRole('textbox', { name: 'Duration in milliseconds' });
  await field.fill('soon');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('250');
  await field.press('Enter');
  await expect(row(hand, 'Fetch 1 → from broker 2')).toContainText(`held until ${end}`);
});

test('a broken connection is learned of at both ends', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  await row(hand, 'Fetch 1 → from broker 2').getByRole('button', { name: /^Break: / }).click();
  await expect(row(hand, 'Fetch 1 → from broker 2')).toHaveCount(0);
  await expect(row(hand, 'learns that its connection to broker 1 is gone')).toBeVisible();
});

test('what cannot happen now says why', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  await hand.getByText(/^Cannot happen now/).click();
  await expect(hand.getByText(/^timer “.+” of \S+ is due first$/).first()).toBeVisible();
});

test('a message opened on the picture can be delivered, by a right click too', async ({ highwater }) => {
  await highwater.open(TWO_FETCHES);
  const message = highwater.stage.message(/^Fetch request from broker 3/);
  // A quiet dot may lie near it; the message itself gets the event.
  await message.dispatchEvent('contextmenu');
  await expect(highwater.dialog).toContainText('replica id');
  await highwater.dialog.getByRole('button', { name: 'Deliver', exact: true }).click();
  await expect(highwater.dialog).toHaveCount(0);
  await expect(highwater.announced).toContainText('broker 3');
});

test('why: from an acknowledgement back to the send, step by step on the picture', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  const hand = await openTab(page, 'By hand');
  await hand.getByRole('combobox', { name: 'Run until' }).selectOption('a record is acknowledged');
  await hand.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(highwater.announced).toContainText('acknowledgement');

  await page.keyboard.press('w');
  const why = page.getByRole('tabpanel', { name: 'Why?', exact: true });
  const chain = why.getByRole('list', { name: 'Chain of causes' });
  await expect(chain.getByRole('listitem').first()).toContainText('Sender.completeBatch');
  await expect(chain).toContainText('Partition.appendRecordsToLeader');
  const first = chain.getByRole('button', { name: /sends m0 for orders-0/ });
  await expect(chain.getByRole('listitem').last()).toHaveText('Here it began.');
  await expect(highwater.stage.part('producer-1')).toHaveClass(/focused/);

  await first.click();
  await expect(highwater.announced).toContainText('sends m0');
  await expect(first).toHaveAttribute('aria-current', 'step');
  await why.getByRole('button', { name: 'Ask about the present step' }).click();
  await expect(chain.getByRole('listitem')).toHaveCount(2);
});

test('why: from a row of the events', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 8 });
  const events = await openTab(page, 'Events');
  await events.getByRole('button', { name: /^Why\? Broker 2 copies m0/ }).first().click();
  const why = page.getByRole('tabpanel', { name: 'Why?', exact: true });
  await expect(why.getByRole('list', { name: 'Chain of causes' }).getByRole('listitem').first()).toContainText('ReplicaFetcherThread.processPartitionData');
});

test('a branch is named, left, deleted and brought back', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  await row(hand, 'Fetch 1 → from broker 3').getByRole('button', { name: /^Deliver: / }).click();
  await page.keyboard.press('g');
  const { dialog } = highwater;
  await dialog.getByRole('button', { name: 'Rename: By hand 1' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the branch' }).fill('three before two');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /^Main run/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(highwater.lesson.getByText('Second round: one report is not enough')).toBeVisible();
  await expect(highwater.branches.getByRole('button', { name: 'three before two' })).toBeVisible();

  await page.keyboard.press('g');
  await dialog.getByRole('button', { name: 'Delete: three before two' }).click();
  await expect(dialog.getByText('“three before two” was deleted.')).toBeVisible();
  await highwater.closeByEscape();
  await expect(highwater.branches).toHaveCount(0);
  await page.keyboard.press('g');
  await expect(dialog.getByRole('button', { name: 'Rename: three before two' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Undo: three before two' }).click();
  await expect(dialog.getByRole('button', { name: 'Rename: three before two' })).toBeVisible();
});

test('a deleted branch comes back by undo', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  await row(hand, 'Fetch 1 → from broker 3').getByRole('button', { name: /^Deliver: / }).click();
  await page.keyboard.press('g');
  await highwater.dialog.getByRole('button', { name: 'Delete: By hand 1' }).click();
  await expect(highwater.dialog.getByRole('button', { name: 'Undo: By hand 1' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(highwater.dialog.getByRole('button', { name: 'Rename: By hand 1' })).toBeVisible();
  await highwater.dialog.getByRole('button', { name: 'Delete: By hand 1' }).click();
  await expect(highwater.dialog.getByText('“By hand 1” was deleted.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(highwater.dialog.getByRole('button', { name: 'Rename: By hand 1' })).toBeVisible();
  await highwater.dialog.getByRole('button', { name: 'Delete: By hand 1' }).click();
  await expect(highwater.dialog.getByRole('button', { name: 'Undo: By hand 1' })).toBeFocused();
});

test('what was done by hand is undone and redone by keys', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const before = await highwater.fingerprint();
  const [begin, end] = [await nowAnd(highwater.clock, 0), await nowAnd(highwater.clock, 2)];
  const hand = await openTab(page, 'By hand');
  await row(hand, 'Fetch 1 → from broker 3').getByRole('button', { name: /^Deliver: / }).click();
  await highwater.button('step').click();
  await expect(highwater.clock).toContainText(end);
  await page.keyboard.press('Control+z');
  await expect(highwater.clock).toContainText(begin);
  await expect(highwater.lesson.getByText('Second round: one report is not enough')).toBeVisible();
  expect(await highwater.fingerprint()).toBe(before);
  await page.keyboard.press('Control+Shift+Z');
  await expect(highwater.clock).toContainText(end);
  await expect(highwater.lesson.getByText('You are on your own branch (by hand).')).toBeVisible();
});

test('a kind of fact that does not come is said so, and nothing moves', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  await row(hand, 'Fetch 1 → from broker 3').getByRole('button', { name: /^Deliver: / }).click();
  const now = await nowAnd(highwater.clock, 0);
  await hand.getByRole('combobox', { name: 'Run until' }).selectOption('a controller is elected');
  await hand.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(hand.getByText('Nothing of this kind came within 5,000 steps. You are where you were.')).toBeVisible();
  await expect(highwater.clock).toContainText(now);
});

test('a search shows how far it has got, and Escape calls it off', async ({ page, highwater }) => {
  await page.clock.install();
  await highwater.open(TWO_FETCHES);
  const hand = await openTab(page, 'By hand');
  await row(hand, 'Fetch 1 → from broker 3').getByRole('button', { name: /^Deliver: / }).click();
  const now = await nowAnd(highwater.clock, 0);
  await hand.getByRole('combobox', { name: 'Run until' }).selectOption('a controller is elected');
  // Between two slices the page has its turn; here that turn lasts until it is told to go on.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await hand.getByRole('button', { name: 'Run', exact: true }).click();
  const progress = page.getByRole('progressbar', { name: '100 steps looked at' });
  await expect(progress).toBeVisible();
  await expect(hand.getByRole('button', { name: 'Stop', exact: true })).toBeFocused();
  await page.clock.runFor(1);
  await expect(page.getByRole('progressbar', { name: /^\d00 steps looked at$/ })).not.toHaveAttribute('value', '100');
  await page.keyboard.press('Escape');
  await expect(hand.getByText(/^Nothing of this kind came within \d00 steps\. You are where you were\.$/)).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(highwater.clock).toContainText(now);
});

test('the end of a lesson can be gone on from by hand', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  await highwater.toEnd();
  await highwater.lesson.getByRole('button', { name: 'Go on by hand' }).click();
  await expect(page.getByRole('tabpanel', { name: 'By hand', exact: true })).toBeVisible();
  await expect(highwater.lesson.getByText('You are on your own branch (by hand).')).toBeVisible();
});

test('the keyboard alone chooses, and stays in the panel', async ({ page, highwater }) => {
  await highwater.open(TWO_FETCHES);
  await page.keyboard.press('h');
  const hand = page.getByRole('tabpanel', { name: 'By hand', exact: true });
  await row(hand, 'Fetch 1 → from broker 3').getByRole('button', { name: /^Deliver: / }).focus();
  await page.keyboard.press('Enter');
  await expect(row(hand, 'Fetch 1 → from broker 3')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect.poll(() => hand.evaluate((panel) => panel.contains(document.activeElement))).toBe(true);
});

for (const { width, height, lang } of [{ width: 1440, height: 900, lang: 'en' }, { width: 1024, height: 768, lang: 'zh' }, { width: 390, height: 844, lang: 'en' }] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing by hand, in the causes and the branches at ${width}×${height}, ${theme}, ${lang}`, async ({ page, highwater }) => {
      await page.setViewportSize({ width, height });
      await highwater.open({ ...TWO_FETCHES, lang, theme });
      const [handTab, whyTab] = lang === 'en' ? ['By hand', 'Why?'] : ['手动', '为什么？'];
      const hand = await openTab(page, handTab);
      for (const more of await hand.locator('summary').all()) await more.click();
      await hand.getByRole('checkbox').check();
      await hand.locator('button[aria-expanded]').first().click();
      await expectNothingFound(highwater, 'by hand');
      await hand.getByRole('button', { name: lang === 'en' ? /^Deliver: / : /^送达：/ }).first().click();
      await openTab(page, whyTab);
      await expectNothingFound(highwater, 'why');
      await page.keyboard.press('g');
      await expect(highwater.dialog).toBeVisible();
      await expectNothingFound(highwater, 'branches');
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(sideways).toBeLessThanOrEqual(0);
    });
  }
}

async function expectNothingFound({ page, stage }: HighwaterPage, where: string): Promise<void> {
  await stage.settled();
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.replaceAll(/\s+/g, ' ')}`));
  expect(found, where).toEqual([]);
}
