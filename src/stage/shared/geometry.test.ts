import { expect, test } from 'vitest';
import { corners, hull } from './geometry.ts';

test('a hull keeps the outer points only, each once', () => {
  const square = corners({ x: 0, y: 0, width: 10, height: 10 });
  const found = hull([...square, { x: 5, y: 5 }, { x: 5, y: 0 }]);
  expect(new Set(found)).toEqual(new Set(square));
  expect(found).toHaveLength(4);
});

test('a hull of two boxes reaches from one to the other', () => {
  const found = hull([...corners({ x: 0, y: 0, width: 4, height: 4 }), ...corners({ x: 20, y: 10, width: 4, height: 4 })]);
  expect(found).toContainEqual({ x: 0, y: 0 });
  expect(found).toContainEqual({ x: 24, y: 14 });
  expect(found).not.toContainEqual({ x: 4, y: 4 });
});
