import { describe, expect, test } from 'vitest';
import { runLesson } from './lesson.ts';
import type { LessonReport } from './lessonReport.ts';

const json = (...args: readonly string[]): LessonReport => JSON.parse(runLesson(['lesson', ...args, '--json']).out.join('\n')) as LessonReport;

test('a lesson prints its facts as log lines, its promises and its endings', () => {
  const { out, err, exitCode } = runLesson(['lesson', 'unclean-election', '--era', '3.9']);
  expect([exitCode, err]).toEqual([0, []]);
  expect(out).toContain('[00:00:45,022] INFO [Partition orders-0 broker=1] Shrinking ISR from 1,2,3 to 1. Leader: (highWatermark: 2, endOffset: 4). Out of sync replicas: (brokerId: 2, endOffset: 2, lastCaughtUpTimeMs: 59) (brokerId: 3, endOffset: 2, lastCaughtUpTimeMs: 59).');
  expect(out.find((line) => line.startsWith('promise acknowledgedRecordsSurvive: broken'))).toMatch(/m2 \(orders-0 offset 2\), m3 \(orders-0 offset 3\)/);
  expect(out.at(-1)).toMatch(/^end holds: /);
  expect(runLesson(['lesson', 'unclean-election', '--lang', 'zh']).out[0]).toContain('Unclean 领导者选举');
});

test('as JSON: steps with choice, time and facts; promises; endings', () => {
  const report = json('high-watermark');
  expect(Object.keys(report.steps[0]!)).toEqual(['choice', 'nowMs', 'facts']);
  expect(report.steps.flatMap((step) => step.facts.map((fact) => fact.type))).toContain('HighWatermarkAdvanced');
  expect(report.steps.some((step) => 'command' in step.choice)).toBe(true);
  expect(report.promises.map((promise) => promise.verdict)).toContain('kept');
  expect(report.ends.every((ending) => ending.holds)).toBe(true);
  expect(Object.keys(report.branches)).toEqual(['slow-follower', 'acks-one']);
});

test('another era and other settings change the run, not the lesson', () => {
  expect([json('unclean-election').era, json('unclean-election', '--era', '4.1').era]).toEqual(['2.8', '4.1']);
  const faster = json('unclean-election', '--set', 'replica.lag.time.max.ms=5000');
  expect(faster.steps.find((step) => step.facts.some((fact) => fact.type === 'IsrShrinkAsked'))?.nowMs).toBeLessThan(10_000);
});

test('a lesson of old versions can be played in any other: what it tells of is then not so', () => {
  const { out, exitCode } = runLesson(['lesson', 'truncation-loses', '--era', '2.8']);
  expect(exitCode).toBe(1);
  expect(out[0]).toContain('Kafka 2.8');
  expect(out).toContain('end FAILS: One acknowledged record is lost: m1 (actual: 0)');
});

test('an ending that does not hold is exit 1, and says what there was instead', () => {
  const { out, exitCode } = runLesson(['lesson', 'unclean-election', '--set', 'unclean.leader.election.enable=false']);
  expect(exitCode).toBe(1);
  expect(out).toContain('end FAILS: Two acknowledged records are lost: m2 and m3 (actual: 0)');
});

test('a duplicate is none with the setting that cures it', () => {
  const { out, exitCode } = runLesson(['lesson', 'duplicate-on-retry', '--set', 'enable.idempotence=true']);
  expect(exitCode).toBe(1);
  expect(out).toContain('end FAILS: One record is a duplicate (actual: 0)');
});

describe('what cannot be meant is one line and exit 2', () => {
  test.each([
    [[], /^usage: /],
    [['play', 'high-watermark'], /no command "play"/],
    [['lesson'], /^usage: /],
    [['lesson', 'nope'], /no lesson "nope"; known are write-path, high-watermark, /],
    [['lesson', 'high-watermark', '--era', '9.9'], /no era "9\.9"; known are 0\.8, 0\.10, 0\.11, 2\.1, 2\.8, 3\.9, 4\.1/],
    [['lesson', 'high-watermark', '--era'], /--era needs a value/],
    [['lesson', 'high-watermark', '--lang', 'fr'], /no language "fr"/],
    [['lesson', 'high-watermark', '--fast'], /no option "--fast"/],
    [['lesson', 'high-watermark', '--set', 'acks'], /--set needs key=value, got "acks"/],
    [['lesson', 'high-watermark', '--set', 'colour=red'], /Unknown configuration 'colour'/],
    [['lesson', 'high-watermark', '--set', 'replica.lag.max.messages=1'], /Kafka 2\.8 has no broker configuration 'replica\.lag\.max\.messages'/],
    [['lesson', 'high-watermark', '--set', 'min.insync.replicas=many'], /Invalid value many for configuration min\.insync\.replicas/],
  ])('%j', (args, line) => {
    const { out, err, exitCode } = runLesson(args);
    expect([out, err.length, exitCode]).toEqual([[], 1, 2]);
    expect(err[0]).toMatch(line);
    expect(err[0]).not.toContain('\n');
  });
});
