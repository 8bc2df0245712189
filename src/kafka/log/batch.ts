import { NO_PRODUCER } from './record.ts';
import type { CompactedBatch, EndTransactionMarker, ProducerRecord, ProducerStamp, RecordBatch } from './record.ts';

/** Bytes of a batch before its records, message format v2. Source: DefaultRecordBatch.RECORD_BATCH_OVERHEAD. */
const BATCH_OVERHEAD_BYTES = 61;

/** A control batch: a key of 4 bytes says what it is, a value of 6 the coordinator epoch. Source: EndTransactionMarker. */
const CONTROL_BATCH_BYTES = BATCH_OVERHEAD_BYTES + 17;

/** A batch with its records at consecutive offsets, and the size it would have on Kafka's disk, uncompressed. */
export function recordBatch(
  baseOffset: number, leaderEpoch: number, records: readonly ProducerRecord[], stamp: ProducerStamp = NO_PRODUCER, control: EndTransactionMarker | null = null,
): RecordBatch {
  const { producerId, producerEpoch, baseSequence, isTransactional } = stamp;
  return { baseOffset, leaderEpoch, producerId, producerEpoch, baseSequence, isTransactional, control, records, sizeInBytes: control === null ? batchSizeInBytes(records) : CONTROL_BATCH_BYTES };
}

/**
 * What the log cleaner leaves of a batch: these records at their old offsets. With a delete horizon the header counts
 * timestamps from that, which makes records longer.
 *
 * Source: MemoryRecords.buildRetainedRecordsInto, DefaultRecordBatch.writeEmptyHeader.
 */
export function compactedBatch(batch: RecordBatch, records: readonly ProducerRecord[], compacted: CompactedBatch): RecordBatch {
  const baseTimestampMs = compacted.deleteHorizonMs ?? records[0]?.timestampMs ?? 0;
  const sizeOf = (record: ProducerRecord, index: number) => recordSizeInBytes(record, (compacted.offsets[index] ?? 0) - batch.baseOffset, record.timestampMs - baseTimestampMs);
  const bytes = records.reduce((sum, record, index) => sum + sizeOf(record, index), BATCH_OVERHEAD_BYTES);
  const isWholeMarker = batch.control !== null && records.length > 0;
  const markerBytes = CONTROL_BATCH_BYTES + varintBytes((records[0]?.timestampMs ?? 0) - baseTimestampMs) - 1;
  return { ...batch, records, compacted, sizeInBytes: isWholeMarker ? markerBytes : bytes };
}

/**
 * Bytes of an uncompressed batch of message format v2.
 *
 * Source: DefaultRecordBatch.sizeInBytes, DefaultRecord.sizeInBytes.
 */
export function batchSizeInBytes(records: readonly ProducerRecord[]): number {
  const baseTimestampMs = records[0]?.timestampMs ?? 0;
  return records.reduce((sum, record, index) => sum + recordSizeInBytes(record, index, record.timestampMs - baseTimestampMs), BATCH_OVERHEAD_BYTES);
}

function recordSizeInBytes(record: ProducerRecord, offsetDelta: number, timestampDelta: number): number {
  const attributes = 1;
  const noHeaders = 1;
  const body = attributes + varintBytes(timestampDelta) + varintBytes(offsetDelta) + fieldBytes(record.key) + fieldBytes(record.value) + noHeaders;
  return varintBytes(body) + body;
}

/** A length and the bytes; a missing field is the length -1. */
function fieldBytes(text: string | null): number {
  if (text === null) return 1;
  const length = utf8Length(text);
  return varintBytes(length) + length;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

/** Zigzag, seven bits a byte. */
function varintBytes(value: number): number {
  let zigzag = value < 0 ? -2 * value - 1 : 2 * value;
  let bytes = 1;
  while (zigzag >= 0x80) {
    zigzag = Math.floor(zigzag / 0x80);
    bytes += 1;
  }
  return bytes;
}
