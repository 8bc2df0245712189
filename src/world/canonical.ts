import { Table } from './table.ts';

/** Equal values give equal text, whatever order their keys were written in. Fields that are undefined do not count. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return canonicalLeaf(value);
  const fields = definedFields(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

function canonicalLeaf(value: unknown): string {
  // JSON knows neither infinities nor big integers; both must still tell worlds apart.
  if (typeof value === 'number' && !Number.isFinite(value)) return `"${value}"`;
  if (typeof value === 'bigint') return `"${value}n"`;
  return JSON.stringify(value) ?? 'null';
}

/** Equal as plain data. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = definedFields(a);
  const right = new Map(definedFields(b));
  return left.length === right.size && left.every(([key, field]) => right.has(key) && sameData(field, right.get(key)));
}

/** A table's fields are its values by key, as they would be in a record. */
function definedFields(value: object): readonly (readonly [string, unknown])[] {
  const fields: readonly (readonly [string, unknown])[] = value instanceof Table ? value.entries() : Object.entries(value);
  return fields.filter(([, field]) => field !== undefined);
}

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a, 32 bits, over the UTF-16 code units' bytes (a high byte of 0 is left out), as 8 hex digits. */
export function fnv1a(text: string): string {
  let hash = OFFSET_BASIS;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    hash = Math.imul(hash ^ (code & 0xff), PRIME);
    if (code > 0xff) hash = Math.imul(hash ^ (code >>> 8), PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
