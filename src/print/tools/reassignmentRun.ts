import type { Move } from '../../kafka/admin/reassign/types.ts';
import type { Era } from '../../kafka/era/era.ts';
import type { Fact } from '../../kafka/facts.ts';
import { splitTopicPartition } from '../../kafka/log/record.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import { logFormats } from '../formats.ts';
import type { ReassignFormat } from './reassignFormats.ts';
import { reassignFormats } from './reassignFormats.ts';
import { byPlace, complaintAbout, placeOf, planJson, plannedOf } from './reassignmentPlan.ts';
import type { PlanWords } from './reassignmentPlan.ts';

export type FinishedRun = Extract<Fact, { readonly type: 'ReassignmentToolFinished' }>;
type Run = Omit<FinishedRun, 'type'>;

const ALREADY_MOVING = 'Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a new partition assignment in addition to the existing one. '
  + 'The --additional flag can also be used to change the throttle by resubmitting the current reassignment.';

/** What the tool prints when it has its answers; the stack traces behind its messages are left out. Source: ReassignPartitionsCommand. */
export function printedRun(era: Era, run: Run, liveBrokers: readonly number[]): string {
  const format = reassignFormats[era.id];
  const parts = [
    ...(run.before === null ? [] : [current(run.before, format)]),
    format.connection === '--zookeeper' ? throughZnode(era, format, run) : byRequest(format, run, liveBrokers),
  ];
  return parts.join('\n');
}

/** The way back, before anything is asked for. */
function current(before: readonly Move[], { logDirs }: ReassignFormat): string {
  return `Current partition replica assignment\n\n${planJson(before.map(plannedOf), logDirs)}\n\nSave this to use as the --reassignment-json-file option during rollback`;
}

function byRequest({ failure }: ReassignFormat, { does, moves, outcome }: Run, liveBrokers: readonly number[]): string {
  const places = inOrder(moves.map(({ partition }) => partition));
  const s = (things: readonly unknown[]): string => (things.length === 1 ? '' : 's');
  switch (outcome.how) {
    case 'started': return `Successfully started partition reassignment${s(places)} for ${places.join()}`;
    case 'cancelled': return [`Successfully cancelled partition reassignment${s(outcome.partitions)} for: ${inOrder(outcome.partitions).join()}`, NO_MOVES, clearing(moves, liveBrokers)].join('\n');
    case 'none-active': return ['None of the specified partition reassignments are active.', NO_MOVES, clearing(moves, liveBrokers)].join('\n');
    case 'running': return ALREADY_MOVING;
    case 'invalid': return `${failure}${complaintAbout(moves.map(plannedOf)) ?? ''}`;
    case 'unknown-brokers': return `${failure}Unknown broker id ${outcome.brokers[0]}`;
    case 'unknown-partitions': return `${failure}org.apache.kafka.common.errors.UnknownTopicOrPartitionException: Unable to find partition: ${inOrder(outcome.partitions).join(', ')}`;
    case 'refused': return [does === 'execute' ? 'Error reassigning partition(s):' : `Error cancelling partition reassignment${s(outcome.errors)} for:`, ...outcome.errors.toSorted((a, b) => compare(a.partition, b.partition)).map(({ partition, error, message }) => `${partition}: ${message ?? error}`)].join('\n');
    case 'timed-out': return `${failure}org.apache.kafka.common.errors.TimeoutException: Call(callName=…, deadlineMs=…, tries=…, nextAllowedTryMs=…) timed out at … after … attempt(s)`;
    // Only a run through ZooKeeper can be.
    case 'overtaken': return '';
    default: return outcome satisfies never;
  }
}

/** Moves between log directories. */
const NO_MOVES = 'None of the specified partition moves are active.';

/** Throttles go, set or not. Source: ReassignPartitionsCommand.clearAllThrottles. */
export function clearing(moves: readonly Move[], liveBrokers: readonly number[]): string {
  const brokers = [...new Set([...liveBrokers, ...moves.flatMap(({ replicas }) => replicas)])].toSorted((a, b) => a - b);
  const topics = [...new Set(moves.map(({ partition }) => splitTopicPartition(partition).topic))];
  return `Clearing broker-level throttles on broker${brokers.length === 1 ? '' : 's'} ${brokers.join()}\nClearing topic-level throttles on topic${topics.length === 1 ? '' : 's'} ${topics.join()}`;
}

function throughZnode(era: Era, { failure, isFirst }: ReassignFormat, { moves, outcome }: Run): string {
  const isBracketed = logFormats[era.id].bracketsPartitions;
  const words = wordsOf(era);
  const name = (partition: TopicPartition): string => words.nameOf(plannedOf({ partition, replicas: [] }));
  switch (outcome.how) {
    case 'started': return `Successfully started reassignment of partitions${isFirst ? ` ${planJson(moves.map(plannedOf), false)}` : '.'}`;
    case 'running': return 'There is an existing assignment running.';
    case 'invalid': return `${failure}${complaintAbout(moves.map(plannedOf), words) ?? ''}`;
    case 'unknown-brokers': return `${failure}The proposed assignment contains non-existent brokerIDs: ${outcome.brokers.join()}`;
    case 'unknown-partitions': return `${failure}The proposed assignment contains non-existent partitions: ${isBracketed ? 'List' : 'ListBuffer'}(${outcome.partitions.map(name).join(', ')})`;
    case 'overtaken': {
      const target = (replicas: readonly number[]): string => (isBracketed ? `ReassignedPartitionsContext(List(${replicas.join(', ')}),null)` : `Buffer(${replicas.join(', ')})`);
      return `${failure}Partition reassignment currently in progress for Map(${outcome.reassignment.map(({ partition, replicas }) => `${name(partition)} -> ${target(replicas)}`).join(', ')}). Aborting operation`;
    }
    case 'timed-out': return `Exception in thread "main" ${isBracketed ? 'org.I0Itec.zkclient.exception.ZkTimeoutException: Unable to connect to zookeeper server within timeout: 30000' : 'kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING'}`;
    // These tools ask no controller.
    case 'cancelled': case 'none-active': case 'refused': return '';
    default: return outcome satisfies never;
  }
}

/** How the version names a partition, and a file without any. */
export function wordsOf(era: Era): PlanWords {
  const nameOf: PlanWords['nameOf'] = logFormats[era.id].bracketsPartitions ? ({ topic, partition }) => `[${topic},${partition}]` : placeOf;
  return { nameOf, empty: `Partition reassignment data file ${reassignFormats[era.id].isFirst ? 'reassignment.json ' : ''}is empty` };
}

function compare(a: TopicPartition, b: TopicPartition): number {
  return byPlace(plannedOf({ partition: a, replicas: [] }), plannedOf({ partition: b, replicas: [] }));
}

function inOrder(partitions: readonly TopicPartition[]): readonly TopicPartition[] {
  return partitions.toSorted(compare);
}
