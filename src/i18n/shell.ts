import type { Text } from './text.ts';

/** The frame of the page: top bar, landmarks, help. */
export const shell = {
  skip: { en: 'Skip to the picture', zh: '跳到图形区' },
  topBar: { en: 'Highwater', zh: 'Highwater' },
  lessons: { en: 'Lessons', zh: '课程' },
  chooseLesson: { en: 'Choose a lesson', zh: '选择课程' },
  era: { en: (version: string, by: string) => `Kafka ${version} · ${by}`, zh: (version: string, by: string) => `Kafka ${version} · ${by}` },
  eraLabel: { en: 'Kafka version', zh: 'Kafka 版本' },
  changedSettings: { en: 'Settings that differ from Kafka’s defaults', zh: '与 Kafka 默认值不同的配置' },
  language: { en: 'Language', zh: '语言' },
  toLight: { en: 'Light theme', zh: '浅色主题' },
  toDark: { en: 'Dark theme', zh: '深色主题' },
  help: { en: 'Help and keyboard', zh: '帮助与键盘' },
  close: { en: 'Close', zh: '关闭' },
  lesson: { en: 'Lesson', zh: '课程内容' },
  stage: { en: 'The cluster', zh: '集群图' },
  details: { en: 'Details', zh: '详细信息' },
  transport: { en: 'Playback', zh: '播放控制' },
  cluster: { en: 'Cluster', zh: '集群' },
  inspect: { en: 'Inspect', zh: '查看' },
  events: { en: 'Events', zh: '事件' },
  promises: { en: 'Promises', zh: '承诺' },
  hand: { en: 'By hand', zh: '手动' },
  why: { en: 'Why?', zh: '为什么？' },
  keyboard: { en: 'Keyboard', zh: '键盘' },
  singleLetters: { en: 'Use single-letter keys', zh: '启用单字母快捷键' },
  singleLettersWhy: {
    en: 'Switch them off if you dictate or use another tool that types letters.',
    zh: '使用语音输入或其他会键入字母的工具时，可将其关闭。',
  },
  about: {
    en: 'Every broker, replica, producer and consumer here is a state machine that follows Kafka’s rules, and they talk only by messages. One step is one message received, one timer fired or one command carried out.',
    zh: '这里的每个 Broker、副本、生产者和消费者都是遵循 Kafka 规则的状态机，彼此只通过消息交互。一步就是收到一条消息、触发一个定时器，或执行一条命令。',
  },
  noSuchLesson: {
    en: (asked: string) => `There is no lesson called “${asked}”. This is the first one.`,
    zh: (asked: string) => `没有名为“${asked}”的课程，已打开第一课。`,
  },
  unreadableLink: { en: 'The link could not be read. This is the first lesson.', zh: '无法识别该链接，已打开第一课。' },
  noScript: { en: 'Loading', zh: '加载中' },
  broke: {
    en: 'The model stopped at an error. You are on the last good step; nothing before it is lost.',
    zh: '模型遇到错误而停止。当前停在最后一个正常的步骤，之前的内容都还在。',
  },
} satisfies Record<string, Text | { en: (...p: never[]) => string; zh: (...p: never[]) => string }>;
