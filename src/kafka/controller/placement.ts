import type { Fact } from '../facts.ts';
import { topicPartition } from '../log/record.ts';
import { placed } from '../metadata/placed.ts';
import { hashMapOrder, stringHashCode } from '../names/javaHash.ts';
import type { ErrorName } from '../names/errors.ts';

/** A broker that may hold replicas; the rack is null when the cluster has none. */
export interface UsableBroker {
  readonly id: number;
  readonly rack: string | null;
  readonly fenced: boolean;
}

/** Draws a whole number from 0 to bound - 1. */
export type Draw = (bound: number) => number;

/** One place that was worked out, with the arithmetic as one would write it down. */
export interface PlacementStep {
  /** The list the place is counted in, from 0; of one rack where racks take turns. */
  readonly among: readonly number[];
  /** In numbers, `(0 + 2) mod 4`. */
  readonly arithmetic: string;
  readonly place: number;
  readonly broker: number;
  /** False where the broker was passed over: its rack has a replica while another has none, or it has one itself. */
  readonly taken: boolean;
}

/** The replicas of each partition, the first one preferred as leader, with how each list came about; or why there are none. */
export type Placement =
  | { readonly ok: true; readonly replicas: readonly (readonly number[])[]; readonly steps: readonly (readonly PlacementStep[])[] }
  | { readonly ok: false; readonly error: ErrorName; readonly message: string };

/** One broker after another from a random start that moves on with every partition; each at most once a partition. */
interface BrokerRing {
  brokers: number[];
  offset: number;
  index: number;
  epoch: number;
}

interface Rack {
  readonly fenced: BrokerRing;
  readonly unfenced: BrokerRing;
}

/**
 * Places replicas in stripes: racks in turn from a random start that moves on with every partition, and inside each
 * rack brokers in turn, unfenced ones first. The first replica is always on an unfenced broker. After as many
 * partitions as there are unfenced brokers everything is shuffled, so that assignments do not repeat.
 *
 * Source: StripedReplicaPlacer.
 */
export function placeReplicas(brokers: readonly UsableBroker[], partitions: number, replicationFactor: number, draw: Draw): Placement {
  const stripes = new Stripes(brokers, draw);
  const complaint = complaintOf(brokers, replicationFactor);
  if (complaint !== null) return { ok: false, error: 'INVALID_REPLICATION_FACTOR', message: complaint };
  return placed(Array.from({ length: partitions }, () => stripes.place(replicationFactor)));
}

/** Nothing where a person gave the lists. */
export function placementFacts(
  topic: string, { replicas, steps = [] }: { readonly replicas: readonly (readonly number[])[]; readonly steps?: readonly (readonly PlacementStep[])[] }, firstPartitionId = 0,
): readonly Fact[] {
  return steps.map((ofOne, index): Fact => ({ type: 'ReplicasPlaced', partition: topicPartition(topic, firstPartitionId + index), replicas: replicas[index] ?? [], steps: ofOne }));
}

function complaintOf(brokers: readonly UsableBroker[], replicationFactor: number): string | null {
  if (replicationFactor <= 0) return `Invalid replication factor ${replicationFactor}: the replication factor must be positive.`;
  if (brokers.every((broker) => broker.fenced)) return 'All brokers are currently fenced.';
  if (replicationFactor <= brokers.length) return null;
  return `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers.length} broker(s) are registered.`;
}

/** Lives for one placement only; the draws come in Kafka's order, or the same seed would not give the same replicas. */
class Stripes {
  private readonly draw: Draw;
  private readonly racks: readonly Rack[];
  private readonly order: Rack[];
  private readonly unfencedBrokers: number;
  private offset: number;
  private epoch = 0;

