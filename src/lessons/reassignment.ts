import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { broker, link, slow } from './scenery.ts';
import type { Action, Bilingual } from './types.ts';

const sendTo = (partition: number, value: string): Action => ({ command: { type: 'producer.send', producer: 'producer-1', topic: 'orders', value, partition } });
const move = (replicas: readonly number[] | null): Action => ({ command: { type: 'partition.reassign', partition: 'orders-0', replicas } });

const OLD = 'broker-1/orders-0';
const NEW = 'broker-4/orders-0';

const writtenByKRaft: Bilingual = {
  en: 'The KRaft controller writes one record to the metadata log, with replicas 4,2,3,1, adding 4 and removing 1. Broker 4 reads it there and starts a replica; the leader epoch does not change yet.',
  zh: 'KRaft 控制器往元数据日志写一条记录：副本 4,2,3,1，adding 4，removing 1。Broker 4 从那里读到，启动一个副本；此时 Leader Epoch（领导者纪元）还不变。',
};
const switchedByKRaft: Bilingual = {
  en: 'All of it is one record: the AlterPartition that brings broker 4 into the ISR completes the reassignment. The old leader, who had asked for it, is answered NEW_LEADER_ELECTED, reads the record and deletes its log.',
  zh: '一切都在一条记录里：让 Broker 4 进入 ISR 的那次 AlterPartition，同时完成了重分配。提出请求的旧领导者得到的答复是 NEW_LEADER_ELECTED，它读到这条记录，就删除自己的日志。',
};
const strayInKRaft: Bilingual = {
  en: 'In KRaft broker 1 finds in the metadata that orders-0 is not its own any more, and deletes what it had.',
  zh: '在 KRaft 中，Broker 1 从元数据里得知 orders-0 已不归它，便删除原有的日志。',
};

const throughZnode: Bilingual = {
  en: 'Here the tool creates /admin/reassign_partitions in ZooKeeper. A watch tells the controller, which writes 4,2,3,1 to /brokers/topics/orders, raises the leader epoch, and tells all four by LeaderAndIsr. As long as that znode is there, no other reassignment can be asked for.',
  zh: '这个版本的工具在 ZooKeeper 里创建 /admin/reassign_partitions。监听（Watch）通知控制器；控制器把 4,2,3,1 写进 /brokers/topics/orders，升高 Leader Epoch（领导者纪元），再用 LeaderAndIsr 通知全部四台。只要这个 znode 还在，就不能再请求别的重分配。',
};
const switchedThroughZnode: Bilingual = {
  en: 'A watch on the partition’s state tells the controller. It elects broker 4, takes broker 1 out of the ISR, sends it StopReplica with deletePartition, writes the plain list 4,2,3, and deletes /admin/reassign_partitions. If it dies in between, the next controller finds that znode and goes on.',
  zh: '分区状态上的监听（Watch）通知控制器。它选举 Broker 4，把 Broker 1 移出 ISR，向它发送带 deletePartition 的 StopReplica，写回列表 4,2,3，最后删除 /admin/reassign_partitions。如果它中途宕机，下一任控制器会看到这个 znode，接着做完。',
};
const strayWithZooKeeper: Bilingual = {
  en: 'The dead broker never gets its StopReplica. When it comes back, the log of orders-0 still lies on its disk, and nobody asks for it: a stray that has to be deleted by hand.',
  zh: '宕机的 Broker 收不到 StopReplica。它回来以后，orders-0 的日志还躺在磁盘上，却无人过问：这种残留只能手工删除。',
};

