import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Command } from '../kafka/commands.ts';
import { configGroups, configKey } from '../kafka/names/configs.ts';
import { brokerSynonymsOf } from '../kafka/names/configSynonyms.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { EraId } from '../kafka/era/era.ts';
import { simulated } from './configSimulated.ts';
import { changeOf, configOwners, configRefusal, configRows, sceneOf } from './configView.ts';
import type { ConfigOwner } from './configView.ts';
import { openSandbox } from './sandboxGuide.ts';
import { createPlayer } from './sessionStore.ts';

const description: ClusterDescription = {
  brokers: 3, brokerConfig: { 'replica.lag.time.max.ms': '10000', 'log.retention.hours': '2', 'num.io.threads': '8' },
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: '1' } }], consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
};

function cluster(era: EraId = '3.9') {
  const player = createPlayer({ open: () => openSandbox({ description, era, seed: 1 }), language: 'en', theme: 'light', singleLetterKeys: true });
  const scene = () => sceneOf({ ...player.store.getState(), cluster: description });
  return {
    player, scene, rows: (owner: ConfigOwner) => configRows(scene(), owner),
    row: (owner: ConfigOwner, name: string) => configRows(scene(), owner).find((one) => one.name === name),
    /** Carried out, and stepped on until the cluster has it. */
    set: (command: Omit<Extract<Command, { type: 'config.set' }>, 'type'>) => {
      player.choose({ command: { type: 'config.set', ...command } });
      for (let step = 0; step < 40; step += 1) player.step('each');
    },
  };
}

const broker1: ConfigOwner = { group: 'broker', name: '1' };
const orders: ConfigOwner = { group: 'topic', name: 'orders' };

describe('the settings of a cluster', () => {
  test('belong to brokers, topics, producers and consumers', () => {
    const owners = configOwners(cluster().scene());
    expect(owners.broker.map(({ name }) => name)).toEqual(['1', '2', '3', '']);
    expect([owners.topic, owners.producer, owners.consumer].map((group) => group.map(({ name }) => name))).toEqual([['orders'], ['producer-1'], ['consumer-1']]);
  });

  test('say where their value comes from', () => {
    const { row } = cluster();
    expect(row(broker1, 'replica.lag.time.max.ms')).toMatchObject({ value: '10000', byDefault: '30000', origin: 'static', differs: true });
    expect(row(orders, 'min.insync.replicas')).toMatchObject({ value: '2', origin: 'dynamic-topic', isOwn: true, differs: true });
    expect(row(orders, 'retention.ms')).toMatchObject({ value: '7200000', origin: 'static', synonym: 'log.retention.hours', isOwn: false });
    expect(row({ group: 'producer', name: 'producer-1' }, 'acks')).toMatchObject({ value: '1', byDefault: 'all', origin: 'client' });
    expect(row({ group: 'consumer', name: 'consumer-1' }, 'auto.offset.reset')).toMatchObject({ value: 'latest', origin: 'default', differs: false });
  });

  test('set to what is the default anyway do not differ', () => {
    expect(cluster().row(broker1, 'num.io.threads')).toMatchObject({ origin: 'static', differs: false });
  });

  test('that differ from the default come first', () => {
    const differ = cluster().rows(broker1).map((row) => row.differs);
    expect(differ).toContain(true);
    expect(differ.lastIndexOf(true)).toBeLessThan(differ.indexOf(false));
  });

  test('are those this version has, with its defaults', () => {
    const kraft = cluster('3.9');
    const zookeeper = cluster('2.8');
    expect(kraft.row(orders, 'compression.zstd.level')).toBeDefined();
    expect(zookeeper.row(orders, 'compression.zstd.level')).toBeUndefined();
    expect(zookeeper.row({ group: 'producer', name: 'producer-1' }, 'acks')?.byDefault).toBe('1');
    expect(kraft.row(broker1, 'zookeeper.session.timeout.ms')?.simulated).toBe(false);
    expect(zookeeper.row(broker1, 'zookeeper.session.timeout.ms')?.simulated).toBe(true);
  });

  test('go by the names and values that this version has for them', () => {
    const { row } = cluster('0.8');
    const consumer = { group: 'consumer', name: 'consumer-1' } as const;
    expect(row(consumer, 'auto.offset.reset')).toMatchObject({ called: 'auto.offset.reset', byDefault: 'largest', range: '[smallest, largest]' });
    expect(row(consumer, 'enable.auto.commit')).toMatchObject({ called: 'auto.commit.enable', byDefault: 'true' });
    expect(row(consumer, 'partition.assignment.strategy')).toMatchObject({ type: 'STRING', byDefault: 'range' });
    expect(row(consumer, 'session.timeout.ms')).toBeUndefined();
    expect(row(broker1, 'log.flush.start.offset.checkpoint.interval.ms')).toBeUndefined();
    expect(row(broker1, 'min.insync.replicas')?.changeable).toBe('restart');
    expect(cluster('2.1').row(broker1, 'min.insync.replicas')?.changeable).toBe('now');
  });

  test('say what Kafka takes, as its documentation prints it', () => {
    const { row } = cluster();
    expect(row(orders, 'min.insync.replicas')?.range).toBe('[1,...]');
    expect(row(orders, 'min.cleanable.dirty.ratio')?.range).toBe('[0,...,1]');
    expect(row({ group: 'producer', name: 'producer-1' }, 'acks')?.range).toBe('[all, -1, 0, 1]');
  });

  test('say when they can be changed', () => {
    const { row } = cluster();
    expect(row(orders, 'retention.ms')?.changeable).toBe('now');
    expect(row(broker1, 'min.insync.replicas')?.changeable).toBe('now');
    expect(row(broker1, 'replica.lag.time.max.ms')?.changeable).toBe('restart');
    expect(row({ group: 'consumer', name: 'consumer-1' }, 'fetch.min.bytes')?.changeable).toBe('client-start');
  });
});

