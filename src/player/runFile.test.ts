import { describe, expect, test } from 'vitest';
import { chosen, stepBy } from '../testkit/sandboxRun.ts';
import { worldHash } from '../world/run.ts';
import { choose } from './handMoves.ts';
import { followLink } from './linkFollow.ts';
import { beginWhatIf } from './moves.ts';
import { openLesson } from './openLesson.ts';
import type { RunFile } from './runFile.ts';
import { linkOfRun, printRun, readRunFile, runFileOf } from './runFile.ts';
import { FIRST_SET_UP } from './sandboxForm.ts';
import { openSandbox } from './sandboxGuide.ts';
import type { Session } from './session.ts';
import { worldOf } from './session.ts';
import { createPlayer, fresh } from './sessionStore.ts';

const begun = (lessonId = 'unclean-election'): Session => createPlayer({ open: openLesson, lessonId, language: 'en', theme: 'light', singleLetterKeys: true }).store.getState();

function read(text: string): RunFile {
  const result = readRunFile(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.run;
}

const follow = (run: RunFile) => followLink(begun('high-watermark'), linkOfRun(run), { open: openLesson, shelf: null, isFirst: false });

describe('a run that is exported and imported', () => {
  const sandbox = (): Session => stepBy({ ...begun(), ...fresh(openSandbox({ ...FIRST_SET_UP, seed: 5, era: '4.1' })) }, 50);

  test.each<[string, () => Session]>([
    ['the script’s beginning', () => begun()],
    ['some way along the script', () => stepBy(begun(), 90)],
    ['a what-if', () => stepBy(beginWhatIf(begun(), 'unclean-off'), 20)],
    ['a branch of one’s own', () => stepBy(chosen(chosen(stepBy(begun(), 30), 1), 5), 12)],
    ['a sandbox', () => choose(chosen(sandbox(), 3), { command: { type: 'broker.kill', brokerId: 2 } })],
    ['a sandbox at its beginning', () => ({ ...begun(), ...fresh(openSandbox(FIRST_SET_UP)) })],
  ])('leads to the same world: %s', async (_what, make) => {
    const session = make();
    const text = printRun(runFileOf(session));
    const followed = await follow(read(text));
    expect(followed?.note).toBeNull();
    expect(worldHash(worldOf(followed?.session as Session))).toBe(worldHash(worldOf(session)));
    expect(printRun(runFileOf(followed?.session as Session))).toBe(text);
  });

  test('has a choice a line', () => {
    const session = chosen(chosen(stepBy(begun(), 30), 1), 5);
    const run = runFileOf(session);
    const text = printRun(run);
    expect(JSON.parse(text)).toEqual(run);
    for (const choice of run.choices ?? []) expect(text.split('\n').map((line) => line.trim().replace(/,$/, ''))).toContain(JSON.stringify(choice));
  });
});

describe('a run that does not apply opens at the last good step and says so:', () => {
  const run: RunFile = { version: 1, subject: { kind: 'lesson', lesson: 'unclean-election', steps: 10 }, era: '3.9' };

  test.each<[string, RunFile, string]>([
    ['an unknown lesson', { ...run, subject: { kind: 'lesson', lesson: 'nope', steps: 1 } }, 'no-lesson'],
    ['an unknown what-if', { ...run, subject: { kind: 'lesson', lesson: 'unclean-election', whatIf: 'gone', steps: 1 } }, 'no-what-if'],
    ['more steps than there are', { ...run, subject: { kind: 'lesson', lesson: 'unclean-election', steps: 9_999 } }, 'ended'],
    ['a choice that means nothing', { ...run, choices: [{ usual: 2 }, { fire: { owner: 'broker-7', name: 'heartbeat' } }] }, 'skipped'],
    ['another world', { ...run, check: '00000000' }, 'other-world'],
    ['a cluster that Kafka refuses', { ...run, subject: { kind: 'sandbox', cluster: { ...FIRST_SET_UP.description, topics: [{ name: 'orders', partitions: 1, replicationFactor: 9 }] }, seed: 1 } }, 'refused'],
  ])('%s', async (_what, file, trouble) => {
    expect((await follow(read(printRun(file))))?.note?.troubles.map(({ is }) => is)).toEqual([trouble]);
  });
});

describe('a run that cannot be read points at what is wrong:', () => {
  const problems = (text: string) => {
    const result = readRunFile(text);
    return result.ok ? [] : result.problems;
  };
  const text = printRun({ version: 1, subject: { kind: 'lesson', lesson: 'unclean-election', steps: 10 }, era: '3.9', choices: [{ usual: 2 }, { command: { type: 'broker.kill', brokerId: 1 } }] });

  test('no JSON', () => {
    expect(problems(text.replace('"usual":2}', '"usual":2'))).toEqual([{ line: 11, path: '', reason: expect.stringContaining('is expected here (column ') }]);
    expect(problems('')).toMatchObject([{ line: 1 }]);
  });

  test.each([
    ['"brokerId":1', '"brokerId":0', 11, 'choices.1.command.brokerId', 'brokers are numbered from 1'],
    ['"broker.kill"', '"broker.marry"', 11, 'choices.1.command.type', 'broker.kill'],
    ['"usual":2', '"usual":"two"', 10, 'choices.0', 'a choice is {usual}'],
    ['"steps": 10', '"steps": -10', 6, 'subject.steps', '>=0'],
    ['"era": "3.9"', '"era": "0.1"', 8, 'era', '"3.9"'],
    ['"version": 1', '"version": 2', 2, 'version', '1'],
  ])('%s → %s', (good, bad, line, path, reason) => {
    const [first, ...more] = problems(text.replace(good, bad));
    expect(first).toEqual({ line, path, reason: expect.stringContaining(reason) });
    expect(more).toEqual([]);
  });

  test('several at once', () => {
    expect(problems(text.replace('"era": "3.9"', '"age": "3.9"')).map(({ line, path }) => [line, path])).toEqual([[1, 'era'], [8, 'age']]);
  });
});
