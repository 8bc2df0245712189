import { describe, expect, it } from 'vitest';
import { bootCluster } from '../../kafka/cluster.ts';
import type { KafkaStepper } from '../../kafka/cluster.ts';
import type { Command } from '../../kafka/commands.ts';
import type { MemberContext } from '../../kafka/consumer/member/types.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { eraOf } from '../../kafka/era/era.ts';
import type { ErrorName } from '../../kafka/names/errors.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { GroupAsk } from './consumerGroups.ts';
import type { GroupOutcome } from './executedReset.ts';
import { executedOnGroup } from './executedReset.ts';
import { consumerGroups } from './consumerGroups.ts';
import { describeGroup } from './groupView.ts';
import { runTool, toolChoices, toolScene } from './runTool.ts';

/** Three records in orders-0, read and committed by a group of one. */
class Play {
  world: KafkaWorld;
  readonly era: EraId;
  private readonly stepper: KafkaStepper;

  constructor(era: EraId, config: Readonly<Record<string, string>> = {}, members = 1, assignment = [[1, 2, 3], [2, 3, 1]]) {
    this.era = era;
    const consumers = Array.from({ length: members }, (_, index) => ({ id: `consumer-${index + 1}`, topics: ['orders'], config: { 'group.id': 'g', 'auto.offset.reset': 'earliest', ...config } }));
    const { stepper, world } = bootCluster({
      brokers: 3, brokerConfig: { 'offsets.topic.num.partitions': '1', ...(era === '0.10' ? {} : { 'group.initial.rebalance.delay.ms': '100' }) },
      topics: [{ name: 'orders', partitions: 2, replicationFactor: assignment[0]?.length ?? 0, assignment }], producers: [{ id: 'producer-1', topics: ['orders'] }], consumers,
    }, { era, seed: 7 });
    this.stepper = stepper;
    this.world = world;
    for (let index = 0; index < 3; index += 1) this.do({ type: 'producer.send', producer: 'producer-1', topic: 'orders', value: `m${index}`, partition: 0 });
    for (const { id } of consumers) this.do({ type: 'consumer.start', consumer: id });
    this.until(() => this.stateIs('Stable') && consumers.every(({ id }) => (this.world.actors.get(`${id}/member`)?.context as MemberContext | undefined)?.synced === null)).for(20_000);
  }

  do(command: Command): this {
    this.world = this.stepper.step(this.world, { command }).world;
    return this;
  }

  until(isSo: () => boolean): this {
    for (let steps = 0; !isSo(); steps += 1) {
      const choice = this.stepper.usual(this.world);
      if (choice === null || steps > 30_000) throw new Error('it never comes to that');
      this.world = this.stepper.step(this.world, choice).world;
    }
    return this;
  }

  for(ms: number): this {
    const endMs = this.world.nowMs + ms;
    return this.until(() => this.world.nowMs >= endMs);
  }

  stateIs(state: string): boolean {
    const group = describeGroup(this.world, 'g');
    return typeof group === 'object' && group.state === state;
  }

  empty(): this {
    return this.do({ type: 'consumer.stop', consumer: 'consumer-1' }).until(() => this.stateIs('Empty'));
  }

  tool(form: GroupAsk['form'], ask: Partial<GroupAsk> = {}): readonly string[] {
    return consumerGroups(this.world, eraOf(this.era), { form, group: 'g', topic: null, by: 0, server: 'broker-1:9092', ...ask }).split('\n');
  }

  get memberId(): string {
    const group = describeGroup(this.world, 'g');
    return (typeof group === 'object' ? group.members[0]?.consumerId : undefined) ?? '';
  }
}

