import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, link, send, slow, threeReplicas } from './scenery.ts';
import type { Bilingual } from './types.ts';

const sessionWithKRaft: Bilingual = {
  en: 'After broker.session.timeout.ms, 9 seconds without a heartbeat, the KRaft controller fences broker 1 and elects.',
  zh: '9 秒（broker.session.timeout.ms）没有心跳，KRaft 控制器便将 Broker 1 隔离（fencing），并选出新领导者。',
};

/** R6: acks=1 answers before anybody has copied the record; a crash takes exactly what was not copied. */
export const acksOneLoss = lesson({
  ...headings['acks-one-loss'],
  seed: 1,
  cluster: threeReplicas({ controller: 3, producers: [{ acks: '1' }] }),
  scenes: [
    {
      title: { en: 'On a fast network nobody notices', zh: '网络快的时候，谁也察觉不到' },
      say: {
        en: 'Broker 1 leads orders-0, and the in-sync replicas (ISR) are 1,2,3. The producer sends m0 and m1 with acks=1: the leader answers as soon as it has appended. A few milliseconds later both followers have copied them, and all is well.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），ISR（In-Sync Replicas，同步副本集合）是 1,2,3。生产者以 acks=1 发送 m0 和 m1：领导者一追加就答复。几毫秒之后，两个追随者副本（Follower）也都复制好了，一切正常。',
      },
      do: [send('m0'), send('m1')],
      until: [
        { select: 'acknowledgedCount', of: 'producer-1', is: 2 },
        { select: 'highWatermark', of: SECOND, is: 2 },
        { select: 'highWatermark', of: THIRD, is: 2 },
      ],
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'The network between brokers slows down', zh: 'Broker 之间的网络变慢' },
      say: {
        en: 'From broker 1 to both followers it now takes 200 ms. m2 is acknowledged just as fast as before, within 10 ms, and reaches the followers 200 ms after it was appended. The leader has not heard from them yet, so its high watermark (HW) stays at 2.',
        zh: '现在从 Broker 1 到两个追随者要 200 ms。m2 的应答和先前一样快，不到 10 ms，而它到达追随者，已是追加之后 200 ms。领导者还没有听到它们的回音，高水位（High Watermark, HW）仍停在 2。',
      },
      do: [slow('broker-1', 'broker-2', 200), slow('broker-1', 'broker-3', 200), send('m2')],
      until: [
        { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
        { select: 'logEndOffset', of: SECOND, is: 3 },
        { select: 'logEndOffset', of: THIRD, is: 3 },
      ],
      withinMs: 5000,
      focus: ['producer-1', FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'Two more, acknowledged at once', zh: '又来两条，立刻应答' },
      say: {
        en: 'The producer sends m3 and m4, and has both answers within 10 ms. Five records are acknowledged now. The followers’ next Fetch is still crawling towards the leader, so nobody has come to copy m3 and m4.',
        zh: '生产者发送 m3 和 m4，10 ms 之内就收到两个应答。至此五条消息都已应答。追随者的下一个 Fetch 还在慢慢走向领导者，所以还没有人来复制 m3 和 m4。',
      },
      do: [send('m3'), send('m4')],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 5 },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
      predict: {
        ask: { en: 'Five records are acknowledged. Up to which offset are they committed on the leader?', zh: '五条消息都已应答。领导者的高水位，也就是已提交到哪里，是多少？' },
        options: [
          { value: 5, label: { en: '5: all of them', zh: '5：全部' } },
          { value: 3, label: { en: '3: what the followers have', zh: '3：追随者已有的部分' } },
          { value: 2, label: { en: '2: what the leader knows the followers have', zh: '2：领导者确知追随者已有的部分' } },
        ],
        answer: { select: 'highWatermark', of: FIRST },
        why: {
          en: 'acks=1 and the high watermark are two different questions. Consumers, who see only what is committed, have seen m0 and m1 at most.',
          zh: 'acks=1 与高水位问的是两件不同的事。消费者只能看到已提交的消息，所以最多看到 m0 和 m1。',
        },
      },
    },
    {
      title: { en: 'The leader dies', zh: '领导者宕机' },
      say: {
        en: 'Broker 1 is killed, and its connections break with it. When its session has expired, the controller elects broker 2, the first live replica in the ISR: a clean election, entirely by the rules. But being in the ISR means not to be behind for long; it does not mean to have everything.',
        zh: 'Broker 1 被杀掉，它的连接也一同断开。会话（Session）过期后，控制器选出 Broker 2，它是 ISR 中第一个存活的副本：这是一次 Clean 选举，完全合乎规则。可是，在 ISR 里只表示没有落后太久，并不表示什么都不缺。',
      },
      do: [broker('kill', 1)],
      until: { fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 2 } },
      withinMs: 40_000,
      focus: [FIRST, SECOND, THIRD],
      predict: {
        ask: { en: 'Broker 2 leads now. What is in its log?', zh: '现在 Broker 2 是领导者。它的日志里有什么？' },
        options: [
          { value: ['m0', 'm1'], label: { en: 'm0 m1: what was committed', zh: 'm0 m1：已提交的部分' } },
          { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2: what it had copied', zh: 'm0 m1 m2：它已复制的部分' } },
          { value: ['m0', 'm1', 'm2', 'm3', 'm4'], label: { en: 'm0 to m4: what was acknowledged', zh: 'm0 到 m4：已应答的部分' } },
        ],
        answer: { select: 'records', of: SECOND },
        why: {
          en: 'A new leader keeps its whole log, also what lies above its high watermark. m2 was lucky; m3 and m4 were only on broker 1.',
          zh: '新领导者保留自己的整份日志，高水位之上的部分也保留。m2 运气好；m3 和 m4 只在 Broker 1 上。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'The session is with ZooKeeper and lasts zookeeper.session.timeout.ms, 18 seconds. The controller is one of the brokers, here broker 3.',
          zh: '会话是与 ZooKeeper 的会话，时长为 zookeeper.session.timeout.ms，18 秒。控制器由某台 Broker 兼任，这里是 Broker 3。',
        },
        '3.9': sessionWithKRaft,
        '4.1': sessionWithKRaft,
      },
    },
    {
      title: { en: 'Offset 3 is given away again', zh: '位移 3 又分给了别人' },
      say: {
        en: 'The producer has its answers for m3 and m4: it will not send them again, and no error will ever tell it. It sends m5, finds the new leader, and m5 gets offset 3. The application now knows of two records that were written to offset 3.',
        zh: '生产者早已收到 m3 和 m4 的应答：它不会重发，也永远不会有错误来提醒它。它发送 m5，找到新领导者，m5 得到位移 3。在应用程序眼里，写到位移 3 的消息现在有两条。',
      },
      do: [send('m5')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 6 }, { select: 'highWatermark', of: SECOND, is: 4 }],
      withinMs: 30_000,
      focus: ['producer-1', SECOND, THIRD],
    },
    {
      title: { en: 'The last copies are cut away', zh: '最后一份也被截掉' },
      say: {
        en: 'Broker 1 restarts, and m3 and m4 are still on its disk. But it is a follower now, and a follower’s log must be a beginning of the leader’s. Its log is cut at offset 3, and m5 comes in their place.',
        zh: 'Broker 1 重启，m3 和 m4 还在它的磁盘上。可它现在是追随者，而追随者的日志必须是领导者日志的开头一段。于是日志从位移 3 处截断，取而代之的是 m5。',
      },
      do: [link('network.heal', 'broker-1', 'broker-2'), link('network.heal', 'broker-1', 'broker-3'), broker('restart', 1)],
      until: [{ fact: 'LogTruncated', where: { brokerId: 1 } }, { select: 'highWatermark', of: FIRST, is: 4 }, { select: 'isr', of: SECOND, is: [2, 3, 1] }],
      withinMs: 60_000,
      focus: [FIRST, SECOND],
    },
  ],
  whatIf: [
    {
      id: 'acks-all',
      label: { en: 'What if m3 is sent with acks=all?', zh: '如果用 acks=all 发送 m3 呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'Written, and not yet acknowledged', zh: '写下了，还没应答' },
          say: {
            en: 'The leader appends m3 just as before, but keeps its answer until the high watermark has passed it. On this slow network that takes 400 ms and more. Until then the producer knows that it does not know.',
            zh: '领导者照样追加 m3，但要等高水位越过它才答复。网络这么慢，至少得等 400 ms。在那之前，生产者清楚地知道：结果未定。',
          },
          do: [send('m3', -1)],
          until: { fact: 'RecordsAppended', where: { brokerId: 1, logEndOffset: 4 } },
          withinMs: 5000,
          focus: ['producer-1', FIRST],
        },
        {
          title: { en: 'The same crash', zh: '同样的宕机' },
          say: {
            en: 'Broker 1 is killed at the same moment as before, and m3 dies with it. The producer sees its connection break with a request unanswered. So it keeps m3 and tries again, until metadata names broker 2.',
            zh: '在同样的时刻，Broker 1 被杀掉，m3 随它而去。生产者看到连接断开，还有一个请求没有答复。于是它留着 m3，一再重试，直到元数据里写的是 Broker 2。',
          },
          do: [broker('kill', 1)],
          until: [{ fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 2 } }, { select: 'acknowledgedCount', of: 'producer-1', is: 4 }],
          withinMs: 60_000,
          focus: ['producer-1', SECOND, THIRD],
          predict: {
            ask: { en: 'What will the log of broker 2 hold when m3 is acknowledged?', zh: 'm3 得到应答时，Broker 2 的日志里有什么？' },
            options: [
              { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2', zh: 'm0 m1 m2' } },
              { value: ['m0', 'm1', 'm2', 'm3'], label: { en: 'm0 m1 m2 m3', zh: 'm0 m1 m2 m3' } },
            ],
            answer: { select: 'records', of: SECOND },
            why: {
              en: 'What was not acknowledged is still with the producer. acks=all does not save the leader’s copy; it saves the promise.',
              zh: '没有应答的消息还在生产者手里。acks=all 保不住领导者上的那一份，保住的是承诺。',
            },
          },
        },
      ],
    },
    {
      id: 'a-second-later',
      label: { en: 'What if the crash comes one second later?', zh: '如果晚一秒宕机呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'Time to copy', zh: '来得及复制' },
          say: {
            en: 'One second is enough, even on the slow network: both followers fetch m3 and m4 and report that they have them. The high watermark is 5.',
            zh: '即使网络很慢，一秒钟也够了：两个追随者都拉取了 m3 和 m4，并且报告过了。高水位是 5。',
          },
          do: [],
          until: [{ select: 'highWatermark', of: FIRST, is: 5 }, { afterMs: 1000 }],
          withinMs: 5000,
          focus: [FIRST, SECOND, THIRD],
        },
        {
          title: { en: 'The same crash, and nothing is lost', zh: '同样的宕机，一条没丢' },
          say: {
            en: 'Broker 1 dies, broker 2 leads, and all five records are there. acks=1 loses records only in the short time between the answer and the copy. That is why tests seldom find it, and why the loss, when it comes, is a surprise.',
            zh: 'Broker 1 宕机，Broker 2 接任，五条消息都在。acks=1 只在答复与复制之间那一小段时间里会丢消息。所以测试很少碰到，而真正丢的时候，人人意外。',
          },
          do: [broker('kill', 1)],
          until: { fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 2 } },
          withinMs: 40_000,
          focus: [FIRST, SECOND, THIRD],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Two acknowledged records are lost', zh: '丢失了两条已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 2 },
    { say: { en: 'Exactly those that nobody had copied, m3 and m4: broker 2 holds the others', zh: '正是没有被复制的 m3 和 m4：其余的都在 Broker 2 上' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm2', 'm5'] },
    { say: { en: 'Broker 1 has let go of them too', zh: 'Broker 1 也放弃了它们' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm2', 'm5'] },
    { say: { en: 'm3 was acknowledged by broker 1, for offset 3', zh: 'Broker 1 应答过 m3，位移是 3' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm3', offset: 3, brokerId: 1 } }, count: 1 },
    { say: { en: 'm5 was acknowledged by broker 2, for the same offset', zh: 'Broker 2 应答了 m5，位移也是 3' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm5', offset: 3, brokerId: 2 } }, count: 1 },
    { say: { en: 'The election was clean', zh: '选举是 Clean 的' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', leader: 2, election: 'clean' } }, count: 1 },
    { say: { en: 'The producer was never told of a failure', zh: '生产者从未收到失败的通知' }, facts: { fact: 'SendFailed' }, count: 0 },
    { say: { en: 'What was lost had never been committed: the leader’s high watermark had not reached 3', zh: '丢失的消息从未提交：领导者的高水位没有到过 3' }, facts: { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, role: 'leader', to: 3 } }, count: 0 },
    { branch: 'acks-all', say: { en: 'acks=all: no acknowledged record is lost', zh: 'acks=all：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'acks-all', say: { en: 'acks=all: m3 was acknowledged by broker 2', zh: 'acks=all：应答 m3 的是 Broker 2' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm3', brokerId: 2 } }, count: 1 },
    { branch: 'a-second-later', say: { en: 'One second later: no acknowledged record is lost', zh: '晚一秒：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
  ],
});
