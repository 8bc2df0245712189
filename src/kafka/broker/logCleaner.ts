import type { Decided, Effect, Env } from '../actor.ts';
import { replicaAddress, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import type { TopicPartition } from '../log/record.ts';
import { isWorthCleaning } from '../log/compaction/toClean.ts';
import { cleanerDueAtMs, isCompacted, replicaToClean } from '../replica/cleaning.ts';
import type { PlanCleaningEvent } from '../replica/cleaning.ts';
import type { CleanLogEvent, ReplicaContext } from '../replica/types.ts';
import { setting } from './settings.ts';
import type { BrokerContext } from './types.ts';

const THREAD = 'kafka-log-cleaner-thread-0';

export interface CleanerDueEvent {
  readonly type: 'CleanerDue';
}

/**
 * The cleaner's next look is the first, in steps of log.cleaner.backoff.ms, at which a log of this broker needs it: the
 * looks in vain between are left out.
 */
export function planCleaning(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const dueAtMs = runsCleaner(broker, env) ? Math.min(...compacted(broker, env).map((replica) => cleanerDueAtMs(replica, env.nowMs) ?? Infinity)) : Infinity;
  if (dueAtMs === Infinity) return decided<BrokerContext, Effect>(broker, { type: 'cancel', name: THREAD });
  const looksEveryMs = Math.max(1, setting(broker, 'log.cleaner.backoff.ms', env));
  const looksAtMs = Math.max(Math.floor(env.nowMs / looksEveryMs) + 1, Math.ceil(dueAtMs / looksEveryMs)) * looksEveryMs;
  const event: CleanerDueEvent = { type: 'CleanerDue' };
  return decided<BrokerContext, Effect>(broker, { type: 'schedule', name: THREAD, afterMs: looksAtMs - env.nowMs, event });
}

function runsCleaner(broker: BrokerContext, env: Env): boolean {
  return setting(broker, 'log.cleaner.enable', env) && setting(broker, 'log.cleaner.threads', env) > 0;
}

/**
 * The thread comes round: it cleans the filthiest log, then the next, until none is worth it, and deletes old segments of
 * compacted logs. All that takes no time.
 *
 * Source: LogCleaner.CleanerThread.doWork, LogCleanerManager.grabFilthiestCompactedLog.
 */
export function cleanerDue(broker: BrokerContext, _event: unknown, env: Env): Decided<BrokerContext> {
  const logs = runsCleaner(broker, env) ? compacted(broker, env) : [];
  const filthy = logs.map((replica) => ({ replica, toClean: replicaToClean(replica, env.nowMs) })).filter(({ replica, toClean }) => isWorthCleaning(toClean, replica.config));
  const filthiestFirst = filthy.toSorted((a, b) => b.toClean.cleanableRatio - a.toClean.cleanableRatio).map(({ replica }) => replica);
  const plan: PlanCleaningEvent = { type: 'PlanCleaning' };
  return decided(
    broker,
    ...filthiestFirst.map(({ partition }) => told(broker, partition, 'CleanLog')),
    ...logs.map(({ partition }) => told(broker, partition, 'DeleteCompactedSegments')),
    tell(env.self, plan),
  );
}

function told({ brokerId }: BrokerContext, partition: TopicPartition, type: CleanLogEvent['type']): Effect {
  const event: CleanLogEvent = { type };
  return tell(replicaAddress(brokerId, partition), event);
}

function compacted({ brokerId, logDir }: BrokerContext, env: Env): readonly ReplicaContext[] {
  return logDir.partitions.flatMap((partition) => {
    const replica = env.node.read(replicaAddress(brokerId, partition))?.context as ReplicaContext | undefined;
    return replica !== undefined && isCompacted(replica) ? [replica] : [];
  });
}
