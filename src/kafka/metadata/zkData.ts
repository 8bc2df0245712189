import type { Behaviours } from '../era/era.ts';
import type { TopicPartition } from '../log/record.ts';
import { splitTopicPartition, topicPartition } from '../log/record.ts';

type ZnodeVersions = Behaviours['znodeVersions'];

/** Where Kafka keeps what in ZooKeeper, and as which JSON. Source: ZkData. */
export const CONTROLLER_PATH = '/controller';
export const CONTROLLER_EPOCH_PATH = '/controller_epoch';
export const BROKER_IDS_PATH = '/brokers/ids';
export const TOPICS_PATH = '/brokers/topics';
export const CONFIG_CHANGES_PATH = '/config/changes';
export const ISR_CHANGES_PATH = '/isr_change_notification';
export const REASSIGN_PATH = '/admin/reassign_partitions';
export const PREFERRED_ELECTION_PATH = '/admin/preferred_replica_election';
export const PRODUCER_ID_BLOCK_PATH = '/latest_producer_id_block';
export const FEATURE_PATH = '/feature';
const CLUSTER_ID_PATH = '/cluster/id';

/** Made by the first broker that finds them missing, parents first. Source: KafkaZkClient.createTopLevelPaths. */
export function persistentPaths({ persistentZnodes }: Pick<Behaviours, 'persistentZnodes'>): readonly string[] {
  return [...new Set(persistentZnodes.flatMap((path) => [...parentsOf(path), path]))];
}

/** Every cluster here has the same id (KIP-78); all else at the top begins without data. Source: ClusterIdZNode. */
export function firstDataOf(path: string): string {
  return path === CLUSTER_ID_PATH ? JSON.stringify({ version: '1', id: 'SGlnaHdhdGVyQ2x1c3Rlcg' }) : '';
}

/** Brokers with ZooKeeper know no features, so there is nothing to finalize. Source: FeatureZNode. */
export const NO_FEATURES = JSON.stringify({ version: 1, status: 1, features: {} });

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_part, depth) => `/${parts.slice(0, depth + 1).join('/')}`);
}

export const brokerPath = (brokerId: number): string => `${BROKER_IDS_PATH}/${brokerId}`;
export const topicPath = (topic: string): string => `${TOPICS_PATH}/${topic}`;
export const partitionsPath = (topic: string): string => `${topicPath(topic)}/partitions`;

export function partitionPath(partition: TopicPartition): string {
  const place = splitTopicPartition(partition);
  return `${partitionsPath(place.topic)}/${place.partition}`;
}

export const statePath = (partition: TopicPartition): string => `${partitionPath(partition)}/state`;

/** Source: DynamicConfigManager, ConfigEntityName.Default. */
export function configPath(resourceType: 'topic' | 'broker', name: string): string {
  return `/config/${configEntity(resourceType, name)}`;
}

export function configEntity(resourceType: 'topic' | 'broker', name: string): string {
  return `${resourceType}s/${name === '' ? '<default>' : name}`;
}

/** Null when it is neither a topic's nor a broker's. */
export function parseConfigEntity(entity: string): { readonly resourceType: 'topic' | 'broker'; readonly resourceName: string } | null {
  const match = /^(topic|broker)s\/(.+)$/.exec(entity);
  if (match === null) return null;
  const [, resourceType, name = ''] = match;
  return { resourceType: resourceType === 'topic' ? 'topic' : 'broker', resourceName: name === '<default>' ? '' : name };
}

// ── /brokers/ids ──────────────────────────────────────────────────────────────────────────────────────────

export function encodeBroker(brokerId: number, rack: string | null, nowMs: number, version: ZnodeVersions['broker']): string {
  const host = `broker-${brokerId}`;
  if (version === 1) return JSON.stringify({ jmx_port: -1, timestamp: String(nowMs), host, version, port: 9092 });
  return JSON.stringify({
    version, host, port: 9092, jmx_port: -1, timestamp: String(nowMs), endpoints: [`PLAINTEXT://${host}:9092`],
    listener_security_protocol_map: { PLAINTEXT: 'PLAINTEXT' }, ...(version === 5 ? { features: {} } : {}), ...(rack === null ? {} : { rack }),
  });
}

export function decodeBroker(data: string): { readonly rack: string | null } {
  const { rack } = JSON.parse(data) as { readonly rack?: string };
  return { rack: rack ?? null };
}

// ── /controller, /controller_epoch ────────────────────────────────────────────────────────────────────────

export function encodeController(brokerId: number, nowMs: number): string {
  return JSON.stringify({ version: 1, brokerid: brokerId, timestamp: String(nowMs) });
}

export function decodeController(data: string): number {
  return (JSON.parse(data) as { readonly brokerid: number }).brokerid;
}

