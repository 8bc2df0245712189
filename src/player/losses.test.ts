import { expect, test } from 'vitest';
import { lessons } from '../lessons/index.ts';
import { LOSS_QUESTIONS } from '../i18n/losses.ts';

const ofQuestion = (id: string) => LOSS_QUESTIONS.find((question) => question.id === id)?.cases.map(({ lesson }) => lessons.find((one) => one.id === lesson)) ?? [];

test('every case of loss leads to a lesson whose run or one of its branches loses or tears apart a record', () => {
  for (const lesson of ofQuestion('loses')) {
    expect(lesson?.ends.some((end) => 'promise' in end && (end.promise === 'acknowledgedRecordsSurvive' || end.promise === 'replicasAgree') && end.lost > 0), lesson?.id).toBe(true);
  }
});

test('every case of duplication leads to a lesson that shows a duplicate', () => {
  for (const lesson of ofQuestion('duplicates')) expect(lesson?.ends.some((end) => 'promise' in end && end.promise === 'orderAndNoDuplicates' && end.lost > 0), lesson?.id).toBe(true);
});
