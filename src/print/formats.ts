import type { EraId } from '../kafka/era/era.ts';

/** How a version's log lines differ. Sources: Partition.scala, UnifiedLog of each version. */
export interface LogFormats {
  /** What `Shrinking ISR` tells of the replicas that leave: nothing, where they end (2.3), also when they last caught up (3.6). */
  readonly shrinkDetails: 'none' | 'end-offset' | 'end-offset-and-time';
  /** `Expanding ISR from … to …` is logged (until 2.7). */
  readonly logsExpansion: boolean;
  /** `ISR updated`: not at INFO, with brackets (2.4), plain with a place for `(under-min-isr)` (3.5). */
  readonly isrUpdated: 'none' | 'brackets' | 'under-min-isr-slot';
  /** `Not increasing HWM …` (3.7). */
  readonly logsFrozenHighWatermark: boolean;
  /** How the log manager says whether it recovers: not at INFO, for all logs (2.6), with their number (3.1). */
  readonly loadsLogs: 'none' | 'for-all' | 'counted';
  /** `Recovering unflushed segment` tells how many are done (3.0). */
  readonly recoveryProgress: boolean;
  /** `Flushing log` says that its offset is exclusive, and the recovery point (3.2). */
  readonly exclusiveFlush: boolean;
  /** `Incremented log start offset … due to …` (2.7). */
  readonly logStartReason: boolean;
  /** What a consumer out of range names: its offset, or its whole position (2.3), and the class that logs. */
  readonly outOfRange: { readonly what: 'offset' | 'position'; readonly logger: string };
  /** What loads a log (LogLoader since 3.1), as `log`. */
  readonly loader: { readonly name: string; readonly logger: string };
  /** A replica's new role is told with the topic's id, the partition epoch and the leader before (3.1). */
  readonly roleDetails: boolean;
  /** The name a log calls itself by (UnifiedLog since 3.2), and the class that logs. */
  readonly log: { readonly name: string; readonly logger: string };
  /** The controller and the tools name a partition `[orders,0]` (TopicAndPartition, to 1.0). */
  readonly bracketsPartitions: boolean;
  /** The level of the ZooKeeper controller's `Changed partition … to OnlinePartition` (INFO since 2.4). */
  readonly logsStateChanges: 'TRACE' | 'INFO';
  /** The class that logs a cleaning (moved to the storage module in 4.1). */
  readonly cleaner: string;
}

const OLD: LogFormats = {
  shrinkDetails: 'none', logsExpansion: true, isrUpdated: 'none', logsFrozenHighWatermark: false, roleDetails: false,
  loadsLogs: 'none', recoveryProgress: false, exclusiveFlush: false, logStartReason: false,
  outOfRange: { what: 'offset', logger: 'consumer.internals.Fetcher' }, loader: { name: 'Log', logger: 'kafka.log.Log' }, log: { name: 'Log', logger: 'kafka.log.Log' }, bracketsPartitions: true, logsStateChanges: 'TRACE',
  cleaner: 'kafka.log.LogCleaner',
};
const RECENT: LogFormats = {
  shrinkDetails: 'end-offset-and-time', logsExpansion: false, isrUpdated: 'under-min-isr-slot', logsFrozenHighWatermark: true, roleDetails: true,
  loadsLogs: 'counted', recoveryProgress: true, exclusiveFlush: true, logStartReason: true,
  outOfRange: { what: 'position', logger: 'consumer.internals.FetchCollector' }, loader: { name: 'LogLoader', logger: 'kafka.log.LogLoader' },
  log: { name: 'UnifiedLog', logger: 'kafka.log.UnifiedLog' }, cleaner: 'kafka.log.LogCleaner', bracketsPartitions: false, logsStateChanges: 'INFO',
};

export const logFormats: Readonly<Record<EraId, LogFormats>> = {
  '0.8': OLD,
  '0.10': OLD,
  '0.11': OLD,
  '2.1': { ...OLD, bracketsPartitions: false },
  '2.8': {
    ...OLD, bracketsPartitions: false, logsStateChanges: 'INFO', shrinkDetails: 'end-offset', logsExpansion: false, isrUpdated: 'brackets', loadsLogs: 'for-all', logStartReason: true,
    outOfRange: { what: 'position', logger: 'consumer.internals.Fetcher' },
  },
  '3.9': RECENT,
  '4.1': {
    ...RECENT, loader: { name: 'LogLoader', logger: 'org.apache.kafka.storage.internals.log.LogLoader' }, log: { name: 'UnifiedLog', logger: 'org.apache.kafka.storage.internals.log.UnifiedLog' },
    cleaner: 'org.apache.kafka.storage.internals.log.Cleaner',
  },
};
