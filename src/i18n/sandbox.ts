import type { CommitMode } from '../kafka/consumer/group/types.ts';
import type { Phrase, Text } from './text.ts';

/** The sandbox: its panel, its set-up and its commands. */
export const sandboxTexts = {
  kicker: { en: 'Sandbox', zh: '沙盒' },
  title: { en: 'A cluster of your own', zh: '你自己的集群' },
  intro: {
    en: 'Nothing is scripted here. Step on and watch, or do something: on a part of the picture with a right-click, in the lists below, or with the command palette.',
    zh: '这里没有剧本。可以一步步前进观察，也可以动手操作：在图中元素上点右键，使用下面的列表，或打开命令面板。',
  },
  setUp: { en: 'Set up…', zh: '设置……' },
  reset: { en: 'Begin again…', zh: '重新开始……' },
  palette: { en: 'Commands', zh: '命令' },
  undo: { en: 'Undo', zh: '撤销' },
  redo: { en: 'Redo', zh: '重做' },
  commands: { en: 'What you can do', zh: '可以执行的操作' },
  menu: { en: 'Commands', zh: '命令' },
  nothingHere: { en: 'Nothing can be done to this part.', zh: '这一部分没有可执行的操作。' },
  // set-up
  setUpTitle: { en: 'Set up a cluster', zh: '设置集群' },
  setUpHint: { en: 'A new cluster begins a new run; the present sandbox is replaced.', zh: '新集群会开始一次新的运行，并替换当前的沙盒。' },
  create: { en: 'Create the cluster', zh: '创建集群' },
  starting: { en: 'Starting the cluster', zh: '正在启动集群' },
  cancel: { en: 'Cancel', zh: '取消' },
  cluster: { en: 'Cluster', zh: '集群' },
  era: { en: 'Kafka version', zh: 'Kafka 版本' },
  brokers: { en: 'Brokers', zh: 'Broker 数' },
  brokersHint: { en: '1 to 10', zh: '1 到 10' },
  racks: { en: 'Racks', zh: '机架' },
  racksHint: { en: 'one a broker, with commas; may be empty', zh: '每个 Broker 一个，用逗号分隔；可以留空' },
  seed: { en: 'Seed', zh: '随机种子' },
  seedHint: { en: 'same seed, same run', zh: '种子相同，运行就相同' },
  brokerSettings: { en: 'Broker settings', zh: 'Broker 配置' },
  topics: { en: 'Topics', zh: '主题' },
  topic: { en: 'Topic', zh: '主题' },
  name: { en: 'Name', zh: '名称' },
  partitions: { en: 'Partitions', zh: '分区数' },
  replicationFactor: { en: 'Replication factor', zh: '副本因子' },
  producers: { en: 'Producers', zh: '生产者' },
  zookeeperClients: { en: 'ZooKeeper clients', zh: 'ZooKeeper 客户端' },
  zookeeperClientsHint: { en: 'applications of their own, from 0 to 6', zh: '独立的应用程序，0 到 6 个' },
  consumers: { en: 'Consumers', zh: '消费者' },
  clientTopics: { en: 'Topics', zh: '主题' },
  allTopics: { en: 'all', zh: '全部' },
  started: { en: 'started with the cluster', zh: '随集群一起启动' },
  group: { en: 'Group', zh: '消费者组' },
  groupHint: { en: 'empty: in no group, reads every partition', zh: '留空则不加入任何组，读取所有分区' },
  assignor: { en: 'Assignor', zh: '分配策略' },
  staticId: { en: 'Static member', zh: '静态成员' },
  staticIdHint: { en: 'its own name; empty: a dynamic member', zh: '填写它自己的名称；留空则为动态成员' },
  commit: { en: 'When the program commits', zh: '程序何时提交位移' },
  workers: { en: 'Worker threads', zh: '工作线程数' },
  workersHint: { en: '0: the thread that polls also processes', zh: '0 表示拉取消息的线程自己处理' },
  processingMs: { en: 'Processing time of a record (ms)', zh: '每条消息的处理时间（ms）' },
  moreSettings: { en: 'Other settings', zh: '其他配置' },
  moreHint: { en: 'one a line, name=value', zh: '每行一个，写成 name=value' },
  settings: { en: 'Settings', zh: '配置' },
  addTopic: { en: 'Add a topic', zh: '添加主题' },
  addProducer: { en: 'Add a producer', zh: '添加生产者' },
  addConsumer: { en: 'Add a consumer', zh: '添加消费者' },
  someWrong: { en: 'Some fields need another value; what you typed is kept.', zh: '有些字段需要修改，已填写的内容都会保留。' },
  // reset
  resetTitle: { en: 'Begin the sandbox again?', zh: '重新开始沙盒？' },
  resetWhy: {
    en: 'The same cluster starts from its beginning. This run and all its branches are given up.',
    zh: '同一个集群将从头开始。本次运行和所有分支都会被丢弃。',
  },
  resetNow: { en: 'Begin again', zh: '重新开始' },
  keep: { en: 'Keep this run', zh: '保留本次运行' },
  // notes
  unreadable: { en: 'The sandbox that was kept could not be read, so a fresh one was opened.', zh: '保存的沙盒无法读取，因此打开了一个新的沙盒。' },
  notStarted: { en: 'The cluster that was kept no longer starts, so a fresh one was opened.', zh: '保存的集群无法再启动，因此打开了一个新的沙盒。' },
  skipped: { en: 'Some of what was done no longer applies and was left out.', zh: '之前的部分操作已不再适用，已被略过。' },
  otherModel: { en: 'The model has changed since: the same choices led elsewhere.', zh: '模型已有变化：同样的选择得到了不同的结果。' },
  saveKept: { en: 'Save what was kept', zh: '导出保存的内容' },
  dismiss: { en: 'Dismiss', zh: '知道了' },
  // groups
  brokersGroup: { en: 'Brokers', zh: 'Broker' },
  partitionsGroup: { en: 'Partitions', zh: '分区' },
  networkGroup: { en: 'Network', zh: '网络' },
  clusterGroup: { en: 'Topics and settings', zh: '主题与配置' },
  // palette
  paletteTitle: { en: 'Find a command', zh: '查找命令' },
  paletteHint: { en: 'Type a command, a broker, a partition, a lesson …', zh: '输入命令、Broker、分区或课程……' },
  noMatch: { en: 'Nothing is called that.', zh: '没有找到匹配的命令。' },
  notNow: { en: 'Not possible now', zh: '现在无法执行' },
} satisfies Record<string, Text>;

