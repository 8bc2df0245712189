import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { murmur2, partitionForKey, toPositive } from './murmur2.ts';

describe('murmur2', () => {
  it('hashes as Kafka does', () => {
    expect(murmur2(new TextEncoder().encode('21'))).toBe(-973932308);
    expect(murmur2(new Uint8Array())).toBe(275646681);
  });

  it('reads the bytes of a view, not of the buffer behind it', () => {
    const bytes = Uint8Array.of(9, 9, 50, 49, 9);
    expect(murmur2(bytes.subarray(2, 4))).toBe(-973932308);
  });

  it('drops the sign bit rather than taking the absolute value', () => {
    expect(toPositive(-1)).toBe(2147483647);
    expect(toPositive(-2147483648)).toBe(0);
  });

  it('a key always goes to the same partition, and to one there is', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), (key, partitions) => {
      const partition = partitionForKey(key, partitions);
      expect(partition).toBe(partitionForKey(new TextEncoder().encode(key), partitions));
      expect(partition >= 0 && partition < partitions).toBe(true);
    }));
  });
});