describe('kafka-consumer-groups.sh --describe', () => {
  it('tells of each partition the committed offset, the end of what can be read, and who holds it', () => {
    const play = new Play('3.9');
    const id = play.memberId;
    expect(id).toMatch(/^consumer-1-[\da-f-]{36}$/);
    expect(play.tool('--describe')).toEqual([
      '',
      `GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             ${'CONSUMER-ID'.padEnd(id.length)} HOST            CLIENT-ID`,
      `g               orders          0          3               3               0               ${id} /consumer-1     consumer-1`,
      `g               orders          1          0               0               0               ${id} /consumer-1     consumer-1`,
    ]);
  });

  it('without members says so first, and has a dash for who holds a partition', () => {
    const play = new Play('3.9').empty();
    play.do({ type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'late', partition: 0 }).for(2000);
    expect(play.tool('--describe')).toEqual([
      '',
      'Consumer group \'g\' has no active members.',
      '',
      'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID',
      'g               orders          0          3               4               1               -               -               -',
      'g               orders          1          0               0               0               -               -               -',
    ]);
    expect(play.tool('--describe --members')).toEqual(['', 'Consumer group \'g\' has no active members.', '', 'GROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     ']);
  });

  it('warns while the group rebalances; who holds what is not told then', () => {
    const play = new Play('2.8', {}, 2);
    play.do({ type: 'consumer.stop', consumer: 'consumer-1' }).until(() => play.stateIs('PreparingRebalance'));
    expect(play.tool('--describe').slice(0, 3)).toEqual(['', 'Warning: Consumer group \'g\' is rebalancing.', '']);
    expect(play.tool('--describe').at(-1)).toBe('g               orders          1          0               0               0               -               -               -');
  });

  it('2.1 has no column for the group, and no empty line before a note', () => {
    const play = new Play('2.1').empty();
    expect(play.tool('--describe')).toEqual([
      'Consumer group \'g\' has no active members.',
      '',
      'TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID',
      'orders          0          3               3               0               -               -               -',
      'orders          1          0               0               0               -               -               -',
    ]);
    expect(play.tool('--describe --members')).toEqual(['Consumer group \'g\' has no active members.']);
  });

  it('until 0.11 the widths are fixed, and a note comes before everything', () => {
    const play = new Play('0.11');
    const id = play.memberId;
    expect(play.tool('--describe')).toEqual([
      'Note: This will only show information about consumers that use the Java consumer API (non-ZooKeeper-based consumers).',
      '',
      '',
      'TOPIC                          PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG        CONSUMER-ID                                       HOST                           CLIENT-ID',
      `orders                         0          3               3               0          ${id.padEnd(50)}/consumer-1                    consumer-1`,
      `orders                         1          0               0               0          ${id.padEnd(50)}/consumer-1                    consumer-1`,
    ]);
  });

  it('4.1 tells the committed leader epoch when asked for more', () => {
    const [, header, first] = new Play('4.1').empty().tool('--describe --verbose').slice(2);
    expect(header).toBe('GROUP           TOPIC           PARTITION  LEADER-EPOCH    CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID');
    expect(first).toBe('g               orders          0          0               3               3               0               -               -               -');
  });

  it('a group that nobody made is Dead to a coordinator, and not found since 4.0', () => {
    expect(new Play('3.9').tool('--describe', { group: 'other' })).toEqual(['', 'Error: Consumer group \'other\' does not exist.']);
    expect(new Play('2.1').tool('--describe', { group: 'other' })).toEqual(['Error: Consumer group \'other\' does not exist.']);
    expect(new Play('4.1').tool('--describe', { group: 'other' })).toEqual(['', 'Error: Executing consumer group command failed due to org.apache.kafka.common.errors.GroupIdNotFoundException: Group other not found.']);
  });
});

describe('--describe --members', () => {
  it('has a column for static members only if there is one, and the assignment when asked for more', () => {
    const play = new Play('3.9', { 'group.instance.id': 'till-1' });
    const id = play.memberId;
    expect(play.tool('--describe --members --verbose')).toEqual([
      '',
      `GROUP           ${'CONSUMER-ID'.padEnd(id.length)} GROUP-INSTANCE-ID HOST            CLIENT-ID       #PARTITIONS     ASSIGNMENT`,
      `g               ${id} till-1            /consumer-1     consumer-1      2               orders(0,1)`,
    ]);
  });

  it('4.1 shows a classic member without epochs and without a target', () => {
    const play = new Play('4.1');
    const id = play.memberId;
    expect(play.tool('--describe --members --verbose')).toEqual([
      '',
      `GROUP           ${'CONSUMER-ID'.padEnd(id.length)} HOST            CLIENT-ID       #PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT   `,
      `g               ${id} /consumer-1     consumer-1      2               -               orders:0,1           -               -                   `,
    ]);
  });
});

describe('--describe --state', () => {
  const coordinator = (play: Play): number => {
    const group = describeGroup(play.world, 'g');
    return typeof group === 'object' ? group.coordinatorId : -1;
  };

  it.each([
    ['2.1', 'COORDINATOR (ID)          ASSIGNMENT-STRATEGY       STATE                #MEMBERS', (id: number) => `broker-${id}:9092 (${id})         range                     Stable               1`],
    ['2.8', 'GROUP                     COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE           #MEMBERS', (id: number) => `g                         broker-${id}:9092 (${id})         range                Stable          1`],
    ['3.9', 'GROUP                     COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE           #MEMBERS', (id: number) => `g                         broker-${id}:9092  (${id})        range                Stable          1`],
    ['4.1', 'GROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS', (id: number) => `g               broker-${id}:9092  (${id})        range                Stable               1`],
  ] as const)('%s names the coordinator, the assignor, the state and how many members there are', (era, header, row) => {
    const play = new Play(era);
    expect(play.tool('--describe --state')).toEqual(['', header, row(coordinator(play))]);
  });
});

