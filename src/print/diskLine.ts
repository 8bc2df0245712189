import { eraOf } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type DiskFact = Extract<Fact, { readonly type: 'LogsLoaded' | 'LogRecovered' | 'RecordsFlushed' | 'LogStartOffsetAdvanced' | 'LogCleaned' | 'ReplicaDeleted' }>;

const LOG_DIR = '/tmp/kafka-logs';

/** Source: LogStartOffsetIncrementReason. */
const REASONS = {
  'delete-records': 'client delete records request', 'retention.ms': 'segment deletion', 'retention.bytes': 'segment deletion', leader: 'leader offset increment',
} as const;

/** What the logs and their manager print. `…` stands for times that the fact does not carry. */
export function diskLine(fact: DiskFact, era: EraId): LogLine | null {
  const { tombstonesStayBy } = eraOf(era);
  const { cleaner, log, loader, loadsLogs, recoveryProgress, logNamesItself } = logFormats[era];
  switch (fact.type) {
    case 'LogsLoaded': return loadsLogs === 'none' ? null : { logger: 'kafka.log.LogManager', level: 'INFO', text: loading(fact, loadsLogs) };
    // 0.8 said so at no level that is usually kept.
    case 'ReplicaDeleted': return logFormats[era].firstWords ? null : {
      logger: 'kafka.log.LogManager', level: 'INFO', text: `Log for partition ${fact.partition} is renamed to ${LOG_DIR}/${fact.partition}.…-delete and is scheduled for deletion`,
    };
    case 'LogRecovered': {
      const { partition, segment, recovered, unflushed } = fact;
      if (logNamesItself) return { logger: loader.logger, level: 'INFO', text: `Recovering unflushed segment ${segment} in log ${partition}.` };
      const progress = recoveryProgress ? `. ${recovered}/${unflushed} recovered for ${partition}.` : '';
      return ofLog(loader, partition, 'INFO', `Recovering unflushed segment ${segment}${progress}`);
    }
    case 'RecordsFlushed': return logNamesItself ? { logger: log.logger, level: 'DEBUG', text: flushing(fact, era) } : ofLog(log, fact.partition, 'DEBUG', flushing(fact, era));
    case 'LogStartOffsetAdvanced': return logStart(fact, era);
    case 'LogCleaned': {
      const horizon = tombstonesStayBy === 'delete-horizon' ? 'upper bound deletion horizon …' : '…';
      return { logger: cleaner, level: 'INFO', text: `Cleaner 0: Cleaning log ${fact.partition} (cleaning prior to …, discarding tombstones prior to ${horizon})...` };
    }
    default: return fact satisfies never;
  }
}

/** Kafka forgot a space or two, and once a quotation mark. */
function flushing({ partition, from, to }: Extract<DiskFact, { readonly type: 'RecordsFlushed' }>, era: EraId): string {
  const { exclusiveFlush, logNamesItself } = logFormats[era];
  if (logNamesItself) return `Flushing log '${partition} up to offset ${to}, last flushed: … current time: … unflushed = ${to - from}`;
  return exclusiveFlush
    ? `Flushing log up to offset ${to} (exclusive)with recovery point ${to}, last flushed: …,  current time: …,unflushed: ${to - from}`
    : `Flushing log up to offset ${to}, last flushed: …,  current time: …, unflushed: ${to - from}`;
}

function logStart({ partition, to, reason }: Extract<DiskFact, { readonly type: 'LogStartOffsetAdvanced' }>, era: EraId): LogLine | null {
  const { log, logStart: says } = logFormats[era];
  switch (says) {
    case 'none': return null;
    case 'named': return { logger: log.logger, level: 'INFO', text: `Incrementing log start offset of partition ${partition} to ${to} in dir ${LOG_DIR}` };
    case 'plain': return ofLog(log, partition, 'INFO', `Incrementing log start offset to ${to}`);
    case 'reason': return ofLog(log, partition, 'INFO', `Incremented log start offset to ${to} due to ${REASONS[reason]}`);
    default: return says satisfies never;
  }
}

function loading({ logs, hadCleanShutdown }: Extract<DiskFact, { readonly type: 'LogsLoaded' }>, format: 'for-all' | 'counted'): string {
  if (format === 'for-all') {
    return hadCleanShutdown
      ? `Skipping recovery for all logs in ${LOG_DIR} since clean shutdown file was found`
      : `Attempting recovery for all logs in ${LOG_DIR} since no clean shutdown file was found`;
  }
  return hadCleanShutdown
    ? `Skipping recovery of ${logs} logs from ${LOG_DIR} since clean shutdown file was found`
    : `Recovering ${logs} logs from ${LOG_DIR} since no clean shutdown file was found`;
}

function ofLog({ name, logger }: { readonly name: string; readonly logger: string }, partition: string, level: LogLine['level'], message: string): LogLine {
  return { logger, level, text: `[${name} partition=${partition}, dir=${LOG_DIR}] ${message}` };
}
