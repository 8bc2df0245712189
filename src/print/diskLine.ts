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
  const { cleaner, log, loader, loadsLogs, recoveryProgress, exclusiveFlush, logStartReason } = logFormats[era];
  switch (fact.type) {
    case 'LogsLoaded': return loadsLogs === 'none' ? null : { logger: 'kafka.log.LogManager', level: 'INFO', text: loading(fact, loadsLogs) };
    case 'ReplicaDeleted': return {
      logger: 'kafka.log.LogManager', level: 'INFO', text: `Log for partition ${fact.partition} is renamed to ${LOG_DIR}/${fact.partition}.…-delete and is scheduled for deletion`,
    };
    case 'LogRecovered': {
      const { partition, segment, recovered, unflushed } = fact;
      const progress = recoveryProgress ? `. ${recovered}/${unflushed} recovered for ${partition}.` : '';
      return ofLog(loader, partition, 'INFO', `Recovering unflushed segment ${segment}${progress}`);
    }
    case 'RecordsFlushed': {
      const { partition, from, to } = fact;
      // Kafka forgot a space or two.
      const how = exclusiveFlush
        ? `${to} (exclusive)with recovery point ${to}, last flushed: …,  current time: …,unflushed: ${to - from}`
        : `${to}, last flushed: …,  current time: …, unflushed: ${to - from}`;
      return ofLog(log, partition, 'DEBUG', `Flushing log up to offset ${how}`);
    }
    case 'LogStartOffsetAdvanced':
      return logStartReason ? ofLog(log, fact.partition, 'INFO', `Incremented log start offset to ${fact.to} due to ${REASONS[fact.reason]}`) : null;
    case 'LogCleaned': {
      const horizon = tombstonesStayBy === 'delete-horizon' ? 'upper bound deletion horizon …' : '…';
      return { logger: cleaner, level: 'INFO', text: `Cleaner 0: Cleaning log ${fact.partition} (cleaning prior to …, discarding tombstones prior to ${horizon})...` };
    }
    default: return fact satisfies never;
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
