import { expect, it } from 'vitest';
import { logLine } from './logLine.ts';

const begun = { type: 'PreferredElectionBegun', controllerId: 1, partitions: ['orders-0', 'orders-1'], found: null } as const;
const ended = { type: 'PreferredElectionEnded', controllerId: 1, partition: 'orders-0', preferred: 2, leader: 2 } as const;
const text = (...of: Parameters<typeof logLine>): string => logLine(...of)?.text ?? '';

it('the controller names the partitions whose preferred leaders it elects', () => {
  expect(text(begun, '0.8')).toBe('[Controller 1]: Starting preferred replica leader election for partitions [orders,0],[orders,1]');
  expect(text(begun, '2.1')).toBe('[Controller id=1] Starting preferred replica leader election for partitions orders-0,orders-1');
});

it('a new one says first what it has found, what of it is done, and from 0.11 on that it skips no deleted topic', () => {
  const found = { ...begun, partitions: ['orders-1'], found: ['orders-0', 'orders-1'] } as const;
  const lines = [
    '[Controller 1]: Partitions undergoing preferred replica election: [orders,0],[orders,1]',
    '[Controller 1]: Partitions that completed preferred replica election: [orders,0]',
    '[Controller 1]: Skipping preferred replica election for partitions due to topic deletion: ',
    '[Controller 1]: Resuming preferred replica election for partitions: [orders,1]',
    '[Controller 1]: Starting preferred replica leader election for partitions [orders,1]',
  ];
  expect(text(found, '0.11').split('\n')).toEqual(lines);
  expect(text(found, '0.10').split('\n')).toEqual(lines.filter((line) => !line.includes('Skipping')));
});

it('who leads in the end is told, as a warning where it is another', () => {
  expect(logLine(ended, '2.1')).toMatchObject({ level: 'INFO', text: '[Controller id=1] Partition orders-0 completed preferred replica leader election. New leader is 2' });
  expect(logLine({ ...ended, leader: 3 }, '0.10')).toMatchObject({ level: 'WARN', text: '[Controller 1]: Partition [orders,0] failed to complete preferred replica leader election. Leader is 3' });
  expect(logLine({ ...ended, leader: -1 }, '2.1')).toMatchObject({ level: 'WARN', text: '[Controller id=1] Partition orders-0 failed to complete preferred replica leader election to 2. Leader is still -1' });
});

it('a partition without any leader it knows makes it fail, and whoever called it tells of that', () => {
  const failed = { ...ended, leader: null };
  expect(text(failed, '2.1')).toBe('[ControllerEventThread controllerId=1] Error processing event PreferredReplicaLeaderElection\njava.util.NoSuchElementException: key not found: orders-0');
  expect(text(failed, '0.11')).toBe('[controller-event-thread]: Error processing event PreferredReplicaLeaderElection(Set(…))\njava.util.NoSuchElementException: key not found: [orders,0]');
  expect(logLine(failed, '0.8')).toMatchObject({ level: 'ERROR', logger: 'org.I0Itec.zkclient.ZkEventThread' });
});
