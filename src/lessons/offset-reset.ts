import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { deleteRecords, FIRST } from './scenery.ts';
import type { Action } from './types.ts';

/** One consumer a policy, each in a group of its own; the fourth assigns its partition itself. */
const cluster = groupCluster({
  partitions: 1,
  consumers: [
    {},
    { config: { 'group.id': 'late', 'auto.offset.reset': 'latest' } },
    { config: { 'group.id': 'strict', 'auto.offset.reset': 'none' } },
    { config: { 'group.id': 'manual' }, assign: ['orders-0'] },
  ],
});

const send = (...values: readonly string[]) => values.map((value) => sendTo(0, value));
const seek = (number: number, offset: number): Action => ({ command: { type: 'consumer.seek', consumer: `consumer-${number}`, partition: 'orders-0', offset } });

const reset = (number: number, policy: string, to: number) => ({ fact: 'OffsetReset', where: { consumer: `consumer-${number}`, policy, to } });
const processed = (of: string, ...is: readonly string[]) => ({ select: 'processed', of, is });
const committedTwo = { select: 'committed', of: 'app/orders-0', is: 2 };

/** G13: the committed offset first; only without one, or when it leads outside the log, auto.offset.reset. */
export const offsetReset = lesson({
  ...headings['offset-reset'],
  seed: 1,
  cluster,
  scenes: [
    {
      title: { en: 'Nothing committed: earliest', zh: '没有提交过：earliest' },
      say: {
        en: 'orders-0 holds m0 and m1. Consumer 1 of group app gets the partition and asks the coordinator with OffsetFetch: where are we? The answer is -1, nothing committed. Only now does auto.offset.reset count; it is earliest, so the consumer asks the leader with ListOffsets where the log starts, and reads from there.',
        zh: 'orders-0 里有 m0 和 m1。app 组的消费者 1 分到这个分区，用 OffsetFetch 问协调者：我们读到哪儿了？答复是 -1，没有提交过。这时才轮到 auto.offset.reset：它是 earliest，于是消费者用 ListOffsets 问领导者日志从哪里开始，并从那里读。',
      },
      do: [...send('m0', 'm1'), consumer('start', 1)],
      until: processed('app', 'm0', 'm1'),
      withinMs: 20_000,
      focus: ['consumer-1', FIRST],
      predict: {
        ask: { en: 'Which offset does consumer 1 read first?', zh: '消费者 1 先读哪个位移？' },
        answer: { select: 'firstProcessed', of: 'app' },
        why: { en: '0, where the log starts. Once old records are deleted, earliest is no longer 0.', zh: '0，日志开始的地方。等旧消息被删除以后，earliest 就不再是 0 了。' },
      },
    },
    {
      title: { en: 'A bookmark is left', zh: '留下书签' },
      say: {
        en: 'Consumer 1 is stopped. Closing, it commits its position, 2: the next offset to read, not the last one that was read. The policy is not consulted again as long as this commit is there and points into the log.',
        zh: '消费者 1 停下。关闭时它提交自己的位置 2：是下一个要读的位移，不是最后读过的那个。只要这次提交还在，并且落在日志之内，就不会再看 auto.offset.reset。',
      },
      do: [consumer('stop', 1)],
      until: [{ fact: 'ConsumerStopped', where: { consumer: 'consumer-1' } }, committedTwo],
      withinMs: 20_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'Nothing committed: latest', zh: '没有提交过：latest' },
      say: {
        en: 'Three more records are sent: offsets 0 to 4 are taken. Consumer 2 starts in group late, which has committed nothing either. Its policy is latest, Kafka’s default: it asks for the end of the log and waits there for what comes next.',
        zh: '又发送三条消息：位移 0 到 4 都占了。消费者 2 在 late 组里启动，这个组也没有提交过。它用的是 latest，也是 Kafka 的默认值：它问的是日志的末尾，在那里等下一条。',
      },
      do: [...send('m2', 'm3', 'm4'), consumer('start', 2)],
      until: reset(2, 'latest', 5),
      withinMs: 20_000,
      focus: ['consumer-2', FIRST],
      predict: {
        ask: { en: 'The log holds offsets 0 to 4. From which offset will consumer 2 read?', zh: '日志里有位移 0 到 4。消费者 2 会从哪个位移读起？' },
        options: [
          { value: 0, label: { en: '0: from the beginning', zh: '0：从头' } },
          { value: 4, label: { en: '4: the last record', zh: '4：最后一条' } },
          { value: 5, label: { en: '5: what comes next', zh: '5：下一条' } },
        ],
        answer: { select: 'position', of: 'consumer-2/orders-0' },
        why: {
          en: 'Latest means “after everything there is”. The five records are never read by this group.',
          zh: 'latest 的意思是“在现有的全部之后”。这五条消息，这个组永远不会读。',
        },
      },
      inOtherEras: {
        '4.1': {
          en: 'Since 4.0 there is a choice between the two: by_duration:PT1H begins with the records of the last hour (KIP-1106).',
          zh: '从 4.0 起还有一个介于两者之间的选择：by_duration:PT1H 从最近一小时的消息读起（KIP-1106）。',
        },
      },
    },
    {
      title: { en: 'Nothing committed: none', zh: '没有提交过：none' },
      say: {
        en: 'Consumer 3 of group strict has auto.offset.reset=none: nobody may choose for it. It has no committed offset, and so poll() throws NoOffsetForPartitionException. Meanwhile m5 is sent, and consumer 2 reads it: the first record of group late.',
        zh: 'strict 组的消费者 3 设了 auto.offset.reset=none：谁也不许替它选。它没有提交过位移，所以 poll 抛出 NoOffsetForPartitionException。与此同时 m5 发来了，消费者 2 读到它：这是 late 组的第一条消息。',
      },
      do: [consumer('start', 3), ...send('m5')],
      until: [reset(3, 'none', -1), processed('late', 'm5')],
      withinMs: 20_000,
      focus: ['consumer-3', 'consumer-2'],
      predict: {
        ask: { en: 'Six records are in the log. How many of them has consumer 3 processed when poll() returns?', zh: '日志里有六条消息。poll 之后，消费者 3 处理了几条？' },
        answer: { select: 'processedCount', of: 'consumer-3' },
        why: {
          en: 'None: it got an exception instead of records. That is what you want where a silent jump would be worse than a stop.',
          zh: '一条也没有：得到的不是消息，而是异常。有些场合，悄悄跳过比停下来更糟，那就要用它。',
        },
      },
    },
    {
      title: { en: 'Seek: the application chooses', zh: 'seek：由应用程序选择' },
      say: {
        en: 'The program of consumer 3 catches the exception and calls seek(orders-0, 3). That sets the position and nothing else: no request is sent, nothing is committed. The next Fetch asks for offset 3.',
        zh: '消费者 3 的程序捕获异常，调用 seek(orders-0, 3)。这只是设定位置，别的什么都没做：不发请求，也不提交。下一个 Fetch 就从位移 3 拉取。',
      },
      do: [seek(3, 3)],
      until: processed('strict', 'm3', 'm4', 'm5'),
      withinMs: 20_000,
      focus: ['consumer-3', FIRST],
    },
    {
      title: { en: 'Assign: without a group’s help', zh: 'assign：不靠组来分配' },
      say: {
        en: 'Consumer 4 does not subscribe; it calls assign(orders-0). There is no JoinGroup, no rebalance, no heartbeat, and no three seconds of waiting. Its group.id, manual, is only the name under which it fetches and commits offsets: that was empty, its policy is earliest, so it begins at 0.',
        zh: '消费者 4 不订阅，而是调用 assign(orders-0)。没有 JoinGroup，没有重平衡，没有心跳，也不用等三秒。它的 group.id，manual，只是查询和提交位移用的名字：名下没有位移，策略又是 earliest，于是从 0 开始。',
      },
      do: [consumer('start', 4)],
      until: processed('manual', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5'),
      withinMs: 20_000,
      focus: ['consumer-4', FIRST],
      predict: {
        ask: { en: 'Consumer 4 reads everything. In which state is it as a member of a group?', zh: '消费者 4 读完了全部。作为组成员，它处于什么状态？' },
        options: [
          { value: 'unjoined', label: { en: 'unjoined: it never joined', zh: 'unjoined：从未加入' } },
          { value: 'stable', label: { en: 'stable: it owns orders-0', zh: 'stable：它拥有 orders-0' } },
        ],
        answer: { select: 'memberState', of: 'consumer-4' },
        why: {
          en: 'It is a member of nothing. If it dies, nobody takes over its partition; and if two do this, both read everything.',
          zh: '它不是任何组的成员。它若宕机，没有谁接手它的分区；若有两个都这样做，两个都会读到全部消息。',
        },
      },
    },
    {
      title: { en: 'Committed, but no longer there', zh: '提交过，却已经不在了' },
      say: {
        en: 'Everything below offset 4 is deleted, and consumer 1 comes back. Its group did commit: 2. So it fetches from 2, the leader answers OFFSET_OUT_OF_RANGE, and now auto.offset.reset counts for the second time. It is earliest: the log starts at 4.',
        zh: '位移 4 以下的都被删除了，消费者 1 回来。它的组确实提交过：2。于是它从 2 拉取，领导者答复 OFFSET_OUT_OF_RANGE，这时第二次轮到 auto.offset.reset。它是 earliest：日志从 4 开始。',
      },
      do: [deleteRecords(4), consumer('start', 1)],
      until: [{ fact: 'PositionOutOfRange', where: { consumer: 'consumer-1', position: 2 } }, reset(1, 'earliest', 4), processed('app', 'm0', 'm1', 'm4', 'm5')],
      withinMs: 20_000,
      focus: ['consumer-1', FIRST],
      predict: {
        ask: { en: 'Group app committed 2, then everything below 4 was deleted. How many of the six records will it have processed in all?', zh: 'app 组提交了 2，然后 4 以下的都删了。六条消息，它一共会处理几条？' },
        answer: { select: 'processedCount', of: 'app' },
        why: {
          en: 'Four: m0, m1, m4 and m5. It never sees m2 and m3; a group that stays away longer than the retention loses records without an error.',
          zh: '四条：m0、m1、m4、m5。m2 和 m3 它再也看不到；离开得比保留期还久的组会丢消息，而且没有报错。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'nothing-deleted',
      label: { en: 'What if nothing was deleted?', zh: '如果什么都没有删除呢？' },
      fromScene: 6,
      do: [],
      scenes: [
        {
          title: { en: 'On from the bookmark', zh: '从书签处继续' },
          say: {
            en: 'Consumer 1 comes back, and OffsetFetch answers 2. That offset is in the log, so it simply reads on: m2 to m5. Its auto.offset.reset=earliest is not consulted, and m0 and m1 are not read again.',
            zh: '消费者 1 回来，OffsetFetch 答复 2。这个位移就在日志里，于是直接往下读：m2 到 m5。这里用不到 auto.offset.reset=earliest，m0 和 m1 也不会再读一遍。',
          },
          do: [consumer('start', 1)],
          until: processed('app', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5'),
          withinMs: 20_000,
          focus: ['consumer-1', FIRST],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'earliest: group app read offset 0 first', zh: 'earliest：app 组先读位移 0' }, select: 'firstProcessed', of: 'app', is: 0 },
    { say: { en: 'latest: group late read offset 5 first', zh: 'latest：late 组先读位移 5' }, select: 'firstProcessed', of: 'late', is: 5 },
    { say: { en: 'none: no offset was chosen, an exception was thrown', zh: 'none：没有选位移，而是抛出异常' }, facts: reset(3, 'none', -1), count: 1 },
    { say: { en: 'seek: group strict read offset 3 first', zh: 'seek：strict 组先读位移 3' }, select: 'firstProcessed', of: 'strict', is: 3 },
    { say: { en: 'assign: consumer 4 read offset 0 first', zh: 'assign：消费者 4 先读位移 0' }, select: 'firstProcessed', of: 'consumer-4', is: 0 },
    { say: { en: 'and group manual never had a rebalance', zh: '而 manual 组从未重平衡' }, facts: { fact: 'GroupGenerationStarted', where: { group: 'manual' } }, count: 0 },
    { say: { en: 'Commit out of range: from 2 to the earliest, 4', zh: '提交的位移越界：从 2 改到最早的 4' }, facts: reset(1, 'earliest', 4), count: 1 },
    { say: { en: 'so group app skipped m2 and m3', zh: '于是 app 组跳过了 m2 和 m3' }, ...processed('app', 'm0', 'm1', 'm4', 'm5') },
    { branch: 'nothing-deleted', say: { en: 'Nothing deleted: the committed offset 2 was used', zh: '没有删除：用的是提交过的位移 2' }, facts: { fact: 'CommittedOffsetFound', where: { consumer: 'consumer-1', offset: 2 } }, count: 1 },
    { branch: 'nothing-deleted', say: { en: 'Nothing deleted: every record was processed once', zh: '没有删除：每条消息处理一次' }, ...processed('app', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5') },
    { branch: 'nothing-deleted', say: { en: 'Nothing deleted: the policy was consulted once, at the very beginning', zh: '没有删除：只在最开始看过一次重置策略' }, facts: { fact: 'OffsetReset', where: { consumer: 'consumer-1' } }, count: 1 },
  ],
});
