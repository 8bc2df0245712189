import { brokerAddress } from '../kafka/actor.ts';
import type { AdminContext } from '../kafka/admin/types.ts';
import type { BrokerContext } from '../kafka/broker/types.ts';
import { incrementalAlterConfigs } from '../kafka/controller/kraft/incrementalAlterConfigs.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { configExists } from '../kafka/era/configHistory.ts';
import type { Era, EraId } from '../kafka/era/era.ts';
import { configDefault, eraOf } from '../kafka/era/era.ts';
import { errorNameIn } from '../kafka/era/errorName.ts';
import { calledIn, valuesIn, writtenIn } from '../kafka/era/olderNames.ts';
import type { ConfigChange } from '../kafka/messages.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { configsOf, emptyImage } from '../kafka/metadata/image.ts';
import type { ConfigGroup, ConfigName } from '../kafka/names/configs.ts';
import { configKey, configNames } from '../kafka/names/configs.ts';
import type { ConfigKey } from '../kafka/names/configRules.ts';
import { brokerSynonymsOf, dynamicBrokerConfigs } from '../kafka/names/configSynonyms.ts';
import { configText } from '../kafka/names/configText.ts';
import { controllerImage } from '../kafka/promises/view.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { isSimulated } from './configSimulated.ts';
import { worldAt } from './course.ts';
import type { Session } from './session.ts';

/** Whose settings: a broker by its id ('' for what all brokers fall back to), a topic, a producer or a consumer by name. */
export interface ConfigOwner {
  readonly group: ConfigGroup;
  readonly name: string;
}

/** Where a value comes from. */
export type ConfigOrigin = 'default' | 'static' | 'dynamic-default' | 'dynamic-broker' | 'dynamic-topic' | 'client';

/** When a value can be changed. */
export type ConfigChangeable = 'now' | 'restart' | 'client-start';

export interface ConfigRow {
  readonly name: ConfigName;
  /** As this version calls it. */
  readonly called: string;
  /** As Kafka prints it; null where Kafka has no value. */
  readonly value: string | null;
  readonly byDefault: string | null;
  readonly differs: boolean;
  readonly origin: ConfigOrigin;
  /** The broker's setting a topic's value was taken from; null when it is the topic's own. */
  readonly synonym: string | null;
  readonly type: ConfigKey['type'];
  /** What Kafka takes, as its documentation prints it; null: anything of the type. */
  readonly range: string | null;
  readonly changeable: ConfigChangeable;
  /** Set for this very owner while it runs, so that it can be taken back. */
  readonly isOwn: boolean;
  /** A change that the administrator sent and that was not answered yet; its value may be null: taken back. */
  readonly asked: { readonly value: string | null } | null;
  /** The cluster has another value that this broker did not hear of yet; null otherwise. */
  readonly notHeard: string | null;
  readonly simulated: boolean;
}

export interface ConfigScene {
  readonly world: KafkaWorld;
  readonly era: EraId;
  readonly cluster: ClusterDescription;
}

/** Everybody with settings of their own, by group. */
export function configOwners({ world, cluster }: ConfigScene): Readonly<Record<ConfigGroup, readonly ConfigOwner[]>> {
  const owners = (group: ConfigGroup, names: readonly string[]) => names.map((name): ConfigOwner => ({ group, name }));
  const brokers = Array.from({ length: cluster.brokers }, (_, index) => String(index + 1));
  return {
    broker: owners('broker', [...brokers, '']),
    topic: owners('topic', Object.keys(imageOf(world).topics)),
    producer: owners('producer', cluster.producers.map(({ id }) => id)),
    consumer: owners('consumer', cluster.consumers.map(({ id }) => id)),
  };
}

/** Every setting this version has, those that differ from its default first. */
export function configRows(scene: ConfigScene, owner: ConfigOwner): readonly ConfigRow[] {
  const names = configNames(owner.group).filter((name) => configExists(scene.era, owner.group, name));
  const asked = askedChanges(scene.world, owner);
  const rows = names.map((name) => rowOf(scene, owner, name, asked.get(name)));
  const weight = (row: ConfigRow): number => (row.differs || row.asked !== null ? 0 : row.simulated ? 1 : 2);
  return rows.toSorted((a, b) => weight(a) - weight(b));
}

interface Found {
  readonly text: string;
  readonly origin: ConfigOrigin;
  readonly synonym: string | null;
}

function rowOf(scene: ConfigScene, owner: ConfigOwner, name: ConfigName, asked: ConfigRow['asked'] | undefined): ConfigRow {
  const { group } = owner;
  const key = configKey(group, name) as ConfigKey;
  const inEra = configDefault(scene.era, group, name as never) as ConfigKey['default'];
  const era = eraOf(scene.era);
  const written = (text: string): string => writtenIn(era, group, name, text);
  const byDefault = inEra === null ? null : written(configText(inEra, key.type));
  const found = foundValue(scene, owner, name);
  const value = found === null ? byDefault : written(found.text);
  const values = valuesIn(era, group, name);
  return {
    name, called: calledIn(era, group, name), value, byDefault, differs: value !== byDefault, origin: found?.origin ?? 'default', synonym: found?.synonym ?? null,
    type: values === null ? key.type : 'STRING', range: values === null ? rangeOf(key) : `[${values.join(', ')}]`, changeable: changeableOf(era, group, name), isOwn: isOwn(scene, owner, name), asked: asked ?? null,
    notHeard: notHeard(scene, owner, name, value, byDefault), simulated: isSimulated(group, name, era.metadata),
  };
}

