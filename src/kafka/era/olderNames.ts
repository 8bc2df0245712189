import type { ConfigGroup } from '../names/configs.ts';
import type { Era } from './era.ts';
import { groupsAreInZooKeeper } from './era.ts';

interface Older {
  readonly name: string;
  /** By the value as later versions write it; those not listed are gone. null: the same values. */
  readonly values: Readonly<Record<string, string>> | null;
}

/** What the consumers of groups in ZooKeeper called otherwise, by the later name. Source: kafka.consumer.ConsumerConfig (0.8.2). */
const OLDER: Readonly<Record<string, Older>> = {
  'enable.auto.commit': { name: 'auto.commit.enable', values: null },
  'fetch.max.wait.ms': { name: 'fetch.wait.max.ms', values: null },
  'auto.offset.reset': { name: 'auto.offset.reset', values: { earliest: 'smallest', latest: 'largest' } },
  'partition.assignment.strategy': { name: 'partition.assignment.strategy', values: { 'org.apache.kafka.clients.consumer.RangeAssignor': 'range' } },
};

function olderOf(era: Era, group: ConfigGroup, name: string): Older | null {
  return group === 'consumer' && groupsAreInZooKeeper(era) && Object.hasOwn(OLDER, name) ? (OLDER[name] ?? null) : null;
}

/** A setting as this version calls it, by the name that later versions give it. */
export function calledIn(era: Era, group: ConfigGroup, name: string): string {
  return olderOf(era, group, name)?.name ?? name;
}

/** The name by which the rules know what this version calls so; null: it calls that otherwise. */
export function knownAs(era: Era, group: ConfigGroup, called: string): string | null {
  if (group !== 'consumer' || !groupsAreInZooKeeper(era)) return called;
  const known = Object.entries(OLDER).find(([, { name }]) => name === called);
  return known === undefined ? (Object.hasOwn(OLDER, called) ? null : called) : known[0];
}

/** A value as this version writes it. */
export function writtenIn(era: Era, group: ConfigGroup, name: string, text: string): string {
  return olderOf(era, group, name)?.values?.[text] ?? text;
}

/** A value that was written for this version, as the rules know it; null: this version takes only others. */
export function readFrom(era: Era, group: ConfigGroup, name: string, written: string): string | null {
  const values = olderOf(era, group, name)?.values ?? null;
  return values === null ? written : (Object.entries(values).find(([, older]) => older === written)?.[0] ?? null);
}

/** What a setting takes in this version where it is not what later ones take; null: nothing else. */
export function valuesIn(era: Era, group: ConfigGroup, name: string): readonly string[] | null {
  const values = olderOf(era, group, name)?.values ?? null;
  return values === null ? null : Object.values(values);
}

/** Source: ConsumerConfig.validateAutoOffsetReset (0.8.2); other settings took whatever they were given, and say so in our form. */
export function refusedIn(name: string, written: string, values: readonly string[]): string {
  return `Wrong value ${written} of ${name} in ConsumerConfig; Valid values are ${values.join(' and ')}`;
}
