import type { TopicPartition } from '../../log/record.ts';
import { drop, memoryOf, settleClaims } from './claims.ts';
import type { MemoryOf } from './claims.ts';
import { assignConstrained } from './stickyConstrained.ts';
import type { StickyResult } from './stickyConstrained.ts';
import { assignGeneral } from './stickyGeneral.ts';
import { subscribedTopics } from './topics.ts';
import type { GroupAssignment, Round } from './types.ts';

/** What a sticky round leaves to the leader. */
export interface StickyRound {
  readonly assignment: GroupAssignment;
  readonly highestGeneration: number;
}

/** Source: StickyAssignor. */
export function assignSticky(round: Round): StickyRound {
  const { assignment, highestGeneration } = stickyRound(round, memoryOf('sticky'));
  return { assignment: Object.fromEntries(assignment), highestGeneration };
}

/** As sticky, but nobody gets what its owner must first give up: that takes another round (KIP-429). Source: CooperativeStickyAssignor. */
export function assignCooperativeSticky(round: Round): StickyRound {
  const { assignment, transferred, highestGeneration } = stickyRound(round, memoryOf('cooperative-sticky'));
  const owners = ownersOf(round);
  for (const [partition, memberId] of transferred ?? transfers(assignment, owners)) {
    drop(assignment.get(memberId) ?? [], partition);
    round.note({ type: 'PartitionWithheld', partition, from: (owners.get(partition) ?? []).filter((owner) => owner !== memberId), to: memberId });
  }
  return { assignment: Object.fromEntries(assignment), highestGeneration };
}

/** Source: AbstractStickyAssignor.assignPartitions. */
function stickyRound(round: Round, memory: MemoryOf): Pick<StickyRound, 'highestGeneration'> & Omit<StickyResult, 'transferred'> & { readonly transferred: StickyResult['transferred'] | null } {
  const topics = subscribedTopics(round);
  const claims = settleClaims(round, topics, memory);
  const { highestGeneration } = claims;
  round.note({ type: 'AlgorithmChosen', algorithm: claims.areSubscriptionsEqual ? 'constrained' : 'general' });
  if (claims.areSubscriptionsEqual) return { ...assignConstrained(round, topics, claims), highestGeneration };
  return { assignment: assignGeneral(round, topics, claims, memory), transferred: null, highestGeneration };
}

function ownersOf({ members }: Round): ReadonlyMap<TopicPartition, readonly string[]> {
  const owners = new Map<TopicPartition, string[]>();
  for (const { memberId, ownedPartitions } of members) {
    for (const partition of ownedPartitions) owners.set(partition, [...owners.get(partition) ?? [], memberId]);
  }
  return owners;
}

/** What somebody newly gets and somebody else loses. Source: CooperativeStickyAssignor.computePartitionsTransferringOwnership. */
function transfers(assignment: StickyResult['assignment'], owners: ReadonlyMap<TopicPartition, readonly string[]>): ReadonlyMap<TopicPartition, string> {
  const found = new Map<TopicPartition, string>();
  for (const [memberId, hand] of assignment) {
    for (const partition of hand) {
      const before = owners.get(partition) ?? [];
      if (before.length > 0 && !before.includes(memberId)) found.set(partition, memberId);
    }
  }
  return found;
}
