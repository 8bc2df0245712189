import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, link, send, setTopic, threeReplicas, uncleanByHand } from './scenery.ts';
import type { Bilingual } from './types.ts';

const frozen: Bilingual = {
  en: 'Since 3.7 the high watermark (HW) is frozen while the ISR is below the minimum. m2 does not become committed, no error comes, and after request.timeout.ms, 30 seconds, the producer gives up waiting.',
  zh: '从 3.7 起，ISR 低于最小值时，高水位（High Watermark, HW）就冻结。m2 不会提交，也没有错误传来；过了 request.timeout.ms（30 秒），生产者不再等下去。',
};
const uncommitted: Bilingual = {
  en: 'The high watermark is still frozen at 2: m4 is acknowledged, but not committed, and no consumer sees it.',
  zh: '高水位仍冻结在 2：m4 得到了应答，却没有提交，消费者看不到它。',
};

/** R4: what min.insync.replicas refuses, when, and what it does not. */
export const minInsyncReplicas = lesson({
  ...headings['min-insync-replicas'],
  seed: 1,
  cluster: threeReplicas({
    controller: 4,
    topic: { 'min.insync.replicas': '2' },
    brokers: { 'replica.lag.time.max.ms': '10000' },
    producers: [{ acks: 'all', retries: '0' }],
  }),
  scenes: [
    {
      title: { en: 'Two copies are the rule', zh: '规定：至少两份' },
      say: {
        en: 'Broker 1 leads orders-0, the in-sync replicas (ISR) are 1,2,3, and min.insync.replicas is 2. The producer sends m0 with acks=all and gets its answer. It is set to retries=0, so that we see every answer as it comes.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），ISR（In-Sync Replicas，同步副本集合）是 1,2,3，min.insync.replicas 是 2。生产者以 acks=all 发送 m0，收到应答。它设了 retries=0，好让我们看清每一个答复。',
      },
      do: [send('m0')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 1 }, { select: 'highWatermark', of: THIRD, is: 1 }],
      withinMs: 5000,
      focus: ['producer-1', FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'One replica fewer is allowed', zh: '少一个，还允许' },
      say: {
        en: 'The network between brokers 1 and 3 breaks, and m1 is sent. The leader waits for broker 3 until it has been silent for replica.lag.time.max.ms, here 10 seconds, and is out of the ISR. Brokers 1 and 2 are left, and two is enough: m1 is acknowledged.',
        zh: 'Broker 1 与 Broker 3 之间断开，生产者发送 m1。领导者一直等 Broker 3，直到它超过 replica.lag.time.max.ms（这里设为 10 秒）没有动静，被移出 ISR。剩下 Broker 1、2，两个就够了：m1 得到应答。',
      },
      do: [link('network.cut', 'broker-1', 'broker-3'), send('m1')],
      until: [{ select: 'isr', of: FIRST, is: [1, 2] }, { select: 'acknowledgedCount', of: 'producer-1', is: 2 }, { select: 'highWatermark', of: SECOND, is: 2 }],
      withinMs: 30_000,
      focus: ['producer-1', FIRST, SECOND],
    },
    {
      title: { en: 'The check comes before the append', zh: '先检查，再追加' },
      say: {
        en: 'Now broker 2 is cut off too, and m2 is sent at the same moment. The leader checks its ISR: 1,2 as far as anybody knows, which is enough. So it appends m2 at offset 2, and waits for broker 2 to fetch it.',
        zh: '现在 Broker 2 也断开了，同一时刻 m2 发出。领导者检查 ISR：就大家所知还是 1,2，够了。于是它把 m2 追加到位移 2，等 Broker 2 来拉取。',
      },
      do: [link('network.cut', 'broker-1', 'broker-2'), send('m2')],
      until: { fact: 'RecordsAppended', where: { brokerId: 1, logEndOffset: 3 } },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
      predict: {
        ask: { en: 'The link to broker 2 is already broken. Does the leader take m2 into its log?', zh: '通往 Broker 2 的链路已经断了。领导者会把 m2 写进日志吗？' },
        options: [
          { value: 2, label: { en: 'No: its log still ends at 2', zh: '不会：日志仍到 2 为止' } },
          { value: 3, label: { en: 'Yes: its log ends at 3', zh: '会：日志到 3 为止' } },
        ],
        answer: { select: 'logEndOffset', of: FIRST },
        why: {
          en: 'The leader does not ask who can be reached now. It asks who is in the ISR, and broker 2 still is.',
          zh: '领导者不问此刻连得上谁，只问 ISR 里有谁，而 Broker 2 还在里面。',
        },
      },
    },
    {
      title: { en: 'Too few, after the append', zh: '追加之后，才发现不够' },
      say: {
        en: 'Broker 2 has been silent for too long, and the ISR shrinks to 1. One is fewer than two, so m2 must not be acknowledged. The application is told that m2 failed, yet m2 stays in the leader’s log, for a leader never cuts its own.',
        zh: 'Broker 2 太久没有动静，ISR 收缩到 1。不足两个，m2 就不能应答。应用程序得知 m2 发送失败，而 m2 仍留在领导者的日志里，因为领导者从不截断自己的日志。',
      },
      do: [],
      until: [{ select: 'isr', of: FIRST, is: [1] }, { fact: 'SendFailed', where: { producer: 'producer-1' } }],
      withinMs: 60_000,
      focus: ['producer-1', FIRST],
      inOtherEras: {
        '2.8': {
          en: 'With the ISR down to broker 1, the high watermark (HW) moves past m2, and that is when the leader answers: NOT_ENOUGH_REPLICAS_AFTER_APPEND. Consumers can read a record whose producer was told that it failed.',
          zh: 'ISR 只剩 Broker 1，高水位（High Watermark, HW）便越过 m2，领导者这时才答复：NOT_ENOUGH_REPLICAS_AFTER_APPEND。消费者能读到一条消息，而它的生产者却被告知失败了。',
        },
        '3.9': frozen,
        '4.1': {
          en: 'As since 3.7, the high watermark is frozen and the producer runs into its timeout. Broker 2 leaves the ISR but becomes an eligible leader replica (ELR): with a frozen high watermark it still has everything that is committed.',
          zh: '和 3.7 以来一样，高水位冻结，生产者等到超时。Broker 2 离开 ISR，却成为合格领导者副本（Eligible Leader Replica, ELR）：高水位冻结，它就仍拥有全部已提交的消息。',
        },
      },
    },
    {
      title: { en: 'Too few, before the append', zh: '追加之前，就已不够' },
      say: {
        en: 'The producer sends m3. This time the leader knows that it is alone: it answers NOT_ENOUGH_REPLICAS and writes nothing. The two errors look alike and mean different things: this record is nowhere, the other one is somewhere.',
        zh: '生产者发送 m3。这一次领导者知道自己孤身一人：它答复 NOT_ENOUGH_REPLICAS，什么都不写。两次失败看似相同，含义却不同：这一条哪里都没有，那一条却在某处。',
      },
      do: [send('m3')],
      until: [{ fact: 'ProduceRefused', where: { brokerId: 1, error: 'NOT_ENOUGH_REPLICAS' } }, { fact: 'SendFailed', where: { error: 'NOT_ENOUGH_REPLICAS' } }],
      withinMs: 5000,
      focus: ['producer-1', FIRST],
      predict: {
        ask: { en: 'Two sends have failed. What is in the leader’s log?', zh: '两次发送都失败了。领导者的日志里有什么？' },
        options: [
          { value: ['m0', 'm1'], label: { en: 'm0 m1: what was acknowledged', zh: 'm0 m1：已应答的部分' } },
          { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2', zh: 'm0 m1 m2' } },
          { value: ['m0', 'm1', 'm2', 'm3'], label: { en: 'm0 m1 m2 m3', zh: 'm0 m1 m2 m3' } },
        ],
        answer: { select: 'records', of: FIRST },
        why: {
          en: 'm2 was appended before the ISR shrank, m3 would have come after. Only m3 was refused; m2 was merely not acknowledged.',
          zh: 'm2 在 ISR 收缩之前就已追加，m3 则在收缩之后才来。真正被拒绝的只有 m3；m2 只是没有得到应答。',
        },
      },
    },
    {
      title: { en: 'acks=1 is let through', zh: 'acks=1 照样放行' },
      say: {
        en: 'The producer sends m4 with acks=1, and is acknowledged at once. min.insync.replicas speaks only to those who ask for acks=all. It is half of a promise, and the producer’s acks is the other half.',
        zh: '生产者以 acks=1 发送 m4，立刻得到应答。min.insync.replicas 只管要求 acks=all 的写入。它只是承诺的一半，另一半是生产者的 acks。',
      },
      do: [send('m4', 1)],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
      inOtherEras: {
        '2.8': {
          en: 'The high watermark moves as well: m4 is committed on a single broker, and consumers read it.',
          zh: '高水位也跟着前进：m4 只在一台 Broker 上，却已提交，消费者能读到。',
        },
        '3.9': uncommitted,
        '4.1': uncommitted,
      },
    },
    {
      title: { en: 'The “failed” record comes to light', zh: '“失败”的消息重见天日' },
      say: {
        en: 'The network is healed, and the followers copy what they missed: m2 and m4. A failed send does not mean that the record is not there; it means that nobody promised anything. Had the application sent m2 once more, it would be there twice.',
        zh: '网络恢复，追随者补上缺的消息：m2 和 m4。发送失败，不等于消息不在，只等于没有人承诺过什么。假如应用程序又发了一次 m2，现在就会有两条。',
      },
      do: [link('network.heal', 'broker-1', 'broker-2'), link('network.heal', 'broker-1', 'broker-3')],
      until: [{ select: 'isr', of: FIRST, is: [1, 3, 2] }, { select: 'highWatermark', of: SECOND, is: 4 }, { select: 'highWatermark', of: THIRD, is: 4 }],
      withinMs: 60_000,
      focus: [FIRST, SECOND, THIRD],
      predict: {
        ask: { en: 'Everybody is back in sync. What does the log of broker 3 hold?', zh: '大家又都同步了。Broker 3 的日志里有什么？' },
        options: [
          { value: ['m0', 'm1', 'm4'], label: { en: 'm0 m1 m4: what was acknowledged', zh: 'm0 m1 m4：已应答的部分' } },
          { value: ['m0', 'm1', 'm2', 'm4'], label: { en: 'm0 m1 m2 m4: what the leader has', zh: 'm0 m1 m2 m4：领导者有的部分' } },
        ],
        answer: { select: 'records', of: THIRD },
        why: {
          en: 'Followers copy the leader’s log; who was told what does not matter to them.',
          zh: '追随者复制的是领导者的日志；谁收到过什么答复，与它们无关。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'minimum-of-one',
      label: { en: 'What if the minimum is 1?', zh: '如果最小值是 1 呢？' },
      fromScene: 2,
      do: [setTopic('min.insync.replicas', '1')],
      scenes: [
        {
          title: { en: 'The same cut', zh: '同样断开' },
          say: {
            en: 'min.insync.replicas is set to 1, its default, and broker 2 is cut off while m2 is sent. The leader appends it and waits for broker 2, as before.',
            zh: '把 min.insync.replicas 设为默认值 1，Broker 2 断开，m2 发出。领导者照样追加，等 Broker 2。',
          },
          do: [link('network.cut', 'broker-1', 'broker-2'), send('m2')],
          until: { fact: 'RecordsAppended', where: { brokerId: 1, logEndOffset: 3 } },
          withinMs: 5000,
          focus: ['producer-1', FIRST],
        },
        {
          title: { en: 'Acknowledged by all, and all is one', zh: '“全部”应答，而全部只有一个' },
          say: {
            en: 'The ISR shrinks to 1, and m2 is acknowledged: every in-sync replica has it. Writing goes on as if nothing had happened, on a single broker. Whoever reads acks=all as “on all brokers” is mistaken.',
            zh: 'ISR 收缩到 1，m2 得到应答：每个同步副本都有它了。写入照常进行，仿佛什么都没发生，而数据只在一台 Broker 上。把 acks=all 理解成“所有 Broker 都有”，就错了。',
          },
          do: [],
          until: [{ select: 'isr', of: FIRST, is: [1] }, { select: 'acknowledgedCount', of: 'producer-1', is: 3 }],
          withinMs: 60_000,
          focus: ['producer-1', FIRST],
        },
      ],
    },
    {
      id: 'leader-lost',
      label: { en: 'What if the leader never comes back?', zh: '如果领导者再也回不来呢？' },
      fromScene: 6,
      do: [],
      scenes: [
        {
          title: { en: 'Nobody left in the ISR', zh: 'ISR 里没有人了' },
          say: {
            en: 'Broker 1 dies for good, and it was the whole ISR. Brokers 2 and 3 are alive, but neither may become leader by itself. The partition has no leader, and nobody can read or write.',
            zh: 'Broker 1 再也回不来，而 ISR 里只有它一个。Broker 2、3 都活着，却都没有资格自行当选。分区没有领导者，读写都停了。',
          },
          do: [broker('kill', 1)],
          until: { afterMs: 25_000 },
          withinMs: 60_000,
          focus: [FIRST, SECOND, THIRD],
          inOtherEras: {
            '4.1': {
              en: 'Here it goes better: broker 2 is an eligible leader replica (ELR), so the controller elects it as soon as broker 1 is fenced, and the election is clean.',
              zh: '这个版本里情况好得多：Broker 2 是合格领导者副本（ELR），Broker 1 一被隔离，控制器就选出它，而且是 Clean 选举，不丢已提交的消息。',
            },
          },
        },
        {
          title: { en: 'Broker 2 will have to do', zh: '只能靠 Broker 2' },
          say: {
            en: 'Somebody runs `kafka-leader-election.sh` with election type `unclean`. Broker 2 leads with m0 and m1, and broker 3 joins it. Gone are m2, which was never acknowledged, and m4, which was, but with acks=1 only: nothing that acks=all promised is missing.',
            zh: '有人执行 `kafka-leader-election.sh`，选举类型是 `unclean`。Broker 2 带着 m0、m1 成为领导者，Broker 3 也跟上来。消失的是从未应答的 m2，以及应答过的 m4，但那只是 acks=1：acks=all 承诺过的一条不少。',
          },
          do: [uncleanByHand],
          until: [{ select: 'leader', of: 'orders-0', is: 2 }, { select: 'isr', of: 'orders-0', is: [2, 3] }, { select: 'logEndOffset', of: THIRD, is: 2 }],
          withinMs: 30_000,
          focus: [SECOND, THIRD],
          inOtherEras: {
            '4.1': {
              en: 'The tool finds that no election is needed: the partition has a leader already. The logs are the same.',
              zh: '工具会发现不需要选举：分区已经有领导者了。日志的结果相同。',
            },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The refused record, m3, is in no log: not on broker 1', zh: '被拒绝的 m3 不在任何日志里：Broker 1 上没有' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm2', 'm4'] },
    { say: { en: 'not on broker 2', zh: 'Broker 2 上没有' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm2', 'm4'] },
    { say: { en: 'and not on broker 3; m2, which failed too, is on all of them', zh: 'Broker 3 上也没有；同样失败的 m2，三台上却都有' }, select: 'records', of: THIRD, is: ['m0', 'm1', 'm2', 'm4'] },
    { say: { en: 'm3 was refused once, before the append', zh: 'm3 在追加之前被拒绝一次' }, facts: { fact: 'ProduceRefused', where: { error: 'NOT_ENOUGH_REPLICAS', isr: [1], minIsr: 2 } }, count: 1 },
    { say: { en: 'Two sends failed', zh: '有两次发送失败' }, facts: { fact: 'SendFailed', where: { producer: 'producer-1' } }, count: 2 },
    { eras: ['2.8'], say: { en: 'm2 was answered NOT_ENOUGH_REPLICAS_AFTER_APPEND', zh: 'm2 得到的答复是 NOT_ENOUGH_REPLICAS_AFTER_APPEND' }, facts: { fact: 'ProduceAnswered', where: { error: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND' } }, count: 1 },
    {
      eras: ['2.8'],
      say: { en: 'm2 was committed, and its producer told that it failed', zh: 'm2 已提交，它的生产者却被告知失败' },
      order: [{ fact: 'HighWatermarkAdvanced', where: { brokerId: 1, to: 3 } }, { fact: 'SendFailed', where: { error: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND' } }],
    },
    { eras: ['3.9', '4.1'], say: { en: 'm2 failed with REQUEST_TIMED_OUT', zh: 'm2 以 REQUEST_TIMED_OUT 失败' }, facts: { fact: 'SendFailed', where: { error: 'REQUEST_TIMED_OUT' } }, count: 1 },
    {
      eras: ['3.9', '4.1'],
      say: { en: 'm2 and m4 were committed only when a second replica was back', zh: '等第二个副本回来，m2 和 m4 才提交' },
      order: [{ fact: 'HighWatermarkFrozen' }, { fact: 'RecordAcknowledged', where: { value: 'm4' } }, { fact: 'ReplicaJoinedIsr', where: { brokerId: 3 } }, { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, to: 4 } }],
    },
    { say: { en: 'm4 was acknowledged with acks=1, below the minimum', zh: 'm4 以 acks=1 得到应答，尽管低于最小值' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm4', acks: 1 } }, count: 1 },
    { say: { en: 'No acknowledged record was lost', zh: '没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'minimum-of-one', say: { en: 'Minimum 1: m2 was acknowledged', zh: '最小值 1：m2 得到了应答' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm2', acks: -1 } }, count: 1 },
    { branch: 'minimum-of-one', say: { en: 'Minimum 1: and is on one broker only; broker 2 has not got it', zh: '最小值 1：但它只在一台 Broker 上，Broker 2 没有' }, select: 'records', of: SECOND, is: ['m0', 'm1'] },
    { branch: 'leader-lost', say: { en: 'Leader gone: one acknowledged record is lost, m4, sent with acks=1', zh: '领导者没了：丢失一条已应答的消息，即 acks=1 的 m4' }, promise: 'acknowledgedRecordsSurvive', lost: 1 },
    { branch: 'leader-lost', say: { en: 'Leader gone: broker 2 holds what acks=all acknowledged', zh: '领导者没了：acks=all 应答过的都在 Broker 2 上' }, select: 'records', of: SECOND, is: ['m0', 'm1'] },
    { branch: 'leader-lost', eras: ['2.8', '3.9'], say: { en: 'Leader gone: only an unclean election helped', zh: '领导者没了：只能靠 Unclean 选举' }, facts: { fact: 'LeaderElected', where: { leader: 2, election: 'unclean' } }, count: 1 },
    { branch: 'leader-lost', eras: ['4.1'], say: { en: 'Leader gone: broker 2 was elected cleanly', zh: '领导者没了：Broker 2 以 Clean 选举当选' }, facts: { fact: 'LeaderElected', where: { leader: 2, election: 'clean' } }, count: 1 },
  ],
});
