import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';

const PROCESSING_MS = 2000;
const config = (group: string) => ({ 'group.id': group, 'auto.commit.interval.ms': '1000' });

/** Four records a partition, `p0-0` to `p2-3`. */
const RECORDS = [0, 1, 2, 3].flatMap((at) => [0, 1, 2].map((partition) => sendTo(partition, `p${partition}-${at}`)));

/** G20: consumer 1 feeds a pool of three threads; consumers 2 to 4 are three threads with a consumer each. Same topic, two groups. */
export const threads = lesson({
  ...headings.threads,
  seed: 1,
  stage: 'group',
  cluster: groupCluster({
    partitions: 3,
    consumers: [
      { config: config('pool'), application: { processingMs: PROCESSING_MS, workers: 3 } },
      ...[2, 3, 4].map(() => ({ config: config('threads'), application: { processingMs: PROCESSING_MS } })),
    ],
  }),
  scenes: [
    {
      title: { en: 'One program, written twice', zh: '同一个程序，两种写法' },
      say: {
        en: 'A KafkaConsumer may be used by one thread only. So there are two ways to keep three threads busy. Group pool has one consumer: it polls and hands every record to a pool of three worker threads. Group threads has three consumers, each polled by a thread of its own, which also processes what it gets. Both commit automatically, every second; choose which group to see above the picture.',
        zh: 'KafkaConsumer 只能由一个线程使用，所以要让三个线程都有活干，有两种方案。组 pool 只有一个消费者：它负责 poll，把每条消息交给三个工作线程组成的线程池。组 threads 有三个消费者，各由自己的线程 poll，并由同一个线程处理。两组都是自动提交，每秒一次；在图的上方可以选择看哪个组。',
      },
      do: [1, 2, 3, 4].map((number) => consumer('start', number)),
      until: [1, 2, 3, 4].map((number) => ({ fact: 'PartitionsAssigned', where: { consumer: `consumer-${number}` } })),
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2', 'consumer-3', 'consumer-4'],
    },
    {
      title: { en: 'Committed is not processed', zh: '提交了，不等于处理了' },
      say: {
        en: 'Twelve records come, four in each partition; each takes about two seconds of work. The pool’s consumer hands them over and polls again at once, for it has nothing else to do. And poll() commits what the earlier polls have returned. Whether a worker has touched it, the consumer cannot know.',
        zh: '来了十二条消息，每个分区四条，每条要处理两秒左右。pool 的消费者把消息交出去就立刻再次 poll，因为它没有别的事。而 poll 会提交此前各次 poll 返回的位移。工作线程处理了没有，消费者无从知道。',
      },
      do: RECORDS,
      until: [0, 1, 2].map((partition) => ({ select: 'committed', of: `pool/orders-${partition}`, is: 4 })),
      withinMs: 10_000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'A second after the records came, no worker is done with its first one. Which offset of orders-2 has group pool committed?', zh: '消息到达一秒后，还没有哪个工作线程处理完第一条。组 pool 对 orders-2 提交的位移是多少？' },
        answer: { select: 'committed', of: 'pool/orders-2' },
        why: { en: 'Four: all of them were returned by poll(). For the group they are done.', zh: '四：poll 已经全部返回了。对这个组来说，它们就算处理完了。' },
      },
    },
    {
      title: { en: 'Whoever is free takes the next', zh: '谁空了谁拿下一条' },
      say: {
        en: 'The workers take records from one queue, and one is faster than another. p0-2 and p0-3 go to different threads, and p0-3 is finished first. In Kafka the order within a partition is what you can rely on; the pool has just thrown it away. In group threads a partition has one consumer and a consumer has one thread, so order cannot be lost.',
        zh: '工作线程从同一个队列里取消息，有快有慢。p0-2 和 p0-3 到了不同的线程，p0-3 先处理完。Kafka 能保证的就是分区内的顺序，而线程池把它丢掉了。在组 threads 里，一个分区只有一个消费者，一个消费者只有一个线程，顺序不可能乱。',
      },
      do: [],
      until: { fact: 'RecordProcessed', where: { group: 'pool', value: 'p0-2' } },
      withinMs: 20_000,
      focus: ['consumer-1', 'consumer-2'],
    },
    {
      title: { en: 'Both programs crash', zh: '两个程序都宕机' },
      say: {
        en: 'The process of the pool dies, and so does the process of consumer 2. Six records were in the pool’s queue or in the hands of its workers, in memory only. Consumer 2 was in the middle of its batch and had not polled since, so nothing of that batch is committed. The session timeout must pass before the coordinator notices either.',
        zh: 'pool 的进程宕机了，消费者 2 的进程也宕机了。线程池的队列和工作线程手里还有六条消息，都只在内存里。消费者 2 正处理到一批的中间，之后没有再 poll 过，所以这一批什么都没有提交。要等会话超时，协调者才会发觉。',
      },
      do: [consumer('kill', 1), consumer('kill', 2), consumer('restart', 1)],
      until: [
        { fact: 'CommittedOffsetFound', where: { group: 'pool', partition: 'orders-1' } },
        { fact: 'PartitionsAssigned', where: { consumer: 'consumer-3', generation: 2 } },
        { fact: 'PartitionsAssigned', where: { consumer: 'consumer-4', generation: 2 } },
      ],
      withinMs: 120_000,
      focus: ['consumer-1', 'consumer-3', 'consumer-4'],
      predict: {
        ask: { en: 'The pool’s process is started again. At which offset does it go on in orders-1, where only p1-0 was processed?', zh: 'pool 的进程重新启动。orders-1 里只处理过 p1-0，它从哪个位移继续？' },
        answer: { select: 'position', of: 'consumer-1/orders-1' },
        why: { en: 'At 4, where the group has committed. p1-1, p1-2 and p1-3 are never looked at again.', zh: '从 4 继续，那是组提交的位移。p1-1、p1-2、p1-3 再也没有人看了。' },
      },
    },
    {
      title: { en: 'Twice, or never', zh: '要么重复，要么遗漏' },
      say: {
        en: 'In group threads somebody else takes over orders-0 and begins where the group has committed, at 0. What consumer 2 had done is done again, and nothing is missing: at least once. A pool can have that, too, but has to work for it: switch automatic commits off, keep one queue per partition, and commit only up to the first record that is not done.',
        zh: '在组 threads 里，别的成员接手 orders-0，从组提交的位移 0 开始。消费者 2 做过的又做了一遍，但一条不缺：这是至少一次。线程池也能做到，但要自己费工夫：关掉自动提交，每个分区一个队列，只提交到第一条未处理完的消息为止。',
      },
      do: [],
      until: { select: 'committed', of: 'threads/orders-0', is: 4 },
      withinMs: 60_000,
      focus: ['consumer-3', 'consumer-4'],
    },
  ],
  whatIf: [],
  ends: [
    { say: { en: 'Pool: these records were never processed', zh: 'pool：这些消息从未处理' }, select: 'skippedRecords', of: 'pool', is: ['p1-1', 'p1-2', 'p1-3', 'p2-1', 'p2-2', 'p2-3'] },
    { say: { en: 'and this one after a later one of its partition', zh: '这一条排在同分区后面的消息之后才处理' }, select: 'reorderedRecords', of: 'pool', is: ['p0-2'] },
    { say: { en: 'One consumer per thread: nothing is skipped', zh: '每个线程一个消费者：没有跳过任何消息' }, select: 'skippedRecords', of: 'threads', is: [] },
    { say: { en: 'and nothing is out of order', zh: '也没有乱序' }, select: 'reorderedRecords', of: 'threads', is: [] },
    { say: { en: 'but p0-0 was processed twice', zh: '但 p0-0 处理了两次' }, facts: { fact: 'RecordProcessed', where: { group: 'threads', value: 'p0-0' } }, count: 2 },
    { say: { en: 'Both groups have committed all of orders-1: the pool', zh: '两个组都提交了 orders-1 的全部位移：pool' }, select: 'committed', of: 'pool/orders-1', is: 4 },
    { say: { en: 'and the threads', zh: 'threads 也是' }, select: 'committed', of: 'threads/orders-1', is: 4 },
  ],
});
