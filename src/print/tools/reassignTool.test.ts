import { describe, expect, it } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import { controllerImage } from '../../kafka/promises/view.ts';
import { readPlan } from './reassignmentPlan.ts';
import { executeReassignment, generateReassignment, verifyReassignment } from './reassignments.ts';
import type { ReassignmentView } from './reassignments.ts';

const PLAN = '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[2,3],"log_dirs":["any","any"]}]}';

function view(change: (image: MetadataImage) => MetadataImage = (image) => image, era: EraId = '3.9'): ReassignmentView {
  const { world } = bootCluster({ brokers: 3, topics: [{ name: 'orders', partitions: 2, replicationFactor: 2, assignment: [[1, 2], [2, 3]] }], producers: [], consumers: [] }, { era, seed: 1 });
  const image = controllerImage(world);
  if (image === null) throw new Error('no controller');
  return { image: change(image), liveBrokers: [1, 2, 3], random: world.random, writtenIn: era === '2.8' ? 'scala' : 'java' };
}

function moving(image: MetadataImage): MetadataImage {
  const orders = image.topics['orders'];
  const first = orders?.partitions[0];
  if (orders === undefined || first === undefined) throw new Error('no orders-0');
  return { ...image, topics: { ...image.topics, orders: { ...orders, partitions: { ...orders.partitions, 0: { ...first, replicas: [2, 3, 1], adding: [3], removing: [1] } } } } };
}

describe('kafka-reassign-partitions.sh --generate', () => {
  it('proposes a place for every replica on the brokers of the list, and one it would take itself', () => {
    const { output, proposed } = generateReassignment(view(), { topics: ['orders'], brokerList: '1,3' });
    expect(output.split('\n')).toEqual([
      'Current partition replica assignment',
      '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[1,2],"log_dirs":["any","any"]},{"topic":"orders","partition":1,"replicas":[2,3],"log_dirs":["any","any"]}]}',
      '', 'Proposed partition reassignment configuration', proposed,
    ]);
    const plan = readPlan(proposed ?? '');
    expect(plan.ok && plan.moves.map(({ replicas }) => replicas.toSorted((a, b) => a - b))).toEqual([[1, 3], [1, 3]]);
  });

  it('refuses more replicas than brokers, a broker named twice, and what is no number', () => {
    expect(generateReassignment(view(), { topics: ['orders'], brokerList: '1' })).toEqual({ output: 'Error: Replication factor: 2 larger than available brokers: 1.', proposed: null });
    expect(generateReassignment(view(), { topics: ['orders'], brokerList: '1,1,2' }).output).toBe('Error: Broker list contains duplicate entries: [1]');
    expect(generateReassignment(view(), { topics: ['orders'], brokerList: '1,x' }).output).toBe('Error: For input string: "x"');
  });
});

describe('kafka-reassign-partitions.sh --execute', () => {
  it('prints the way back before it asks for the moves', () => {
    const { output, commands } = executeReassignment(view(), PLAN, false);
    expect(output).toBe(
      'Current partition replica assignment\n\n{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[1,2],"log_dirs":["any","any"]}]}\n\n'
      + 'Save this to use as the --reassignment-json-file option during rollback\nSuccessfully started partition reassignment for orders-0',
    );
    expect(commands).toEqual([{ type: 'partition.reassign', partition: 'orders-0', replicas: [2, 3] }]);
  });

  it('while something moves, needs --additional', () => {
    expect(executeReassignment(view(moving), PLAN, false)).toMatchObject({ output: expect.stringMatching(/^Cannot execute because there is an existing partition assignment\. {2}Use --additional/), commands: [] });
    expect(executeReassignment(view(moving), PLAN, true).commands).toHaveLength(1);
  });

  it('asks for nothing when a broker or a partition is unknown', () => {
    expect(executeReassignment(view(), PLAN.replace('[2,3]', '[2,9]'), false)).toEqual({ output: 'Error: Unknown broker id 9', commands: [] });
    expect(executeReassignment(view(), PLAN.replace('"partition":0', '"partition":7'), false)).toMatchObject({ output: expect.stringContaining('Unable to find partition: orders-7'), commands: [] });
  });
});

describe('kafka-reassign-partitions.sh --verify', () => {
  it('tells what is under way, what is done and what is elsewhere, and clears throttles once nothing moves', () => {
    expect(verifyReassignment(view(moving), PLAN)).toBe('Status of partition reassignment:\nReassignment of partition orders-0 is still in progress.\n');
    const there = PLAN.replace('[2,3]', '[1,2]');
    expect(verifyReassignment(view(), there).split('\n')).toEqual([
      'Status of partition reassignment:', 'Reassignment of partition orders-0 is completed.', '', 'Clearing broker-level throttles on brokers 1,2,3', 'Clearing topic-level throttles on topic orders',
    ]);
    expect(verifyReassignment(view(undefined, '2.8'), there)).toContain('Reassignment of partition orders-0 is complete.');
    expect(verifyReassignment(view(), PLAN)).toContain('There is no active reassignment of partition orders-0, but replica set is 1,2 rather than 2,3.');
  });
});

describe('a reassignment file', () => {
  const messageOf = (text: string): string | null => {
    const plan = readPlan(text);
    return plan.ok ? null : plan.message;
  };

  it('is refused in Kafka’s words where Kafka has them, else with the place that is wrong', () => {
    expect(messageOf(PLAN)).toBeNull();
    expect(messageOf('{"version":1,"partitions":[]}')).toBe('Partition reassignment list cannot be empty');
    expect(messageOf('{"version":2}')).toBe('Not supported version field value 2');
    expect(messageOf(PLAN.replace('[2,3]', '[]'))).toBe('Partition replica list cannot be empty');
    expect(messageOf(PLAN.replace('[2,3]', '[2,2]'))).toBe('Partition replica lists may not contain duplicate entries: orders-0 contains multiple entries for 2');
    expect(messageOf(PLAN.replace('[2,3]', '"2"'))).toBe('partitions[0]: replicas: a list of broker ids is expected');
    expect(messageOf('[]')).toContain('{"version":1');
    expect(messageOf('{"version":1,')).toMatch(/JSON|property/);
  });
});
