import { assignors } from '../kafka/group/assignors/index.ts';
import type { AssignorName, GroupAssignment, MemberSubscription } from '../kafka/group/assignors/types.ts';
import { MEASURED } from './benchTable.ts';
import type { AssignorFigures } from './benchTable.ts';

const MEMBERS = 1000;
const TOPICS = 10;
const PARTITIONS_A_TOPIC = 500;
const ROUNDS = 12;
/** The first ones only warm the machine up. */
const UNCOUNTED = 2;

const topics = Array.from({ length: TOPICS }, (_, topic) => `topic-${topic}`);
const counts = Object.fromEntries(topics.map((topic) => [topic, PARTITIONS_A_TOPIC]));
/** All topics, or two thirds of them, others for every member. */
const alike = (): readonly string[] => topics;
const mixed = (member: number): readonly string[] => topics.filter((_, topic) => (member * 7 + topic) % 3 !== 0);

function group(subscribed: (member: number) => readonly string[]): readonly MemberSubscription[] {
  return Array.from({ length: MEMBERS }, (_, member) => ({ memberId: `consumer-${member}`, topics: subscribed(member), ownedPartitions: [] }));
}

/** One in ten leaves; the others come back with what they had. */
function afterLeaving(members: readonly MemberSubscription[], before: GroupAssignment): readonly MemberSubscription[] {
  return members.filter((_, member) => member % 10 !== 0).map((one) => ({ ...one, ownedPartitions: before[one.memberId] ?? [], generationId: 1 }));
}

const cases: Readonly<Record<keyof AssignorFigures, readonly [AssignorName, readonly MemberSubscription[]]>> = {
  rangeMs: ['range', group(alike)],
  roundRobinMs: ['roundrobin', group(alike)],
  stickyMs: ['sticky', group(alike)],
  stickyAgainMs: ['sticky', afterLeaving(group(alike), assignors.sticky.assign(counts, group(alike)))],
  stickyMixedMs: ['sticky', group(mixed)],
  stickyMixedAgainMs: ['sticky', afterLeaving(group(mixed), assignors.sticky.assign(counts, group(mixed)))],
};

function timeOf([name, members]: (typeof cases)[keyof AssignorFigures]): number {
  const begun = performance.now();
  assignors[name].assign(counts, members);
  return performance.now() - begun;
}

const figures: Record<string, number[]> = {};
for (let round = 0; round < ROUNDS; round += 1) {
  // In turns, so that whatever else the machine does meets all alike.
  for (const [what, one] of Object.entries(cases)) {
    const ms = timeOf(one);
    if (round >= UNCOUNTED) (figures[what] ??= []).push(ms);
  }
}
console.log(`${MEASURED}${JSON.stringify(figures)}`);
