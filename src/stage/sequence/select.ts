import type { Command } from '../../kafka/commands.ts';
import type { Fact } from '../../kafka/facts.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Cause, Envelope, NodeId } from '../../world/types.ts';
import { nodeOf } from '../cluster/select.ts';
import type { PathStep, SequencePath } from './path.ts';

/** What is shown of a run: everything, or what concerns one node or one API. */
export interface SequenceFilter {
  /** Traffic that carries nothing new, too. */
  readonly routine: boolean;
  readonly node: NodeId | null;
  readonly api: string | null;
}

export interface Lane {
  readonly node: NodeId;
  /** Steps at which its process started or ended, in order; the first is 0. */
  readonly lives: readonly { readonly step: number; readonly up: boolean }[];
}

/** How an arrow ends: at a step, under way at its usual time, or nowhere yet because the network is cut. */
export type ArrowEnd =
  | { readonly how: 'received' | 'lost'; readonly step: number }
  | { readonly how: 'underWay'; readonly atMs: number }
  | { readonly how: 'stuck' };

export interface Arrow {
  readonly envelope: Envelope<KafkaMessage>;
  readonly from: NodeId;
  readonly to: NodeId;
  /** The step that sent it; 0 for what was under way at the start. */
  readonly sent: number;
  readonly end: ArrowEnd;
  readonly lateMs: number;
}

export type MarkKind = 'facts' | 'timer' | 'command' | 'hold' | 'disconnect';

/** Something that happened at a node in a step. */
export interface Mark {
  readonly step: number;
  readonly node: NodeId;
  readonly kind: MarkKind;
  readonly cause: Cause;
  /** Without those of routine traffic, unless they are asked for. */
  readonly facts: readonly Fact[];
}

export interface SequenceView {
  readonly lanes: readonly Lane[];
  readonly arrows: readonly Arrow[];
  readonly marks: readonly Mark[];
  readonly steps: readonly PathStep[];
  /** The step where the visitor is. */
  readonly present: number;
  /** Every API on this path, for the filter. */
  readonly apis: readonly string[];
  /** Every node, whether it has a lane now or not. */
  readonly nodes: readonly NodeId[];
}

/** Lanes, arrows and marks of a path. Everything is read from its steps; what has not arrived, from the world at its tip. */
export function selectSequence(path: SequencePath, tip: KafkaWorld, present: number, filter: SequenceFilter): SequenceView {
  const all = arrowsOf(path, tip);
  const spoken = all.filter((arrow) => filter.routine || isTelling(path, arrow));
  const arrows = spoken.filter((arrow) => arrowPasses(arrow, filter));
  const marks = marksOf(path, filter.routine).filter((mark) => markPasses(mark, filter));
  const nodes = inOrder([...new Set(path.steps.flatMap(({ processes }) => processes.map(({ node }) => node)))]);
  const busy = new Set([...arrows.flatMap(({ from, to }) => [from, to]), ...marks.map(({ node }) => node)]);
  const shown = nodes.filter((node) => busy.has(node) || (filter.node === null && filter.api === null && node !== 'admin'));
  return {
    lanes: lanesOf(path, shown), arrows, marks, steps: path.steps, present, nodes,
    apis: [...new Set(spoken.map(({ envelope }) => envelope.message.api))].toSorted(),
  };
}

function arrowsOf({ steps, fates }: SequencePath, tip: KafkaWorld): readonly Arrow[] {
  return steps.flatMap((step, sent) => step.sent.flatMap((envelope): readonly Arrow[] => {
    const fate = fates.get(envelope.id);
    const end = fate ?? waiting(envelope, tip);
    // The news of a break that found nobody: nothing to draw.
    if (end === null) return [];
    const lateMs = fate?.how === 'received' ? (steps[fate.step]?.lateMs ?? 0) : 0;
    return [{ envelope, sent, from: nodeOf(envelope.from), to: nodeOf(envelope.to), end, lateMs }];
  }));
}

