import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, cutPower, send, threeReplicas } from './scenery.ts';
import type { Scene } from './types.ts';

const powerFails: Scene = {
  title: { en: 'The power fails on the last one', zh: '最后一台断电' },
  say: {
    en: 'Now the machine of broker 1 loses power. m0 and m1 were in its page cache, in memory, and never on its disk: they are gone there. Brokers 2 and 3 have both, on disks that nobody touched. But they are down, and nobody leads.',
    zh: '这时，Broker 1 的机器断电。m0 和 m1 还在内存中的页缓存（Page Cache）里，从未落盘，在这台上就此丢失。Broker 2、3 的磁盘完好，两条都有。可它们都已停机，分区没有领导者。',
  },
  do: [cutPower(1)],
  until: { fact: 'PartitionWentOffline', where: { partition: 'orders-0' } },
  withinMs: 40_000,
  focus: [FIRST, SECOND, THIRD],
};

/** R17: one replica is left, and it loses its data; who may lead then, in 3.9 and with eligible leader replicas in 4.1. */
export const lastReplicaStanding = lesson({
  ...headings['last-replica-standing'],
  eras: ['3.9', '4.1'],
  seed: 1,
  cluster: threeReplicas({ controller: 3, topic: { 'min.insync.replicas': '2' }, producers: [{ acks: 'all' }] }),
  scenes: [
    {
      title: { en: 'Three copies, two required', zh: '三份副本，至少两份' },
      say: {
        en: 'orders-0 has three replicas, min.insync.replicas=2, and unclean election is off: the settings that are meant to lose nothing. m0 and m1 are sent with acks=all, and all three brokers have them. Kafka leaves it to the operating system when they reach the disk.',
        zh: 'orders-0 有三个副本，min.insync.replicas=2，Unclean 选举关闭：这套配置本该一条不丢。m0 和 m1 以 acks=all 发送，三台 Broker 都有了。至于何时落盘，Kafka 交给操作系统。',
      },
      do: [send('m0'), send('m1')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 2 }, { select: 'highWatermark', of: SECOND, is: 2 }, { select: 'highWatermark', of: THIRD, is: 2 }],
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
    },
    {
      title: { en: 'One replica is left standing', zh: '只剩一个副本站着' },
      say: {
        en: 'Brokers 3 and 2 are shut down for maintenance, in good order. The ISR, the in-sync replicas, shrinks to 1,2 and then to 1, which is below the minimum. In 3.9 that is all the controller remembers: whoever is not in the ISR counts as behind.',
        zh: 'Broker 3 和 Broker 2 先后受控关闭，停机维护。ISR（In-Sync Replicas，同步副本集合）收缩到 1,2，再到 1，已经低于下限。在 3.9 里，控制器记得的只有这些：不在 ISR 里的，一律当作落后。',
      },
      do: [broker('shutdown', 3), broker('shutdown', 2)],
      until: [{ fact: 'BrokerStopped', where: { brokerId: 2 } }, { fact: 'BrokerStopped', where: { brokerId: 3 } }, { select: 'isr', of: 'orders-0', is: [1] }],
      withinMs: 60_000,
      focus: [FIRST, SECOND, THIRD],
      inOtherEras: {
        '4.1': {
          en: 'In 4.1 the controller remembers more. A replica that leaves the ISR when that falls below min.insync.replicas becomes an eligible leader replica (ELR, KIP-966): it missed nothing that counts as committed.',
          zh: '在 4.1 里，控制器记得更多：ISR 跌破 min.insync.replicas 时离开的副本，成为合格领导者副本（Eligible Leader Replica, ELR，KIP-966）：凡是算作已提交的，它一条也没有错过。',
        },
      },
    },
    {
      title: { en: 'Nothing more is committed', zh: '不再有新的提交' },
      say: {
        en: 'The producer sends m2. Broker 1 refuses it with NOT_ENOUGH_REPLICAS, and the high watermark (HW) stands still; the producer keeps m2 and tries again. So whatever brokers 2 and 3 miss from now on is not committed. That is the idea of the ELR: while the ISR is too small, those who left it fall behind in nothing that matters.',
        zh: '生产者发送 m2。Broker 1 以 NOT_ENOUGH_REPLICAS 拒绝，高水位（High Watermark, HW）不动；生产者留着 m2，一再重试。所以 Broker 2、3 从此错过的，都不是已提交的消息。ELR 的道理就在这里：ISR 太小期间，离开的副本在要紧的事上没有落后。',
      },
      do: [send('m2')],
      until: { fact: 'ProduceRefused', where: { error: 'NOT_ENOUGH_REPLICAS' } },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
      predict: {
        ask: { en: 'Where is the high watermark after m2 was sent?', zh: '发送 m2 之后，高水位在哪里？' },
        options: [
          { value: 2, label: { en: '2', zh: '2' } },
          { value: 3, label: { en: '3: the only replica in the ISR has it', zh: '3：ISR 里唯一的副本有了' } },
        ],
        answer: { select: 'highWatermark', of: FIRST },
        why: { en: 'With min.insync.replicas=2 an ISR of one commits nothing.', zh: 'min.insync.replicas=2，单个副本的 ISR 什么也提交不了。' },
      },
    },
    powerFails,
    {
      title: { en: 'Broker 2 comes back with everything', zh: 'Broker 2 带着全部消息回来' },
      say: {
        en: 'Broker 2 starts again, with m0 and m1. In 3.9 the ISR is still 1, for the last member never leaves it, and unclean election is off. Broker 2 may not lead, though it has every committed record, and the partition waits for broker 1.',
        zh: 'Broker 2 重新启动，m0、m1 都在。在 3.9 里，ISR 仍是 1，因为最后一个成员永不离开；Unclean 选举又关着。Broker 2 虽然拥有全部已提交的消息，却不能当领导者，分区只好等 Broker 1。',
      },
      do: [broker('restart', 2)],
      until: [{ fact: 'BrokerUnfenced', where: { brokerId: 2 } }, { afterMs: 3000 }],
      withinMs: 30_000,
      focus: [SECOND, FIRST],
      predict: {
        ask: { en: 'Broker 2 is up and has m0 and m1. Who leads orders-0?', zh: 'Broker 2 已启动，m0、m1 都在：谁领导 orders-0？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-0' },
        why: {
          en: 'It depends on what the controller remembers: only the ISR (3.9), or the ELR too (4.1).',
          zh: '取决于控制器记得什么：只记得 ISR（3.9），还是也记得 ELR（4.1）。',
        },
      },
      inOtherEras: {
        '4.1': {
          en: 'In 4.1 the ISR became empty and the ELR was 1,2. Broker 2 had stopped in good order, so it is still in the ELR, and is elected: a clean election.',
          zh: '在 4.1 里，ISR 已空，ELR 是 1,2。Broker 2 是正常关闭的，所以还在 ELR 里，于是当选：这是一次 Clean 选举。',
        },
      },
    },
    {
      title: { en: 'The last one returns, empty', zh: '最后一台回来了，空着' },
      say: {
        en: 'Broker 1 starts again with an empty log. In 3.9 it is the ISR, so it leads, and broker 2 follows the rule of every follower: it cuts m0 and m1 from its log to agree with the leader. Both were acknowledged with acks=all, were on three brokers, and are lost without any unclean election. The producer’s m2, still being retried, takes offset 0.',
        zh: 'Broker 1 重新启动，日志是空的。在 3.9 里，它就是 ISR，于是当上领导者；Broker 2 按追随者的规矩，把 m0、m1 从日志里截掉，与领导者一致。两条消息都以 acks=all 得到应答，曾在三台 Broker 上，没有任何 Unclean 选举，却丢了。生产者还在重试的 m2，占了位移 0。',
      },
      do: [broker('restart', 1)],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
      withinMs: 60_000,
      focus: [FIRST, SECOND, 'producer-1'],
      inOtherEras: {
        '4.1': {
          en: 'In 4.1 broker 1 registers without proof of a clean shutdown, and so loses its place in the ELR. It follows broker 2 and copies m0 and m1 from there; with two in the ISR, m2 is acknowledged at offset 2.',
          zh: '在 4.1 里，Broker 1 注册时说不出自己是正常停止的，于是失去 ELR 中的位置。它跟随 Broker 2，把 m0、m1 复制回来；ISR 有了两个，m2 在位移 2 得到应答。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'both-unclean',
      label: { en: 'What if broker 2 had crashed instead of being shut down?', zh: '如果 Broker 2 是宕机，而不是正常关闭呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Broker 3 stops in good order, broker 2 does not', zh: 'Broker 3 正常停止，Broker 2 宕机' },
          say: {
            en: 'Broker 3 is shut down, and broker 2 is killed. Its session ends, and the ISR is 1 again. In 4.1 broker 2 is in the ELR for now.',
            zh: 'Broker 3 受控关闭，Broker 2 被杀掉。会话过期后，ISR 又只剩 1。在 4.1 里，Broker 2 暂时在 ELR 中。',
          },
          do: [broker('shutdown', 3), broker('kill', 2)],
          until: [{ select: 'isr', of: 'orders-0', is: [1] }, { fact: 'BrokerStopped', where: { brokerId: 3 } }],
          withinMs: 60_000,
          focus: [FIRST, SECOND, THIRD],
        },
        powerFails,
        {
          title: { en: 'Who crashed is not trusted', zh: '宕过机的，不可信' },
          say: {
            en: 'Broker 2 returns. The controller cannot know whether a broker that did not stop in good order has lost its page cache, so 4.1 takes it out of the ELR: here it would have been safe, with a power cut it would not. As in 3.9, the partition waits for broker 1.',
            zh: 'Broker 2 回来了。没有正常停止的 Broker，页缓存丢没丢，控制器无从得知，所以 4.1 把它移出 ELR：这一次选它其实没事，换成断电就不行了。于是与 3.9 一样，分区等着 Broker 1。',
          },
          do: [broker('restart', 2)],
          until: [{ fact: 'BrokerUnfenced', where: { brokerId: 2 } }, { afterMs: 3000 }],
          withinMs: 30_000,
          focus: [SECOND, FIRST],
          predict: {
            ask: { en: 'Broker 2 is back after a crash. Who leads orders-0?', zh: 'Broker 2 宕机后回来：谁领导 orders-0？' },
            point: 'broker',
            answer: { select: 'leader', of: 'orders-0' },
            why: { en: 'Neither the ISR (3.9) nor the ELR (4.1) has it.', zh: '它既不在 ISR（3.9），也不在 ELR（4.1）里。' },
          },
        },
        {
          title: { en: 'The last known leader', zh: '最后一任领导者' },
          say: {
            en: 'Broker 1 returns empty and leads: in 3.9 as the last of the ISR, in 4.1 as the last known leader, when nobody eligible is left. m0 and m1 are lost in both. Eligible leader replicas turn one stopped broker into a safe one; they do not replace flushing, or machines that do not fail together.',
            zh: 'Broker 1 空着回来，当上领导者：在 3.9 里因为它是 ISR 的最后一员，在 4.1 里因为再无合格者，它是最后一任领导者。两个版本都丢了 m0、m1。ELR 能让正常停止的 Broker 安全接任，却代替不了刷盘，也代替不了不会一起出故障的机器。',
          },
          do: [broker('restart', 1)],
          until: { fact: 'BecameLeader', where: { brokerId: 1, partition: 'orders-0' } },
          withinMs: 60_000,
          focus: [FIRST, SECOND],
        },
      ],
    },
  ],
  ends: [
    { eras: ['3.9'], say: { en: '3.9: two acknowledged records are lost', zh: '3.9：丢失两条已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 2 },
    { eras: ['4.1'], say: { en: '4.1: no acknowledged record is lost', zh: '4.1：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { say: { en: 'No election was unclean', zh: '没有一次选举是 Unclean 的' }, facts: { fact: 'LeaderElected', where: { election: 'unclean' } }, count: 0 },
    { eras: ['3.9'], say: { en: '3.9: broker 1 leads again, with m2 alone', zh: '3.9：Broker 1 重新领导，只有 m2' }, select: 'records', of: FIRST, is: ['m2'] },
    { eras: ['4.1'], say: { en: '4.1: broker 2 leads, out of the ELR', zh: '4.1：出自 ELR 的 Broker 2 领导' }, select: 'leader', of: 'orders-0', is: 2 },
    { eras: ['4.1'], say: { en: '4.1: broker 2 has all three records', zh: '4.1：Broker 2 三条消息俱在' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm2'] },
    { branch: 'both-unclean', say: { en: 'Broker 2 crashed: two acknowledged records are lost, in both versions', zh: 'Broker 2 宕机：两个版本都丢失两条已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 2 },
  ],
});
