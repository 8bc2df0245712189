import { expect, it } from 'vitest';
import { logLine } from './logLine.ts';

const target = [4, 2, 3];
const dropped = { type: 'ReassignmentDropped', controllerId: 1, partition: 'orders-0', target, live: [4, 2] } as const;
const text = (...of: Parameters<typeof logLine>): string => logLine(...of)?.text ?? '';

it('a controller names partitions and itself as its version does', () => {
  const started = { type: 'ReassignmentStarted', partition: 'orders-0', target, adding: [4], removing: [1], controllerId: 1 } as const;
  expect(text(started, '0.11')).toBe('[Controller 1]: Handling reassignment of partition [orders,0] to new replicas 4,2,3');
  expect(text(started, '2.1')).toBe('[Controller id=1] Handling reassignment of partition orders-0 to new replicas 4,2,3');
  expect(logLine(started, '2.8')).toBeNull();
});

it('it writes the list of replicas twice: old and new ones when it begins, the new ones when it ends', () => {
  const widened = { type: 'ReassignmentWidened', controllerId: 1, partition: 'orders-0', target, replicas: [4, 2, 3, 1] } as const;
  expect(text(widened, '2.1').split('\n')).toEqual([
    '[Controller id=1] New replicas 4,2,3 for partition orders-0 being reassigned not yet caught up with the leader',
    '[Controller id=1] Updated assigned replicas for partition orders-0 being reassigned to 4,2,3,1',
    '[Controller id=1] Waiting for new replicas 4,2,3 for partition orders-0 being reassigned to catch up with the leader',
  ]);
  const ended = { type: 'ReassignmentEnded', controllerId: 1, partition: 'orders-0', replicas: target, removed: [1], cancelled: false } as const;
  expect(text(ended, '2.1')).toBe('[Controller id=1] Updated assigned replicas for partition orders-0 being reassigned to 4,2,3');
  expect(text(ended, '0.11')).toBe('[Controller 1]: Updated assigned replicas for partition [orders,0] being reassigned to 4,2,3 ');
});

it('what it does not move is an exception at first, and later one line', () => {
  expect(text({ ...dropped, reason: 'not-alive' }, '0.8')).toBe(
    '[Controller 1]: Error completing reassignment of partition [orders,0]\n'
    + 'kafka.common.KafkaException: Only 4,2 replicas out of the new set of replicas 4,2,3 for partition [orders,0] to be reassigned are alive. Failing partition reassignment',
  );
  expect(logLine({ ...dropped, reason: 'no-such-partition' }, '2.1')).toMatchObject({ level: 'ERROR', text: "[Controller id=1] Ignoring request to reassign partition orders-0 that doesn't exist." });
  expect(logLine({ ...dropped, reason: 'already-assigned' }, '2.1')).toMatchObject({ level: 'INFO' });
});
