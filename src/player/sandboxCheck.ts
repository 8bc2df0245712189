import { sandboxComplaints } from '../i18n/sandboxComplaints.ts';
import type { Text } from '../i18n/text.ts';
import { phrase, same } from '../i18n/text.ts';
import { brokerStartRefusal } from '../kafka/broker/startRefusal.ts';
import { MOST_DEFAULT_PARTITIONS, PARTITION_COUNTS } from '../kafka/cluster.ts';
import { consumerConfig, memberConfig } from '../kafka/consumer/config.ts';
import { reasonInvalid, refusedTopicName } from '../kafka/controller/kraft/topicName.ts';
import type { Application } from '../kafka/consumer/group/types.ts';
import type { ClusterDescription, ConsumerDescription } from '../kafka/description.ts';
import { configExists } from '../kafka/era/configHistory.ts';
import type { EraId } from '../kafka/era/era.ts';
import { configDefault, eraOf } from '../kafka/era/era.ts';
import { errorNameIn } from '../kafka/era/errorName.ts';
import { calledIn, knownAs, readFrom, refusedIn, valuesIn, writtenIn } from '../kafka/era/olderNames.ts';
import type { MetadataImage } from '../kafka/metadata/image.ts';
import { emptyImage } from '../kafka/metadata/image.ts';
import type { ConfigNameOf } from '../kafka/names/configs.ts';
import { configKey, configNames, validateConfig } from '../kafka/names/configs.ts';
import type { ConfigValue } from '../kafka/names/configRules.ts';
import { configText } from '../kafka/names/configText.ts';
import { producerConfig } from '../kafka/producer/config.ts';
import { MOST_BROKERS, MOST_WORKERS, MOST_ZOOKEEPER_CLIENTS } from '../lessons/sizes.ts';
import { isSimulated } from './configSimulated.ts';
import { topicRefusal } from './sandboxTopics.ts';
import type { ClientForm, ConfigForm, ConsumerForm, FieldGroup, GroupField, SandboxForm, SandboxSetUp, TopicForm } from './sandboxForm.ts';
import { COMMIT_MODES, FIELDS, hasAssignors, hasZooKeeper, listOf, MOST_PARTITIONS, MOST_PROCESSING_MS } from './sandboxForm.ts';

/** What is wrong with a field, in Kafka's words where Kafka has them. */
export interface Complaint {
  readonly text: Text;
  /** Kafka's own words: English in every language. */
  readonly isKafkas: boolean;
}

/** By field: `brokers`, `topics.0.replicationFactor`, `producers.1.config.acks`, `topics.0.more` … */
export type Complaints = Readonly<Record<string, Complaint>>;

export interface Checked {
  readonly complaints: Complaints;
  /** null while something is wrong. */
  readonly setUp: SandboxSetUp | null;
}

const kafkas = (message: string): Complaint => ({ text: same(message), isKafkas: true });
const ours = (text: Text): Complaint => ({ text, isKafkas: false });

type Found = Record<string, Complaint>;

/** Checks every field; each complaint stands at the field that has to change. */
export function checkForm(form: SandboxForm): Checked {
  const found: Found = {};
  const brokers = wholeIn(form.brokers, 1, MOST_BROKERS, 'brokers', found);
  const seed = wholeIn(form.seed, 0, 2 ** 31 - 1, 'seed', found);
  const racks = checkRacks(form.racks, brokers, found);
  const brokerConfig = checkBrokers(form, found);
  const topics = checkTopics(form, brokers, found);
  const producers = form.producers.map((client, index) => ({ id: `producer-${index + 1}`, ...checkClient(form, 'producer', client, `producers.${index}`, found) }));
  const consumers = form.consumers.map((client, index) => ({ id: `consumer-${index + 1}`, ...checkConsumer(form, client, `consumers.${index}`, found), started: client.started }));
  const zookeeperClients = hasZooKeeper(form) ? wholeIn(form.zookeeperClients, 0, MOST_ZOOKEEPER_CLIENTS, 'zookeeperClients', found) : 0;
  if (Object.keys(found).length > 0) return { complaints: found, setUp: null };
  const description: ClusterDescription = { brokers, ...(racks.length === 0 ? {} : { racks }), ...withConfig('brokerConfig', brokerConfig), topics, producers, consumers, ...(zookeeperClients > 0 ? { zookeeperClients } : {}) };
  return { complaints: found, setUp: { description, era: form.era, seed } };
}

