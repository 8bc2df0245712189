import { describe, expect, it } from 'vitest';
import { cluster } from '../../testkit/clusterPuppet.ts';
import { eraOf } from '../../kafka/era/era.ts';
import { runTool, toolChoices, toolScene } from './runTool.ts';
import { preferredElectionCommand, preferredElectionOutput } from './preferredElection.ts';

const run = { type: 'ElectionToolFinished', wanted: null, partitions: ['orders-0', 'orders-1'], missing: [], outcome: { how: 'started' } } as const;
const output = (era: '0.8' | '0.10' | '0.11' | '2.1', change: Partial<Parameters<typeof preferredElectionOutput>[0]> = {}): string => preferredElectionOutput({ ...run, ...change }, eraOf(era));

describe('kafka-preferred-replica-election.sh', () => {
  it('says what it has written, and what it has started, as its version does', () => {
    expect(output('0.8')).toBe('Successfully started preferred replica election for partitions Set([orders,0], [orders,1])');
    expect(output('0.11')).toBe(
      'Created preferred replica election path with {"version":1,"partitions":[{"topic":"orders","partition":0},{"topic":"orders","partition":1}]}\n'
      + 'Successfully started preferred replica election for partitions Set([orders,0], [orders,1])',
    );
    expect(output('2.1')).toBe('Created preferred replica election path with orders-0,orders-1\nSuccessfully started preferred replica election for partitions Set(orders-0, orders-1)');
  });

  it('names what is not there, in 0.8 as if it had been started too', () => {
    const change = { wanted: ['orders-0', 'orders-7'], partitions: ['orders-0'], missing: ['orders-7'] };
    expect(output('0.8', change)).toBe(
      "[…] ERROR Skipping preferred replica leader election for partition [orders,7] since it doesn't exist (kafka.admin.PreferredReplicaLeaderElectionCommand)\n"
      + 'Successfully started preferred replica election for partitions Set([orders,0], [orders,7])',
    );
    expect(output('2.1', change).split('\n').slice(1)).toEqual([
      'Successfully started preferred replica election for partitions Set(orders-0)', "Skipping preferred replica leader election for partition orders-7 since it doesn't exist.",
    ]);
  });

  it('fails where the znode is there already, or nobody answers', () => {
    const late = { outcome: { how: 'running', partitions: ['orders-0', 'orders-1'] } } as const;
    const failure = 'Failed to start preferred replica election\nkafka.common.AdminCommandFailedException: Admin command failed\nCaused by: ';
    expect(output('0.8', late)).toBe(`${failure}kafka.admin.AdminOperationException: Preferred replica leader election currently in progress for Set([orders,0], [orders,1]). Aborting operation`);
    expect(output('2.1', late)).toBe(`${failure}kafka.admin.AdminOperationException: Preferred replica leader election currently in progress for orders-0,orders-1. Aborting operation`);
    expect(output('2.1', { outcome: { how: 'running', partitions: null } })).toMatch(/in progress for \. Aborting operation$/);
    expect(output('0.10', { outcome: { how: 'running', partitions: null } })).toMatch(/NoNode for \/admin\/preferred_replica_election$/);
    expect(output('0.10', { outcome: { how: 'timed-out' } })).toMatch(/ZkTimeoutException/);
    expect(output('2.1', { outcome: { how: 'timed-out' } })).toMatch(/ZooKeeperClientTimeoutException/);
  });

  it('has a file for single partitions', () => {
    expect(preferredElectionCommand(null)).toBe('kafka-preferred-replica-election.sh --zookeeper localhost:2181');
    expect(preferredElectionCommand(['orders-1'])).toBe(`kafka-preferred-replica-election.sh --zookeeper localhost:2181 --path-to-json-file <(echo '{"partitions":[{"topic":"orders","partition":1}]}')`);
  });

  it('is offered in place of kafka-leader-election.sh to 2.1, and prints when its run has ended', () => {
    const tools = (era: '2.1' | '2.8') => toolChoices(toolScene(cluster({ era }).world, era, [])).tools.filter((tool) => tool.endsWith('-election'));
    expect([tools('2.1'), tools('2.8')]).toEqual([['preferred-election'], ['leader-election']]);
    const puppet = cluster({ era: '2.1' }).command({ type: 'leader.elect', electionType: 'PREFERRED', partition: 'orders-0' });
    const printed = () => runTool(toolScene(puppet.world, '2.1', puppet.factsOf('ElectionToolFinished')), 'preferred-election', { filter: null, brokerId: 1, partition: 'orders-0', path: '/' });
    expect(printed()).toEqual({ command: preferredElectionCommand(['orders-0']), output: '' });
    puppet.untilFact('ElectionToolFinished');
    expect(printed().output).toBe('Created preferred replica election path with orders-0\nSuccessfully started preferred replica election for partitions Set(orders-0)');
  });
});
