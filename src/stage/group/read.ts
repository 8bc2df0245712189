import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { consumerView, isUp, nodesOf, replicaView } from '../cluster/select.ts';
import type { GroupReader, GroupSample, MemberSample } from './path.ts';
import type { ColumnFigures } from './select.ts';
import type { GroupStateName, LaneKind } from './types.ts';

/** The groups that consumers of this cluster belong to, by name. */
export function groupsOf(world: KafkaWorld): readonly string[] {
  return [...new Set(nodesOf(world, 'consumer').flatMap((consumer) => groupIdOf(world, consumer) ?? []))].toSorted();
}

function groupIdOf(_world: KafkaWorld, _consumer: string): string | null {
  return null;
}

/** What a group's path reads of every step. */
export function readerOf(group: string): GroupReader {
  return { sample: (world) => sampleOf(world, group), figures: (world) => extremesOf(columnsOf(world, group)), consumed: () => 0 };
}

function extremesOf(columns: readonly ColumnFigures[]): ReturnType<GroupReader['figures']> {
  const most = (values: readonly (number | null)[], pick: (...numbers: number[]) => number): number | null => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : pick(...known);
  };
  return { lagMax: most(columns.map(({ lag }) => lag), Math.max), leadMin: most(columns.map(({ lead }) => lead), Math.min) };
}

/** The group as the world has it now. */
function sampleOf(world: KafkaWorld, group: string): GroupSample {
  const coordinator = coordinatorOf(world, group);
  return {
    coordinator, state: null as GroupStateName | null, generation: 0, protocol: null, leader: null,
    members: nodesOf(world, 'consumer').filter((consumer) => groupIdOf(world, consumer) === group).map((consumer) => memberAt(world, consumer)),
  };
}

function coordinatorOf(_world: KafkaWorld, _group: string): GroupSample['coordinator'] {
  return null;
}

function memberAt(world: KafkaWorld, consumer: string): MemberSample {
  return { consumer, memberId: null, kind: (isUp(world, consumer) ? 'consuming' : 'dead') satisfies LaneKind, holds: [] };
}

/** Every partition the group's consumers could read, with its figures now. */
export function columnsOf(world: KafkaWorld, group: string): readonly ColumnFigures[] {
  const topics = new Set(nodesOf(world, 'consumer').filter((consumer) => groupIdOf(world, consumer) === group).flatMap((consumer) => consumerView(world, consumer)?.context.topics ?? []));
  return partitionsNow(world).filter((partition) => topics.has(splitTopicPartition(partition).topic)).map((partition) => figuresOf(world, partition));
}

function partitionsNow(world: KafkaWorld): readonly TopicPartition[] {
  const names = Object.keys(world.actors).flatMap((address) => /^broker-\d+\/(.+-\d+)$/.exec(address)?.[1] ?? []);
  const order = (one: TopicPartition): readonly [string, number] => [splitTopicPartition(one).topic, splitTopicPartition(one).partition];
  return [...new Set(names)].toSorted((a, b) => order(a)[0].localeCompare(order(b)[0]) || order(a)[1] - order(b)[1]);
}

function figuresOf(world: KafkaWorld, partition: TopicPartition): ColumnFigures {
  const { topic, partition: number } = splitTopicPartition(partition);
  const address = leaderAddress(world, partition);
  const leader = address === null ? null : replicaView(world, Number(/\d+/.exec(address)?.[0]), partition);
  return {
    partition, topic, number, committed: -1, position: null, logStartOffset: leader?.context.log.logStartOffset ?? 0, highWatermark: leader?.context.highWatermark ?? 0, lag: null, lead: null,
  };
}

/** The replica that leads a partition; null when none does. */
export function leaderAddress(world: KafkaWorld, partition: TopicPartition): string | null {
  const found = nodesOf(world, 'broker').find((broker) => world.actors[`${broker}/${partition}`]?.value === 'leader');
  return found === undefined ? null : `${found}/${partition}`;
}
