import type { Fact } from '../../kafka/facts.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Cause, ConnectionId, Envelope, NodeId } from '../../world/types.ts';

/** What is read of a history of steps: a timeline has it. */
export interface StepSource {
  readonly node: (id: number) => { readonly parent: number | null; readonly depth: number; readonly cause: Cause | null; readonly facts: readonly Fact[] };
  readonly worldAt: (id: number) => KafkaWorld;
}

/** One step as the lanes show it: what it was, and what it changed on the wire and among the processes. */
export interface PathStep {
  readonly id: number;
  readonly nowMs: number;
  /** null at the root. */
  readonly cause: Cause | null;
  readonly facts: readonly Fact[];
  /** Put on the wire by this step. At the root: what was under way already. */
  readonly sent: readonly Envelope<KafkaMessage>[];
  /** Gone from the wire without being delivered: its connection broke. */
  readonly lost: readonly number[];
  /** Processes that started or ended. At the root: all. */
  readonly processes: readonly { readonly node: NodeId; readonly up: boolean }[];
  /** The message that arrived had been held for so long, in milliseconds; 0 when it was on time. */
  readonly lateMs: number;
}

/** How a message ended, and in which step of the path. */
export interface Fate {
  readonly how: 'received' | 'lost';
  readonly step: number;
}

/**
 * The steps from the root to a tip, read once each: a step more costs one comparison of two wires, however long the
 * run is, and another branch only what it does not share.
 */
export class SequencePath {
  /** In order; the index is the step's depth. */
  readonly steps: PathStep[] = [];
  /** By envelope, for this path only: branches count their messages anew. */
  readonly fates = new Map<number, Fate>();
  /** Rises whenever the steps change. */
  version = 0;
  private source: object | null = null;

  /** @param history what the steps belong to; another one starts afresh. */
  follow(history: object, source: StepSource, tip: number): void {
    if (this.source !== history) this.cutTo(0);
    this.source = history;
    const fresh: number[] = [];
    for (let id: number | null = tip; id !== null; id = source.node(id).parent) {
      const { depth } = source.node(id);
      if (this.steps[depth]?.id === id) {
        this.cutTo(depth + 1);
        break;
      }
      fresh.push(id);
      if (depth === 0) this.cutTo(0);
    }
    for (const id of fresh.toReversed()) this.add(source, id);
  }

  private cutTo(length: number): void {
    while (this.steps.length > length) {
      const step = this.steps.pop() as PathStep;
      for (const id of [...step.lost, ...deliveredBy(step.cause)]) this.fates.delete(id);
      this.version += 1;
    }
  }

  private add(source: StepSource, id: number): void {
    const { parent, cause, facts } = source.node(id);
    const world = source.worldAt(id);
    const step = stepOf(id, cause, facts, parent === null ? null : source.worldAt(parent), world);
    for (const lost of step.lost) this.fates.set(lost, { how: 'lost', step: this.steps.length });
    for (const delivered of deliveredBy(cause)) this.fates.set(delivered, { how: 'received', step: this.steps.length });
    this.steps.push(step);
    this.version += 1;
  }
}

function deliveredBy(cause: Cause | null): readonly number[] {
  return cause?.type === 'message' ? [cause.envelope.id] : [];
}

function stepOf(id: number, cause: Cause | null, facts: readonly Fact[], before: KafkaWorld | null, world: KafkaWorld): PathStep {
  const { gone, come } = wireChanges(before, world);
  const [delivered] = deliveredBy(cause);
  return {
    id, nowMs: world.nowMs, cause, facts,
    sent: come.toSorted((a, b) => a.id - b.id),
    // The news of a break is no message anybody sent: that it found nobody is not worth a cross.
    lost: gone.filter((envelope) => envelope.id !== delivered && envelope.message.kind !== 'notice').map((envelope) => envelope.id),
    processes: processChanges(before, world),
    lateMs: cause?.type === 'message' ? lateness(cause.envelope, before, world) : 0,
  };
}

function wireChanges(before: KafkaWorld | null, world: KafkaWorld) {
  const old = before?.wire.connections ?? {};
  const now = world.wire.connections;
  const gone: Envelope<KafkaMessage>[] = [];
  const come: Envelope<KafkaMessage>[] = [];
  for (const id of new Set<ConnectionId>([...Object.keys(old), ...Object.keys(now)])) {
    if (old[id] === now[id]) continue;
    const [earlier, later] = [envelopesOn(old[id]), envelopesOn(now[id])];
    gone.push(...earlier.filter((one) => !later.includes(one)));
    come.push(...later.filter((one) => !earlier.includes(one)));
  }
  return { gone, come };
}

function envelopesOn(connection: KafkaWorld['wire']['connections'][string] | undefined): readonly Envelope<KafkaMessage>[] {
  return connection === undefined ? [] : [...connection.requests, ...connection.responses];
}

function processChanges(before: KafkaWorld | null, world: KafkaWorld): PathStep['processes'] {
  return Object.entries(world.nodes).flatMap(([node, { up }]) => (before !== null && before.nodes[node]?.up === up ? [] : [{ node, up }]));
}

/** Late by itself is nothing: another node may have been let act first. It waited when its connection kept it. */
function lateness(envelope: Envelope, before: KafkaWorld | null, world: KafkaWorld): number {
  const connection = before?.wire.connections[envelope.connection];
  if (connection === undefined || connection.heldUntilMs <= envelope.dueAtMs) return 0;
  return Math.max(0, world.nowMs - envelope.dueAtMs);
}
