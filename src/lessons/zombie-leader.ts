import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, link, send, threeReplicas } from './scenery.ts';
import type { Action, Bilingual } from './types.ts';

/** The rack with broker 1 and producer 1 loses its uplink: inside, the two still reach each other. */
const cutOff: readonly Action[] = [link('network.cut', 'broker-1', null), link('network.cut', 'producer-1', null), link('network.heal', 'broker-1', 'producer-1')];
const repaired: readonly Action[] = [link('network.heal', 'broker-1', null), link('network.heal', 'producer-1', null)];

const fencedByKRaft: Bilingual = {
  en: 'Broker 1’s heartbeats do not arrive; after broker.session.timeout.ms, 9 seconds, the KRaft controller fences it. But fencing is a line in the metadata log, and broker 1 cannot read that either.',
  zh: 'Broker 1 的心跳到不了；过了 broker.session.timeout.ms（9 秒），KRaft 控制器将它隔离（fencing）。可是隔离只是元数据日志里的一条记录，而 Broker 1 同样读不到。',
};
const heardFromKRaft: Bilingual = {
  en: 'Broker 1 reads the metadata log from where it stopped, and finds itself a follower in leader epoch 1. Its next heartbeat asks the controller to unfence it.',
  zh: 'Broker 1 从停下的地方继续读元数据日志，发现自己在 Leader Epoch 1 里是追随者。它的下一次心跳请求控制器解除隔离。',
};

