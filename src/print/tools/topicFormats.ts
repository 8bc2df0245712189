import type { EraId } from '../../kafka/era/era.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import { configsOf } from '../../kafka/metadata/image.ts';
import { topicConfigSynonyms } from '../../kafka/names/configSynonyms.ts';

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
  /** Settings that are no override of the topic's and printed all the same. */
  readonly inherited: (image: MetadataImage, staticConfigs: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly showsReassignments: boolean;
  readonly showsElr: boolean;
}

const NOTHING = {};

/** Straight from ZooKeeper, which has the topic's own settings only, and -1 for no leader. */
const old: TopicFormat = {
  connection: '--zookeeper',
  topic: ({ name, partitionCount, replicationFactor, configs }) => `Topic:${name}\tPartitionCount:${partitionCount}\tReplicationFactor:${replicationFactor}\tConfigs:${configs}`,
  leader: String,
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

/** What is not a default counts as set, also when a broker's file sets it. Source: ConfigEntry.isDefault. */
function inheritedConfigs(image: MetadataImage, staticConfigs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const broker = { ...staticConfigs, ...configsOf(image, 'broker', '') };
  return Object.fromEntries(Object.entries(topicConfigSynonyms).flatMap(([name, synonyms]) => {
    const found = synonyms.find(([synonym]) => Object.hasOwn(broker, synonym));
    const value = found === undefined ? undefined : broker[found[0]];
    return found === undefined || value === undefined ? [] : [[name, found[1] === 1 ? value : String(Number(value) * found[1])]];
  }));
}
