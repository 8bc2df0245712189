import { coordinatorAddress, groupAddress, memberAddress } from '../../kafka/actor.ts';
import { groupIdOf } from '../../kafka/consumer/group/groupsOf.ts';
import type { MemberContext } from '../../kafka/consumer/member/types.ts';
import type { CoordinatorContext } from '../../kafka/coordinator/types.ts';
import type { GroupContext } from '../../kafka/group/types.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import { OFFSETS_TOPIC } from '../../kafka/names/internalTopics.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { isGroupInZooKeeper, isRegistered, offsetsInZooKeeper, zkMemberOf } from '../../kafka/promises/zkGroups.ts';
import { actorView, consumerView, isUp, nodesOf, replicaView } from '../cluster/select.ts';
import { isOwner } from './path.ts';
import type { GroupReader, GroupSample, MemberSample } from './path.ts';
import type { ColumnFigures } from './select.ts';
import type { GroupStateName, LaneKind } from './types.ts';

/** What a group's path reads of every step. */
export function readerOf(group: string): GroupReader {
  return {
    sample: (world) => sampleOf(world, group),
    figures: (world) => extremesOf(columnsOf(world, group)),
    consumed: (facts) => facts.reduce((sum, fact) => (fact.type === 'RecordsPolled' && fact.group === group ? sum + fact.records : sum), 0),
  };
}

function extremesOf(columns: readonly ColumnFigures[]): ReturnType<GroupReader['figures']> {
  const pick = (values: readonly (number | null)[], choose: (...numbers: number[]) => number): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : choose(...known);
  };
  const read = columns.filter(({ position }) => position !== null);
  return { lagMax: pick(read.map(({ lag }) => lag), Math.max), leadMin: pick(read.map(({ lead }) => lead), Math.min) };
}

const consumersOf = (world: KafkaWorld, group: string): readonly string[] => nodesOf(world, 'consumer').filter((consumer) => groupIdOf(world, consumer) === group);

/** The group as the world has it now. */
function sampleOf(world: KafkaWorld, group: string): GroupSample {
  const found = groupActor(world, group);
  const context = found?.view.context;
  return {
    inZooKeeper: isGroupInZooKeeper(world, group),
    coordinator: found === null ? null : { brokerId: found.brokerId, partition: `${OFFSETS_TOPIC}-${found.view.context.partition}`, address: found.address },
    state: found === null ? null : found.view.state as GroupStateName,
    generation: context?.generation ?? 0, protocol: context?.protocolName ?? null, leader: context?.leader ?? null,
    members: consumersOf(world, group).map((consumer) => memberAt(world, consumer, context ?? null)),
  };
}

function groupActor(world: KafkaWorld, group: string) {
  for (const broker of nodesOf(world, 'broker')) {
    const brokerId = Number(broker.slice('broker-'.length));
    const address = groupAddress(brokerId, group);
    const view = isUp(world, broker) ? actorView<GroupContext>(world, address) : null;
    if (view !== null) return { brokerId, address, view };
  }
  return null;
}

/** @param group as its coordinator has it; null while nobody coordinates it: then a consumer is taken at its word. */
function memberAt(world: KafkaWorld, consumer: string, group: GroupContext | null): MemberSample {
  if (zkMemberOf(world, consumer) !== null) return registeredAt(world, consumer);
  const member = actorView<MemberContext>(world, memberAddress(consumer));
  const view = consumerView(world, consumer);
  const holds = Object.keys(view?.context.positions ?? {}).toSorted(inOrder);
  const memberId = member?.context.generation.memberId ?? '';
  // Who assigned its partitions to itself takes no part in the group, and holds them all the same.
  const isStandalone = view?.context.group?.subscribed.length === 0;
  const memberState = isStandalone ? 'stable' : (member?.state ?? 'unjoined');
  const isMember = isStandalone || group === null || group.members.some((one) => one.memberId === memberId);
  return { consumer, memberId: memberId === '' ? null : memberId, isMember, kind: kindOf(world, consumer, view?.state ?? 'stopped', memberState, holds.length), holds };
}

/** Before there were coordinators: a member is who is registered in ZooKeeper, whatever it believes itself. */
function registeredAt(world: KafkaWorld, consumer: string): MemberSample {
  const member = zkMemberOf(world, consumer);
  const view = consumerView(world, consumer);
  const holds = Object.keys(view?.context.positions ?? {}).toSorted(inOrder);
  const isStandalone = view?.context.group?.input.subscription.type === 'partitions';
  const isMember = isStandalone || (member !== null && isRegistered(world, member));
  const state = member?.state === 'settled' ? (isMember ? 'stable' : 'unjoined') : 'preparingRebalance';
  return { consumer, memberId: member === null || member.consumerId === '' ? null : member.consumerId, isMember, kind: kindOf(world, consumer, view?.state ?? 'stopped', state, holds.length), holds };
}

