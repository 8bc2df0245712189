import type { EraId } from '../kafka/era/era.ts';

/** How a version's log lines differ. Sources: Partition.scala, UnifiedLog of each version. */
export interface LogFormats {
  /** 0.8's own words, where 0.10 had found others. */
  readonly firstWords: boolean;
  /** What `Shrinking ISR` tells of the replicas that leave: nothing, where they end (2.3), also when they last caught up (3.6). */
  readonly shrinkDetails: 'none' | 'end-offset' | 'end-offset-and-time';
  /** `Expanding ISR from … to …` is logged (until 2.7). */
  readonly logsExpansion: boolean;
  /** How a partition calls itself: `Partition [orders,0] on broker 1: `, naming itself in what it says of its ISR too (to 0.10), or as now (1.0). */
  readonly partition: 'named-twice' | 'on-broker' | 'in-brackets';
  /** What a replica's new role is told by: nothing at INFO, the leader's epoch alone (0.11), both roles in the state-change log (2.4), also where it came from (3.1). */
  readonly roles: 'none' | 'leader-epoch' | 'both' | 'both-with-details';
  /** What names the thread of a fetcher: `[ReplicaFetcherThread-0-1], `, with a colon (0.11), or its brokers (1.0). */
  readonly fetcher: 'comma' | 'colon' | 'brokers';
  /** A consumer's and its coordinator's words, each with its own habits. */
  readonly consumer: 'of-the-group' | 'prefixed' | 'joins-and-syncs' | 'with-reasons';
  /** What the coordinator tells of a rebalance: only that; where it keeps the group (0.11); also why (1.1); also who (2.8). */
  readonly group: 'bare' | 'partition' | 'reason' | 'members';
  /** How the ZooKeeper controller tells of itself and of brokers. */
  readonly controller: 'elector' | 'events' | 'epochs' | 'bounces';
  /** What a leader says when its ISR change is refused: as AlterIsr had it (2.8), or AlterPartition. */
  readonly isrRefused: 'isr' | 'partition';
  /** A client tells of a broken connection (INFO since 3.x). */
  readonly disconnectLevel: 'DEBUG' | 'INFO';
  /** `ISR updated`: not at INFO, with its version in brackets (2.4), plain with a place for `(under-min-isr)` (3.5). */
  readonly isrUpdated: 'none' | 'brackets' | 'under-min-isr-slot';
  /** `Not increasing HWM …` (3.7). */
  readonly logsFrozenHighWatermark: boolean;
  /** How the log manager says whether it recovers: not at INFO, for all logs (2.6), with their number (3.1). */
  readonly loadsLogs: 'none' | 'for-all' | 'counted';
  /** `Recovering unflushed segment` tells how many are done (3.0). */
  readonly recoveryProgress: boolean;
  /** `Flushing log` says that its offset is exclusive, and the recovery point (3.2). */
  readonly exclusiveFlush: boolean;
  /** How a log tells that its start moved: not at all, naming itself and its directory (0.11), alone (1.0), with the reason (2.7). */
  readonly logStart: 'none' | 'named' | 'plain' | 'reason';
  /** A log is named in what it says, and not before it (to 0.11). */
  readonly logNamesItself: boolean;
  /** Where a consumer is told to begin anew, and which class logs it: 'strategy' says only the strategy. */
  readonly reset: { readonly what: 'strategy' | 'offset' | 'position'; readonly level: 'DEBUG' | 'INFO'; readonly logger: string };
  /** What a consumer out of range names: its offset, or its whole position (2.3), and the class that logs. */
  readonly outOfRange: { readonly what: 'offset' | 'position'; readonly logger: string };
  /** What loads a log (LogLoader since 3.1), as `log`. */
  readonly loader: { readonly name: string; readonly logger: string };
  /** The name a log calls itself by (UnifiedLog since 3.2), and the class that logs. */
  readonly log: { readonly name: string; readonly logger: string };
  /** The controller and the tools name a partition `[orders,0]` (TopicAndPartition, to 1.0). */
  readonly bracketsPartitions: boolean;
  /** The class that logs a cleaning (moved to the storage module in 4.1). */
  readonly cleaner: string;
}

