import { describe, expect, test } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { KafkaChoice } from '../../kafka/simulation.ts';
import { contains, overlaps } from '../shared/geometry.ts';
import type { Box } from '../shared/geometry.ts';
import type { Fixture, FixturePartition } from '../../testkit/fixtureWorld.ts';
import { fixtureWorld } from '../../testkit/fixtureWorld.ts';
import { clusterLayout, standAlike } from './layout.ts';
import type { ClusterLayout } from './layout.ts';
import { markerPlaces } from './markers.ts';
import { clusterScene } from './scene.ts';

function cluster(brokers: number, partitions: number, records: number, logStartOffset = 0): Fixture {
  const partition = (index: number): FixturePartition => {
    const replicas = [0, 1, 2].map((step) => ((index + step) % brokers) + 1);
    const values = Array.from({ length: records }, (_, offset) => `m${offset}@0`);
    return { leader: replicas[0] ?? 1, leaderEpoch: 0, isr: replicas, on: Object.fromEntries(replicas.map((id) => [id, { records: values, highWatermark: logStartOffset + records, logStartOffset }])) };
  };
  return { brokers, producers: 2, consumers: 3, partitions: Object.fromEntries(Array.from({ length: partitions }, (_, index) => [`orders-${index}`, partition(index)])) };
}

const SIZES = [
  ['1440×900', { width: 780, height: 650, compact: false }],
  ['1024×768', { width: 560, height: 520, compact: true }],
  ['390 wide', { width: 390, height: 600, compact: true }],
] as const;
const CLUSTERS = [
  ['3×1', cluster(3, 1, 4)], ['3×3', cluster(3, 3, 5)], ['3×3 with long logs', cluster(3, 3, 200)], ['6×12', cluster(6, 12, 30)], ['10×30', cluster(10, 30, 20)], ['50×500', cluster(50, 500, 2)],
] as const;

const layoutOf = (fixture: Fixture, size: (typeof SIZES)[number][1]): ClusterLayout => clusterLayout(clusterScene(fixtureWorld(fixture)), size);

function boxesOf(layout: ClusterLayout): readonly Box[] {
  const labels = Object.values(layout.rows).map((row) => row.label);
  const headings = Object.values(layout.columns).map((column) => column.heading);
  return [...labels, ...headings, ...Object.values(layout.cells), ...Object.values(layout.clients), ...Object.values(layout.controllers)];
}

describe.each(SIZES)('on a stage for %s', (_name, size) => {
  describe.each(CLUSTERS)('a cluster of %s', (_what, fixture) => {
    const layout = layoutOf(fixture, size);
    const boxes = boxesOf(layout);

    test('has no two things in one place', () => {
      const clashes = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlaps(one, other)).map((other) => [one, other]));
      expect(clashes).toEqual([]);
    });

    test('lies inside the stage, which scrolls only downwards', () => {
      const stage = { x: 0, y: 0, width: size.width, height: layout.height };
      expect(boxes.filter((box) => !contains(stage, box))).toEqual([]);
      expect(layout.width).toBe(size.width);
    });

    test('keeps every replica inside its broker\'s row', () => {
      const rows = Object.values(layout.rows).map((row) => row.box);
      expect(Object.values(layout.cells).filter((cell) => !rows.some((row) => contains(row, cell)))).toEqual([]);
    });

    test('stands each partition in one column with one offset axis', () => {
      for (const [key, cell] of Object.entries(layout.cells)) {
        const column = layout.columns[key.slice(key.indexOf('/') + 1)];
        expect(cell).toMatchObject({ x: column?.x, width: column?.width });
      }
    });
  });
});

describe('the detail', () => {
  const regular = SIZES[0][1];

  test('falls with the room: cells, then bars, then heat, then strips', () => {
    expect([3, 12, 30, 500].map((partitions) => layoutOf(cluster(6, partitions, 8), regular).detail)).toEqual(['cells', 'bars', 'heat', 'strip']);
  });

  test('a stage that is narrow for a moment has no box of less than nothing', () => {
    for (const width of [1, 60, 120, 200]) {
      const boxes = CLUSTERS.flatMap(([, fixture]) => boxesOf(clusterLayout(clusterScene(fixtureWorld(fixture)), { width, height: 600, compact: true })));
      expect(boxes.filter((box) => !(box.width >= 0 && box.height >= 0)), `${width} pixels`).toEqual([]);
    }
  });

  test('never draws a record narrower than 10 pixels as a cell', () => {
    for (const [, size] of SIZES) for (const [, fixture] of CLUSTERS) {
      const layout = layoutOf(fixture, size);
      if (layout.detail === 'cells') expect(Math.min(...Object.values(layout.columns).map((column) => column.slot))).toBeGreaterThanOrEqual(10);
    }
  });

  test('shows three brokers with three partitions at once on both usual sizes', () => {
    for (const [, size] of SIZES.slice(0, 2)) expect(layoutOf({ ...cluster(3, 3, 5), producers: 1, consumers: 1 }, size).height).toBeLessThanOrEqual(size.height);
  });
});

describe('the offset axis', () => {
  const column = (records: number, logStartOffset = 0) => layoutOf(cluster(3, 3, records, logStartOffset), SIZES[0][1]).columns['orders-0'];

  test('begins at the log start while everything fits', () => {
    expect(column(4)).toMatchObject({ from: 0 });
    expect(column(3, 40)).toMatchObject({ from: 40 });
  });

  test('scrolls to the newest offsets, with one free place, when the log is longer', () => {
    const long = column(200);
    expect(long?.to).toBe(201);
    expect(long?.from).toBeGreaterThan(180);
  });

  test('does not move when a record joins a log with room', () => {
    expect(column(3)?.scale(2)).toBe(column(4)?.scale(2));
  });
});

describe('the words under a log', () => {
  const widths = { highWatermark: 40, logEndOffset: 44 };

  test.each([[0, 0], [0, 180], [90, 90], [90, 100], [180, 180], [20, 24]])('keep apart and inside the column with HW at %d and LEO at %d pixels', (highWatermark, logEndOffset) => {
    const places = markerPlaces({ highWatermark, logEndOffset }, widths, 200);
    expect(places.highWatermark).toBeGreaterThanOrEqual(0);
    expect(places.logEndOffset).toBeGreaterThan(places.highWatermark + widths.highWatermark);
    expect(places.logEndOffset + widths.logEndOffset).toBeLessThanOrEqual(200);
  });
});

test('a scene that stands as the one before needs no other layout, and most steps move nothing', () => {
  const { stepper, world: quiet } = bootCluster({
    brokers: 3, topics: [{ name: 'orders', partitions: 2, replicationFactor: 3 }], producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
    consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
  }, { era: '3.9', seed: 1 });
  const chosen: Readonly<Record<number, KafkaChoice>> = {
    10: { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' } },
    80: { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'a longer one' } },
    120: { command: { type: 'broker.kill', brokerId: 2 } },
  };
  let world = quiet;
  let scene = clusterScene(world);
  let alike = 0;
  for (let step = 0; step < 240; step += 1) {
    const choice = chosen[step] ?? stepper.usual(world);
    if (choice === null) break;
    world = stepper.step(world, choice).world;
    const next = clusterScene(world, { previous: scene });
    if (standAlike(scene, next)) {
      alike += 1;
      for (const [, size] of SIZES) expect(JSON.stringify(clusterLayout(next, size))).toBe(JSON.stringify(clusterLayout(scene, size)));
    }
    scene = next;
  }
  expect(alike).toBeGreaterThan(100);
});
