import { expect, test } from 'vitest';
import { swiped } from './swipe.ts';

const at = (x: number, y: number, atMs: number) => ({ x, y, atMs });

test('a quick finger to the left steps, to the right steps back', () => {
  expect(swiped(at(300, 200, 0), at(180, 210, 250))).toBe('step');
  expect(swiped(at(100, 200, 0), at(240, 190, 250))).toBe('back');
});

test('a tap, a slow finger and one that scrolls down mean nothing', () => {
  expect(swiped(at(300, 200, 0), at(290, 200, 80))).toBeNull();
  expect(swiped(at(300, 200, 0), at(180, 200, 1_200))).toBeNull();
  expect(swiped(at(300, 200, 0), at(200, 290, 250))).toBeNull();
});
