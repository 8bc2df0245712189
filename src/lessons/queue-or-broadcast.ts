import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';

const AUDIT = { config: { 'group.id': 'audit' } };

/** Consumers 1 and 2 in group `app`, 3 and 4 in group `audit`. */
const cluster = groupCluster({ partitions: 2, consumers: [{}, {}, AUDIT, AUDIT] });

/** Values in turn to the two partitions. */
const send = (...values: readonly string[]) => values.map((value, index) => sendTo(index % 2, value));

const processed = (of: string, is: number) => ({ select: 'processedCount', of, is });

/** G14: a group shares the work, and every group gets everything. */
export const queueOrBroadcast = lesson({
  ...headings['queue-or-broadcast'],
  seed: 1,
  cluster,
  scenes: [
    {
      title: { en: 'One group, two workers', zh: '一个组，两个消费者' },
      say: {
        en: 'Consumers 1 and 2 have the same group.id, app. The topic orders has two partitions, and the group shares them out: one each. From now on a partition has exactly one reader in this group.',
        zh: '消费者 1 和 2 的 group.id 相同，都是 app。主题 orders 有两个分区，组内把它们分掉：每人一个。从此，每个分区在这个组里恰好只有一个读者。',
      },
      do: [consumer('start', 1), consumer('start', 2)],
      until: [1, 2].map((number) => ({ select: 'ownedCount', of: `consumer-${number}`, is: 1 })),
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
    },
    {
      title: { en: 'Within a group: a queue', zh: '组内：队列' },
      say: {
        en: 'The producer sends four orders, two to each partition. Watch where they go: consumer 1 gets those of its partition, consumer 2 the others. Every record is worked on once, by one of the two; that is a queue whose work is shared.',
        zh: '生产者发送四条订单，每个分区两条。看它们去了哪里：消费者 1 得到自己分区里的，消费者 2 得到其余的。每条消息只处理一次，由其中一个来处理：这就是分担工作的队列。',
      },
      do: send('m0', 'm1', 'm2', 'm3'),
      until: processed('app', 4),
      withinMs: 20_000,
      focus: ['producer-1', 'consumer-1', 'consumer-2'],
      predict: {
        ask: { en: 'Four records, two consumers in one group. How many records will consumer 1 process?', zh: '四条消息，一个组里两个消费者。消费者 1 会处理几条？' },
        answer: { select: 'processedCount', of: 'consumer-1' },
        why: { en: 'The two that are in its partition. What is in the other partition is consumer 2’s business.', zh: '自己分区里的那两条。另一个分区里的归消费者 2。' },
      },
      inOtherEras: {
        '4.1': {
          en: 'A partition has one reader here, so a slow record holds up those behind it. Kafka 4.1 brings a preview of share groups (KIP-932): their members may share a single partition, and acknowledge record by record.',
          zh: '这里一个分区只有一个读者，一条慢消息会挡住后面的消息。Kafka 4.1 带来共享组（Share Group）的预览版（KIP-932）：成员可以共用同一个分区，逐条确认。',
        },
      },
    },
    {
      title: { en: 'Read is not gone', zh: '读过的并没有消失' },
      say: {
        en: 'All four records have been processed. A message queue would have deleted them now. In Kafka, reading removes nothing: the records stay in the log until retention deletes them, and the group only keeps, for every partition, the offset it has come to. Here comes its commit.',
        zh: '四条消息都处理过了。换成消息队列，这时已经把它们删掉了。在 Kafka 里，读取不会删除任何东西：消息留在日志里，直到保留期过了才删；组只为每个分区记住自己读到了哪个位移。现在它提交了。',
      },
      do: [],
      until: [0, 1].map((partition) => ({ select: 'committed', of: `app/orders-${partition}`, is: 2 })),
      withinMs: 20_000,
      focus: ['broker-1/orders-0', 'broker-2/orders-1', 'consumer-1', 'consumer-2'],
      predict: {
        ask: { en: 'Both records of orders-0 are processed and committed. Where does the log of orders-0 start?', zh: 'orders-0 的两条消息都已处理并提交。orders-0 的日志从哪里开始？' },
        options: [
          { value: 0, label: { en: '0: everything is still there', zh: '0：都还在' } },
          { value: 2, label: { en: '2: what was read is gone', zh: '2：读过的已删除' } },
        ],
        answer: { select: 'logStartOffset', of: 'broker-1/orders-0' },
        why: { en: 'A commit is only a number that the coordinator stores. It touches no log but __consumer_offsets.', zh: '提交只是协调者保存的一个数，除了 __consumer_offsets，不会碰任何日志。' },
      },
    },
    {
      title: { en: 'Another group: publish/subscribe', zh: '另一个组：发布/订阅' },
      say: {
        en: 'Consumer 3 starts in another group, audit. This group has committed nothing, its auto.offset.reset is earliest, and so it begins at offset 0. It gets all four records, though group app had them long before.',
        zh: '消费者 3 在另一个组 audit 里启动。这个组没有提交过位移，auto.offset.reset 又是 earliest，于是从位移 0 开始。它得到全部四条消息，尽管 app 组早就读过了。',
      },
      do: [consumer('start', 3)],
      until: processed('audit', 4),
      withinMs: 20_000,
      focus: ['consumer-3'],
      predict: {
        ask: { en: 'Group app has processed and committed all four records. How many will consumer 3 of group audit get?', zh: 'app 组已经处理并提交了全部四条。audit 组的消费者 3 会得到几条？' },
        answer: { select: 'processedCount', of: 'consumer-3' },
        why: { en: 'Groups know nothing of each other. Each has its own offsets.', zh: '组与组互不相识，各有各的位移。' },
      },
    },
    {
      title: { en: 'Both at once', zh: '两者同时' },
      say: {
        en: 'Four more orders are sent. Inside app they are shared, to audit they all go: each record is delivered twice, once to each group. The producer knows nothing of it; whether Kafka is a queue or a broadcast is decided by the readers, with group.id.',
        zh: '再发送四条订单。在 app 组内分摊，而 audit 组全都得到：每条消息交付两次，每组一次。生产者对此一无所知；Kafka 是队列还是广播，由读的一方用 group.id 决定。',
      },
      do: send('m4', 'm5', 'm6', 'm7'),
      until: [processed('app', 8), processed('audit', 8)],
      withinMs: 20_000,
      focus: ['producer-1', 'consumer-1', 'consumer-2', 'consumer-3'],
    },
  ],
  whatIf: [
    {
      id: 'second-auditor',
      label: { en: 'What if group audit has two consumers as well?', zh: '如果 audit 组也有两个消费者呢？' },
      fromScene: 4,
      do: [],
      scenes: [
        {
          title: { en: 'audit becomes a queue, too', zh: 'audit 也成了队列' },
          say: {
            en: 'Consumer 4 joins group audit. That group rebalances, and consumer 3 gives up one of its two partitions. Group app notices nothing: a rebalance concerns one group only.',
            zh: '消费者 4 加入 audit 组。这个组重平衡，消费者 3 交出两个分区中的一个。app 组毫无察觉：重平衡只关乎一个组。',
          },
          do: [consumer('start', 4)],
          until: [{ select: 'groupMembers', of: 'audit', is: 2 }, ...[3, 4].map((number) => ({ select: 'ownedCount', of: `consumer-${number}`, is: 1 }))],
          withinMs: 20_000,
          focus: ['consumer-3', 'consumer-4'],
        },
        {
          title: { en: 'Shared twice', zh: '各自分担' },
          say: {
            en: 'The same four orders. Every group still gets each of them once, and now both share the work among their members. This is how applications scale out: more members inside a group, one group for each application.',
            zh: '同样的四条订单。每个组仍然各得一次，只是现在两个组都在内部分担。应用就是这样横向扩展的：组内加成员，一个应用一个组。',
          },
          do: send('m4', 'm5', 'm6', 'm7'),
          until: [processed('app', 8), processed('audit', 8)],
          withinMs: 20_000,
          focus: ['consumer-1', 'consumer-2', 'consumer-3', 'consumer-4'],
          predict: {
            ask: { en: 'Four more records, and group audit has two members now. How many of the four will consumer 4 process?', zh: '又来四条消息，audit 组现在有两个成员。消费者 4 会处理其中几条？' },
            answer: { select: 'processedCount', of: 'consumer-4' },
            why: { en: 'Half of them: one partition of two.', zh: '一半：两个分区中的一个。' },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Eight records were sent', zh: '共发送八条消息' }, select: 'acknowledgedCount', of: 'producer-1', is: 8 },
    { say: { en: 'Group app: eight deliveries, each record once', zh: 'app 组：交付八次，每条一次' }, ...processed('app', 8) },
    { say: { en: 'of which consumer 1 had four', zh: '其中消费者 1 四次' }, ...processed('consumer-1', 4) },
    { say: { en: 'and consumer 2 the other four', zh: '消费者 2 另外四次' }, ...processed('consumer-2', 4) },
    { say: { en: 'Group audit: eight deliveries, all to consumer 3', zh: 'audit 组：交付八次，全给了消费者 3' }, ...processed('consumer-3', 8) },
    { say: { en: 'Sixteen deliveries in all', zh: '总共交付十六次' }, facts: { fact: 'RecordProcessed' }, count: 16 },
    { say: { en: 'No partition had two owners in one group', zh: '没有哪个分区在同一组里有两个主人' }, promise: 'onePartitionOneOwner', lost: 0 },
    { say: { en: 'Nothing was deleted by being read', zh: '没有什么因读取而删除' }, select: 'logStartOffset', of: 'broker-1/orders-0', is: 0 },
    { branch: 'second-auditor', say: { en: 'Two auditors: group app did not rebalance', zh: '两个 audit 消费者：app 组没有重平衡' }, facts: { fact: 'GroupGenerationStarted', where: { group: 'app' } }, count: 1 },
    { branch: 'second-auditor', say: { en: 'Two auditors: consumer 3 had the first four and two of the last four', zh: '两个 audit 消费者：消费者 3 得到前四条，以及后四条中的两条' }, ...processed('consumer-3', 6) },
    { branch: 'second-auditor', say: { en: 'Two auditors: consumer 4 had the other two', zh: '两个 audit 消费者：消费者 4 得到另外两条' }, ...processed('consumer-4', 2) },
    { branch: 'second-auditor', say: { en: 'Two auditors: still sixteen deliveries', zh: '两个 audit 消费者：仍是十六次交付' }, facts: { fact: 'RecordProcessed' }, count: 16 },
  ],
});
