import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLesson } from './openLesson.ts';
import type { Player } from './player.ts';
import type { Shelf } from './preferences.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { restoreSandbox, savedOf } from './sandboxRestore.ts';
import { BROKEN_KEY, parseSaved, SANDBOX_KEY } from './sandboxSaved.ts';
import { worldOf } from './session.ts';
import { createPlayer } from './sessionStore.ts';

function shelfWith(entries: Record<string, string> = {}): Shelf & { readonly entries: Record<string, string> } {
  return { entries, getItem: (key) => entries[key] ?? null, setItem: (key, value) => void (entries[key] = value) };
}

function visitor(shelf: Shelf): Player {
  return createPlayer({ open: openLesson, language: 'en', theme: 'light', singleLetterKeys: true, shelf });
}

/** A run with commands, usual steps and a step taken back. */
function played(player: Player): void {
  player.startSandbox(FIRST_SET_UP);
  player.command({ type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm1' });
  for (let step = 0; step < 12; step += 1) player.step();
  player.command({ type: 'broker.kill', brokerId: 2 });
  for (let step = 0; step < 6; step += 1) player.step();
  player.back();
}

describe('the sandbox as it is kept', () => {
  test('is its beginning where it is too long to be opened again', async () => {
    const player = visitor(shelfWith());
    played(player);
    const shelf = shelfWith({ [SANDBOX_KEY]: JSON.stringify(savedOf(player.store.getState(), 10)) });
    const after = visitor(shelf);
    await after.resumeSandbox();
    const { sandbox, course } = after.store.getState();
    expect([sandbox.note, course.history.node(course.cursor).depth]).toEqual([null, 10]);
    player.dispose();
    after.dispose();
  });

  test('comes back at the same step, with the same world and the same way on', async () => {
    const shelf = shelfWith();
    const before = visitor(shelf);
    played(before);
    shelf.setItem(SANDBOX_KEY, JSON.stringify(savedOf(before.store.getState())));
    const after = visitor(shelf);
    await after.resumeSandbox();
    expect(after.store.getState().kind).toBe('sandbox');
    expect(after.store.getState().sandbox.note).toBeNull();
    expect(savedOf(after.store.getState())).toEqual(savedOf(before.store.getState()));
    expect(worldOf(after.store.getState())).toEqual(worldOf(before.store.getState()));
    after.undo();
    before.undo();
    expect(worldOf(after.store.getState())).toEqual(worldOf(before.store.getState()));
    before.dispose();
    after.dispose();
  });

  test('a consumer’s group, static id, assignor and processing time come back, and so does the rest of its program', () => {
    const consumers = [{
      id: 'consumer-1', topics: ['orders'], started: true, application: { processingMs: 250, commit: 'sync' },
      config: { 'group.id': 'shop', 'group.instance.id': 'till-1', 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.StickyAssignor' },
    }];
    const description = { ...FIRST_SET_UP.description, consumers };
    const restored = restoreSandbox(shelfWith({ [SANDBOX_KEY]: JSON.stringify({ version: 1, setUp: { ...FIRST_SET_UP, description }, choices: [{ usual: 5 }], at: 5, check: '' }) }));
    expect(restored?.opened.lesson.cluster).toEqual(description);
    expect(restored?.course.history.node(restored.course.cursor).depth).toBe(5);
  });

  test('a state that cannot be read is put aside, and a fresh sandbox opened with a note', () => {
    for (const kept of ['{', '[]', '{"version":2}', 'null', '"x"']) {
      const shelf = shelfWith({ [SANDBOX_KEY]: kept });
      const restored = restoreSandbox(shelf);
      expect(restored?.note).toMatchObject({ is: 'unreadable', kept });
      expect(shelf.entries[BROKEN_KEY]).toBe(kept);
      expect(restored?.course.cursor).toBe(0);
    }
  });

  test('a cluster that Kafka would refuse is put aside with Kafka’s message', () => {
    const topics = [{ name: 'orders', partitions: 1, replicationFactor: 9 }];
    const saved = { version: 1, setUp: { ...FIRST_SET_UP, description: { ...FIRST_SET_UP.description, topics } }, choices: [], at: 0, check: '' };
    expect(restoreSandbox(shelfWith({ [SANDBOX_KEY]: JSON.stringify(saved) }))?.note?.details[0]).toContain('The target replication factor of 9 cannot be reached');
  });

  test('a choice that no longer applies is left out and named', () => {
    const saved = { version: 1, setUp: FIRST_SET_UP, choices: [{ command: { type: 'broker.kill', brokerId: 7 } }, { usual: 3 }], at: 4, check: '' };
    const restored = restoreSandbox(shelfWith({ [SANDBOX_KEY]: JSON.stringify(saved) }));
    expect(restored?.note).toMatchObject({ is: 'skipped', details: ['there is no broker 7'] });
    expect(restored?.course.history.node(restored.course.tip).depth).toBe(3);
  });

  test('nothing kept is nothing restored; a storage that throws counts as empty', () => {
    expect(restoreSandbox(shelfWith())).toBeNull();
    expect(restoreSandbox(null)).toBeNull();
    const broken: Shelf = { getItem: () => { throw new Error('forbidden'); }, setItem: () => { throw new Error('forbidden'); } };
    expect(restoreSandbox(broken)).toBeNull();
  });

  test('whatever was kept, reading it never throws', () => {
    const good = JSON.stringify({ version: 1, setUp: FIRST_SET_UP, choices: [{ usual: 2 }, { command: { type: 'broker.kill', brokerId: 1 } }], at: 1, check: 'x' });
    expect(parseSaved(good).is).toBe('saved');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), spoiled(good)), (text) => {
      expect(['saved', 'broken']).toContain(parseSaved(text).is);
    }), { numRuns: 300 });
  });

  test('whatever can be read, restoring it never throws', () => {
    const choice = fc.oneof(
      fc.record({ usual: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ command: fc.record({ type: fc.constantFrom('broker.kill', 'broker.restart', 'disk.lose'), brokerId: fc.integer({ min: 1, max: 5 }) }) }),
      fc.record({ deliver: fc.record({ api: fc.constantFrom('Fetch', 'Produce') }) }),
      fc.record({ fire: fc.record({ owner: fc.constantFrom('broker-1', 'nobody'), name: fc.constantFrom('isr-check', 'x') }) }),
    );
    fc.assert(fc.property(fc.array(choice, { maxLength: 8 }), fc.nat(30), (choices, at) => {
      const saved = JSON.stringify({ version: 1, setUp: FIRST_SET_UP, choices, at, check: '' });
      expect(restoreSandbox(shelfWith({ [SANDBOX_KEY]: saved }))?.opened.kind).toBe('sandbox');
    }), { numRuns: 25 });
  });
});

/** A good state with a piece cut out or written over. */
function spoiled(good: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 5 })).map(([from, length, put]) => good.slice(0, from) + put + good.slice(from + length));
}
