import { describe, expect, it } from 'vitest';
import { cluster } from '../testkit/clusterPuppet.ts';
import type { ClusterPuppet, PuppetOptions } from '../testkit/clusterPuppet.ts';
import type { ConsumerContext } from './consumer/types.ts';
import type { EraId } from './era/era.ts';
import { checkInvariants } from './promises/invariants.ts';
import { verdicts } from './promises/verdicts.ts';
import { lowWatermark as lowWatermarkOf } from './replica/lowWatermark.ts';

const eras: readonly EraId[] = ['2.8', '4.1'];
const P = 'orders-0';

function written(era: EraId, options: PuppetOptions = {}): ClusterPuppet {
  const puppet = cluster({ era, ...options });
  for (const value of ['a', 'b', 'c', 'd']) puppet.send(value).untilFact('RecordAcknowledged', { value });
  return puppet.until((now) => [1, 2, 3].every((id) => now.replica(id).highWatermark === 4), 'everybody to know');
}

const deleteBelow = (puppet: ClusterPuppet, beforeOffset: number): ClusterPuppet => puppet.command({ type: 'records.delete', partition: P, beforeOffset });
const lowWatermark = (puppet: ClusterPuppet): number => lowWatermarkOf(puppet.replica(1), { node: { read: (address) => puppet.world.actors.get(address) } });
const logStarts = (puppet: ClusterPuppet): readonly number[] => [1, 2, 3].map((id) => puppet.replica(id).log.logStartOffset);

describe.each(eras)('DeleteRecords, %s', (era) => {
  it('moves the leader’s log start; the low watermark follows when the followers have told theirs', () => {
    const puppet = deleteBelow(written(era), 3).untilFact('LogStartOffsetAdvanced', { brokerId: 1, reason: 'delete-records' });
    expect([logStarts(puppet), lowWatermark(puppet)]).toEqual([[3, 0, 0], 0]);
    expect(puppet.factsOf('RequestParked', { api: 'DeleteRecords' })).toHaveLength(1);
    puppet.untilFact('LogStartOffsetAdvanced', { brokerId: 2, reason: 'leader' });
    // The follower has applied it; the leader does not know before its next Fetch.
    expect(lowWatermark(puppet)).toBe(0);
    puppet.untilFact('LowWatermarkAdvanced', { from: 0, to: 3 });
    expect([logStarts(puppet), lowWatermark(puppet)]).toEqual([[3, 3, 3], 3]);
    puppet.untilFact('RecordsDeleted', { lowWatermark: 3 });
    expect(checkInvariants(null, puppet.world)).toEqual([]);
  });

  it('does not count a follower whose broker is known to be dead', () => {
    const puppet = written(era).kill(3);
    puppet.until((now) => !now.partition().isr.includes(3), 'the controller to notice').forMs(1_000);
    deleteBelow(puppet, 2).untilFact('RecordsDeleted', { lowWatermark: 2 });
    expect(logStarts(puppet)).toEqual([2, 2, 0]);
  });

  it('-1 means the high watermark', () => {
    const puppet = deleteBelow(written(era), -1).untilFact('RecordsDeleted', { lowWatermark: 4 });
    expect(puppet.replica(1).log).toMatchObject({ logStartOffset: 4, logEndOffset: 4 });
  });

  it('is refused above the high watermark', () => {
    const puppet = deleteBelow(written(era), 5).untilFact('AdminRequestFailed');
    expect(puppet.factsOf('AdminRequestFailed')).toMatchObject([{ api: 'DeleteRecords', error: 'OFFSET_OUT_OF_RANGE' }]);
    expect(logStarts(puppet)).toEqual([0, 0, 0]);
  });

  it('is refused where the topic is only compacted', () => {
    const puppet = deleteBelow(cluster({ era, topicConfig: { 'cleanup.policy': 'compact' } }), 0).untilFact('AdminRequestFailed');
    expect(puppet.factsOf('AdminRequestFailed')).toMatchObject([{ error: 'POLICY_VIOLATION' }]);
  });

  it('waits at most its timeout for a live follower that does not answer, and is tried until the minute is over', () => {
    const puppet = written(era).cut('broker-3', 'broker-1');
    deleteBelow(puppet, 2).untilFact('AdminRequestFailed');
    expect(puppet.factsOf('AdminRequestFailed')).toMatchObject([{ api: 'DeleteRecords', error: 'REQUEST_TIMED_OUT' }]);
    expect(logStarts(puppet)).toEqual([2, 2, 0]);
  });

  it('finds the new leader when the old one dies meanwhile', () => {
    const puppet = written(era).cut('broker-3', 'broker-1').cut('broker-2', 'broker-1');
    deleteBelow(puppet, 2).untilFact('LogStartOffsetAdvanced', { brokerId: 1 }).kill(1);
    puppet.untilFact('RecordsDeleted', { lowWatermark: 2 });
    expect([2, 3].map((id) => puppet.replica(id).log.logStartOffset)).toEqual([2, 2]);
  });

  it('is no loss of what was acknowledged, even where a crash brings the log start back and a power cut takes the rest', () => {
    const puppet = deleteBelow(written(era), 3).untilFact('RecordsDeleted').command({ type: 'cluster.powerOff' });
    const [acknowledged] = verdicts(puppet.world);
    expect(acknowledged).toMatchObject({ promise: 'acknowledgedRecordsSurvive', verdict: 'broken', records: [{ value: 'd' }] });
  });

  it('a log start that was not checkpointed yet goes back when the process is killed; a written one stays', () => {
    const early = deleteBelow(written(era), 3).untilFact('RecordsDeleted').kill(1);
    expect(early.replica(1)).toMatchObject({ checkpointedLogStartOffset: 0, log: { logStartOffset: 0 } });
    const late = deleteBelow(written(era), 3).untilFact('RecordsDeleted').forMs(100_000).kill(1);
    expect(late.factsOf('CheckpointWritten', { brokerId: 1, file: 'log-start-offset-checkpoint' })).toMatchObject([{ offset: 3 }]);
    expect(late.replica(1).log.logStartOffset).toBe(3);
  });
});

