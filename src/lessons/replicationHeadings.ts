import type { Heading } from './heading.ts';

/** The headings of the replication track, in the order in which it is taught. */
export const replicationHeadings = {
  'write-path': {
    id: 'write-path',
    code: 'R1',
    track: 'replication',
    era: '2.8',
    title: { en: 'The six steps of a write', zh: '一次写入的六步' },
    question: {
      en: 'What happens between `send` and its answer, and how much of it does `acks` wait for?',
      zh: '从 `send` 到应答之间发生了什么？不同的 `acks` 又各等到哪一步？',
    },
  },
  'high-watermark': {
    id: 'high-watermark',
    code: 'R2',
    track: 'replication',
    era: '2.8',
    title: { en: 'Why the high watermark needs two fetches', zh: '高水位为什么要等两轮拉取' },
    question: {
      en: 'A record is on all three brokers. Why can nobody read it yet?',
      zh: '一条消息已经在三台 Broker 上了，为什么还没有人能读到它？',
    },
  },
  'isr-shrink-and-expand': {
    id: 'isr-shrink-and-expand',
    code: 'R3',
    track: 'replication',
    era: '2.8',
    title: { en: 'Falling behind and catching up', zh: '落后与追上：ISR 的收缩与扩张' },
    question: {
      en: 'One follower is too slow. How long does everybody wait for it, and how does it come back?',
      zh: '有一个追随者太慢了：大家要等它多久？它又怎样回来？',
    },
  },
  'min-insync-replicas': {
    id: 'min-insync-replicas',
    code: 'R4',
    track: 'replication',
    era: '2.8',
    title: { en: 'Refusing to write', zh: '宁可拒绝写入' },
    question: {
      en: 'With `min.insync.replicas=2`, what exactly does the leader refuse, and is a refused record really not there?',
      zh: '设了 `min.insync.replicas=2`，领导者究竟拒绝什么？被拒绝的消息真的不在了吗？',
    },
  },
  'clean-failover': {
    id: 'clean-failover',
    code: 'R5',
    track: 'replication',
    era: '2.8',
    title: { en: 'A leader dies, nothing is lost', zh: '领导者宕机，一条不丢' },
    question: {
      en: 'The leader crashes. Who takes over, how does the producer find out, and what about its records?',
      zh: '领导者突然宕机：谁来接任？生产者怎么知道？它的消息还在吗？',
    },
  },
  'acks-one-loss': {
    id: 'acks-one-loss',
    code: 'R6',
    track: 'replication',
    era: '2.8',
    title: { en: 'Acknowledged, then gone', zh: '应答了，却没了' },
    question: {
      en: 'Five records were acknowledged with acks=1, then the leader crashes. Which of them are left?',
      zh: '五条消息都以 acks=1 得到了应答，接着领导者宕机：还剩哪几条？',
    },
  },
  'unclean-election': {
    id: 'unclean-election',
    code: 'R7',
    track: 'replication',
    era: '2.8',
    title: { en: 'Unclean leader election', zh: 'Unclean 领导者选举' },
    question: {
      en: 'The only in-sync replica is gone. Wait for it, or carry on without its records?',
      zh: '唯一的同步副本不在了：是等它回来，还是丢下它独有的消息继续？',
    },
  },
  'acks-all-is-not-enough': {
    id: 'acks-all-is-not-enough',
    code: 'R8',
    track: 'replication',
    era: '2.8',
    title: { en: 'acks=all with an ISR of one', zh: 'acks=all，ISR 却只有一个' },
    question: {
      en: 'Every record is sent with `acks=all`, and unclean election is off. How can one still be lost?',
      zh: '每条消息都用 `acks=all` 发送，Unclean 选举也关着：怎么还会丢？',
    },
  },
  'truncation-loses': {
    id: 'truncation-loses',
    code: 'R9',
    track: 'replication',
    era: '0.10',
    title: { en: 'Before leader epochs: cut too much', zh: 'Leader Epoch 之前：截得太多' },
    question: {
      en: '`acks=all`, two in-sync replicas at least, clean elections only, no broken disk. How can an acknowledged record vanish from every broker?',
      zh: '`acks=all`、至少两个同步副本、没有一次 Unclean 选举、磁盘也没坏：一条已应答的消息怎么会从所有 Broker 上消失？',
    },
  },
  'truncation-diverges': {
    id: 'truncation-diverges',
    code: 'R10',
    track: 'replication',
    era: '0.10',
    title: { en: 'Before leader epochs: cut too little', zh: 'Leader Epoch 之前：截得太少' },
    question: {
      en: 'Three in-sync replicas, equally long. How can they hold different records at the same offset?',
      zh: '三个同步副本，日志一样长：同一个位移上，怎么会是不同的消息？',
    },
  },
  'leader-epoch': {
    id: 'leader-epoch',
    code: 'R11',
    track: 'replication',
    era: '0.11',
    title: { en: 'What the leader epoch changes', zh: 'Leader Epoch 改变了什么' },
    question: {
      en: 'The same failures as in the two lessons before, in 0.11. What is saved, and what is not?',
      zh: '与前两课同样的故障，发生在 0.11：保住了什么，又有什么保不住？',
    },
  },
  'fast-failover': {
    id: 'fast-failover',
    code: 'R12',
    track: 'replication',
    era: '0.11',
    title: { en: 'Two elections too fast', zh: '太快的两次选举' },
    question: {
      en: 'Followers ask where an epoch ends. What if the leader has never seen that epoch?',
      zh: '追随者会问某个纪元到哪里结束。要是领导者从没见过那个纪元呢？',
    },
  },
  'duplicate-on-retry': {
    id: 'duplicate-on-retry',
    code: 'R13',
    track: 'replication',
    era: '2.8',
    title: { en: 'The ack that never came', zh: '没有等到的应答' },
    question: {
      en: 'The leader dies before it can acknowledge a record. What becomes of the record when the producer sends it again?',
      zh: '领导者没来得及应答就宕机了：生产者把消息再发一次，结果会怎样？',
    },
  },
  'preferred-leader': {
    id: 'preferred-leader',
    code: 'R14',
    track: 'replication',
    era: '2.8',
    title: { en: 'Leadership drifts, and comes home', zh: '领导者会漂移，也会归位' },
    question: {
      en: 'After a rolling restart one broker leads everything. Who gives the others their partitions back?',
      zh: '滚动重启之后，一台 Broker 领导了所有分区：谁来把领导者还给另外几台？',
    },
  },
  'zombie-leader': {
    id: 'zombie-leader',
    code: 'R15',
    track: 'replication',
    era: '2.8',
    title: { en: 'Cut off, but still leading', zh: '与世隔绝，仍自认是领导者' },
    question: {
      en: 'The leader is cut off from the cluster, but not from its producer. What are its answers worth?',
      zh: '领导者与集群断开，却没有与它的生产者断开：它的应答还作数吗？',
    },
  },
  'power-loss': {
    id: 'power-loss',
    code: 'R16',
    track: 'replication',
    era: '2.8',
    title: { en: 'The page cache and the power cut', zh: '页缓存与断电' },
    question: {
      en: 'Kafka answers before the disk has the record. What does a power cut take?',
      zh: '消息还没落盘，Kafka 就已应答：一旦断电，会丢掉什么？',
    },
  },
  'last-replica-standing': {
    id: 'last-replica-standing',
    code: 'R17',
    track: 'replication',
    era: '3.9',
    title: { en: 'The last replica standing', zh: '最后站着的副本' },
    question: {
      en: 'Two brokers stop in good order, and the third loses its data. Who may lead when they come back?',
      zh: '两台 Broker 正常停机，第三台丢了数据：等它们回来，谁可以当领导者？',
    },
  },
  reassignment: {
    id: 'reassignment',
    code: 'R18',
    track: 'replication',
    era: '2.8',
    title: { en: 'Moving a partition to another broker', zh: '给分区搬家：分区重分配' },
    question: {
      en: 'A new broker joins and stays empty. How does a partition move there while it is written to?',
      zh: '新加入的 Broker 空着：分区怎样在持续写入的同时搬过去？',
    },
  },
  placement: {
    id: 'placement',
    code: 'R19',
    track: 'replication',
    era: '2.8',
    title: { en: 'Where new partitions go', zh: '新分区放在哪里' },
    question: {
      en: 'A topic is created. Which brokers get its partitions, and can one work it out?',
      zh: '创建一个主题：它的分区会落在哪些 Broker 上？能算出来吗？',
    },
  },
  'low-watermark': {
    id: 'low-watermark',
    code: 'R20',
    track: 'replication',
    era: '2.8',
    title: { en: 'Log start offset and low watermark', zh: '日志起始位移与低水位' },
    question: {
      en: 'Old records are deleted. When are they gone everywhere, and what about a consumer that had not read them yet?',
      zh: '旧消息被删除：什么时候才算处处都删了？还没读到它们的消费者又怎么办？',
    },
  },
} as const satisfies Readonly<Record<string, Heading>>;
