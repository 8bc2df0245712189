import type { Phrase, Text } from './text.ts';

/** Playback: labels of the actions and of what the bar shows. */
export const transport = {
  toStart: { en: 'To the start', zh: '回到起点' },
  back: { en: 'Step back', zh: '后退一步' },
  play: { en: 'Play', zh: '播放' },
  pause: { en: 'Pause', zh: '暂停' },
  step: { en: 'Step', zh: '前进一步' },
  toEnd: { en: 'To the end', zh: '跳到终点' },
  previousScene: { en: 'Back to the scene before', zh: '回到上一幕' },
  nextScene: { en: 'To the end of the scene', zh: '执行到本幕结束' },
  slower: { en: 'Slower', zh: '减速' },
  faster: { en: 'Faster', zh: '加速' },
  stepBy: { en: 'Step by', zh: '步进单位' },
  byMessage: { en: 'message', zh: '报文' },
  byScene: { en: 'scene', zh: '幕' },
  switchStepMode: { en: 'Step by message or by scene', zh: '切换按报文或按幕步进' },
  showRoutine: { en: 'Show routine traffic', zh: '显示例行通信' },
  routineShort: { en: 'routine', zh: '例行' },
  speed: { en: 'Speed', zh: '速度' },
  virtualTime: { en: 'Virtual time', zh: '虚拟时间' },
  timeline: { en: 'Steps of this run', zh: '本次运行的步骤' },
  branches: { en: 'Branches', zh: '分支' },
  mainRun: { en: 'Main run', zh: '主线' },
  byHand: { en: 'By hand', zh: '手动分支' },
  leaveBranch: { en: 'Back to the main run', zh: '回到主线' },
  toggleTheme: { en: 'Light or dark', zh: '切换浅色或深色' },
  toggleLanguage: { en: 'English or Chinese', zh: '切换中文或英文' },
  help: { en: 'Help', zh: '帮助' },
  fullScreen: { en: 'Full screen', zh: '全屏' },
  nothingMore: { en: 'Nothing more will happen by itself.', zh: '接下来不会再自行发生任何事。' },
  lessonOver: { en: 'This is the end of the lesson.', zh: '课程到此结束。' },
  atStart: { en: 'This is the start.', zh: '已经在起点。' },
} satisfies Record<string, Text>;

export const transportPhrases = {
  position: {
    en: (step: number, of: number) => `Step ${step} of ${of}`,
    zh: (step: number, of: number) => `第 ${step} 步，共 ${of} 步`,
  },
  start: { en: (time: string) => `Start, ${time}`, zh: (time: string) => `起点，${time}` },
  routineSteps: {
    en: (count: string) => `${count} routine steps passed by`,
    zh: (count: string) => `略过 ${count} 个例行步骤`,
  },
  ownFork: { en: (number: number) => `by hand ${number}`, zh: (number: number) => `手动 ${number}` },
  fork: { en: (label: string) => `fork: ${label}`, zh: (label: string) => `分支：${label}` },
} satisfies Record<string, Phrase<never[]>>;

/** What a tick on the scrubber stands for. */
export const tickNames = {
  leader: { en: 'leader elected', zh: '选出领导者副本' },
  offline: { en: 'partition offline', zh: '分区离线' },
  isr: { en: 'ISR changed', zh: 'ISR 变化' },
  lost: { en: 'records removed', zh: '消息被移除' },
  broker: { en: 'broker up or down', zh: 'Broker 启动或停止' },
  acknowledged: { en: 'acknowledged', zh: '已应答' },
  watermark: { en: 'high watermark moved', zh: '高水位推进' },
  refused: { en: 'refused', zh: '被拒绝' },
} satisfies Record<string, Text>;
export type TickKind = keyof typeof tickNames;
