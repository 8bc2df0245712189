import type { Phrase, Text } from './text.ts';

/** The narrative beside the picture. */
export const lessonTexts = {
  predict: { en: 'Predict', zh: '预测' },
  yourAnswer: { en: 'Your answer', zh: '你的答案' },
  check: { en: 'Keep this answer', zh: '确定' },
  skip: { en: 'Skip', zh: '跳过' },
  kept: { en: 'Noted. Step on to see.', zh: '已记下，继续前进看结果。' },
  right: { en: 'Right', zh: '答对了' },
  wrong: { en: 'Not this time', zh: '与结果不符' },
  skipped: { en: 'The answer', zh: '答案' },
  whatIf: { en: 'What if…', zh: '如果……' },
  whatIfHint: { en: 'Forks here; the main run is kept.', zh: '从该处分出一条分支，主线保留。' },
  ending: { en: 'What this run showed', zh: '本次运行说明了什么' },
  holds: { en: 'holds', zh: '成立' },
  fails: { en: 'does not hold', zh: '不成立' },
  open: { en: 'play its branch to see', zh: '运行该分支即可看到' },
  onBranch: { en: 'You are on a branch', zh: '当前在分支上' },
  finished: { en: 'End of the lesson', zh: '课程结束' },
  branchFinished: { en: 'End of the branch', zh: '分支结束' },
  edit: { en: 'Edit this lesson', zh: '编辑这门课程' },
} satisfies Record<string, Text>;

export const lessonPhrases = {
  place: { en: (track: string, code: string) => `${track} · ${code}`, zh: (track: string, code: string) => `${track} · ${code}` },
  sceneOf: {
    en: (scene: number, of: number) => `Scene ${scene} of ${of}`,
    zh: (scene: number, of: number) => `第 ${scene} 幕，共 ${of} 幕`,
  },
  next: { en: (what: string) => `Next: ${what}`, zh: (what: string) => `下一步：${what}` },
  answered: { en: (answer: string) => `You said ${answer}.`, zh: (answer: string) => `你的答案：${answer}。` },
  itIs: { en: (answer: string) => `It is ${answer}.`, zh: (answer: string) => `实际结果：${answer}。` },
  differs: {
    en: (version: string) => `Kafka ${version}`,
    zh: (version: string) => `Kafka ${version}`,
  },
} satisfies Record<string, Phrase<never[]>>;

export const trackNames = {
  replication: { en: 'Replication', zh: '副本机制' },
  'consumer-group': { en: 'Consumer groups', zh: '消费者组' },
  producer: { en: 'Producer', zh: '生产者' },
  storage: { en: 'Storage', zh: '存储' },
  coordination: { en: 'Coordination', zh: '协调服务' },
  architecture: { en: 'Architecture', zh: '架构' },
} satisfies Record<string, Text>;
