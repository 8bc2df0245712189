import { splitTopicPartition, topicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { AssignmentStep } from './steps.ts';
import { partitionsByTopic } from './topics.ts';
import type { AssignorName, AssignorUserData, MemberSubscription, Round } from './types.ts';

/** Before the first generation, and of a member that is in none. */
export const NO_GENERATION = -1;

/** What a member says it had, and in which generation. */
export interface Memory {
  readonly partitions: readonly TopicPartition[];
  readonly generationId: number;
}
export type MemoryOf = (member: MemberSubscription) => Memory;

/** The eager one knows only the user data: its members own nothing while they join. Source: StickyAssignor.memberData, CooperativeStickyAssignor.memberData. */
export function memoryOf(assignor: AssignorName): MemoryOf {
  return ({ ownedPartitions, generationId = NO_GENERATION, userData }) => {
    if (userData === undefined) return { partitions: ownedPartitions, generationId };
    if (assignor === 'sticky') return userData === null ? { partitions: [], generationId: NO_GENERATION } : asSent(userData);
    return { partitions: ownedPartitions, generationId: generationId >= 0 ? generationId : userData?.generationId ?? NO_GENERATION };
  };
}

/** User data is written topic by topic. */
function asSent({ partitions, generationId }: AssignorUserData): Memory {
  return { partitions: partitionsByTopic(partitions).flatMap(([topic, numbers]) => numbers.map((number) => topicPartition(topic, number))), generationId };
}

/** Who had what, once every partition has at most one owner. */
export interface Claims {
  /** By member id; topics without metadata are left out. */
  readonly owned: ReadonlyMap<string, readonly TopicPartition[]>;
  /** That two members of one generation claimed. */
  readonly disputed: ReadonlySet<TopicPartition>;
  readonly highestGeneration: number;
  /** Whether all members subscribe to the same topics. */
  readonly areSubscriptionsEqual: boolean;
}

/** Source: AbstractStickyAssignor.allSubscriptionsEqual. */
export function settleClaims({ members, known, note }: Round, topics: readonly string[], memory: MemoryOf): Claims {
  const hasMetadata = new Set(topics);
  const owned = new Map<string, TopicPartition[]>();
  const owners = new Map<TopicPartition, MemberSubscription>();
  const disputed = new Set<TopicPartition>();
  const areSubscriptionsEqual = areAlike(members);
  let highestGeneration = known.highestGeneration ?? NO_GENERATION;
  for (const member of members) {
    const { partitions, generationId } = memory(member);
    highestGeneration = Math.max(highestGeneration, generationId);
    const own: TopicPartition[] = [];
    owned.set(member.memberId, own);
    for (const partition of partitions.filter((one) => hasMetadata.has(splitTopicPartition(one).topic))) {
      const other = owners.get(partition);
      // Kafka compares with the generation of the other's subscription, not of its user data.
      const ahead = other === undefined ? 1 : generationId - (other.generationId ?? NO_GENERATION);
      if (other !== undefined) {
        // Where subscriptions are equal, nobody keeps what was ever disputed.
        const isLost = disputed.has(partition) && (ahead < 0 || areSubscriptionsEqual);
        note(settled(partition, other.memberId, member.memberId, ahead, isLost));
        if (ahead >= 0) drop(owned.get(other.memberId) ?? [], partition);
      }
      if (ahead >= 0) owners.set(partition, member);
      if (ahead > 0) own.push(partition);
      if (ahead === 0) disputed.add(partition);
    }
  }
  return { owned, disputed, highestGeneration, areSubscriptionsEqual };
}

function settled(partition: TopicPartition, first: string, second: string, ahead: number, isLost: boolean): AssignmentStep {
  const settledBy = (keptBy: string | null, refused: readonly string[], because: Extract<AssignmentStep, { readonly type: 'ClaimSettled' }>['because']): AssignmentStep =>
    ({ type: 'ClaimSettled', partition, keptBy, refused, because });
  if (ahead === 0) return settledBy(null, [first, second], 'same-generation');
  if (isLost) return settledBy(null, [second], 'disputed-before');
  return ahead > 0 ? settledBy(second, [first], 'later-generation') : settledBy(first, [second], 'later-generation');
}

/** As Java's List.remove: the first one alike. */
export function drop<Item>(items: Item[], item: Item): void {
  const at = items.indexOf(item);
  if (at >= 0) items.splice(at, 1);
}

function areAlike(members: readonly MemberSubscription[]): boolean {
  const first = new Set(members.find(({ topics }) => topics.length > 0)?.topics);
  const later = members.slice(members.findIndex(({ topics }) => topics.length > 0) + 1);
  return later.every(({ topics }) => topics.length === first.size && topics.every((topic) => first.has(topic)));
}

/** @returns those of all that are not among the taken ones; both in the same order. Source: AbstractStickyAssignor.getUnassignedPartitions. */
export function remaining(all: readonly TopicPartition[], taken: readonly TopicPartition[]): readonly TopicPartition[] {
  // A taken one that is not in the list holds the comparison up, in Kafka as here: all that follow count as remaining.
  let next = 0;
  return all.filter((partition) => {
    if (partition !== taken[next]) return true;
    next += 1;
    return false;
  });
}
