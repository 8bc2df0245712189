import { expect, test } from './fixtures.ts';
import { walked } from './pages/lessons.ts';
import type { Reading } from './pages/reading.ts';
import { reading } from './pages/reading.ts';

/** Kafka’s and ZooKeeper’s own words (operations, parts of znodes, nodes) and the field's abbreviations, which Chinese texts keep. */
const KEPT = new Set(['epoch', 'acks', 'active', 'fencing', 'orders', 'ctrl', 'true', 'false', 'all', 'diverging', 'backoff', 'state', 'create', 'delete', 'exists', 'admin']);

/** Words of English prose in what a visitor reads or hears in Chinese, aside from code spans and a term’s English name in brackets. */
function untranslated(readings: readonly Reading[]): readonly string[] {
  const texts = readings.flatMap(({ news }) => news);
  return texts.flatMap((text) => (text.replaceAll(/（[\w ,，-]+）/g, '').match(/(?<![\w.\-=/])[a-z]{3,}(?![\w.\-=/])/g) ?? []).filter((word) => !KEPT.has(word)).map((word) => `${word} in “${text.trim()}”`));
}

for (const { id, title } of walked) {
  test(`“${title.zh}”：全程中文`, async ({ highwater }) => {
    await highwater.open({ lesson: id, lang: 'zh' });
    const stops = await reading(highwater, highwater.button('step'));
    expect(stops.length, 'stops').toBeGreaterThan(10);
    for (const { said } of stops) expect(said).toMatch(/\p{Script=Han}/u);
    expect(untranslated(stops)).toEqual([]);
    await expect(highwater.sceneTitle.filter({ hasText: '课程结束' })).toBeVisible();
    for (const ending of await highwater.endings()) expect(ending).toMatch(/^(✓成立|…运行该分支即可看到): /);
  });
}

test('中文界面的对话框和标签页没有英文句子', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election', lang: 'zh' });
  await highwater.toEnd();
  for (const tab of ['events', 'promises', 'inspect'] as const) {
    await highwater.openTab(tab);
    expect(untranslated(await reading(highwater))).toEqual([]);
  }
  await highwater.page.keyboard.press('?');
  await expect(highwater.dialog).toBeVisible();
  expect(untranslated(await reading(highwater))).toEqual([]);
});

test('switching the language in the middle of a lesson keeps the place', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  for (let scene = 0; scene < 3; scene += 1) await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  await highwater.page.getByRole('button', { name: 'Broker 2', exact: true }).click();
  const english = await highwater.fingerprint();
  const clock = (await highwater.clock.textContent())?.replace(/^.*=/, '');

  await highwater.speak('zh');
  await expect(highwater.sceneTitle.first()).toHaveText('最后一个同步副本宕机');
  await expect(highwater.lesson.getByText('你的答案：Broker 2。')).toBeVisible();
  await expect(highwater.clock).toContainText(clock ?? '?');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page).toHaveURL(/lang=zh/);

  await page.keyboard.press('l');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.keyboard.press('l');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await highwater.speak('en');
  expect(await highwater.fingerprint()).toBe(english);
});
