import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, cutPower, cutPowerEverywhere, send, setTopic, threeReplicas } from './scenery.ts';
import type { Action, Bilingual, Scene } from './types.ts';

const EVERYTHING = ['m0', 'm1', 'm2'];
const NOTHING: readonly string[] = [];
const ALL = [FIRST, SECOND, THIRD];
const writeThree: readonly Action[] = [send('m0'), send('m1'), send('m2')];
const restartAll: readonly Action[] = [broker('restart', 1), broker('restart', 2), broker('restart', 3)];
const everybodyAt = (name: string, is: number): readonly { readonly select: string; readonly of: string; readonly is: number }[] => ALL.map((of) => ({ select: name, of, is }));

const sessionWithKRaft: Bilingual = {
  en: 'The session is with the KRaft controller and lasts broker.session.timeout.ms, 9 seconds.',
  zh: '会话是与 KRaft 控制器的会话，时长为 broker.session.timeout.ms，9 秒。',
};

/** Who leads when all come back at once. */
const leaderAfterAll: NonNullable<Scene['inOtherEras']> = {
  '2.8': {
    en: 'No controller was left to change anything in ZooKeeper, so the ISR still reads 1,2,3. Broker 1 leads on, even in the same leader epoch 0, as if nothing had happened.',
    zh: '没有控制器去改 ZooKeeper 里的状态，所以 ISR 写的仍是 1,2,3。Broker 1 继续当领导者，连 Leader Epoch 都还是 0，仿佛什么都没发生。',
  },
  '3.9': {
    en: 'The KRaft controller kept its power and fenced one broker after the other. Broker 2 was the last in the ISR, so it is the one that may lead.',
    zh: 'KRaft 控制器没有断电，它把 Broker 一台接一台地隔离（fencing）。Broker 2 最后一个留在 ISR 里，所以由它当领导者。',
  },
  '4.1': {
    en: 'The controller fenced one broker after the other and noted them as eligible leader replicas (ELR). Each broker that registers again without a clean shutdown is struck off that list, for its disk may lack records. Nobody eligible is left, so the last known leader, broker 2, is elected uncleanly.',
    zh: '控制器把 Broker 一台接一台地隔离（fencing），记为 ELR（Eligible Leader Replicas，合格领导者副本）。没有正常关闭就回来注册的，又被逐个划掉，因为磁盘上可能缺消息。合格的一个不剩，于是以 Unclean 选举选出最后一任领导者 Broker 2。',
  },
};

