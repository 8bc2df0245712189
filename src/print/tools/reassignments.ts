import type { Command } from '../../kafka/commands.ts';
import { topicPartition } from '../../kafka/log/record.ts';
import { assignReplicasToBrokers } from '../../kafka/metadata/assignReplicas.ts';
import type { MetadataImage, PlacedPartition } from '../../kafka/metadata/image.ts';
import { partitionOf, partitionsOf } from '../../kafka/metadata/image.ts';
import { draw } from '../../world/random.ts';
import type { RandomState } from '../../world/random.ts';
import type { PlannedMove } from './reassignmentPlan.ts';
import { byPlace, placeOf, planJson, readPlan } from './reassignmentPlan.ts';

/** What `kafka-reassign-partitions.sh` looks at. */
export interface ReassignmentView {
  readonly image: MetadataImage;
  readonly liveBrokers: readonly number[];
  /** Whence `--generate` takes its random start; the world's own stays as it is. */
  readonly random: RandomState;
  /** The tool was written anew in Java for 3.7, with a few other words. */
  readonly writtenIn: 'scala' | 'java';
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

function movingIn(image: MetadataImage): readonly PlacedPartition[] {
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
export function generateReassignment({ image, liveBrokers, random, writtenIn }: ReassignmentView, { topics, brokerList }: GenerateAsk): Generated {
  const ids = brokerList.split(',').map((id) => id.trim());
  const odd = ids.find((id) => !/^\d+$/.test(id));
  if (odd !== undefined) return failed(`For input string: "${odd}"`);
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (twice.length > 0) return failed(`Broker list contains duplicate entries: ${writtenIn === 'java' ? `[${twice.join(', ')}]` : `Set(${twice.join(', ')})`}`);
  const brokers = liveBrokers.filter((id) => ids.includes(String(id))).map((id) => ({ id, rack: image.brokers[id]?.rack ?? null }));
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
    if (!placement.ok) return failed(placement.message);
    moves.push(...placement.replicas.map((replicas, partition) => ({ topic, partition, replicas })));
  }
  const proposed = planJson(moves);
  return { output: `Current partition replica assignment\n${planJson(present)}\n\nProposed partition reassignment configuration\n${proposed}`, proposed };
}

function failed(message: string): Generated {
  return { output: `Error: ${message}`, proposed: null };
}

export interface Execution {
  readonly output: string;
  /** What the tool would ask of the controller; none where it refuses. */
  readonly commands: readonly Extract<Command, { readonly type: 'partition.reassign' }>[];
}

const ALREADY_MOVING = 'Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a new partition assignment in addition to the existing one. '
  + 'The --additional flag can also be used to change the throttle by resubmitting the current reassignment.';

/** `--execute`: what it prints when the controller agrees, and what it asks for. Source: ReassignPartitionsCommand.executeAssignment. */
export function executeReassignment({ image, liveBrokers }: ReassignmentView, text: string, additional: boolean): Execution {
  const plan = readPlan(text);
  if (!plan.ok) return { output: `Error: ${plan.message}`, commands: [] };
  if (!additional && movingIn(image).length > 0) return { output: ALREADY_MOVING, commands: [] };
  const stranger = plan.moves.flatMap(({ replicas }) => replicas).find((id) => !liveBrokers.includes(id));
  if (stranger !== undefined) return { output: `Error: Unknown broker id ${stranger}`, commands: [] };
  const moves = plan.moves.toSorted(byPlace);
  const missing = moves.filter((move) => partitionOf(image, placeOf(move)) === undefined).map(placeOf);
  if (missing.length > 0) return { output: `Error: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: Unable to find partition: ${missing.join(', ')}`, commands: [] };
  const now = moves.map((move): PlannedMove => ({ ...move, replicas: partitionOf(image, placeOf(move))?.replicas ?? [] }));
  return {
    output: `Current partition replica assignment\n\n${planJson(now)}\n\nSave this to use as the --reassignment-json-file option during rollback\n`
      + `Successfully started partition reassignment${moves.length === 1 ? '' : 's'} for ${moves.map(placeOf).join(',')}`,
    commands: moves.map((move) => ({ type: 'partition.reassign', partition: placeOf(move), replicas: move.replicas })),
  };
}

/** `--verify`: how far each move is. It also clears throttles, set or not, once nothing moves any more. Source: ReassignPartitionsCommand.verifyAssignment. */
export function verifyReassignment({ image, liveBrokers, writtenIn }: ReassignmentView, text: string): string {
  const plan = readPlan(text);
  if (!plan.ok) return `Error: ${plan.message}`;
  const moving = movingIn(image);
  const moves = plan.moves.toSorted(byPlace);
  const lines = moves.map((move) => {
    if (moving.some(({ topic, partitionId }) => topic === move.topic && partitionId === move.partition)) return `Reassignment of partition ${placeOf(move)} is still in progress.`;
    const now = (partitionOf(image, placeOf(move))?.replicas ?? []).join(',');
    if (now === move.replicas.join(',')) return `Reassignment of partition ${placeOf(move)} is ${writtenIn === 'java' ? 'completed' : 'complete'}.`;
    return `There is no active reassignment of partition ${placeOf(move)}, but replica set is ${now} rather than ${move.replicas.join(',')}.`;
  });
  const brokers = [...new Set([...liveBrokers, ...moves.flatMap(({ replicas }) => replicas)])].toSorted((a, b) => a - b);
  const topics = [...new Set(moves.map(({ topic }) => topic))];
  const cleared = moving.length > 0 ? [] : [
    `Clearing broker-level throttles on broker${brokers.length === 1 ? '' : 's'} ${brokers.join(',')}`, `Clearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join(',')}`,
  ];
  // The empty line is where moves between log directories would stand.
  return ['Status of partition reassignment:', ...lines, '', ...cleared].join('\n');
}
