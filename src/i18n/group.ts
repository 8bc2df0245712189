import type { Text } from './text.ts';

/** The bar over a group's picture. */
export const groupTexts = {
  group: { en: 'Group', zh: '消费者组' },
  states: { en: 'State of the group', zh: '组的状态' },
  generation: { en: 'generation', zh: '代' },
  rebalances: { en: 'rebalances', zh: '重平衡' },
  inZooKeeper: {
    en: 'Before Kafka 0.9 a group had no coordinator and no state: each consumer registers in ZooKeeper, sees who else is there, and takes its own share.',
    zh: 'Kafka 0.9 之前，组没有协调者，也没有状态：每个消费者在 ZooKeeper 里注册，看到还有谁在，自己取走自己的那一份。',
  },
  assignor: { en: 'assignor', zh: '分配策略' },
  coordinator: { en: 'coordinator', zh: '协调者' },
  noCoordinator: { en: 'no coordinator yet', zh: '尚无协调者' },
  lower: { en: 'Below the lanes', zh: '泳道下方' },
  partitions: { en: 'Partitions', zh: '分区' },
  metrics: { en: 'Metrics', zh: '指标' },
  noGroup: { en: 'No consumer of this cluster belongs to a group.', zh: '这个集群中没有属于消费者组的消费者。' },
} satisfies Record<string, Text>;

export const groupPhrases = {
  broker: { en: (id: number, partition: string) => `broker ${id} (${partition})`, zh: (id: number, partition: string) => `Broker ${id}（${partition}）` },
  aboutInZooKeeper: {
    en: (group: string) => `Consumer group ${group}, kept in ZooKeeper: its consumers, their partitions and lag.`,
    zh: (group: string) => `保存在 ZooKeeper 里的消费者组 ${group}：消费者、分区与消费滞后（Lag）。`,
  },
  about: {
    en: (group: string, generation: number) => `Consumer group ${group} up to generation ${generation}: its members, their partitions and lag.`,
    zh: (group: string, generation: number) => `消费者组 ${group}（至第 ${generation} 代）：成员、分区与消费滞后（Lag）。`,
  },
};
