import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { broker } from './scenery.ts';
import type { Action, Bilingual, FactPattern } from './types.ts';

const create = (name: string, partitions: number, replicationFactor: number): Action => (
  { command: { type: 'topic.create', topic: { name, partitions, replicationFactor, configs: {} } } }
);
const firstBroker = (brokerId: number) => ({ value: brokerId, label: { en: `Broker ${brokerId}`, zh: `Broker ${brokerId}` } });

const startInKRaft: Bilingual = {
  en: 'The KRaft controller takes the racks in turn, from a random one on, and inside each rack its brokers in turn, from a random place on. After as many partitions as there are brokers it shuffles everything, so that lists do not repeat.',
  zh: 'KRaft 控制器轮流取各机架（从随机的一个开始），每个机架内再轮流取 Broker（从随机的位置开始）。放完与 Broker 数相同的分区之后，全部打乱一次，免得列表重复。',
};
const followersInKRaft: Bilingual = {
  en: 'Stripes: after the leader’s rack comes the other one, and the next broker in its turn. There is no shift; the places inside a rack move on with every partition.',
  zh: '条带（stripe）：领导者所在机架之后轮到另一个机架，取其中轮到的 Broker。没有 shift；机架内的位置随每个分区后移。',
};
const refusedInKRaft: Bilingual = {
  en: 'The words differ: “The target replication factor of 5 cannot be reached because only 4 broker(s) are registered.”',
  zh: '措辞不同：“The target replication factor of 5 cannot be reached because only 4 broker(s) are registered.”',
};
const fencedInKRaft: Bilingual = {
  en: 'In KRaft broker 4 is fenced but still registered, so it counts: alerts is created, with broker 4 in its list but not in its ISR. Unfenced brokers come first in every rack, and a leader is never put on a fenced one.',
  zh: '在 KRaft 中，Broker 4 虽已隔离，但仍是注册过的，照样算数：alerts 创建成功，Broker 4 在副本列表里，却不在 ISR 中。每个机架里未隔离的 Broker 优先，领导者绝不会放在已隔离的 Broker 上。',
};

const at = (among: readonly number[], arithmetic: string, place: number, brokerId: number) => ({ among, arithmetic, place, broker: brokerId, taken: true });

function placed(partition: string, replicas: readonly number[], steps: readonly ReturnType<typeof at>[]): FactPattern {
  return { fact: 'ReplicasPlaced', where: { partition, replicas, steps } };
}

