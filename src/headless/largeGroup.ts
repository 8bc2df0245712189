import type { ClusterDescription } from '../kafka/description.ts';

const MEMBERS = 30;
const PARTITIONS = 100;

/** What the benchmarks of groups measure: 30 members share 100 partitions. */
export const largeGroup: ClusterDescription = {
  brokers: 3, brokerConfig: { 'offsets.topic.num.partitions': '1' },
  topics: [{ name: 'orders', partitions: PARTITIONS, replicationFactor: 3 }], producers: [],
  consumers: Array.from({ length: MEMBERS }, (_, index) => ({
    id: `consumer-${index + 1}`, topics: ['orders'], config: { 'group.id': 'g', 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.RangeAssignor' },
  })),
};
