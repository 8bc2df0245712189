import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import { without } from '../../client/requests.ts';
import { askForMetadata } from '../../client/refresh.ts';
import { allConsumed, commitAsync, commitWithRetries } from './commits.ts';
import { leave } from './close.ts';
import { toMember, who, withGroup } from './state.ts';
import type { Grouped } from './state.ts';
import { withTopics } from './subscription.ts';
import type { HandEvent } from './types.ts';

type Of<Type extends HandEvent['type']> = Extract<HandEvent, { type: Type }>;

/** The position is set; what was fetched for the old one is dropped. Source: KafkaConsumer.seek. */
export function seek(context: Grouped, { partition, offset }: Of<'Seek'>): Decided<Grouped> {
  const from = context.positions[partition];
  if (from === undefined) return unchanged(context);
  const { group } = context;
  const fact = report({ type: 'PositionSought', ...who(context), partition, from: from ?? -1, to: offset });
  return decided(withGroup({ ...context, positions: { ...context.positions, [partition]: offset }, stuck: context.stuck.filter((one) => one !== partition) }, {
    buffered: without(group.buffered, partition), initializing: group.initializing.filter((one) => one !== partition),
  }), fact);
}

/** Fetching stops, and poll() returns nothing of them; the assignment stays. Source: KafkaConsumer.pause. */
export function pause(context: Grouped, { partitions }: Of<'Pause' | 'Resume'>): Decided<Grouped> {
  const added = partitions.filter((partition) => context.positions[partition] !== undefined && !context.group.paused.includes(partition));
  if (added.length === 0) return unchanged(context);
  return decided(withGroup(context, { paused: [...context.group.paused, ...added] }), report({ type: 'PartitionsPaused', ...who(context), partitions: added }));
}

export function resume(context: Grouped, { partitions }: Of<'Pause' | 'Resume'>): Decided<Grouped> {
  const gone = context.group.paused.filter((partition) => partitions.includes(partition));
  if (gone.length === 0) return unchanged(context);
  return decided(withGroup(context, { paused: context.group.paused.filter((one) => !gone.includes(one)) }), report({ type: 'PartitionsResumed', ...who(context), partitions: gone }));
}

export function commitByHand(context: Grouped, { sync }: Of<'CommitByHand'>, env: Env): Decided<Grouped> {
  return sync ? commitWithRetries(context, allConsumed(context), env) : commitAsync(context, allConsumed(context), 'async');
}

/** The program is changed: a record takes longer from the next one on. */
export function setProcessing(context: Grouped, { processingMs }: Of<'SetProcessing'>): Decided<Grouped> {
  const { input } = context.group;
  return decided(withGroup(context, { input: { ...input, application: { ...input.application, processingMs } } }));
}

/** Other topics from now on; none: it leaves the group and goes on without. Source: KafkaConsumer.subscribe, unsubscribe. */
export function subscribe(context: Grouped, { subscription }: Of<'Subscribe'>, env: Env): Decided<Grouped> {
  const { input } = context.group;
  const asked = withGroup(context, { input: { ...input, subscription } });
  const topics = subscription.type === 'topics' ? subscription.topics : [];
  const pattern = subscription.type === 'pattern' ? subscription.pattern : null;
  const fact = report({ type: 'SubscriptionChanged', ...who(context), topics, pattern });
  const left = pattern === null && topics.length === 0 ? leave(asked, env) : unchanged(asked);
  return andThen(left, (now) => {
    const next = withTopics(withGroup(now, { subscribed: topics }));
    return decided(askForMetadata({ ...next, allTopics: pattern !== null }), fact, toMember(next, { type: 'MetadataTold' }));
  });
}
