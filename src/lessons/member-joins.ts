import { GROUP, consumer, groupCluster, sendTo, setProcessing } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Scene } from './types.ts';

const BOTH = ['consumer-1', 'consumer-2'];

const goingOn: Scene = {
  title: { en: 'Going on where the group stopped', zh: '从组停下的地方接着读' },
  say: {
    en: 'Consumer 2 has never read orders-2, but its group has. It asks the coordinator for the committed offset and reads on from there, so n0 is not read a second time. A new record n1 goes to orders-2: consumer 2 gets it.',
    zh: '消费者 2 从没读过 orders-2，但它的组读过。它向协调者询问已提交位移，从那里接着读，所以 n0 不会读第二遍。一条新消息 n1 写入 orders-2，由消费者 2 读到。',
  },
  do: [sendTo(2, 'n1')],
  until: [{ fact: 'CommittedOffsetFound', where: { consumer: 'consumer-2', partition: 'orders-2', offset: 1 } }, { fact: 'RecordProcessed', where: { consumer: 'consumer-2', value: 'n1' } }],
  withinMs: 5000,
  focus: ['consumer-2', ...GROUP],
  predict: {
    ask: { en: 'The group has committed offset 1 of orders-2, behind n0. n1 is the next record. What is consumer 2’s position once it has read it?', zh: '组对 orders-2 的已提交位移是 1，就在 n0 之后。n1 是下一条消息。消费者 2 读完它，位置是多少？' },
    answer: { select: 'position', of: 'consumer-2/orders-2' },
    why: { en: 'It began at 1 and read the record at offset 1. The next one will have offset 2.', zh: '它从 1 开始，读了位移 1 上的消息，下一条的位移是 2。' },
  },
};

