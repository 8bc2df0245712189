import { describe, expect, it } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { eraOf } from '../../kafka/era/era.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import { controllerImage } from '../../kafka/promises/view.ts';
import { readPlan } from './reassignmentPlan.ts';
import { previewRun } from './executeReassignment.ts';
import { generateReassignment } from './reassignments.ts';
import { printedRun } from './reassignmentRun.ts';
import { verifyReassignment } from './verifyReassignment.ts';
import type { ReassignmentView } from './reassignments.ts';

const PLAN = '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[2,3],"log_dirs":["any","any"]}]}';

function view(change: (image: MetadataImage) => MetadataImage = (image) => image, era: EraId = '3.9', listed: ReassignmentView['listed'] = null): ReassignmentView {
  const { world } = bootCluster({ brokers: 3, topics: [{ name: 'orders', partitions: 2, replicationFactor: 2, assignment: [[1, 2], [2, 3]] }], producers: [], consumers: [] }, { era, seed: 1 });
  const image = controllerImage(world);
  if (image === null) throw new Error('no controller');
  return { image: change(image), liveBrokers: [1, 2, 3], random: world.random, era: eraOf(era), listed };
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
    const { output, command } = previewRun(view(), 'execute', PLAN, false);
    expect(output).toBe(
      'Current partition replica assignment\n\n{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[1,2],"log_dirs":["any","any"]}]}\n\n'
      + 'Save this to use as the --reassignment-json-file option during rollback\nSuccessfully started partition reassignment for orders-0',
    );
    expect(command).toEqual({ type: 'reassignment.run', does: 'execute', moves: [{ partition: 'orders-0', replicas: [2, 3] }], additional: false });
  });

  it('while something moves, needs --additional', () => {
    expect(previewRun(view(moving), 'execute', PLAN, false).output).toMatch(/^Cannot execute because there is an existing partition assignment\. {2}Use --additional/);
    expect(previewRun(view(moving), 'execute', PLAN, true)).toMatchObject({ output: expect.stringContaining('Successfully started partition reassignment for orders-0'), command: { additional: true } });
  });

  it('is told of an unknown broker or partition; what is no file at all cannot be run', () => {
    expect(previewRun(view(), 'execute', PLAN.replace('[2,3]', '[2,9]'), false).output).toBe('Error: Unknown broker id 9');
    expect(previewRun(view(), 'execute', PLAN.replace('"partition":0', '"partition":7'), false).output).toContain('Unable to find partition: orders-7');
    expect(previewRun(view(), 'execute', PLAN.replace('[2,3]', '[2,2]'), false).output).toBe('Error: Partition replica lists may not contain duplicate entries: orders-0 contains multiple entries for 2');
    expect(previewRun(view(), 'execute', '{', false).command).toBeNull();
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

describe('kafka-reassign-partitions.sh --cancel', () => {
  it('calls off what moves of the file, and says so when nothing does', () => {
    const cleared = 'None of the specified partition moves are active.\nClearing broker-level throttles on brokers 1,2,3\nClearing topic-level throttles on topic orders';
    expect(previewRun(view(moving), 'cancel', PLAN, false).output).toBe(`Successfully cancelled partition reassignment for: orders-0\n${cleared}`);
    expect(previewRun(view(), 'cancel', PLAN, false).output).toBe(`None of the specified partition reassignments are active.\n${cleared}`);
  });
});

describe('kafka-reassign-partitions.sh --zookeeper', () => {
  const CURRENT = '{"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[1,2]},{"topic":"orders","partition":1,"replicas":[2,3]}]}';
  const preview = (era: EraId, plan: string, listed: ReassignmentView['listed'] = null) => previewRun(view(undefined, era, listed), 'execute', plan, false).output;
  const PREFACE = `Current partition replica assignment\n\n${CURRENT}\n\nSave this to use as the --reassignment-json-file option during rollback\n`;

  it('prints the whole topic before it starts', () => {
    expect(preview('0.8', PLAN)).toBe(`${PREFACE}Successfully started reassignment of partitions {"version":1,"partitions":[{"topic":"orders","partition":0,"replicas":[2,3]}]}`);
    expect(preview('0.10', PLAN)).toBe(`${PREFACE}Successfully started reassignment of partitions.`);
    expect(preview('2.1', PLAN)).toContain('"replicas":[1,2],"log_dirs":["any","any"]}');
  });

  it('names what is wrong as each version did', () => {
    const [strange, missing] = [PLAN.replace('[2,3]', '[2,9]'), PLAN.replace('"partition":0', '"partition":7')];
    const failure = 'Partitions reassignment failed due to ';
    expect(preview('2.1', strange)).toBe(`${failure}The proposed assignment contains non-existent brokerIDs: 9`);
    expect(preview('0.10', strange)).toContain('Successfully started');
    expect(preview('0.11', missing)).toBe(`${failure}The proposed assignment contains non-existent partitions: List([orders,7])`);
    expect(preview('2.1', missing)).toBe(`${failure}The proposed assignment contains non-existent partitions: ListBuffer(orders-7)`);
    expect(preview('0.11', PLAN, { 'orders-1': [1, 3] })).toBe('There is an existing assignment running.');
    expect(preview('0.8', PLAN, { 'orders-1': [1, 3] })).toBe(`${PREFACE}${failure}Partition reassignment currently in progress for Map([orders,1] -> ReassignedPartitionsContext(List(1, 3),null)). Aborting operation`);
    expect(preview('2.1', '{"version":1,"partitions":[]}')).toBe(`${failure}Partition reassignment data file is empty`);
  });

  it('verifies by the znode and the assignment', () => {
    expect(verifyReassignment(view(undefined, '0.8', { 'orders-0': [2, 3] }), PLAN)).toBe('Status of partition reassignment:\nReassignment of partition [orders,0] is still in progress');
    expect(verifyReassignment(view(undefined, '0.11'), PLAN)).toBe("Status of partition reassignment: \nERROR: Assigned replicas (1,2) don't match the list of replicas for reassignment (2,3) for partition [orders,0]\nReassignment of partition [orders,0] failed");
    expect(verifyReassignment(view(undefined, '2.1'), PLAN.replace('[2,3]', '[1,2]'))).toBe('Status of partition reassignment: \nReassignment of partition orders-0 completed successfully');
  });

  it('generates with the gaps of its version', () => {
    const { output, proposed } = generateReassignment(view(undefined, '0.8'), { topics: ['orders'], brokerList: '1,3' });
    expect(output).toBe(`Current partition replica assignment\n\n${CURRENT}\nProposed partition reassignment configuration\n\n${proposed}`);
    expect(generateReassignment(view(undefined, '0.10'), { topics: ['orders'], brokerList: '1' }).output).toBe('Partitions reassignment failed due to replication factor: 2 larger than available brokers: 1');
  });
});

it('a run that the controller refused says so, and of which partition', () => {
  const errors = [{ partition: 'orders-0', error: 'INVALID_REPLICA_ASSIGNMENT', message: 'Replica assignment has brokers that are not alive.' }] as const;
  const moves = [{ partition: 'orders-0', replicas: [2, 3] }];
  const printed = printedRun(eraOf('2.8'), { does: 'execute', moves, additional: false, before: [{ partition: 'orders-0', replicas: [1, 2] }], outcome: { how: 'refused', errors } }, [1, 2, 3]);
  expect(printed).toContain('\nError reassigning partition(s):\norders-0: Replica assignment has brokers that are not alive.');
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
