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

it('a lost disk leaves an empty log, and only one that is down can be lost', () => {
  expect(committed().loseDisk().values).toBe('a b c');
  expect(committed().halt('killed').loseDisk().context).toMatchObject({ highWatermark: 0, checkpointedHighWatermark: 0, log: { logEndOffset: 0, epochCache: [] } });
});

it('an offline replica serves nobody', () => {
  const replica = committed().halt('killed').append('x');
  expect([replica.done, replica.consumerFetch(0).done, replica.values]).toEqual([[], [], 'a b c']);
});
