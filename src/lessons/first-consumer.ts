import { GROUP, consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';

/** G1: from nobody to Stable, one request at a time. */
export const firstConsumer = lesson({
  ...headings['first-consumer'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 3, consumers: [{}], offsetsPartitions: 50 }),
  scenes: [
    {
      title: { en: 'Who coordinates the group?', zh: '谁来协调这个组？' },
      say: {
        en: 'Consumer 1 is configured with group.id=app and started. It asks any broker with FindCoordinator. The answer is arithmetic: the hash code of "app", modulo the 50 partitions of __consumer_offsets, names a partition; the leader of that partition coordinates the group. Nobody has used a group before, so that topic must be created first; meanwhile the answer is COORDINATOR_NOT_AVAILABLE and the consumer asks again.',
        zh: '消费者 1 设了 group.id=app，启动。它随便找一台 Broker 发送 FindCoordinator。答案靠算术：“app”的 hashCode 对 __consumer_offsets 的 50 个分区取模，得到一个分区；这个分区的领导者就是该组的协调者。此前还没有人用过消费者组，这个主题得先创建；在此期间的答复是 COORDINATOR_NOT_AVAILABLE，消费者会再问。',
      },
      do: [sendTo(0, 'm0'), consumer('start', 1)],
      until: { fact: 'CoordinatorDiscovered', where: { consumer: 'consumer-1' } },
      withinMs: 10_000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'The hash code of "app" is 96801, and 96801 mod 50 is 1. __consumer_offsets-1 is led by one broker. Which one will coordinate?', zh: '“app”的 hashCode 是 96801，96801 mod 50 = 1。__consumer_offsets-1 由一台 Broker 领导。哪一台会成为协调者？' },
        options: [1, 2, 3].map((id) => ({ value: id, label: { en: `broker ${id}`, zh: `Broker ${id}` } })),
        answer: { select: 'knownCoordinator', of: 'consumer-1' },
        why: { en: 'The broker that leads __consumer_offsets-1: what the group stores will be stored there.', zh: '领导 __consumer_offsets-1 的那台：这个组要存的东西就存在那里。' },
      },
    },
    {
      title: { en: 'Join twice', zh: '要加入两次' },
      say: {
        en: 'The consumer joins without a member id. The coordinator does not let it in yet: it makes up an id and answers MEMBER_ID_REQUIRED, so that a client that never comes back leaves no ghost in the group. With that id the consumer joins again. Now the group leaves Empty: it prepares a rebalance.',
        zh: '消费者加入时还没有成员 ID。协调者先不放它进来，而是编一个 ID，答复 MEMBER_ID_REQUIRED：这样一去不回的客户端就不会在组里留下幽灵。消费者带着这个 ID 再次加入。这时组离开 Empty，开始准备重平衡。',
      },
      do: [],
      until: { fact: 'GroupStateChanged', where: { group: 'app', to: 'PreparingRebalance' } },
      withinMs: 10_000,
      focus: ['consumer-1', ...GROUP],
    },
    {
      title: { en: 'Three seconds for others to come', zh: '等三秒，看还有谁来' },
      say: {
        en: 'The JoinGroup request is not answered. A group that was empty waits for group.initial.rebalance.delay.ms, 3 seconds: when an application is started on ten machines, one rebalance is better than ten. Then the coordinator begins generation 1, picks the protocol that every member supports, and answers; the first member that joined is the leader of the group.',
        zh: 'JoinGroup 请求没有得到答复。原本为空的组会等待 group.initial.rebalance.delay.ms，3 秒：一个应用在十台机器上启动时，重平衡一次总比十次好。然后协调者开始第 1 代，选出所有成员都支持的协议，并作出答复；第一个加入的成员成为组内领导者（Group Leader）。',
      },
      do: [],
      until: { fact: 'GroupGenerationStarted', where: { group: 'app', generation: 1 } },
      withinMs: 10_000,
      focus: GROUP,
      predict: {
        ask: { en: 'The join phase is over. In which state is the group until the assignment is known?', zh: '加入阶段结束了。在分配方案出来之前，组处于哪个状态？' },
        options: ['PreparingRebalance', 'CompletingRebalance', 'Stable'].map((state) => ({ value: state, label: { en: state, zh: state } })),
        answer: { select: 'groupState', of: 'app' },
        why: {
          en: 'CompletingRebalance: the coordinator knows who is there and waits for the leader to say who gets what. Its log line says “Stabilized group” already now, though the group is not Stable yet.',
          zh: 'CompletingRebalance：协调者知道有谁了，正等领导者说谁得到什么。此刻它的日志已经写着“Stabilized group”，其实组还没有到 Stable。',
        },
      },
    },
    {
      title: { en: 'The leader assigns', zh: '领导者来分配' },
      say: {
        en: 'Kafka’s coordinator does not assign partitions. The leader of the group, consumer 1, got the list of members with its JoinGroup response, runs its assignor and sends the result with SyncGroup. The coordinator writes it to __consumer_offsets, waits until that is committed, and answers every member with its share. The group is Stable.',
        zh: '分区不是协调者分的。组内领导者消费者 1 在 JoinGroup 的响应里拿到了成员名单，运行分配策略，再用 SyncGroup 把结果交上来。协调者把它写入 __consumer_offsets，等它提交，然后把各自的份额答复给每个成员。组进入 Stable。',
      },
      do: [],
      until: { fact: 'PartitionsAssigned', where: { consumer: 'consumer-1' } },
      withinMs: 10_000,
      focus: [...GROUP, 'consumer-1'],
      predict: {
        ask: { en: 'orders has three partitions and the group one member. How many partitions does consumer 1 get?', zh: 'orders 有三个分区，组里只有一个成员。消费者 1 分到几个分区？' },
        answer: { select: 'ownedCount', of: 'consumer-1' },
        why: { en: 'Every partition has exactly one owner in a group; there is nobody else.', zh: '在一个组里每个分区恰好有一个主人，而这里没有别人。' },
      },
      inOtherEras: {
        '4.1': {
          en: 'So it is with the classic protocol, which is still the default in 4.1. With group.protocol=consumer (KIP-848) the coordinator assigns by itself, and members learn of their partitions from the answers to their heartbeats; JoinGroup and SyncGroup are gone.',
          zh: '这是经典协议的做法，4.1 默认仍是它。设了 group.protocol=consumer（KIP-848），就由协调者自己分配，成员从心跳的响应里得知自己的分区，不再有 JoinGroup 和 SyncGroup。',
        },
      },
    },
    {
      title: { en: 'Reading, and showing signs of life', zh: '开始消费，并报平安' },
      say: {
        en: 'Nothing was committed for this group, so auto.offset.reset=earliest decides: consumer 1 reads from the beginning and gets m0. Every three seconds (heartbeat.interval.ms) a Heartbeat tells the coordinator that it is alive; after five seconds it commits its positions by itself.',
        zh: '这个组没有提交过位移，于是由 auto.offset.reset=earliest 决定：消费者 1 从头读起，读到 m0。每三秒（heartbeat.interval.ms）一个 Heartbeat 告诉协调者自己还活着；五秒后它自动提交位移。',
      },
      do: [],
      until: [{ fact: 'RecordProcessed', where: { consumer: 'consumer-1' } }, { select: 'committed', of: 'app/orders-0', is: 1 }],
      withinMs: 20_000,
      focus: ['consumer-1', ...GROUP],
    },
  ],
  whatIf: [],
  ends: [
    { say: { en: 'The group is Stable', zh: '组处于 Stable' }, select: 'groupState', of: 'app', is: 'Stable' },
    { say: { en: 'in generation 1', zh: '第 1 代' }, select: 'groupGeneration', of: 'app', is: 1 },
    { say: { en: 'It went through every state once, in order', zh: '依次走过每个状态，各一次' }, order: ['PreparingRebalance', 'CompletingRebalance', 'Stable'].map((to) => ({ fact: 'GroupStateChanged', where: { group: 'app', to } })) },
    { say: { en: 'There was one rebalance', zh: '只有一次重平衡' }, facts: { fact: 'GroupGenerationStarted', where: { group: 'app' } }, count: 1 },
    { say: { en: 'The coordinator leads partition 1 of 50', zh: '协调者领导 50 个分区中的第 1 号' }, facts: { fact: 'CoordinatorFound', where: { group: 'app', partition: 1, partitions: 50 } }, count: 1 },
    { say: { en: 'The initial delay was waited for: three seconds', zh: '等足了初始延迟：三秒' }, elapsedMs: { min: 3000, max: 3100 }, from: { fact: 'GroupStateChanged', where: { to: 'PreparingRebalance' } }, to: { fact: 'GroupGenerationStarted' } },
    { say: { en: 'Consumer 1 owns all three partitions', zh: '消费者 1 拥有全部三个分区' }, select: 'owned', of: 'consumer-1', is: ['orders-0', 'orders-1', 'orders-2'] },
    { say: { en: 'and the group has committed offset 1 of orders-0', zh: '组已提交 orders-0 的位移 1' }, select: 'committed', of: 'app/orders-0', is: 1 },
  ],
});
