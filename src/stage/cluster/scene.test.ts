import { describe, expect, test } from 'vitest';
import type { Fixture } from '../../testkit/fixtureWorld.ts';
import { fixtureWorld } from '../../testkit/fixtureWorld.ts';
import { hasInternalTopics } from './internalTopics.ts';
import { clusterScene } from './scene.ts';
import type { CellView, ClusterScene } from './types.ts';

const HEALTHY: Fixture = {
  nowMs: 500, brokers: 3, producers: 1, consumers: 1,
  partitions: {
    'orders-0': {
      leader: 1, leaderEpoch: 1, isr: [1, 2, 3],
      on: {
        1: { records: ['m0@0', 'm1@0', 'm2@1', 'm3@1'], highWatermark: 3, remote: { 2: 3, 3: -1 } },
        2: { records: ['m0@0', 'm1@0', 'm2@1'], highWatermark: 2 },
        3: { records: ['m0@0', 'm1@0'], highWatermark: 2 },
      },
    },
  },
};

const LEADERLESS: Fixture = {
  ...HEALTHY, down: ['broker-1'],
  partitions: {
    'orders-0': {
      leader: -1, leaderEpoch: 1, isr: [1],
      on: { 1: { state: 'offline', records: ['m0@0', 'm1@0', 'm2@1'], highWatermark: 3 }, 2: { records: ['m0@0'], highWatermark: 1 }, 3: { records: ['m0@0'], highWatermark: 1 } },
    },
  },
  acknowledged: { 'orders-0': ['m0@0', 'm1@0', 'm2@1'] },
};

