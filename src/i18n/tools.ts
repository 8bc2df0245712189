import { same } from './text.ts';
import type { Phrase, Text } from './text.ts';

/** The panel of Kafka's command-line tools. */
export const toolTexts = {
  tools: { en: 'Tool', zh: '工具' },
  filter: { en: 'Show', zh: '显示' },
  everything: { en: 'all partitions', zh: '所有分区' },
  askedBroker: { en: 'Broker to ask', zh: '询问哪台 Broker' },
  diskOf: { en: 'Disk of', zh: '哪台 Broker 的磁盘' },
  partition: { en: 'Partition', zh: '分区' },
  path: { en: 'Znode', zh: 'Znode' },
  options: { en: 'Options', zh: '选项' },
  group: { en: 'Group', zh: '消费者组' },
  resetTopics: { en: 'Topics to reset', zh: '要重置的主题' },
  resetPartitions: { en: 'Partitions', zh: '分区' },
  resetPartitionsHint: { en: 'all; or 0,1', zh: '全部；或如 0,1' },
  secondsBack: { en: 'Seconds back', zh: '多少秒之前' },
  execute: { en: 'Run it with --execute', zh: '加上 --execute 执行' },
  executeNote: { en: 'A command in this run: what the tool asks are messages, and it prints when it has its answers.', zh: '这是本次运行中的一条命令：工具的询问都是请求，收到响应后才有输出。' },
  executed: { en: 'Carried out in this run', zh: '本次运行中已执行' },
  resetOffset: { en: 'Offset', zh: '位移' },
  shiftBy: { en: 'Shift by', zh: '移动多少' },
  topicsToMove: { en: 'Topics', zh: '主题' },
  brokerList: { en: 'Broker list', zh: 'Broker 列表' },
  reassignmentFile: { en: 'reassignment.json', zh: 'reassignment.json' },
  takeProposal: { en: 'Put the proposal into reassignment.json', zh: '把建议方案写入 reassignment.json' },
  carryOut: { en: 'Carry it out', zh: '执行' },
  preview: {
    en: 'Preview, nothing is asked yet: what it prints if all stays as it is and the controller agrees. Throttles (--throttle) are not simulated.',
    zh: '预览，尚未发出任何请求：如果一切不变且控制器同意，就会这样输出。不模拟限流（--throttle）。',
  },
  previewOutput: { en: 'Preview', zh: '预览' },
  runUnderWay: { en: 'The tool is waiting for its answers. Step on.', zh: '工具正在等待答复，请继续前进。' },
  noGroup: { en: 'There is no consumer group, and no consumer names one.', zh: '没有消费者组，也没有消费者指定组名。' },
  output: { en: 'Output', zh: '输出' },
  nothing: { en: 'Prints nothing.', zh: '没有输出。' },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied.', zh: '已复制。' },
  notCopied: { en: 'The browser did not allow copying.', zh: '浏览器不允许复制。' },
  noElection: {
    en: 'No leader election was asked for up to this step. Ask for one in the sandbox or by hand.',
    zh: '到这一步为止还没有人请求过领导者选举。可以在沙盒中或手动发起一次。',
  },
} satisfies Record<string, Text>;

export const toolNames = {
  topics: same('kafka-topics.sh'),
  'consumer-groups': same('kafka-consumer-groups.sh'),
  'offset-checker': same('kafka-consumer-offset-checker.sh'),
  'leader-election': same('kafka-leader-election.sh'),
  'preferred-election': same('kafka-preferred-replica-election.sh'),
  'reassign-partitions': same('kafka-reassign-partitions.sh'),
  'dump-log': same('kafka-dump-log.sh'),
  checkpoints: { en: 'checkpoint files', zh: '检查点文件' },
  'zookeeper-get': same('zookeeper-shell.sh get'),
  'zookeeper-ls': same('zookeeper-shell.sh ls'),
} satisfies Record<string, Text>;

/** What the panel says of a tool before its output. */
export const toolNotes = {
  topics: { en: 'As the broker that is asked knows it; it may not have heard the latest.', zh: '内容以被询问的 Broker 所知为准，它可能还不知道最新的变化。' },
  'consumer-groups': {
    en: 'As the group’s coordinator tells it; LOG-END-OFFSET is the leader’s high watermark. A reset is only tried out, until it is run with --execute.',
    zh: '内容由该组的协调者给出；LOG-END-OFFSET 是领导者的高水位。重置只是试算，加上 --execute 才会执行。',
  },
  'offset-checker': {
    en: 'Offset and Owner are read from ZooKeeper; logSize is the high watermark, as the leader answers.',
    zh: 'Offset 和 Owner 读自 ZooKeeper；logSize 是领导者答复的高水位。',
  },
  'leader-election': { en: 'The answer to the last election that was asked for.', zh: '最近一次请求的选举得到的答复。' },
  'preferred-election': { en: 'What the tool printed when a preferred election was last asked for. It only writes the list into ZooKeeper; who was elected, it does not tell.', zh: '最近一次请求优先副本选举时工具的输出。它只把列表写入 ZooKeeper，并不说明选出了谁。' },
  'reassign-partitions': {
    en: 'As the controller has it or, before 2.4, ZooKeeper. Throttles (--throttle) and moves between log directories are not simulated.',
    zh: '内容以控制器的记录为准；2.4 之前以 ZooKeeper 中的为准。不模拟限流（--throttle）和日志目录之间的迁移。',
  },
  'dump-log': { en: 'The segment on this broker’s disk; sizes, positions and checksums are those of the bytes that Kafka writes, uncompressed.', zh: '这台 Broker 磁盘上的日志段；大小、位置和校验和都按 Kafka 未压缩时写入的字节计算。' },
  checkpoints: { en: 'What the broker last wrote beside its logs, and will find when it starts again.', zh: 'Broker 上次写在日志旁边的文件，重启时会读到它们。' },
  'zookeeper-get': { en: 'A znode’s data.', zh: 'Znode 的数据。' },
  'zookeeper-ls': { en: 'The names of a znode’s children.', zh: 'Znode 的子节点名称。' },
} satisfies Record<string, Text>;

export const toolPhrases = {
  outputOf: { en: (command: string) => `Output of ${command}`, zh: (command: string) => `${command} 的输出` },
} satisfies Record<string, Phrase<never[]>>;
