import { powerFails } from './epochStories.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, setTopic, threeReplicas } from './scenery.ts';

/** R10: before leader epochs a returning replica trusted its own high watermark, and two replicas could keep different records at one offset. */
export const truncationDiverges = lesson({
  ...headings['truncation-diverges'],
  eras: ['0.8', '0.10'],
  seed: 1,
  cluster: threeReplicas({
    controller: 3,
    topic: { 'unclean.leader.election.enable': 'false', 'flush.messages': '3' },
    producers: [{ acks: 'all' }],
  }),
  scenes: [
    {
      title: { en: 'Two records on three brokers', zh: '两条消息，三台 Broker' },
      say: {
        en: 'Broker 1 leads orders-0, and the in-sync replicas (ISR) are 1,2,3. Appending goes into the page cache of the operating system; with flush.messages=3 each broker forces it to its disk once three records are not there yet. m0 and m1 are on all three brokers, and on no disk.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），ISR（In-Sync Replicas，同步副本集合）是 1,2,3。追加只是写进操作系统的页缓存；设了 flush.messages=3，每台 Broker 攒满三条未刷盘的消息就强制刷盘一次。m0 和 m1 在三台 Broker 上，还不在任何一块磁盘上。',
      },
      ...powerFails.written,
    },
    {
      title: { en: 'Broker 2 is shut down', zh: 'Broker 2 关闭片刻' },
      say: {
        en: 'Broker 2 is shut down for a moment, in good order. A broker that ends in good order flushes its logs first: m0 and m1 are on its disk now, and its count begins anew.',
        zh: 'Broker 2 按正常步骤关闭片刻。正常关闭的 Broker 会先刷盘：m0 和 m1 已经在它的磁盘上，它的计数从头开始。',
      },
      ...powerFails.secondStops,
    },
    {
      title: { en: 'Acknowledged, and on two disks', zh: '应答了，在两块磁盘上' },
      say: {
        en: 'Broker 2 returns, and m2 is copied by everybody and acknowledged with acks=all. For brokers 1 and 3 it is the third, so they flush; for broker 2 it is the first since its start, and stays in its page cache. The high watermark (HW) is 3, and every five seconds each broker notes it in a checkpoint file.',
        zh: 'Broker 2 回来；m2 被所有副本复制，以 acks=all 得到应答。对 Broker 1 和 3 来说它是第三条，于是刷盘；对 Broker 2 来说它是启动后的第一条，只留在页缓存里。高水位（High Watermark, HW）是 3，每隔五秒，各 Broker 都把它记进检查点文件。',
      },
      ...powerFails.unflushed,
      predict: {
        ask: { en: 'If broker 2’s machine lost power now, below which offset would its log be left?', zh: '如果 Broker 2 的机器此刻断电，它的日志能保住哪个位移之前的部分？' },
        options: [
          { value: 2, label: { en: '2: m0 and m1', zh: '2：m0 和 m1' } },
          { value: 3, label: { en: '3: all that is committed', zh: '3：已提交的全部' } },
        ],
        answer: { select: 'flushedOffset', of: SECOND },
        why: {
          en: 'Committed means copied to every in-sync replica. It says nothing of disks.',
          zh: '已提交的意思是：每个同步副本都复制了。它与是否刷盘无关。',
        },
      },
    },
    {
      title: { en: 'All at once', zh: '同时倒下' },
      say: {
        en: 'The power fails in the whole room, and three page caches are gone. In those of brokers 1 and 3 there was nothing that was not on disk; broker 2 loses m2. Nobody is left to shrink the ISR: in ZooKeeper it still reads 1,3,2.',
        zh: '整个机房断电，三份页缓存都没了。Broker 1 和 3 的页缓存里没有一条是磁盘上没有的；Broker 2 则丢了 m2。已经没有人来收缩 ISR：ZooKeeper 里记的仍是 1,3,2。',
      },
      ...powerFails.allFail,
    },
    {
      title: { en: 'The poorest comes back first', zh: '缺得最多的先回来' },
      say: {
        en: 'Broker 2 is the first to restart, and being alone becomes the controller too. It is in the ISR, so electing it is clean, and unclean election being off does not stand in the way. It leads orders-0 with what its disk has kept.',
        zh: 'Broker 2 最先重启，这时只有它一台，控制器也由它担任。它在 ISR 里，所以选它是 Clean 选举，关掉 Unclean 选举也拦不住。它带着磁盘上剩下的消息，成为 orders-0 的领导者。',
      },
      ...powerFails.secondReturns,
      predict: {
        ask: { en: 'What is in the new leader’s log?', zh: '新领导者的日志里有什么？' },
        options: [
          { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
          { value: ['m0', 'm1', 'm2'], label: { en: 'm0 m1 m2', zh: 'm0 m1 m2' } },
        ],
        answer: { select: 'records', of: SECOND },
        why: {
          en: 'm2 was never flushed there. Brokers 1 and 3 have it, but they are not back yet, and nobody compares.',
          zh: 'm2 在这里从未刷盘。Broker 1 和 3 有它，但还没回来，也没有人去比较。',
        },
      },
    },
    {
      title: { en: 'Offset 2, a second time', zh: '位移 2，第二次使用' },
      say: {
        en: 'The producer sends m3. The leader appends it where its log ends, at offset 2, and as the only in-sync replica acknowledges it. On brokers 1 and 3 that offset holds m2.',
        zh: '生产者发送 m3。领导者把它追加在日志末端，也就是位移 2；同步副本只有它自己，于是应答。而在 Broker 1 和 3 上，这个位移放着 m2。',
      },
      ...powerFails.secondWrites,
    },
    {
      title: { en: 'Two histories, both in sync', zh: '两段历史，都算同步' },
      say: {
        en: 'Brokers 1 and 3 return as followers. Each cuts its log at its own high watermark, which is 3, and so cuts nothing; then it fetches from offset 3, finds the leader’s log ending there too, and is in sync. At offset 2 the leader has m3 and the others have m2, and nothing will ever notice.',
        zh: 'Broker 1 和 3 作为追随者回来，各自把日志截断到自己的高水位，也就是 3，等于什么都没截。接着从位移 3 拉取，领导者的日志恰好也到 3 为止，于是算作同步。在位移 2 上，领导者是 m3，另外两台是 m2，而且永远不会有谁发现。',
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
          en: 'It compared lengths, not contents. What a consumer reads at offset 2 now depends on who leads.',
          zh: '它比较的是长度，而不是内容。从此，消费者在位移 2 读到什么，取决于谁是领导者。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'broker-one-first',
      label: { en: 'What if broker 1 comes back first?', zh: '如果 Broker 1 先回来呢？' },
      fromScene: 4,
      do: [],
      scenes: [
        {
          title: { en: 'The richest comes back first', zh: '最完整的先回来' },
          say: {
            en: 'Broker 1 restarts with m0, m1 and m2, and is elected. m3 is appended behind m2, at offset 3.',
            zh: 'Broker 1 带着 m0、m1、m2 重启并当选。m3 追加在 m2 之后，位移是 3。',
          },
          do: [broker('restart', 1), ...powerFails.secondWrites.do],
          until: powerFails.secondWrites.until,
          withinMs: 30_000,
          focus: ['producer-1', FIRST],
        },
        {
          title: { en: 'The others fill the gap', zh: '其余的补上缺口' },
          say: {
            en: 'Brokers 2 and 3 fetch what they lack, and all three logs are equal. The same failure, the same settings: the order of restarting decided it.',
            zh: 'Broker 2 和 3 拉取缺少的消息，三份日志完全相同。同样的故障，同样的配置，结局取决于重启的先后。',
          },
          do: [broker('restart', 2), broker('restart', 3)],
          until: [{ select: 'records', of: SECOND, is: ['m0', 'm1', 'm2', 'm3'] }, { select: 'records', of: THIRD, is: ['m0', 'm1', 'm2', 'm3'] }, { select: 'isr', of: 'orders-0', is: [1, 2, 3] }],
          withinMs: 60_000,
          focus: [FIRST, SECOND, THIRD],
        },
      ],
    },
    {
      id: 'flush-each',
      label: { en: 'What if every record is flushed?', zh: '如果每条消息都刷盘呢？' },
      fromScene: 2,
      do: [setTopic('flush.messages', '1')],
      scenes: [
        {
          title: { en: 'Another setting', zh: '换一个配置' },
          say: {
            en: 'The topic’s flush.messages is set to 1. The change is written to ZooKeeper, and each broker reads it there.',
            zh: '把主题的 flush.messages 设为 1。变更写进 ZooKeeper，各 Broker 从那里读到它。',
          },
          do: [],
          until: { afterMs: 500 },
          withinMs: 2000,
          focus: [FIRST, SECOND, THIRD],
        },
        {
          title: { en: 'On disk before it counts', zh: '先落盘，再算数' },
          say: {
            en: 'With flush.messages=1 every append waits for the disk. m2 is on three disks when it is acknowledged; the price is a slow disk operation for every record.',
            zh: '设了 flush.messages=1，每次追加都要等磁盘。m2 得到应答时，已在三块磁盘上；代价是每条消息一次缓慢的刷盘。',
          },
          ...powerFails.unflushed,
        },
        {
          title: { en: 'The same failure', zh: '同样的故障' },
          say: {
            en: 'The power fails in the whole room. Three page caches are gone, but there was nothing in them that the disks had not.',
            zh: '整个机房断电。三份页缓存没了，但其中没有一条是磁盘上没有的。',
          },
          ...powerFails.allFail,
        },
        {
          title: { en: 'Broker 2 first, and whole', zh: 'Broker 2 先回来，而且完整' },
          say: {
            en: 'Broker 2 restarts first and leads, with m2 in its log. m3 goes behind it, to offset 3.',
            zh: 'Broker 2 先重启，成为领导者，日志里有 m2。m3 追加在它后面，位移是 3。',
          },
          do: [...powerFails.secondReturns.do, ...powerFails.secondWrites.do],
          until: powerFails.secondWrites.until,
          withinMs: 30_000,
          focus: ['producer-1', SECOND],
        },
        {
          title: { en: 'One history', zh: '只有一段历史' },
          say: {
            en: 'The others return, cut nothing, and fetch m3. The rule for truncating is as blind as before; it is only that this time nothing was missing.',
            zh: '另外两台回来，什么也不用截，拉取 m3。截断的规则还是那么盲目，只是这一次没有缺失。',
          },
          do: powerFails.othersReturn.do,
          until: [{ select: 'records', of: FIRST, is: ['m0', 'm1', 'm2', 'm3'] }, { select: 'records', of: THIRD, is: ['m0', 'm1', 'm2', 'm3'] }, { select: 'isr', of: 'orders-0', is: [2, 1, 3] }],
          withinMs: 60_000,
          focus: [FIRST, SECOND, THIRD],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The replicas disagree on one record', zh: '各副本在一条消息上不一致' }, promise: 'replicasAgree', lost: 1 },
    { say: { en: 'The leader, broker 2, has m3 at offset 2', zh: '领导者 Broker 2 在位移 2 上是 m3' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm3'] },
    { say: { en: 'Broker 1 has m2 there', zh: 'Broker 1 在那里是 m2' }, select: 'records', of: FIRST, is: ['m0', 'm1', 'm2'] },
    { say: { en: 'and so has broker 3', zh: 'Broker 3 也是' }, select: 'records', of: THIRD, is: ['m0', 'm1', 'm2'] },
    { say: { en: 'All three are in sync', zh: '三者都算同步' }, select: 'isr', of: 'orders-0', is: [2, 1, 3] },
    { say: { en: 'and below the high watermark: for broker 1 it is 3', zh: '而且都在高水位以下：Broker 1 的高水位是 3' }, select: 'highWatermark', of: FIRST, is: 3 },
    { say: { en: 'for broker 2 too', zh: 'Broker 2 的也是' }, select: 'highWatermark', of: SECOND, is: 3 },
    { say: { en: 'The power cut took one record from one replica', zh: '断电只让一个副本丢了一条消息' }, facts: { fact: 'UnflushedRecordsLost' }, count: 1 },
    { say: { en: 'm2, from broker 2', zh: '那是 Broker 2 上的 m2' }, facts: { fact: 'UnflushedRecordsLost', where: { brokerId: 2, from: 3, to: 2 } }, count: 1 },
    { say: { en: 'Nobody cut anything', zh: '谁也没有截断任何东西' }, facts: { fact: 'LogTruncated' }, count: 0 },
    { say: { en: 'No election was unclean', zh: '没有一次选举是 Unclean 的' }, facts: { fact: 'LeaderElected', where: { partition: 'orders-0', election: 'unclean' } }, count: 0 },
    { branch: 'broker-one-first', say: { en: 'Broker 1 first: the replicas agree', zh: 'Broker 1 先回来：各副本一致' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'broker-one-first', say: { en: 'Broker 1 first: no acknowledged record is lost', zh: 'Broker 1 先回来：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'flush-each', say: { en: 'Flushed: the replicas agree', zh: '每条刷盘：各副本一致' }, promise: 'replicasAgree', lost: 0 },
    { branch: 'flush-each', say: { en: 'Flushed: no acknowledged record is lost', zh: '每条刷盘：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
  ],
});
