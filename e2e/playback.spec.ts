import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const REST_MS = 1_400;

/** From here on time passes only as the test lets it. */
async function stopTheClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

test('playing steps on by itself until it is paused', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await stopTheClock(page);
  await highwater.button('play').click();
  await page.clock.runFor(3 * REST_MS);
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 4 of /);
  await highwater.button('pause').click();
  const place = await highwater.place();
  await page.clock.runFor(5 * REST_MS);
  expect(await highwater.place()).toBe(place);
  await expect(highwater.button('play')).toBeVisible();
});

test('speed changes how long each step rests', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await stopTheClock(page);
  const speed = highwater.playback.getByRole('combobox', { name: 'Speed' });
  await speed.selectOption({ label: '4×' });
  await highwater.button('play').click();
  await page.clock.runFor(REST_MS);
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 5 of /);
  await highwater.button('pause').click();
  await speed.selectOption({ label: '0.25×' });
  await highwater.button('play').click();
  await page.clock.runFor(3 * REST_MS);
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 6 of /);
  await page.clock.runFor(2 * REST_MS);
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 7 of /);
});

test('a step by hand stops playback', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await stopTheClock(page);
  await page.keyboard.press('Space');
  await expect(highwater.button('pause')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(highwater.button('play')).toBeVisible();
  // playing takes its first step at once
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 2 of /);
});

test('stepping by scene goes from scene to scene and back', async ({ highwater }) => {
  await highwater.open({ lesson: 'unclean-election' });
  await highwater.button('scene').click();
  await expect(highwater.button('scene')).toHaveAttribute('aria-pressed', 'true');
  const titles = ['The followers are cut off', 'The ISR shrinks to one', 'The last in-sync replica dies'];
  const seen: string[] = [];
  for (const title of titles) {
    await highwater.button('step').click();
    await expect(highwater.sceneTitle.filter({ hasText: title })).toBeVisible();
    seen.push(await highwater.fingerprint());
  }
  for (const picture of seen.toReversed()) {
    expect(await highwater.fingerprint()).toBe(picture);
    await highwater.button('back').click();
  }
  await expect(highwater.button('back')).toHaveAttribute('aria-disabled', 'true');
});

test('the start and the end can be jumped to; their buttons then rest', async ({ highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  await expect(highwater.button('toStart')).toHaveAttribute('aria-disabled', 'true');
  const start = await highwater.fingerprint();
  await highwater.toEnd();
  await expect(highwater.button('toEnd')).toHaveAttribute('aria-disabled', 'true');
  await expect(highwater.button('step')).toHaveAttribute('aria-disabled', 'true');
  await highwater.button('toStart').click();
  expect(await highwater.fingerprint()).toBe(start);
});

test('the scrubber moves with the arrow keys and shows what the steps showed', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  const seen = [await highwater.fingerprint()];
  for (let stop = 0; stop < 6; stop += 1) {
    await highwater.button('step').click();
    seen.push(await highwater.fingerprint());
  }
  await highwater.scrubber.focus();
  for (let stop = 5; stop >= 2; stop -= 1) {
    await page.keyboard.press('ArrowLeft');
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', new RegExp(`^Step ${stop} of 6`));
    expect(await highwater.fingerprint()).toBe(seen[stop]);
  }
  await page.keyboard.press('Home');
  await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start, /);
  expect(await highwater.fingerprint()).toBe(seen[0]);
  await page.keyboard.press('End');
  expect(await highwater.fingerprint()).toBe(seen[6]);
});

test('routine traffic is passed over unless it is asked for', async ({ highwater }) => {
  await highwater.open({ lesson: 'high-watermark' });
  await highwater.button('scene').click();
  await highwater.button('step').click();
  await highwater.button('message').click();
  const max = async (): Promise<number> => Number(await highwater.scrubber.getAttribute('max'));
  const visible = await max();
  await highwater.button('routine').click();
  await expect(highwater.button('routine')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(max).toBeGreaterThan(visible);
  const place = await highwater.place();
  await highwater.button('back').click();
  await expect.poll(() => highwater.place()).not.toBe(place);
  await highwater.button('routine').click();
  await expect.poll(max).toBe(visible);
});

test('movement is shown, unless the visitor prefers none', async ({ page, highwater }) => {
  // Looked at from inside the page: by the time a test hears of it a movement may be over.
  const stepAndLook = (): Promise<number> => highwater.button('step').evaluate(async (button: HTMLElement) => {
    button.click();
    await new Promise((drawn) => requestAnimationFrame(drawn));
    return document.getAnimations().filter((animation) => animation.playState === 'running').length;
  });
  await highwater.open({ lesson: 'high-watermark' });
  for (let stop = 0; stop < 4; stop += 1) expect(await stepAndLook()).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(stepAndLook).toBeGreaterThan(0);
});

test('moving pictures come to rest as the still ones do', async ({ page, highwater }) => {
  await highwater.open({ lesson: 'high-watermark', step: 8 });
  const still = await highwater.stage.fingerprint();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await highwater.stage.settled();
  await highwater.button('back').click();
  await highwater.button('step').click();
  await expect(async () => expect(await highwater.stage.fingerprint()).toBe(still)).toPass();
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a finger drawn to the left over the picture steps, to the right steps back; one that scrolls does neither', async ({ page, highwater }) => {
    await highwater.open({ lesson: 'high-watermark' });
    const finger = await page.context().newCDPSession(page);
    const draw = async (from: readonly [number, number], to: readonly [number, number]): Promise<void> => {
      // A finger is as quick as it says, whatever the machine makes of it.
      let timestamp = Date.now() / 1_000;
      const put = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: readonly { readonly x: number; readonly y: number }[]) => {
        timestamp += 0.03;
        return finger.send('Input.dispatchTouchEvent', { type, touchPoints: [...touchPoints], timestamp });
      };
      await put('touchStart', { x: from[0], y: from[1] });
      await put('touchMove', { x: (from[0] + to[0]) / 2, y: (from[1] + to[1]) / 2 });
      await put('touchMove', { x: to[0], y: to[1] });
      await put('touchEnd');
      await highwater.stage.settled();
    };
    const before = await highwater.fingerprint();
    await draw([300, 250], [100, 250]);
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of/);
    await draw([100, 250], [300, 250]);
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Start/);
    expect(await highwater.fingerprint()).toBe(before);
    await draw([300, 250], [100, 250]);
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of/);
    // Last: the page goes on scrolling for as long as it likes.
    await draw([300, 400], [290, 200]);
    await expect(highwater.scrubber).toHaveAttribute('aria-valuetext', /^Step 1 of/);
  });
});
