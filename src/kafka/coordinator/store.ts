import { decided } from '../../world/machine.ts';
import { nodeOf } from '../../world/types.ts';
import { coordinatorAddress, groupAddress, purgatoryAddress, replicaAddress, report, tell } from '../actor.ts';
import type { Decided, Effect, Env } from '../actor.ts';
import type { CommittedOffset } from '../group/messages.ts';
import type { GroupContext, GroupStoredEvent, StoreGroupEvent, StoreOffsetsEvent } from '../group/types.ts';
import { answerCommit } from '../group/offsets.ts';
import { responseErrorOf } from '../group/storing.ts';
import { NO_PRODUCER } from '../log/record.ts';
import type { ProducerRecord, TopicPartition } from '../log/record.ts';
import type { Acks } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import type { InternallyAppendedEvent, PendingProduce } from '../purgatory/types.ts';
import type { AppendRecordsEvent } from '../replica/types.ts';
import { groupKey, offsetKey, offsetValue } from './offsetRecords.ts';
import type { OffsetAndMetadata } from './offsetRecords.ts';
import { homeOf, partitionName, setting, withGroup } from './partitions.ts';
import type { CachedOffset, CoordinatorContext, PendingWrite } from './types.ts';

type Written = readonly [key: string, value: string | null];

/**
 * A group's state is written; the group hears when it is committed. In Scala a group that never had a generation has no
 * record, and so gets no tombstone.
 *
 * Source: GroupMetadataManager.storeGroup, cleanupGroupMetadata.
 */
export function storeGroup(coordinator: CoordinatorContext, { groupId, token, value }: StoreGroupEvent, env: Env): Decided<CoordinatorContext> {
  const partition = homeOf(coordinator, groupId, env);
  if (coordinator.partitions[partition] === undefined) return decided(coordinator, stored(coordinator, groupId, token, 'NOT_COORDINATOR'));
  const group = env.node.read(groupAddress(coordinator.brokerId, groupId))?.context as GroupContext | undefined;
  if (value === null && group?.generation === 0 && env.shared.era.groupCoordinator === 'scala') return decided(coordinator, stored(coordinator, groupId, token, 'NONE'));
  const records: readonly Written[] = [[groupKey(groupId), value === null ? null : JSON.stringify(value)]];
  return write(coordinator, { type: 'group', partition, groupId, token }, records, env);
}

function stored({ brokerId }: CoordinatorContext, groupId: string, token: number, error: ErrorName): Effect {
  const event: GroupStoredEvent = { type: 'GroupStored', token, error };
  return tell(groupAddress(brokerId, groupId), event);
}

/**
 * One record a partition; what has too long a metadata is refused by itself.
 *
 * Source: GroupMetadataManager.storeOffsets.
 */
export function storeOffsets(coordinator: CoordinatorContext, { groupId, request, replyTo }: StoreOffsetsEvent, env: Env): Decided<CoordinatorContext> {
  const partition = homeOf(coordinator, groupId, env);
  const longest = setting(coordinator, 'offset.metadata.max.bytes', env);
  const fitting = request.offsets.filter(({ metadata }) => metadata.length <= longest);
  const known = { type: 'offsets', partition, groupId, request, replyTo, stored: asStored(coordinator, fitting, env) } as const;
  if (coordinator.partitions[partition] === undefined) return answerClient(coordinator, known, 'NOT_COORDINATOR');
  if (fitting.length === 0) return answerClient(coordinator, known, 'NONE');
  const records = Object.entries(known.stored).map(([of, value]): Written => [offsetKey(groupId, of), offsetValue(value)]);
  return write(coordinator, known, records, env);
}

/** Until KIP-211 a commit also says when it expires. */
function asStored(coordinator: CoordinatorContext, offsets: readonly CommittedOffset[], env: Env): Readonly<Record<TopicPartition, OffsetAndMetadata>> {
  const { nowMs, shared: { era } } = env;
  const expireTimestampMs = era.activeGroupsLoseOffsets ? nowMs + setting(coordinator, 'offsets.retention.minutes', env) * 60_000 : null;
  return Object.fromEntries(offsets.map(({ partition, offset, leaderEpoch, metadata }) =>
    [partition, { offset, leaderEpoch, metadata, commitTimestampMs: nowMs, expireTimestampMs }]));
}

/**
 * Waits for the high watermark, and is given up after offsets.commit.timeout.ms. The coordinator in Java appends with acks=1 and
 * waits by itself, so an ISR below its minimum refuses nothing before the append.
 *
 * Source: GroupMetadataManager.appendForGroup, CoordinatorPartitionWriter.append.
 */
