import type { Phrase, Text } from './text.ts';

/** The teacher's own window. */
export const notesTexts = {
  title: { en: 'Highwater: notes', zh: 'Highwater 讲稿' },
  says: { en: 'The scene', zh: '本幕' },
  question: { en: 'The question', zh: '提问' },
  notYetAsked: { en: 'Nobody has answered yet.', zh: '尚无人作答。' },
  nextStep: { en: 'Next step', zh: '下一步' },
  nextScene: { en: 'Next scene', zh: '下一幕' },
  last: { en: 'This is the last one.', zh: '这是最后一幕。' },
  over: { en: 'Nothing more follows.', zh: '后面没有了。' },
  elapsed: { en: 'Virtual time so far', zh: '已过的虚拟时间' },
  ahead: { en: 'Looking ahead…', zh: '正在推演……' },
} satisfies Record<string, Text>;

export const notesPhrases = {
  answer: { en: (answer: string) => `The answer: ${answer}.`, zh: (answer: string) => `答案：${answer}。` },
} satisfies Record<string, Phrase<never[]>>;
