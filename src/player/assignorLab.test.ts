import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assignors } from '../kafka/group/assignors/index.ts';
import { movedPartitions } from '../kafka/group/assignors/moved.ts';
import { member, rejoining } from '../kafka/group/assignors/testing.ts';
import type { AssignorName, GroupAssignment, PartitionCounts } from '../kafka/group/assignors/types.ts';
import type { Lab } from './assignorLab.ts';
import { beginLab, editLab, forgetRounds, labColumns, LAB_ASSIGNORS, labResults, nextRound, ownersAt } from './assignorLab.ts';
import { changeMember, changeTopic, FIRST_LAB_INPUT, withMember, withoutMember, withoutTopic, withTopic } from './assignorLabForm.ts';
import type { LabInput } from './assignorLabForm.ts';

const resultOf = (lab: Lab, name: AssignorName) => {
  const found = labResults(lab).find((result) => result.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const movedBy = (lab: Lab) => Object.fromEntries(labResults(lab).map(({ name, moved }) => [name, moved.length]));
const keyOf = (lab: Lab, memberId: string) => lab.form.members.find((one) => one.memberId === memberId)?.key ?? -1;
const leave = (lab: Lab, memberId: string) => editLab(lab, withoutMember(lab.form, keyOf(lab, memberId)));
const join = (lab: Lab) => editLab(lab, withMember(lab.form, Object.keys(lab.held.range.assignment)));
const three = ['consumer-1', 'consumer-2', 'consumer-3'].map((id) => member(id, 'orders', 'payments'));
const counts = { orders: 4, payments: 4 };

describe('a round', () => {
  it.each(LAB_ASSIGNORS)('the first one is what %s itself says of the input', (name) => {
    const { assignment, steps } = assignors[name].explain(counts, three);
    expect(resultOf(beginLab(), name)).toMatchObject({ assignment, steps, before: {}, moved: [] });
  });

  it.each(LAB_ASSIGNORS)('in the next one %s is told what members had', (name) => {
    const before = assignors[name].assign(counts, three);
    const after = assignors[name].assign(counts, rejoining(three, before, 1).slice(1));
    const lab = leave(nextRound(beginLab()), 'consumer-1');
    const { moved, ...result } = resultOf(lab, name);
    expect(result).toMatchObject({ assignment: after, before });
    expect(new Set(moved)).toEqual(new Set(movedPartitions(before, after)));
  });

  it('counts what moves as lesson G8 does', () => {
    expect(movedBy(leave(nextRound(beginLab()), 'consumer-1'))).toEqual({ range: 6, roundrobin: 6, sticky: 3, 'cooperative-sticky': 3 });
  });

  it('cooperative-sticky withholds what its owner has yet to give up, and gives it in the round after', () => {
    const joined = join(nextRound(beginLab()));
    const first = resultOf(joined, 'cooperative-sticky');
    expect(first.assignment['consumer-4']).toEqual([]);
    expect(first.withheld.toSorted()).toEqual(first.moved.map(({ partition }) => partition).toSorted());
    const second = resultOf(nextRound(joined), 'cooperative-sticky');
    expect(second).toMatchObject({ withheld: [], moved: [], given: first.withheld });
    expect(second.assignment['consumer-4']?.toSorted()).toEqual(first.withheld.toSorted());
    expect(resultOf(joined, 'sticky').withheld).toEqual([]);
  });

  it('nothing moves when nothing has changed', () => {
    expect(Object.values(movedBy(nextRound(nextRound(beginLab()))))).toEqual([0, 0, 0, 0]);
  });

  it('what went with its topic has not moved', () => {
    const lab = nextRound(beginLab());
    const gone = labResults(editLab(lab, withoutTopic(lab.form, lab.form.topics[1]?.key ?? -1)));
    expect(gone.flatMap(({ moved }) => moved.filter(({ partition }) => partition.startsWith('payments')))).toEqual([]);
  });

  it('begun again, nobody owns anything, and the input stays', () => {
    const lab = leave(nextRound(beginLab()), 'consumer-1');
    const again = forgetRounds(lab);
    expect(again.form).toBe(lab.form);
    expect(labResults(again)).toEqual(labResults(leave(beginLab(), 'consumer-1')));
  });

  it('a new member never takes the name of one that had partitions', () => {
    const lab = join(leave(nextRound(beginLab()), 'consumer-2'));
    expect(lab.form.members.map(({ memberId }) => memberId)).toEqual(['consumer-1', 'consumer-3', 'consumer-4']);
  });
});

describe('the steps', () => {
  it.each(LAB_ASSIGNORS)('of %s lead from nobody to its result', (name) => {
    const result = resultOf(join(nextRound(beginLab())), name);
    expect(ownersAt(result, 0).size).toBe(0);
    const assigned = Object.entries(result.assignment).flatMap(([id, hand]) => hand.map((one): [string, string] => [one, id]));
    expect(Object.fromEntries(ownersAt(result, result.steps.length))).toEqual(Object.fromEntries(assigned));
  });
});

describe('the input', () => {
  const typed = (change: (lab: Lab) => Lab['form'], lab = beginLab()) => editLab(lab, change(lab));
  const first = (lab: Lab) => lab.form.topics[0]?.key ?? -1;

  it.each([['', 'the empty string is not allowed'], ['or ders', 'other than ASCII alphanumerics'], ['payments', "Topic 'payments' already exists."]])('the name “%s” is refused in Kafka’s words', (name, words) => {
    const lab = typed((was) => changeTopic(was.form, first(was), { name }));
    const said = Object.values(lab.checked.complaints);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ isKafkas: true });
    expect(said[0]?.text.en).toContain(words);
  });

  it.each(['', '-1', '21', '1.5', 'x'])('“%s” partitions are refused, and the last right input stays', (partitions) => {
    const lab = typed((was) => changeTopic(was.form, first(was), { partitions }));
    expect(lab.checked.complaints[`topic.${first(lab)}.partitions`]?.text.en).toBe('A whole number from 0 to 20.');
    expect(lab.form.topics[0]?.partitions).toBe(partitions);
    expect(lab.input).toBe(FIRST_LAB_INPUT);
    expect(nextRound(lab)).toBe(lab);
  });

  it('between rounds a topic keeps its partitions, as in Kafka', () => {
    const lab = nextRound(beginLab());
    expect(typed((was) => changeTopic(was.form, first(was), { partitions: '3' }), lab).checked.complaints[`topic.${first(lab)}.partitions`]).toMatchObject({
      isKafkas: true, text: { en: 'The topic orders currently has 4 partition(s); 3 would not be an increase.' },
    });
    expect(typed((was) => changeTopic(was.form, first(was), { partitions: '5' }), lab).checked.input?.partitionCounts).toEqual({ orders: 5, payments: 4 });
  });

  it('a group needs members, a member an id of its own and a topic', () => {
    const [one = -1, two = -1] = beginLab().form.members.map(({ key }) => key);
    const wrong = (change: (lab: Lab) => Lab['form']) => Object.keys(typed(change).checked.complaints);
    expect(wrong(({ form }) => ({ ...form, members: [] }))).toEqual(['members']);
    expect(wrong(({ form }) => changeMember(form, one, { memberId: ' ' }))).toEqual([`member.${one}.id`]);
    expect(wrong(({ form }) => changeMember(form, two, { memberId: 'consumer-1' }))).toEqual([`member.${two}.id`]);
    expect(wrong(({ form }) => changeMember(form, one, { topics: [] }))).toEqual([`member.${one}.topics`]);
  });

  it('a topic that is renamed keeps its subscribers; a new one gets those of all the others', () => {
    const lab = typed((was) => withTopic(changeTopic(was.form, first(was), { name: 'sales' })));
    expect(lab.input.partitionCounts).toEqual({ sales: 4, payments: 4, orders: 4 });
    expect(lab.input.members.map(({ topics }) => topics)).toEqual(FIRST_LAB_INPUT.members.map(() => ['sales', 'payments', 'orders']));
  });

  it('topics without partitions have no columns', () => {
    const lab = typed((was) => changeTopic(was.form, first(was), { partitions: '0' }));
    expect(labColumns(lab.input).map(({ topic }) => topic)).toEqual(['payments']);
    expect(resultOf(lab, 'roundrobin').assignment).toEqual(assignors.roundrobin.assign({ payments: 4 }, three));
  });
});

