import type { EraId } from '../kafka/era/era.ts';
import { GROUP, consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Action, Ending, Scene } from './types.ts';

const COMMIT: Action = { command: { type: 'consumer.commit', consumer: 'consumer-1', mode: 'sync' } };
const PROCESSED = (value: string) => ({ fact: 'RecordProcessed', where: { consumer: 'consumer-1', value } });
const COMMITTED = (offset: number) => ({ select: 'committed', of: 'app/orders-0', is: offset });

const LEFT = { fact: 'ConsumerStopped', where: { consumer: 'consumer-1' } };
const ZNODE = '/consumers/app/offsets/orders/0';
/** Since groups have a coordinator, which keeps their offsets in a topic. */
const COORDINATED: readonly EraId[] = ['2.8', '3.9', '4.1'];

/** `kafka-configs.sh --alter` for __consumer_offsets: segments are closed, cleaned and rid of tombstones within seconds, not days. */
const CLEAN_SOON: readonly Action[] = Object.entries({ 'segment.ms': '1000', 'min.cleanable.dirty.ratio': '0.01', 'delete.retention.ms': '10000' })
  .map(([name, value]) => ({ command: { type: 'config.set', resourceType: 'topic', resourceName: '__consumer_offsets', name, value } }));
const CLEANED = [1, 2, 3].map((brokerId) => ({ fact: 'LogCleaned', where: { brokerId, partition: '__consumer_offsets-0' } }));

/** `do` happens at once, so a record has its own scene before it is committed. */
const another = (value: string, title: Scene['title'], say: Scene['say']): Scene => ({
  title, say, do: [sendTo(0, value)], until: PROCESSED(value), withinMs: 10_000, focus: ['consumer-1', ...GROUP],
});

/**
 * G15: keys, values and tombstones of the topic that keeps what groups have committed. In 0.8 the same is done, and the
 * offset is a znode: no scene waits for what only a coordinator does.
 */
