import { describe, expect, it } from 'vitest';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { ClusterPuppet, PuppetOptions } from '../testkit/clusterPuppet.ts';
import type { EraId } from './era/era.ts';
import { checkInvariants } from './promises/invariants.ts';
import { verdicts } from './promises/verdicts.ts';

const eras: readonly EraId[] = ['2.8', '4.1'];
const BROKERS = [1, 2, 3];

/** Six records that all three replicas have and the producer knows of. */
function written(era: EraId, options: PuppetOptions = {}): ClusterPuppet {
  const puppet = cluster({ era, ...options, topicConfig: { 'min.insync.replicas': '2', ...options.topicConfig } });
  for (const value of ['a', 'b', 'c', 'd', 'e', 'f']) puppet.send(value).untilFact('RecordAcknowledged', { value });
  return puppet.until(({ world }) => BROKERS.every((id) => JSON.stringify(world.actors.get(`broker-${id}/orders-0`)?.context.log.logEndOffset) === '6'));
}

const acknowledgedLost = (puppet: ClusterPuppet): number =>
  verdicts(puppet.world).find(({ promise, verdict }) => promise === 'acknowledgedRecordsSurvive' && verdict !== 'kept')?.records.length ?? 0;

const powerFailure = (puppet: ClusterPuppet): ClusterPuppet => puppet.command({ type: 'cluster.powerOff' });

function restartAll(puppet: ClusterPuppet): ClusterPuppet {
  // The old sessions end first, or ZooKeeper would not let the brokers come back under their ids.
  puppet.forMs(20_000);
  for (const id of BROKERS) puppet.restart(id);
  return puppet.until((now) => BROKERS.every((id) => now.brokerState(id) === 'running') && now.partition().leader > 0, 'a leader').forMs(3_000);
}

describe.each(eras)('the page cache and the power cut, %s', (era) => {
  it('one broker: its copy loses what was not flushed, the cluster nothing, for others have it', () => {
    const puppet = written(era).powerOff(1);
    expect(puppet.log(1)).toEqual([]);
    expect(puppet.factsOf('UnflushedRecordsLost')).toMatchObject([{ brokerId: 1, from: 6, to: 0 }]);
    puppet.until((now) => now.partition().leader > 1, 'another leader').forMs(20_000).restart(1).until((now) => now.log(1).length === 6, 'the copy');
    expect(acknowledgedLost(puppet)).toBe(0);
  });

  it('all at once: every acknowledged record that was not flushed is lost', () => {
    const puppet = powerFailure(written(era));
    expect(puppet.factsOf('BrokerStopped').map(({ brokerId, how }) => `${brokerId} ${how}`)).toEqual(['1 power-off', '2 power-off', '3 power-off']);
    expect(acknowledgedLost(restartAll(puppet))).toBe(6);
    expect(checkInvariants(null, puppet.world)).toEqual([]);
  });

  it('all at once with flush.messages=1: nothing is lost', () => {
    const puppet = restartAll(powerFailure(written(era, { topicConfig: { 'flush.messages': '1' } })));
    expect([puppet.log(1), acknowledgedLost(puppet)]).toEqual([['a', 'b', 'c', 'd', 'e', 'f'], 0]);
  });

  it('flush.ms flushes only when the flusher comes round, which by default it never does again', () => {
    const often = { 'log.flush.scheduler.interval.ms': '1000' };
    const topicConfig = { 'flush.ms': '2000' };
    expect(written(era, { topicConfig, brokerConfig: often }).forMs(40_000).replica(1).log.flushedOffset).toBe(6);
    const puppet = cluster({ era, topicConfig }).forMs(40_000).send('a').forMs(120_000);
    expect(puppet.replica(1).log).toMatchObject({ flushedOffset: 0, logEndOffset: 1 });
  });

  it('a power failure also takes the page cache that a killed process left', () => {
    const puppet = powerFailure(written(era).kill(3));
    expect(puppet.log(3)).toEqual([]);
  });

  it('a new segment flushes the one before: only what came after it is lost', () => {
    const puppet = written(era, { topicConfig: { 'segment.bytes': '200' } });
    const flushed = puppet.replica(1).log.flushedOffset;
    expect(flushed).toBe(puppet.replica(1).log.segments.at(-1));
    expect(flushed).toBeGreaterThan(0);
    expect(acknowledgedLost(restartAll(powerFailure(puppet)))).toBe(6 - flushed);
  });
});

describe.each(eras)('the next process, %s', (era) => {
  it('after a kill recovers from the checkpointed recovery point, and all is there', () => {
    const puppet = written(era, { topicConfig: { 'flush.messages': '2' } }).kill(1).forMs(20_000).restart(1);
    puppet.until((now) => now.brokerState(1) === 'running');
    expect(puppet.factsOf('LogsLoaded')).toMatchObject([{ brokerId: 1, logs: 1, hadCleanShutdown: false }]);
    expect(puppet.factsOf('LogRecovered')).toMatchObject([{ brokerId: 1, partition: 'orders-0', segment: 0, recovered: 0, unflushed: 1, recoveryPoint: 0, logEndOffset: 6 }]);
    expect(puppet.log(1)).toHaveLength(6);
  });

  it('after a recovery point was written goes on from there', () => {
    const puppet = written(era, { topicConfig: { 'flush.messages': '2' } }).forMs(100_000);
    expect(puppet.factsOf('CheckpointWritten', { brokerId: 1, file: 'recovery-point-offset-checkpoint' })).toMatchObject([{ offset: 6, routine: true }]);
    puppet.kill(1).forMs(20_000).restart(1).until((now) => now.brokerState(1) === 'running');
    expect(puppet.factsOf('LogRecovered')).toMatchObject([{ recoveryPoint: 6 }]);
  });

  it('after a controlled shutdown finds .kafka_cleanshutdown and everything flushed, and the file is gone then', () => {
    const puppet = written(era).shutDown(1).untilFact('BrokerStopped');
    expect(puppet.replica(1)).toMatchObject({ checkpointedRecoveryPoint: 6, checkpointedHighWatermark: 6, log: { flushedOffset: 6 } });
    expect(puppet.broker(1).logDir.cleanShutdown).toBe(true);
    puppet.forMs(20_000).restart(1).until((now) => now.brokerState(1) === 'running');
    expect(puppet.factsOf('LogsLoaded')).toMatchObject([{ hadCleanShutdown: true }]);
    expect(puppet.factsOf('LogRecovered')).toEqual([]);
    expect(puppet.broker(1).logDir).toEqual({ partitions: ['orders-0'], cleanShutdown: false, loaded: true });
  });

  it('killed before it has read the clean shutdown file leaves it to the next one', () => {
    const puppet = written('4.1').shutDown(1).untilFact('BrokerStopped').restart(1).kill(1);
    expect(puppet.broker(1).logDir).toMatchObject({ cleanShutdown: true, loaded: false });
  });
});

it('a power failure needs a broker that runs', () => {
  const puppet = powerFailure(cluster());
  expect(() => powerFailure(puppet)).toThrow('no broker is running');
});
