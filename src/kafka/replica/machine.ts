import { setup } from 'xstate';
import { rulesOf } from '../../world/machine.ts';
import type { Stepped } from '../../world/machine.ts';
import type { Effect, Shared } from '../actor.ts';
import { EMPTY_LOG } from '../log/log.ts';
import type { TopicPartition } from '../log/record.ts';
import { appendRecords, holdAppend, refuseAppend } from './append.ts';
import { cleanReplica, tellsCleaner } from './cleaning.ts';
import { checkpointHighWatermark, checkpointLogStartOffset, checkpointRecoveryPoint } from './checkpoints.ts';
import { halt, loadLog, loseDisk } from './disk.ts';
import { flushIfDue } from './flush.ts';
import { epochTruncation, resetLog, takeFetched, truncateToEpoch, truncateToHighWatermark } from './follow.ts';
import { alterPartitionAnswered, checkIsr } from './isr.ts';
import { applyCleanerRetention, applyRetention, deleteRecords, refuseDeletion } from './logStart.ts';
import { readForFetch, refuseRead } from './readForFetch.ts';
import { followsOn, makeFollower, makeLeader, surroundingsChanged } from './roles.ts';
import type { ApplyPartitionEvent, ReplicaConfig, ReplicaContext, ReplicaEvent } from './types.ts';

export interface ReplicaInput {
  readonly brokerId: number;
  readonly partition: TopicPartition;
  readonly nowMs?: number;
}

/** Until the broker says what counts: nothing is flushed, rolled or deleted. */
const NO_CONFIG: ReplicaConfig = {
  minInsyncReplicas: 1, replicaLagTimeMaxMs: 30_000, replicaLagMaxMessages: 4_000, uncleanLeaderElectionEnable: false, flushMessages: Number.MAX_SAFE_INTEGER, flushMs: Number.MAX_SAFE_INTEGER,
  segmentBytes: Number.MAX_SAFE_INTEGER, segmentMs: Number.MAX_SAFE_INTEGER, retentionMs: -1, retentionBytes: -1, cleanupPolicy: ['delete'],
  minCleanableDirtyRatio: 1, minCompactionLagMs: 0, maxCompactionLagMs: Number.MAX_SAFE_INTEGER, deleteRetentionMs: Number.MAX_SAFE_INTEGER,
};

const act = rulesOf<ReplicaContext, ReplicaEvent, Shared, Effect>();

/** Metadata older than what the leader already heard from the controller. Source: Partition.makeLeader. */
function isStale(context: ReplicaContext, { registration }: ApplyPartitionEvent): boolean {
  return registration.partitionEpoch < context.partitionEpoch;
}

/** The surroundings come with every event. */
function eraAt(event: object): Shared['era'] {
  return (event as Stepped<Shared>).env.shared.era;
}

/** Before it may fetch, a follower finds out where its log parts from the leader's: by epoch where the Fetch itself does not tell, by its high watermark where there is no epoch yet. */
function truncatesFirst({ log }: ReplicaContext, event: object): boolean {
  const { truncation } = eraAt(event);
  if (truncation === 'high-watermark') return false;
  return truncation !== 'diverging-epoch-in-fetch' || log.epochCache.length === 0;
}

const newRole = [
  { guard: 'isStale' },
  { guard: 'leadsNow', target: '#replica.leader', actions: 'makeLeader' },
  { guard: 'keepsFollowing', actions: 'makeFollower' },
  { guard: 'truncatesFirst', target: '#replica.follower.truncating', actions: 'makeFollower' },
  { target: '#replica.follower.fetching', actions: 'makeFollower' },
] as const;