describe.each(['0.8', '0.10'] as const)('before KIP-107, %s', (era) => {
  it('nothing is deleted on request, and nobody tells where its log begins', () => {
    const puppet = deleteBelow(written(era), 3);
    expect(puppet.factsOf('AdminRequestFailed')).toMatchObject([{ api: 'DeleteRecords', error: 'UNSUPPORTED_VERSION' }]);
    expect(logStarts(puppet)).toEqual([0, 0, 0]);
    expect(puppet.world.timers.filter(({ name }) => name.includes('log-start-offset-checkpoint'))).toEqual([]);
  });
});

describe.each(eras)('below the log start, %s', (era) => {
  it.each([['earliest', 3], ['latest', 4]] as const)('a consumer gets OFFSET_OUT_OF_RANGE and goes to the %s offset', (policy, position) => {
    const puppet = written(era, { consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' } }, { id: 'consumer-2', topics: ['orders'], config: { 'auto.offset.reset': policy } }] });
    deleteBelow(puppet, 3).untilFact('RecordsDeleted');
    seek(puppet, 'consumer-2', 1).command({ type: 'consumer.start', consumer: 'consumer-2' }).untilFact('OffsetReset', { consumer: 'consumer-2' });
    expect(puppet.factsOf('PositionOutOfRange')).toMatchObject([{ consumer: 'consumer-2', position: 1, policy }]);
    expect(puppet.contextOf<ConsumerContext>('consumer-2').positions).toEqual({ [P]: position });
  });

  it('a consumer with auto.offset.reset=none stops there', () => {
    const puppet = written(era, { consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'none' } }] });
    deleteBelow(puppet, 3).untilFact('RecordsDeleted');
    seek(puppet, 'consumer-1', 1).command({ type: 'consumer.start', consumer: 'consumer-1' }).untilFact('PositionOutOfRange', { policy: 'none', position: 1 });
    expect(puppet.forMs(5_000).factsOf('OffsetReset')).toEqual([]);
  });

  it('a follower whose log ends there starts over where the leader’s begins', () => {
    const puppet = cluster({ era }).kill(3);
    puppet.until((now) => !now.partition().isr.includes(3), 'broker 3 to leave').forMs(1_000);
    for (const value of ['a', 'b', 'c', 'd']) puppet.send(value).untilFact('RecordAcknowledged', { value });
    deleteBelow(puppet, 3).untilFact('RecordsDeleted').restart(3).untilFact('LogTruncated', { brokerId: 3, reason: 'out-of-range' });
    puppet.until((now) => now.replica(3).log.logEndOffset === 4, 'broker 3 to catch up');
    expect(puppet.replica(3).log).toMatchObject({ logStartOffset: 3, segments: [3], epochCache: puppet.replica(1).log.epochCache });
    puppet.until((now) => now.partition().isr.includes(3), 'broker 3 to join');
  });

  /** As an application that seeks by itself. */
  function seek(puppet: ClusterPuppet, consumer: string, position: number): ClusterPuppet {
    const snapshot = puppet.world.actors.get(consumer);
    if (snapshot === undefined) throw new Error(`there is no ${consumer}`);
    const moved = { ...snapshot, context: { ...snapshot.context, positions: { [P]: position } } };
    puppet.world = { ...puppet.world, actors: puppet.world.actors.with(consumer, moved as typeof snapshot) };
    return puppet;
  }
});

describe.each(eras)('retention, %s', (era) => {
  const often = { 'log.retention.check.interval.ms': '1000' };

  it('by time deletes whole segments, the active one too, and each replica does it for itself', () => {
    const puppet = written(era, { brokerConfig: often, topicConfig: { 'retention.ms': '5000', 'segment.bytes': '200' } }).forMs(45_000);
    expect(puppet.factsOf('LogStartOffsetAdvanced').map(({ reason }) => reason)).toContain('retention.ms');
    expect(puppet.replica(1).log).toMatchObject({ batches: [], segments: [4], logStartOffset: 4, logEndOffset: 4 });
    expect([logStarts(puppet), lowWatermark(puppet)]).toEqual([[4, 4, 4], 4]);
    expect(verdicts(puppet.world).every(({ verdict }) => verdict === 'kept')).toBe(true);
  });

  it('by size keeps at least retention.bytes', () => {
    const puppet = written(era, { brokerConfig: often, topicConfig: { 'retention.bytes': '100', 'segment.bytes': '100' } }).forMs(45_000);
    expect(puppet.replica(1).log.segments).toEqual([2, 3]);
    expect(puppet.replica(1).log).toMatchObject({ logStartOffset: 2, logEndOffset: 4 });
  });

  it('never passes the high watermark', () => {
    const puppet = written(era, { brokerConfig: often, topicConfig: { 'retention.ms': '5000', 'segment.bytes': '100', 'min.insync.replicas': '1' } });
    puppet.cut('broker-2', 'broker-1').cut('broker-3', 'broker-1').send('e', 1).forMs(20_000);
    const { log, highWatermark } = puppet.replica(1);
    expect([log.logEndOffset, log.logStartOffset <= highWatermark]).toEqual([5, true]);
    expect(checkInvariants(null, puppet.world)).toEqual([]);
  });
});
