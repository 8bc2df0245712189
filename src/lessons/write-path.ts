import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, send, slow } from './scenery.ts';
import type { FactPattern } from './types.ts';

const sent: FactPattern = { fact: 'RecordSent', where: { value: 'm0', brokerId: 1 } };
const acknowledged: FactPattern = { fact: 'RecordAcknowledged', where: { value: 'm0' } };

/** R1: from `send` to its completion, and how much of the way each `acks` waits for. */
export const writePath = lesson({
  ...headings['write-path'],
  seed: 1,
  cluster: {
    brokers: 3,
    controller: 3,
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, assignment: [[1, 2, 3]] }],
    producers: [{ id: 'producer-1', topics: [], config: { acks: 'all' } }],
    consumers: [],
  },
  scenes: [
    {
      title: { en: 'Before the first step', zh: '第一步之前' },
      say: {
        en: 'Partition orders-0 has three replicas: broker 1 leads, brokers 2 and 3 follow, and all are in sync, so the ISR is 1,2,3. A message takes 5 ms between producer and broker, and 22 ms between brokers 1 and 2 or 3, so that we can watch each step by itself.',
        zh: '分区 orders-0 有三个副本：Broker 1 上是领导者副本（Leader），Broker 2、3 上是追随者副本（Follower），全部同步，所以 ISR（In-Sync Replicas，同步副本集合）是 1,2,3。生产者与 Broker 之间单程 5 ms，Broker 1 与 2、3 之间单程 22 ms，好让我们一步一步看清楚。',
      },
      do: [slow('broker-1', 'broker-2', 20), slow('broker-1', 'broker-3', 20)],
      until: [{ afterMs: 600 }, { select: 'parked', of: 'broker-1', is: 2 }],
      withinMs: 3000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'Step 1: who leads orders-0?', zh: '第一步：谁是 orders-0 的领导者？' },
      say: {
        en: 'The application calls `send` with m0 for the topic orders. The producer has never written there, so it does not know which broker leads the partition. It asks any broker it knows for metadata; each of them can answer.',
        zh: '应用程序调用 `send`，要把 m0 写入主题 orders。生产者从没写过这个主题，不知道哪台 Broker 是分区的领导者。它随便找一台认识的 Broker 请求元数据（Metadata），哪一台都能答复。',
      },
      do: [send('m0')],
      until: { message: { api: 'Metadata', kind: 'response', to: 'producer-1' } },
      withinMs: 5000,
      focus: ['producer-1'],
    },
    {
      title: { en: 'Step 2: to the leader, and to nobody else', zh: '第二步：只发给领导者' },
      say: {
        en: 'The answer says: broker 1 leads orders-0. One Produce request leaves, for broker 1 only. The producer never writes to followers, and need not know how many there are.',
        zh: '答复说：orders-0 的领导者是 Broker 1。于是只有一个 Produce 请求出发，去往 Broker 1。生产者从不写追随者，也不必知道有几个追随者。',
      },
      do: [],
      until: sent,
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'Step 3: the leader appends', zh: '第三步：领导者追加' },
      say: {
        en: 'Broker 1 appends m0 to its log: it is now at offset 0, and the log end offset (LEO) is 1. Because of acks=all it does not answer yet: the request is parked until the high watermark (HW) has passed m0.',
        zh: 'Broker 1 把 m0 追加到日志：它的位移是 0，LEO（日志末端位移）变成 1。因为是 acks=all，领导者先不答复：请求停在那里，等高水位（High Watermark, HW）越过 m0。',
      },
      do: [],
      until: { fact: 'RecordsAppended', where: { brokerId: 1 } },
      withinMs: 5000,
      focus: [FIRST],
      predict: {
        ask: { en: 'When the leader has appended m0, how many requests wait on broker 1?', zh: '领导者追加 m0 之后，Broker 1 上有几个请求在等待？' },
        answer: { select: 'parked', of: 'broker-1' },
        why: {
          en: 'One: the Produce. The Fetch requests of both followers were waiting there for a new record, and the append has just released them.',
          zh: '一个：Produce。两个追随者的 Fetch 请求原本也在那里等新消息，这次追加刚好放走了它们。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'A producer that sets nothing has acks=1 in this version; since 3.0 the default is acks=all.',
          zh: '在这个版本里，不设置就是 acks=1；从 3.0 起，默认是 acks=all。',
        },
      },
    },
    {
      title: { en: 'Step 4: the followers fetch', zh: '第四步：追随者拉取' },
      say: {
        en: 'A leader pushes nothing. Both followers had a Fetch request waiting at broker 1, and m0 travels in the answers. Each appends it at the same offset, 0, and at once asks for offset 1.',
        zh: '领导者从不主动推送。两个追随者本来就有 Fetch 请求等在 Broker 1 上，m0 就放在响应里带回去。它们各自把 m0 追加到同一个位移 0，随即又来要位移 1。',
      },
      do: [],
      until: [{ fact: 'RecordsReplicated', where: { brokerId: 2 } }, { fact: 'RecordsReplicated', where: { brokerId: 3 } }],
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'Step 5: the high watermark moves', zh: '第五步：高水位前进' },
      say: {
        en: 'By asking for offset 1 a follower tells the leader that it has everything below. When both have asked, the whole ISR has m0: the leader moves its high watermark to 1, and m0 is committed.',
        zh: '追随者来要位移 1，等于告诉领导者：1 以下的它都有了。两个都来过之后，整个 ISR 都有了 m0：领导者把高水位推进到 1，m0 已提交。',
      },
      do: [],
      until: { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, role: 'leader' } },
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'Step 6: the answer', zh: '第六步：应答' },
      say: {
        en: 'The high watermark has passed m0, so the parked request is answered with its offset, 0. When the answer arrives, `send` is complete: 54 ms after the record left the producer, of which 10 ms were the way there and back, and 44 ms the way to the followers and back.',
        zh: '高水位越过了 m0，停着的请求得到答复，里面写着位移 0。答复到达，`send` 才算完成：距离消息离开生产者 54 ms，其中 10 ms 是生产者与领导者的一来一回，44 ms 是领导者与追随者的一来一回。',
      },
      do: [],
      until: acknowledged,
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
  ],
  whatIf: [
    {
      id: 'acks-one',
      label: { en: 'What if the producer asks for acks=1?', zh: '如果用 acks=1 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'The first three steps are the same', zh: '前三步一模一样' },
          say: {
            en: 'Metadata, Produce to the leader, append: acks changes nothing on this way. But with acks=1 the leader answers in the very step in which it appends. Nobody else has m0 yet.',
            zh: '元数据、发给领导者的 Produce、追加：这一段路与 acks 无关。但用 acks=1 时，领导者在追加的同一步里就答复，而此刻别处都还没有 m0。',
          },
          do: [send('m0', 1)],
          until: { fact: 'ProduceAnswered', where: { brokerId: 1 } },
          withinMs: 5000,
          focus: ['producer-1', FIRST],
          predict: {
            ask: { en: 'The leader has just answered. Where does the log of broker 2 end?', zh: '领导者刚刚答复。Broker 2 的日志到哪里为止？' },
            options: [
              { value: 0, label: { en: '0: it has nothing yet', zh: '0：它还什么都没有' } },
              { value: 1, label: { en: '1: it has m0', zh: '1：它有 m0' } },
            ],
            answer: { select: 'logEndOffset', of: SECOND },
            why: {
              en: 'm0 is just leaving for broker 2. acks=1 means: it is in the leader’s log.',
              zh: 'm0 才刚出发去 Broker 2。acks=1 的意思只是：消息在领导者的日志里了。',
            },
          },
        },
        {
          title: { en: 'Complete after 10 ms', zh: '10 ms 就完成' },
          say: {
            en: '`send` is complete after one way there and back. Steps 4 and 5 happen all the same, but the answer does not wait for them: m0 is still on its way to the followers. If broker 1 died now, an acknowledged record would die with it.',
            zh: '一来一回，`send` 就完成了。第四、五步照样会发生，只是应答不等它们：m0 还在去往追随者的路上。假如 Broker 1 现在宕机，一条已应答的消息就随它而去。',
          },
          do: [],
          until: acknowledged,
          withinMs: 5000,
          focus: ['producer-1', FIRST],
        },
        {
          title: { en: 'The commit comes later', zh: '提交来得更晚' },
          say: {
            en: 'Broker 1 lives on, the followers copy m0 and report it, and the high watermark moves to 1. The producer has long gone on to its next record.',
            zh: 'Broker 1 没有宕机，追随者复制了 m0 并且报告，高水位前进到 1。生产者早就在忙下一条消息了。',
          },
          do: [],
          until: { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, role: 'leader' } },
          withinMs: 5000,
          focus: [FIRST, SECOND, THIRD],
        },
      ],
    },
    {
      id: 'acks-zero',
      label: { en: 'What if the producer asks for acks=0?', zh: '如果用 acks=0 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Complete before anybody has it', zh: '还没人收到，就已完成' },
          say: {
            en: 'The producer still needs to know the leader. But with acks=0 `send` is complete as soon as the request is written to the connection; the broker will not answer at all. The application gets no offset, for nobody has chosen one yet.',
            zh: '生产者仍然要先知道谁是领导者。但用 acks=0 时，请求一写进连接，`send` 就完成了；Broker 根本不会答复。应用程序拿不到位移，因为这时谁也没有给它定位移。',
          },
          do: [send('m0', 0)],
          until: acknowledged,
          withinMs: 5000,
          focus: ['producer-1'],
          predict: {
            ask: { en: '`send` is complete. Where does the log of the leader end?', zh: '`send` 完成了。领导者的日志到哪里为止？' },
            options: [
              { value: 0, label: { en: '0: m0 is still on its way', zh: '0：m0 还在路上' } },
              { value: 1, label: { en: '1: m0 is in the log', zh: '1：m0 已在日志里' } },
            ],
            answer: { select: 'logEndOffset', of: FIRST },
            why: {
              en: 'Nothing has arrived anywhere. acks=0 reports that the producer has let go of the record, no more.',
              zh: '它还没有到达任何地方。acks=0 只说明：生产者已经撒手了。',
            },
          },
        },
        {
          title: { en: 'The rest goes unseen', zh: '其余几步无人知晓' },
          say: {
            en: 'This time all goes well: the leader appends m0, the followers copy it, the high watermark moves. The producer learns nothing of it, and would have learned nothing of a failure either.',
            zh: '这一次一切顺利：领导者追加 m0，追随者复制，高水位前进。生产者对此一无所知；假如失败了，它同样一无所知。',
          },
          do: [],
          until: { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, role: 'leader' } },
          withinMs: 5000,
          focus: [FIRST, SECOND, THIRD],
        },
      ],
    },
    {
      id: 'acks-zero-lost',
      label: { en: 'What if the leader dies just after acks=0?', zh: '如果 acks=0 刚发出，领导者就宕机呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Written to the connection', zh: '写进了连接' },
          say: {
            en: 'Again m0 leaves with acks=0, and `send` is complete. The request is now on its way to broker 1.',
            zh: '同样以 acks=0 发出 m0，`send` 已完成。请求正在去往 Broker 1 的路上。',
          },
          do: [send('m0', 0)],
          until: acknowledged,
          withinMs: 5000,
          focus: ['producer-1'],
        },
        {
          title: { en: 'Nobody will ever know', zh: '谁也不会知道' },
          say: {
            en: 'Broker 1 is killed before the request arrives. m0 is in no log, and the producer does not try again: for it, m0 is long done. No promise was broken, because acks=0 made none.',
            zh: '请求到达之前，Broker 1 被杀掉。m0 不在任何一份日志里，生产者也不会重发：对它来说，m0 早就发完了。没有违背任何承诺，因为 acks=0 什么都没承诺。',
          },
          do: [broker('kill', 1)],
          until: { fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 2 } },
          withinMs: 40_000,
          focus: ['producer-1', SECOND, THIRD],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'acks=all: `send` was complete 54 ms after the record left', zh: 'acks=all：消息离开 54 ms 之后，`send` 完成' }, elapsedMs: { min: 54, max: 54 }, from: sent, to: acknowledged },
    { branch: 'acks-one', say: { en: 'acks=1: after 10 ms', zh: 'acks=1：10 ms 之后' }, elapsedMs: { min: 10, max: 10 }, from: sent, to: acknowledged },
    { branch: 'acks-zero', say: { en: 'acks=0: at once', zh: 'acks=0：立刻' }, elapsedMs: { max: 0 }, from: sent, to: acknowledged },
    {
      say: { en: 'acks=all: lookup, Produce, append, fetch, high watermark, answer, in this order', zh: 'acks=all：依次是查询、Produce、追加、拉取、高水位、应答' },
      order: [
        { fact: 'ClientMetadataUpdated', where: { client: 'producer-1', leaders: { 'orders-0': 1 } } },
        sent,
        { fact: 'RecordsAppended', where: { brokerId: 1 } },
        { fact: 'RecordsReplicated', where: { brokerId: 3 } },
        { fact: 'HighWatermarkAdvanced', where: { brokerId: 1, to: 1 } },
        acknowledged,
      ],
    },
    { say: { en: 'The producer sent m0 once, to the leader', zh: '生产者只发了一次 m0，发给领导者' }, facts: { fact: 'RecordSent' }, count: 1 },
    { say: { en: 'All three brokers have m0: here broker 3', zh: '三台 Broker 都有 m0：例如 Broker 3' }, select: 'records', of: THIRD, is: ['m0'] },
    {
      branch: 'acks-one',
      say: { en: 'acks=1: acknowledged before any follower had it', zh: 'acks=1：先应答，追随者后来才有' },
      order: [{ fact: 'ProduceAnswered' }, acknowledged, { fact: 'RecordsReplicated' }, { fact: 'HighWatermarkAdvanced', where: { brokerId: 1 } }],
    },
    {
      branch: 'acks-zero',
      say: { en: 'acks=0: complete before the leader had it', zh: 'acks=0：先完成，领导者后来才有' },
      order: [acknowledged, { fact: 'RecordsAppended', where: { brokerId: 1 } }],
    },
    { branch: 'acks-zero', say: { en: 'acks=0: the broker never answered', zh: 'acks=0：Broker 从未答复' }, facts: { fact: 'ProduceAnswered' }, count: 0 },
    { branch: 'acks-zero-lost', say: { en: 'acks=0 and a crash: complete for the producer', zh: 'acks=0 加宕机：对生产者来说已完成' }, select: 'acknowledgedCount', of: 'producer-1', is: 1 },
    { branch: 'acks-zero-lost', say: { en: 'acks=0 and a crash: m0 is in no log, here broker 2', zh: 'acks=0 加宕机：m0 不在任何日志里，例如 Broker 2' }, select: 'records', of: SECOND, is: [] },
    { branch: 'acks-zero-lost', say: { en: 'acks=0 and a crash: it was sent once', zh: 'acks=0 加宕机：只发过一次' }, facts: { fact: 'RecordSent', where: { value: 'm0' } }, count: 1 },
  ],
});
