import type { Command } from '../kafka/commands.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { broker } from './scenery.ts';
import type { Action, Bilingual, Until } from './types.ts';

const elect = (partition: string): Action => ({ command: { type: 'leader.elect', electionType: 'PREFERRED', partition } satisfies Command });
const sendTo = (partition: number, value: string): Action => ({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value, partition } });
/** The new leader knows; the controller knew before. */
const leads = (partition: string, leader: number): readonly Until[] => [
  { select: 'leader', of: partition, is: leader }, { select: 'role', of: `broker-${leader}/${partition}`, is: 'leader' },
];
const rejoined = (brokerId: number): readonly Until[] => ['orders-0', 'orders-1', 'orders-2'].map((partition) => ({ fact: 'ReplicaJoinedIsr', where: { partition, brokerId } }));

/** The leader of each partition as the picture emphasises it. */
const HOME = ['broker-1/orders-0', 'broker-2/orders-1', 'broker-3/orders-2'];
const ON_FIRST = ['broker-1/orders-0', 'broker-1/orders-1', 'broker-1/orders-2'];

const byKRaft: Bilingual = {
  en: 'Once a partition is led by another replica than the preferred one, the KRaft controller starts counting; after leader.imbalance.check.interval.seconds it moves every such partition home. leader.imbalance.per.broker.percentage plays no part.',
  zh: '一旦有分区的领导者不是优先副本，KRaft 控制器就开始计时；过了 leader.imbalance.check.interval.seconds，把所有这样的分区都换回去，不看 leader.imbalance.per.broker.percentage。',
};

