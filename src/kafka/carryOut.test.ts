import { describe, expect, it } from 'vitest';
import type { ClusterPuppet } from '../testkit/clusterPuppet.ts';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { Command } from './commands.ts';

const c = cluster();
const after = (...commands: readonly Command[]) => commands.reduce((now, command) => now.command(command), fresh());
const fresh = (): ClusterPuppet => cluster();

describe('a command that cannot be carried out is refused in words', () => {
  it.each<readonly [Command, string]>([
    [{ type: 'broker.kill', brokerId: 9 }, 'there is no broker 9'],
    [{ type: 'broker.restart', brokerId: 1 }, 'broker 1 is running'],
    [{ type: 'disk.lose', brokerId: 1 }, 'broker 1 is running'],
    [{ type: 'network.cut', from: 'broker-1', to: 'broker-9' }, 'there is no node broker-9'],
    [{ type: 'network.cut', from: 'nobody', to: null }, 'there is no node nobody'],
    [{ type: 'network.slow', from: 'broker-1', to: 'broker-1', extraLatencyMs: 5 }, 'a node has no network to itself'],
    [{ type: 'producer.send', producer: 'producer-9', topic: 'orders', value: 'a' }, 'there is no producer producer-9'],
    [{ type: 'producer.send', producer: 'broker-1', topic: 'orders', value: 'a' }, 'there is no producer broker-1'],
    [{ type: 'consumer.start', consumer: 'producer-1' }, 'there is no consumer producer-1'],
  ])('%o: %s', (command, reason) => {
    expect(() => c.stepper.step(c.world, { command })).toThrow(reason);
  });

  it.each(['broker.kill', 'broker.powerOff', 'broker.shutdown'] as const)('%s of a broker that is down', (type) => {
    expect(() => after({ type: 'broker.kill', brokerId: 2 }, { type, brokerId: 2 })).toThrow('broker 2 is not running');
  });

  it('a setting outside its range says what Kafka says', () => {
    expect(() => c.stepper.step(c.world, { command: { type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '0' } })).toThrow('min.insync.replicas');
  });
});

describe('a command that can', () => {
  it('broker.kill ends the process and leaves the log', () => {
    const now = after({ type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'a' }).untilFact('RecordAcknowledged').kill(1);
    expect([now.brokerState(1), now.log(1), now.world.nodes['broker-1']?.up]).toEqual(['down', ['a'], false]);
    expect(now.factsOf('BrokerStopped')).toMatchObject([{ brokerId: 1, how: 'killed' }]);
  });

  it('broker.powerOff also drops what was not flushed', () => {
    expect(fresh().send('a').untilFact('RecordAcknowledged').powerOff(1).log(1)).toEqual([]);
  });

  it('disk.lose empties the log directory of a broker that is down', () => {
    const now = fresh().send('a').untilFact('RecordAcknowledged').kill(3).command({ type: 'disk.lose', brokerId: 3 });
    expect(now.log(3)).toEqual([]);
    expect(now.factsOf('DiskLost')).toEqual([{ type: 'DiskLost', brokerId: 3, partitions: ['orders-0'] }]);
  });

  it('network.cut from everybody cuts every link of the node, and heal mends them', () => {
    const now = fresh().cut('broker-1');
    const others = Object.keys(now.world.nodes).length - 1;
    expect(Object.values(now.world.wire.links).filter((link) => link.cut)).toHaveLength(others);
    expect(now.heal('broker-1').world.wire.links).toEqual({});
  });

  it('network.slow of a cut link leaves it cut', () => {
    const now = fresh().cut('broker-1', 'broker-2').command({ type: 'network.slow', from: 'broker-1', to: 'broker-2', extraLatencyMs: 50 });
    expect(Object.values(now.world.wire.links)).toEqual([{ cut: true, extraLatencyMs: 50 }]);
  });
});
