import { memberName, nodeName } from './names.ts';
import type { ConsumerCommands, ConsumerFacts } from './enConsumers.ts';

const node = (address: string): string => nodeName(address, 'zh');
const partitionOrAll = (partition: string | null): string => (partition === null ? '它的所有分区' : ` ${partition}`);
const list = (partitions: readonly string[]): string => (partitions.length === 0 ? '（无）' : partitions.join('、'));

const COMMIT = { auto: '自动提交', sync: '同步提交（commitSync）', async: '异步提交（commitAsync）' } as const;

/** What consumers in groups report, in Chinese. */
export const consumerFactsInChinese: ConsumerFacts = {
  CoordinatorDiscovered: ({ consumer, group, brokerId }) => `${node(consumer)} 得知消费者组 ${group} 的协调者是 Broker ${brokerId}。`,
  CoordinatorLost: ({ consumer, group, brokerId, reason }) => `${node(consumer)} 不再把 Broker ${brokerId} 当作消费者组 ${group} 的协调者：${reason}。`,
  MemberStateChanged: ({ consumer, group, to, generation, protocol }) => ({
    unjoined: `${node(consumer)} 不再是消费者组 ${group} 的成员。`,
    preparingRebalance: `${node(consumer)} 请求加入消费者组 ${group}。`,
    completingRebalance: `${node(consumer)} 已加入消费者组 ${group} 的第 ${generation} 代（${protocol ?? ''}），等待分配方案。`,
    stable: `${node(consumer)} 拿到了消费者组 ${group} 第 ${generation} 代的分配方案。`,
  })[to],
  RejoinRequested: ({ consumer, group, reason }) => `${node(consumer)} 将在下一次 poll 时重新加入消费者组 ${group}：${reason}。`,
  GenerationReset: ({ consumer, resetMemberId, reason }) => `${node(consumer)} 清除自己的代${resetMemberId ? '和成员 ID' : ''}：${reason}。`,
  MemberLeaves: ({ consumer, group, reason }) => `${node(consumer)} 通知协调者自己要离开消费者组 ${group}：${reason.replace(/\.$/, '')}。`,
  LeaderLacksMetadata: ({ consumer, topics }) => `${node(consumer)} 是组内领导者，先请求 ${topics.join('、')} 的元数据。`,
  AssignmentComputed: ({ consumer, generation, protocol, assignment }) =>
    `${node(consumer)} 作为第 ${generation} 代的组内领导者，按 ${protocol} 策略分配：${Object.entries(assignment).map(([member, partitions]) => `${memberName(member, 'zh')} 得到 ${list(partitions)}`).join('；')}。`,
  PartitionsRevoked: ({ consumer, partitions }) => `${node(consumer)} 交出 ${list(partitions)}。`,
  PartitionsLost: ({ consumer, partitions, generation }) => `${node(consumer)} 失去了 ${list(partitions)}：${generation < 0 ? '会话已结束，它的 znode 都没了' : '它已不属于任何一代'}，这些分区可能已归别的成员。`,
  PartitionsAssigned: ({ consumer, generation, partitions, owned }) => `${node(consumer)} ${generation < 0 ? `现在拥有 ${list(partitions)}` : `在第 ${generation} 代中分到 ${list(partitions)}`}${owned.length > partitions.length ? `，并保留 ${list(owned.filter((one) => !partitions.includes(one)))}` : ''}。`,
  ConsumerRegistered: ({ consumer, group, path }) => `${node(consumer)} 已注册到消费者组 ${group}：它自己的 znode ${path} 与会话共存亡。`,
  RebalanceAttempted: ({ consumer, attempt }) => `${node(consumer)} ${attempt === 0 ? '开始重平衡' : `第 ${attempt + 1} 次尝试重平衡`}：看看组里有谁，自己算出自己的那一份。`,
  RebalanceAttemptFailed: ({ consumer, isLast, backoffMs, attempt }) => (isLast
    ? `${node(consumer)} 试了 ${attempt + 1} 次仍不能完成重平衡：在情况变化之前，它不拥有任何分区。` : `${node(consumer)} 这次没能完成重平衡，${backoffMs} ms 后再试。`),
  OwnershipRefused: ({ consumer, partition, owner }) => `${node(consumer)} 不能拥有 ${partition}：${owner === null ? '它的 znode 刚才还在' : `znode 仍属于 ${owner}`}。`,
  CommittedOffsetFound: ({ consumer, group, partition, offset }) => (offset < 0
    ? `消费者组 ${group} 还没有提交过 ${partition} 的位移：${node(consumer)} 按 auto.offset.reset 决定从哪里开始。` : `${node(consumer)} 从消费者组 ${group} 的已提交位移 ${offset} 开始读 ${partition}。`),
  RecordsPolled: ({ consumer, records, buffered }) => `${node(consumer)} 的 poll() 返回 ${records} 条消息${buffered > 0 ? `，另有 ${buffered} 条已拉取` : ''}。`,
  RecordProcessed: ({ consumer, partition, offset, value, worker }) => `${node(consumer)} 处理完${value === null ? '墓碑消息' : ` ${value}`}（${partition} 的位移 ${offset}）${worker === null ? '' : `，线程 ${worker}`}。`,
  OffsetCommitAnswered: ({ consumer, by, offsets, error }) => {
    const what = offsets.map(({ partition, offset }) => `${partition} 到 ${offset}`).join('，');
    return error === 'NONE' ? `${node(consumer)} 的${COMMIT[by]}完成：${what}。` : `${node(consumer)} 的${COMMIT[by]}失败，${error}：${what}。`;
  },
  HeartbeatFailed: ({ consumer, error }) => `${node(consumer)} 的心跳收到 ${error}。`,
  PollOverdue: ({ consumer, maxPollIntervalMs }) => `${node(consumer)} 超过 max.poll.interval.ms（${maxPollIntervalMs} ms）没有调用 poll()。`,
  ConsumerFailed: ({ consumer, error }) => `${node(consumer)} 的 poll() 抛出 ${error}，应用程序结束。`,
  PositionSought: ({ consumer, partition, from, to }) => `${node(consumer)} 把 ${partition} 的读取位置从${from < 0 ? '未知' : ` ${from} `}移到 ${to}。`,
  PartitionsPaused: ({ consumer, partitions }) => `${node(consumer)} 暂停消费 ${list(partitions)}。`,
  PartitionsResumed: ({ consumer, partitions }) => `${node(consumer)} 恢复消费 ${list(partitions)}。`,
  SubscriptionChanged: ({ consumer, topics, pattern }) => (pattern === null && topics.length === 0 ? `${node(consumer)} 取消订阅。` : `${node(consumer)} 改为订阅 ${pattern ?? topics.join('、')}。`),
};

