import { GROUP, consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Bilingual, FactPattern, Scene } from './types.ts';

/** Sent at the moment of the crash, which in the main story is the moment of the last heartbeat. */
const crashed: FactPattern = { fact: 'RecordSent', where: { value: 'n1' } };
const removed: FactPattern = { fact: 'MemberRemoved', where: { reason: 'session-timeout' } };
const told: FactPattern = { fact: 'HeartbeatFailed', where: { consumer: 'consumer-1', error: 'REBALANCE_IN_PROGRESS' } };
const newGeneration: FactPattern = { fact: 'GroupGenerationStarted', where: { generation: 2 } };
const assigned: FactPattern = { fact: 'PartitionsAssigned', where: { consumer: 'consumer-1', generation: 2 } };
const readAgain: FactPattern = { fact: 'RecordProcessed', where: { consumer: 'consumer-1', value: 'n1' } };

/** Since 3.0 the session timeout is 45 seconds. */
const later: Bilingual = {
  en: 'Since 3.0 the default of session.timeout.ms is 45 seconds (KIP-735), so that a short network problem costs no rebalance. The price: a real crash is noticed later.',
  zh: '从 3.0 起，session.timeout.ms 的默认值是 45 秒（KIP-735），短暂的网络故障不再引起重平衡。代价是真正的宕机发现得更晚。',
};

const silence: Scene = {
  title: { en: 'Nothing happens', zh: '什么也没发生' },
  say: {
    en: 'The coordinator has no way to see a process die. It sees only that a heartbeat is late, and one may be late for many reasons. So the group is Stable, consumer 1 reads its two partitions, and n1 lies in orders-2 with nobody to read it. Five seconds pass.',
    zh: '协调者看不见进程宕机。它只看见心跳迟迟不来，而心跳迟到可以有许多原因。所以组仍是 Stable，消费者 1 照常读它的两个分区，n1 躺在 orders-2 里，没有人读。五秒过去了。',
  },
  do: [],
  until: { afterMs: 5000 },
  withinMs: 6000,
  focus: ['consumer-2', ...GROUP],
  predict: {
    ask: { en: 'Five seconds after the crash: how many members does the coordinator count?', zh: '宕机五秒之后，协调者数出几个成员？' },
    answer: { select: 'groupMembers', of: 'app' },
    why: { en: 'Still two. Until its session is over, a dead member keeps its partitions.', zh: '还是两个。会话没结束之前，宕机的成员仍占着它的分区。' },
  },
};

