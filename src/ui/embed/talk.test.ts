import { beforeEach, describe, expect, test } from 'vitest';
import { withoutQuestions } from '../../player/embedMoves.ts';
import { momentCheck } from '../../player/linkCheck.ts';
import { lessons, openLesson } from '../../player/openLesson.ts';
import { createPlayer } from '../../player/sessionStore.ts';
import type { Player } from '../../player/player.ts';
import { worldOf } from '../../player/session.ts';
import type { Around } from './talk.ts';
import { talk } from './talk.ts';

type Report = Readonly<Record<string, unknown>> & { readonly type: string };

/** A window inside another, whose messages are written down. */
function frame() {
  const heard: Report[] = [];
  const listeners = new Set<Parameters<Around['addEventListener']>[1]>();
  const parent = { postMessage: (message: unknown) => { heard.push(message as Report); } };
  const around: Around = { parent, addEventListener: (_type, listener) => listeners.add(listener), removeEventListener: (_type, listener) => listeners.delete(listener) };
  const say = (data: unknown, source: unknown = parent): void => listeners.forEach((listener) => listener({ data, source: source as MessageEventSource }));
  return { around, heard, say, take: () => heard.splice(0) };
}

const source = withoutQuestions({ fetch: () => null, open: openLesson, has: () => true });
let player: Player;
let page: ReturnType<typeof frame>;
let stop: () => void;

beforeEach(() => {
  player = createPlayer({ ...source, lessonId: 'unclean-election', language: 'en', theme: 'light', singleLetterKeys: true });
  page = frame();
  stop = talk(player, page.around, { ...source, shelf: null });
});

const ask = (type: string, more: object = {}): readonly Report[] => {
  page.take();
  page.say({ highwater: 1, type, ...more });
  return page.take();
};

