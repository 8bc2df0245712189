import { describe, expect, test } from 'vitest';
import { checkEnds } from './ends.ts';
import { equalData } from './equal.ts';
import { erasOf, whatIfsIn } from './eras.ts';
import { lessons } from './index.ts';
import type { PlayedRun } from './play.ts';
import { playLesson, predictionAnswer } from './play.ts';
import type { Bilingual, Lesson } from './types.ts';

const runs = lessons.flatMap((lesson) => erasOf(lesson).map((era) => [lesson.id, era, lesson] as const));

describe.each(runs)('%s in %s', (_id, era, lesson) => {
  const played = playLesson(lesson, { era });
  const all: readonly PlayedRun[] = [played, ...Object.values(played.branches)];

  test('ends as it says, on the main run and on every branch', () => {
    expect(checkEnds(lesson, played).filter((ending) => !ending.holds)).toEqual([]);
  });

  test('every scene comes to what it waits for, by at least one step', () => {
    for (const run of all) {
      expect(run.scenes.map((mark) => mark.reached)).toEqual(run.script.scenes.map(() => true));
      expect(run.scenes.every((mark) => mark.endStep > mark.firstStep)).toBe(true);
    }
  });

  test('every prediction has its answer among the options, and is not the same for each', () => {
    for (const run of all) {
      run.script.scenes.forEach((scene, index) => {
        if (scene.predict === undefined) return;
        const answer = predictionAnswer(scene, run.scenes[index]!.after);
        expect(answer).toBeDefined();
        const options = scene.predict.options;
        if (options !== undefined) expect(options.filter((option) => equalData(option.value, answer))).toHaveLength(1);
      });
    }
  });

  test('plays the same twice', () => {
    const plain = (run: PlayedRun) => JSON.stringify(run.steps.map(({ choice, step }) => [choice, step.facts, step.world.nowMs]));
    expect(plain(playLesson(lesson, { era }))).toBe(plain(played));
  });

  test('a branch shares the main run up to its scene', () => {
    for (const whatIf of whatIfsIn(lesson, era)) {
      const branch = played.branches[whatIf.id]!;
      expect(branch.sharedSteps).toBe(played.scenes[whatIf.fromScene]?.firstStep);
      expect(branch.steps.slice(0, branch.sharedSteps)).toEqual(played.steps.slice(0, branch.sharedSteps));
    }
  });
});

test('an ending that does not come true is told with what there was instead', () => {
  const [lesson] = lessons as readonly [Lesson];
  const say = { en: 'x', zh: '一' };
  const wrong: Lesson = {
    ...lesson,
    ends: [
      { say, select: 'highWatermark', of: 'broker-1/orders-0', is: 2 },
      { say, facts: { fact: 'LogTruncated' }, count: 1 },
      { say, order: [{ fact: 'RecordsDelivered' }, { fact: 'RecordSent' }] },
      { say, elapsedMs: { max: 10 } },
      { say, elapsedMs: { max: 50 }, from: { fact: 'RecordSent' }, to: { fact: 'RecordAcknowledged' } },
      { say, elapsedMs: {}, from: { fact: 'RecordSent' }, to: { fact: 'LogTruncated' } },
      { say, promise: 'acknowledgedRecordsSurvive', lost: 1 },
      { say, select: 'highWatermark', of: 'broker-1/payments-0', is: 0 },
    ],
  };
  const played = playLesson(wrong);
  const ends = checkEnds(wrong, played);
  expect(ends.map((ending) => ending.holds)).toEqual(ends.map(() => false));
  expect(ends).toHaveLength(wrong.ends.length);
  expect(ends.map((ending) => ending.actual)).toEqual([1, 0, [expect.any(Number), expect.any(Number)], played.world.nowMs - played.begin.nowMs, 54, -1, 0, 'there is no "broker-1/payments-0" in this world']);
});

test('an ending of certain eras is asked for only there', () => {
  const [lesson] = lessons as readonly [Lesson];
  const ending = { eras: ['2.8'] as const, say: { en: 'x', zh: '一' }, elapsedMs: {} };
  const told = { ...lesson, ends: [ending] };
  expect([checkEnds(told, playLesson(told)).length, checkEnds(told, playLesson(told, { era: '3.9' })).length]).toEqual([1, 0]);
});

function* textsOf(data: unknown): Generator<Bilingual> {
  if (typeof data !== 'object' || data === null) return;
  if ('en' in data && 'zh' in data) yield data as Bilingual;
  for (const part of Object.values(data)) yield* textsOf(part);
}

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('the texts of %s', (_id, lesson) => {
  const texts = [...textsOf(lesson)];

  test('keep one space between Chinese and Latin or digits, and full-width punctuation', () => {
    for (const { zh } of texts) {
      expect(zh).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]/);
      expect(zh).not.toMatch(/[\u4e00-\u9fff] ?[,.:;?!()]|[,:;?!()] ?[\u4e00-\u9fff]/);
      expect(zh).not.toMatch(/ [，。：；？！（）]|[，。：；？！（] | {2}/);
    }
  });

  test('say no more than a teacher can read aloud: at most five sentences a scene', () => {
    for (const scene of [...lesson.scenes, ...lesson.whatIf.flatMap((whatIf) => whatIf.scenes)]) {
      expect(scene.say.en.split(/[.?!](?: |$)/).length - 1).toBeLessThanOrEqual(5);
      expect(scene.say.en.split(/[.?!](?: |$)/).length - 1).toBeGreaterThanOrEqual(2);
    }
  });
});
