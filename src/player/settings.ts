import type { EraId } from '../kafka/era/era.ts';
import { configExists } from '../kafka/era/configHistory.ts';
import { configDefault, eraOf } from '../kafka/era/era.ts';
import { calledIn, writtenIn } from '../kafka/era/olderNames.ts';
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
  const put = (group: ConfigGroup, name: string, value: string): void => {
    settings.set(calledIn(eraOf(era), group, name), writtenIn(eraOf(era), group, name, value));
  };
  const note = (group: ConfigGroup, config: Readonly<Record<string, string>> | undefined): void => {
    for (const [name, value] of Object.entries(config ?? {})) if (isSaid(era, group, name) && !isDefault(era, group, name, value)) put(group, name, value);
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

/** Whether this version has a setting by this name: a lesson that is played in several sets for each what it needs. */
function isSaid(era: EraId, group: ConfigGroup, name: string): boolean {
  const known = configNames(group).find((one) => one === name);
  return known === undefined || configExists(era, group, known);
}

function isDefault(era: EraId, group: ConfigGroup, name: string, value: string): boolean {
  const known = configNames(group).find((one) => one === name);
  return known !== undefined && String(configDefault(era, group, known)) === value;
}

/** Who keeps the metadata in this version. */
export function metadataBy(era: EraId): string {
  return eraOf(era).metadata === 'kraft' ? 'KRaft' : 'ZooKeeper';
}
