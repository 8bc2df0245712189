import { decodeIsrChange, ISR_CHANGES_PATH, statePath } from '../../metadata/zkData.ts';
import type { ZkTransaction } from '../../zookeeper/messages.ts';
import { withLeadership } from './cluster.ts';
import { childrenIn, leadershipIn } from './failover.ts';
import type { Job, JobRules } from './jobs.ts';
import { sendBatch } from './requestBatch.ts';
import { getChildren, getData, resultOf } from './zkOps.ts';

const remove = (notification: string): ZkTransaction => [{ op: 'delete', path: `${ISR_CHANGES_PATH}/${notification}`, version: -1 }];

/**
 * Leaders wrote new ISRs (before KIP-497): the controller reads them again, tells every broker, and clears the notifications
 * away. The partitions' own brokers know already.
 *
 * Source: KafkaController.processIsrChangeNotification.
 */
export const isrChangeRules: JobRules<'isrChange' | 'isrChangeDetails' | 'isrChangeStates'> = {
  isrChange: {
    begin: (controller) => ({ controller, ask: [getChildren(ISR_CHANGES_PATH)] }),
    resume: (controller, _job, [found]) => {
      const notifications = childrenIn(found);
      return { controller, next: notifications.length === 0 ? [] : [{ type: 'isrChangeDetails', notifications }] };
    },
  },
  isrChangeDetails: {
    begin: (controller, { notifications }) => ({ controller, ask: notifications.map((name) => getData(`${ISR_CHANGES_PATH}/${name}`)) }),
    resume: (controller, { notifications }, results) => {
      const named = results.flatMap((result) => decodeIsrChange(resultOf(result)?.data ?? '{}'));
      const partitions = [...new Set(named)].filter((partition) => controller.cluster.partitions[partition] !== undefined);
      const next: Job = { type: 'isrChangeStates', notifications, partitions };
      return { controller, next: [next] };
    },
  },
  isrChangeStates: {
    begin: (controller, { notifications, partitions }) => ({
      controller, ask: [...partitions.map((partition) => getData(statePath(partition))), ...notifications.map(remove)],
    }),
    resume: (controller, { partitions }, results) => {
      const read = partitions.reduce((now, partition, index) => {
        const leadership = leadershipIn(results[index]);
        return leadership === null ? now : withLeadership(now, partition, leadership);
      }, controller);
      return partitions.length === 0 ? { controller: read } : sendBatch(read, { updateMetadata: { brokers: null, partitions } });
    },
  },
};
