import { expect, it } from 'vitest';
import { batchSizeInBytes, recordBatch } from './batch.ts';
import { NO_PRODUCER } from './record.ts';

const record = (value: string | null, key: string | null = null, timestampMs = 0) => ({ id: 'r', key, value, timestampMs });

it('an empty batch is as large as its header', () => {
  expect(batchSizeInBytes([])).toBe(61);
});

it('a record without key and value takes seven bytes', () => {
  expect(batchSizeInBytes([record(null)])).toBe(61 + 7);
});

it('text counts in UTF-8 bytes, not characters', () => {
  expect(batchSizeInBytes([record('abc')]) - batchSizeInBytes([record(null)])).toBe(3);
  expect(batchSizeInBytes([record('订')]) - batchSizeInBytes([record('')])).toBe(3);
  expect(batchSizeInBytes([record('é')]) - batchSizeInBytes([record('')])).toBe(2);
  expect(batchSizeInBytes([record('🙂')]) - batchSizeInBytes([record('')])).toBe(4);
});

it('lengths and differences take more bytes as they grow', () => {
  expect(batchSizeInBytes([record('x'.repeat(64))]) - batchSizeInBytes([record('x'.repeat(50))])).toBe(14 + 2);
  const close = batchSizeInBytes([record('a', null, 1000), record('b', null, 1063)]);
  const far = batchSizeInBytes([record('a', null, 1000), record('b', null, 1064)]);
  const earlier = batchSizeInBytes([record('a', null, 1000), record('b', null, 935)]);
  expect([far - close, earlier - close]).toEqual([1, 1]);
});

it('a batch knows its own size', () => {
  expect(recordBatch(5, 2, [record('a')])).toEqual({ ...NO_PRODUCER, control: null, baseOffset: 5, leaderEpoch: 2, records: [record('a')], sizeInBytes: batchSizeInBytes([record('a')]) });
});
