import type { Fact } from '../../kafka/facts.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { RunPath } from '../shared/runPath.ts';
import type { StepSource } from '../shared/runPath.ts';
import type { Cause, Connection, ConnectionId, Envelope, NodeId } from '../../world/types.ts';

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

/** The steps of a run with what each changed on the wire, and how every message ended. */
export class SequencePath extends RunPath<PathStep> {
  /** By envelope, for this path only: branches count their messages anew. */
  readonly fates = new Map<number, Fate>();

  protected override read(source: StepSource, id: number): PathStep {
    const { parent, cause, facts } = source.node(id);
    const step = stepOf(id, cause, facts, parent === null ? null : source.worldAt(parent), source.worldAt(id));
    const at = this.steps.length;
    for (const lost of step.lost) this.fates.set(lost, { how: 'lost', step: at });
    for (const delivered of deliveredBy(cause)) this.fates.set(delivered, { how: 'received', step: at });
    return step;
  }

  protected override dropped(step: PathStep): void {
    for (const id of [...step.lost, ...deliveredBy(step.cause)]) this.fates.delete(id);
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
  const old = before?.wire.connections;
  const now = world.wire.connections;
  const gone: Envelope<KafkaMessage>[] = [];
  const come: Envelope<KafkaMessage>[] = [];
  for (const id of new Set<ConnectionId>([...(old?.keys() ?? []), ...now.keys()])) {
    const [was, is] = [old?.get(id), now.get(id)];
    if (was === is) continue;
    const [earlier, later] = [envelopesOn(was), envelopesOn(is)];
    gone.push(...earlier.filter((one) => !later.includes(one)));
    come.push(...later.filter((one) => !earlier.includes(one)));
  }
  return { gone, come };
}

function envelopesOn(connection: Connection<KafkaMessage> | undefined): readonly Envelope<KafkaMessage>[] {
  return connection === undefined ? [] : [...connection.requests, ...connection.responses];
}

function processChanges(before: KafkaWorld | null, world: KafkaWorld): PathStep['processes'] {
  return Object.entries(world.nodes).flatMap(([node, { up }]) => (before !== null && before.nodes[node]?.up === up ? [] : [{ node, up }]));
}

/** Late by itself is nothing: another node may have been let act first. It waited when its connection kept it. */
function lateness(envelope: Envelope, before: KafkaWorld | null, world: KafkaWorld): number {
  const connection = before?.wire.connections.get(envelope.connection);
  if (connection === undefined || connection.heldUntilMs <= envelope.dueAtMs) return 0;
  return Math.max(0, world.nowMs - envelope.dueAtMs);
}
