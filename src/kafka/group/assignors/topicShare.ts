import type { TopicPartition } from '../../log/record.ts';
import { compareMembers } from './members.ts';
import { partitionsOf } from './topics.ts';
import type { MemberSubscription, Round } from './types.ts';

/** A topic while it is divided. */
export interface TopicShare {
  readonly topic: string;
  /** Its subscribers in the order of the ranges. */
  readonly members: readonly MemberSubscription[];
  readonly partitionRacks: ReadonlyMap<TopicPartition, ReadonlySet<string>>;
  readonly partitions: number;
  /** In ascending order. */
  readonly unassigned: Set<TopicPartition>;
  readonly given: Map<string, number>;
  readonly quota: number;
  /** Members that may still get one partition more than the quota. */
  oneMoreLeft: number;
}

export type Give = (share: TopicShare, memberId: string, partitions: readonly TopicPartition[], by: 'range' | 'rack') => void;

export function shareOf(topic: string, round: Round): TopicShare {
  const members = round.members.filter(({ topics }) => topics.includes(topic)).toSorted(compareMembers);
  const partitions = partitionsOf(topic, round);
  const racks = round.known.partitionRacks?.[topic] ?? [];
  return {
    topic, members, partitions: partitions.length,
    partitionRacks: new Map(partitions.map((partition, number) => [partition, new Set(racks[number])])),
    unassigned: new Set(partitions),
    given: new Map(),
    quota: Math.floor(partitions.length / members.length),
    oneMoreLeft: partitions.length % members.length,
  };
}

export function noteDivided({ topic, partitions, members, quota, oneMoreLeft }: TopicShare, { note }: Round): void {
  note({ type: 'TopicDivided', topic, partitions, members: members.map(({ memberId }) => memberId), quota, withOneMore: oneMoreLeft });
}

/** How many more partitions of the topic the member may get. */
export function mayGet({ quota, oneMoreLeft, given }: TopicShare, memberId: string): number {
  return Math.max(0, quota + (oneMoreLeft > 0 ? 1 : 0) - (given.get(memberId) ?? 0));
}

export function onGiven(share: TopicShare, memberId: string, partitions: readonly TopicPartition[]): void {
  const given = (share.given.get(memberId) ?? 0) + partitions.length;
  share.given.set(memberId, given);
  if (given > share.quota) share.oneMoreLeft -= 1;
  for (const partition of partitions) share.unassigned.delete(partition);
}

/** The first so many that are accepted. */
export function firstOf(partitions: Iterable<TopicPartition>, most: number, isAccepted: (partition: TopicPartition) => boolean = () => true): readonly TopicPartition[] {
  const found: TopicPartition[] = [];
  for (const partition of partitions) {
    if (found.length >= most) break;
    if (isAccepted(partition)) found.push(partition);
  }
  return found;
}
