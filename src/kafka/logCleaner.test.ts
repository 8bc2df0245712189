import { describe, expect, it } from 'vitest';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { ClusterPuppet, PuppetOptions } from '../testkit/clusterPuppet.ts';
import type { EraId } from './era/era.ts';
import { recordsOf } from './log/record.ts';
import { checkInvariants } from './promises/invariants.ts';
import { verdicts } from './promises/verdicts.ts';

const eras: readonly EraId[] = ['0.10', '2.8', '3.9', '4.1'];
const COMPACT = { 'cleanup.policy': 'compact', 'segment.bytes': '200' };

function compacted(era: EraId, config: Readonly<Record<string, string>> = {}, options: PuppetOptions = {}): ClusterPuppet {
  return cluster({ era, ...options, topicConfig: { ...COMPACT, ...config } });
}

/** Every word is a key, or a key and its value: `a=1`; `a=` is a tombstone. */
function write(puppet: ClusterPuppet, words: string): ClusterPuppet {
  for (const word of words.split(' ')) {
    const [key = '', value = ''] = word.split('=');
    puppet.command({ type: 'producer.send', producer: 'producer-1', topic: 'orders', key, value: value === '' ? null : value, acks: -1, partition: 0 }).forMs(500);
  }
  return puppet;
}

const offsets = (puppet: ClusterPuppet, brokerId: number): string => recordsOf(puppet.replica(brokerId).log.batches).map(({ offset, key, value }) => `${offset}:${key}=${value ?? ''}`).join(' ');
const kept = (puppet: ClusterPuppet) => verdicts(puppet.world).filter(({ verdict }) => verdict !== 'kept');

