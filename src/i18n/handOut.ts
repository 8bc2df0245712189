import type { Phrase, Text } from './text.ts';

/** The printable page of a lesson. */
export const handOutTexts = {
  name: { en: 'Hand-out', zh: '讲义' },
  print: { en: 'Print', zh: '打印' },
  close: { en: 'Back to the lesson', zh: '回到课程' },
  scenes: { en: 'Pictures and texts of', zh: '包含的图与文字' },
  further: { en: 'A further picture, at step', zh: '再加一张图，取自第几步' },
  add: { en: 'Add', zh: '加入' },
  answers: { en: 'Answers on a page of their own', zh: '答案另起一页' },
  paper: { en: 'Paper', zh: '纸张' },
  a4: { en: 'A4', zh: 'A4' },
  letter: { en: 'Letter', zh: 'Letter' },
  question: { en: 'Question', zh: '问题' },
  yourAnswer: { en: 'Your answer:', zh: '你的答案：' },
  endings: { en: 'What the run shows', zh: '本次运行说明了什么' },
  answersHead: { en: 'Answers', zh: '答案' },
  here: { en: 'This moment in Highwater:', zh: '在 Highwater 中打开此刻：' },
  drawing: { en: 'Drawing the pictures…', zh: '正在绘制图形……' },
} satisfies Record<string, Text>;

export const handOutPhrases = {
  remove: { en: (stop: number) => `Remove the picture at step ${stop}`, zh: (stop: number) => `去掉第 ${stop} 步的图` },
  atStep: { en: (stop: number, what: string, time: string) => `Step ${stop}, t = ${time}: ${what}`, zh: (stop: number, what: string, time: string) => `第 ${stop} 步，t = ${time}：${what}` },
  picture: { en: (scene: string, time: string) => `At the end of “${scene}”, t = ${time}`, zh: (scene: string, time: string) => `“${scene}”结束时，t = ${time}` },
} satisfies Record<string, Phrase<never[]>>;