export const consumerCommandsInChinese: ConsumerCommands = {
  'consumer.start': ({ consumer }) => `你启动${node(consumer)}。`,
  'consumer.stop': ({ consumer }) => `你停止${node(consumer)}。`,
  'consumer.kill': ({ consumer }) => `你杀掉${node(consumer)}。`,
  'consumer.restart': ({ consumer }) => `你重启${node(consumer)}。`,
  'consumer.seek': ({ consumer, partition, offset }) => `你让${node(consumer)} 把 ${partition} 的读取位置移到 ${offset}。`,
  'consumer.pause': ({ consumer, partition }) => `你让${node(consumer)} 暂停消费${partitionOrAll(partition)}。`,
  'consumer.resume': ({ consumer, partition }) => `你让${node(consumer)} 恢复消费${partitionOrAll(partition)}。`,
  'consumer.commit': ({ consumer, mode }) => `你让${node(consumer)} 执行${COMMIT[mode]}。`,
  'consumer.setProcessing': ({ consumer, processingMs }) => `从现在起${node(consumer)} 处理一条消息要 ${processingMs} ms。`,
  'consumer.setAssignors': ({ consumer, assignors }) => `你把${node(consumer)} 的分配策略设为 ${assignors.join('、')}。`,
  'consumer.subscribe': ({ consumer, topics, pattern }) => (pattern === undefined && topics.length === 0 ? `你让${node(consumer)} 取消订阅。` : `你让${node(consumer)} 订阅 ${pattern ?? topics.join('、')}。`),
};
