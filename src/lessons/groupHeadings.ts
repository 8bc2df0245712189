import type { Heading } from './heading.ts';

/** The consumer-group track. */
export const groupHeadings = {
  'first-consumer': {
    id: 'first-consumer',
    code: 'G1',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'A group is born', zh: '一个消费者组的诞生' },
    question: {
      en: 'A consumer starts with a `group.id` that nobody used before. What must happen until it may read?',
      zh: '一个消费者带着从未用过的 `group.id` 启动。在它可以读之前，要发生哪些事？',
    },
  },
  'member-joins': {
    id: 'member-joins',
    code: 'G2',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'A new member arrives', zh: '新成员来了' },
    question: {
      en: 'A second consumer joins a group that is busy reading. How do the others find out, and what must they give up?',
      zh: '组里正在消费，又来了第二个消费者：其他成员怎么得知？又要交出什么？',
    },
  },
  'member-leaves': {
    id: 'member-leaves',
    code: 'G3',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Leaving politely', zh: '好好道别' },
    question: {
      en: 'A consumer is closed. How does its group learn of it, and how long do its partitions stay unread?',
      zh: '一个消费者被正常关闭：它的组怎么得知？它的分区要停多久没人读？',
    },
  },
  'member-crashes': {
    id: 'member-crashes',
    code: 'G4',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Leaving without a word', zh: '不告而别' },
    question: {
      en: 'A consumer is killed. How long does its group believe that it is alive, and who reads its partitions meanwhile?',
      zh: '一个消费者突然宕机：它的组要多久才不再当它活着？这期间谁来读它的分区？',
    },
  },
  'commit-during-rebalance': {
    id: 'commit-during-rebalance',
    code: 'G5',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Commits and generations', zh: '提交位移与代（generation）' },
    question: {
      en: 'A rebalance begins while a member is still working. Until when may it commit, and what if it comes too late?',
      zh: '成员还在处理消息，重平衡就开始了：它最晚什么时候还能提交？晚了会怎样？',
    },
  },
  'avoidable-rebalances': {
    id: 'avoidable-rebalances',
    code: 'G6',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Slow consumers and missed heartbeats', zh: '处理太慢、心跳太少：本可避免的重平衡' },
    question: {
      en: 'Nobody starts or stops a consumer, and yet the group rebalances again and again. Which settings cause it, and which prevent it?',
      zh: '没有人启动或停止消费者，组却一再重平衡：是哪些参数造成的？又该怎样设？',
    },
  },
  'idle-consumers': {
    id: 'idle-consumers',
    code: 'G7',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'More consumers than partitions', zh: '消费者比分区多' },
    question: {
      en: 'A group is too slow, so one starts more consumers. How far does that help?',
      zh: '消费跟不上，就多启动几个消费者：到多少个为止还有用？',
    },
  },
  assignors: {
    id: 'assignors',
    code: 'G8',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Range, round-robin, sticky, cooperative-sticky', zh: '四种分配策略' },
    question: {
      en: 'Who gets which partition, and how many change hands when one member leaves?',
      zh: '哪个分区归谁？一个成员离开时，有多少分区要换主人？',
    },
  },
  'what-triggers': {
    id: 'what-triggers',
    code: 'G9',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Members, topics, partitions', zh: '成员、主题、分区' },
    question: {
      en: 'A group is at rest. Which three kinds of change make it rebalance, and who notices each of them?',
      zh: '组一切平静。哪三类变化会让它重平衡？每一类又由谁发现？',
    },
  },
  'stop-the-world': {
    id: 'stop-the-world',
    code: 'G10',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Eager versus cooperative', zh: '积极式与协作式重平衡' },
    question: {
      en: 'A third consumer joins and should get one partition. Who has to stop for that, and for how long?',
      zh: '第三个消费者加入，只该分走一个分区：为此谁得停下来？停多久？',
    },
  },
  'processed-twice': {
    id: 'processed-twice',
    code: 'G11',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'At least once', zh: '至少一次：处理了两遍' },
    question: {
      en: 'A consumer crashes after it has processed records, and before it has committed. How many come twice?',
      zh: '消费者处理完消息、还没提交位移就宕机了：会有多少条被处理两遍？',
    },
  },
  'never-processed': {
    id: 'never-processed',
    code: 'G12',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'At most once', zh: '至多一次：从未处理' },
    question: {
      en: 'A consumer commits before it has processed. What becomes of the records it had in hand when it crashes?',
      zh: '消费者还没处理就先提交了位移：宕机时，它手上的消息会怎样？',
    },
  },
  'offset-reset': {
    id: 'offset-reset',
    code: 'G13',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Where a group starts', zh: '消费者组从哪里开始读' },
    question: {
      en: 'A consumer gets a partition. Which offset will it read first: the first, the next, the one it committed, or none at all?',
      zh: '消费者分到一个分区，它先读哪个位移：最早的、下一条、提交过的，还是一条也不读？',
    },
  },
  'queue-or-broadcast': {
    id: 'queue-or-broadcast',
    code: 'G14',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Queue or broadcast', zh: '队列，还是广播' },
    question: {
      en: 'A queue hands each message to one worker; publish/subscribe hands it to everybody. Which of the two is Kafka?',
      zh: '队列把每条消息只交给一个接收者，发布/订阅则交给所有订阅者。Kafka 是哪一种？',
    },
  },
  'offsets-topic': {
    id: 'offsets-topic',
    code: 'G15',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Inside __consumer_offsets', zh: '走进 __consumer_offsets' },
    question: {
      en: 'Where does a committed offset go, and when is it forgotten?',
      zh: '提交的位移存到了哪里？什么时候会被忘掉？',
    },
  },
  'coordinator-failover': {
    id: 'coordinator-failover',
    code: 'G16',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'The coordinator dies', zh: '协调者宕机' },
    question: {
      en: 'The broker that coordinates a group crashes. Who knows the members, the generation and the offsets now?',
      zh: '协调消费者组的 Broker 宕机了：有哪些成员、到了第几代、位移是多少，现在还有谁知道？',
    },
  },
  'static-membership': {
    id: 'static-membership',
    code: 'G17',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'A restart without a rebalance', zh: '重启而不重平衡' },
    question: {
      en: 'Each restart of a member costs its group two rebalances. What does a member need so that it costs none?',
      zh: '成员每重启一次，组就要重平衡两次。成员需要什么，才能一次也不用？',
    },
  },
  'lag-and-lead': {
    id: 'lag-and-lead',
    code: 'G18',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Watching progress', zh: '监控消费进度：Lag 与 Lead' },
    question: {
      en: 'How far behind is a consumer, how close is it to records that are about to be deleted, and where do these numbers come from?',
      zh: '消费者落后了多少？离即将被删除的消息还有多远？这些数字从哪里来？',
    },
  },
  'commit-modes': {
    id: 'commit-modes',
    code: 'G19',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Four ways to commit', zh: '四种提交方式' },
    question: {
      en: 'Automatic, synchronous, asynchronous, or both: what does each cost, and what does each leave behind when it fails?',
      zh: '自动、同步、异步，还是组合起来：各要付出什么？失败时各留下什么？',
    },
  },
  threads: {
    id: 'threads',
    code: 'G20',
    track: 'consumer-group',
    era: '2.8',
    title: { en: 'Two ways to consume with threads', zh: '多线程消费的两种方案' },
    question: {
      en: 'Should every thread have its own consumer, or should one consumer feed a pool of threads?',
      zh: '是每个线程各用一个消费者，还是一个消费者把消息交给线程池？',
    },
  },
} as const satisfies Readonly<Record<string, Heading>>;
