import type { Phrase, Text } from './text.ts';

/** Every command as a button says it where its subject is known, and with its subject where it is not. */
export const commandTexts = {
  kill: { en: 'Kill', zh: '杀掉进程' },
  powerOff: { en: 'Power off', zh: '断电' },
  powerOffAll: { en: 'Power off all brokers at once', zh: '所有 Broker 同时断电' },
  shutdown: { en: 'Shut down', zh: '受控关闭' },
  restart: { en: 'Restart', zh: '重启' },
  loseDisk: { en: 'Lose the disk', zh: '丢失磁盘' },
  cutOff: { en: 'Cut off', zh: '断网' },
  heal: { en: 'Heal', zh: '恢复网络' },
  slowDown: { en: 'Slow down…', zh: '网络变慢……' },
  network: { en: 'Cut from one…', zh: '切断与某个节点的网络……' },
  send: { en: 'Send a record', zh: '发送一条记录' },
  sendFive: { en: 'Send 5', zh: '发送 5 条' },
  sendAs: { en: 'Send…', zh: '发送……' },
  start: { en: 'Start', zh: '启动' },
  stop: { en: 'Stop', zh: '停止' },
  createTopic: { en: 'Create a topic…', zh: '创建主题……' },
  setConfig: { en: 'Change a setting…', zh: '修改配置……' },
  preferred: { en: 'Elect the preferred leader', zh: '选举优先副本为领导者' },
  unclean: { en: 'Elect an unclean leader', zh: '执行 Unclean 领导者选举' },
  preferredAll: { en: 'Elect the preferred leaders of all partitions', zh: '为所有分区选举优先副本为领导者' },
  deleteRecords: { en: 'Delete all committed records', zh: '删除所有已提交的消息' },
  deleteBefore: { en: 'Delete records…', zh: '删除消息……' },
  // the dialogs
  producer: { en: 'Producer', zh: '生产者' },
  topic: { en: 'Topic', zh: '主题' },
  partition: { en: 'Partition', zh: '分区' },
  byKey: { en: 'by key', zh: '由 key 决定' },
  key: { en: 'Key', zh: 'Key' },
  noKey: { en: 'none', zh: '无' },
  value: { en: 'Value', zh: 'Value' },
  acks: { en: 'acks', zh: 'acks' },
  asConfigured: { en: 'as configured', zh: '按配置' },
  howMany: { en: 'How many', zh: '条数' },
  from: { en: 'Between', zh: '节点' },
  to: { en: 'and', zh: '与' },
  everyone: { en: 'everyone', zh: '所有节点' },
  operation: { en: 'What happens', zh: '操作' },
  cut: { en: 'Cut', zh: '切断' },
  slow: { en: 'Slow down', zh: '变慢' },
  extraLatency: { en: 'Extra latency in ms', zh: '增加的延迟（ms）' },
  resource: { en: 'Setting of', zh: '配置对象' },
  allBrokers: { en: 'all brokers', zh: '所有 Broker' },
  setting: { en: 'Setting', zh: '配置项' },
  newValue: { en: 'New value', zh: '新的值' },
  emptyIsDefault: { en: 'empty: back to the default', zh: '留空则恢复默认值' },
  deleteTitle: { en: 'Delete records below an offset', zh: '删除某个位移之前的消息' },
  beforeOffset: { en: 'Below offset', zh: '此位移之前' },
  emptyIsHighWatermark: { en: 'empty: the high watermark', zh: '留空则为高水位' },
  doIt: { en: 'Do it', zh: '执行' },
  networkTitle: { en: 'The network between two nodes', zh: '两个节点之间的网络' },
} satisfies Record<string, Text>;

const line = (en: (what: string) => string, zh: (what: string) => string): Phrase<[what: string]> => ({ en, zh });

