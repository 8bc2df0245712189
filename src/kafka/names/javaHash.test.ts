import { describe, expect, it } from 'vitest';
import { hashMapOrder, hashtableOrder, stringHashCode, topicPartitionHashCode } from './javaHash.ts';

describe('Java’s hashing', () => {
  it('a string’s hash is a signed 32-bit integer', () => {
    expect(stringHashCode('')).toBe(0);
    expect(stringHashCode('hello')).toBe(99162322);
    expect(stringHashCode('polygenelubricants')).toBe(-2147483648);
  });

  it('small numbers come in rising order, whatever the order of insertion', () => {
    expect(hashMapOrder([5, 1, 3], (key) => key)).toEqual([1, 3, 5]);
  });

  it('keys of one bucket keep their order, until the table grows', () => {
    expect(hashMapOrder([17, 1], (key) => key)).toEqual([17, 1]);
    const many = Array.from({ length: 13 }, (_, index) => index + 17);
    expect(hashMapOrder([...many, 1], (key) => key)[0]).toBe(1);
  });

  it('a table that was larger once keeps its order', () => {
    expect(hashMapOrder([17, 1], (key) => key, 13)).toEqual([1, 17]);
  });

  it('a table that begins small keeps its small order', () => {
    expect(hashMapOrder(['ids', 'topics', 'seqid'], stringHashCode)).toEqual(['topics', 'ids', 'seqid']);
    expect(hashMapOrder(['ids', 'topics', 'seqid'], stringHashCode, 3, 8)).toEqual(['ids', 'topics', 'seqid']);
  });

  it('a Hashtable is listed from its end, and the latest of one place first', () => {
    expect(hashtableOrder([1, 3, 12], (key) => key)).toEqual([3, 12, 1]);
  });

  it('of a partition counts number and topic', () => {
    expect(topicPartitionHashCode('hello-2')).toBe(31 * 33 + 99162322);
  });
});