describe('the page around an embedded picture', () => {
  test('hears at once that it is ready, and where it stands', () => {
    expect(page.take()).toEqual([{
      highwater: 1, type: 'ready', lesson: { id: 'unclean-election', title: 'Unclean leader election' }, era: player.store.getState().era, language: 'en', theme: 'light',
      step: 0, of: 0, scene: 1, scenes: 6, title: 'Two records on three brokers', facts: expect.any(Array), sentence: expect.any(String), nowMs: expect.any(Number),
    }]);
  });

  test('steps it there and back, message by message and scene by scene', () => {
    expect(ask('next')).toMatchObject([{ type: 'moved', step: 1, of: 1, scene: 1 }]);
    expect(ask('scene')).toMatchObject([{ type: 'moved', scene: 2 }]);
    expect(ask('scene', { to: 'back' })).toMatchObject([{ type: 'moved', step: 0, scene: 1 }]);
    expect(ask('back')).toEqual([]);
  });

  test('goes to a step, taken before or not; the world is the same as by single steps', () => {
    expect(ask('goto', { step: 12, id: 1 })).toMatchObject([{ type: 'moved', step: 12, of: 12 }, { type: 'done', id: 1 }]);
    const there = momentCheck(worldOf(player.store.getState()));
    expect(ask('goto', { step: 4 })).toMatchObject([{ type: 'moved', step: 4, of: 12 }]);
    for (let step = 4; step < 12; step += 1) ask('next');
    expect(momentCheck(worldOf(player.store.getState()))).toBe(there);
  });

  test('is told when there is no such step, and nothing moves', () => {
    expect(ask('goto', { step: 4_000, id: 'far' })).toEqual([{ highwater: 1, type: 'error', id: 'far', problem: expect.stringContaining('there is no step 4000') }]);
    expect(player.store.getState().course.cursor).toBe(0);
  });

  test('hears what was reported, every type once, over all the steps of a move', () => {
    const [moved] = ask('scene');
    const facts = (moved?.['facts'] ?? []) as readonly string[];
    expect(facts).toEqual(expect.arrayContaining(['RecordsAppended', 'HighWatermarkAdvanced', 'RecordAcknowledged']));
    expect(facts).toEqual([...new Set(facts)]);
  });

  test('hears at the end whether each line of the ending holds', () => {
    for (let scene = 0; scene < 6; scene += 1) ask('scene');
    player.toStart();
    page.take();
    player.toEnd();
    const ended = page.take().find(({ type }) => type === 'ended');
    const endings = ended?.['endings'] as readonly { readonly text: string; readonly holds: boolean | null }[];
    expect(endings.filter(({ holds }) => holds === true).length).toBeGreaterThan(0);
    expect(endings.filter(({ holds }) => holds === false)).toEqual([]);
  });

  test('chooses language, theme and stage', () => {
    ask('language', { language: 'zh' });
    ask('theme', { theme: 'dark' });
    ask('theme', { theme: 'dark' });
    ask('stage', { stage: 'sequence' });
    expect(player.store.getState()).toMatchObject({ language: 'zh-Hans', theme: 'dark', stageTab: 'sequence' });
    expect(ask('state')).toMatchObject([{ type: 'state', language: 'zh', theme: 'dark', title: '三台 Broker，两条消息' }]);
  });

  test('plays and pauses it, and playing does not wait for an answer', () => {
    ask('play', { speed: 4 });
    expect(player.store.getState()).toMatchObject({ playing: 'playing', speed: 4 });
    ask('pause');
    expect(player.store.getState().playing).toBe('stopped');
    expect(lessons.some(({ scenes }) => scenes.some(({ predict }) => predict !== undefined))).toBe(true);
    expect(player.store.getState().lesson.scenes.some(({ predict }) => predict !== undefined)).toBe(false);
  });

  test('opens another address; what does not apply is told', async () => {
    page.take();
    page.say({ highwater: 1, type: 'open', id: 1, address: '#lesson=high-watermark&r=5' });
    await expect.poll(() => page.heard.length).toBe(2);
    expect(page.take()).toMatchObject([{ type: 'moved' }, { type: 'done', id: 1 }]);
    expect(player.store.getState().lesson.id).toBe('high-watermark');
    page.say({ highwater: 1, type: 'open', id: 2, address: '#lesson=nope' });
    await expect.poll(() => page.heard.length).toBe(1);
    expect(page.take()).toEqual([{ highwater: 1, type: 'error', id: 2, problem: 'There is no lesson called “nope”.' }]);
  });

  test('shows the address it asked for last, also when an earlier one takes longer to come', async () => {
    stop();
    let come = (): void => undefined;
    const slow = new Promise<void>((done) => { come = done; });
    stop = talk(player, page.around, { ...source, shelf: null, fetch: (id) => (id === 'high-watermark' ? slow : null) });
    page.take();
    page.say({ highwater: 1, type: 'open', id: 1, address: '#lesson=high-watermark' });
    page.say({ highwater: 1, type: 'open', id: 2, address: '#lesson=leader-epoch' });
    await expect.poll(() => page.heard.at(-1)?.['id']).toBe(2);
    come();
    await expect.poll(() => page.heard.at(-1)).toEqual({ highwater: 1, type: 'error', id: 1, problem: 'address: another was asked for since' });
    expect(player.store.getState().lesson.id).toBe('leader-epoch');
  });

  test('is told what is wrong with a message; nothing moves', () => {
    page.take();
    page.say('next');
    page.say({ highwater: 1, type: 'dance', id: 3 });
    expect(page.take()).toMatchObject([{ type: 'error', id: null }, { type: 'error', id: 3, problem: expect.stringContaining('type: ') }]);
    expect(player.store.getState().course.cursor).toBe(0);
  });

  test('is the only one that is heard', () => {
    page.take();
    page.say({ highwater: 1, type: 'next' }, { postMessage: () => undefined });
    page.say({ highwater: 1, type: 'next' }, null);
    expect(page.take()).toEqual([]);
    expect(player.store.getState().course.cursor).toBe(0);
  });

  test('hears nothing more once it stops', () => {
    stop();
    expect(ask('next')).toEqual([]);
    player.step();
    expect(page.take()).toEqual([]);
  });
});
