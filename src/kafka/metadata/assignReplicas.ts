import { placed } from './placed.ts';
import type { Draw, Placement, PlacementStep } from '../controller/placement.ts';

/** A live broker as the old controller lists it. */
export interface BrokerMetadata {
  readonly id: number;
  readonly rack: string | null;
}

/** Where a partition's replica list starts in the broker list, and how far its followers are shifted. */
interface Stride {
  readonly partition: number;
  readonly start: number;
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
  return placed(Array.from({ length: partitions }, (_, index) => {
    const partition = startPartitionId + index;
    const stride = { partition, start, shift: shift + roundsBegun(startPartitionId, partition, round.length) };
    return racks.size === 0 ? plain(round, replicationFactor, stride) : rackAware(round, racks, replicationFactor, stride);
  }));
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

function plain(round: readonly number[], replicationFactor: number, { partition, start, shift }: Stride): readonly PlacementStep[] {
  const first = firstStep(round, partition, start);
  const followers = Array.from({ length: replicationFactor - 1 }, (_, replica) => followerStep(round, first.place, shift, replica));
  return [first, ...followers];
}

function rackAware(round: readonly number[], racks: ReadonlyMap<number, string>, replicationFactor: number, { partition, start, shift }: Stride): readonly PlacementStep[] {
  const allRacks = new Set(racks.values()).size;
  const first = firstStep(round, partition, start);
  const steps = [first];
  const replicas = [first.broker];
  const usedRacks = new Set([racks.get(first.broker)]);
  for (let tried = 0; replicas.length < replicationFactor; tried += 1) {
    const step = followerStep(round, first.place, shift * allRacks, tried);
    const rack = racks.get(step.broker);
    const taken = !((usedRacks.has(rack) && usedRacks.size < allRacks) || replicas.includes(step.broker));
    steps.push({ ...step, taken });
    if (!taken) continue;
    replicas.push(step.broker);
    usedRacks.add(rack);
  }
  return steps;
}

function firstStep(round: readonly number[], partition: number, start: number): PlacementStep {
  const place = (partition + start) % round.length;
  return { among: round, arithmetic: `(${partition} + ${start}) mod ${round.length}`, place, broker: brokerAt(round, place), taken: true };
}

/** The `nth` place after the leader's, counted from the shift; never the leader's own. */
function followerStep(round: readonly number[], first: number, shift: number, nth: number): PlacementStep {
  const place = (first + 1 + ((shift + nth) % (round.length - 1))) % round.length;
  return { among: round, arithmetic: `(${first} + 1 + (${shift} + ${nth}) mod ${round.length - 1}) mod ${round.length}`, place, broker: brokerAt(round, place), taken: true };
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
