import type { CompactedBatch } from '../log/record.ts';
import { byteWriter } from './bytes.ts';
import type { ByteWriter } from './bytes.ts';
import { crc32c } from './crc.ts';

/** A record as it is written. */
export interface EncodableRecord {
  readonly timestampMs: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: readonly (readonly [name: string, value: Uint8Array | null])[];
}

/** A batch as it is written in message format v2, uncompressed; -1 for a producer that is not idempotent. */
export interface EncodableBatch {
  readonly baseOffset: number;
  readonly partitionLeaderEpoch: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly records: readonly EncodableRecord[];
  /** What the log cleaner left of a batch. */
  readonly compacted?: CompactedBatch;
}

export interface EncodedBatch {
  readonly bytes: Uint8Array;
  /** CRC-32C of everything from the attributes to the end, unsigned. */
  readonly crc: number;
  /** Each record with its length in front. */
  readonly recordSizes: readonly number[];
}

const MAGIC = 2;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;
const HAS_DELETE_HORIZON = 0x40;
/** From the partition leader epoch to the checksum: what the batch's length counts before the attributes. */
const BEFORE_ATTRIBUTES_BYTES = 9;

/** The bytes of a batch on the disk and on the wire. Source: DefaultRecordBatch.writeHeader, DefaultRecord.writeTo. */
export function encodeBatch(batch: EncodableBatch): EncodedBatch {
  const { compacted, baseOffset } = batch;
  const baseTimestampMs = compacted?.deleteHorizonMs ?? batch.records[0]?.timestampMs ?? -1;
  const records = batch.records.map((record, index) => encodeRecord(record, compacted === undefined ? index : (compacted.offsets[index] ?? 0) - baseOffset, record.timestampMs - baseTimestampMs));
  const summed = byteWriter();
  writeSummed(summed, batch, baseTimestampMs);
  for (const record of records) summed.raw(record);
  const body = summed.bytes();
  const crc = crc32c(body);
  const writer = byteWriter();
  writer.int64(batch.baseOffset);
  writer.int32(BEFORE_ATTRIBUTES_BYTES + body.length);
  writer.int32(batch.partitionLeaderEpoch);
  writer.int8(MAGIC);
  writer.int32(crc);
  writer.raw(body);
  return { bytes: writer.bytes(), crc, recordSizes: records.map(({ length }) => length) };
}

function writeSummed(writer: ByteWriter, batch: EncodableBatch, baseTimestampMs: number): void {
  const { compacted } = batch;
  const hasHorizon = (compacted?.deleteHorizonMs ?? null) !== null;
  writer.int16((batch.isTransactional ? TRANSACTIONAL : 0) | (batch.isControl ? CONTROL : 0) | (hasHorizon ? HAS_DELETE_HORIZON : 0));
  writer.int32(compacted === undefined ? batch.records.length - 1 : compacted.lastOffset - batch.baseOffset);
  writer.int64(baseTimestampMs);
  writer.int64(compacted?.maxTimestampMs ?? Math.max(...batch.records.map(({ timestampMs }) => timestampMs)));
  writer.int64(batch.producerId);
  writer.int16(batch.producerEpoch);
  writer.int32(batch.baseSequence);
  writer.int32(batch.records.length);
}

function encodeRecord(record: EncodableRecord, offsetDelta: number, timestampDelta: number): Uint8Array {
  const body = byteWriter();
  body.int8(0);
  body.varint(timestampDelta);
  body.varint(offsetDelta);
  body.varBytes(record.key);
  body.varBytes(record.value);
  const headers = record.headers ?? [];
  body.varint(headers.length);
  for (const [name, value] of headers) {
    body.varBytes(new TextEncoder().encode(name));
    body.varBytes(value);
  }
  const framed = byteWriter();
  framed.varBytes(body.bytes());
  return framed.bytes();
}

/** The only record of a control batch: what its transaction came to. Source: EndTransactionMarker. */
export function markerRecord(marker: 'COMMIT' | 'ABORT', coordinatorEpoch: number, timestampMs: number): EncodableRecord {
  const key = byteWriter();
  key.int16(0);
  key.int16(marker === 'COMMIT' ? 1 : 0);
  const value = byteWriter();
  value.int16(0);
  value.int32(coordinatorEpoch);
  return { timestampMs, key: key.bytes(), value: value.bytes() };
}
