import { murmur2, partitionForKey, toPositive } from '../../kafka/names/murmur2.ts';
import { compare } from './compare.ts';
import type { Family } from './family.ts';

interface Murmur2Case {
  readonly utf8: string | null;
  readonly hex: string;
  readonly murmur2: number;
  readonly positive: number;
  /** For 1, 2, 3 … partitions. */
  readonly partitions: readonly number[];
}

export const family: Family = {
  name: 'murmur2_partition',
  check: (caseData) => {
    const { utf8, hex, murmur2: hash, positive, partitions } = caseData as Murmur2Case;
    const bytes = bytesOf(hex);
    const placed = (key: string | Uint8Array): readonly number[] => partitions.map((_, index) => partitionForKey(key, index + 1));
    return (
      compare(hash, murmur2(bytes), 'murmur2') ??
      compare(positive, toPositive(murmur2(bytes)), 'positive') ??
      compare(partitions, placed(bytes), 'partitions') ??
      (utf8 === null ? null : compare(partitions, placed(utf8), 'partitions of the text'))
    );
  },
};

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
