import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Bilingual } from './types.ts';

const named = (instance: string) => ({ config: { 'group.instance.id': instance } });
const PLAIN = { config: { 'group.id': 'plain' } };

/** Group `app` has names for its members, group `plain` has none. Consumer 5 bears the name of consumer 2. */
const cluster = groupCluster({ partitions: 2, consumers: [named('worker-1'), named('worker-2'), PLAIN, PLAIN, named('worker-2')] });

const owns = (number: number, is: number) => ({ select: 'ownedCount', of: `consumer-${number}`, is });
const rebalances = (group: string) => ({ fact: 'GroupGenerationStarted', where: { group } });
const revoked = (number: number) => ({ fact: 'PartitionsRevoked', where: { consumer: `consumer-${number}` } });

const sessionOf45: Bilingual = {
  en: 'In this version session.timeout.ms is 45 seconds by default (KIP-735, since 3.0), so the coordinator waits that long.',
  zh: '在这个版本里，session.timeout.ms 默认为 45 秒（KIP-735，自 3.0 起），协调者就等这么久。',
};

/** G17: who has a name may go and come back within its session, and nobody else notices. */
export const staticMembership = lesson({
  ...headings['static-membership'],
  seed: 1,
  stage: 'group',
  cluster,
  scenes: [
    {
      title: { en: 'Two groups, one with names', zh: '两个组，一个有名字' },
      say: {
        en: 'Group app has two members with a group.instance.id: worker-1 and worker-2. They are static members (KIP-345). Group plain has two members without one, as usual: dynamic members. Both groups share out the two partitions and are Stable in generation 1.',
        zh: 'app 组的两个成员设了 group.instance.id：worker-1 和 worker-2，它们是静态成员（KIP-345）。plain 组的两个成员没有设，和平常一样，是动态成员。两个组都把两个分区分好，处于 Stable，第 1 代。',
      },
      do: [1, 2, 3, 4].map((number) => consumer('start', number)),
      until: [1, 2, 3, 4].map((number) => owns(number, 1)),
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
    },
    {
      title: { en: 'A dynamic member stops', zh: '动态成员停下' },
      say: {
        en: 'Consumer 4 of group plain is stopped for an upgrade. Closing, it sends LeaveGroup. The coordinator begins a rebalance at once: consumer 3 must give up its partition, join again, and gets both.',
        zh: 'plain 组的消费者 4 为了升级而停下。关闭时它发送 LeaveGroup。协调者马上开始重平衡：消费者 3 必须交出分区，重新加入，然后得到两个分区。',
      },
      do: [consumer('stop', 4)],
      until: owns(3, 2),
      withinMs: 20_000,
      focus: ['consumer-3', 'consumer-4'],
    },
    {
      title: { en: 'And starts again', zh: '又启动了' },
      say: {
        en: 'A moment later consumer 4 is back. To the coordinator it is a stranger: it gets a new member id, and the group rebalances once more. The restart of one member has stopped the other one twice.',
        zh: '过了一会儿，消费者 4 回来了。对协调者来说它是陌生人：它得到新的成员 ID，组再次重平衡。一个成员重启一次，另一个就停了两次。',
      },
      do: [consumer('start', 4)],
      until: [owns(3, 1), owns(4, 1)],
      withinMs: 20_000,
      focus: ['consumer-3', 'consumer-4'],
      predict: {
        ask: { en: 'Group plain was in generation 1. In which generation is it now?', zh: 'plain 组原来是第 1 代。现在是第几代？' },
        answer: { select: 'groupGeneration', of: 'plain' },
        why: { en: 'Generation 3: one rebalance for leaving, one for joining.', zh: '第 3 代：离开一次，加入一次。' },
      },
    },
    {
      title: { en: 'A static member stops', zh: '静态成员停下' },
      say: {
        en: 'Now the same with consumer 2 of group app. It commits and closes, but a static member sends no LeaveGroup. For the coordinator worker-2 is still there; only its heartbeats are missing. A record arrives in its partition meanwhile, and nobody reads it.',
        zh: '现在轮到 app 组的消费者 2。它提交，然后关闭，但静态成员不发 LeaveGroup。在协调者看来 worker-2 还在，只是没有了心跳。这期间它的分区来了一条消息，没有谁读。',
      },
      do: [consumer('stop', 2), sendTo(1, 'm0')],
      until: { afterMs: 2000 },
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
      predict: {
        ask: { en: 'The process of consumer 2 has closed its consumer. How many members does the coordinator count in group app?', zh: '消费者 2 已经关闭。协调者认为 app 组有几个成员？' },
        answer: { select: 'groupMembers', of: 'app' },
        why: { en: 'Two. worker-2 keeps its place and its partition until session.timeout.ms has passed without a heartbeat.', zh: '两个。只要没有心跳的时间不满 session.timeout.ms，worker-2 的位置和分区都留着。' },
      },
    },
    {
      title: { en: 'And takes its old place', zh: '回到原来的位置' },
      say: {
        en: 'Consumer 2 joins without a member id, but with its name. The coordinator finds worker-2, gives it a new member id in the old place and answers at once with the present generation. The group stays Stable; SyncGroup returns the partition it had before, and m0 is read.',
        zh: '消费者 2 加入时没有成员 ID，却带着名字。协调者找到 worker-2，在原位换上新的成员 ID，立刻用当前这一代答复。组一直是 Stable；SyncGroup 交还它原来的分区，m0 被读到。',
      },
      do: [consumer('start', 2)],
      until: [owns(2, 1), { select: 'processed', of: 'app', is: ['m0'] }],
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
      predict: {
        ask: { en: 'In which generation is group app now?', zh: 'app 组现在是第几代？' },
        answer: { select: 'groupGeneration', of: 'app' },
        why: { en: 'Still 1. Consumer 1 has noticed nothing and never stopped reading.', zh: '仍是第 1 代。消费者 1 毫无察觉，一刻也没有停止消费。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'too-late',
      label: { en: 'What if it comes back too late?', zh: '如果回来得太晚呢？' },
      fromScene: 4,
      do: [],
      scenes: [
        {
          title: { en: 'The session is over', zh: '会话结束' },
          say: {
            en: 'No heartbeat of worker-2 comes for session.timeout.ms, 10 seconds. Now it is removed like any other member, and the group rebalances. This is the price of the name: until then m0 lay unread, and a worker that is really dead would have been missed as long.',
            zh: '整个 session.timeout.ms，10 秒，都没有 worker-2 的心跳。这时它和别的成员一样被移出组，组重平衡。这就是有名字的代价：在此之前 m0 一直没有人读；假如它真的宕机了，也要这么久才会发现。',
          },
          do: [],
          until: [owns(1, 2), { select: 'processed', of: 'app', is: ['m0'] }],
          withinMs: 120_000,
          focus: ['consumer-1', 'consumer-2'],
          inOtherEras: { '3.9': sessionOf45, '4.1': sessionOf45 },
        },
        {
          title: { en: 'A newcomer with an old name', zh: '带着旧名字的新人' },
          say: {
            en: 'Consumer 2 comes back. Its name is not in the group any more, so it joins as anybody would, and the group rebalances again. session.timeout.ms must be longer than a restart takes.',
            zh: '消费者 2 回来了。组里已经没有这个名字，它只能像别人一样加入，组再次重平衡。session.timeout.ms 必须比一次重启更长。',
          },
          do: [consumer('start', 2)],
          until: [owns(1, 1), owns(2, 1)],
          withinMs: 120_000,
          focus: ['consumer-1', 'consumer-2'],
        },
      ],
    },
    {
      id: 'same-name',
      label: { en: 'What if two processes bear the same name?', zh: '如果两个进程用了同一个名字呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'The newer one wins', zh: '后来的赢' },
          say: {
            en: 'Somebody starts consumer 5 with group.instance.id=worker-2 by mistake, while consumer 2 runs. The coordinator takes it for worker-2 come back and gives it the place. The next request of consumer 2 carries the old member id and is refused with FENCED_INSTANCE_ID: that is fatal, and the process ends. Until then both of them have held orders-1 in the same generation, which a group should never allow.',
            zh: '有人误把消费者 5 也设成 group.instance.id=worker-2 并启动，而消费者 2 还在运行。协调者以为是 worker-2 回来了，把位置给了它。消费者 2 的下一个请求带着旧的成员 ID，被 FENCED_INSTANCE_ID 拒绝：这是致命错误，进程结束。在此之前，两个进程在同一代里都持有 orders-1，而这本是组绝不该允许的。',
          },
          do: [consumer('start', 5)],
          until: [{ fact: 'ConsumerFailed', where: { consumer: 'consumer-2', error: 'FENCED_INSTANCE_ID' } }, owns(5, 1)],
          withinMs: 60_000,
          focus: ['consumer-2', 'consumer-5'],
          predict: {
            ask: { en: 'Three processes were started for group app. How many members does it have?', zh: 'app 组启动过三个进程。它有几个成员？' },
            answer: { select: 'groupMembers', of: 'app' },
            why: { en: 'Two: worker-1 and worker-2. A name stands for one member, and whoever used it last is that member.', zh: '两个：worker-1 和 worker-2。一个名字就是一个成员，谁最后用它，谁就是这个成员。' },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Dynamic: two rebalances after the first', zh: '动态成员：除第一次外，又有两次重平衡' }, facts: rebalances('plain'), count: 3 },
    { say: { en: 'Static: none after the first', zh: '静态成员：除第一次外，一次也没有' }, facts: rebalances('app'), count: 1 },
    { say: { en: 'Group app never left Stable', zh: 'app 组没有离开过 Stable' }, facts: { fact: 'GroupStateChanged', where: { group: 'app', from: 'Stable' } }, count: 0 },
    { say: { en: 'The dynamic member said goodbye', zh: '动态成员告了别' }, facts: { fact: 'MemberLeaves', where: { group: 'plain' } }, count: 1 },
    { say: { en: 'the static one did not', zh: '静态成员没有' }, facts: { fact: 'MemberLeaves', where: { group: 'app' } }, count: 0 },
    { say: { en: 'Consumer 3, beside the dynamic one, gave up its partitions twice', zh: '消费者 3 与动态成员同组，两次交出分区' }, facts: revoked(3), count: 2 },
    { say: { en: 'Consumer 1, beside the static one, never', zh: '消费者 1 与静态成员同组，一次也没有' }, facts: revoked(1), count: 0 },
    { say: { en: 'The record that came meanwhile was processed once', zh: '这期间来的消息处理了一次' }, select: 'processed', of: 'app', is: ['m0'] },
    { branch: 'too-late', say: { en: 'Too late: two rebalances after all', zh: '太晚：还是重平衡了两次' }, facts: rebalances('app'), count: 3 },
    { branch: 'too-late', say: { en: 'Too late: worker-2 was removed when its session was over', zh: '太晚：会话结束时 worker-2 被移出组' }, facts: { fact: 'MemberRemoved', where: { group: 'app', reason: 'session-timeout' } }, count: 1 },
    { branch: 'too-late', eras: ['2.8'], say: { en: 'Too late: m0 was read only then, close to ten seconds later', zh: '太晚：m0 直到那时才有人读，将近十秒之后' }, elapsedMs: { min: 7000, max: 14_000 }, from: { fact: 'RecordAcknowledged', where: { value: 'm0' } }, to: { fact: 'RecordProcessed', where: { group: 'app', value: 'm0' } } },
    { branch: 'too-late', eras: ['3.9', '4.1'], say: { en: 'Too late: m0 was read only then, some forty-five seconds later', zh: '太晚：m0 直到那时才有人读，大约四十五秒之后' }, elapsedMs: { min: 42_000, max: 49_000 }, from: { fact: 'RecordAcknowledged', where: { value: 'm0' } }, to: { fact: 'RecordProcessed', where: { group: 'app', value: 'm0' } } },
    { branch: 'same-name', say: { en: 'Same name: the older process was fenced', zh: '同名：先来的进程被隔离' }, facts: { fact: 'ConsumerFailed', where: { consumer: 'consumer-2', error: 'FENCED_INSTANCE_ID' } }, count: 1 },
    { branch: 'same-name', say: { en: 'Same name: the newer one has its partition', zh: '同名：它的分区归了后来的' }, select: 'owned', of: 'consumer-5', is: ['orders-1'] },
    { branch: 'same-name', say: { en: 'Same name: two processes were given orders-1 in generation 1', zh: '同名：第 1 代里有两个进程得到 orders-1' }, facts: { fact: 'PartitionsAssigned', where: { group: 'app', generation: 1, owned: ['orders-1'] } }, count: 2 },
    { branch: 'same-name', say: { en: 'Same name: no rebalance either', zh: '同名：也没有重平衡' }, facts: rebalances('app'), count: 1 },
  ],
});
