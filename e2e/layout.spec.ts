import { lessons } from '../src/lessons/index.ts';
import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import type { Tongue } from './pages/words.ts';

const SIZES = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 390, height: 844 }] as const;
const TONGUES: readonly Tongue[] = ['en', 'zh'];

interface Faults {
  readonly sideways: number;
  readonly overlapping: readonly string[];
  readonly clipped: readonly string[];
}

/** What sticks out, lies on something else or is cut off, outside the picture. */
async function faults({ page, stage }: HighwaterPage): Promise<Faults> {
  await stage.settled();
  return page.evaluate(() => {
    const named = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
    /** Tabs scroll along their line: only what is to be seen of them counts. */
    const boxOf = (element: Element): DOMRect => {
      const box = element.getBoundingClientRect();
      const line = element.closest('.tab-list')?.getBoundingClientRect();
      if (line === undefined) return box;
      const [left, right] = [Math.max(box.left, line.left), Math.min(box.right, line.right)];
      return new DOMRect(left, box.top, Math.max(0, right - left), box.height);
    };
    const overlapping: string[] = [];
    const clipped: string[] = [];
    for (const region of document.querySelectorAll('header.top-bar, .lesson, .side, .transport')) {
      const controls = [...region.querySelectorAll('button, select, input, .chip, .clock, h1, h2')].filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
      const boxes = controls.map(boxOf);
      boxes.forEach((a, i) => {
        if (a.width > 0 && (a.left < -1 || a.right > innerWidth + 1)) clipped.push(`${named(controls[i] as Element)} leaves the window`);
        boxes.forEach((b, j) => {
          if (j <= i || controls[i]?.contains(controls[j] as Element) === true) return;
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (across > 1 && down > 1) overlapping.push(`“${named(controls[i] as Element)}” and “${named(controls[j] as Element)}”`);
        });
      });
    }
    for (const region of document.querySelectorAll('.lesson')) if (region.scrollWidth > region.clientWidth + 1) clipped.push('the words of the lesson leave their column');
    for (const element of document.querySelectorAll('button, h1, h2, h3, .chip, .caption-text, .clock span, th, summary')) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && overflowX !== 'visible' && textOverflow !== 'ellipsis') clipped.push(`the words of “${named(element)}”`);
    }
    return { sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth, overlapping, clipped };
  });
}

async function expectTidy(highwater: HighwaterPage): Promise<void> {
  const { sideways, overlapping, clipped } = await faults(highwater);
  expect(sideways, 'the page does not scroll sideways').toBeLessThanOrEqual(0);
  expect([...overlapping, ...clipped]).toEqual([]);
}

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
