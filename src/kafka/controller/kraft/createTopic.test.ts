import { describe, expect, it } from 'vitest';
import { clusterOf, controllerEnvOf } from '../../../testkit/controllerFixture.ts';
import { fenceBroker } from './brokerLifecycle.ts';
import { createTopic, createTopics } from './createTopic.ts';
import { applyRecords, partitionOf, topicOf } from '../../metadata/image.ts';
import type { NewTopic } from '../../messages.ts';

const env = controllerEnvOf('3.9');
const image = clusterOf(3);
const topic = (given: Partial<NewTopic>): NewTopic => ({ name: 'payments', partitions: 2, replicationFactor: 2, configs: {}, ...given });
const refusal = (given: Partial<NewTopic>): readonly [string, string | null] => {
  const { records, response } = createTopic(image, topic(given), env);
  if (response.error !== 'NONE') expect(records).toEqual([]);
  return [response.error, response.message];
};

describe('creating a topic', () => {
  it('writes the topic, its settings, then its partitions', () => {
    const { records } = createTopic(image, topic({ configs: { 'min.insync.replicas': '2' } }), env);
    expect(records.map(({ type }) => type)).toEqual(['TopicRecord', 'ConfigRecord', 'PartitionRecord', 'PartitionRecord']);
  });

  it('the first replica leads, all active ones are in sync', () => {
    const down = applyRecords(image, fenceBroker(image, 2, env));
    const after = applyRecords(down, createTopic(down, topic({ assignment: [[2, 3, 1]], partitions: -1, replicationFactor: -1 }), env).records);
    expect(partitionOf(after, 'payments-0')).toMatchObject({ replicas: [2, 3, 1], isr: [3, 1], leader: 3, leaderEpoch: 0, partitionEpoch: 0 });
  });

  it('what is not said comes from the brokers', () => {
    const sources = { ...env, staticConfigs: { 'num.partitions': '3', 'default.replication.factor': '2' } };
    const { records } = createTopic(image, topic({ partitions: -1, replicationFactor: -1 }), sources);
    expect(records.filter(({ type }) => type === 'PartitionRecord')).toHaveLength(3);
  });

  it('one refused topic does not stop the others, and a name is taken once', () => {
    const { records, response } = createTopics(image, [topic({}), topic({}), topic({ name: 'bad name' })], env);
    expect(response.map(({ error }) => error)).toEqual(['NONE', 'TOPIC_ALREADY_EXISTS', 'INVALID_TOPIC_EXCEPTION']);
    expect(topicOf(applyRecords(image, records), 'payments')).toBeDefined();
  });

  it.each([
    [{ name: 'orders' }, 'TOPIC_ALREADY_EXISTS', 'Topic \'orders\' already exists.'],
    [{ name: '' }, 'INVALID_TOPIC_EXCEPTION', 'Topic name is invalid: the empty string is not allowed'],
    [{ name: '..' }, 'INVALID_TOPIC_EXCEPTION', 'Topic name is invalid: \'..\' is not allowed'],
    [{ name: 'a b' }, 'INVALID_TOPIC_EXCEPTION', 'Topic name is invalid: \'a b\' contains one or more characters other than ASCII alphanumerics, \'.\', \'_\' and \'-\''],
    [{ replicationFactor: 0 }, 'INVALID_REPLICATION_FACTOR', 'Replication factor must be larger than 0, or -1 to use the default value.'],
    [{ partitions: 0 }, 'INVALID_PARTITIONS', 'Number of partitions was set to an invalid non-positive value.'],
    [{ replicationFactor: 4 }, 'INVALID_REPLICATION_FACTOR', 'Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered.'],
    [{ configs: { 'min.insync.replicas': '0' } }, 'INVALID_CONFIG', 'Invalid value 0 for configuration min.insync.replicas: Value must be at least 1'],
    [{ assignment: [[1, 2]] }, 'INVALID_REQUEST', 'A manual partition assignment was specified, but replication factor was not set to -1.'],
  ] as const)('refuses %j', (given, error, message) => {
    expect(refusal(given)).toEqual([error, message]);
  });

  it.each([
    [[[1, 1]], 'The manual partition assignment includes the broker 1 more than once.'],
    [[[1, 9]], 'The manual partition assignment includes broker 9, but no such broker is registered.'],
    [[[]], 'The manual partition assignment includes an empty replica list.'],
    [[[1, 2], [3]], 'The manual partition assignment includes a partition with 1 replica(s), but this is not consistent with previous partitions, which have 2 replica(s).'],
  ] as const)('refuses the assignment %j', (assignment, message) => {
    expect(refusal({ assignment, partitions: -1, replicationFactor: -1 })).toEqual(['INVALID_REPLICA_ASSIGNMENT', message]);
  });

  it('refuses an assignment to brokers that are all fenced', () => {
    const down = applyRecords(image, fenceBroker(image, 2, env));
    const { response } = createTopic(down, topic({ assignment: [[2]], partitions: -1, replicationFactor: -1 }), env);
    expect(response.message).toBe('All brokers specified in the manual partition assignment for partition 0 are fenced or in controlled shutdown.');
  });

  it('two names that metrics could not tell apart collide', () => {
    const after = applyRecords(image, createTopic(image, topic({ name: 'a.b' }), env).records);
    expect(createTopic(after, topic({ name: 'a_b' }), env).response.message).toBe('Topic \'a_b\' collides with existing topic: a.b');
  });
});
