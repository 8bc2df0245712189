import { coordinatorAddress, groupAddress, memberAddress, replicaAddress } from '../kafka/actor.ts';
import type { MemberContext } from '../kafka/consumer/member/types.ts';
import type { ConsumerContext } from '../kafka/consumer/types.ts';
import { offsetKey, parseOffsetValue } from '../kafka/coordinator/offsetRecords.ts';
import type { CoordinatorContext } from '../kafka/coordinator/types.ts';
import { coordinatorPartition } from '../kafka/group/coordinatorPartition.ts';
import type { GroupContext } from '../kafka/group/types.ts';
import { recordsOf, topicPartition } from '../kafka/log/record.ts';
import { OFFSETS_TOPIC } from '../kafka/names/internalTopics.ts';
import type { ProcessedRecord, PromiseId } from '../kafka/promises/types.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import { offsetsInZooKeeper } from '../kafka/promises/zkGroups.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { ReplicaContext } from '../kafka/replica/types.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';

type Reader = (world: KafkaWorld, of: string) => unknown;

/** What lessons read of consumer groups, by name. `app` is a group, `app/orders-0` a partition as that group reads it. Unknown things are null. */
export const groupReaders: Readonly<Record<string, Reader>> = {
  /** `Empty`, `PreparingRebalance`, `CompletingRebalance`, `Stable`; null while no coordinator knows the group. */
  groupState: (world, of) => groupOn(world, of)?.snapshot.value ?? null,
  groupGeneration: (world, of) => groupOn(world, of)?.context.generation ?? null,
  /** How many members the coordinator counts. */
  groupMembers: (world, of) => groupOn(world, of)?.context.members.length ?? null,
  /** How many of them were given no partition. */
  idleMembers: (world, of) => groupOn(world, of)?.context.members.filter(({ assignment }) => (assignment ?? []).length === 0).length ?? null,
  /** The assignor the group has agreed on. */
  groupProtocol: (world, of) => groupOn(world, of)?.context.protocolName ?? null,
  /** The broker on which the group lives. */
  coordinator: (world, of) => groupOn(world, of)?.brokerId ?? null,
  /** Of a consumer: the partitions it holds, in order. */
  owned: (world, of) => owned(world, of),
  ownedCount: (world, of) => owned(world, of).length,
  /** Of a group: how often a partition went from one consumer to another. */
  movedPartitions: (world, of) => world.ledger.groups[of]?.moves ?? 0,
  /** Of a group: the values of the records it will never process, and of those it processed after a later one of their partition. */
  skippedRecords: (world, of) => concernedBy(world, of, 'processedAtLeastOnce'),
  reorderedRecords: (world, of) => concernedBy(world, of, 'processedInOrder'),
  /** Of a consumer: `unjoined`, `preparingRebalance`, `completingRebalance`, `stable`. */
  memberState: (world, of) => (world.actors.get(memberAddress(of))?.context as MemberContext | undefined)?.state ?? null,
  /** Of a consumer: the broker it takes for its coordinator. */
  knownCoordinator: (world, of) => (world.actors.get(memberAddress(of))?.context as MemberContext | undefined)?.coordinator ?? null,
  /** `app/orders-0`: the offsets of all records in `__consumer_offsets` with this key, oldest first; null for a tombstone. */
  offsetRecords: (world, of) => offsetRecords(world, of),
  /** The last of them, as compaction would leave it: null for a tombstone, and when there is none. */
  latestOffsetRecord: (world, of) => offsetRecords(world, of).at(-1) ?? null,
  offsetRecordCount: (world, of) => offsetRecords(world, of).length,
  /** `app/orders-0`: the offset the group has committed, as its coordinator remembers it, or as its znode has it before there were any. */
  committed: (world, of) => committed(world, of),
  /** Of a group, or of one consumer: the values of the records it has processed, in order, again and again if so. */
  processed: (world, of) => processed(world, of).map(({ value }) => value),
  processedCount: (world, of) => processed(world, of).length,
  /** Of a group or a consumer: the offset it read first; null while it has read nothing. */
  firstProcessed: (world, of) => processed(world, of)[0]?.offset ?? null,
};

function processed({ ledger }: KafkaWorld, of: string): readonly ProcessedRecord[] {
  return Object.hasOwn(ledger.groups, of) ? ledger.groups[of]!.processed : Object.values(ledger.groups).flatMap((group) => group.processed).filter(({ consumer }) => consumer === of);
}

/** `app/orders-0` as group and partition, `consumer-1/orders-0` as consumer and partition. */
export function parted(of: string): readonly [string, string] {
  const slash = of.indexOf('/');
  return [of.slice(0, slash), of.slice(slash + 1)];
}

function groupOn(world: KafkaWorld, group: string) {
  for (const node of Object.keys(world.nodes)) {
    const brokerId = /^broker-(\d+)$/.exec(node)?.[1];
    if (brokerId === undefined || world.nodes[node]?.up !== true) continue;
    const snapshot = world.actors.get(groupAddress(Number(brokerId), group));
    if (snapshot !== undefined) return { brokerId: Number(brokerId), snapshot, context: snapshot.context as GroupContext };
  }
  return null;
}

function owned(world: KafkaWorld, consumer: string): readonly string[] {
  const positions = (world.actors.get(consumer)?.context as Partial<ConsumerContext> | undefined)?.positions ?? {};
  return Object.keys(positions).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function committed(world: KafkaWorld, of: string): number | null {
  const [group, partition] = parted(of);
  const found = groupOn(world, group);
  if (found === null) return offsetsInZooKeeper(world, group)[partition] ?? null;
  const coordinator = world.actors.get(coordinatorAddress(found.brokerId))?.context as CoordinatorContext | undefined;
  return coordinator?.partitions[found.context.partition]?.groups[group]?.[partition]?.offset ?? null;
}

/** The records for which one group breaks a promise. */
function concernedBy(world: KafkaWorld, group: string, promise: PromiseId): readonly (string | null)[] {
  const own = world.ledger.groups[group];
  const found = verdicts(world, { ...world.ledger, groups: own === undefined ? {} : { [group]: own } }).find((one) => one.promise === promise);
  return found?.verdict === 'broken' ? found.records.map(({ value }) => value) : [];
}

/** Read from the log of the partition that keeps the group, at its leader, whether or not the group still exists. */
function offsetRecords(world: KafkaWorld, of: string): readonly (number | null)[] {
  const [group, partition] = parted(of);
  const kept = controllerImage(world)?.topics[OFFSETS_TOPIC]?.partitions ?? {};
  const number = coordinatorPartition(group, Object.keys(kept).length);
  const replica = world.actors.get(replicaAddress(kept[number]?.leader ?? -1, topicPartition(OFFSETS_TOPIC, number)))?.context as ReplicaContext | undefined;
  return recordsOf(replica?.log.batches ?? []).filter(({ key }) => key === offsetKey(group, partition))
    .map(({ value }) => (value === null ? null : parseOffsetValue(value).offset));
}
