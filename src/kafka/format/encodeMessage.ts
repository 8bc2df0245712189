import { byteWriter } from './bytes.ts';
import { crc32 } from './crc.ts';
import type { EncodableRecord } from './encodeBatch.ts';

export interface EncodedMessage {
  /** With the offset and the length in front. */
  readonly bytes: Uint8Array;
  /** CRC-32 of everything from the magic byte to the end, unsigned. */
  readonly crc: number;
}

/** A message as it was before record batches: format v0, or v1 with a timestamp. Source: LegacyRecord.write. */
export function encodeMessage(offset: number, magic: 0 | 1, record: EncodableRecord): EncodedMessage {
  const summed = byteWriter();
  summed.int8(magic);
  summed.int8(0);
  if (magic === 1) summed.int64(record.timestampMs);
  for (const field of [record.key, record.value]) {
    summed.int32(field === null ? -1 : field.length);
    if (field !== null) summed.raw(field);
  }
  const body = summed.bytes();
  const crc = crc32(body);
  const writer = byteWriter();
  writer.int64(offset);
  writer.int32(body.length + 4);
  writer.int32(crc);
  writer.raw(body);
  return { bytes: writer.bytes(), crc };
}
