const MULTIPLIER = 0x5bd1e995;
const SEED = 0x9747b28c;

/** The signed 32-bit hash by which Kafka places keys; numbers are read little-endian. Source: Utils.murmur2. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    hash = Math.imul(hash, MULTIPLIER) ^ scramble(view.getInt32(at, true));
  }
  return finish(whole === bytes.length ? hash : Math.imul(hash ^ tail(bytes.subarray(whole)), MULTIPLIER));
}

function scramble(word: number): number {
  const mixed = Math.imul(word, MULTIPLIER);
  return Math.imul(mixed ^ (mixed >>> 24), MULTIPLIER);
}

function tail(bytes: Uint8Array): number {
  return bytes.reduce((word, byte, at) => word | (byte << (8 * at)), 0);
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return mixed ^ (mixed >>> 15);
}

/** Drops the sign bit, which is not the absolute value. Source: Utils.toPositive. */
export function toPositive(hash: number): number {
  return hash & 0x7fffffff;
}

/**
 * The partition of a key: every partition counts, also one without a leader, and more partitions move the key.
 *
 * Source: BuiltInPartitioner.partitionForKey.
 */
export function partitionForKey(key: string | Uint8Array, partitions: number): number {
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : key;
  return toPositive(murmur2(bytes)) % partitions;
}