describe('--list and --all-groups', () => {
  it('lists the groups, with their states when asked', () => {
    expect(new Play('2.1').tool('--list')).toEqual(['g']);
    expect(new Play('2.8').tool('--list --state')).toEqual(['GROUP           STATE', 'g               Stable']);
    expect(new Play('3.9').tool('--list --state')).toEqual(['GROUP                     STATE               ', 'g                         Stable              ']);
  });

  it('describes all groups one after the other', () => {
    const play = new Play('3.9');
    expect(play.tool('--describe', { group: null })).toEqual(play.tool('--describe'));
  });
});

describe('--reset-offsets without --execute', () => {
  it('is refused while the group has members; the header comes all the same', () => {
    expect(new Play('3.9').tool('--reset-offsets --to-earliest')).toEqual([
      '',
      'Error: Assignments can only be reset if the group \'g\' is inactive, but the current state is Stable.',
      '',
      'GROUP                          TOPIC                          PARTITION  NEW-OFFSET     ',
    ]);
    expect(new Play('0.11').tool('--reset-offsets --to-earliest').slice(2)).toEqual([
      'Error: Assignments can only be reset if the group \'g\' is inactive, but the current state is Stable.',
      '',
      'TOPIC                          PARTITION  NEW-OFFSET     ',
    ]);
  });

  it('of an empty group shows the offsets that would be committed', () => {
    const play = new Play('3.9').empty();
    const rows = (form: GroupAsk['form'], by = 0, topic: string | null = null) => play.tool(form, { by, topic }).filter((line) => line.startsWith('g '));
    const row = (partition: number, offset: number) => `g                              orders                         ${partition}          ${String(offset).padEnd(15)}`;
    expect(rows('--reset-offsets --to-earliest')).toEqual([row(0, 0), row(1, 0)]);
    expect(rows('--reset-offsets --to-latest', 0, 'orders')).toEqual([row(0, 3), row(1, 0)]);
    expect(rows('--reset-offsets --shift-by', -2)).toEqual([row(0, 1), row(1, 0)]);
    expect(rows('--reset-offsets --to-offset', 2)).toEqual([row(0, 2), row(1, 0)]);
  });

  it('warns of an offset out of range, and takes the nearest', () => {
    const lines = new Play('2.8').empty().tool('--reset-offsets --to-offset', { by: 9 });
    expect(lines[0]).toMatch(/^\[\d\d:\d\d:\d\d,\d{3}\] WARN New offset \(9\) is higher than latest offset for topic partition orders-0\. Value will be set to 3 \(kafka\.admin\.ConsumerGroupCommand\$\)$/);
    expect(lines.at(-2)).toBe('g                              orders                         0          3              ');
    const below = new Play('3.9').empty().tool('--reset-offsets --shift-by', { by: -5 });
    expect(below[0]).toContain('WARN New offset (-2) is lower than earliest offset for topic partition orders-0. Value will be set to 0 (org.apache.kafka.tools.consumer.group.ConsumerGroupCommand)');
  });

  it('4.1 lets the columns grow', () => {
    expect(new Play('4.1').empty().tool('--reset-offsets --to-earliest')).toEqual(['', 'GROUP           TOPIC           PARTITION  NEW-OFFSET', 'g               orders          0          0', 'g               orders          1          0']);
  });

  it('cannot shift what was never committed', () => {
    expect(new Play('3.9').empty().tool('--reset-offsets --shift-by', { group: 'other', topic: 'orders', by: 1 })).toEqual(['Cannot shift offset for partition orders-0 since there is no current committed offset']);
    expect(new Play('2.1').empty().tool('--reset-offsets --shift-by', { group: 'other', topic: 'orders', by: 1 })).toEqual([
      'Error: Executing consumer group command failed due to Cannot shift offset for partition orders-0 since there is no current committed offset',
    ]);
  });
});

