import type { Effect } from '../actor.ts';
import { purgatoryAddress, tell } from '../actor.ts';
import type { ErrorName } from '../names/errors.ts';
import type { FetchedPartition } from '../messages.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ReplicaContext } from './types.ts';

/** One partition's part of a Produce is done at this replica. `requiredOffset`: the high watermark that commits it. */
export interface AppendedEvent {
  readonly type: 'Appended';
  readonly requestKey: string;
  readonly partition: TopicPartition;
  readonly error: ErrorName;
  readonly baseOffset: number;
  readonly requiredOffset: number;
}

/** One partition's part of a Fetch was read at this replica. */
export interface ReadEvent {
  readonly type: 'Read';
  readonly requestKey: string;
  readonly fetched: FetchedPartition;
  readonly bytes: number;
}

/** One partition's part of a DeleteRecords is done at this replica. `requiredOffset`: the low watermark that ends it. */
export interface RecordsDeletedEvent {
  readonly type: 'RecordsDeleted';
  readonly requestKey: string;
  readonly partition: TopicPartition;
  readonly error: ErrorName;
  readonly requiredOffset: number;
}

/** The log, the high watermark or the role of a partition changed: waiting requests may be done. */
export interface RecheckEvent {
  readonly type: 'Recheck';
  readonly partition: TopicPartition;
}

export function recheck(replica: ReplicaContext): Effect {
  const event: RecheckEvent = { type: 'Recheck', partition: replica.partition };
  return tell(purgatoryAddress(replica.brokerId), event);
}

export function appended(replica: ReplicaContext, requestKey: string, error: ErrorName, baseOffset: number, requiredOffset: number): Effect {
  const event: AppendedEvent = { type: 'Appended', requestKey, partition: replica.partition, error, baseOffset, requiredOffset };
  return tell(purgatoryAddress(replica.brokerId), event);
}

export function recordsDeleted(replica: ReplicaContext, requestKey: string, error: ErrorName, requiredOffset: number): Effect {
  const event: RecordsDeletedEvent = { type: 'RecordsDeleted', requestKey, partition: replica.partition, error, requiredOffset };
  return tell(purgatoryAddress(replica.brokerId), event);
}

export function read(replica: ReplicaContext, requestKey: string, fetched: FetchedPartition, bytes: number): Effect {
  const event: ReadEvent = { type: 'Read', requestKey, fetched, bytes };
  return tell(purgatoryAddress(replica.brokerId), event);
}
