import { describe, expect, it } from 'vitest';
import { clusterOf } from '../../../testkit/controllerFixture.ts';
import { incrementalAlterConfigs } from './incrementalAlterConfigs.ts';
import { applyRecords, configsOf } from '../../metadata/image.ts';
import type { ConfigChange } from '../../messages.ts';

const image = clusterOf(3, [1, 2, 3], { 'retention.ms': '1000' });
const forTopic = (name: string, value: string | null): ConfigChange => ({ resourceType: 'topic', resourceName: 'orders', name, value });
const forBroker = (name: string, value: string | null, resourceName = ''): ConfigChange => ({ resourceType: 'broker', resourceName, name, value });
const refusal = (...changes: readonly ConfigChange[]): readonly [string | undefined, string | null | undefined] => {
  const { records, response } = incrementalAlterConfigs(image, changes);
  expect(records).toEqual([]);
  return [response[0]?.error, response[0]?.message];
};

describe('changing settings while the cluster runs', () => {
  it('sets and takes away', () => {
    const { records } = incrementalAlterConfigs(image, [forTopic('min.insync.replicas', '2'), forTopic('retention.ms', null)]);
    expect(configsOf(applyRecords(image, records), 'topic', 'orders')).toEqual({ 'min.insync.replicas': '2' });
  });

  it('a value that is already so writes nothing for a topic, but makes a broker read it again', () => {
    expect(incrementalAlterConfigs(image, [forTopic('retention.ms', '1000'), forTopic('segment.ms', null)]).records).toEqual([]);
    expect(incrementalAlterConfigs(image, [forBroker('log.retention.ms', null)]).records).toHaveLength(1);
  });

  it('all changes of one topic hold together, other topics stand apart', () => {
    const { records, response } = incrementalAlterConfigs(image, [forTopic('segment.ms', '5'), forTopic('min.insync.replicas', '0'), forBroker('min.insync.replicas', '2')]);
    expect(records.map(({ type }) => type)).toEqual(['ConfigRecord']);
    expect(response.map(({ error }) => error)).toEqual(['INVALID_CONFIG', 'INVALID_CONFIG', 'NONE']);
  });

  it('refuses in the words of Kafka', () => {
    expect(refusal(forTopic('min.isr', '2'))).toEqual(['INVALID_CONFIG', 'Unknown topic config name: min.isr']);
    expect(refusal(forTopic('segment.ms', '5'), forTopic('segment.ms', '6'))).toEqual(['INVALID_REQUEST', 'Error due to duplicate config keys']);
    expect(refusal({ ...forTopic('segment.ms', '5'), resourceName: 'nothing' })).toEqual(['UNKNOWN_TOPIC_OR_PARTITION', 'The topic \'nothing\' does not exist.']);
    expect(refusal(forBroker('broker.rack', 'a'))).toEqual(['INVALID_REQUEST', 'Cannot update these configs dynamically: Set(broker.rack)']);
    expect(refusal(forBroker('min.insync.replicas', '0'))[1]).toBe('Invalid value 0 for configuration min.insync.replicas: Value must be at least 1');
    expect(refusal(forBroker('min.insync.replicas', '2', '9'))).toEqual(['BROKER_ID_NOT_REGISTERED', 'No node with id 9 found.']);
    expect(refusal(forBroker('min.insync.replicas', '2', 'one'))[0]).toBe('INVALID_REQUEST');
  });

  it('a new setting is checked together with those that stay', () => {
    const lag = applyRecords(image, incrementalAlterConfigs(image, [forTopic('max.compaction.lag.ms', '10')]).records);
    const { response } = incrementalAlterConfigs(lag, [forTopic('min.compaction.lag.ms', '20')]);
    expect(response[0]?.error).toBe('INVALID_CONFIG');
  });
});
