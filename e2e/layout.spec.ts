import { lessons } from '../src/lessons/index.ts';
import { expect, test } from './fixtures.ts';
import { expectTidy, faults } from './pages/tidy.ts';
import type { Tongue } from './pages/words.ts';

const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }] as const;
const TONGUES: readonly Tongue[] = ['en', 'zh'];

/** Between them they show every part of the picture; the other lessons are walked in one size and language each. */
const WALKED_IN_ALL: readonly string[] = ['high-watermark', 'isr-shrink-and-expand', 'clean-failover', 'unclean-election'];
const WAYS = SIZES.flatMap((size) => TONGUES.map((lang) => ({ ...size, lang })));

for (const [place, { id }] of lessons.entries()) {
  const ways = WALKED_IN_ALL.includes(id) ? WAYS : WAYS.slice(place % WAYS.length).slice(0, 1);
  for (const { width, height, lang } of ways) {
    test(`nothing overlaps or is cut off at any step of ${id} at ${width}×${height} in ${lang}`, async ({ page, highwater }) => {
      await page.setViewportSize({ width, height });
      await highwater.open({ lesson: id, lang });
      await expectTidy(highwater);
      expect(await highwater.stage.crowdingOnTheWay()).toEqual([]);
      await expectTidy(highwater);
    });
  }
}

test('at 200 % zoom every control can be reached and used', async ({ page, highwater }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await highwater.open({ lesson: 'unclean-election' });
  expect((await faults(highwater)).sideways).toBeLessThanOrEqual(0);
  for (const name of ['toStart', 'back', 'play', 'step', 'toEnd', 'message', 'scene', 'routine'] as const) {
    await expect(highwater.button(name)).toBeInViewport({ ratio: 1 });
  }
  await highwater.button('step').click();
  await highwater.button('step').click();
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 2 of/);
  await expect(highwater.playback.getByRole('combobox', { name: 'Speed' })).toBeVisible();
  await highwater.stage.part('broker-3').click();
  await expect(highwater.details.getByRole('heading', { name: 'broker-3' })).toBeVisible();
  await highwater.whatIf('What if unclean election is off?');
  await expect(highwater.lesson.getByText('You are on a branch')).toBeVisible();
  await highwater.banner.getByRole('button', { name: 'Help' }).click();
  const close = highwater.dialog.getByRole('button', { name: 'Close' });
  await expect(close).toBeInViewport({ ratio: 1 });
  await close.click();
});

test('a window made narrow leaves nothing of the cells under the squares, nor the other way round', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'placement' });
  await page.keyboard.press('End');
  await highwater.stage.settled();
  const offsets = page.locator('.cluster-stage .cell .tick');
  const squares = page.locator('.cluster-stage .cell .heat');
  await expect(offsets).not.toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(squares).not.toHaveCount(0);
  await expect(offsets).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(offsets).not.toHaveCount(0);
  await expect(squares).toHaveCount(0);
});

test('what was branched off to is shown below the timeline, and nothing moves for it', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  // The timeline grows to the right with the run.
  const places = async () => ({ stage: await highwater.stage.main.boundingBox(), timeline: (await highwater.scrubber.boundingBox())?.y });
  const before = await places();
  for (const name of ['What if unclean election is off?', 'What if writes need two replicas?']) {
    await highwater.whatIf(name);
    await highwater.button('step').click();
    await highwater.lesson.getByRole('button', { name: 'Back to the main run' }).click();
  }
  await expect(highwater.branches.getByRole('button')).toHaveCount(2);
  await highwater.stage.settled();
  expect(await places()).toEqual(before);
});
