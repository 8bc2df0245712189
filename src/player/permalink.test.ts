import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { chosen, stepBy } from '../testkit/sandboxRun.ts';
import { worldHash } from '../world/run.ts';
import { Table } from '../world/table.ts';
import { placeAt } from './course.ts';
import { possibilitiesOf } from './hand.ts';
import { choose, goOnByHand } from './handMoves.ts';
import { momentCheck } from './linkCheck.ts';
import { addressOf } from './linkAddress.ts';
import { ASIDE_KEY } from './linkSandbox.ts';
import { followLink } from './linkFollow.ts';
import type { Followed } from './linkFollow.ts';
import { beginWhatIf } from './moves.ts';
import { lessons, openLesson } from './openLesson.ts';
import { goToMoment } from './permalinkOpen.ts';
import { pack, unpack } from './permalinkPack.ts';
import { readRun } from './permalinkRun.ts';
import type { Shelf } from './preferences.ts';
import { readPreferences } from './preferences.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { openSandbox } from './sandboxGuide.ts';
import { readSaved, SANDBOX_KEY } from './sandboxSaved.ts';
import type { Session } from './session.ts';
import { worldOf } from './session.ts';
import { createPlayer, fresh } from './sessionStore.ts';

const NO_SHELF: Shelf | null = null;

