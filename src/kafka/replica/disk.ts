import type { Decided, HaltEvent } from '../actor.ts';
import { report } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import { EMPTY_LOG, recordsFrom, reloadProducers, truncateTo } from '../log/log.ts';
import { clampToLog } from './highWatermark.ts';
import type { ReplicaContext } from './types.ts';

/** Source: ReplicaManager.checkpointHighWatermarks. */
export function checkpointHighWatermark(replica: ReplicaContext): Decided<ReplicaContext> {
  if (replica.checkpointedHighWatermark === replica.highWatermark) return unchanged(replica);
  return decided({ ...replica, checkpointedHighWatermark: replica.highWatermark });
}

/**
 * The process is gone. A killed one leaves its log whole, for the page cache is the system's; a power cut takes what
 * was not flushed; a controlled shutdown flushes everything and writes the checkpoint first.
 */
export function halt(replica: ReplicaContext, { how }: HaltEvent): Decided<ReplicaContext> {
  if (how === 'power-off') return losePower(replica);
  if (how === 'killed' || how === 'fatal-error') return decided(withoutMemory({ ...replica, log: reloadProducers(replica.log) }));
  const log = { ...replica.log, flushedOffset: replica.log.logEndOffset };
  return decided(withoutMemory({ ...replica, log, checkpointedHighWatermark: replica.highWatermark }));
}

function losePower(replica: ReplicaContext): Decided<ReplicaContext> {
  const { brokerId, partition, log: before } = replica;
  const to = before.flushedOffset;
  const removed = recordsFrom(before, to);
  const context = withoutMemory({ ...replica, log: reloadProducers(truncateTo(before, to)) });
  if (removed.length === 0) return decided(context);
  return decided(context, report({ type: 'UnflushedRecordsLost', brokerId, partition, from: before.logEndOffset, to, removed }));
}

/**
 * What a new process finds on the disk: the log, and the high watermark as it was last written. An epoch that began
 * at the log's end and got no record is forgotten. Source: LogLoader.load.
 */
function withoutMemory(replica: ReplicaContext): ReplicaContext {
  return {
    ...replica,
    log: truncateTo(replica.log, replica.log.logEndOffset),
    highWatermark: clampToLog(replica.checkpointedHighWatermark, replica.log),
    leaderId: -1, leaderEpoch: -1, partitionEpoch: -1, epochStartOffset: -1, remote: {}, pendingIsr: null, heldAppends: [], eligible: {},
  };
}

export function loseDisk(replica: ReplicaContext): Decided<ReplicaContext> {
  return decided({ ...withoutMemory(replica), log: EMPTY_LOG, checkpointedHighWatermark: 0, highWatermark: 0 });
}
