import type { AssignorName } from '../kafka/group/assignors/types.ts';
import { GROUP, assignBy, consumer, groupCluster } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Bilingual, Ending, Scene, WhatIf } from './types.ts';

const CONSUMERS = ['consumer-1', 'consumer-2', 'consumer-3'] as const;
const START = [1, 2, 3].map((number) => consumer('start', number));
const { topics, ...rest } = groupCluster({
  partitions: 4,
  consumers: CONSUMERS.map(() => ({ topics: ['orders', 'payments'], config: { 'partition.assignment.strategy': 'org.apache.kafka.clients.consumer.RangeAssignor' } })),
});

/** What one assignor does with the three members, and with the two that stay. */
interface Told {
  readonly assignor: AssignorName;
  readonly assigned: Bilingual;
  readonly asked: Scene['predict'];
  readonly left: Bilingual;
  readonly counted: Bilingual;
  readonly why: Bilingual;
}

const owned = (number: number, generation: number) => ({ fact: 'PartitionsAssigned', where: { consumer: `consumer-${number}`, generation } });

function scenesOf({ assigned, asked, left, counted, why }: Told, action: Scene['do']): readonly Scene[] {
  return [
    {
      title: { en: 'Two topics for three members', zh: '两个主题分给三个成员' }, say: assigned, do: action,
      until: [1, 2, 3].map((number) => owned(number, 1)), withinMs: 20_000, focus: ['consumer-1', ...GROUP], ...(asked === undefined ? {} : { predict: asked }),
    },
    {
      title: { en: 'Consumer 1 leaves', zh: '消费者 1 离开' }, say: left, do: [consumer('stop', 1)],
      until: { fact: 'AssignmentComputed', where: { generation: 2 } }, withinMs: 20_000, focus: ['consumer-2', 'consumer-3', ...GROUP],
    },
    {
      title: { en: 'How many had to move?', zh: '有几个分区换了主人？' }, say: counted, do: [],
      until: [2, 3].map((number) => owned(number, 2)), withinMs: 20_000, focus: ['consumer-2', 'consumer-3'],
      predict: {
        ask: { en: 'Eight partitions, and consumer 1 is gone. How many of them have another owner now than before?', zh: '一共八个分区，消费者 1 走了。有几个分区的主人和以前不一样了？' },
        answer: { select: 'movedPartitions', of: 'app' }, why,
      },
    },
  ];
}

const leaves: Bilingual = {
  en: 'Consumer 1 closes and says so with LeaveGroup. The two others learn of the rebalance from their next heartbeat, give up everything they have, and join generation 2. The leader computes again, with two members.',
  zh: '消费者 1 关闭，并用 LeaveGroup 告诉协调者。另外两个成员在下一次心跳时得知要重平衡，于是交出手里的全部分区，加入第 2 代。组内领导者按两个成员重新计算。',
};

const RANGE: Told = {
  assignor: 'range',
  assigned: {
    en: 'Range looks at one topic at a time. It puts the members in order, divides 4 by 3, and gives everybody one partition; the one that is left over goes to the first. Then it does the same with the other topic, and the first member gets the extra one again. Select a consumer to read the leader’s steps one by one in Inspect.',
    zh: 'range 一次只看一个主题：把成员排好序，4 除以 3，每人分一个分区，余下的一个归第一个成员。另一个主题再照样算一遍，多出来的那个又归第一个成员。选中任意一个消费者，就能在“查看”里一步一步读到组内领导者的计算。',
  },
  asked: {
    ask: { en: 'Two topics with four partitions each, three members. How many partitions does consumer 1 get?', zh: '两个主题，各四个分区，三个成员。消费者 1 分到几个分区？' },
    answer: { select: 'ownedCount', of: 'consumer-1' },
    why: { en: 'Two of orders and two of payments: the remainder of every topic goes to the same member. With ten such topics it would have ten partitions more than the others.', zh: 'orders 两个，payments 两个：每个主题的余数都归同一个成员。这样的主题若有十个，它就比别人多十个分区。' },
  },
  left: leaves,
  counted: {
    en: 'Range knows nothing of what was before. The first half of each topic now belongs to consumer 2, the second half to consumer 3. Partition 2 of both topics was with consumer 2, which stays and loses it all the same.',
    zh: 'range 对之前的分配一无所知。现在每个主题的前一半归消费者 2，后一半归消费者 3。两个主题的 2 号分区原来都在消费者 2 手里，它没有走，却还是失去了它们。',
  },
  why: { en: 'Six: the four of consumer 1, which had to go somewhere, and two more that nobody needed to move.', zh: '六个：消费者 1 的四个总得有人接手，另外两个本不必动。' },
};

const ROUND_ROBIN: Told = {
  assignor: 'roundrobin',
  assigned: {
    en: 'Round-robin lines up the partitions of all topics, orders-0 to payments-3, and deals them out like cards to the members in a circle. It does not begin anew with the next topic. So the loads differ by one at most: 3, 3 and 2.',
    zh: 'roundrobin 把所有主题的分区排成一列，从 orders-0 到 payments-3，像发牌一样轮流发给围成一圈的成员。换到下一个主题时并不重新开始。所以负载最多差一个：3、3、2。',
  },
  asked: undefined,
  left: leaves,
  counted: {
    en: 'The cards are dealt again from the beginning, to two members. Balanced it is, 4 and 4. But whoever stayed finds a different hand: consumer 2 and consumer 3 keep only two of the five partitions that they had.',
    zh: '牌从头再发一遍，这次只有两个成员。均衡是均衡了，4 和 4。可留下来的人手里的牌也换了：消费者 2 和消费者 3 原有的五个分区只保住了两个。',
  },
  why: { en: 'Six: three of consumer 1, and three that went from one of the remaining members to the other.', zh: '六个：消费者 1 的三个，还有三个在留下的两个成员之间换了手。' },
};

