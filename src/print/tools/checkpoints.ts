import type { ReplicaContext } from '../../kafka/replica/types.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';

/** A small text file of a broker's log directory. */
export interface CheckpointFile {
  /** Below the log directory. */
  readonly path: string;
  readonly text: string;
}

/** A broker's checkpoint files as they are on its disk now. Sources: OffsetCheckpointFile, LeaderEpochCheckpointFile. */
export function checkpointFiles(replicas: readonly ReplicaContext[], hasEpochs: boolean): readonly CheckpointFile[] {
  const sorted = replicas.toSorted((a, b) => (a.partition < b.partition ? -1 : 1));
  const cleaned = sorted.filter(({ cleanerCheckpoint }) => cleanerCheckpoint !== null);
  return [
    { path: 'replication-offset-checkpoint', text: offsets(sorted, (replica) => replica.checkpointedHighWatermark) },
    { path: 'recovery-point-offset-checkpoint', text: offsets(sorted, (replica) => replica.checkpointedRecoveryPoint) },
    ...(cleaned.length === 0 ? [] : [{ path: 'cleaner-offset-checkpoint', text: offsets(cleaned, ({ cleanerCheckpoint }) => cleanerCheckpoint ?? 0) }]),
    // Both came with 0.11; only logs that begin within a segment are named in the first.
    ...(hasEpochs ? [{ path: 'log-start-offset-checkpoint', text: offsets(sorted.filter(beginsWithin), (replica) => replica.checkpointedLogStartOffset) }] : []),
    ...(hasEpochs ? sorted.map(epochFile) : []),
  ];
}

function beginsWithin({ checkpointedLogStartOffset }: ReplicaContext): boolean {
  return checkpointedLogStartOffset > 0;
}

function offsets(replicas: readonly ReplicaContext[], offsetOf: (replica: ReplicaContext) => number): string {
  return written(replicas.map((replica) => {
    const { topic, partition } = splitTopicPartition(replica.partition);
    return `${topic} ${partition} ${offsetOf(replica)}`;
  }));
}

function epochFile({ partition, log }: ReplicaContext): CheckpointFile {
  return { path: `${partition}/leader-epoch-checkpoint`, text: written(log.epochCache.map(({ epoch, startOffset }) => `${epoch} ${startOffset}`)) };
}

/** The file's version, the number of entries, the entries. */
function written(entries: readonly string[]): string {
  return ['0', String(entries.length), ...entries].join('\n');
}