function withConfig<Key extends string>(key: Key, config: Readonly<Record<string, string>>): { readonly [K in Key]?: Readonly<Record<string, string>> } {
  return (Object.keys(config).length === 0 ? {} : { [key]: config }) as { readonly [K in Key]?: Readonly<Record<string, string>> };
}

/** @returns NaN when it is none, which is then noted. */
function wholeIn(text: string, min: number, max: number, path: string, found: Found): number {
  const value = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  found[path] = ours(phrase(sandboxComplaints.wholeNumber, String(min), String(max)));
  return Number.NaN;
}

function checkRacks(text: string, brokers: number, found: Found): readonly string[] {
  const racks = listOf(text);
  if (racks.length > 0 && racks.length !== brokers && !Number.isNaN(brokers)) found['racks'] = ours(phrase(sandboxComplaints.racks, String(racks.length), String(brokers)));
  return racks;
}

/** A broker's settings have to go together, or it would not start. */
function checkBrokers({ era, brokerConfig: form }: SandboxForm, found: Found): Readonly<Record<string, string>> {
  const before = Object.keys(found).length;
  const config = checkConfig(era, 'broker', form, 'brokerConfig', found);
  const refusal = Object.keys(found).length > before ? null : brokerStartRefusal(eraOf(era), config);
  const at = (name: string): string => `brokerConfig.${fieldsIn(era, 'broker').includes(name) ? name : 'more'}`;
  if (refusal !== null) found[at(refusal.name)] = kafkas(refusal.message);
  const large = PARTITION_COUNTS.find((name) => Number(config[name] ?? 1) > MOST_DEFAULT_PARTITIONS);
  if (large !== undefined) found[at(large)] = ours(phrase(sandboxComplaints.atMost, large, String(MOST_DEFAULT_PARTITIONS)));
  return config;
}

/** Kafka's settings as typed; an empty field leaves the default. */
export function checkConfig(era: EraId, group: FieldGroup, form: ConfigForm, path: string, found: Found): Readonly<Record<string, string>> {
  const config: Record<string, string> = {};
  const take = (called: string, written: string, at: string): void => {
    const read = configRead(era, group, called, written);
    if ('complaint' in read) found[at] = read.complaint;
    else config[read.name] = read.value;
  };
  // A field keeps what it is by its later name, so that it stays when another version is chosen.
  for (const [name, value] of Object.entries(form.values)) {
    if (value.trim() !== '' && hasField(era, group, name)) take(calledIn(eraOf(era), group, name), writtenIn(eraOf(era), group, name, value.trim()), `${path}.${name}`);
  }
  for (const line of form.more.split('\n').map((one) => one.trim()).filter((one) => one !== '')) {
    const [name = '', ...value] = line.split('=');
    if (value.length === 0) found[`${path}.more`] = ours(phrase(sandboxComplaints.nameValue, line));
    else take(name.trim(), value.join('=').trim(), `${path}.more`);
  }
  return config;
}

/** A setting as the rules know it, of what was typed for this version; or what is wrong with that. */
function configRead(era: EraId, group: FieldGroup, called: string, written: string): { readonly name: string; readonly value: string } | { readonly complaint: Complaint } {
  const name = knownAs(eraOf(era), group, called);
  if (name === null) return { complaint: ours(phrase(sandboxComplaints.calledOtherwise, era, calledIn(eraOf(era), group, called), called)) };
  const value = readFrom(eraOf(era), group, name, written);
  if (value === null) return { complaint: kafkas(refusedIn(called, written, valuesIn(eraOf(era), group, name) ?? [])) };
  const check = validateConfig(group, name, value);
  if (!check.ok) return { complaint: kafkas(check.message.replace(name, called)) };
  return existsIn(era, group, name) ? { name, value } : { complaint: ours(phrase(sandboxComplaints.notInEra, name, era)) };
}

/** What is wrong with a setting in this version; null when it is taken. */
export function configComplaint(era: EraId, group: FieldGroup, called: string, written: string): Complaint | null {
  const read = configRead(era, group, called, written);
  return 'complaint' in read ? read.complaint : null;
}

/** Whether this version of Kafka has a setting of that name. */
export function existsIn(era: EraId, group: FieldGroup, name: string): boolean {
  return configKey(group, name) !== undefined && configExists(era, group, name as ConfigNameOf<FieldGroup>);
}

