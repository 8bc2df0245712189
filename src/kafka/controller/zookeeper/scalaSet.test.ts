import { expect, it } from 'vitest';
import { asScalaSet, lessScalaSet } from './scalaSet.ts';

it('a set of up to four ids keeps the order in which they came', () => {
  expect(asScalaSet([4, 2, 3, 2, 1])).toEqual([4, 2, 3, 1]);
});

// As every Scala shell from 2.10 to 2.12 prints Set(1, 2, 3, 4, 5) and (1 to 10).toSet.
it('a larger one is read by the hashes of its ids', () => {
  expect(asScalaSet([1, 2, 3, 4, 5])).toEqual([5, 1, 2, 3, 4]);
  expect(asScalaSet([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toEqual([5, 10, 1, 6, 9, 2, 7, 3, 8, 4]);
});

it('and so is what is left of it', () => {
  expect(lessScalaSet([4, 5, 6, 1, 2, 3], [4, 5, 6])).toEqual([1, 2, 3]);
  expect(lessScalaSet([3, 1, 2], [1])).toEqual([3, 2]);
});
