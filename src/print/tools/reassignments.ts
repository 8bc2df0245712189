import type { MetadataImage } from '../../kafka/metadata/image.ts';
import { partitionsOf } from '../../kafka/metadata/image.ts';
import { topicPartition } from '../../kafka/log/record.ts';

/** `kafka-reassign-partitions.sh --list`: what is being moved now. Source: ReassignPartitionsCommand.curReassignmentsToString. */
export function listReassignments(image: MetadataImage): string {
  const moving = partitionsOf(image)
    .filter(({ registration: { adding, removing } }) => adding.length + removing.length > 0)
    .toSorted((a, b) => (a.topic === b.topic ? a.partitionId - b.partitionId : a.topic < b.topic ? -1 : 1));
  if (moving.length === 0) return 'No partition reassignments found.';
  return ['Current partition reassignments:', ...moving.map(({ topic, partitionId, registration: { replicas, adding, removing } }) =>
    `${topicPartition(topic, partitionId)}: replicas: ${replicas.join(',')}.${part('adding', adding)}${part('removing', removing)}`)].join('\n');
}

function part(name: string, brokers: readonly number[]): string {
  return brokers.length === 0 ? '' : ` ${name}: ${brokers.join(',')}.`;
}

/** The assignment as `--generate` and `--execute` print it, to save and to go back to. */
export function assignmentJson(image: MetadataImage): string {
  const partitions = partitionsOf(image)
    .toSorted((a, b) => (a.topic === b.topic ? a.partitionId - b.partitionId : a.topic < b.topic ? -1 : 1))
    .map(({ topic, partitionId, registration: { replicas } }) => ({ topic, partition: partitionId, replicas, log_dirs: replicas.map(() => 'any') }));
  return JSON.stringify({ version: 1, partitions });
}
