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
  /** Up to the names of the files. The script came with 2.0; before, one ran the class. */
  readonly tool: string;
  readonly options: string;
  /** What stands before the segment's base offset. */
  readonly head: string;
  /** A batch of message format v2, where the version has it. */
  readonly lines: (dumped: DumpedBatch) => readonly string[];
  /** Formats v0 and v1: how no compression is called, and whether a record without value has a payload all the same. */
  readonly noCodec: string;
  readonly printsNoValue: boolean;
  /** A record without value keeps its key to itself (until 2.3). */
  readonly hidesKeyOfNoValue: boolean;
  readonly missing: (file: string) => string;
}

/** Files were opened as streams until 2.0. */
const FIRST: DumpFormat = {
  tool: 'kafka-run-class.sh kafka.tools.DumpLogSegments', options: '--print-data-log',
  head: 'Starting offset', lines: () => [], noCodec: 'NoCompressionCodec', printsNoValue: true, hidesKeyOfNoValue: false,
  missing: (file) => `java.io.FileNotFoundException: ${file} (No such file or directory)`,
};
const OLD: DumpFormat = { ...FIRST, noCodec: 'NONE', printsNoValue: false, hidesKeyOfNoValue: true };
const RECENT: DumpFormat = { ...OLD, tool: 'kafka-dump-log.sh', hidesKeyOfNoValue: false, missing: (file) => `java.nio.file.NoSuchFileException: ${file}` };
const NEW: DumpFormat = {
  ...RECENT, head: 'Log starting offset',
  lines: (dumped) => [batchLine(dumped, ` deleteHorizonMs: ${horizonOf(dumped.batch)}`, 'none'), ...recordLines(dumped, recordBelow)],
};
const alone = (dumped: DumpedBatch): readonly string[] => recordLines(dumped, recordAlone, true);

/** How a version's `kafka-dump-log.sh` writes batches of message format v2. Source: DumpLogSegments of each version. */
export const dumpFormats: Readonly<Record<EraId, DumpFormat>> = {
  '0.8': FIRST,
  '0.10': OLD,
  // Until 2.3 the records stand alone, each with what is known of its batch.
  '0.11': { ...OLD, options: '--deep-iteration --print-data-log', lines: alone },
  '2.1': { ...RECENT, hidesKeyOfNoValue: true, lines: alone },
  // In 2.8 alone a record says all of its batch again.
  '2.8': { ...RECENT, lines: (dumped) => [batchLine(dumped, '', 'NONE'), ...recordLines(dumped, recordInFull)] },
  '3.9': NEW,
  '4.1': NEW,
};

function horizonOf({ compacted }: EncodableBatch): string {
  const horizonMs = compacted?.deleteHorizonMs ?? null;
  return horizonMs === null ? 'OptionalLong.empty' : `OptionalLong[${horizonMs}]`;
}

function batchLine(dumped: DumpedBatch, horizon: string, codec: string): string {
  const { batch, lastOffset, position, size, crc } = dumped;
  return `baseOffset: ${batch.baseOffset} lastOffset: ${lastOffset} count: ${batch.records.length} baseSequence: ${batch.baseSequence} lastSequence: ${lastSequenceOf(dumped)}`
    + ` producerId: ${batch.producerId} producerEpoch: ${batch.producerEpoch} partitionLeaderEpoch: ${batch.partitionLeaderEpoch}`
    + ` isTransactional: ${batch.isTransactional} isControl: ${batch.isControl}${horizon} position: ${position} CreateTime: ${maxTimestampMs(batch)}`
    + ` size: ${size} magic: 2 compresscodec: ${codec} crc: ${crc} isvalid: true`;
}

type RecordLine = (dumped: DumpedBatch, record: EncodableRecord, index: number) => string;

function recordLines(dumped: DumpedBatch, line: RecordLine, hidesKeyOfNoValue = false): readonly string[] {
  return dumped.batch.records.map((record, index) => `${line(dumped, record, index)} headerKeys: []${hidesKeyOfNoValue && record.value === null ? '' : contents(record)}`);
}

function recordBelow({ batch }: DumpedBatch, record: EncodableRecord, index: number): string {
  return `| offset: ${offsetAt(batch, index)} CreateTime: ${record.timestampMs} ${sizesOf(record, 'keySize', 'valueSize')} sequence: ${sequenceOf(batch, index)}`;
}

/** A record of format v2 has no checksum of its own. */
function recordInFull(dumped: DumpedBatch, record: EncodableRecord, index: number): string {
  const { batch, lastOffset, position, size } = dumped;
  return `| offset: ${offsetAt(batch, index)} isValid: true crc: null ${sizesOf(record, 'keySize', 'valueSize')} CreateTime: ${record.timestampMs}`
    + ` baseOffset: ${batch.baseOffset} lastOffset: ${lastOffset} baseSequence: ${batch.baseSequence} lastSequence: ${lastSequenceOf(dumped)}`
    + ` producerEpoch: ${batch.producerEpoch} partitionLeaderEpoch: ${batch.partitionLeaderEpoch} batchSize: ${size} magic: 2 compressType: NONE position: ${position}`
    + ` sequence: ${sequenceOf(batch, index)}`;
}

function recordAlone({ batch, position }: DumpedBatch, record: EncodableRecord, index: number): string {
  return `offset: ${offsetAt(batch, index)} position: ${position} CreateTime: ${record.timestampMs} isvalid: true ${sizesOf(record, 'keysize', 'valuesize')}`
    + ` magic: 2 compresscodec: NONE producerId: ${batch.producerId} producerEpoch: ${batch.producerEpoch} sequence: ${sequenceOf(batch, index)}`
    + ` isTransactional: ${batch.isTransactional}`;
}

function sizesOf({ key, value }: EncodableRecord, keyName: string, valueName: string): string {
  return `${keyName}: ${key?.length ?? -1} ${valueName}: ${value?.length ?? -1}`;
}

function lastSequenceOf({ batch, lastOffset }: DumpedBatch): number {
  return batch.baseSequence < 0 ? -1 : batch.baseSequence + lastOffset - batch.baseOffset;
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
