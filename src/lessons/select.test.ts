import { describe, expect, test } from 'vitest';
import { uncleanElection } from './unclean-election.ts';
import { highWatermark } from './high-watermark.ts';
import { playLesson } from './play.ts';
import { SelectionError, select } from './select.ts';

const played = playLesson(highWatermark);
const { world } = played;

describe('a value is read from the world by its name', () => {
  test.each<readonly [string, string, unknown]>([
    ['highWatermark', 'broker-2/orders-0', 1],
    ['logEndOffset', 'broker-3/orders-0', 1],
    ['logStartOffset', 'broker-1/orders-0', 0],
    ['lowWatermark', 'broker-1/orders-0', 0],
    ['flushedOffset', 'broker-1/orders-0', 0],
    ['recoveryPoint', 'broker-1/orders-0', 0],
    ['checkpointedHighWatermark', 'broker-1/orders-0', 0],
    ['checkpointedRecoveryPoint', 'broker-1/orders-0', 0],
    ['checkpointedLogStartOffset', 'broker-1/orders-0', 0],
    ['cleanerCheckpoint', 'broker-1/orders-0', null],
    ['mostRecordsOfAKey', 'broker-1/orders-0', 0],
    ['role', 'broker-1/orders-0', 'leader'],
    ['role', 'broker-2/orders-0', 'follower'],
    ['records', 'broker-1/orders-0', ['m0']],
    ['remoteLogEndOffset', 'broker-1/orders-0/2', 1],
    ['isr', 'orders-0', [1, 2, 3]],
    ['isr', 'broker-1/orders-0', [1, 2, 3]],
    ['elr', 'orders-0', []],
    ['leader', 'orders-0', 1],
    ['leader', 'broker-3/orders-0', 1],
    ['leaderEpoch', 'orders-0', 0],
    ['leaderEpoch', 'broker-2/orders-0', 0],
    ['partitionEpoch', 'orders-0', 0],
    ['available', 'orders-0', true],
    ['acknowledgedCount', 'producer-1', 1],
    ['position', 'consumer-1/orders-0', 1],
    ['recordsLag', 'consumer-1/orders-0', 0],
    ['recordsLead', 'consumer-1/orders-0', 1],
    ['recordsLagMax', 'consumer-1', 0],
    ['recordsLeadMin', 'consumer-1', 1],
  ])('%s of %s', (name, of, value) => expect(select(world, { select: name, of })).toEqual(value));

  test('parked counts the requests that wait at a broker', () => {
    expect(select(played.scenes[0]!.after, { select: 'parked', of: 'broker-1' })).toBe(3);
    expect(select(world, { select: 'parked', of: 'broker-2' })).toBe(0);
  });

  test('nowMs is the virtual time', () => expect(select(world, { select: 'nowMs', of: 'world' })).toBe(world.nowMs));

  test('a partition without a leader is not available, and a killed broker’s replica is offline', () => {
    const offline = playLesson(uncleanElection).branches['unclean-off']?.scenes[0]?.after;
    expect(select(offline!, { select: 'available', of: 'orders-0' })).toBe(false);
    expect(select(offline!, { select: 'leader', of: 'orders-0' })).toBe(-1);
    expect(select(offline!, { select: 'role', of: 'broker-1/orders-0' })).toBe('offline');
  });
});

test.each([
  ['speed', 'orders-0', /no value "speed"; known are highWatermark, /],
  ['toString', 'orders-0', /no value "toString"/],
  ['highWatermark', 'broker-9/orders-0', /no "broker-9\/orders-0"/],
  ['highWatermark', 'broker-1', /"broker-1" is not a replica/],
  ['isr', 'payments-0', /no partition "payments-0"/],
  ['remoteLogEndOffset', 'broker-2/orders-0/1', /"broker-2\/orders-0" leads no replica on broker 1/],
  ['position', 'consumer-1/payments-0', /"consumer-1" does not read "payments-0"/],
])('%s of %s is refused by name', (name, of, message) => {
  expect(() => select(world, { select: name, of })).toThrow(SelectionError);
  expect(() => select(world, { select: name, of })).toThrow(message);
});
