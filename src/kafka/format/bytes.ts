/** Writes big-endian numbers, as Kafka's protocol has them, one after the other. */
export interface ByteWriter {
  readonly int8: (value: number) => void;
  readonly int16: (value: number) => void;
  readonly int32: (value: number) => void;
  /** Any safe integer. */
  readonly int64: (value: number) => void;
  /** Zigzag, seven bits a byte. Source: ByteUtils.writeVarlong. */
  readonly varint: (value: number) => void;
  /** Varint length and bytes; null is the length -1. */
  readonly varBytes: (bytes: Uint8Array | null) => void;
  readonly raw: (bytes: Uint8Array) => void;
  readonly bytes: () => Uint8Array;
}

export function byteWriter(): ByteWriter {
  const written: number[] = [];
  const bits = (value: number, width: number) => {
    for (let shift = width - 8; shift >= 0; shift -= 8) written.push((value >>> shift) & 0xff);
  };
  const varint = (value: number) => {
    let zigzag = value < 0 ? -2 * value - 1 : 2 * value;
    for (; zigzag >= 0x80; zigzag = Math.floor(zigzag / 0x80)) written.push((zigzag % 0x80) | 0x80);
    written.push(zigzag);
  };
  const raw = (bytes: Uint8Array) => {
    for (const byte of bytes) written.push(byte);
  };
  return {
    int8: (value) => bits(value, 8),
    int16: (value) => bits(value, 16),
    int32: (value) => bits(value, 32),
    int64: (value) => {
      bits(Math.floor(value / 2 ** 32), 32);
      bits(value, 32);
    },
    varint,
    varBytes: (bytes) => {
      varint(bytes === null ? -1 : bytes.length);
      if (bytes !== null) raw(bytes);
    },
    raw,
    bytes: () => Uint8Array.from(written),
  };
}
