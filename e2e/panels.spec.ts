import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import type { Tongue } from './pages/words.ts';

const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }] as const;
const NAMES = {
  en: { events: 'Events', clients: 'Clients', config: 'Config', tools: 'Tools', zookeeper: 'ZooKeeper' },
  zh: { events: '事件', clients: '客户端', config: '配置', tools: '工具', zookeeper: 'ZooKeeper' },
} as const;
type Panel = keyof typeof NAMES.en;

async function openPanel({ details, stage }: HighwaterPage, panel: Panel, lang: Tongue = 'en'): Promise<Locator> {
  await details.getByRole('tab', { name: NAMES[lang][panel], exact: true }).click();
  const opened = details.getByRole('tabpanel', { name: NAMES[lang][panel], exact: true });
  await expect(opened).toBeVisible();
  await expect(opened.locator('> *').first()).toBeVisible();
  await stage.settled();
  return opened;
}

interface Opening {
  readonly era: string;
  readonly steps?: number;
  readonly lang?: Tongue;
  readonly theme?: 'light' | 'dark';
}

/** A lesson under a version of Kafka, some steps in. */
async function openIn(highwater: HighwaterPage, { era, steps = 0, lang = 'en', theme = 'light' }: Opening): Promise<void> {
  await highwater.open({ lesson: 'unclean-election', era, lang, theme });
  for (let step = 0; step < steps; step += 1) await highwater.page.keyboard.press('ArrowRight');
}

test.describe('the event log', () => {
  test('shows the whole path, what lies ahead included, and leads to any step of it', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    await highwater.toEnd();
    const events = await openPanel(highwater, 'events');
    const end = await highwater.place();
    await events.getByRole('button', { name: /^0 ms|^[\d,]+ ms/ }).last().click();
    await events.getByRole('listitem').filter({ hasText: /elect/i }).last().getByRole('button').first().click();
    await expect(events.locator('li.now').first()).toBeVisible();
    expect(await highwater.place()).not.toBe(end);
    await expect(events.getByText('Ahead on this branch')).toBeAttached();
    await expect(events.locator('li.ahead').first()).toBeAttached();
  });

  test('narrows down by text, node, kind and level, and says how many are left', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    await highwater.toEnd();
    const events = await openPanel(highwater, 'events');
    const count = events.getByText(/\d+ of \d+ events/);
    const all = await count.textContent();
    await events.getByRole('searchbox').fill('ISR');
    await expect(count).not.toHaveText(all ?? '');
    await expect(events.locator('mark').first()).toHaveText(/isr/i);
    await events.getByRole('searchbox').fill('');
    await events.getByRole('combobox', { name: 'Node' }).selectOption('controller-3000');
    await events.getByRole('combobox', { name: 'Kind' }).selectOption('clients');
    await expect(events.getByText('No event passes these filters.')).toBeVisible();
    await events.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(count).toHaveText(all ?? '');
    await events.getByRole('button', { name: 'Log lines' }).click();
    await expect(events.getByText(/INFO/).first()).toBeVisible();
    await events.getByRole('button', { name: 'INFO', exact: true }).click();
    await expect(events.locator('.event .level.INFO')).toHaveCount(0);
  });

  test('prints log lines with virtual time and, if asked for, the logger', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    await highwater.toEnd();
    const events = await openPanel(highwater, 'events');
    await events.getByRole('button', { name: 'Log lines' }).click();
    await expect(events.locator('.event').last()).toHaveText(/\[\d\d:\d\d:\d\d,\d{3}\] (INFO|WARN|DEBUG|TRACE|ERROR) \[/);
    await expect(events.getByText(/\((kafka|org\.apache\.kafka|state\.change)[\w.$]*\)/)).toHaveCount(0);
    await events.getByRole('checkbox', { name: 'Logger names' }).check();
    await expect(events.getByText(/\((kafka|org\.apache\.kafka|state\.change)[\w.$]*\)/).first()).toBeVisible();
  });

  test('copies one line or all that are shown, and says so', async ({ context, highwater }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openIn(highwater, { era: '3.9' });
    await highwater.toEnd();
    const events = await openPanel(highwater, 'events');
    await events.getByRole('button', { name: 'Log lines' }).click();
    await events.getByRole('button', { name: 'Copy these' }).click();
    await expect(events.getByText(/^Copied: \d+ lines\.$/)).toBeVisible();
    const lines = (await highwater.page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^\[\d\d:\d\d:\d\d,\d{3}\] [A-Z]+ /);
    await events.locator('.event').last().getByRole('button', { name: /^Copy/ }).click();
    await expect(events.getByText('Copied: 1 line.')).toBeVisible();
    expect(await highwater.page.evaluate(() => navigator.clipboard.readText())).toBe(lines.at(-1));
  });

  test('by keyboard: one stop for the list, arrows from line to line', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    await highwater.toEnd();
    const events = await openPanel(highwater, 'events');
    await expect(events.locator('.event > button[tabindex="0"]')).toHaveCount(1);
    const place = await highwater.place();
    await events.locator('.event > button[tabindex="0"]').focus();
    await highwater.page.keyboard.press('ArrowUp');
    await highwater.page.keyboard.press('ArrowUp');
    await expect(events.locator('.event > button[tabindex="0"]')).toBeFocused();
    expect(await highwater.place()).toBe(place);
    await highwater.page.keyboard.press('Enter');
    await expect(events.locator('li.now').first()).toBeVisible();
  });
});

