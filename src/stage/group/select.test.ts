import { describe, expect, test } from 'vitest';
import { groupLayout } from './layout.ts';
import type { GroupSample, GroupStep, MemberSample } from './path.ts';
import { selectGroup } from './select.ts';
import type { ColumnFigures } from './select.ts';
import { USUAL } from '../shared/text.ts';
import { GROUP_STRINGS } from './strings.ts';
import type { GroupStateName, LaneKind } from './types.ts';

function member(consumer: string, kind: LaneKind, ...holds: readonly string[]): MemberSample {
  return { consumer, memberId: `${consumer}-id`, isMember: kind !== 'outside', kind, holds };
}

function sample(state: GroupStateName, generation: number, ...members: readonly MemberSample[]): GroupSample {
  return { inZooKeeper: false, coordinator: { brokerId: 2, partition: '__consumer_offsets-12', address: 'broker-2/group-app' }, state, generation, protocol: 'range', leader: 'consumer-1-id', members };
}

function column(partition: string): ColumnFigures {
  return { partition, topic: 'orders', number: Number(partition.slice(-1)), committed: 1, position: 3, logStartOffset: 0, highWatermark: 5, lag: 2, lead: 3 };
}

const COLUMNS = [column('orders-0'), column('orders-1')];
const RUN: readonly (readonly [number, GroupSample])[] = [
  [0, sample('Empty', 0, member('consumer-1', 'joining'), member('consumer-2', 'off'))],
  [100, sample('PreparingRebalance', 0, member('consumer-1', 'joining'), member('consumer-2', 'off'))],
  [3100, sample('CompletingRebalance', 1, member('consumer-1', 'joining'), member('consumer-2', 'off'))],
  [3200, sample('Stable', 1, member('consumer-1', 'consuming', 'orders-0', 'orders-1'), member('consumer-2', 'off'))],
  [5000, sample('PreparingRebalance', 1, member('consumer-1', 'joining'), member('consumer-2', 'joining'))],
  [6000, sample('Stable', 2, member('consumer-1', 'consuming', 'orders-0'), member('consumer-2', 'consuming', 'orders-1'))],
  [7000, sample('Stable', 2, member('consumer-1', 'dead'), member('consumer-2', 'consuming', 'orders-1'))],
];
const STEPS = RUN.map(([nowMs, one], id): GroupStep => ({ id, nowMs, sample: one, figures: { lagMax: id, leadMin: null, consumed: id * 2 }, happenings: [] }));
const at = (present: number) => selectGroup('app', STEPS, present, 7000, COLUMNS);

describe('a group along a run', () => {
  test('its states last from change to change, the last one until now', () => {
    expect(at(4).states.map(({ state, generation, fromMs, toMs }) => [state, generation, fromMs, toMs])).toEqual([
      ['Empty', 0, 0, 100], ['PreparingRebalance', 0, 100, 3100], ['CompletingRebalance', 1, 3100, 3200], ['Stable', 1, 3200, 5000], ['PreparingRebalance', 1, 5000, 5000],
    ]);
    expect(at(4).rebalances).toBe(2);
  });

  test('waiting for the first assignment is no pause, waiting for the next one is', () => {
    expect(at(4).lanes.map(({ pieces }) => pieces.map(({ kind }) => kind))).toEqual([['entering', 'consuming', 'joining'], ['off', 'entering']]);
    expect(at(3).lanes[0]?.pausedMs).toBe(0);
    expect(at(5).lanes.map(({ pausedMs }) => pausedMs)).toEqual([1000, 0]);
  });

  test('a partition that changed hands names who had it, only while that generation lasts', () => {
    expect(at(3).columns.map(({ owner, previous }) => [owner, previous])).toEqual([['consumer-1', 'consumer-1'], ['consumer-1', 'consumer-1']]);
    expect(at(5).columns.map(({ owner, previous }) => [owner, previous])).toEqual([['consumer-1', 'consumer-1'], ['consumer-2', 'consumer-1']]);
  });

  test('what a dead consumer held is nobody’s', () => {
    expect(at(6).columns[0]).toMatchObject({ owner: null, previous: null });
  });

  test('who is no member any more does not count as an owner, whatever it still has in hand', () => {
    const late = sample('Stable', 3, member('consumer-1', 'consuming', 'orders-0', 'orders-1'), member('consumer-2', 'outside', 'orders-1'));
    const view = selectGroup('app', [...STEPS, { id: 9, nowMs: 8000, sample: late, figures: { lagMax: 0, leadMin: null, consumed: 0 }, happenings: [] }], STEPS.length, 8000, COLUMNS);
    expect(view.columns.map(({ owner }) => owner)).toEqual(['consumer-1', 'consumer-1']);
  });

  test('going back shows what was, not what came later', () => {
    expect(at(2)).toEqual(selectGroup('app', STEPS.slice(0, 3), 2, 7000, COLUMNS));
  });
});

