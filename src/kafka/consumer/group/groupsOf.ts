import type { KafkaWorld } from '../../simulation.ts';
import type { ConsumerContext } from '../types.ts';

/** The group a consumer is configured for; null for a plain consumer, and for what is no consumer. */
export function groupIdOf(world: KafkaWorld, consumer: string): string | null {
  if (!consumer.startsWith('consumer-')) return null;
  const context = world.actors.get(consumer)?.context as Partial<ConsumerContext> | undefined;
  return context?.group?.input.config.groupId ?? null;
}

/** The groups that consumers of this cluster belong to, by name. */
export function groupsOf(world: KafkaWorld): readonly string[] {
  return [...new Set(Object.keys(world.nodes).flatMap((node) => groupIdOf(world, node) ?? []))].toSorted();
}