/** R19: the arithmetic that gives each partition its brokers, and what it refuses. */
export const placement = lesson({
  ...headings.placement,
  seed: 3,
  cluster: { brokers: 4, racks: ['a', 'b', 'a', 'b'], controller: 1, topics: [], producers: [], consumers: [] },
  scenes: [
    {
      title: { en: 'A random start, then one further each', zh: '随机起点，逐个后移' },
      say: {
        en: 'Four brokers: 1 and 3 stand in rack a, 2 and 4 in rack b. The topic clicks is created with five partitions of one replica each. The controller lists the brokers with the racks alternating, 1,2,3,4, draws a start at random, and puts partition p at place `(p + start) mod 4`, counted from 0. The events show the sum for each partition.',
        zh: '四台 Broker：1 和 3 在机架 a，2 和 4 在机架 b。创建主题 clicks，五个分区，各一个副本。控制器让机架交替，把 Broker 排成 1,2,3,4，随机抽一个起点 start，分区 p 的位置就是 `(p + start) mod 4`（从 0 数起）。每个分区的算式都记在事件里。',
      },
      do: [create('clicks', 5, 1)],
      until: [{ fact: 'BecameLeader', where: { partition: 'clicks-0' } }, { fact: 'BecameLeader', where: { partition: 'clicks-4' } }],
      withinMs: 5000,
      focus: [],
      predict: {
        ask: { en: 'Five partitions, four brokers. How many brokers have more than one of them?', zh: '五个分区，四台 Broker：有几台 Broker 上不止一个分区？' },
        options: [
          { value: 1, label: { en: 'One', zh: '一台' } },
          { value: 2, label: { en: 'Two', zh: '两台' } },
          { value: 0, label: { en: 'None', zh: '没有' } },
        ],
        answer: { select: 'brokersWithSeveral', of: 'clicks' },
        why: { en: 'Four partitions go once around; the fifth begins the next round.', zh: '前四个分区正好绕一圈，第五个开始下一圈。' },
      },
      inOtherEras: { '3.9': startInKRaft, '4.1': startInKRaft },
    },
    {
      title: { en: 'The followers go elsewhere', zh: '追随者放到别处' },
      say: {
        en: 'orders has two replicas per partition. The leader is placed as before; the search for the follower begins right behind the leader, moved on by a second random number, nextReplicaShift times the number of racks, so that the followers of one broker are not all on its neighbour. With every full round the shift grows. A broker in the leader’s rack is passed over while the other rack has no copy.',
        zh: 'orders 每个分区有两个副本。领导者的位置与先前一样算；追随者从领导者的下一个位置找起，再加上第二个随机数 nextReplicaShift（乘以机架数），免得一台 Broker 的追随者全在它的邻居上。每绕完一圈，shift 加一。只要另一个机架还没有副本，与领导者同机架的 Broker 就会被跳过。',
      },
      do: [create('orders', 2, 2)],
      until: [{ fact: 'BecameLeader', where: { partition: 'orders-0' } }, { fact: 'BecameLeader', where: { partition: 'orders-1' } }, { select: 'rackCount', of: 'orders-0', is: 2 }],
      withinMs: 5000,
      focus: [],
      predict: {
        ask: { en: 'orders-0 has two replicas. In how many of the two racks is it?', zh: 'orders-0 有两个副本：它分布在两个机架中的几个？' },
        options: [
          { value: 1, label: { en: 'One, or two: that is left to chance', zh: '一个或两个，看运气' } },
          { value: 2, label: { en: 'Always both', zh: '总是两个' } },
        ],
        answer: { select: 'rackCount', of: 'orders-0' },
        why: { en: 'Racks fail as a whole. While a rack has no copy, no other rack gets a second one.', zh: '机架会整个出故障。只要还有机架没有副本，别的机架就不会得到第二个。' },
      },
      inOtherEras: { '3.9': followersInKRaft, '4.1': followersInKRaft },
    },
    {
      title: { en: 'More replicas than racks', zh: '副本比机架多' },
      say: {
        en: 'payments has three replicas, and there are two racks. The first two replicas take one rack each; then racks no longer matter, and the third takes the next broker without a copy. Losing one rack can now take two copies, but never the last.',
        zh: 'payments 有三个副本，机架只有两个。前两个副本各占一个机架，之后就不再看机架，第三个放到下一台还没有副本的 Broker 上。失去一个机架，最多失去两份副本，绝不会是最后一份。',
      },
      do: [create('payments', 1, 3)],
      until: { fact: 'BecameLeader', where: { partition: 'payments-0' } },
      withinMs: 5000,
      focus: [],
    },
    {
      title: { en: 'Five copies on four brokers', zh: '四台 Broker，五份副本' },
      say: {
        en: 'audit is asked for with a replication factor of 5. A broker holds a partition only once, so the controller refuses with INVALID_REPLICATION_FACTOR: larger than available brokers. Nothing is created.',
        zh: 'audit 要求的副本因子是 5。同一个分区，一台 Broker 只能放一份，所以控制器以 INVALID_REPLICATION_FACTOR 拒绝：副本数大于可用的 Broker 数。什么都没有创建。',
      },
      do: [create('audit', 1, 5)],
      until: { fact: 'AdminRequestFailed', where: { error: 'INVALID_REPLICATION_FACTOR' } },
      withinMs: 5000,
      focus: ['admin'],
      predict: {
        ask: { en: 'How many partitions does audit have after the request?', zh: '请求之后，audit 有几个分区？' },
        options: [
          { value: 1, label: { en: 'One, with four replicas', zh: '一个，带四个副本' } },
          { value: 0, label: { en: 'None: there is no audit', zh: '没有：audit 不存在' } },
        ],
        answer: { select: 'partitionCount', of: 'audit' },
        why: { en: 'A topic is created as asked or not at all.', zh: '要么按请求创建，要么完全不创建。' },
      },
      inOtherEras: { '3.9': refusedInKRaft, '4.1': refusedInKRaft },
    },
  ],
  whatIf: [
    {
      id: 'broker-down',
      label: { en: 'What if broker 4 is down, and four replicas are asked for?', zh: '如果 Broker 4 宕机，又要四个副本呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'Broker 4 crashes', zh: 'Broker 4 宕机' },
          say: {
            en: 'Broker 4 is killed, and after a while its session is over. The topics keep their lists: nobody moves replicas because a broker is gone.',
            zh: 'Broker 4 被杀掉，过一会儿它的会话过期。各主题的副本列表不变：Broker 不在了，并不会有谁来搬副本。',
          },
          do: [broker('kill', 4)],
          until: [{ fact: 'BrokerStopped', where: { brokerId: 4 } }, { fact: 'ReplicaLeftIsr', where: { brokerId: 4 } }],
          withinMs: 40_000,
          focus: [],
        },
        {
          title: { en: 'Only brokers that live', zh: '只算活着的' },
          say: {
            en: 'alerts is to have four replicas. The controller places replicas on live brokers only, and there are three: it refuses with INVALID_REPLICATION_FACTOR. When broker 4 is back, the same request would be granted.',
            zh: 'alerts 要有四个副本。控制器只往活着的 Broker 上放副本，现在只有三台，于是以 INVALID_REPLICATION_FACTOR 拒绝。等 Broker 4 回来，同样的请求就会通过。',
          },
          do: [create('alerts', 1, 4)],
          until: { afterMs: 1000 },
          withinMs: 5000,
          focus: ['admin'],
          inOtherEras: { '3.9': fencedInKRaft, '4.1': fencedInKRaft },
        },
      ],
    },
    {
      id: 'again',
      label: { en: 'What if clicks is created once more, under another name?', zh: '如果换个名字，再创建一次 clicks 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'The same request, another start', zh: '同样的请求，另一个起点' },
          say: {
            en: 'views is asked for with the same numbers as clicks. The start is drawn anew for every topic, so that small topics do not all begin on broker 1. Balance comes from many draws: nobody checks how full the brokers are.',
            zh: 'views 的参数与 clicks 完全相同。每个主题都重新抽起点，免得小主题全从 Broker 1 开始。均衡靠的是抽的次数多：没有谁去看 Broker 已经有多满。',
          },
          do: [create('views', 5, 1)],
          until: [{ fact: 'BecameLeader', where: { partition: 'views-0' } }, { fact: 'BecameLeader', where: { partition: 'views-4' } }],
          withinMs: 5000,
          focus: [],
          predict: {
            ask: { en: 'Which broker gets views-0?', zh: 'views-0 放在哪台 Broker 上？' },
            options: [1, 2, 3, 4].map(firstBroker),
            answer: { select: 'leader', of: 'views-0' },
            why: { en: 'Nobody could know: the start is random. From views-1 on it can be worked out.', zh: '谁也不可能知道：起点是随机的。从 views-1 起就算得出来了。' },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Each of the eight partitions has its sum in the events', zh: '八个分区，每个都在事件里有自己的算式' }, facts: { fact: 'ReplicasPlaced' }, count: 8 },
    {
      eras: ['2.8'], say: { en: 'The sum for clicks-0: (0 + 2) mod 4 is 2, counted from 0 the place of broker 3', zh: 'clicks-0 的算式：(0 + 2) mod 4 等于 2，从 0 数起是 Broker 3 的位置' },
      facts: placed('clicks-0', [3], [at([1, 2, 3, 4], '(0 + 2) mod 4', 2, 3)]), count: 1,
    },
    {
      eras: ['2.8'], say: { en: 'The sums for orders-0: broker 4, then broker 2, of the same rack and passed over, then broker 3', zh: 'orders-0 的算式：先是 Broker 4；接着的 Broker 2 与它同机架，跳过；然后是 Broker 3' },
      facts: placed('orders-0', [4, 3], [
        at([1, 2, 3, 4], '(0 + 3) mod 4', 3, 4), { ...at([1, 2, 3, 4], '(3 + 1 + (4 + 0) mod 3) mod 4', 1, 2), taken: false }, at([1, 2, 3, 4], '(3 + 1 + (4 + 1) mod 3) mod 4', 2, 3),
      ]),
      count: 1,
    },
    {
      eras: ['3.9', '4.1'], say: { en: 'The sums for orders-0: broker 3 of rack a, then broker 2 of rack b', zh: 'orders-0 的算式：机架 a 的 Broker 3，然后是机架 b 的 Broker 2' },
      facts: placed('orders-0', [3, 2], [at([1, 3], '(0 + 1) mod 2', 1, 3), at([2, 4], '(0 + 0) mod 2', 0, 2)]), count: 1,
    },
    { eras: ['3.9', '4.1'], say: { en: 'orders-0 is where the sums say', zh: 'orders-0 就在算式所说的位置' }, select: 'replicas', of: 'orders-0', is: [3, 2] },
    { eras: ['2.8'], say: { en: 'clicks-0 is where the sum says', zh: 'clicks-0 就在算式所说的位置' }, select: 'replicas', of: 'clicks-0', is: [3] },
    { eras: ['2.8'], say: { en: 'orders-0 is where the sums say', zh: 'orders-0 就在算式所说的位置' }, select: 'replicas', of: 'orders-0', is: [4, 3] },
    { say: { en: 'The two replicas of orders-0 are in two racks', zh: 'orders-0 的两个副本在两个机架里' }, select: 'rackCount', of: 'orders-0', is: 2 },
    { say: { en: 'The two replicas of orders-1 are in two racks', zh: 'orders-1 的两个副本在两个机架里' }, select: 'rackCount', of: 'orders-1', is: 2 },
    { say: { en: 'The three replicas of payments-0 cover both racks', zh: 'payments-0 的三个副本覆盖两个机架' }, select: 'rackCount', of: 'payments-0', is: 2 },
    { say: { en: 'Five replicas were refused', zh: '五个副本被拒绝' }, facts: { fact: 'AdminRequestFailed', where: { error: 'INVALID_REPLICATION_FACTOR' } }, count: 1 },
    { say: { en: 'audit does not exist', zh: 'audit 不存在' }, select: 'partitionCount', of: 'audit', is: 0 },
    { branch: 'broker-down', eras: ['2.8'], say: { en: 'Broker 4 down: four replicas were refused', zh: 'Broker 4 宕机：四个副本被拒绝' }, select: 'partitionCount', of: 'alerts', is: 0 },
    { branch: 'broker-down', eras: ['3.9', '4.1'], say: { en: 'Broker 4 down: four replicas were granted, three of them in sync', zh: 'Broker 4 宕机：四个副本通过，其中三个同步' }, facts: { fact: 'TopicCreated', where: { topic: 'alerts' } }, count: 1 },
    { branch: 'again', say: { en: 'The same request again: five partitions, five sums of their own', zh: '再来一次：五个分区，各有各的算式' }, facts: { fact: 'ReplicasPlaced' }, count: 10 },
  ],
});
