import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Action, FactPattern } from './types.ts';

const assignedBy = (name: string) => ({ config: { 'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${name}` } });

/** From the next record on. */
const takes = (number: number, processingMs: number): Action => ({ command: { type: 'consumer.setProcessing', consumer: `consumer-${number}`, processingMs } });

const assigned = (number: number, generation: number): FactPattern => ({ fact: 'PartitionsAssigned', where: { consumer: `consumer-${number}`, generation } });
const processed = (value: string): FactPattern => ({ fact: 'RecordProcessed', where: { value } });
const sent = (value: string): FactPattern => ({ fact: 'RecordSent', where: { value } });
const ALL = ['r0', 'r1', 'r2', 'r3'];

/** What happens is the same with both protocols: only the consumers are others. */
const starts = (first: number) => ({ do: [consumer('start', first), consumer('start', first + 1)], until: [assigned(first, 1), assigned(first + 1, 1)], withinMs: 20_000 });
const slowRecord = (first: number) => ({ do: [takes(first + 1, 8000), sendTo(3, 'slow')], until: { fact: 'RecordsPolled', where: { consumer: `consumer-${first + 1}` } }, withinMs: 5000 });
const joins = (first: number) => ({
  do: [takes(first + 1, 10), consumer('start', first + 2)],
  until: [{ fact: 'RejoinRequested', where: { consumer: `consumer-${first}` } }, { afterMs: 4000 }], withinMs: 10_000,
});
const sendAll: readonly Action[] = ALL.map((value, partition) => sendTo(partition, value));

const OLD = ['consumer-1', 'consumer-2'];
const COOPERATIVE = ['consumer-4', 'consumer-5'];

/** G10: one partition has to move; who stops for it with an eager and with a cooperative protocol. */
export const stopTheWorld = lesson({
  ...headings['stop-the-world'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 4, consumers: ['RangeAssignor', 'CooperativeStickyAssignor'].flatMap((name) => [assignedBy(name), assignedBy(name), assignedBy(name)]) }),
  scenes: [
    {
      title: { en: 'Two consumers, four partitions', zh: '两个消费者，四个分区' },
      say: {
        en: 'Consumers 1 to 3 run a program with the range assignor, whose protocol is eager; consumers 4 to 6 run the same program with cooperative-sticky and stand by for the what-if. Consumers 1 and 2 start and share the four partitions of orders.',
        zh: '消费者 1 到 3 的程序用 range 分配策略，协议是积极式（Eager）；消费者 4 到 6 是同样的程序，只是换成 cooperative-sticky，留给后面的“如果”。消费者 1 和 2 启动，分到 orders 的四个分区，各两个。',
      },
      ...starts(1),
      focus: OLD,
      inOtherEras: {
        '3.9': {
          en: 'Since 3.0 the default is a list, range and then cooperative-sticky. The group still uses range, the first that all support; but taking range off the list later needs one rolling restart, not two.',
          zh: '3.0 起，默认值是一个列表：先 range，后 cooperative-sticky。组用的仍是 range，因为它是大家都支持的第一个；但以后去掉 range，只需滚动重启一次，而不是两次。',
        },
        '4.1': {
          en: 'Since 3.0 the default is a list, range and then cooperative-sticky, and the group still uses range. All this is group.protocol=classic; with the consumer protocol of Kafka 4 every rebalance is incremental.',
          zh: '3.0 起，默认值是一个列表：先 range，后 cooperative-sticky，组用的仍是 range。这些都属于 group.protocol=classic；用 Kafka 4 的 consumer 协议，每次重平衡都是增量的。',
        },
      },
    },
    {
      title: { en: 'One record takes eight seconds', zh: '有一条消息要处理八秒' },
      say: {
        en: 'Consumer 2 gets a record that it takes eight seconds to process. That is allowed: max.poll.interval.ms is five minutes, and its heartbeats come from another thread. But a consumer joins a group only inside poll(), and consumer 2 will not call poll() before it is done.',
        zh: '消费者 2 拿到一条消息，要处理八秒。这没问题：max.poll.interval.ms 是五分钟，心跳也由另一个线程发送。可是消费者只有在 poll 里才会加入组，而消费者 2 处理完之前不会调用 poll。',
      },
      ...slowRecord(1),
      focus: ['consumer-2'],
    },
    {
      title: { en: 'Consumer 3 joins, consumer 1 lets go', zh: '消费者 3 加入，消费者 1 放手' },
      say: {
        en: 'Consumer 3 sends JoinGroup. Consumers 1 and 2 learn of it from the answer to their next heartbeat, REBALANCE_IN_PROGRESS. Eager means: before a member joins again, it revokes everything it has. Consumer 1 does so at once and waits; the coordinator waits for consumer 2; consumer 3 waits too.',
        zh: '消费者 3 发送 JoinGroup。消费者 1 和 2 从下一个心跳的答复 REBALANCE_IN_PROGRESS 得知此事。积极式的意思是：重新加入之前，先交出手上的全部分区。消费者 1 马上照办，然后等待；协调者在等消费者 2，消费者 3 也在等。',
      },
      ...joins(1),
      focus: [...OLD, 'consumer-3'],
      predict: {
        ask: { en: 'Consumer 1 has nothing to do and answered at once. How many partitions does it hold while it waits?', zh: '消费者 1 手上没有活，立刻就响应了。等待期间它拥有几个分区？' },
        answer: { select: 'ownedCount', of: 'consumer-1' },
        why: { en: 'None. It gave up both, though both will come back to it.', zh: '一个也没有。两个都交出了，尽管最后两个都会回到它手里。' },
      },
    },
    {
      title: { en: 'The world stands still', zh: '世界停下来了' },
      say: {
        en: 'One record is sent to each partition, and nobody reads any of them. Only when the slow record is done does consumer 2 poll, revoke and join. Then everything goes fast: generation 2, a new assignment, and the four records are read. Compare before and after: one partition has moved, and all four were stopped; the slowest member decided for how long.',
        zh: '每个分区各来一条消息，却一条也没人读。直到那条慢消息处理完，消费者 2 才调用 poll、交出分区、重新加入。之后就快了：第 2 代，新的分配方案，四条消息都被读到。比较前后：只移动了一个分区，停下来的却是全部四个；停多久，由最慢的成员决定。',
      },
      do: sendAll,
      until: ALL.map((value) => processed(value)),
      withinMs: 20_000,
      focus: [...OLD, 'consumer-3'],
    },
  ],
  whatIf: [
    {
      id: 'cooperative',
      label: { en: 'What if the consumers use cooperative-sticky?', zh: '如果消费者用的是 cooperative-sticky 呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'The same, with cooperative-sticky', zh: '同样的开头，换成 cooperative-sticky' },
          say: {
            en: 'Consumers 4 and 5 start, with CooperativeStickyAssignor. They too get two partitions each; which ones differs, because the assignor is a different one.',
            zh: '消费者 4 和 5 启动，用的是 CooperativeStickyAssignor。同样各得两个分区；具体是哪两个不一样，因为分配策略不同。',
          },
          ...starts(4),
          focus: COOPERATIVE,
        },
        {
          title: { en: 'The same slow record', zh: '同样的慢消息' },
          say: {
            en: 'Consumer 5 gets the record that takes eight seconds. Until it is done, consumer 5 will not call poll().',
            zh: '消费者 5 拿到那条要处理八秒的消息。处理完之前，它不会调用 poll。',
          },
          ...slowRecord(4),
          focus: ['consumer-5'],
        },
        {
          title: { en: 'Join without letting go', zh: '加入，但不放手' },
          say: {
            en: 'Consumer 6 joins. Consumer 4 hears of the rebalance and joins again, but keeps its partitions: with its JoinGroup it only says what it owns. It waits for consumer 5 as before, and yet nothing is revoked.',
            zh: '消费者 6 加入。消费者 4 得知重平衡，也重新加入，但分区不放手：它只在 JoinGroup 里说明自己拥有什么。它同样在等消费者 5，却没有交出任何分区。',
          },
          ...joins(4),
          focus: [...COOPERATIVE, 'consumer-6'],
          predict: {
            ask: { en: 'How many partitions does consumer 4 hold while it waits?', zh: '等待期间，消费者 4 拥有几个分区？' },
            answer: { select: 'ownedCount', of: 'consumer-4' },
            why: { en: 'Both that it had: nobody knows yet which one will move, so nobody stops.', zh: '原有的两个都在：还不知道要移动哪一个，所以谁也不停。' },
          },
        },
        {
          title: { en: 'Reading goes on', zh: '消费照常进行' },
          say: {
            en: 'One record is sent to each partition. Consumer 4 reads its two at once, in the middle of the rebalance. When consumer 5 has joined, generation 2 begins; its assignment takes one partition from consumer 5 and gives it to nobody yet. Consumer 5 revokes that one and joins again.',
            zh: '每个分区各来一条消息。消费者 4 在重平衡途中就读到了自己的两条。消费者 5 加入后，第 2 代开始；新方案从消费者 5 手里拿走一个分区，但先不给任何人。消费者 5 交出这一个，再次加入。',
          },
          do: sendAll,
          until: [{ fact: 'PartitionsRevoked', where: { consumer: 'consumer-5' } }, ...['r0', 'r2'].map((value) => processed(value))],
          withinMs: 20_000,
          focus: [...COOPERATIVE, 'consumer-6'],
        },
        {
          title: { en: 'A second rebalance hands it over', zh: '第二次重平衡才交给新主人' },
          say: {
            en: 'The others hear of it with their next heartbeat, and in generation 3 consumer 6 gets the free partition. So there were two rebalances instead of one, and the newcomer waited longer. But one partition was paused, and three never were.',
            zh: '其他成员从下一个心跳得知，到第 3 代，消费者 6 得到空出来的分区。于是重平衡有两次而不是一次，新成员也等得更久。但暂停过的只有一个分区，另外三个从未停过。',
          },
          do: [],
          until: assigned(6, 3),
          withinMs: 20_000,
          focus: ['consumer-5', 'consumer-6'],
          predict: {
            ask: { en: 'In which generation does consumer 6 get its first partition?', zh: '消费者 6 在第几代得到第一个分区？' },
            answer: { select: 'groupGeneration', of: 'app' },
            why: { en: 'In generation 3: a partition is given away only when its owner has let go of it.', zh: '第 3 代：原主人放手之后，分区才会交给别人。' },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Eager: there was one rebalance, to generation 2', zh: '积极式：一次重平衡，到第 2 代' }, select: 'groupGeneration', of: 'app', is: 2 },
    { say: { en: 'Eager: both members revoked all they had', zh: '积极式：两个成员都交出了全部分区' }, facts: { fact: 'PartitionsRevoked', where: { generation: 1 } }, count: 2 },
    { say: { en: 'Eager: consumer 1 ends with the two partitions it began with', zh: '积极式：消费者 1 最后拥有的，就是原来的两个分区' }, select: 'owned', of: 'consumer-1', is: ['orders-0', 'orders-1'] },
    { say: { en: 'Eager: for those two it was stopped for five seconds', zh: '积极式：为了这两个分区，它停了五秒' }, elapsedMs: { min: 5000, max: 5200 }, from: { fact: 'PartitionsRevoked', where: { consumer: 'consumer-1' } }, to: assigned(1, 2) },
    { say: { en: 'Eager: the record in orders-0 waited four seconds', zh: '积极式：orders-0 的那条消息等了四秒' }, elapsedMs: { min: 4000, max: 4200 }, from: sent('r0'), to: processed('r0') },
    { branch: 'cooperative', say: { en: 'Cooperative: there were two rebalances, to generation 3', zh: '协作式：两次重平衡，到第 3 代' }, select: 'groupGeneration', of: 'app', is: 3 },
    { branch: 'cooperative', say: { en: 'Cooperative: one member revoked something', zh: '协作式：只有一个成员交出过分区' }, facts: { fact: 'PartitionsRevoked' }, count: 1 },
    { branch: 'cooperative', say: { en: 'Cooperative: it was the one partition that moved', zh: '协作式：交出的就是要移动的那一个' }, facts: { fact: 'PartitionsRevoked', where: { consumer: 'consumer-5', partitions: ['orders-3'] } }, count: 1 },
    { branch: 'cooperative', say: { en: 'Cooperative: the record in orders-0 was processed at once', zh: '协作式：orders-0 的那条消息马上就处理了' }, elapsedMs: { max: 100 }, from: sent('r0'), to: processed('r0') },
    { branch: 'cooperative', say: { en: 'Cooperative: that partition alone was paused, until the next heartbeats: three seconds', zh: '协作式：只有这个分区暂停过，到下一个心跳为止：三秒' }, elapsedMs: { min: 2900, max: 3100 }, from: { fact: 'PartitionsRevoked', where: { consumer: 'consumer-5' } }, to: assigned(6, 3) },
    { branch: 'cooperative', say: { en: 'Cooperative: consumer 4 kept its partitions all the time', zh: '协作式：消费者 4 一直拥有自己的分区' }, select: 'owned', of: 'consumer-4', is: ['orders-0', 'orders-2'] },
  ],
});
