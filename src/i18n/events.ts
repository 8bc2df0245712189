import type { Phrase, Text } from './text.ts';

/** The event log. */
export const eventTexts = {
  shownAs: { en: 'Shown as', zh: '显示方式' },
  sentences: { en: 'Sentences', zh: '叙述' },
  log: { en: 'Log lines', zh: '日志' },
  search: { en: 'Search events', zh: '搜索事件' },
  node: { en: 'Node', zh: '节点' },
  everyNode: { en: 'every node', zh: '所有节点' },
  kind: { en: 'Kind', zh: '类别' },
  everyKind: { en: 'every kind', zh: '所有类别' },
  levels: { en: 'Levels', zh: '级别' },
  model: { en: 'not logged', zh: '不写日志' },
  modelWhy: { en: 'What happened in the model and Kafka does not write into its log', zh: '模型里发生、但 Kafka 不会写进日志的事' },
  loggers: { en: 'Logger names', zh: '日志器名称' },
  copyAll: { en: 'Copy these', zh: '复制这些' },
  saveAll: { en: 'Save', zh: '保存' },
  copyOne: { en: 'Copy', zh: '复制' },
  notCopied: { en: 'The browser did not allow copying.', zh: '浏览器不允许复制。' },
  none: { en: 'Nothing was reported yet. Take a step.', zh: '尚无事件。请前进一步。' },
  noneMatch: { en: 'No event passes these filters.', zh: '没有符合筛选条件的事件。' },
  clear: { en: 'Clear the filters', zh: '清除筛选' },
  ahead: { en: 'Ahead on this branch', zh: '这条分支后面的事件' },
  list: { en: 'Events, oldest first', zh: '事件，由早到晚' },
  filters: { en: 'Filters', zh: '筛选' },
} satisfies Record<string, Text>;

export const eventPhrases = {
  shown: { en: (shown: string, all: string) => `${shown} of ${all} events`, zh: (shown: string, all: string) => `${all} 个事件中的 ${shown} 个` },
  copiedLines: { en: (lines: string) => `Copied: ${lines}.`, zh: (lines: string) => `已复制：${lines}。` },
  lines: { en: (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`, zh: (count: number) => `${count} 行` },
  doTo: { en: (what: string, line: string) => `${what}: ${line}`, zh: (what: string, line: string) => `${what}：${line}` },
} satisfies Record<string, Phrase<never[]>>;

export const eventKindNames = {
  brokers: { en: 'brokers', zh: 'Broker 的启停与注册' },
  controller: { en: 'controller and leaders', zh: '控制器与领导者' },
  isr: { en: 'ISR', zh: 'ISR' },
  replication: { en: 'logs and replication', zh: '日志与复制' },
  requests: { en: 'requests at brokers', zh: 'Broker 处理的请求' },
  clients: { en: 'producers and consumers', zh: '生产者与消费者' },
  groups: { en: 'consumer groups', zh: '消费者组' },
  zookeeper: { en: 'ZooKeeper', zh: 'ZooKeeper' },
  network: { en: 'network', zh: '网络' },
  admin: { en: 'topics, configs, commands', zh: '主题、配置与命令' },
} satisfies Record<string, Text>;
