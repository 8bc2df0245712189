import type { CommitMode } from '../kafka/consumer/group/types.ts';
import type { ClusterDescription, ConsumerDescription } from '../kafka/description.ts';
import { isSimulated } from './configSimulated.ts';
import { eraOf, groupsAreInZooKeeper } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import { calledIn, writtenIn } from '../kafka/era/olderNames.ts';

/** Settings as typed: those that have a field of their own, and the others, one `name=value` a line. */
export interface ConfigForm {
  readonly values: Readonly<Record<string, string>>;
  readonly more: string;
}

export interface TopicForm {
  readonly name: string;
  readonly partitions: string;
  readonly replicationFactor: string;
  readonly config: ConfigForm;
}

export interface ClientForm {
  /** Parted by commas; empty: every topic. */
  readonly topics: string;
  readonly config: ConfigForm;
}

export interface ConsumerForm extends ClientForm {
  readonly started: boolean;
  /** How long its program takes over a record; empty: the usual time. Only in a group. */
  readonly processingMs: string;
  /** When its program commits, and how many threads process; empty: not by itself, and the thread that polls. Only in a group. */
  readonly commit: string;
  readonly workers: string;
  /** What no field shows, as it was described. */
  readonly kept: Pick<ConsumerDescription, 'pattern' | 'assign'>;
}

/** The set-up as the visitor typed it: nothing is lost, however impossible it is. */
export interface SandboxForm {
  readonly era: EraId;
  readonly seed: string;
  readonly brokers: string;
  /** Parted by commas, one a broker; empty: no racks. */
  readonly racks: string;
  readonly brokerConfig: ConfigForm;
  readonly topics: readonly TopicForm[];
  readonly producers: readonly ClientForm[];
  readonly consumers: readonly ConsumerForm[];
  /** Only with ZooKeeper. */
  readonly zookeeperClients: string;
}

/** A cluster of the visitor's choosing, and what else fixes its runs. */
export interface SandboxSetUp {
  readonly description: ClusterDescription;
  readonly era: EraId;
  readonly seed: number;
}

/** Partitions of all topics together. */
export const MOST_PARTITIONS = 30;
export const MOST_TOPICS = 5;
export const MOST_CLIENTS = 5;

/** Settings that matter most to what the model shows; each has a field, any other goes under "more". */
export const FIELDS = {
  broker: ['replica.lag.time.max.ms', 'replica.fetch.wait.max.ms', 'broker.session.timeout.ms', 'zookeeper.session.timeout.ms', 'unclean.leader.election.enable', 'auto.leader.rebalance.enable'],
  topic: ['min.insync.replicas', 'unclean.leader.election.enable', 'flush.messages', 'cleanup.policy', 'segment.ms'],
  producer: ['acks', 'retries', 'delivery.timeout.ms', 'request.timeout.ms', 'max.in.flight.requests.per.connection'],
  consumer: ['auto.offset.reset', 'fetch.max.wait.ms', 'fetch.min.bytes'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FieldGroup = keyof typeof FIELDS;

/** Settings of a consumer as a member of a group: they have fields beside the others. */
export const GROUP_FIELDS = ['group.id', 'partition.assignment.strategy', 'group.instance.id'] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];
export const MOST_PROCESSING_MS = 3_600_000;

export const COMMIT_MODES = ['auto', 'sync', 'async', 'sync-after-each', 'async-then-sync', 'before-processing'] as const satisfies readonly CommitMode[];

const NO_CONFIG: ConfigForm = { values: {}, more: '' };

export const newTopic = (name: string): TopicForm => ({ name, partitions: '1', replicationFactor: '1', config: NO_CONFIG });
export const newClient = (): ClientForm => ({ topics: '', config: NO_CONFIG });
export const newConsumer = (): ConsumerForm => ({ ...newClient(), config: { values: { 'auto.offset.reset': 'earliest' }, more: '' }, started: true, processingMs: '', commit: '', workers: '', kept: {} });

/** Where a visitor begins: small enough to follow, large enough to lose something. */
export const FIRST_SET_UP: SandboxSetUp = {
  era: '3.9',
  seed: 1,
  description: {
    brokers: 3,
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: { 'min.insync.replicas': '2' } }],
    producers: [{ id: 'producer-1', topics: ['orders'] }],
    consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
  },
};

/** A set-up as it would have been typed. */
export function formOf({ description, era, seed }: SandboxSetUp): SandboxForm {
  const names = description.topics.map((topic) => topic.name).join();
  const topicsOf = (topics: readonly string[]): string => (topics.join() === names ? '' : topics.join(', '));
  return {
    era,
    seed: String(seed),
    brokers: String(description.brokers),
    racks: (description.racks ?? []).join(', '),
    brokerConfig: configForm(era, 'broker', description.brokerConfig),
    topics: description.topics.map(({ name, partitions, replicationFactor, config }) => ({
      name, partitions: String(partitions), replicationFactor: String(replicationFactor), config: configForm(era, 'topic', config),
    })),
    producers: description.producers.map(({ topics, config }) => ({ topics: topicsOf(topics), config: configForm(era, 'producer', config) })),
    consumers: description.consumers.map((consumer) => consumerForm(era, consumer, topicsOf(consumer.topics))),
    zookeeperClients: String(description.zookeeperClients ?? 0),
  };
}

function consumerForm(era: EraId, { id: _id, topics: _topics, config, started, application, ...kept }: ConsumerDescription, topics: string): ConsumerForm {
  const typed = (value: string | number | undefined): string => (value === undefined ? '' : String(value));
  return {
    topics, config: configForm(era, 'consumer', config), started: started === true, kept,
    processingMs: typed(application?.processingMs), commit: typed(application?.commit), workers: typed(application?.workers),
  };
}

function configForm(era: EraId, group: FieldGroup, config: Readonly<Record<string, string>> = {}): ConfigForm {
  const usual = FIELDS[group].filter((name) => isSimulated(group, name, eraOf(era).metadata));
  const fields: readonly string[] = group === 'consumer' ? [...usual, ...GROUP_FIELDS] : usual;
  const entries = Object.entries(config);
  return {
    values: Object.fromEntries(entries.filter(([name]) => fields.includes(name))),
    more: entries.filter(([name]) => !fields.includes(name)).map(([name, value]) => `${calledIn(eraOf(era), group, name)}=${writtenIn(eraOf(era), group, name, value)}`).join('\n'),
  };
}

/** Whether this version keeps its metadata there. */
export function hasZooKeeper({ era }: SandboxForm): boolean {
  return eraOf(era).metadata === 'zookeeper';
}

/** Whether this version's members share partitions by an assignor of their choice; before there were coordinators, by ranges. */
export function hasAssignors({ era }: Pick<SandboxForm, 'era'>): boolean {
  return !groupsAreInZooKeeper(eraOf(era));
}

/** Names or values parted by commas, ASCII or full width. */
export function listOf(text: string): readonly string[] {
  return text.split(/[,，、]/).map((part) => part.trim()).filter((part) => part !== '');
}
