import type { Fact } from '../kafka/facts.ts';

/** The kinds of facts a visitor can run up to; their names are in i18n. */
const KINDS = {
  highWatermark: (fact) => fact.type === 'HighWatermarkAdvanced' && fact.role === 'leader',
  followerHighWatermark: (fact) => fact.type === 'HighWatermarkAdvanced' && fact.role === 'follower',
  isr: (fact) => fact.type === 'ReplicaLeftIsr' || fact.type === 'ReplicaJoinedIsr',
  isrAsked: (fact) => fact.type === 'IsrShrinkAsked' || fact.type === 'IsrExpandAsked',
  leader: (fact) => fact.type === 'LeaderElected',
  offline: (fact) => fact.type === 'PartitionWentOffline',
  appended: (fact) => fact.type === 'RecordsAppended',
  replicated: (fact) => fact.type === 'RecordsReplicated' && fact.records.length > 0,
  acknowledged: (fact) => fact.type === 'RecordAcknowledged',
  delivered: (fact) => fact.type === 'RecordsDelivered' && fact.records.length > 0,
  truncated: (fact) => fact.type === 'LogTruncated' && fact.removed.length > 0,
  sendFailed: (fact) => fact.type === 'SendFailed' || fact.type === 'SendRetried' || fact.type === 'ProduceRefused',
  brokers: (fact) => fact.type === 'BrokerFenced' || fact.type === 'BrokerUnfenced' || fact.type === 'BrokerStarted' || fact.type === 'BrokerStopped',
  controller: (fact) => fact.type === 'ControllerElected',
  disconnected: (fact) => fact.type === 'ClientDisconnected' || fact.type === 'ReplicaFetcherDisconnected',
  metadata: (fact) => fact.type === 'ClientMetadataUpdated',
} as const satisfies Readonly<Record<string, (fact: Fact) => boolean>>;

export type FactKindId = keyof typeof KINDS;

export const FACT_KINDS = Object.keys(KINDS) as readonly FactKindId[];

export function factKind(id: FactKindId): { readonly matches: (fact: Fact) => boolean } {
  return { matches: KINDS[id] };
}
