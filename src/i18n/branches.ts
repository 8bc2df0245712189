import type { Phrase, Text } from './text.ts';

/** The list of branches. */
export const branchTexts = {
  branches: { en: 'Branches', zh: '分支' },
  intro: { en: 'Nothing is thrown away: going back and doing something else begins a branch.', zh: '不会丢弃任何内容：回到过去另作选择，就会另起一条分支。' },
  mainRun: { en: 'Main run', zh: '主线' },
  here: { en: 'you are here', zh: '当前位置' },
  rename: { en: 'Rename', zh: '重命名' },
  remove: { en: 'Delete', zh: '删除' },
  name: { en: 'Name of the branch', zh: '分支名称' },
  save: { en: 'Save', zh: '保存' },
  cancel: { en: 'Cancel', zh: '取消' },
  undo: { en: 'Undo', zh: '撤销' },
} satisfies Record<string, Text>;

export const branchPhrases = {
  own: { en: (number: number) => `By hand ${number}`, zh: (number: number) => `手动 ${number}` },
  removed: { en: (name: string) => `“${name}” was deleted.`, zh: (name: string) => `已删除“${name}”。` },
  length: {
    en: (steps: number, from: string, to: string) => `${steps} ${steps === 1 ? 'step' : 'steps'}, ${from} to ${to}`,
    zh: (steps: number, from: string, to: string) => `${steps} 步，${from} 至 ${to}`,
  },
  doTo: { en: (what: string, name: string) => `${what}: ${name}`, zh: (what: string, name: string) => `${what}：${name}` },
} satisfies Record<string, Phrase<never[]>>;
