import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import { ownLesson } from './pages/lessons.ts';
import { reach } from './pages/reach.ts';

async function expectReach({ page, stage }: HighwaterPage, where: string): Promise<void> {
  await stage.settled();
  const { targets, faults } = await reach(page);
  expect.soft(faults, where).toEqual([]);
  expect.soft(targets, where).toBeGreaterThan(0);
}

/** Opens each of these dialogs by its key. */
async function dialogs(highwater: HighwaterPage, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await highwater.page.keyboard.press(key);
    await expect(highwater.dialog.locator('button, [role=option]').first()).toBeVisible();
    await expectReach(highwater, `the dialog of ${key}`);
    await highwater.closeByEscape();
  }
}

async function lessonAndDialogs(highwater: HighwaterPage): Promise<void> {
  const { page } = highwater;
  await highwater.open({ lesson: 'unclean-election', step: 12 });
  await expectReach(highwater, 'a lesson');
  await page.keyboard.press('2');
  await expect(page.locator('.sequence-stage .arrow').first()).toBeVisible();
  await expectReach(highwater, 'the sequence');
  await page.keyboard.press('1');
  for (const tab of await highwater.details.getByRole('tab').all()) {
    await tab.click();
    await expect(highwater.details.getByRole('tabpanel').locator('> *').first()).toBeVisible();
    await expectReach(highwater, (await tab.textContent()) ?? '');
  }
  await dialogs(highwater, ['o', '?', 'v', 'x', 't', 'Shift+C', 'Shift+L', 'g', 'Control+k']);
  await highwater.toEnd();
  await expectReach(highwater, 'the end of a lesson');
}

const SIZES = [[1440, 900], [390, 844]] as const;

for (const [width, height] of SIZES) {
  test.describe(`at ${width}×${height} all is large enough to hit and, focused, not hidden`, () => {
    test.use({ viewport: { width, height } });

    test('a lesson, its tabs, the sequence and the dialogs', ({ highwater }) => lessonAndDialogs(highwater));

    test('a group, the assignors, and presenting', async ({ highwater, page }) => {
      await highwater.open({ lesson: 'first-consumer' });
      await page.keyboard.press('End');
      await expect(page.locator('.endings').first()).toBeVisible();
      await expectReach(highwater, 'a group');
      await dialogs(highwater, ['a']);
      await page.keyboard.press('p');
      await expect(page.locator(':root.presenting .present-panel')).toBeVisible();
      await expectReach(highwater, 'presenting');
    });

    test('a sandbox, its set-up and the menu of a broker', async ({ highwater, page }) => {
      await highwater.open({ lesson: 'sandbox' });
      await expect(page.getByRole('button', { name: 'Kill broker 1', exact: true })).toBeAttached();
      await expectReach(highwater, 'a sandbox');
      await dialogs(highwater, ['n']);
      await highwater.stage.part('broker-2').focus();
      for (const key of ['Enter', 'Enter']) await page.keyboard.press(key);
      await expect(page.getByRole('menuitem').first()).toBeFocused();
      await expectReach(highwater, 'the menu of a broker');
    });

    test('the pages beside a lesson: home, the editor, a hand-out', async ({ highwater, page }) => {
      await page.goto('./?home#lang=en');
      await expect(highwater.stage.part('broker-1')).toBeVisible();
      await expectReach(highwater, 'home');
      await page.evaluate((lessons) => localStorage.setItem('highwater.lessons', lessons), ownLesson);
      await highwater.leave();
      await page.goto('./?own#edit=own-leader-gone&lang=en');
      await expect(page.locator('main[aria-busy=false]')).toBeVisible();
      await page.locator('.scene-card summary').first().click();
      await expectReach(highwater, 'the editor');
      await highwater.open({ lesson: 'unclean-election' });
      await page.keyboard.press('Shift+O');
      await expect(page.locator('.hand-out-scene img').last()).toBeVisible();
      await expectReach(highwater, 'a hand-out');
    });
  });
}

test.describe('at 200 % zoom', () => {
  test.use({ viewport: { width: 720, height: 450 } });

  test('all of a lesson is large enough to hit and, focused, not hidden', ({ highwater }) => lessonAndDialogs(highwater));
});

// In a small frame the picture is drawn smaller, its parts with it.
test('all of an embedded stage is large enough to hit and, focused, not hidden', async ({ highwater, page }) => {
  await page.goto('./?embed&words#lesson=unclean-election&lang=en');
  await expect(page.locator('svg [role=button]').first()).toBeVisible();
  await expectReach(highwater, 'an embedded stage');
});
