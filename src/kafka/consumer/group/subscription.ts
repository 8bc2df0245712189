import type { TopicPartition } from '../../log/record.ts';
import { splitTopicPartition } from '../../log/record.ts';
import { isInternalTopic } from '../../names/internalTopics.ts';
import { patternMatcher } from '../pattern.ts';
import { isGrouped, withGroup } from './state.ts';
import type { Grouped } from './state.ts';
import type { Subscription } from './types.ts';
import type { ConsumerContext } from '../types.ts';

/** The topics whose metadata the consumer needs; none yet for a pattern. */
export function topicsOf(subscription: Subscription): readonly string[] {
  switch (subscription.type) {
    case 'topics': return subscription.topics;
    case 'pattern': return [];
    case 'partitions': return [...new Set(subscription.partitions.map((partition) => splitTopicPartition(partition).topic))];
    default: return subscription satisfies never;
  }
}

/** Whole names, without Kafka's own topics (exclude.internal.topics). Source: SubscriptionState.subscribe(Pattern). */
export function matching(pattern: string, topics: readonly string[]): readonly string[] {
  const matches = patternMatcher(pattern);
  return topics.filter((topic) => !isInternalTopic(topic) && matches(topic)).toSorted();
}

/** Newer metadata may hold topics that a pattern matches. Source: ConsumerCoordinator.maybeUpdateSubscriptionMetadata. */
export function matchPattern(context: ConsumerContext): ConsumerContext {
  if (!isGrouped(context)) return context;
  const { subscription } = context.group.input;
  if (subscription.type !== 'pattern' || context.metadata === null || context.group.phase === 'closing') return context;
  const known = [...new Set(Object.keys(context.metadata.partitions).map((partition) => splitTopicPartition(partition).topic))];
  const subscribed = matching(subscription.pattern, known);
  if (sameList(subscribed, context.group.subscribed)) return context;
  return withTopics(withGroup(context, { subscribed }));
}

/** The topics to ask metadata of: its own, and as leader those of the group. */
export function withTopics(context: Grouped): Grouped {
  const { subscribed, groupTopics, input } = context.group;
  const own = input.subscription.type === 'partitions' ? topicsOf(input.subscription) : subscribed;
  return { ...context, topics: [...new Set([...own, ...groupTopics])] };
}

/** What a consumer that assigns its partitions itself has from the start. */
export function assignedFromStart(subscription: Subscription): readonly TopicPartition[] {
  return subscription.type === 'partitions' ? subscription.partitions : [];
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => b[index] === one);
}
