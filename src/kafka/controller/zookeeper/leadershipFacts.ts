import type { Fact } from '../../facts.ts';
import type { TopicPartition } from '../../log/record.ts';
import { isrFacts } from '../../metadata/isrFacts.ts';
import { NO_LEADER } from '../../metadata/registration.ts';
import type { Strategy } from './strategies.ts';
import type { Leadership } from './types.ts';

/** What happened to a partition when its state was written; `strategy` null: nobody was elected. */
export function leadershipFacts(partition: TopicPartition, before: Leadership, after: Leadership, strategy: Strategy | null): readonly Fact[] {
  return [...isrFacts(partition, before, after, 'controller', 'left'), ...leaderFacts(partition, before, after, strategy), ...isrFacts(partition, before, after, 'controller', 'joined')];
}

function leaderFacts(partition: TopicPartition, before: Leadership, after: Leadership, strategy: Strategy | null): readonly Fact[] {
  const { leader, leaderEpoch, isr } = after;
  const previousLeader = before.leader;
  if (leader === previousLeader) return [];
  if (leader === NO_LEADER || strategy === null) return [{ type: 'PartitionWentOffline', partition, leaderEpoch, isr, previousLeader }];
  const election = strategy === 'offline' ? (before.isr.includes(leader) ? 'clean' : 'unclean') : strategy;
  return [{ type: 'LeaderElected', partition, leader, leaderEpoch, isr, previousLeader, election }];
}
