import { describe, expect, it } from 'vitest';
import { clusterOf, orders0 } from '../../testkit/controllerFixture.ts';
import { applyRecord, applyRecords, brokerOf, configsOf, emptyImage, isActive, partitionOf, topicOf } from './image.ts';
import type { ConfigRecord } from './metadataRecords.ts';

const image = clusterOf(3);
const config = (name: string, value: string | null): ConfigRecord => ({ type: 'ConfigRecord', resourceType: 'topic', resourceName: 'orders', name, value });

describe('the metadata image', () => {
  it('a partition change is merged into what was there', () => {
    const after = applyRecord(image, { type: 'PartitionChangeRecord', topic: 'orders', partitionId: 0, isr: [1, 2] });
    expect(orders0(after)).toEqual({ ...orders0(image), isr: [1, 2], partitionEpoch: 1 });
    expect(orders0(image).isr).toEqual([1, 2, 3]);
  });

  it('only what a registration change says changes', () => {
    const after = applyRecord(image, { type: 'BrokerRegistrationChangeRecord', brokerId: 2, brokerEpoch: 2, inControlledShutdown: true });
    expect(brokerOf(after, 2)).toMatchObject({ fenced: false, inControlledShutdown: true });
    expect([1, 2, 3, 4].map((broker) => isActive(after, broker))).toEqual([true, false, true, false]);
  });

  it('a setting without value is taken away', () => {
    const set = applyRecords(image, [config('retention.ms', '5'), config('segment.ms', '6')]);
    expect(configsOf(applyRecord(set, config('retention.ms', null)), 'topic', 'orders')).toEqual({ 'segment.ms': '6' });
    expect(applyRecords(set, [config('retention.ms', null), config('segment.ms', null)]).configs).toEqual({});
  });

  it('an unregistered broker is gone', () => {
    expect(brokerOf(applyRecord(image, { type: 'UnregisterBrokerRecord', brokerId: 3, brokerEpoch: 3 }), 3)).toBeUndefined();
  });

  it('a record about what is not there is a mistake', () => {
    expect(() => applyRecord(emptyImage, { type: 'PartitionChangeRecord', topic: 'orders', partitionId: 0, isr: [] })).toThrow('orders-0');
    expect(() => applyRecord(emptyImage, { type: 'BrokerRegistrationChangeRecord', brokerId: 1, brokerEpoch: 1, fenced: true })).toThrow('broker 1');
  });

  it('topics may be called like the inner parts of JavaScript', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(topicOf(image, name)).toBeUndefined();
      expect(partitionOf(image, `${name}-0`)).toBeUndefined();
      const after = applyRecords(image, [{ type: 'TopicRecord', name, topicId: 'x' }, { ...config('retention.ms', '1'), resourceName: name }]);
      expect(topicOf(after, name)?.topicId).toBe('x');
      expect(configsOf(after, 'topic', name)).toEqual({ 'retention.ms': '1' });
    }
  });

  it('an idle controller’s record changes nothing', () => {
    expect(applyRecord(image, { type: 'NoOpRecord' })).toBe(image);
  });
});
