import { describe, expect, it } from 'vitest';
import { crc32, crc32c } from './crc.ts';
import { encodeMessage } from './encodeMessage.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('checksums', () => {
  it('both give the check values of their standards', () => {
    expect(crc32c(bytes('123456789'))).toBe(0xe3069283);
    expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
  });

  it('nothing sums to nothing', () => {
    expect(crc32c(bytes(''))).toBe(0);
  });
});

describe('messages before record batches', () => {
  it('a message is 26 bytes and what it carries, and eight more with a timestamp', () => {
    const record = { timestampMs: 7, key: bytes('k'), value: bytes('m0') };
    expect(encodeMessage(3, 0, record).bytes).toHaveLength(26 + 3);
    expect(encodeMessage(3, 1, record).bytes).toHaveLength(34 + 3);
  });

  it('offset and length stand in front and are not summed', () => {
    const record = { timestampMs: 7, key: null, value: bytes('m0') };
    expect(encodeMessage(3, 1, record).crc).toBe(encodeMessage(4, 1, record).crc);
    expect(encodeMessage(3, 0, record).crc).toBe(crc32(encodeMessage(3, 0, record).bytes.subarray(16)));
  });
});
