import type { Effect } from '../../actor.ts';
import { report } from '../../actor.ts';
import type { ConfigChange, IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse } from '../../messages.ts';
import { applyRecords, configResource, configsOf, emptyImage } from '../../metadata/image.ts';
import type { BrokerRegistration, MetadataImage } from '../../metadata/image.ts';
import { CONFIG_CHANGES_PATH, configEntity, configPath, decodeConfig, encodeConfig, encodeConfigChange } from '../../metadata/zkData.ts';
import type { ZkResult } from '../../zookeeper/messages.ts';
import { incrementalAlterConfigs } from '../kraft/incrementalAlterConfigs.ts';
import type { ConfigWrite, JobRules } from './jobs.ts';
import type { Caller, ZkControllerContext } from './types.ts';
import { create, getData, resultOf } from './zkOps.ts';

type Resource = Pick<ConfigChange, 'resourceType' | 'resourceName'>;

function resourcesOf(changes: readonly ConfigChange[]): readonly Resource[] {
  const known = new Map(changes.map(({ resourceType, resourceName }) => [configResource(resourceType, resourceName), { resourceType, resourceName }]));
  return [...known.values()];
}

/** The cluster as far as a change of settings is concerned. */
function imageOf({ cluster }: ZkControllerContext, resources: readonly Resource[], results: readonly ZkResult[]): MetadataImage {
  const configs = resources.map(({ resourceType, resourceName }, index) => [configResource(resourceType, resourceName), decodeConfig(resultOf(results[index])?.data ?? '{}')] as const);
  const brokers = Object.entries(cluster.liveBrokers).map(([id, { brokerEpoch, rack }]): readonly [string, BrokerRegistration] =>
    [id, { brokerId: Number(id), brokerEpoch, incarnationId: '', fenced: false, inControlledShutdown: false, rack }]);
  const topics = Object.fromEntries(Object.entries(cluster.topicIds).map(([name, topicId]) => [name, { topicId, partitions: {} }]));
  return { ...emptyImage, brokers: Object.fromEntries(brokers), topics, configs: Object.fromEntries(configs) };
}

function answer({ message, replyTo }: Caller<IncrementalAlterConfigsRequest>, results: IncrementalAlterConfigsResponse['results']): Effect {
  const response: IncrementalAlterConfigsResponse = { api: 'IncrementalAlterConfigs', kind: 'response', correlationId: message.correlationId, results };
  return { type: 'reply', to: replyTo, message: response };
}

/**
 * The new settings are written whole, and a notification beside them; every broker watches for these. Any broker may do
 * this; here it is the one that is the controller.
 *
 * Source: ZkAdminManager.incrementalAlterConfigs, AdminZkClient.changeEntityConfig.
 */
export const alterConfigsRules: JobRules<'alterConfigs' | 'writeConfigs'> = {
  alterConfigs: {
    begin: (controller, { caller }) => ({
      controller, ask: resourcesOf(caller.message.changes).map(({ resourceType, resourceName }) => getData(configPath(resourceType, resourceName))),
    }),
    resume: (controller, { caller }, results, env) => {
      const resources = resourcesOf(caller.message.changes);
      const image = imageOf(controller, resources, results);
      const { records, response } = incrementalAlterConfigs(image, caller.message.changes, env.shared.era);
      const after = applyRecords(image, records);
      const writes = resources.flatMap(({ resourceType, resourceName }, index): readonly ConfigWrite[] => {
        const isWritten = records.some((record) => record.type === 'ConfigRecord' && record.resourceType === resourceType && record.resourceName === resourceName);
        return isWritten ? [{ resourceType, resourceName, exists: results[index]?.ok === true, config: configsOf(after, resourceType, resourceName) }] : [];
      });
      if (writes.length === 0) return { controller, effects: [answer(caller, response)] };
      return { controller, next: [{ type: 'writeConfigs', caller, writes, results: response }] };
    },
  },
  writeConfigs: {
    begin: (controller, { writes }) => ({
      controller,
      ask: writes.flatMap(({ resourceType, resourceName, exists, config }) => {
        const path = configPath(resourceType, resourceName);
        const data = encodeConfig(config);
        return [
          [exists ? { op: 'setData', path, data, version: -1 } as const : create(path, data)],
          [create(`${CONFIG_CHANGES_PATH}/config_change_`, encodeConfigChange(configEntity(resourceType, resourceName)), { sequential: true })],
        ];
      }),
    }),
    resume: (controller, { caller, results }) => {
      const facts = results.filter(({ error }) => error === 'NONE').map(({ change }) => report({ type: 'ConfigChanged', ...change }));
      return { controller, effects: [...facts, answer(caller, results)] };
    },
  },
};
