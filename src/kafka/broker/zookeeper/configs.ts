import { decided } from '../../../world/machine.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { configResource } from '../../metadata/image.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import { CONFIG_CHANGES_PATH, decodeConfig, decodeConfigChange, firstDataOf, parseConfigEntity, persistentPaths } from '../../metadata/zkData.ts';
import type { ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import { reconfigureCleaner } from '../logCleaner.ts';
import { publishConfigs } from '../metadata.ts';
import type { BrokerContext } from '../types.ts';
import { askZooKeeper, tellController, withClient } from './client.ts';
import type { Asking, ZkBroker } from './client.ts';
import { register } from './registration.ts';
import type { AfterConfigs, UncleanElectionEnabledEvent } from './types.ts';

const UNCLEAN = 'unclean.leader.election.enable';

const getData = (path: string): ZkTransaction => [{ op: 'getData', path, watch: false }];
const getChildren = (path: string, watch: boolean): ZkTransaction => [{ op: 'getChildren', path, watch }];

/**
 * A session begins: the top of the tree is made where it is missing, what is set is read, and what will be is watched.
 *
 * Source: KafkaZkClient.createTopLevelPaths, createOrGetClusterId, DynamicConfigManager.startup.
 */
export function startSession(broker: ZkBroker, env: Env): Asking {
  const paths = persistentPaths(env.shared.era).map((path): ZkTransaction => [{ op: 'create', path, data: firstDataOf(path), ephemeral: false, sequential: false }]);
  return askZooKeeper(broker, { type: 'start' }, [...paths, getChildren('/config/topics', false), getChildren('/config/brokers', false), getChildren(CONFIG_CHANGES_PATH, true)]);
}

export function sessionStarted(broker: ZkBroker, results: readonly ZkResult[], env: Env): Decided<BrokerContext> {
  const [topics, brokers, changes] = results.slice(persistentPaths(env.shared.era).length).map(childrenIn);
  const entities = [...(topics ?? []).map((name) => `topics/${name}`), ...(brokers ?? []).map((name) => `brokers/${name}`)];
  const loading = withClient(broker, { lastConfigChange: (changes ?? []).at(-1) ?? '' });
  return entities.length === 0 ? register(loading, env) : readConfigs(loading, entities, { type: 'register' });
}

function childrenIn(result: ZkResult): readonly string[] {
  return (result.ok ? result.results[0]?.children : undefined) ?? [];
}

export function readConfigs(broker: ZkBroker, entities: readonly string[], next: AfterConfigs): Decided<BrokerContext> {
  if (entities.length === 0) return decided(broker);
  const asking = askZooKeeper(broker, { type: 'configs', entities, next }, entities.map((entity) => getData(`/config/${entity}`)));
  return decided(asking.broker, ...asking.effects);
}

/** Something came under /config/changes. Source: ZkNodeChangeNotificationListener. */
export function followConfigChanges(broker: ZkBroker): Asking {
  return askZooKeeper(broker, { type: 'changes' }, [getChildren(CONFIG_CHANGES_PATH, true)]);
}

export function configChangesAnswered(broker: ZkBroker, results: readonly ZkResult[]): Decided<BrokerContext> {
  const fresh = results.flatMap(childrenIn).filter((name) => name > broker.zookeeper.lastConfigChange);
  const last = fresh.at(-1);
  if (last === undefined) return decided(broker);
  const asking = askZooKeeper(withClient(broker, { lastConfigChange: last }), { type: 'changeData' }, fresh.map((name) => getData(`${CONFIG_CHANGES_PATH}/${name}`)));
  return decided(asking.broker, ...asking.effects);
}

export function changeDataAnswered(broker: ZkBroker, results: readonly ZkResult[]): Decided<BrokerContext> {
  const entities = results.flatMap((result) => (result.ok ? [decodeConfigChange(result.results[0]?.data ?? '{}')] : []));
  return readConfigs(broker, [...new Set(entities)].filter((entity) => parseConfigEntity(entity) !== null), { type: 'news' });
}

/** The settings as they are now. A topic's unclean elections, once allowed, are the controller's business at once (since 2.0). */
export function applyConfigs(broker: ZkBroker, entities: readonly string[], results: readonly ZkResult[], next: AfterConfigs, env: Env): Decided<ZkBroker> {
  let configs = broker.image.configs;
  const unclean: Effect[] = [];
  for (const [index, entity] of entities.entries()) {
    const resource = parseConfigEntity(entity);
    const result = results[index];
    if (resource === null) continue;
    const values = result?.ok === true ? decodeConfig(result.results[0]?.data ?? '{}') : {};
    configs = withConfigs(configs, configResource(resource.resourceType, resource.resourceName), values);
    const event: UncleanElectionEnabledEvent = { type: 'UncleanElectionEnabled', topic: resource.resourceType === 'topic' ? resource.resourceName : null };
    if (next.type === 'news' && values[UNCLEAN] === 'true' && env.shared.era.uncleanElectionAfterConfigChange === 'at-once') unclean.push(tellController(broker, event));
  }
  const configured = { ...broker, image: { ...broker.image, configs } };
  const cleaner = next.type === 'news' ? reconfigureCleaner(configured, broker.image, env) : decided<ZkBroker, Effect>(configured);
  return decided(cleaner.context, ...publishConfigs(configured, env).effects, ...cleaner.effects, ...unclean);
}

function withConfigs(configs: MetadataImage['configs'], resource: string, values: Readonly<Record<string, string>>): MetadataImage['configs'] {
  const { [resource]: _old, ...others } = configs;
  return Object.keys(values).length === 0 ? others : { ...others, [resource]: values };
}
