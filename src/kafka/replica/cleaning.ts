import type { Decided, Env, KafkaEvent } from '../actor.ts';
import { brokerAddress, report, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { cleanLog } from '../log/compaction/cleanLog.ts';
import type { LogToClean } from '../log/compaction/toClean.ts';
import { isWorthCleaning, logToClean, worthCleaningAtMs } from '../log/compaction/toClean.ts';
import { sizeInBytes } from '../log/log.ts';
import { recordsOf } from '../log/record.ts';
import { deleteCompactedSegments } from '../log/retention.ts';
import { largestTimestampMs, segmentsOf } from '../log/segments.ts';
import { written } from './checkpoints.ts';
import type { ReplicaContext } from './types.ts';

/** The broker's log cleaner is to look when it next has something to do: that may have changed. */
export interface PlanCleaningEvent {
  readonly type: 'PlanCleaning';
}

export function isCompacted({ config }: ReplicaContext): boolean {
  return config.cleanupPolicy.includes('compact');
}

/** What the cleaner sees of this replica's log. */
export function replicaToClean(replica: ReplicaContext, nowMs: number): LogToClean {
  return logToClean(replica.log, replica.highWatermark, replica.cleanerCheckpoint ?? undefined, nowMs, replica.config);
}

/** One round of the cleaner with this log, and the checkpoint behind it. Source: LogCleaner.cleanLog, LogCleanerManager.doneCleaning. */
export function cleanReplica(replica: ReplicaContext, _event: unknown, { nowMs, shared: { era } }: Env): Decided<ReplicaContext> {
  const toClean = replicaToClean(replica, nowMs);
  if (!isCompacted(replica) || !isWorthCleaning(toClean, replica.config)) return decided(replica);
  const { brokerId, partition, log: before } = replica;
  const { log, cleanedUpTo, removed } = cleanLog(before, toClean, nowMs, replica.config, { tombstonesStayBy: era.tombstonesStayBy, keepsLastBatch: era.cleanerKeepsLastBatch });
  const bytesOf = ({ batches }: typeof log) => sizeInBytes(batches.filter(({ baseOffset }) => baseOffset < cleanedUpTo));
  const kept = recordsOf(log.batches).filter(({ offset }) => offset < cleanedUpTo).length;
  const fact = report({
    type: 'LogCleaned', brokerId, partition, from: toClean.firstDirtyOffset, to: cleanedUpTo, removed, kept, bytesBefore: bytesOf(before), bytesAfter: bytesOf(log),
  });
  const checkpoint = written({ ...replica, log, cleanerCheckpoint: cleanedUpTo }, 'cleaner-offset-checkpoint', cleanedUpTo);
  return decided(checkpoint.context, fact, ...checkpoint.effects);
}

/** A log that was cut may be clean only up to its active segment. Source: LogCleanerManager.maybeTruncateCheckpoint. */
export function checkpointAfterTruncation({ cleanerCheckpoint, log }: ReplicaContext): number | null {
  return cleanerCheckpoint === null ? null : Math.min(cleanerCheckpoint, log.segments.at(-1) ?? 0);
}

/**
 * When the cleaner would first find something to do with this log, were it left alone from now on; null if never.
 * Kafka's cleaner looks every log.cleaner.backoff.ms, and mostly in vain.
 */
export function cleanerDueAtMs(replica: ReplicaContext, nowMs: number): number | null {
  if (!replica.loaded || !isCompacted(replica)) return null;
  const { log, highWatermark, cleanerCheckpoint, config } = replica;
  const moments = [worthCleaningAtMs(log, highWatermark, cleanerCheckpoint ?? undefined, nowMs, config), deletionDueAtMs(replica, nowMs)];
  const known = moments.filter((atMs) => atMs !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function deletionDueAtMs({ log, highWatermark, config }: ReplicaContext, nowMs: number): number | null {
  const deletesAt = (atMs: number) => deleteCompactedSegments(log, highWatermark, atMs, config).length > 0;
  if (deletesAt(nowMs)) return nowMs;
  const [oldest] = segmentsOf(log);
  if (oldest === undefined || config.retentionMs < 0 || oldest.batches.length === 0) return null;
  const oldAtMs = largestTimestampMs(oldest.batches) + config.retentionMs + 1;
  return oldAtMs > nowMs && deletesAt(oldAtMs) ? oldAtMs : null;
}

/** The same rule; where it changes what the cleaner has to do with this log, the broker hears of it. */
export function tellsCleaner<Event extends KafkaEvent>(rule: (replica: ReplicaContext, event: Event, env: Env) => Decided<ReplicaContext>): typeof rule {
  return (replica, event, env) => {
    const done = rule(replica, event, env);
    const { context } = done;
    if (!isCompacted(context) && !isCompacted(replica)) return done;
    if (context.log === replica.log && context.highWatermark === replica.highWatermark && context.config === replica.config && context.loaded === replica.loaded) return done;
    if (cleanerDueAtMs(replica, env.nowMs) === cleanerDueAtMs(context, env.nowMs)) return done;
    const plan: PlanCleaningEvent = { type: 'PlanCleaning' };
    return { context, effects: [...done.effects, tell(brokerAddress(context.brokerId), plan)] };
  };
}