export const offsetsTopic = lesson({
  ...headings['offsets-topic'],
  eras: ['0.8', ...COORDINATED],
  seed: 1,
  cluster: groupCluster({
    partitions: 1,
    consumers: [{ config: { 'enable.auto.commit': 'false' } }],
    brokers: { 'offsets.retention.minutes': '1', 'offsets.retention.check.interval.ms': '10000' },
  }),
  scenes: [
    {
      title: { en: 'A group reads', zh: '组开始消费' },
      say: {
        en: 'Consumer 1 joins group app and processes two records. With enable.auto.commit=false its position is known to nobody else. Before Kafka 0.9 consumers kept their offsets in ZooKeeper, which is not made for so many writes. Since then they are records of a topic, __consumer_offsets; show internal topics to see it in the picture.',
        zh: '消费者 1 加入组 app，处理了两条消息。由于 enable.auto.commit=false，它读到哪里没有别人知道。在 Kafka 0.9 以前，消费者把位移存在 ZooKeeper 里，而 ZooKeeper 承受不了这么频繁的写入。此后位移就是一个主题里的消息，主题名为 __consumer_offsets；打开“内部主题”就能在图中看到它。',
      },
      do: [sendTo(0, 'm0'), sendTo(0, 'm1'), consumer('start', 1)],
      until: PROCESSED('m1'), withinMs: 20_000, focus: ['consumer-1', ...GROUP],
      inOtherEras: {
        '0.8': {
          en: 'This is such a version: no broker coordinates the group. Consumer 1 has a session with ZooKeeper, registers under /consumers/app/ids, and owns orders-0 by a znode of its own under /consumers/app/owners. The setting was called auto.commit.enable then.',
          zh: '这就是那样的版本：没有 Broker 协调这个组。消费者 1 与 ZooKeeper 建立会话，在 /consumers/app/ids 下注册，再用 /consumers/app/owners 下自己的 znode 占有 orders-0。那个参数当时叫 auto.commit.enable。',
        },
      },
    },
    {
      title: { en: 'A commit is a record', zh: '一次提交就是一条消息' },
      say: {
        en: 'The consumer commits. The coordinator appends a record to its own partition of __consumer_offsets: the key is [app,orders,0], that is group, topic and partition; the value holds the offset, the leader epoch, metadata and the time. It answers once the record is on all in-sync replicas. A commit is as safe as any record with acks=all.',
        zh: '消费者提交位移。协调者往 __consumer_offsets 里自己那个分区追加一条消息：键是 [app,orders,0]，即组、主题、分区；值里有位移、Leader Epoch、元数据和时间。这条消息到了所有同步副本之后，协调者才答复。一次提交与一条 acks=all 的消息同样可靠。',
      },
      do: [COMMIT], until: COMMITTED(2), withinMs: 10_000, focus: GROUP,
      inOtherEras: {
        '0.8': {
          en: 'In 0.8 there is no such record: the consumer itself writes the plain number 2 into the znode /consumers/app/offsets/orders/0. It is persistent, so it outlives the session, and no broker hears of it.',
          zh: '0.8 里没有这样的消息：消费者自己把数字 2 直接写进 znode /consumers/app/offsets/orders/0。它是持久节点，会话结束后还在；没有哪台 Broker 知道这件事。',
        },
      },
    },
    another('m2', { en: 'On to the next record', zh: '继续下一条' }, {
      en: 'Another record comes and is processed. It will be committed in its turn. What happens to the offset that was committed before?',
      zh: '又来了一条消息，处理完毕，接下来也要提交。之前提交的那个位移会怎样？',
    }),
    {
      title: { en: 'The same key again', zh: '同样的键再来一条' },
      say: {
        en: 'A log is never changed, so the second commit is a second record with the same key. Only the last one counts. The coordinator keeps the latest value of every key in memory and answers OffsetFetch from there. On the disk cleanup.policy=compact does the same in the background: the log cleaner removes older records of a key. It leaves the segment that is being written to alone, so you still see them all.',
        zh: '日志从不修改，所以第二次提交是键相同的第二条消息，只有最后一条算数。协调者在内存里保存每个键的最新值，用它来答复 OffsetFetch。磁盘上由 cleanup.policy=compact 在后台做同样的事：日志清理线程删掉同一个键的旧消息。正在写入的日志段它不碰，所以现在还全都看得到。',
      },
      do: [COMMIT], until: COMMITTED(3), withinMs: 10_000, focus: GROUP,
      predict: {
        ask: { en: 'Two commits, one consumer, one partition. How many records with the key [app,orders,0] are in the log now?', zh: '提交了两次，一个消费者，一个分区。现在日志里有几条键为 [app,orders,0] 的消息？' },
        answer: { select: 'offsetRecordCount', of: 'app/orders-0' },
        why: {
          en: 'Two, with offsets 2 and 3. After compaction it would be one, with offset 3. In 0.8 none: there is no such log.',
          zh: '两条，位移分别是 2 和 3。压实之后就只剩一条，位移是 3。在 0.8 里一条也没有：没有这样的日志。',
        },
      },
      inOtherEras: {
        '0.8': {
          en: 'In 0.8 the znode is simply overwritten: 2 is gone, 3 is there, and its version is 1. Every such write goes through all of ZooKeeper, for each partition of each group; so offsets moved to a topic.',
          zh: '0.8 直接覆盖这个 znode：2 没了，变成 3，版本号是 1。每个组的每个分区，每次都要这样写遍整个 ZooKeeper；所以位移后来搬进了主题。',
        },
      },
    },
    {
      title: { en: 'Older than its time, and still there', zh: '过了期限，却还在' },
      say: {
        en: 'Offsets are not kept for ever: offsets.retention.minutes, seven days by default, here one minute. The last commit is older than that now, and every ten seconds the coordinator looks for offsets that have expired. It leaves this one alone. Since Kafka 2.1 the offsets of subscribed topics do not expire while the group has members.',
        zh: '位移不会永远保留：offsets.retention.minutes 默认七天，这里设为一分钟。最后一次提交已经超过一分钟了，而协调者每十秒检查一次有没有过期的位移。它没有动这一条。从 Kafka 2.1 起，只要组里还有成员，所订阅主题的位移就不会过期。',
      },
      do: [], until: { afterMs: 75_000 }, withinMs: 80_000, focus: ['consumer-1', ...GROUP],
      predict: {
        ask: { en: 'Consumer 1 goes on polling, but there is nothing to read and nothing to commit for 75 seconds. Which offset does the coordinator know then?', zh: '消费者 1 继续 poll，但 75 秒内没有消息可读，也没有位移可提交。之后协调者知道的位移是多少？' },
        options: [{ value: 3, label: { en: 'still 3', zh: '仍是 3' } }, { value: null, label: { en: 'none: it has expired', zh: '没有了：已过期' } }],
        answer: { select: 'committed', of: 'app/orders-0' },
        why: {
          en: 'Still 3: the retention begins when the group is Empty. In 0.8 still 3, too: a znode of an offset never expires.',
          zh: '仍是 3：组变为 Empty 之后，保留时间才开始计算。在 0.8 里也仍是 3：保存位移的 znode 永不过期。',
        },
      },
      inOtherEras: {
        '0.8': {
          en: 'ZooKeeper looks for nothing of the kind. What a group has once committed stays in its znode until somebody deletes it by hand.',
          zh: 'ZooKeeper 不做这样的检查。组提交过的位移一直留在 znode 里，直到有人手工删除。',
        },
      },
    },
    {
      title: { en: 'The group is Empty', zh: '组变为 Empty' },
      say: {
        en: 'Consumer 1 closes and leaves; the group is Empty. That too is a record of the same partition: its key is the group’s name, its value the members and who has what, now nobody. From this moment the minute counts.',
        zh: '消费者 1 关闭并离开，组变为 Empty。这也是同一个分区里的一条消息：键是组名，值是成员和各自的分区，现在一个也没有。一分钟从此刻算起。',
      },
      do: [consumer('stop', 1)], until: LEFT, withinMs: 10_000, focus: GROUP,
      inOtherEras: {
        '0.8': {
          en: 'In 0.8 the consumer says goodbye to ZooKeeper, and with its session its ephemeral znodes go: its registration, and its ownership of orders-0. The offset is persistent and stays.',
          zh: '0.8 的消费者向 ZooKeeper 道别，临时 znode 随会话一起消失：它的注册，以及它对 orders-0 的占有。位移是持久节点，留了下来。',
        },
      },
    },
    {
      title: { en: 'A tombstone', zh: '墓碑' },
      say: {
        en: 'At the next check after the minute the coordinator forgets the offset. In the log it cannot delete anything, so it appends a record with the same key and the value null: a tombstone. A new coordinator that reads the log comes to the same result; compaction later removes all records of the key, and in the end the tombstone, too. The group has nothing left and dies, with a tombstone for its own key.',
        zh: '一分钟后的下一次检查，协调者忘掉了这个位移。它不能在日志里删除什么，于是追加一条键相同、值为 null 的消息：墓碑。新的协调者读这份日志会得到同样的结果；以后压实时会删掉这个键的全部旧消息，最后连墓碑也删掉。组已一无所有，于是变为 Dead，它自己的键也得到一个墓碑。',
      },
      do: [], until: { afterMs: 75_000 }, withinMs: 90_000, focus: ['broker-1', 'broker-2', 'broker-3'],
      predict: {
        ask: { en: 'How many records with the key [app,orders,0] are in the log now, though the offset is forgotten?', zh: '位移已被忘掉。现在日志里有几条键为 [app,orders,0] 的消息？' },
        answer: { select: 'offsetRecordCount', of: 'app/orders-0' },
        why: {
          en: 'Three: offset 2, offset 3, and the tombstone. To forget is to write. In 0.8 none, and nothing is forgotten.',
          zh: '三条：位移 2、位移 3 和墓碑。忘记也是一次写入。在 0.8 里一条也没有，也没有什么被忘掉。',
        },
      },
      inOtherEras: {
        '0.8': {
          en: 'In 0.8 nothing happens in this time. Groups that nobody uses any more leave their znodes behind for ever.',
          zh: '0.8 在这段时间里什么也不发生。没人再用的组，它们的 znode 会永远留在那里。',
        },
      },
    },
    {
      title: { en: 'Back too late', zh: '回来晚了' },
      say: {
        en: 'Consumer 1 is started again. The group has committed nothing that anybody remembers, so auto.offset.reset decides: with earliest it processes everything once more; with latest it would skip what came meanwhile. A group that pauses for longer than the retention needs more of it: the time runs from the moment the group is Empty, however fresh the last commit was.',
        zh: '消费者 1 重新启动。这个组提交过什么，已经没有谁记得，于是由 auto.offset.reset 决定：earliest 会把所有消息再处理一遍，latest 会跳过这段时间里来的消息。停用得比保留时间还久的组，应当把保留时间设得更长：时间从组变为 Empty 的那一刻算起，最后一次提交再新也没有用。',
      },
      do: [consumer('start', 1)], until: [{ fact: 'CommittedOffsetFound', where: { consumer: 'consumer-1' } }, { afterMs: 10_000 }],
      withinMs: 20_000, focus: ['consumer-1', ...GROUP],
      inOtherEras: {
        '0.8': {
          en: 'In 0.8 it is not too late: a new consumer with a new id registers, owns orders-0, reads 3 from the znode, and goes on there. Nothing is processed twice.',
          zh: '在 0.8 里并不晚：新的消费者用新的 ID 注册，占有 orders-0，从 znode 里读到 3，从那里继续。没有消息被处理两次。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'commit-first',
      label: { en: 'What if consumer 1 commits once more before it leaves, and comes back at once?', zh: '如果消费者 1 离开前再提交一次，并马上回来呢？' },
      fromScene: 5,
      do: [COMMIT],
      scenes: [
        {
          title: { en: 'The same offset, a new record', zh: '位移相同，消息是新的' },
          say: {
            en: 'Nothing was read since the last commit, and still a record is written: same key, same offset, another time. Up to Kafka 3.1 that time can decide, as another what-if shows: in the middle of a rebalance it is what an offset expires by.',
            zh: '上次提交之后没有读到新消息，但还是写入了一条消息：键相同，位移相同，时间不同。这个时间在 Kafka 3.1 及以前可能很要紧，另一个“如果”会说明：重平衡期间，位移是否过期看的就是它。',
          },
          do: [], until: [{ fact: 'OffsetCommitAnswered', where: { consumer: 'consumer-1' } }, { afterMs: 50 }], withinMs: 10_000, focus: GROUP,
          inOtherEras: {
            '0.8': {
              en: 'The consumer of 0.8 remembers what it wrote last: with nothing new it writes nothing. No time needs to be renewed.',
              zh: '0.8 的消费者记得自己上次写了什么：没有新的就不写。也没有什么时间需要刷新。',
            },
          },
        },
        {
          title: { en: 'It leaves', zh: '离开' },
          say: { en: 'Consumer 1 closes and leaves, and the group is Empty. What it has committed stays where it is.', zh: '消费者 1 关闭并离开，组变为 Empty。它提交的位移仍在原处。' },
          do: [consumer('stop', 1)], until: LEFT, withinMs: 10_000, focus: GROUP,
        },
        {
          title: { en: 'Back in time', zh: '及时回来' },
          say: {
            en: 'The new member asks with OffsetFetch, and the coordinator answers from its memory: the latest value of the key. Consumer 1 goes on at offset 3. Nothing is processed twice.',
            zh: '新成员发送 OffsetFetch，协调者从内存里答复这个键的最新值。消费者 1 从位移 3 继续，没有消息被处理两次。',
          },
          do: [consumer('start', 1)], until: { fact: 'CommittedOffsetFound', where: { consumer: 'consumer-1', offset: 3 } }, withinMs: 30_000, focus: ['consumer-1', ...GROUP],
          inOtherEras: {
            '0.8': { en: 'In 0.8 it reads the znode, and finds 3 there.', zh: '0.8 读的是 znode，里面是 3。' },
          },
        },
      ],
    },
    {
      id: 'cleaner-runs', eras: COORDINATED,
      label: { en: 'What if the log cleaner has something to do, since segments are closed after a second?', zh: '如果日志段一秒后就关闭，让日志清理线程有事可做呢？' },
      fromScene: 4,
      do: CLEAN_SOON,
      scenes: [
        {
          title: { en: 'Nothing to clean yet', zh: '还没有可清理的' },
          say: {
            en: 'The log cleaner never touches the active segment, the one that is written to, and a segment of __consumer_offsets takes 100 MB or a week: so far there is nothing it may clean. segment.ms=1000 changes that, but only with the next record: one that comes a second or more after the first of its segment begins a new segment.',
            zh: '日志清理线程从不碰正在写入的活跃日志段，而 __consumer_offsets 的一个日志段要写满 100 MB 或一周才关闭：到现在为止没有可以清理的东西。segment.ms=1000 会改变这一点，但要等下一条消息：它比日志段里的第一条晚一秒以上，就开始新的日志段。',
          },
          do: [], until: { afterMs: 3000 }, withinMs: 4000, focus: ['broker-1', 'broker-2', 'broker-3'],
        },
        {
          title: { en: 'The cleaner comes round', zh: '清理线程来了' },
          say: {
            en: 'Consumer 1 commits once more, and the segment with the two older commits is closed. Every 15 seconds (log.cleaner.backoff.ms) each broker’s cleaner looks for its dirtiest log. It reads the dirty part, notes the latest offset of every key, and writes the closed segments anew without the records that are superseded. The offsets of the others stay as they were: the log has a gap now. Leader and followers do this each by themselves, and note in cleaner-offset-checkpoint how far they are clean.',
            zh: '消费者 1 再提交一次，装着前两次提交的日志段就此关闭。每隔 15 秒（log.cleaner.backoff.ms），每台 Broker 的清理线程找出最“脏”的日志。它读脏的那部分，记下每个键的最新位移，再把已关闭的日志段重写一遍，去掉被取代的消息。其余消息的位移不变，于是日志里有了空缺。领导者和追随者各做各的，并把清理到哪里记在 cleaner-offset-checkpoint 里。',
          },
          do: [COMMIT], until: CLEANED, withinMs: 30_000, focus: ['broker-1', 'broker-2', 'broker-3'],
          predict: {
            ask: { en: 'Three commits of the key [app,orders,0] were written. How many are left after this round?', zh: '键 [app,orders,0] 一共提交了三次。这一轮之后还剩几条？' },
            answer: { select: 'offsetRecordCount', of: 'app/orders-0' },
            why: { en: 'Two: the latest of the closed segment, and the one in the active segment, which the cleaner does not read.', zh: '两条：已关闭的日志段里最新的一条，以及活跃日志段里的一条，后者清理线程不读。' },
          },
        },
        {
          title: { en: 'One record per key', zh: '每个键一条' },
          say: {
            en: 'Consumer 1 leaves. The record that says so begins a segment again, the one before is closed, and the next round puts them all together. Of the key [app,orders,0] only the latest commit is left, on every replica. A coordinator that loads this log reads one record where there were three, and knows the same.',
            zh: '消费者 1 离开。记录这件事的消息又开始一个日志段，前一个关闭，清理线程下一轮就把它们放在一起比较。键 [app,orders,0] 只剩最新的一次提交，每个副本上都是如此。协调者加载这份日志时，原来要读三条，现在只读一条，得到的结果相同。',
          },
          do: [consumer('stop', 1)], until: [LEFT, { select: 'groupState', of: 'app', is: 'Empty' }, ...CLEANED], withinMs: 40_000, focus: ['broker-1', 'broker-2', 'broker-3'],
          predict: {
            ask: { en: 'And after the next round: how many records of the key [app,orders,0]?', zh: '再过一轮之后：键 [app,orders,0] 还有几条？' },
            answer: { select: 'offsetRecordCount', of: 'app/orders-0' },
            why: { en: 'One, the latest: all commits are in closed segments now.', zh: '一条，即最新的：现在所有提交都在已关闭的日志段里。' },
          },
        },
      ],
    },
    {
      id: 'tombstone-goes', eras: COORDINATED,
      label: { en: 'What if the log cleaner comes to the tombstone?', zh: '如果日志清理线程清理到墓碑呢？' },
      fromScene: 7,
      do: [...CLEAN_SOON, consumer('start', 1)],
      scenes: [
        {
          title: { en: 'Only the tombstone', zh: '只剩墓碑' },
          say: {
            en: 'Segments are closed after a second now (segment.ms=1000). Consumer 1 joins again, and with the group’s new record the segment that ends with the tombstones is closed. The cleaner removes the commits; the tombstone stays. Whoever reads the log from an earlier offset at this time must still learn that the key is gone.',
            zh: '现在日志段一秒后就关闭（segment.ms=1000）。消费者 1 重新加入，组的新消息使末尾是墓碑的那个日志段关闭。清理线程删掉之前的提交，墓碑则留下：此时正从更早的位移读这份日志的人，还得知道这个键已经没有了。',
          },
          do: [], until: CLEANED, withinMs: 40_000, focus: ['broker-1', 'broker-2', 'broker-3'],
          predict: {
            ask: { en: 'Two commits and a tombstone of the key [app,orders,0] were in the log. How many of these records are left?', zh: '日志里原有键 [app,orders,0] 的两次提交和一个墓碑。这些消息还剩几条？' },
            answer: { select: 'offsetRecordCount', of: 'app/orders-0' },
            why: { en: 'One: the tombstone, for it is the latest.', zh: '一条：墓碑，因为它是最新的。' },
          },
        },
        {
          title: { en: 'delete.retention.ms later', zh: '过了 delete.retention.ms' },
          say: {
            en: 'Consumer 1 leaves, and with its last record the cleaner has something to do once more. When it first met the tombstone it wrote a time into the batch, delete.retention.ms later: here ten seconds, by default a day. That time is over, and the tombstone goes. Nothing in the log speaks of the key any more.',
            zh: '消费者 1 离开，它留下的消息让清理线程又有事可做。清理线程第一次遇到墓碑时，在批次里写下了一个时间，即 delete.retention.ms 之后：这里是十秒，默认一天。这个时间已过，墓碑也删掉了。日志里再没有这个键的任何痕迹。',
          },
          do: [consumer('stop', 1)], until: CLEANED, withinMs: 40_000, focus: ['broker-1', 'broker-2', 'broker-3'],
          inOtherEras: {
            '2.8': {
              en: 'Before 3.1 the age of the segment decides: a tombstone goes only when its segment is older than the last clean one by delete.retention.ms. Small segments are written into one, which counts as old as its newest part, so this tombstone stays (KIP-534 changed that).',
              zh: '3.1 以前看的是日志段的新旧：墓碑所在的日志段要比最后一个干净的日志段早 delete.retention.ms 以上，墓碑才会删掉。小日志段会合并成一个，时间按其中最新的算，所以这个墓碑一直留着（KIP-534 改了这一点）。',
            },
          },
          predict: {
            ask: { en: 'How many records of the key [app,orders,0] are in the log at the end?', zh: '最后日志里键 [app,orders,0] 还有几条消息？' },
            answer: { select: 'offsetRecordCount', of: 'app/orders-0' },
            why: { en: 'From 3.1 on none: the tombstone has gone, too. Before, one: the tombstone.', zh: '3.1 起一条也没有：墓碑也删掉了。以前还有一条：墓碑。' },
          },
        },
      ],
    },
    {
      id: 'back-at-once',
      label: { en: 'What if it comes back at once, with a commit older than the retention?', zh: '如果它马上回来，但最后一次提交已超过保留时间呢？' },
      fromScene: 6,
      do: [consumer('start', 1)],
      scenes: [{
        title: { en: 'A check in the middle of a rebalance', zh: '检查碰上了重平衡' },
        say: {
          en: 'The group was Empty for an instant only. But while it waits for more members, the coordinator looks for expired offsets, and before the generation begins it does not know which topics are subscribed. Kafka up to 3.1 takes the age of the commit, 75 seconds, and forgets the offset (KAFKA-13636). Later versions let nothing expire of a group with members that is not Stable.',
          zh: '组只是一瞬间为 Empty。可就在它等待更多成员的时候，协调者来检查过期位移，而新一代开始之前它还不知道订阅了哪些主题。Kafka 3.1 及以前看的是提交的时间，75 秒前，于是忘掉了这个位移（KAFKA-13636）。以后的版本里，有成员而不是 Stable 的组，位移一律不会过期。',
        },
        do: [], until: { fact: 'CommittedOffsetFound', where: { consumer: 'consumer-1' } }, withinMs: 30_000, focus: ['consumer-1', ...GROUP],
        predict: {
          ask: { en: 'In this version: which offset is known when consumer 1 asks for it?', zh: '在这个版本里，消费者 1 来查询时，已知的位移是多少？' },
          options: [{ value: 3, label: { en: '3', zh: '3' } }, { value: null, label: { en: 'none: it has expired', zh: '没有了：已过期' } }],
          answer: { select: 'committed', of: 'app/orders-0' },
          why: { en: 'Up to Kafka 3.1 none, since 3.2 offset 3; in 0.8, which forgets nothing, 3. Committing regularly, even without news, avoids this.', zh: 'Kafka 3.1 及以前没有了，3.2 起是 3；0.8 什么也不忘，也是 3。定期提交（哪怕没有新消息）就不会遇到这个问题。' },
        },
        inOtherEras: {
          '0.8': { en: 'In 0.8 no offset expires, and the check does not exist: the znode still says 3.', zh: '0.8 的位移不会过期，也没有这种检查：znode 里仍是 3。' },
        },
      }],
    },
  ],
  ends: [
    { eras: COORDINATED, say: { en: 'The log has every commit of the key [app,orders,0], and a tombstone last', zh: '日志里有键 [app,orders,0] 的每次提交，最后是墓碑' }, select: 'offsetRecords', of: 'app/orders-0', is: [2, 3, null] },
    { eras: COORDINATED, say: { en: 'Only the last one counts: the coordinator knows no offset', zh: '只有最后一条算数：协调者不知道任何位移' }, select: 'committed', of: 'app/orders-0', is: null },
    { eras: COORDINATED, say: { en: 'The offset expired once, after the group was Empty; then the group died', zh: '组变为 Empty 之后位移才过期，随后组变为 Dead' }, order: [{ fact: 'MemberRemoved', where: { group: 'app', reason: 'leave' } }, { fact: 'OffsetsExpired', where: { group: 'app' } }, { fact: 'GroupStateChanged', where: { group: 'app', to: 'Dead' } }] },
    { eras: COORDINATED, say: { en: 'From leaving to expiry: the retention, and up to one check interval', zh: '从离开到过期：保留时间，再加最多一个检查间隔' }, elapsedMs: { min: 60_000, max: 70_100 }, from: { fact: 'MemberRemoved', where: { group: 'app', reason: 'leave' } }, to: { fact: 'OffsetsExpired' } },
    { eras: COORDINATED, say: { en: 'm0 was processed twice', zh: 'm0 处理了两次' }, facts: PROCESSED('m0'), count: 2 },
    { eras: ['0.8'], say: { en: 'The znode has the last commit, by itself: the plain number', zh: 'znode 里只有最后一次提交：一个数字' }, select: 'znodeData', of: ZNODE, is: '3' },
    { eras: ['0.8'], say: { en: 'It was written twice, and is persistent', zh: '它被写了两次，是持久节点' }, select: 'znodeVersion', of: ZNODE, is: 1 },
    { eras: ['0.8'], say: { en: 'Nobody keeps offsets in a log', zh: '没有谁把位移存在日志里' }, select: 'offsetRecords', of: 'app/orders-0', is: [] },
    { eras: ['0.8'], say: { en: 'Registration and ownership went with the session when consumer 1 closed', zh: '消费者 1 关闭时，注册和占有随会话消失' }, order: [{ fact: 'SessionClosed', where: { node: 'consumer-1' } }, { fact: 'ZnodeDeleted', where: { path: '/consumers/app/owners/orders/0' } }] },
    { eras: ['0.8'], say: { en: 'and m0 was processed once', zh: 'm0 只处理了一次' }, facts: PROCESSED('m0'), count: 1 },
    { branch: 'commit-first', eras: COORDINATED, say: { en: 'With one more commit: the coordinator knows the latest value of the key', zh: '多提交一次：协调者知道这个键的最新值' }, select: 'committed', of: 'app/orders-0', is: 3 },
    { branch: 'commit-first', eras: COORDINATED, say: { en: 'as compaction of the log would leave it', zh: '与日志压实后留下的一致' }, select: 'latestOffsetRecord', of: 'app/orders-0', is: 3 },
    { branch: 'commit-first', eras: COORDINATED, say: { en: 'out of three records with that key', zh: '而这个键共有三条消息' }, select: 'offsetRecords', of: 'app/orders-0', is: [2, 3, 3] },
    { branch: 'commit-first', say: { en: 'and m0 was processed once', zh: 'm0 只处理了一次' }, facts: PROCESSED('m0'), count: 1 },
    { branch: 'cleaner-runs', say: { en: 'The cleaner: of the key [app,orders,0] the latest value is kept, and nothing else', zh: '清理之后：键 [app,orders,0] 只保留最新值' }, select: 'offsetRecords', of: 'app/orders-0', is: [3] },
    ...[1, 2, 3].map((id): Ending => ({ branch: 'cleaner-runs', say: { en: `on broker ${id}, where it is clean, no key has more than one record`, zh: `Broker ${id} 上清理过的部分，每个键最多一条消息` }, select: 'mostRecordsOfAKey', of: `broker-${id}/__consumer_offsets-0`, is: 1 })),
    { branch: 'cleaner-runs', say: { en: 'and the coordinator knows what it knew', zh: '协调者知道的没有变' }, select: 'committed', of: 'app/orders-0', is: 3 },
    { branch: 'tombstone-goes', say: { en: 'The tombstone outlived the commits by a round', zh: '墓碑比提交多留了一轮' }, facts: { fact: 'LogCleaned', where: { brokerId: 1, partition: '__consumer_offsets-0' } }, count: 2 },
    { branch: 'tombstone-goes', eras: ['3.9', '4.1'], say: { en: 'after delete.retention.ms it went, too: nothing of the key is left', zh: '过了 delete.retention.ms，墓碑也被删：这个键什么也不剩' }, select: 'offsetRecords', of: 'app/orders-0', is: [] },
    { branch: 'tombstone-goes', eras: ['2.8'], say: { en: 'and stays, for its segment is never old enough', zh: '并且一直留着，因为它的日志段总不够旧' }, select: 'offsetRecords', of: 'app/orders-0', is: [null] },
    { branch: 'back-at-once', eras: ['2.8'], say: { en: 'Back at once: the offset expired during the rebalance', zh: '马上回来：位移在重平衡期间过期' }, select: 'offsetRecords', of: 'app/orders-0', is: [2, 3, null] },
    { branch: 'back-at-once', eras: ['0.8', '3.9', '4.1'], say: { en: 'Back at once: the offset is still known', zh: '马上回来：位移仍在' }, select: 'committed', of: 'app/orders-0', is: 3 },
  ],
});
