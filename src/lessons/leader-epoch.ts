import { powerFails, twoLeadersDie } from './epochStories.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, threeReplicas } from './scenery.ts';
import type { Bilingual } from './types.ts';

const namesItsEpoch: Bilingual = {
  en: 'Since 2.0 (KIP-279) the answer also names the epoch it is about, so that a follower can tell when the leader does not know its epoch at all.',
  zh: '从 2.0 起（KIP-279），答复还会注明说的是哪个纪元，追随者便能看出领导者根本不知道自己的那个纪元。',
};

/** R11: the choices of R9 and R10, in versions whose followers ask where an epoch ends instead of trusting their high watermark. */
export const leaderEpoch = lesson({
  ...headings['leader-epoch'],
  eras: ['0.11', '2.1'],
  seed: 1,
  cluster: threeReplicas({
    controller: 3,
    topic: { 'unclean.leader.election.enable': 'false', 'flush.messages': '3' },
    producers: [{ acks: 'all' }],
  }),
  scenes: [
    {
      title: { en: 'Every record carries an epoch', zh: '每条消息都带着纪元' },
      say: {
        en: 'Since 0.11 the leader writes its leader epoch into every batch, and each replica notes at which offset each epoch began. Broker 1 leads orders-0 in epoch 0, and the in-sync replicas (ISR) are 1,2,3. m0 is committed, and everybody knows it: every high watermark (HW) is 1.',
        zh: '从 0.11 起，领导者把自己的 Leader Epoch（领导者纪元）写进每一批消息，每个副本都记下每个纪元从哪个位移开始。Broker 1 在纪元 0 里领导 orders-0，ISR（In-Sync Replicas，同步副本集合）是 1,2,3。m0 已提交，而且大家都知道：高水位（High Watermark, HW）都是 1。',
      },
      ...twoLeadersDie.begin,
    },
    {
      title: { en: 'The same gap as before', zh: '同样的空当' },
      say: {
        en: 'm1 is on all three brokers and acknowledged with acks=all. As before, only the leader knows that it is committed. The epochs have not changed how the high watermark travels.',
        zh: 'm1 在三台 Broker 上都有了，以 acks=all 得到应答。和从前一样，只有领导者知道它已提交。纪元并没有改变高水位的传播方式。',
      },
      ...twoLeadersDie.commit,
      predict: {
        ask: { en: 'What is the high watermark of broker 3 now?', zh: 'Broker 3 的高水位现在是多少？' },
        options: [
          { value: 1, label: { en: '1', zh: '1' } },
          { value: 2, label: { en: '2', zh: '2' } },
        ],
        answer: { select: 'highWatermark', of: THIRD },
        why: {
          en: 'It hears of 2 only with the answer to its next fetch. What differs is what it will do with a stale high watermark.',
          zh: '要等下一次拉取的响应，它才会得知 2。不同的是，面对过时的高水位，它会怎么做。',
        },
      },
    },
    {
      title: { en: 'Ask first, then cut', zh: '先问，再截断' },
      say: {
        en: 'Broker 1 dies, and broker 2 is elected in epoch 1. Broker 3 is told to follow it. In 0.10 it would have cut its log at its own high watermark in this very step. Now it cuts nothing yet: it will send OffsetForLeaderEpoch and ask where epoch 0 ends in the leader’s log.',
        zh: 'Broker 1 宕机，Broker 2 在纪元 1 当选，Broker 3 接到命令去跟随它。在 0.10 里，就在这一步它已经把日志截断到自己的高水位了。现在它还什么都不截：先发 OffsetForLeaderEpoch 请求，问领导者的日志里纪元 0 到哪里结束。',
      },
      ...twoLeadersDie.leaderDies,
      predict: {
        ask: { en: 'Broker 3 has been told to follow broker 2. What is in its log?', zh: 'Broker 3 接到命令去跟随 Broker 2。它的日志里有什么？' },
        options: [
          { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
          { value: ['m0'], label: { en: 'm0', zh: 'm0' } },
        ],
        answer: { select: 'records', of: THIRD },
        why: {
          en: 'A high watermark says what is surely committed, not what is surely wrong. Only the leader’s history can tell that.',
          zh: '高水位只说明哪些一定已提交，并不说明哪些一定是错的。后者只有领导者的历史才能回答。',
        },
      },
    },
    {
      title: { en: 'The question goes unanswered', zh: '没有等到答复' },
      say: {
        en: 'Broker 2 dies at the same moment as before, and broker 3’s question finds nobody. That does no harm: without an answer nothing is cut. The controller elects broker 3, and m1 is still there.',
        zh: 'Broker 2 和从前一样，在同一时刻宕机，Broker 3 的问题没有人回答。但这不要紧：没有答复，就什么也不截。控制器选出 Broker 3，m1 还在。',
      },
      ...twoLeadersDie.successorDies,
      predict: {
        ask: { en: 'Broker 3 leads. Where does its log end?', zh: 'Broker 3 当选了。它的日志末端位移（LEO）是多少？' },
        options: [
          { value: 1, label: { en: '1: m0 only', zh: '1：只有 m0' } },
          { value: 2, label: { en: '2: m0 and m1', zh: '2：m0 和 m1' } },
        ],
        answer: { select: 'logEndOffset', of: THIRD },
        why: {
          en: 'The same deaths at the same moments, and nothing is lost.',
          zh: '同样的宕机，同样的时刻，却一条也没丢。',
        },
      },
    },
    {
      title: { en: 'Asked and answered', zh: '有问有答' },
      say: {
        en: 'Brokers 1 and 2 come back and ask broker 3 where their last epoch, 0, ends. The answer is 2, which is where their own logs end, so neither cuts anything. The high watermark on their disks was out of date, and did not matter.',
        zh: 'Broker 1 和 2 回来，问 Broker 3：自己最后的纪元 0 到哪里结束？答复是 2，正好是它们日志的末端，所以谁也不用截。它们磁盘上的高水位虽然过时，却无关紧要。',
      },
      ...twoLeadersDie.allReturn,
      inOtherEras: { '2.1': namesItsEpoch },
    },
  ],
  whatIf: [
    {
      id: 'power-fails',
      label: { en: 'What if all brokers fail at once?', zh: '如果所有 Broker 同时倒下呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'Two records on three brokers', zh: '两条消息，三台 Broker' },
          say: {
            en: 'From the beginning: m0 and m1 are committed. With flush.messages=3 each broker forces its page cache to its disk once three records are not there yet.',
            zh: '从头来过：m0 和 m1 已提交。设了 flush.messages=3，每台 Broker 攒满三条未刷盘的消息，就把页缓存强制刷到磁盘。',
          },
          ...powerFails.written,
        },
        {
          title: { en: 'Broker 2 is shut down', zh: 'Broker 2 关闭片刻' },
          say: {
            en: 'Broker 2 is shut down for a moment, in good order. It flushes its logs first, and its count begins anew.',
            zh: 'Broker 2 按正常步骤关闭片刻。它先刷盘，计数从头开始。',
          },
          ...powerFails.secondStops,
        },
        {
          title: { en: 'Acknowledged, and on two disks', zh: '应答了，在两块磁盘上' },
          say: {
            en: 'Broker 2 returns, and m2 is copied by everybody and acknowledged with acks=all. It is the third for brokers 1 and 3, so they flush; for broker 2 it is the first since its start, and stays in its page cache.',
            zh: 'Broker 2 回来；m2 被所有副本复制，以 acks=all 得到应答。对 Broker 1 和 3 来说它是第三条，于是刷盘；对 Broker 2 来说它是启动后的第一条，只留在页缓存里。',
          },
          ...powerFails.unflushed,
        },
        {
          title: { en: 'All at once', zh: '同时倒下' },
          say: {
            en: 'The power fails in the whole room. Brokers 1 and 3 have all they had on disk; broker 2 loses m2.',
            zh: '整个机房断电。Broker 1 和 3 的消息都在磁盘上；Broker 2 则丢了 m2。',
          },
          ...powerFails.allFail,
        },
        {
          title: { en: 'The poorest comes back first', zh: '缺得最多的先回来' },
          say: {
            en: 'Broker 2 restarts first. It is in the ISR, so it is elected, and it begins a new leader epoch where its log ends: at offset 2.',
            zh: 'Broker 2 最先重启。它在 ISR 里，于是当选，并从自己日志的末端，也就是位移 2，开始新的纪元。',
          },
          ...powerFails.secondReturns,
        },
        {
          title: { en: 'Offset 2, in another epoch', zh: '位移 2，换了纪元' },
          say: {
            en: 'm3 is appended at offset 2 and acknowledged. It is the same offset as m2’s, but not the same epoch, and that is what will give them away.',
            zh: 'm3 追加在位移 2，得到应答。它与 m2 的位移相同，纪元却不同，正是纪元会让两者现出分别。',
          },
          ...powerFails.secondWrites,
        },
        {
          title: { en: 'One history, at a price', zh: '同一段历史，但有代价' },
          say: {
            en: 'Brokers 1 and 3 return and ask where epoch 0 ends. At offset 2, says the leader; so they cut m2, although it lies below their own high watermark, and fetch m3. The logs agree now. But m2, which two brokers still had, was acknowledged and is gone: epochs keep logs consistent, and only disks and replicas keep records.',
            zh: 'Broker 1 和 3 回来，问纪元 0 到哪里结束。领导者答：位移 2。于是它们截掉 m2，尽管它在自己的高水位以下，再拉取 m3。日志从此一致。但 m2 曾被应答，两台 Broker 上本来都还有，现在没了：纪元保证的是日志一致，保住消息要靠磁盘和副本。',
          },
          ...powerFails.othersReturn,
          predict: {
            ask: { en: 'Broker 1 is in the ISR again. What is in its log?', zh: 'Broker 1 又回到了 ISR。它的日志里有什么？' },
            options: [
              { value: ['m0', 'm1', 'm3'], label: { en: 'm0 m1 m3: as the leader', zh: 'm0 m1 m3：和领导者一样' } },
              { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2: as before', zh: 'm0 m1 m2：和从前一样' } },
              { value: ['m0', 'm1', 'm2', 'm3'], label: { en: 'm0 m1 m2 m3', zh: 'm0 m1 m2 m3' } },
            ],
            answer: { select: 'records', of: FIRST },
            why: {
              en: 'In 0.10 it would have kept m2, in sync and wrong. The leader’s history counts, whatever it lacks.',
              zh: '在 0.10 里它会留着 m2，算作同步，却是错的。领导者的历史说了算，不管它缺了什么。',
            },
          },
          inOtherEras: { '2.1': namesItsEpoch },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'No acknowledged record is lost', zh: '没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { say: { en: 'Broker 1 holds m0 and m1', zh: 'Broker 1 上是 m0、m1' }, select: 'records', of: FIRST, is: ['m0', 'm1'] },
    { say: { en: 'Broker 2 holds m0 and m1', zh: 'Broker 2 上是 m0、m1' }, select: 'records', of: SECOND, is: ['m0', 'm1'] },
    { say: { en: 'Broker 3, the leader, holds m0 and m1', zh: '领导者 Broker 3 上是 m0、m1' }, select: 'records', of: THIRD, is: ['m0', 'm1'] },
    { say: { en: 'Nobody cut anything', zh: '谁也没有截断任何东西' }, facts: { fact: 'LogTruncated' }, count: 0 },
    { say: { en: 'The replicas agree', zh: '各副本一致' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'power-fails', say: { en: 'All at once: the replicas agree', zh: '同时倒下：各副本一致' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'power-fails', say: { en: 'All at once: broker 1 cut m2 away where epoch 0 ends', zh: '同时倒下：Broker 1 在纪元 0 结束处截掉了 m2' }, facts: { fact: 'LogTruncated', where: { brokerId: 1, from: 3, to: 2, reason: 'leader-epoch' } }, count: 1 },
    { branch: 'power-fails', say: { en: 'All at once: broker 3 too', zh: '同时倒下：Broker 3 也是' }, facts: { fact: 'LogTruncated', where: { brokerId: 3, from: 3, to: 2, reason: 'leader-epoch' } }, count: 1 },
    { branch: 'power-fails', say: { en: 'All at once: broker 3 holds what the leader holds', zh: '同时倒下：Broker 3 与领导者相同' }, select: 'records', of: THIRD, is: ['m0', 'm1', 'm3'] },
    { branch: 'power-fails', say: { en: 'All at once: one acknowledged record is lost, m2', zh: '同时倒下：丢失了一条已应答的消息，m2' }, promise: 'acknowledgedRecordsSurvive', lost: 1 },
  ],
});
