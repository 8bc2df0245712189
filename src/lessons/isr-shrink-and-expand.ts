import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, threeReplicas } from './scenery.ts';
import type { Action, Bilingual } from './types.ts';

const send = (...values: readonly string[]): readonly Action[] =>
  values.map((value) => ({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value } }));
const slow = (extraLatencyMs: number): Action => ({ command: { type: 'network.slow', from: 'broker-1', to: 'broker-3', extraLatencyMs } });
const link = (type: 'network.cut' | 'network.heal'): Action => ({ command: { type, from: 'broker-1', to: 'broker-3' } });

const askedOfKRaft: Bilingual = {
  en: 'The request is called AlterPartition, and the KRaft controller writes the change to the metadata log.',
  zh: '这个请求叫 AlterPartition，由 KRaft 控制器把变更写进元数据日志。',
};

/** R3: a follower leaves the ISR by time, not by messages, and rejoins when it has reached the high watermark. */
export const isrShrinkAndExpand = lesson({
  ...headings['isr-shrink-and-expand'],
  seed: 1,
  cluster: threeReplicas({ controller: 2, brokers: { 'replica.lag.time.max.ms': '10000' }, producers: [{ acks: 'all' }] }),
  scenes: [
    {
      title: { en: 'Everybody keeps up', zh: '大家都跟得上' },
      say: {
        en: 'Broker 1 leads orders-0, and all three replicas are in sync: the ISR is 1,2,3. The producer sends m0 with acks=all. Within milliseconds every replica has it, the high watermark (HW) is 1, and the producer has its answer.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），三个副本全部同步：ISR（In-Sync Replicas，同步副本集合）是 1,2,3。生产者以 acks=all 发送 m0。几毫秒之内，每个副本都有了它，高水位（High Watermark, HW）变成 1，生产者收到应答。',
      },
      do: send('m0'),
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 1 }, { select: 'highWatermark', of: THIRD, is: 1 }],
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'One link becomes slow', zh: '一条链路变慢了' },
      say: {
        en: 'The network between brokers 1 and 3 now takes four seconds each way. The producer sends m1. Broker 2 has it at once and says so with its next Fetch, but the high watermark stays at 1: broker 3 is in the ISR, so everybody waits for it.',
        zh: 'Broker 1 与 Broker 3 之间的网络，现在单程就要 4 秒。生产者发送 m1。Broker 2 立刻复制，并用下一个 Fetch 报告，高水位却停在 1：Broker 3 还在 ISR 里，大家都要等它。',
      },
      do: [slow(4000), ...send('m1')],
      until: { fact: 'FollowerPositionLearned', where: { brokerId: 1, followerId: 2, to: 2 } },
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'Four records behind, and still in sync', zh: '落后四条，仍算同步' },
      say: {
        en: 'While m1 creeps to broker 3 and its next Fetch creeps back, four more records arrive at the leader. Eight seconds after m1 was appended, that Fetch asks for offset 2: broker 3 has m1, so m1 is committed, but m2 to m5 are already there. Broker 3 works all the time, and is always a round behind.',
        zh: 'm1 慢慢走向 Broker 3，它的下一个 Fetch 又慢慢走回来，这期间领导者又收到了四条消息。m1 追加 8 秒之后，这个 Fetch 才来要位移 2：Broker 3 有了 m1，于是 m1 提交，可 m2 到 m5 早已在那里。它一直没闲着，却总是慢一轮。',
      },
      do: send('m2', 'm3', 'm4', 'm5'),
      until: { fact: 'FollowerPositionLearned', where: { brokerId: 1, followerId: 3, to: 2 } },
      withinMs: 15_000,
      focus: [FIRST, THIRD],
      predict: {
        ask: { en: 'Eight seconds on, broker 3 will be four records behind. Who is in the ISR then?', zh: '8 秒之后，Broker 3 落后四条消息。那时 ISR 里有谁？' },
        options: [
          { value: [1, 2], label: { en: '1,2: four records are too many', zh: '1,2：落后四条太多了' } },
          { value: [1, 2, 3], label: { en: '1,2,3: it is not about the number of records', zh: '1,2,3：这与条数无关' } },
        ],
        answer: { select: 'isr', of: 'orders-0' },
        why: {
          en: 'What counts is time: how long ago the follower last had everything the leader had. The limit is replica.lag.time.max.ms, here 10 seconds.',
          zh: '看的是时间：距离它上一次与领导者一样齐全，已经过了多久。上限是 replica.lag.time.max.ms，这里设为 10 秒。',
        },
      },
    },
    {
      title: { en: 'Out of time', zh: '时间到了' },
      say: {
        en: 'Every half of replica.lag.time.max.ms a timer makes the leader look at its followers. Broker 3 last had everything before m1 came, more than ten seconds ago, so the leader asks the controller for a smaller ISR: 1,2. Asking is not enough: until the answer comes, broker 3 still counts and the high watermark does not move.',
        zh: '每过半个 replica.lag.time.max.ms，定时器就让领导者检查一遍追随者。Broker 3 上一次齐全还是在 m1 到来之前，已经超过 10 秒，于是领导者请求控制器把 ISR 缩成 1,2。只请求还不算数：答复到来之前，Broker 3 仍算在内，高水位不动。',
      },
      do: [],
      until: { fact: 'IsrShrinkAsked', where: { brokerId: 1 } },
      withinMs: 20_000,
      focus: [FIRST, THIRD],
      predict: {
        ask: { en: 'At the moment the leader asks, what is its high watermark?', zh: '领导者发出请求的那一刻，它的高水位是多少？' },
        options: [
          { value: 2, label: { en: '2: the old ISR is still in force', zh: '2：旧的 ISR 仍然有效' } },
          { value: 6, label: { en: '6: brokers 1 and 2 have all six', zh: '6：Broker 1、2 都有全部六条' } },
        ],
        answer: { select: 'highWatermark', of: FIRST },
        why: {
          en: 'The controller could refuse, and could still elect broker 3 until it agrees. So a leader counts the larger of the two sets, granted or asked for (the maximal ISR).',
          zh: '控制器可能拒绝；在它同意之前，也仍可能选 Broker 3 当领导者。所以领导者按已批准与所请求两者中较大的集合来算，这叫最大 ISR（Maximal ISR）。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'The request is called AlterIsr and goes to the broker that is the controller, here broker 2, which writes the partition’s state to ZooKeeper.',
          zh: '这个请求叫 AlterIsr，发给当选控制器的那台 Broker，这里是 Broker 2，由它把分区状态写进 ZooKeeper。',
        },
        '3.9': askedOfKRaft,
        '4.1': askedOfKRaft,
      },
    },
    {
      title: { en: 'The ISR shrinks, and everybody breathes', zh: 'ISR 收缩，大家松了一口气' },
      say: {
        en: 'The controller grants it: the ISR is 1,2. Now the smallest log end offset (LEO) in the ISR is 6, the high watermark jumps there, and m2 to m5 are acknowledged at last. Nothing was thrown away on broker 3; it only has no say any more, and must not be elected.',
        zh: '控制器批准了：ISR 是 1,2。ISR 中最小的 LEO（日志末端位移）现在是 6，高水位一跃到 6，m2 到 m5 终于得到应答。Broker 3 上什么都没有丢弃；它只是不再有发言权，也不能当选领导者。',
      },
      do: [],
      until: [{ select: 'isr', of: FIRST, is: [1, 2] }, { select: 'acknowledgedCount', of: 'producer-1', is: 6 }],
      withinMs: 5000,
      focus: ['producer-1', FIRST, SECOND],
    },
    {
      title: { en: 'acks=all no longer waits for broker 3', zh: 'acks=all 不再等 Broker 3' },
      say: {
        en: 'The link is as slow as before, and the producer sends m6 with acks=all. This time the answer comes within milliseconds. “All” means all in-sync replicas, not all replicas, and those are two now.',
        zh: '链路和先前一样慢，生产者以 acks=all 发送 m6。这一次，几毫秒就有了应答。“全部”指的是全部同步副本，而不是全部副本；现在同步的只有两个。',
      },
      do: send('m6'),
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 7 },
      withinMs: 20_000,
      focus: ['producer-1', FIRST, SECOND],
    },
    {
      title: { en: 'Catching up', zh: '追上来' },
      say: {
        en: 'The link is repaired. What was on its way still arrives late, then broker 3 fetches record after record at full speed. Its Fetch for offset 7 tells the leader that it has reached the high watermark, and the start of the current leader epoch: enough to come back.',
        zh: '链路修好了。路上的报文仍然晚到，之后 Broker 3 全速拉取。它来要位移 7 时，领导者便知道：它已经到达高水位，也到达了当前 Leader Epoch（领导者纪元）的起点。这就可以回来了。',
      },
      do: [link('network.heal')],
      until: { fact: 'IsrExpandAsked', where: { brokerId: 1 } },
      withinMs: 20_000,
      focus: [FIRST, THIRD],
      predict: {
        ask: { en: 'How far does the log of broker 3 reach when the leader asks to let it back in?', zh: '领导者请求让 Broker 3 回来时，它的日志到哪里为止？' },
        options: [
          { value: 6, label: { en: '6: what was acknowledged when it left', zh: '6：它离开时已应答的部分' } },
          { value: 7, label: { en: '7: the leader’s high watermark', zh: '7：领导者的高水位' } },
        ],
        answer: { select: 'logEndOffset', of: THIRD },
        why: {
          en: 'Every member of the ISR must have every committed record, for any of them may be elected. So the door is the leader’s high watermark, not its log end: a busy leader’s log end can hardly ever be reached exactly.',
          zh: 'ISR 的每个成员都可能当选，所以都必须拥有全部已提交的消息。门槛因此是领导者的高水位，而不是它的日志末端：繁忙时，日志末端几乎不可能刚好追平。',
        },
      },
    },
    {
      title: { en: 'Three in sync again', zh: '又是三个同步副本' },
      say: {
        en: 'From the moment it asks, the leader already counts broker 3 when it moves the high watermark, for the controller may have agreed before the leader knows. Then the answer arrives: the ISR is 1,2,3. The producer sends m7, and acks=all waits for three replicas once more.',
        zh: '从请求发出的那一刻起，领导者推进高水位时就已算上 Broker 3，因为控制器可能已经同意，只是领导者还不知道。答复到了：ISR 是 1,2,3。生产者发送 m7，acks=all 又要等三个副本。',
      },
      do: send('m7'),
      until: [
        { select: 'isr', of: FIRST, is: [1, 2, 3] },
        { select: 'acknowledgedCount', of: 'producer-1', is: 8 },
        { select: 'highWatermark', of: THIRD, is: 8 },
      ],
      withinMs: 10_000,
      focus: ['producer-1', FIRST, SECOND, THIRD],
    },
  ],
  whatIf: [
    {
      id: 'slow-but-in-time',
      label: { en: 'What if the link takes one second instead of four?', zh: '如果链路单程只要 1 秒，而不是 4 秒呢？' },
      fromScene: 1,
      do: [slow(1000)],
      scenes: [
        {
          title: { en: 'Slow, but within the limit', zh: '慢，但没有超过上限' },
          say: {
            en: 'Broker 3 is a round trip of two seconds behind, over and over. It never goes without everything for ten seconds, so it stays in the ISR. The price: every acks=all write takes two seconds.',
            zh: 'Broker 3 总是落后一个来回，也就是 2 秒。它从未超过 10 秒不齐全，所以一直留在 ISR 里。代价是：每次 acks=all 写入都要 2 秒。',
          },
          do: send('m1'),
          until: { select: 'acknowledgedCount', of: 'producer-1', is: 2 },
          withinMs: 10_000,
          focus: ['producer-1', FIRST, THIRD],
        },
        {
          title: { en: 'Nobody is thrown out', zh: '没有谁被移出' },
          say: {
            en: 'More records, and the same wait. A smaller replica.lag.time.max.ms would put broker 3 out sooner and writes would be quick again, with one copy fewer. A larger one keeps the copy and lets everybody wait: that is the choice this setting makes.',
            zh: '再来几条消息，同样要等。把 replica.lag.time.max.ms 调小，Broker 3 会更早被移出，写入又会变快，但少一份副本；调大，副本保住了，大家却要等。这个参数取舍的正是这一点。',
          },
          do: send('m2', 'm3'),
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 4 }, { afterMs: 30_000 }],
          withinMs: 40_000,
          focus: [FIRST, THIRD],
          predict: {
            ask: { en: 'Half a minute on, the link as slow as before: who is in the ISR?', zh: '半分钟之后，链路依然这么慢：ISR 里有谁？' },
            options: [
              { value: [1, 2], label: { en: '1,2', zh: '1,2' } },
              { value: [1, 2, 3], label: { en: '1,2,3', zh: '1,2,3' } },
            ],
            answer: { select: 'isr', of: 'orders-0' },
            why: {
              en: 'The delay itself is never measured. Only one question is asked: when did this replica last have everything?',
              zh: '没有人去量延迟本身，只问一个问题：这个副本上一次齐全是什么时候？',
            },
          },
        },
      ],
    },
    {
      id: 'nothing-written',
      label: { en: 'What if broker 3 is cut off while nothing is written?', zh: '如果 Broker 3 断开时没有人写入呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Silent for 25 seconds, and in sync', zh: '沉默 25 秒，仍算同步' },
          say: {
            en: 'Broker 3 cannot reach the leader at all, and nobody writes. It does not fetch for 25 seconds, more than twice the limit. But it has every record there is: as long as its log end equals the leader’s, time does not count against it.',
            zh: 'Broker 3 完全连不上领导者，而此时没有人写入。它有 25 秒没有拉取，是上限的两倍还多。但它什么都不缺：只要它的日志末端与领导者相同，沉默再久也不算落后。',
          },
          do: [link('network.cut')],
          until: { afterMs: 25_000 },
          withinMs: 30_000,
          focus: [FIRST, THIRD],
          predict: {
            ask: { en: 'Broker 3 has not fetched for 25 seconds. Who is in the ISR?', zh: 'Broker 3 已有 25 秒没有拉取。ISR 里有谁？' },
            options: [
              { value: [1, 2], label: { en: '1,2', zh: '1,2' } },
              { value: [1, 2, 3], label: { en: '1,2,3', zh: '1,2,3' } },
            ],
            answer: { select: 'isr', of: 'orders-0' },
            why: {
              en: 'In sync means having everything, and it has. Whether the broker is alive is another matter: the controller watches over that.',
              zh: '同步的意思是什么都不缺，而它确实不缺。Broker 是否还活着是另一回事，那由控制器来看管。',
            },
          },
        },
        {
          title: { en: 'One record ends the silence', zh: '一条消息打破沉默' },
          say: {
            en: 'The producer sends m1. At the next check broker 3 no longer has everything, and its last complete Fetch is long ago: it leaves at once, without ten more seconds of grace.',
            zh: '生产者发送 m1。到下一次检查时，Broker 3 不再齐全，而它上一次齐全的 Fetch 早已过去很久：它立刻被移出，不会再宽限 10 秒。',
          },
          do: send('m1'),
          until: { select: 'acknowledgedCount', of: 'producer-1', is: 2 },
          withinMs: 10_000,
          focus: ['producer-1', FIRST, THIRD],
        },
      ],
    },
    {
      id: 'min-isr-three',
      label: { en: 'What if writes need three in-sync replicas?', zh: '如果写入必须有三个同步副本呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'A stricter rule', zh: '更严格的规定' },
          say: {
            en: 'min.insync.replicas of the topic is set to 3, while the ISR is 1,2. From now on the leader accepts acks=all only with three replicas in sync.',
            zh: '把主题的 min.insync.replicas 设为 3，而此刻 ISR 是 1,2。从现在起，同步副本不足三个，领导者就不接受 acks=all 的写入。',
          },
          do: [{ command: { type: 'config.set', resourceType: 'topic', resourceName: 'orders', name: 'min.insync.replicas', value: '3' } }],
          until: [{ fact: 'ConfigChanged', where: { resourceName: 'orders' } }, { afterMs: 100 }],
          withinMs: 5000,
          focus: [FIRST],
        },
        {
          title: { en: 'Refused', zh: '拒绝写入' },
          say: {
            en: 'The producer sends m6 with acks=all. The leader counts its ISR, finds two, and answers NOT_ENOUGH_REPLICAS without writing anything. The error is retriable: the producer keeps m6 and tries again.',
            zh: '生产者以 acks=all 发送 m6。领导者数了数 ISR，只有两个，便答复 NOT_ENOUGH_REPLICAS，什么也没有写。这个错误可以重试：生产者留着 m6，一再重发。',
          },
          do: send('m6'),
          until: [{ fact: 'ProduceRefused', where: { error: 'NOT_ENOUGH_REPLICAS' } }, { fact: 'SendRetried' }],
          withinMs: 5000,
          focus: ['producer-1', FIRST],
          predict: {
            ask: { en: 'Where does the leader’s log end after it has answered?', zh: '领导者答复之后，它的日志到哪里为止？' },
            options: [
              { value: 6, label: { en: '6: nothing was appended', zh: '6：什么都没有追加' } },
              { value: 7, label: { en: '7: m6 is there, but not committed', zh: '7：m6 在日志里，只是没有提交' } },
            ],
            answer: { select: 'logEndOffset', of: FIRST },
            why: {
              en: 'The ISR is checked before the append. A refused record is in no log.',
              zh: '先检查 ISR，然后才追加。被拒绝的消息不在任何一份日志里。',
            },
          },
        },
        {
          title: { en: 'Accepted once broker 3 is back', zh: 'Broker 3 回来，才接受写入' },
          say: {
            en: 'The link is repaired, broker 3 catches up and joins the ISR. The next attempt finds three replicas, and m6 is acknowledged. One slow broker has stopped all acks=all writes for as long as it was out: a minimum equal to the replication factor leaves no room for any failure.',
            zh: '链路修好，Broker 3 追上来，重新加入 ISR。下一次重试时同步副本有三个，m6 得到应答。一台慢 Broker 就让 acks=all 的写入全部停了下来：最小值等于副本因子，就容不下任何一个故障。',
          },
          do: [link('network.heal')],
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 7 }, { select: 'isr', of: FIRST, is: [1, 2, 3] }],
          withinMs: 60_000,
          focus: ['producer-1', FIRST, THIRD],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The ISR is 1,2,3 again', zh: 'ISR 又是 1,2,3' }, select: 'isr', of: 'orders-0', is: [1, 2, 3] },
    { say: { en: 'Broker 3 left the ISR once, and the ISR was 1,2', zh: 'Broker 3 被移出一次，ISR 曾是 1,2' }, facts: { fact: 'ReplicaLeftIsr', where: { partition: 'orders-0', brokerId: 3, isr: [1, 2] } }, count: 1 },
    { say: { en: 'It came back once', zh: '它重新加入了一次' }, facts: { fact: 'ReplicaJoinedIsr', where: { partition: 'orders-0', brokerId: 3, isr: [1, 2, 3] } }, count: 1 },
    {
      say: { en: 'Asked, granted, and only then committed', zh: '先请求，再批准，然后才提交' },
      order: [
        { fact: 'FollowerPositionLearned', where: { followerId: 3, to: 2 } },
        { fact: 'IsrShrinkAsked' },
        { fact: 'ReplicaLeftIsr', where: { brokerId: 3 } },
        { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, to: 6 } },
        { fact: 'RecordAcknowledged', where: { value: 'm2' } },
      ],
    },
    {
      say: { en: 'm6 was acknowledged before broker 3 had it', zh: 'm6 先得到应答，Broker 3 后来才有它' },
      order: [{ fact: 'RecordAcknowledged', where: { value: 'm6' } }, { fact: 'FollowerPositionLearned', where: { followerId: 3, to: 7 } }, { fact: 'ReplicaJoinedIsr', where: { brokerId: 3 } }],
    },
    { say: { en: 'The leader epoch never changed', zh: 'Leader Epoch 没有变过' }, select: 'leaderEpoch', of: 'orders-0', is: 0 },
    { say: { en: 'Broker 3 holds all eight records', zh: 'Broker 3 上八条消息俱在' }, select: 'records', of: THIRD, is: ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'] },
    { say: { en: 'No acknowledged record was lost', zh: '没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'slow-but-in-time', say: { en: 'One second: nobody left the ISR', zh: '1 秒：没有副本被移出 ISR' }, facts: { fact: 'ReplicaLeftIsr', where: { partition: 'orders-0' } }, count: 0 },
    { branch: 'slow-but-in-time', say: { en: 'One second: all four records are acknowledged', zh: '1 秒：四条消息都得到应答' }, select: 'acknowledgedCount', of: 'producer-1', is: 4 },
    { branch: 'nothing-written', say: { en: 'Nothing written: broker 3 left only after m1 came', zh: '没有写入：m1 到来之后，Broker 3 才被移出' }, order: [{ fact: 'RecordsAppended', where: { logEndOffset: 2 } }, { fact: 'ReplicaLeftIsr', where: { brokerId: 3 } }, { fact: 'RecordAcknowledged', where: { value: 'm1' } }] },
    { branch: 'nothing-written', say: { en: 'Nothing written: the ISR is 1,2', zh: '没有写入：ISR 是 1,2' }, select: 'isr', of: 'orders-0', is: [1, 2] },
    {
      branch: 'min-isr-three',
      say: { en: 'Three replicas: m6 was refused, then accepted when broker 3 was back', zh: '三个副本：m6 先被拒绝，Broker 3 回来后才被接受' },
      order: [{ fact: 'ProduceRefused' }, { fact: 'ReplicaJoinedIsr', where: { brokerId: 3 } }, { fact: 'RecordAcknowledged', where: { value: 'm6' } }],
    },
    { branch: 'min-isr-three', say: { en: 'Three replicas: m6 is in the log once', zh: '三个副本：m6 在日志里只有一份' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6'] },
    { branch: 'min-isr-three', say: { en: 'Three replicas: no acknowledged record was lost', zh: '三个副本：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
  ],
});
