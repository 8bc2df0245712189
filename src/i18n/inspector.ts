import type { Phrase, Text } from './text.ts';

/** The panel on the right: inspect, events, promises, and an opened message. */
export const inspectorTexts = {
  nothingSelected: {
    en: 'Select a broker, a replica or a client in the picture to see its state machine and all it knows.',
    zh: '在图中选择一台 Broker、一个副本或一个客户端，查看它的状态机和它知道的一切。',
  },
  selectActor: { en: 'Show', zh: '查看对象' },
  state: { en: 'State', zh: '状态' },
  knows: { en: 'What it knows', zh: '它所知道的' },
  epochCache: { en: 'Leader epoch cache', zh: 'Leader Epoch 缓存' },
  noEpochs: { en: 'No replica has a record of any epoch yet.', zh: '还没有副本保存过任何 Epoch 的消息。' },
  enabled: { en: 'What can happen next', zh: '接下来可能发生的' },
  noneEnabled: { en: 'Nothing is on its way to it and none of its timers is armed.', zh: '没有发给它的报文，也没有它的定时器在等待。' },
  notYet: { en: 'Not yet, and why', zh: '暂时还不会发生，以及原因' },
  inThisState: { en: 'Events this state takes', zh: '当前状态会处理的事件' },
  notInThisState: { en: 'Events this state does not take, and why', zh: '当前状态不处理的事件，以及原因' },
  field: { en: 'Field', zh: '字段' },
  value: { en: 'Value', zh: '值' },
  from: { en: 'From', zh: '发送方' },
  to: { en: 'To', zh: '接收方' },
  sentAt: { en: 'Sent at', zh: '发送时间' },
  dueAt: { en: 'Arrives at', zh: '到达时间' },
  fields: { en: 'Fields', zh: '字段' },
  kept: { en: 'kept', zh: '已兑现' },
  atRisk: { en: 'at risk', zh: '有风险' },
  broken: { en: 'broken', zh: '已破坏' },
  promisesIntro: { en: 'What clients were told, and whether it still holds.', zh: '客户端得到的承诺，以及它们是否仍然成立。' },
  records: { en: 'Records', zh: '消息' },
} satisfies Record<string, Text>;

export const inspectorPhrases = {
  remedy: { en: (setting: string) => `\`${setting}\` would have kept it.`, zh: (setting: string) => `设置 \`${setting}\` 本可避免。` },
  epochCacheOf: {
    en: (partition: string) => `Where each epoch begins in the log of ${partition}, by broker`,
    zh: (partition: string) => `每个 Epoch 在各 Broker 的 ${partition} 日志中从哪个位移开始`,
  },
  moreItems: { en: (count: number) => `and ${count} more`, zh: (count: number) => `还有 ${count} 项` },
  recordAt: {
    en: (value: string, partition: string, offset: number) => `\`${value}\` at \`${partition}\` offset ${offset}`,
    zh: (value: string, partition: string, offset: number) => `\`${value}\`，位于 \`${partition}\`，位移 ${offset}`,
  },
} satisfies Record<string, Phrase<never[]>>;

export const promiseNames = {
  acknowledgedRecordsSurvive: { en: 'Acknowledged records survive', zh: '已应答的消息不会丢失' },
  deliveredRecordsSurvive: { en: 'No consumer saw a record that later vanished', zh: '消费者读到过的消息不会消失' },
  listedEndOffsetsNeverGoBack: { en: 'Listed end offsets never go back', zh: '查询到的末端位移不会后退' },
  replicasAgree: { en: 'Replicas agree below the high watermark', zh: '高水位以下各副本一致' },
  oneLeaderAnEpoch: { en: 'One leader per epoch', zh: '每个 Leader Epoch 只有一个领导者副本' },
  onePartitionOneOwner: { en: 'One owner per partition in a generation', zh: '同一代中一个分区只有一个主人' },
  processedAtLeastOnce: { en: 'Every record processed at least once', zh: '每条消息至少处理一次' },
  processedAtMostOnce: { en: 'Every record processed at most once', zh: '每条消息至多处理一次' },
  processedInOrder: { en: 'Processed in the order of the partition', zh: '按分区内的顺序处理' },
  orderAndNoDuplicates: { en: 'In order, without duplicates', zh: '有序且不重复' },
} satisfies Record<string, Text>;
