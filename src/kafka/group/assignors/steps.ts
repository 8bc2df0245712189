import type { TopicPartition } from '../../log/record.ts';

/** One step of an assignor's reasoning. Members are named by their ids, in the order in which they count. */
export type AssignmentStep = RangeStep | RoundRobinStep | StickyStep;
export type AssignmentStepType = AssignmentStep['type'];

export type RangeStep =
  /** The topic's partitions over its members: everybody gets the quota, and the first so many one more. */
  | { readonly type: 'TopicDivided'; readonly topic: string; readonly partitions: number; readonly members: readonly string[]; readonly quota: number; readonly withOneMore: number }
  /** By the member's place in the row, or because a replica is in its rack (KIP-881). */
  | { readonly type: 'RangeGiven'; readonly topic: string; readonly memberId: string; readonly partitions: readonly TopicPartition[]; readonly by: 'range' | 'rack' };

export type RoundRobinStep =
  | { readonly type: 'MembersLinedUp'; readonly members: readonly string[]; readonly partitions: number }
  /** To the next member in the circle; those before it that do not subscribe to the topic are skipped. */
  | { readonly type: 'PartitionDealt'; readonly partition: TopicPartition; readonly memberId: string; readonly skipped: readonly string[] };

export type StickyStep =
  /** Constrained when all members subscribe to the same topics, general otherwise. */
  | { readonly type: 'AlgorithmChosen'; readonly algorithm: 'constrained' | 'general' }
  /** Members claim the same partition: the later generation keeps it, and of the same one nobody does. */
  | {
      readonly type: 'ClaimSettled'; readonly partition: TopicPartition; readonly keptBy: string | null; readonly refused: readonly string[];
      readonly because: 'later-generation' | 'same-generation' | 'disputed-before';
    }
  /** Everybody gets at least the smaller quota; so many members get one partition more. */
  | { readonly type: 'QuotaSet'; readonly partitions: number; readonly members: number; readonly minQuota: number; readonly maxQuota: number; readonly withOneMore: number }
  /** What a member had and keeps, and what it had and does not keep: over its quota, or no longer for it to have. */
  | { readonly type: 'PartitionsKept'; readonly memberId: string; readonly kept: readonly TopicPartition[]; readonly released: readonly TopicPartition[]; readonly because: 'quota' | 'subscription' }
  | { readonly type: 'PartitionsUnassigned'; readonly partitions: readonly TopicPartition[] }
  /** To the next member below the smaller quota, to the next that may have one more, or to the subscriber with the fewest. */
  | { readonly type: 'PartitionPlaced'; readonly partition: TopicPartition; readonly memberId: string; readonly because: 'below-quota' | 'one-more' | 'fewest'; readonly had: number }
  /** To a member with at least two fewer; from whom the partition was in an earlier generation, or the one with the fewest. */
  | {
      readonly type: 'PartitionMoved'; readonly partition: TopicPartition; readonly from: string; readonly to: string; readonly fromHad: number; readonly toHad: number;
      readonly because: 'earlier-owner' | 'balance';
      /** Considered first; the one that is moved had come the other way, and simply goes back. */
      readonly insteadOf: TopicPartition | null;
    }
  /** The moves did not make the assignment more balanced. Scores are sums of differences over all pairs of members. */
  | { readonly type: 'MovesUndone'; readonly scoreBefore: number; readonly scoreAfter: number }
  /** Cooperative: nobody gets it in this round, for its owner must first give it up. */
  | { readonly type: 'PartitionWithheld'; readonly partition: TopicPartition; readonly from: readonly string[]; readonly to: string };
