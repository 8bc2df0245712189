import type { Phrase, Text } from './text.ts';

/** How a group's leader came to its last assignment. */
export const assignmentTexts = {
  title: { en: 'The last assignment, step by step', zh: '最近一次分配的计算过程' },
  result: { en: 'The result', zh: '结果' },
  nothing: { en: 'nothing', zh: '无' },
  goThere: { en: 'Go to that step', zh: '转到那一步' },
} satisfies Record<string, Text>;

export const assignmentPhrases = {
  by: {
    en: (leader: string, protocol: string, group: string, generation: number) => `${leader} worked it out by \`${protocol}\` for generation ${generation} of group \`${group}\`.`,
    zh: (leader: string, protocol: string, group: string, generation: number) => `${leader} 用 \`${protocol}\` 为组 \`${group}\` 的第 ${generation} 代算出。`,
  },
} satisfies Record<string, Phrase<never[]>>;
