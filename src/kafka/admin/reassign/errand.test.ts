import { describe, expect, it } from 'vitest';
import { cluster } from '../../../testkit/clusterPuppet.ts';
import type { ClusterPuppet } from '../../../testkit/clusterPuppet.ts';
import type { EraId } from '../../era/era.ts';
import type { Move, ReassignmentRun } from './types.ts';

const held: readonly Move[] = [{ partition: 'orders-0', replicas: [1, 2] }, { partition: 'orders-1', replicas: [2, 1] }];
const wanted: readonly Move[] = [{ partition: 'orders-0', replicas: [3, 4] }];
const others: readonly Move[] = [{ partition: 'orders-1', replicas: [3, 1] }];

/** The link to a new broker is cut, so that a move goes on until it is healed. */
function moving(era: EraId): ClusterPuppet {
  const topics = [{ name: 'orders', partitions: 2, replicationFactor: 2, assignment: held.map(({ replicas }) => [...replicas]) }];
  return run(cluster({ era, brokers: 5, controller: 5, topics }).cut('broker-1', 'broker-4'), 'execute', wanted).untilFact('ReassignmentToolFinished').forMs(500);
}

function run(puppet: ClusterPuppet, does: ReassignmentRun['does'], moves: readonly Move[], additional = false): ClusterPuppet {
  return puppet.command({ type: 'reassignment.run', does, moves, additional });
}

const outcomes = (puppet: ClusterPuppet) => puppet.factsOf('ReassignmentToolFinished').map(({ outcome }) => outcome);
const ended = (puppet: ClusterPuppet) => outcomes(puppet.untilFact('ReassignmentToolFinished')).at(-1);

describe.each(['2.8', '3.9', '4.1'] as const)('kafka-reassign-partitions.sh by requests, %s', (era) => {
  it('looks first what moves, who is there and where the partitions are, then asks', () => {
    const puppet = moving(era);
    expect(puppet.factsOf('ReassignmentToolFinished')).toMatchObject([{ before: held.slice(0, 1), outcome: { how: 'started' } }]);
    expect(puppet.partition().adding).toEqual([3, 4]);
    puppet.heal('broker-1', 'broker-4').untilFact('ReassignmentEnded', { replicas: [3, 4] });
  });

  it('asks for nothing while something moves, except with --additional', () => {
    const puppet = moving(era);
    expect(ended(run(puppet, 'execute', others))).toEqual({ how: 'running' });
    expect(ended(run(puppet, 'execute', others, true))).toEqual({ how: 'started' });
    puppet.untilFact('ReassignmentEnded', { partition: 'orders-1', replicas: [3, 1] });
  });

  it('calls off what moves of its file, and has nothing to do after that', () => {
    const puppet = moving(era);
    expect(ended(run(puppet, 'cancel', [...wanted, ...others]))).toEqual({ how: 'cancelled', partitions: ['orders-0'] });
    expect(puppet.forMs(500).partition()).toMatchObject({ adding: [], removing: [] });
    expect(ended(run(puppet, 'cancel', wanted))).toEqual({ how: 'none-active' });
  });

  it('asks for nothing with a broker or a partition that it cannot find', () => {
    const puppet = cluster({ era });
    expect(ended(run(puppet, 'execute', [{ partition: 'orders-0', replicas: [1, 9] }]))).toEqual({ how: 'unknown-brokers', brokers: [9] });
    expect(ended(run(puppet, 'execute', [{ partition: 'orders-7', replicas: [1] }]))).toEqual({ how: 'unknown-partitions', partitions: ['orders-7'] });
    expect(puppet.factsOf('ReassignmentStarted')).toEqual([]);
  });

  it('gives up when nobody answers for a minute', () => {
    expect(ended(run(cluster({ era }).cut('admin'), 'execute', others))).toMatchObject({ how: 'timed-out' });
  });
});

it('finds the next controller where that dies while it is asked', () => {
  const topics = [{ name: 'orders', partitions: 2, replicationFactor: 2, assignment: held.map(({ replicas }) => [...replicas]) }];
  const puppet = run(cluster({ era: '2.8', brokers: 5, controller: 5, topics }), 'execute', wanted).untilSent('AlterPartitionReassignments', 'admin').kill(5);
  expect(ended(puppet)).toEqual({ how: 'started' });
  puppet.untilFact('ReassignmentEnded', { replicas: [3, 4] });
});

it('another broker is asked where the first is gone', () => {
  const puppet = run(cluster({ era: '3.9', brokers: 5 }), 'execute', [{ partition: 'orders-0', replicas: [2, 3] }]);
  puppet.untilSent('Metadata', 'admin').kill(1);
  expect(ended(puppet)).toEqual({ how: 'started' });
});