export const sandboxPhrases = {
  remove: { en: (what: string) => `Remove ${what}`, zh: (what: string) => `删除 ${what}` },
  summary: {
    en: (brokers: number, topics: string) => `${brokers} ${brokers === 1 ? 'broker' : 'brokers'}${topics === '' ? '' : ` · ${topics}`}`,
    zh: (brokers: number, topics: string) => `${brokers} 个 Broker${topics === '' ? '' : ` · ${topics}`}`,
  },
  matches: { en: (count: number) => (count === 1 ? '1 command' : `${count} commands`), zh: (count: number) => `${count} 条命令` },
  commandsOn: { en: (what: string) => `Commands on ${what}`, zh: (what: string) => `对 ${what} 的操作` },
  default: { en: (value: string) => `default ${value}`, zh: (value: string) => `默认 ${value}` },
} satisfies Record<string, Phrase<never[]>>;

/** When a consumer's program commits, besides what enable.auto.commit does inside poll(). */
export const commitModes = {
  auto: { en: 'not by itself', zh: '不自行提交' },
  sync: { en: 'commitSync() after each poll', zh: '每次 poll 之后同步提交' },
  async: { en: 'commitAsync() after each poll', zh: '每次 poll 之后异步提交' },
  'sync-after-each': { en: 'commitSync() after each record', zh: '每条消息之后同步提交' },
  'async-then-sync': { en: 'commitAsync(), and commitSync() before it closes', zh: '平时异步提交，关闭前同步提交' },
  'before-processing': { en: 'commitSync() before processing', zh: '处理之前同步提交' },
} satisfies Record<CommitMode, Text>;
