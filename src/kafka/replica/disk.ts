import type { Decided, Env, HaltEvent } from '../actor.ts';
import { report } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { flush } from '../log/flush.ts';
import type { Log } from '../log/log.ts';
import { EMPTY_LOG, recordsFrom, reloadProducers, startOverAt, truncateTo } from '../log/log.ts';
import { advanceLogStart } from '../log/logStart.ts';
import { segmentsOf } from '../log/segments.ts';
import { checkpointEverything } from './checkpoints.ts';
import { withFlushed } from './flush.ts';
import { clampToLog } from './highWatermark.ts';
import type { LoadLogEvent, ReplicaContext } from './types.ts';

/**
 * The process is gone. A killed one leaves its log whole, for the page cache is the system's; a power cut takes what
 * was not flushed; one that ends in order flushes everything and writes its checkpoints first.
 */
export function halt(replica: ReplicaContext, { how }: HaltEvent, env: Env): Decided<ReplicaContext> {
  if (how === 'power-off') return losePower(replica);
  if (how === 'killed' || how === 'fatal-error') return decided(withoutMemory(crashed(replica, replica.log)));
  if (!replica.loaded) return decided(withoutMemory(replica));
  const flushed = withFlushed(replica, flush(replica.log), 'shutdown', env);
  return decided(withoutMemory(checkpointEverything(flushed.context, env)), ...flushed.effects);
}

function losePower(replica: ReplicaContext): Decided<ReplicaContext> {
  const { brokerId, partition, log: before } = replica;
  const to = before.flushedOffset;
  const removed = recordsFrom(before, Math.max(to, before.logStartOffset));
  const context = withoutMemory(crashed(replica, truncateTo(before, to)));
  if (removed.length === 0) return decided(context);
  return decided(context, report({ type: 'UnflushedRecordsLost', brokerId, partition, from: before.logEndOffset, to, removed }));
}

/**
 * The log start and the recovery point as the checkpoint files have them, for nobody wrote down the newest. A log that
 * now ends below its start begins anew there.
 *
 * Source: LogLoader.load, LogLoader.recoverLog.
 */
function crashed(replica: ReplicaContext, onDisk: Log): ReplicaContext {
  const { checkpointedLogStartOffset, checkpointedRecoveryPoint } = replica;
  const logStartOffset = Math.max(checkpointedLogStartOffset, onDisk.segments[0] ?? 0);
  if (onDisk.logEndOffset < logStartOffset) return { ...replica, log: startOverAt(logStartOffset) };
  const recoveryPoint = Math.min(checkpointedRecoveryPoint, onDisk.logEndOffset);
  return { ...replica, log: advanceLogStart({ ...reloadProducers(onDisk), logStartOffset: onDisk.segments[0] ?? 0, recoveryPoint }, logStartOffset) };
}

/**
 * What a new process finds on the disk: the log, and the high watermark as it was last written. An epoch that began
 * at the log's end and got no record is forgotten. Source: LogLoader.load.
 */
function withoutMemory(replica: ReplicaContext): ReplicaContext {
  return {
    ...replica,
    log: truncateTo(replica.log, replica.log.logEndOffset),
    highWatermark: clampToLog(replica.checkpointedHighWatermark, replica.log),
    loaded: false, leaderId: -1, leaderEpoch: -1, partitionEpoch: -1, epochStartOffset: -1, remote: {}, pendingIsr: null, heldAppends: [], eligible: {},
  };
}

/**
 * A new process loads the log. After an unclean end it reads every segment from the recovery point on; that takes no
 * time here. Source: LogLoader.recoverLog.
 */
export function loadLog(replica: ReplicaContext, { hadCleanShutdown }: LoadLogEvent, env: Env): Decided<ReplicaContext> {
  const { brokerId, partition, log } = replica;
  const context = { ...replica, loaded: true, lastFlushTimeMs: env.nowMs };
  if (hadCleanShutdown) return decided(context);
  const { recoveryPoint, logEndOffset } = log;
  const unflushed = segmentsOf(log).filter((segment, index) => segment.endOffset > recoveryPoint || index === log.segments.length - 1);
  return decided(context, ...unflushed.map(({ baseOffset }, recovered) =>
    report({ type: 'LogRecovered', brokerId, partition, segment: baseOffset, recovered, unflushed: unflushed.length, recoveryPoint, logEndOffset })));
}

export function loseDisk(replica: ReplicaContext, _event: unknown, env: Env): Decided<ReplicaContext> {
  const emptied = { ...replica, log: EMPTY_LOG, checkpointedHighWatermark: 0, checkpointedRecoveryPoint: 0, checkpointedLogStartOffset: 0, cleanerCheckpoint: null };
  return decided({ ...withoutMemory(emptied), loaded: true, lastFlushTimeMs: env.nowMs });
}
