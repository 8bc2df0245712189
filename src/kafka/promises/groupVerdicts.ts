import type { ConsumerContext } from '../consumer/types.ts';
import type { LogRecord, TopicPartition } from '../log/record.ts';
import type { KafkaWorld } from '../simulation.ts';
import type { GroupLedger, Ledger, ProcessedRecord, Verdict } from './types.ts';
import type { PartitionView } from './view.ts';
import { recordAt, replicaOn } from './view.ts';

type Views = ReadonlyMap<TopicPartition, PartitionView>;
type Concerned = Verdict['records'];

/** What groups have done with the records they were given; nothing while there is no group. */
export function groupVerdicts(world: KafkaWorld, ledger: Ledger, views: Views): readonly Verdict[] {
  const groups = Object.entries(ledger.groups);
  if (groups.length === 0) return [];
  return [onePartitionOneOwner(groups), processedAtLeastOnce(world, groups, views), processedAtMostOnce(groups), processedInOrder(groups)];
}

type Groups = readonly (readonly [string, GroupLedger])[];

function onePartitionOneOwner(groups: Groups): Verdict {
  return { promise: 'onePartitionOneOwner', verdict: groups.some(([, { shared }]) => shared.length > 0) ? 'broken' : 'kept', records: [], remedy: null };
}

/** Below what the group has committed nobody will look again: a record that was never processed is skipped, or about to be while somebody has it in hands. */
function processedAtLeastOnce(world: KafkaWorld, groups: Groups, views: Views): Verdict {
  const missing = groups.flatMap(([name, group]) => Object.keys(group.committed).flatMap((partition) => unprocessed(group, partition, views.get(partition)).map((record) => ({ name, group, partition, record }))));
  const skipped = missing.filter(({ name, record }) => !isInHands(world, name, record.id));
  const concerned = skipped.length > 0 ? skipped : missing;
  const byItself = concerned.some(({ group, partition, record }) => record.offset < (group.autoCommitted[partition] ?? 0));
  return {
    promise: 'processedAtLeastOnce', verdict: skipped.length > 0 ? 'broken' : missing.length > 0 ? 'at-risk' : 'kept',
    records: concerned.map(({ partition, record }) => ({ recordId: record.id, partition, offset: record.offset, value: record.value })),
    remedy: byItself ? { name: 'enable.auto.commit', value: 'false' } : null,
  };
}

function unprocessed(group: GroupLedger, partition: TopicPartition, view: PartitionView | undefined): readonly LogRecord[] {
  const log = view === undefined ? undefined : replicaOn(view, view.leader)?.context.log;
  if (log === undefined) return [];
  const done = new Set(group.processed.filter((record) => record.partition === partition).map(({ offset, recordId }) => `${offset} ${recordId}`));
  const passed = group.passedOver.filter((one) => one.partition === partition);
  const found: LogRecord[] = [];
  for (let offset = Math.max(group.begin[partition] ?? 0, log.logStartOffset); offset < Math.min(group.committed[partition] ?? 0, log.logEndOffset); offset += 1) {
    const record = recordAt(log, offset);
    if (record === undefined || done.has(`${offset} ${record.id}`) || passed.some(({ from, to }) => from <= offset && offset < to)) continue;
    found.push(record);
  }
  return found;
}

function isInHands(world: KafkaWorld, group: string, recordId: string): boolean {
  return world.actors.values().some(({ machine, context }) => {
    if (machine.id !== 'consumer') return false;
    const own = (context as ConsumerContext).group;
    return own?.input.config.groupId === group && [...own.work, ...Object.values(own.busy)].some(({ record }) => record.id === recordId);
  });
}

function processedAtMostOnce(groups: Groups): Verdict {
  const twice = groups.flatMap(([, { processed }]) => {
    const seen = new Set<string>();
    return processed.filter((record) => {
      const isAgain = seen.has(keyOf(record));
      seen.add(keyOf(record));
      return isAgain;
    });
  });
  return { promise: 'processedAtMostOnce', verdict: twice.length > 0 ? 'broken' : 'kept', records: once(twice), remedy: null };
}

/** A record is late when one behind it in its partition was processed before; only the first time counts. */
function processedInOrder(groups: Groups): Verdict {
  const late = groups.flatMap(([, { processed }]) => {
    const seen = new Set<string>();
    const furthest = new Map<TopicPartition, number>();
    return processed.filter((record) => {
      if (seen.has(keyOf(record))) return false;
      seen.add(keyOf(record));
      const isLate = record.offset < (furthest.get(record.partition) ?? -1);
      if (!isLate) furthest.set(record.partition, record.offset);
      return isLate;
    });
  });
  return { promise: 'processedInOrder', verdict: late.length > 0 ? 'broken' : 'kept', records: once(late), remedy: null };
}

function keyOf({ partition, offset, recordId }: ProcessedRecord): string {
  return `${partition}@${offset} ${recordId}`;
}

function once(records: readonly ProcessedRecord[]): Concerned {
  return [...new Map(records.map((record) => [keyOf(record), record])).values()].map(({ recordId, partition, offset, value }) => ({ recordId, partition, offset, value }));
}
