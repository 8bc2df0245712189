import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import { assignors } from '../../group/assignors/index.ts';
import { inLeadersOrder } from '../../group/assignors/members.ts';
import type { AssignorName } from '../../group/assignors/types.ts';
import type { JoinGroupResponse } from '../../group/messages.ts';
import { partitionCounts } from './metadata.ts';
import { consumerOf, fail, toConsumer } from './state.ts';
import { sync } from './sync.ts';
import type { MemberContext } from './types.ts';

/**
 * The group's leader decides who gets what, once it has metadata of every topic that any member wants.
 *
 * Source: ConsumerCoordinator.onLeaderElected.
 */
export function lead(context: MemberContext, answer: JoinGroupResponse, env: Env): Decided<MemberContext> {
  const topics = topicsOf(answer);
  const { clientId: consumer, config: { groupId: group } } = context;
  // A static leader that comes back finds the assignment unchanged (KIP-814).
  if (answer.skipAssignment) return sync({ ...context, assignmentSnapshot: partitionCounts(context, env, topics) }, []);
  const known = consumerOf(context, env)?.topics ?? [];
  if (topics.every((topic) => known.includes(topic))) return assign(context, answer, env);
  const told = decided({ ...context, leading: { answer, sinceMs: env.nowMs } }, toConsumer(context, { type: 'GroupTopics', topics }));
  return andThen(told, (now) => decided(now, report({ type: 'LeaderLacksMetadata', consumer, group, topics: topics.filter((topic) => !known.includes(topic)) })));
}

/** Newer metadata came, with the topics of the whole group. */
export function leadOn(context: MemberContext, env: Env): Decided<MemberContext> {
  const { leading } = context;
  if (leading === null || context.state !== 'completingRebalance') return unchanged(context);
  const updatedAtMs = consumerOf(context, env)?.metadata?.updatedAtMs ?? -1;
  return updatedAtMs > leading.sinceMs ? assign({ ...context, leading: null }, leading.answer, env) : unchanged(context);
}

function assign(context: MemberContext, answer: JoinGroupResponse, env: Env): Decided<MemberContext> {
  const assignor = Object.hasOwn(assignors, answer.protocolName ?? '') ? assignors[answer.protocolName as AssignorName] : undefined;
  if (assignor === undefined) return fail(context, 'INCONSISTENT_GROUP_PROTOCOL');
  const { clientId: consumer, config: { groupId: group }, generation: { generationId: generation } } = context;
  const counts = partitionCounts(context, env, topicsOf(answer));
  const members = inLeadersOrder(answer.members);
  const { assignment, steps, highestGeneration } = assignor.explain(counts, members, { highestGeneration: context.highestGeneration });
  const fact = report({ type: 'AssignmentComputed', consumer, group, generation, protocol: assignor.name, assignment, steps });
  const assignments = Object.entries(assignment).map(([memberId, partitions]) => ({ memberId, assignment: partitions }));
  const next: MemberContext = { ...context, assignmentSnapshot: counts, highestGeneration };
  return andThen(decided(next, fact), (now) => sync(now, assignments));
}

function topicsOf({ members }: JoinGroupResponse): readonly string[] {
  return [...new Set(members.flatMap(({ metadata }) => metadata.topics))].toSorted();
}
