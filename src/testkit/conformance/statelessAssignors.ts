import { assignors } from '../../kafka/group/assignors/index.ts';
import type { AssignorName, GroupAssignment, LeaderKnowledge, MemberSubscription } from '../../kafka/group/assignors/types.ts';
import { compare } from './compare.ts';
import type { Family } from './family.ts';

interface AssignorCase {
  readonly topics: Readonly<Record<string, number>>;
  readonly members: readonly { readonly id: string; readonly instanceId?: string; readonly topics: readonly string[]; readonly rack?: string }[];
  /** Brokers by topic and partition; broker i is in rack `rack<i>`. */
  readonly replicas?: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly assignment: GroupAssignment;
}

/** A family of an assignor that looks at one round only. */
export function statelessFamily(name: string, assignor: AssignorName): Family {
  return {
    name,
    check: (caseData) => {
      const { topics, members, assignment, replicas } = caseData as AssignorCase;
      return compare(assignment, assignors[assignor].assign(topics, members.map(subscriptionOf), knowledgeOf(replicas)), 'assignment');
    },
  };
}

function subscriptionOf({ id, instanceId, topics, rack }: AssignorCase['members'][number]): MemberSubscription {
  return { memberId: id, groupInstanceId: instanceId ?? null, topics, ownedPartitions: [], rackId: rack ?? null };
}

function knowledgeOf(replicas: AssignorCase['replicas']): LeaderKnowledge {
  if (replicas === undefined) return {};
  const racks = (partitions: readonly (readonly number[])[]) => partitions.map((brokers) => brokers.map((broker) => `rack${broker}`));
  return { partitionRacks: Object.fromEntries(Object.entries(replicas).map(([topic, partitions]) => [topic, racks(partitions)])) };
}
