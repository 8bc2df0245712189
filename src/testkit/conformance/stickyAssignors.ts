import { assignors } from '../../kafka/group/assignors/index.ts';
import { byHash } from '../../kafka/group/assignors/members.ts';
import { movedPartitions } from '../../kafka/group/assignors/moved.ts';
import type { GroupAssignment, MemberSubscription } from '../../kafka/group/assignors/types.ts';
import { encodeUserData, subscriptionUserData } from '../../kafka/group/assignors/userData.ts';
import { compare } from './compare.ts';
import type { Difference, Family } from './family.ts';

interface Member {
  readonly id: string;
  readonly topics: readonly string[];
  readonly owned: readonly string[];
  /** -1: none. */
  readonly generation: number;
  /** As hexadecimal bytes. */
  readonly userData: string | null;
}

interface Step {
  readonly event: string;
  readonly topics: Readonly<Record<string, number>>;
  readonly members: readonly Member[];
  readonly hashMapOrder: readonly string[];
  readonly assignment: GroupAssignment;
  /** Cooperative only: what each member must give up. */
  readonly revoked?: GroupAssignment;
}

type Sticky = 'sticky' | 'cooperative-sticky';

/** A family of rebalances in a row: the leader's assignor lives on, so its highest generation is carried along. */
export function stickyFamily(name: string, assignor: Sticky): Family {
  return {
    name,
    check: (caseData) => {
      let highestGeneration = -1;
      for (const [index, step] of (caseData as { readonly steps: readonly Step[] }).steps.entries()) {
        const at = `step ${index} (${step.event})`;
        const found = assignors[assignor].explain(step.topics, step.members.map((member) => subscriptionOf(member, assignor)), { highestGeneration });
        const difference = givenAlike(step, assignor, at) ?? compare(step.assignment, found.assignment, `${at} assignment`) ?? revokedAlike(step, found.assignment, at);
        if (difference !== null) return difference;
        ({ highestGeneration } = found);
      }
      return null;
    },
  };
}

function subscriptionOf(member: Member, assignor: Sticky): MemberSubscription {
  const { id, topics, owned, generation } = member;
  return { memberId: id, topics, ownedPartitions: assignor === 'sticky' ? [] : owned, generationId: generation, userData: userDataOf(member, assignor) };
}

function userDataOf({ owned, generation }: Member, assignor: Sticky) {
  return subscriptionUserData(assignor, generation === -1 ? null : { partitions: owned, generationId: generation });
}

/** Also what Kafka's assignor remembered and how its map is ordered must be what we say. */
function givenAlike({ members, hashMapOrder }: Step, assignor: Sticky, at: string): Difference | null {
  const written = members.map((member) => encodeUserData(assignor, userDataOf(member, assignor)));
  return compare(hashMapOrder, byHash(members.map(({ id }) => id), (id) => id), `${at} hashMapOrder`)
    ?? compare(members.map(({ userData }) => userData), written.map((bytes) => (bytes === null ? null : hexOf(bytes))), `${at} userData`);
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function revokedAlike({ members, revoked }: Step, assignment: GroupAssignment, at: string): Difference | null {
  if (revoked === undefined) return null;
  const given: Record<string, string[]> = {};
  for (const { partition, from } of movedPartitions(Object.fromEntries(members.map(({ id, owned }) => [id, owned])), assignment)) (given[from] ??= []).push(partition);
  return compare(revoked, given, `${at} revoked`);
}