/** R18: a partition moves to a new broker while it is written to, and what happens when the move is disturbed. */
export const reassignment = lesson({
  ...headings.reassignment,
  eras: ['0.11', '2.1', '2.8', '3.9', '4.1'],
  seed: 1,
  cluster: {
    brokers: 4,
    controller: 3,
    brokerConfig: { 'replica.lag.time.max.ms': '10000' },
    topics: [{ name: 'orders', partitions: 2, replicationFactor: 3, assignment: [[1, 2, 3], [2, 3, 1]] }],
    producers: [{ id: 'producer-1', topics: ['orders'], config: { acks: 'all', 'enable.idempotence': 'true' } }],
    consumers: [],
  },
  scenes: [
    {
      title: { en: 'A new broker with nothing to do', zh: '新来的 Broker 无事可做' },
      say: {
        en: 'Broker 4 was added to the cluster, and holds nothing: partitions never move by themselves. That is one way a cluster gets out of balance. Leaders that drift with every restart are another, partitions of very different traffic a third, and topics whose random placement came out badly a fourth. Only the second is put right without moving data.',
        zh: 'Broker 4 刚加入集群，什么也没有：分区从不自己搬家。这是集群失衡的第一种原因。第二种是领导者随着一次次重启而漂移，第三种是各分区流量悬殊，第四种是随机放置恰好放得不巧。其中只有第二种，不搬数据就能纠正。',
      },
      do: [sendTo(0, 'm0'), sendTo(0, 'm1'), sendTo(0, 'm2'), sendTo(1, 'n0')],
      until: { select: 'acknowledgedCount', of: 'producer-1', is: 4 },
      withinMs: 5000,
      focus: [OLD, 'broker-2/orders-1'],
    },
    {
      title: { en: 'Wanted: 4,2,3', zh: '想要的是 4,2,3' },
      say: {
        en: 'orders-0 is to move from broker 1 to broker 4: kafka-reassign-partitions.sh --execute hands in the new list 4,2,3. Nothing is taken away yet. First the partition gets the new replica on top of the old ones. So that one can watch, the link between brokers 1 and 4 is slowed down.',
        zh: 'orders-0 要从 Broker 1 迁到 Broker 4：kafka-reassign-partitions.sh --execute 提交新列表 4,2,3。此刻什么都不会拿走，而是先在原有副本之外，多加上新副本。为了看得清楚，Broker 1 与 Broker 4 之间的网络调慢了。',
      },
      do: [slow('broker-1', 'broker-4', 2000), move([4, 2, 3])],
      until: [{ fact: 'ReassignmentStarted', where: { partition: 'orders-0' } }, { fact: 'BecameFollower', where: { brokerId: 4 } }],
      withinMs: 5000,
      focus: ['admin', OLD, NEW],
      predict: {
        ask: { en: 'The list is taken. Which replicas does orders-0 have now?', zh: '列表已被接受：orders-0 现在有哪些副本？' },
        options: [
          { value: [4, 2, 3], label: { en: '4,2,3', zh: '4,2,3' } },
          { value: [4, 2, 3, 1], label: { en: '4,2,3,1', zh: '4,2,3,1' } },
          { value: [1, 2, 3], label: { en: '1,2,3 until the copy is complete', zh: '复制完之前仍是 1,2,3' } },
        ],
        answer: { select: 'replicas', of: 'orders-0' },
        why: { en: 'Old and new ones together: for a while the partition has more copies than before, never fewer.', zh: '新旧都算：有一段时间，副本只会比先前多，不会少。' },
      },
      inOtherEras: {
        '0.11': throughZnode,
        '2.1': throughZnode,
        '2.8': {
          en: 'The controller writes /brokers/topics/orders with adding_replicas 4 and removing_replicas 1, raises the leader epoch and tells all four by LeaderAndIsr. Up to 2.5 the tool wrote the list to /admin/reassign_partitions instead.',
          zh: '控制器写 /brokers/topics/orders，adding_replicas 是 4，removing_replicas 是 1；再升高 Leader Epoch（领导者纪元），用 LeaderAndIsr 通知全部四台。2.5 及以前，工具则是把列表写进 /admin/reassign_partitions。',
        },
        '3.9': writtenByKRaft,
        '4.1': writtenByKRaft,
      },
    },
    {
      title: { en: 'Copied by ordinary fetches', zh: '用普通的拉取来复制' },
      say: {
        en: 'Broker 4 is a follower like any other: it fetches from the leader, from offset 0 on, and is not one of the in-sync replicas (ISR). It is one of the assigned replicas already; still, from 2.5 on the partition does not count as under-replicated, for replicas that are being added are left out of that count. Meanwhile the producer writes m3, and broker 1 answers as soon as the ISR 1,2,3 has it. A real partition of a terabyte copies for hours like this, and fills the network while it does; that is what --throttle is for. Throttles are not simulated here.',
        zh: 'Broker 4 与别的追随者没有两样：从位移 0 起，向领导者拉取，暂时不在 ISR（In-Sync Replicas，同步副本集合）中。它已经在副本列表里；2.5 起，分区却不因此算作副本不足：正在添加的副本不计入。生产者在此期间写入 m3，只要 ISR 1,2,3 都有了，Broker 1 就应答。真实的分区若有 1 TB，要这样复制几个小时，还会占满网络，--throttle 就是为此准备的。这里不模拟限流。',
      },
      do: [sendTo(0, 'm3')],
      until: [{ fact: 'RecordsReplicated', where: { brokerId: 4 } }, { select: 'acknowledgedCount', of: 'producer-1', is: 5 }],
      withinMs: 10_000,
      focus: [OLD, NEW, 'producer-1'],
    },
    {
      title: { en: 'In sync, and the old one goes', zh: '同步了，旧的离开' },
      say: {
        en: 'Broker 4 reaches the high watermark and joins the ISR. Now every wanted replica is in it, and the switch comes at once: broker 1, which led, is not on the list, so the first of 4,2,3 that is alive and in sync takes over. Broker 1 leaves the ISR and deletes its log.',
        zh: 'Broker 4 到达高水位，加入 ISR。至此，想要的副本都在 ISR 里，切换随即发生：领导者 Broker 1 不在列表上，于是由 4,2,3 中第一个存活且同步的接任。Broker 1 被移出 ISR，删除自己的日志。',
      },
      do: [],
      until: [{ fact: 'ReassignmentEnded', where: { partition: 'orders-0' } }, { fact: 'ReplicaDeleted', where: { brokerId: 1 } }, { select: 'role', of: NEW, is: 'leader' }],
      withinMs: 20_000,
      focus: [OLD, NEW],
      predict: {
        ask: { en: 'Broker 1 led orders-0 and goes. Who leads, with the new list 4,2,3?', zh: '领导 orders-0 的 Broker 1 离开：新列表是 4,2,3，谁来领导？' },
        options: [
          { value: 4, label: { en: 'Broker 4', zh: 'Broker 4' } },
          { value: 2, label: { en: 'Broker 2: it has been there longer', zh: 'Broker 2：它来得更早' } },
          { value: -1, label: { en: 'Nobody until somebody asks', zh: '要等有人请求才有领导者' } },
        ],
        answer: { select: 'leader', of: 'orders-0' },
        why: { en: 'Being in the ISR is proof enough, however new the copy is; then the order of the list decides.', zh: '在 ISR 里就是充分的证明，副本再新也一样；其次由列表的顺序决定。' },
      },
      inOtherEras: {
        '0.11': switchedThroughZnode,
        '2.1': switchedThroughZnode,
        '2.8': {
          en: 'The controller goes step by step: elects broker 4, takes broker 1 out of the ISR, sends it StopReplica with deletePartition, and only then writes the plain list 4,2,3 to ZooKeeper. If it dies in between, the next controller finds adding and removing replicas there and goes on.',
          zh: '控制器一步步来：选举 Broker 4，把 Broker 1 移出 ISR，向它发送带 deletePartition 的 StopReplica，最后才把列表 4,2,3 写回 ZooKeeper。如果它中途宕机，下一任控制器会在那里看到尚未完成的增减，接着做完。',
        },
        '3.9': switchedByKRaft,
        '4.1': switchedByKRaft,
      },
    },
    {
      title: { en: 'The producer finds the way', zh: '生产者找到新家' },
      say: {
        en: 'The producer still believes in broker 1 and sends m4 there. It hears NOT_LEADER_OR_FOLLOWER, asks who leads, and sends m4 to broker 4. The move lost no record, and no client had to be configured anew. A record that was under way at the switch is sent twice, though: idempotence keeps it single.',
        zh: '生产者还以为领导者是 Broker 1，把 m4 发给它，得到 NOT_LEADER_OR_FOLLOWER，重新打听之后，再发给 Broker 4。这次搬家没有丢一条消息，客户端也不用改任何配置。不过切换时还在途中的消息会再发一次，要靠幂等才不会重复。',
      },
      do: [sendTo(0, 'm4')],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 6 }, { select: 'highWatermark', of: 'broker-2/orders-0', is: 5 }],
      withinMs: 20_000,
      focus: ['producer-1', NEW],
      predict: {
        ask: { en: 'What does the log of broker 4 hold in the end?', zh: '最后，Broker 4 的日志里有什么？' },
        options: [
          { value: ['m4'], label: { en: 'm4', zh: 'm4' } },
          { value: ['m3', 'm4'], label: { en: 'm3 m4, what was written since the request', zh: 'm3 m4，请求之后写入的' } },
          { value: ['m0', 'm1', 'm2', 'm3', 'm4'], label: { en: 'm0 m1 m2 m3 m4', zh: 'm0 m1 m2 m3 m4' } },
        ],
        answer: { select: 'records', of: NEW },
        why: { en: 'It copied from offset 0; nothing else would have let it into the ISR.', zh: '它从位移 0 复制起；少一条也进不了 ISR。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'called-off',
      eras: ['2.8', '3.9', '4.1'],
      label: { en: 'What if broker 4 cannot copy, and the move is called off?', zh: '如果 Broker 4 复制不了，于是取消呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'A move without an end', zh: '没有尽头的迁移' },
          say: {
            en: 'The link between brokers 1 and 4 breaks. The reassignment waits, without any timeout. The producer does not notice: broker 4 was never in the ISR, so m3 does not wait for it.',
            zh: 'Broker 1 与 Broker 4 之间断开了。重分配就这样等着，没有任何超时。生产者毫无察觉：Broker 4 从未进过 ISR，m3 不用等它。',
          },
          do: [link('network.cut', 'broker-1', 'broker-4'), sendTo(0, 'm3')],
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 5 }, { afterMs: 12_000 }],
          withinMs: 20_000,
          focus: [OLD, NEW],
          predict: {
            ask: { en: 'Twelve seconds later, replica.lag.time.max.ms is over. What is the ISR?', zh: '十二秒后，早已超过 replica.lag.time.max.ms：ISR 是什么？' },
            options: [
              { value: [1, 2, 3], label: { en: '1,2,3', zh: '1,2,3' } },
              { value: [2, 3], label: { en: '2,3', zh: '2,3' } },
              { value: [1, 2, 3, 4], label: { en: '1,2,3,4', zh: '1,2,3,4' } },
            ],
            answer: { select: 'isr', of: OLD },
            why: { en: 'Nobody fell behind who was in it.', zh: 'ISR 里的副本没有一个掉队。' },
          },
        },
        {
          title: { en: 'Back to what it was', zh: '恢复原样' },
          say: {
            en: 'The administrator calls the move off (--cancel). The added replica is to go again; the three old brokers keep the partition, and broker 1 leads on. But the order of the list stays as the move had left it, 2,3,1: the preferred replica is broker 2 now.',
            zh: '管理员取消这次迁移（--cancel）。新加的副本要撤掉，分区仍在原来的三台上，领导者还是 Broker 1。不过列表的顺序停留在迁移时的样子：2,3,1，优先副本变成了 Broker 2。',
          },
          do: [move(null)],
          until: [{ fact: 'ReassignmentEnded', where: { cancelled: true } }, { afterMs: 1000 }],
          withinMs: 10_000,
          focus: ['admin', OLD, NEW],
          inOtherEras: {
            '2.8': {
              en: 'In 2.8 the added replica is left behind: broker 4 was never in the ISR, so the StopReplica comes under the leader epoch that it knows already, and 2.8 takes only a newer one.',
              zh: '在 2.8 中，新加的副本会残留下来：Broker 4 从未进过 ISR，StopReplica 带的是它已知的 Leader Epoch，而 2.8 只接受更新的。',
            },
          },
        },
      ],
    },
    {
      id: 'leader-dies',
      label: { en: 'What if the old leader dies during the copy?', zh: '如果复制途中，旧领导者宕机呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'First in the list, but not in sync', zh: '列表中排第一，却不同步' },
          say: {
            en: 'Broker 1 is killed before broker 4 has a single record. The list reads 4,2,3,1 now. But a leader must be in the ISR, and broker 4 is not: the controller takes broker 2.',
            zh: 'Broker 4 还没有复制到一条消息，Broker 1 就被杀掉了。此时的列表是 4,2,3,1。但领导者必须在 ISR 中，而 Broker 4 不在：控制器选了 Broker 2。',
          },
          do: [broker('kill', 1)],
          until: { fact: 'BecameLeader', where: { partition: 'orders-0' } },
          withinMs: 40_000,
          focus: [OLD, NEW, 'broker-2/orders-0'],
          predict: {
            ask: { en: 'Replicas 4,2,3,1, ISR 1,2,3, and broker 1 is dead. Who leads?', zh: '副本列表 4,2,3,1，ISR 1,2,3，Broker 1 宕机：谁来领导？' },
            point: 'broker',
            answer: { select: 'leader', of: 'orders-0' },
            why: { en: 'An unfinished copy has none of the rights of a replica that is in sync.', zh: '没复制完的副本，不享有同步副本的任何权利。' },
          },
        },
        {
          title: { en: 'The move goes on', zh: '迁移继续' },
          say: {
            en: 'Broker 4 copies from broker 2 instead, joins the ISR, and the reassignment completes: 4,2,3. Broker 1 is not needed for that, and gone from the list.',
            zh: 'Broker 4 改从 Broker 2 复制，加入 ISR，重分配完成：4,2,3。这用不着 Broker 1，它也不在列表里了。',
          },
          do: [],
          until: [{ fact: 'ReassignmentEnded', where: { partition: 'orders-0' } }, { select: 'replicas', of: 'orders-0', is: [4, 2, 3] }],
          withinMs: 20_000,
          focus: ['broker-2/orders-0', NEW],
          inOtherEras: {
            '0.11': strayWithZooKeeper,
            '2.1': strayWithZooKeeper,
            '2.8': strayWithZooKeeper,
            '3.9': strayInKRaft,
            '4.1': strayInKRaft,
          },
        },
        {
          title: { en: 'Broker 1 comes back', zh: 'Broker 1 回来' },
          say: {
            en: 'Broker 1 restarts. It still follows orders-1, but has no part in orders-0 any more. Everything that was acknowledged is on 4, 2 and 3.',
            zh: 'Broker 1 重启。它仍然追随 orders-1，与 orders-0 则再无关系。已应答的消息，4、2、3 上都有。',
          },
          do: [broker('restart', 1)],
          until: { fact: 'ReplicaJoinedIsr', where: { partition: 'orders-1', brokerId: 1 } },
          withinMs: 40_000,
          focus: ['broker-1/orders-1', NEW],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'orders-0 has the replicas 4,2,3', zh: 'orders-0 的副本是 4,2,3' }, select: 'replicas', of: 'orders-0', is: [4, 2, 3] },
    { say: { en: 'Broker 4 leads orders-0', zh: 'Broker 4 领导 orders-0' }, select: 'leader', of: 'orders-0', is: 4 },
    { say: { en: 'Broker 4 has every record from offset 0 on', zh: 'Broker 4 有从位移 0 起的每一条消息' }, select: 'records', of: NEW, is: ['m0', 'm1', 'm2', 'm3', 'm4'] },
    { say: { en: 'Broker 1 deleted its log, and nobody else did', zh: '只有 Broker 1 删除了日志' }, facts: { fact: 'ReplicaDeleted' }, count: 1 },
    { say: { en: 'The old replica went only after the new one was in sync', zh: '新副本同步之后，旧副本才离开' }, order: [{ fact: 'ReassignmentStarted' }, { fact: 'ReplicaJoinedIsr', where: { brokerId: 4 } }, { fact: 'ReplicaDeleted', where: { brokerId: 1 } }] },
    { say: { en: 'orders-1 did not move', zh: 'orders-1 没有动' }, select: 'replicas', of: 'orders-1', is: [2, 3, 1] },
    { say: { en: 'No record was lost', zh: '没有丢失消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'called-off', say: { en: 'Called off: the same three replicas, in another order', zh: '取消：还是那三个副本，顺序却变了' }, select: 'replicas', of: 'orders-0', is: [2, 3, 1] },
    { branch: 'called-off', say: { en: 'Called off: broker 1 still leads', zh: '取消：领导者仍是 Broker 1' }, select: 'leader', of: 'orders-0', is: 1 },
    { branch: 'called-off', eras: ['3.9', '4.1'], say: { en: 'Called off: broker 4 deleted what it had', zh: '取消：Broker 4 删除了已有的数据' }, facts: { fact: 'ReplicaDeleted', where: { brokerId: 4 } }, count: 1 },
    { branch: 'called-off', eras: ['2.8'], say: { en: 'Called off: broker 4 still has its replica', zh: '取消：Broker 4 的副本还在' }, facts: { fact: 'ReplicaDeleted' }, count: 0 },
    { branch: 'called-off', say: { en: 'Called off: no record was lost', zh: '取消：没有丢失消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'leader-dies', say: { en: 'Leader died: the move was completed all the same', zh: '领导者宕机：迁移照样完成' }, select: 'replicas', of: 'orders-0', is: [4, 2, 3] },
    { branch: 'leader-dies', eras: ['3.9', '4.1'], say: { en: 'Leader died: broker 1 deleted its log when it came back', zh: '领导者宕机：Broker 1 回来后删除了日志' }, facts: { fact: 'ReplicaDeleted', where: { brokerId: 1 } }, count: 1 },
    { branch: 'leader-dies', eras: ['0.11', '2.1', '2.8'], say: { en: 'Leader died: the log of broker 1 was left behind', zh: '领导者宕机：Broker 1 的日志残留下来' }, facts: { fact: 'ReplicaDeleted' }, count: 0 },
    { branch: 'leader-dies', say: { en: 'Leader died: no record was lost', zh: '领导者宕机：没有丢失消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
  ],
});
