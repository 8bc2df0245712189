import { configKey, validateTopicConfigs } from '../../names/configs.ts';
import { dynamicBrokerConfigs, validateBrokerConfig } from '../../names/configSynonyms.ts';
import { noError } from '../../names/errors.ts';
import { brokerOf, configResource, configsOf, topicOf } from '../../metadata/image.ts';
import type { ConfigChange } from '../../messages.ts';
import type { ApiError, ErrorName } from '../../names/errors.ts';
import type { ControllerResult } from './controllerEnv.ts';
import type { MetadataImage } from '../../metadata/image.ts';
import type { Era } from '../../era/era.ts';
import type { ClearElrRecord, ConfigRecord } from '../../metadata/metadataRecords.ts';

const MIN_ISR = 'min.insync.replicas';

export type ConfigAnswer = ApiError & { readonly change: ConfigChange };

/**
 * Changes settings of topics and brokers while they run. All changes of one topic or broker hold together or not at
 * all; a setting that keeps its value writes nothing, except for brokers, where it makes them read it again. Another
 * min.insync.replicas makes the eligible leader replicas void that were chosen by the old one (KIP-966).
 *
 * Source: ConfigurationControlManager.incrementalAlterConfigs; ConfigAdminManager.preprocess for brokers (KIP-339).
 */
export function incrementalAlterConfigs(image: MetadataImage, changes: readonly ConfigChange[], era: Era): ControllerResult<readonly ConfigAnswer[]> {
  const resources = [...new Set(changes.map(resourceOf))];
  const verdicts = new Map(resources.map((resource) => [resource, verdictOn(image, changes.filter((change) => resourceOf(change) === resource), era)]));
  const records = changes.filter((change) => verdicts.get(resourceOf(change)) === null && isNews(image, change)).map(recordOf);
  return {
    records: [...records, ...(era.eligibleLeaderReplicas ? records.flatMap(clearedElr) : [])],
    response: changes.map((change) => ({ change, ...(verdicts.get(resourceOf(change)) ?? noError) })),
  };
}

function resourceOf(change: ConfigChange): string {
  return configResource(change.resourceType, change.resourceName);
}

function recordOf({ resourceType, resourceName, name, value }: ConfigChange): ConfigRecord {
  return { type: 'ConfigRecord', resourceType, resourceName, name, value };
}

/** Source: ConfigurationControlManager.createClearElrRecordsAsNeeded. */
function clearedElr({ name, resourceType, resourceName }: ConfigRecord): readonly ClearElrRecord[] {
  return name === MIN_ISR ? [{ type: 'ClearElrRecord', topic: resourceType === 'topic' ? resourceName : '' }] : [];
}

function isNews(image: MetadataImage, change: ConfigChange): boolean {
  if (change.resourceType === 'broker') return true;
  const configs = configsOf(image, 'topic', change.resourceName);
  const now = Object.hasOwn(configs, change.name) ? configs[change.name] : undefined;
  return (now ?? null) !== change.value;
}

/** Null when the changes of this one resource are fine. */
function verdictOn(image: MetadataImage, changes: readonly ConfigChange[], era: Era): ApiError | null {
  const [first] = changes;
  if (first === undefined) return null;
  if (new Set(changes.map(({ name }) => name)).size < changes.length) return refused('INVALID_REQUEST', 'Error due to duplicate config keys');
  return first.resourceType === 'topic' ? verdictOnTopic(image, first.resourceName, changes) : verdictOnBroker(image, first.resourceName, changes, era);
}

function verdictOnTopic(image: MetadataImage, topic: string, changes: readonly ConfigChange[]): ApiError | null {
  const before = Object.entries(configsOf(image, 'topic', topic)).filter(([name]) => !changes.some((change) => change.name === name));
  const set = changes.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const]));
  const invalid = validateTopicConfigs(Object.fromEntries([...before, ...set]));
  if (invalid !== null) return invalid;
  return topicOf(image, topic) === undefined ? refused('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${topic}' does not exist.`) : null;
}

/** Names Kafka does not know pass: a broker's plugins may have settings of their own. */
function verdictOnBroker(image: MetadataImage, name: string, changes: readonly ConfigChange[], era: Era): ApiError | null {
  const fixed = changes.filter((change) => configKey('broker', change.name) !== undefined && !dynamicBrokerConfigs.has(change.name));
  if (fixed.length > 0) {
    return refused('INVALID_REQUEST', `Cannot update these configs dynamically: Set(${fixed.map((change) => change.name).join(', ')})`);
  }
  for (const change of changes) {
    const check = change.value === null || configKey('broker', change.name) === undefined ? null : validateBrokerConfig(change.name, change.value);
    if (check !== null && !check.ok) return refused('INVALID_REQUEST', check.message);
  }
  const forbidden = era.eligibleLeaderReplicas ? forbiddenWithElr(name, changes) : null;
  if (forbidden !== null) return refused('INVALID_CONFIG', forbidden);
  if (name === '' || (/^\d+$/.test(name) && brokerOf(image, Number(name)) !== undefined)) return null;
  if (!/^\d+$/.test(name)) return refused('INVALID_REQUEST', 'Unable to parse broker name as a base 10 number.');
  return refused('BROKER_ID_NOT_REGISTERED', `No node with id ${name} found.`);
}

/**
 * Who is eligible hangs on one minimum for the whole cluster, which has to be there.
 *
 * Source: ConfigurationControlManager.isDisallowedBrokerMinIsrTransition, isDisallowedClusterMinIsrTransition.
 */
function forbiddenWithElr(broker: string, changes: readonly ConfigChange[]): string | null {
  const change = changes.find(({ name }) => name === MIN_ISR);
  if (change === undefined) return null;
  if (broker !== '') return `Broker-level ${MIN_ISR} cannot be altered while ELR is enabled.`;
  return change.value === null ? `Cluster-level ${MIN_ISR} cannot be removed while ELR is enabled.` : null;
}

function refused(error: ErrorName, message: string): ApiError {
  return { error, message };
}
