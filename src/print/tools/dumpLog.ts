import type { Era } from '../../kafka/era/era.ts';
import { encodeBatch } from '../../kafka/format/encodeBatch.ts';
import type { EncodableBatch, EncodableRecord } from '../../kafka/format/encodeBatch.ts';
import { encodeMessage } from '../../kafka/format/encodeMessage.ts';
import type { ProducerRecord, RecordBatch } from '../../kafka/log/record.ts';
import { nextOffset, offsetOf } from '../../kafka/log/record.ts';
import { dumpFormats } from './dumpFormats.ts';
import type { DumpFormat } from './dumpFormats.ts';

/** Where a simulated broker keeps its partitions. */
export const LOG_DIR = '/tmp/kafka-logs';

/** A segment's file name without its ending: its base offset in twenty digits. */
export function segmentName(baseOffset: number): string {
  return String(baseOffset).padStart(20, '0');
}

/**
 * `kafka-dump-log.sh --print-data-log`: a segment's batches, positions and checksums counted from the bytes that
 * Kafka would have written, uncompressed.
 *
 * Source: DumpLogSegments.dumpLog.
 */
export function dumpLog(file: string, baseOffset: number, batches: readonly RecordBatch[], era: Era): string {
  const format = dumpFormats[era.id];
  const head = [`Dumping ${file}`, `${format.head}: ${baseOffset}`];
  return [...head, ...(era.messageFormat === 2 ? batchLines(batches, format) : messageLines(batches, era.messageFormat, format))].join('\n');
}

/** The command line that dumps these files, parted by commas. */
export function dumpCommand(files: string, { id }: Era): string {
  const { tool, options } = dumpFormats[id];
  return `${tool} --files ${files} ${options}`;
}

/** A file that is not there: the tool has read where it begins out of its name. */
export function missingLog(file: string, { id }: Era): string {
  const { head, missing } = dumpFormats[id];
  return `Dumping ${file}\n${head}: 0\nException in thread "main" ${missing(file)}`;
}

function batchLines(batches: readonly RecordBatch[], format: DumpFormat): readonly string[] {
  let position = 0;
  return batches.flatMap((batch) => {
    const data = encodable(batch);
    const encoded = encodeBatch(data);
    const lines = format.lines({ batch: data, lastOffset: nextOffset(batch) - 1, position, size: encoded.bytes.length, crc: encoded.crc });
    position += encoded.bytes.length;
    return lines;
  });
}

function messageLines(batches: readonly RecordBatch[], magic: 0 | 1, { noCodec, printsNoValue, hidesKeyOfNoValue }: DumpFormat): readonly string[] {
  let position = 0;
  return batches.flatMap((batch) => batch.records.map((record, index) => {
    const offset = offsetOf(batch, index);
    const { key, value, timestampMs } = encodableRecord(record);
    const { bytes, crc } = encodeMessage(offset, magic, { key, value, timestampMs });
    const time = magic === 0 ? '' : ` CreateTime: ${timestampMs}`;
    const sizes = `payloadsize: ${value?.length ?? -1} magic: ${magic} compresscodec: ${noCodec} crc: ${crc}`;
    const payload = value === null && !printsNoValue ? '' : ` payload: ${record.value}`;
    const name = key === null ? '' : ` keysize: ${key.length}${value === null && hidesKeyOfNoValue ? '' : ` key: ${record.key}`}`;
    const line = `offset: ${offset} position: ${position}${time} isvalid: true ${sizes}${name}${payload}`;
    position += bytes.length;
    return line;
  }));
}

/** What the model keeps of a batch, as it is written. */
export function encodable(batch: RecordBatch): EncodableBatch {
  const { baseOffset, leaderEpoch: partitionLeaderEpoch, producerId, producerEpoch, baseSequence, isTransactional, control, records, compacted } = batch;
  return { baseOffset, partitionLeaderEpoch, producerId, producerEpoch, baseSequence, isTransactional, isControl: control !== null, records: records.map(encodableRecord), ...(compacted === undefined ? {} : { compacted }) };
}

function encodableRecord({ key, value, timestampMs }: ProducerRecord): EncodableRecord {
  return { timestampMs, key: bytesOf(key), value: bytesOf(value) };
}

function bytesOf(text: string | null): Uint8Array | null {
  return text === null ? null : new TextEncoder().encode(text);
}
