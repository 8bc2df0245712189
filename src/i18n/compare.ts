import type { Phrase, Text } from './text.ts';

/** Two runs side by side. */
export const compareTexts = {
  compare: { en: 'Compare two runs', zh: '对比两次运行' },
  sameChoices: { en: 'The same choices in', zh: '同样的选择，换用' },
  intro: {
    en: 'The same cluster twice, in step: another branch, another version of Kafka, or another setting. What differs is framed in the picture and listed below.',
    zh: '同一个集群的两次运行，步调一致：可以是另一条分支、另一个 Kafka 版本，或另一项配置。不同之处在图中以边框标出，并列在下方。',
  },
  left: { en: 'Left', zh: '左侧' },
  right: { en: 'Right', zh: '右侧' },
  branches: { en: 'Branches', zh: '分支' },
  setting: { en: 'With another setting', zh: '换一项配置' },
  settingName: { en: 'Setting', zh: '配置项' },
  settingValue: { en: 'Value', zh: '值' },
  play: { en: 'Compare', zh: '对比' },
  inStepBy: { en: 'In step by', zh: '步调依据' },
  scene: { en: 'scene', zh: '幕' },
  time: { en: 'time', zh: '时间' },
  back: { en: 'Back', zh: '后退' },
  forward: { en: 'Step', zh: '前进' },
  place: { en: 'Place in both runs', zh: '在两次运行中的位置' },
  differences: { en: 'What differs now', zh: '此刻的不同之处' },
  none: { en: 'Nothing: both clusters are alike at this point.', zh: '没有：此刻两边的集群完全一致。' },
  where: { en: 'Where', zh: '位置' },
  what: { en: 'What', zh: '内容' },
  promises: { en: 'Promises to clients', zh: '对客户端的承诺' },
  ended: { en: 'this run is over', zh: '这次运行已结束' },
  start: { en: 'the start', zh: '起点' },
} satisfies Record<string, Text>;

/** What two clusters can differ in. */
export const aspectNames = {
  up: { en: 'process', zh: '进程' },
  leader: { en: 'leader', zh: '领导者' },
  leaderEpoch: { en: 'leader epoch', zh: 'Leader Epoch' },
  isr: { en: 'ISR', zh: 'ISR' },
  role: { en: 'role', zh: '角色' },
  records: { en: 'records', zh: '消息' },
  highWatermark: { en: 'high watermark', zh: '高水位' },
  logEndOffset: { en: 'log end offset', zh: '日志末端位移' },
  exists: { en: 'exists', zh: '存在' },
} satisfies Record<string, Text>;

export const comparePhrases = {
  sameChoicesIn: { en: (era: string) => `Compare with the same choices in Kafka ${era}`, zh: (era: string) => `与同样的选择在 Kafka ${era} 中的结果对比` },
  inEra: { en: (era: string) => `Kafka ${era}`, zh: (era: string) => `Kafka ${era}` },
  with: { en: (setting: string) => `with ${setting}`, zh: (setting: string) => `设为 ${setting}` },
  skipped: {
    en: (count: number, reasons: string) => `${count === 1 ? 'One choice or setting does' : `${count} choices or settings do`} not apply here and ${count === 1 ? 'was' : 'were'} left out: ${reasons}.`,
    zh: (count: number, reasons: string) => `有 ${count} 个选择或配置在这里不适用，已略过：${reasons}。`,
  },
  stopped: {
    en: (steps: number) => `This run ends after ${steps} steps: what its script does or waits for next does not come in this version or with this setting.`,
    zh: (steps: number) => `这次运行走了 ${steps} 步就停了：脚本接下来要做或要等的事，在这个版本或这项配置下不会出现。`,
  },
  onSide: { en: (side: string, told: string) => `${side}: ${told}`, zh: (side: string, told: string) => `${side}：${told}` },
  stop: { en: (stop: number, of: number) => `${stop} of ${of}`, zh: (stop: number, of: number) => `第 ${stop} 处，共 ${of} 处` },
  spoken: {
    en: (left: string, right: string, count: number) => `Left: ${left} Right: ${right} ${count === 0 ? 'Nothing differs.' : `${count} ${count === 1 ? 'thing differs' : 'things differ'}.`}`,
    zh: (left: string, right: string, count: number) => `左侧：${left} 右侧：${right} ${count === 0 ? '没有不同。' : `有 ${count} 处不同。`}`,
  },
  cannot: { en: (reason: string) => `That cannot be played: ${reason}`, zh: (reason: string) => `无法播放：${reason}` },
} satisfies Record<string, Phrase<never[]>>;
