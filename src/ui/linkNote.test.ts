import { expect, test } from 'vitest';
import { troubleWith } from './LinkNote.tsx';

const LESSONS = [{ id: 'high-watermark' }];

test('a sound link, no link and a place on the page bring no trouble', () => {
  for (const hash of ['', '#', '#stage', '#lang=zh', '#lesson=high-watermark&step=3']) expect(troubleWith(hash, LESSONS)).toBeNull();
});

test('a lesson that is not ours is named, shortened when it is long', () => {
  expect(troubleWith('#lesson=nope', LESSONS)).toEqual({ asked: 'nope' });
  expect(troubleWith(`#lesson=${'x'.repeat(99)}`, LESSONS)?.asked).toHaveLength(40);
});

test('a link that says nothing we know could not be read', () => {
  expect(troubleWith('#%%%&&&==', LESSONS)).toEqual({ asked: null });
});
