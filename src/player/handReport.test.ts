import { expect, test } from 'vitest';
import { createKafkaStepper } from '../kafka/cluster.ts';
import { replayRun } from '../world/run.ts';
import { pathTo, takenAt, worldAt } from './course.ts';
import { possibilitiesOf, twiceOf } from './hand.ts';
import { lessonPlayer } from './testPlayers.ts';
import { reportOf } from './handReport.ts';
import { worldOf } from './session.ts';

test('a report holds the run up to here, which replays to the same world', () => {
  const { player, state, later } = lessonPlayer(3);
  player.choose(later());
  player.step();
  const { run } = reportOf(state());
  const { guide, era } = state();
  expect(run.choices.some((choice) => 'usual' in choice)).toBe(true);
  const replayed = replayRun(createKafkaStepper(era), worldAt(guide, state().course, 0), run);
  expect(replayed).toMatchObject({ hashMatches: true, skipped: [], failed: null });
});

test('the report names the version of the page, and the run carries no mark of ours where two branches took the same step', () => {
  const { player, state } = lessonPlayer(3);
  const here = state().course.cursor;
  player.step();
  player.jumpTo(here);
  const { history } = state().course;
  const same = history.node(takenAt(state().course, here).children[0] ?? 0).choice;
  if (same === null) throw new Error('the lesson took no step from here');
  player.choose(same);
  player.step();
  const { guide, course } = state();
  expect(pathTo(course, course.cursor).some(({ id }) => 'apart' in { ...course.history.node(id).choice })).toBe(true);
  const report = reportOf(state());
  expect(report.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(JSON.stringify(report)).not.toContain('apart');
  expect(replayRun(createKafkaStepper(state().era), worldAt(guide, course, 0), report.run)).toMatchObject({ hashMatches: true, skipped: [], failed: null });
});

test.each([['2.8', 2, 0], ['3.9', 1, 1]] as const)('in %s a message delivered twice by hand is recorded as such and handled twice by the real rules', (era, appends, ignored) => {
  const { player, state } = lessonPlayer(0, era);
  player.choose({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'twice' } });
  const produce = possibilitiesOf(worldOf(state())).find(({ subject }) => 'envelope' in subject && subject.envelope.message.api === 'Produce');
  const choice = produce === undefined ? null : twiceOf(produce);
  if (choice === null) throw new Error('nothing was sent');
  player.choose(choice);
  expect(takenAt(state().course, state().course.cursor).cause).toMatchObject({ type: 'message', isDuplicated: true });
  for (let step = 0; step < 6; step += 1) player.step();
  const facts = pathTo(state().course, state().course.cursor).flatMap((taken) => taken.facts);
  // Idempotent producers are the default since 3.0: the second copy is known by its sequence number.
  expect(facts.filter(({ type }) => type === 'RecordsAppended')).toHaveLength(appends);
  expect(facts.filter(({ type }) => type === 'DuplicateAppendIgnored')).toHaveLength(ignored);
  const { run } = reportOf(state());
  expect(run.choices).toContainEqual({ duplicate: expect.objectContaining({ api: 'Produce' }) as unknown });
  expect(replayRun(createKafkaStepper(era), worldAt(state().guide, state().course, 0), run)).toMatchObject({ hashMatches: true, skipped: [], failed: null });
});