/** G4: nobody says goodbye, so the group has to wait until it may be sure. */
export const memberCrashes = lesson({
  ...headings['member-crashes'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 4, consumers: [{}, {}] }),
  scenes: [
    {
      title: { en: 'Two members, both alive', zh: '两个成员，都活着' },
      say: {
        en: 'Consumer 1 owns orders-0 and orders-1, consumer 2 owns orders-2 and orders-3. Consumer 2 has processed n0, and after five seconds its position is committed automatically.',
        zh: '消费者 1 拥有 orders-0 和 orders-1，消费者 2 拥有 orders-2 和 orders-3。消费者 2 处理了 n0，五秒后位移自动提交。',
      },
      do: [sendTo(2, 'n0'), consumer('start', 1), consumer('start', 2)],
      until: [{ fact: 'RecordProcessed', where: { consumer: 'consumer-2', value: 'n0' } }, { select: 'committed', of: 'app/orders-2', is: 1 }],
      withinMs: 30_000,
      focus: ['consumer-1', 'consumer-2', ...GROUP],
    },
    {
      title: { en: 'A clock for each member', zh: '每个成员一个计时器' },
      say: {
        en: 'The coordinator keeps one clock for each member. Every heartbeat sets it back to session.timeout.ms; when it runs out, the member counts as dead. A heartbeat of consumer 2 has just arrived, and its answer is on the way.',
        zh: '协调者为每个成员设一个计时器。每次心跳都把它拨回 session.timeout.ms；走完了，就认定这个成员已宕机。消费者 2 的一次心跳刚刚到达，响应已在路上。',
      },
      do: [],
      until: { message: { api: 'Heartbeat', kind: 'response', to: 'consumer-2' } },
      withinMs: 5000,
      focus: ['consumer-2', ...GROUP],
      inOtherEras: {
        '2.8': { en: 'session.timeout.ms is 10 seconds, and heartbeat.interval.ms 3: three heartbeats may be missed.', zh: 'session.timeout.ms 是 10 秒，heartbeat.interval.ms 是 3 秒：允许错过三次心跳。' },
        '3.9': later,
        '4.1': later,
      },
    },
    {
      title: { en: 'Gone without a word', zh: '不告而别' },
      say: {
        en: 'At this very moment consumer 2 is killed: kill -9, no close(), no LeaveGroup. Its connections break, but that tells the coordinator nothing: clients reconnect all the time. Then a record n1 is written to orders-2.',
        zh: '就在这一刻，消费者 2 被杀掉：kill -9，没有 close，也没有 LeaveGroup。它的连接断了，可协调者不以此为凭：客户端断线重连是常事。随后一条消息 n1 写入 orders-2。',
      },
      do: [consumer('kill', 2), sendTo(2, 'n1')],
      until: { fact: 'RecordAcknowledged', where: { value: 'n1' } },
      withinMs: 5000,
      focus: ['consumer-2', ...GROUP],
    },
    silence,
    {
      title: { en: 'The session runs out', zh: '会话到期' },
      say: {
        en: 'One session.timeout.ms after the last heartbeat the clock has run out. The coordinator removes consumer 2 from the group and prepares a rebalance. Only now does anything begin to get better.',
        zh: '距最后一次心跳正好一个 session.timeout.ms，计时器走完。协调者把消费者 2 移出组，准备重平衡。到这时事情才开始好转。',
      },
      do: [],
      until: removed,
      withinMs: 50_000,
      focus: GROUP,
      predict: {
        ask: { en: 'The member has just been removed. In which state is the group?', zh: '成员刚被移出。组处于哪个状态？' },
        options: ['Stable', 'PreparingRebalance', 'CompletingRebalance', 'Empty'].map((state) => ({ value: state, label: { en: state, zh: state } })),
        answer: { select: 'groupState', of: 'app' },
        why: { en: 'PreparingRebalance: consumer 1 has to join again, and does not know that yet.', zh: 'PreparingRebalance：消费者 1 得重新加入，而它还不知道。' },
      },
      inOtherEras: { '3.9': later, '4.1': later },
    },
    {
      title: { en: 'Heartbeat, join, sync', zh: '心跳、加入、同步' },
      say: {
        en: 'Three short waits follow. Consumer 1 hears of it with its next heartbeat, within three seconds. It gives up its own partitions and joins; it is alone, so generation 2 begins at once. It assigns all four partitions to itself, and SyncGroup brings them back.',
        zh: '接下来是三段短的等待。消费者 1 在下一次心跳时得知，三秒之内。它交出自己的分区，重新加入；只剩它一个，第 2 代当即开始。它把四个分区都分给自己，再由 SyncGroup 领回。',
      },
      do: [],
      until: assigned,
      withinMs: 10_000,
      focus: ['consumer-1', ...GROUP],
    },
    {
      title: { en: 'The gap closes', zh: '缺口补上' },
      say: {
        en: 'Consumer 1 reads orders-2 from the committed offset on, and n1 is processed at last. Almost all of its delay was one wait: the session timeout. A shorter one finds a crash sooner, but mistakes more pauses for crashes; heartbeats should come at least three times in it.',
        zh: '消费者 1 从已提交位移接着读 orders-2，n1 终于得到处理。迟到的时间几乎全花在一件事上：等会话超时。超时设得短，宕机发现得早，却也更容易把一次停顿误判成宕机；一个会话里至少要容得下三次心跳。',
      },
      do: [],
      until: readAgain,
      withinMs: 5000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'n0 was at offset 0 of orders-2 and was committed, n1 is at offset 1. What is consumer 1’s position in orders-2 when n1 is processed?', zh: 'n0 在 orders-2 的位移 0 上，已经提交；n1 在位移 1 上。n1 处理完时，消费者 1 在 orders-2 的位置是多少？' },
        answer: { select: 'position', of: 'consumer-1/orders-2' },
        why: { en: '2: it began at the committed offset 1 and read one record. Had n0 not been committed, it would have been read again.', zh: '2：它从已提交位移 1 开始，读了一条。要是 n0 没有提交过，就会再读一遍。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'just-before-a-heartbeat',
      label: { en: 'What if it dies just before its next heartbeat?', zh: '如果它在下一次心跳前一刻宕机呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'Almost three seconds later', zh: '将近三秒以后' },
          say: {
            en: 'Consumer 2 lives on for almost three seconds more. Its next heartbeat would go out in less than a tenth of a second. The clock at the coordinator has been running all that time.',
            zh: '消费者 2 又活了将近三秒。再过不到十分之一秒，它就要发下一次心跳。协调者那边的计时器一直在走。',
          },
          do: [],
          until: { afterMs: 2900 },
          withinMs: 3000,
          focus: ['consumer-2', ...GROUP],
        },
        {
          title: { en: 'Found out sooner', zh: '发现得更早' },
          say: {
            en: 'Now it is killed. The session counts from the last heartbeat, not from the crash: after this crash it is over almost three seconds sooner than in the main story. So a crash is found between session.timeout.ms − heartbeat.interval.ms and session.timeout.ms after it happened.',
            zh: '现在它被杀掉。会话从最后一次心跳算起，不是从宕机算起：所以同样从宕机起算，这次会话结束得比主线早将近三秒。可见从宕机到被发现，在 session.timeout.ms − heartbeat.interval.ms 到 session.timeout.ms 之间。',
          },
          do: [consumer('kill', 2), sendTo(2, 'n1')],
          until: removed,
          withinMs: 50_000,
          focus: ['consumer-2', ...GROUP],
        },
      ],
    },
    {
      id: 'restarted-at-once',
      label: { en: 'What if a supervisor restarts it after one second?', zh: '如果守护程序一秒后就把它重启呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'Killed, and back a second later', zh: '杀掉，一秒后回来' },
          say: {
            en: 'Consumer 2 is killed, and its supervisor waits a second. The new process knows nothing of the old one’s member id. To the coordinator it will be somebody new.',
            zh: '消费者 2 被杀掉，守护程序等了一秒。新进程不知道旧进程的成员 ID。在协调者看来，它是个陌生人。',
          },
          do: [consumer('kill', 2)],
          until: { afterMs: 1000 },
          withinMs: 2000,
          focus: ['consumer-2'],
        },
        {
          title: { en: 'Three members, one of them a ghost', zh: '三个成员，其中一个是幽灵' },
          say: {
            en: 'The new process joins and gets a new member id. That starts a rebalance right away. Consumer 1 hears of it, gives up its partitions and joins. Now two have joined, but the list has three: the dead one has not.',
            zh: '新进程加入，拿到新的成员 ID。重平衡随即开始。消费者 1 得知后，交出分区，重新加入。现在加入了两个，名单上却有三个：宕机的那个没有来。',
          },
          do: [consumer('restart', 2)],
          until: [{ fact: 'PartitionsRevoked', where: { consumer: 'consumer-1' } }, { select: 'groupMembers', of: 'app', is: 3 }, { afterMs: 4000 }],
          withinMs: 8000,
          focus: ['consumer-1', 'consumer-2', ...GROUP],
          predict: {
            ask: { en: 'How many partitions does consumer 1, which never failed, read at this moment?', zh: '消费者 1 从没出过故障，它此刻在读几个分区？' },
            answer: { select: 'ownedCount', of: 'consumer-1' },
            why: { en: 'None: it gave them up to join, and its JoinGroup is not answered while the ghost is waited for.', zh: '一个也没有：为了加入，它交出了分区；而幽灵没到，它的 JoinGroup 就得不到答复。' },
          },
        },
        {
          title: { en: 'All wait for the dead one', zh: '大家等着宕机的那个' },
          say: {
            en: 'Nobody reads anything until the ghost’s session is over. Only then are all known members there, and generation 2 begins. A quick restart made it worse: before, two partitions stood still, now four. Static membership (group.instance.id) is the cure.',
            zh: '幽灵的会话结束之前，谁也读不到任何东西。会话结束，名单上的成员才算到齐，第 2 代开始。快速重启反而更糟：原先停两个分区，现在停四个。对策是静态成员（group.instance.id）。',
          },
          do: [],
          until: [{ fact: 'PartitionsAssigned', where: { consumer: 'consumer-1', generation: 2 } }, { fact: 'PartitionsAssigned', where: { consumer: 'consumer-2', generation: 2 } }],
          withinMs: 50_000,
          focus: ['consumer-1', 'consumer-2', ...GROUP],
        },
      ],
    },
  ],
  ends: [
    { eras: ['2.8'], say: { en: 'From the last heartbeat to the removal: session.timeout.ms, exactly 10 seconds', zh: '从最后一次心跳到移出：session.timeout.ms，恰好 10 秒' }, elapsedMs: { min: 10_000, max: 10_000 }, from: crashed, to: removed },
    { eras: ['3.9', '4.1'], say: { en: 'From the last heartbeat to the removal: session.timeout.ms, exactly 45 seconds', zh: '从最后一次心跳到移出：session.timeout.ms，恰好 45 秒' }, elapsedMs: { min: 45_000, max: 45_000 }, from: crashed, to: removed },
    { say: { en: 'then consumer 1’s next heartbeat: 3 seconds at most', zh: '接着等消费者 1 的下一次心跳：至多 3 秒' }, elapsedMs: { max: 3010 }, from: removed, to: told },
    { say: { en: 'then to join: hundredths of a second', zh: '接着加入：百分之几秒' }, elapsedMs: { min: 1, max: 100 }, from: told, to: newGeneration },
    { say: { en: 'then to sync: hundredths of a second', zh: '接着同步：百分之几秒' }, elapsedMs: { min: 1, max: 100 }, from: newGeneration, to: assigned },
    { eras: ['2.8'], say: { en: 'The partitions were unread for 10 to 13.5 seconds', zh: '分区无人读的时间：10 到 13.5 秒' }, elapsedMs: { min: 10_000, max: 13_500 }, from: crashed, to: readAgain },
    { eras: ['3.9', '4.1'], say: { en: 'The partitions were unread for 45 to 48.5 seconds', zh: '分区无人读的时间：45 到 48.5 秒' }, elapsedMs: { min: 45_000, max: 48_500 }, from: crashed, to: readAgain },
    { say: { en: 'The group is in generation 2', zh: '组到了第 2 代' }, select: 'groupGeneration', of: 'app', is: 2 },
    { say: { en: 'Consumer 1 owns all four partitions', zh: '消费者 1 拥有全部四个分区' }, select: 'owned', of: 'consumer-1', is: ['orders-0', 'orders-1', 'orders-2', 'orders-3'] },
    { say: { en: 'The member never said goodbye', zh: '那个成员没有道过别' }, facts: { fact: 'MemberLeaves' }, count: 0 },
    { say: { en: 'No record was skipped', zh: '没有跳过一条消息' }, promise: 'processedAtLeastOnce', lost: 0 },
    { say: { en: 'and none was processed twice, for all had been committed', zh: '也没有一条处理过两次，因为都已提交' }, promise: 'processedAtMostOnce', lost: 0 },
    { branch: 'just-before-a-heartbeat', eras: ['2.8'], say: { en: 'Just before a heartbeat: removed 7 seconds after the crash', zh: '下一次心跳之前：宕机 7 秒后移出' }, elapsedMs: { min: 7000, max: 7100 }, from: crashed, to: removed },
    { branch: 'just-before-a-heartbeat', eras: ['3.9', '4.1'], say: { en: 'Just before a heartbeat: removed 42 seconds after the crash', zh: '下一次心跳之前：宕机 42 秒后移出' }, elapsedMs: { min: 42_000, max: 42_100 }, from: crashed, to: removed },
    { branch: 'restarted-at-once', eras: ['2.8'], say: { en: 'Restarted at once: consumer 1 stood still too, for more than 5 seconds', zh: '立即重启：消费者 1 也停了 5 秒以上' }, elapsedMs: { min: 5000, max: 10_000 }, from: { fact: 'PartitionsRevoked', where: { consumer: 'consumer-1' } }, to: assigned },
    { branch: 'restarted-at-once', eras: ['3.9', '4.1'], say: { en: 'Restarted at once: consumer 1 stood still too, for more than 40 seconds', zh: '立即重启：消费者 1 也停了 40 秒以上' }, elapsedMs: { min: 40_000, max: 45_000 }, from: { fact: 'PartitionsRevoked', where: { consumer: 'consumer-1' } }, to: assigned },
    { branch: 'restarted-at-once', say: { en: 'Restarted at once: the ghost was removed first, then the generation began', zh: '立即重启：先移出幽灵，新一代才开始' }, order: [{ fact: 'PartitionsRevoked', where: { consumer: 'consumer-1' } }, removed, newGeneration] },
  ],
});
