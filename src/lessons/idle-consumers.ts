import { GROUP, consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Action, FactPattern } from './types.ts';

/** A record for each partition: `a0` to orders-0, `a1` to orders-1 and so on. */
const round = (letter: string): readonly Action[] => [0, 1, 2, 3].map((partition) => sendTo(partition, `${letter}${partition}`));
const processed = (value: string): FactPattern => ({ fact: 'RecordProcessed', where: { value } });
const roundDone = (letter: string): readonly FactPattern[] => [0, 1, 2, 3].map((partition) => processed(`${letter}${partition}`));
const sent = (value: string): FactPattern => ({ fact: 'RecordSent', where: { value } });
const assigned = (number: number, generation: number): FactPattern => ({ fact: 'PartitionsAssigned', where: { consumer: `consumer-${number}`, generation } });

/** G7: a partition has one owner in a group, so partitions limit how many members can work. */
export const idleConsumers = lesson({
  ...headings['idle-consumers'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 4, consumers: Array.from({ length: 6 }, () => ({ application: { processingMs: 1000 }, config: { 'session.timeout.ms': '10000' } })) }),
  scenes: [
    {
      title: { en: 'Five members, four partitions', zh: '五个成员，四个分区' },
      say: {
        en: 'The topic orders has four partitions. Five consumers of group app start together, each of which needs a second for a record. Within a group a partition has exactly one owner; otherwise two members would read the same records, and nobody could keep their order.',
        zh: '主题 orders 有四个分区。组 app 的五个消费者一起启动，每个处理一条消息都要一秒。在一个组里，每个分区恰好有一个主人；否则两个成员会读到同样的消息，顺序也无从保证。',
      },
      do: [1, 2, 3, 4, 5].map((number) => consumer('start', number)),
      until: [1, 2, 3, 4, 5].map((number) => assigned(number, 1)),
      withinMs: 30_000,
      focus: ['consumer-1', 'consumer-2', 'consumer-3', 'consumer-4', 'consumer-5', ...GROUP],
      predict: {
        ask: { en: 'Five members, four partitions. How many members get nothing?', zh: '五个成员，四个分区。有几个成员什么也分不到？' },
        answer: { select: 'idleMembers', of: 'app' },
        why: { en: 'One: members minus partitions. Its assignment is an empty list, and that is no error.', zh: '一个：成员数减分区数。它分到的是一张空名单，这并不算错误。' },
      },
    },
    {
      title: { en: 'Four work, one waits', zh: '四个干活，一个等着' },
      say: {
        en: 'A record is written to each partition, and four members work on them side by side: all is done after a second. Consumer 5 polls and sends heartbeats like everybody else, but has nothing to read. A fifth member does not make the group faster.',
        zh: '每个分区写入一条消息，四个成员并行处理：一秒就都做完。消费者 5 与别人一样调用 poll、发心跳，只是没有东西可读。多了第五个成员，组并没有变快。',
      },
      do: round('a'),
      // Committed too: the crash to come is about owners, not about duplicates.
      until: [...roundDone('a'), { select: 'committed', of: 'app/orders-1', is: 1 }],
      withinMs: 10_000,
      focus: ['consumer-1', 'consumer-2', 'consumer-3', 'consumer-4', 'consumer-5'],
      predict: {
        ask: { en: 'How many partitions does consumer 5 own?', zh: '消费者 5 拥有几个分区？' },
        answer: { select: 'ownedCount', of: 'consumer-5' },
        why: { en: 'None: it comes last in the order of member ids, by which the range assignor deals the partitions out.', zh: '一个也没有：range 分配策略按成员 ID 的顺序发分区，它排在最后。' },
      },
    },
    {
      title: { en: 'The spare takes over', zh: '替补上场' },
      say: {
        en: 'Consumer 2 is killed. When its session is over, after ten seconds here, the group rebalances, and the spare gets a partition: four members, four partitions. The spare was already a member, so no new process had to be started; that is what an idle member is good for.',
        zh: '消费者 2 被杀掉。等它的会话结束（这里设为十秒），组开始重平衡，替补拿到一个分区：四个成员，四个分区。替补本来就是成员，不必再启动新进程；空闲成员的用处就在这里。',
      },
      do: [consumer('kill', 2)],
      until: [1, 3, 4, 5].map((number) => assigned(number, 2)),
      withinMs: 20_000,
      focus: ['consumer-2', 'consumer-5', ...GROUP],
      predict: {
        ask: { en: 'How many members are idle now?', zh: '现在有几个成员空闲？' },
        answer: { select: 'idleMembers', of: 'app' },
        why: { en: 'None: four members, four partitions, one each.', zh: '没有：四个成员，四个分区，一人一个。' },
      },
    },
    {
      title: { en: 'Three members: not even', zh: '三个成员：分不匀' },
      say: {
        en: 'Consumer 5 is closed; three are left for four partitions. Nobody is idle, but four does not divide by three. One member gets two partitions, the others one each.',
        zh: '消费者 5 被关闭，剩下三个成员，四个分区。没有谁空闲，可四除以三除不尽。一个成员得两个分区，另外两个各得一个。',
      },
      do: [consumer('stop', 5)],
      until: [1, 3, 4].map((number) => assigned(number, 3)),
      withinMs: 10_000,
      focus: ['consumer-1', 'consumer-3', 'consumer-4', ...GROUP],
      predict: {
        ask: { en: 'Consumer 1 comes first in the order of member ids. How many partitions does it own?', zh: '消费者 1 在成员 ID 的顺序中排第一。它拥有几个分区？' },
        answer: { select: 'ownedCount', of: 'consumer-1' },
        why: { en: 'Two: what does not divide evenly goes to the first members, one partition more each.', zh: '两个：除不尽的部分归排在前面的成员，每个多一个分区。' },
      },
    },
    {
      title: { en: 'As slow as the busiest', zh: '快慢由最忙的决定' },
      say: {
        en: 'Again a record is written to each partition. Consumers 3 and 4 are done after a second; consumer 1 has two to do, one after the other, and needs two. So choose a number of members that divides the number of partitions, here 1, 2 or 4. Flink and others read Kafka the same way: there it is the parallelism of the source that should divide the partitions.',
        zh: '再往每个分区写入一条消息。消费者 3 和 4 一秒做完；消费者 1 有两条，一条接一条，要两秒。所以成员数最好能整除分区数，这里是 1、2 或 4。Flink 等系统读 Kafka 也是如此：该整除分区数的，是那里的 Source 并行度。',
      },
      do: round('b'),
      until: roundDone('b'),
      withinMs: 10_000,
      focus: ['consumer-1', 'consumer-3', 'consumer-4'],
    },
  ],
  whatIf: [
    {
      id: 'a-sixth-member',
      label: { en: 'What if a sixth member is started to make it faster?', zh: '如果为了更快，再启动第六个成员呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Six members, four partitions', zh: '六个成员，四个分区' },
          say: {
            en: 'Consumer 6 joins. For that everybody stops, gives up its partitions and joins again. The four partitions go to the same four members as before.',
            zh: '消费者 6 加入。为此大家都停下，交出分区，重新加入。四个分区还是分给原来那四个成员。',
          },
          do: [consumer('start', 6)],
          until: [1, 2, 3, 4, 5, 6].map((number) => assigned(number, 2)),
          withinMs: 20_000,
          focus: ['consumer-6', ...GROUP],
          predict: {
            ask: { en: 'How many members are idle now?', zh: '现在有几个成员空闲？' },
            answer: { select: 'idleMembers', of: 'app' },
            why: { en: 'Two: six members minus four partitions. More partitions would help; more members do not.', zh: '两个：六个成员减四个分区。多加分区才有用，多加成员没有用。' },
          },
        },
        {
          title: { en: 'Not faster', zh: '没有变快' },
          say: {
            en: 'A record for each partition: done after a second, as with four members. The sixth has cost a rebalance and brings nothing.',
            zh: '每个分区一条消息：一秒做完，与四个成员时一样。第六个成员白白引起一次重平衡，什么也没带来。',
          },
          do: round('a'),
          until: roundDone('a'),
          withinMs: 10_000,
          focus: ['consumer-5', 'consumer-6'],
        },
      ],
    },
    {
      id: 'two-members',
      label: { en: 'What if there are two members instead of three?', zh: '如果用两个成员，而不是三个呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'Two members: even', zh: '两个成员：分得匀' },
          say: {
            en: 'Consumers 4 and 5 are closed together. Two members are left, and two divides four: each owns two partitions.',
            zh: '消费者 4 和 5 一起关闭。剩下两个成员，二能整除四：各得两个分区。',
          },
          do: [consumer('stop', 4), consumer('stop', 5)],
          until: [assigned(1, 3), assigned(3, 3)],
          withinMs: 10_000,
          focus: ['consumer-1', 'consumer-3', ...GROUP],
        },
        {
          title: { en: 'Just as fast as three', zh: '与三个一样快' },
          say: {
            en: 'A record for each partition: both members have two to do, and all is done after two seconds. That is no longer than with three members. The third one was paid for nothing.',
            zh: '每个分区一条消息：两个成员各做两条，两秒做完。并不比三个成员慢。那第三个等于白养。',
          },
          do: round('b'),
          until: roundDone('b'),
          withinMs: 10_000,
          focus: ['consumer-1', 'consumer-3'],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Five members on four partitions: the fifth was given none', zh: '五个成员、四个分区：第五个什么也没分到' }, facts: { fact: 'PartitionsAssigned', where: { consumer: 'consumer-5', generation: 1, owned: [] } }, count: 1 },
    { say: { en: 'It took over one when a member was gone', zh: '有成员不在了，它接手一个' }, facts: { fact: 'PartitionsAssigned', where: { consumer: 'consumer-5', generation: 2, owned: ['orders-3'] } }, count: 1 },
    { say: { en: 'Three members on four partitions: nobody is idle', zh: '三个成员、四个分区：没有谁空闲' }, select: 'idleMembers', of: 'app', is: 0 },
    { say: { en: 'but one owns two', zh: '但有一个拥有两个' }, select: 'owned', of: 'consumer-1', is: ['orders-0', 'orders-1'] },
    { say: { en: 'Four workers: a round of records took a second', zh: '四个干活：一轮消息花一秒' }, elapsedMs: { min: 1000, max: 1600 }, from: sent('a0'), to: processed('a1') },
    { say: { en: 'Three: two seconds, because of the busiest', zh: '三个：两秒，因为要等最忙的' }, elapsedMs: { min: 2000, max: 2600 }, from: sent('b0'), to: processed('b1') },
    { say: { en: 'A partition never had two owners in one generation', zh: '同一代里，分区从没有过两个主人' }, promise: 'onePartitionOneOwner', lost: 0 },
    { say: { en: 'No record was skipped', zh: '没有跳过一条消息' }, promise: 'processedAtLeastOnce', lost: 0 },
    { say: { en: 'and none was processed twice', zh: '也没有一条处理过两次' }, promise: 'processedAtMostOnce', lost: 0 },
    { branch: 'a-sixth-member', say: { en: 'A sixth member: the group has six', zh: '第六个成员：组里有六个' }, select: 'groupMembers', of: 'app', is: 6 },
    { branch: 'a-sixth-member', say: { en: 'A sixth member: two are idle, members minus partitions', zh: '第六个成员：两个空闲，即成员数减分区数' }, select: 'idleMembers', of: 'app', is: 2 },
    { branch: 'a-sixth-member', say: { en: 'A sixth member: a round still takes a second', zh: '第六个成员：一轮消息还是一秒' }, elapsedMs: { min: 1000, max: 1600 }, from: sent('a0'), to: processed('a1') },
    { branch: 'two-members', say: { en: 'Two members: a round takes two seconds, as with three', zh: '两个成员：一轮两秒，与三个成员一样' }, elapsedMs: { min: 2000, max: 2600 }, from: sent('b0'), to: processed('b1') },
    { branch: 'two-members', say: { en: 'Two members: each owns two partitions', zh: '两个成员：各有两个分区' }, select: 'ownedCount', of: 'consumer-3', is: 2 },
  ],
});
