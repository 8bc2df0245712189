import { describe, expect, test } from 'vitest';
import { lessons } from '../../lessons/index.ts';
import { choicesIn, kill, record, sandbox, send, stepBy } from '../../testkit/sandboxRun.ts';
import * as hand from '../handMoves.ts';
import { openIn } from '../lessonSource.ts';
import { toEnd } from '../moves.ts';
import { worldOf } from '../session.ts';
import { fresh } from '../sessionStore.ts';

test('a run of the sandbox becomes scenes, one for each thing that was done, and plays to the very same world', () => {
  let session = stepBy(sandbox(), 30);
  session = stepBy(send(session, 'm1'), 25);
  session = stepBy(kill(session, 1), 200);
  const { lesson, parting } = record(session);
  expect(parting).toBeNull();
  expect(lesson.scenes.filter((scene) => scene.do.some((action) => 'command' in action))).toHaveLength(2);
  expect(lesson.scenes[1]?.title).toEqual({ en: 'command', zh: 'command' });
  expect(lesson.eras).toEqual(['3.9']);
});

test('wherever one stops, the lesson ends just there', () => {
  let session = send(sandbox(), 'm1');
  for (let step = 0; step < 40; step += 1) {
    session = stepBy(session, 1);
    expect(record(session).parting, `after step ${step + 1}`).toBeNull();
  }
});

test('things done one after another belong to one scene', () => {
  const session = stepBy(kill(send(stepBy(sandbox(), 12), 'm1'), 2), 10);
  const { lesson, parting } = record(session);
  expect(parting).toBeNull();
  expect(lesson.scenes.map((scene) => scene.do.filter((action) => 'command' in action).length).filter((count) => count > 0)).toEqual([2]);
});

test('what was delivered and fired by hand becomes actions by what they are', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    let session = send(stepBy(sandbox(seed), 10), 'm1');
    for (let round = 0; round < 10; round += 1) {
      const choices = choicesIn(session);
      const choice = choices[(seed * 7 + round * 13) % choices.length];
      if (choice !== undefined) session = hand.choose(session, choice);
      session = stepBy(session, (seed + round) % 4);
    }
    const { parting } = record(session);
    expect(parting, `seed ${seed}`).toBeNull();
  }
});

test('connections that were held and broken off are named by what travels on them', () => {
  for (const how of ['hold', 'disconnect'] as const) {
    let session = stepBy(send(stepBy(sandbox(), 10), 'm1'), 3);
    const { connections } = worldOf(session).wire;
    const busy = connections.values().find((one) => !one.closed && one.requests.length + one.responses.length > 0);
    if (busy === undefined) throw new Error('nothing is on its way');
    session = hand.choose(session, how === 'hold' ? { hold: busy.id, forMs: 300 } : { disconnect: busy.id });
    expect(session.came.outcome).toBe('moved');
    const { lesson, parting } = record(stepBy(session, 40));
    expect(parting).toBeNull();
    expect(JSON.stringify(lesson.scenes)).toContain(`{"${how}":{"api":`);
  }
});

describe('a lesson recorded to its end tells its own run', () => {
  for (const id of ['write-path', 'unclean-election', 'member-crashes'] as const) {
    test(id, () => {
      const opened = openIn(lessons, id);
      const session = toEnd({ ...sandbox(), ...fresh(opened) });
      expect(record(session).parting).toBeNull();
    });
  }
});

test('a branch by hand in a lesson is recorded from the beginning', () => {
  const begun = stepBy({ ...sandbox(), ...fresh(openIn(lessons, 'unclean-election')) }, 20);
  const { lesson, parting } = record(stepBy(kill(begun, 3), 30));
  expect(parting).toBeNull();
  expect(lesson.cluster).toBe(begun.lesson.cluster);
});

test('what no lesson can tell is refused with its step', () => {
  const session = send(stepBy(sandbox(), 12), 'm1');
  const twice = choicesIn(session).find((choice) => 'deliver' in choice);
  if (twice === undefined || !('deliver' in twice)) throw new Error('nothing is on its way');
  const after = hand.choose(session, { duplicate: twice.deliver });
  expect(after.came.outcome).toBe('moved');
  expect(() => record(after)).toThrow('"is":"twice","step":14');
});
