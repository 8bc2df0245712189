import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, broker, link, send } from './scenery.ts';
import type { Action, FactPattern, MessagePattern, Scene } from './types.ts';

/** `kafka-preferred-replica-election.sh`, for all partitions. */
const preferredByHand: Action = { command: { type: 'leader.elect', electionType: 'PREFERRED', partition: null } };

const secondDies: Pick<Scene, 'do' | 'until' | 'withinMs' | 'focus'> = {
  do: [broker('kill', 2)],
  until: { fact: 'BecameLeader', where: { brokerId: 1 } },
  withinMs: 9000,
  focus: [FIRST, SECOND],
};

const secondReturns: typeof secondDies = {
  do: [link('network.heal', 'broker-1', 'broker-2'), broker('restart', 2)],
  until: [{ fact: 'ReplicaJoinedIsr', where: { brokerId: 2 } }, { select: 'highWatermark', of: SECOND, is: 3 }],
  withinMs: 60_000,
  focus: [FIRST, SECOND],
};

/** Broker 2 asks broker 1 for more, in the leader epoch that it knows. */
const fetchOfSecond: MessagePattern = { api: 'Fetch', kind: 'request', from: 'broker-2/fetcher-1', to: 'broker-1' };

// Of the what-if in which it is late: each is told apart from what came before by its epochs.
const secondLeft: FactPattern = { fact: 'ReplicaLeftIsr', where: { brokerId: 2, partitionEpoch: 3 } };
const lateRefused: FactPattern = { fact: 'ReplicaFetchFailed', where: { brokerId: 2, leaderEpoch: 1, error: 'FENCED_LEADER_EPOCH' } };
const secondHeard: FactPattern = { fact: 'BecameFollower', where: { brokerId: 2, leader: 1, leaderEpoch: 2 } };
const secondJoined: FactPattern = { fact: 'ReplicaJoinedIsr', where: { brokerId: 2, partitionEpoch: 4 } };

