import type { TopicPartition } from '../../kafka/log/record.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import { offsetPath, ownerPath, ownersPath } from '../../kafka/metadata/zkData.ts';
import { partitionViews } from '../../kafka/promises/view.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { childrenOf, parentOf } from '../../kafka/zookeeper/tree.ts';
import type { Znodes } from '../../kafka/zookeeper/tree.ts';
import { byTopicAndNumber, listedOffsets } from './groupView.ts';

/**
 * `kafka-consumer-offset-checker.sh` at this step, of a group that keeps its offsets in ZooKeeper. The real one first asks
 * a broker for the group's offset manager, and so brings `__consumer_offsets` about; that is left out.
 *
 * Source: kafka.tools.ConsumerOffsetChecker (0.8.2).
 */
export function offsetChecker(world: KafkaWorld, znodes: Znodes, group: string): string {
  const owners = ownersPath(group);
  if (znodes[owners] === undefined) return missing(owners);
  const topics = childrenOf(znodes, owners);
  const partitions = [...partitionViews(world).keys()].filter((partition) => topics.includes(splitTopicPartition(partition).topic)).toSorted(byTopicAndNumber);
  const unknown = partitions.map((partition) => offsetPath(group, partition)).find((path) => znodes[parentOf(path)] === undefined);
  if (unknown !== undefined) return missing(unknown);
  return [lineOf('Group', 'Topic', 'Pid', 'Offset', 'logSize', 'Lag', 'Owner'), ...partitions.map((partition) => rowOf(world, znodes, group, partition))].join('\n');
}

function rowOf(world: KafkaWorld, znodes: Znodes, group: string, name: TopicPartition): string {
  const { topic, partition } = splitTopicPartition(name);
  const logSize = listedOffsets(world, name)?.latest;
  if (logSize === undefined) return `No broker for partition ${topic} - ${partition}`;
  const offset = Number(znodes[offsetPath(group, name)]?.data ?? -1);
  return lineOf(group, topic, partition, offset, logSize, offset === -1 ? 'unknown' : logSize - offset, znodes[ownerPath(group, name)]?.data ?? 'none');
}

const WIDTHS = [15, 30, 3, 15, 15, 15, 0];

function lineOf(...cells: readonly (string | number)[]): string {
  return cells.map((cell, index) => String(cell).padEnd(WIDTHS[index] ?? 0)).join(' ');
}

function missing(path: string): string {
  return `Exiting due to: org.apache.zookeeper.KeeperException$NoNodeException: KeeperErrorCode = NoNode for ${path}.`;
}