/** One partition on one broker: Kafka's Partition, its local Replica and its log. */
export const replicaMachine = setup({
  types: { context: {} as ReplicaContext, events: {} as ReplicaEvent, input: {} as ReplicaInput },
  actions: {
    makeLeader: act<'ApplyPartition'>(tellsCleaner(makeLeader)),
    makeFollower: act<'ApplyPartition'>(tellsCleaner(makeFollower)),
    surroundingsChanged: act<'SurroundingsChanged'>(tellsCleaner(surroundingsChanged)),
    appendRecords: act<'AppendRecords'>(tellsCleaner(appendRecords)),
    holdAppend: act<'AppendRecords'>(holdAppend),
    refuseAppend: act<'AppendRecords'>(refuseAppend),
    readForFetch: act<'ReadForFetch'>(tellsCleaner(readForFetch)),
    refuseRead: act<'ReadForFetch'>(refuseRead),
    checkIsr: act<'CheckIsr'>(tellsCleaner(checkIsr)),
    alterPartitionAnswered: act<'AlterPartitionAnswered'>(tellsCleaner(alterPartitionAnswered)),
    takeFetched: act<'Fetched'>(tellsCleaner(takeFetched)),
    truncateToHighWatermark: act<'TruncateToHighWatermark'>(tellsCleaner(truncateToHighWatermark)),
    truncateToEpoch: act<'TruncateToEpoch'>(tellsCleaner(truncateToEpoch)),
    resetLog: act<'ResetLog'>(tellsCleaner(resetLog)),
    checkpointHighWatermark: act<'CheckpointHighWatermark'>(checkpointHighWatermark),
    checkpointRecoveryPoint: act<'CheckpointRecoveryPoint'>(checkpointRecoveryPoint),
    checkpointLogStartOffset: act<'CheckpointLogStartOffset'>(checkpointLogStartOffset),
    flushIfDue: act<'FlushIfDue'>(flushIfDue),
    applyRetention: act<'DeleteOldSegments'>(applyRetention),
    cleanReplica: act<'CleanLog'>(cleanReplica),
    applyCleanerRetention: act<'DeleteCompactedSegments'>(applyCleanerRetention),
    deleteRecords: act<'DeleteRecordsBefore'>(tellsCleaner(deleteRecords)),
    refuseDeletion: act<'DeleteRecordsBefore'>(refuseDeletion),
    loadLog: act<'LoadLog'>(tellsCleaner(loadLog)),
    halt: act<'Halt'>(halt),
    loseDisk: act<'DiskLost'>(loseDisk),
  },
  guards: {
    isStale: ({ context, event }) => event.type === 'ApplyPartition' && isStale(context, event),
    leadsNow: ({ context, event }) => event.type === 'ApplyPartition' && event.registration.leader === context.brokerId,
    keepsFollowing: ({ context, event }) =>
      event.type === 'ApplyPartition' && context.leaderId !== context.brokerId && followsOn(context, event.registration, eraAt(event)),
    truncatesFirst: ({ context, event }) => truncatesFirst(context, event),
    isTruncated: ({ context, event }) => event.type === 'TruncateToEpoch' && epochTruncation(context, event)?.isDone === true,
    isWritingIsr: ({ context, event }) => context.pendingIsr !== null && eraAt(event).isrChanges === 'leader-writes-zookeeper',
  },
}).createMachine({
  id: 'replica',
  initial: 'offline',
  context: ({ input }) => ({
    brokerId: input.brokerId, partition: input.partition, log: EMPTY_LOG, checkpointedHighWatermark: 0, checkpointedRecoveryPoint: 0, checkpointedLogStartOffset: 0, cleanerCheckpoint: null,
    highWatermark: 0, loaded: true, lastFlushTimeMs: input.nowMs ?? 0,
    replicas: [], leaderId: -1, leaderEpoch: -1, partitionEpoch: -1, isr: [], leaderRecoveryState: 'RECOVERED',
    epochStartOffset: -1, remote: {}, pendingIsr: null, heldAppends: [], eligible: {},
    config: NO_CONFIG,
  }),
  states: {
    offline: {
      on: { LoadLog: { actions: 'loadLog' }, ApplyPartition: newRole, DiskLost: { actions: 'loseDisk' }, DeleteRecordsBefore: { actions: 'refuseDeletion' } },
    },
    leader: {
      on: {
        ApplyPartition: newRole,
        AppendRecords: [{ guard: 'isWritingIsr', actions: 'holdAppend' }, { actions: 'appendRecords' }],
        ReadForFetch: { actions: 'readForFetch' },
        DeleteRecordsBefore: { actions: 'deleteRecords' },
        CheckIsr: { actions: 'checkIsr' },
        AlterPartitionAnswered: { actions: 'alterPartitionAnswered' },
      },
    },
    follower: {
      initial: 'fetching',
      on: {
        ApplyPartition: newRole,
        AppendRecords: { actions: 'refuseAppend' },
        ReadForFetch: { actions: 'refuseRead' },
        DeleteRecordsBefore: { actions: 'refuseDeletion' },
      },
      states: {
        truncating: {
          on: {
            TruncateToHighWatermark: { target: 'fetching', actions: 'truncateToHighWatermark' },
            TruncateToEpoch: [{ guard: 'isTruncated', target: 'fetching', actions: 'truncateToEpoch' }, { actions: 'truncateToEpoch' }],
          },
        },
        fetching: { on: { Fetched: { actions: 'takeFetched' }, ResetLog: { actions: 'resetLog' } } },
      },
    },
  },
  on: {
    SurroundingsChanged: { actions: 'surroundingsChanged' },
    CheckpointHighWatermark: { actions: 'checkpointHighWatermark' },
    CheckpointRecoveryPoint: { actions: 'checkpointRecoveryPoint' },
    CheckpointLogStartOffset: { actions: 'checkpointLogStartOffset' },
    FlushIfDue: { actions: 'flushIfDue' },
    DeleteOldSegments: { actions: 'applyRetention' },
    CleanLog: { actions: 'cleanReplica' },
    DeleteCompactedSegments: { actions: 'applyCleanerRetention' },
    Halt: { target: '.offline', actions: 'halt' },
  },
});