/** G2: a second member comes, everybody joins again, and the partitions are divided anew. */
export const memberJoins = lesson({
  ...headings['member-joins'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 4, consumers: [{}, {}] }),
  scenes: [
    {
      title: { en: 'One member reads everything', zh: '一个成员读所有分区' },
      say: {
        en: 'Group app has one member, consumer 1. It owns all four partitions of orders and reads m0 and n0. This is generation 1 of the group: every assignment of partitions has a number.',
        zh: '组 app 只有一个成员：消费者 1。它拥有 orders 的全部四个分区，读到 m0 和 n0。这是组的第 1 代：每一次分区分配都有一个编号。',
      },
      do: [sendTo(0, 'm0'), sendTo(2, 'n0'), consumer('start', 1)],
      until: [{ fact: 'RecordProcessed', where: { value: 'm0' } }, { fact: 'RecordProcessed', where: { value: 'n0' } }],
      withinMs: 20_000,
      focus: ['consumer-1', ...GROUP],
    },
    {
      title: { en: 'A second one knocks', zh: '又来了一个' },
      say: {
        en: 'Consumer 2 of the same group starts. It finds the coordinator, is given a member id and sends JoinGroup. That takes the group out of Stable: it is PreparingRebalance. But the request is not answered yet, because the coordinator first wants to hear from everybody who is in the group.',
        zh: '同组的消费者 2 启动。它找到协调者，拿到成员 ID，发送 JoinGroup。组于是离开 Stable，进入 PreparingRebalance。但这个请求还得不到答复：协调者要先等组里每个成员都表态。',
      },
      do: [consumer('start', 2)],
      until: { fact: 'GroupStateChanged', where: { group: 'app', to: 'PreparingRebalance', from: 'Stable' } },
      withinMs: 10_000,
      focus: ['consumer-2', ...GROUP],
      predict: {
        ask: { en: 'The group is PreparingRebalance. How many partitions does consumer 1 own at this moment?', zh: '组已进入 PreparingRebalance。此刻消费者 1 拥有几个分区？' },
        answer: { select: 'ownedCount', of: 'consumer-1' },
        why: { en: 'All four. Nobody has told consumer 1 anything yet; it goes on reading.', zh: '四个都在。还没有谁告诉过消费者 1，它照常在读。' },
      },
    },
    {
      title: { en: 'The heartbeat brings the news', zh: '心跳带回通知' },
      say: {
        en: 'A broker never calls a client; it can only answer. So consumer 1 hears of it in the answer to its next Heartbeat: REBALANCE_IN_PROGRESS. Heartbeats go out every three seconds (heartbeat.interval.ms), which is how long the newcomer may have to wait. Until then consumer 1 reads as before: m1 arrives, and is processed.',
        zh: 'Broker 从不主动联系客户端，它只能答复。所以消费者 1 要到下一次 Heartbeat 的响应里才得知：REBALANCE_IN_PROGRESS。心跳每三秒一次（heartbeat.interval.ms），新来的最多就要等这么久。在那之前消费者 1 照常消费：m1 到了，也处理了。',
      },
      do: [sendTo(0, 'm1')],
      until: [{ fact: 'RecordProcessed', where: { value: 'm1' } }, { fact: 'HeartbeatFailed', where: { consumer: 'consumer-1', error: 'REBALANCE_IN_PROGRESS' } }],
      withinMs: 5000,
      focus: ['consumer-1', ...GROUP],
    },
    {
      title: { en: 'Everybody lets go and joins again', zh: '全体放手，重新加入' },
      say: {
        en: 'In its next poll() consumer 1 commits its positions, gives up all its partitions, and sends JoinGroup. Nobody owns anything now: that is the price of the eager protocol. The coordinator has heard from all its members, begins generation 2 and answers both requests.',
        zh: '消费者 1 下一次调用 poll 时提交位移，交出全部分区，发送 JoinGroup。此刻谁也没有分区：这就是积极式重平衡的代价。协调者等齐了所有成员，开始第 2 代，同时答复两个请求。',
      },
      do: [],
      until: { fact: 'GroupGenerationStarted', where: { group: 'app', generation: 2 } },
      withinMs: 10_000,
      focus: [...BOTH, ...GROUP],
      predict: {
        ask: { en: 'Generation 2 has begun. How many partitions does consumer 1 own at this moment?', zh: '第 2 代开始了。此刻消费者 1 拥有几个分区？' },
        options: [0, 2, 4].map((count) => ({ value: count, label: { en: String(count), zh: String(count) } })),
        answer: { select: 'ownedCount', of: 'consumer-1' },
        why: { en: 'None: an eager member gives up everything before it joins, even what it will get back a moment later.', zh: '一个也没有：积极式的成员在加入之前交出全部分区，哪怕马上又会分回来。' },
      },
    },
    {
      title: { en: 'The leader divides', zh: '组内领导者来划分' },
      say: {
        en: 'Consumer 1 joined first and is still the group leader. Its JoinGroup response lists both members; it runs the range assignor: four partitions, two members, two neighbours each. SyncGroup brings the result to the coordinator, and everybody’s share back from there.',
        zh: '消费者 1 最先加入，仍是组内领导者（Group Leader）。它的 JoinGroup 响应里有两个成员的名单；它运行 range 分配策略：四个分区、两个成员，各得相邻的两个。结果用 SyncGroup 交给协调者，各自的份额也从那里领回。',
      },
      do: [],
      until: [{ fact: 'PartitionsAssigned', where: { consumer: 'consumer-1', generation: 2 } }, { fact: 'PartitionsAssigned', where: { consumer: 'consumer-2', generation: 2 } }],
      withinMs: 5000,
      focus: [...BOTH, ...GROUP],
      predict: {
        ask: { en: 'Which partitions does consumer 2 get?', zh: '消费者 2 分到哪些分区？' },
        options: [
          { value: ['orders-2', 'orders-3'], label: { en: 'orders-2 and orders-3', zh: 'orders-2 和 orders-3' } },
          { value: ['orders-1', 'orders-3'], label: { en: 'orders-1 and orders-3', zh: 'orders-1 和 orders-3' } },
          { value: ['orders-3'], label: { en: 'orders-3 only', zh: '只有 orders-3' } },
        ],
        answer: { select: 'owned', of: 'consumer-2' },
        why: { en: 'Range sorts the members and gives each a run of neighbours. Round-robin would deal them out one by one.', zh: 'range 把成员排好序，给每个成员一段相邻的分区。roundrobin 才会一个一个轮流发。' },
      },
    },
    goingOn,
  ],
  whatIf: [
    {
      id: 'slow-member',
      label: { en: 'What if consumer 1 is busy with a record for twenty seconds?', zh: '如果消费者 1 处理一条消息要二十秒呢？' },
      fromScene: 1,
      do: [setProcessing(1, 20_000)],
      scenes: [
        {
          title: { en: 'Busy when the other one comes', zh: '另一个来时，它正忙' },
          say: {
            en: 'Consumer 1 takes m1 and works on it for 20 seconds without calling poll(). Its heartbeats come from another thread and go on. Consumer 2 joins, and the next heartbeat brings REBALANCE_IN_PROGRESS.',
            zh: '消费者 1 拿到 m1，一处理就是 20 秒，其间不调用 poll。心跳由另一个线程发送，照发不误。消费者 2 加入，下一次心跳带回 REBALANCE_IN_PROGRESS。',
          },
          do: [sendTo(0, 'm1'), consumer('start', 2)],
          until: { fact: 'HeartbeatFailed', where: { consumer: 'consumer-1', error: 'REBALANCE_IN_PROGRESS' } },
          withinMs: 10_000,
          focus: [...BOTH, ...GROUP],
        },
        {
          title: { en: 'Everybody waits for the slowest', zh: '大家都等最慢的那个' },
          say: {
            en: 'Consumer 1 knows, but it joins only inside poll(), and poll() is called when m1 is done. Its heartbeats say that it is alive, so the coordinator waits: up to max.poll.interval.ms, five minutes. Consumer 2 stands at the door all this time. The slowest member sets the length of a rebalance.',
            zh: '消费者 1 知道了，但它只有调用 poll 时才会加入，而 poll 要等 m1 处理完才会调用。心跳说明它还活着，协调者就等：最多等 max.poll.interval.ms，五分钟。消费者 2 一直等在门外。重平衡要多久，由最慢的成员决定。',
          },
          do: [],
          until: { fact: 'GroupGenerationStarted', where: { group: 'app', generation: 2 } },
          withinMs: 30_000,
          focus: [...BOTH, ...GROUP],
          predict: {
            ask: { en: 'In the end consumer 1 has finished m1 and joined. Did it commit m1 before giving up orders-0? Give the committed offset of orders-0.', zh: '消费者 1 终于处理完 m1 并重新加入。它交出 orders-0 之前提交 m1 了吗？说出 orders-0 的已提交位移。' },
            answer: { select: 'committed', of: 'app/orders-0' },
            why: { en: 'Yes: with enable.auto.commit it commits what poll() had returned, m0 and m1, before it lets go.', zh: '提交了：开着 enable.auto.commit，它在放手之前提交 poll 已返回的 m0 和 m1，位移是 2。' },
          },
        },
        {
          title: { en: 'Divided at last', zh: '终于分好' },
          say: {
            en: 'From here on everything is as before: the leader assigns, and each has two partitions. Nothing was lost and nothing read twice; it only took long.',
            zh: '接下来与先前一样：领导者分配，各得两个分区。没有丢，也没有重复，只是久了些。',
          },
          do: [],
          until: [{ fact: 'PartitionsAssigned', where: { consumer: 'consumer-1', generation: 2 } }, { fact: 'PartitionsAssigned', where: { consumer: 'consumer-2', generation: 2 } }],
          withinMs: 5000,
          focus: [...BOTH, ...GROUP],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The group is in generation 2: one more than before', zh: '组到了第 2 代：加一' }, select: 'groupGeneration', of: 'app', is: 2 },
    { say: { en: 'It is Stable', zh: '处于 Stable' }, select: 'groupState', of: 'app', is: 'Stable' },
    { say: { en: 'Consumer 1 owns the first two partitions', zh: '消费者 1 拥有前两个分区' }, select: 'owned', of: 'consumer-1', is: ['orders-0', 'orders-1'] },
    { say: { en: 'consumer 2 the other two', zh: '消费者 2 拥有后两个' }, select: 'owned', of: 'consumer-2', is: ['orders-2', 'orders-3'] },
    {
      say: { en: 'The news came with a heartbeat; then everything was given up, then assigned anew', zh: '先由心跳得知，再全部交出，然后重新分配' },
      order: [
        { fact: 'GroupStateChanged', where: { from: 'Stable', to: 'PreparingRebalance' } },
        { fact: 'HeartbeatFailed', where: { consumer: 'consumer-1', error: 'REBALANCE_IN_PROGRESS' } },
        { fact: 'PartitionsRevoked', where: { consumer: 'consumer-1', partitions: ['orders-0', 'orders-1', 'orders-2', 'orders-3'] } },
        { fact: 'GroupGenerationStarted', where: { generation: 2 } },
        { fact: 'PartitionsAssigned', where: { consumer: 'consumer-2' } },
      ],
    },
    { say: { en: 'From the knock to the new generation: no longer than a heartbeat interval', zh: '从新成员加入到新一代开始：不超过一个心跳间隔' }, elapsedMs: { max: 3100 }, from: { fact: 'GroupStateChanged', where: { from: 'Stable', to: 'PreparingRebalance' } }, to: { fact: 'GroupGenerationStarted', where: { generation: 2 } } },
    { say: { en: 'No record was processed twice', zh: '没有消息处理过两次' }, promise: 'processedAtMostOnce', lost: 0 },
    { say: { en: 'and none was skipped', zh: '也没有跳过一条' }, promise: 'processedAtLeastOnce', lost: 0 },
    { branch: 'slow-member', say: { en: 'Slow member: the rebalance took as long as its record', zh: '慢成员：它处理多久，重平衡就等多久' }, elapsedMs: { min: 19_000, max: 20_500 }, from: { fact: 'GroupStateChanged', where: { from: 'Stable', to: 'PreparingRebalance' } }, to: { fact: 'GroupGenerationStarted', where: { generation: 2 } } },
    { branch: 'slow-member', say: { en: 'Slow member: the record was finished first', zh: '慢成员：先处理完那条消息' }, order: [{ fact: 'HeartbeatFailed', where: { error: 'REBALANCE_IN_PROGRESS' } }, { fact: 'RecordProcessed', where: { value: 'm1' } }, { fact: 'PartitionsRevoked' }, { fact: 'GroupGenerationStarted', where: { generation: 2 } }] },
    { branch: 'slow-member', say: { en: 'Slow member: nobody was removed from the group', zh: '慢成员：没有成员被移出组' }, facts: { fact: 'MemberRemoved' }, count: 0 },
    { branch: 'slow-member', say: { en: 'Slow member: no record was processed twice', zh: '慢成员：没有消息处理过两次' }, promise: 'processedAtMostOnce', lost: 0 },
  ],
});
