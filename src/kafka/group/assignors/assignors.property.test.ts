import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignors } from './index.ts';
import { movedPartitions } from './moved.ts';
import { member, rejoining } from './testing.ts';
import { toldBy } from './told.ts';
import type { AssignorName, GroupAssignment, MemberSubscription } from './types.ts';

const TOPICS = ['t0', 't1', 't2'];
const names = Object.keys(assignors) as readonly AssignorName[];
const stickyOnes = ['sticky', 'cooperative-sticky'] as const;
const eager = names.filter((name) => assignors[name].protocol === 'EAGER');

interface Group {
  readonly counts: Readonly<Record<string, number>>;
  readonly members: readonly MemberSubscription[];
}

const counts = fc.record(Object.fromEntries(TOPICS.map((topic) => [topic, fc.integer({ min: 0, max: 9 })])));
const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map((number) => `consumer-${number}`), { minLength: 1, maxLength: 7 });
const mixed: fc.Arbitrary<Group> = fc.record({
  counts,
  members: ids.chain((all) => fc.tuple(...all.map((id) => fc.subarray(TOPICS, { minLength: 1 }).map((topics) => member(id, ...topics))))),
});
const equal: fc.Arbitrary<Group> = fc.record({ counts, members: ids.map((all) => all.map((id) => member(id, ...TOPICS))) });

const sizesOf = (assignment: GroupAssignment) => Object.values(assignment).map(({ length }) => length);
const spread = (sizes: readonly number[]) => Math.max(...sizes) - Math.min(...sizes);
const topicOf = (partition: string) => partition.split('-')[0] ?? '';

/** Every partition that somebody subscribes to. */
function wanted({ counts: sizes, members }: Group): readonly string[] {
  const topics = TOPICS.filter((topic) => members.some((one) => one.topics.includes(topic)));
  return topics.flatMap((topic) => Array.from({ length: sizes[topic] ?? 0 }, (_, number) => `${topic}-${number}`));
}

function expectComplete(assignment: GroupAssignment, group: Group): void {
  expect(Object.keys(assignment).toSorted()).toEqual(group.members.map(({ memberId }) => memberId).toSorted());
  expect(Object.values(assignment).flat().toSorted()).toEqual(wanted(group).toSorted());
  const strange = group.members.flatMap(({ memberId, topics }) => (assignment[memberId] ?? []).filter((partition) => !topics.includes(topicOf(partition))));
  expect(strange).toEqual([]);
}

/** The group of the second round: its members had the first group's assignment where they were there. */
function later(name: AssignorName, first: Group, second: Group): Group {
  const before = assignors[name].assign(first.counts, first.members);
  const grown = Object.fromEntries(TOPICS.map((topic) => [topic, Math.max(first.counts[topic] ?? 0, second.counts[topic] ?? 0)]));
  return { counts: grown, members: rejoining(second.members, before, 1) };
}

/** The assignment at last: whoever had to give something up joins again, until nobody has to. */
function settled(name: AssignorName, { counts: sizes, members }: Group): GroupAssignment {
  let held = members;
  for (let generation = 2; generation < 20; generation += 1) {
    const assignment = assignors[name].assign(sizes, held);
    if (movedPartitions(Object.fromEntries(held.map(({ memberId, ownedPartitions }) => [memberId, ownedPartitions])), assignment).length === 0) return assignment;
    held = rejoining(held, assignment, generation);
  }
  throw new Error('the group never settled');
}

describe('every assignor', () => {
  it.each(names)('%s gives every partition to exactly one subscriber', (name) => {
    fc.assert(fc.property(mixed, (group) => expectComplete(assignors[name].assign(group.counts, group.members), group)));
  });

  it.each(eager)('%s also does so after members, subscriptions and topics have changed', (name) => {
    fc.assert(fc.property(mixed, mixed, (first, second) => {
      const group = later(name, first, second);
      expectComplete(assignors[name].assign(group.counts, group.members), group);
    }));
  });

  it.each(names)('%s tells all that it does: its steps alone give the same assignment', (name) => {
    fc.assert(fc.property(mixed, fc.oneof(mixed, equal), (first, second) => {
      const group = later(name, first, second);
      const { assignment, steps } = assignors[name].explain(group.counts, group.members);
      const sorted = (hands: GroupAssignment) => Object.fromEntries(Object.entries(hands).map(([id, hand]) => [id, hand.toSorted()]));
      expect(sorted(toldBy(steps, group.members))).toEqual(sorted(assignment));
      expect(assignment).toEqual(assignors[name].assign(group.counts, group.members));
    }));
  });
});

describe('where all subscribe to the same topics', () => {
  it.each(names.filter((name) => name !== 'range'))('%s gives everybody the same number, give or take one', (name) => {
    fc.assert(fc.property(equal, equal, (first, second) => {
      expect(spread(sizesOf(settled(name, later(name, first, second))))).toBeLessThanOrEqual(1);
    }));
  });

  it('range does so topic by topic', () => {
    fc.assert(fc.property(equal, (group) => {
      const assignment = assignors.range.assign(group.counts, group.members);
      for (const topic of TOPICS) expect(spread(Object.values(assignment).map((hand) => hand.filter((one) => topicOf(one) === topic).length))).toBeLessThanOrEqual(1);
    }));
  });

  it.each(stickyOnes)('%s lets nobody give up one partition to get another', (name) => {
    fc.assert(fc.property(equal, equal, (first, second) => {
      const group = later(name, first, second);
      const assignment = settled(name, group);
      for (const { memberId, ownedPartitions } of group.members) {
        const hand = assignment[memberId] ?? [];
        const kept = hand.filter((partition) => ownedPartitions.includes(partition)).length;
        expect([ownedPartitions.length, hand.length]).toContain(kept);
      }
    }));
  });
});

describe('where subscriptions differ', () => {
  it.each(stickyOnes)('%s leaves nobody with two fewer than somebody whose partition it could have, unless it undid its moves', (name) => {
    fc.assert(fc.property(mixed, mixed, (first, second) => {
      const group = later(name, first, second);
      const last = rejoining(group.members, settled(name, group), 20);
      const { assignment, steps } = assignors[name].explain(group.counts, last);
      if (steps.some(({ type }) => type === 'MovesUndone')) return;
      for (const { memberId, topics } of group.members) {
        const could = Object.values(assignment).filter((hand) => hand.some((partition) => topics.includes(topicOf(partition)))).map(({ length }) => length);
        expect(Math.max(0, ...could) - (assignment[memberId]?.length ?? 0)).toBeLessThanOrEqual(1);
      }
    }));
  });

  it.each(stickyOnes)('%s moves nothing when nothing has changed', (name) => {
    fc.assert(fc.property(mixed, (group) => {
      const before = assignors[name].assign(group.counts, group.members);
      expect(movedPartitions(before, assignors[name].assign(group.counts, rejoining(group.members, before, 1)))).toEqual([]);
    }));
  });
});

it('cooperative-sticky never gives what somebody else still holds, and is complete once it was given up', () => {
  fc.assert(fc.property(mixed, mixed, (first, second) => {
    const group = later('cooperative-sticky', first, second);
    const assignment = assignors['cooperative-sticky'].assign(group.counts, group.members);
    for (const { memberId, ownedPartitions } of group.members) {
      for (const [other, hand] of Object.entries(assignment)) if (other !== memberId) expect(hand.filter((partition) => ownedPartitions.includes(partition))).toEqual([]);
    }
    expectComplete(settled('cooperative-sticky', group), group);
  }));
});
