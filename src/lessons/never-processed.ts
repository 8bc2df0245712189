import { anotherProcess, consumer, groupCluster, processed, sendAll } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';

const RECORDS = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9'];
const BY_HAND = { 'enable.auto.commit': 'false', 'max.poll.records': '5' };

/** G12: the offset runs ahead of the work. */
export const neverProcessed = lesson({
  ...headings['never-processed'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({
    partitions: 1,
    consumers: [
      { application: { processingMs: 1000, commit: 'before-processing' }, config: BY_HAND },
      { application: { processingMs: 3000, workers: 2 } },
      { application: { processingMs: 1000, commit: 'sync' }, config: BY_HAND },
    ],
  }),
  scenes: [
    {
      title: { en: 'Commit first', zh: '先提交' },
      say: {
        en: 'orders-0 holds ten records, m0 to m9. Only consumer 1 is started. Its program polls five records at most (max.poll.records=5), calls `commitSync()`, and only then begins to process. The other two consumers are for the what-ifs.',
        zh: 'orders-0 里有十条消息，m0 到 m9。只启动消费者 1。它的程序每次最多 poll 五条（max.poll.records=5），先调用 `commitSync()`，然后才开始处理。另外两个消费者留给后面的“如果”。',
      },
      do: [...sendAll(0, RECORDS), consumer('start', 1)],
      until: { message: { api: 'OffsetCommit', kind: 'request', from: 'consumer-1' } },
      withinMs: 20_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'The position, not the work', zh: '提交的是位置，不是进度' },
      say: {
        en: 'The commit is answered. The coordinator believes what it is told: it cannot know what the application has done with the records. The first of five has just been taken in hand.',
        zh: '提交得到答复。协调者只信它听到的：应用程序对消息做了什么，它无从知道。五条里的第一条才刚拿到手。',
      },
      do: [],
      until: { fact: 'OffsetCommitAnswered', where: { consumer: 'consumer-1', error: 'NONE' } },
      withinMs: 5000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'Not a single record is processed yet. Which offset is committed?', zh: '一条都还没处理。已提交位移是多少？' },
        answer: { select: 'committed', of: 'app/orders-0' },
        why: { en: '5: a commit speaks of what poll has returned, and that is five records.', zh: '5：提交说的是 poll 返回了多少，而它返回了五条。' },
      },
    },
    {
      title: { en: 'Two of five', zh: '五条中的两条' },
      say: {
        en: 'One second each: m0 and m1 are processed. m2, m3 and m4 are in the memory of the process; nobody else knows that they are still to be processed.',
        zh: '一条一秒：m0 和 m1 处理完了。m2、m3、m4 还在进程的内存里；“还没处理”这件事，只有那里知道。',
      },
      do: [],
      until: processed(1, 1),
      withinMs: 10_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'A crash', zh: '宕机' },
      say: {
        en: 'The process is killed in the middle of m2. The records are still in the log of orders-0; nothing is lost on the brokers. But who will look at them again?',
        zh: '处理 m2 的途中，进程被杀掉。消息还在 orders-0 的日志里，Broker 上一条没丢。可是谁还会再去看它们呢？',
      },
      do: [consumer('kill', 1)],
      until: { afterMs: 1000 },
      withinMs: 5000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'Which record will the next process read first?', zh: '下一个进程最先读到哪一条？' },
        options: [2, 3, 5].map((offset) => ({ value: offset, label: { en: `m${offset}`, zh: `m${offset}` } })),
        answer: { select: 'committed', of: 'app/orders-0' },
        why: { en: 'm5: the group begins at its committed offset, 5, whatever was done below it.', zh: 'm5：组从已提交位移 5 开始，不管它之下做完了没有。' },
      },
    },
    {
      ...anotherProcess(1, 5, {
        en: 'The program is started again. When the old member’s session is over, the new one gets the partition, asks where to begin, and hears: 5.',
        zh: '程序重新启动。旧成员的会话超时之后，新成员分到分区，查询从哪里开始，得到的答复是 5。',
      }),
      inOtherEras: {
        '2.8': { en: 'The session timeout is 10 seconds by default.', zh: '会话超时默认 10 秒。' },
        '3.9': { en: 'The session timeout is 45 seconds since 3.0.', zh: '从 3.0 起会话超时默认 45 秒。' },
        '4.1': { en: 'The session timeout is 45 seconds since 3.0.', zh: '从 3.0 起会话超时默认 45 秒。' },
      },
    },
    {
      title: { en: 'Skipped for good', zh: '再也没人处理' },
      say: {
        en: 'It processes m5 to m9. m2, m3 and m4 are never processed, and nobody gets an error. No record comes twice: at most once is what a group gives when it commits first. That is right for a reading of a thermometer, and wrong for an order.',
        zh: '它处理 m5 到 m9。m2、m3、m4 再也没有人处理，也没有人收到错误。没有一条处理两遍：先提交、后处理，得到的就是“至多一次”。温度计的读数可以这样，订单不行。',
      },
      do: [],
      until: processed(1, 9),
      withinMs: 30_000,
      focus: ['consumer-1'],
    },
  ],
  whatIf: [
    {
      id: 'worker-pool',
      label: { en: 'What if two threads process, with automatic commits?', zh: '如果用两个线程处理，并自动提交呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'Handed over is not done', zh: '交出去不等于做完' },
          say: {
            en: 'Consumer 2 runs instead. One thread polls all ten records at once, hands them to a pool of two threads, and polls on; a record takes about three seconds. enable.auto.commit is on, and nothing in this program commits before it processes, or so it seems.',
            zh: '换成消费者 2。一个线程一次 poll 到全部十条，交给两个线程的线程池，接着继续 poll；处理一条约三秒。enable.auto.commit 打开。这个程序里没有哪一行是先提交、后处理的，看上去是这样。',
          },
          do: [...sendAll(0, RECORDS), consumer('start', 2)],
          until: { fact: 'RecordProcessed', where: { consumer: 'consumer-2' } },
          withinMs: 30_000,
          focus: ['consumer-2'],
        },
        {
          title: { en: 'The consumer commits what was polled', zh: '自动提交的是 poll 过的' },
          say: {
            en: 'Five seconds after the assignment the next `poll()` commits the position. The consumer knows nothing of the pool: for it, every record that an earlier poll returned is done.',
            zh: '分到分区五秒之后，下一次 `poll()` 提交当前位置。消费者不知道有线程池：对它来说，之前 poll 返回的消息都算处理完了。',
          },
          do: [],
          until: { fact: 'OffsetCommitAnswered', where: { consumer: 'consumer-2', by: 'auto', error: 'NONE' } },
          withinMs: 10_000,
          focus: ['consumer-2'],
          predict: {
            ask: { en: 'The pool has finished two records. Which offset is committed?', zh: '线程池处理完了两条。已提交位移是多少？' },
            answer: { select: 'committed', of: 'app/orders-0' },
            why: { en: '10, behind all that was polled. The queue of the pool does not count.', zh: '10，在 poll 到的全部消息之后。线程池的队列不算数。' },
          },
        },
        anotherProcess(2, 10, {
          en: 'The process is killed now, and another one starts. It begins at 10, where the partition ends. Whatever was in the pool’s queue or in a thread’s hands is skipped.',
          zh: '这时进程被杀掉，另一个启动。它从 10 开始，那里已是分区末尾。线程池队列里的、线程手上的，全都跳过了。',
        }, [consumer('kill', 2)]),
      ],
    },
    {
      id: 'commit-afterwards',
      label: { en: 'What if it commits after processing?', zh: '如果处理完再提交呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'Process first', zh: '先处理' },
          say: {
            en: 'Consumer 3 runs instead: the same five records per poll, but `commitSync()` is called when they are all processed. Two are done.',
            zh: '换成消费者 3：同样每次 poll 五条，但全部处理完才调用 `commitSync()`。现在完成了两条。',
          },
          do: [...sendAll(0, RECORDS), consumer('start', 3)],
          until: processed(3, 1),
          withinMs: 20_000,
          focus: ['consumer-3'],
        },
        anotherProcess(3, -1, {
          en: 'The same crash. The group has committed nothing (-1), so auto.offset.reset=earliest decides, and the new process begins at the beginning.',
          zh: '同样的宕机。组什么都没提交（-1），于是由 auto.offset.reset=earliest 决定，新进程从头开始。',
        }, [consumer('kill', 3)]),
        {
          title: { en: 'Twice rather than never', zh: '宁可重复，不可遗漏' },
          say: {
            en: 'm0 and m1 are processed again, and nothing is skipped. The order of two lines in the program decides between at most once and at least once.',
            zh: 'm0 和 m1 又处理了一遍，但一条不漏。程序里两行代码的先后，决定了是“至多一次”还是“至少一次”。',
          },
          do: [],
          until: processed(3, 9),
          withinMs: 30_000,
          focus: ['consumer-3'],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Three records were skipped', zh: '跳过了三条消息' }, promise: 'processedAtLeastOnce', lost: 3 },
    ...[2, 3, 4].map((offset) => ({ say: { en: `m${offset} was never processed`, zh: `m${offset} 从未处理` }, facts: { fact: 'RecordProcessed', where: { offset } }, count: 0 })),
    { say: { en: 'No record was processed twice: at most once', zh: '没有一条处理两遍：至多一次' }, promise: 'processedAtMostOnce', lost: 0 },
    { say: { en: 'They were committed before any was processed', zh: '一条都没处理，就已提交' }, order: [{ fact: 'OffsetsCommitted', where: { group: 'app' } }, processed(1, 0)] },
    { say: { en: 'They are all still in the log: nothing was lost on the brokers', zh: '它们都还在日志里：Broker 上一条没丢' }, select: 'records', of: 'broker-1/orders-0', is: RECORDS },
    { branch: 'worker-pool', say: { en: 'Pool: eight records were skipped, six in its queue and two in its threads’ hands', zh: '线程池：跳过了八条，六条在队列里，两条在线程手上' }, promise: 'processedAtLeastOnce', lost: 8 },
    { branch: 'worker-pool', say: { en: 'Pool: the commit came from the consumer itself', zh: '线程池：提交出自消费者自己' }, facts: { fact: 'OffsetCommitAnswered', where: { consumer: 'consumer-2', by: 'auto', error: 'NONE' } }, count: 1 },
    { branch: 'worker-pool', say: { en: 'Pool: it covered all ten records', zh: '线程池：它覆盖了全部十条' }, select: 'committed', of: 'app/orders-0', is: 10 },
    { branch: 'commit-afterwards', say: { en: 'Afterwards: none was skipped', zh: '处理完再提交：一条不漏' }, promise: 'processedAtLeastOnce', lost: 0 },
    { branch: 'commit-afterwards', say: { en: 'Afterwards: two came twice', zh: '处理完再提交：两条处理了两遍' }, promise: 'processedAtMostOnce', lost: 2 },
  ],
});