// ── /brokers/topics ───────────────────────────────────────────────────────────────────────────────────────

export interface TopicAssignment {
  readonly topicId: string;
  /** Of each partition in order; in `adding` and `removing` empty where it does not move (KIP-455). */
  readonly replicas: readonly (readonly number[])[];
  readonly adding: readonly (readonly number[])[];
  readonly removing: readonly (readonly number[])[];
}

export function encodeTopic({ topicId, replicas, adding, removing }: TopicAssignment, version: ZnodeVersions['topic']): string {
  const partitions = Object.fromEntries(replicas.map((brokers, partition) => [partition, brokers]));
  if (version === 1) return JSON.stringify({ version, partitions });
  return JSON.stringify({ version, partitions, adding_replicas: moving(adding), removing_replicas: moving(removing), topic_id: topicId });
}

/** Only the partitions that move are named. Source: TopicZNode.encode. */
function moving(lists: readonly (readonly number[])[]): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(lists.flatMap((brokers, partition) => (brokers.length === 0 ? [] : [[String(partition), brokers] as const])));
}

export function decodeTopic(data: string): TopicAssignment {
  const { partitions, topic_id: topicId = '', adding_replicas: adding = {}, removing_replicas: removing = {} } = JSON.parse(data) as TopicZnode;
  const ofEach = (lists: Readonly<Record<string, number[]>>) => Object.keys(partitions).map((partition) => lists[partition] ?? []);
  return { topicId, replicas: ofEach(partitions), adding: ofEach(adding), removing: ofEach(removing) };
}

interface TopicZnode {
  readonly partitions: Record<string, number[]>;
  readonly adding_replicas?: Record<string, number[]>;
  readonly removing_replicas?: Record<string, number[]>;
  readonly topic_id?: string;
}

/** What the controller decided of a partition, as its state znode holds it; the znode's version is the partition epoch. */
export interface LeaderAndIsr {
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly isr: readonly number[];
  readonly controllerEpoch: number;
}

export function encodeState({ leader, leaderEpoch, isr, controllerEpoch }: LeaderAndIsr): string {
  return JSON.stringify({ version: 1, leader, leader_epoch: leaderEpoch, controller_epoch: controllerEpoch, isr });
}

export function decodeState(data: string): LeaderAndIsr {
  const state = JSON.parse(data) as { readonly leader: number; readonly leader_epoch: number; readonly isr: number[]; readonly controller_epoch: number };
  return { leader: state.leader, leaderEpoch: state.leader_epoch, isr: state.isr, controllerEpoch: state.controller_epoch };
}

// ── /isr_change_notification ──────────────────────────────────────────────────────────────────────────────

/** What a leader that wrote its ISR leaves for the controller. Source: IsrChangeNotificationZNode. */
export function encodeIsrChange(partitions: readonly TopicPartition[]): string {
  return JSON.stringify({ version: 1, partitions: partitions.map((partition) => splitTopicPartition(partition)) });
}

export function decodeIsrChange(data: string): readonly TopicPartition[] {
  const { partitions = [] } = JSON.parse(data) as { readonly partitions?: readonly { readonly topic: string; readonly partition: number }[] };
  return partitions.map(({ topic, partition }) => topicPartition(topic, partition));
}

// ── /admin/reassign_partitions (before KIP-455) ────────────────────────────────────────────────────────────

/** Where partitions are to go, or go still. Source: ZkUtils.formatAsReassignmentJson, ReassignPartitionsZNode. */
export type Reassignment = Readonly<Record<TopicPartition, readonly number[]>>;

export function encodeReassignment(reassignment: Reassignment): string {
  const partitions = Object.entries(reassignment).map(([partition, replicas]) => ({ ...splitTopicPartition(partition), replicas }));
  return JSON.stringify({ version: 1, partitions });
}

