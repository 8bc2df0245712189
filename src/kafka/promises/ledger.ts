import type { Fact } from '../facts.ts';
import type { TopicPartition } from '../log/record.ts';
import { recordGroupFact, recordWrittenOffset } from './groupLedger.ts';
import type { Ledger, LossCause } from './types.ts';

export const emptyLedger: Ledger = { acknowledged: [], delivered: [], listed: {}, leaders: {}, appended: {}, causes: [], deletions: [], compacted: {}, isr: {}, groups: {} };

/** Writes down what a fact told a client, or what may later explain a loss. Returns the same ledger when it is neither. */
export function recordFact(ledger: Ledger, fact: Fact): Ledger {
  switch (fact.type) {
    case 'RecordAcknowledged': return acknowledge(ledger, fact);
    case 'RecordsDelivered': return deliver(ledger, fact);
    case 'EndOffsetListed': return list(ledger, fact);
    case 'RecordsAppended': return append(ledger, fact);
    case 'BecameLeader': return withIsr(lead(ledger, fact.partition, fact.leaderEpoch, fact.brokerId), fact.partition, fact.isr);
    case 'LeaderElected': return elect(ledger, fact);
    case 'IsrUpdated':
    case 'ReplicaLeftIsr':
    case 'ReplicaJoinedIsr':
    case 'PartitionWentOffline': return withIsr(ledger, fact.partition, fact.isr);
    case 'ElectionRequested': return fact.electionType === 'UNCLEAN' && fact.error === 'NONE' ? askedFor(ledger, fact.partition) : ledger;
    case 'DiskLost': return fact.partitions.reduce((after, partition) => withCause(after, partition, 'disk-lost', fact.brokerId), ledger);
    case 'LogStartOffsetAdvanced': return fact.reason === 'leader' ? ledger : withDeletion(ledger, fact);
    case 'LogCleaned': return withCompacted(ledger, fact);
    case 'UnflushedRecordsLost': return withCause(ledger, fact.partition, 'unflushed-lost', fact.brokerId);
    case 'ZnodeCreated':
    case 'ZnodeChanged': return recordWrittenOffset(ledger, fact.path, fact.data);
    case 'PartitionsAssigned':
    case 'RecordProcessed':
    case 'OffsetsCommitted':
    case 'OffsetCommitAnswered':
    case 'CommittedOffsetFound':
    case 'OffsetReset':
    case 'PositionSought': return recordGroupFact(ledger, fact);
    default: return ledger;
  }
}

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;

function acknowledge(ledger: Ledger, { recordId, partition, offset, acks, value }: FactOf<'RecordAcknowledged'>): Ledger {
  const isrSize = ledger.isr[partition]?.length ?? 0;
  return { ...ledger, acknowledged: [...ledger.acknowledged, { recordId, partition, offset, acks, value, isrSize }] };
}

function deliver(ledger: Ledger, { records, partition, consumer }: FactOf<'RecordsDelivered'>): Ledger {
  const delivered = records.map(({ id, offset, leaderEpoch, value }) => ({ recordId: id, partition, offset, leaderEpoch, value, consumer }));
  return delivered.length === 0 ? ledger : { ...ledger, delivered: [...ledger.delivered, ...delivered] };
}

/** Answers of one epoch may overtake each other on their way; only a newer leader that knows less went back. */
function list(ledger: Ledger, { partition, offset, leaderEpoch }: FactOf<'EndOffsetListed'>): Ledger {
  const known = ledger.listed[partition] ?? { highest: -1, leaderEpoch: -1, wentBackTo: null };
  const wentBack = offset < known.highest && leaderEpoch > known.leaderEpoch;
  const isHighest = offset >= known.highest;
  const listed = {
    highest: Math.max(offset, known.highest),
    leaderEpoch: isHighest ? leaderEpoch : known.leaderEpoch,
    wentBackTo: wentBack ? offset : known.wentBackTo,
  };
  return { ...ledger, listed: { ...ledger.listed, [partition]: listed } };
}

function append(ledger: Ledger, { partition, records }: FactOf<'RecordsAppended'>): Ledger {
  const appended = { ...ledger.appended };
  for (const { id, offset, leaderEpoch } of records) appended[id] = [...(appended[id] ?? []), { partition, offset, leaderEpoch }];
  return { ...ledger, appended };
}

function elect(ledger: Ledger, { partition, leader, leaderEpoch, isr, election }: FactOf<'LeaderElected'>): Ledger {
  const led = withIsr(lead(ledger, partition, leaderEpoch, leader), partition, isr);
  return election === 'unclean' ? withCause(led, partition, 'unclean-election', leader) : led;
}

/** The answer comes after the election it asked for. */
function askedFor(ledger: Ledger, partition: TopicPartition): Ledger {
  const last = ledger.causes.findLastIndex((cause) => cause.type === 'unclean-election' && cause.partition === partition);
  return { ...ledger, causes: ledger.causes.map((cause, index) => (index === last ? { ...cause, asked: true } : cause)) };
}

function lead(ledger: Ledger, partition: TopicPartition, leaderEpoch: number, brokerId: number): Ledger {
  const key = `${partition}@${leaderEpoch}`;
  const known = ledger.leaders[key];
  if (known === brokerId) return ledger;
  if (known !== undefined) return withCause(ledger, partition, 'second-leader', brokerId);
  return { ...ledger, leaders: { ...ledger.leaders, [key]: brokerId } };
}

function withIsr(ledger: Ledger, partition: TopicPartition, isr: readonly number[]): Ledger {
  return ledger.isr[partition] === isr ? ledger : { ...ledger, isr: { ...ledger.isr, [partition]: isr } };
}

function withCause(ledger: Ledger, partition: TopicPartition, type: LossCause['type'], brokerId: number): Ledger {
  return { ...ledger, causes: [...ledger.causes, { partition, type, brokerId, after: toldSoFar(ledger) }] };
}

function withDeletion(ledger: Ledger, { partition, to }: FactOf<'LogStartOffsetAdvanced'>): Ledger {
  return { ...ledger, deletions: [...ledger.deletions, { partition, below: to, after: toldSoFar(ledger) }] };
}

/** Each replica cleans its own log: what one has removed, others may still have. */
function withCompacted(ledger: Ledger, { partition, removed }: FactOf<'LogCleaned'>): Ledger {
  const known: Record<number, readonly string[]> = { ...ledger.compacted[partition] };
  for (const { id, offset } of removed) known[offset] = [...new Set([...(known[offset] ?? []), id])];
  return { ...ledger, compacted: { ...ledger.compacted, [partition]: known } };
}

function toldSoFar({ acknowledged, delivered }: Ledger): LossCause['after'] {
  return { acknowledged: acknowledged.length, delivered: delivered.length };
}
