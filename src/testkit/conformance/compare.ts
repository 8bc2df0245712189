import type { Difference } from './family.ts';

/** The first place where two plain values differ, or null; the order of an object's keys does not count. */
export function compare(expected: unknown, actual: unknown, at: string): Difference | null {
  if (isObject(expected) && isObject(actual)) return compareFields(expected, actual, at);
  if (Object.is(expected, actual)) return null;
  return { difference: `${at}: expected ${text(expected)}, got ${text(actual)}` };
}

function compareFields(expected: object, actual: object, at: string): Difference | null {
  if (Array.isArray(expected) !== Array.isArray(actual)) return { difference: `${at}: expected ${text(expected)}, got ${text(actual)}` };
  for (const field of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (compare(valueAt(expected, field), valueAt(actual, field), field) === null) continue;
    // A short list reads better whole than by its first odd element.
    if (isFlat(expected) && isFlat(actual)) return { difference: `${at}: expected ${text(expected)}, got ${text(actual)}` };
    return compare(valueAt(expected, field), valueAt(actual, field), Array.isArray(expected) ? `${at}[${field}]` : `${at}.${field}`);
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isFlat(value: object): boolean {
  return Array.isArray(value) && value.every((item) => !isObject(item));
}

function valueAt(value: object, field: string): unknown {
  return Object.hasOwn(value, field) ? (value as Readonly<Record<string, unknown>>)[field] : undefined;
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