describe('--delete-offsets', () => {
  const told = (era: EraId, error: ErrorName, partitions: readonly (readonly [string, number | null, ErrorName])[]) =>
    executedOnGroup(era, { atMs: 0, fact: { type: 'OffsetDeletionEnded', group: 'g', topics: ['orders'], error, partitions: partitions.map(([topic, partition, one]) => ({ topic, partition, error: one })) } });

  it('prints what became of each partition, by topic and number as text', () => {
    const { command, output } = told('3.9', 'NONE', [['orders', 2, 'NONE'], ['orders', 10, 'NONE']]);
    expect(command).toBe('kafka-consumer-groups.sh --bootstrap-server broker-1:9092 --group g --topic orders --delete-offsets');
    expect(output.split('\n')).toEqual([
      'Request succeed for deleting offsets with topic orders group g', '',
      'TOPIC                          PARTITION       STATUS         ',
      'orders                         10              Successful     ',
      'orders                         2               Successful     ',
    ]);
    expect(told('4.1', 'NONE', [['orders', 0, 'NONE']]).output.split('\n')).toEqual([
      'Request succeeded for deleting offsets from group g.', '', 'TOPIC           PARTITION  STATUS         ', 'orders          0          Successful     ',
    ]);
  });

  it('tells errors of the group and of partitions in Kafka’s words', () => {
    expect(told('2.8', 'NONE', [['orders', 0, 'GROUP_SUBSCRIBED_TO_TOPIC']]).output.split('\n')).toEqual([
      '', 'Error: Encounter some partition level error, see the follow-up details:', '', expect.stringMatching(/^TOPIC/),
      'orders                         0               Error: org.apache.kafka.common.errors.GroupSubscribedToTopicException: Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
    ]);
    expect(told('2.8', 'GROUP_ID_NOT_FOUND', [['orders', 0, 'GROUP_ID_NOT_FOUND']]).output).toContain("Error: 'g' does not exist.");
    expect(told('4.1', 'GROUP_ID_NOT_FOUND', [['orders', 0, 'GROUP_ID_NOT_FOUND']]).output).toContain('\nError: The group id does not exist.\n');
    expect(told('2.8', 'NONE', [['payments', null, 'UNKNOWN_TOPIC_OR_PARTITION']]).output.split('\n')[0]).toBe('Request succeed for deleting offsets with topic orders group g');
    expect(told('2.8', 'NONE', [['payments', null, 'UNKNOWN_TOPIC_OR_PARTITION']]).output).toContain('Not Provided    Error: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: ');
  });
});

describe('--reset-offsets with --execute', () => {
  const outcome = (fact: GroupOutcome['fact'], era: EraId = '3.9') => executedOnGroup(era, { atMs: 65_000, fact });

  it('prints what it has committed, as the dry run does, and the command as it was typed', () => {
    const play = new Play('3.9').empty();
    const { command, output } = outcome({ type: 'GroupOffsetsReset', group: 'g', topics: ['orders:1,0'], target: { to: 'offset', offset: 2 }, offsets: [{ partition: 'orders-1', offset: 0, wished: 2 }, { partition: 'orders-0', offset: 2, wished: 2 }] });
    expect(command).toBe('kafka-consumer-groups.sh --bootstrap-server broker-1:9092 --group g --topic orders:1,0 --reset-offsets --to-offset 2 --execute');
    const dry = play.tool('--reset-offsets --to-offset', { by: 2, topic: 'orders:0,1' });
    expect(output.split('\n').slice(1)).toEqual(dry.slice(1));
    expect(output).toMatch(/^\[00:01:05,000\] WARN New offset \(2\) is higher than latest offset for topic partition orders-1\. /);
  });

  it('is refused in Kafka’s words', () => {
    const asked = { type: 'GroupResetFailed', group: 'g', topics: null, target: { to: 'duration', ms: 10_000 }, partition: null } as const;
    const active = outcome({ ...asked, api: 'DescribeGroups', error: 'NONE', state: 'Stable' });
    expect(active.command).toContain('--group g --all-topics --reset-offsets --by-duration PT10S --execute');
    expect(active.output.split('\n')).toEqual(new Play('3.9').tool('--reset-offsets --to-earliest'));
    expect(outcome({ ...asked, api: 'OffsetCommit', error: 'UNKNOWN_MEMBER_ID', state: null, partition: 'orders-0' }).output)
      .toBe('\nError: Executing consumer group command failed due to org.apache.kafka.common.errors.UnknownMemberIdException: Failed altering group offsets for the following partitions: [orders-0]');
    expect(outcome({ ...asked, api: 'FindCoordinator', error: 'REQUEST_TIMED_OUT', state: null }).output).toContain('Call: describeConsumerGroups(api=FIND_COORDINATOR)');
    expect(outcome({ ...asked, api: 'Metadata', error: 'UNKNOWN_TOPIC_OR_PARTITION', state: null, partition: 'orders-7' }).output).toContain('UnknownTopicOrPartitionException: This server does not host this topic-partition.');
  });
});

