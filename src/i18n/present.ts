import type { Phrase, Text } from './text.ts';

/** What the page needs at once of presenting; the screens bring their own words. */
export const presentActions = {
  present: { en: 'Present to a class', zh: '课堂演示' },
  leave: { en: 'Leave the presentation', zh: '退出演示' },
  blank: { en: 'Blank the screen while presenting', zh: '演示时黑屏' },
  notes: { en: 'Notes in a second window', zh: '在第二个窗口显示讲稿' },
  handOut: { en: 'Printable hand-out', zh: '可打印的讲义' },
  answerFirst: { en: 'Hide stepping until the answer is in', zh: '作答之前不能前进' },
  tour: { en: 'Show me around', zh: '带我看一遍' },
} satisfies Record<string, Text>;

export const presentTexts = {
  answerFirstWhy: { en: 'Answer first, then go on: the next step would give it away.', zh: '请先作答再继续：下一步会揭晓答案。' },
  teaching: { en: 'Teaching', zh: '授课' },
  whilePresenting: { en: 'While presenting', zh: '演示时' },
  remote: { en: 'A remote control works too: its keys are Page Down, Page Up, B or full stop, and Esc.', zh: '也可以用翻页笔：它发送的按键是 Page Down、Page Up、B 或句点，以及 Esc。' },
  anyKey: { en: 'The screen is blank. Any key brings it back.', zh: '屏幕已变黑，按任意键恢复。' },
  notesRefused: { en: 'The browser did not let the second window open. Allow pop-ups for this page, then try again.', zh: '浏览器没有允许打开第二个窗口。请为本页允许弹出窗口后重试。' },
} satisfies Record<string, Text>;

export const pointTexts = {
  broker: { en: 'Click a broker in the picture, or choose here.', zh: '在图中点选一台 Broker，或在这里选择。' },
  actor: { en: 'Click it in the picture, or choose here.', zh: '在图中点选，或在这里选择。' },
  nobody: { en: 'Nobody', zh: '没有' },
} satisfies Record<string, Text>;

export const scorePhrases = {
  score: { en: (right: number, asked: number) => `Predictions: ${right} of ${asked} right`, zh: (right: number, asked: number) => `预测：${asked} 题答对 ${right} 题` },
} satisfies Record<string, Phrase<never[]>>;