test.describe('the settings', () => {
  test('show what differs first and are found by name', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    const config = await openPanel(highwater, 'config');
    await expect(config.getByRole('listitem').first()).toBeVisible();
    await config.getByRole('button', { name: 'Topic', exact: true }).click();
    await config.getByRole('searchbox').fill('min.insync');
    await expect(config.getByRole('listitem')).toHaveCount(1);
    await config.getByText('min.insync.replicas').click();
    await expect(config.getByText('Default in Kafka 3.9')).toBeVisible();
    await expect(config.getByText('[1,...]')).toBeVisible();
  });

  test('are refused in the words of Kafka while typing, and changed on a branch of one’s own', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    const config = await openPanel(highwater, 'config');
    await config.getByRole('button', { name: 'Topic', exact: true }).click();
    await config.getByRole('searchbox').fill('min.insync');
    await config.getByText('min.insync.replicas').click();
    const field = config.getByRole('textbox', { name: 'New value of min.insync.replicas' });
    await field.fill('0');
    await expect(config.getByText('Invalid value 0 for configuration min.insync.replicas: Value must be at least 1')).toBeVisible();
    await expect(config.getByRole('button', { name: 'Change min.insync.replicas' })).toHaveAttribute('aria-disabled', 'true');
    await field.fill('3');
    await config.getByRole('button', { name: /^Compare this run with the same choices under the new min\.insync/ }).click();
    await expect(highwater.dialog.getByText('with min.insync.replicas=3')).toBeVisible();
    await highwater.closeByEscape();
    await config.getByRole('button', { name: 'Change min.insync.replicas' }).click();
    await expect(config.getByText('Asked for: 3')).toBeVisible();
    await expect(highwater.lesson.getByText(/your own branch/)).toBeVisible();
    for (let step = 0; step < 8 && (await config.getByText('Asked for: 3').count()) > 0; step += 1) await highwater.button('step').click();
    await expect(config.locator('.setting-value')).toHaveText(/^3/);
    await expect(config.getByText('dynamic, for this topic')).toBeVisible();
  });

  test('that are read at the start say so', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    const config = await openPanel(highwater, 'config');
    await config.getByRole('searchbox').fill('replica.lag.time');
    await config.getByText('replica.lag.time.max.ms').click();
    await expect(config.getByText(/cannot be changed while it runs/)).toBeVisible();
  });
});

test.describe('the clients', () => {
  test('tell their metadata, connections and requests, and so does the inspector', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    const clients = await openPanel(highwater, 'clients');
    const producer = clients.getByRole('group').filter({ has: highwater.page.getByRole('heading', { name: 'Producer 1' }) });
    await expect(producer.getByRole('region', { name: 'Metadata' }).getByRole('rowheader', { name: 'orders-0' })).toBeVisible();
    await expect(producer.getByRole('region', { name: 'Connections' }).getByRole('row').nth(1)).toBeVisible();
    await producer.getByRole('button', { name: 'Show in Inspect' }).click();
    await expect(highwater.details.getByRole('heading', { name: 'producer-1' })).toBeVisible();
    await expect(highwater.details.getByRole('region', { name: 'Metadata' })).toBeVisible();
  });

  test('a consumer tells its position and how far behind it is', async ({ highwater }) => {
    await highwater.open({ lesson: 'high-watermark' });
    const clients = await openPanel(highwater, 'clients');
    const positions = clients.getByRole('region', { name: 'Positions' });
    await expect(positions.getByText('Lag to HW')).toBeVisible();
    await highwater.toEnd();
    await expect(positions.getByText(/^0: m0$/)).toBeVisible();
  });
});

