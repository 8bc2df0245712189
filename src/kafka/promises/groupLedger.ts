import type { Fact } from '../facts.ts';
import type { CommittedOffset } from '../group/messages.ts';
import type { TopicPartition } from '../log/record.ts';
import { parseOffset, parseOffsetPath } from '../metadata/zkData.ts';
import type { GroupLedger, Ledger } from './types.ts';

const emptyGroup: GroupLedger = { generation: -1, owners: {}, lastOwners: {}, moves: 0, shared: [], processed: [], committed: {}, autoCommitted: {}, begin: {}, passedOver: [] };

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;
type GroupFact = FactOf<'PartitionsAssigned' | 'RecordProcessed' | 'OffsetsCommitted' | 'OffsetCommitAnswered' | 'CommittedOffsetFound' | 'OffsetReset' | 'PositionSought'>;

/** Writes down what a group has done with its partitions and their records. */
export function recordGroupFact(ledger: Ledger, fact: GroupFact): Ledger {
  const { group } = fact;
  if (group === undefined) return ledger;
  const known = ledger.groups[group] ?? emptyGroup;
  const next = after(known, fact);
  return next === known ? ledger : { ...ledger, groups: { ...ledger.groups, [group]: next } };
}

/** Where offsets are kept in ZooKeeper, writing a znode is committing. */
export function recordWrittenOffset(ledger: Ledger, path: string, data: string): Ledger {
  const found = parseOffsetPath(path);
  const offset = parseOffset(data);
  if (found === null || offset < 0) return ledger;
  const known = ledger.groups[found.group] ?? emptyGroup;
  const committed = highest(known.committed, [{ partition: found.partition, offset }]);
  return { ...ledger, groups: { ...ledger.groups, [found.group]: { ...known, committed } } };
}

function after(group: GroupLedger, fact: GroupFact): GroupLedger {
  switch (fact.type) {
    case 'PartitionsAssigned': return assigned(group, fact);
    case 'RecordProcessed': {
      const { partition, offset, recordId, value, consumer } = fact;
      return { ...group, processed: [...group.processed, { partition, offset, recordId, value, consumer }] };
    }
    case 'OffsetsCommitted': return { ...group, committed: highest(group.committed, fact.offsets), passedOver: [...group.passedOver, ...resetPast(group, fact)] };
    case 'OffsetCommitAnswered': return fact.by === 'auto' && fact.error === 'NONE' ? { ...group, autoCommitted: highest(group.autoCommitted, fact.offsets) } : group;
    case 'CommittedOffsetFound': return fact.offset < 0 ? group : begun(group, fact.partition, fact.offset);
    case 'OffsetReset': return fact.to < 0 ? group : begun(group, fact.partition, fact.to);
    case 'PositionSought': return fact.to <= fact.from ? group : { ...group, passedOver: [...group.passedOver, { partition: fact.partition, from: Math.max(0, fact.from), to: fact.to }] };
    default: return fact satisfies never;
  }
}

/** A newer generation begins without owners; one of an older generation changes nothing. */
function assigned(group: GroupLedger, { generation, owned, consumer }: FactOf<'PartitionsAssigned'>): GroupLedger {
  if (generation < group.generation) return group;
  // In ZooKeeper a partition has one owner at a time by its znode, and there are no generations.
  const owners: Record<TopicPartition, string> = generation > group.generation || generation < 0 ? {} : { ...group.owners };
  const shared = owned.filter((partition) => owners[partition] !== undefined && owners[partition] !== consumer);
  for (const partition of owned) owners[partition] = consumer;
  const moved = owned.filter((partition) => group.lastOwners[partition] !== undefined && group.lastOwners[partition] !== consumer);
  const lastOwners = { ...group.lastOwners, ...Object.fromEntries(owned.map((partition) => [partition, consumer])) };
  return { ...group, generation, owners, lastOwners, moves: group.moves + moved.length, shared: [...group.shared, ...shared] };
}

/** What the administrator resets a group past is a person's wish: its tools have no other reason to commit. */
function resetPast({ committed, begin }: GroupLedger, { client, offsets }: FactOf<'OffsetsCommitted'>): GroupLedger['passedOver'] {
  if (client !== 'admin') return [];
  return offsets.map(({ partition, offset }) => ({ partition, from: committed[partition] ?? begin[partition] ?? 0, to: offset })).filter(({ from, to }) => from < to);
}

/** What was committed once stays so for the promise, even when a later commit goes back. */
function highest(known: GroupLedger['committed'], offsets: readonly Pick<CommittedOffset, 'partition' | 'offset'>[]): GroupLedger['committed'] {
  return { ...known, ...Object.fromEntries(offsets.map(({ partition, offset }) => [partition, Math.max(offset, known[partition] ?? 0)])) };
}

function begun(group: GroupLedger, partition: TopicPartition, offset: number): GroupLedger {
  return group.begin[partition] === undefined ? { ...group, begin: { ...group.begin, [partition]: offset } } : group;
}
