import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Action, FactPattern, MessagePattern } from './types.ts';

/** Three seconds a record, and ten seconds between two polls instead of Kafka's five minutes: the same trouble, sooner. */
const program = (settings: Readonly<Record<string, string>>) => ({
  config: { 'session.timeout.ms': '6000', 'max.poll.interval.ms': '10000', ...settings },
  application: { processingMs: 3000 },
});
const careless = program({ 'heartbeat.interval.ms': '5000', 'max.poll.records': '500' });
const tuned = program({ 'heartbeat.interval.ms': '2000', 'max.poll.records': '2' });

const heartbeatOf = (number: number): MessagePattern => ({ api: 'Heartbeat', kind: 'request', from: `consumer-${number}` });
const hiccup = (number: number): Action => ({ hold: heartbeatOf(number), forMs: 3000 });
const sixRecords: readonly Action[] = [0, 1, 2, 3, 4, 5].map((number) => sendTo(0, `r${number}`));
const generations: FactPattern = { fact: 'GroupGenerationStarted', where: { group: 'app' } };
const overdue = (number: number): FactPattern => ({ fact: 'PollOverdue', where: { consumer: `consumer-${number}` } });

/** G6: two ways to be taken for dead while alive, and the settings that prevent them. */
export const avoidableRebalances = lesson({
  ...headings['avoidable-rebalances'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 2, consumers: [careless, careless, tuned, tuned] }),
  scenes: [
    {
      title: { en: 'Two careless consumers', zh: '两个参数设得草率的消费者' },
      say: {
        en: 'Consumers 1 and 2 form the group. They send a heartbeat every five seconds, and the coordinator forgets a member after six seconds of silence: session.timeout.ms=6000, heartbeat.interval.ms=5000. One poll() may return up to 500 records, each takes three seconds, and max.poll.interval.ms is ten seconds here. Consumers 3 and 4 are the same with better settings; they wait for the what-if.',
        zh: '消费者 1 和 2 组成一个组。它们每五秒发一个心跳，协调者六秒没有收到就当成员不在了：session.timeout.ms=6000，heartbeat.interval.ms=5000。一次 poll 最多返回 500 条消息，每条要处理三秒，而这里 max.poll.interval.ms 是十秒。消费者 3 和 4 也一样，只是参数设得好些，留给后面的“如果”。',
      },
      do: [consumer('start', 1), consumer('start', 2)],
      until: [{ select: 'groupState', of: 'app', is: 'Stable' }, { message: heartbeatOf(1) }],
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
    },
    {
      title: { en: 'The network hiccups for three seconds', zh: '网络卡了三秒' },
      say: {
        en: 'The first heartbeat of consumer 1 is held up for three seconds. Five and three make eight: at six seconds the coordinator declares the member dead, and the group rebalances. Consumer 1 was well all the time; its late heartbeat is answered with UNKNOWN_MEMBER_ID, and it has to join again as a new member.',
        zh: '消费者 1 的第一个心跳在路上耽搁了三秒。五加三等于八：到第六秒，协调者就判定它已失效，组开始重平衡。消费者 1 其实一直好好的；它迟到的心跳得到的答复是 UNKNOWN_MEMBER_ID，只好作为新成员重新加入。',
      },
      do: [hiccup(1)],
      until: [{ fact: 'PartitionsAssigned', where: { consumer: 'consumer-1', generation: 2 } }, { fact: 'PartitionsAssigned', where: { consumer: 'consumer-2', generation: 2 } }],
      withinMs: 20_000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'No consumer was started or stopped. In which generation is the group after the hiccup?', zh: '没有消费者启动或停止。卡过之后，组是第几代？' },
        options: [1, 2].map((value) => ({ value, label: { en: String(value), zh: String(value) } })),
        answer: { select: 'groupGeneration', of: 'app' },
        why: { en: 'Generation 2: a single late heartbeat was enough, for there was no room for a second one within the session timeout.', zh: '第 2 代：会话超时之内容不下第二个心跳，迟到一个就够了。' },
      },
      inOtherEras: {
        '3.9': {
          en: 'The same settings, the same result. Since 3.0 the default of session.timeout.ms is 45 seconds, with heartbeats every three: a hiccup like this goes unnoticed, and so does a real crash for 45 seconds.',
          zh: '同样的参数，同样的结果。3.0 起 session.timeout.ms 默认是 45 秒，心跳每三秒一个：这样的卡顿没人会注意，但真正的宕机也要 45 秒才会被发现。',
        },
        '4.1': {
          en: 'The same settings, the same result. Since 3.0 the default of session.timeout.ms is 45 seconds, with heartbeats every three: a hiccup like this goes unnoticed, and so does a real crash for 45 seconds.',
          zh: '同样的参数，同样的结果。3.0 起 session.timeout.ms 默认是 45 秒，心跳每三秒一个：这样的卡顿没人会注意，但真正的宕机也要 45 秒才会被发现。',
        },
      },
    },
    {
      title: { en: 'Too much for one poll', zh: '一次 poll 拿得太多' },
      say: {
        en: 'Six records arrive in orders-0, and one poll() hands all of them to consumer 1: eighteen seconds of work, with ten allowed. Its heartbeats are on time, for they come from another thread. But that thread also watches the clock of poll(), and when the ten seconds are over it leaves the group in the name of the application. The group rebalances once more, and consumer 2 gets everything.',
        zh: 'orders-0 来了六条消息，一次 poll 就全交给了消费者 1：十八秒的活，只给了十秒。心跳倒是准时，因为由另一个线程发送。可是这个线程也盯着 poll 的间隔，十秒一到，就替应用程序离开组。于是又一次重平衡，全部分区归了消费者 2。',
      },
      do: sixRecords,
      until: [overdue(1), { fact: 'MemberRemoved', where: { reason: 'leave' } }, { fact: 'PartitionsAssigned', where: { generation: 3 } }],
      withinMs: 40_000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'Consumer 1 has processed five records by now. Which offset has the group committed for orders-0?', zh: '消费者 1 至此处理了五条消息。组在 orders-0 上提交到了哪个位移？' },
        options: [{ value: null, label: { en: 'none yet', zh: '还没有提交过' } }, { value: 5, label: { en: '5', zh: '5' } }],
        answer: { select: 'committed', of: 'app/orders-0' },
        why: { en: 'None. Automatic commits happen inside poll(), and consumer 1 has not come back to it; by then it will be no member any more.', zh: '还没有。自动提交在 poll 里进行，而消费者 1 还没有回到 poll；等它回去，已经不是成员了。' },
      },
    },
    {
      title: { en: 'The same work, again and again', zh: '同样的活，一遍又一遍' },
      say: {
        en: 'Nothing was committed, so consumer 2 begins with r0 again; it takes all six in one poll(), and after ten seconds its own heartbeat thread leaves the group as well. Meanwhile consumer 1 has finished: its commit is refused, it joins again, and it inherits the same six records. The partitions go back and forth, records are processed again and again, and nobody makes progress. Nothing has crashed; this is what a group looks like whose poll() takes too long.',
        zh: '什么都没有提交，所以消费者 2 又从 r0 开始；它同样一次 poll 拿了六条，十秒后心跳线程同样替它离开了组。这时消费者 1 已经做完：提交被拒绝，重新加入，接手的还是那六条。分区来回转手，消息一遍遍重复处理，毫无进展。没有谁宕机；poll 间隔太长的组就是这个样子。',
      },
      do: [],
      until: [overdue(2), { fact: 'RecordProcessed', where: { consumer: 'consumer-1', value: 'r0' } }],
      withinMs: 60_000,
      focus: ['consumer-1', 'consumer-2'],
    },
  ],
  whatIf: [
    {
      id: 'tuned',
      label: { en: 'What if the settings leave room?', zh: '如果参数留有余地呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'A third of the session, two records per poll', zh: '会话的三分之一，每次两条' },
          say: {
            en: 'Consumers 3 and 4 run the same program. Their heartbeats go out every two seconds, a third of session.timeout.ms, which stays at six seconds. max.poll.records is 2: six seconds of work for each poll, well under ten.',
            zh: '消费者 3 和 4 运行同样的程序。心跳每两秒一个，是 session.timeout.ms 的三分之一；session.timeout.ms 仍是六秒。max.poll.records 是 2：每次 poll 最多六秒的活，离十秒还远。',
          },
          do: [consumer('start', 3), consumer('start', 4)],
          until: [{ select: 'groupState', of: 'app', is: 'Stable' }, { message: heartbeatOf(3) }],
          withinMs: 20_000,
          focus: ['consumer-3', 'consumer-4'],
        },
        {
          title: { en: 'The same hiccup, unnoticed', zh: '同样的卡顿，没人察觉' },
          say: {
            en: 'A heartbeat of consumer 3 is held up for three seconds. Two and three make five: it arrives in time, and nothing happens. With three heartbeats to a session, one or two may be late.',
            zh: '消费者 3 的一个心跳耽搁了三秒。二加三等于五：赶上了，什么也没发生。一个会话期内有三个心跳，迟到一两个没关系。',
          },
          do: [hiccup(3)],
          until: { afterMs: 6000 },
          withinMs: 10_000,
          focus: ['consumer-3'],
          predict: {
            ask: { en: 'Three seconds without heartbeats again. In which generation is the group?', zh: '又是三秒没有心跳。组是第几代？' },
            options: [1, 2].map((value) => ({ value, label: { en: String(value), zh: String(value) } })),
            answer: { select: 'groupGeneration', of: 'app' },
            why: { en: 'Still generation 1: the heartbeat came before the six seconds were over.', zh: '仍是第 1 代：六秒没到，心跳就来了。' },
          },
        },
        {
          title: { en: 'The same six records, in small bites', zh: '同样的六条消息，小口吃' },
          say: {
            en: 'The same six records arrive. Consumer 3 polls two at a time, is back within ten seconds each time, and commits on the way. It is as slow as consumer 1 was; a slow program is no trouble as long as it polls in time. Raising max.poll.interval.ms or handing records to a pool of threads are the other two ways.',
            zh: '同样的六条消息来了。消费者 3 一次拿两条，每次都在十秒内回来，顺路提交位移。它和消费者 1 一样慢；只要按时 poll，慢并不是问题。另外两个办法是调大 max.poll.interval.ms，或者把消息交给线程池处理。',
          },
          do: sixRecords,
          until: { select: 'committed', of: 'app/orders-0', is: 6 },
          withinMs: 60_000,
          focus: ['consumer-3'],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Careless: four rebalances; only the first was needed', zh: '草率：四次重平衡，只有第一次是必要的' }, facts: generations, count: 4 },
    { say: { en: 'Careless: one because of a late heartbeat', zh: '草率：一次因为心跳迟到' }, facts: { fact: 'MemberRemoved', where: { reason: 'session-timeout' } }, count: 1 },
    { say: { en: 'Careless: six seconds after it was last heard of', zh: '草率：距最后一次有音讯，正好六秒' }, elapsedMs: { min: 5990, max: 6000 }, from: { fact: 'PartitionsAssigned', where: { consumer: 'consumer-1' } }, to: { fact: 'MemberRemoved', where: { reason: 'session-timeout' } } },
    { say: { en: 'Careless: two because poll() came too late', zh: '草率：两次因为 poll 太晚' }, facts: { fact: 'PollOverdue' }, count: 2 },
    { say: { en: 'Careless: r0 was processed three times', zh: '草率：r0 处理了三遍' }, facts: { fact: 'RecordProcessed', where: { value: 'r0' } }, count: 3 },
    { say: { en: 'Careless: the group has committed nothing of it', zh: '草率：一条也没有提交' }, select: 'committed', of: 'app/orders-0', is: null },
    { branch: 'tuned', say: { en: 'Tuned: one rebalance, the first', zh: '调好之后：只有第一次重平衡' }, facts: generations, count: 1 },
    { branch: 'tuned', say: { en: 'Tuned: no member was removed', zh: '调好之后：没有成员被移出组' }, facts: { fact: 'MemberRemoved' }, count: 0 },
    { branch: 'tuned', say: { en: 'Tuned: no record was processed twice', zh: '调好之后：没有消息被处理两次' }, promise: 'processedAtMostOnce', lost: 0 },
    { branch: 'tuned', say: { en: 'Tuned: all six are processed and committed', zh: '调好之后：六条都已处理并提交' }, select: 'committed', of: 'app/orders-0', is: 6 },
  ],
});
