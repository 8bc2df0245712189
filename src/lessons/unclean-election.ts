import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, send, setTopic, threeReplicas } from './scenery.ts';
import type { Action, Bilingual } from './types.ts';

const CONTROLLER = 'controller-3000';

const link = (type: 'network.cut' | 'network.heal', follower: number): Action => ({ command: { type, from: 'broker-1', to: `broker-${follower}` } });

const controllerApart: Bilingual = {
  en: 'Broker 4 holds no replica and has no part in this: the KRaft controller is a node of its own.',
  zh: 'Broker 4 上没有副本，与这一课无关：KRaft 控制器是单独的节点。',
};
const fencedByKRaft: Bilingual = {
  en: 'Broker 1 sends no more heartbeats; after broker.session.timeout.ms, 9 seconds, the KRaft controller fences it.',
  zh: 'Broker 1 不再发送心跳；过了 broker.session.timeout.ms（9 秒），KRaft 控制器将它隔离（fencing）。',
};
const frozenHighWatermark: Bilingual = {
  en: 'Since 3.7 the high watermark is frozen while the ISR is below min.insync.replicas: m2 is not even committed, and no consumer sees it. The producer runs into its timeout.',
  zh: '从 3.7 起，只要 ISR 小于 min.insync.replicas，高水位就冻结：m2 连已提交都算不上，消费者也看不到它。生产者等到超时。',
};

