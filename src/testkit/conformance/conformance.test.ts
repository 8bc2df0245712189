import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { replayDraws } from './draws.ts';
import { GOLDEN } from './golden.ts';
import { families } from './index.ts';
import { linesOf, reportOf } from './report.ts';
import type { FamilyFile } from './family.ts';

/** Also what the file says of itself: a file that lost cases on the way here would still agree. */
interface GoldenFile extends FamilyFile {
  readonly count: number;
}

const names = readdirSync(GOLDEN).filter((name) => name.endsWith('.json'));
const read = (name: string): GoldenFile => JSON.parse(readFileSync(join(GOLDEN, name), 'utf8')) as GoldenFile;

describe('every case that Apache Kafka’s own classes answered', () => {
  it.each(names)('%s', (name) => {
    const file = read(name);
    expect(linesOf(reportOf(file))).toEqual([`${file.family}: ${file.count} of ${file.count} agree`]);
  });

  it('every family has its cases', () => {
    expect(names.map((name) => read(name).family).toSorted()).toEqual(families.map(({ name }) => name).toSorted());
  });
});

describe('the comparison', () => {
  it('notices any answer that is changed', () => {
    const file = read('controller_traces.json');
    const wrong = JSON.parse(JSON.stringify(file.cases).replaceAll('"leaderEpoch":1,', '"leaderEpoch":7,')) as readonly unknown[];
    const report = reportOf({ ...file, cases: wrong });
    expect(report.agree).toBeLessThan(report.total);
    expect(report.first?.difference).toContain('leaderEpoch: expected 7, got 1');
  });

  it('names the first place that differs', () => {
    expect(compare({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, 'x')).toEqual({ difference: 'x.a[0].b: expected 1, got 2' });
    expect(compare({ isr: [1, 2] }, { isr: [1] }, 'x')).toEqual({ difference: 'x.isr: expected [1,2], got [1]' });
    expect(compare({ a: 1 }, { a: 1, b: undefined }, 'x')).toBeNull();
    expect(compare({ a: 1 }, { a: 1, b: 2 }, 'x')).toEqual({ difference: 'x.b: expected nothing, got 2' });
    expect(compare([], {}, 'x')).not.toBeNull();
    expect(compare(null, undefined, 'x')).not.toBeNull();
  });

  it('a rule that throws does not agree', () => {
    const report = reportOf({ family: 'leader_epoch_cache', cases: [null] });
    expect(report).toMatchObject({ agree: 0, total: 1 });
    expect(report.first?.difference).toMatch(/^threw /);
  });

  it('a family nobody knows is not supported', () => {
    expect(linesOf(reportOf({ family: 'share_groups', cases: [1, 2] }))).toEqual(['share_groups: not supported']);
  });

  it('producers expire, save those in a transaction', () => {
    const append = (pid: number, txn: boolean, firstOffset: number) => ({ op: 'append', pid, epoch: 0, baseSeq: 0, count: 1, txn, verdict: 'APPENDED', firstOffset, lastOffset: firstOffset });
    const open = { epoch: 0, lastSeq: 0, coordinatorEpoch: -1, txnFirstOffset: 1, batches: [[0, 0, 1, 1]] };
    const idle = { ...open, txnFirstOffset: null, batches: [[0, 0, 0, 0]] };
    const state = (producers: object, leo: number, lso: number) => ({ leo, hw: 0, lso, producers });
    const events = [{ ...append(1, false, 0), state: state({ 1: idle }, 1, 0) }, { ...append(2, true, 1), state: state({ 1: idle, 2: open }, 2, 0) }, { op: 'expire', state: state({ 2: open }, 2, 0) }];
    expect(linesOf(reportOf({ family: 'producer_state', cases: [{ events }] }))).toEqual(['producer_state: 1 of 1 agree']);
  });

  it('draws are made in Kafka’s order with Kafka’s bounds', () => {
    const { draw, left } = replayDraws([[3, 2]]);
    expect(() => draw(4)).toThrow('Kafka drew of 3');
    expect(draw(3)).toBe(2);
    expect(left()).toBe(0);
    expect(() => draw(3)).toThrow('Kafka made only 1');
  });
});
