import { expect, test } from './fixtures.ts';
import type { HighwaterPage } from './pages/HighwaterPage.ts';
import type { Tongue } from './pages/words.ts';

interface Screen {
  readonly name: string;
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

/** The main screens; fonts differ between machines, so what is compared is where things stand and which colours they have. */
const SCREENS: readonly Screen[] = [
  ...(['light', 'dark'] as const).flatMap((theme) => (['en', 'zh'] as const).map((lang): Screen => ({ name: 'lesson', size: WIDE, lang, theme, show: scenes(2) }))),
  { name: 'lesson', size: TABLET, lang: 'en', theme: 'light', show: scenes(4) },
  { name: 'lesson', size: TABLET, lang: 'zh', theme: 'dark', show: scenes(4) },
  { name: 'lesson', size: PHONE, lang: 'zh', theme: 'light', show: scenes(2) },
  { name: 'lesson', size: PHONE, lang: 'en', theme: 'dark', show: scenes(2) },
  { name: 'comparison', size: WIDE, lang: 'en', theme: 'light', show: comparison },
  { name: 'comparison', size: WIDE, lang: 'zh', theme: 'dark', show: comparison },
];

for (const { name, size, lang, theme, show } of SCREENS) {
  const file = `${name}-${size.width}-${lang}-${theme}.png`;
  test(`${name} looks as it did at ${size.width}×${size.height}, ${lang}, ${theme}`, async ({ page, highwater }) => {
    await page.setViewportSize(size);
    await highwater.open({ lesson: 'unclean-election', era: '2.8', lang, theme });
    await show?.(highwater);
    await expect(page).toHaveScreenshot(file, { maxDiffPixelRatio: 0.06, threshold: 0.3, animations: 'disabled', caret: 'hide' });
  });
}
