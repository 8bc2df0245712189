import type { TopicPartition } from '../../log/record.ts';
import type { AssignmentStep } from './steps.ts';

/** As in `partition.assignment.strategy` and in the protocols of JoinGroup. */
export type AssignorName = 'range' | 'roundrobin' | 'sticky' | 'cooperative-sticky';

/** What a sticky assignor remembers in each member, and sends to the leader with the next JoinGroup. */
export interface AssignorUserData {
  readonly partitions: readonly TopicPartition[];
  /** In which they were assigned; -1 when in none. */
  readonly generationId: number;
}

/** What the leader knows of a member. Source: ConsumerPartitionAssignor.Subscription. */
export interface MemberSubscription {
  readonly memberId: string;
  /** `group.instance.id` of a static member; static members come first, by this id. */
  readonly groupInstanceId?: string | null;
  readonly topics: readonly string[];
  /** What the member still holds while it joins: with an eager protocol nothing. */
  readonly ownedPartitions: readonly TopicPartition[];
  /** In which it got them; absent or -1 when in none. */
  readonly generationId?: number;
  /** `client.rack`; absent, null or empty without. */
  readonly rackId?: string | null;
  /**
   * Of the sticky assignors. null: the member remembers nothing. Absent: it is not kept apart, and what the member
   * remembers is what ownedPartitions and generationId say.
   */
  readonly userData?: AssignorUserData | null;
}

/** What each member gets, in the order in which Kafka's class lists it. Every member has an entry. */
export type GroupAssignment = Readonly<Record<string, readonly TopicPartition[]>>;

/** What the leader knows besides; the assignors keep nothing between rounds. */
export interface LeaderKnowledge {
  /** Racks of each partition's replicas, by topic and partition; only range uses them here (KIP-881). */
  readonly partitionRacks?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** That this leader's sticky assignor has ever seen; -1 or absent when it has seen none. */
  readonly highestGeneration?: number;
}

/** An assignment, how it came about, and what the leader keeps for its next round. */
export interface ExplainedAssignment {
  readonly assignment: GroupAssignment;
  readonly steps: readonly AssignmentStep[];
  readonly highestGeneration: number;
}

/** Source: ConsumerPartitionAssignor. */
export interface Assignor {
  readonly name: AssignorName;
  /** Whether members give everything up before they join, or only what they lose (KIP-429). */
  readonly protocol: 'EAGER' | 'COOPERATIVE';
  /**
   * @param partitionCounts of the topics that the leader has metadata of; a subscribed topic may be missing.
   * @param members in the order in which the leader's map lists them: `inLeadersOrder` makes it from a JoinGroup answer.
   */
  readonly assign: (partitionCounts: PartitionCounts, members: readonly MemberSubscription[], known?: LeaderKnowledge) => GroupAssignment;
  /** The same, step by step. */
  readonly explain: (partitionCounts: PartitionCounts, members: readonly MemberSubscription[], known?: LeaderKnowledge) => ExplainedAssignment;
}

export type PartitionCounts = Readonly<Record<string, number>>;

/** Hears of every step. */
export type Note = (step: AssignmentStep) => void;

/** One round of one algorithm. */
export interface Round {
  readonly partitionCounts: PartitionCounts;
  readonly members: readonly MemberSubscription[];
  readonly known: LeaderKnowledge;
  readonly note: Note;
}
