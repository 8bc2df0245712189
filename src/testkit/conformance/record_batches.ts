import { encodeBatch, markerRecord } from '../../kafka/format/encodeBatch.ts';
import type { EncodableBatch, EncodableRecord } from '../../kafka/format/encodeBatch.ts';
import { compare } from './compare.ts';
import type { Difference, Family } from './family.ts';

interface Batch {
  readonly baseOffset: number;
  readonly partitionLeaderEpoch: number;
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly sizeInBytes: number;
  readonly crc: number;
  readonly hex?: string;
}

interface DataCase extends Batch {
  readonly baseSequence: number;
  readonly transactional: boolean;
  readonly compression: string;
  readonly records: readonly { readonly ts: number; readonly key: string | null; readonly value: string | null; readonly headers?: readonly (readonly [string, string | null])[] }[];
  readonly estimatedUncompressedSize: number;
  readonly recordSizes: readonly number[];
}

interface ControlCase extends Batch {
  readonly control: 'COMMIT' | 'ABORT';
  readonly coordinatorEpoch: number;
  readonly timestamp: number;
}

/** Bytes are compared for uncompressed batches only: what the others come to is their codec's matter. */
export const family: Family = {
  name: 'record_batches',
  check: (caseData) => ('control' in (caseData as object) ? checkControl(caseData as ControlCase) : checkData(caseData as DataCase)),
};

function checkControl(given: ControlCase): Difference | null {
  const records = [markerRecord(given.control, given.coordinatorEpoch, given.timestamp)];
  return checkBytes(given, { ...given, baseSequence: -1, isTransactional: true, isControl: true, records });
}

function checkData(given: DataCase): Difference | null {
  const batch = { ...given, isTransactional: given.transactional, isControl: false, records: given.records.map(recordOf) };
  const written = encodeBatch(batch);
  return (
    compare(given.recordSizes, written.recordSizes, 'recordSizes') ??
    compare(given.estimatedUncompressedSize, written.bytes.length, 'estimatedUncompressedSize') ??
    (given.compression === 'none' ? checkBytes(given, batch) : null)
  );
}

function checkBytes(given: Batch, batch: EncodableBatch): Difference | null {
  const { bytes, crc } = encodeBatch(batch);
  return (
    compare(given.sizeInBytes, bytes.length, 'sizeInBytes') ??
    compare(given.crc, crc, 'crc') ??
    compare(given.hex, Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), 'hex')
  );
}

function recordOf({ ts, key, value, headers = [] }: DataCase['records'][number]): EncodableRecord {
  return { timestampMs: ts, key: encoded(key), value: encoded(value), headers: headers.map(([name, text]) => [name, encoded(text)] as const) };
}

function encoded(text: string | null): Uint8Array | null {
  return text === null ? null : new TextEncoder().encode(text);
}
