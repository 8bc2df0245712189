import { apiNameIn } from '../../kafka/era/apiName.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { withErrorNames } from '../../kafka/era/errorName.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import type { ZkTransaction } from '../../kafka/zookeeper/messages.ts';

/** What a message says of itself in a few words: its name, which way it goes, and what matters in it. */
export interface MessageSummary {
  /** As its version printed it. */
  readonly api: string;
  readonly kind: 'request' | 'response' | 'notice';
  /** The first partition it is about; its lane runs beside that column. */
  readonly partition: TopicPartition | null;
  readonly detail: MessageDetail;
}

export type MessageDetail =
  | { readonly is: 'nothing' }
  | { readonly is: 'offset'; readonly offset: number }
  | { readonly is: 'records'; readonly count: number; readonly highWatermark: number | null }
  | { readonly is: 'diverging'; readonly epoch: number; readonly endOffset: number }
  | { readonly is: 'isr'; readonly isr: readonly number[] }
  /** What is asked of ZooKeeper first, or where a watch fired. */
  | { readonly is: 'znode'; readonly op: string; readonly path: string }
  | { readonly is: 'error'; readonly error: string }
  /** The connection could not be made, or broke. */
  | { readonly is: 'disconnected'; readonly refused: boolean };

const NOTHING: MessageDetail = { is: 'nothing' };

export function messageSummary(message: KafkaMessage, era: EraId): MessageSummary {
  return { api: apiNameIn(era, message.api), kind: message.kind, partition: partitionOf(message), detail: withErrorNames(era, messageDetail(message)) };
}

/** What matters in a message; the same in every version, errors by their later names. */
export function messageDetail(message: KafkaMessage): MessageDetail {
  return errorOf(message) ?? detailOf(message);
}

/** The first partition a message is about; null where its lane is another's. */
export function partitionOf(message: KafkaMessage): TopicPartition | null {
  if (!('partitions' in message) || message.partitions === null || message.api === 'AlterPartition' || message.api === 'ElectLeaders') return null;
  const [first] = message.partitions;
  return typeof first === 'object' ? first.partition : null;
}

function errorOf(message: KafkaMessage): MessageDetail | null {
  if (message.kind !== 'response') return null;
  const own = 'error' in message ? message.error : 'NONE';
  const parts: readonly { readonly error?: string }[] = 'partitions' in message && message.api !== 'ListPartitionReassignments' ? message.partitions : [];
  const error = own === 'NONE' ? parts.find((part) => part.error !== undefined && part.error !== 'NONE')?.error : own;
  return error === undefined ? null : { is: 'error', error };
}

function detailOf(message: KafkaMessage): MessageDetail {
  if (message.kind === 'notice') return { is: 'disconnected', refused: message.refused };
  switch (message.api) {
    case 'Fetch': return message.kind === 'request' ? offsetOf(message.partitions[0]?.fetchOffset) : fetchedOf(message);
    case 'Produce': return message.kind === 'request' ? recordsIn(message.partitions.reduce((sum, part) => sum + part.records.length, 0), null) : offsetOf(message.partitions[0]?.baseOffset);
    case 'ListOffsets': return message.kind === 'response' ? offsetOf(message.partitions[0]?.offset) : NOTHING;
    case 'OffsetForLeaderEpoch': return message.kind === 'response' ? offsetOf(message.partitions[0]?.endOffset) : NOTHING;
    case 'DeleteRecords': return offsetOf(message.kind === 'request' ? message.partitions[0]?.offset : message.partitions[0]?.lowWatermark);
    case 'AlterPartition': return message.kind === 'request'
      ? { is: 'isr', isr: message.partitions[0]?.newIsr.map((replica) => replica.brokerId) ?? [] }
      : { is: 'isr', isr: message.partitions[0]?.isr ?? [] };
    case 'FetchMetadata': return message.kind === 'request' ? offsetOf(message.fetchOffset) : recordsIn(message.records.length, null);
    case 'LeaderAndIsr': return message.kind === 'request' ? { is: 'isr', isr: message.partitions[0]?.isr ?? [] } : NOTHING;
    case 'ZkRequest': return message.kind === 'request' ? znodeOf(message.transactions) : NOTHING;
    case 'ZkEvent': return { is: 'znode', op: message.event, path: message.path };
    default: return NOTHING;
  }
}

/** The first change, or else the first thing read. */
function znodeOf(transactions: readonly ZkTransaction[]): MessageDetail {
  const ops = transactions.flat();
  const first = ops.find(({ op }) => op === 'create' || op === 'setData' || op === 'delete') ?? ops[0];
  return first === undefined ? NOTHING : { is: 'znode', op: first.op, path: first.path };
}

function fetchedOf(message: Extract<KafkaMessage, { readonly api: 'Fetch'; readonly kind: 'response' }>): MessageDetail {
  const diverging = message.partitions.find((part) => part.divergingEpoch !== undefined)?.divergingEpoch;
  if (diverging !== undefined) return { is: 'diverging', ...diverging };
  const count = message.partitions.reduce((sum, part) => sum + part.batches.reduce((total, batch) => total + batch.records.length, 0), 0);
  return recordsIn(count, message.partitions[0]?.highWatermark ?? null);
}

function offsetOf(offset: number | undefined): MessageDetail {
  return offset === undefined || offset < 0 ? NOTHING : { is: 'offset', offset };
}

function recordsIn(count: number, highWatermark: number | null): MessageDetail {
  return { is: 'records', count, highWatermark };
}
