import { decided } from '../../world/machine.ts';
import { groupAddress, report, tell } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import type { DeleteGroupEvent, GroupContext } from '../group/types.ts';
import { subscribedTopics } from '../group/describe.ts';
import { splitTopicPartition } from '../log/record.ts';
import type { TopicPartition } from '../log/record.ts';
import { setting } from './partitions.ts';
import { forgetOffsets } from './store.ts';
import type { CachedOffset, CachedOffsets, CoordinatorContext } from './types.ts';

/** Source: GroupMetadataManager.startup, delete-expired-group-metadata. */
export function expiryDue(coordinator: CoordinatorContext, env: Env): Effect {
  return { type: 'schedule', name: 'expiry', afterMs: setting(coordinator, 'offsets.retention.check.interval.ms', env), event: { type: 'ExpiryDue' }, routine: true };
}

/**
 * Every group of this broker is looked at: what has expired gets a tombstone, and a group that is Empty and has nothing
 * left is told to end; its own tombstone it writes itself.
 *
 * Source: GroupMetadataManager.cleanupGroupMetadata.
 */
export function expire(coordinator: CoordinatorContext, _event: unknown, env: Env): Decided<CoordinatorContext> {
  let next = coordinator;
  const effects: Effect[] = [];
  for (const { state, groups } of Object.values(coordinator.partitions)) {
    if (state !== 'active') continue;
    for (const [groupId, offsets] of Object.entries(groups)) {
      const cleaned = cleanUp(next, groupId, offsets, env);
      next = cleaned.context;
      effects.push(...cleaned.effects);
    }
  }
  return decided(next, ...effects, ...(Object.keys(next.partitions).length > 0 ? [expiryDue(next, env)] : []));
}

function cleanUp(coordinator: CoordinatorContext, groupId: string, offsets: CachedOffsets, env: Env): Decided<CoordinatorContext> {
  const { brokerId } = coordinator;
  const group = env.node.read(groupAddress(brokerId, groupId)) as { readonly value: unknown; readonly context: GroupContext } | undefined;
  if (group === undefined) return decided(coordinator);
  const pending = pendingCommits(coordinator, groupId);
  const gone = Object.entries(offsets).filter(([of, known]) => !pending.has(of) && isExpired(coordinator, group, of, known, env)).map(([of]) => of);
  const ends = group.value === 'Empty' && gone.length === Object.keys(offsets).length && pending.size === 0;
  if (gone.length === 0 && !ends) return decided(coordinator);
  const forgotten = forgetOffsets(coordinator, groupId, gone, env);
  const fact = report({ type: 'OffsetsExpired', brokerId, group: groupId, partitions: gone });
  const end: DeleteGroupEvent = { type: 'DeleteGroup' };
  return decided(forgotten.context, ...(gone.length === 0 ? [] : [fact]), ...forgotten.effects, ...(ends ? [tell(groupAddress(brokerId, groupId), end)] : []));
}

function pendingCommits({ writes }: CoordinatorContext, groupId: string): ReadonlySet<TopicPartition> {
  return new Set(Object.values(writes).flatMap((one) => (one.groupId === groupId && one.type === 'offsets' ? Object.keys(one.stored) : [])));
}

/**
 * Of a group with members only what no member subscribes to may expire, counted from its commit; once it is Empty all
 * of it, counted from that moment; of a consumer in no group each offset, counted from its commit (KIP-211, KIP-496).
 * A commit that says when it expires is taken at its word.
 *
 * Source: GroupMetadata.removeExpiredOffsets, ClassicGroup.offsetExpirationCondition.
 */
function isExpired(
  coordinator: CoordinatorContext, { value, context }: { readonly value: unknown; readonly context: GroupContext }, of: TopicPartition, known: CachedOffset, env: Env,
): boolean {
  if (known.expireTimestampMs !== null) return env.nowMs >= known.expireTimestampMs;
  const retentionMs = setting(coordinator, 'offsets.retention.minutes', env) * 60_000;
  if (context.protocolType === null) return env.nowMs - known.commitTimestampMs >= retentionMs;
  if (value === 'Empty') return env.nowMs - context.stateSinceMs >= retentionMs;
  const { unsubscribedOffsetsExpire: when } = env.shared.era;
  if (when === 'never' || (when === 'when-stable' && value !== 'Stable')) return false;
  const subscribed = subscribedTopics(context);
  return context.protocolType === 'consumer' && !subscribed.has(splitTopicPartition(of).topic) && env.nowMs - known.commitTimestampMs >= retentionMs;
}