  constructor(brokers: readonly UsableBroker[], draw: Draw) {
    const names = hashMapOrder([...new Set(brokers.map((broker) => broker.rack))], (name) => (name === null ? 0 : stringHashCode(name)));
    const byName = new Map(names.map((name) => [name, rackOf(brokers.filter((broker) => broker.rack === name), draw)]));
    this.draw = draw;
    this.racks = [...byName.values()];
    this.order = [...byName.keys()].toSorted(byRackName).flatMap((name) => byName.get(name) ?? []);
    this.unfencedBrokers = brokers.filter((broker) => !broker.fenced).length;
    this.offset = names.length === 0 ? 0 : draw(names.length);
  }

  place(replicationFactor: number): readonly PlacementStep[] {
    this.shuffleWhenExhausted();
    if (this.offset === this.order.length) this.offset = 0;
    const first = this.firstReplica();
    const steps = [first.step];
    let skip = first.rack;
    let rack = this.offset;
    while (steps.length < replicationFactor) {
      // The leader's rack has had its turn; it is passed over once.
      const step = rack === skip ? null : next(this.order[rack], this.epoch);
      if (rack === skip) skip = -1;
      rack = (rack + 1) % this.order.length;
      if (step !== null) steps.push(step);
    }
    this.epoch += 1;
    this.offset += 1;
    return steps;
  }

  private firstReplica(): { readonly step: PlacementStep; readonly rack: number } {
    for (let tried = 0; ; tried += 1) {
      const rack = (this.offset + tried) % this.order.length;
      const step = nextOf(this.order[rack]?.unfenced, this.epoch);
      if (step !== null) return { step, rack };
      if (tried > this.order.length) throw new Error('no unfenced broker left for a leader');
    }
  }

  private shuffleWhenExhausted(): void {
    // A single unfenced broker has nothing to alternate with.
    if (this.epoch !== this.unfencedBrokers || this.unfencedBrokers === 1) return;
    shuffle(this.order, this.draw);
    for (const rack of this.racks) {
      shuffle(rack.fenced.brokers, this.draw);
      shuffle(rack.unfenced.brokers, this.draw);
    }
    this.epoch = 0;
  }
}

function rackOf(brokers: readonly UsableBroker[], draw: Draw): Rack {
  const ring = (fenced: boolean): BrokerRing => ringOf(brokers.filter((broker) => broker.fenced === fenced).map((broker) => broker.id), draw);
  const fenced = ring(true);
  return { fenced, unfenced: ring(false) };
}

function ringOf(ids: readonly number[], draw: Draw): BrokerRing {
  return { brokers: ids.toSorted((a, b) => a - b), offset: ids.length === 0 ? 0 : draw(ids.length), index: 0, epoch: 0 };
}

/** The rack's next broker, unfenced ones first; null when all had their turn this time. */
function next(rack: Rack | undefined, epoch: number): PlacementStep | null {
  return nextOf(rack?.unfenced, epoch) ?? nextOf(rack?.fenced, epoch);
}

function nextOf(ring: BrokerRing | undefined, epoch: number): PlacementStep | null {
  if (ring === undefined || ring.brokers.length === 0) return null;
  if (ring.epoch !== epoch) {
    ring.epoch = epoch;
    ring.index = 0;
    ring.offset = (ring.offset + 1) % ring.brokers.length;
  }
  if (ring.index >= ring.brokers.length) return null;
  const place = (ring.index + ring.offset) % ring.brokers.length;
  const broker = ring.brokers[place];
  if (broker === undefined) throw new RangeError(`no broker at ${place}`);
  const step = { among: [...ring.brokers], arithmetic: `(${ring.index} + ${ring.offset}) mod ${ring.brokers.length}`, place, broker, taken: true };
  ring.index += 1;
  return step;
}

/** From the end, each place swaps with a drawn one not after it. Source: java.util.Collections.shuffle. */
function shuffle<Item>(items: Item[], draw: Draw): void {
  for (let size = items.length; size > 1; size -= 1) {
    const drawn = draw(size);
    const [last, other] = [items[size - 1], items[drawn]];
    if (last === undefined || other === undefined) throw new RangeError(`drew ${drawn} of ${size}`);
    items[size - 1] = other;
    items[drawn] = last;
  }
}

/** No rack comes first. Source: OptionalStringComparator. */
function byRackName(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
