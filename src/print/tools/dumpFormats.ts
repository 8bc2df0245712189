import type { EraId } from '../../kafka/era/era.ts';
import type { EncodableBatch, EncodableRecord } from '../../kafka/format/encodeBatch.ts';

/** A batch and where it lies in its file. */
export interface DumpedBatch {
  readonly batch: EncodableBatch;
  /** Inclusive, as the tool prints it. */
  readonly lastOffset: number;
  /** Bytes from the start of the file. */
  readonly position: number;
  readonly size: number;
  readonly crc: number;
}

export interface DumpFormat {
  /** What stands before the segment's base offset. */
  readonly head: string;
  readonly lines: (dumped: DumpedBatch) => readonly string[];
}

const HEAD = 'Starting offset';

/** How a version's `kafka-dump-log.sh` writes batches of message format v2. Source: DumpLogSegments of each version. */
export const dumpFormats: Readonly<Record<EraId, DumpFormat>> = {
  '0.8': { head: HEAD, lines: () => [] },
  '0.10': { head: HEAD, lines: () => [] },
  // Until 2.0 the records stand alone, each with what is known of its batch.
  '0.11': { head: HEAD, lines: (dumped) => dumped.batch.records.map((record, index) => recordAlone(dumped, record, index)) },
  '2.1': { head: HEAD, lines: (dumped) => [batchLine(dumped, '', 'NONE'), ...recordLines(dumped, 'keysize', 'valuesize')] },
  '2.8': { head: HEAD, lines: (dumped) => [batchLine(dumped, '', 'NONE'), ...recordLines(dumped, 'keysize', 'valuesize')] },
  '3.9': { head: `Log ${HEAD.toLowerCase()}`, lines: (dumped) => [batchLine(dumped, ` deleteHorizonMs: ${horizonOf(dumped.batch)}`, 'none'), ...recordLines(dumped, 'keySize', 'valueSize')] },
  '4.1': { head: `Log ${HEAD.toLowerCase()}`, lines: (dumped) => [batchLine(dumped, ` deleteHorizonMs: ${horizonOf(dumped.batch)}`, 'none'), ...recordLines(dumped, 'keySize', 'valueSize')] },
};

function horizonOf({ compacted }: EncodableBatch): string {
  const horizonMs = compacted?.deleteHorizonMs ?? null;
  return horizonMs === null ? 'OptionalLong.empty' : `OptionalLong[${horizonMs}]`;
}

function batchLine({ batch, lastOffset, position, size, crc }: DumpedBatch, horizon: string, codec: string): string {
  const { records, baseSequence } = batch;
  const lastSequence = baseSequence < 0 ? -1 : baseSequence + lastOffset - batch.baseOffset;
  return `baseOffset: ${batch.baseOffset} lastOffset: ${lastOffset} count: ${records.length} baseSequence: ${baseSequence} lastSequence: ${lastSequence}`
    + ` producerId: ${batch.producerId} producerEpoch: ${batch.producerEpoch} partitionLeaderEpoch: ${batch.partitionLeaderEpoch}`
    + ` isTransactional: ${batch.isTransactional} isControl: ${batch.isControl}${horizon} position: ${position} CreateTime: ${maxTimestampMs(batch)}`
    + ` size: ${size} magic: 2 compresscodec: ${codec} crc: ${crc} isvalid: true`;
}

function recordLines({ batch }: DumpedBatch, keySize: string, valueSize: string): readonly string[] {
  return batch.records.map((record, index) =>
    `| offset: ${offsetAt(batch, index)} CreateTime: ${record.timestampMs} ${keySize}: ${record.key?.length ?? -1} ${valueSize}: ${record.value?.length ?? -1}`
      + ` sequence: ${sequenceOf(batch, index)} headerKeys: []${contents(record)}`);
}

function recordAlone({ batch, position }: DumpedBatch, record: EncodableRecord, index: number): string {
  return `offset: ${offsetAt(batch, index)} position: ${position} CreateTime: ${record.timestampMs} isvalid: true keysize: ${record.key?.length ?? -1}`
    + ` valuesize: ${record.value?.length ?? -1} magic: 2 compresscodec: NONE producerId: ${batch.producerId} sequence: ${sequenceOf(batch, index)}`
    + ` isTransactional: ${batch.isTransactional} headerKeys: []${contents(record)}`;
}

function offsetAt({ baseOffset, compacted }: EncodableBatch, index: number): number {
  return compacted?.offsets[index] ?? baseOffset + index;
}

function sequenceOf(batch: EncodableBatch, index: number): number {
  return batch.baseSequence < 0 ? -1 : batch.baseSequence + offsetAt(batch, index) - batch.baseOffset;
}

function maxTimestampMs({ records, compacted }: EncodableBatch): number {
  return compacted?.maxTimestampMs ?? Math.max(...records.map(({ timestampMs }) => timestampMs));
}

function contents({ key, value }: EncodableRecord): string {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return `${key === null ? '' : ` key: ${text(key)}`}${value === null ? '' : ` payload: ${text(value)}`}`;
}
