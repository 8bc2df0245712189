import type { Fact, FactType } from '../../kafka/facts.ts';
import type { MarkKind } from './select.ts';

export type Glyph = 'diamond' | 'crown' | 'cross' | 'triangle' | 'check' | 'flag' | 'clock' | 'hand' | 'pause' | 'bar' | 'disc' | 'ring';
/** Roles of the theme's colours; the glyph and the words say the same. */
export type Tone = 'plain' | 'leader' | 'inSync' | 'lagging' | 'error' | 'watermark' | 'accent';

interface Look {
  readonly glyph: Glyph;
  readonly tone: Tone;
}

const LOOKS: Readonly<Partial<Record<FactType, Look>>> = {
  LeaderElected: { glyph: 'crown', tone: 'leader' }, BecameLeader: { glyph: 'crown', tone: 'leader' }, ControllerElected: { glyph: 'crown', tone: 'accent' },
  BrokerStarted: { glyph: 'triangle', tone: 'inSync' }, BrokerUnfenced: { glyph: 'triangle', tone: 'inSync' }, ConsumerStarted: { glyph: 'triangle', tone: 'plain' },
  BrokerStopped: { glyph: 'cross', tone: 'error' }, BrokerFenced: { glyph: 'bar', tone: 'lagging' }, SessionExpired: { glyph: 'bar', tone: 'lagging' }, DiskLost: { glyph: 'cross', tone: 'error' },
  UnflushedRecordsLost: { glyph: 'cross', tone: 'error' }, LogTruncated: { glyph: 'bar', tone: 'error' }, PartitionWentOffline: { glyph: 'cross', tone: 'error' },
  ReplicaLeftIsr: { glyph: 'ring', tone: 'lagging' }, IsrShrinkAsked: { glyph: 'ring', tone: 'lagging' }, ReplicaJoinedIsr: { glyph: 'disc', tone: 'inSync' }, IsrExpandAsked: { glyph: 'disc', tone: 'inSync' },
  HighWatermarkAdvanced: { glyph: 'flag', tone: 'watermark' }, HighWatermarkFrozen: { glyph: 'bar', tone: 'watermark' },
  RecordProcessed: { glyph: 'check', tone: 'inSync' }, PartitionsAssigned: { glyph: 'disc', tone: 'inSync' }, PartitionsRevoked: { glyph: 'ring', tone: 'lagging' }, PartitionsLost: { glyph: 'cross', tone: 'error' },
  RebalanceAttempted: { glyph: 'flag', tone: 'accent' }, RebalanceAttemptFailed: { glyph: 'bar', tone: 'lagging' }, OwnershipRefused: { glyph: 'cross', tone: 'lagging' }, ConsumerRegistered: { glyph: 'triangle', tone: 'plain' },
  ConsumerFailed: { glyph: 'cross', tone: 'error' }, PollOverdue: { glyph: 'bar', tone: 'lagging' }, AssignmentComputed: { glyph: 'flag', tone: 'accent' },
  RecordAcknowledged: { glyph: 'check', tone: 'inSync' }, RecordsDelivered: { glyph: 'check', tone: 'inSync' },
  ProduceRefused: { glyph: 'cross', tone: 'error' }, SendFailed: { glyph: 'cross', tone: 'error' }, CommandRefused: { glyph: 'cross', tone: 'error' },
  AdminRequestFailed: { glyph: 'cross', tone: 'error' }, AlterPartitionRefused: { glyph: 'cross', tone: 'error' }, ControlRequestRefused: { glyph: 'cross', tone: 'error' },
  ReplicaFetchFailed: { glyph: 'cross', tone: 'lagging' }, NetworkCut: { glyph: 'cross', tone: 'lagging' }, ClientDisconnected: { glyph: 'cross', tone: 'lagging' },
  LockAcquired: { glyph: 'crown', tone: 'leader' }, LockDoubted: { glyph: 'bar', tone: 'lagging' }, LockLost: { glyph: 'cross', tone: 'error' }, LockReleased: { glyph: 'ring', tone: 'plain' },
  ZkOperationFailed: { glyph: 'cross', tone: 'error' }, ZkClientStarted: { glyph: 'triangle', tone: 'plain' }, ZkClientStopped: { glyph: 'cross', tone: 'error' },
  ReplicaFetcherDisconnected: { glyph: 'cross', tone: 'lagging' }, ZooKeeperDisconnected: { glyph: 'cross', tone: 'lagging' },
};

const KIND_LOOKS: Readonly<Record<MarkKind, Look>> = {
  facts: { glyph: 'diamond', tone: 'plain' }, timer: { glyph: 'clock', tone: 'plain' }, command: { glyph: 'hand', tone: 'accent' },
  hold: { glyph: 'pause', tone: 'accent' }, disconnect: { glyph: 'cross', tone: 'error' },
};

/** How much a fact says at a glance; the mark of a step is that of its first fact of the highest rank. */
const RANKS: readonly (readonly FactType[])[] = [
  ['UnflushedRecordsLost', 'LogTruncated', 'DiskLost', 'PartitionWentOffline', 'LeaderElected', 'BrokerStopped', 'SendFailed'],
  ['ControllerElected', 'ReplicaLeftIsr', 'ReplicaJoinedIsr', 'CommandRefused', 'AdminRequestFailed', 'AlterPartitionRefused', 'ProduceRefused', 'BrokerFenced', 'BrokerUnfenced', 'SessionExpired', 'LockAcquired', 'LockLost', 'ZkClientStopped'],
  ['BecameLeader', 'HighWatermarkAdvanced', 'HighWatermarkFrozen', 'IsrShrinkAsked', 'IsrExpandAsked', 'RecordAcknowledged', 'RecordsDelivered', 'BrokerStarted', 'NetworkCut'],
  ['RecordsAppended', 'RecordsReplicated', 'RecordSent', 'SendRetried', 'ReplicaFetchFailed', 'ClientDisconnected', 'ConfigChanged', 'TopicCreated', 'PartitionsAdded', 'BecameFollower', 'LockReleased', 'LockDoubted', 'LockAwaited', 'ZkOperationFailed', 'ZnodeRead'],
];

/** The fact by which a mark is drawn; undefined when there is none. */
export function firstFact(facts: readonly Fact[]): Fact | undefined {
  const rank = (fact: Fact): number => (RANKS.findIndex((types) => types.includes(fact.type)) + RANKS.length + 1) % (RANKS.length + 1);
  const [first, ...others] = facts;
  return first === undefined ? undefined : others.reduce((best, fact) => (rank(fact) < rank(best) ? fact : best), first);
}

export function lookOf(kind: MarkKind, facts: readonly Fact[]): Look {
  const fact = firstFact(facts);
  const told = fact === undefined ? undefined : LOOKS[fact.type];
  // A timer or a command that brought nothing unusual shows what it is.
  return told ?? KIND_LOOKS[kind];
}