function foundValue(scene: ConfigScene, { group, name: whose }: ConfigOwner, name: string): Found | null {
  const { world, cluster } = scene;
  if (group === 'producer' || group === 'consumer') return clientValue(cluster, group, whose, name);
  if (group === 'broker') return brokerValue(imageOfBroker(world, whose), cluster, whose, name);
  const own = ownValue(imageOf(world), 'topic', whose, name);
  if (own !== undefined) return { text: own, origin: 'dynamic-topic', synonym: null };
  for (const [synonym, unitMs] of brokerSynonymsOf(name)) {
    const value = brokerValue(imageOf(world), cluster, '', synonym);
    if (value !== null) return { ...value, text: unitMs === 1 ? value.text : String(Number(value.text) * unitMs), synonym };
  }
  return null;
}

function clientValue(cluster: ClusterDescription, group: 'producer' | 'consumer', id: string, name: string): Found | null {
  const client = (group === 'producer' ? cluster.producers : cluster.consumers).find((one) => one.id === id);
  const text = valueIn(client?.config ?? {}, name);
  return text === undefined ? null : { text, origin: 'client', synonym: null };
}

/** Set for the broker, for all brokers, or in its file. Source: DynamicBrokerConfig (KIP-226). */
function brokerValue(image: MetadataImage, cluster: ClusterDescription, id: string, name: string): Found | null {
  const own = id === '' ? undefined : ownValue(image, 'broker', id, name);
  if (own !== undefined) return { text: own, origin: 'dynamic-broker', synonym: null };
  const all = ownValue(image, 'broker', '', name);
  if (all !== undefined) return { text: all, origin: 'dynamic-default', synonym: null };
  const fixed = valueIn(cluster.brokerConfig ?? {}, name);
  return fixed === undefined ? null : { text: fixed, origin: 'static', synonym: null };
}

function ownValue(image: MetadataImage, resourceType: 'topic' | 'broker', whose: string, name: string): string | undefined {
  return valueIn(configsOf(image, resourceType, whose), name);
}

function valueIn(configs: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(configs, name) ? configs[name] : undefined;
}

function imageOf(world: KafkaWorld): MetadataImage {
  return controllerImage(world) ?? emptyImage;
}

/** A running broker obeys what it has heard; what all brokers fall back to is the cluster's. */
function imageOfBroker(world: KafkaWorld, id: string): MetadataImage {
  const node = brokerAddress(Number(id));
  if (id === '' || world.nodes[node]?.up !== true) return imageOf(world);
  return (world.actors.get(node)?.context as BrokerContext | undefined)?.image ?? imageOf(world);
}

function notHeard({ world, cluster }: ConfigScene, { group, name: id }: ConfigOwner, name: string, value: string | null, byDefault: string | null): string | null {
  if (group !== 'broker' || id === '') return null;
  const there = brokerValue(imageOf(world), cluster, id, name)?.text ?? byDefault;
  return there === value ? null : (there ?? 'null');
}

function isOwn({ world }: ConfigScene, { group, name: whose }: ConfigOwner, name: string): boolean {
  return (group === 'topic' || group === 'broker') && ownValue(imageOf(world), group, whose, name) !== undefined;
}

function changeableOf(era: Era, group: ConfigGroup, name: string): ConfigChangeable {
  if (group === 'topic') return 'now';
  if (group === 'broker') return era.brokersChangeSettings && dynamicBrokerConfigs.has(name) ? 'now' : 'restart';
  return 'client-start';
}

/** Source: toString of ConfigDef.Range, ValidString and NonEmptyString. */
function rangeOf({ valid }: ConfigKey): string | null {
  if (valid === undefined) return null;
  if (valid.rule === 'nonEmpty') return 'non-empty string';
  if (valid.rule === 'oneOf') return `[${valid.values.join(', ')}]`;
  return valid.max === null ? `[${valid.min},...]` : `[${valid.min},...,${valid.max}]`;
}

function askedChanges(world: KafkaWorld, { group, name }: ConfigOwner): ReadonlyMap<string, { readonly value: string | null }> {
  const pending = Object.values((world.actors.get('admin')?.context as AdminContext | undefined)?.pending ?? {});
  const changes = pending.flatMap(({ request }) => (request.api === 'IncrementalAlterConfigs' ? request.changes : []));
  return new Map(changes.filter((one) => one.resourceType === group && one.resourceName === name).map((one) => [one.name, { value: one.value }]));
}

/** The answer Kafka would give to a change: its own words when it refuses, null when it takes it. */
export function configRefusal({ world, era }: Pick<ConfigScene, 'world' | 'era'>, owner: ConfigOwner, name: string, value: string | null): string | null {
  const change = changeOf(owner, name, value);
  if (change === null) return null;
  const [answer] = incrementalAlterConfigs(imageOf(world), [change], eraOf(era)).response;
  return answer === undefined || answer.error === 'NONE' ? null : (answer.message ?? errorNameIn(era, answer.error));
}

/** The change as an administrator asks for it; null where nobody can. */
export function changeOf({ group, name: resourceName }: ConfigOwner, name: string, value: string | null): ConfigChange | null {
  return group === 'topic' || group === 'broker' ? { resourceType: group, resourceName, name, value } : null;
}

/** What the panel of settings shows of a session. */
export function sceneOf({ guide, course, era, cluster }: Pick<Session, 'guide' | 'course' | 'era'> & Pick<ConfigScene, 'cluster'>): ConfigScene {
  return { world: worldAt(guide, course, course.cursor), era, cluster };
}
