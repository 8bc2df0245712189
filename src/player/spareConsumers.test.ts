import { expect, test } from 'vitest';
import { lessons } from '../lessons/index.ts';
import { spareConsumers } from './spareConsumers.ts';

const spareOf = (id: string, branch: string | null = null): readonly string[] => lessons.filter((lesson) => lesson.id === id).flatMap((lesson) => [...spareConsumers(lesson, branch)]);

test('spare is who only a what-if starts', () => {
  expect(spareOf('idle-consumers')).toEqual(['consumer-6']);
  expect(spareOf('stop-the-world')).toEqual(['consumer-4', 'consumer-5', 'consumer-6']);
});

test('who the main run starts, now or later, is not', () => {
  expect(spareOf('member-joins')).toEqual([]);
});

test('on a what-if it is who neither the way there nor the what-if starts', () => {
  expect(spareOf('idle-consumers', 'a-sixth-member')).toEqual([]);
  expect(spareOf('processed-twice', 'hand-1')).toEqual(['consumer-2', 'consumer-3']);
  expect(spareOf('processed-twice', 'shorter-interval')).toEqual(['consumer-1', 'consumer-3']);
});
