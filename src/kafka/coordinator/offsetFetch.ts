import { decided } from '../../world/machine.ts';
import type { Decided, Env, MessageEvent } from '../actor.ts';
import type { OffsetFetchRequest, OffsetFetchResponse } from '../group/messages.ts';
import type { TopicPartition } from '../log/record.ts';
import { partitionOfGroup } from './partitions.ts';
import { complaintAbout, refuse } from './routes.ts';
import type { CachedOffset, CoordinatorContext } from './types.ts';

/** What is committed, from memory; -1 where nothing is. Source: GroupMetadataManager.getOffsets. */
export function offsetFetch(coordinator: CoordinatorContext, event: MessageEvent<OffsetFetchRequest>, env: Env): Decided<CoordinatorContext> {
  const complaint = complaintAbout(coordinator, event, env);
  if (complaint !== null) return refuse(coordinator, event, complaint);
  const { groupId, correlationId, partitions } = event.message;
  const offsets = coordinator.partitions[partitionOfGroup(coordinator, groupId, env)]?.groups[groupId] ?? {};
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