/** R16: an acknowledged record is in several page caches, not on a disk; replication helps as long as not all lose power. */
export const powerLoss = lesson({
  ...headings['power-loss'],
  seed: 1,
  cluster: threeReplicas({ controller: 3, topic: { 'min.insync.replicas': '2' }, producers: [{ acks: 'all' }] }),
  scenes: [
    {
      title: { en: 'As safe as it gets', zh: '看起来万无一失' },
      say: {
        en: 'The producer sends m0, m1 and m2 with acks=all; min.insync.replicas is 2. All three replicas append them, the high watermark (HW) is 3, and all are acknowledged. But to append means to write into a file, and the operating system keeps what is written in memory, in the page cache. It goes to the disk when the system sees fit, or when Kafka asks for a flush (fsync).',
        zh: '生产者以 acks=all 发送 m0、m1、m2，min.insync.replicas 是 2。三个副本都追加了，高水位（High Watermark, HW）是 3，三条都已应答。可是，追加只是写文件，而操作系统先把写入的内容留在内存里，也就是页缓存（Page Cache）。要等系统自己安排，或者 Kafka 要求刷盘（fsync），才真正写到磁盘。',
      },
      do: writeThree,
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 3 }, ...everybodyAt('highWatermark', 3)],
      withinMs: 5000,
      focus: ALL,
      predict: {
        ask: { en: 'Three acknowledged records in the log of broker 1. Up to which offset is it flushed to the disk?', zh: 'Broker 1 的日志里有三条已应答的消息。它刷盘到了哪个位移？' },
        options: [
          { value: 3, label: { en: '3: everything acknowledged', zh: '3：应答过的全部' } },
          { value: 0, label: { en: '0: nothing at all', zh: '0：一条也没有' } },
        ],
        answer: { select: 'flushedOffset', of: FIRST },
        why: {
          en: 'By default flush.messages is as large as a number can be, and Kafka never flushes for a record’s sake. Its promise rests on several machines, not on a disk.',
          zh: 'flush.messages 默认是最大的整数，Kafka 从不为某条消息刷盘。它的承诺靠的是多台机器，而不是磁盘。',
        },
      },
    },
    {
      title: { en: 'One machine loses power', zh: '一台机器断电' },
      say: {
        en: 'The power supply of broker 1 fails. Unlike a process that is killed, a machine without power loses its page cache. What was never flushed is gone.',
        zh: 'Broker 1 的电源坏了。进程被杀掉，页缓存还在；机器断电，页缓存也没了。没有刷盘的，就此消失。',
      },
      do: [cutPower(1)],
      until: { fact: 'UnflushedRecordsLost', where: { brokerId: 1 } },
      withinMs: 5000,
      focus: [FIRST],
      predict: {
        ask: { en: 'What is left in the log on the disk of broker 1?', zh: 'Broker 1 磁盘上的日志还剩什么？' },
        options: [
          { value: EVERYTHING, label: { en: 'm0 m1 m2: they were committed', zh: 'm0 m1 m2：它们已提交' } },
          { value: NOTHING, label: { en: 'Nothing', zh: '什么都没有' } },
        ],
        answer: { select: 'records', of: FIRST },
        why: {
          en: 'Committed means that every in-sync replica has appended the record, each to its own page cache.',
          zh: '已提交只表示每个同步副本都追加了这条消息，各自追加到各自的页缓存。',
        },
      },
    },
    {
      title: { en: 'The others have it in memory', zh: '另外两台的内存里还有' },
      say: {
        en: 'When broker 1’s session has expired, broker 2 becomes the leader. Nothing of it is on broker 2’s disk either, but broker 2 has power. To the cluster this was a crash like any other.',
        zh: 'Broker 1 的会话（Session）过期之后，Broker 2 成为领导者副本（Leader）。这三条消息也不在 Broker 2 的磁盘上，但它没有断电。对集群来说，这和别的宕机没有两样。',
      },
      do: [],
      until: { fact: 'BecameLeader', where: { brokerId: 2 } },
      withinMs: 40_000,
      focus: [SECOND, THIRD],
      inOtherEras: {
        '2.8': {
          en: 'The session is with ZooKeeper and lasts zookeeper.session.timeout.ms, 18 seconds.',
          zh: '会话是与 ZooKeeper 的会话，时长为 zookeeper.session.timeout.ms，18 秒。',
        },
        '3.9': sessionWithKRaft,
        '4.1': sessionWithKRaft,
      },
    },
    {
      title: { en: 'Back with an empty log', zh: '带着空日志回来' },
      say: {
        en: 'Broker 1 gets its power back and starts. It finds no trace of a clean shutdown, goes through its log to recover it, and ends at offset 0. Now it is a follower that lacks three records: it fetches them from broker 2 and joins the in-sync replicas (ISR) again. One power cut, no loss.',
        zh: 'Broker 1 恢复供电，启动起来。它没有找到正常关闭的标记，于是检查、恢复日志，结果 LEO（Log End Offset，日志末端位移）是 0。现在它是一个缺了三条消息的追随者副本（Follower）：从 Broker 2 拉取补齐，再回到 ISR（In-Sync Replicas，同步副本集合）。断了一次电，一条没丢。',
      },
      do: [broker('restart', 1)],
      until: [{ select: 'isr', of: SECOND, is: [2, 3, 1] }, { select: 'highWatermark', of: FIRST, is: 3 }],
      withinMs: 60_000,
      focus: [FIRST, SECOND],
    },
  ],
  whatIf: [
    {
      id: 'all-at-once',
      label: { en: 'What if all three lose power at once?', zh: '如果三台同时断电呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'The lights go out', zh: '整个机房断电' },
          say: {
            en: 'All three brokers stand in one room, and the room loses power. Three page caches vanish in the same moment. Twenty seconds pass, and every session expires.',
            zh: '三台 Broker 放在同一个机房，整个机房断电了。三份页缓存在同一刻消失。二十秒过去，会话全部过期。',
          },
          do: [cutPowerEverywhere],
          until: [...[1, 2, 3].map((brokerId) => ({ fact: 'UnflushedRecordsLost', where: { brokerId } })), { afterMs: 20_000 }],
          withinMs: 30_000,
          focus: ALL,
        },
        {
          title: { en: 'Everybody is back', zh: '大家都回来了' },
          say: {
            en: 'The power returns and all brokers start. A leader is found, the replicas agree with each other, and nothing looks wrong. No log line speaks of missing records.',
            zh: '来电了，Broker 全部启动。领导者选出来了，各个副本彼此一致，看上去一切正常。没有哪一行日志提到少了消息。',
          },
          do: restartAll,
          until: [{ fact: 'BecameLeader', where: { partition: 'orders-0' } }, ...ALL.slice(1).map((of) => ({ select: 'records', of, is: NOTHING }))],
          withinMs: 60_000,
          focus: ALL,
          predict: {
            ask: { en: 'The brokers agree again. Which records do they agree on, broker 2 for one?', zh: '各台 Broker 又一致了。一致的内容是什么？比如 Broker 2 上有哪些消息？' },
            options: [
              { value: EVERYTHING, label: { en: 'm0 m1 m2', zh: 'm0 m1 m2' } },
              { value: ['m0'], label: { en: 'm0', zh: 'm0' } },
              { value: NOTHING, label: { en: 'None', zh: '一条也没有' } },
            ],
            answer: { select: 'records', of: SECOND },
            why: {
              en: 'Replication protects from faults that hit one machine at a time. Three copies in one room share one fault.',
              zh: '复制防的是一次只坏一台机器。三份副本放在同一个机房，就会一起出事。',
            },
          },
          inOtherEras: leaderAfterAll,
        },
        {
          title: { en: 'Offset 0 once more', zh: '又从位移 0 开始' },
          say: {
            en: 'The producer sends m3, and it is acknowledged for offset 0, where m0 was. The producer was told that m0, m1 and m2 are safe, by acks=all and with two in-sync replicas at least. That is why replicas belong in different racks or zones: set broker.rack, and Kafka spreads them.',
            zh: '生产者发送 m3，得到应答，位移是 0，那曾经是 m0 的位置。它早就得到过保证：m0、m1、m2 都以 acks=all 写入，而且至少有两个同步副本。所以副本应当分散在不同的机架或可用区：配置 broker.rack，Kafka 就会把它们分开。',
          },
          do: [send('m3')],
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 4 }, ...ALL.map((of) => ({ select: 'records', of, is: ['m3'] }))],
          withinMs: 60_000,
          focus: ['producer-1', ...ALL],
        },
      ],
    },
    {
      id: 'flush-messages',
      label: { en: 'What if every record is flushed, with flush.messages=1?', zh: '如果每条都刷盘，flush.messages=1 呢？' },
      fromScene: 0,
      do: [],
      scenes: [
        {
          title: { en: 'A flush for every append', zh: '每次追加都刷盘' },
          say: {
            en: 'Before anything is written, the topic is set to flush.messages=1. From now on a replica flushes its log once a single record is unflushed. The brokers need no restart for that.',
            zh: '写入之前，先把主题的 flush.messages 设为 1。从现在起，只要有一条消息没有刷盘，副本就把日志刷盘。Broker 不需要重启。',
          },
          do: [setTopic('flush.messages', '1')],
          until: [{ fact: 'ConfigChanged', where: { name: 'flush.messages' } }, { afterMs: 500 }],
          withinMs: 5000,
          focus: ALL,
        },
        {
          title: { en: 'Acknowledged, and on three disks', zh: '已应答，也在三块磁盘上' },
          say: {
            en: 'The same three records. Each replica appends and flushes before it goes on, the followers too. On a real disk that costs milliseconds per flush, where writing to memory costs microseconds; it is why Kafka leaves it off.',
            zh: '还是那三条消息。每个副本追加之后先刷盘，再做别的，追随者也一样。在真实的磁盘上，刷一次要几毫秒，而写内存只要几微秒；Kafka 默认不刷，原因就在这里。',
          },
          do: writeThree,
          until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 3 }, ...everybodyAt('flushedOffset', 3)],
          withinMs: 5000,
          focus: ALL,
        },
        {
          title: { en: 'The lights go out', zh: '整个机房断电' },
          say: {
            en: 'The whole room loses power, as before. Three page caches vanish, but there was nothing in them that was not on a disk. Twenty seconds later all sessions have expired.',
            zh: '同样是整个机房断电。三份页缓存消失了，但其中没有哪一条是磁盘上没有的。二十秒之后，会话全部过期。',
          },
          do: [cutPowerEverywhere],
          until: [...[1, 2, 3].map((brokerId) => ({ fact: 'BrokerStopped', where: { brokerId } })), { afterMs: 20_000 }],
          withinMs: 30_000,
          focus: ALL,
        },
        {
          title: { en: 'Everything is there', zh: '一条不少' },
          say: {
            en: 'The brokers start and recover their logs from disk, up to offset 3. The high watermark begins at 0, for its checkpoint file had not been written yet, and rises again when the followers have fetched. No record is lost.',
            zh: 'Broker 启动，从磁盘恢复日志，一直到位移 3。高水位的检查点文件当时还没有写过，所以从 0 开始，等追随者拉取之后再升上来。一条消息都没有丢。',
          },
          do: restartAll,
          until: [{ fact: 'BecameLeader', where: { partition: 'orders-0' } }, ...everybodyAt('highWatermark', 3)],
          withinMs: 60_000,
          focus: ALL,
          predict: {
            ask: { en: 'All brokers are back. What is in the log of broker 2?', zh: 'Broker 都回来了。Broker 2 的日志里有什么？' },
            options: [
              { value: EVERYTHING, label: { en: 'm0 m1 m2', zh: 'm0 m1 m2' } },
              { value: NOTHING, label: { en: 'Nothing', zh: '什么都没有' } },
            ],
            answer: { select: 'records', of: SECOND },
            why: {
              en: 'A disk keeps what was flushed. Against the loss of the disk itself only another machine helps.',
              zh: '刷了盘的，磁盘就留得住。至于磁盘本身坏掉，那只能靠别的机器。',
            },
          },
          inOtherEras: leaderAfterAll,
        },
      ],
    },
    {
      id: 'processes-only',
      label: { en: 'What if only the processes are killed, all three?', zh: '如果只是三个进程都被杀掉呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'kill -9, three times', zh: '三次 kill -9' },
          say: {
            en: 'All three broker processes are killed at once, but the machines keep running. The page cache belongs to the operating system, not to Kafka. It does not care who wrote into it.',
            zh: '三个 Broker 进程同时被杀掉，机器还在运行。页缓存属于操作系统，不属于 Kafka。写入它的进程在不在，它并不关心。',
          },
          do: [broker('kill', 1), broker('kill', 2), broker('kill', 3)],
          until: [...[1, 2, 3].map((brokerId) => ({ fact: 'BrokerStopped', where: { brokerId } })), { afterMs: 20_000 }],
          withinMs: 30_000,
          focus: ALL,
        },
        {
          title: { en: 'Nothing was missing', zh: '什么都没少' },
          say: {
            en: 'The processes start again, open the same files and read m0 to m2, from memory or disk, whichever holds them. A crash of Kafka, even of every broker, loses no record that was written. Only power, or the operating system itself, takes the page cache away.',
            zh: '进程重新启动，打开同样的文件，读到 m0 到 m2，至于来自内存还是磁盘，都一样。Kafka 崩溃，哪怕所有 Broker 一起崩溃，已写入的消息也不会丢。只有断电，或者操作系统本身崩溃，才会带走页缓存。',
          },
          do: restartAll,
          until: [{ fact: 'BecameLeader', where: { partition: 'orders-0' } }, ...everybodyAt('highWatermark', 3)],
          withinMs: 60_000,
          focus: ALL,
          inOtherEras: leaderAfterAll,
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'One broker without power: no acknowledged record is lost', zh: '一台断电：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { say: { en: 'Its own copy was lost whole', zh: '它自己的那份全部丢失' }, facts: { fact: 'UnflushedRecordsLost', where: { brokerId: 1, from: 3, to: 0 } }, count: 1 },
    { say: { en: 'and has been fetched again', zh: '后来又拉取回来了' }, select: 'records', of: FIRST, is: EVERYTHING },
    { say: { en: 'It is still not flushed anywhere, not on the leader', zh: '至今仍没有刷盘，领导者上也没有' }, select: 'flushedOffset', of: SECOND, is: 0 },
    { branch: 'all-at-once', say: { en: 'All at once: every acknowledged record that was not flushed is lost, three of them', zh: '同时断电：没有刷盘的已应答消息全部丢失，共三条' }, promise: 'acknowledgedRecordsSurvive', lost: 3 },
    { branch: 'all-at-once', say: { en: 'All at once: m3 was given offset 0 again', zh: '同时断电：m3 又得到位移 0' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm3', offset: 0 } }, count: 1 },
    { branch: 'all-at-once', say: { en: 'All at once: the producer was never told of a failure', zh: '同时断电：生产者从未收到失败的通知' }, facts: { fact: 'SendFailed' }, count: 0 },
    { branch: 'all-at-once', eras: ['2.8'], say: { en: 'All at once: the leader epoch did not even change', zh: '同时断电：Leader Epoch 甚至没有变' }, select: 'leaderEpoch', of: 'orders-0', is: 0 },
    { branch: 'flush-messages', say: { en: 'flush.messages=1: no acknowledged record is lost', zh: 'flush.messages=1：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'flush-messages', say: { en: 'flush.messages=1: the power cut found nothing unflushed', zh: 'flush.messages=1：断电时没有未刷盘的消息' }, facts: { fact: 'UnflushedRecordsLost' }, count: 0 },
    { branch: 'processes-only', say: { en: 'Processes only: no acknowledged record is lost', zh: '只杀进程：没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'processes-only', say: { en: 'Processes only: nothing was flushed before, and nothing is missing', zh: '只杀进程：之前没有刷过盘，也什么都没少' }, select: 'records', of: SECOND, is: EVERYTHING },
  ],
});
