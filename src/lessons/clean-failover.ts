import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, send, threeReplicas } from './scenery.ts';
import type { Action, Bilingual } from './types.ts';

const slow = (follower: number): Action => ({ command: { type: 'network.slow', from: 'broker-1', to: `broker-${follower}`, extraLatencyMs: 200 } });
const link = (type: 'network.cut' | 'network.heal', follower: number): Action => ({ command: { type, from: 'broker-1', to: `broker-${follower}` } });
const kill: Action = { command: { type: 'broker.kill', brokerId: 1 } };

const sessionWithKRaft: Bilingual = {
  en: 'The session is with the KRaft controller and lasts broker.session.timeout.ms, 9 seconds, counted from the last heartbeat. A broker that restarts sooner is told DUPLICATE_BROKER_REGISTRATION and tries again until the old session is over.',
  zh: '会话是与 KRaft 控制器的会话，从最后一次心跳算起，时长为 broker.session.timeout.ms，9 秒。若在此之前就重启，Broker 会收到 DUPLICATE_BROKER_REGISTRATION，一再重试，直到旧会话结束。',
};
const electedByKRaft: Bilingual = {
  en: 'The controller fences broker 1 and writes the change to the metadata log, which every broker reads. Had only a follower died, it would leave the ISR and the leader epoch would stay.',
  zh: '控制器将 Broker 1 隔离（fencing），把变更写进元数据日志，各 Broker 自己来读。如果宕机的只是追随者，它会被移出 ISR，Leader Epoch 不变。',
};

