import { beginsAt, consumer, groupCluster, processed, sendAll, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { FactPattern } from './types.ts';

const RECORDS = ['m0', 'm1', 'm2'];
const IN_TEN_SECONDS = { 'enable.auto.commit': 'false', 'max.poll.interval.ms': '10000' };
const afterEach = { application: { processingMs: 2000, commit: 'sync-after-each' }, config: IN_TEN_SECONDS } as const;
const cooperative = { ...IN_TEN_SECONDS, 'max.poll.records': '1', 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor' };
const asynchronous = { processingMs: 2000, commit: 'async' } as const;

const generation = (number: number): FactPattern => ({ fact: 'GroupGenerationStarted', where: { group: 'app', generation: number } });
const refused = (number: number, error: string): FactPattern => ({ fact: 'OffsetCommitAnswered', where: { consumer: `consumer-${number}`, error } });

/** G5: until when a commit of this generation counts. */
export const commitDuringRebalance = lesson({
  ...headings['commit-during-rebalance'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({
    partitions: 2,
    consumers: [
      afterEach, afterEach,
      { application: asynchronous, config: { ...cooperative, 'group.instance.id': 'left', 'session.timeout.ms': '45000' } },
      { application: asynchronous, config: cooperative },
    ],
  }),
  scenes: [
    {
      title: { en: 'A commit for each record', zh: '一条一提交' },
      say: {
        en: 'Consumer 1 owns both partitions of orders and polls m0, m1, m2 from orders-0 at once. It takes two seconds over a record and calls `commitSync()` after each. Every commit carries the member id and the generation, here 1. Consumers 3 and 4 are for the what-ifs.',
        zh: '消费者 1 拥有 orders 的两个分区，一次 poll 到 orders-0 的 m0、m1、m2。它处理一条要两秒，每处理一条就调用 `commitSync()`。每次提交都带着成员 ID 和所属的代（generation），此时是第 1 代。消费者 3、4 留给后面的“如果”。',
      },
      do: [...sendAll(0, RECORDS), consumer('start', 1)],
      until: { select: 'committed', of: 'app/orders-0', is: 1 },
      withinMs: 20_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'A rebalance is announced', zh: '重平衡开始了' },
      say: {
        en: 'Consumer 2 joins, and the group prepares a rebalance. Consumer 1 learns it from the answer to its next heartbeat: REBALANCE_IN_PROGRESS. Heartbeats have a thread of their own; the thread that processes m1 goes on, and will join again only when it next calls `poll()`.',
        zh: '消费者 2 加入，组开始准备重平衡。消费者 1 从下一次心跳的答复中得知：REBALANCE_IN_PROGRESS。心跳有自己的线程；处理 m1 的那个线程照常工作，要到下一次调用 `poll()` 才会重新加入。',
      },
      do: [consumer('start', 2)],
      until: { fact: 'HeartbeatFailed', where: { consumer: 'consumer-1', error: 'REBALANCE_IN_PROGRESS' } },
      withinMs: 10_000,
      focus: ['consumer-1', 'consumer-2'],
    },
    {
      title: { en: 'Time to finish', zh: '留出收尾的时间' },
      say: {
        en: 'm1 is done and committed, in the middle of PreparingRebalance. The coordinator still accepts commits of the old generation in this state: nobody else has been given these partitions yet. It is the time in which members finish what they have in hand.',
        zh: 'm1 处理完，在 PreparingRebalance 期间提交。此状态下协调者仍接受旧一代的提交：这些分区还没有分给别人。这段时间正是让成员把手上的活干完。',
      },
      do: [],
      until: { select: 'committed', of: 'app/orders-0', is: 2 },
      withinMs: 10_000,
      focus: ['consumer-1', 'consumer-2'],
      predict: {
        ask: { en: 'The group is in PreparingRebalance. Which offset of orders-0 is committed?', zh: '组处于 PreparingRebalance。orders-0 的已提交位移是多少？' },
        options: [1, 2].map((offset) => ({ value: offset, label: offset === 1 ? { en: '1: the commit is refused', zh: '1：提交被拒绝' } : { en: '2: the commit is accepted', zh: '2：提交被接受' } })),
        answer: { select: 'committed', of: 'app/orders-0' },
        why: { en: 'Generation 1 is still the newest. A commit is refused only when another generation has begun.', zh: '第 1 代仍是最新的一代。只有新的一代开始之后，旧的提交才会被拒绝。' },
      },
    },
    {
      title: { en: 'Too slow', zh: '太慢了' },
      say: {
        en: 'm2 takes 15 seconds, because a database hangs. Ten seconds after its last `poll()` (max.poll.interval.ms=10000 here) consumer 1 gives up by itself: its heartbeat thread sends LeaveGroup, and forgets member id and generation. The other thread knows nothing of this and works on.',
        zh: 'm2 要处理 15 秒，因为数据库卡住了。距上一次 `poll()` 满十秒时（这里 max.poll.interval.ms=10000），消费者 1 自己放弃了：心跳线程发送 LeaveGroup，丢掉成员 ID 和代。另一个线程对此一无所知，继续处理。',
      },
      do: [{ command: { type: 'consumer.setProcessing', consumer: 'consumer-1', processingMs: 15_000 } }],
      until: { fact: 'PollOverdue', where: { consumer: 'consumer-1' } },
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
    },
    {
      title: { en: 'Generation 2 without it', zh: '第 2 代里没有它' },
      say: {
        en: 'Nobody has to be waited for any more: generation 2 begins with consumer 2 alone, which gets both partitions. It starts at the committed offset, 2, and processes m2.',
        zh: '不必再等谁了：第 2 代开始，只有消费者 2，它得到两个分区。它从已提交位移 2 开始，处理 m2。',
      },
      do: [],
      until: processed(2, 2),
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
      predict: {
        ask: { en: 'Who owns orders-0 in generation 2? Count the partitions of consumer 2.', zh: '第 2 代里 orders-0 归谁？数一数消费者 2 有几个分区。' },
        answer: { select: 'ownedCount', of: 'consumer-2' },
        why: { en: 'Both: consumer 1 has left the group, though its application does not know yet.', zh: '两个都归它：消费者 1 已经离开组，只是它的应用程序还不知道。' },
      },
    },
    {
      title: { en: 'The late commit', zh: '迟到的提交' },
      say: {
        en: 'Consumer 1 finishes m2 as well, and calls `commitSync()`. It belongs to no generation any more, so the commit fails before it is even sent (CommitFailedException), and the coordinator would answer UNKNOWN_MEMBER_ID. The refusal protects the offset of the new owner; the work itself has been done twice.',
        zh: '消费者 1 也处理完 m2，调用 `commitSync()`。它已不属于任何一代，提交还没发出就失败了（CommitFailedException）；就算发出，协调者也会答复 UNKNOWN_MEMBER_ID。拒绝，保护的是新主人的位移；活却已经干了两遍。',
      },
      do: [],
      until: refused(1, 'UNKNOWN_MEMBER_ID'),
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
    },
  ],
  whatIf: [
    {
      id: 'late-on-the-way',
      label: { en: 'What if the commit is late on its way?', zh: '如果提交在路上迟到呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'A static member commits', zh: '一个静态成员提交位移' },
          say: {
            en: 'Consumer 3 runs instead. It is a static member (group.instance.id, session.timeout.ms=45000), polls one record at a time, and commits with `commitAsync()`, without waiting. The commit of m0 has just left.',
            zh: '换成消费者 3。它是静态成员（group.instance.id，session.timeout.ms=45000），每次 poll 一条，用 `commitAsync()` 提交，不等答复。m0 的提交刚刚发出。',
          },
          do: [...sendAll(0, RECORDS), consumer('start', 3)],
          until: { message: { api: 'OffsetCommit', kind: 'request', from: 'consumer-3' } },
          withinMs: 20_000,
          focus: ['consumer-3'],
        },
        {
          title: { en: 'The network stalls', zh: '网络卡住了' },
          say: {
            en: 'Its connection to the coordinator stalls for 15 seconds, and meanwhile consumer 4 joins. The coordinator waits for consumer 3 as long as max.poll.interval.ms, ten seconds; then it begins generation 2. A dynamic member would be removed now, a static one is kept.',
            zh: '它与协调者之间的连接卡住 15 秒，这时消费者 4 加入。协调者等消费者 3，最多等 max.poll.interval.ms，十秒；然后开始第 2 代。动态成员这时会被移出组，静态成员则保留。',
          },
          do: [{ hold: { api: 'OffsetCommit', kind: 'request', from: 'consumer-3' }, forMs: 15_000 }, consumer('start', 4)],
          until: generation(2),
          withinMs: 30_000,
          focus: ['consumer-3', 'consumer-4'],
        },
        {
          title: { en: 'ILLEGAL_GENERATION', zh: 'ILLEGAL_GENERATION' },
          say: {
            en: 'The stalled commits arrive. The member id is known, but they speak of generation 1, and the group is in generation 2: ILLEGAL_GENERATION. Consumer 4 owns orders-0 by now; without the check, the old commits would have moved its offset.',
            zh: '卡住的提交终于到达。成员 ID 认识，但它们说的是第 1 代，而组已在第 2 代：ILLEGAL_GENERATION。orders-0 此时归消费者 4；没有这道检查，旧提交就会改动它的位移。',
          },
          do: [],
          until: refused(3, 'ILLEGAL_GENERATION'),
          withinMs: 30_000,
          focus: ['consumer-3', 'consumer-4'],
        },
        {
          title: { en: 'Everything again', zh: '全部重来' },
          say: {
            en: 'Consumer 4 had found no committed offset and began with m0. All three records are processed twice. Consumer 3 gives up what it held, and joins again.',
            zh: '消费者 4 没有查到已提交位移，从 m0 开始。三条消息都处理了两遍。消费者 3 放弃原来的分区，重新加入。',
          },
          do: [],
          until: { select: 'committed', of: 'app/orders-0', is: 3 },
          withinMs: 30_000,
          focus: ['consumer-3', 'consumer-4'],
        },
      ],
    },
    {
      id: 'while-joining',
      label: { en: 'What if it commits while it joins?', zh: '如果正在加入时提交呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'A cooperative member', zh: '协作式成员' },
          say: {
            en: 'Consumer 3 runs instead, with the CooperativeStickyAssignor: it keeps its partitions during a rebalance, and goes on reading them. m0 is processed and committed.',
            zh: '换成消费者 3，分配策略是 CooperativeStickyAssignor：重平衡期间它保留分区，继续消费。m0 已处理并提交。',
          },
          do: [...sendAll(0, RECORDS), consumer('start', 3)],
          until: { select: 'committed', of: 'app/orders-0', is: 1 },
          withinMs: 20_000,
          focus: ['consumer-3'],
        },
        {
          title: { en: 'Joining again', zh: '重新加入' },
          say: {
            en: 'Consumer 4 joins. At its next `poll()` consumer 3 sends JoinGroup, generation 2 begins at the coordinator, and the answer is on its way.',
            zh: '消费者 4 加入。消费者 3 在下一次 `poll()` 时发送 JoinGroup，协调者那里第 2 代开始，答复正在路上。',
          },
          do: [consumer('start', 4)],
          until: { message: { api: 'JoinGroup', kind: 'response', to: 'consumer-3' } },
          withinMs: 20_000,
          focus: ['consumer-3', 'consumer-4'],
        },
        {
          title: { en: 'REBALANCE_IN_PROGRESS', zh: 'REBALANCE_IN_PROGRESS' },
          say: {
            en: 'That answer takes five seconds. Meanwhile m2 is processed and committed; but consumer 3 does not know its generation now, so the commit fails with RebalanceInProgressException. Nothing is lost by that: the partition is still its own.',
            zh: '这个答复在路上耽搁了五秒。其间 m2 处理完并提交；但消费者 3 此刻不知道自己在哪一代，提交以 RebalanceInProgressException 失败。这倒没有损失：分区还是它的。',
          },
          do: [{ hold: { api: 'JoinGroup', kind: 'response', to: 'consumer-3' }, forMs: 5000 }],
          until: [refused(3, 'REBALANCE_IN_PROGRESS'), generation(3)],
          withinMs: 20_000,
          focus: ['consumer-3', 'consumer-4'],
        },
        {
          title: { en: 'The next commit covers it', zh: '下一次提交会补上' },
          say: {
            en: 'Consumer 3 gives up orders-1, joins once more for generation 3, and has kept orders-0. m3 arrives; its commit says 4, which covers m2 too. The right answer to this exception is to poll and to commit later.',
            zh: '消费者 3 让出 orders-1，再加入一次，到了第 3 代，并保住了 orders-0。m3 到来；它的提交是 4，连 m2 一并覆盖。遇到这个异常，正确的做法是继续 poll，稍后再提交。',
          },
          do: [sendTo(0, 'm3')],
          until: { select: 'committed', of: 'app/orders-0', is: 4 },
          withinMs: 30_000,
          focus: ['consumer-3', 'consumer-4'],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'One record was processed twice', zh: '一条消息处理了两遍' }, promise: 'processedAtMostOnce', lost: 1 },
    { say: { en: 'It is m2', zh: '就是 m2' }, facts: { fact: 'RecordProcessed', where: { offset: 2 } }, count: 2 },
    { say: { en: 'The late commit was refused', zh: '迟到的提交被拒绝' }, facts: refused(1, 'UNKNOWN_MEMBER_ID'), count: 1 },
    {
      say: { en: 'The one before was accepted: after the rebalance had begun, before generation 2', zh: '之前那一次被接受：在重平衡开始之后、第 2 代之前' },
      order: [{ fact: 'HeartbeatFailed', where: { consumer: 'consumer-1', error: 'REBALANCE_IN_PROGRESS' } }, processed(1, 1), { fact: 'OffsetsCommitted', where: { generation: 1, offsets: [{ partition: 'orders-0', offset: 2, leaderEpoch: 0, metadata: '' }] } }, generation(2)],
    },
    { say: { en: 'Consumer 2 began where consumer 1 had committed', zh: '消费者 2 从消费者 1 提交的位移开始' }, facts: beginsAt(2, 2), count: 1 },
    { say: { en: 'The committed offset is the new owner’s', zh: '已提交位移是新主人的' }, select: 'committed', of: 'app/orders-0', is: 3 },
    { say: { en: 'Nothing was skipped', zh: '一条不漏' }, promise: 'processedAtLeastOnce', lost: 0 },
    { branch: 'late-on-the-way', say: { en: 'On the way: the coordinator refused three commits of generation 1', zh: '路上迟到：协调者拒绝了第 1 代的三次提交' }, facts: { fact: 'GroupRequestRefused', where: { api: 'OffsetCommit', error: 'ILLEGAL_GENERATION' } }, count: 3 },
    { branch: 'late-on-the-way', say: { en: 'On the way: three records were processed twice', zh: '路上迟到：三条消息处理了两遍' }, promise: 'processedAtMostOnce', lost: 3 },
    { branch: 'while-joining', say: { en: 'While joining: one commit failed', zh: '正在加入：一次提交失败' }, facts: refused(3, 'REBALANCE_IN_PROGRESS'), count: 1 },
    { branch: 'while-joining', say: { en: 'While joining: no record was processed twice', zh: '正在加入：没有重复' }, promise: 'processedAtMostOnce', lost: 0 },
    { branch: 'while-joining', say: { en: 'While joining: consumer 3 kept orders-0', zh: '正在加入：消费者 3 保住了 orders-0' }, select: 'owned', of: 'consumer-3', is: ['orders-0'] },
  ],
});
