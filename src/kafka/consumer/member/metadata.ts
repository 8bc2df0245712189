import type { Env } from '../../actor.ts';
import { partitionsOfTopic } from '../../client/metadata.ts';
import { consumerOf } from './state.ts';
import type { MemberContext } from './types.ts';

/** How many partitions each of these topics has, as far as the consumer knows; unknown ones are left out. */
export function partitionCounts(context: MemberContext, env: Env, topics: readonly string[]): Readonly<Record<string, number>> {
  const consumer = consumerOf(context, env);
  if (consumer === undefined) return {};
  return Object.fromEntries(topics.map((topic) => [topic, partitionsOfTopic(consumer, topic).length] as const).filter(([, count]) => count > 0));
}
