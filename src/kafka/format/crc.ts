/** Reflected polynomials. */
const CASTAGNOLI = 0x82f63b78;
const IEEE = 0xedb88320;

/** The checksum of a batch since message format v2, unsigned. Source: Crc32C. */
export function crc32c(bytes: Uint8Array): number {
  return crc(bytes, castagnoliTable);
}

/** The checksum of a message in formats v0 and v1, unsigned. Source: java.util.zip.CRC32. */
export function crc32(bytes: Uint8Array): number {
  return crc(bytes, ieeeTable);
}

const castagnoliTable = tableOf(CASTAGNOLI);
const ieeeTable = tableOf(IEEE);

function tableOf(polynomial: number): readonly number[] {
  return Array.from({ length: 256 }, (_, byte) => {
    let entry = byte;
    for (let bit = 0; bit < 8; bit += 1) entry = entry & 1 ? (entry >>> 1) ^ polynomial : entry >>> 1;
    return entry;
  });
}

function crc(bytes: Uint8Array, table: readonly number[]): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
  return (rest ^ 0xffffffff) >>> 0;
}