/** Nothing where somebody wrote there what is no reassignment: Kafka ignores it with a warning. (A list without brokers it takes, and deletes every replica; ours is left out.) */
export function decodeReassignment(data: string): Reassignment {
  const { partitions = [] } = (parsed(data) ?? {}) as { readonly partitions?: unknown };
  const wanted = Array.isArray(partitions) ? partitions.filter(isMove) : [];
  return Object.fromEntries(wanted.map(({ topic, partition, replicas }) => [topicPartition(topic, partition), replicas]));
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

function isMove(one: unknown): one is { readonly topic: string; readonly partition: number; readonly replicas: readonly number[] } {
  const { topic, partition, replicas } = (one ?? {}) as Readonly<Record<string, unknown>>;
  return typeof topic === 'string' && Number.isSafeInteger(partition) && Array.isArray(replicas) && replicas.length > 0 && replicas.every((id) => Number.isSafeInteger(id));
}

// ── /admin/preferred_replica_election (before KIP-183) ────────────────────────────────────────────────────

/** Source: PreferredReplicaElectionZNode.encode. */
export function encodeElection(partitions: readonly TopicPartition[]): string {
  return JSON.stringify({ version: 1, partitions: partitions.map((partition) => splitTopicPartition(partition)) });
}

/** Null where somebody wrote there what is no such list: Kafka's controller fails at that. */
export function decodeElection(data: string): readonly TopicPartition[] | null {
  const { partitions } = (parsed(data) ?? {}) as { readonly partitions?: unknown };
  if (!Array.isArray(partitions) || !partitions.every(isPlace)) return null;
  return [...new Set(partitions.map(({ topic, partition }) => topicPartition(topic, partition)))];
}

function isPlace(one: unknown): one is { readonly topic: string; readonly partition: number } {
  const { topic, partition } = (one ?? {}) as Readonly<Record<string, unknown>>;
  return typeof topic === 'string' && Number.isSafeInteger(partition);
}

// ── /config ───────────────────────────────────────────────────────────────────────────────────────────────

export function encodeConfig(config: Readonly<Record<string, string>>): string {
  return JSON.stringify({ version: 1, config });
}

export function decodeConfig(data: string): Readonly<Record<string, string>> {
  return (JSON.parse(data) as { readonly config?: Record<string, string> }).config ?? {};
}

export function encodeConfigChange(entity: string): string {
  return JSON.stringify({ version: 2, entity_path: entity });
}

export function decodeConfigChange(data: string): string {
  return (JSON.parse(data) as { readonly entity_path?: string }).entity_path ?? '';
}

// ── /latest_producer_id_block ─────────────────────────────────────────────────────────────────────────────

/** Longs are written as text. Source: ProducerIdBlockZNode. */
export function encodeProducerIdBlock(brokerId: number, first: number, last: number): string {
  return JSON.stringify({ version: 1, broker: brokerId, block_start: String(first), block_end: String(last) });
}

/** @returns the last id that was given to a broker; -1 before the first block. */
export function decodeProducerIdBlock(data: string): number {
  return data === '' ? -1 : Number((JSON.parse(data) as { readonly block_end: string }).block_end);
}

// ── /consumers (before 0.9) ───────────────────────────────────────────────────────────────────────────────

/** Source: ZKGroupDirs, ZKGroupTopicDirs. */
const groupPath = (group: string): string => `/consumers/${group}`;
export const consumerIdsPath = (group: string): string => `${groupPath(group)}/ids`;
export const consumerIdPath = (group: string, consumerId: string): string => `${consumerIdsPath(group)}/${consumerId}`;
export const ownersPath = (group: string): string => `${groupPath(group)}/owners`;

export function ownerPath(group: string, partition: TopicPartition): string {
  const place = splitTopicPartition(partition);
  return `${ownersPath(group)}/${place.topic}/${place.partition}`;
}

export const offsetsPath = (group: string): string => `${groupPath(group)}/offsets`;

export function offsetPath(group: string, partition: TopicPartition): string {
  const place = splitTopicPartition(partition);
  return `${offsetsPath(group)}/${place.topic}/${place.partition}`;
}

/** The group and partition whose offset a znode keeps; null for any other znode. */
export function parseOffsetPath(path: string): { readonly group: string; readonly partition: TopicPartition } | null {
  const [, group = '', topic = '', number] = /^\/consumers\/([^/]+)\/offsets\/([^/]+)\/(\d+)$/.exec(path) ?? [];
  return number === undefined ? null : { group, partition: topicPartition(topic, Number(number)) };
}

/** An offset as its znode keeps it; -1 where somebody wrote there what is none. (Kafka's consumers throw at that.) */
export function parseOffset(data: string): number {
  return /^\d{1,15}$/.test(data) ? Number(data) : -1;
}

/** What a consumer wants: topics, or those that a regular expression matches; with one stream for each. */
export type ConsumerSubscription = { readonly topics: readonly string[] } | { readonly whiteList: string };

/** Source: ZookeeperConsumerConnector.registerConsumerInZK, TopicCount. */
export function encodeConsumer(subscription: ConsumerSubscription, nowMs: number): string {
  const [wanted, pattern] = 'whiteList' in subscription ? [[subscription.whiteList], 'white_list'] : [subscription.topics, 'static'];
  return JSON.stringify({ version: 1, subscription: Object.fromEntries(wanted.map((one) => [one, 1])), pattern, timestamp: String(nowMs) });
}

export function decodeConsumer(data: string): ConsumerSubscription {
  const { subscription, pattern } = JSON.parse(data) as { readonly subscription: Record<string, number>; readonly pattern: string };
  const [first = '', ...others] = Object.keys(subscription);
  return pattern === 'white_list' ? { whiteList: first } : { topics: first === '' ? [] : [first, ...others] };
}