function cell(scene: ClusterScene, key: string): CellView {
  const found = scene.cells.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no cell ${key}`);
  return found;
}

describe('a replica', () => {
  const scene = clusterScene(fixtureWorld(HEALTHY));

  test('shows its role, its place in the ISR and how far it is behind the leader', () => {
    expect(cell(scene, '1/orders-0')).toMatchObject({ role: 'leader', isChosenLeader: true, inIsr: true, behind: 0, fetchState: null });
    expect(cell(scene, '3/orders-0')).toMatchObject({ role: 'follower', isChosenLeader: false, behind: 2, fetchState: 'fetching' });
  });

  test('counts a record as committed by its own high watermark, not by the leader\'s', () => {
    const committed = (key: string): readonly string[] => cell(scene, key).records.filter((record) => record.committed).map((record) => record.label);
    expect(committed('1/orders-0')).toEqual(['m0', 'm1', 'm2']);
    expect(committed('2/orders-0')).toEqual(['m0', 'm1']);
  });

  test('names the epochs its log holds', () => {
    expect(cell(scene, '1/orders-0').epochs).toEqual([0, 1]);
    expect(cell(scene, '3/orders-0').epochs).toEqual([0]);
  });

  test('tells what it believes of its followers only while it leads', () => {
    expect(cell(scene, '1/orders-0').remote).toEqual([
      { brokerId: 2, logEndOffset: 3, lastCaughtUpTimeMs: 480, inMaximalIsr: true },
      { brokerId: 3, logEndOffset: -1, lastCaughtUpTimeMs: 480, inMaximalIsr: true },
    ]);
    expect(cell(scene, '2/orders-0').remote).toEqual([]);
  });
});

describe('an acknowledged record', () => {
  test('that one log alone holds is flagged there, while the partition has no leader', () => {
    const scene = clusterScene(fixtureWorld(LEADERLESS));
    const alone = cell(scene, '1/orders-0');
    expect(alone.records.map((record) => record.onlyHere)).toEqual([false, true, true]);
    expect(alone).toMatchObject({ acknowledgedOnlyHere: true, role: 'offline', up: false });
    expect(alone.records.some((record) => record.lost)).toBe(false);
    expect(scene.columns[0]).toMatchObject({ offline: true, acknowledgedLost: [] });
  });

  test('that the new leader\'s log excludes is lost, and crossed where it still stands', () => {
    const elected = { ...LEADERLESS, partitions: { 'orders-0': { leader: 2, leaderEpoch: 2, isr: [2], on: {
      ...LEADERLESS.partitions['orders-0']?.on, 2: { records: ['m0@0', 'x1@2'], highWatermark: 2 },
    } } } };
    const scene = clusterScene(fixtureWorld(elected));
    expect(cell(scene, '1/orders-0').records.map((record) => record.lost)).toEqual([false, true, true]);
    expect(cell(scene, '2/orders-0').records.some((record) => record.lost)).toBe(false);
    expect(scene.columns[0]?.acknowledgedLost).toEqual(['m1@0', 'm2@1']);
  });

  test('is not at risk for being on one broker when it was never meant to be on more', () => {
    const single = { ...HEALTHY, partitions: { 'orders-0': { leader: 1, leaderEpoch: 0, isr: [1], on: { 1: { records: ['m0@0'], highWatermark: 1 } } } }, acknowledged: { 'orders-0': ['m0@0'] } };
    expect(cell(clusterScene(fixtureWorld(single)), '1/orders-0').acknowledgedOnlyHere).toBe(false);
  });
});

describe('around the logs', () => {
  test('a broker is down, fenced or what it says of itself, with what waits at it', () => {
    const scene = clusterScene(fixtureWorld({ ...HEALTHY, down: ['broker-1'], fenced: [1, 2], parked: [
      { at: 3, api: 'Produce', from: 'producer-1', deadlineMs: 900 }, { at: 3, api: 'Fetch', from: 'broker-2', deadlineMs: 600 }, { at: 1, api: 'Fetch', from: 'broker-2', deadlineMs: 600 },
    ] }));
    expect(scene.brokers.map((broker) => broker.state)).toEqual(['down', 'fenced', 'running']);
    expect(scene.brokers.map((broker) => broker.parked.map((parked) => parked.api))).toEqual([[], [], ['Fetch', 'Produce']]);
  });

  test('a consumer\'s lag counts up to the leader\'s high watermark', () => {
    expect(clusterScene(fixtureWorld(HEALTHY)).consumers[0]).toMatchObject({ status: 'connected', positions: [{ partition: 'orders-0', position: 2, lag: 1 }] });
  });

  test('a link that is cut or slow names both ends', () => {
    const links = { 'broker-1|broker-2': { cut: true, extraLatencyMs: 0 }, 'broker-3|producer-1': { cut: false, extraLatencyMs: 200 } };
    expect(clusterScene(fixtureWorld({ ...HEALTHY, links })).links).toEqual([
      { from: 'broker-1', to: 'broker-2', cut: true, extraLatencyMs: 0 }, { from: 'broker-3', to: 'producer-1', cut: false, extraLatencyMs: 200 },
    ]);
  });

  test('without a controller that knows anything, the newest replica says who leads', () => {
    const world = fixtureWorld(HEALTHY);
    expect(clusterScene({ ...world, actors: world.actors.without('controller-3000') }).columns[0]).toMatchObject({ partition: 'orders-0', leader: 1, leaderEpoch: 1 });
  });
});

describe('Kafka’s own topics', () => {
  const offsets = { leader: 1, leaderEpoch: 0, isr: [1], on: { 1: { records: ['[billing,orders,0]@0'], highWatermark: 1 } } };
  const world = fixtureWorld({ ...HEALTHY, partitions: { ...HEALTHY.partitions, '__consumer_offsets-0': offsets } });
  const columns = (options: object) => clusterScene(world, options).columns.map(({ partition }) => partition);

  test('are left out unless they are asked for', () => {
    expect(columns({})).toEqual(['orders-0']);
    expect(columns({ internalTopics: true })).toContain('__consumer_offsets-0');
  });

  test('can be asked for where there are any', () => {
    expect(hasInternalTopics(world)).toBe(true);
    expect(hasInternalTopics(fixtureWorld(HEALTHY))).toBe(false);
  });
});

describe('from one scene to the next', () => {
  test('cells that say the same are the same objects, others are not', () => {
    const before = clusterScene(fixtureWorld(HEALTHY));
    const same = clusterScene(fixtureWorld(HEALTHY), { previous: before });
    expect(same.cells.every((one, index) => one === before.cells[index])).toBe(true);
    const on = { ...HEALTHY.partitions['orders-0']?.on, 3: { records: ['m0@0', 'm1@0', 'm2@1'], highWatermark: 2 } };
    const moved = clusterScene(fixtureWorld({ ...HEALTHY, partitions: { 'orders-0': { leader: 1, leaderEpoch: 1, isr: [1, 2, 3], on } } }), { previous: before });
    expect(moved.cells.map((one, index) => one === before.cells[index])).toEqual([true, true, false]);
  });

  test('an acknowledgement makes a column anew only where the record is', () => {
    const [orders] = Object.values(HEALTHY.partitions);
    if (orders === undefined) throw new Error('no partition');
    const world = fixtureWorld({ ...HEALTHY, partitions: { 'orders-0': orders, 'orders-1': orders } });
    const told = fixtureWorld({ ...HEALTHY, acknowledged: { 'orders-0': ['m0@0'] } }).ledger.acknowledged;
    const before = clusterScene(world);
    const after = clusterScene({ ...world, ledger: { ...world.ledger, acknowledged: told } }, { previous: before });
    expect(after.built.map((column, index) => column === before.built[index])).toEqual([false, true]);
    expect(cell(after, '1/orders-0').records.map(({ acknowledged }) => acknowledged)).toEqual([true, false, false, false]);
  });

  test('another record acknowledged in the place of one is seen', () => {
    const world = fixtureWorld(HEALTHY);
    const tell = (text: string) => ({ ...world, ledger: { ...world.ledger, acknowledged: fixtureWorld({ ...HEALTHY, acknowledged: { 'orders-0': [text] } }).ledger.acknowledged } });
    const after = clusterScene(tell('m1@0'), { previous: clusterScene(tell('m0@0')) });
    expect(after).toEqual({ ...clusterScene(tell('m1@0')), built: after.built });
  });

  test('brokers are the same objects until something of them or a link changes', () => {
    const world = fixtureWorld(HEALTHY);
    const before = clusterScene(world);
    const kept = (next: typeof world): readonly boolean[] => clusterScene(next, { previous: before }).brokers.map((one, index) => one === before.brokers[index]);
    expect(kept({ ...world, nowMs: 700 })).toEqual([true, true, true]);
    expect(kept({ ...world, nodes: { ...world.nodes, 'broker-2': { incarnation: 1, up: false } } })).toEqual([true, false, true]);
    const waiting = fixtureWorld({ ...HEALTHY, parked: [{ at: 3, api: 'FETCH', from: 'broker-1', deadlineMs: 900 }] }).actors.get('broker-3/purgatory');
    if (waiting === undefined) throw new Error('no purgatory');
    expect(kept({ ...world, actors: world.actors.with('broker-3/purgatory', waiting) })).toEqual([true, true, false]);
    expect(kept({ ...world, wire: { ...world.wire, links: { 'broker-1|broker-2': { cut: true, extraLatencyMs: 0 } } } })).toEqual([false, false, false]);
  });
});