function write(coordinator: CoordinatorContext, known: PendingWrite, written: readonly Written[], env: Env): Decided<CoordinatorContext> {
  const { brokerId } = coordinator;
  const address = coordinatorAddress(brokerId);
  const key = `Produce|${address}|${coordinator.written}`;
  const timeoutMs = setting(coordinator, 'offsets.commit.timeout.ms', env);
  const request: PendingProduce = {
    api: 'Produce', key, replyTo: { connection: '', to: address }, internal: true, correlationId: coordinator.written, sinceMs: env.nowMs, deadlineMs: env.nowMs + timeoutMs,
    partitions: [partitionName(known.partition)], parked: false, acks: -1, results: {},
  };
  const append = appendTo(coordinator, known.partition, written, env.shared.era.groupCoordinator === 'scala' ? -1 : 1, key, env);
  return decided(
    { ...append.context, writes: { ...coordinator.writes, [key]: known } },
    tell(purgatoryAddress(brokerId), { type: 'Expect', request } as { type: string }), ...append.effects,
  );
}

/** The records go to this broker's replica, under names that no other process has given. */
export function appendTo(
  coordinator: CoordinatorContext, partition: number, written: readonly Written[], acks: Acks, requestKey: string, env: Env,
): Decided<CoordinatorContext> {
  const { brokerId, written: before } = coordinator;
  const records = written.map(([key, value], index): ProducerRecord =>
    ({ id: `${coordinatorAddress(brokerId)}#${env.incarnation}:${before + index}`, key, value, timestampMs: env.nowMs }));
  const append: AppendRecordsEvent = { type: 'AppendRecords', requestKey, acks, records, producer: NO_PRODUCER };
  return decided({ ...coordinator, written: before + written.length }, tell(replicaAddress(brokerId, partitionName(partition)), append));
}

/** Tombstones for what was committed for these partitions; nobody waits for them. Source: GroupMetadataManager.cleanupGroupMetadata. */
export function forgetOffsets(coordinator: CoordinatorContext, groupId: string, gone: readonly TopicPartition[], env: Env): Decided<CoordinatorContext> {
  const home = homeOf(coordinator, groupId, env);
  const known = coordinator.partitions[home]?.groups[groupId];
  if (known === undefined || gone.length === 0) return decided(coordinator);
  const left = Object.fromEntries(Object.entries(known).filter(([partition]) => !gone.includes(partition)));
  const tombstones = appendTo(coordinator, home, gone.map((partition) => [offsetKey(groupId, partition), null]), 0, 'tombstones', env);
  return decided(withGroup(tombstones.context, home, groupId, left), ...tombstones.effects);
}

/** What was written is committed, or was refused. */
export function appended(coordinator: CoordinatorContext, { key, error, baseOffset }: InternallyAppendedEvent, env: Env): Decided<CoordinatorContext> {
  const { [key]: known, ...writes } = coordinator.writes;
  if (known === undefined) return decided(coordinator);
  const heard = { ...coordinator, writes };
  if (known.type === 'group') return decided(heard, stored(heard, known.groupId, known.token, error));
  if (error !== 'NONE') return answerClient(heard, known, commitError(error, env));
  return answerClient(intoCache(heard, known, baseOffset), known, 'NONE');
}

/** Another commit may have been faster: the later record counts. Source: GroupMetadata.onOffsetCommitAppend. */
function intoCache(coordinator: CoordinatorContext, { partition, groupId, stored: offsets }: Extract<PendingWrite, { type: 'offsets' }>, baseOffset: number): CoordinatorContext {
  const before = coordinator.partitions[partition]?.groups[groupId];
  if (before === undefined) return coordinator;
  const news = Object.entries(offsets)
    .map(([of, value], index): readonly [TopicPartition, CachedOffset] => [of, { ...value, recordOffset: baseOffset + index }])
    .filter(([of, { recordOffset }]) => (before[of]?.recordOffset ?? -1) < recordOffset);
  return withGroup(coordinator, partition, groupId, { ...before, ...Object.fromEntries(news) });
}

function answerClient(coordinator: CoordinatorContext, known: Extract<PendingWrite, { type: 'offsets' }>, error: ErrorName): Decided<CoordinatorContext> {
  const { request, replyTo, stored: offsets, groupId: group } = known;
  const { memberId, generationId: generation } = request;
  const whose = { brokerId: coordinator.brokerId, group, memberId, generation };
  const client = nodeOf(replyTo.to);
  const taken = request.offsets.filter(({ partition }) => offsets[partition] !== undefined);
  const fact = error === 'NONE' ? report({ type: 'OffsetsCommitted', ...whose, client, offsets: taken }) : report({ type: 'OffsetCommitFailed', ...whose, error, offsets: taken });
  const message = answerCommit(request, (partition) => (offsets[partition] === undefined ? 'OFFSET_METADATA_TOO_LARGE' : error));
  return decided(coordinator, ...(taken.length === 0 ? [] : [fact]), { type: 'reply', to: replyTo, message });
}

/** What the log says, as a committer understands it; in Scala it hears of the timeout itself. Source: GroupMetadataManager.storeOffsets, CoordinatorOperationExceptionHelper. */
function commitError(error: ErrorName, { shared: { era } }: Env): ErrorName {
  return error === 'REQUEST_TIMED_OUT' && era.groupCoordinator === 'scala' ? error : responseErrorOf(error, era);
}
