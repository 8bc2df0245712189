import type { Decided, Effect, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { Fact } from '../facts.ts';
import { flush } from '../log/flush.ts';
import type { Log } from '../log/log.ts';
import type { ReplicaContext } from './types.ts';

type Reason = Extract<Fact, { readonly type: 'RecordsFlushed' }>['reason'];

/** The replica with this log, and what was flushed on the way to it. */
export interface Flushed {
  readonly context: ReplicaContext;
  readonly effects: readonly Effect[];
}

/** Takes the log after an append: it may have rolled a segment, or be flushed by flush.messages. */
export function withAppended(replica: ReplicaContext, log: Log, env: Env): Flushed {
  return withFlushed(replica, log, log.recoveryPoint === log.logEndOffset ? 'flush.messages' : 'segment-roll', env);
}

/** Takes a log of which more may be on the disk than before. */
export function withFlushed(replica: ReplicaContext, log: Log, reason: Reason, { nowMs }: Pick<Env, 'nowMs'>): Flushed {
  const { flushedOffset: from } = replica.log;
  const to = log.flushedOffset;
  if (to <= from) return { context: { ...replica, log }, effects: [] };
  const { brokerId, partition } = replica;
  return { context: { ...replica, log, lastFlushTimeMs: nowMs }, effects: [report({ type: 'RecordsFlushed', brokerId, partition, from, to, reason })] };
}

/** Looked at every log.flush.scheduler.interval.ms: flush.ms since the last flush are over. Source: LogManager.flushDirtyLogs. */
export function flushIfDue(replica: ReplicaContext, _event: unknown, env: Env): Decided<ReplicaContext> {
  const { log, config, lastFlushTimeMs } = replica;
  if (log.recoveryPoint === log.logEndOffset || env.nowMs - lastFlushTimeMs < config.flushMs) return unchanged(replica);
  const flushed = withFlushed(replica, flush(log), 'flush.ms', env);
  return decided(flushed.context, ...flushed.effects);
}
