import { memberAddress, tell } from '../../actor.ts';
import type { Effect, Env } from '../../actor.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { MemberContext, ToMember } from '../member/types.ts';
import type { ConsumerContext } from '../types.ts';
import type { GroupContext, GroupInput } from './types.ts';

/** A consumer that has a group.id. */
export type Grouped = ConsumerContext & { readonly group: GroupContext };

export function isGrouped(context: ConsumerContext): context is Grouped {
  return context.group !== null;
}

export function newGroup(input: GroupInput): GroupContext {
  const { subscription } = input;
  return {
    input, subscribed: subscription.type === 'topics' ? subscription.topics : [], groupTopics: [], phase: 'idle', entering: false, generation: -1, protocol: null,
    preparing: false, arriving: null, initializing: [], isAsking: false, paused: [], buffered: {}, work: [], busy: {},
    committed: {}, commits: {}, nextCommitId: 0, blocked: null, nextAutoCommitMs: null, stopping: false, failed: null,
  };
}

export function withGroup(context: Grouped, changes: Partial<GroupContext>): Grouped {
  return { ...context, group: { ...context.group, ...changes } };
}

export function toMember(context: ConsumerContext, event: ToMember): Effect {
  return tell(memberAddress(context.clientId), event);
}

/** Of every fact about it. */
export function who({ clientId: consumer, group }: Grouped): { readonly consumer: string; readonly group: string } {
  return { consumer, group: group.input.config.groupId };
}

export function memberOf(context: ConsumerContext, env: Env): MemberContext | undefined {
  return env.node.read(memberAddress(context.clientId))?.context as MemberContext | undefined;
}

/** It shares the partitions of topics with the group, or wants to; not when it assigned its partitions itself. */
export function isMember({ group }: Grouped): boolean {
  return group.input.subscription.type === 'pattern' || group.subscribed.length > 0;
}

/** It has a place in a generation, as far as it knows. */
export function isInGeneration(context: Grouped, env: Env): boolean {
  const generation = memberOf(context, env)?.generation;
  return generation !== undefined && generation.generationId >= 0 && generation.memberId !== '';
}

/** Gives partitions up: nothing of them is kept but what the application has in hands. */
export function dropPartitions(context: Grouped, partitions: readonly TopicPartition[]): Grouped {
  const { group } = context;
  const keep = <Value>(table: Readonly<Record<TopicPartition, Value>>) => Object.fromEntries(Object.entries(table).filter(([partition]) => !partitions.includes(partition)));
  const left = (list: readonly TopicPartition[]) => list.filter((partition) => !partitions.includes(partition));
  return {
    ...context, positions: keep(context.positions), backingOff: keep(context.backingOff), stuck: left(context.stuck),
    group: { ...group, buffered: keep(group.buffered), paused: left(group.paused), initializing: left(group.initializing) },
  };
}

/** The application's own listener commits synchronously when partitions are taken away; the consumer of ZooKeeper's time has no listener. */
export function commitsWhenRevoked({ group }: Grouped): boolean {
  return !group.input.config.throughZooKeeper && ['sync', 'sync-after-each', 'async-then-sync'].includes(group.input.application.commit);
}