const STICKY: Told = {
  assignor: 'sticky',
  assigned: {
    en: 'Sticky begins from what every member says it had. Nobody had anything, so the partitions are dealt out evenly, and the result is 3, 3 and 2. Each member remembers its part and will send it along with its next JoinGroup.',
    zh: 'sticky 从每个成员自己报告的原有分区出发。这时谁也没有分区，于是平均分发，结果是 3、3、2。每个成员都会记住自己的一份，下次 JoinGroup 时一并带上。',
  },
  asked: undefined,
  left: leaves,
  counted: {
    en: 'First everybody keeps what it had, as far as the balance allows: four each. Then only what has no owner is given away. Read the steps of the new leader: kept, still to be given, placed.',
    zh: '先让每个成员在均衡允许的范围内（每人四个）保留原有的分区，然后只分发没有主人的分区。看看新领导者的计算步骤：保留、待分配、放置。',
  },
  why: { en: 'Three: those of consumer 1, and none else. Fewer is not possible.', zh: '三个：只有消费者 1 的那几个。不可能更少了。' },
};

const COOPERATIVE: Told = {
  assignor: 'cooperative-sticky',
  assigned: STICKY.assigned,
  asked: undefined,
  left: {
    en: 'Consumer 1 closes and says so with LeaveGroup. The assignor reckons as the sticky one does; what differs is the protocol. The two others join generation 2 without giving up anything, and go on reading meanwhile.',
    zh: '消费者 1 关闭，并用 LeaveGroup 告诉协调者。这个策略的算法与 sticky 相同，不同的是协议：另外两个成员不交出任何分区就加入第 2 代，期间照常消费。',
  },
  counted: {
    en: 'Each keeps its partitions and gets some of those without an owner. A partition of a living member would need two rounds: its owner gives it up in the first and somebody gets it in the second. Here one round is enough, for nobody owns what is given.',
    zh: '每个成员保留自己的分区，再分到几个没有主人的。如果要移动的分区还在活着的成员手里，就得两轮：第一轮由主人交出，第二轮才给别人。这里一轮就够，因为要分的分区都没有主人。',
  },
  why: { en: 'Three, as with sticky. And consumers 2 and 3 were not interrupted in the five that they kept.', zh: '三个，与 sticky 相同。而且消费者 2 和 3 保留的五个分区从未中断。' },
};

function whatIfOf(told: Told, label: Bilingual): WhatIf {
  return { id: told.assignor, label, fromScene: 0, do: [1, 2, 3].map((number) => assignBy(number, told.assignor)), scenes: scenesOf(told, START) };
}

const moved = (branch: AssignorName, count: number): Ending => ({
  ...(branch === 'range' ? {} : { branch }), say: { en: `${branch}: ${count} partitions changed hands`, zh: `${branch}：${count} 个分区换了主人` }, select: 'movedPartitions', of: 'app', is: count,
});

const dealt = (branch: AssignorName, number: number, is: readonly string[]): Ending => ({
  ...(branch === 'range' ? {} : { branch }), say: { en: `${branch}: in the end consumer ${number} has ${is.join(', ')}`, zh: `${branch}：最后消费者 ${number} 拥有 ${is.join('、')}` }, select: 'owned', of: `consumer-${number}`, is,
});

const gaveUp = (branch: AssignorName, count: number): Ending => ({
  ...(branch === 'range' ? {} : { branch }),
  say: count === 0 ? { en: `${branch}: consumer 2 gave up nothing to rejoin`, zh: `${branch}：消费者 2 重新加入时什么也没交出` } : { en: `${branch}: consumer 2 gave up all it had to rejoin`, zh: `${branch}：消费者 2 重新加入前交出了全部分区` },
  facts: { fact: 'PartitionsRevoked', where: { consumer: 'consumer-2' } }, count,
});

/** G8: the same members and topics by four assignors. */
export const assignors = lesson({
  ...headings.assignors,
  seed: 1,
  stage: 'group',
  cluster: { ...rest, topics: [...topics, ...topics.map((topic) => ({ ...topic, name: 'payments' }))] },
  scenes: scenesOf(RANGE, START),
  whatIf: [
    whatIfOf(ROUND_ROBIN, { en: 'What if the assignor is round-robin?', zh: '如果换成 roundrobin 呢？' }),
    whatIfOf(STICKY, { en: 'What if the assignor is sticky?', zh: '如果换成 sticky 呢？' }),
    whatIfOf(COOPERATIVE, { en: 'What if the assignor is cooperative-sticky?', zh: '如果换成 cooperative-sticky 呢？' }),
  ],
  ends: [
    moved('range', 6), moved('roundrobin', 6), moved('sticky', 3), moved('cooperative-sticky', 3),
    dealt('range', 2, ['orders-0', 'orders-1', 'payments-0', 'payments-1']),
    dealt('range', 3, ['orders-2', 'orders-3', 'payments-2', 'payments-3']),
    dealt('roundrobin', 2, ['orders-0', 'orders-2', 'payments-0', 'payments-2']),
    dealt('roundrobin', 3, ['orders-1', 'orders-3', 'payments-1', 'payments-3']),
    gaveUp('range', 1), gaveUp('roundrobin', 1), gaveUp('sticky', 1), gaveUp('cooperative-sticky', 0),
  ],
});
