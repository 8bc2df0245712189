import type { EraId } from '../../kafka/era/era.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import { configsOf } from '../../kafka/metadata/image.ts';
import { topicConfigSynonyms } from '../../kafka/names/configSynonyms.ts';
import { hashMapOrder, hashtableOrder, stringHashCode } from '../../kafka/names/javaHash.ts';

export interface TopicLine {
  readonly name: string;
  readonly topicId: string;
  readonly partitionCount: number;
  readonly replicationFactor: number;
  /** Comma-joined. */
  readonly configs: string;
}

export interface TopicFormat {
  /** How the tool reaches the cluster. */
  readonly connection: '--zookeeper' | '--bootstrap-server';
  readonly topic: (line: TopicLine) => string;
  /** What stands for a partition's leader; -1 for none. */
  readonly leader: (leader: number, liveBrokers: readonly number[]) => string;
  /** The order in which the settings are printed: that of a Java table, into which they were put. */
  readonly configOrder: (names: readonly string[]) => readonly string[];
  /** Settings that are no override of the topic's and printed all the same. */
  readonly inherited: (image: MetadataImage, broker: BrokerConfigs) => Readonly<Record<string, string>>;
  readonly showsReassignments: boolean;
  readonly showsElr: boolean;
}

const NOTHING = {};

/** What the broker that is asked was started with, and which one it is. */
interface BrokerConfigs {
  readonly nodeId: number;
  readonly staticConfigs: Readonly<Record<string, string>>;
}

/** Settings of a topic, in the answer to DescribeConfigs: 26 in 2.8, a few more later. What they are makes the table's size. */
const TOPIC_CONFIGS = 26;

/** Straight from ZooKeeper, which has the topic's own settings only, and -1 for no leader. */
const old: TopicFormat = {
  connection: '--zookeeper',
  topic: ({ name, partitionCount, replicationFactor, configs }) => `Topic:${name}\tPartitionCount:${partitionCount}\tReplicationFactor:${replicationFactor}\tConfigs:${configs}`,
  leader: String,
  configOrder: (names) => hashtableOrder(names, stringHashCode),
  inherited: () => NOTHING,
  showsReassignments: false,
  showsElr: false,
};

const recent: TopicFormat = {
  connection: '--bootstrap-server',
  topic: ({ name, topicId, partitionCount, replicationFactor, configs }) =>
    [`Topic: ${name}`, `TopicId: ${topicId}`, `PartitionCount: ${partitionCount}`, `ReplicationFactor: ${replicationFactor}`, `Configs: ${configs}`].join('\t'),
  // The metadata answer names nobody who is not alive.
  leader: (leader, liveBrokers) => (liveBrokers.includes(leader) ? String(leader) : 'none'),
  configOrder: (names) => hashMapOrder(names, stringHashCode, TOPIC_CONFIGS),
  inherited: inheritedConfigs,
  showsReassignments: true,
  showsElr: false,
};

/** Source: TopicCommand of each version. */
export const topicFormats: Readonly<Record<EraId, TopicFormat>> = {
  '0.8': old,
  '0.10': old,
  '0.11': old,
  '2.1': old,
  '2.8': recent,
  '3.9': { ...recent, showsElr: true },
  '4.1': { ...recent, showsElr: true },
};

/** What is not a default counts as set, also when the broker that is asked is set differently. Source: ConfigEntry.isDefault, DynamicBrokerConfig. */
function inheritedConfigs(image: MetadataImage, { nodeId, staticConfigs }: BrokerConfigs): Readonly<Record<string, string>> {
  const broker = { ...staticConfigs, ...configsOf(image, 'broker', ''), ...configsOf(image, 'broker', String(nodeId)) };
  return Object.fromEntries(Object.entries(topicConfigSynonyms).flatMap(([name, synonyms]) => {
    const found = synonyms.find(([synonym]) => Object.hasOwn(broker, synonym));
    const value = found === undefined ? undefined : broker[found[0]];
    return found === undefined || value === undefined ? [] : [[name, found[1] === 1 ? value : String(Number(value) * found[1])]];
  }));
}
