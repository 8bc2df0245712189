import { describe, expect, test } from 'vitest';
import { Table } from '../world/table.ts';
import type { Connection, Envelope, World } from '../world/types.ts';
import { equalData } from './equal.ts';
import { matchFact, matchMessage, patternOf } from './match.ts';

const envelope = (id: number, api: string, from: string, to: string, dueAtMs: number, kind: 'request' | 'response' = 'request'): Envelope => ({
  id, connection: `${from}#1>${to}#1`, from, to, message: { api, kind }, sentAtMs: 0, dueAtMs, routine: false, causeStep: 0,
});

function worldWith(...envelopes: readonly Envelope[]): World {
  const connections: Record<string, Connection> = {};
  for (const one of envelopes) {
    const known = connections[one.connection];
    connections[one.connection] = {
      id: one.connection, client: { node: 'a', incarnation: 1 }, server: { node: 'b', incarnation: 1 },
      requests: [...(known?.requests ?? []), one], responses: [], heldUntilMs: 0, closed: false,
    };
  }
  return { nowMs: 0, nodes: {}, actors: Table.of({}), wire: { connections: Table.of(connections), links: {} }, timers: [], random: 1, counters: { steps: 0, nextId: 1 }, ledger: null };
}

describe('a fact matches a pattern', () => {
  const fact = { type: 'ReplicaLeftIsr', brokerId: 3, isr: [1, 2] };
  test('when the type and every named field are the same', () => {
    expect(matchFact({ fact: 'ReplicaLeftIsr', where: { brokerId: 3, isr: [1, 2] } }, fact)).toBe(true);
    expect(matchFact({ fact: 'ReplicaLeftIsr' }, fact)).toBe(true);
  });
  test('not when a field or the type differs', () => {
    expect(matchFact({ fact: 'ReplicaLeftIsr', where: { isr: [2, 1] } }, fact)).toBe(false);
    expect(matchFact({ fact: 'ReplicaJoinedIsr' }, fact)).toBe(false);
  });
});

describe('a message is found by what it is', () => {
  const world = worldWith(
    envelope(1, 'Fetch', 'broker-2/fetcher-1', 'broker-1', 9), envelope(2, 'Fetch', 'broker-3/fetcher-1', 'broker-1', 5), envelope(3, 'Produce', 'producer-1', 'broker-1', 7),
  );
  test('in order of arrival, not of sending', () => {
    expect(matchMessage({ api: 'Fetch' }, world)?.id).toBe(2);
    expect(matchMessage({ api: 'Fetch', nth: 2 }, world)?.id).toBe(1);
    expect(matchMessage({ api: 'Fetch', nth: 3 }, world)).toBeUndefined();
  });
  test('a node stands for its actors, an actor only for itself', () => {
    expect(matchMessage({ api: 'Fetch', from: 'broker-2' }, world)?.id).toBe(1);
    expect(matchMessage({ api: 'Fetch', from: 'broker-2/fetcher-3' }, world)).toBeUndefined();
    expect(matchMessage({ api: 'Produce', kind: 'response' }, world)).toBeUndefined();
  });
  test('its pattern finds it again, counting those like it', () => {
    const twice = worldWith(envelope(4, 'Produce', 'producer-1', 'broker-1', 5), envelope(5, 'Produce', 'producer-1', 'broker-1', 5));
    for (const id of [4, 5]) expect(matchMessage(patternOf(twice, matchMessage({ api: 'Produce', nth: id - 3 }, twice)!), twice)?.id).toBe(id);
  });
});

test('data is equal by value, whatever the order of its fields', () => {
  expect(equalData({ a: [1, { b: null }], c: 1 }, { c: 1, a: [1, { b: null }] })).toBe(true);
  expect(equalData([1, 2], [1, 2, 3])).toBe(false);
  expect(equalData({ a: 1 }, { a: '1' })).toBe(false);
  expect(equalData([], {})).toBe(false);
});
