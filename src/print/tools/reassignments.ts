import type { Era } from '../../kafka/era/era.ts';
import { topicPartition } from '../../kafka/log/record.ts';
import { assignReplicasToBrokers } from '../../kafka/metadata/assignReplicas.ts';
import type { MetadataImage, PlacedPartition } from '../../kafka/metadata/image.ts';
import { partitionsOf } from '../../kafka/metadata/image.ts';
import type { Reassignment } from '../../kafka/metadata/zkData.ts';
import { draw } from '../../world/random.ts';
import type { RandomState } from '../../world/random.ts';
import { reassignFormats } from './reassignFormats.ts';
import type { PlannedMove } from './reassignmentPlan.ts';
import { planJson } from './reassignmentPlan.ts';

/** What `kafka-reassign-partitions.sh` looks at. */
export interface ReassignmentView {
  readonly image: MetadataImage;
  readonly liveBrokers: readonly number[];
  /** Whence `--generate` takes its random start; the world's own stays as it is. */
  readonly random: RandomState;
  readonly era: Era;
  /** What `/admin/reassign_partitions` says (before KIP-455); null where it is not there. */
  readonly listed: Reassignment | null;
}

/** `--list`: what is being moved now. Source: ReassignPartitionsCommand.curReassignmentsToString. */
export function listReassignments(image: MetadataImage): string {
  const moving = movingIn(image);
  if (moving.length === 0) return 'No partition reassignments found.';
  return ['Current partition reassignments:', ...moving.map(({ topic, partitionId, registration: { replicas, adding, removing } }) =>
    `${topicPartition(topic, partitionId)}: replicas: ${replicas.join(',')}.${part('adding', adding)}${part('removing', removing)}`)].join('\n');
}

function part(name: string, brokers: readonly number[]): string {
  return brokers.length === 0 ? '' : ` ${name}: ${brokers.join(',')}.`;
}

export function movingIn(image: MetadataImage): readonly PlacedPartition[] {
  return inOrder(partitionsOf(image).filter(({ registration: { adding, removing } }) => adding.length + removing.length > 0));
}

function inOrder(partitions: readonly PlacedPartition[]): readonly PlacedPartition[] {
  return partitions.toSorted((a, b) => (a.topic === b.topic ? a.partitionId - b.partitionId : a.topic < b.topic ? -1 : 1));
}

/** Where these topics' partitions are now; of all topics when none is named. */
export function presentPlan(image: MetadataImage, topics: readonly string[] | null = null): readonly PlannedMove[] {
  return inOrder(partitionsOf(image)).filter(({ topic }) => topics === null || topics.includes(topic)).map(({ topic, partitionId, registration }) => ({ topic, partition: partitionId, replicas: registration.replicas }));
}

/** The assignment as `--generate` and `--execute` print it, to save and to go back to. */
export function assignmentJson(image: MetadataImage): string {
  return planJson(presentPlan(image));
}

export interface GenerateAsk {
  readonly topics: readonly string[];
  /** As typed: `1,2,3`. */
  readonly brokerList: string;
}

export interface Generated {
  readonly output: string;
  /** The proposed plan's JSON; null where there is none. */
  readonly proposed: string | null;
}

/**
 * `--generate`: places every topic anew on the brokers of the list, each with as many replicas as its first partition
 * has. Source: ReassignPartitionsCommand.generateAssignment.
 */
export function generateReassignment({ image, liveBrokers, random, era }: ReassignmentView, { topics, brokerList }: GenerateAsk): Generated {
  const { failure, writtenIn, logDirs, isFirst, replicationFactor, connection } = reassignFormats[era.id];
  const failed = (message: string): Generated => ({ output: `${failure}${message}`, proposed: null });
  const ids = brokerList.split(',').map((id) => id.trim());
  const odd = ids.find((id) => !/^\d+$/.test(id));
  if (odd !== undefined) return failed(`For input string: "${odd}"`);
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (twice.length > 0) return failed(`Broker list contains duplicate entries: ${connection === '--zookeeper' ? twice.join() : writtenIn === 'java' ? `[${twice.join(', ')}]` : `Set(${twice.join(', ')})`}`);
  // 0.8 takes the list as it is.
  const brokers = (isFirst ? ids.map(Number) : liveBrokers.filter((id) => ids.includes(String(id)))).map((id) => ({ id, rack: image.brokers[id]?.rack ?? null }));
  const racked = brokers.filter(({ rack }) => rack !== null).length;
  if (racked !== 0 && racked !== brokers.length) return failed('Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment without rack information.');
  let state = random;
  const drawNext = (bound: number): number => {
    const drawn = draw(state, bound);
    ({ state } = drawn);
    return drawn.value;
  };
  const present = presentPlan(image, topics);
  const moves: PlannedMove[] = [];
  for (const topic of topics) {
    const ofTopic = present.filter((move) => move.topic === topic);
    const placement = assignReplicasToBrokers(brokers, ofTopic.length, ofTopic[0]?.replicas.length ?? 0, drawNext);
    const factor = ofTopic[0]?.replicas.length ?? 0;
    if (!placement.ok) return failed(factor > brokers.length ? replicationFactor(factor, brokers.length) : placement.message);
    moves.push(...placement.replicas.map((replicas, partition) => ({ topic, partition, replicas })));
  }
  const proposed = planJson(moves, logDirs);
  const gap = isFirst ? '\n\n' : '\n';
  return { output: `Current partition replica assignment${gap}${planJson(present, logDirs)}${isFirst ? '\n' : '\n\n'}Proposed partition reassignment configuration${gap}${proposed}`, proposed };
}
