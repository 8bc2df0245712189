import { describe, expect, test } from 'vitest';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { logLine } from './logLine.ts';

const at = { brokerId: 1, group: 'billing', partition: 12 } as const;
const text = (fact: Fact, era: EraId): string | undefined => logLine(fact, era)?.text;
const rebalances = (reason: string): Fact => ({ type: 'GroupStateChanged', ...at, from: 'Stable', to: 'PreparingRebalance', generation: 3, reason });
const stabilized: Fact = { type: 'GroupGenerationStarted', ...at, generation: 4, protocol: 'range', leader: 'a', members: ['a', 'b'] };
const removed = (reason: Extract<Fact, { type: 'MemberRemoved' }>['reason'], together = ['a']): Fact =>
  ({ type: 'MemberRemoved', ...at, memberId: 'a', reason, together, clientReason: 'the consumer is being closed' });

describe('a group’s coordinator logs in the words of its version', () => {
  test.each<readonly [Fact, EraId, string]>([
    [rebalances('removing member a on heartbeat expiration.'), '4.1',
      '[GroupCoordinator id=1 topic=__consumer_offsets partition=12] Preparing to rebalance group billing in state PreparingRebalance with old generation 3 (reason: removing member a on heartbeat expiration.).'],
    [rebalances('removing member a on heartbeat expiration'), '3.9',
      '[GroupCoordinator 1]: Preparing to rebalance group billing in state PreparingRebalance with old generation 3 (__consumer_offsets-12) (reason: removing member a on heartbeat expiration)'],
    [stabilized, '4.1', '[GroupCoordinator id=1 topic=__consumer_offsets partition=12] Stabilized group billing generation 4 with 2 members.'],
    [stabilized, '2.8', '[GroupCoordinator 1]: Stabilized group billing generation 4 (__consumer_offsets-12) with 2 members'],
    [{ type: 'GroupStateChanged', ...at, from: 'PreparingRebalance', to: 'Empty', generation: 5, reason: null }, '3.9', '[GroupCoordinator 1]: Group billing with generation 5 is now empty (__consumer_offsets-12)'],
    [{ type: 'GroupAssignmentReceived', ...at, generation: 4, leader: 'a', members: 2, staticMembers: 0 }, '4.1',
      '[GroupCoordinator id=1 topic=__consumer_offsets partition=12] Assignment received from leader a for group billing for generation 4. The group has 2 members, 0 of which are static.'],
    [removed('leave'), '3.9', '[GroupCoordinator 1]: Member MemberMetadata(memberId=a, …) has left group billing through explicit `LeaveGroup`; client reason: the consumer is being closed'],
    [removed('session-timeout'), '4.1', '[GroupCoordinator id=1 topic=__consumer_offsets partition=12] Member a in group billing has failed, removing it from the group.'],
    [removed('rebalance-timeout', ['a', 'b']), '4.1', "[GroupCoordinator id=1 topic=__consumer_offsets partition=12] Group billing removed dynamic members who haven't joined: [a, b]"],
    [{ type: 'MemberFenced', ...at, memberId: 'a', groupInstanceId: 'i', by: 'b', api: 'OffsetCommit' }, '4.1',
      '[GroupCoordinator id=1 topic=__consumer_offsets partition=12] Request memberId=a for static member with groupInstanceId=i is fenced by existing memberId=b during operation txn-offset-commit'],
    [{ type: 'MemberFenced', ...at, memberId: 'a', groupInstanceId: 'i', by: 'b', api: 'Heartbeat' }, '2.8',
      'given member.id a is identified as a known static member i, but not matching the expected member.id b during heartbeat, will respond with instance fenced error'],
  ])('%o in %s', (fact, era, expected) => expect(text(fact, era)).toBe(expected));

  test('a first join is INFO since the reasons came', () => {
    const given: Fact = { type: 'MemberIdGiven', ...at, memberId: 'a', state: 'Empty' };
    expect(logLine(given, '2.8')).toMatchObject({ level: 'DEBUG' });
    expect(logLine(given, '4.1')).toMatchObject({ level: 'INFO', text: expect.stringMatching(/Created a new member id a and requesting the member to rejoin with this id\.$/) as string });
  });

  test('one line tells of all that were removed together', () => {
    expect(logLine({ ...removed('rebalance-timeout', ['z', 'a']) }, '4.1')).toBeNull();
  });
});