/** R5: the leader dies, an in-sync replica takes over, and every acknowledged record is still there. */
export const cleanFailover = lesson({
  ...headings['clean-failover'],
  seed: 1,
  cluster: threeReplicas({ controller: 3, brokers: { 'replica.lag.time.max.ms': '10000' }, producers: [{ acks: 'all' }] }),
  scenes: [
    {
      title: { en: 'Two records, three copies', zh: '两条消息，三份副本' },
      say: {
        en: 'Broker 1 leads orders-0; brokers 2 and 3 follow, and the in-sync replicas (ISR) are 1,2,3. The producer sends m0 and m1 with acks=all. By the time they are acknowledged, all three logs have them.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），Broker 2、3 是追随者副本（Follower），ISR（In-Sync Replicas，同步副本集合）是 1,2,3。生产者以 acks=all 发送 m0 和 m1。它们得到应答时，三份日志里都已经有了。',
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
      title: { en: 'The leader dies', zh: '领导者宕机' },
      say: {
        en: 'Broker 1 is killed just as the producer sends m2. A dead broker answers nothing, not even an error: the producer only sees its connection break. It keeps m2 and asks another broker who leads orders-0 now.',
        zh: '生产者正要发送 m2，Broker 1 被杀掉了。宕机的 Broker 什么也不会答复，连错误都没有：生产者只看到连接断开。它留着 m2，向另一台 Broker 打听，现在谁是 orders-0 的领导者。',
      },
      do: [kill, send('m2')],
      until: { fact: 'ClientDisconnected', where: { client: 'producer-1', brokerId: 1 } },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'Silence is not yet death', zh: '沉默还不等于宕机' },
      say: {
        en: 'The other brokers know no more than before: their metadata still names broker 1. The controller has missed a few signs of life, but a session lasts for seconds, so that a short pause does not start an election. Meanwhile the producer tries broker 1 again and again, and cannot connect.',
        zh: '别的 Broker 知道的也不比先前多：元数据里写的仍是 Broker 1。控制器只是有一会儿没收到它的音讯，而会话（Session）要过好几秒才算过期，免得一次短暂停顿就引发选举。这期间，生产者一次次去连 Broker 1，一次次连不上。',
      },
      do: [],
      until: { afterMs: 5000 },
      withinMs: 10_000,
      focus: ['producer-1', SECOND, THIRD],
      predict: {
        ask: { en: 'Five seconds after the crash, who leads orders-0 in the eyes of the controller?', zh: '宕机 5 秒之后，在控制器看来，谁是 orders-0 的领导者？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-0' },
        why: {
          en: 'From outside, a dead broker and a slow one look the same. Only the end of the session decides, and it is not over yet.',
          zh: '从外面看，宕机和变慢没有区别。只有会话过期才能定论，而它还没有过期。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'The session is with ZooKeeper and lasts zookeeper.session.timeout.ms, 18 seconds. A broker that restarts sooner finds its old node /brokers/ids/1 still there, may not register again, and stops.',
          zh: '会话是与 ZooKeeper 的会话，时长为 zookeeper.session.timeout.ms，18 秒。若在此之前就重启，Broker 会发现旧节点 /brokers/ids/1 还在，无法再次注册，只好退出。',
        },
        '3.9': sessionWithKRaft,
        '4.1': sessionWithKRaft,
      },
    },
    {
      title: { en: 'The controller elects', zh: '控制器选出新领导者' },
      say: {
        en: 'The session expires: broker 1 is declared dead. The controller goes through the replicas in assignment order, 1,2,3, and takes the first that is alive and in the ISR. No votes, no comparing of logs: membership in the ISR is proof enough; that is a clean election. The leader epoch rises from 0 to 1, and the ISR is now 2,3.',
        zh: '会话过期，Broker 1 被判定为宕机。控制器按副本列表的顺序 1,2,3 看过去，选第一个既存活又在 ISR 中的副本。没有投票，也不比较日志：在 ISR 里就是充分的证明，这叫 Clean 选举。Leader Epoch（领导者纪元）从 0 升到 1，ISR 变成 2,3。',
      },
      do: [],
      until: { fact: 'BecameLeader', where: { partition: 'orders-0' } },
      withinMs: 40_000,
      focus: [FIRST, SECOND, THIRD],
      predict: {
        ask: { en: 'The replicas are listed as 1,2,3, and all were in sync. Who leads next?', zh: '副本列表是 1,2,3，先前全部同步。下一任领导者是谁？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-0' },
        why: {
          en: 'Both survivors hold every committed record, so either would do; the order in the replica list decides.',
          zh: '两个存活的副本都拥有全部已提交的消息，选谁都可以；由副本列表中的顺序决定。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'The controller is one of the brokers, here broker 3. It sees the node in ZooKeeper disappear, writes the new state there, and tells the survivors by LeaderAndIsr and UpdateMetadata requests. Had only a follower died, the leader epoch would rise as well.',
          zh: '控制器由某台 Broker 兼任，这里是 Broker 3。它看到 ZooKeeper 中的节点消失，把新状态写进去，再用 LeaderAndIsr 和 UpdateMetadata 请求通知存活的 Broker。哪怕宕机的只是追随者，Leader Epoch 也会升高。',
        },
        '3.9': electedByKRaft,
        '4.1': electedByKRaft,
      },
    },
    {
      title: { en: 'The producer finds its way', zh: '生产者找到了新领导者' },
      say: {
        en: 'At its next metadata refresh the producer learns that broker 2 leads, and sends m2 there. Broker 2 appends it at offset 2, right behind m1, and answers once broker 3 has it too. The application noticed a slow send, and no error.',
        zh: '下一次刷新元数据时，生产者得知领导者是 Broker 2，把 m2 发给它。Broker 2 把 m2 追加到位移 2，紧跟在 m1 之后，等 Broker 3 也有了才答复。应用程序只觉得这次发送慢了些，没有看到任何错误。',
      },
      do: [],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
      withinMs: 30_000,
      focus: ['producer-1', SECOND, THIRD],
      predict: {
        ask: { en: 'What does the log of broker 2 hold when m2 is acknowledged?', zh: 'm2 得到应答时，Broker 2 的日志里有什么？' },
        options: [
          { value: ['m2'], label: { en: 'm2: a new leader starts afresh', zh: 'm2：新领导者从头开始' } },
          { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2', zh: 'm0 m1 m2' } },
        ],
        answer: { select: 'records', of: SECOND },
        why: {
          en: 'Broker 2 was in sync, so m0 and m1 were in its log before it became the leader. Nothing has to be moved.',
          zh: 'Broker 2 是同步副本，m0 和 m1 在它当选之前就已在它的日志里，什么都不用搬。',
        },
      },
    },
    {
      title: { en: 'The old leader comes back as a follower', zh: '旧领导者回来，成了追随者' },
      say: {
        en: 'Broker 1 restarts with its log whole: m0 and m1. It learns that it is a follower now, fetches m2 from broker 2, and joins the ISR again once it has reached the high watermark. Leadership stays where it is: coming back is no reason for an election.',
        zh: 'Broker 1 重启，日志完好：m0 和 m1。它得知自己如今是追随者，便从 Broker 2 拉取 m2；到达高水位之后，重新加入 ISR。领导者还是 Broker 2：有人回来，并不是选举的理由。',
      },
      do: [{ command: { type: 'broker.restart', brokerId: 1 } }],
      until: [{ fact: 'ReplicaJoinedIsr', where: { partition: 'orders-0', brokerId: 1 } }, { select: 'highWatermark', of: FIRST, is: 3 }, { select: 'isr', of: SECOND, is: [2, 3, 1] }],
      withinMs: 60_000,
      focus: [FIRST, SECOND],
      predict: {
        ask: { en: 'Broker 1, first in the replica list, is back in sync. Who leads?', zh: 'Broker 1 在副本列表中排第一，现在又同步了。谁是领导者？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-0' },
        why: {
          en: 'Only a later check for balance (auto.leader.rebalance.enable, every five minutes) or a person moves leadership back to the preferred replica.',
          zh: '要等定期的均衡检查（auto.leader.rebalance.enable，每五分钟一次）或人工操作，领导者才会换回优先副本。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'second-out-of-sync',
      label: { en: 'What if broker 2 is out of the ISR?', zh: '如果 Broker 2 不在 ISR 里呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Broker 2 falls out', zh: 'Broker 2 被移出 ISR' },
          say: {
            en: 'The network between brokers 1 and 2 breaks, then m2 arrives. Broker 2 misses it, and after replica.lag.time.max.ms, here 10 seconds, it leaves the ISR: 1,3. Only then is m2 committed and acknowledged, on brokers 1 and 3.',
            zh: 'Broker 1 与 Broker 2 之间断开了，随后 m2 到来。Broker 2 没有拿到它，过了 replica.lag.time.max.ms（这里设为 10 秒），被移出 ISR：剩下 1,3。m2 这才提交并得到应答，它在 Broker 1、3 上。',
          },
          do: [link('network.cut', 2), send('m2')],
          until: [{ select: 'isr', of: FIRST, is: [1, 3] }, { select: 'acknowledgedCount', of: 'producer-1', is: 3 }],
          withinMs: 60_000,
          focus: [FIRST, SECOND, THIRD],
        },
        {
          title: { en: 'Alive is not enough', zh: '活着还不够' },
          say: {
            en: 'Broker 1 is killed, and its session expires. Broker 2 is alive and next in the list, but not in the ISR, so the controller passes it over. Broker 3 is alive and in the ISR.',
            zh: 'Broker 1 被杀掉，会话过期。Broker 2 活着，在列表里也排在前面，但不在 ISR 中，控制器跳过了它。Broker 3 既存活又在 ISR 中。',
          },
          do: [kill],
          until: { fact: 'BecameLeader', where: { partition: 'orders-0' } },
          withinMs: 40_000,
          focus: [FIRST, SECOND, THIRD],
          predict: {
            ask: { en: 'Replicas 1,2,3, ISR 1,3, and broker 1 is dead. Who leads?', zh: '副本列表 1,2,3，ISR 1,3，Broker 1 宕机。谁当领导者？' },
            point: 'broker',
            answer: { select: 'leader', of: 'orders-0' },
            why: {
              en: 'Broker 2 lacks m2, which was acknowledged. That is exactly what its absence from the ISR says.',
              zh: 'Broker 2 缺少已应答的 m2。它不在 ISR 里，说的正是这件事。',
            },
          },
        },
        {
          title: { en: 'Broker 2 catches up from the new leader', zh: 'Broker 2 从新领导者那里追上' },
          say: {
            en: 'The broken link led to broker 1 only. Broker 2 fetches m2 from broker 3 and is back in the ISR, and then m3 is acknowledged by two replicas again. Nothing is lost.',
            zh: '断掉的只是通往 Broker 1 的链路。Broker 2 从 Broker 3 拉取 m2，回到 ISR；随后的 m3 又有两个副本，得到应答。什么都没有丢。',
          },
          do: [send('m3')],
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 4 }, { select: 'isr', of: THIRD, is: [3, 2] }, { select: 'highWatermark', of: SECOND, is: 4 }],
          withinMs: 60_000,
          focus: ['producer-1', SECOND, THIRD],
        },
      ],
    },
    {
      id: 'nobody-else',
      label: { en: 'What if nobody else is in the ISR?', zh: '如果 ISR 里没有别的副本呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Broker 1 is left alone', zh: 'ISR 里只剩 Broker 1' },
          say: {
            en: 'Brokers 2 and 3 crash. Their sessions expire, and they are taken out of the ISR, which is now 1 alone. m2 is acknowledged by the one that is left.',
            zh: 'Broker 2 和 3 宕机。会话过期后，它们被移出 ISR，只剩 1。m2 由剩下的这一台应答。',
          },
          do: [broker('kill', 2), broker('kill', 3), send('m2')],
          until: [{ select: 'isr', of: FIRST, is: [1] }, { select: 'acknowledgedCount', of: 'producer-1', is: 3 }],
          withinMs: 120_000,
          focus: [FIRST, SECOND, THIRD],
        },
        {
          title: { en: 'LEADER_NOT_AVAILABLE', zh: 'LEADER_NOT_AVAILABLE' },
          say: {
            en: 'Broker 1 is killed too, m3 is sent, and broker 2 comes back. Once the session of broker 1 has expired, there is nobody alive in the ISR to elect. The metadata says so: LEADER_NOT_AVAILABLE. That error is retriable: the producer keeps m3 and asks again, time after time.',
            zh: 'Broker 1 也被杀掉，生产者正要发送 m3，Broker 2 回来了。Broker 1 的会话过期之后，ISR 里没有存活的副本可选，元数据的答复是 LEADER_NOT_AVAILABLE。这个错误可以重试：生产者留着 m3，一遍遍再问。',
          },
          do: [kill, send('m3'), broker('restart', 2)],
          until: { fact: 'ClientMetadataUpdated', where: { client: 'producer-1', leaders: { 'orders-0': -1 } } },
          withinMs: 120_000,
          focus: ['producer-1', FIRST, SECOND],
          predict: {
            ask: { en: 'Broker 2 is alive and has m0 and m1. Who leads orders-0?', zh: 'Broker 2 活着，有 m0 和 m1。谁是 orders-0 的领导者？' },
            options: [
              { value: 2, label: { en: 'Broker 2', zh: 'Broker 2' } },
              { value: -1, label: { en: 'nobody', zh: '没有领导者' } },
            ],
            answer: { select: 'leader', of: 'orders-0' },
            why: { en: 'Broker 2 lacks m2, which was acknowledged; it is not in the ISR, and unclean election is off.', zh: 'Broker 2 缺少已应答的 m2；它不在 ISR 里，Unclean 选举又是关闭的。' },
          },
        },
        {
          title: { en: 'Elected at last', zh: '终于选出' },
          say: {
            en: 'Broker 1 returns with its log whole and is elected, for the ISR was 1. The next metadata names a leader again, m3 is sent there, and nothing is lost. The application has only waited.',
            zh: 'Broker 1 回来，日志完好，当选领导者：ISR 原本就是 1。下一次元数据里又有了领导者，m3 发往那里，什么也没丢。应用程序只是等了一阵。',
          },
          do: [broker('restart', 1)],
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 4 }, { select: 'logEndOffset', of: SECOND, is: 4 }],
          withinMs: 120_000,
          focus: ['producer-1', FIRST, SECOND],
          inOtherEras: {
            '4.1': {
              en: 'In 4.1 the ISR became empty instead (KIP-966). Broker 1 is elected as the last known leader, for nobody else is eligible.',
              zh: '在 4.1 里，ISR 变成了空的（KIP-966）。没有别的合格副本，Broker 1 作为最后已知的领导者当选。',
            },
          },
        },
      ],
    },
    {
      id: 'acks-one',
      label: { en: 'What if m2 was sent with acks=1, and not yet copied?', zh: '如果 m2 用 acks=1 发送，还没来得及复制呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Acknowledged by one', zh: '只有一台应答' },
          say: {
            en: 'The links to both followers take 200 ms. The producer sends m2 with acks=1, and the leader acknowledges it at once. m2 is on its way to the followers, and on no other disk.',
            zh: '通往两个追随者的链路都要 200 ms。生产者以 acks=1 发送 m2，领导者立刻应答。此时 m2 还在去往追随者的路上，除了 Broker 1，哪里都没有它。',
          },
          do: [slow(2), slow(3), send('m2', 1)],
          until: { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
          withinMs: 5000,
          focus: ['producer-1', FIRST],
        },
        {
          title: { en: 'The same election, one record short', zh: '同样的选举，少了一条' },
          say: {
            en: 'Broker 1 is killed, and what it had sent dies with its connections. The election is as clean as before: broker 2 is in the ISR, for it is behind by milliseconds only. But it has never seen m2.',
            zh: 'Broker 1 被杀掉，它已发出的数据随连接一起消失。选举和先前一样是 Clean 的：Broker 2 在 ISR 里，因为它只落后了几毫秒。可它从没见过 m2。',
          },
          do: [kill],
          until: { fact: 'BecameLeader', where: { partition: 'orders-0' } },
          withinMs: 40_000,
          focus: [FIRST, SECOND, THIRD],
          predict: {
            ask: { en: 'Broker 2 takes over. What does its log hold?', zh: 'Broker 2 接任。它的日志里有什么？' },
            options: [
              { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2', zh: 'm0 m1 m2' } },
              { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
            ],
            answer: { select: 'records', of: SECOND },
            why: {
              en: 'The ISR promises every committed record. m2 was acknowledged, but never committed: acks=1 does not wait for that.',
              zh: 'ISR 保证的是已提交的消息。m2 得到了应答，却从未提交：acks=1 不等提交。',
            },
          },
        },
        {
          title: { en: 'Broker 1 comes back and lets go of m2', zh: 'Broker 1 回来，放弃了 m2' },
          say: {
            en: 'The producer has its answer for m2 and will not send it again. It sends m3, which takes offset 2. When broker 1 returns, it cuts m2 from its log and follows broker 2: one acknowledged record is gone. A clean election keeps what acks=all promised, not what acks=1 did.',
            zh: '生产者已经得到 m2 的应答，不会再发。它发送 m3，m3 得到位移 2。Broker 1 回来后，把 m2 从日志里截掉，跟随 Broker 2：一条已应答的消息就此消失。Clean 选举保住的是 acks=all 的承诺，不是 acks=1 的。',
          },
          do: [link('network.heal', 2), link('network.heal', 3), send('m3'), { command: { type: 'broker.restart', brokerId: 1 } }],
          until: [
            { fact: 'LogTruncated', where: { brokerId: 1 } },
            { select: 'acknowledgedCount', of: 'producer-1', is: 4 },
            { select: 'highWatermark', of: FIRST, is: 3 },
            { select: 'isr', of: SECOND, is: [2, 3, 1] },
          ],
          withinMs: 60_000,
          focus: [FIRST, SECOND],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'No acknowledged record was lost', zh: '没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { say: { en: 'Broker 2 leads', zh: '领导者是 Broker 2' }, select: 'leader', of: 'orders-0', is: 2 },
    { say: { en: 'The election was clean', zh: '选举是 Clean 的' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', leader: 2, election: 'clean' } }, count: 1 },
    { say: { en: 'The leader epoch rose by one', zh: 'Leader Epoch 升高了 1' }, select: 'leaderEpoch', of: 'orders-0', is: 1 },
    { say: { en: 'Broker 1 is back in the ISR', zh: 'Broker 1 回到了 ISR' }, select: 'isr', of: 'orders-0', is: [2, 3, 1] },
    { say: { en: 'Broker 1 holds m0, m1 and m2', zh: 'Broker 1 上是 m0、m1、m2' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm2'] },
    { say: { en: 'No log was cut', zh: '没有日志被截断' }, facts: { fact: 'LogTruncated' }, count: 0 },
    {
      say: { en: 'm2 was acknowledged by broker 2, once it had found the new leader', zh: '找到新领导者之后，m2 由 Broker 2 应答' },
      order: [
        { fact: 'ClientDisconnected', where: { client: 'producer-1', brokerId: 1 } },
        { fact: 'LeaderElected', where: { partition: 'orders-0', leader: 2 } },
        { fact: 'ClientMetadataUpdated', where: { client: 'producer-1', leaders: { 'orders-0': 2 } } },
        { fact: 'RecordAcknowledged', where: { value: 'm2', brokerId: 2 } },
      ],
    },
    { say: { en: 'The producer was never told that a send failed', zh: '生产者没有一次发送失败' }, facts: { fact: 'SendFailed' }, count: 0 },
    { branch: 'second-out-of-sync', say: { en: 'Broker 2 out of sync: broker 3 leads', zh: 'Broker 2 不同步：领导者是 Broker 3' }, select: 'leader', of: 'orders-0', is: 3 },
    { branch: 'second-out-of-sync', say: { en: 'Broker 2 out of sync: no acknowledged record was lost', zh: 'Broker 2 不同步：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'second-out-of-sync', say: { en: 'Broker 2 out of sync: it has all four records in the end', zh: 'Broker 2 不同步：最后四条消息俱在' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm2', 'm3'] },
    {
      branch: 'nobody-else',
      say: { en: 'Nobody else in the ISR: no leader in the metadata until broker 1 was elected, then m3 was sent there', zh: 'ISR 里没有别的副本：元数据里没有领导者，直到 Broker 1 再次当选，m3 才发过去' },
      order: [
        { fact: 'ClientMetadataUpdated', where: { client: 'producer-1', leaders: { 'orders-0': -1 } } },
        { fact: 'LeaderElected', where: { partition: 'orders-0', leader: 1, previousLeader: -1 } },
        { fact: 'ClientMetadataUpdated', where: { client: 'producer-1', leaders: { 'orders-0': 1 } } },
        { fact: 'RecordAcknowledged', where: { value: 'm3', brokerId: 1 } },
      ],
    },
    { branch: 'nobody-else', say: { en: 'Nobody else in the ISR: no acknowledged record was lost', zh: 'ISR 里没有别的副本：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'acks-one', say: { en: 'acks=1: one acknowledged record is lost, m2', zh: 'acks=1：丢失一条已应答的消息 m2' }, promise: 'acknowledgedRecordsSurvive', lost: 1 },
    { branch: 'acks-one', say: { en: 'acks=1: the election was clean all the same', zh: 'acks=1：选举照样是 Clean 的' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', leader: 2, election: 'clean' } }, count: 1 },
    { branch: 'acks-one', say: { en: 'acks=1: broker 1 cut its log from offset 3 to 2', zh: 'acks=1：Broker 1 把日志从位移 3 截断到 2' }, facts: { fact: 'LogTruncated', where: { brokerId: 1, from: 3, to: 2 } }, count: 1 },
  ],
});
