import { describe, expect, it } from 'vitest';
import { assignors } from '../kafka/group/assignors/index.ts';
import type { AssignmentStep } from '../kafka/group/assignors/steps.ts';
import { assignmentDictionaries, assignmentSentence } from './assignment.ts';

const nine = Array.from({ length: 9 }, (_, number) => `t0-${number}`);

/** Every step, and every wording a step can take. */
const steps: readonly AssignmentStep[] = [
  ...[[1, 0], [2, 1], [2, 2], [0, 1], [0, 2]].map(([quota = 0, withOneMore = 0]) => ({ type: 'TopicDivided', topic: 't0', partitions: 3 * quota + withOneMore, members: ['a', 'b', 'c'], quota, withOneMore }) as const),
  { type: 'RangeGiven', topic: 't0', memberId: 'a', partitions: ['t0-0', 't0-1'], by: 'range' },
  { type: 'RangeGiven', topic: 't0', memberId: 'a', partitions: ['t0-0'], by: 'rack' },
  { type: 'MembersLinedUp', members: ['a', 'b'], partitions: 3 },
  { type: 'PartitionDealt', partition: 't0-0', memberId: 'a', skipped: [] },
  { type: 'PartitionDealt', partition: 't0-0', memberId: 'a', skipped: ['b'] },
  { type: 'PartitionDealt', partition: 't0-0', memberId: 'a', skipped: ['b', 'c'] },
  { type: 'AlgorithmChosen', algorithm: 'constrained' },
  { type: 'AlgorithmChosen', algorithm: 'general' },
  { type: 'ClaimSettled', partition: 't0-0', keptBy: null, refused: ['a', 'b'], because: 'same-generation' },
  { type: 'ClaimSettled', partition: 't0-0', keptBy: 'a', refused: ['b'], because: 'later-generation' },
  { type: 'ClaimSettled', partition: 't0-0', keptBy: null, refused: ['c'], because: 'disputed-before' },
  { type: 'QuotaSet', partitions: 6, members: 3, minQuota: 2, maxQuota: 2, withOneMore: 0 },
  { type: 'QuotaSet', partitions: 7, members: 3, minQuota: 2, maxQuota: 3, withOneMore: 1 },
  { type: 'PartitionsKept', memberId: 'a', kept: ['t0-0'], released: [], because: 'quota' },
  { type: 'PartitionsKept', memberId: 'a', kept: [], released: ['t0-0'], because: 'quota' },
  { type: 'PartitionsKept', memberId: 'a', kept: nine, released: ['t0-9'], because: 'subscription' },
  { type: 'PartitionsUnassigned', partitions: [] },
  { type: 'PartitionsUnassigned', partitions: ['t0-0'] },
  ...(['below-quota', 'one-more', 'fewest'] as const).map((because) => ({ type: 'PartitionPlaced', partition: 't0-0', memberId: 'a', because, had: 1 }) as const),
  { type: 'PartitionMoved', partition: 't0-0', from: 'a', to: 'b', fromHad: 4, toHad: 2, because: 'balance', insteadOf: null },
  { type: 'PartitionMoved', partition: 't0-0', from: 'a', to: 'b', fromHad: 4, toHad: 2, because: 'earlier-owner', insteadOf: 't0-1' },
  { type: 'MovesUndone', scoreBefore: 4, scoreAfter: 4 },
  { type: 'PartitionWithheld', partition: 't0-0', from: ['a'], to: 'b' },
  { type: 'PartitionWithheld', partition: 't0-0', from: [], to: 'b' },
];

describe('the sentences of an assignment', () => {
  it('there is one for every step, and the list above has every step', () => {
    expect(new Set(steps.map(({ type }) => type))).toEqual(new Set(Object.keys(assignmentDictionaries.en)));
  });

  it.each(['en', 'zh'] as const)('are whole sentences, each its own, in %s', (language) => {
    const said = steps.map((step) => assignmentSentence(step, language));
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) {
      expect(sentence).toMatch(language === 'en' ? /\.$/ : /。$/);
      expect(sentence).not.toMatch(/undefined|NaN|\[object|, \.|：。| {2}/);
    }
  });

  it('Chinese words and Latin names keep one space between them', () => {
    for (const step of steps) expect(assignmentSentence(step, 'zh')).not.toMatch(/\p{Script=Han}[\w-]|[\w-]\p{Script=Han}/u);
  });

  it('members are called as the reader knows them', () => {
    const [step] = assignors.roundrobin.explain({ t0: 1 }, [{ memberId: 'consumer-1-3f0c', topics: ['t0'], ownedPartitions: [] }]).steps.slice(1);
    if (step === undefined) throw new Error('nothing was dealt');
    expect(assignmentSentence(step, 'en', (id) => id.split('-').slice(0, 2).join('-'))).toBe('t0-0 goes to consumer-1, the next in the circle.');
  });

  it('long lists are counted', () => {
    const [kept] = steps.filter((step) => step.type === 'PartitionsKept' && step.kept.length > 8);
    if (kept === undefined) throw new Error('no such step');
    expect(assignmentSentence(kept, 'en')).toBe('a keeps 9 partitions; it no longer subscribes to the topic of t0-9.');
    expect(assignmentSentence(kept, 'zh')).toBe('a 保留 9 个分区；它已不再订阅 t0-9 所属的主题。');
  });
});
