import type { Decided, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { Fact } from '../facts.ts';
import type { ReplicaContext } from './types.ts';

type File = Extract<Fact, { readonly type: 'CheckpointWritten' }>['file'];

/** Source: ReplicaManager.checkpointHighWatermarks. */
export function checkpointHighWatermark(replica: ReplicaContext): Decided<ReplicaContext> {
  const { highWatermark } = replica;
  if (replica.checkpointedHighWatermark === highWatermark) return unchanged(replica);
  return written({ ...replica, checkpointedHighWatermark: highWatermark }, 'replication-offset-checkpoint', highWatermark);
}

/** Source: LogManager.checkpointLogRecoveryOffsets. */
export function checkpointRecoveryPoint(replica: ReplicaContext): Decided<ReplicaContext> {
  const { recoveryPoint } = replica.log;
  if (replica.checkpointedRecoveryPoint === recoveryPoint) return unchanged(replica);
  return written({ ...replica, checkpointedRecoveryPoint: recoveryPoint }, 'recovery-point-offset-checkpoint', recoveryPoint);
}

/** Only logs that begin within their first segment are named; the others begin with it. Source: LogManager.checkpointLogStartOffsets. */
export function checkpointLogStartOffset(replica: ReplicaContext): Decided<ReplicaContext> {
  const { logStartOffset, segments } = replica.log;
  const offset = logStartOffset > (segments[0] ?? 0) ? logStartOffset : 0;
  if (replica.checkpointedLogStartOffset === offset) return unchanged(replica);
  return written({ ...replica, checkpointedLogStartOffset: offset }, 'log-start-offset-checkpoint', offset);
}

/** All at once, as a process that ends in order writes them; where logs begin only since KIP-107. Source: LogManager.shutdown, ReplicaManager.shutdown. */
export function checkpointEverything(replica: ReplicaContext, { shared: { era } }: Env): ReplicaContext {
  const files = [checkpointHighWatermark, checkpointRecoveryPoint, ...(era.deletesRecords ? [checkpointLogStartOffset] : [])];
  return files.reduce((now, write) => write(now).context, replica);
}

/** A checkpoint file was written. */
export function written(context: ReplicaContext, file: File, offset: number): Decided<ReplicaContext> {
  const { brokerId, partition } = context;
  return decided(context, report({ type: 'CheckpointWritten', brokerId, partition, file, offset, routine: true }));
}