test.describe('ZooKeeper', () => {
  test('has its panel only where the cluster has it', async ({ highwater }) => {
    await openIn(highwater, { era: '3.9' });
    await expect(highwater.details.getByRole('tab', { name: 'ZooKeeper' })).toHaveCount(0);
    await openIn(highwater, { era: '2.8' });
    await expect(highwater.details.getByRole('tab', { name: 'ZooKeeper' })).toBeVisible();
  });

  test('its tree is walked by the keys of trees and tells owners, versions and watches', async ({ context, highwater }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openIn(highwater, { era: '2.8' });
    const zookeeper = await openPanel(highwater, 'zookeeper');
    const tree = zookeeper.getByRole('tree');
    await tree.getByRole('treeitem', { name: /^controller, version/ }).click();
    await expect(zookeeper.getByRole('region', { name: '/controller', exact: true })).toContainText(/\{"version":1,"brokerid":\d,"timestamp":"\d+"\}/);
    await expect(zookeeper.getByRole('region', { name: '/controller', exact: true })).toContainText(/broker \d, session 0x\d+/);
    await zookeeper.getByRole('button', { name: 'Copy the data' }).click();
    await expect(zookeeper.getByText('Copied.')).toBeVisible();
    expect(await highwater.page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\{"version":1,"brokerid":\d,"timestamp":"\d+"\}$/);
    const place = await highwater.place();
    await tree.getByRole('treeitem', { name: /^controller, version/ }).focus();
    await highwater.page.keyboard.press('Home');
    await expect(tree.getByRole('treeitem', { name: /^\/, version/ })).toBeFocused();
    await highwater.page.keyboard.press('ArrowDown');
    const focused = tree.locator('[role=treeitem]:focus');
    await expect(focused).toHaveAttribute('aria-level', '2');
    await expect(focused).toHaveAttribute('aria-expanded', 'true');
    await highwater.page.keyboard.press('ArrowLeft');
    await expect(focused).toHaveAttribute('aria-expanded', 'false');
    await highwater.page.keyboard.press('ArrowRight');
    await highwater.page.keyboard.press('ArrowRight');
    await expect(focused).toHaveAttribute('aria-level', '3');
    await highwater.page.keyboard.press('ArrowLeft');
    await expect(focused).toHaveAttribute('aria-level', '2');
    expect(await highwater.place()).toBe(place);
  });

  test('marks what the last step changed', async ({ highwater }) => {
    await openIn(highwater, { era: '2.8' });
    await highwater.toEnd();
    const zookeeper = await openPanel(highwater, 'zookeeper');
    const news = zookeeper.locator('.znode-change');
    for (let step = 0; step < 80 && (await news.count()) === 0; step += 1) await highwater.button('back').click();
    await expect(news.first()).toBeVisible();
  });
});

for (const { width, height } of SIZES) {
  for (const lang of ['en', 'zh'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      test(`axe finds nothing in the panels and nothing leaves the window at ${width}×${height}, ${lang}, ${theme}`, async ({ page, highwater }) => {
        await page.setViewportSize({ width, height });
        await openIn(highwater, { era: '2.8', steps: 12, lang, theme });
        await page.keyboard.press('ArrowLeft');
        for (const panel of ['events', 'clients', 'config', 'tools', 'zookeeper'] as const) {
          const opened = await openPanel(highwater, panel, lang);
          if (panel === 'events' && width === 1024) await opened.getByRole('button', { name: lang === 'en' ? 'Log lines' : '日志', exact: true }).click();
          if (panel === 'config') await opened.getByRole('listitem').first().locator('summary').click();
          await highwater.stage.settled();
          const shots = process.env['HIGHWATER_E2E_SHOTS'];
          if (shots !== undefined) await (width < 860 ? opened : page).screenshot({ path: `${shots}/${panel}-${width}-${lang}-${theme}.png` });
          const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
          expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`)), panel).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), panel).toBeLessThanOrEqual(0);
          const clipped = await opened.locator('.segmented, summary, button').evaluateAll((all) => all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).map((one) => one.textContent));
          expect(clipped, panel).toEqual([]);
          expect(await opened.evaluate((element) => element.scrollWidth - element.clientWidth), panel).toBeLessThanOrEqual(0);
        }
      });
    }
  }
}