function checkTopics({ era, topics }: SandboxForm, brokers: number, found: Found): ClusterDescription['topics'] {
  let image: MetadataImage = emptyImage;
  let total = 0;
  return topics.map((topic, index) => {
    const path = `topics.${index}`;
    const badName = refusedTopicName(image, topic.name);
    if (badName !== null) found[`${path}.name`] = kafkas(badName.message ?? errorNameIn(era, badName.error));
    else image = { ...image, topics: { ...image.topics, [topic.name]: { topicId: '', partitions: {} } } };
    const sizes = checkSizes(era, topic, brokers, path, found);
    total += sizes.partitions;
    if (total > MOST_PARTITIONS && found[`${path}.partitions`] === undefined) found[`${path}.partitions`] = ours(phrase(sandboxComplaints.partitions, String(MOST_PARTITIONS)));
    return { name: topic.name, ...sizes, ...withConfig('config', checkConfig(era, 'topic', topic.config, `${path}.config`, found)) };
  });
}

function checkSizes(era: EraId, topic: TopicForm, brokers: number, path: string, found: Found): { readonly partitions: number; readonly replicationFactor: number } {
  const partitions = whole(topic.partitions);
  const replicationFactor = whole(topic.replicationFactor);
  if (Number.isNaN(partitions)) found[`${path}.partitions`] = ours(sandboxComplaints.number);
  if (Number.isNaN(replicationFactor)) found[`${path}.replicationFactor`] = ours(sandboxComplaints.number);
  // -1 would ask for the default, which this form cannot show.
  if (partitions === -1) found[`${path}.partitions`] = ours(phrase(sandboxComplaints.wholeNumber, '1', String(MOST_PARTITIONS)));
  if (replicationFactor === -1) found[`${path}.replicationFactor`] = ours(phrase(sandboxComplaints.wholeNumber, '1', String(MOST_BROKERS)));
  const known = Number.isNaN(brokers) ? MOST_BROKERS : brokers;
  const badPartitions = Number.isNaN(partitions) ? null : topicRefusal(era, known, { partitions, replicationFactor: 1 });
  if (badPartitions !== null) found[`${path}.partitions`] = kafkas(badPartitions);
  const badFactor = Number.isNaN(replicationFactor) ? null : topicRefusal(era, known, { partitions: 1, replicationFactor });
  if (badFactor !== null) found[`${path}.replicationFactor`] = kafkas(badFactor);
  return { partitions, replicationFactor };
}

function whole(text: string): number {
  return /^\s*-?\d{1,9}\s*$/.test(text) ? Number(text) : Number.NaN;
}

function checkClient({ era, topics }: SandboxForm, group: 'producer' | 'consumer', client: ClientForm, path: string, found: Found) {
  const names = topics.map((topic) => topic.name);
  const asked = client.topics.trim() === '' ? names : listOf(client.topics);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined) found[`${path}.topics`] = ours(phrase(sandboxComplaints.noTopic, unknown));
  const before = Object.keys(found).length;
  const config = checkConfig(era, group, client.config, `${path}.config`, found);
  if (Object.keys(found).length === before) checkTogether(era, group, config, path, found);
  return { topics: asked, ...withConfig('config', config) };
}

/** Settings that only members of a coordinated group have count only there. */
function checkConsumer(form: SandboxForm, client: ConsumerForm, path: string, found: Found): Omit<ConsumerDescription, 'id' | 'started'> {
  const { config, kept } = client;
  const values = hasAssignors(form) ? config.values : Object.fromEntries(Object.entries(config.values).filter(([name]) => name !== 'partition.assignment.strategy' && existsIn(form.era, 'consumer', name as GroupField)));
  const instanceId = values['group.instance.id']?.trim() ?? '';
  const wrong = instanceId === '' || !existsIn(form.era, 'consumer', 'group.instance.id') ? null : reasonInvalid(instanceId);
  const checked = checkClient(form, 'consumer', { ...client, config: { ...config, values } }, path, found);
  if (wrong !== null) found[`${path}.config.group.instance.id`] = kafkas(`Group instance id is invalid: ${wrong}`);
  const application = (values['group.id']?.trim() ?? '') === '' ? {} : checkApplication(client, path, found);
  return { ...checked, ...kept, ...(Object.keys(application).length === 0 ? {} : { application }) };
}

