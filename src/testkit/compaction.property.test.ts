import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootCluster } from '../kafka/cluster.ts';
import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { verdicts } from '../kafka/promises/verdicts.ts';
import { arbitraryPlan, runPlan } from './arbitraryRun.ts';

/** A segment a record, cleaned at every chance, and tombstones that go soon. */
const config = { 'cleanup.policy': 'compact', 'segment.bytes': '100', 'min.cleanable.dirty.ratio': '0', 'delete.retention.ms': '500', 'min.insync.replicas': '2' };
const description: ClusterDescription = {
  brokers: 3,
  brokerConfig: { 'log.cleaner.backoff.ms': '100' },
  topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]], config }],
  producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
  consumers: [{ id: 'consumer-1', topics: ['orders'], started: true }],
};

/** Two keys, a tombstone now and then, and always acks=all. */
function keyed(command: Command): Command {
  if (command.type !== 'producer.send') return command;
  const last = command.value?.charCodeAt(command.value.length - 1) ?? 0;
  return { ...command, acks: -1, key: last % 2 === 0 ? 'a' : 'b', value: last % 5 === 0 ? null : command.value };
}

const allowCommand = ({ type }: Command): boolean => !['disk.lose', 'broker.powerOff', 'cluster.powerOff', 'leader.elect', 'config.set', 'records.delete'].includes(type);

describe.each(['3.9', '4.1'] as const)('a compacted topic of era %s, whatever is done to it', (era) => {
  const { stepper, world: begin } = bootCluster(description, { era, seed: 7 });

  it('never breaks a structural invariant, loses no acknowledged record but by compaction, and replicas agree', () => {
    let cleaned = 0;
    fc.assert(fc.property(arbitraryPlan(80), (plan) => {
      const { world, steps } = runPlan(stepper, begin, plan, { alterCommand: keyed, allowCommand });
      cleaned += steps.reduce((sum, { step }) => sum + step.facts.filter(({ type }) => type === 'LogCleaned').length, 0);
      const broken = verdicts(world).filter(({ promise, verdict }) => verdict === 'broken' && ['acknowledgedRecordsSurvive', 'deliveredRecordsSurvive', 'replicasAgree'].includes(promise));
      expect(broken).toEqual([]);
    }), { numRuns: 20 });
    expect(cleaned).toBeGreaterThan(0);
  });
});