/** What the palette calls them: with their subject. */
export const commandPhrases = {
  kill: line((id) => `Kill broker ${id}`, (id) => `杀掉 Broker ${id}`),
  powerOff: line((id) => `Power off broker ${id}`, (id) => `Broker ${id} 断电`),
  shutdown: line((id) => `Shut down broker ${id}`, (id) => `受控关闭 Broker ${id}`),
  restart: line((id) => `Restart broker ${id}`, (id) => `重启 Broker ${id}`),
  loseDisk: line((id) => `Lose the disk of broker ${id}`, (id) => `丢失 Broker ${id} 的磁盘`),
  cutOff: line((node) => `Cut ${node} off from everyone`, (node) => `切断 ${node} 的全部网络`),
  heal: line((node) => `Heal the network of ${node}`, (node) => `恢复 ${node} 的网络`),
  slowDown: line((node) => `Slow down the network of ${node}…`, (node) => `让 ${node} 的网络变慢……`),
  network: line((node) => `Cut ${node} from one other…`, (node) => `切断 ${node} 与某个节点的网络……`),
  send: line((producer) => `Send a record from ${producer}`, (producer) => `从 ${producer} 发送一条记录`),
  sendFive: line((producer) => `Send 5 records from ${producer}`, (producer) => `从 ${producer} 发送 5 条记录`),
  sendAs: line((producer) => `Send from ${producer}…`, (producer) => `从 ${producer} 发送……`),
  start: line((consumer) => `Start ${consumer}`, (consumer) => `启动 ${consumer}`),
  stop: line((consumer) => `Stop ${consumer}`, (consumer) => `停止 ${consumer}`),
  setConfig: line((what) => `Change a setting of ${what}…`, (what) => `修改 ${what} 的配置……`),
  preferred: line((partition) => `Elect the preferred leader of ${partition}`, (partition) => `为 ${partition} 选举优先副本为领导者`),
  deleteRecords: line((partition) => `Delete all committed records of ${partition}`, (partition) => `删除 ${partition} 中所有已提交的消息`),
  deleteBefore: line((partition) => `Delete records of ${partition}…`, (partition) => `删除 ${partition} 的消息……`),
  unclean: line((partition) => `Elect an unclean leader of ${partition}`, (partition) => `为 ${partition} 执行 Unclean 领导者选举`),
  lesson: line((title) => `Open lesson: ${title}`, (title) => `打开课程：${title}`),
};

export const linkPhrases = {
  cut: { en: (a: string, b: string) => `Cut ${a} from ${b}`, zh: (a: string, b: string) => `切断 ${a} 与 ${b} 之间的网络` },
  heal: { en: (a: string, b: string) => `Heal ${a} and ${b}`, zh: (a: string, b: string) => `恢复 ${a} 与 ${b} 之间的网络` },
  slow: { en: (a: string, b: string) => `Slow down ${a} and ${b} by 500 ms`, zh: (a: string, b: string) => `让 ${a} 与 ${b} 之间的消息慢 500 ms` },
} satisfies Record<string, Phrase<[string, string]>>;

/** Why a command cannot be done now, in words of our own. */
export const refusalPhrases = {
  noNode: line((what) => `there is no ${what}`, (what) => `没有 ${what}`),
  notRunning: line((what) => `broker ${what} is not running`, (what) => `Broker ${what} 没有运行`),
  running: line((what) => `broker ${what} is running`, (what) => `Broker ${what} 正在运行`),
  shuttingDown: line((what) => `broker ${what} is shutting down already`, (what) => `Broker ${what} 已在关闭中`),
  started: line((what) => `${what} is running already`, (what) => `${what} 已在运行`),
  stopped: line((what) => `${what} is not running`, (what) => `${what} 没有运行`),
  cutAlready: line((what) => `${what}: the network is cut already`, (what) => `${what}：网络已经断开`),
  wholeAlready: line((what) => `${what}: nothing is wrong with the network`, (what) => `${what}：网络一切正常`),
};

export const refusalTexts = {
  nobodyRuns: { en: 'no broker is running', zh: '没有正在运行的 Broker' },
  itself: { en: 'a node has no network to itself', zh: '节点与自身之间没有网络' },
  noTopic: { en: 'there is no topic to write to', zh: '没有可写入的主题' },
} satisfies Record<string, Text>;