const POSITION = { what: 'position', level: 'INFO', logger: 'consumer.internals.SubscriptionState' } as const;

const OLD: LogFormats = {
  firstWords: false, shrinkDetails: 'none', logsExpansion: true, isrUpdated: 'none', logsFrozenHighWatermark: false, roles: 'none', partition: 'named-twice', fetcher: 'comma', consumer: 'of-the-group', group: 'bare',
  controller: 'elector', isrRefused: 'isr', disconnectLevel: 'DEBUG', logNamesItself: true, reset: { what: 'strategy', level: 'DEBUG', logger: 'consumer.internals.Fetcher' },
  loadsLogs: 'none', recoveryProgress: false, exclusiveFlush: false, logStart: 'none',
  outOfRange: { what: 'offset', logger: 'consumer.internals.Fetcher' }, loader: { name: 'Log', logger: 'kafka.log.Log' }, log: { name: 'Log', logger: 'kafka.log.Log' }, bracketsPartitions: true,
  cleaner: 'kafka.log.LogCleaner',
};
const ELEVEN: LogFormats = {
  ...OLD, partition: 'on-broker', roles: 'leader-epoch', fetcher: 'colon', group: 'partition', controller: 'events', logStart: 'named',
  reset: { what: 'offset', level: 'DEBUG', logger: 'consumer.internals.Fetcher' },
};
const TWO_ONE: LogFormats = {
  ...ELEVEN, partition: 'in-brackets', fetcher: 'brokers', consumer: 'prefixed', group: 'reason', controller: 'epochs', logStart: 'plain', logNamesItself: false, bracketsPartitions: false,
  reset: { what: 'offset', level: 'INFO', logger: 'consumer.internals.Fetcher' },
};
const RECENT: LogFormats = {
  firstWords: false, shrinkDetails: 'end-offset-and-time', logsExpansion: false, isrUpdated: 'under-min-isr-slot', logsFrozenHighWatermark: true, roles: 'both-with-details', partition: 'in-brackets', fetcher: 'brokers',
  consumer: 'with-reasons', group: 'members', controller: 'bounces', isrRefused: 'partition', disconnectLevel: 'INFO', logNamesItself: false, reset: POSITION,
  loadsLogs: 'counted', recoveryProgress: true, exclusiveFlush: true, logStart: 'reason',
  outOfRange: { what: 'position', logger: 'consumer.internals.FetchCollector' }, loader: { name: 'LogLoader', logger: 'kafka.log.LogLoader' },
  log: { name: 'UnifiedLog', logger: 'kafka.log.UnifiedLog' }, cleaner: 'kafka.log.LogCleaner', bracketsPartitions: false,
};

export const logFormats: Readonly<Record<EraId, LogFormats>> = {
  '0.8': { ...OLD, firstWords: true },
  '0.10': OLD,
  '0.11': ELEVEN,
  '2.1': TWO_ONE,
  '2.8': {
    ...TWO_ONE, shrinkDetails: 'end-offset', logsExpansion: false, isrUpdated: 'brackets', loadsLogs: 'for-all', logStart: 'reason', roles: 'both', consumer: 'joins-and-syncs',
    group: 'members', controller: 'bounces', reset: POSITION, outOfRange: { what: 'position', logger: 'consumer.internals.Fetcher' },
  },
  '3.9': RECENT,
  '4.1': {
    ...RECENT, loader: { name: 'LogLoader', logger: 'org.apache.kafka.storage.internals.log.LogLoader' }, log: { name: 'UnifiedLog', logger: 'org.apache.kafka.storage.internals.log.UnifiedLog' },
    cleaner: 'org.apache.kafka.storage.internals.log.Cleaner',
  },
};
