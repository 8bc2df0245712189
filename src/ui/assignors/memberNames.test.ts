import { expect, test } from 'vitest';
import { memberNames } from './memberNames.ts';

const UUID = '-00000000-0000-4000-8000-000000000000';
const named = (ids: readonly string[], before: Readonly<Record<string, readonly string[]>> = {}) =>
  ids.map(memberNames({ members: ids.map((memberId) => ({ memberId, groupInstanceId: null, topics: [] })), before }, 'en'));

test('members are called by their clients, and by their ids where two would be called alike, also after one has left', () => {
  expect(named([`consumer-1${UUID}`, 'consumer-2'])).toEqual(['consumer 1', 'consumer 2']);
  expect(named([`consumer-1${UUID}`, 'consumer-1'])).toEqual([`consumer-1${UUID}`, 'consumer-1']);
  expect(named(['consumer-1'], { [`consumer-1${UUID}`]: [] })).toEqual(['consumer-1']);
});
