import type { CommittedOffset } from '../kafka/group/messages.ts';
import { topicPartition } from '../kafka/log/record.ts';
import type { FactSentences, Language } from './types.ts';

type CoordinatorFact =
  | 'InternalTopicWanted' | 'InternalTopicRefused' | 'CoordinatorFound' | 'OffsetsPartitionLoaded' | 'OffsetsPartitionUnloaded' | 'GroupLoaded' | 'GroupRequestTurnedAway'
  | 'OffsetsCommitted' | 'OffsetCommitFailed' | 'OffsetsExpired' | 'OffsetsDeleted' | 'GroupDeleted' | 'GroupOffsetsReset' | 'GroupResetFailed' | 'OffsetDeletionEnded';

/** `orders-0 at 5`. */
function committed(offsets: readonly CommittedOffset[]): string {
  return places(offsets, ' at ', ', ');
}

function committedZh(offsets: readonly CommittedOffset[]): string {
  return places(offsets, ' 到 ', '、');
}

function places(offsets: readonly { readonly partition: string; readonly offset: number }[], at: string, parted: string): string {
  return offsets.map(({ partition, offset }) => `${partition}${at}${offset}`).join(parted);
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** What the group coordinator of a broker reports, in both languages. */
export const coordinatorFacts: Readonly<Record<Language, Pick<FactSentences, CoordinatorFact>>> = {
  en: {
    InternalTopicWanted: ({ brokerId, topic, partitions, replicationFactor }) =>
      `Broker ${brokerId} is asked for a coordinator, and ${topic} does not exist: it has it created with ${count(partitions, 'partition')} and replication factor ${replicationFactor}.`,
    InternalTopicRefused: ({ topic, replicationFactor, liveBrokers, error }) =>
      `The topic ${topic} cannot be created with replication factor ${replicationFactor} while ${count(liveBrokers, 'broker')} live${liveBrokers === 1 ? 's' : ''}: ${error}.`,
    CoordinatorFound: ({ brokerId, group, partition, partitions, coordinator }) =>
      `Broker ${brokerId} knows the coordinator of group ${group}: its name hashes to partition ${partition} of ${partitions} of __consumer_offsets, which broker ${coordinator} leads.`,
    OffsetsPartitionLoaded: ({ brokerId, partition, groups, offsets, records }) =>
      `Broker ${brokerId} has read ${partition}, ${count(records, 'record')}, and coordinates what is in it: ${count(groups, 'group')} with ${count(offsets, 'committed offset')}.`,
    OffsetsPartitionUnloaded: ({ brokerId, partition, groups, offsets }) =>
      `Broker ${brokerId} no longer leads ${partition}: it forgets ${count(groups, 'group')} and ${count(offsets, 'committed offset')}.`,
    GroupLoaded: ({ brokerId, group, generation, members, offsets }) =>
      `Broker ${brokerId} finds group ${group} in the log: generation ${generation}, ${count(members, 'member')}, ${count(offsets, 'committed offset')}.`,
    GroupRequestTurnedAway: ({ brokerId, group, api, error }) => `Broker ${brokerId} turns away a ${api} of group ${group}: ${error}.`,
    OffsetsCommitted: ({ brokerId, group, offsets }) => `Broker ${brokerId} has committed the offsets of group ${group}: ${committed(offsets)}.`,
    OffsetCommitFailed: ({ brokerId, group, error, offsets }) => `Broker ${brokerId} could not commit the offsets of group ${group}, ${committed(offsets)}: ${error}.`,
    OffsetsExpired: ({ brokerId, group, partitions }) => `Broker ${brokerId} drops what group ${group} had committed for ${partitions.join(', ')}: it has expired, and gets a tombstone.`,
    OffsetsDeleted: ({ brokerId, group, partitions }) => `Broker ${brokerId} drops what group ${group} had committed for ${partitions.join(', ')}, as the administrator asked.`,
    GroupDeleted: ({ brokerId, group, offsets }) => `Broker ${brokerId} deletes group ${group} with its ${count(offsets, 'committed offset')}: tombstones go to the log.`,
    GroupOffsetsReset: ({ group, offsets }) => (offsets.length === 0 ? `Group ${group} has nothing to reset.` : `The offsets of group ${group} are reset: ${places(offsets, ' at ', ', ')}.`),
    GroupResetFailed: ({ group, state, error, api, partition }) => (state !== null
      ? `The offsets of group ${group} are not reset: it is ${state}, so somebody reads with it.`
      : `The offsets of group ${group} are not reset: ${error === 'NONE' ? `nothing is committed for ${partition ?? 'it'} that could be shifted` : `${api} ended in ${error}`}.`),
    OffsetDeletionEnded: ({ group, topics, error, partitions }) => {
      const kept = partitions.filter((one) => one.error !== 'NONE');
      if (error !== 'NONE') return `The offsets of group ${group} in ${topics.join(', ')} are not deleted: ${error}.`;
      return kept.length === 0 ? `Group ${group} has no committed offsets in ${topics.join(', ')} any more.` : `Not every offset of group ${group} is deleted: ${kept.map((one) => `${nameOf(one)} ${one.error}`).join(', ')}.`;
    },
  },
  zh: {
    InternalTopicWanted: ({ brokerId, topic, partitions, replicationFactor }) =>
      `Broker ${brokerId} 收到查找组协调者的请求，而 ${topic} 还不存在：它请求创建该主题，${partitions} 个分区，副本因子为 ${replicationFactor}。`,
    InternalTopicRefused: ({ topic, replicationFactor, liveBrokers, error }) => `主题 ${topic} 无法创建：副本因子为 ${replicationFactor}，存活的 Broker 只有 ${liveBrokers} 台，${error}。`,
    CoordinatorFound: ({ brokerId, group, partition, partitions, coordinator }) =>
      `Broker ${brokerId} 查到消费者组 ${group} 的组协调者：组名的哈希对 ${partitions} 取模得到 __consumer_offsets 的分区 ${partition}，其领导者是 Broker ${coordinator}。`,
    OffsetsPartitionLoaded: ({ brokerId, partition, groups, offsets, records }) =>
      `Broker ${brokerId} 读完 ${partition} 的 ${records} 条消息，开始协调其中的 ${groups} 个消费者组，共有 ${offsets} 个已提交位移。`,
    OffsetsPartitionUnloaded: ({ brokerId, partition, groups, offsets }) => `Broker ${brokerId} 不再是 ${partition} 的领导者，卸载 ${groups} 个消费者组和 ${offsets} 个已提交位移。`,
    GroupLoaded: ({ brokerId, group, generation, members, offsets }) => `Broker ${brokerId} 从日志中恢复消费者组 ${group}：第 ${generation} 代，${members} 个成员，${offsets} 个已提交位移。`,
    GroupRequestTurnedAway: ({ brokerId, group, api, error }) => `Broker ${brokerId} 回绝消费者组 ${group} 的 ${api} 请求：${error}。`,
    OffsetsCommitted: ({ brokerId, group, offsets }) => `Broker ${brokerId} 已提交消费者组 ${group} 的位移：${committedZh(offsets)}。`,
    OffsetCommitFailed: ({ brokerId, group, error, offsets }) => `Broker ${brokerId} 未能提交消费者组 ${group} 的位移（${committedZh(offsets)}）：${error}。`,
    OffsetsExpired: ({ brokerId, group, partitions }) => `Broker ${brokerId} 删除消费者组 ${group} 在 ${partitions.join('、')} 上的已提交位移：它们已过期，写入墓碑消息。`,
    OffsetsDeleted: ({ brokerId, group, partitions }) => `Broker ${brokerId} 按管理员的请求，删除消费者组 ${group} 在 ${partitions.join('、')} 上的已提交位移。`,
    GroupDeleted: ({ brokerId, group, offsets }) => `Broker ${brokerId} 删除消费者组 ${group} 及其 ${offsets} 个已提交位移，并向日志写入墓碑消息。`,
    GroupOffsetsReset: ({ group, offsets }) => (offsets.length === 0 ? `消费者组 ${group} 没有可重置的位移。` : `消费者组 ${group} 的位移已重置：${places(offsets, ' 到 ', '、')}。`),
    GroupResetFailed: ({ group, state, error, api, partition }) => (state !== null
      ? `消费者组 ${group} 的位移没有重置：它处于 ${state} 状态，还有成员在消费。`
      : `消费者组 ${group} 的位移没有重置：${error === 'NONE' ? `${partition ?? ''} 没有已提交位移，无从移动` : `${api} 以 ${error} 结束`}。`),
    OffsetDeletionEnded: ({ group, topics, error, partitions }) => {
      const kept = partitions.filter((one) => one.error !== 'NONE');
      if (error !== 'NONE') return `消费者组 ${group} 在 ${topics.join('、')} 上的位移没有删除：${error}。`;
      return kept.length === 0 ? `消费者组 ${group} 在 ${topics.join('、')} 上不再有已提交位移。` : `消费者组 ${group} 的位移没有全部删除：${kept.map((one) => `${nameOf(one)} ${one.error}`).join('、')}。`;
    },
  },
};

function nameOf({ topic, partition }: { readonly topic: string; readonly partition: number | null }): string {
  return partition === null ? topic : topicPartition(topic, partition);
}
