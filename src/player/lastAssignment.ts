import { groupIdOf } from '../kafka/consumer/group/groupsOf.ts';
import type { Fact } from '../kafka/facts.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { Address } from '../world/types.ts';
import { nodeOf } from '../world/types.ts';
import type { NodeId } from './contracts.ts';
import type { Course } from './course.ts';
import { takenAt } from './course.ts';

export interface ComputedAssignment {
  /** The step in which the leader worked it out. */
  readonly at: NodeId;
  readonly fact: Extract<Fact, { readonly type: 'AssignmentComputed' }>;
}

/** The group that an actor belongs to: a consumer, its membership, or the group itself at its coordinator. */
export function groupOfActor(world: KafkaWorld, address: Address): string | null {
  return groupIdOf(world, nodeOf(address)) ?? (/^broker-\d+\/group-(.+)$/s.exec(address)?.[1] ?? null);
}

/** The last assignment that a leader of the group worked out before the present step, or in it; null when there is none in this run. */
export function lastAssignment(course: Course, group: string): ComputedAssignment | null {
  for (let at: NodeId | null = course.cursor; at !== null;) {
    const { facts, parent } = takenAt(course, at);
    for (const fact of facts) if (fact.type === 'AssignmentComputed' && fact.group === group) return { at, fact };
    at = parent;
  }
  return null;
}
