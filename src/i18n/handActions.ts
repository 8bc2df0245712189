import type { Text } from './text.ts';

/** What the page needs at once of doing by hand, asking why and keeping branches; the panels bring their own words. */
export const handActions = {
  undo: { en: 'Undo what you did', zh: '撤销你的操作' },
  redo: { en: 'Redo what you undid', zh: '重做撤销的操作' },
  hand: { en: 'By hand', zh: '手动' },
  why: { en: 'Why?', zh: '为什么？' },
  branches: { en: 'Branches', zh: '分支' },
  compare: { en: 'Compare two runs', zh: '对比两次运行' },
  ownBranch: { en: 'You are on your own branch (by hand).', zh: '当前在你自己的分支上（手动）。' },
  ownBranchWhy: {
    en: 'The lesson no longer drives it: steps come as they fall due.',
    zh: '课程不再驱动这条分支：各步骤按到期顺序自行发生。',
  },
  backToLesson: { en: 'Back to the lesson', zh: '回到课程' },
  goOn: { en: 'Go on by hand', zh: '手动继续' },
  saveReport: { en: 'Save a report', zh: '保存报告' },
} satisfies Record<string, Text>;

export const handNotices = {
  looking: { en: (most: string) => `Looking through up to ${most} steps. Esc stops.`, zh: (most: string) => `正在查找，最多 ${most} 步。按 Esc 停止。` },
  looked: { en: (steps: string) => `${steps} steps looked at`, zh: (steps: string) => `已查看 ${steps} 步` },
  refused: { en: (reason: string) => `That cannot be done: ${reason}.`, zh: (reason: string) => `无法执行：${reason}。` },
  noneCame: {
    en: (steps: string) => `Nothing of this kind came within ${steps} steps. You are where you were.`,
    zh: (steps: string) => `${steps} 步之内没有发生这类事件。你仍在原处。`,
  },
};