/** R12: two elections so fast that neither replica has seen the other's epoch; one answer about one epoch then misleads (KIP-279, and KIP-320 for what is late). */
export const fastFailover = lesson({
  ...headings['fast-failover'],
  eras: ['0.11', '2.1'],
  seed: 1,
  cluster: {
    brokers: 3,
    controller: 3,
    brokerConfig: { 'auto.leader.rebalance.enable': 'false' },
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 2, assignment: [[2, 1]], config: { 'unclean.leader.election.enable': 'false' } }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: '1', retries: '10' } }],
    consumers: [],
  },
  scenes: [
    {
      title: { en: 'Two replicas', zh: '两个副本' },
      say: {
        en: 'orders-0 has two replicas: broker 2, the preferred leader, and broker 1. Broker 2 leads in leader epoch 0. m0 is sent with acks=1 and copied to broker 1.',
        zh: 'orders-0 有两个副本：Broker 2 是优先副本（Preferred Replica），另一个是 Broker 1。Broker 2 在 Leader Epoch（领导者纪元）0 里担任领导者。m0 以 acks=1 发送，Broker 1 也复制到了。',
      },
      do: [send('m0')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 1 }, { select: 'highWatermark', of: FIRST, is: 1 }],
      withinMs: 5000,
      focus: ['producer-1', SECOND, FIRST],
    },
    {
      title: { en: 'Broker 2 is shut down', zh: 'Broker 2 停机' },
      say: {
        en: 'Broker 2 is shut down in good order, for maintenance. The controller moves the leadership to broker 1 first, so nothing is interrupted.',
        zh: 'Broker 2 为了维护而正常停机。控制器先把领导权移交给 Broker 1，什么都没有中断。',
      },
      do: [broker('shutdown', 2)],
      until: [{ fact: 'BrokerStopped', where: { brokerId: 2 } }, { fact: 'BecameLeader', where: { brokerId: 1 } }],
      withinMs: 10_000,
      focus: [SECOND, FIRST],
    },
    {
      title: { en: 'Broker 2 comes back', zh: 'Broker 2 回来了' },
      say: {
        en: 'Broker 2 returns as a follower and is in sync again: the in-sync replicas (ISR) are both of them. Broker 1 leads, in a newer epoch, in which it has written nothing so far.',
        zh: 'Broker 2 作为追随者回来，重新同步：ISR（In-Sync Replicas，同步副本集合）里两个都在。Broker 1 在较新的纪元里领导，但在这个纪元里还什么都没写过。',
      },
      do: [broker('restart', 2)],
      until: [{ fact: 'ReplicaJoinedIsr', where: { brokerId: 2 } }, { select: 'highWatermark', of: SECOND, is: 1 }],
      withinMs: 60_000,
      focus: [SECOND, FIRST],
    },
    {
      title: { en: 'A record that one has', zh: '只有一台有的消息' },
      say: {
        en: 'The network between the two brokers breaks; both still reach ZooKeeper and the controller. The producer sends m1 with acks=1. Broker 1 appends it at offset 1 in its own epoch and acknowledges it, and broker 2 cannot fetch it.',
        zh: '两台 Broker 之间的网络断了，但都还连着 ZooKeeper 和控制器。生产者以 acks=1 发送 m1。Broker 1 在自己的纪元里把它追加到位移 1，应答；Broker 2 拉取不到。',
      },
      do: [link('network.cut', 'broker-1', 'broker-2'), send('m1')],
      until: { fact: 'RecordAcknowledged', where: { value: 'm1' } },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'First election: broker 2', zh: '第一次选举：Broker 2' },
      say: {
        en: 'An administrator asks for preferred leaders: the tool writes /admin/preferred_replica_election in ZooKeeper, and a watch tells the controller. Broker 2 is still in the ISR, for it has not been slow for long enough, and so it leads again, in a newer epoch and without m1. Broker 1 should now ask it where their logs part, but cannot reach it, and keeps m1.',
        zh: '管理员触发优先副本选举：工具在 ZooKeeper 里写下 /admin/preferred_replica_election，监听（Watch）通知控制器。Broker 2 落后的时间还不够长，仍在 ISR 里，于是在更新的纪元里再次成为领导者，手里没有 m1。Broker 1 本该去问它两份日志从哪里分叉，但连不上，就留着 m1。',
      },
      do: [preferredByHand],
      until: { fact: 'BecameLeader', where: { brokerId: 2 } },
      withinMs: 5000,
      focus: [FIRST, SECOND],
    },
    {
      title: { en: 'A record that the other has', zh: '只有另一台有的消息' },
      say: {
        en: 'The producer finds the new leader and sends m2. Broker 2 appends it at offset 1, in its newer epoch, and acknowledges it. Now each broker has at offset 1 a record, and an epoch, of which the other knows nothing.',
        zh: '生产者找到新领导者，发送 m2。Broker 2 在更新的纪元里把它追加到位移 1，应答。现在两台 Broker 在位移 1 上各有一条消息、一个纪元，都是对方毫不知情的。',
      },
      do: [send('m2')],
      until: { fact: 'RecordAcknowledged', where: { value: 'm2' } },
      withinMs: 5000,
      focus: ['producer-1', SECOND],
    },
    {
      title: { en: 'Second election: broker 1', zh: '第二次选举：Broker 1' },
      say: {
        en: 'Broker 2 crashes before it could take broker 1 out of the ISR. The controller elects broker 1, in a newer epoch still. The election is clean, and m2 is on a dead broker.',
        zh: 'Broker 2 还没来得及把 Broker 1 移出 ISR 就宕机了。控制器选出 Broker 1，纪元又升高。选举是 Clean 的，而 m2 留在一台宕机的 Broker 上。',
      },
      ...secondDies,
      predict: {
        ask: { en: 'Broker 1 leads again. What is in its log?', zh: 'Broker 1 再次成为领导者。它的日志里有什么？' },
        options: [
          { value: ['m0'], label: { en: 'm0', zh: 'm0' } },
          { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
          { value: ['m0', 'm2'], label: { en: 'm0 m2', zh: 'm0 m2' } },
        ],
        answer: { select: 'records', of: FIRST },
        why: {
          en: 'With leader epochs a follower cuts nothing before it has an answer, and broker 1 never had one.',
          zh: '有了 Leader Epoch，追随者得到答复之前什么也不截，而 Broker 1 一直没有等到答复。',
        },
      },
    },
    {
      title: { en: 'One record more', zh: '再来一条' },
      say: {
        en: 'The producer sends m3, and broker 1 appends it at offset 2. In its log the new epoch begins there. Broker 2’s epoch, between the two, is not in this log at all.',
        zh: '生产者发送 m3，Broker 1 把它追加到位移 2。在这份日志里，新的纪元就从这里开始。介于中间的、Broker 2 的那个纪元，根本不在这份日志里。',
      },
      do: [send('m3')],
      until: { fact: 'RecordAcknowledged', where: { value: 'm3' } },
      withinMs: 30_000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'Where does an unknown epoch end?', zh: '没见过的纪元，到哪里结束？' },
      say: {
        en: 'The network is healed and broker 2 returns. It asks the leader where its last epoch, that of m2, ends. Broker 1 has never seen that epoch, and everything depends on how it answers. In 0.11 it names the offset at which the first larger epoch begins, 2; broker 2’s log ends there too, so m2 is not cut.',
        zh: '网络恢复，Broker 2 回来，问领导者：自己最后的纪元，也就是 m2 的那个，到哪里结束？Broker 1 从没见过这个纪元，一切都取决于它怎样回答。在 0.11 里，它报出第一个更大的纪元开始的位移，也就是 2；Broker 2 的日志恰好也到 2 为止，于是 m2 没有被截掉。',
      },
      ...secondReturns,
      predict: {
        ask: { en: 'Broker 2 is in sync again. What is in its log?', zh: 'Broker 2 重新同步了。它的日志里有什么？' },
        options: [
          { value: ['m0', 'm1', 'm3'], label: { en: 'm0 m1 m3: as the leader', zh: 'm0 m1 m3：和领导者一样' } },
          { value: ['m0', 'm2', 'm3'], label: { en: 'm0 m2 m3', zh: 'm0 m2 m3' } },
          { value: ['m0', 'm1', 'm2', 'm3'], label: { en: 'm0 m1 m2 m3', zh: 'm0 m1 m2 m3' } },
        ],
        answer: { select: 'records', of: SECOND },
        why: {
          en: 'In 0.11 the one answer hides that the logs parted before m2, and broker 2 keeps it next to m3. From 2.0 on the answer says which epoch it is about, and broker 2 looks further back.',
          zh: '在 0.11 里，这唯一的答复掩盖了一件事：两份日志在 m2 之前就分叉了，Broker 2 便留着它，后面接上 m3。从 2.0 起，答复会注明说的是哪个纪元，Broker 2 就会继续往前找。',
        },
      },
      inOtherEras: {
        '2.1': {
          en: 'Here (KIP-279) the leader answers with the largest epoch it knows that is not larger than the one asked for, that of m1. Broker 2 does not know that epoch, goes back to its own next smaller one, cutting m2, and asks again. Now the logs agree. Since 2.1 (KIP-320) question and answer also name the leader epoch each side is in, and whoever is behind is refused: FENCED_LEADER_EPOCH or UNKNOWN_LEADER_EPOCH. So no follower cuts its log, and no leader counts a follower in sync, by what was sent in another term, however late that comes.',
          zh: '这个版本（KIP-279）里，领导者答的是它所知道的、不大于所问纪元的最大纪元，也就是 m1 的那个。Broker 2 不认识这个纪元，便退回自己更小的那个，截掉 m2，再问一次。两份日志从此一致。从 2.1 起（KIP-320），问答双方还要报上自己所在的 Leader Epoch，落后的一方会被拒绝：FENCED_LEADER_EPOCH 或 UNKNOWN_LEADER_EPOCH。这样，别的任期里发出的请求和答复来得再晚，追随者也不会据此截断日志，领导者也不会据此把追随者算作同步。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'nothing-between',
      label: { en: 'What if broker 2 writes nothing while it leads?', zh: '如果 Broker 2 当领导者时什么都没写呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'Elected, and dead', zh: '刚当选就宕机' },
          say: {
            en: 'Broker 2 crashes right after it was elected. Broker 1 leads again. The elections are the same as before, but no record was written in broker 2’s epoch.',
            zh: 'Broker 2 刚当选就宕机，Broker 1 再次成为领导者。选举和先前一样，但 Broker 2 的纪元里没有写过一条消息。',
          },
          ...secondDies,
        },
        {
          title: { en: 'The leader writes on', zh: '领导者继续写' },
          say: {
            en: 'The producer sends m3 to broker 1. It stands behind m1, at offset 2.',
            zh: '生产者把 m3 发给 Broker 1。它排在 m1 之后，位移是 2。',
          },
          do: [send('m3')],
          until: { fact: 'RecordAcknowledged', where: { value: 'm3' } },
          withinMs: 30_000,
          focus: ['producer-1', FIRST],
        },
        {
          title: { en: 'A question with a true answer', zh: '答得上来的问题' },
          say: {
            en: 'Broker 2 returns with m0 alone, asks, and copies m1 and m3. Fast elections do no harm by themselves; it takes records in two epochs, each unseen by the other side.',
            zh: 'Broker 2 只带着 m0 回来，问过之后复制 m1 和 m3。选举再快，本身也无害；要出事，得有两个纪元各写了消息，而又互相没有见过。',
          },
          ...secondReturns,
        },
      ],
    },
    {
      id: 'late-fetch',
      label: { en: 'What if a request of an older epoch comes late?', zh: '如果旧纪元里的一个请求迟到了呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'A Fetch on its way', zh: '一个 Fetch 请求上路了' },
          say: {
            en: 'Broker 1 leads in epoch 1, and both replicas are in sync. m1 is written, and broker 2 copies it. In its next Fetch it asks for offset 2, and so reports that it has all below. That Fetch has just been sent, in epoch 1.',
            zh: 'Broker 1 在纪元 1 里领导，两个副本都同步。写入 m1，Broker 2 复制到了。它的下一个 Fetch 请求位移 2，也就等于报告：之前的都有了。这个 Fetch 刚在纪元 1 里发出。',
          },
          do: [send('m1')],
          until: [{ fact: 'RecordsReplicated', where: { brokerId: 2 } }, { message: fetchOfSecond }],
          withinMs: 5000,
          focus: [FIRST, SECOND],
        },
        {
          title: { en: 'Given up in the meantime', zh: '还在路上，已被除名' },
          say: {
            en: 'Broker 2’s network stalls: the Fetch is stuck for eight seconds, and ZooKeeper hears nothing more. After six seconds the session of broker 2 expires, and the controller takes it out of the ISR. That too raises the leader epoch: broker 1 goes on leading, in epoch 2. Broker 2 hears nothing of it.',
            zh: 'Broker 2 的网络停顿：这个 Fetch 卡住八秒，ZooKeeper 也听不到它的音讯。六秒后 Broker 2 的会话过期，控制器把它移出 ISR。这同样会升高 Leader Epoch：Broker 1 继续领导，但已是纪元 2。Broker 2 对此一无所知。',
          },
          do: [{ hold: fetchOfSecond, forMs: 8000 }, link('network.cut', 'broker-2', 'zookeeper')],
          until: { fact: 'BecameLeader', where: { brokerId: 1, leaderEpoch: 2 } },
          withinMs: 8000,
          focus: ['zookeeper', FIRST, SECOND],
        },
        {
          title: { en: 'Two epochs meet', zh: '两个纪元相遇' },
          say: {
            en: 'The Fetch of epoch 1 arrives at the leader of epoch 2. It reports that broker 2 has all below offset 2, as it was eight seconds ago. In 0.11 a Fetch names no epoch, so broker 1 cannot tell how old it is.',
            zh: '纪元 1 的 Fetch 到了纪元 2 的领导者那里。它报告位移 2 之前的 Broker 2 都有了，说的是八秒前的情形。在 0.11 里，Fetch 不带纪元，Broker 1 看不出它有多旧。',
          },
          do: [],
          until: { afterMs: 2100 },
          withinMs: 5000,
          focus: [FIRST, SECOND],
          predict: {
            ask: { en: 'The late Fetch has arrived. Who is in the ISR?', zh: '迟到的 Fetch 到了。ISR 里有谁？' },
            options: [
              { value: [1], label: { en: 'Broker 1 alone', zh: '只有 Broker 1' } },
              { value: [1, 2], label: { en: 'Brokers 1 and 2', zh: 'Broker 1 和 2' } },
            ],
            answer: { select: 'isr', of: 'orders-0' },
            why: {
              en: 'In 0.11 broker 1 takes it for news and counts broker 2 in sync again, though for the controller that broker is dead. Since 2.1 it refuses what is behind and learns nothing from it; broker 2 fetches no more until it is told of the new epoch.',
              zh: '在 0.11 里，Broker 1 信以为真，又把 Broker 2 算作同步，尽管在控制器眼里它已经不在。从 2.1 起，Broker 1 拒绝落后的请求，不从中得知任何东西；Broker 2 在得知新纪元之前不再拉取。',
            },
          },
          inOtherEras: {
            '2.1': {
              en: 'Here (KIP-320) the Fetch names the epoch it was sent in, 1, and broker 1 compares it with its own.',
              zh: '这个版本（KIP-320）里，Fetch 注明自己发自纪元 1，Broker 1 会拿它和自己的纪元比较。',
            },
          },
        },
        {
          title: { en: 'The word of epoch 2', zh: '得知纪元 2' },
          say: {
            en: 'Broker 2 reaches ZooKeeper again, registers anew, and is told that broker 1 leads in epoch 2. In 0.11 it was in the ISR before it knew. This time that does no harm. But had another leader reigned in between, the late Fetch would speak of a log that broker 2 may be about to cut, and records would count as committed on its word.',
            zh: 'Broker 2 重新连上 ZooKeeper，重新注册，得知 Broker 1 在纪元 2 里领导。在 0.11 里，它还不知情就已经在 ISR 里了。这一次没有造成损害。但假如这中间换过别的领导者，迟到的 Fetch 说的就是一份 Broker 2 可能正要截断的日志，消息却会凭它算作已提交。',
          },
          do: [link('network.heal', 'broker-2', 'zookeeper')],
          until: [secondHeard, { select: 'isr', of: 'orders-0', is: [1, 2] }, { select: 'highWatermark', of: SECOND, is: 2 }],
          withinMs: 30_000,
          focus: [FIRST, SECOND],
          inOtherEras: {
            '2.1': {
              en: 'Here the late Fetch was refused with FENCED_LEADER_EPOCH. Only the next one, which names epoch 2, brings broker 2 back into the ISR.',
              zh: '在这个版本里，迟到的 Fetch 已被 FENCED_LEADER_EPOCH 拒绝；下一个 Fetch 注明纪元 2，Broker 2 才凭它回到 ISR。',
            },
          },
        },
      ],
    },
  ],
  ends: [
    { eras: ['0.11'], say: { en: 'The replicas disagree on one record', zh: '各副本在一条消息上不一致' }, promise: 'replicasAgree', lost: 1 },
    { eras: ['0.11'], say: { en: 'Broker 2 has kept m2', zh: 'Broker 2 留着 m2' }, select: 'records', of: SECOND, is: ['m0', 'm2', 'm3'] },
    { eras: ['0.11'], say: { en: 'and cut nothing', zh: '什么也没有截掉' }, facts: { fact: 'LogTruncated', where: { brokerId: 2 } }, count: 0 },
    { eras: ['2.1'], say: { en: 'The replicas agree', zh: '各副本一致' }, promise: 'replicasAgree', lost: 0 },
    { eras: ['2.1'], say: { en: 'Broker 2 holds what the leader holds', zh: 'Broker 2 与领导者相同' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm3'] },
    { eras: ['2.1'], say: { en: 'It cut m2 away', zh: '它截掉了 m2' }, facts: { fact: 'LogTruncated', where: { brokerId: 2, from: 2, to: 1 } }, count: 1 },
    { say: { en: 'The leader, broker 1, holds m0, m1 and m3', zh: '领导者 Broker 1 上是 m0、m1、m3' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm3'] },
    { say: { en: 'm2, acknowledged with acks=1, is lost', zh: '以 acks=1 应答的 m2 丢失了' }, promise: 'acknowledgedRecordsSurvive', lost: 1 },
    { say: { en: 'Both replicas are in sync', zh: '两个副本都算同步' }, select: 'isr', of: 'orders-0', is: [1, 2] },
    { say: { en: 'No election was unclean', zh: '没有一次选举是 Unclean 的' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', election: 'unclean' } }, count: 0 },
    { branch: 'nothing-between', say: { en: 'Nothing between: the replicas agree', zh: '中间没有写入：各副本一致' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'nothing-between', say: { en: 'Nothing between: no acknowledged record is lost', zh: '中间没有写入：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'late-fetch', eras: ['0.11'], say: { en: 'Late: nothing was refused', zh: '迟到：没有请求被拒绝' }, facts: { fact: 'ReplicaFetchFailed' }, count: 0 },
    {
      branch: 'late-fetch', eras: ['0.11'], say: { en: 'Late: broker 2 was in sync again before it knew of epoch 2', zh: '迟到：Broker 2 还不知道纪元 2，就又算作同步' },
      order: [secondLeft, secondJoined, secondHeard],
    },
    { branch: 'late-fetch', eras: ['2.1'], say: { en: 'Late: the Fetch of epoch 1 was refused', zh: '迟到：纪元 1 的 Fetch 被拒绝' }, facts: { fact: 'ReplicaFetchFailed' }, count: 1 },
    {
      branch: 'late-fetch', eras: ['2.1'], say: { en: 'Late: broker 2 was in sync again only after it knew of epoch 2', zh: '迟到：Broker 2 知道纪元 2 之后，才又算作同步' },
      order: [secondLeft, lateRefused, secondHeard, secondJoined],
    },
    { branch: 'late-fetch', say: { en: 'Late: the replicas agree', zh: '迟到：各副本一致' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'late-fetch', say: { en: 'Late: no acknowledged record is lost', zh: '迟到：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
  ],
});
