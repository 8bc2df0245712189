import { expect, test } from './fixtures.ts';
import { axe } from './pages/axe.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import type { Tongue } from './pages/words.ts';

const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }] as const;
const THEMES = ['light', 'dark'] as const;
const TONGUES: readonly Tongue[] = ['en', 'zh'];

async function expectNothingFound({ page, stage }: HighwaterPage, where: string): Promise<void> {
  await stage.settled();
  const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.replaceAll(/\s+/g, ' ')}`));
  expect(found, where).toEqual([]);
}

for (const { width, height } of SIZES) {
  for (const theme of THEMES) {
    for (const lang of TONGUES) {
      test(`axe finds nothing at ${width}×${height}, ${theme}, ${lang}`, async ({ page, highwater }) => {
        await page.setViewportSize({ width, height });
        await highwater.open({ lesson: 'unclean-election', lang, theme });
        await expectNothingFound(highwater, 'start');
        for (let scene = 0; scene < 5; scene += 1) await page.keyboard.press('PageDown');
        await expect(highwater.prediction).toBeVisible();
        await expectNothingFound(highwater, 'before a prediction');
        await highwater.toEnd();
        await highwater.openTab('promises');
        await expectNothingFound(highwater, 'the end, promises');
      });
    }
  }
}

for (const theme of THEMES) {
  test(`axe finds nothing in dialogs and branches, ${theme}`, async ({ page, highwater }) => {
    await highwater.open({ lesson: 'high-watermark', theme, step: 4 });
    await expectNothingFound(highwater, 'in the middle');
    await highwater.stage.main.getByRole('group', { name: 'Messages under way' }).getByRole('button').first().click();
    await expect(highwater.dialog).toBeVisible();
    await expectNothingFound(highwater, 'a message');
    await highwater.closeByEscape();
    await page.keyboard.press('?');
    await expect(highwater.dialog).toBeVisible();
    await expectNothingFound(highwater, 'help');
    await highwater.closeByEscape();
    await page.keyboard.press('o');
    await expect(highwater.dialog).toBeVisible();
    await expectNothingFound(highwater, 'lessons');
    await highwater.closeByEscape();
    await highwater.whatIf('What if the producer asks for acks=1?');
    await expectNothingFound(highwater, 'a branch');
    await highwater.button('toEnd').click();
    await expectNothingFound(highwater, 'the end of a branch');
    const events = await highwater.openTab('events');
    await expectNothingFound(highwater, 'events');
    await events.getByRole('button', { name: 'Log lines' }).click();
    await expectNothingFound(highwater, 'log lines');
  });
}