describe('the scope of a reset', () => {
  it('is a topic, some of its partitions, or all that the group has committed', () => {
    const play = new Play('4.1').empty();
    const rows = (topic: string | null, form: GroupAsk['form'] = '--reset-offsets --to-earliest', by = 0) => play.tool(form, { topic, by }).slice(2);
    expect(rows('orders:1')).toEqual(['g               orders          1          0']);
    expect(rows('orders')).toEqual(rows(null));
    expect(play.tool('--reset-offsets --to-earliest', { topic: 'orders:7' }).join('\n')).toContain('UnknownTopicOrPartitionException');
    expect(rows('orders:0', '--reset-offsets --by-duration', 3600)).toEqual(['g               orders          0          0']);
    expect(play.tool('--reset-offsets --by-duration', { topic: 'orders:1', by: 3600 })).toContain('Warn: Partition 1 from topic orders is empty. Falling back to latest known offset.');
    expect(rows('orders:0', '--reset-offsets --to-current')).toEqual(['g               orders          0          3']);
  });
});

describe('when no broker runs', () => {
  it('the tool gives up', () => {
    const play = new Play('3.9');
    for (const brokerId of [1, 2, 3]) play.do({ type: 'broker.kill', brokerId });
    expect(play.tool('--describe')).toEqual(['', 'Error: Executing consumer group command failed due to org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: describeConsumerGroups(api=FIND_COORDINATOR)']);
    expect(play.tool('--list')).toEqual(['', 'Error: Executing consumer group command failed due to org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: findAllBrokers']);
    expect(play.tool('--describe', { group: null })).toEqual(play.tool('--list'));
  });
});

describe('while a coordinator loads', () => {
  const loading = (era: EraId): Play => {
    const play = new Play(era);
    const group = describeGroup(play.world, 'g');
    play.do({ type: 'broker.kill', brokerId: typeof group === 'object' ? group.coordinatorId : 0 });
    return play.until(() => describeGroup(play.world, 'g') === 'loading');
  };

  it('the groups of its broker are left out until 0.11; later the list fails', () => {
    expect((['0.10', '0.11'] as const).map((era) => loading(era).tool('--list').filter((line) => line.includes('rror') || line === 'g'))).toEqual([[], []]);
    expect(loading('2.8').tool('--list').join('')).toContain('CoordinatorLoadInProgressException');
  });
});

describe('when a partition has no leader', () => {
  const alone = (era: EraId): Play => {
    const play = new Play(era, {}, 1, [[3], [1]]).empty().for(1000).do({ type: 'broker.kill', brokerId: 3 });
    return play.until(() => describeGroup(play.world, 'g') !== 'not-available').for(1000);
  };

  it('4.1 describes it without its end', () => {
    expect(alone('4.1').tool('--describe').slice(-2)).toEqual([
      'g               orders          0          3               -               -               -               -               -',
      'g               orders          1          0               0               0               -               -               -',
    ]);
  });

  it('earlier versions give up, or wait without end', () => {
    expect(alone('2.8').tool('--describe')).toEqual(['', 'Error: Executing consumer group command failed due to org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment. Call: metadata']);
    expect(alone('2.1').tool('--reset-offsets --to-latest')).toEqual(['Error: Executing consumer group command failed due to Failed to get offsets by times in 30000ms']);
    expect(alone('0.11').tool('--describe')).toEqual(['Note: This will only show information about consumers that use the Java consumer API (non-ZooKeeper-based consumers).', '']);
  });
});

describe('in the panel', () => {
  it('offers what the version has', () => {
    const choices = (era: EraId) => toolChoices(toolScene(new Play(era).world, era, []));
    expect(choices('0.10').groupForms).toEqual(['--list', '--describe']);
    expect(choices('2.1').allGroups).toBe(false);
    expect(choices('4.1')).toMatchObject({ groups: ['g'], allGroups: true });
  });

  it('shows the command as it would be typed', () => {
    const scene = toolScene(new Play('3.9').empty().world, '3.9', []);
    const ask = { filter: null, brokerId: 2, partition: '', path: '/' };
    expect(runTool(scene, 'consumer-groups', { ...ask, groupForm: '--describe --members', group: 'g' }).command).toBe('kafka-consumer-groups.sh --bootstrap-server broker-2:9092 --group g --describe --members');
    expect(runTool(scene, 'consumer-groups', { ...ask, groupForm: '--reset-offsets --shift-by', group: 'g', by: -1 }).command).toBe('kafka-consumer-groups.sh --bootstrap-server broker-2:9092 --group g --all-topics --reset-offsets --shift-by -1');
  });
});
