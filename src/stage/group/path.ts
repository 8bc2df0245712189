import type { Fact } from '../../kafka/facts.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { RunPath } from '../shared/runPath.ts';
import type { StepSource } from '../shared/runPath.ts';
import { happenings } from './happenings.ts';
import type { GroupStateName, GroupView, LaneKind, LaneMarkKind } from './types.ts';

/** One consumer of the group at one moment. */
export interface MemberSample {
  readonly consumer: string;
  readonly memberId: string | null;
  /** Its coordinator counts it among the members. */
  readonly isMember: boolean;
  readonly kind: LaneKind;
  readonly holds: readonly TopicPartition[];
}

/** What it holds is its own in the group's eyes. */
export function isOwner({ kind, isMember }: MemberSample): boolean {
  return isMember && kind !== 'dead' && kind !== 'off' && kind !== 'outside';
}

/** The group at one moment, read from the world. */
export interface GroupSample {
  /** Before there were coordinators: then it has no state, generation, assignor or leader of its own. */
  readonly inZooKeeper: boolean;
  readonly coordinator: GroupView['coordinator'];
  /** null: no broker knows of the group. */
  readonly state: GroupStateName | null;
  readonly generation: number;
  readonly protocol: string | null;
  /** The leader's member id. */
  readonly leader: string | null;
  readonly members: readonly MemberSample[];
}

/** Something that happened to a consumer in a step, which its state does not tell. */
export interface Happening {
  readonly consumer: string;
  readonly kind: LaneMarkKind;
  readonly count: number;
}

/** What a consumer's metrics say of the group at one moment. Source: FetchMetricsManager (`records-lag-max`, `records-lead-min`). */
export interface GroupFigures {
  /** Of all partitions that are read; null while none is. */
  readonly lagMax: number | null;
  readonly leadMin: number | null;
  /** Records given to applications of this group since the run began. */
  readonly consumed: number;
}

export interface GroupStep {
  readonly id: number;
  readonly nowMs: number;
  /** The same object as in the step before when nothing about the group changed. */
  readonly sample: GroupSample;
  readonly figures: GroupFigures;
  readonly happenings: readonly Happening[];
}

/** What is read of a world for a group. */
export interface GroupReader {
  readonly sample: (world: KafkaWorld) => GroupSample;
  readonly figures: (world: KafkaWorld) => Omit<GroupFigures, 'consumed'>;
  /** Records that a step gave to applications of the group. */
  readonly consumed: (facts: readonly Fact[]) => number;
}

/** A group along one run, read once a step. */
export class GroupPath extends RunPath<GroupStep> {
  private readonly reader: GroupReader;

  constructor(reader: GroupReader) {
    super();
    this.reader = reader;
  }

  protected override read(source: StepSource, id: number, before: GroupStep | undefined): GroupStep {
    const world = source.worldAt(id);
    const { facts } = source.node(id);
    const sample = this.reader.sample(world);
    const same = before !== undefined && isSame(before.sample, sample);
    const figures = { ...this.reader.figures(world), consumed: (before?.figures.consumed ?? 0) + this.reader.consumed(facts) };
    return { id, nowMs: world.nowMs, sample: same ? before.sample : sample, figures, happenings: happenings(facts) };
  }
}

function isSame(one: GroupSample, other: GroupSample): boolean {
  return one.state === other.state && one.generation === other.generation && one.protocol === other.protocol && one.leader === other.leader
    && one.coordinator?.address === other.coordinator?.address && one.members.length === other.members.length
    && one.members.every((member, index) => isSameMember(member, other.members[index]));
}

function isSameMember(one: MemberSample, other: MemberSample | undefined): boolean {
  return other !== undefined && one.consumer === other.consumer && one.memberId === other.memberId && one.isMember === other.isMember && one.kind === other.kind
    && one.holds.length === other.holds.length && one.holds.every((partition, index) => partition === other.holds[index]);
}
