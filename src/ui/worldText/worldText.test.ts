import { describe, expect, test } from 'vitest';
import { sayIn } from '../../i18n/text.ts';
import type { KafkaChoice, KafkaWorld } from '../../kafka/simulation.ts';
import type { RecordBatch } from '../../kafka/log/record.ts';
import { replicaView } from '../../stage/cluster/select.ts';
import { cluster } from '../../testkit/clusterPuppet.ts';
import { replicaLines } from './partitionText.ts';
import type { TextSection } from './tree.ts';
import { plainText } from './tree.ts';
import { worldText } from './worldText.ts';

const booted = (era: '2.8' | '3.9') => cluster({
  era, partitions: 2, producers: [{ id: 'producer-1', topics: ['orders'] }], consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
});
const SEND: KafkaChoice = { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0', partition: 0 } };

function played(era: '2.8' | '3.9', ...then: readonly (KafkaChoice | number)[]): KafkaWorld {
  const { stepper, world } = booted(era);
  let now: KafkaWorld = world;
  for (const one of then) {
    if (typeof one === 'object') now = stepper.step(now, one).world;
    else for (let left = one; left > 0; left -= 1) now = stepper.step(now, stepper.usual(now) ?? SEND).world;
  }
  return now;
}

function inEnglish(world: KafkaWorld): TextSection {
  return worldText(world, { version: '3.9', metadataBy: 'KRaft' }, sayIn('en'));
}

function under(tree: TextSection, ...headings: readonly string[]): TextSection {
  return headings.reduce((at, heading) => {
    const found = at.sections.find((one) => one.heading === heading);
    if (found === undefined) throw new Error(`no section ${heading} among ${at.sections.map((one) => one.heading).join()}`);
    return found;
  }, tree);
}

const rowsOf = ({ parts }: TextSection) => parts.flatMap((part) => (part.is === 'table' ? part.rows : []));
const textOf = ({ parts }: TextSection) => parts.flatMap((part) => (part.is === 'line' ? [part.text] : part.is === 'list' ? part.items : []));

describe('the world as text', () => {
  test('tells each replica by its role, epoch and offsets, and its records by value and epoch', () => {
    const world = played('3.9', SEND, 60);
    const orders = under(inEnglish(world), 'Partitions', 'orders-0');
    expect(textOf(orders)[0]).toBe('Leader: Broker 1. Leader epoch: 0. ISR: 1, 2, 3. Replicas: 1, 2, 3.');
    expect(rowsOf(orders)).toEqual([
      ['Broker 1', 'leader', 'leader', 'yes', '0', '0', '1', '1'],
      ['Broker 2', 'follower', 'follower.fetching', 'yes', '0', '0', '1', '1'],
      ['Broker 3', 'follower', 'follower.fetching', 'yes', '0', '0', '1', '1'],
    ]);
    expect(textOf(orders).at(-1)).toContain('0: m0@0');
  });

  test('says which brokers run, what they lead, and who controls them, in both kinds of cluster', () => {
    const killed = inEnglish(played('3.9', { command: { type: 'broker.kill', brokerId: 2 } }, 400));
    expect(rowsOf(under(killed, 'Brokers')).map(([broker, process]) => [broker, process])).toEqual([['Broker 1', 'running'], ['Broker 2', 'stopped'], ['Broker 3', 'running']]);
    expect(textOf(under(killed, 'Now'))).toContain('Controller: controller-3000, epoch 1.');
    const zookeeper = inEnglish(played('2.8', 20));
    expect(textOf(under(zookeeper, 'Now')).at(-1)).toBe('Controller: broker 1, epoch 1.');
    expect(textOf(under(inEnglish(played('2.8', { command: { type: 'broker.kill', brokerId: 1 } })), 'Now')).at(-1)).toBe('There is no active controller.');
  });

  test('lists every message on the way and every timer', () => {
    const world = played('3.9', SEND);
    const messages = world.wire.connections.values().flatMap(({ requests, responses }) => [...requests, ...responses]);
    const tree = inEnglish(world);
    expect(rowsOf(under(tree, 'Messages on the way'))).toHaveLength(messages.length);
    expect(rowsOf(under(tree, 'Messages on the way'))).toContainEqual(['Produce', 'Producer 1', 'Broker 1', expect.stringMatching(/^[\d,]+ ms$/)]);
    expect(rowsOf(under(tree, 'Timers'))).toHaveLength(world.timers.length);
    expect(rowsOf(under(tree, 'Timers')).map(([name]) => name)).toContain('ISR check');
  });

  test('tells a held and a cut connection, and slow links', () => {
    const world = played('3.9', SEND);
    const produce = world.wire.connections.values().find(({ requests }) => requests.some(({ message }) => message.api === 'Produce'));
    const { stepper } = booted('3.9');
    const held = stepper.step(world, { hold: produce?.id ?? '', forMs: 9_000 }).world;
    expect(rowsOf(under(inEnglish(held), 'Messages on the way')).flat()).toContainEqual(expect.stringMatching(/; held until [\d,]+ ms$/));
    const cut = played('3.9', SEND, { command: { type: 'network.cut', from: 'producer-1', to: 'broker-1' } });
    expect(textOf(under(inEnglish(cut), 'Network'))).toEqual(['The network between broker 1 and producer 1 is cut.']);
    expect(rowsOf(under(inEnglish(cut), 'Messages on the way')).find(([what]) => what === 'Produce')?.[3]).toBe('not while the network is cut');
  });

  test('tells what each client did, knows and waits for', () => {
    const tree = inEnglish(played('3.9', SEND, 60));
    expect(textOf(under(tree, 'Clients', 'Producer 1'))).toContain('1 handed over, 1 acknowledged, 0 failed, 0 waiting to be sent.');
    expect(rowsOf(under(tree, 'Clients', 'Consumer 1')).map(([partition, position]) => [partition, position])).toEqual([['orders-0', '1'], ['orders-1', '0']]);
  });

  test('tells where each leader epoch begins, what is on the disk, and what the log cleaner has taken and left', () => {
    const world = played('3.9', SEND, 60);
    const replica = replicaView(world, 1, 'orders-0')?.context;
    const [first] = replica?.log.batches ?? [];
    if (replica === undefined || first === undefined) throw new Error('broker 1 has no record of orders-0');
    const log = { ...replica.log, batches: [{ ...first, compacted: { ...first.compacted, lastOffset: 4, offsets: [3] } } as RecordBatch], logEndOffset: 6, flushedOffset: 5 };
    expect(replicaLines('Broker 1', { ...replica, log, cleanerCheckpoint: 4 }, sayIn('en'))).toEqual([
      'Leader epoch cache of Broker 1 (epoch: first offset): 0: 0',
      'On the disk of Broker 1 up to offset 5; the rest only in the page cache.',
      'Compacted away on Broker 1, by offset: 0–2, 4–5',
      'The log cleaner of Broker 1 has cleaned up to offset 4.',
      'Records on Broker 1 (offset: value@leader epoch): 3: m0@0',
    ]);
  });

  test('tells a group by its state, its members and how far it has read', () => {
    const { stepper, world: begun } = cluster({ era: '3.9', partitions: 2, producers: [{ id: 'producer-1', topics: ['orders'] }], consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'group.id': 'app' }, started: true }] });
    let world = begun;
    for (let left = 600; left > 0; left -= 1) world = stepper.step(world, stepper.usual(world) ?? SEND).world;
    const app = under(inEnglish(world), 'Consumer groups', 'app');
    expect(textOf(app)[0]).toMatch(/^Group app is Stable, generation 1, assignor range, coordinated by broker [123]\.$/);
    expect(rowsOf(app)[0]).toEqual(['Consumer 1', 'consuming', 'orders-0, orders-1']);
    expect(rowsOf(app).slice(1).map(([partition]) => partition)).toEqual(['orders-0', 'orders-1']);
  });

  test('tells the znodes with their owners, and the sessions, where there is a ZooKeeper', () => {
    const zookeeper = under(inEnglish(played('2.8', 40)), 'ZooKeeper');
    expect(rowsOf(zookeeper)).toContainEqual(['/controller', expect.stringContaining('"brokerid":1'), '0', 'Broker 1', expect.stringMatching(/^\d+$/)]);
    expect(rowsOf(zookeeper).filter(([session]) => session?.startsWith('0x')).map(([, client]) => client)).toEqual(expect.arrayContaining(['Broker 1', 'Broker 2', 'Broker 3']));
    expect(inEnglish(played('3.9', 40)).sections.map(({ heading }) => heading)).not.toContain('ZooKeeper');
  });

  test('has the same shape in Chinese', () => {
    const world = played('2.8', SEND, 40);
    const shape = (tree: TextSection): unknown => [tree.parts.map((part) => (part.is === 'table' ? part.rows.length : part.is)), tree.sections.map(shape)];
    const chinese = worldText(world, { version: '2.8', metadataBy: 'ZooKeeper' }, sayIn('zh-Hans'));
    expect(shape(chinese)).toEqual(shape(inEnglish(world)));
    expect(textOf(under(chinese, '分区', 'orders-0'))[0]).toBe('领导者：Broker 1。Leader Epoch：0。ISR：1, 2, 3。副本：1, 2, 3。');
  });
});

test('a tree is copied as headings, lists and tables', () => {
  const tree: TextSection = { heading: 'A', parts: [{ is: 'line', text: 'one' }, { is: 'list', items: ['x', 'y'] }], sections: [{ heading: 'B', parts: [{ is: 'table', caption: 'c', columns: ['k', 'v'], rows: [['a|b', '1']] }], sections: [] }] };
  expect(plainText(tree)).toBe('# A\n\none\n\n- x\n- y\n\n## B\n\n| k | v |\n| --- | --- |\n| a\\|b | 1 |');
});
