import { expect, test } from 'vitest';
import { readMessage } from './embedMessages.ts';

test.each([
  { type: 'next' }, { type: 'back' }, { type: 'scene' }, { type: 'scene', to: 'back' }, { type: 'goto', step: 3 }, { type: 'open', address: '#lesson=high-watermark' }, { type: 'play' }, { type: 'play', speed: 2 },
  { type: 'pause' }, { type: 'stage', stage: 'sequence' }, { type: 'language', language: 'zh' }, { type: 'theme', theme: 'dark' }, { type: 'state' },
])('%j is understood', (asked) => {
  expect(readMessage({ highwater: 1, id: 7, ...asked })).toEqual({ ok: true, id: 7, message: { highwater: 1, id: 7, ...asked } });
});

test.each<[unknown, string]>([
  ['next', 'a message is an object'], [null, 'a message is an object'], [{}, 'highwater'], [{ highwater: 2, type: 'next' }, 'highwater: must be 1'], [{ highwater: 1 }, 'type: '],
  [{ highwater: 1, type: 'dance' }, 'type: '], [{ highwater: 1, type: 'goto' }, 'step: '], [{ highwater: 1, type: 'goto', step: -1 }, 'step: '], [{ highwater: 1, type: 'goto', step: '3' }, 'step: '],
  [{ highwater: 1, type: 'next', steps: 2 }, 'steps: '], [{ highwater: 1, type: 'play', speed: 3 }, 'speed: '], [{ highwater: 1, type: 'open', address: 'https://example.com' }, 'address: an address begins with "#"'],
  [{ highwater: 1, type: 'language', language: 'fr' }, 'language: '], [{ highwater: 1, type: 'next', id: {} }, 'id: a text or a number'],
])('%j is refused, and told why', (data, problem) => {
  const read = readMessage(data);
  expect(read.ok ? '' : read.problem).toContain(problem);
});

test('a refused message is named by its id', () => {
  expect(readMessage({ highwater: 1, id: 'a', type: 'dance' })).toMatchObject({ ok: false, id: 'a' });
});
