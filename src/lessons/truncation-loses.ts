import { twoLeadersDie } from './epochStories.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, threeReplicas } from './scenery.ts';

/** R9: before leader epochs a new follower cut its log to its own high watermark, which may lag behind what is committed. */
export const truncationLoses = lesson({
  ...headings['truncation-loses'],
  eras: ['0.8', '0.10'],
  seed: 1,
  cluster: threeReplicas({
    controller: 3,
    topic: { 'unclean.leader.election.enable': 'false', 'min.insync.replicas': '2' },
    producers: [{ acks: 'all' }],
  }),
  scenes: [
    {
      title: { en: 'Everything set to safe', zh: '一切都按最安全的来' },
      say: {
        en: 'The producer uses acks=all, the topic wants two in-sync replicas, and unclean election is off. Broker 1 leads orders-0, and the in-sync replicas (ISR) are 1,2,3. m0 is copied by both followers, acknowledged, and a moment later all three brokers know that it is committed: every high watermark (HW) is 1.',
        zh: '生产者用 acks=all，主题要求至少两个同步副本，Unclean 选举也关着。Broker 1 是 orders-0 的领导者副本（Leader），ISR（In-Sync Replicas，同步副本集合）是 1,2,3。m0 被两个追随者副本（Follower）复制，得到应答；稍后三台 Broker 都知道它已提交：高水位（High Watermark, HW）都是 1。',
      },
      ...twoLeadersDie.begin,
    },
    {
      title: { en: 'Committed, but not yet known to be', zh: '已提交，但追随者还不知道' },
      say: {
        en: 'Now m1. Both followers fetch it, and their next fetch tells the leader so. The leader moves its high watermark to 2 and acknowledges m1. From here on Kafka’s promise holds: m1 survives as long as one in-sync replica does.',
        zh: '接着是 m1。两个追随者都拉取了它，下一次拉取又把这件事告诉领导者。领导者把高水位推进到 2，应答 m1。从这一刻起，Kafka 的承诺就生效了：只要还有一个同步副本，m1 就不会丢。',
      },
      ...twoLeadersDie.commit,
      predict: {
        ask: { en: 'm1 has just been acknowledged. What is the high watermark of broker 3?', zh: 'm1 刚刚得到应答。Broker 3 的高水位是多少？' },
        options: [
          { value: 1, label: { en: '1: it has not heard', zh: '1：它还没听说' } },
          { value: 2, label: { en: '2: it has m1, so it knows', zh: '2：它有 m1，自然知道' } },
        ],
        answer: { select: 'highWatermark', of: THIRD },
        why: {
          en: 'A follower learns the high watermark from the answer to its next fetch, and that fetch is still waiting at the leader.',
          zh: '追随者要从下一次拉取的响应里才得知高水位，而那次拉取此刻还在领导者那里等着。',
        },
      },
    },
    {
      title: { en: 'Follow, and cut first', zh: '先截断，再跟随' },
      say: {
        en: 'At this very moment broker 1 dies. Its session expires, and the controller elects broker 2 from the ISR: a clean election. Broker 3 is told to follow broker 2. It cannot know whether the new leader has everything it has, so it keeps only what it is sure of and cuts its log at its own high watermark.',
        zh: '就在这时 Broker 1 宕机。会话（Session）过期后，控制器从 ISR 里选出 Broker 2：这是一次 Clean 选举。Broker 3 接到命令，去跟随 Broker 2。它无从得知新领导者是否有自己的全部消息，于是只保留有把握的部分：把日志截断到自己的高水位。',
      },
      ...twoLeadersDie.leaderDies,
      predict: {
        ask: { en: 'Broker 3 now follows broker 2. What is in its log?', zh: 'Broker 3 开始跟随 Broker 2。它的日志里有什么？' },
        options: [
          { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
          { value: ['m0'], label: { en: 'm0', zh: 'm0' } },
          { value: [], label: { en: 'Nothing', zh: '什么都没有' } },
        ],
        answer: { select: 'records', of: THIRD },
        why: {
          en: 'Its high watermark is 1, so m1 at offset 1 goes, although it is committed. The idea: whatever was cut too much can be fetched again.',
          zh: '它的高水位是 1，所以位移 1 上的 m1 被截掉，尽管它已提交。当初的想法是：截多了，再拉取回来就是。',
        },
      },
    },
    {
      title: { en: 'No time to fetch it again', zh: '来不及再拉取' },
      say: {
        en: 'Broker 2 has m1 and would send it. But it dies too, before broker 3’s first fetch is answered. Broker 3 is still in the ISR, so the controller elects it, and again the election is clean. The new leader has never heard of m1.',
        zh: 'Broker 2 有 m1，本来会传给 Broker 3。可是在 Broker 3 的第一次拉取得到响应之前，它也宕机了。Broker 3 仍在 ISR 里，控制器便选它，这次选举同样是 Clean 的。而新领导者手里已经没有 m1。',
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
          en: 'What is cut is gone from this disk. The ISR says who is in sync, and after the cut nobody checked that of broker 3 again.',
          zh: '截掉的就不在这块磁盘上了。ISR 本该表示谁是同步的，但截断之后，没有人重新检查过 Broker 3。',
        },
      },
    },
    {
      title: { en: 'Gone from every disk', zh: '每块磁盘上都没有了' },
      say: {
        en: 'Brokers 1 and 2 restart, and both still have m1. But they are followers now, and do as broker 3 did: cut at the high watermark they remember from disk, then fetch from the leader. No disk failed and no election was unclean, and yet m1, acknowledged with acks=all, is on no broker.',
        zh: 'Broker 1 和 2 重启，两者其实都还有 m1。但它们现在是追随者，便照 Broker 3 的做法：先截断到磁盘上记着的高水位，再从领导者拉取。没有磁盘损坏，没有 Unclean 选举，而以 acks=all 应答过的 m1 在哪台 Broker 上都找不到了。',
      },
      ...twoLeadersDie.allReturn,
      predict: {
        ask: { en: 'Broker 2 came back with m0 and m1 on its disk. What does it hold once it is in sync?', zh: 'Broker 2 回来时，磁盘上有 m0 和 m1。重新同步之后还有什么？' },
        options: [
          { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
          { value: ['m0'], label: { en: 'm0', zh: 'm0' } },
        ],
        answer: { select: 'records', of: SECOND },
        why: {
          en: 'Followers make their logs like the leader’s, and the leader has only m0.',
          zh: '追随者要让日志与领导者一致，而领导者只有 m0。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'one-fetch-later',
      label: { en: 'What if broker 2 lives for one more fetch?', zh: '如果 Broker 2 多撑一次拉取呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'Fetched again', zh: '重新拉取' },
          say: {
            en: 'Broker 3 has cut m1 away and fetches from offset 1. Broker 2 is still there and answers. m1 is back, as the rule intended.',
            zh: 'Broker 3 截掉了 m1，从位移 1 开始拉取。Broker 2 还在，给出响应。m1 又回来了，这正是规则的本意。',
          },
          do: [],
          until: { select: 'records', of: THIRD, is: ['m0', 'm1'] },
          withinMs: 10_000,
          focus: [SECOND, THIRD],
        },
        {
          title: { en: 'The same death, a moment later', zh: '同样的宕机，只晚一点' },
          say: {
            en: 'Now broker 2 dies, and broker 3 is elected with m1 in its log. Nothing is lost. Between the two endings lies a single fetch, and no setting of the topic or the producer decides which of them you get.',
            zh: '这时 Broker 2 才宕机，Broker 3 带着 m1 当选，什么都没丢。两种结局之间只差一次拉取；而究竟是哪一种，主题和生产者的任何配置都决定不了。',
          },
          do: [broker('kill', 2)],
          until: { fact: 'BecameLeader', where: { brokerId: 3 } },
          withinMs: 30_000,
          focus: [SECOND, THIRD],
        },
      ],
    },
    {
      id: 'a-second-later',
      label: { en: 'What if the leader dies a second later?', zh: '如果领导者晚一秒宕机呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'The news gets through', zh: '高水位传到了' },
          say: {
            en: 'Nothing happens for a second. The waiting fetches run out of time, and the leader answers them: no new record, but the high watermark, 2.',
            zh: '一秒钟里什么也没发生。等待中的拉取到了时限，领导者给出响应：没有新消息，但带着高水位 2。',
          },
          do: [],
          until: [{ select: 'highWatermark', of: SECOND, is: 2 }, { select: 'highWatermark', of: THIRD, is: 2 }],
          withinMs: 5000,
          focus: [FIRST, SECOND, THIRD],
        },
        {
          title: { en: 'The same rule cuts nothing', zh: '同一条规则，什么也没截掉' },
          say: {
            en: 'Now broker 1 dies, broker 2 is elected, and broker 3 cuts its log at its high watermark as before. But that is 2 now, where its log ends. m1 stays.',
            zh: '现在 Broker 1 宕机，Broker 2 当选，Broker 3 照旧把日志截断到自己的高水位。但高水位已是 2，正是日志的末端，m1 留了下来。',
          },
          ...twoLeadersDie.leaderDies,
        },
        {
          title: { en: 'Two deaths, and nothing is lost', zh: '接连宕机，一条不丢' },
          say: {
            en: 'Broker 2 dies at once, as before. Broker 3 takes over with m0 and m1. The danger lasts only as long as followers have a record without knowing that it is committed, but with every write it begins anew.',
            zh: 'Broker 2 同样紧接着宕机，Broker 3 带着 m0 和 m1 接任。危险只存在于追随者“有这条消息、却不知道它已提交”的片刻，但每次写入都会重新出现这样的片刻。',
          },
          ...twoLeadersDie.successorDies,
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'One acknowledged record is lost: m1', zh: '丢失了一条已应答的消息：m1' }, promise: 'acknowledgedRecordsSurvive', lost: 1 },
    { say: { en: 'It had been acknowledged with acks=all', zh: '它是以 acks=all 得到应答的' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm1', acks: -1 } }, count: 1 },
    { say: { en: 'Broker 1 holds m0 only', zh: 'Broker 1 上只有 m0' }, select: 'records', of: FIRST, is: ['m0'] },
    { say: { en: 'Broker 2 holds m0 only', zh: 'Broker 2 上只有 m0' }, select: 'records', of: SECOND, is: ['m0'] },
    { say: { en: 'Broker 3 holds m0 only', zh: 'Broker 3 上只有 m0' }, select: 'records', of: THIRD, is: ['m0'] },
    { say: { en: 'Broker 3 cut m1 away at its own high watermark', zh: 'Broker 3 在自己的高水位处截掉了 m1' }, facts: { fact: 'LogTruncated', where: { brokerId: 3, from: 2, to: 1, reason: 'high-watermark' } }, count: 1 },
    { say: { en: 'and broker 2 did when it came back', zh: 'Broker 2 回来时也是如此' }, facts: { fact: 'LogTruncated', where: { brokerId: 2, from: 2, to: 1, reason: 'high-watermark' } }, count: 1 },
    { say: { en: 'Broker 1 had no high watermark on its disk yet, and cut at 0', zh: 'Broker 1 的磁盘上还没记过高水位，于是截断到 0' }, facts: { fact: 'LogTruncated', where: { brokerId: 1, from: 2, to: 0, reason: 'high-watermark' } }, count: 1 },
    { say: { en: 'No election was unclean', zh: '没有一次选举是 Unclean 的' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', election: 'unclean' } }, count: 0 },
    { say: { en: 'The replicas agree: all have lost it', zh: '各副本一致：都丢了它' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'one-fetch-later', say: { en: 'One more fetch: no acknowledged record is lost', zh: '多一次拉取：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'one-fetch-later', say: { en: 'One more fetch: broker 3 had cut m1 away', zh: '多一次拉取：Broker 3 截掉过 m1' }, facts: { fact: 'LogTruncated', where: { brokerId: 3, from: 2, to: 1 } }, count: 1 },
    { branch: 'one-fetch-later', say: { en: 'One more fetch: and has it again', zh: '多一次拉取：又拿了回来' }, select: 'records', of: THIRD, is: ['m0', 'm1'] },
    { branch: 'a-second-later', say: { en: 'A second later: no acknowledged record is lost', zh: '晚一秒：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'a-second-later', say: { en: 'A second later: broker 3 cut nothing', zh: '晚一秒：Broker 3 什么也没截掉' }, facts: { fact: 'LogTruncated', where: { brokerId: 3 } }, count: 0 },
  ],
});
