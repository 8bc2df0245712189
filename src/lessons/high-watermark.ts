import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD } from './scenery.ts';

/** R2: a record is visible only after the leader has heard, one fetch later, that every in-sync replica has it. */
export const highWatermark = lesson({
  ...headings['high-watermark'],
  seed: 1,
  cluster: {
    brokers: 3,
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all' } }],
    consumers: [{ id: 'consumer-1', topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
  },
  scenes: [
    {
      title: { en: 'A quiet cluster is busy waiting', zh: '安静的集群，其实都在等' },
      say: {
        en: 'Partition orders-0 is empty. Broker 1 leads it; brokers 2 and 3 follow. A leader pushes nothing: each follower keeps a Fetch request open there, asking for offset 0, and so does the consumer. With nothing to read, the leader parks them for up to half a second.',
        zh: '分区 orders-0 还是空的。Broker 1 上是领导者副本（Leader），Broker 2、3 上是追随者副本（Follower）。领导者从不主动推送数据：每个追随者都向它发出 Fetch 请求，要从位移 0 开始拉取，消费者也一样。没有数据可读，领导者就让这些请求最多等待半秒。',
      },
      do: [],
      until: [{ afterMs: 500 }, { select: 'parked', of: 'broker-1', is: 3 }],
      withinMs: 3000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'One record arrives', zh: '来了一条消息' },
      say: {
        en: 'The producer sends m0 with acks=all. The leader appends it at offset 0, so its log end offset (LEO), the offset the next record will get, is now 1. The high watermark (HW) stays 0: only what lies below it is committed, and consumers see nothing beyond it.',
        zh: '生产者以 acks=all 发送 m0。领导者把它追加到位移 0，于是日志末端位移（Log End Offset, LEO），也就是下一条消息将得到的位移，变成 1。高水位（High Watermark, HW）仍是 0：只有低于高水位的消息才算已提交，消费者也只能读到那里。',
      },
      do: [{ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' } }],
      until: { fact: 'RecordsAppended', where: { brokerId: 1 } },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'First round: the record travels', zh: '第一轮：消息过去了' },
      say: {
        en: 'The append wakes the parked Fetch requests for offset 0. Each answer carries the record and the high watermark as the leader knew it: 0. The followers append m0, and both of their LEOs become 1.',
        zh: '这次追加唤醒了从位移 0 拉取、正在等待的 Fetch 请求。每个响应都带着这条消息，以及领导者此刻所知的高水位：0。两个追随者追加 m0，它们的 LEO 都变成 1。',
      },
      do: [],
      until: [{ fact: 'RecordsReplicated', where: { brokerId: 2 } }, { fact: 'RecordsReplicated', where: { brokerId: 3 } }],
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
      predict: {
        ask: { en: 'All three logs are about to hold m0. What will the leader’s high watermark be then?', zh: '三份日志马上都会有 m0。到那时，领导者的高水位是多少？' },
        options: [
          { value: 1, label: { en: '1: everybody has the record', zh: '1：大家都有这条消息了' } },
          { value: 0, label: { en: '0: the leader does not know it yet', zh: '0：领导者还不知道' } },
        ],
        answer: { select: 'highWatermark', of: FIRST },
        why: {
          en: 'A Fetch response is not acknowledged. The leader knows what it sent, not what was written; it still believes that both followers end at 0.',
          zh: 'Fetch 响应没有回执。领导者只知道自己发了什么，不知道对方写下了什么；在它眼里，两个追随者的 LEO 仍是 0。',
        },
      },
    },
    {
      title: { en: 'Second round: one report is not enough', zh: '第二轮：一份报告还不够' },
      say: {
        en: 'A follower reports by asking for more. The next Fetch asks for offset 1, and from that the leader learns that this replica holds everything below 1. The high watermark is the smallest LEO among the in-sync replicas (ISR), so it waits for the other follower.',
        zh: '追随者用“接着要”来报告进度。下一个 Fetch 从位移 1 开始，领导者由此得知，这个副本已经有了 1 以下的全部消息。高水位取 ISR（In-Sync Replicas，同步副本集合）中最小的 LEO，所以还得等另一个追随者。',
      },
      do: [],
      until: { fact: 'FollowerPositionLearned', where: { brokerId: 1, to: 1 } },
      withinMs: 5000,
      focus: [FIRST],
    },
    {
      title: { en: 'The high watermark moves', zh: '高水位前进' },
      say: {
        en: 'The other follower asks for offset 1 too. Now the smallest LEO in the ISR is 1, and the leader moves its high watermark to 1. Record m0 is committed, and this is the first moment at which it is.',
        zh: '另一个追随者也来要位移 1。此刻 ISR 中最小的 LEO 是 1，领导者把高水位推进到 1。m0 已提交，而且直到这一刻才算已提交。',
      },
      do: [],
      until: { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, role: 'leader' } },
      withinMs: 5000,
      focus: [FIRST],
    },
    {
      title: { en: 'Acknowledged and delivered', zh: '应答与送达' },
      say: {
        en: 'The same step releases two requests that were waiting for the high watermark: the producer’s Produce, which asked for acks=all, and the consumer’s Fetch. The producer has its acknowledgement and the consumer has m0.',
        zh: '同一步里，两个等待高水位的请求得到了答复：生产者那个要求 acks=all 的 Produce，以及消费者的 Fetch。生产者收到应答，消费者拿到 m0。',
      },
      do: [],
      until: [{ fact: 'RecordAcknowledged' }, { fact: 'RecordsDelivered' }],
      withinMs: 5000,
      focus: ['producer-1', FIRST, 'consumer-1'],
      predict: {
        ask: { en: 'When the consumer holds m0, what is the high watermark on broker 2?', zh: '消费者拿到 m0 时，Broker 2 上的高水位是多少？' },
        options: [
          { value: 0, label: { en: '0', zh: '0' } },
          { value: 1, label: { en: '1', zh: '1' } },
        ],
        answer: { select: 'highWatermark', of: SECOND },
        why: {
          en: 'Followers learn the high watermark from Fetch responses only. Broker 2’s last answer left the leader before the high watermark moved.',
          zh: '追随者只能从 Fetch 响应中得知高水位。Broker 2 收到的上一个响应，在高水位前进之前就已发出。',
        },
      },
    },
    {
      title: { en: 'The followers hear of it last', zh: '追随者最后才知道' },
      say: {
        en: 'The Fetch requests for offset 1 are parked, for there is no record at 1. After replica.fetch.wait.max.ms, 500 ms, the leader reads them afresh and answers: no records, high watermark 1. Only now do the followers move theirs. Because of this delay a follower’s own high watermark can be too low, and cutting its log there could throw away a committed record.',
        zh: '从位移 1 拉取的 Fetch 请求还在等待，因为那里没有消息。过了 replica.fetch.wait.max.ms（500 ms），领导者重新读取并答复：没有消息，高水位是 1。追随者这才推进自己的高水位。正因为有这段延迟，追随者自己的高水位可能偏低；若按它截断日志，就可能丢掉已提交的消息。',
      },
      do: [],
      until: [
        { fact: 'HighWatermarkAdvanced', where: { brokerId: 2, role: 'follower' } },
        { fact: 'HighWatermarkAdvanced', where: { brokerId: 3, role: 'follower' } },
      ],
      withinMs: 5000,
      focus: [SECOND, THIRD],
    },
  ],
  whatIf: [
    {
      id: 'slow-follower',
      label: { en: 'What if broker 3 is slow?', zh: '如果 Broker 3 很慢呢？' },
      fromScene: 1,
      do: [{ command: { type: 'network.slow', from: 'broker-1', to: 'broker-3', extraLatencyMs: 400 } }],
      scenes: [
        {
          title: { en: 'Everybody waits for broker 3', zh: '大家都在等 Broker 3' },
          say: {
            en: 'The way between brokers 1 and 3 takes 400 ms longer. Broker 2 needs a few milliseconds for its two rounds, yet the high watermark does not move: broker 3 is in the ISR, and the slowest in-sync replica sets the pace.',
            zh: 'Broker 1 与 Broker 3 之间多了 400 ms 的延迟。Broker 2 几毫秒就走完了两轮，高水位却没有动：Broker 3 在 ISR 中，最慢的同步副本决定快慢。',
          },
          do: [{ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0' } }],
          until: { fact: 'FollowerPositionLearned', where: { brokerId: 1, followerId: 2, to: 1 } },
          withinMs: 5000,
          focus: [FIRST, SECOND],
        },
        {
          title: { en: 'Two slow trips later', zh: '慢慢走完一来一回' },
          say: {
            en: 'The record takes 400 ms to reach broker 3, and its next Fetch 400 ms to come back. Only then is m0 committed and acknowledged. A replica that stays too far behind for replica.lag.time.max.ms is taken out of the ISR, so that it cannot hold the others back for ever.',
            zh: '消息花 400 ms 到达 Broker 3，下一个 Fetch 又花 400 ms 回来，这时 m0 才算已提交，生产者才收到应答。如果一个副本落后超过 replica.lag.time.max.ms，就会被移出 ISR，免得一直拖住大家。',
          },
          do: [],
          until: { fact: 'RecordAcknowledged' },
          withinMs: 5000,
          focus: [FIRST, THIRD],
        },
      ],
    },
    {
      id: 'acks-one',
      label: { en: 'What if the producer asks for acks=1?', zh: '如果生产者用 acks=1 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Answered, not yet committed', zh: '已答复，未提交' },
          say: {
            en: 'With acks=1 the leader answers in the very step in which it appends. “Done” is already on its way to the producer while the high watermark is still 0: m0 is on one broker, and no consumer can see it.',
            zh: '用 acks=1 时，领导者在追加的同一步里就答复。“写好了”已经在发回生产者的路上，高水位却还是 0：m0 只在一台 Broker 上，没有消费者能看到它。',
          },
          do: [{ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value: 'm0', acks: 1 } }],
          until: { fact: 'ProduceAnswered' },
          withinMs: 5000,
          focus: ['producer-1', FIRST],
          predict: {
            ask: { en: 'When the leader answers the producer, what is its high watermark?', zh: '领导者答复生产者时，它的高水位是多少？' },
            answer: { select: 'highWatermark', of: FIRST },
            why: {
              en: 'acks=1 does not wait for the followers; the high watermark does.',
              zh: 'acks=1 不等追随者，而高水位要等。',
            },
          },
        },
        {
          title: { en: 'The commit comes later', zh: '提交来得更晚' },
          say: {
            en: 'Replication takes its two rounds all the same, and then the consumer reads m0. Had broker 1 died right after answering, the acknowledged record would have been lost.',
            zh: '复制照样走完两轮，然后消费者才读到 m0。假如 Broker 1 刚答复就宕机，这条已应答的消息就丢了。',
          },
          do: [],
          until: { fact: 'RecordsDelivered' },
          withinMs: 5000,
          focus: [FIRST, SECOND, THIRD, 'consumer-1'],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The high watermark is 1 on broker 1', zh: 'Broker 1 的高水位是 1' }, select: 'highWatermark', of: FIRST, is: 1 },
    { say: { en: 'The high watermark is 1 on broker 2', zh: 'Broker 2 的高水位是 1' }, select: 'highWatermark', of: SECOND, is: 1 },
    { say: { en: 'The high watermark is 1 on broker 3', zh: 'Broker 3 的高水位是 1' }, select: 'highWatermark', of: THIRD, is: 1 },
    { say: { en: 'The log end offset is 1 on broker 1', zh: 'Broker 1 的 LEO 是 1' }, select: 'logEndOffset', of: FIRST, is: 1 },
    { say: { en: 'The log end offset is 1 on broker 2', zh: 'Broker 2 的 LEO 是 1' }, select: 'logEndOffset', of: SECOND, is: 1 },
    { say: { en: 'The log end offset is 1 on broker 3', zh: 'Broker 3 的 LEO 是 1' }, select: 'logEndOffset', of: THIRD, is: 1 },
    {
      say: { en: 'Broker 2 had the record, and said so, before anybody could read it', zh: 'Broker 2 先拿到消息并报告，之后才有人读到它' },
      order: [
        { fact: 'RecordsReplicated', where: { brokerId: 2 } },
        { fact: 'FollowerPositionLearned', where: { followerId: 2, to: 1 } },
        { fact: 'HighWatermarkAdvanced', where: { role: 'leader' } },
        { fact: 'RecordsDelivered' },
      ],
    },
    {
      say: { en: 'So had broker 3', zh: 'Broker 3 也是如此' },
      order: [
        { fact: 'RecordsReplicated', where: { brokerId: 3 } },
        { fact: 'HighWatermarkAdvanced', where: { role: 'leader' } },
        { fact: 'RecordAcknowledged' },
      ],
    },
    {
      say: { en: 'The followers moved their high watermark after the consumer had the record', zh: '消费者拿到消息之后，追随者的高水位才前进' },
      order: [{ fact: 'RecordsDelivered' }, { fact: 'HighWatermarkAdvanced', where: { role: 'follower' } }],
    },
    { say: { en: 'No acknowledged record was lost', zh: '没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    {
      branch: 'slow-follower',
      say: { en: 'Nothing was committed before the slow follower reported', zh: '慢的追随者报告之前，没有任何提交' },
      order: [
        { fact: 'FollowerPositionLearned', where: { followerId: 2, to: 1 } },
        { fact: 'FollowerPositionLearned', where: { followerId: 3, to: 1 } },
        { fact: 'HighWatermarkAdvanced', where: { role: 'leader' } },
        { fact: 'RecordAcknowledged' },
      ],
    },
    { branch: 'slow-follower', say: { en: 'The acknowledgement took two slow trips', zh: '应答等了慢速的一来一回' }, elapsedMs: { min: 1300 } },
    {
      branch: 'acks-one',
      say: { en: 'With acks=1 the answer left before the commit', zh: '用 acks=1 时，答复先于提交' },
      order: [{ fact: 'ProduceAnswered' }, { fact: 'HighWatermarkAdvanced', where: { role: 'leader' } }, { fact: 'RecordsDelivered' }],
    },
  ],
});