interface Step { readonly event: string; readonly topics: PartitionCounts; readonly members: readonly { readonly id: string; readonly topics: readonly string[]; readonly generation: number; readonly owned: readonly string[]; readonly instanceId?: string }[]; readonly assignment: GroupAssignment }
interface Golden { readonly cases: readonly (Step & { readonly steps?: readonly Step[]; readonly conflict?: boolean; readonly replicas?: unknown })[] }

const golden = (family: string) => (JSON.parse(readFileSync(`src/testkit/golden/assignor_${family}.json`, 'utf8')) as Golden).cases;
const inputOf = ({ topics, members }: Step): LabInput => ({ partitionCounts: topics, members: members.map((one) => ({ memberId: one.id, groupInstanceId: one.instanceId ?? null, topics: one.topics })) });

describe('Kafka’s own answers', () => {
  it.each([['range', 'range'], ['roundrobin', 'roundrobin']] as const)('%s: cases without racks', (family, name) => {
    const cases = golden(family).filter(({ replicas }) => replicas === undefined).slice(0, 40);
    expect(cases).toHaveLength(40);
    for (const one of cases) expect(resultOf(beginLab(inputOf(one)), name).assignment).toEqual(one.assignment);
  });

  it.each([['sticky', 'sticky'], ['cooperative_sticky', 'cooperative-sticky']] as const)('%s: rebalances in a row, as far as members send what they were assigned', (family, name) => {
    let compared = 0;
    for (const { steps = [], conflict } of golden(family).filter((one) => one.conflict !== true).slice(0, 40)) {
      expect(conflict).not.toBe(true);
      let lab: Lab | null = null;
      for (const step of steps) {
        const input = inputOf(step);
        const next: Lab = lab === null ? beginLab(input) : { ...nextRound(lab), input };
        const had = next.held[name].assignment;
        if (step.members.some(({ id, owned, generation }) => (had[id] ?? []).toString() !== owned.toString() || (generation !== -1 && generation !== next.round - 1))) break;
        expect(resultOf(next, name).assignment).toEqual(step.assignment);
        compared += 1;
        lab = { ...next, checked: { complaints: {}, input } };
      }
    }
    expect(compared).toBeGreaterThan(80);
  });
});
