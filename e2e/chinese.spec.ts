import { walked } from './pages/lessons.ts';
import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';

/** Kafka’s and ZooKeeper’s own words (operations, parts of znodes, nodes) and the field's abbreviations, which Chinese texts keep. */
const KEPT = new Set(['epoch', 'acks', 'active', 'fencing', 'orders', 'ctrl', 'true', 'false', 'all', 'diverging', 'backoff', 'state', 'create', 'delete', 'exists', 'admin']);

/** Words of English prose in what a visitor reads or hears in Chinese, aside from code spans and a term’s English name in brackets. */
async function untranslated({ page, stage }: HighwaterPage): Promise<readonly string[]> {
  await stage.settled();
  const texts = await page.evaluate(() => {
    const isEnglish = (element: Element): boolean => element.closest('[lang]')?.getAttribute('lang') === 'en';
    const found: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      // a statechart shows the names of a machine's states and events
      if (isEnglish(element) || element.matches('script, style, option, .statechart *')) continue;
      for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder']) found.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
    }
    return found;
  });
  return texts.flatMap((text) => (text.replaceAll(/（[\w ,，-]+）/g, '').match(/(?<![\w.\-=/])[a-z]{3,}(?![\w.\-=/])/g) ?? []).filter((word) => !KEPT.has(word)).map((word) => `${word} in “${text.trim()}”`));
}

for (const { id, title } of walked) {
  test(`“${title.zh}”：全程中文`, async ({ highwater }) => {
    test.slow(); // as many steps as the lesson has
    await highwater.open({ lesson: id, lang: 'zh' });
    const english = new Set(await untranslated(highwater));
    while (await highwater.isAble(highwater.button('step'))) {
      await highwater.page.keyboard.press('ArrowRight');
      await expect(highwater.announced).toHaveText(/\p{Script=Han}/u);
      for (const word of await untranslated(highwater)) english.add(word);
    }
    await expect(highwater.sceneTitle.filter({ hasText: '课程结束' })).toBeVisible();
    for (const ending of await highwater.endings()) expect(ending).toMatch(/^(✓成立|…运行该分支即可看到): /);
    expect([...english]).toEqual([]);
  });
}

test('中文界面的对话框和标签页没有英文句子', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election', lang: 'zh' });
  await highwater.toEnd();
  for (const tab of ['events', 'promises', 'inspect'] as const) {
    await highwater.openTab(tab);
    expect(await untranslated(highwater)).toEqual([]);
  }
  await highwater.page.keyboard.press('?');
  await expect(highwater.dialog).toBeVisible();
  expect(await untranslated(highwater)).toEqual([]);
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
