import { describe, expect, it } from 'vitest';
import { clusterOf, orders0 } from '../../../testkit/controllerFixture.ts';
import { incrementalAlterConfigs as alterConfigsIn } from './incrementalAlterConfigs.ts';
import { eraOf } from '../../era/era.ts';
import { applyRecords, configsOf } from '../../metadata/image.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import type { ConfigChange } from '../../messages.ts';

const incrementalAlterConfigs = (before: MetadataImage, changes: readonly ConfigChange[]) => alterConfigsIn(before, changes, eraOf('3.9'));
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

describe('min.insync.replicas, by which the eligible leader replicas are chosen', () => {
  const withElr: MetadataImage = applyRecords(image, [{ type: 'PartitionChangeRecord', topic: 'orders', partitionId: 0, isr: [1], elr: [2, 3], lastKnownElr: [1] }]);
  const after = (change: ConfigChange, era: '3.9' | '4.1') => orders0(applyRecords(withElr, alterConfigsIn(withElr, [change], eraOf(era)).records));

  it('makes them void when it is changed, of its topic or of all', () => {
    for (const change of [forTopic('min.insync.replicas', '3'), forBroker('min.insync.replicas', '3')]) {
      expect(after(change, '4.1')).toMatchObject({ isr: [1], elr: [], lastKnownElr: [], partitionEpoch: orders0(withElr).partitionEpoch + 1 });
    }
    expect(after(forTopic('retention.ms', '5'), '4.1')).toEqual(orders0(withElr));
    expect(after(forTopic('min.insync.replicas', '3'), '3.9')).toEqual(orders0(withElr));
    expect(alterConfigsIn(withElr, [{ ...forTopic('min.insync.replicas', '3'), resourceName: 'nothing' }], eraOf('4.1')).records).toEqual([]);
  });

  it('is one for the whole cluster, and has to be there', () => {
    const answer = (change: ConfigChange, era: '3.9' | '4.1') => alterConfigsIn(image, [change], eraOf(era)).response[0];
    expect(answer(forBroker('min.insync.replicas', '2', '1'), '4.1')).toMatchObject({ error: 'INVALID_CONFIG', message: 'Broker-level min.insync.replicas cannot be altered while ELR is enabled.' });
    expect(answer(forBroker('min.insync.replicas', null), '4.1')).toMatchObject({ error: 'INVALID_CONFIG', message: 'Cluster-level min.insync.replicas cannot be removed while ELR is enabled.' });
    expect(answer(forBroker('min.insync.replicas', '2'), '4.1')?.error).toBe('NONE');
    expect([answer(forBroker('min.insync.replicas', '2', '1'), '3.9')?.error, answer(forBroker('min.insync.replicas', null), '3.9')?.error]).toEqual(['NONE', 'NONE']);
  });
});
