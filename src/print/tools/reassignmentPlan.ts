import type { TopicPartition } from '../../kafka/log/record.ts';
import type { Move } from '../../kafka/admin/reassign/types.ts';
import { splitTopicPartition, topicPartition } from '../../kafka/log/record.ts';

/** One line of a reassignment file. */
export interface PlannedMove {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
}

/** A file that is none has no moves; one that the tool refuses has. */
export type Plan = { readonly ok: true; readonly moves: readonly PlannedMove[] } | { readonly ok: false; readonly message: string; readonly moves?: readonly PlannedMove[] };

/** How a version names a partition, and a list without any. */
export interface PlanWords {
  readonly nameOf: (move: PlannedMove) => string;
  readonly empty: string;
}

const RECENT: PlanWords = { nameOf: placeOf, empty: 'Partition reassignment list cannot be empty' };

/** A plan as `--reassignment-json-file` takes it; log directories came with KIP-113. Source: ReassignPartitionsCommand.formatAsReassignmentJson. */
export function planJson(moves: readonly PlannedMove[], logDirs = true): string {
  const partitions = moves.toSorted(byPlace).map(({ topic, partition, replicas }) => ({ topic, partition, replicas, ...(logDirs ? { log_dirs: replicas.map(() => 'any') } : {}) }));
  return JSON.stringify({ version: 1, partitions });
}

/**
 * Reads a plan that a person wrote. What Kafka's tool refuses is refused in its words; what is no such file at all,
 * with the place that is wrong. Source: ReassignPartitionsCommand.parseExecuteAssignmentArgs.
 */
export function readPlan(text: string): Plan {
  const read = partitionsIn(text);
  if (typeof read === 'string') return refused(read);
  const moves: PlannedMove[] = [];
  for (const [index, one] of read.entries()) {
    const wrong = complaintOf(one);
    if (wrong !== null) return refused(`partitions[${index}]: ${wrong}`);
    moves.push(one as PlannedMove);
  }
  const complaint = complaintAbout(moves);
  return complaint === null ? { ok: true, moves } : { ok: false, message: complaint, moves };
}

/** What the tool has against the moves themselves; null for nothing. */
export function complaintAbout(moves: readonly PlannedMove[], words: PlanWords = RECENT): string | null {
  return emptyIn(moves, words) ?? twiceIn(moves, words) ?? replicasTwiceIn(moves, words);
}

/** By topic, then by number. */
export function byPlace(a: PlannedMove, b: PlannedMove): number {
  if (a.topic === b.topic) return a.partition - b.partition;
  return a.topic < b.topic ? -1 : 1;
}

export function placeOf({ topic, partition }: PlannedMove): TopicPartition {
  return topicPartition(topic, partition);
}

export function plannedOf({ partition, replicas }: Move): PlannedMove {
  return { ...splitTopicPartition(partition), replicas };
}

/** The list of partitions, or what is wrong with the file. */
function partitionsIn(text: string): readonly unknown[] | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return (error as SyntaxError).message;
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return 'a reassignment is an object: {"version":1,"partitions":[…]}';
  const { version = 1, partitions = [] } = data as { readonly version?: unknown; readonly partitions?: unknown };
  if (version !== 1) return `Not supported version field value ${JSON.stringify(version)}`;
  return Array.isArray(partitions) ? partitions : 'partitions: a list is expected';
}

function complaintOf(one: unknown): string | null {
  if (typeof one !== 'object' || one === null) return '{"topic":…,"partition":…,"replicas":[…]} is expected';
  const { topic, partition, replicas } = one as Record<string, unknown>;
  if (typeof topic !== 'string') return 'topic: a name is expected';
  if (!Number.isSafeInteger(partition) || (partition as number) < 0) return 'partition: a number is expected';
  return Array.isArray(replicas) && replicas.every((id) => Number.isSafeInteger(id)) ? null : 'replicas: a list of broker ids is expected';
}

function emptyIn(moves: readonly PlannedMove[], { empty }: PlanWords): string | null {
  if (moves.length === 0) return empty;
  return moves.some(({ replicas }) => replicas.length === 0) ? 'Partition replica list cannot be empty' : null;
}

function twiceIn(moves: readonly PlannedMove[], { nameOf }: PlanWords): string | null {
  const twice = repeated(moves.map((move) => nameOf(move)));
  return twice.length === 0 ? null : `Partition reassignment contains duplicate topic partitions: ${twice.join(',')}`;
}

function replicasTwiceIn(moves: readonly PlannedMove[], { nameOf }: PlanWords): string | null {
  const twice = moves.flatMap((move) => {
    const ids = repeated(move.replicas);
    return ids.length === 0 ? [] : [`${nameOf(move)} contains multiple entries for ${ids.join(',')}`];
  });
  return twice.length === 0 ? null : `Partition replica lists may not contain duplicate entries: ${twice.join('. ')}`;
}

function repeated<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function refused(message: string): Plan {
  return { ok: false, message };
}
