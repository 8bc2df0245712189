import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, loseDisk, send, setTopic, threeReplicas, uncleanByHand } from './scenery.ts';

/** R8: acks=all waits for the in-sync replicas, and those may be one. */
export const acksAllIsNotEnough = lesson({
  ...headings['acks-all-is-not-enough'],
  seed: 1,
  cluster: threeReplicas({
    controller: 4,
    topic: { 'min.insync.replicas': '1', 'unclean.leader.election.enable': 'false' },
    producers: [{ acks: 'all' }],
  }),
  scenes: [
    {
      title: { en: 'All means three', zh: '“全部”是三个' },
      say: {
        en: 'Broker 1 leads orders-0, and the in-sync replicas (ISR) are 1,2,3. The producer sends m0 with acks=all: the leader answers when every replica in the ISR has it, and that is all three. min.insync.replicas has its default, 1.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），ISR（In-Sync Replicas，同步副本集合）是 1,2,3。生产者以 acks=all 发送 m0：等 ISR 里每个副本都有了它，领导者才答复，也就是三个都有。min.insync.replicas 是默认值 1。',
      },
      do: [send('m0')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 1 }, { select: 'highWatermark', of: SECOND, is: 1 }, { select: 'highWatermark', of: THIRD, is: 1 }],
      withinMs: 5000,
      focus: ['producer-1', FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'Two brokers are taken down', zh: '两台 Broker 停机维护' },
      say: {
        en: 'Brokers 2 and 3 are shut down for maintenance, both at once. They leave in good order, so the controller takes them out of the ISR without waiting for any timeout. The ISR is 1, and the partition works on as if nothing had happened.',
        zh: 'Broker 2 和 Broker 3 同时停机维护。它们是正常关闭的，控制器不必等任何超时，就把它们移出 ISR。ISR 只剩 1，而分区照常工作，仿佛什么都没发生。',
      },
      do: [broker('shutdown', 2), broker('shutdown', 3)],
      until: [{ fact: 'BrokerStopped', where: { brokerId: 2 } }, { fact: 'BrokerStopped', where: { brokerId: 3 } }, { select: 'isr', of: FIRST, is: [1] }],
      withinMs: 60_000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'All means one', zh: '“全部”是一个' },
      say: {
        en: 'The producer sends m1 with acks=all, and has its answer after one way there and back, as fast as with acks=1. Every in-sync replica has m1: there is only one of them. To the producer the two answers look the same.',
        zh: '生产者以 acks=all 发送 m1，一来一回就收到应答，和 acks=1 一样快。每个同步副本都有 m1 了：因为总共只有一个。在生产者看来，两次应答没有任何区别。',
      },
      do: [send('m1')],
      until: [{ fact: 'ProduceAnswered', where: { brokerId: 1 } }, { afterMs: 10 }],
      withinMs: 5000,
      focus: ['producer-1', FIRST],
      predict: {
        ask: { en: 'Two of three brokers are down. How many records have been acknowledged after this write?', zh: '三台 Broker 停了两台。这次写入之后，一共有几条消息得到应答？' },
        options: [
          { value: 1, label: { en: '1: acks=all cannot be met', zh: '1：满足不了 acks=all' } },
          { value: 2, label: { en: '2: m1 is acknowledged', zh: '2：m1 得到了应答' } },
        ],
        answer: { select: 'acknowledgedCount', of: 'producer-1' },
        why: {
          en: 'acks=all counts the ISR, not the replication factor. How small the ISR may be is a different setting: min.insync.replicas.',
          zh: 'acks=all 数的是 ISR，不是副本因子。ISR 可以小到几个，由另一个参数决定：min.insync.replicas。',
        },
      },
    },
    {
      title: { en: 'The disk is gone', zh: '磁盘坏了' },
      say: {
        en: 'Broker 1 crashes and its disk is lost. When its session has expired the controller finds no live replica in the ISR, so the partition has no leader. m1 was acknowledged and committed, and no copy of it exists any more.',
        zh: 'Broker 1 宕机，磁盘也坏了。会话（Session）过期后，控制器在 ISR 里找不到存活的副本，分区没有了领导者。m1 曾得到应答、曾经提交，如今一份也不剩。',
      },
      do: [broker('kill', 1), loseDisk(1)],
      until: { fact: 'PartitionWentOffline', where: { partition: 'orders-0' } },
      withinMs: 40_000,
      focus: [FIRST],
    },
    {
      title: { en: 'The others return, and may not lead', zh: '另外两台回来了，却不能当领导者' },
      say: {
        en: 'Brokers 2 and 3 are started again, with m0 on their disks. They would be glad to serve, but unclean election is off and neither is in the ISR. The partition waits for broker 1, which has nothing left to bring.',
        zh: 'Broker 2 和 Broker 3 重新启动，磁盘上有 m0。它们很乐意接手，可是 Unclean 选举关着，而它们都不在 ISR 里。分区在等 Broker 1，而 Broker 1 已经什么都拿不出来了。',
      },
      do: [broker('restart', 2), broker('restart', 3)],
      until: { afterMs: 10_000 },
      withinMs: 20_000,
      focus: [SECOND, THIRD],
      predict: {
        ask: { en: 'Brokers 2 and 3 are up again. Who leads orders-0?', zh: 'Broker 2、3 都起来了。谁是 orders-0 的领导者？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-0' },
        why: {
          en: 'The controller knows that something was committed without them. Electing one of them would lose it, and that is for a person to decide.',
          zh: '控制器知道，有些消息是在它们缺席时提交的。选它们就会丢消息，这要由人来决定。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'Worse is possible: put broker 1 back with an empty disk, and it is elected, being in the ISR. The others then cut their logs to match, and m0 is lost as well.',
          zh: '还可能更糟：若让 Broker 1 带着空磁盘回来，它会当选，因为它在 ISR 里。别的副本随即把日志截得和它一样，连 m0 也会丢。',
        },
        '4.1': {
          en: 'Eligible leader replicas (ELR) do not help: with a minimum of 1 the ISR was never too small, so nobody outside it was kept eligible.',
          zh: '合格领导者副本（Eligible Leader Replicas, ELR）也帮不上忙：最小值是 1，ISR 从不算太小，也就没有谁在 ISR 之外保留资格。',
        },
      },
    },
    {
      title: { en: 'Giving up m1', zh: '放弃 m1' },
      say: {
        en: 'Nobody can bring m1 back, so somebody runs `kafka-leader-election.sh` with election type `unclean`. Broker 2 leads with m0 alone, and the producer’s next record, m2, takes offset 1. The settings were strict about elections, and silent about how few copies are enough.',
        zh: '谁也找不回 m1，只好有人执行 `kafka-leader-election.sh`，选举类型是 `unclean`。Broker 2 只带着 m0 成为领导者，生产者的下一条消息 m2 得到位移 1。这套配置对选举很严格，却没有说过至少要有几份。',
      },
      do: [uncleanByHand, send('m2')],
      until: [{ select: 'leader', of: 'orders-0', is: 2 }, { select: 'isr', of: 'orders-0', is: [2, 3] }, { select: 'acknowledgedCount', of: 'producer-1', is: 3 }, { select: 'logEndOffset', of: THIRD, is: 2 }],
      withinMs: 60_000,
      focus: ['producer-1', SECOND, THIRD],
    },
  ],
  whatIf: [
    {
      id: 'min-isr-two',
      label: { en: 'What if min.insync.replicas is 2?', zh: '如果 min.insync.replicas 是 2 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'A stricter rule', zh: '更严格的规定' },
          say: {
            en: 'Before the maintenance, min.insync.replicas of the topic is set to 2. From now on the leader accepts acks=all only with two replicas in sync.',
            zh: '维护之前，先把主题的 min.insync.replicas 设为 2。从现在起，同步副本不足两个，领导者就不接受 acks=all 的写入。',
          },
          do: [setTopic('min.insync.replicas', '2')],
          until: [{ fact: 'ConfigChanged', where: { resourceName: 'orders' } }, { afterMs: 100 }],
          withinMs: 5000,
          focus: [FIRST],
        },
        {
          title: { en: 'The same maintenance', zh: '同样的维护' },
          say: {
            en: 'Again brokers 2 and 3 are shut down. The ISR shrinks to 1 as before: this setting does not keep anybody in the ISR.',
            zh: 'Broker 2 和 Broker 3 同样停机。ISR 照样收缩到 1：这个参数并不能把谁留在 ISR 里。',
          },
          do: [broker('shutdown', 2), broker('shutdown', 3)],
          until: [{ fact: 'BrokerStopped', where: { brokerId: 2 } }, { fact: 'BrokerStopped', where: { brokerId: 3 } }, { select: 'isr', of: FIRST, is: [1] }],
          withinMs: 60_000,
          focus: [FIRST, SECOND, THIRD],
        },
        {
          title: { en: 'Refused', zh: '拒绝写入' },
          say: {
            en: 'The producer sends m1 with acks=all, and is refused: NOT_ENOUGH_REPLICAS. Nothing is written. The producer keeps m1 and tries again; the application finds out that two copies cannot be had now, which is the truth.',
            zh: '生产者以 acks=all 发送 m1，被拒绝：NOT_ENOUGH_REPLICAS。什么都没有写。生产者留着 m1 一再重试；应用程序得知此刻凑不齐两份，而这正是实情。',
          },
          do: [send('m1')],
          until: { fact: 'SendRetried', where: { error: 'NOT_ENOUGH_REPLICAS' } },
          withinMs: 5000,
          focus: ['producer-1', FIRST],
          predict: {
            ask: { en: 'How many records have been acknowledged by now?', zh: '到这时，一共有几条消息得到应答？' },
            answer: { select: 'acknowledgedCount', of: 'producer-1' },
            why: {
              en: 'Only m0. The leader counted one replica in the ISR and was told to want two.',
              zh: '只有 m0。领导者数了数，ISR 里只有一个，而规定是两个。',
            },
          },
        },
        {
          title: { en: 'The same disk', zh: '同样坏了磁盘' },
          say: {
            en: 'Broker 1 crashes and its disk is lost, then brokers 2 and 3 are started. What broker 1 took with it had never been promised to anybody.',
            zh: 'Broker 1 宕机，磁盘坏了，随后 Broker 2、3 启动。Broker 1 带走的，从未向任何人承诺过。',
          },
          do: [broker('kill', 1), loseDisk(1), broker('restart', 2), broker('restart', 3)],
          until: { afterMs: 30_000 },
          withinMs: 40_000,
          focus: [FIRST, SECOND, THIRD],
          inOtherEras: {
            '4.1': {
              en: 'No waiting here: broker 3 left an ISR that was already too small, so it became an eligible leader replica (ELR), and shut down in good order. The controller elects it as soon as broker 1 is fenced, and the producer goes on by itself.',
              zh: '这个版本不必等：Broker 3 离开时 ISR 已经太小，于是它成为合格领导者副本（Eligible Leader Replica, ELR），而且是正常关闭的。Broker 1 一被隔离，控制器就选出 Broker 3，生产者自行恢复写入。',
            },
          },
        },
        {
          title: { en: 'Nothing to give up', zh: '没有什么要放弃' },
          say: {
            en: 'Again somebody elects broker 2 by hand. It has m0, which is all that was ever acknowledged; once broker 3 is in sync too, m1 is accepted and acknowledged. The price was paid in advance: no writes while two brokers were down.',
            zh: '同样有人手动选出 Broker 2。它有 m0，那就是应答过的全部；等 Broker 3 也同步了，m1 就被接受，并得到应答。代价是预先付的：两台停机期间不能写入。',
          },
          do: [uncleanByHand],
          until: { select: 'acknowledgedCount', of: 'producer-1', is: 2 },
          withinMs: 60_000,
          focus: ['producer-1', SECOND, THIRD],
          inOtherEras: {
            '4.1': {
              en: 'Here the tool finds broker 3 leading already, and nothing left to do.',
              zh: '这个版本里，工具会发现 Broker 3 已经是领导者，没有什么要做的了。',
            },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'One acknowledged record is lost: m1', zh: '丢失一条已应答的消息：m1' }, promise: 'acknowledgedRecordsSurvive', lost: 1 },
    { say: { en: 'It was acknowledged with acks=all, by broker 1', zh: '它由 Broker 1 以 acks=all 应答' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm1', acks: -1, brokerId: 1 } }, count: 1 },
    { say: { en: 'It had even been committed', zh: '它甚至已经提交' }, order: [{ fact: 'HighWatermarkAdvanced', where: { brokerId: 1, to: 2 } }, { fact: 'DiskLost', where: { brokerId: 1 } }] },
    { say: { en: 'Broker 2 holds m0 and m2', zh: 'Broker 2 上是 m0 和 m2' }, select: 'records', of: SECOND, is: ['m0', 'm2'] },
    { say: { en: 'The controller elected nobody by itself', zh: '控制器没有自行选出任何人' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', election: 'clean' } }, count: 0 },
    { branch: 'min-isr-two', say: { en: 'Minimum 2: no acknowledged record is lost', zh: '最小值 2：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'min-isr-two', say: { en: 'Minimum 2: the producer was refused', zh: '最小值 2：生产者被拒绝' }, facts: { fact: 'ProduceRefused', where: { brokerId: 1, error: 'NOT_ENOUGH_REPLICAS', isr: [1], minIsr: 2 } }, count: 1 },
    { branch: 'min-isr-two', say: { en: 'Minimum 2: m1 was acknowledged in the end, and not by broker 1', zh: '最小值 2：m1 最终得到应答，但应答的不是 Broker 1' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm1', brokerId: 1 } }, count: 0 },
    { branch: 'min-isr-two', say: { en: 'Minimum 2: brokers 2 and 3 hold both records: broker 2', zh: '最小值 2：两条消息在 Broker 2 上都有' }, select: 'records', of: SECOND, is: ['m0', 'm1'] },
    { branch: 'min-isr-two', say: { en: 'and broker 3', zh: '最小值 2：在 Broker 3 上也都有' }, select: 'records', of: THIRD, is: ['m0', 'm1'] },
    { branch: 'min-isr-two', eras: ['4.1'], say: { en: 'Minimum 2: broker 3 was elected cleanly, as an eligible leader replica', zh: '最小值 2：Broker 3 作为合格领导者副本，以 Clean 选举当选' }, facts: { fact: 'LeaderElected', where: { leader: 3, election: 'clean' } }, count: 1 },
  ],
});