/** What its program does with the records; an empty field leaves what is usual. */
function checkApplication({ processingMs, commit, workers }: ConsumerForm, path: string, found: Found): Partial<Application> {
  const mode = COMMIT_MODES.find((one) => one === commit.trim());
  if (commit.trim() !== '' && mode === undefined) found[`${path}.commit`] = ours(phrase(sandboxComplaints.oneOf, COMMIT_MODES.join(', ')));
  return {
    ...(processingMs.trim() === '' ? {} : { processingMs: wholeIn(processingMs, 0, MOST_PROCESSING_MS, `${path}.processingMs`, found) }),
    ...(mode === undefined ? {} : { commit: mode }),
    ...(workers.trim() === '' ? {} : { workers: wholeIn(workers, 0, MOST_WORKERS, `${path}.workers`, found) }),
  };
}

/** Settings that are fine alone may contradict each other. */
function checkTogether(era: EraId, group: 'producer' | 'consumer', config: Readonly<Record<string, string>>, path: string, found: Found): void {
  try {
    if (group === 'producer') producerConfig(eraOf(era), config);
    else {
      consumerConfig(eraOf(era), config);
      memberConfig(eraOf(era), config);
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const name = Object.keys(config).find((one) => message.startsWith(one) || message.includes(` for configuration ${one}:`));
    found[name === undefined ? `${path}.config.more` : `${path}.config.${name}`] = kafkas(message);
  }
}

/** A setting as this version calls it. */
export function nameIn(era: EraId, group: FieldGroup, name: string): string {
  return calledIn(eraOf(era), group, name);
}

/** A setting's default in this version, as Kafka prints it. */
export function defaultText(era: EraId, group: FieldGroup, name: string): string {
  const value = configDefault(era, group, name as ConfigNameOf<FieldGroup>) as ConfigValue | null;
  return value === null ? 'null' : writtenIn(eraOf(era), group, name, configText(value, configKey(group, name)?.type ?? 'STRING'));
}

/** Whether a field for it is shown: what was typed for another version waits until that is chosen again. */
function hasField(era: EraId, group: FieldGroup, name: string): boolean {
  const usual: readonly string[] = FIELDS[group];
  return usual.includes(name) ? fieldsIn(era, group).includes(name) : existsIn(era, group, name);
}

/** The settings with a field of their own that count in this version. */
export function fieldsIn(era: EraId, group: FieldGroup): readonly string[] {
  return FIELDS[group].filter((name) => existsIn(era, group, name) && isSimulated(group, name, eraOf(era).metadata));
}

/** The values a setting takes, where they can be listed, each with what this version calls it. */
export function valuesOf(era: EraId, group: FieldGroup, name: string): readonly (readonly [value: string, written: string])[] | null {
  const key = configKey(group, name);
  const values = key?.type === 'BOOLEAN' ? ['true', 'false'] : key?.valid?.rule === 'oneOf' && key.type === 'STRING' ? key.valid.values : null;
  const written = valuesIn(eraOf(era), group, name);
  const named = values?.map((value) => [value, writtenIn(eraOf(era), group, name, value)] as const) ?? null;
  return written === null || named === null ? named : named.filter(([, text]) => written.includes(text));
}

const ASSIGNORS = ['RangeAssignor', 'RoundRobinAssignor', 'StickyAssignor', 'CooperativeStickyAssignor'] as const;

/** Kafka's own assignors in this version, by class name and by the short one; another value that was typed is kept. */
export function assignorsIn(era: EraId, typed: string): readonly (readonly [value: string, label: string])[] {
  const known = ASSIGNORS.filter((name) => name !== 'CooperativeStickyAssignor' || eraOf(era).cooperativeRebalancing).map((name) => [`org.apache.kafka.clients.consumer.${name}`, name] as const);
  return typed === '' || known.some(([value]) => value === typed) ? known : [...known, [typed, shortClass(typed)]];
}

/** A list of classes without their package. */
export function shortClass(names: string): string {
  return names.replaceAll('org.apache.kafka.clients.consumer.', '');
}

/** Every setting of a group that this version has. */
export function settingsIn(era: EraId, group: FieldGroup): readonly string[] {
  return configNames(group).filter((name) => existsIn(era, group, name));
}
