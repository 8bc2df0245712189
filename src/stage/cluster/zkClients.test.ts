import { describe, expect, test } from 'vitest';
import { cluster } from '../../testkit/clusterPuppet.ts';
import { bottom, overlaps } from '../shared/geometry.ts';
import { clusterLayout } from './layout.ts';
import { clusterScene } from './scene.ts';
import { CLUSTER_STRINGS } from './strings.ts';

const lock = (client: string) => ({ type: 'zkClient.lock', client, path: '/app/lock' }) as const;
const puppet = cluster({ era: '2.8', brokers: 1, topics: [], producers: [], zookeeperClients: 3 });
for (const path of ['/app', '/app/lock', '/app-2']) puppet.command({ type: 'zkClient.create', client: 'client-1', path, data: '' }).forMs(50);
puppet.command(lock('client-1')).forMs(100).command(lock('client-2')).forMs(100).command({ type: 'zkClient.follow', client: 'client-3', path: '/app-2', what: 'data' }).forMs(100);
const scene = clusterScene(puppet.world);
const cutOff = clusterScene(puppet.cut('client-1', 'zookeeper').untilFact('LockDoubted').world);

describe('applications that use ZooKeeper', () => {
  test('say what they hold, wait for and know', () => {
    const lines = (language: 'en' | 'zh') => scene.zkClients.map((client) => CLUSTER_STRINGS[language].zkClientLine(client)[0]);
    expect(lines('en')).toEqual(['holds the lock /app/lock', 'waits for client-1-lock-0000000000', 'read app-2 = ']);
    expect(lines('zh')).toEqual(['持有锁 /app/lock', '等待 client-1-lock-0000000000', '读到 app-2 = ']);
  });

  test('have the time that is left of their session when they are cut off', () => {
    expect(scene.zkClients.map(({ sessionUntilMs }) => sessionUntilMs)).toEqual([null, null, null]);
    const [first] = cutOff.zkClients;
    expect(first).toMatchObject({ status: 'disconnected', lock: { state: 'doubted' } });
    expect(first?.sessionUntilMs).toBeGreaterThan(puppet.world.nowMs);
  });

  test('see their znodes drawn, children right below their parents, without Kafka’s own', () => {
    expect(scene.znodes.map(({ path, depth, owner, watches }) => [path, depth, owner, watches])).toEqual([
      ['/app', 0, null, 0], ['/app/lock', 1, null, 0], ['/app/lock/client-1-lock-0000000000', 2, 'client-1', 1], ['/app/lock/client-2-lock-0000000001', 2, 'client-2', 0], ['/app-2', 0, null, 1],
    ]);
  });

  test.each([[1440, 900], [390, 844]])('stand clear of each other, of the tree and of the brokers on %i×%i', (width, height) => {
    const { clients, controllers, znodes, rows } = clusterLayout(scene, { width: Math.min(width, 800), height, compact: width < 660 });
    const boxes = [...Object.values(clients), ...Object.values(controllers), ...(znodes === null ? [] : [znodes]), ...Object.values(rows).map(({ box }) => box)];
    expect(boxes).toHaveLength(6);
    boxes.forEach((a, index) => boxes.slice(index + 1).forEach((b) => expect(overlaps(a, b)).toBe(false)));
    expect(boxes.every((box) => box.x >= 0 && box.x + box.width <= width)).toBe(true);
    expect(Math.max(...Object.values(clients).map(bottom))).toBeLessThan(znodes?.y ?? 0);
  });

  test('are nowhere in a cluster without them', () => {
    const plain = clusterScene(cluster({ era: '2.8' }).world);
    expect([plain.zkClients, plain.znodes]).toEqual([[], []]);
  });
});
