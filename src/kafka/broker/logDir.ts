import type { Decided, Env, HaltEvent } from '../actor.ts';
import { replicaAddress, report, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import type { TopicPartition } from '../log/record.ts';
import type { LoadLogEvent } from '../replica/types.ts';
import type { BrokerContext } from './types.ts';

/** The broker's log directory, as far as it is not the logs themselves. */
export interface LogDir {
  /** On the disk: the partitions that have a log. */
  readonly partitions: readonly TopicPartition[];
  /** On the disk: `.kafka_cleanshutdown`, until the next process has read it. */
  readonly cleanShutdown: boolean;
  /** In memory: this process has loaded the logs. */
  readonly loaded: boolean;
}

export const NO_LOG_DIR: LogDir = { partitions: [], cleanShutdown: false, loaded: false };

/** Loads every log there is, with recovery unless the clean shutdown file is there; that goes. Source: LogManager.loadLogs. */
export function loadLogs(broker: BrokerContext, _env: Env): Decided<BrokerContext> {
  const { partitions, cleanShutdown: hadCleanShutdown } = broker.logDir;
  const loaded = { ...broker, logDir: { partitions, cleanShutdown: false, loaded: true } };
  if (partitions.length === 0) return decided(loaded);
  const event: LoadLogEvent = { type: 'LoadLog', hadCleanShutdown };
  return decided(
    loaded,
    report({ type: 'LogsLoaded', brokerId: broker.brokerId, logs: partitions.length, hadCleanShutdown }),
    ...partitions.map((partition) => tell(replicaAddress(broker.brokerId, partition), event)),
  );
}

/** Partitions that get a replica here have a log from now on. */
export function withLogs(broker: BrokerContext, partitions: readonly TopicPartition[]): BrokerContext {
  const added = partitions.filter((partition) => !broker.logDir.partitions.includes(partition));
  if (added.length === 0) return broker;
  return { ...broker, logDir: { ...broker.logDir, partitions: [...broker.logDir.partitions, ...added] } };
}

/** Their logs are deleted. */
export function withoutLogs(broker: BrokerContext, partitions: readonly TopicPartition[]): BrokerContext {
  return { ...broker, logDir: { ...broker.logDir, partitions: broker.logDir.partitions.filter((partition) => !partitions.includes(partition)) } };
}

/** A process that ends in order leaves the clean shutdown file; one that never read it leaves it as it was. Source: LogManager.shutdown. */
export function logDirAfter({ logDir }: BrokerContext, how: HaltEvent['how']): LogDir {
  const inOrder = how === 'controlled-shutdown' || how === 'start-up-failed';
  return { partitions: logDir.partitions, cleanShutdown: logDir.loaded ? inOrder : logDir.cleanShutdown, loaded: false };
}
