import { expect, it } from 'vitest';
import { coordinatorPartition } from './coordinatorPartition.ts';

it('a group is kept in the partition of its id’s hash, whatever the hash’s sign', () => {
  expect(coordinatorPartition('my-group', 50)).toBe(12);
  expect(coordinatorPartition('polygenelubricants', 50)).toBe(0);
});