describe.each<EraId>(['3.9', '2.8'])('a change while the cluster of %s runs', (era) => {
  test('is asked for first and takes effect once it was carried out', () => {
    const { player, row, set } = cluster(era);
    player.choose({ command: { type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '3' } });
    expect(row(orders, 'min.insync.replicas')).toMatchObject({ value: '2', asked: { value: '3' } });
    player.undo();
    set({ resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '3' });
    expect(row(orders, 'min.insync.replicas')).toMatchObject({ value: '3', asked: null });
  });

  test('for all brokers, then for one, then taken back: the most binding counts', () => {
    const { row, set } = cluster(era);
    set({ resourceType: 'broker', resourceName: '', name: 'min.insync.replicas', value: '2' });
    expect(row(broker1, 'min.insync.replicas')).toMatchObject({ value: '2', origin: 'dynamic-default', isOwn: false });
    set({ resourceType: 'broker', resourceName: '1', name: 'min.insync.replicas', value: '3' });
    expect(row(broker1, 'min.insync.replicas')).toMatchObject({ value: '3', origin: 'dynamic-broker', isOwn: true });
    set({ resourceType: 'broker', resourceName: '1', name: 'min.insync.replicas', value: null });
    expect(row(broker1, 'min.insync.replicas')).toMatchObject({ value: '2', origin: 'dynamic-default' });
  });
});

describe('a value while it is typed', () => {
  test.each([
    [orders, 'min.insync.replicas', '0', 'Invalid value 0 for configuration min.insync.replicas: Value must be at least 1'],
    [orders, 'min.insync.replicas', '3', null],
    [broker1, 'replica.lag.time.max.ms', '5000', 'Cannot update these configs dynamically: Set(replica.lag.time.max.ms)'],
    [broker1, 'min.insync.replicas', 'x', 'Invalid value x for configuration min.insync.replicas: Not a number of type INT'],
  ])('%j %s=%s is answered in the words of Kafka', (owner, name, value, expected) => {
    expect(configRefusal(cluster().scene(), owner, name, value)).toBe(expected);
  });

  test('of a client is nobody’s to change', () => {
    expect(changeOf({ group: 'producer', name: 'producer-1' }, 'acks', '0')).toBeNull();
  });
});

describe('what the simulation obeys', () => {
  // What only says why a broker would not start compares settings; whoever is to obey them reads them elsewhere.
  const rules = readdirSync(join(import.meta.dirname, '../kafka'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/^(names|era)[\\/]|startRefusal\.ts$/.test(file))
    .map((file) => readFileSync(join(import.meta.dirname, '../kafka', file), 'utf8')).join('\n');
  const reads = (name: string): boolean => rules.includes(`'${name}'`);

  test('is read by some rule, or stands in for a topic’s setting that is', () => {
    for (const group of configGroups) {
      for (const name of simulated[group]) {
        expect(configKey(group, name), name).toBeDefined();
        const topics = ['flush.messages', 'flush.ms', 'min.insync.replicas', 'segment.bytes', 'segment.ms', 'retention.ms', 'retention.bytes', 'cleanup.policy', 'min.cleanable.dirty.ratio', 'delete.retention.ms', 'min.compaction.lag.ms', 'max.compaction.lag.ms']
          .filter((topic) => brokerSynonymsOf(topic).some(([synonym]) => synonym === name));
        expect(reads(name) || topics.some(reads), name).toBe(true);
      }
    }
  });

  test('leaves out nothing that a rule reads by its name', () => {
    const named = [...rules.matchAll(/(?:setting|brokerConfig|topicConfig|read)\([^)]*?'([a-z]+(?:\.[a-z]+)*)'/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(20);
    for (const name of named) expect(Object.values(simulated).some((names) => (names as readonly string[]).includes(name)), name).toBe(true);
  });
});
