import { assignors } from '../kafka/group/assignors/index.ts';
import { byHash } from '../kafka/group/assignors/members.ts';
import type { MovedPartition } from '../kafka/group/assignors/moved.ts';
import { movedPartitions } from '../kafka/group/assignors/moved.ts';
import type { AssignmentStep } from '../kafka/group/assignors/steps.ts';
import { toldBy } from '../kafka/group/assignors/told.ts';
import type { AssignorName, GroupAssignment, MemberSubscription } from '../kafka/group/assignors/types.ts';
import { subscriptionUserData } from '../kafka/group/assignors/userData.ts';
import type { TopicPartition } from '../kafka/log/record.ts';
import { splitTopicPartition, topicPartition } from '../kafka/log/record.ts';
import type { LabChecked, LabForm, LabInput, LabSubscription } from './assignorLabForm.ts';
import { checkLab, FIRST_LAB_INPUT, formOf, MOST_LAB_PARTITIONS } from './assignorLabForm.ts';

export const LAB_ASSIGNORS = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'] as const satisfies readonly AssignorName[];

/** What a round left with the members, and with the leader's assignor. */
export interface LabHeld {
  /** By member; nothing before the first round. */
  readonly assignment: GroupAssignment;
  readonly highestGeneration: number;
  readonly withheld: readonly TopicPartition[];
}

/** One group under four assignors: what was typed, and how it came to be. */
export interface Lab {
  readonly form: LabForm;
  readonly checked: LabChecked;
  /** The last input in which nothing was wrong. */
  readonly input: LabInput;
  /** The generation that is worked out now, from 1. */
  readonly round: number;
  readonly held: Readonly<Record<AssignorName, LabHeld>>;
  /** Of the round before; nothing in the first. */
  readonly countsBefore: LabInput['partitionCounts'];
  readonly mostPartitions: number;
}

/** One assignor's answer in the present round. */
export interface LabResult {
  readonly name: AssignorName;
  readonly protocol: 'EAGER' | 'COOPERATIVE';
  readonly members: readonly LabSubscription[];
  readonly before: GroupAssignment;
  readonly assignment: GroupAssignment;
  readonly steps: readonly AssignmentStep[];
  readonly highestGeneration: number;
  /** What is no longer with its owner; not what went with its topic. */
  readonly moved: readonly MovedPartition[];
  /** Cooperative: what nobody gets before the next rebalance, for its owner gives it up in this one. */
  readonly withheld: readonly TopicPartition[];
  /** What was withheld in the round before, and has an owner now. */
  readonly given: readonly TopicPartition[];
}

const NOTHING: LabHeld = { assignment: {}, highestGeneration: -1, withheld: [] };
const NOBODY_HOLDS: Lab['held'] = { range: NOTHING, roundrobin: NOTHING, sticky: NOTHING, 'cooperative-sticky': NOTHING };

export function beginLab(input: LabInput = FIRST_LAB_INPUT): Lab {
  const mostPartitions = Math.max(MOST_LAB_PARTITIONS, ...Object.values(input.partitionCounts));
  const form = formOf(input);
  return { form, checked: checkLab(form, { mostPartitions, countsBefore: {} }), input, round: 1, held: NOBODY_HOLDS, countsBefore: {}, mostPartitions };
}

/** While something is wrong with the form, the last input stays. */
export function editLab(lab: Lab, form: LabForm): Lab {
  const checked = checkLab(form, lab);
  return { ...lab, form, checked, input: checked.input ?? lab.input };
}

/** The present results become what members own. */
export function nextRound(lab: Lab): Lab {
  if (lab.checked.input === null) return lab;
  const results = labResults(lab);
  const held = Object.fromEntries(results.map(({ name, assignment, highestGeneration, withheld }) => [name, { assignment, highestGeneration, withheld }])) as Lab['held'];
  return editLab({ ...lab, round: lab.round + 1, held, countsBefore: lab.input.partitionCounts }, lab.form);
}

/** The same group, and nobody owns anything. */
export function forgetRounds(lab: Lab): Lab {
  return editLab({ ...lab, round: 1, held: NOBODY_HOLDS, countsBefore: {} }, lab.form);
}

export function labResults(lab: Pick<Lab, 'input' | 'held' | 'round'>): readonly LabResult[] {
  return LAB_ASSIGNORS.map((name) => labResult(lab, name));
}

function labResult({ input, held, round }: Pick<Lab, 'input' | 'held' | 'round'>, name: AssignorName): LabResult {
  const { assignment: before, highestGeneration, withheld: waiting } = held[name];
  const found = assignors[name].explain(input.partitionCounts, subscriptionsOf(input.members, name, before, round - 1), { highestGeneration });
  const owned = new Set(Object.values(found.assignment).flat());
  return {
    name, protocol: assignors[name].protocol, members: input.members, before, ...found,
    moved: movedPartitions(before, found.assignment).filter(({ partition }) => Object.hasOwn(input.partitionCounts, splitTopicPartition(partition).topic)),
    withheld: found.steps.flatMap((step) => (step.type === 'PartitionWithheld' ? [step.partition] : [])),
    given: waiting.filter((partition) => owned.has(partition)),
  };
}

/**
 * What the leader reads in the JoinGroup answer. Before it joins, a member gives up everything with an eager protocol,
 * and with the cooperative one what it wants no more.
 *
 * @param generationId in which `before` was assigned. Source: ConsumerCoordinator.metadata, ConsumerCoordinator.onJoinPrepare.
 */
export function subscriptionsOf(members: readonly LabSubscription[], name: AssignorName, before: GroupAssignment, generationId: number): readonly MemberSubscription[] {
  const isCooperative = assignors[name].protocol === 'COOPERATIVE';
  return byHash(members, ({ memberId }) => memberId).map(({ memberId, groupInstanceId, topics }) => {
    const partitions = Object.hasOwn(before, memberId) ? before[memberId] ?? [] : null;
    const ownedPartitions = isCooperative ? (partitions ?? []).filter((partition) => topics.includes(splitTopicPartition(partition).topic)) : [];
    const last = partitions === null ? null : { partitions, generationId };
    return { memberId, groupInstanceId, topics, ownedPartitions, generationId: last?.generationId ?? -1, rackId: null, userData: subscriptionUserData(name, last) };
  });
}

/** Every partition there is, topic by topic. */
export function labColumns({ partitionCounts }: LabInput): readonly { readonly topic: string; readonly partitions: readonly TopicPartition[] }[] {
  return Object.entries(partitionCounts).filter(([, count]) => count > 0)
    .map(([topic, count]) => ({ topic, partitions: Array.from({ length: count }, (_, number) => topicPartition(topic, number)) }));
}

/** Who has each partition after the first so many steps; what is not in it, nobody has. */
export function ownersAt({ steps, members }: LabResult, taken: number): ReadonlyMap<TopicPartition, string> {
  const hands = toldBy(steps.slice(0, taken), members);
  return new Map(Object.entries(hands).flatMap(([memberId, hand]) => hand.map((partition): [TopicPartition, string] => [partition, memberId])));
}

/** The partitions that a step decides about. */
export function partitionsNamed(step: AssignmentStep): readonly TopicPartition[] {
  if ('partition' in step) return [step.partition];
  if (step.type === 'RangeGiven' || step.type === 'PartitionsUnassigned') return step.partitions;
  return step.type === 'PartitionsKept' ? [...step.kept, ...step.released] : [];
}
