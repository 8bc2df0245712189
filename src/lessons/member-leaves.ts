import { GROUP, consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { FactPattern } from './types.ts';

const told = (number: number): FactPattern => ({ fact: 'HeartbeatFailed', where: { consumer: `consumer-${number}`, error: 'REBALANCE_IN_PROGRESS' } });
const assigned = (number: number): FactPattern => ({ fact: 'PartitionsAssigned', where: { consumer: `consumer-${number}`, generation: 2 } });
const leaves: FactPattern = { fact: 'MemberLeaves' };
const newGeneration: FactPattern = { fact: 'GroupGenerationStarted', where: { generation: 2 } };

/** G3: a consumer that is closed says so, and the group does not have to find out. */
export const memberLeaves = lesson({
  ...headings['member-leaves'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 6, consumers: [{}, {}, {}] }),
  scenes: [
    {
      title: { en: 'Three members, two partitions each', zh: '三个成员，各有两个分区' },
      say: {
        en: 'Three consumers of group app start together. The first JoinGroup opens the initial delay of three seconds; the others come within it, so the coordinator waits once more and then takes all of them into one generation. Each owns two partitions of orders. Consumer 3 has just processed m0 from orders-4, and has not committed it yet.',
        zh: '组 app 的三个消费者一起启动。第一个 JoinGroup 触发三秒的初始延迟；另外两个在此期间到来，协调者便再等一轮，然后把它们一并收进同一代。每个成员拥有 orders 的两个分区。消费者 3 刚处理完 orders-4 的 m0，还没有提交。',
      },
      do: [sendTo(4, 'm0'), ...[1, 2, 3].map((number) => consumer('start', number))],
      until: [{ fact: 'RecordProcessed', where: { consumer: 'consumer-3', value: 'm0' } }, { select: 'groupState', of: 'app', is: 'Stable' }],
      withinMs: 30_000,
      focus: ['consumer-1', 'consumer-2', 'consumer-3', ...GROUP],
      predict: {
        ask: { en: 'Three consumers were started at the same time. In which generation is the group when they read?', zh: '三个消费者同时启动。它们开始消费时，组处于第几代？' },
        answer: { select: 'groupGeneration', of: 'app' },
        why: { en: 'The first: group.initial.rebalance.delay.ms gathers those who start together, instead of one rebalance for each.', zh: '第 1 代：group.initial.rebalance.delay.ms 把一起启动的成员凑齐，不必来一个就重平衡一次。' },
      },
    },
    {
      title: { en: 'Closing time', zh: '关闭之前' },
      say: {
        en: 'Consumer 3 is closed: close(), as after a SIGTERM in a well-written program. First it commits what it has processed, for the one who will read orders-4 after it. Then it lets go of its partitions and sends LeaveGroup.',
        zh: '消费者 3 被关闭：写得好的程序收到 SIGTERM 后会调用 close。它先提交处理过的位移，留给接手 orders-4 的那个成员。然后交出分区，发送 LeaveGroup。',
      },
      do: [consumer('stop', 3)],
      until: leaves,
      withinMs: 5000,
      focus: ['consumer-3', ...GROUP],
      predict: {
        ask: { en: 'm0 was at offset 0 of orders-4. Which offset has the group committed when LeaveGroup is sent?', zh: 'm0 在 orders-4 的位移 0 上。发送 LeaveGroup 时，组的已提交位移是多少？' },
        answer: { select: 'committed', of: 'app/orders-4' },
        why: { en: '1, the next one to read. close() commits even though auto.commit.interval.ms, five seconds, is not over.', zh: '1，即下一条要读的。auto.commit.interval.ms 的五秒虽然未到，close 也会提交。' },
      },
    },
    {
      title: { en: 'Removed on the spot', zh: '当场移出' },
      say: {
        en: 'The coordinator takes the member off its list at once and starts a rebalance. It need not wait for a session to time out, because there is nothing to guess: the member said that it is leaving.',
        zh: '协调者当即把这个成员从名单中移出，并开始重平衡。不必等会话超时，因为没有什么要猜的：成员自己说了要走。',
      },
      do: [],
      until: { fact: 'GroupStateChanged', where: { from: 'Stable', to: 'PreparingRebalance' } },
      withinMs: 5000,
      focus: GROUP,
      predict: {
        ask: { en: 'How many members does the coordinator count now?', zh: '协调者现在数出几个成员？' },
        answer: { select: 'groupMembers', of: 'app' },
        why: { en: 'Two. LeaveGroup takes effect the moment it arrives.', zh: '两个。LeaveGroup 一到就生效。' },
      },
    },
    {
      title: { en: 'The others hear of it', zh: '其他成员得知' },
      say: {
        en: 'Consumers 1 and 2 are told as always: in the answer to their next heartbeat. That is all the waiting there is, three seconds at most. Meanwhile a record m1 arrives in orders-4, which nobody reads just now.',
        zh: '消费者 1 和 2 照例在下一次心跳的响应里得知。要等的只有这个，至多三秒。这期间 orders-4 来了一条 m1，此刻没有人读它。',
      },
      do: [sendTo(4, 'm1')],
      until: newGeneration,
      withinMs: 10_000,
      focus: ['consumer-1', 'consumer-2', ...GROUP],
    },
    {
      title: { en: 'Two members, three partitions each', zh: '两个成员，各有三个分区' },
      say: {
        en: 'Both have joined again, generation 2 begins, and consumer 1 divides: three partitions for each. The new owner of orders-4 asks for the committed offset, 1, and reads m1. m0 is not read again: leaving politely costs no duplicates.',
        zh: '两个成员都重新加入，第 2 代开始，消费者 1 来划分：各得三个分区。orders-4 的新主人询问已提交位移，得到 1，读到 m1。m0 不会再读一遍：好好道别，就没有重复消费。',
      },
      do: [],
      until: [assigned(1), assigned(2), { fact: 'RecordProcessed', where: { value: 'm1' } }],
      withinMs: 5000,
      focus: ['consumer-1', 'consumer-2', ...GROUP],
      predict: {
        ask: { en: 'Six partitions, two members, range assignor. Which ones does consumer 2 own now?', zh: '六个分区，两个成员，range 分配策略。消费者 2 现在拥有哪几个？' },
        options: [
          { value: ['orders-3', 'orders-4', 'orders-5'], label: { en: 'orders-3 to orders-5', zh: 'orders-3 到 orders-5' } },
          { value: ['orders-2', 'orders-3', 'orders-4'], label: { en: 'the two it had, orders-2 and orders-3, and orders-4', zh: '原有的 orders-2、orders-3，加上 orders-4' } },
          { value: ['orders-1', 'orders-3', 'orders-5'], label: { en: 'orders-1, orders-3 and orders-5', zh: 'orders-1、orders-3 和 orders-5' } },
        ],
        answer: { select: 'owned', of: 'consumer-2' },
        why: { en: 'Range begins from scratch each time: the first half, the second half. That orders-2 moves although nobody had to lose it is the price; sticky assignors avoid that.', zh: 'range 每次都从头算：前一半、后一半。orders-2 本不必换主人却也换了，这就是代价；粘性分配策略会避免这一点。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'leader-leaves',
      label: { en: 'What if consumer 1 leaves, the leader of the group?', zh: '如果离开的是组内领导者消费者 1 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'The leader goes', zh: '领导者离开' },
          say: {
            en: 'Consumer 1 was the group leader: it computed the assignment. Now it is closed and sends LeaveGroup. The coordinator removes it like any other member, and makes one of the others leader in the same moment: the first in its table of members, which is a hash table and knows nothing of age.',
            zh: '消费者 1 是组内领导者（Group Leader）：分配方案是它算的。现在它被关闭，发送 LeaveGroup。协调者像对别的成员一样把它移出，同时指定另一个当领导者：成员表里的第一个。这张表是哈希表，与加入先后无关。',
          },
          do: [consumer('stop', 1)],
          until: { fact: 'GroupStateChanged', where: { from: 'Stable', to: 'PreparingRebalance' } },
          withinMs: 5000,
          focus: ['consumer-1', ...GROUP],
        },
        {
          title: { en: 'Another one leads', zh: '换一个来领导' },
          say: {
            en: 'No vote was needed, and the new leader does not know of its luck yet. It learns of it in the JoinGroup response, which brings it the list of members; then it assigns. Leading a group is a small job, which anybody can do.',
            zh: '不必投票，新的领导者自己也还不知情。它在 JoinGroup 响应里才得知，随之拿到成员名单，然后来做分配。组内领导者的活不多，谁都能干。',
          },
          do: [],
          until: [assigned(2), assigned(3)],
          withinMs: 10_000,
          focus: ['consumer-2', 'consumer-3', ...GROUP],
          predict: {
            ask: { en: 'Consumer 2 or 3 leads now. How many partitions does consumer 2 own?', zh: '现在由消费者 2 或 3 领导。消费者 2 拥有几个分区？' },
            answer: { select: 'ownedCount', of: 'consumer-2' },
            why: { en: 'Three, whoever leads: the assignor is the same program in every member.', zh: '三个，谁领导都一样：每个成员里的分配策略是同一套程序。' },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The group is in generation 2: one more than before', zh: '组到了第 2 代：加一' }, select: 'groupGeneration', of: 'app', is: 2 },
    { say: { en: 'It has two members', zh: '有两个成员' }, select: 'groupMembers', of: 'app', is: 2 },
    { say: { en: 'The member was removed within a hundredth of a second of leaving', zh: '从发出离组请求到移出成员，不过百分之一秒' }, elapsedMs: { max: 10 }, from: leaves, to: { fact: 'MemberRemoved', where: { reason: 'leave' } } },
    { say: { en: 'No session timeout was waited for', zh: '没有等过会话超时' }, facts: { fact: 'MemberRemoved', where: { reason: 'session-timeout' } }, count: 0 },
    { say: { en: 'From leaving to the new generation: no longer than a heartbeat interval', zh: '从离开到新一代开始：不超过一个心跳间隔' }, elapsedMs: { max: 3100 }, from: leaves, to: newGeneration },
    { say: { en: 'Both heard of it by heartbeat before the new generation began', zh: '两个成员都先由心跳得知，然后新一代才开始' }, order: [{ fact: 'MemberRemoved' }, told(1), newGeneration] },
    { say: { en: 'Consumer 1 owns three partitions', zh: '消费者 1 拥有三个分区' }, select: 'owned', of: 'consumer-1', is: ['orders-0', 'orders-1', 'orders-2'] },
    { say: { en: 'consumer 2 the other three', zh: '消费者 2 拥有另外三个' }, select: 'owned', of: 'consumer-2', is: ['orders-3', 'orders-4', 'orders-5'] },
    { say: { en: 'No record was processed twice', zh: '没有消息处理过两次' }, promise: 'processedAtMostOnce', lost: 0 },
    { say: { en: 'and none was skipped', zh: '也没有跳过一条' }, promise: 'processedAtLeastOnce', lost: 0 },
    { branch: 'leader-leaves', say: { en: 'Leader left: another member leads', zh: '领导者离开：换了一个成员领导' }, facts: { fact: 'GroupLeaderChanged', where: { reason: 'left' } }, count: 1 },
    { branch: 'leader-leaves', say: { en: 'Leader left: the assignment was computed twice, by two members', zh: '领导者离开：分配方案算过两次，由两个成员先后算出' }, facts: { fact: 'AssignmentComputed', where: { consumer: 'consumer-1' } }, count: 1 },
    { branch: 'leader-leaves', say: { en: 'Leader left: one rebalance, as for any member', zh: '领导者离开：只重平衡一次，与别的成员离开一样' }, select: 'groupGeneration', of: 'app', is: 2 },
  ],
});
