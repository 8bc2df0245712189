import type { Draw, Placement } from '../controller/placement.ts';

/** A live broker as the old controller lists it. */
export interface BrokerMetadata {
  readonly id: number;
  readonly rack: string | null;
}

/** Where a replica list starts in the broker list, and how far its followers are shifted. */
interface Stride {
  readonly first: number;
  readonly shift: number;
}

/**
 * Places replicas in a round from a random broker, the followers of each partition after the leader with a random
 * shift that grows by one every full round. With racks the round alternates between them, and a follower goes to a
 * rack without a replica while there is one.
 *
 * @param startPartitionId the number of the first partition placed: more than 0 when partitions are added.
 *
 * Source: AdminUtils.assignReplicasToBrokers.
 */
export function assignReplicasToBrokers(
  brokers: readonly BrokerMetadata[], partitions: number, replicationFactor: number, draw: Draw, startPartitionId = 0,
): Placement {
  const refusal = refusalOf(brokers, partitions, replicationFactor);
  if (refusal !== null) return refusal;
  const racks = new Map(brokers.flatMap((broker) => (broker.rack === null ? [] : [[broker.id, broker.rack] as const])));
  const round = racks.size === 0 ? brokers.map((broker) => broker.id) : rackAlternated(racks);
  const start = draw(round.length);
  const shift = draw(round.length);
  const replicas = Array.from({ length: partitions }, (_, index) => {
    const partition = startPartitionId + index;
    const stride = { first: (partition + start) % round.length, shift: shift + roundsBegun(startPartitionId, partition, round.length) };
    return racks.size === 0 ? plain(round, replicationFactor, stride) : rackAware(round, racks, replicationFactor, stride);
  });
  return { ok: true, replicas };
}

function refusalOf(brokers: readonly BrokerMetadata[], partitions: number, replicationFactor: number): Placement | null {
  if (partitions <= 0) return { ok: false, error: 'INVALID_PARTITIONS', message: 'Number of partitions must be larger than 0.' };
  const refused = (message: string): Placement => ({ ok: false, error: 'INVALID_REPLICATION_FACTOR', message });
  if (replicationFactor <= 0) return refused('Replication factor must be larger than 0.');
  if (replicationFactor > brokers.length) {
    return refused(`Replication factor: ${replicationFactor} larger than available brokers: ${brokers.length}.`);
  }
  const withRack = brokers.filter((broker) => broker.rack !== null).length;
  if (withRack === 0 || withRack === brokers.length) return null;
  return { ok: false, error: 'UNKNOWN_SERVER_ERROR', message: 'Not all brokers have rack information for replica rack aware assignment.' };
}

/** How many partitions from the first placed to this one begin a round; partition 0 does not count as one. */
function roundsBegun(from: number, partition: number, brokers: number): number {
  return Math.floor(partition / brokers) - Math.max(0, Math.ceil(from / brokers) - 1);
}

function plain(round: readonly number[], replicationFactor: number, stride: Stride): readonly number[] {
  return Array.from({ length: replicationFactor }, (_, replica) =>
    replica === 0 ? brokerAt(round, stride.first) : brokerAt(round, followerIndex(stride.first, stride.shift + replica - 1, round.length)),
  );
}

function rackAware(round: readonly number[], racks: ReadonlyMap<number, string>, replicationFactor: number, stride: Stride): readonly number[] {
  const allRacks = new Set(racks.values()).size;
  const replicas = [brokerAt(round, stride.first)];
  const usedRacks = new Set([racks.get(brokerAt(round, stride.first))]);
  for (let tried = 0; replicas.length < replicationFactor; tried += 1) {
    const broker = brokerAt(round, followerIndex(stride.first, stride.shift * allRacks + tried, round.length));
    const rack = racks.get(broker);
    if ((usedRacks.has(rack) && usedRacks.size < allRacks) || replicas.includes(broker)) continue;
    replicas.push(broker);
    usedRacks.add(rack);
  }
  return replicas;
}

function followerIndex(first: number, shift: number, brokers: number): number {
  return (first + 1 + (shift % (brokers - 1))) % brokers;
}

function brokerAt(round: readonly number[], index: number): number {
  const broker = round[index];
  if (broker === undefined) throw new RangeError(`no broker at ${index}`);
  return broker;
}

/** One broker of each rack in turn, racks by name and brokers by id. Source: AdminUtils.getRackAlternatedBrokerList. */
export function rackAlternated(racks: ReadonlyMap<number, string>): readonly number[] {
  const names = [...new Set(racks.values())].toSorted();
  const lists = names.map((name) => [...racks].filter(([, rack]) => rack === name).map(([id]) => id).toSorted((a, b) => a - b));
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list[turn] ?? [])).flat();
}
