import { describe, expect, test } from 'vitest';
import { EVENT_LEVELS, eventLog, passes, piecesOf } from './eventLog.ts';
import type { EventFilter, PrintedEvent } from './eventLog.ts';
import { openLesson } from './openLesson.ts';
import { createPlayer } from './sessionStore.ts';
import { toyGuide, toyLesson } from './toy.ts';

function lesson(step = 0) {
  const player = createPlayer({ open: openLesson, lessonId: 'unclean-election', era: '3.9', language: 'en', theme: 'light', singleLetterKeys: true, step });
  return { player, state: () => player.store.getState(), log: () => eventLog(player.store.getState()) };
}

const started = { type: 'ConsumerStarted', consumer: 'consumer-1' } as const;

describe('the event log', () => {
  test('tells the whole path from the beginning, in order of time', () => {
    const { log } = lesson(12);
    const { events, happened } = log();
    expect(events.length).toBeGreaterThan(3);
    expect(happened).toBe(events.length);
    expect(events.map((event) => event.nowMs)).toEqual(events.map((event) => event.nowMs).toSorted((a, b) => a - b));
  });

  test('keeps what lies ahead on the branch after going back, and says where it begins', () => {
    const { player, log, state } = lesson(12);
    const before = log();
    player.back();
    player.back();
    const after = log();
    expect(after.events).toEqual(before.events);
    expect(after.happened).toBeLessThan(before.happened);
    const { course } = state();
    const depth = (id: number): number => course.history.node(id).depth;
    expect(after.events.every((event, index) => depth(event.id) <= depth(course.cursor) === index < after.happened)).toBe(true);
  });

  test('gives the same objects again, so that nothing is drawn twice', () => {
    const { log } = lesson(8);
    expect(log().events[0]).toBe(log().events[0]);
  });

  test('tells facts of routine traffic only when they are asked for', () => {
    const parked = { type: 'RequestParked', brokerId: 1, api: 'Fetch', from: 'broker-2', partitions: [], forMs: 500, routine: true } as const;
    const guide = toyGuide([{ routine: true, facts: [parked] }, { facts: [started], endsScene: true }]);
    const player = createPlayer({ open: () => ({ lesson: toyLesson, era: '3.9', guide }), language: 'en', theme: 'light', singleLetterKeys: true });
    const told = () => eventLog(player.store.getState()).events.map((event) => event.fact);
    player.step();
    expect(told()).toEqual([started]);
    player.toggleRoutine();
    expect(told()).toEqual([parked, started]);
  });

  test('knows the node that reported a fact even where the fact does not name it', () => {
    const { player, log } = lesson();
    player.toEnd();
    const elected = log().events.filter(({ fact }) => fact.type === 'LeaderElected');
    expect(elected.length).toBeGreaterThan(0);
    for (const event of elected) expect(event.nodes).toEqual(['controller-3000']);
  });
});

const warning: PrintedEvent = { event: { id: 1, index: 0, nowMs: 5, fact: started, kind: 'clients', nodes: ['consumer-1'] }, level: 'WARN', text: 'Got an Error here', logger: 'kafka.X' };
const all: EventFilter = { node: null, kind: null, levels: new Set(EVENT_LEVELS), text: '' };

describe('a filter', () => {
  test.each<[string, Partial<EventFilter>, boolean]>([
    ['nothing', {}, true],
    ['its level', { levels: new Set(['WARN']) }, true],
    ['another level', { levels: new Set(['INFO']) }, false],
    ['its node', { node: 'consumer-1' }, true],
    ['another node', { node: 'broker-1' }, false],
    ['its kind', { kind: 'clients' }, true],
    ['another kind', { kind: 'isr' }, false],
    ['a word of it in any case', { text: ' error ' }, true],
    ['its logger', { text: 'KAFKA.x' }, true],
    ['a word it has not', { text: 'truncating' }, false],
  ])('by %s', (_name, part, expected) => {
    expect(passes(warning, { ...all, ...part })).toBe(expected);
  });
});

describe('a search', () => {
  test('is marked wherever it stands, whatever the case', () => {
    expect(piecesOf('ISR from isr', 'isr')).toEqual([{ text: 'ISR', found: true }, { text: ' from ', found: false }, { text: 'isr', found: true }]);
  });

  test('marks nothing when it is empty, and never changes the text', () => {
    expect(piecesOf('İSR 1', ' ')).toEqual([{ text: 'İSR 1', found: false }]);
    for (const search of ['i', 'sr', '1', '.', '\\']) expect(piecesOf('İSR from 1.1\\', search).map((piece) => piece.text).join('')).toBe('İSR from 1.1\\');
  });
});
