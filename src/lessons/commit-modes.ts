import { consumer, groupCluster, processed, sendAll } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Action, FactPattern, Until } from './types.ts';

const RECORDS = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9'];
const ONE_A_POLL = { 'max.poll.records': '1' };
const BY_HAND = { ...ONE_A_POLL, 'enable.auto.commit': 'false' };
const ALL = [1, 2, 3, 4] as const;

const program = (commit: 'sync' | 'async' | 'async-then-sync') => ({ application: { processingMs: 1000, commit }, config: BY_HAND });
const commitOf = (number: number) => ({ api: 'OffsetCommit', kind: 'request', from: `consumer-${number}` } as const);
const sent = (number: number): Until => ({ message: commitOf(number) });
const broken = (number: number): Action => ({ disconnect: commitOf(number) });
const answered = (number: number, error: string): FactPattern => ({ fact: 'OffsetCommitAnswered', where: { consumer: `consumer-${number}`, error } });

/** G19: four members of one group, each with a partition and a manner of committing of its own. */
export const commitModes = lesson({
  ...headings['commit-modes'],
  seed: 1,
  stage: 'group',
  cluster: groupCluster({
    partitions: 4,
    consumers: [{ application: { processingMs: 1000 }, config: ONE_A_POLL }, program('sync'), program('async'), program('async-then-sync')],
  }),
  scenes: [
    {
      title: { en: 'Four programs, one group', zh: '四个程序，一个组' },
      say: {
        en: 'Four consumers share the four partitions of orders, ten records each, poll one at a time (max.poll.records=1), and take one second over it. Consumer 1 leaves committing to enable.auto.commit. The others commit after every poll: consumer 2 with `commitSync()`, consumer 3 with `commitAsync()`, consumer 4 with `commitAsync()` and, before it closes, `commitSync()`. The first records are done, and commits are on their way.',
        zh: '四个消费者分 orders 的四个分区，每个分区十条消息；每次只 poll 一条（max.poll.records=1），处理一条要一秒。消费者 1 靠 enable.auto.commit 自动提交。其余三个每次 poll 之后提交：消费者 2 用 `commitSync()`，消费者 3 用 `commitAsync()`，消费者 4 平时用 `commitAsync()`，关闭之前用 `commitSync()`。第一批消息处理完了，提交正在路上。',
      },
      do: ALL.flatMap((number) => [...sendAll(number - 1, RECORDS), consumer('start', number)]),
      until: [sent(2), sent(3)],
      withinMs: 30_000,
      focus: ['consumer-1', 'consumer-2', 'consumer-3', 'consumer-4'],
    },
    {
      title: { en: 'Waiting, or not', zh: '等，还是不等' },
      say: {
        en: 'The network holds up the commits of consumers 2 and 3 for three seconds. `commitSync()` blocks the thread until the answer is there: consumer 2 processes nothing. `commitAsync()` returns at once: consumer 3 goes on, and sends one commit after the other.',
        zh: '网络把消费者 2 和 3 的提交耽搁了三秒。`commitSync()` 阻塞线程，直到收到答复：消费者 2 什么都处理不了。`commitAsync()` 立刻返回：消费者 3 照常处理，一个接一个地发出提交。',
      },
      do: [2, 3].map((number) => ({ hold: commitOf(number), forMs: 3000 })),
      until: [answered(2, 'NONE'), sent(2)],
      withinMs: 30_000,
      focus: ['consumer-2', 'consumer-3'],
      predict: {
        ask: { en: 'Consumer 2 has just sent its second commit. Where does consumer 3 read next in orders-2?', zh: '消费者 2 刚发出第二次提交。消费者 3 在 orders-2 的位置是多少？' },
        options: [2, 6].map((offset) => ({ value: offset, label: { en: `at ${offset}`, zh: `${offset}` } })),
        answer: { select: 'position', of: 'consumer-3/orders-2' },
        why: { en: '6: five records are processed, and the sixth is in hand. Consumer 2 has processed two.', zh: '6：已处理五条，第六条正在处理。消费者 2 只处理了两条。' },
      },
    },
    {
      title: { en: 'commitSync tries again', zh: 'commitSync 会重试' },
      say: {
        en: 'Now the connection of consumer 2 breaks with the commit in it. A synchronous commit is tried again where that can help, up to default.api.timeout.ms: the consumer finds its coordinator anew and repeats the commit. The application only notices that it took longer.',
        zh: '现在消费者 2 的连接断开，提交还在里面。同步提交遇到可重试的错误会重试，最长 default.api.timeout.ms：消费者重新找到协调者，再提交一次。应用程序只觉得慢了一点。',
      },
      do: [broken(2)],
      until: [answered(2, 'NONE'), sent(3)],
      withinMs: 30_000,
      focus: ['consumer-2'],
      predict: {
        ask: { en: 'The commit was lost on the way. Which offset of orders-1 is committed now?', zh: '提交在路上丢了。orders-1 现在的已提交位移是多少？' },
        answer: { select: 'committed', of: 'app/orders-1' },
        why: { en: '2: the same commit was sent a second time, and accepted.', zh: '2：同一个提交又发了一次，被接受了。' },
      },
    },
    {
      title: { en: 'commitAsync does not', zh: 'commitAsync 不重试' },
      say: {
        en: 'The same happens to consumer 3: its commit of offset 6 is lost. Its callback gets the error, and nobody tries again: by now a later commit may be on its way, and a repeated old one could move the offset back. Consumers 3 and 4 go on to the end of their partitions; their last commits have just left.',
        zh: '同样的事轮到消费者 3：位移 6 的提交丢了。回调函数收到错误，但没有人重试：这时更新的提交可能已经发出，重发旧的反而会让位移倒退。消费者 3 和 4 一直处理到分区末尾，最后一次提交刚刚发出。',
      },
      do: [broken(3)],
      until: [answered(3, 'NETWORK_EXCEPTION'), processed(3, 9), processed(4, 9), sent(3), sent(4)],
      withinMs: 30_000,
      focus: ['consumer-3', 'consumer-4'],
      predict: {
        ask: { en: 'A commit in the middle failed. Which offset of orders-2 is committed, while the last commit is still on its way?', zh: '中间有一次提交失败了。最后一次提交还在路上时，orders-2 的已提交位移是多少？' },
        options: [5, 9].map((offset) => ({ value: offset, label: { en: `${offset}`, zh: `${offset}` } })),
        answer: { select: 'committed', of: 'app/orders-2' },
        why: { en: '9: every commit says all that the one before said, so the gap closed with the next one. Only the last commit has no successor.', zh: '9：每次提交都包含了上一次的内容，缺口在下一次提交时就补上了。只有最后一次提交，后面再没有别的提交来补。' },
      },
    },
    {
      title: { en: 'The last commit fails', zh: '最后一次提交失败' },
      say: {
        en: 'Both connections break: the last commits of consumers 3 and 4 are gone. Their partitions are processed to the end, and committed up to 9. Consumer 2 catches up meanwhile.',
        zh: '两条连接都断开：消费者 3 和 4 的最后一次提交没了。它们的分区已处理到末尾，却只提交到 9。这期间消费者 2 赶了上来。',
      },
      do: [broken(3), broken(4)],
      until: { select: 'committed', of: 'app/orders-1', is: 10 },
      withinMs: 30_000,
      focus: ['consumer-3', 'consumer-4', 'consumer-2'],
    },
    {
      title: { en: 'commitSync in finally', zh: 'finally 里的 commitSync' },
      say: {
        en: 'All four are closed in good order. Consumer 1 commits once more by itself. Consumer 4 calls `commitSync()` in its finally block and waits until it is done; consumer 3 has no such line. Asynchronous on the way and synchronous at the end: fast, and nothing is left open.',
        zh: '四个消费者都正常关闭。消费者 1 会自动再提交一次。消费者 4 在 finally 块里调用 `commitSync()`，等它完成；消费者 3 没有这一行。平时异步，最后同步：既快，又不留尾巴。',
      },
      do: ALL.map((number) => consumer('stop', number)),
      until: { select: 'groupState', of: 'app', is: 'Empty' },
      withinMs: 30_000,
      focus: ['consumer-3', 'consumer-4'],
    },
    {
      title: { en: 'What was left open', zh: '留下的尾巴' },
      say: {
        en: 'Consumer 3 is started again, alone, and gets all four partitions. Three of them it begins at 10, where they end. orders-2 it begins at 9: m9 is processed a second time.',
        zh: '消费者 3 独自重新启动，得到全部四个分区。其中三个从 10 开始，已是末尾。orders-2 从 9 开始：m9 又处理了一遍。',
      },
      do: [consumer('start', 3)],
      until: { fact: 'RecordProcessed', where: { consumer: 'consumer-3', partition: 'orders-2', offset: 9 } },
      withinMs: 30_000,
      focus: ['consumer-3'],
      predict: {
        ask: { en: 'Did it begin orders-2 at 9 or at 10? Which offset is committed for orders-2?', zh: '它从 9 还是 10 开始读 orders-2？orders-2 的已提交位移是多少？' },
        answer: { select: 'committed', of: 'app/orders-2' },
        why: { en: '9: the failed asynchronous commit was the last one.', zh: '9：失败的那次异步提交就是最后一次。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'crash',
      label: { en: 'What if they crash instead?', zh: '如果是宕机而不是关闭呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'No finally', zh: '没有 finally' },
          say: {
            en: 'All four processes are killed. No finally block is run, and nothing is committed any more. Consumer 4 is no better off than consumer 3: the pattern helps against failed commits, not against crashes.',
            zh: '四个进程都被杀掉。finally 块不会执行，什么都不再提交。消费者 4 并不比消费者 3 强：这个写法防的是提交失败，不是宕机。',
          },
          do: ALL.map((number) => consumer('kill', number)),
          until: { afterMs: 1000 },
          withinMs: 5000,
          focus: ['consumer-3', 'consumer-4'],
          predict: {
            ask: { en: 'Which offset of orders-3, the partition of consumer 4, is committed?', zh: '消费者 4 的分区 orders-3，已提交位移是多少？' },
            answer: { select: 'committed', of: 'app/orders-3' },
            why: { en: '9: `commitSync()` was never reached.', zh: '9：没有机会执行到 `commitSync()`。' },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Automatic: committed to the end, 10', zh: '自动：提交到末尾 10' }, select: 'committed', of: 'app/orders-0', is: 10 },
    { say: { en: 'Synchronous: 10, in spite of a broken connection', zh: '同步：10，尽管连接断过' }, select: 'committed', of: 'app/orders-1', is: 10 },
    { say: { en: 'Asynchronous only: 9, the last commit failed', zh: '只用异步：9，最后一次提交失败了' }, select: 'committed', of: 'app/orders-2', is: 9 },
    { say: { en: 'Asynchronous, then synchronous: 10', zh: '先异步、最后同步：10' }, select: 'committed', of: 'app/orders-3', is: 10 },
    { say: { en: 'Consumer 3 had processed four records before the first commit of consumer 2 was answered', zh: '消费者 2 的第一次提交得到答复之前，消费者 3 已处理四条' }, order: [processed(3, 3), answered(2, 'NONE'), processed(2, 1)] },
    { say: { en: 'Two asynchronous commits of consumer 3 failed, and none was tried again', zh: '消费者 3 有两次异步提交失败，都没有重试' }, facts: answered(3, 'NETWORK_EXCEPTION'), count: 2 },
    { say: { en: 'No synchronous commit of consumer 2 failed', zh: '消费者 2 的同步提交没有一次失败' }, facts: answered(2, 'NETWORK_EXCEPTION'), count: 0 },
    { say: { en: 'One record was processed twice: m9 of orders-2', zh: '一条消息处理了两遍：orders-2 的 m9' }, promise: 'processedAtMostOnce', lost: 1 },
    { say: { en: 'None was skipped', zh: '一条不漏' }, promise: 'processedAtLeastOnce', lost: 0 },
    { branch: 'crash', say: { en: 'Crash: consumer 4 has committed 9 only', zh: '宕机：消费者 4 只提交到 9' }, select: 'committed', of: 'app/orders-3', is: 9 },
    { branch: 'crash', say: { en: 'Crash: consumer 2, which waits for each commit, has 10', zh: '宕机：每次都等答复的消费者 2 是 10' }, select: 'committed', of: 'app/orders-1', is: 10 },
  ],
});
