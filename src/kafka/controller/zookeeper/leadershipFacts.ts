import type { Fact } from '../../facts.ts';
import type { TopicPartition } from '../../log/record.ts';
import { isrFacts } from '../../metadata/isrFacts.ts';
import { NO_LEADER } from '../../metadata/registration.ts';
import type { Strategy } from './strategies.ts';
import type { Leadership } from './types.ts';

/** What happened to a partition when its state was written; `strategy` null: nobody was elected. */
export function leadershipFacts(partition: TopicPartition, before: Leadership, after: Leadership, strategy: Strategy | null, controllerId: number): readonly Fact[] {
  return [...isrFacts(partition, before, after, 'controller', 'left'), ...leaderFacts(partition, before, after, strategy, controllerId), ...isrFacts(partition, before, after, 'controller', 'joined')];
}

function leaderFacts(partition: TopicPartition, before: Leadership, after: Leadership, strategy: Strategy | null, controllerId: number): readonly Fact[] {
  const { leader, leaderEpoch, isr, controllerEpoch, zkVersion: partitionEpoch } = after;
  const previousLeader = before.leader;
  if (leader === previousLeader) return [];
  if (leader === NO_LEADER || strategy === null) return [{ type: 'PartitionWentOffline', partition, leaderEpoch, isr, previousLeader, controllerId, controllerEpoch }];
  const election = strategy === 'offline' ? (before.isr.includes(leader) ? 'clean' : 'unclean') : strategy;
  return [{ type: 'LeaderElected', partition, leader, leaderEpoch, partitionEpoch, isr, previousLeader, election, controllerId, controllerEpoch }];
}
