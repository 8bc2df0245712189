import type { KafkaWorld } from '../kafka/simulation.ts';
import { canonicalJson, fnv1a } from '../world/canonical.ts';
import { Table } from '../world/table.ts';

/** Parts below this depth are too small to be worth remembering. */
const REMEMBERED_DEPTH = 5;

const known = new WeakMap<object, string>();

/**
 * A short name of a world: equal worlds have equal ones. It reads what `worldHash` reads, part by part, and remembers
 * the parts, which worlds share from step to step: working it out again costs only what has changed.
 */
export function momentCheck(world: KafkaWorld): string {
  const actors = inOrder(world.actors.entries()).map(([address, { value, context }]) => `${address}:${partCheck(value, 2)}${partCheck(context, 2)}`);
  return fnv1a(`${actors.join()}${fieldsOf({ ...world, actors: null }, 0)}`);
}

/** What a part is called must not depend on where in the world it stands: some stand in several places. */
function partCheck(part: unknown, depth: number): string {
  if (typeof part !== 'object' || part === null) return canonicalJson(part);
  const before = known.get(part);
  if (before !== undefined) return before;
  const check = fnv1a(Array.isArray(part) ? `[${part.map((one) => partCheck(one, depth + 1)).join()}` : fieldsOf(part, depth));
  if (depth <= REMEMBERED_DEPTH) known.set(part, check);
  return check;
}

function fieldsOf(part: object, depth: number): string {
  return inOrder(part instanceof Table ? part.entries() : Object.entries(part)).map(([key, field]) => `${key}:${partCheck(field, depth + 1)}`).join();
}

function inOrder<Value>(fields: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  return fields.filter(([, field]) => field !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