describe.each(eras)('a compacted topic, %s', (era) => {
  it('is cleaned on every replica by itself: the latest record of each key stays, with its offset', () => {
    const puppet = write(compacted(era), 'a=1 b=1 a=2 b=2 c=1').forMs(40_000);
    expect(puppet.factsOf('LogCleaned').map(({ brokerId }) => brokerId).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    for (const id of [1, 2, 3]) expect(offsets(puppet, id)).toBe('2:a=2 3:b=2 4:c=1');
    expect(puppet.replica(1)).toMatchObject({ cleanerCheckpoint: 4, log: { logStartOffset: 0, logEndOffset: 5 } });
    expect(checkInvariants(null, puppet.world)).toEqual([]);
    expect(kept(puppet)).toEqual([]);
  });

  it('is read across its gaps', () => {
    const consumers = [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' } }];
    const puppet = write(compacted(era, {}, { consumers }), 'a=1 b=1 a=2 b=2 c=1').forMs(40_000);
    puppet.command({ type: 'consumer.start', consumer: 'consumer-1' }).forMs(5_000);
    write(puppet, 'd=1').forMs(5_000);
    const read = puppet.factsOf('RecordsDelivered').flatMap(({ records }) => records.map(({ offset }) => offset));
    expect(read).toEqual([2, 3, 4, 5]);
  });

  it('is copied across its gaps by a replica that starts from nothing', () => {
    const puppet = write(compacted(era), 'a=1 b=1 a=2 b=2 c=1').forMs(40_000);
    // With ZooKeeper a broker is refused while its old session lives.
    puppet.kill(3).command({ type: 'disk.lose', brokerId: 3 }).forMs(30_000);
    puppet.restart(3).forMs(40_000);
    expect(offsets(puppet, 3)).toBe('2:a=2 3:b=2 4:c=1');
    expect([puppet.replica(3).log.logEndOffset, puppet.partition().isr.toSorted((a, b) => a - b)]).toEqual([5, [1, 2, 3]]);
    expect(checkInvariants(null, puppet.world)).toEqual([]);
  });

  it('refuses records without a key', () => {
    const puppet = compacted(era).send('x').forMs(5_000);
    expect(puppet.factsOf('ProduceRefused')[0]).toMatchObject({ error: era === '0.10' ? 'CORRUPT_MESSAGE' : 'INVALID_RECORD' });
  });

  it('keeps tombstones for delete.retention.ms, and then forgets the key', () => {
    const config = { 'delete.retention.ms': '20000', 'min.cleanable.dirty.ratio': '0' };
    const puppet = write(compacted(era, config), 'a=1 b=1 a= c=1 d=1').forMs(15_000);
    expect(offsets(puppet, 1)).toBe('1:b=1 2:a= 3:c=1 4:d=1');
    write(puppet, 'e=1 f=1').forMs(15_000);
    expect(puppet.factsOf('LogCleaned', { brokerId: 1 })).toHaveLength(2);
    expect(offsets(puppet, 1)).toContain('2:a=');
    // What decides from 3.1 on is the time since the tombstone was first met; before, how much older its segment is than the last clean one.
    puppet.forMs(30_000);
    write(puppet, 'g=1 h=1').forMs(15_000);
    write(puppet, 'i=1 j=1').forMs(15_000);
    write(puppet, 'k=1 l=1').forMs(15_000);
    expect(offsets(puppet, 1)).not.toContain('2:a=');
    expect(offsets(puppet, 1)).toContain('1:b=1');
    expect(kept(puppet)).toEqual([]);
    expect(checkInvariants(null, puppet.world)).toEqual([]);
  });
});

describe('the cleaner', () => {
  it('never looks where nothing can be cleaned', () => {
    const puppet = write(compacted('4.1', { 'segment.bytes': '100000' }), 'a=1 a=2').forMs(60_000);
    expect(puppet.world.timers.filter(({ name }) => name.startsWith('kafka-log-cleaner'))).toEqual([]);
  });

  describe.each(['2.8', '4.1'] as const)('follows what is changed for all brokers while it waits, %s', (era) => {
    const cleanings = (puppet: ClusterPuppet) => puppet.factsOf('LogCleaned', { brokerId: 1 }).length;
    const setForAll = (puppet: ClusterPuppet, name: string, value: string) => puppet.command({ type: 'config.set', resourceType: 'broker', resourceName: '', name, value });

    it('a topic without a ratio of its own has the brokers\'', () => {
      const puppet = write(compacted(era, {}, { brokerConfig: { 'log.cleaner.min.cleanable.ratio': '1' } }), 'a=1 b=1 a=2 b=2 c=1').forMs(60_000);
      expect(cleanings(puppet)).toBe(0);
      expect(cleanings(setForAll(puppet, 'log.cleaner.min.cleanable.ratio', '0.5').forMs(16_000))).toBe(1);
    });

    it('and a topic with one keeps it', () => {
      const puppet = write(compacted(era, { 'min.cleanable.dirty.ratio': '1' }), 'a=1 b=1 a=2 b=2 c=1').forMs(20_000);
      expect(cleanings(setForAll(puppet, 'log.cleaner.min.cleanable.ratio', '0').forMs(40_000))).toBe(0);
    });

    it('a new backoff makes its threads anew, and they look at once', () => {
      const puppet = write(compacted(era, {}, { brokerConfig: { 'log.cleaner.backoff.ms': '3600000' } }), 'a=1 b=1 a=2 b=2 c=1').forMs(60_000);
      expect(cleanings(puppet)).toBe(0);
      setForAll(puppet, 'log.cleaner.backoff.ms', '30000').forMs(3_000);
      expect(cleanings(puppet)).toBe(1);
      write(puppet, 'a=3 b=3 c=3 d=3 e=3');
      expect(cleanings(puppet)).toBe(1);
      expect(cleanings(puppet.forMs(31_000))).toBe(2);
    });

    it('another setting leaves them alone', () => {
      const puppet = write(compacted(era, {}, { brokerConfig: { 'log.cleaner.backoff.ms': '3600000' } }), 'a=1 b=1 a=2 b=2 c=1').forMs(10_000);
      expect(cleanings(setForAll(puppet, 'log.flush.interval.messages', '100').forMs(10_000))).toBe(0);
    });
  });

  it('waits for min.compaction.lag.ms', () => {
    const puppet = write(compacted('4.1', { 'min.compaction.lag.ms': '60000' }), 'a=1 b=1 a=2 b=2 a=3').forMs(45_000);
    expect(puppet.factsOf('LogCleaned')).toEqual([]);
    expect(puppet.forMs(30_000).factsOf('LogCleaned')).not.toEqual([]);
  });

  it('cleans what is only a little dirty once it is older than max.compaction.lag.ms', () => {
    const never = write(compacted('4.1', { 'min.cleanable.dirty.ratio': '1' }), 'a=1 b=1 a=2').forMs(60_000);
    expect(never.factsOf('LogCleaned')).toEqual([]);
    const overdue = write(compacted('4.1', { 'min.cleanable.dirty.ratio': '1', 'max.compaction.lag.ms': '30000' }), 'a=1 b=1 a=2').forMs(60_000);
    expect(overdue.factsOf('LogCleaned')).not.toEqual([]);
  });

  it('deletes old segments where the policy says both', () => {
    const puppet = write(compacted('4.1', { 'cleanup.policy': 'compact,delete', 'retention.ms': '30000' }), 'a=1 b=1 c=1 d=1').forMs(80_000);
    expect(puppet.factsOf('LogStartOffsetAdvanced', { brokerId: 1, reason: 'retention.ms' })).not.toEqual([]);
    expect(puppet.replica(1).log).toMatchObject({ logStartOffset: 4, logEndOffset: 4 });
  });

  it('does nothing where it is switched off', () => {
    const puppet = write(compacted('4.1', {}, { brokerConfig: { 'log.cleaner.enable': 'false' } }), 'a=1 b=1 a=2 b=2 c=1').forMs(40_000);
    expect(puppet.factsOf('LogCleaned')).toEqual([]);
  });

  it('goes on from its checkpoint after a restart, and a log that was lost begins without one', () => {
    const puppet = write(compacted('4.1'), 'a=1 b=1 a=2 b=2 c=1').forMs(40_000).kill(1);
    expect(puppet.replica(1).cleanerCheckpoint).toBe(4);
    expect(puppet.command({ type: 'disk.lose', brokerId: 1 }).replica(1).cleanerCheckpoint).toBeNull();
  });
});
