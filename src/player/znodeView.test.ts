import { describe, expect, test } from 'vitest';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { usualChoice } from '../world/enabled.ts';
import type { Command } from '../kafka/commands.ts';
import { sandboxGuide } from './sandboxGuide.ts';
import { sessionRows, zookeeperIn, znodeDetail, znodeRows } from './znodeView.ts';

const description = { brokers: 3, topics: [{ name: 'orders', partitions: 2, replicationFactor: 3 }], producers: [], consumers: [] };
const guide = sandboxGuide(description, { era: '2.8', seed: 1 });
const { world } = guide.begin;

/** Steps until something is true of the world. */
function until(from: KafkaWorld, isTrue: (world: KafkaWorld) => boolean): { readonly before: KafkaWorld; readonly now: KafkaWorld } {
  let [before, now] = [from, from];
  for (let steps = 0; steps < 20_000 && !isTrue(now); steps += 1) {
    const choice = usualChoice<Command>(now);
    if (choice === null) break;
    [before, now] = [now, guide.step(now, choice).world];
  }
  return { before, now };
}

describe('the tree of znodes', () => {
  test('has parents before their children, each with its place among its siblings', () => {
    const rows = znodeRows(world, null);
    const paths = rows.map((row) => row.path);
    expect(paths).toEqual(expect.arrayContaining(['/', '/brokers/ids/1', '/controller', '/brokers/topics/orders/partitions/1/state']));
    for (const { path, level, place, siblings } of rows) {
      expect(paths.indexOf(path === '/' ? '/' : path.slice(0, path.lastIndexOf('/')) || '/')).toBeLessThanOrEqual(paths.indexOf(path));
      expect(place).toBeLessThanOrEqual(siblings);
      expect(level).toBe(path === '/' ? 1 : path.split('/').length);
    }
  });

  test('an ephemeral znode names the broker whose session owns it, and the time that session has left', () => {
    const row = znodeRows(world, null).find(({ path }) => path === '/brokers/ids/2');
    expect(row).toMatchObject({ isEphemeral: true, owner: { brokerId: 2, node: 'broker-2' } });
    expect(row?.owner?.leftMs).toBeGreaterThan(0);
    expect(row?.owner?.leftMs).toBeLessThanOrEqual(18_000);
  });

  test('a dead broker’s session runs out, and its znode goes: that step shows it struck out, below a parent that says so', () => {
    const killed = guide.step(world, { command: { type: 'broker.kill', brokerId: 3 } }).world;
    const { before, now } = until(killed, (one) => zookeeperIn(one)?.znodes['/brokers/ids/3'] === undefined);
    const rows = znodeRows(now, before);
    expect(rows.find(({ path }) => path === '/brokers/ids/3')).toMatchObject({ change: 'deleted' });
    expect(rows.find(({ path }) => path === '/brokers/ids')).toMatchObject({ change: null, changedBelow: true });
    expect(znodeRows(now, now).some(({ path }) => path === '/brokers/ids/3')).toBe(false);
    expect(znodeDetail(now, before, '/brokers/ids/3')).toMatchObject({ isDeleted: true, owner: null });
    expect(sessionRows(now).some((session) => session.brokerId === 3)).toBe(false);
  });

  test('what was written in the last step is marked', () => {
    const killed = guide.step(world, { command: { type: 'broker.kill', brokerId: 3 } }).world;
    const state = '/brokers/topics/orders/partitions/0/state';
    const version = zookeeperIn(world)?.znodes[state]?.version ?? 0;
    const { before, now } = until(killed, (one) => (zookeeperIn(one)?.znodes[state]?.version ?? 0) > version);
    expect(znodeRows(now, before).find(({ path }) => path === state)).toMatchObject({ change: 'changed', version: version + 1 });
  });

  test('tells who watches a znode', () => {
    const watched = znodeDetail(world, null, '/controller');
    expect(watched?.watches.map(({ to }) => to)).toEqual(expect.arrayContaining(['broker-1/controller', 'broker-2/controller', 'broker-3/controller']));
    expect(znodeRows(world, null).find(({ path }) => path === '/controller')?.watched).toBe(watched?.watches.length);
  });

  test('a cluster without ZooKeeper has none', () => {
    const kraft = sandboxGuide(description, { era: '3.9', seed: 1 }).begin.world;
    expect(znodeRows(kraft, null)).toEqual([]);
    expect(sessionRows(kraft)).toEqual([]);
    expect(znodeDetail(kraft, null, '/')).toBeNull();
  });
});

test('every session says what ends with it', () => {
  const sessions = sessionRows(world);
  expect(sessions.map(({ brokerId }) => brokerId)).toEqual([1, 2, 3]);
  expect(sessions.flatMap(({ owns }) => owns).toSorted()).toEqual(['/brokers/ids/1', '/brokers/ids/2', '/brokers/ids/3', '/controller']);
});
