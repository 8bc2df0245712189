import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Action } from './types.ts';

/** Subscribed by a pattern; metadata grow old after ten seconds instead of five minutes. */
const MEMBER = { topics: [], pattern: 'orders.*', config: { 'metadata.max.age.ms': '10000' } };

const cluster = groupCluster({ partitions: 2, consumers: [MEMBER, MEMBER] });

const createTopic = (name: string): Action => ({ command: { type: 'topic.create', topic: { name, partitions: -1, replicationFactor: -1, assignment: [[2, 3, 1]], configs: {} } } });

const grow = (count: number): Action => ({ command: { type: 'partitions.create', topic: 'orders', count } });

const owns = (number: number, is: number) => ({ select: 'ownedCount', of: `consumer-${number}`, is });
const growthRefused = { fact: 'AdminRequestFailed', where: { api: 'CreatePartitions', error: 'INVALID_PARTITIONS' } };
const BOTH = ['consumer-1', 'consumer-2'];

/** G9: who is there, what matches the subscription, and how many partitions that has. */
export const whatTriggers = lesson({
  ...headings['what-triggers'],
  seed: 1,
  stage: 'group',
  cluster,
  scenes: [
    {
      title: { en: 'Subscribed by a pattern', zh: '用正则表达式订阅' },
      say: {
        en: 'Consumer 1 does not name its topics; it subscribes to the regular expression orders.* and looks through the cluster’s metadata for what matches. That is the topic orders with two partitions. The group is Stable in generation 1, and consumer 1 owns both.',
        zh: '消费者 1 没有点名主题，而是用正则表达式 orders.* 订阅，在集群的元数据里找匹配的主题。找到的是有两个分区的 orders。组处于 Stable，第 1 代，消费者 1 拥有两个分区。',
      },
      do: [consumer('start', 1)],
      until: owns(1, 2),
      withinMs: 20_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'Trigger 1: the members', zh: '触发条件一：成员' },
      say: {
        en: 'Consumer 2 starts and sends JoinGroup: there is one member more. The coordinator itself notices that, and also when one leaves or its session times out. It answers the next Heartbeat of consumer 1 with REBALANCE_IN_PROGRESS, and both join generation 2.',
        zh: '消费者 2 启动，发送 JoinGroup：多了一个成员。这由协调者自己发现；成员离开或会话超时也是如此。它用 REBALANCE_IN_PROGRESS 答复消费者 1 的下一个 Heartbeat，两个成员一起进入第 2 代。',
      },
      do: [consumer('start', 2)],
      until: [owns(1, 1), owns(2, 1)],
      withinMs: 20_000,
      focus: BOTH,
    },
    {
      title: { en: 'Trigger 2: the topics', zh: '触发条件二：主题' },
      say: {
        en: 'An administrator creates the topic orders-eu. The coordinator does not care: it knows nothing of patterns. The consumers find it when their metadata are older than metadata.max.age.ms, here 10 seconds instead of five minutes, and are read anew: orders-eu matches orders.*, so they ask to join again with the longer list.',
        zh: '管理员创建了主题 orders-eu。协调者对此无动于衷：它不懂什么正则表达式。消费者的元数据超过 metadata.max.age.ms（默认五分钟，这里是 10 秒）后会重新读取，这时才发现：orders-eu 匹配 orders.*，于是带着更长的主题列表再次加入。',
      },
      do: [createTopic('orders-eu')],
      until: [{ fact: 'GroupAssigned', where: { generation: 3 } }, owns(1, 2), owns(2, 1)],
      withinMs: 60_000,
      focus: BOTH,
      predict: {
        ask: { en: 'The topic orders-eu was created. In which generation is the group once its partition is read?', zh: '创建了主题 orders-eu。等它的分区有人读时，组是第几代？' },
        answer: { select: 'groupGeneration', of: 'app' },
        why: { en: 'Generation 3. To change what is shared out, all must give up what they have and join again.', zh: '第 3 代。要改变分配的内容，所有成员都得交出手里的，再加入一次。' },
      },
    },
    {
      title: { en: 'Trigger 3: the partitions', zh: '触发条件三：分区' },
      say: {
        en: 'The topic orders grows from two partitions to four. Again it is a consumer that finds out, not the coordinator: the leader of the group compares the partition counts in new metadata with those it assigned by, and asks to join again. Until then nobody reads the new partitions.',
        zh: '主题 orders 从两个分区增加到四个。这一次仍是消费者发现的，不是协调者：组内领导者拿新的元数据与分配时的分区数比较，不一样就再次加入。在此之前，新分区没有谁读。',
      },
      do: [grow(4)],
      until: [{ fact: 'GroupAssigned', where: { generation: 4 } }, owns(1, 3), owns(2, 2)],
      withinMs: 60_000,
      focus: BOTH,
      predict: {
        ask: { en: 'orders now has four partitions, orders-eu has one. The range assignor deals topic by topic. How many partitions will consumer 1 get in all?', zh: 'orders 现在有四个分区，orders-eu 有一个。range 分配策略逐个主题来分。消费者 1 一共分到几个？' },
        answer: { select: 'ownedCount', of: 'consumer-1' },
        why: { en: 'Three: two of orders and the one of orders-eu, since the first member gets what cannot be divided.', zh: '三个：orders 的两个，再加 orders-eu 的那一个，因为除不尽的归第一个成员。' },
      },
      inOtherEras: {
        '4.1': {
          en: 'So it is with the classic protocol, the default in 4.1. With group.protocol=consumer (KIP-848) the coordinator watches the metadata itself, and is the one that notices new partitions.',
          zh: '这是经典协议的做法，4.1 默认仍是它。设了 group.protocol=consumer（KIP-848），就由协调者自己关注元数据，新分区也由它发现。',
        },
      },
    },
    {
      title: { en: 'Never fewer', zh: '只增不减' },
      say: {
        en: 'The administrator thinks again and asks for two partitions. That is refused with INVALID_PARTITIONS: what would become of the records in the others? So there is no fourth trigger. A record sent to the new partition orders-3 is read by the member that owns it.',
        zh: '管理员改了主意，想改回两个分区。请求被拒绝，INVALID_PARTITIONS：另外两个里的消息该怎么办？所以没有第四个触发条件。发到新分区 orders-3 的消息，由拥有它的成员读到。',
      },
      do: [grow(2), sendTo(3, 'm0')],
      until: [growthRefused, { select: 'processed', of: 'app', is: ['m0'] }],
      withinMs: 60_000,
      focus: BOTH,
      predict: {
        ask: { en: 'After that request, how many partitions does orders have?', zh: '这个请求之后，orders 有几个分区？' },
        answer: { select: 'partitionCount', of: 'orders' },
        why: { en: 'Still four. To have fewer, one creates another topic and moves the records.', zh: '仍是四个。想要更少，只能另建主题，把消息搬过去。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'no-match',
      label: { en: 'What if the new topic does not match?', zh: '如果新主题不匹配呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'Nobody’s business', zh: '与谁都无关' },
          say: {
            en: 'The new topic is called payments. The consumers see it, too, when they read the metadata of all topics anew. It does not match orders.*, and nothing happens.',
            zh: '新主题叫 payments。消费者重新读取所有主题的元数据时，也会看到它。它不匹配 orders.*，于是什么也不会发生。',
          },
          do: [createTopic('payments')],
          until: { afterMs: 15_000 },
          withinMs: 60_000,
          focus: BOTH,
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Three rebalances after the first: member, topic, partitions', zh: '第一次之后有三次重平衡：成员、主题、分区' }, facts: { fact: 'GroupGenerationStarted', where: { group: 'app' } }, count: 4 },
    { say: { en: 'in that order', zh: '依次发生' }, order: [
      { fact: 'MemberAdded', where: { group: 'app', clientId: 'consumer-2' } }, { fact: 'GroupGenerationStarted', where: { generation: 2 } }, { fact: 'TopicCreated', where: { topic: 'orders-eu' } },
      { fact: 'GroupGenerationStarted', where: { generation: 3 } }, { fact: 'PartitionsAdded', where: { topic: 'orders', from: 2 } }, { fact: 'GroupGenerationStarted', where: { generation: 4 } },
    ] },
    { say: { en: 'Taking partitions away was refused', zh: '减少分区被拒绝' }, facts: growthRefused, count: 1 },
    { say: { en: 'All five partitions have an owner: consumer 1 has three', zh: '五个分区都有主人：消费者 1 有三个' }, select: 'owned', of: 'consumer-1', is: ['orders-0', 'orders-1', 'orders-eu-0'] },
    { say: { en: 'and consumer 2 has two', zh: '消费者 2 有两个' }, select: 'owned', of: 'consumer-2', is: ['orders-2', 'orders-3'] },
    { branch: 'no-match', say: { en: 'No match: the group stays in generation 2', zh: '不匹配：组停在第 2 代' }, select: 'groupGeneration', of: 'app', is: 2 },
  ],
});
