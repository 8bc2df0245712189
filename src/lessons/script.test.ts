import { describe, expect, test } from 'vitest';
import { highWatermark } from './high-watermark.ts';
import { beginLesson, playLesson } from './play.ts';
import { LessonError, advance, nextChoice } from './script.ts';
import { select } from './select.ts';
import type { Action, Lesson, Scene } from './types.ts';

const text = { en: 'x', zh: '一' };
const scene = (part: Partial<Scene>): Scene => ({ title: { en: 'A scene', zh: '一幕' }, say: text, do: [], until: { afterMs: 0 }, withinMs: 1000, focus: [], ...part });
const lessonOf = (...scenes: readonly Scene[]): Lesson => ({ ...highWatermark, scenes, whatIf: [], ends: [] });
const send: Action = { command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' } };

describe('a scene', () => {
  test('takes its actions first, one by one, then the usual steps', () => {
    const { steps } = playLesson(lessonOf(scene({ do: [send, send], until: { fact: 'RecordsAppended' } })));
    expect(steps.map(({ choice }) => ('command' in choice ? 'command' : 'usual')).join(' ')).toMatch(/^command command usual( usual)*$/);
  });

  test('ends with the step that makes its until true', () => {
    const played = playLesson(lessonOf(scene({ do: [send], until: { fact: 'RecordsAppended' } }), scene({ until: { select: 'highWatermark', of: 'broker-1/orders-0', is: 1 } })));
    const [appended, committed] = played.scenes;
    expect(played.steps[(appended?.endStep ?? 0) - 1]?.step.facts.map((fact) => fact.type)).toContain('RecordsAppended');
    expect(select(appended!.after, { select: 'highWatermark', of: 'broker-1/orders-0' })).toBe(0);
    expect(select(committed!.after, { select: 'highWatermark', of: 'broker-1/orders-0' })).toBe(1);
    expect(played.scenes.every((mark) => mark.reached)).toBe(true);
  });

  test('waits for all of several untils, remembering the facts it saw', () => {
    const played = playLesson(lessonOf(scene({ do: [send], until: [{ fact: 'RecordsAppended' }, { fact: 'RecordAcknowledged' }], withinMs: 5000 })));
    expect(played.scenes[0]?.reached).toBe(true);
    expect(played.steps.at(-1)?.step.facts.map((fact) => fact.type)).toContain('RecordAcknowledged');
  });

  test('can wait for a message on its way', () => {
    const played = playLesson(lessonOf(scene({ do: [send], until: { message: { api: 'Fetch', kind: 'response', to: 'broker-3' } } })));
    expect(played.scenes[0]?.reached).toBe(true);
  });

  test('ends when its time is up, without a step beyond it', () => {
    const played = playLesson(lessonOf(scene({ until: { fact: 'LogTruncated' }, withinMs: 700 }), scene({ until: { afterMs: 1 } })));
    const [first, second] = played.scenes;
    expect(first?.reached).toBe(false);
    expect(first!.after.nowMs - first!.before.nowMs).toBeLessThanOrEqual(700);
    expect(second?.reached).toBe(true);
  });

  test('whose until holds at once takes no step', () => {
    const played = playLesson(lessonOf(scene({ until: { select: 'leader', of: 'orders-0', is: 1 } }), scene({ until: { afterMs: 10 } })));
    expect(played.scenes[0]).toMatchObject({ firstStep: 0, endStep: 0, reached: true });
    expect(played.scenes[1]?.endStep).toBe(played.steps.length);
  });
});

describe('messages and timers are acted on by what they are', () => {
  test('a held answer arrives late, a broken connection is noticed', () => {
    const answer = { api: 'Fetch', kind: 'response', from: 'broker-1', to: 'broker-3' } as const;
    const until = { message: answer };
    const held = playLesson(lessonOf(scene({ do: [send], until }), scene({ do: [{ hold: answer, forMs: 300 }], until: { fact: 'RecordsReplicated', where: { brokerId: 2 } } })));
    expect(select(held.world, { select: 'logEndOffset', of: 'broker-3/orders-0' })).toBe(0);
    const broken = playLesson(lessonOf(scene({ do: [send], until }), scene({ do: [{ disconnect: answer }], until: { fact: 'ReplicaFetcherDisconnected' } })));
    expect(broken.scenes[1]?.reached).toBe(true);
  });

  test('a message can be delivered before others', () => {
    const answer = { api: 'Fetch', kind: 'response', from: 'broker-1', to: 'broker-3' } as const;
    const played = playLesson(lessonOf(scene({ do: [send], until: { message: answer } }), scene({ do: [{ deliver: answer }] })));
    expect(select(played.world, { select: 'logEndOffset', of: 'broker-3/orders-0' })).toBe(1);
    expect(select(played.world, { select: 'logEndOffset', of: 'broker-2/orders-0' })).toBe(0);
  });
});

describe('an action that does not apply names the lesson, the scene and the action', () => {
  test.each<readonly [string, Action, string]>([
    ['a message that is not there', { deliver: { api: 'JoinGroup' } }, 'no message {"api":"JoinGroup"}'],
    ['a timer that is not armed', { fire: { owner: 'broker-1', name: 'nap' } }, 'broker-1 has no timer "nap"'],
  ])('%s', (_name, action, reason) => {
    const play = () => playLesson(lessonOf(scene({ do: [action] })));
    expect(play).toThrow(LessonError);
    expect(play).toThrow(/lesson "high-watermark", scene 0 "A scene", action 0: /);
    expect(play).toThrow(reason);
  });

  test('a command that is refused', () => {
    expect(() => playLesson(lessonOf(scene({ do: [send, { command: { type: 'broker.restart', brokerId: 1 } }] })))).toThrow(/scene 0 "A scene", action \d: /);
  });
});

test('progress is plain data and small', () => {
  const { stepper, script, world, progress } = beginLesson(lessonOf(scene({ do: [send], until: { fact: 'RecordsAppended' } })));
  const next = nextChoice(script, stepper, world, progress);
  if ('done' in next) throw new Error('there is an action to take');
  const after = advance(script, stepper, next.progress, stepper.step(world, next.choice));
  expect(JSON.parse(JSON.stringify(after))).toEqual(after);
  expect(after).toMatchObject({ scene: 0, done: 1 });
});