/** R14: restarts let leaderships pile up on one broker; a person or the controller gives them back to the preferred replicas. */
export const preferredLeader = lesson({
  ...headings['preferred-leader'],
  seed: 1,
  cluster: {
    brokers: 3,
    controller: 1,
    brokerConfig: { 'leader.imbalance.check.interval.seconds': '15', 'zookeeper.session.timeout.ms': '6000' },
    topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, assignment: [[1, 2, 3], [2, 1, 3], [3, 1, 2]] }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
    consumers: [],
  },
  scenes: [
    {
      title: { en: 'One leader each', zh: '一台一个领导者' },
      say: {
        en: 'Three partitions with the replica lists 1,2,3 and 2,1,3 and 3,1,2. The first in each list is the preferred replica, and right now each of them leads: broker 1 orders-0, broker 2 orders-1, broker 3 orders-2. Leaders take all writes, so the work is shared evenly.',
        zh: '三个分区，副本列表分别是 1,2,3、2,1,3 和 3,1,2。列表中的第一个叫优先副本（Preferred Replica），眼下它们各自是领导者：Broker 1 领导 orders-0，Broker 2 领导 orders-1，Broker 3 领导 orders-2。写入全由领导者承担，所以负载是均匀的。',
      },
      do: [sendTo(0, 'm0'), sendTo(1, 'm1'), sendTo(2, 'm2')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 3 }, { afterMs: 5500 }],
      withinMs: 10_000,
      focus: HOME,
    },
    {
      title: { en: 'Broker 2 is shut down for an update', zh: 'Broker 2 停机升级' },
      say: {
        en: 'A new version is rolled out, one broker after the other. A controlled shutdown first asks the controller to move the leaderships away: for orders-1, that is the next of 2,1,3 that is in sync. Only then does the process end, so nobody is without a leader.',
        zh: '集群滚动升级，一台接一台。受控关闭会先请控制器把领导者迁走：对 orders-1 来说，是列表 2,1,3 中下一个同步的副本。迁完之后进程才结束，没有哪个分区会缺领导者。',
      },
      do: [broker('shutdown', 2)],
      until: { fact: 'BrokerStopped', where: { brokerId: 2 } },
      withinMs: 10_000,
      focus: ['broker-2/orders-1', 'broker-1/orders-1'],
      predict: {
        ask: { en: 'Broker 2 goes. Who leads orders-1, with the replicas 2,1,3?', zh: 'Broker 2 离开：副本列表为 2,1,3 的 orders-1，由谁领导？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-1' },
        why: { en: 'Next in the list, alive, and one of the in-sync replicas (ISR).', zh: '它在列表中排下一个，存活，也在 ISR（In-Sync Replicas，同步副本集合）中。' },
      },
    },
    {
      title: { en: 'It comes back, and its leadership does not', zh: '它回来了，领导者却没有回来' },
      say: {
        en: 'Broker 2 starts again, catches up and joins all three ISRs. But a return is no reason for an election: broker 1 now leads two partitions, and broker 2 none.',
        zh: 'Broker 2 重新启动，追上数据，回到三个分区的 ISR。可是有副本回来，并不会触发选举：现在 Broker 1 领导两个分区，Broker 2 一个也没有。',
      },
      do: [broker('restart', 2)],
      until: rejoined(2),
      withinMs: 15_000,
      focus: ON_FIRST,
    },
    {
      title: { en: 'Broker 3 is next', zh: '轮到 Broker 3' },
      say: {
        en: 'The same with broker 3: orders-2 moves to broker 1, the next of 3,1,2. The update has cost no record and no minute without a leader. It has cost the balance.',
        zh: 'Broker 3 也一样：orders-2 迁到 Broker 1，它是 3,1,2 中的下一个。这次升级没有丢一条消息，也没有一刻缺领导者，丢掉的是均衡。',
      },
      do: [broker('shutdown', 3)],
      until: { fact: 'BrokerStopped', where: { brokerId: 3 } },
      withinMs: 10_000,
      focus: ['broker-3/orders-2', 'broker-1/orders-2'],
    },
    {
      title: { en: 'Everything on one broker', zh: '全都压在一台上' },
      say: {
        en: 'Broker 3 is back in every ISR, and all three leaders are on broker 1: every write and every read of a consumer goes there. The two others only copy. A cluster drifts like this with every restart and every failure.',
        zh: 'Broker 3 也回到了所有 ISR，而三个领导者都在 Broker 1 上：所有写入、消费者的所有读取都落在它身上，另外两台只是在复制。每次重启、每次故障，集群都会这样漂移一点。',
      },
      do: [broker('restart', 3)],
      until: rejoined(3),
      withinMs: 15_000,
      focus: ON_FIRST,
      predict: {
        ask: { en: 'Broker 3 is in sync again. Who leads orders-2, with the replicas 3,1,2?', zh: 'Broker 3 又同步了：副本列表为 3,1,2 的 orders-2，由谁领导？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-2' },
        why: { en: 'The order of the list counts when somebody is elected, and nobody is elected now.', zh: '列表的顺序只在选举时起作用，而现在并没有选举。' },
      },
    },
    {
      title: { en: 'Home by hand', zh: '人工换回' },
      say: {
        en: 'kafka-leader-election.sh --election-type preferred asks for orders-1 to be led by the first of its list. Broker 2 is alive and in sync, so it simply takes over, under a higher leader epoch. The producer hears NOT_LEADER_OR_FOLLOWER at its next record, asks again who leads, and sends it there.',
        zh: 'kafka-leader-election.sh --election-type preferred 请求让 orders-1 由列表中的第一个来领导。Broker 2 存活，也同步，于是直接接任，Leader Epoch 升高。生产者发下一条消息时收到 NOT_LEADER_OR_FOLLOWER，便重新打听领导者是谁，再发过去。',
      },
      do: [elect('orders-1'), sendTo(1, 'm3')],
      until: [...leads('orders-1', 2), { select: 'acknowledgedCount', of: 'producer-1', is: 4 }],
      withinMs: 10_000,
      focus: ['broker-1/orders-1', 'broker-2/orders-1', 'producer-1'],
      predict: {
        ask: { en: 'After the election, what is in the log of the new leader of orders-1?', zh: '选举之后，orders-1 的新领导者日志里有什么？' },
        options: [
          { value: ['m1', 'm3'], label: { en: 'm1 m3', zh: 'm1 m3' } },
          { value: ['m3'], label: { en: 'm3 only', zh: '只有 m3' } },
        ],
        answer: { select: 'records', of: 'broker-2/orders-1' },
        why: { en: 'A preferred election takes only a replica of the ISR: it has every committed record, and nothing has to be moved.', zh: '优先副本选举只选 ISR 中的副本：已提交的消息它都有，什么都不用搬。' },
      },
    },
    {
      title: { en: 'Home by itself', zh: '自动换回' },
      say: {
        en: 'Nobody asks for orders-2. But auto.leader.rebalance.enable is on, as it is by default, and every leader.imbalance.check.interval.seconds, here 15 and usually 300, the controller looks for such partitions. It elects the preferred replica where that is possible: orders-2 goes back to broker 3.',
        zh: 'orders-2 没有人去管。但 auto.leader.rebalance.enable 默认是打开的：每隔 leader.imbalance.check.interval.seconds（这里设为 15 秒，默认 300 秒），控制器就检查一遍，能换的便选举优先副本：orders-2 回到 Broker 3。',
      },
      do: [],
      until: leads('orders-2', 3),
      withinMs: 60_000,
      focus: ['broker-1/orders-2', 'broker-3/orders-2'],
      inOtherEras: {
        '2.8': {
          en: 'The controller, here on broker 1, counts for each broker how many of the partitions it should lead are led elsewhere. Above leader.imbalance.per.broker.percentage, 10 %, it moves them. For broker 3 that is 1 of 1.',
          zh: '控制器（这里在 Broker 1 上）逐台统计：本该由它领导的分区，有多少正由别人领导。超过 leader.imbalance.per.broker.percentage（10%）就换回来。对 Broker 3 来说，是 1 个中的 1 个。',
        },
        '3.9': byKRaft,
        '4.1': byKRaft,
      },
    },
  ],
  whatIf: [
    {
      id: 'last-restarted',
      label: { en: 'What if the update goes on to broker 1?', zh: '如果接着升级 Broker 1 呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'Broker 1 gives everything away', zh: 'Broker 1 全部交出' },
          say: {
            en: 'Broker 1 leads all three partitions and moves them away before it ends: orders-0 and orders-1 to broker 2, orders-2 to broker 3. Those who were restarted first are busy again.',
            zh: 'Broker 1 领导着全部三个分区，结束之前先把它们迁走：orders-0 和 orders-1 给 Broker 2，orders-2 给 Broker 3。先重启的那两台又忙起来了。',
          },
          do: [broker('shutdown', 1)],
          until: { fact: 'BrokerStopped', where: { brokerId: 1 } },
          withinMs: 10_000,
          focus: ON_FIRST,
          predict: {
            ask: { en: 'Broker 1 is shut down last. Which broker leads orders-0, with the replicas 1,2,3?', zh: '最后关闭 Broker 1：副本列表为 1,2,3 的 orders-0，由谁领导？' },
            point: 'broker',
            answer: { select: 'leader', of: 'orders-0' },
            why: { en: 'Broker 2 is next in the list and in sync since its own restart.', zh: 'Broker 2 在列表中排下一个，重启后也早已同步。' },
          },
        },
        {
          title: { en: 'The last one leads nothing', zh: '最后一台什么也不领导' },
          say: {
            en: 'Broker 1 is back in every ISR and leads nothing. So it is after every rolling restart: the broker that went last comes home to an empty table, until somebody looks.',
            zh: 'Broker 1 回到了所有 ISR，却一个分区也不领导。每次滚动重启都是如此：最后重启的那台回来时两手空空，直到有人来检查。',
          },
          do: [broker('restart', 1)],
          until: rejoined(1),
          withinMs: 15_000,
          focus: ['broker-2/orders-0', 'broker-2/orders-1', 'broker-3/orders-2'],
        },
        {
          title: { en: 'The controller tidies up', zh: '控制器来收拾' },
          say: {
            en: 'The controller comes round and elects the preferred replica of orders-0. The others are at home already: the restart of broker 1 did that by chance.',
            zh: '控制器检查时，为 orders-0 选举优先副本。另外两个已经各在其位：那是 Broker 1 的重启碰巧做到的。',
          },
          do: [],
          until: leads('orders-0', 1),
          withinMs: 60_000,
          focus: HOME,
          inOtherEras: {
            '2.8': {
              en: 'Broker 1 was the controller too, and another broker is now. A new controller looks for the first time 5 seconds after it takes office.',
              zh: 'Broker 1 还兼任过控制器，现在由另一台担任。新控制器上任 5 秒后第一次检查。',
            },
          },
        },
      ],
    },
    {
      id: 'not-in-sync',
      label: { en: 'What if the preferred replica is not there?', zh: '如果优先副本不在呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'Broker 2 crashes', zh: 'Broker 2 宕机' },
          say: {
            en: 'Broker 2 is killed. Its session ends, and the controller takes it out of every ISR. Broker 1 leads on.',
            zh: 'Broker 2 被杀掉。会话过期后，控制器把它移出所有 ISR。领导者仍是 Broker 1。',
          },
          do: [broker('kill', 2)],
          until: { fact: 'ReplicaLeftIsr', where: { partition: 'orders-1', brokerId: 2 } },
          withinMs: 40_000,
          focus: ['broker-2/orders-1', 'broker-1/orders-1'],
        },
        {
          title: { en: 'Preferred does not mean at any price', zh: '优先，但不是不惜代价' },
          say: {
            en: 'The administrator asks for the preferred leader of orders-1 all the same, and the controller refuses: PREFERRED_LEADER_NOT_AVAILABLE. A preferred election never takes a replica that is dead or out of sync. Broker 1 leads on, and nothing has changed.',
            zh: '管理员还是请求为 orders-1 选举优先副本，控制器拒绝：PREFERRED_LEADER_NOT_AVAILABLE。优先副本选举绝不选宕机或不同步的副本。领导者仍是 Broker 1，什么也没变。',
          },
          do: [elect('orders-1')],
          until: { fact: 'ElectionRequested', where: { partition: 'orders-1', error: 'PREFERRED_LEADER_NOT_AVAILABLE' } },
          withinMs: 5000,
          focus: ['admin', 'broker-1/orders-1'],
          predict: {
            ask: { en: 'The preferred replica is dead. Who leads orders-1 after the request?', zh: '优先副本宕机了：请求之后，谁领导 orders-1？' },
            point: 'broker',
            answer: { select: 'leader', of: 'orders-1' },
            why: { en: 'The preferred replica or no change: the rest of the list is not considered.', zh: '要么换成优先副本，要么不变：列表里其余的不在考虑之列。' },
          },
        },
        {
          title: { en: 'Back in sync, back in office', zh: '同步之后，回到原位' },
          say: {
            en: 'Broker 2 restarts and joins the ISRs. At its next check the controller gives orders-1 back, and with it orders-2 to broker 3 if it had not done so already.',
            zh: 'Broker 2 重启，回到 ISR。控制器下一次检查时，把 orders-1 还给它；orders-2 若还没有还给 Broker 3，也一并归还。',
          },
          do: [broker('restart', 2)],
          until: [...leads('orders-1', 2), ...leads('orders-2', 3)],
          withinMs: 90_000,
          focus: HOME,
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Broker 1 leads orders-0 in the end', zh: '最后，Broker 1 领导 orders-0' }, select: 'leader', of: 'orders-0', is: 1 },
    { say: { en: 'Broker 2 leads orders-1 again', zh: 'Broker 2 重新领导 orders-1' }, select: 'leader', of: 'orders-1', is: 2 },
    { say: { en: 'Broker 3 leads orders-2 again', zh: 'Broker 3 重新领导 orders-2' }, select: 'leader', of: 'orders-2', is: 3 },
    { say: { en: 'One came home by hand and one by the controller’s check', zh: '一个由人工换回，一个由控制器的检查换回' }, facts: { fact: 'LeaderElected', where: { election: 'preferred' } }, count: 2 },
    { say: { en: 'Only one was asked for', zh: '请求过的只有一个' }, facts: { fact: 'ElectionRequested', where: { electionType: 'PREFERRED', error: 'NONE' } }, count: 1 },
    { say: { en: 'No record was lost', zh: '没有丢失消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'last-restarted', say: { en: 'Broker 1 restarted too: it leads orders-0 again', zh: 'Broker 1 也重启：它重新领导 orders-0' }, select: 'leader', of: 'orders-0', is: 1 },
    { branch: 'last-restarted', say: { en: 'Broker 1 restarted too: one preferred election was enough', zh: 'Broker 1 也重启：一次优先副本选举就够了' }, facts: { fact: 'LeaderElected', where: { election: 'preferred' } }, count: 1 },
    { branch: 'not-in-sync', say: { en: 'Preferred replica gone: the request was refused', zh: '优先副本不在：请求被拒绝' }, facts: { fact: 'ElectionRequested', where: { partition: 'orders-1', error: 'PREFERRED_LEADER_NOT_AVAILABLE' } }, count: 1 },
    { branch: 'not-in-sync', say: { en: 'Preferred replica gone: once it is back, every leader is at home', zh: '优先副本不在：它回来之后，领导者各归其位' }, select: 'leader', of: 'orders-1', is: 2 },
    { branch: 'not-in-sync', say: { en: 'Preferred replica gone: no record was lost', zh: '优先副本不在：没有丢失消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
  ],
});
