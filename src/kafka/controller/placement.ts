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

/** The replicas of each partition, the first one preferred as leader; or why there are none. */
export type Placement =
  | { readonly ok: true; readonly replicas: readonly (readonly number[])[] }
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
  return { ok: true, replicas: Array.from({ length: partitions }, () => stripes.place(replicationFactor)) };
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

  place(replicationFactor: number): readonly number[] {
    this.shuffleWhenExhausted();
    if (this.offset === this.order.length) this.offset = 0;
    const first = this.firstReplica();
    const replicas = [first.broker];
    let skip = first.rack;
    let rack = this.offset;
    while (replicas.length < replicationFactor) {
      // The leader's rack has had its turn; it is passed over once.
      const broker = rack === skip ? -1 : next(this.order[rack], this.epoch);
      if (rack === skip) skip = -1;
      rack = (rack + 1) % this.order.length;
      if (broker >= 0) replicas.push(broker);
    }
    this.epoch += 1;
    this.offset += 1;
    return replicas;
  }

  private firstReplica(): { readonly broker: number; readonly rack: number } {
    for (let tried = 0; ; tried += 1) {
      const rack = (this.offset + tried) % this.order.length;
      const broker = nextOf(this.order[rack]?.unfenced, this.epoch);
      if (broker >= 0) return { broker, rack };
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

/** The rack's next broker, unfenced ones first; -1 when all had their turn this time. */
function next(rack: Rack | undefined, epoch: number): number {
  const broker = nextOf(rack?.unfenced, epoch);
  return broker >= 0 ? broker : nextOf(rack?.fenced, epoch);
}

function nextOf(ring: BrokerRing | undefined, epoch: number): number {
  if (ring === undefined || ring.brokers.length === 0) return -1;
  if (ring.epoch !== epoch) {
    ring.epoch = epoch;
    ring.index = 0;
    ring.offset = (ring.offset + 1) % ring.brokers.length;
  }
  if (ring.index >= ring.brokers.length) return -1;
  const broker = ring.brokers[(ring.index + ring.offset) % ring.brokers.length];
  ring.index += 1;
  return broker ?? -1;
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
