import type { Page } from '@playwright/test';
import { ACTIONS } from '../src/player/actions.ts';
import { draw as drawn, seedRandom } from '../src/world/random.ts';
import { expect, test } from './fixtures.ts';

const MINUTE_MS = 60_000;
const SEED = 20_261_121;

/** Keys that leave the page to the browser or to the system. */
const NOT_OURS = new Set(['fullScreen']);
const KEYS = [
  ...ACTIONS.filter(({ id }) => !NOT_OURS.has(id)).flatMap(({ keys }) => keys.map((key) => key.replace('$mod', 'Control').replace('Shift+?', '?').replace('Shift+<', '<').replace('Shift+>', '>'))),
  'Tab', 'Shift+Tab', 'Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'Space', '1', '2', 'a', 'm', 'Backspace',
];

/** The same presses for the same seed, so that a failure can be had again. */
function chance(): (below: number) => number {
  let state = seedRandom(SEED);
  return (below) => {
    const { value, state: next } = drawn(state, below);
    state = next;
    return value;
  };
}

async function clickSomewhere(page: Page, draw: (below: number) => number): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.mouse.click(draw(width), draw(height), { button: draw(12) === 0 ? 'right' : 'left' });
}

test('a minute of random keys and clicks leaves a page that complains of nothing and still steps', async ({ page, highwater }) => {
  test.setTimeout(3 * MINUTE_MS);
  page.on('dialog', (dialog) => void dialog.dismiss());
  await highwater.open({ lesson: 'unclean-election', era: '2.8' });
  const draw = chance();
  const until = Date.now() + MINUTE_MS;
  let presses = 0;
  while (Date.now() < until) {
    if (draw(4) === 0) await clickSomewhere(page, draw);
    else await page.keyboard.press(KEYS[draw(KEYS.length)] ?? 'Tab');
    presses += 1;
  }
  expect(presses).toBeGreaterThan(100);
  await expect(page.locator('.broke')).toHaveCount(0);
  await highwater.open({ lesson: 'high-watermark' });
  await page.keyboard.press('ArrowRight');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of /);
});
