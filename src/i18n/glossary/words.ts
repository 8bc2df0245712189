import type { Phrase, Text } from '../text.ts';

/** Around the glossary: its dialog and the notes on terms in a lesson. */
export const glossaryWords = {
  open: { en: 'Glossary', zh: '术语表' },
  search: { en: 'Search the glossary', zh: '搜索术语' },
  searchHint: { en: 'high watermark, ISR, 重平衡…', zh: '高水位、ISR、rebalance……' },
  none: { en: 'No term matches.', zh: '没有匹配的术语。' },
  inGlossary: { en: 'In the glossary', zh: '在术语表中查看' },
} satisfies Record<string, Text>;

export const glossaryPhrases = {
  found: { en: (count: number) => (count === 1 ? '1 term' : `${count} terms`), zh: (count: number) => `${count} 个术语` },
  shownIn: { en: (code: string, title: string) => `${code} ${title}`, zh: (code: string, title: string) => `${code} ${title}` },
  note: { en: (name: string) => `What “${name}” means`, zh: (name: string) => `“${name}”的含义` },
} satisfies Record<string, Phrase<never[]>>;
