import type { Text } from './text.ts';

/** What the embedded picture says besides what the page says, too. */
export const embedTexts = {
  openWhole: { en: 'Open in Highwater', zh: '在 Highwater 中打开' },
} satisfies Record<string, Text>;