function sessionAt(lessonId: string): Session {
  return createPlayer({ open: openLesson, lessonId, language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();
}

let atStart: ReadonlyMap<string, Session>;
beforeAll(() => {
  atStart = new Map(lessons.map(({ id }) => [id, sessionAt(id)]));
});

const begun = (id = 'unclean-election'): Session => atStart.get(id) ?? sessionAt(id);

const linkTo = (session: Session): string => addressOf(session, pack, true) ?? '';

async function opened(hash: string, { isFirst = true, shelf = NO_SHELF, present = begun('high-watermark') } = {}): Promise<Followed> {
  return (await followLink(present, hash, { open: openLesson, shelf, isFirst })) ?? { session: null, note: null };
}

async function expectSamePlace(session: Session): Promise<void> {
  const { session: there, note } = await opened(linkTo(session));
  const arrived = there ?? begun('high-watermark');
  expect(note).toBeNull();
  expect(worldHash(worldOf(arrived))).toBe(worldHash(worldOf(session)));
  expect(placeAt(arrived.guide, arrived.course).scene).toBe(placeAt(session.guide, session.course).scene);
}

describe('a link to a moment opens that moment:', () => {
  test('a lesson followed as scripted needs no choices', async () => {
    const session = stepBy(begun(), 120);
    expect(linkTo(session).replace(session.era, 'ERA')).toMatch(/^#lesson=unclean-election&era=ERA&lang=en&r=120\*[\da-f]{8}$/);
    await expectSamePlace(session);
  });

  test('the beginning says nothing of steps', () => {
    expect(linkTo(begun())).toBe(`#lesson=unclean-election&era=${begun().era}&lang=en`);
  });

  test.each([0, 1, 25])('a what-if after %i of its steps', async (steps) => {
    const session = stepBy(beginWhatIf(begun(), 'unclean-off'), steps);
    expect(linkTo(session)).toContain(`r=unclean-off.${steps}*`);
    await expectSamePlace(session);
  });

  test('a branch of one’s own, whether a choice began it or only the steps that come', async () => {
    const choice = stepBy(chosen(stepBy(begun(), 30), 1), 5);
    const none = goOnByHand(stepBy(begun(), 30));
    await expectSamePlace(choice);
    await expectSamePlace(none);
    await expectSamePlace(stepBy(none, 10));
  });

  test('from any lesson, on any branch, whatever was chosen', async () => {
    const move = fc.oneof(fc.record({ steps: fc.nat(40) }), fc.record({ pick: fc.nat(30) }));
    const scripted = fc.record({ lesson: fc.constantFrom(...lessons.map(({ id }) => id)), whatIf: fc.nat(3), steps: fc.nat(150) });
    await fc.assert(fc.asyncProperty(scripted, fc.array(move, { maxLength: 12 }), async ({ lesson, whatIf, steps }, moves) => {
      const start = begun(lesson);
      const branch = start.lesson.whatIf[whatIf - 1];
      let session = stepBy(branch === undefined ? start : beginWhatIf(start, branch.id), steps);
      for (const one of moves) session = 'pick' in one ? chosen(session, one.pick) : stepBy(session, one.steps);
      await expectSamePlace(session);
    }), { numRuns: 25 });
  });

  test('a message delivered twice is named as such', () => {
    const choices = [{ duplicate: { api: 'Produce', kind: 'request', from: 'producer-1', to: 'broker-1', nth: 1 } }, { duplicate: { api: 'Fetch', kind: 'response', from: 'broker-1', to: 'broker-2', nth: 2 } }] as const;
    expect(unpack(pack({ setUp: null, choices }), false)).toEqual({ setUp: null, choices, trouble: null });
  });

  test('a sandbox brings its groups: assignor, static id and processing time', async () => {
    const { description } = FIRST_SET_UP;
    const consumers = [{
      id: 'consumer-1', topics: ['orders'], started: true, application: { processingMs: 250 },
      config: { 'group.id': 'shop', 'group.instance.id': 'till-1', 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.StickyAssignor' },
    }];
    const setUp = { ...FIRST_SET_UP, description: { ...description, consumers } };
    const session = stepBy({ ...begun(), ...fresh(openSandbox(setUp)) }, 60);
    const { session: there, note } = await opened(linkTo(session));
    expect(note).toBeNull();
    expect(there).toMatchObject({ kind: 'sandbox', lesson: { cluster: setUp.description } });
    expect(worldHash(worldOf(there as Session))).toBe(worldHash(worldOf(session)));
  });

  test('a sandbox brings its cluster', async () => {
    const setUp = { ...FIRST_SET_UP, seed: 7, era: '4.1' as const };
    const session = chosen(stepBy({ ...begun(), ...fresh(openSandbox(setUp)) }, 40), 2);
    const { session: there, note } = await opened(linkTo(session));
    expect(note).toBeNull();
    expect(there).toMatchObject({ kind: 'sandbox', era: '4.1', lesson: { seed: 7, cluster: setUp.description } });
    expect(worldHash(worldOf(there as Session))).toBe(worldHash(worldOf(session)));
  });

  test('a world’s short name is the same however it is come by, and another for another world', () => {
    const session = chosen(stepBy(begun(), 40), 3);
    const world = worldOf(session);
    const plain = Table.from(world.actors.entries().map(([address, { value, context }]) => [address, { value, context }]));
    const { actors, ...others } = JSON.parse(JSON.stringify({ ...world, actors: plain })) as typeof world;
    const copy = { ...others, actors: Table.of(actors as never) } as typeof world;
    expect(momentCheck(copy)).toBe(momentCheck(world));
    expect(momentCheck({ ...world, nowMs: world.nowMs + 1 })).not.toBe(momentCheck(world));
    expect(momentCheck(worldOf(stepBy(session, 1)))).not.toBe(momentCheck(world));
  });

  describe('200 choices fit in 2,000 characters', () => {
    const byKind = (session: Session, wanted: number): Session => {
      const able = possibilitiesOf(worldOf(session)).filter(({ obstacle }) => obstacle === null);
      const kinds = [...new Set(able.map(({ choice }) => Object.keys(choice)[0]))];
      const some = able.filter(({ choice }) => Object.keys(choice)[0] === kinds[wanted % kinds.length]);
      const one = some[(wanted * 13) % Math.max(1, some.length)];
      return one === undefined ? session : choose(session, one.choice);
    };
    const said = (choice: number): Parameters<typeof choose>[1] => {
      const n = (choice * 7) % 3 + 1;
      const commands = [
        { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${choice}` }, { type: 'broker.kill', brokerId: n }, { type: 'broker.restart', brokerId: n },
        { type: 'network.cut', from: `broker-${n}`, to: null }, { type: 'network.heal', from: `broker-${n}`, to: null }, { type: 'network.slow', from: `broker-${n}`, to: 'producer-1', extraLatencyMs: choice * 10 },
        { type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: String(n) },
      ] as const;
      return { command: commands[choice % commands.length] ?? commands[0] };
    };
    /** Every second choice is a command, the others whatever can happen, message or timer; in between some steps as they come. */
    const odd = (session: Session, choice: number): Session => (choice % 2 === 0 ? choose(session, said(choice)) : byKind(stepBy(session, choice % 3), choice));
    const sandbox = (): Session => stepBy({ ...begun(), ...fresh(openSandbox(FIRST_SET_UP)) }, 40);

    test.each<[string, () => Session, (session: Session, choice: number) => Session]>([
      ['deliveries in a lesson', () => stepBy(begun(), 100), (session, choice) => (choice % 10 === 0 ? choose(session, said(0)) : chosen(session, choice * 7))],
      ['everything in a lesson', () => stepBy(begun(), 100), odd],
      ['deliveries in a sandbox', sandbox, (session, choice) => chosen(session, choice * 7)],
      ['everything in a sandbox', sandbox, odd],
    ])('%s', (_what, begin, act) => {
      let session = begin();
      for (let choice = 0; choice < 200; choice += 1) session = act(session, choice);
      const link = linkTo(session);
      const isSandbox = session.kind === 'sandbox';
      const own = unpack(readRun(new URLSearchParams(link).get('r') ?? '')?.packed ?? '', isSandbox)?.choices ?? [];
      expect(own.filter((one) => !('usual' in one)).length).toBeGreaterThanOrEqual(190);
      expect(link.length).toBeLessThan(2_000);
    });
  });
});

describe('a link that does not apply says so and opens what it can:', () => {
  const troubles = async (hash: string, options: Parameters<typeof opened>[1] = {}) => (await opened(hash, options)).note?.troubles.map(({ is }) => is);
  const sound = (): string => linkTo(stepBy(begun(), 60));

  test.each([
    ['#%%%&&&==', 'unreadable'], ['#lesson=nope', 'no-lesson'], ['#lesson=high-watermark&era=0.1', 'no-era'], ['#lesson=truncation-loses&era=3.9', 'no-era'],
    ['#lesson=unclean-election&r=nonsense!', 'damaged'], ['#lesson=unclean-election&r=gone-branch.4', 'no-what-if'],
    ['#lesson=unclean-election&r=99999', 'ended'], ['#lesson=unclean-election&r=3.zzzz', 'damaged'], ['#lesson=sandbox&r=0.zzzz', 'damaged'],
  ])('%s is %s', async (hash, trouble) => {
    expect(await troubles(hash)).toEqual([trouble]);
  });

  test('a world that came out otherwise than when the link was made', async () => {
    const { session, note } = await opened(sound().replace(/\*.*$/, '*00000000'));
    expect(note?.troubles).toEqual([{ is: 'other-world' }]);
    expect(worldOf(session as Session).counters.steps).toBe(worldOf(stepBy(begun(), 60)).counters.steps);
  });

  test('a choice that means nothing is left out by name, and the others are taken', async () => {
    const own = { setUp: null, choices: [{ usual: 3 }, { deliver: { api: 'Fetch', kind: 'request', from: 'broker-9', to: 'broker-1', nth: 1 } }, { usual: 2 }] } as const;
    const { session, note } = await opened(`#lesson=unclean-election&r=10.${pack(own)}`);
    expect(note?.troubles).toEqual([{ is: 'skipped', reasons: ['Fetch broker-9 → broker-1 is not on its way'] }]);
    expect(worldHash(worldOf(session as Session))).toBe(worldHash(worldOf(stepBy(begun(), 15))));
  });

  test('a run that was cut off goes as far as it goes', async () => {
    let session = stepBy(begun(), 30);
    for (let choice = 0; choice < 60; choice += 1) session = chosen(session, choice * 7);
    const [head, packed] = linkTo(session).replace(/\*.*$/, '').split('.a') as [string, string];
    const { session: there, note } = await opened(`${head}.a${packed.slice(0, packed.length / 2)}`);
    expect(note?.troubles).toEqual([{ is: 'cut', choices: unpack(`a${packed.slice(0, packed.length / 2)}`, false)?.choices.length }]);
    expect(there?.course.cursor).toBeGreaterThan(40);
    expect(there?.course.cursor).toBeLessThan(session.course.cursor);
  });

  test('more steps than are followed', () => {
    const { session, troubles: told } = goToMoment(begun(), { whatIf: null, steps: 3, own: { setUp: null, choices: [{ usual: 900_000 }] } }, null, 20);
    expect(told).toEqual([{ is: 'too-long', most: 20 }]);
    expect(session.course.history.node(session.course.cursor).depth).toBe(20);
  });

  test('a cluster that Kafka refuses, in its words', async () => {
    const topics = [{ name: 'orders', partitions: 1, replicationFactor: 9 }];
    const setUp = { ...FIRST_SET_UP.description, topics, seed: 1 };
    const { session, note } = await opened(`#lesson=sandbox&r=0.${pack({ setUp, choices: [] })}`);
    expect(note?.troubles).toMatchObject([{ is: 'refused', reason: expect.stringMatching(/replication factor/i) }]);
    expect(session?.kind).toBe('sandbox');
  });

  test('in the open page what the visitor had stays, unless there is something to show', async () => {
    const present = stepBy(begun(), 10);
    for (const hash of ['#garbage', '#lesson=nope', '#lesson=unclean-election&r=???', '#lesson=sandbox&r=???']) {
      expect(await opened(hash, { isFirst: false, present })).toMatchObject({ session: null, note: { stayed: true } });
    }
    for (const hash of ['', '#', '#stage', '#lang=zh', '#lesson=unclean-election']) expect(await opened(hash, { isFirst: false, present })).toEqual({ session: null, note: null });
  });
});

describe('links to a sandbox and the visitor’s own:', () => {
  const shelfOf = (entries: Record<string, string>): Shelf => ({ getItem: (key) => entries[key] ?? null, setItem: (key, value) => { entries[key] = value; } });

  test('the visitor’s own is put aside, and told so', async () => {
    const kept = JSON.stringify({ version: 1, setUp: { ...FIRST_SET_UP, seed: 3 }, choices: [{ usual: 4 }], at: 4, check: '' });
    const entries: Record<string, string> = { [SANDBOX_KEY]: kept };
    const { note } = await opened(linkTo(stepBy({ ...begun(), ...fresh(openSandbox(FIRST_SET_UP)) }, 5)), { shelf: shelfOf(entries) });
    expect(note).toEqual({ troubles: [], stayed: false, aside: true });
    expect(entries[ASIDE_KEY]).toBe(kept);
  });

  test('the page opened again is the visitor’s own, with the steps ahead', async () => {
    const session = stepBy({ ...begun(), ...fresh(openSandbox(FIRST_SET_UP)) }, 5);
    const kept = JSON.stringify({ version: 1, setUp: FIRST_SET_UP, choices: [{ usual: 9 }], at: 5, check: '' });
    const { session: there } = await opened(linkTo(session), { shelf: shelfOf({ [SANDBOX_KEY]: kept }) });
    expect(there?.course).toMatchObject({ cursor: 5, tip: 9 });
  });
});

describe('whatever somebody writes, the page is in a valid state:', () => {
  const isValid = async (hash: string, isFirst: boolean): Promise<void> => {
    const { session, note } = await opened(hash, { isFirst });
    if (session !== null) expect(worldOf(session).nowMs).toBeGreaterThanOrEqual(0);
    for (const trouble of note?.troubles ?? []) expect(trouble.is).not.toBe('failed');
  };

  test('random words', async () => {
    const value = fc.oneof(fc.string(), fc.webFragments(), fc.constantFrom('unclean-election', 'sandbox', '3.9', '2.8', '12', 'unclean-off.3', '0.a', '1.aAAAA'));
    const words = fc.array(fc.tuple(fc.constantFrom('lesson', 'era', 'lang', 'theme', 'step', 'r', 'x'), value), { maxLength: 6 });
    await fc.assert(fc.asyncProperty(words, fc.boolean(), (given, isFirst) => isValid(`#${given.map(([name, one]) => `${name}=${one}`).join('&')}`, isFirst)), { numRuns: 100 });
    await fc.assert(fc.asyncProperty(fc.string(), fc.boolean(), (hash, isFirst) => isValid(`#${hash}`, isFirst)), { numRuns: 100 });
  });

  test('real links with a few characters changed', async () => {
    let own = stepBy(begun(), 30);
    for (let choice = 0; choice < 30; choice += 1) own = chosen(own, choice * 5);
    const links = [linkTo(own), linkTo(stepBy(begun(), 60)), linkTo(stepBy({ ...begun(), ...fresh(openSandbox(FIRST_SET_UP)) }, 20))];
    const edit = fc.tuple(fc.nat(), fc.constantFrom('', 'A', '-', '.', '*', '9', '&', '%'), fc.nat(3));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...links), fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean(), async (link, edits, isFirst) => {
      let text = link;
      for (const [at, word, gone] of edits) text = text.slice(0, at % text.length) + word + text.slice((at % text.length) + gone);
      await isValid(text, isFirst);
    }), { numRuns: 100 });
  });

  test('anything kept in the storage', () => {
    const kept = fc.oneof(fc.string(), fc.json(), fc.json().map((inner) => `{"version":1,"setUp":${inner},"choices":[],"at":0,"check":""}`));
    fc.assert(fc.property(kept, (text) => {
      const shelf = { getItem: () => text, setItem: () => { throw new Error('full'); } };
      expect([true, false]).toContain(readPreferences(shelf).singleLetterKeys);
      expect(['none', 'saved', 'broken']).toContain(readSaved(shelf).is);
    }));
  });
});