describe('a spare consumer', () => {
  const spared = (present: number, steps: readonly GroupStep[]) => selectGroup('app', steps, present, 7000, COLUMNS, new Set(['consumer-2'])).lanes.map(({ consumer }) => consumer);

  test('has no lane in a run that never starts it', () => {
    expect(spared(3, STEPS.slice(0, 4))).toEqual(['consumer-1']);
  });

  test('keeps its lane all along a run that starts it, also before', () => {
    expect(spared(0, STEPS)).toEqual(['consumer-1', 'consumer-2']);
  });
});

describe('its picture', () => {
  const layout = groupLayout(at(5), { width: 820, lower: 'partitions', readX: null }, GROUP_STRINGS.en);

  test('a partition stands in the row of its owner, and its trace begins in the row it left', () => {
    const rows = Object.fromEntries(layout.rows.map(({ owner, row }) => [owner, row.y + row.height / 2]));
    const chip = layout.chips.find(({ column: { partition } }) => partition === 'orders-1');
    expect((chip?.box.y ?? 0) + (chip?.box.height ?? 0) / 2).toBe(rows['consumer-2']);
    expect(chip?.trace).toMatchObject({ from: rows['consumer-1'], to: rows['consumer-2'] });
    expect(layout.chips[0]?.trace).toBeNull();
  });

  test('no word is written over a mark', () => {
    const committed = [4000, 4400].map((nowMs, index): GroupStep => ({ id: 10 + index, nowMs, sample: RUN[3]![1], figures: { lagMax: 0, leadMin: null, consumed: 0 }, happenings: [{ consumer: 'consumer-1', kind: 'committed', count: 1 }] }));
    const [lane] = groupLayout(selectGroup('app', [...STEPS.slice(0, 4), ...committed], 5, 7000, COLUMNS), { width: 820, lower: 'partitions', readX: null }, GROUP_STRINGS.en).lanes;
    const word = lane?.pieces.find(({ piece }) => piece.kind === 'consuming')?.label;
    expect(word).not.toBeNull();
    const half = USUAL.textWidth(word?.text ?? '', 11) / 2;
    for (const { x } of lane?.marks ?? []) expect(Math.abs(x - (word?.x ?? x))).toBeGreaterThan(half);
  });

  test('rows for a class are lower, and everything stays in its row', () => {
    const tight = groupLayout(at(5), { width: 820, lower: 'partitions', readX: null, isTight: true }, GROUP_STRINGS.en);
    expect(tight.height).toBeLessThan(layout.height);
    for (const { row, pieces } of tight.lanes) for (const { box } of pieces) expect(row.y <= box.y && box.y + box.height <= row.y + row.height).toBe(true);
  });

  test.each([[390], [820], [1400]])('thirty members and a hundred partitions keep inside %i pixels, no chip upon another', (width) => {
    const names = Array.from({ length: 30 }, (_, index) => `consumer-${index + 1}`);
    const many = Array.from({ length: 100 }, (_, index) => column(`orders-${index}`));
    const crowd = sample('Stable', 9, ...names.map((name, index) => member(name, 'consuming', ...many.filter((_, at100) => at100 % 30 === index).map(({ partition }) => partition))));
    const big = groupLayout(selectGroup('app', [{ id: 0, nowMs: 0, sample: crowd, figures: { lagMax: 2, leadMin: 3, consumed: 0 }, happenings: [] }], 0, 0, many), { width, lower: 'partitions', readX: null }, GROUP_STRINGS.en);
    const places = big.chips.map(({ box }) => `${box.x}`);
    expect(new Set(places).size).toBe(100);
    for (const { box } of big.chips) expect(box.x + box.width).toBeLessThanOrEqual(big.width);
    expect(big.lanes).toHaveLength(30);
    expect(big.bars).toHaveLength(100);
  });

  test('metrics are read where one points, never in the future', () => {
    const view = at(5);
    const time = (atMs: number) => 134 + ((820 - 14 - 134) * atMs) / 7000;
    const readings = (atMs: number) => groupLayout(view, { width: 820, lower: 'metrics', readX: time(atMs) }, GROUP_STRINGS.en).charts.map(({ reading }) => reading?.text);
    expect(readings(5500)).toEqual(['4', undefined, '8', '2', '500 ms']);
    expect(readings(6500)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
