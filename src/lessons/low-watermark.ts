import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, deleteRecords, link, send, setTopic, threeReplicas } from './scenery.ts';
import type { Action, Bilingual } from './types.ts';

const ALL = [FIRST, SECOND, THIRD];
const CONSUMERS = ['consumer-1', 'consumer-2'];
const consumersGo: readonly Action[] = CONSUMERS.map((name) => link('network.cut', name, null));
const consumersReturn: readonly Action[] = CONSUMERS.map((name) => link('network.heal', name, null));
const positionsAre = (is: number): readonly { readonly select: string; readonly of: string; readonly is: number }[] => CONSUMERS.map((name) => ({ select: 'position', of: `${name}/orders-0`, is }));
const bothReset = CONSUMERS.map((consumer) => ({ fact: 'OffsetReset', where: { consumer } }));

const sessionWithKRaft: Bilingual = {
  en: 'Dead means fenced: the KRaft controller fences broker 2 after broker.session.timeout.ms, 9 seconds. The leader epoch stays.',
  zh: '所谓宕机，就是被隔离（fencing）：过了 broker.session.timeout.ms（9 秒），KRaft 控制器将 Broker 2 隔离。Leader Epoch 不变。',
};

/** R20: each replica has its own log start; the low watermark is the smallest among the live ones, as the leader has heard of them. */
export const lowWatermark = lesson({
  ...headings['low-watermark'],
  seed: 1,
  cluster: {
    ...threeReplicas({ controller: 3, brokers: { 'log.retention.check.interval.ms': '30000' }, producers: [{ acks: 'all' }] }),
    consumers: ['earliest', 'latest'].map((policy, index) => ({ id: `consumer-${index + 1}`, topics: ['orders'], config: { 'auto.offset.reset': policy }, started: true })),
  },
  scenes: [
    {
      title: { en: 'A log has two ends', zh: '日志有两头' },
      say: {
        en: 'The producer sends m0, and two consumers read it: both will read offset 1 next. Of a log we usually watch the end, where records are appended. This lesson is about the other end: the log start offset, the first offset that can still be read, now 0 on every replica.',
        zh: '生产者发送 m0，两个消费者都读到了，下一次都要读位移 1。平时我们看的是日志的末端，消息在那里追加。这一课看另一头：日志起始位移（Log Start Offset），也就是还能读到的第一个位移，现在每个副本上都是 0。',
      },
      do: [send('m0')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 1 }, ...positionsAre(1)],
      withinMs: 5000,
      focus: [FIRST, ...CONSUMERS],
    },
    {
      title: { en: 'The consumers are away', zh: '消费者掉线了' },
      say: {
        en: 'Both consumers lose their network. The producer goes on with m1, m2 and m3. All three replicas have them, and the high watermark (HW) is 4.',
        zh: '两个消费者都断网了。生产者继续发送 m1、m2、m3。三个副本都有了，高水位（High Watermark, HW）是 4。',
      },
      do: [...consumersGo, send('m1'), send('m2'), send('m3')],
      until: ALL.map((of) => ({ select: 'highWatermark', of, is: 4 })),
      withinMs: 5000,
      focus: ALL,
    },
    {
      title: { en: 'Delete everything before offset 3', zh: '删除位移 3 之前的消息' },
      say: {
        en: 'An administrator runs kafka-delete-records.sh for offset 3. The request goes to the leader, broker 1, which moves its log start to 3 at once; nobody reads m0 to m2 from it again. But it does not answer yet: the request waits until the low watermark (LW), the smallest log start of all live replicas, has reached 3.',
        zh: '管理员运行 kafka-delete-records.sh，指定位移 3。请求发给领导者 Broker 1，它立刻把日志起始位移移到 3，m0 到 m2 再也不能从它这里读到。但它还不答复：请求要等到低水位（Low Watermark, LW），即所有存活副本中最小的日志起始位移，也到达 3。',
      },
      do: [deleteRecords(3)],
      until: [{ fact: 'LogStartOffsetAdvanced', where: { brokerId: 1, reason: 'delete-records' } }, { fact: 'RequestParked', where: { api: 'DeleteRecords' } }],
      withinMs: 5000,
      focus: ALL,
      predict: {
        ask: { en: 'The leader’s log starts at 3 now. What is the low watermark?', zh: '领导者的日志现在从 3 开始。低水位是多少？' },
        options: [
          { value: 0, label: { en: '0', zh: '0' } },
          { value: 3, label: { en: '3', zh: '3' } },
          { value: 4, label: { en: '4', zh: '4' } },
        ],
        answer: { select: 'lowWatermark', of: FIRST },
        why: {
          en: 'Brokers 2 and 3 have not heard of it. Were one of them elected now, m0 to m2 could be read again.',
          zh: 'Broker 2、3 还没有听说。假如现在选出其中之一当领导者，m0 到 m2 又能读到了。',
        },
      },
    },
    {
      title: { en: 'The followers hear of it', zh: '追随者得知了' },
      say: {
        en: 'A deletion wakes nobody: the followers’ Fetch requests are parked for up to half a second. Every Fetch response carries the leader’s log start offset, and when these come, brokers 2 and 3 move theirs to 3 as well.',
        zh: '删除不会唤醒谁：追随者的 Fetch 请求还在领导者那里等着，最多等半秒。每个 Fetch 响应都带着领导者的日志起始位移；响应一到，Broker 2、3 也把自己的移到 3。',
      },
      do: [],
      until: [2, 3].map((brokerId) => ({ fact: 'LogStartOffsetAdvanced', where: { brokerId, reason: 'leader' } })),
      withinMs: 5000,
      focus: ALL,
      predict: {
        ask: { en: 'All three logs are about to start at 3. What will the leader take the low watermark for?', zh: '三份日志马上都从 3 开始。到那时，领导者认为低水位是多少？' },
        options: [
          { value: 3, label: { en: '3: all have applied it', zh: '3：大家都照办了' } },
          { value: 0, label: { en: '0: nobody has told it yet', zh: '0：还没有人告诉它' } },
        ],
        answer: { select: 'lowWatermark', of: FIRST },
        why: {
          en: 'As with the high watermark, the leader learns one fetch later. It goes by what the followers have reported.',
          zh: '和高水位一样，领导者要晚一轮拉取才知道。它依据的是追随者报告过的数。',
        },
      },
    },
    {
      title: { en: 'Gone everywhere', zh: '处处都删了' },
      say: {
        en: 'The next Fetch of each follower names its log start, 3. Now the low watermark is 3, the waiting request is answered, and the administrator is told low_watermark: 3. That answer means: no live replica holds these records any more.',
        zh: '追随者各自的下一个 Fetch 报出自己的日志起始位移：3。于是低水位是 3，等待的请求得到答复，管理员看到 low_watermark: 3。这个答复说明：存活的副本都不再保留这些消息。',
      },
      do: [],
      until: [{ fact: 'LowWatermarkAdvanced', where: { from: 0, to: 3 } }, { fact: 'RecordsDeleted', where: { lowWatermark: 3 } }],
      withinMs: 5000,
      focus: ALL,
    },
    {
      title: { en: 'Asking for what is gone', zh: '来要已经不在的消息' },
      say: {
        en: 'The consumers are back, and both fetch from offset 1. The leader answers OFFSET_OUT_OF_RANGE. Where to go on is each consumer’s own setting, auto.offset.reset: earliest for consumer 1, latest for consumer 2.',
        zh: '消费者恢复了网络，都从位移 1 拉取。领导者答复 OFFSET_OUT_OF_RANGE。接下来从哪里读，由各自的 auto.offset.reset 决定：消费者 1 是 earliest，消费者 2 是 latest。',
      },
      do: consumersReturn,
      until: bothReset,
      withinMs: 60_000,
      focus: [FIRST, ...CONSUMERS],
      predict: {
        ask: { en: 'The log now holds one record, m3 at offset 3. Where does consumer 2, with latest, go on?', zh: '日志里现在只有一条消息，位移 3 处的 m3。设了 latest 的消费者 2 从哪里继续？' },
        options: [
          { value: 1, label: { en: '1: where it was', zh: '1：原来的位置' } },
          { value: 3, label: { en: '3: the log start', zh: '3：日志起始位移' } },
          { value: 4, label: { en: '4: the end', zh: '4：末尾' } },
        ],
        answer: { select: 'position', of: 'consumer-2/orders-0' },
        why: {
          en: 'latest skips also what is still there: consumer 2 will never see m3. With auto.offset.reset=none the application would get an exception instead, and decide for itself.',
          zh: 'latest 会把还在的也跳过：消费者 2 永远看不到 m3。如果设成 none，应用程序会得到一个异常，自己来决定。',
        },
      },
    },
    {
      title: { en: 'On they go', zh: '继续往下读' },
      say: {
        en: 'The producer sends m4. Consumer 1 has read m3 and m4, consumer 2 only m4. Neither has seen m1 and m2: to a consumer that is too slow, deleting is losing.',
        zh: '生产者发送 m4。消费者 1 读到了 m3 和 m4，消费者 2 只读到 m4。m1 和 m2 两个都没有看到：对读得太慢的消费者来说，删除就是丢失。',
      },
      do: [send('m4')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 5 }, ...positionsAre(5)],
      withinMs: 5000,
      focus: ['producer-1', ...CONSUMERS],
    },
  ],
  whatIf: [
    {
      id: 'dead-follower',
      label: { en: 'What if broker 2 is dead?', zh: '如果 Broker 2 宕机了呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'A replica that cannot answer', zh: '答不了话的副本' },
          say: {
            en: 'Broker 2 is killed before the deletion. Its session expires, and everybody is told that only brokers 1 and 3 are live. On its disk the log still starts at 0.',
            zh: '删除之前，Broker 2 被杀掉。它的会话（Session）过期，大家得知存活的只有 Broker 1 和 3。在它的磁盘上，日志仍从 0 开始。',
          },
          do: [broker('kill', 2)],
          until: { select: 'isr', of: FIRST, is: [1, 3] },
          withinMs: 40_000,
          focus: ALL,
          inOtherEras: {
            '2.8': {
              en: 'The session is with ZooKeeper and lasts zookeeper.session.timeout.ms, 18 seconds. The leader epoch rises, too.',
              zh: '会话是与 ZooKeeper 的会话，时长为 zookeeper.session.timeout.ms，18 秒。Leader Epoch 也随之升高。',
            },
            '3.9': sessionWithKRaft,
            '4.1': sessionWithKRaft,
          },
        },
        {
          title: { en: 'Only the live ones count', zh: '只算存活的' },
          say: {
            en: 'The same deletion. Broker 3 applies it and reports it, and the request is answered. Nobody waits for a broker that is known to be dead.',
            zh: '同样的删除。Broker 3 照办，并且报告，请求就得到了答复。已知宕机的 Broker，谁也不会等它。',
          },
          do: [deleteRecords(3)],
          until: { fact: 'RecordsDeleted' },
          withinMs: 40_000,
          focus: ALL,
          predict: {
            ask: { en: 'The logs of brokers 1, 2 and 3 start at 3, 0 and 3. What is the low watermark?', zh: 'Broker 1、2、3 的日志分别从 3、0、3 开始。低水位是多少？' },
            options: [
              { value: 0, label: { en: '0: the smallest of all', zh: '0：全部之中最小的' } },
              { value: 3, label: { en: '3: the smallest of the live ones', zh: '3：存活副本中最小的' } },
            ],
            answer: { select: 'lowWatermark', of: FIRST },
            why: {
              en: 'Otherwise one dead machine would block every deletion until somebody repairs it.',
              zh: '不然的话，只要有一台机器坏着，任何删除都完成不了。',
            },
          },
        },
        {
          title: { en: 'Back from the dead', zh: '死而复生' },
          say: {
            en: 'Broker 2 restarts with m0 to m3 in its log. It is live again and its log starts at 0, so the low watermark falls back to 0. The next Fetch response tells it where the leader’s log starts, and it catches up with the deletion.',
            zh: 'Broker 2 重启，日志里还有 m0 到 m3。它又是存活副本了，而它的日志从 0 开始，所以低水位退回 0。下一个 Fetch 响应告诉它领导者的日志从哪里开始，它便补上这次删除。',
          },
          do: [broker('restart', 2)],
          until: [{ fact: 'LogStartOffsetAdvanced', where: { brokerId: 2, to: 3 } }, { fact: 'LowWatermarkAdvanced', where: { from: 0, to: 3 } }],
          withinMs: 60_000,
          focus: [FIRST, SECOND],
        },
      ],
    },
    {
      id: 'silent-follower',
      label: { en: 'What if broker 2 is alive, but cannot reach the leader?', zh: '如果 Broker 2 活着，却连不上领导者呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'A minute of waiting', zh: '等了一分钟' },
          say: {
            en: 'The link between brokers 1 and 2 is cut, then the records are deleted. Broker 1 and broker 3 have moved their log starts, but broker 2 is live and says nothing. The request times out after 30 seconds, is tried again, and after a minute the administrator gets REQUEST_TIMED_OUT.',
            zh: 'Broker 1 与 2 之间的链路断了，然后删除消息。Broker 1 和 3 的日志起始位移都移了，可是 Broker 2 存活，却毫无音讯。请求 30 秒后超时，再试一次；一分钟后，管理员得到 REQUEST_TIMED_OUT。',
          },
          do: [link('network.cut', 'broker-2', 'broker-1'), deleteRecords(3)],
          until: { fact: 'AdminRequestFailed', where: { error: 'REQUEST_TIMED_OUT' } },
          withinMs: 100_000,
          focus: ALL,
          predict: {
            ask: { en: 'The administrator was told of a failure. Where does the log of broker 3 start?', zh: '管理员被告知失败了。Broker 3 的日志从哪里开始？' },
            options: [
              { value: 0, label: { en: '0: nothing was deleted', zh: '0：什么都没删' } },
              { value: 3, label: { en: '3: deleted all the same', zh: '3：照样删了' } },
            ],
            answer: { select: 'logStartOffset', of: THIRD },
            why: {
              en: 'A timeout means that the deletion is not confirmed everywhere. The leader does not take back what it has done.',
              zh: '超时只表示还没有确认处处都已删除。领导者不会把做过的事收回去。',
            },
          },
        },
        {
          title: { en: 'The link is repaired', zh: '链路修好了' },
          say: {
            en: 'Broker 2 fetches again, learns the leader’s log start and applies it. The low watermark reaches 3, and nobody is left to be told.',
            zh: 'Broker 2 恢复拉取，得知领导者的日志起始位移，照办。低水位到了 3，只是已经没有谁在等这个答复。',
          },
          do: [link('network.heal', 'broker-2', 'broker-1')],
          until: { fact: 'LowWatermarkAdvanced', where: { from: 0, to: 3 } },
          withinMs: 60_000,
          focus: [FIRST, SECOND],
        },
      ],
    },
    {
      id: 'retention',
      label: { en: 'What if retention deletes them?', zh: '如果是保留期到了呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'Each replica for itself', zh: '各删各的' },
          say: {
            en: 'Instead of a deletion by hand, the topic gets retention.ms=10000. Every log.retention.check.interval.ms, here 30 seconds, each broker looks for segments that are too old. It deletes whole segments only, but even the active one: that is rolled first.',
            zh: '不用手工删除，而是把主题的 retention.ms 设为 10000。每隔 log.retention.check.interval.ms，这里是 30 秒，每台 Broker 检查有没有过期的日志段（Segment）。它只删整段，但活跃段也不例外：先滚动出新段，再删旧的。',
          },
          do: [setTopic('retention.ms', '10000')],
          until: [1, 2, 3].map((brokerId) => ({ fact: 'LogStartOffsetAdvanced', where: { brokerId, reason: 'retention.ms' } })),
          withinMs: 100_000,
          focus: ALL,
          predict: {
            ask: { en: 'All four records are older than ten seconds. Where does the log of broker 1 start now?', zh: '四条消息都超过了十秒。Broker 1 的日志现在从哪里开始？' },
            options: [
              { value: 0, label: { en: '0: the active segment stays', zh: '0：活跃段不删' } },
              { value: 4, label: { en: '4: at its end', zh: '4：末端' } },
            ],
            answer: { select: 'logStartOffset', of: FIRST },
            why: {
              en: 'The log is empty, and still its next record gets offset 4: deleting frees no offsets.',
              zh: '日志空了，但下一条消息的位移仍是 4：删除并不会腾出位移。',
            },
          },
        },
        {
          title: { en: 'The low watermark follows', zh: '低水位跟上来' },
          say: {
            en: 'No request waits this time, and no follower needed to be told. Still the leader hears of the followers’ log starts only with their next Fetch. Then the low watermark is 4.',
            zh: '这次没有请求在等，追随者也不需要谁来通知。不过，领导者仍要等它们的下一个 Fetch，才知道它们的日志起始位移。这时低水位才是 4。',
          },
          do: [],
          until: [{ fact: 'LowWatermarkAdvanced', where: { to: 4 } }, { select: 'lowWatermark', of: FIRST, is: 4 }],
          withinMs: 5000,
          focus: ALL,
        },
        {
          title: { en: 'Too late for both', zh: '两个都来晚了' },
          say: {
            en: 'The consumers return and ask for offset 1. Both get OFFSET_OUT_OF_RANGE, and for both earliest and latest are now the same place: offset 4.',
            zh: '消费者回来，要位移 1。两个都得到 OFFSET_OUT_OF_RANGE，而 earliest 和 latest 现在是同一处：位移 4。',
          },
          do: consumersReturn,
          until: [...bothReset, ...positionsAre(4)],
          withinMs: 60_000,
          focus: [FIRST, ...CONSUMERS],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The leader moved first, then a follower, and the low watermark last', zh: '先是领导者，再是追随者，最后才是低水位' }, order: [{ fact: 'LogStartOffsetAdvanced', where: { brokerId: 1 } }, { fact: 'LogStartOffsetAdvanced', where: { brokerId: 2 } }, { fact: 'LowWatermarkAdvanced', where: { from: 0, to: 3 } }] },
    { say: { en: 'The low watermark moved once, from 0 to 3', zh: '低水位只动了一次，从 0 到 3' }, facts: { fact: 'LowWatermarkAdvanced' }, count: 1 },
    { say: { en: 'It equals the smallest log start, broker 1’s', zh: '它等于最小的日志起始位移：Broker 1 的' }, select: 'logStartOffset', of: FIRST, is: 3 },
    { say: { en: 'broker 2’s', zh: 'Broker 2 的' }, select: 'logStartOffset', of: SECOND, is: 3 },
    { say: { en: 'and broker 3’s', zh: '以及 Broker 3 的' }, select: 'logStartOffset', of: THIRD, is: 3 },
    { say: { en: 'The low watermark is 3', zh: '低水位是 3' }, select: 'lowWatermark', of: FIRST, is: 3 },
    { say: { en: 'Two consumers asked for an offset below it', zh: '有两个消费者要的位移比它小' }, facts: { fact: 'PositionOutOfRange', where: { position: 1 } }, count: 2 },
    { say: { en: 'Consumer 1 was reset to the earliest offset, 3', zh: '消费者 1 重置到最早的位移 3' }, facts: { fact: 'OffsetReset', where: { consumer: 'consumer-1', policy: 'earliest', to: 3 } }, count: 1 },
    { say: { en: 'Consumer 2 was reset to the latest, 4', zh: '消费者 2 重置到最新的位移 4' }, facts: { fact: 'OffsetReset', where: { consumer: 'consumer-2', policy: 'latest', to: 4 } }, count: 1 },
    { say: { en: 'What was deleted on request is not counted as lost', zh: '应要求删除的不算丢失' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'dead-follower', say: { en: 'Dead follower: the deletion was confirmed without it', zh: '追随者宕机：没有等它，删除就得到确认' }, order: [{ fact: 'RecordsDeleted', where: { lowWatermark: 3 } }, { fact: 'LogStartOffsetAdvanced', where: { brokerId: 2 } }] },
    { branch: 'dead-follower', say: { en: 'Dead follower: the low watermark had to rise twice', zh: '追随者宕机：低水位升了两次' }, facts: { fact: 'LowWatermarkAdvanced', where: { from: 0, to: 3 } }, count: 2 },
    { branch: 'silent-follower', say: { en: 'Silent follower: the deletion was never confirmed', zh: '追随者失联：删除一直没有得到确认' }, facts: { fact: 'RecordsDeleted' }, count: 0 },
    { branch: 'silent-follower', say: { en: 'Silent follower: it stayed in the ISR, for it lacked no record', zh: '追随者失联：它一直在 ISR 里，因为不缺消息' }, facts: { fact: 'ReplicaLeftIsr' }, count: 0 },
    { branch: 'silent-follower', say: { en: 'Silent follower: the records are gone all the same', zh: '追随者失联：消息照样删了' }, select: 'records', of: SECOND, is: ['m3'] },
    { branch: 'retention', say: { en: 'Retention: no follower was told by the leader', zh: '保留期：没有哪个追随者是领导者通知的' }, facts: { fact: 'LogStartOffsetAdvanced', where: { reason: 'leader' } }, count: 0 },
    { branch: 'retention', say: { en: 'Retention: the low watermark is 4', zh: '保留期：低水位是 4' }, select: 'lowWatermark', of: FIRST, is: 4 },
    { branch: 'retention', say: { en: 'Retention: consumer 1 was reset to 4, with nothing left to read', zh: '保留期：消费者 1 重置到 4，已没有可读的' }, facts: { fact: 'OffsetReset', where: { consumer: 'consumer-1', policy: 'earliest', to: 4 } }, count: 1 },
  ],
});
