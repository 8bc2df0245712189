import { brokerAddress, brokerIdOf, coordinatorAddress, groupAddress } from '../../kafka/actor.ts';
import type { CachedOffsets, CoordinatorContext, OffsetsPartition } from '../../kafka/coordinator/types.ts';
import { coordinatorPartition } from '../../kafka/group/coordinatorPartition.ts';
import { describeGroup as describe } from '../../kafka/group/describe.ts';
import type { Listed } from '../../kafka/group/reset.ts';
import type { GroupContext, GroupState } from '../../kafka/group/types.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition, topicPartition } from '../../kafka/log/record.ts';
import { offsetForTimestamp } from '../../kafka/log/timestamps.ts';
import { OFFSETS_TOPIC } from '../../kafka/names/internalTopics.ts';
import { partitionViews, replicaOn } from '../../kafka/promises/view.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';

/** A member as DescribeGroups tells of it. */
export interface DescribedMember {
  readonly consumerId: string;
  /** '' for a dynamic member. */
  readonly groupInstanceId: string;
  readonly host: string;
  readonly clientId: string;
  /** Empty unless the group is Stable: it is told only then. */
  readonly assignment: readonly TopicPartition[];
}

/** Source: GroupMetadata.summary; ClassicGroup.describe, describeNoMetadata. */
export interface DescribedGroup {
  readonly groupId: string;
  readonly state: GroupState;
  /** `consumer`; '' where only offsets were committed. */
  readonly protocolType: string;
  /** '' unless the group is Stable. */
  readonly protocol: string;
  readonly coordinatorId: number;
  readonly members: readonly DescribedMember[];
  readonly committed: CachedOffsets;
}

/** Why the coordinator of a group does not answer now. */
export type CoordinatorSilence = 'not-available' | 'loading';

interface Coordinator {
  readonly brokerId: number;
  readonly partition: OffsetsPartition;
}

function runningBrokers(world: KafkaWorld): readonly number[] {
  return Object.keys(world.nodes).flatMap((node) => (world.nodes[node]?.up === true ? (brokerIdOf(node) ?? []) : [])).toSorted((a, b) => a - b);
}

/** The coordinators' partitions on brokers that run, by broker. */
function coordinatorsOf(world: KafkaWorld): readonly Coordinator[] {
  return runningBrokers(world).flatMap((brokerId) => {
    const context = world.actors.get(coordinatorAddress(brokerId))?.context as CoordinatorContext | undefined;
    return Object.values(context?.partitions ?? {}).map((partition) => ({ brokerId, partition }));
  });
}

/** Every group that a coordinator has, by broker; or why it cannot be told: no broker runs, or one of them still loads, where its groups are not just left out. */
export function listedGroups(world: KafkaWorld, leavesOutLoading: boolean): readonly DescribedGroup[] | CoordinatorSilence {
  const coordinators = coordinatorsOf(world);
  if (runningBrokers(world).length === 0) return 'not-available';
  const loading = new Set(coordinators.flatMap(({ brokerId, partition }) => (partition.state === 'loading' ? [brokerId] : [])));
  if (loading.size > 0 && !leavesOutLoading) return 'loading';
  return coordinators.filter(({ brokerId }) => !loading.has(brokerId)).flatMap((one) => Object.keys(one.partition.groups).map((groupId) => describedGroup(world, one, groupId)));
}

/** As many partitions of `__consumer_offsets` as the broker counts that is asked first. */
function countedBy(world: KafkaWorld): number | null {
  const [first] = runningBrokers(world);
  return first === undefined ? null : ((world.actors.get(coordinatorAddress(first))?.context as CoordinatorContext | undefined)?.partitionCount ?? null);
}

/** The group as its coordinator tells it; Dead where it has none of that name. */
export function describeGroup(world: KafkaWorld, groupId: string): DescribedGroup | CoordinatorSilence {
  const views = partitionViews(world);
  const present = [...views.keys()].filter((partition) => splitTopicPartition(partition).topic === OFFSETS_TOPIC).length;
  if (present === 0) return 'not-available';
  const number = coordinatorPartition(groupId, countedBy(world) ?? present);
  const brokerId = views.get(topicPartition(OFFSETS_TOPIC, number))?.leader ?? -1;
  const context = world.actors.get(coordinatorAddress(brokerId))?.context as CoordinatorContext | undefined;
  const partition = context?.partitions[number];
  if (partition === undefined || world.nodes[brokerAddress(brokerId)]?.up !== true) return 'not-available';
  return partition.state === 'loading' ? 'loading' : describedGroup(world, { brokerId, partition }, groupId);
}

function describedGroup(world: KafkaWorld, { brokerId: coordinatorId, partition }: Coordinator, groupId: string): DescribedGroup {
  const actor = world.actors.get(groupAddress(coordinatorId, groupId));
  const committed = partition.groups[groupId];
  if (actor === undefined || committed === undefined) return { groupId, state: 'Dead', protocolType: '', protocol: '', coordinatorId, members: [], committed: {} };
  const state = actor.value as GroupState;
  const { protocolType, protocol, members } = describe(actor.context as GroupContext, state);
  return {
    groupId, state, protocolType, protocol, coordinatorId, committed,
    members: members.map(({ memberId, groupInstanceId, clientHost, clientId, assignment }) => ({ consumerId: memberId, groupInstanceId: groupInstanceId ?? '', host: clientHost, clientId, assignment })),
  };
}

/** What ListOffsets answers: from where to where the partition can be read now, and its first record not older than this; null without a leader that runs. */
export function listedOffsets(world: KafkaWorld, partition: TopicPartition, sinceMs: number | null = null): Required<Listed> | null {
  const view = partitionViews(world).get(partition);
  const leader = view === undefined ? undefined : replicaOn(view, view.leader);
  if (leader === undefined || !leader.alive || leader.role !== 'leader') return null;
  const { log, highWatermark } = leader.context;
  return { earliest: log.logStartOffset, latest: highWatermark, timestamp: sinceMs === null ? -1 : offsetForTimestamp(log, sinceMs, highWatermark) };
}

export function byTopicAndNumber(a: TopicPartition, b: TopicPartition): number {
  const [one, other] = [splitTopicPartition(a), splitTopicPartition(b)];
  if (one.topic !== other.topic) return one.topic < other.topic ? -1 : 1;
  return one.partition - other.partition;
}
