import type { EraId } from '../kafka/era/era.ts';
import { configExists } from '../kafka/era/configHistory.ts';
import { configDefault, eraOf, groupsAreInZooKeeper } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { configNames } from '../kafka/names/configs.ts';
import type { ConfigGroup } from '../kafka/names/configs.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import type { History, NodeId } from './contracts.ts';
import type { Course } from './course.ts';
import { takenAt } from './course.ts';

/** A setting that differs from the default of this version of Kafka. */
export interface ChangedSetting {
  readonly name: string;
  readonly value: string;
}

/** What a cluster sets otherwise than Kafka does by itself, then what was changed on the way. */
export function changedSettings(cluster: ClusterDescription, era: EraId, facts: readonly Fact[]): readonly ChangedSetting[] {
  const settings = new Map<string, string>();
  const note = (group: ConfigGroup, config: Readonly<Record<string, string>> | undefined): void => {
    for (const [name, value] of Object.entries(config ?? {})) if (isSaid(era, group, name) && !isDefault(era, group, name, value)) settings.set(name, value);
  };
  note('broker', cluster.brokerConfig);
  for (const topic of cluster.topics) note('topic', topic.config);
  for (const producer of cluster.producers) note('producer', producer.config);
  for (const consumer of cluster.consumers) note('consumer', consumer.config);
  for (const fact of facts) {
    if (fact.type !== 'ConfigChanged') continue;
    settings.delete(fact.name);
    if (fact.value !== null && isSaid(era, fact.resourceType, fact.name) && !isDefault(era, fact.resourceType, fact.name, fact.value)) settings.set(fact.name, fact.value);
  }
  return [...settings].map(([name, value]) => ({ name, value }));
}

const changes = new WeakMap<History, Map<NodeId, readonly Fact[]>>();
const NO_CHANGES: readonly Fact[] = [];

/** The changes of settings on the way to a step. Each step is read once, and one that changed none gives its parent's array. */
export function settingsChangedTo({ history }: Pick<Course, 'history'>, id: NodeId): readonly Fact[] {
  const known = changes.get(history) ?? new Map<NodeId, readonly Fact[]>();
  changes.set(history, known);
  const unread: NodeId[] = [];
  let at: NodeId | null = id;
  for (; at !== null && !known.has(at); at = takenAt({ history }, at).parent) unread.push(at);
  let before = at === null ? NO_CHANGES : (known.get(at) ?? NO_CHANGES);
  for (const one of unread.toReversed()) {
    const own = takenAt({ history }, one).facts.filter((fact) => fact.type === 'ConfigChanged');
    if (own.length > 0) before = [...before, ...own];
    known.set(one, before);
  }
  return before;
}

/** What the consumers of groups in ZooKeeper call otherwise: `auto.commit.enable`, and `smallest` or `largest`. Source: kafka.consumer.ConsumerConfig (0.8.2). */
const CALLED_OTHERWISE_IN_ZOOKEEPER: ReadonlySet<string> = new Set(['enable.auto.commit', 'auto.offset.reset']);

/** Whether this version has a setting by this name: a lesson that is played in several sets for each what it needs. */
function isSaid(era: EraId, group: ConfigGroup, name: string): boolean {
  const known = configNames(group).find((one) => one === name);
  if (known !== undefined && !configExists(era, group, known)) return false;
  return !(group === 'consumer' && groupsAreInZooKeeper(eraOf(era)) && CALLED_OTHERWISE_IN_ZOOKEEPER.has(name));
}

function isDefault(era: EraId, group: ConfigGroup, name: string, value: string): boolean {
  const known = configNames(group).find((one) => one === name);
  return known !== undefined && String(configDefault(era, group, known)) === value;
}

/** Who keeps the metadata in this version. */
export function metadataBy(era: EraId): string {
  return eraOf(era).metadata === 'kraft' ? 'KRaft' : 'ZooKeeper';
}
