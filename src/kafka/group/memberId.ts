/**
 * A name and a random UUID (version 4) behind it, from four draws of 32 bits.
 *
 * Source: ClassicGroup.generateMemberId, java.util.UUID.randomUUID.
 */
export function newMemberId(name: string, draw: (bound: number) => number): string {
  const words = Array.from({ length: 4 }, () => draw(2 ** 32));
  const [first = 0, second = 0, third = 0, fourth = 0] = words;
  const hex = [first, (second & 0xffff0fff) | 0x4000, (third & 0x3fffffff) | 0x80000000, fourth].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  return `${name}-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