/** R7: with no in-sync replica alive, choose between waiting and losing. */
export const uncleanElection = lesson({
  ...headings['unclean-election'],
  seed: 1,
  cluster: threeReplicas({
    controller: 4,
    topic: { 'unclean.leader.election.enable': 'true', 'min.insync.replicas': '1' },
    producers: [{ acks: '1' }],
  }),
  scenes: [
    {
      title: { en: 'Two records on three brokers', zh: '三台 Broker，两条消息' },
      say: {
        en: 'Broker 1 leads orders-0. The producer sends m0 and m1 with acks=1, and both followers copy them. All three replicas are in sync: the ISR is 1,2,3.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader）。生产者以 acks=1 发送 m0 和 m1，两个追随者副本（Follower）都复制到了。三个副本全部同步：ISR（In-Sync Replicas，同步副本集合）是 1,2,3。',
      },
      do: [send('m0'), send('m1')],
      until: [
        { select: 'acknowledgedCount', of: 'producer-1', is: 2 },
        { select: 'highWatermark', of: SECOND, is: 2 },
        { select: 'highWatermark', of: THIRD, is: 2 },
      ],
      withinMs: 5000,
      focus: [FIRST, SECOND, THIRD],
      inOtherEras: {
        '2.8': {
          en: 'Broker 4 holds no replica. It is here as the controller, which with ZooKeeper is one of the brokers.',
          zh: 'Broker 4 上没有副本。它在这里是控制器：使用 ZooKeeper 时，控制器由某台 Broker 兼任。',
        },
        '3.9': controllerApart,
        '4.1': controllerApart,
      },
    },
    {
      title: { en: 'The followers are cut off', zh: '追随者与领导者断开' },
      say: {
        en: 'The network between broker 1 and the two followers breaks. Every broker still reaches the controller, so nobody counts as dead. Then m2 and m3 arrive: with acks=1 the leader acknowledges them at once, although nobody can copy them.',
        zh: 'Broker 1 与两个追随者之间发生网络隔离。每台 Broker 都还连着控制器，所以谁也不算宕机。接着 m2、m3 到来：用 acks=1 时，领导者立刻应答，虽然没有人能复制它们。',
      },
      do: [link('network.cut', 2), link('network.cut', 3), send('m2'), send('m3')],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 4 },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'The ISR shrinks to one', zh: 'ISR 收缩到只剩一个' },
      say: {
        en: 'The followers have not caught up for replica.lag.time.max.ms, 30 seconds. The leader asks the controller to take them out of the ISR, and it agrees. With an ISR of 1 alone, the high watermark (HW) needs nobody else: m2 and m3 are now even committed, on a single broker.',
        zh: '追随者已经超过 replica.lag.time.max.ms（30 秒）没有追上。领导者请求控制器把它们移出 ISR，控制器同意了。ISR 只剩 1，高水位（High Watermark, HW）便不必再等别人：m2 和 m3 竟也算已提交，而它们只存在于一台 Broker 上。',
      },
      do: [],
      until: [{ select: 'isr', of: 'orders-0', is: [1] }, { select: 'highWatermark', of: FIRST, is: 4 }],
      withinMs: 60_000,
      focus: [FIRST, CONTROLLER],
    },
    {
      title: { en: 'The last in-sync replica dies', zh: '最后一个同步副本宕机' },
      say: {
        en: 'Broker 1 is killed. Nothing more is heard of it, and when its session has expired the controller takes it for dead. No replica in the ISR is alive. But unclean.leader.election.enable is true, so the controller takes the first live replica in assignment order, in sync or not.',
        zh: 'Broker 1 被杀掉，从此没有音讯；会话（Session）过期后，控制器判定它已宕机。ISR 中已经没有存活的副本。但 unclean.leader.election.enable 是 true，控制器便按副本列表的顺序，选第一个存活的副本，不管它是否同步。',
      },
      do: [{ command: { type: 'broker.kill', brokerId: 1 } }],
      until: { fact: 'BecameLeader' },
      withinMs: 30_000,
      focus: [FIRST, SECOND, THIRD, CONTROLLER],
      predict: {
        ask: { en: 'The replicas are listed as 1,2,3 and the ISR is 1. Who leads once broker 1 counts as dead?', zh: '副本列表是 1,2,3，ISR 是 1。Broker 1 被判定宕机之后，谁当领导者？' },
        point: 'broker',
        answer: { select: 'leader', of: 'orders-0' },
        why: {
          en: 'An unclean election takes the first live replica in assignment order and makes it the whole ISR. Broker 2 has m0 and m1 only.',
          zh: 'Unclean 领导者选举（非同步副本参选）取副本列表中第一个存活的副本，ISR 也只剩它一个。Broker 2 只有 m0 和 m1。',
        },
      },
      inOtherEras: {
        '2.8': {
          en: 'The session is with ZooKeeper and lasts zookeeper.session.timeout.ms, 18 seconds. The controller, here broker 4, then sees the node /brokers/ids/1 disappear.',
          zh: '会话是与 ZooKeeper 的会话，时长为 zookeeper.session.timeout.ms，18 秒。过期之后，控制器（这里是 Broker 4）看到节点 /brokers/ids/1 消失。',
        },
        '3.9': fencedByKRaft,
        '4.1': {
          en: 'The KRaft controller fences broker 1 after 9 seconds without heartbeats. Eligible leader replicas (ELR) do not help here: with min.insync.replicas=1 the ISR was never below its minimum, so no other replica was promised to hold every committed record.',
          zh: '9 秒没有心跳，KRaft 控制器便将 Broker 1 隔离（fencing）。合格领导者副本（Eligible Leader Replicas, ELR）在这里帮不上忙：min.insync.replicas=1，ISR 从未低于最小值，也就没有别的副本保证拥有全部已提交的消息。',
        },
      },
    },
    {
      title: { en: 'A new history begins at offset 2', zh: '从位移 2 开始另一段历史' },
      say: {
        en: 'Broker 2 leads in a new leader epoch, 1, and its log ends at offset 2. The producer finds broker 1 gone, asks who leads now, and sends m4 there. It takes offset 2, where m2 used to be. Broker 3 follows and joins the ISR.',
        zh: 'Broker 2 成为领导者，Leader Epoch（领导者纪元）变为 1，它的日志在位移 2 结束。生产者发现 Broker 1 不在了，问到新的领导者，把 m4 发给它。m4 得到位移 2，那里原本是 m2。Broker 3 跟随新领导者，重新加入 ISR。',
      },
      do: [send('m4')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 5 }, { select: 'isr', of: 'orders-0', is: [2, 3] }],
      withinMs: 30_000,
      focus: ['producer-1', SECOND, THIRD],
    },
    {
      title: { en: 'Broker 1 comes back and forgets', zh: 'Broker 1 回来了，也忘掉了' },
      say: {
        en: 'The network is healed and broker 1 restarts, its log whole: m0 to m3. It now follows broker 2 and fetches from offset 4, naming its last epoch, 0. The leader answers that epoch 0 ended at offset 2, and broker 1 cuts its log there. m2 and m3 were acknowledged and committed; now no copy is left.',
        zh: '网络恢复，Broker 1 重启，它的日志完好：m0 到 m3。现在它是 Broker 2 的追随者，从位移 4 拉取，并报上自己最后的纪元 0。领导者答复：纪元 0 在位移 2 就结束了。于是 Broker 1 把日志截断到那里。m2 和 m3 曾被应答、曾经提交，如今一份也不剩。',
      },
      do: [link('network.heal', 2), link('network.heal', 3), { command: { type: 'broker.restart', brokerId: 1 } }],
      until: [{ fact: 'LogTruncated', where: { brokerId: 1 } }, { fact: 'ReplicaJoinedIsr', where: { brokerId: 1 } }, { select: 'highWatermark', of: FIRST, is: 3 }],
      withinMs: 60_000,
      focus: [FIRST, SECOND],
      predict: {
        ask: { en: 'What will the log of broker 1 hold once it is back in sync?', zh: 'Broker 1 重新同步之后，它的日志里有什么？' },
        options: [
          { value: ['m0', 'm1', 'm2', 'm3'], label: { en: 'm0 m1 m2 m3', zh: 'm0 m1 m2 m3' } },
          { value: ['m0', 'm1', 'm2', 'm3', 'm4'], label: { en: 'm0 m1 m2 m3 m4', zh: 'm0 m1 m2 m3 m4' } },
          { value: ['m0', 'm1', 'm4'], label: { en: 'm0 m1 m4', zh: 'm0 m1 m4' } },
        ],
        answer: { select: 'records', of: FIRST },
        why: {
          en: 'Followers copy the leader, whoever that is. What the leader’s history does not contain is cut away, acknowledged or not.',
          zh: '追随者一律以领导者为准，不管领导者是谁。领导者的历史里没有的消息都会被截掉，无论是否应答过。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'unclean-off',
      label: { en: 'What if unclean election is off?', zh: '如果关闭 Unclean 选举呢？' },
      fromScene: 3,
      do: [setTopic('unclean.leader.election.enable', 'false')],
      scenes: [
        {
          title: { en: 'The partition goes offline', zh: '分区离线' },
          say: {
            en: 'unclean.leader.election.enable is set to false, then broker 1 is killed. When its session has expired, the controller looks for an in-sync replica that is alive, and finds none. The partition has no leader; broker 1 stays in the ISR as the one that is missed.',
            zh: '先把 unclean.leader.election.enable 设为 false，再杀掉 Broker 1。会话过期后，控制器想找一个存活的同步副本，却一个也没有。分区没有了领导者；Broker 1 仍留在 ISR 里，大家等的就是它。',
          },
          do: [{ command: { type: 'broker.kill', brokerId: 1 } }],
          until: { fact: 'PartitionWentOffline', where: { partition: 'orders-0' } },
          withinMs: 30_000,
          focus: [FIRST, CONTROLLER],
          inOtherEras: {
            '4.1': {
              en: 'With eligible leader replicas (ELR) the ISR may become empty: broker 1 moves from the ISR to the ELR, the replicas known to hold every committed record.',
              zh: '启用合格领导者副本（Eligible Leader Replicas, ELR）后，ISR 可以为空：Broker 1 从 ISR 移到 ELR，那里是确知拥有全部已提交消息的副本。',
            },
          },
        },
        {
          title: { en: 'Nobody can write', zh: '谁也写不进去' },
          say: {
            en: 'The producer tries to send m4. The metadata names no leader, so it waits, and asks again. Consistency is kept, and availability is the price.',
            zh: '生产者想发送 m4，可是元数据里没有领导者，它只好等待、再问。一致性保住了，代价是可用性。',
          },
          do: [send('m4')],
          until: { afterMs: 5000 },
          withinMs: 20_000,
          focus: ['producer-1'],
        },
        {
          title: { en: 'The missing replica returns', zh: '等的副本回来了' },
          say: {
            en: 'Broker 1 restarts with its log whole and leads again, in a newer leader epoch. m4 is appended behind m3, the followers fetch what they missed, and nothing is lost.',
            zh: 'Broker 1 带着完好的日志重启，再次成为领导者，Leader Epoch 又升高了。m4 追加在 m3 之后，追随者补上缺的消息，什么都没有丢。',
          },
          do: [link('network.heal', 2), link('network.heal', 3), { command: { type: 'broker.restart', brokerId: 1 } }],
          until: [
            { select: 'acknowledgedCount', of: 'producer-1', is: 5 },
            { select: 'highWatermark', of: SECOND, is: 5 },
            { select: 'highWatermark', of: THIRD, is: 5 },
          ],
          withinMs: 100_000,
          focus: [FIRST, SECOND, THIRD],
          inOtherEras: {
            '4.1': {
              en: 'A broker that did not shut down cleanly is no longer trusted: it leaves the ELR when it registers again. But it is the last known leader and nobody else is eligible, so it is elected all the same.',
              zh: '没有正常关闭的 Broker 不再被信任：重新注册时，它会离开 ELR。不过它是最后一任已知的领导者，又没有别的合格副本，所以仍然由它当选。',
            },
          },
          predict: {
            ask: { en: 'At which offset is m4 written?', zh: 'm4 写在哪个位移上？' },
            options: [
              { value: ['m0', 'm1', 'm4'], label: { en: 'Offset 2, behind m1', zh: '位移 2，在 m1 之后' } },
              { value: ['m0', 'm1', 'm2', 'm3', 'm4'], label: { en: 'Offset 4, behind m3', zh: '位移 4，在 m3 之后' } },
            ],
            answer: { select: 'records', of: SECOND },
            why: {
              en: 'Only broker 1 was allowed to lead, and its log holds m2 and m3.',
              zh: '只有 Broker 1 有资格当领导者，而它的日志里有 m2 和 m3。',
            },
          },
        },
      ],
    },
    {
      id: 'min-isr-two',
      label: { en: 'What if writes need two replicas?', zh: '如果写入必须有两个副本呢？' },
      fromScene: 1,
      do: [setTopic('min.insync.replicas', '2')],
      scenes: [
        {
          title: { en: 'acks=all and min.insync.replicas=2', zh: 'acks=all 与 min.insync.replicas=2' },
          say: {
            en: 'min.insync.replicas is raised to 2, the followers are cut off, and the producer sends m2 with acks=all. The leader appends it, but will not answer before the high watermark passes it.',
            zh: '把 min.insync.replicas 提高到 2，追随者被断开，生产者以 acks=all 发送 m2。领导者追加了它，但在高水位越过它之前不会应答。',
          },
          do: [link('network.cut', 2), link('network.cut', 3), send('m2', -1)],
          until: { fact: 'RecordsAppended', where: { brokerId: 1, logEndOffset: 3 } },
          withinMs: 10_000,
          focus: ['producer-1', FIRST],
        },
        {
          title: { en: 'Written, not acknowledged', zh: '写下了，但不应答' },
          say: {
            en: 'The ISR shrinks to 1, and one is fewer than two. m2 is in the log of broker 1, but the leader must not acknowledge it. The producer is told nothing false; it keeps m2 and tries again.',
            zh: 'ISR 收缩到 1，不足两个。m2 在 Broker 1 的日志里，但领导者不能应答它。生产者没有听到半句假话，只是留着 m2，一再重试。',
          },
          do: [],
          until: { select: 'isr', of: FIRST, is: [1] },
          withinMs: 60_000,
          focus: [FIRST],
          inOtherEras: {
            '2.8': {
              en: 'The high watermark moves on all the same, for everybody left in the ISR has m2: consumers could read it. But the leader answers NOT_ENOUGH_REPLICAS_AFTER_APPEND instead of an acknowledgement, and would refuse the next attempt with NOT_ENOUGH_REPLICAS.',
              zh: '高水位照样前进，因为 ISR 里剩下的成员都有 m2：消费者已经能读到它。但领导者答复的不是应答，而是 NOT_ENOUGH_REPLICAS_AFTER_APPEND；再次重试，就会以 NOT_ENOUGH_REPLICAS 拒绝。',
            },
            '3.9': frozenHighWatermark,
            '4.1': frozenHighWatermark,
          },
          predict: {
            ask: { en: 'How many records have been acknowledged by now?', zh: '到这时，一共有几条消息得到应答？' },
            answer: { select: 'acknowledgedCount', of: 'producer-1' },
            why: {
              en: 'm0 and m1, from before. m2 is in one log only, and with acks=all that is not enough to be acknowledged.',
              zh: '只有先前的 m0 和 m1。m2 只在一份日志里，对 acks=all 来说还不够应答。',
            },
          },
        },
        {
          title: { en: 'The same crash, and nothing is lost', zh: '同样的宕机，什么都没丢' },
          say: {
            en: 'Broker 1 dies and broker 2 takes over without m2. The producer never had an acknowledgement, so it still holds m2 and sends it to the new leader, which answers once broker 3 has it too. Unclean election loses nothing here, because nothing unsafe was acknowledged.',
            zh: 'Broker 1 宕机，Broker 2 接任，手里没有 m2。生产者从未收到应答，所以仍留着 m2，把它再发给新领导者；等 Broker 3 也有了，才得到应答。这里的 Unclean 选举什么都没丢，因为不安全的写入从未被应答。',
          },
          do: [{ command: { type: 'broker.kill', brokerId: 1 } }],
          until: { select: 'acknowledgedCount', of: 'producer-1', is: 3 },
          withinMs: 100_000,
          focus: ['producer-1', SECOND, THIRD],
          inOtherEras: {
            '4.1': {
              en: 'With ELR this election is clean: the ISR fell below min.insync.replicas, so brokers 2 and 3 stayed eligible, for the frozen high watermark proves that they hold every committed record.',
              zh: '启用 ELR 后，这次选举并不是 Unclean 的：ISR 低于 min.insync.replicas 时，Broker 2、3 仍是合格领导者副本，因为冻结的高水位证明它们拥有全部已提交的消息。',
            },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Two acknowledged records are lost: m2 and m3', zh: '丢失了两条已应答的消息：m2 和 m3' }, promise: 'acknowledgedRecordsSurvive', lost: 2 },
    { say: { en: 'Broker 1 holds m0, m1 and m4', zh: 'Broker 1 上是 m0、m1、m4' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm4'] },
    { say: { en: 'Broker 1 cut its log from offset 4 to 2', zh: 'Broker 1 把日志从位移 4 截断到 2' }, facts: { fact: 'LogTruncated', where: { brokerId: 1, from: 4, to: 2 } }, count: 1 },
    { say: { en: 'The election was unclean', zh: '这次选举是 Unclean 的' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', leader: 2, election: 'unclean' } }, count: 1 },
    { say: { en: 'The leader epoch rose by one', zh: 'Leader Epoch 升高了 1' }, select: 'leaderEpoch', of: 'orders-0', is: 1 },
    { say: { en: 'Broker 1 is back in the ISR', zh: 'Broker 1 回到了 ISR' }, select: 'isr', of: 'orders-0', is: [2, 3, 1] },
    { say: { en: 'The partition was never marked offline', zh: '分区从未被标记为离线' }, facts: { fact: 'PartitionWentOffline', where: { partition: 'orders-0' } }, count: 0 },
    { say: { en: 'The replicas agree again', zh: '各副本重新一致' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'unclean-off', say: { en: 'Unclean off: no acknowledged record is lost', zh: '关闭 Unclean：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'unclean-off', say: { en: 'Unclean off: the partition was offline for a time', zh: '关闭 Unclean：分区曾经离线' }, facts: { fact: 'PartitionWentOffline', where: { partition: 'orders-0' } }, count: 1 },
    { branch: 'unclean-off', say: { en: 'Unclean off: it is available again', zh: '关闭 Unclean：分区恢复可用' }, select: 'available', of: 'orders-0', is: true },
    { branch: 'unclean-off', say: { en: 'Unclean off: broker 2 holds all five records', zh: '关闭 Unclean：Broker 2 上五条消息俱在' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm2', 'm3', 'm4'] },
    { branch: 'min-isr-two', say: { en: 'Two replicas: no acknowledged record is lost', zh: '两个副本：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'min-isr-two', say: { en: 'Two replicas: m2 was acknowledged by broker 2, not by broker 1', zh: '两个副本：应答 m2 的是 Broker 2，而不是 Broker 1' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm2', brokerId: 2 } }, count: 1 },
  ],
});