/** R15: a leader that is cut off goes on leading, for nobody can tell it otherwise; only what acks=all acknowledged is safe. */
export const zombieLeader = lesson({
  ...headings['zombie-leader'],
  seed: 1,
  cluster: threeReplicas({ controller: 4, producers: [{ acks: 'all', retries: '0' }, { acks: 'all' }] }),
  scenes: [
    {
      title: { en: 'Two producers, one leader', zh: '两个生产者，一个领导者' },
      say: {
        en: 'Broker 1 leads orders-0, and the in-sync replicas (ISR) are 1,2,3. Producer 1 stands in the same rack as broker 1, producer 2 elsewhere. Each sends a record with acks=all, m0 and m1, and each is acknowledged.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），ISR（In-Sync Replicas，同步副本集合）是 1,2,3。生产者 1 与 Broker 1 在同一个机架，生产者 2 在别处。两者各以 acks=all 发送一条消息，m0 和 m1，都得到了应答。',
      },
      do: [send('m0'), send('m1', -1, 'producer-2')],
      until: [
        { select: 'acknowledgedCount', of: 'producer-1', is: 1 },
        { select: 'acknowledgedCount', of: 'producer-2', is: 1 },
        { select: 'highWatermark', of: SECOND, is: 2 },
        { select: 'highWatermark', of: THIRD, is: 2 },
      ],
      withinMs: 5000,
      focus: ['producer-1', 'producer-2', FIRST],
    },
    {
      title: { en: 'The rack is cut off', zh: '机架断网' },
      say: {
        en: 'The rack loses its uplink. Broker 1 and producer 1 reach each other, and nobody else. Producer 1 sends z0 with acks=1; broker 1 is the leader as far as it knows, appends z0 and acknowledges it.',
        zh: '机架的上行链路断了。Broker 1 与生产者 1 彼此连得上，此外谁也连不上。生产者 1 以 acks=1 发送 z0；据 Broker 1 所知自己就是领导者，于是追加 z0，并且应答。',
      },
      do: [...cutOff, send('z0', 1)],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 2 },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'A write that wants everybody', zh: '一次要等大家的写入' },
      say: {
        en: 'Producer 1 sends z1 with acks=all. Broker 1 appends it behind z0, and waits: the ISR is still 1,2,3, and neither broker 2 nor broker 3 fetches any more.',
        zh: '生产者 1 以 acks=all 发送 z1。Broker 1 把它追加在 z0 之后，然后等待：ISR 仍是 1,2,3，而 Broker 2、3 都不再来拉取了。',
      },
      do: [send('z1')],
      until: { fact: 'RecordsAppended', where: { brokerId: 1, logEndOffset: 4 } },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'The others elect', zh: '另一边选出了新领导者' },
      say: {
        en: 'On the other side broker 1’s session expires, and the controller elects broker 2, in leader epoch 1. Broker 1 is told nothing of it, for it cannot be reached. It goes on in epoch 0: a zombie.',
        zh: '在另一边，Broker 1 的会话（Session）过期，控制器选出 Broker 2，Leader Epoch（领导者纪元）变为 1。没有人能通知 Broker 1，因为谁也连不上它。它仍活在纪元 0 里：一个僵尸实例。',
      },
      do: [],
      until: { fact: 'BecameLeader', where: { brokerId: 2 } },
      withinMs: 40_000,
      focus: [FIRST, SECOND, THIRD],
      predict: {
        ask: { en: 'Broker 2 has been elected. What does broker 1 believe it is?', zh: 'Broker 2 已经当选。Broker 1 认为自己是什么？' },
        options: [
          { value: 'leader', label: { en: 'The leader', zh: '领导者' } },
          { value: 'follower', label: { en: 'A follower', zh: '追随者' } },
          { value: 'offline', label: { en: 'Offline: it notices that it is alone', zh: '离线：它发觉自己孤身一人' } },
        ],
        answer: { select: 'role', of: FIRST },
        why: {
          en: 'Nobody steps down for lack of news. There is one leader per epoch, not one leader at a time.',
          zh: '没有谁会因为听不到音讯就退位。每个纪元只有一个领导者，但同一时刻可以有两个自认的领导者。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'The session is with ZooKeeper and lasts zookeeper.session.timeout.ms, 18 seconds. Broker 1 notices that it has lost ZooKeeper, but a client cannot tell for itself that its session has expired, and it keeps its roles.',
          zh: '会话是与 ZooKeeper 的会话，时长为 zookeeper.session.timeout.ms，18 秒。Broker 1 察觉到与 ZooKeeper 断开了，但客户端自己无法判断会话已经过期，所以它保留原来的角色。',
        },
        '3.9': fencedByKRaft,
        '4.1': fencedByKRaft,
      },
    },
    {
      title: { en: 'Two leaders, two promises', zh: '两个领导者，两种承诺' },
      say: {
        en: 'Producer 1 sends z2 with acks=1, and the zombie acknowledges it at once. On the other side producer 2 sends m2, to broker 1, which is the only leader it knows of. That request gets no answer at all.',
        zh: '生产者 1 以 acks=1 发送 z2，僵尸领导者立刻应答。另一边，生产者 2 发送 m2，发给 Broker 1，因为它只知道这一个领导者。这个请求得不到任何答复。',
      },
      do: [send('z2', 1), send('m2', -1, 'producer-2')],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
      withinMs: 5000,
      focus: ['producer-1', 'producer-2', FIRST, SECOND],
    },
    {
      title: { en: 'acks=all runs out of time', zh: 'acks=all 等到超时' },
      say: {
        en: 'Thirty seconds after it was sent, z1 fails: nobody fetched it, so the high watermark (HW) of broker 1 never moved. Producer 1 is told that it cannot count on z1. Compare that with z0 and z2, for which it has an acknowledgement in its hands.',
        zh: 'z1 发出 30 秒之后失败了：没有人拉取它，Broker 1 的高水位（High Watermark, HW）一直没动。生产者 1 得知 z1 靠不住。再看 z0 和 z2，它手里可都握着应答。',
      },
      do: [],
      until: { fact: 'SendFailed', where: { producer: 'producer-1' } },
      withinMs: 40_000,
      focus: ['producer-1', FIRST],
      predict: {
        ask: { en: 'Broker 1 has appended z0, z1 and z2. What is its high watermark?', zh: 'Broker 1 追加了 z0、z1、z2。它的高水位是多少？' },
        options: [
          { value: 2, label: { en: '2: as when it was cut off', zh: '2：和断网时一样' } },
          { value: 3, label: { en: '3: z0 is acknowledged', zh: '3：z0 已应答' } },
          { value: 5, label: { en: '5: it is alone, so it decides', zh: '5：只剩它自己，它说了算' } },
        ],
        answer: { select: 'highWatermark', of: FIRST },
        why: {
          en: 'Its ISR is still 1,2,3, and two of them report nothing. So consumers at the zombie see none of these records either.',
          zh: '它的 ISR 仍是 1,2,3，而其中两个毫无音讯。所以，即使连着僵尸领导者，消费者也看不到这几条消息。',
        },
      },
    },
    {
      title: { en: 'It may not shrink its ISR alone', zh: '不能擅自收缩 ISR' },
      say: {
        en: 'The followers have now been silent for replica.lag.time.max.ms, and broker 1 asks to shrink the ISR to itself alone. Could it decide that, it would commit z0 to z2 as an ISR of one; but the change must be granted, and its request reaches nobody. Meanwhile producer 2 has found broker 2, and m2 is committed there, at offset 2.',
        zh: '追随者沉默超过了 replica.lag.time.max.ms，Broker 1 请求把 ISR 缩到只剩自己。假如它能自己作主，一人的 ISR 就会让 z0 到 z2 全部提交；可是变更必须获得批准，而它的请求谁也收不到。与此同时，生产者 2 找到了 Broker 2，m2 在那边提交，位移是 2。',
      },
      do: [],
      until: [{ fact: 'IsrShrinkAsked', where: { brokerId: 1 } }, { select: 'acknowledgedCount', of: 'producer-2', is: 2 }],
      withinMs: 60_000,
      focus: ['producer-2', FIRST, SECOND],
      inOtherEras: {
        '2.8': {
          en: 'The request is an AlterIsr to the controller. Before 2.7 the leader wrote to ZooKeeper itself; cut off from ZooKeeper, it would have had no more success.',
          zh: '这个请求是发给控制器的 AlterIsr。2.7 之前由领导者自己写 ZooKeeper；既然也连不上 ZooKeeper，结果同样。',
        },
      },
    },
    {
      title: { en: 'The zombie learns the truth', zh: '僵尸得知真相' },
      say: {
        en: 'The uplink is repaired. Broker 1 hears of leader epoch 1, gives up its own, and follows broker 2. Its fetch names epoch 0, which ended at offset 2, so it cuts z0, z1 and z2 and copies m2. Two acknowledged records are gone, both sent with acks=1; nothing that acks=all acknowledged is missing.',
        zh: '链路修好了。Broker 1 得知 Leader Epoch 已是 1，便放下自己的纪元，跟随 Broker 2。它拉取时报的纪元是 0，而纪元 0 在位移 2 就结束了，于是截掉 z0、z1、z2，复制 m2。丢了两条已应答的消息，都是 acks=1；acks=all 应答过的一条不少。',
      },
      do: [...repaired],
      until: [{ fact: 'LogTruncated', where: { brokerId: 1 } }, { select: 'isr', of: SECOND, is: [2, 3, 1] }, { select: 'highWatermark', of: FIRST, is: 3 }],
      withinMs: 60_000,
      focus: [FIRST, SECOND],
      predict: {
        ask: { en: 'What will the log of broker 1 hold once it is back in sync?', zh: 'Broker 1 重新同步之后，它的日志里有什么？' },
        options: [
          { value: ['m0', 'm1', 'z0', 'z2', 'm2'], label: { en: 'm0 m1 z0 z2 m2: what was acknowledged', zh: 'm0 m1 z0 z2 m2：已应答的全部' } },
          { value: ['m0', 'm1', 'z0', 'z1', 'z2', 'm2'], label: { en: 'm0 m1 z0 z1 z2 m2: both histories', zh: 'm0 m1 z0 z1 z2 m2：两段历史合在一起' } },
          { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2: the newer leader’s history', zh: 'm0 m1 m2：新领导者的历史' } },
        ],
        answer: { select: 'records', of: FIRST },
        why: {
          en: 'Histories are never merged. At each offset the higher leader epoch wins.',
          zh: '两段历史从不合并。同一个位移上，以较高的 Leader Epoch 为准。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'Broker 1 opens a new session with ZooKeeper and registers again, and the controller sends it a LeaderAndIsr request with the new epoch.',
          zh: 'Broker 1 与 ZooKeeper 建立新会话，重新注册，控制器用 LeaderAndIsr 请求把新的纪元告诉它。',
        },
        '3.9': heardFromKRaft,
        '4.1': heardFromKRaft,
      },
    },
  ],
  whatIf: [
    {
      id: 'healed-in-time',
      label: { en: 'What if the uplink is repaired after three seconds?', zh: '如果三秒后链路就修好了呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'Three seconds alone', zh: '独处三秒' },
          say: {
            en: 'For three seconds nothing gets through, just as before. Nobody has given up on broker 1: sessions last longer than that.',
            zh: '和先前一样，三秒之内什么都传不过去。但还没有谁放弃 Broker 1：会话的时长不止三秒。',
          },
          do: [],
          until: { afterMs: 3000 },
          withinMs: 5000,
          focus: [FIRST, SECOND, THIRD],
        },
        {
          title: { en: 'As if nothing had happened', zh: '仿佛什么都没发生' },
          say: {
            en: 'The uplink is repaired before anybody is elected. The followers fetch z0 and z1, the high watermark moves, and z1 is acknowledged, a little late. It was never the cut alone that lost z0, but the election that came after.',
            zh: '还没有选举，链路就修好了。追随者拉取 z0 和 z1，高水位前进，z1 得到应答，只是迟了些。真正让 z0 丢失的从来不只是断网，而是随后的选举。',
          },
          do: [...repaired],
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 3 }, { select: 'highWatermark', of: SECOND, is: 4 }],
          withinMs: 60_000,
          focus: ['producer-1', FIRST, SECOND, THIRD],
          predict: {
            ask: { en: 'The uplink works again. Who leads orders-0?', zh: '链路恢复了。谁是 orders-0 的领导者？' },
            point: 'broker',
            answer: { select: 'leader', of: 'orders-0' },
            why: {
              en: 'No session expired, so no leader epoch was begun. Broker 1 never became a zombie.',
              zh: '没有会话过期，也就没有新的 Leader Epoch。Broker 1 从未变成僵尸。',
            },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Two acknowledged records are lost: z0 and z2', zh: '丢失了两条已应答的消息：z0 和 z2' }, promise: 'acknowledgedRecordsSurvive', lost: 2 },
    { say: { en: 'Both were acknowledged by the zombie with acks=1: z0', zh: '两条都由僵尸领导者以 acks=1 应答：z0' }, facts: { fact: 'RecordAcknowledged', where: { value: 'z0', acks: 1, brokerId: 1 } }, count: 1 },
    { say: { en: 'and z2, when broker 2 was already leading', zh: '以及 z2，那时 Broker 2 已经是领导者' }, order: [{ fact: 'BecameLeader', where: { brokerId: 2 } }, { fact: 'RecordAcknowledged', where: { value: 'z2', acks: 1, brokerId: 1 } }] },
    { say: { en: 'z1, sent with acks=all, was never acknowledged', zh: '以 acks=all 发送的 z1 从未得到应答' }, facts: { fact: 'RecordAcknowledged', where: { value: 'z1' } }, count: 0 },
    { say: { en: 'What acks=all acknowledged is all there: m0, m1 and m2, on broker 2', zh: 'acks=all 应答过的都在：Broker 2 上的 m0、m1、m2' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm2'] },
    { say: { en: 'and on broker 1', zh: 'Broker 1 上也是如此' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm2'] },
    { say: { en: 'The zombie asked for an ISR of itself alone', zh: '僵尸领导者请求过只含自己的 ISR' }, facts: { fact: 'IsrShrinkAsked', where: { brokerId: 1, to: [1] } }, count: 1 },
    { say: { en: 'and was never granted it', zh: '但从未获得批准' }, facts: { fact: 'IsrUpdated', where: { brokerId: 1, isr: [1] } }, count: 0 },
    { say: { en: 'Broker 1 cut its log from offset 5 to 2', zh: 'Broker 1 把日志从位移 5 截断到 2' }, facts: { fact: 'LogTruncated', where: { brokerId: 1, from: 5, to: 2 } }, count: 1 },
    { say: { en: 'There was one leader per epoch all the time', zh: '自始至终，每个纪元只有一个领导者' }, promise: 'oneLeaderAnEpoch', lost: 0 },
    { branch: 'healed-in-time', say: { en: 'Repaired in time: no acknowledged record is lost', zh: '及时修好：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'healed-in-time', say: { en: 'Repaired in time: z1 was acknowledged by all', zh: '及时修好：z1 得到全部同步副本的应答' }, facts: { fact: 'RecordAcknowledged', where: { value: 'z1', acks: -1, brokerId: 1 } }, count: 1 },
    { branch: 'healed-in-time', say: { en: 'Repaired in time: the leader epoch is still 0', zh: '及时修好：Leader Epoch 仍是 0' }, select: 'leaderEpoch', of: 'orders-0', is: 0 },
  ],
});
