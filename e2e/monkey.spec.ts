import type { Page } from '@playwright/test';
import { ACTIONS } from '../src/player/actions.ts';
import { draw as drawn, seedRandom } from '../src/world/random.ts';
import { expect, test } from './fixtures.ts';

const MINUTE_MS = 60_000;
/** As many as a quick machine does in the minute; a slow one stops earlier, on the same way, but not before the fewest. */
const [FEWEST_PRESSES, MOST_PRESSES] = [101, 3_000];
const SEED = Number(process.env['HIGHWATER_E2E_SEED'] ?? 20_261_121);

/** Keys that leave the page to the browser or to the system. */
const NOT_OURS = new Set(['fullScreen']);
const KEYS = [
  // tinykeys names what is held; a keyboard types the character itself
  ...ACTIONS.filter(({ id }) => !NOT_OURS.has(id)).flatMap(({ keys }) => keys.map((key) => key.replace('$mod', 'Control').replace(/^Shift\+(?=[<>?]$)/, ''))),
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

async function pressSomething(page: Page, draw: (below: number) => number): Promise<void> {
  if (draw(4) !== 0) return page.keyboard.press(KEYS[draw(KEYS.length)] ?? 'Tab');
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 900 };
  return page.mouse.click(draw(width), draw(height), { button: draw(12) === 0 ? 'right' : 'left' });
}

// Home and a lesson are pages of their own: what is on its way when one of them is left is cut off, and nobody misses it.
test.use({ forgiven: /net::ERR_ABORTED$/ });

test(`a minute of random keys and clicks leaves a page that complains of nothing and still steps (seed ${SEED})`, async ({ page, highwater }) => {
  test.setTimeout(10 * MINUTE_MS);
  await highwater.open({ lesson: 'unclean-election', era: '2.8' });
  const draw = chance();
  const until = Date.now() + MINUTE_MS;
  for (let presses = 0; presses < MOST_PRESSES && (presses < FEWEST_PRESSES || Date.now() < until); presses += 1) await pressSomething(page, draw);
  await expect(page.locator('.broke')).toHaveCount(0);

  await page.goto('about:blank');
  await page.goto('./#lesson=clean-failover&lang=en');
  // At the start already, the button rests.
  await highwater.button('toStart').click({ force: true });
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start/);
  await highwater.button('step').click();
  await expect(highwater.scrubber).not.toHaveAttribute('aria-valuetext', /^Start/);
});
