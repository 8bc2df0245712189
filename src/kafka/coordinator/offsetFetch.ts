import { decided } from '../../world/machine.ts';
import type { Decided, Env, MessageEvent } from '../actor.ts';
import type { OffsetFetchRequest, OffsetFetchResponse } from '../group/messages.ts';
import type { TopicPartition } from '../log/record.ts';
import { homeOf } from './partitions.ts';
import { complaint, refuse } from './routes.ts';
import type { CachedOffset, CoordinatorContext } from './types.ts';

/** What is committed, from memory; -1 where nothing is. Source: GroupMetadataManager.getOffsets. */
export function offsetFetch(coordinator: CoordinatorContext, event: MessageEvent<OffsetFetchRequest>, env: Env): Decided<CoordinatorContext> {
  const { api, groupId, correlationId, partitions } = event.message;
  const refused = complaint(coordinator, api, groupId, env);
  if (refused !== null) return refuse(coordinator, event, refused);
  const offsets = coordinator.partitions[homeOf(coordinator, groupId, env)]?.groups[groupId] ?? {};
  const wanted = partitions ?? Object.keys(offsets);
  const message: OffsetFetchResponse = {
    api: 'OffsetFetch', kind: 'response', correlationId, error: 'NONE', partitions: wanted.map((partition) => committed(partition, offsets[partition])),
  };
  return decided(coordinator, { type: 'reply', to: event.replyTo, message, routine: event.routine });
}

function committed(partition: TopicPartition, known: CachedOffset | undefined): OffsetFetchResponse['partitions'][number] {
  if (known === undefined) return { partition, offset: -1, leaderEpoch: -1, metadata: '', error: 'NONE' };
  const { offset, leaderEpoch, metadata } = known;
  return { partition, offset, leaderEpoch, metadata, error: 'NONE' };
}
