import { describe, expect, test } from 'vitest';
import { lessons } from '../../lessons/index.ts';
import { choicesIn, commanded, kill, record, sandbox, send, stepBy } from '../../testkit/sandboxRun.ts';
import * as hand from '../handMoves.ts';
import { openIn } from '../lessonSource.ts';
import { toEnd } from '../moves.ts';
import { worldOf } from '../session.ts';
import { formOf } from '../sandboxForm.ts';
import { checkForm } from '../sandboxCheck.ts';
import { fresh } from '../sessionStore.ts';
import { readDraft, writeLessonFile } from './lessonFile.ts';

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

test('the largest cluster that the sandbox can be set up with can be recorded', () => {
  const client = { topics: ['orders'] };
  const asked = formOf({
    era: '2.8', seed: 1,
    description: {
      brokers: 10, topics: [{ name: 'orders', partitions: 30, replicationFactor: 3 }], zookeeperClients: 6,
      producers: [1, 2, 3, 4, 5].map((id) => ({ id: `producer-${id}`, ...client })), consumers: [1, 2, 3, 4, 5].map((id) => ({ id: `consumer-${id}`, ...client, started: true })),
    },
  });
  const { setUp, complaints } = checkForm(asked);
  if (setUp === null) throw new Error(JSON.stringify(complaints));
  // A broker more is no sandbox either.
  expect(checkForm({ ...asked, brokers: '11' }).setUp).toBeNull();
  const { lesson } = record(kill(stepBy(sandbox(1, setUp), 5), 10));
  expect(readDraft(writeLessonFile(lesson)).ok).toBe(true);
});

test('a scene can point at a topic that was created in the run', () => {
  const topic = { name: 'payments', partitions: 1, replicationFactor: 1, configs: {} };
  const { lesson } = record(stepBy(commanded(sandbox(), { type: 'topic.create', topic }), 20));
  const pointing = (address: string) => readDraft(writeLessonFile({ ...lesson, scenes: lesson.scenes.map((scene) => ({ ...scene, focus: [address] })) }));
  expect(pointing('broker-1/payments-0').ok).toBe(true);
  expect(pointing('broker-1/refunds-0').problems.map(({ reason }) => reason)).toContain('there is no "broker-1/refunds-0" in the cluster');
});

test('more than a lesson can hold is refused before it is written', () => {
  const many = commanded(stepBy(sandbox(), 5), { type: 'partitions.create', topic: 'orders', count: 51 });
  expect(() => record(many)).toThrow('"is":"too-much","reason":"scenes.1.do.0.command: 51 partitions; at most 50"');
});
