import { expect, it } from 'vitest';
import { logLine } from './logLine.ts';

const target = [4, 2, 3];
const dropped = { type: 'ReassignmentDropped', controllerId: 1, partition: 'orders-0', target, live: [4, 2] } as const;
const text = (...of: Parameters<typeof logLine>): string => logLine(...of)?.text ?? '';

it('a controller names partitions and itself as its version does', () => {
  const started = { type: 'ReassignmentStarted', partition: 'orders-0', target, adding: [4], removing: [1] } as const;
  expect(text(started, '0.11')).toBe('[Controller …]: Handling reassignment of partition [orders,0] to new replicas 4,2,3');
  expect(text(started, '2.1')).toBe('[Controller id=…] Handling reassignment of partition orders-0 to new replicas 4,2,3');
  expect(logLine(started, '2.8')).toBeNull();
});

it('what it does not move is an exception at first, and later one line', () => {
  expect(text({ ...dropped, reason: 'not-alive' }, '0.8')).toBe(
    '[Controller 1]: Error completing reassignment of partition [orders,0]\n'
    + 'kafka.common.KafkaException: Only 4,2 replicas out of the new set of replicas 4,2,3 for partition [orders,0] to be reassigned are alive. Failing partition reassignment',
  );
  expect(logLine({ ...dropped, reason: 'no-such-partition' }, '2.1')).toMatchObject({ level: 'ERROR', text: "[Controller id=1] Ignoring request to reassign partition orders-0 that doesn't exist." });
  expect(logLine({ ...dropped, reason: 'already-assigned' }, '2.1')).toMatchObject({ level: 'INFO' });
});
