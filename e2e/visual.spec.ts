import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import { example } from './pages/lessons.ts';
import type { Tongue } from './pages/words.ts';

interface Screen {
  readonly name: string;
  /** Where it is found, when that is not the first lesson of these pictures. */
  readonly hash?: string;
  readonly query?: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly lang: Tongue;
  readonly theme: 'light' | 'dark';
  readonly show?: (highwater: HighwaterPage) => Promise<void>;
}

const WIDE = { width: 1440, height: 900 };
const TABLET = { width: 1024, height: 768 };
const PHONE = { width: 390, height: 844 };

const scenes = (count: number) => async ({ page, stage }: HighwaterPage): Promise<void> => {
  for (let scene = 0; scene < count; scene += 1) await page.keyboard.press('PageDown');
  await stage.settled();
};

async function comparison({ page, stage, dialog }: HighwaterPage): Promise<void> {
  await page.keyboard.press('x');
  await expect(dialog.getByRole('slider')).toBeVisible();
  await stage.settled();
}

const pressing = (key: string, shows: string) => async ({ page, stage }: HighwaterPage): Promise<void> => {
  await page.keyboard.press(key);
  await expect(page.locator(shows).first()).toBeVisible();
  await stage.settled();
};

async function atTheEnd({ page, stage }: HighwaterPage): Promise<void> {
  await page.keyboard.press('End');
  await expect(page.locator('.endings').first()).toBeVisible();
  await stage.settled();
}

async function handOut({ page, stage }: HighwaterPage): Promise<void> {
  await page.keyboard.press('Shift+O');
  const pictures = page.locator('.hand-out-scene img');
  await expect(pictures.last()).toBeVisible();
  await expect(pictures).toHaveCount(await page.locator('.hand-out-scenes input:checked').count());
  await expect.poll(() => pictures.evaluateAll((all) => all.every((one) => one instanceof HTMLImageElement && one.complete))).toBe(true);
  await stage.settled();
}

async function shared(highwater: HighwaterPage): Promise<void> {
  await highwater.page.keyboard.press('Shift+C');
  await expect(highwater.dialog.getByRole('textbox', { name: 'Link to this moment' })).toHaveValue(/\*[\da-f]{8}$/);
  await highwater.stage.settled();
}

async function presented(highwater: HighwaterPage): Promise<void> {
  await pressing('p', ':root.presenting .present-panel')(highwater);
  await atTheEnd(highwater);
}

async function ownLesson({ page, stage }: HighwaterPage): Promise<void> {
  await page.getByLabel('Text of a lesson').fill(example);
  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.locator('main[aria-busy=false]')).toBeVisible();
  await stage.settled();
}

/** The main screens; fonts differ between machines, so what is compared is where things stand and which colours they have. */
const SCREENS: readonly Screen[] = [
  ...(['light', 'dark'] as const).flatMap((theme) => (['en', 'zh'] as const).map((lang): Screen => ({ name: 'lesson', size: WIDE, lang, theme, show: scenes(2) }))),
  { name: 'lesson', size: TABLET, lang: 'en', theme: 'light', show: scenes(4) },
  { name: 'lesson', size: TABLET, lang: 'zh', theme: 'dark', show: scenes(4) },
  { name: 'lesson', size: PHONE, lang: 'zh', theme: 'light', show: scenes(2) },
  { name: 'lesson', size: PHONE, lang: 'en', theme: 'dark', show: scenes(2) },
  { name: 'comparison', size: WIDE, lang: 'en', theme: 'light', show: comparison },
  { name: 'comparison', size: WIDE, lang: 'zh', theme: 'dark', show: comparison },
  { name: 'home', hash: '', size: WIDE, lang: 'en', theme: 'light' },
  { name: 'home', hash: '', size: PHONE, lang: 'zh', theme: 'dark' },
  { name: 'group', hash: 'lesson=idle-consumers', size: WIDE, lang: 'en', theme: 'dark', show: atTheEnd },
  { name: 'group', hash: 'lesson=member-joins', size: PHONE, lang: 'zh', theme: 'light', show: atTheEnd },
  { name: 'sequence', hash: 'lesson=high-watermark&step=30', size: TABLET, lang: 'en', theme: 'light', show: pressing('2', 'main svg .present') },
  { name: 'sandbox', hash: 'lesson=sandbox', size: WIDE, lang: 'zh', theme: 'light', show: pressing('n', 'dialog[open] input') },
  { name: 'present', hash: 'lesson=idle-consumers', size: { width: 1920, height: 1080 }, lang: 'en', theme: 'light', show: presented },
  { name: 'hand-out', hash: 'lesson=member-joins', size: TABLET, lang: 'en', theme: 'light', show: handOut },
  { name: 'editor', hash: 'edit=import', size: WIDE, lang: 'en', theme: 'dark', show: ownLesson },
  { name: 'share', hash: 'lesson=member-joins&step=9', size: WIDE, lang: 'en', theme: 'light', show: shared },
  { name: 'embed', hash: 'lesson=member-joins', query: '?embed&words', size: { width: 800, height: 500 }, lang: 'en', theme: 'light' },
];

for (const { name, hash, query = '', size, lang, theme, show } of SCREENS) {
  const file = `${name}-${size.width}-${lang}-${theme}.png`;
  test(`${name} looks as it did at ${size.width}×${size.height}, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await page.setViewportSize(size);
    if (hash === undefined) await highwater.open({ lesson: 'unclean-election', era: '2.8', lang, theme });
    else {
      // A link's theme is for its page; the page that follows it asks the system.
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`./${query}#${hash}${hash === '' ? '' : '&'}lang=${lang}&theme=${theme}`);
      await expect(page.getByRole('main')).toBeVisible();
      await highwater.stage.settled();
    }
    await show?.(highwater);
    await expect(page).toHaveScreenshot(file, { maxDiffPixelRatio: 0.06, threshold: 0.3, animations: 'disabled', caret: 'hide' });
  });
}
