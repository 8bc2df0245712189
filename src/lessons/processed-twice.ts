import { anotherProcess, beginsAt, consumer, groupCluster, processed, sendAll } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Scene } from './types.ts';

const RECORDS = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11'];
/** One record a poll, one second a record: what an automatic commit covers can be counted in seconds. */
const automatic = (intervalMs: number) => ({ application: { processingMs: 1000 }, config: { 'max.poll.records': '1', 'auto.commit.interval.ms': String(intervalMs) } });
const afterEach = { application: { processingMs: 1000, commit: 'sync-after-each' }, config: { 'enable.auto.commit': 'false' } } as const;

function toTheEnd(number: number, say: Scene['say']): Scene {
  return { title: { en: 'To the end of the partition', zh: '读到分区末尾' }, say, do: [], until: processed(number, 11), withinMs: 30_000, focus: [`consumer-${number}`] };
}

/** G11: a crash between processing and committing. */
export const processedTwice = lesson({
  ...headings['processed-twice'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({ partitions: 1, consumers: [automatic(5000), automatic(1000), afterEach] }),
  scenes: [
    {
      title: { en: 'One record a second', zh: '一秒一条' },
      say: {
        en: 'orders-0 holds twelve records, m0 to m11. Only consumer 1 is started; it takes one second over a record, and polls one at a time (max.poll.records=1) so that we can count. enable.auto.commit is on, as by default: the consumer commits by itself, every five seconds. The other two are the same program with other settings, for the what-ifs.',
        zh: 'orders-0 里有十二条消息，m0 到 m11。只启动消费者 1；它处理一条要一秒，每次只 poll 一条（max.poll.records=1），方便我们数。enable.auto.commit 默认打开：消费者每五秒自动提交一次位移。另外两个消费者是同一个程序的另外两种设置，留给后面的“如果”。',
      },
      do: [...sendAll(0, RECORDS), consumer('start', 1)],
      until: processed(1, 0),
      withinMs: 20_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'The automatic commit', zh: '自动提交' },
      say: {
        en: 'Committing happens inside `poll()`, and nowhere else. When the consumer polls and auto.commit.interval.ms has passed, it commits its position: the offset behind everything that earlier polls returned. A committed offset names the next record to read, not the last one that was read.',
        zh: '自动提交只发生在 `poll()` 里面。消费者调用 `poll()` 时，如果 auto.commit.interval.ms 已经过去，它就提交自己的位置：此前各次 poll 返回的消息之后的位移。已提交位移指的是下一条要读的消息，而不是读过的最后一条。',
      },
      do: [],
      until: { fact: 'OffsetCommitAnswered', where: { consumer: 'consumer-1', by: 'auto', error: 'NONE' } },
      withinMs: 20_000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'm0 to m4 are processed, m5 was just polled. Which offset is committed?', zh: 'm0 到 m4 已处理，刚 poll 到 m5。提交的位移是多少？' },
        options: [4, 5, 6].map((offset) => ({ value: offset, label: { en: `${offset}`, zh: `${offset}` } })),
        answer: { select: 'committed', of: 'app/orders-0' },
        why: { en: '5: the commit leaves at the beginning of a `poll()`, before that poll returns m5. Everything below 5 was returned earlier, and processed.', zh: '5：提交在 `poll()` 一开始就发出，那时这次 poll 还没有返回 m5。5 以下的消息都是之前返回的，也都处理完了。' },
      },
    },
    {
      title: { en: 'Three records further', zh: '又处理了三条' },
      say: {
        en: 'The consumer goes on: m5, m6, m7 are processed, say, three e-mails are sent. Nothing is committed for them, because five seconds have not passed. The gap between the position and the committed offset is what a crash would cost now.',
        zh: '消费者继续：m5、m6、m7 处理完了，比如发出了三封邮件。五秒还没到，它们都没有提交。当前位置与已提交位移之间的差距，就是此刻宕机的代价。',
      },
      do: [],
      until: processed(1, 7),
      withinMs: 20_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'A crash', zh: '宕机' },
      say: {
        en: 'The process of consumer 1 is killed. Its position was only in its memory. What is left of its work is what the coordinator wrote to __consumer_offsets.',
        zh: '消费者 1 的进程被杀掉。它的位置只存在于内存里。它做过的事，留下来的只有协调者写进 __consumer_offsets 的那个位移。',
      },
      do: [consumer('kill', 1)],
      until: { afterMs: 1000 },
      withinMs: 5000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'At which offset will the next process begin?', zh: '下一个进程会从哪个位移开始？' },
        answer: { select: 'committed', of: 'app/orders-0' },
        why: { en: 'At the committed offset. Nobody but the dead process knew that m5, m6 and m7 were processed.', zh: '从已提交位移开始。m5、m6、m7 处理过了，这件事只有宕机的那个进程知道。' },
      },
    },
    {
      ...anotherProcess(1, 5, {
        en: 'Consumer 1 is started again, as a new member. The group still counts the old one and waits for it until its session timeout is over; then the new member gets the partition. It asks for the committed offset, and is told 5.',
        zh: '消费者 1 重新启动，作为一个新成员加入。组里还算着旧成员，要等它的会话超时过去，新成员才分到分区。它查询已提交位移，得到 5。',
      }),
      inOtherEras: {
        '2.8': { en: 'The session timeout is 10 seconds by default.', zh: '会话超时默认 10 秒。' },
        '3.9': { en: 'The session timeout is 45 seconds since 3.0: the pause is long.', zh: '从 3.0 起会话超时默认 45 秒：这次要停很久。' },
        '4.1': { en: 'The session timeout is 45 seconds since 3.0: the pause is long.', zh: '从 3.0 起会话超时默认 45 秒：这次要停很久。' },
      },
    },
    {
      title: { en: 'Twice', zh: '处理了两遍' },
      say: {
        en: 'm5, m6 and m7 are processed again: three e-mails more. None is missing, some come twice: at least once is what a group gives when it processes first and commits later. Whoever cannot bear it makes processing idempotent, for instance by storing the offset together with the result.',
        zh: 'm5、m6、m7 又处理了一遍：又是三封邮件。一条不少，但有的来两次：先处理、后提交，得到的就是“至少一次”。受不了重复，就让处理本身幂等，例如把位移和结果存在一起。',
      },
      do: [],
      until: processed(1, 11),
      withinMs: 30_000,
      focus: ['consumer-1'],
    },
  ],
  whatIf: [
    {
      id: 'shorter-interval',
      label: { en: 'What if it commits every second?', zh: '如果每秒提交一次呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'Five times as many commits', zh: '提交次数变成五倍' },
          say: {
            en: 'Consumer 2 runs instead: auto.commit.interval.ms=1000, the rest is the same. It commits at almost every poll. Again it processes up to m7.',
            zh: '换成消费者 2：auto.commit.interval.ms=1000，其余相同。它几乎每次 poll 都提交。同样处理到 m7。',
          },
          do: [...sendAll(0, RECORDS), consumer('start', 2)],
          until: processed(2, 7),
          withinMs: 30_000,
          focus: ['consumer-2'],
        },
        {
          title: { en: 'The same crash', zh: '同样宕机' },
          say: {
            en: 'The process is killed half a second later, in the middle of m8. What was processed since the last commit will come again; a second holds one record at most.',
            zh: '半秒后，进程在处理 m8 的途中被杀掉。上一次提交之后处理完的会再来一遍，而一秒之内最多一条。',
          },
          do: [],
          until: { afterMs: 500 },
          withinMs: 5000,
          focus: ['consumer-2'],
          predict: {
            ask: { en: 'At which offset will the next process begin?', zh: '下一个进程会从哪个位移开始？' },
            answer: { select: 'committed', of: 'app/orders-0' },
            why: { en: 'At 8: the poll that returned m8 committed everything before it.', zh: '从 8 开始：返回 m8 的那次 poll 提交了它之前的一切。' },
          },
        },
        anotherProcess(2, 8, {
          en: 'The new process begins at 8, with the record that was never finished. This time nothing is repeated. The price is five times as many commits at the coordinator.',
          zh: '新进程从 8 开始，就是没处理完的那条。这次没有重复。代价是协调者要处理五倍的提交。',
        }, [consumer('kill', 2)]),
        toTheEnd(2, {
          en: 'It reads to the end. A shorter interval makes the gap smaller; it does not close it.',
          zh: '它读到末尾。间隔越短，缺口越小，但不会消失。',
        }),
      ],
    },
    {
      id: 'after-each',
      label: { en: 'What if it commits after each record?', zh: '如果每处理一条就提交呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'A commit for each record', zh: '一条一提交' },
          say: {
            en: 'Consumer 3 runs instead. enable.auto.commit is off, and its program calls `commitSync()` after each record, waiting for the answer. m7 is processed, and the commit of offset 8 is on its way.',
            zh: '换成消费者 3。enable.auto.commit 关闭，程序每处理一条就调用 `commitSync()`，等到答复才继续。m7 处理完，位移 8 的提交正在路上。',
          },
          do: [...sendAll(0, RECORDS), consumer('start', 3)],
          until: [processed(3, 7), { message: { api: 'OffsetCommit', kind: 'request', from: 'consumer-3' } }],
          withinMs: 30_000,
          focus: ['consumer-3'],
        },
        {
          title: { en: 'The worst moment', zh: '最坏的时刻' },
          say: {
            en: 'At this very moment the machine dies: its connection breaks with the commit still in it. m7 is processed, and nobody will ever know.',
            zh: '就在这一刻机器坏了：连接断开，提交请求还在里面。m7 处理过了，却再也没有人知道。',
          },
          do: [{ disconnect: { api: 'OffsetCommit', kind: 'request', from: 'consumer-3' } }, consumer('kill', 3)],
          until: { afterMs: 1000 },
          withinMs: 5000,
          focus: ['consumer-3'],
          predict: {
            ask: { en: 'At which offset will the next process begin?', zh: '下一个进程会从哪个位移开始？' },
            answer: { select: 'committed', of: 'app/orders-0' },
            why: { en: 'At 7: the commit of 8 never reached the coordinator.', zh: '从 7 开始：位移 8 的提交没有到达协调者。' },
          },
        },
        anotherProcess(3, 7, {
          en: 'The new process begins at 7. Processing and committing are two steps in two places, and a crash fits between them, however close they are.',
          zh: '新进程从 7 开始。处理和提交是两处的两步，靠得再近，中间也容得下一次宕机。',
        }),
        toTheEnd(3, {
          en: 'm7 comes twice: one duplicate instead of three. Only a transaction, or a result that carries its offset, makes the two steps one.',
          zh: 'm7 处理了两遍：重复从三条减到一条。只有事务，或者把位移和结果存在一起，才能让两步变成一步。',
        }),
      ],
    },
    {
      id: 'closed',
      label: { en: 'What if it is closed in good order?', zh: '如果是正常关闭呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'Closing commits', zh: '关闭时会提交' },
          say: {
            en: 'The application is asked to stop. It finishes m8, and then calls `close()`: with enable.auto.commit the consumer commits once more, leaves the group, and goes.',
            zh: '应用程序收到停止信号。它处理完 m8，然后调用 `close()`：enable.auto.commit 打开时，消费者再提交一次，离开组，然后退出。',
          },
          do: [consumer('stop', 1)],
          until: { fact: 'ConsumerStopped', where: { consumer: 'consumer-1' } },
          withinMs: 10_000,
          focus: ['consumer-1'],
          predict: {
            ask: { en: 'Which offset is committed now?', zh: '现在的已提交位移是多少？' },
            answer: { select: 'committed', of: 'app/orders-0' },
            why: { en: '9: m8 was still processed before the consumer closed.', zh: '9：关闭之前还处理完了 m8。' },
          },
        },
        {
          title: { en: 'No waiting, nothing twice', zh: '不用等，也不重复' },
          say: {
            en: 'It is started again. The old member has left, so nobody waits for a session timeout, only for the three seconds an empty group takes. It begins at 9.',
            zh: '重新启动。旧成员已经离开，不用等会话超时，只有空组起步的三秒。它从 9 开始。',
          },
          do: [consumer('start', 1)],
          until: beginsAt(1, 9),
          withinMs: 20_000,
          focus: ['consumer-1'],
        },
        toTheEnd(1, {
          en: 'It reads to the end, and no record came twice. Duplicates come from crashes, not from restarts as such.',
          zh: '它读到末尾，没有一条重复。带来重复的是宕机，而不是重启本身。',
        }),
      ],
    },
  ],
  ends: [
    { say: { en: 'Three records were processed twice: those of the three seconds since the last commit', zh: '三条消息处理了两遍：上一次提交之后那三秒的' }, promise: 'processedAtMostOnce', lost: 3 },
    ...[5, 6, 7].map((offset) => ({ say: { en: `m${offset} twice`, zh: `m${offset} 两遍` }, facts: { fact: 'RecordProcessed', where: { offset } }, count: 2 })),
    { say: { en: 'm4, below the committed offset, once', zh: 'm4 在已提交位移之下，一遍' }, facts: { fact: 'RecordProcessed', where: { offset: 4 } }, count: 1 },
    { say: { en: 'None was skipped: at least once', zh: '一条不漏：至少一次' }, promise: 'processedAtLeastOnce', lost: 0 },
    { say: { en: 'The new process began where the group had committed', zh: '新进程从组的已提交位移开始' }, facts: beginsAt(1, 5), count: 1 },
    { eras: ['2.8'], say: { en: 'It had to wait for the old member’s session, less than 10 seconds', zh: '它要等旧成员的会话超时，不到 10 秒' }, elapsedMs: { min: 5000, max: 10_000 }, from: { fact: 'RecordProcessed', where: { offset: 7 } }, to: beginsAt(1, 5) },
    { eras: ['3.9', '4.1'], say: { en: 'It had to wait for the old member’s session, less than 45 seconds', zh: '它要等旧成员的会话超时，不到 45 秒' }, elapsedMs: { min: 40_000, max: 45_100 }, from: { fact: 'RecordProcessed', where: { offset: 7 } }, to: beginsAt(1, 5) },
    { branch: 'shorter-interval', say: { en: 'Every second: no record twice, this time', zh: '每秒提交：这一次没有重复' }, promise: 'processedAtMostOnce', lost: 0 },
    { branch: 'shorter-interval', say: { en: 'Every second: none skipped', zh: '每秒提交：一条不漏' }, promise: 'processedAtLeastOnce', lost: 0 },
    { branch: 'after-each', say: { en: 'After each record: still one record twice', zh: '一条一提交：仍有一条重复' }, promise: 'processedAtMostOnce', lost: 1 },
    { branch: 'after-each', say: { en: 'After each record: it is m7', zh: '一条一提交：就是 m7' }, facts: { fact: 'RecordProcessed', where: { offset: 7 } }, count: 2 },
    { branch: 'closed', say: { en: 'Closed: no record twice', zh: '正常关闭：没有重复' }, promise: 'processedAtMostOnce', lost: 0 },
    { branch: 'closed', say: { en: 'Closed: none skipped', zh: '正常关闭：一条不漏' }, promise: 'processedAtLeastOnce', lost: 0 },
  ],
});
