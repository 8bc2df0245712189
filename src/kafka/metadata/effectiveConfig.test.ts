import { describe, expect, it } from 'vitest';
import { clusterOf, controllerEnvOf } from '../../testkit/controllerFixture.ts';
import { brokerConfig, effectiveMinIsr, topicConfig } from './effectiveConfig.ts';
import { applyRecord } from './image.ts';

const env = controllerEnvOf('3.9');
const forBrokers = (name: string, value: string, resourceName = ''): ReturnType<typeof clusterOf> =>
  applyRecord(clusterOf(3), { type: 'ConfigRecord', resourceType: 'broker', resourceName, name, value });

describe('effective settings', () => {
  it('nobody said anything: the era’s default', () => {
    expect(topicConfig(clusterOf(3), 'orders', 'min.insync.replicas', env)).toBe(1);
    expect(topicConfig(clusterOf(3), 'orders', 'unclean.leader.election.enable', controllerEnvOf('0.10'))).toBe(true);
  });

  it('the topic’s own setting wins over the brokers’', () => {
    const image = applyRecord(clusterOf(3, [1, 2, 3], { 'min.insync.replicas': '3' }), {
      type: 'ConfigRecord', resourceType: 'broker', resourceName: '', name: 'min.insync.replicas', value: '2',
    });
    expect(topicConfig(image, 'orders', 'min.insync.replicas', env)).toBe(3);
    expect(brokerConfig(image, 'min.insync.replicas', env)).toBe(2);
  });

  it('what was set for all brokers wins over a broker’s file, what was set for one broker over both', () => {
    const sources = { ...env, nodeId: 2, staticConfigs: { 'min.insync.replicas': '4' } };
    expect(topicConfig(clusterOf(3), 'orders', 'min.insync.replicas', sources)).toBe(4);
    expect(topicConfig(forBrokers('min.insync.replicas', '2'), 'orders', 'min.insync.replicas', sources)).toBe(2);
    expect(topicConfig(forBrokers('min.insync.replicas', '3', '2'), 'orders', 'min.insync.replicas', sources)).toBe(3);
    expect(topicConfig(forBrokers('min.insync.replicas', '3', '1'), 'orders', 'min.insync.replicas', sources)).toBe(4);
  });

  it('a broker’s hours become a topic’s milliseconds, unless it says milliseconds', () => {
    const hours = { ...env, staticConfigs: { 'log.retention.hours': '2' } };
    expect(topicConfig(clusterOf(3), 'orders', 'retention.ms', hours)).toBe(7_200_000);
    const both = { ...env, staticConfigs: { 'log.retention.hours': '2', 'log.retention.ms': '5' } };
    expect(topicConfig(clusterOf(3), 'orders', 'retention.ms', both)).toBe(5);
  });

  it('no more replicas are asked for than there are', () => {
    expect(effectiveMinIsr(clusterOf(3, [1, 2], { 'min.insync.replicas': '3' }), 'orders', env)).toBe(2);
  });
});
