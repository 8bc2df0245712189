import { assert, constantFrom, integer, nat, oneof, option, property, string, stringMatching } from 'fast-check';
import { expect, test } from 'vitest';
import { groupKey, offsetKey, offsetValue, parseKey, parseOffsetValue } from './offsetRecords.ts';

const name = stringMatching(/^[a-zA-Z0-9._-]{1,20}$/);
const anything = oneof(string(), constantFrom('[g,orders,0]', 'group_metadata::group=[g,orders,0]', 'a,b', '', ', commitTimestamp=1, expireTimestamp=None)'));

test('a key is read as it was written, whatever the group is called', () => {
  assert(property(anything, name, nat(), (groupId, topic, number) => {
    const partition = `${topic}-${number}`;
    expect(parseKey(offsetKey(groupId, partition))).toEqual({ type: 'offset', groupId, partition });
    expect(parseKey(groupKey(groupId))).toEqual({ type: 'group', groupId });
  }));
});

test('a value is read as it was written, whatever its metadata says', () => {
  assert(property(nat(), integer({ min: -1, max: 9 }), anything, nat(), option(nat()), (offset, leaderEpoch, metadata, commitTimestampMs, expireTimestampMs) => {
    const value = { offset, leaderEpoch, metadata, commitTimestampMs, expireTimestampMs };
    expect(parseOffsetValue(offsetValue(value))).toEqual(value);
  }));
});

test('keys and values look as Kafka’s formatters print them', () => {
  expect(offsetKey('billing', 'orders-0')).toBe('[billing,orders,0]');
  expect(groupKey('billing')).toBe('billing');
  expect(offsetValue({ offset: 5, leaderEpoch: -1, metadata: '', commitTimestampMs: 7, expireTimestampMs: 9 }))
    .toBe('OffsetAndMetadata(offset=5, leaderEpoch=Optional.empty, metadata=, commitTimestamp=7, expireTimestamp=Some(9))');
});
