import { describe, expect, it } from 'vitest';
import { ReplicaPuppet } from '../../testkit/replicaPuppet.ts';

const committed = (config: object = {}) => new ReplicaPuppet().lead({ isr: [1] }, config).append('a').append('b').checkpoint().append('c');

describe('the end of a process', () => {
  it('killed: the log stays whole, the high watermark is the one last checkpointed', () => {
    const replica = committed().halt('killed');
    expect([replica.state, replica.values, replica.highWatermark]).toEqual(['offline', 'a b c', 2]);
  });

  it('killed: what was in memory only is gone', () => {
    expect(new ReplicaPuppet().lead().fetchBy(2, 0).halt('killed').context).toMatchObject({ leaderId: -1, leaderEpoch: -1, remote: {}, pendingIsr: null });
  });

  it('power off: what was not flushed is lost, the high watermark never exceeds the log', () => {
    const replica = committed().halt('power-off');
    expect([replica.values, replica.highWatermark, replica.context.log.epochCache]).toEqual(['', 0, []]);
    expect(replica.facts('UnflushedRecordsLost')).toMatchObject([{ from: 3, to: 0, removed: [{ value: 'a' }, { value: 'b' }, { value: 'c' }] }]);
  });

  it('power off with flush.messages=1: nothing is lost', () => {
    const replica = committed({ flushMessages: 1 }).halt('power-off');
    expect([replica.values, replica.facts('UnflushedRecordsLost')]).toEqual(['a b c', []]);
  });

  it('in order: everything is flushed and the high watermark is written', () => {
    const replica = committed().halt('controlled-shutdown');
    expect([replica.highWatermark, replica.context.log.flushedOffset]).toEqual([3, 3]);
    expect(replica.lead({ leaderEpoch: 3 }).halt('power-off').values).toBe('a b c');
  });

  it('an epoch that began at the end of the log and got no record is forgotten', () => {
    const replica = committed().lead({ leaderEpoch: 6, partitionEpoch: 1 });
    expect(replica.context.log.epochCache.at(-1)).toEqual({ epoch: 6, startOffset: 3 });
    expect(replica.halt('killed').context.log.epochCache).toEqual([{ epoch: 1, startOffset: 0 }]);
  });
});

describe('after an unclean end', () => {
  const flushing = () => new ReplicaPuppet().lead({ isr: [1] }, { flushMessages: 2 }).append('a').append('b').append('c');

  it('the recovery point is the one last written, though more is on the disk', () => {
    expect(flushing().context.log).toMatchObject({ flushedOffset: 2, recoveryPoint: 2, logEndOffset: 3 });
    expect(flushing().halt('killed').context.log).toMatchObject({ flushedOffset: 2, recoveryPoint: 0, logEndOffset: 3 });
    const written = flushing().get({ type: 'CheckpointRecoveryPoint' });
    expect(written.facts('CheckpointWritten')).toMatchObject([{ file: 'recovery-point-offset-checkpoint', offset: 2, routine: true }]);
    expect(written.halt('killed').context.log.recoveryPoint).toBe(2);
  });

  it('a second power cut takes no more than the first', () => {
    expect(flushing().halt('power-off').halt('power-off').values).toBe('a b');
  });

  it('a log that ends below the written log start begins anew there', () => {
    const replica = new ReplicaPuppet().lead({ isr: [1] }).append('a').append('b').get({ type: 'DeleteRecordsBefore', requestKey: 'd', beforeOffset: 1 } as { type: string });
    replica.get({ type: 'CheckpointLogStartOffset' }).halt('power-off');
    expect(replica.context).toMatchObject({ highWatermark: 1, log: { batches: [], segments: [1], logStartOffset: 1, logEndOffset: 1 } });
  });

  it('every segment from the recovery point on is read through', () => {
    const replica = new ReplicaPuppet().lead({ isr: [1] }, { segmentBytes: 100 }).append('a').append('b').get({ type: 'CheckpointRecoveryPoint' }).append('c').halt('killed');
    const load = (hadCleanShutdown: boolean) => replica.get({ type: 'LoadLog', hadCleanShutdown } as { type: string }).facts('LogRecovered');
    expect(load(false)).toMatchObject([{ segment: 1, recovered: 0, unflushed: 2, recoveryPoint: 1 }, { segment: 2, recovered: 1, unflushed: 2 }]);
    expect(load(true)).toEqual([]);
  });

  it('a process that ends in order without having loaded the log flushes nothing', () => {
    expect(flushing().halt('killed').halt('controlled-shutdown').context.log).toMatchObject({ flushedOffset: 2, recoveryPoint: 0 });
  });
});

it('a truncation writes the recovery point at once', () => {
  const replica = new ReplicaPuppet().lead({ isr: [1] }, { flushMessages: 1 }).append('a b c').get({ type: 'CheckpointRecoveryPoint' });
  expect(replica.follow(2, { leaderEpoch: 9, partitionEpoch: 9 }).reset(1, false).context).toMatchObject({ checkpointedRecoveryPoint: 1, log: { logEndOffset: 1 } });
});

it('a lost disk leaves an empty log, and only one that is down can be lost', () => {
  expect(committed().loseDisk().values).toBe('a b c');
  expect(committed().halt('killed').loseDisk().context).toMatchObject({ highWatermark: 0, checkpointedHighWatermark: 0, log: { logEndOffset: 0, epochCache: [] } });
});

it('an offline replica serves nobody', () => {
  const replica = committed().halt('killed').append('x');
  expect([replica.done, replica.consumerFetch(0).done, replica.values]).toEqual([[], [], 'a b c']);
});
