import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { canonicalJson, sameData } from './canonical.ts';
import { Table } from './table.ts';

type Change = { readonly key: string; readonly value: number | null };

/** More keys than a piece has room for; null takes the key away. */
const arbitraryChange: fc.Arbitrary<Change> = fc.record({ key: fc.nat(80).map((number) => `k${number}`), value: fc.option(fc.nat(9), { freq: 6 }) });

function change<Value>(table: Table<Value>, key: string, value: Value | null): Table<Value> {
  return value === null ? table.without(key) : table.with(key, value);
}

describe('a table', () => {
  it('holds what a map would hold, in the same order, and leaves every table before it as it was', () => {
    fc.assert(fc.property(fc.array(arbitraryChange, { maxLength: 200 }), (changes) => {
      const map = new Map<string, number>();
      let table = Table.of<number>({});
      const history: { readonly table: Table<number>; readonly entries: readonly (readonly [string, number])[] }[] = [];
      for (const { key, value } of changes) {
        if (value === null) map.delete(key);
        else map.set(key, value);
        table = change(table, key, value);
        history.push({ table, entries: [...map] });
      }
      for (const { table: then, entries } of history) expect(then.entries()).toEqual(entries);
      expect([table.keys(), table.values(), table.size]).toEqual([[...map.keys()], [...map.values()], map.size]);
      for (let number = 0; number <= 80; number += 1) expect([table.get(`k${number}`), table.has(`k${number}`)]).toEqual([map.get(`k${number}`), map.has(`k${number}`)]);
    }));
  });

  it('grows in two ways from the same beginning, and neither sees the other’s keys', () => {
    const begun = Table.of({ a: 1 });
    const [one, other] = [begun.with('b', 2).with('c', 3), begun.with('c', 4).with('b', 5)];
    expect([one.entries(), other.entries()]).toEqual([[['a', 1], ['b', 2], ['c', 3]], [['a', 1], ['c', 4], ['b', 5]]]);
    expect([begun.size, begun.has('b'), begun.get('c'), begun.keys()]).toEqual([1, false, undefined, ['a']]);
    expect(begun.with('b', 6).keys()).toEqual(['a', 'b']);
  });

  it('is another value only where it differs: as data, as JSON and to a test', () => {
    const table = Table.of({ a: 1, b: 2 });
    expect(JSON.stringify(table)).toBe('{"a":1,"b":2}');
    expect(canonicalJson({ table: Table.of({ b: 2, a: 1 }) })).toBe(canonicalJson({ table: { a: 1, b: 2 } }));
    expect([sameData(table, Table.of({ b: 2, a: 1 })), sameData(table, Table.of({ a: 1, b: 3 }))]).toEqual([true, false]);
    expect(table).toEqual(Table.of({ a: 1 }).with('b', 2));
    expect(table).not.toEqual(Table.of({ a: 1, b: 3 }));
  });

  it('finds the first value that passes', () => {
    const table = Table.of({ a: 1, b: 2, c: 4 });
    expect([table.find((value) => value % 2 === 0), table.find((value) => value > 4)]).toEqual([2, undefined]);
  });
});