function kindOf(world: KafkaWorld, consumer: string, state: string, member: string, holds: number): LaneKind {
  if (!isUp(world, consumer)) return 'dead';
  if (state === 'stopped') return 'off';
  if (member === 'stable') return holds > 0 ? 'consuming' : 'idle';
  if (holds === 0) return 'joining';
  return member === 'unjoined' ? 'outside' : 'keeping';
}

/** Every partition of the group's topics, with its figures now. */
export function columnsOf(world: KafkaWorld, group: string): readonly ColumnFigures[] {
  const consumers = consumersOf(world, group);
  const topics = new Set(consumers.flatMap((consumer) => topicsOf(world, consumer)));
  const positions: Readonly<Record<TopicPartition, number | null>> = Object.assign({}, ...ownersIn(world, group).map((consumer) => consumerView(world, consumer)?.context.positions ?? {}));
  const committed = committedIn(world, group);
  return partitionsNow(world).filter((partition) => topics.has(splitTopicPartition(partition).topic))
    .map((partition) => figuresOf(world, partition, positions[partition] ?? null, committed[partition] ?? -1));
}

/** Who may read for the group: a position of one that is no member any more is nobody's. */
function ownersIn(world: KafkaWorld, group: string): readonly string[] {
  return sampleOf(world, group).members.filter(isOwner).map(({ consumer }) => consumer);
}

function topicsOf(world: KafkaWorld, consumer: string): readonly string[] {
  const context = consumerView(world, consumer)?.context;
  return [...(context?.group?.subscribed ?? []), ...Object.keys(context?.positions ?? {}).map((partition) => splitTopicPartition(partition).topic), ...(context?.topics ?? [])];
}

/** What the group has committed, as its coordinator remembers it. */
function committedIn(world: KafkaWorld, group: string): Readonly<Record<TopicPartition, number>> {
  if (isGroupInZooKeeper(world, group)) return offsetsInZooKeeper(world, group);
  for (const broker of nodesOf(world, 'broker')) {
    const coordinator = actorView<CoordinatorContext>(world, coordinatorAddress(Number(broker.slice('broker-'.length))));
    for (const { groups } of Object.values(coordinator?.context.partitions ?? {})) {
      const offsets = groups[group];
      if (offsets !== undefined) return Object.fromEntries(Object.entries(offsets).map(([partition, { offset }]) => [partition, offset]));
    }
  }
  return {};
}

function partitionsNow(world: KafkaWorld): readonly TopicPartition[] {
  const names = world.actors.keys().flatMap((address) => /^broker-\d+\/(.+-\d+)$/.exec(address)?.[1] ?? []);
  return [...new Set(names)].toSorted(inOrder);
}

function inOrder(one: TopicPartition, other: TopicPartition): number {
  const [a, b] = [splitTopicPartition(one), splitTopicPartition(other)];
  return a.topic.localeCompare(b.topic, 'en') || a.partition - b.partition;
}

function figuresOf(world: KafkaWorld, partition: TopicPartition, position: number | null, committed: number): ColumnFigures {
  const { topic, partition: number } = splitTopicPartition(partition);
  const brokerId = leaderOf(world, partition);
  const leader = brokerId === null ? null : replicaView(world, brokerId, partition);
  const highWatermark = leader?.context.highWatermark ?? 0;
  const logStartOffset = leader?.context.log.logStartOffset ?? 0;
  const from = position ?? (committed < 0 ? null : committed);
  return {
    partition, topic, number, committed, position, logStartOffset, highWatermark,
    lag: from === null ? null : Math.max(0, highWatermark - from), lead: position === null ? null : Math.max(0, position - logStartOffset),
  };
}

function leaderOf(world: KafkaWorld, partition: TopicPartition): number | null {
  const found = nodesOf(world, 'broker').find((broker) => world.actors.get(`${broker}/${partition}`)?.value === 'leader');
  return found === undefined ? null : Number(found.slice('broker-'.length));
}

/** The replica that leads a partition; null when none does. */
export function leaderAddress(world: KafkaWorld, partition: TopicPartition): string | null {
  const brokerId = leaderOf(world, partition);
  return brokerId === null ? null : `broker-${brokerId}/${partition}`;
}