function waiting(envelope: Envelope, { wire, nowMs }: KafkaWorld): ArrowEnd | null {
  const connection = wire.connections.get(envelope.connection);
  if (connection === undefined) return null;
  const link = [connection.client.node, connection.server.node].toSorted().join('|');
  if (wire.links[link]?.cut === true) return { how: 'stuck' };
  return { how: 'underWay', atMs: Math.max(nowMs, envelope.dueAtMs, connection.heldUntilMs) };
}

/** Not routine, or it brought news: the same measure by which playback rests on a step. */
function isTelling(path: SequencePath, { envelope, end }: Arrow): boolean {
  if (!envelope.routine) return true;
  return end.how === 'received' && newsOf(path.steps[end.step]?.facts ?? [], false).length > 0;
}

function newsOf(facts: readonly Fact[], routine: boolean): readonly Fact[] {
  return routine ? facts : facts.filter((fact) => !('routine' in fact && fact.routine));
}

function marksOf({ steps }: SequencePath, routine: boolean): readonly Mark[] {
  return steps.flatMap((step, index): readonly Mark[] => {
    const { cause } = step;
    if (cause === null) return [];
    const facts = newsOf(step.facts, routine);
    const kind = cause.type === 'message' ? 'facts' : cause.type;
    const isShown = facts.length > 0 || (kind !== 'facts' && (routine || cause.type !== 'timer' || !cause.timer.routine));
    return isShown ? [{ step: index, node: actorOf(cause), kind, cause, facts }] : [];
  });
}

/** Whose doing a step was. */
function actorOf(cause: Cause): NodeId {
  switch (cause.type) {
    case 'message': return nodeOf(cause.envelope.to);
    case 'timer': return nodeOf(cause.timer.owner);
    case 'command': return subjectOf(cause.command as Command);
    case 'hold':
    case 'disconnect': return cause.connection.slice(0, cause.connection.indexOf('#'));
    default: return cause satisfies never;
  }
}

function subjectOf(command: Command): NodeId {
  if ('brokerId' in command) return `broker-${command.brokerId}`;
  if ('producer' in command) return command.producer;
  if ('consumer' in command) return command.consumer;
  if ('client' in command) return command.client;
  return 'from' in command ? command.from : 'admin';
}

function arrowPasses({ envelope, from, to }: Arrow, { node, api }: SequenceFilter): boolean {
  return (node === null || from === node || to === node) && (api === null || envelope.message.api === api);
}

/** With an API chosen, what its messages brought about stays. */
function markPasses({ node: own, cause }: Mark, { node, api }: SequenceFilter): boolean {
  if (node !== null && own !== node && !touches(cause, node)) return false;
  return api === null || (cause.type === 'message' && (cause.envelope.message.api === api));
}

function touches(cause: Cause, node: NodeId): boolean {
  return cause.type === 'message' && nodeOf(cause.envelope.from) === node;
}

/** Clients, then brokers, then who keeps the metadata: most messages then go to a neighbour. */
const KINDS = ['producer', 'consumer', 'client', 'broker', 'controller', 'zookeeper', 'admin'];

function inOrder(nodes: readonly NodeId[]): readonly NodeId[] {
  const kind = (node: NodeId): number => (KINDS.indexOf(node.replace(/-\d+$/, '')) + KINDS.length + 1) % (KINDS.length + 1);
  const number = (node: NodeId): number => Number(/\d+$/.exec(node)?.[0] ?? 0);
  return nodes.toSorted((a, b) => kind(a) - kind(b) || number(a) - number(b) || a.localeCompare(b));
}

function lanesOf({ steps }: SequencePath, nodes: readonly NodeId[]): readonly Lane[] {
  const lives = new Map<NodeId, { step: number; up: boolean }[]>(nodes.map((node) => [node, []]));
  steps.forEach(({ processes }, step) => {
    for (const { node, up } of processes) lives.get(node)?.push({ step, up });
  });
  return nodes.map((node) => ({ node, lives: lives.get(node) ?? [] }));
}
