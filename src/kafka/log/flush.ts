import type { Log } from './log.ts';

/** All of the log is written to the disk. Source: UnifiedLog.flush. */
export function flush(log: Log): Log {
  return { ...log, flushedOffset: log.logEndOffset, recoveryPoint: log.logEndOffset };
}
