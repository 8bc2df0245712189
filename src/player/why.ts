import type { Fact } from '../kafka/facts.ts';
import type { Address, Cause } from '../world/types.ts';
import { nodeOf } from '../world/types.ts';
import type { NodeId, Taken } from './contracts.ts';
import { takenAt, worldAt } from './course.ts';
import type { WhyOf } from './handState.ts';
import type { Session } from './session.ts';

/** A step on the way back to the first cause. */
export interface Link {
  readonly id: NodeId;
  readonly nowMs: number;
  readonly cause: Cause;
  readonly facts: readonly Fact[];
  /** Routine traffic that brought nothing new; such links are folded. */
  readonly routine: boolean;
}

/** Where a chain ends: a command or another thing done by somebody, or a time before this run. */
export type Beginning = 'done' | 'before';

export interface WhyChain {
  /** The step that was asked about first, its causes after it. */
  readonly links: readonly Link[];
  readonly beginning: Beginning;
  /** The fact that was asked about; null for the step as a whole. */
  readonly fact: Fact | null;
}

/**
 * The causes of a step: the step that sent its message or armed its timer, the cause of that, and so on. null at the
 * beginning of the run, where nothing was caused yet.
 */
export function whyChain(session: Session, of: WhyOf): WhyChain | null {
  const { course, guide } = session;
  if (!course.history.has(of.at)) return null;
  const asked = takenAt(course, of.at);
  const firstStep = worldAt(guide, course, 0).counters.steps;
  const links: Link[] = [];
  let taken: Taken | null = asked;
  while (taken !== null && taken.cause !== null) {
    links.push({ id: taken.id, nowMs: taken.note.nowMs, cause: taken.cause, facts: taken.facts, routine: !taken.note.visible });
    if (!('step' in taken.cause)) return { links, beginning: 'done', fact: asked.facts[of.fact ?? -1] ?? null };
    taken = ancestorAt(session, taken, taken.cause.step - firstStep + 1);
  }
  return links.length === 0 ? null : { links, beginning: 'before', fact: asked.facts[of.fact ?? -1] ?? null };
}

/** The step so many steps from the root on the way to another; null when that is before the run. */
function ancestorAt({ course }: Session, from: Taken, depth: number): Taken | null {
  if (depth <= 0) return null;
  let node = course.history.node(from.id);
  while (node.depth > depth && node.parent !== null) node = course.history.node(node.parent);
  return node.id === from.id ? null : takenAt(course, node.id);
}

/** The step on the way here that sent a message or armed a timer; null when that was before this run. */
export function stepThatSent(session: Session, causeStep: number): NodeId | null {
  const { course, guide } = session;
  const depth = causeStep - worldAt(guide, course, 0).counters.steps + 1;
  const here = takenAt(course, course.cursor);
  if (course.history.node(here.id).depth === depth) return here.id;
  return ancestorAt(session, here, depth)?.id ?? null;
}

/** A link, or so many routine ones in a row. */
export type ShownLink = { readonly link: Link } | { readonly folded: readonly Link[] };

/** Routine links between others are folded into one line; the first link always shows. */
export function foldRoutine(links: readonly Link[]): readonly ShownLink[] {
  const shown: ShownLink[] = [];
  for (const [index, link] of links.entries()) {
    const last = shown.at(-1);
    if (index === 0 || !link.routine) shown.push({ link });
    else if (last !== undefined && 'folded' in last) shown[shown.length - 1] = { folded: [...last.folded, link] };
    else shown.push({ folded: [link] });
  }
  return shown;
}

/** What brought a step about, as the picture knows it: who received, who sent. */
export function actorsOf({ cause }: Link): readonly Address[] {
  switch (cause.type) {
    case 'message': return [cause.envelope.to, cause.envelope.from];
    case 'timer': return [cause.timer.owner];
    default: return [];
  }
}

/** The actors of a chain and their nodes, for the picture to point at. Routine links would light up everything. */
export function actorsOfChain({ links, fact }: WhyChain): readonly Address[] {
  const addresses = links.filter((link, index) => index === 0 || !link.routine).flatMap(actorsOf);
  const replicas = [fact, ...links.filter(({ routine }) => !routine).flatMap(({ facts }) => facts)].flatMap((one) => (one === null ? [] : replicaOf(one)));
  return [...new Set([...addresses, ...addresses.map(nodeOf), ...replicas])];
}

function replicaOf(fact: Fact): readonly Address[] {
  return 'brokerId' in fact && 'partition' in fact ? [`broker-${fact.brokerId}/${fact.partition}`] : [];
}
