import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { broker } from './scenery.ts';

/** Where the group's actor lives: on the broker that leads its partition of __consumer_offsets. */
const [OLD, NEW] = ['broker-1/group-app', 'broker-2/group-app'];
const COORDINATION = ['broker-1/__consumer_offsets-0', 'broker-2/__consumer_offsets-0'];

const PATIENT = { config: { 'session.timeout.ms': '6000', 'heartbeat.interval.ms': '2000', 'retry.backoff.ms': '1000' } };

/** Broker 1 has nothing to do with the records: only the coordination of the group fails with it. Whoever looks for it asks once a second, not ten times. */
function cluster() {
  const { topics, ...rest } = groupCluster({ partitions: 2, brokers: { 'zookeeper.session.timeout.ms': '9000' }, consumers: [PATIENT, PATIENT] });
  const orders = topics.map((topic) => ({ ...topic, replicationFactor: 2, assignment: [[2, 3], [3, 2]] }));
  const offsets = { name: '__consumer_offsets', partitions: 3, replicationFactor: 3, assignment: [[1, 2, 3], [2, 3, 1], [3, 1, 2]], config: { 'cleanup.policy': 'compact' } };
  return { ...rest, topics: [...orders, offsets] };
}

/** G16: the group is in the log of its partition of __consumer_offsets, and goes where the leader of that partition goes. */
export const coordinatorFailover = lesson({
  ...headings['coordinator-failover'],
  seed: 1,
  cluster: cluster(),
  scenes: [
    {
      title: { en: 'A group at work', zh: '一个正在工作的组' },
      say: {
        en: 'Group app has two consumers, one for each partition of orders. Its name hashes to partition 0 of __consumer_offsets, which has three partitions here; broker 1 leads that partition, so broker 1 coordinates the group. Show the internal topics and look at the log of __consumer_offsets-0: first the group itself, its generation, members and assignment, then one record for each commit. Brokers 2 and 3 copy it like any other partition.',
        zh: '组 app 有两个消费者，各读 orders 的一个分区。组名的 hashCode 取模后落在 __consumer_offsets 的 0 号分区（这里共三个分区），这个分区由 Broker 1 领导，所以 Broker 1 就是协调者。打开“内部主题”，看 __consumer_offsets-0 的日志：先是组本身的消息，写着第几代、有哪些成员、怎样分配；然后每提交一次位移，就多一条消息。Broker 2 和 3 照常复制它，与普通分区无异。',
      },
      do: [consumer('start', 1), consumer('start', 2), sendTo(0, 'a0'), sendTo(1, 'b0')],
      until: [{ select: 'committed', of: 'app/orders-0', is: 1 }, { select: 'committed', of: 'app/orders-1', is: 1 }],
      withinMs: 30_000,
      focus: [OLD, ...COORDINATION],
    },
    {
      title: { en: 'The coordinator crashes', zh: '协调者宕机' },
      say: {
        en: 'Broker 1 is killed. Both consumers see their connection break and mark the coordinator as unknown. They ask the other brokers with FindCoordinator, again and again, once a second here (retry.backoff.ms=1000). But nobody has noticed yet that broker 1 is gone, so the answer is still broker 1, and the connection is refused.',
        zh: 'Broker 1 被杀掉。两个消费者都发现连接断开，把协调者标为未知，于是一再向其他 Broker 发送 FindCoordinator，这里每秒一次（retry.backoff.ms=1000）。可是还没有人察觉 Broker 1 已经不在，答复仍是 Broker 1，而连接被拒绝。',
      },
      do: [broker('kill', 1)],
      until: [{ fact: 'CoordinatorLost', where: { consumer: 'consumer-1' } }, { fact: 'CoordinatorLost', where: { consumer: 'consumer-2' } }, { afterMs: 1000 }],
      withinMs: 30_000,
      focus: ['consumer-1', 'consumer-2', OLD],
    },
    {
      title: { en: 'Reading needs no coordinator', zh: '读消息不需要协调者' },
      say: {
        en: 'Two more records are sent. Both consumers get them: a Fetch goes to the leader of the partition, not to the coordinator. What they cannot do now is commit, send heartbeats or rebalance. If one of them crashed at this moment, its work since the last commit would be done again.',
        zh: '又发送了两条消息，两个消费者都读到了：Fetch 发给分区的领导者，与协调者无关。此刻做不到的是提交位移、发送心跳和重平衡。如果这时有消费者宕机，上次提交之后的工作就要重做。',
      },
      do: [sendTo(0, 'a1'), sendTo(1, 'b1')],
      until: [{ fact: 'RecordProcessed', where: { value: 'a1' } }, { fact: 'RecordProcessed', where: { value: 'b1' } }],
      withinMs: 30_000,
      focus: ['consumer-1', 'consumer-2', 'broker-2/orders-0', 'broker-3/orders-1'],
    },
    {
      title: { en: 'The group is read back from the log', zh: '从日志里读回整个组' },
      say: {
        en: 'Broker 1’s session with ZooKeeper ends, here nine seconds after its last sign of life (zookeeper.session.timeout.ms), and the controller makes broker 2 the leader of __consumer_offsets-0. With that, broker 2 is the coordinator: it reads the whole log of the partition and rebuilds the group from it. Every member gets a fresh session timeout, here six seconds, so nobody is thrown out for the heartbeats that could not be sent. The consumers find broker 2, their next heartbeat is good, and the waiting commits arrive.',
        zh: 'Broker 1 与 ZooKeeper 的会话过期（zookeeper.session.timeout.ms，这里设为九秒），控制器让 Broker 2 当上 __consumer_offsets-0 的领导者。这样 Broker 2 就成了协调者：它把这个分区的日志从头读一遍，重建整个组。每个成员的会话超时（这里是六秒）重新计起，没有人因为发不出的心跳被移出组。消费者找到 Broker 2，下一个心跳照常通过，等着的提交也到了。',
      },
      do: [],
      until: [{ fact: 'GroupLoaded', where: { group: 'app', brokerId: 2 } }, { select: 'committed', of: 'app/orders-0', is: 2 }, { select: 'committed', of: 'app/orders-1', is: 2 }],
      withinMs: 60_000,
      focus: [NEW, ...COORDINATION],
      predict: {
        ask: { en: 'The group has a new coordinator, which has never spoken to any of the members. Which generation is the group in now?', zh: '组换了协调者，新协调者从没与任何成员通过话。现在组是第几代？' },
        options: [
          { value: 1, label: { en: '1: as before', zh: '1：与之前一样' } },
          { value: 2, label: { en: '2: everybody has to join again', zh: '2：所有成员都要重新加入' } },
        ],
        answer: { select: 'groupGeneration', of: 'app' },
        why: { en: 'Still 1. The generation, the members and the assignment were in the log, so there is nothing to rebalance.', zh: '仍是 1。第几代、有哪些成员、怎样分配，都在日志里，没有什么需要重平衡。' },
      },
      inOtherEras: {
        '3.9': {
          en: 'With KRaft the controller misses the heartbeats of broker 1 and fences it after nine seconds (broker.session.timeout.ms). The rest is the same: broker 2 leads __consumer_offsets-0, reads it and coordinates.',
          zh: '在 KRaft 里，控制器九秒收不到 Broker 1 的心跳（broker.session.timeout.ms），就把它隔离。其余相同：Broker 2 领导 __consumer_offsets-0，读完它，成为协调者。',
        },
        '4.1': {
          en: 'With KRaft the controller misses the heartbeats of broker 1 and fences it after nine seconds (broker.session.timeout.ms). The coordinator of 4.1 was rewritten, but it too replays the log of its partition and goes on in the same generation.',
          zh: '在 KRaft 里，控制器九秒收不到 Broker 1 的心跳（broker.session.timeout.ms），就把它隔离。4.1 的协调者是重写的，但同样重放分区的日志，沿用同一代。',
        },
      },
    },
    {
      title: { en: 'Broker 1 returns as a follower', zh: 'Broker 1 回来，当追随者' },
      say: {
        en: 'Broker 1 starts again and catches up. It is back in the ISR of __consumer_offsets-0, yet it does not coordinate anything: the coordinator is whoever leads the partition.',
        zh: 'Broker 1 重新启动并追上，回到 __consumer_offsets-0 的 ISR，但它什么也不协调：谁领导这个分区，谁才是协调者。',
      },
      do: [broker('restart', 1)],
      until: { select: 'isr', of: '__consumer_offsets-0', is: [2, 3, 1] },
      withinMs: 60_000,
      focus: COORDINATION,
    },
    {
      title: { en: 'NOT_COORDINATOR', zh: 'NOT_COORDINATOR' },
      say: {
        en: 'A preferred leader election gives __consumer_offsets-0 back to broker 1. Broker 2 forgets the group and broker 1 loads it. This time no connection breaks: the consumers learn of it when broker 2 answers their next heartbeat with NOT_COORDINATOR. They ask FindCoordinator once, and go on with broker 1.',
        zh: '一次优先副本选举把 __consumer_offsets-0 交还给 Broker 1：Broker 2 卸下这个组，Broker 1 载入它。这一次没有连接断开：消费者的下一个心跳发到 Broker 2，答复是 NOT_COORDINATOR，它们这才知道。再问一次 FindCoordinator，就转到 Broker 1 继续。',
      },
      do: [{ command: { type: 'leader.elect', electionType: 'PREFERRED', partition: '__consumer_offsets-0' } }, sendTo(0, 'a2'), sendTo(1, 'b2')],
      until: [{ select: 'coordinator', of: 'app', is: 1 }, { select: 'committed', of: 'app/orders-0', is: 3 }, { select: 'committed', of: 'app/orders-1', is: 3 }],
      withinMs: 60_000,
      focus: [NEW, OLD, 'consumer-1', 'consumer-2'],
      predict: {
        ask: { en: 'Which broker does consumer 1 take for its coordinator at the end?', zh: '最后，消费者 1 认为哪一台 Broker 是协调者？' },
        options: [1, 2, 3].map((id) => ({ value: id, label: { en: `broker ${id}`, zh: `Broker ${id}` } })),
        answer: { select: 'knownCoordinator', of: 'consumer-1' },
        why: { en: 'The leader of __consumer_offsets-0: broker 1 again.', zh: '__consumer_offsets-0 的领导者：又是 Broker 1。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'shut-down',
      label: { en: 'What if broker 1 is shut down instead of crashing?', zh: '如果 Broker 1 是受控关闭，而不是宕机呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'The group moves before the broker stops', zh: '先搬走组，再停 Broker' },
          say: {
            en: 'In a controlled shutdown the controller moves the leaderships away first. Broker 2 has loaded the group before broker 1 stops, so there is a coordinator nearly all the time. A rolling restart costs the group a lookup, not a rebalance.',
            zh: '受控关闭时，控制器先把领导权移走。Broker 1 停下之前，Broker 2 已经载入了组，几乎始终都有协调者。滚动重启让组多找一次协调者，却不会引起重平衡。',
          },
          do: [broker('shutdown', 1), sendTo(0, 'a1'), sendTo(1, 'b1')],
          until: [{ fact: 'BrokerStopped', where: { brokerId: 1 } }, { select: 'committed', of: 'app/orders-0', is: 2 }, { select: 'committed', of: 'app/orders-1', is: 2 }],
          withinMs: 60_000,
          focus: [OLD, NEW],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Broker 1 coordinates the group again', zh: '又由 Broker 1 协调这个组' }, select: 'coordinator', of: 'app', is: 1 },
    { say: { en: 'The group was loaded twice, each time in generation 1 with two members and two offsets', zh: '组被载入两次，每次都是第 1 代、两个成员、两个位移' }, facts: { fact: 'GroupLoaded', where: { group: 'app', generation: 1, members: 2, offsets: 2 } }, count: 2 },
    { say: { en: 'There was one rebalance in all: the first', zh: '自始至终只有最初那一次重平衡' }, facts: { fact: 'GroupGenerationStarted', where: { group: 'app' } }, count: 1 },
    { say: { en: 'No member was removed', zh: '没有成员被移出组' }, facts: { fact: 'MemberRemoved', where: { group: 'app' } }, count: 0 },
    { say: { en: 'Each consumer kept its partition', zh: '每个消费者都保住了自己的分区' }, facts: { fact: 'PartitionsAssigned', where: { group: 'app' } }, count: 2 },
    { say: { en: 'The group was without a coordinator for longer than session.timeout.ms, here six seconds', zh: '组没有协调者的时间，超过了 session.timeout.ms，这里是六秒' }, elapsedMs: { min: 6000 }, from: { fact: 'BrokerStopped', where: { brokerId: 1 } }, to: { fact: 'GroupLoaded', where: { brokerId: 2 } } },
    { say: { en: 'Both heartbeats to broker 2 were turned away with NOT_COORDINATOR', zh: '发到 Broker 2 的两个心跳，都得到 NOT_COORDINATOR' }, facts: { fact: 'GroupRequestTurnedAway', where: { brokerId: 2, api: 'Heartbeat', error: 'NOT_COORDINATOR' } }, count: 2 },
    { say: { en: 'Offset 3 of orders-0 is committed: nothing was forgotten', zh: 'orders-0 已提交到位移 3：什么也没忘' }, select: 'committed', of: 'app/orders-0', is: 3 },
    { say: { en: 'No record was processed twice', zh: '没有消息被处理两次' }, promise: 'processedAtMostOnce', lost: 0 },
    { branch: 'shut-down', say: { en: 'Shut down: the group was loaded before the broker stopped', zh: '受控关闭：Broker 停下之前，组已载入完毕' }, order: [{ fact: 'GroupLoaded', where: { brokerId: 2 } }, { fact: 'BrokerStopped', where: { brokerId: 1 } }] },
    { branch: 'shut-down', say: { en: 'Shut down: still generation 1', zh: '受控关闭：仍是第 1 代' }, select: 'groupGeneration', of: 'app', is: 1 },
  ],
});
