import { expect, test } from 'vitest';
import type { ErrorName } from '../../names/errors.ts';
import { learn } from './learn.ts';
import type { GroupErrand } from './types.ts';

const errand: GroupErrand = {
  group: 'app', work: { does: 'reset', topics: null, target: { to: 'earliest' } }, sinceMs: 0, asked: null, coordinator: 2, isInactive: true, committed: {}, leaders: { 'orders-0': 1 }, listed: {}, forgotten: [],
};
const after = (error: ErrorName) => learn(errand, { kind: 'response', api: 'DescribeGroups', correlationId: 1, groups: [{ error, groupId: 'app', groupState: '', protocolType: '', protocol: '', members: [] }] }, null);

test('the tool looks for the coordinator anew when the one it asked is none, or does not serve', () => {
  for (const error of ['NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE'] as const) expect(after(error)).toMatchObject({ outcome: 'again', errand: { coordinator: null } });
});

test('it asks the same coordinator again while that one loads', () => {
  expect(after('COORDINATOR_LOAD_IN_PROGRESS')).toMatchObject({ outcome: 'again', errand: { coordinator: 2 } });
});

test('what does not pass is told', () => {
  expect(after('UNSUPPORTED_VERSION')).toEqual({ outcome: 'refused', error: 'UNSUPPORTED_VERSION', partition: null });
});
