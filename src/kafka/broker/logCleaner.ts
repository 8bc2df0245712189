import type { Decided, Effect, Env } from '../actor.ts';
import { replicaAddress, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { TopicPartition } from '../log/record.ts';
import { isWorthCleaning } from '../log/compaction/toClean.ts';
import { cleanerDueAtMs, isCompacted, replicaToClean } from '../replica/cleaning.ts';
import type { PlanCleaningEvent } from '../replica/cleaning.ts';
import type { CleanLogEvent, ReplicaContext } from '../replica/types.ts';
import { setting } from './settings.ts';
import type { BrokerContext } from './types.ts';

const THREAD = 'kafka-log-cleaner-thread-0';

/** What the threads are made anew for when it changes. Source: LogCleaner.RECONFIGURABLE_CONFIGS. */
const RECONFIGURABLE = [
  'log.cleaner.threads', 'log.cleaner.dedupe.buffer.size', 'log.cleaner.io.buffer.load.factor', 'log.cleaner.io.buffer.size', 'message.max.bytes',
  'log.cleaner.io.max.bytes.per.second', 'log.cleaner.backoff.ms',
] as const;

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
  const looksNow = broker.cleanerRestartedAtMs === env.nowMs && dueAtMs <= env.nowMs;
  const looksAtMs = looksNow ? env.nowMs : Math.max(Math.floor(env.nowMs / looksEveryMs) + 1, Math.ceil(dueAtMs / looksEveryMs)) * looksEveryMs;
  const event: CleanerDueEvent = { type: 'CleanerDue' };
  return decided<BrokerContext, Effect>(broker, { type: 'schedule', name: THREAD, afterMs: looksAtMs - env.nowMs, event });
}

/**
 * The broker has other settings than before. Where the cleaner's own are among them, its threads end and others start,
 * which look at once.
 *
 * Source: LogCleaner.reconfigure, DynamicBrokerConfig.processReconfiguration.
 */
export function reconfigureCleaner<Broker extends BrokerContext>(broker: Broker, before: MetadataImage, env: Env): Decided<Broker> {
  if (broker.image.configs === before.configs) return decided(broker);
  const old: BrokerContext = { ...broker, image: before };
  if (RECONFIGURABLE.every((name) => setting(broker, name, env) === setting(old, name, env))) return decided(broker);
  const plan: PlanCleaningEvent = { type: 'PlanCleaning' };
  return decided<Broker, Effect>({ ...broker, cleanerRestartedAtMs: env.nowMs }, tell(env.self, plan));
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
    { ...broker, cleanerRestartedAtMs: null },
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
