import { consumer, groupCluster, sendTo } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, setTopic } from './scenery.ts';
import type { Action } from './types.ts';

const READ = 'consumer-1/orders-0';
const COMMITTED = 'app/orders-0';

/** Records are kept for seconds, not days; one record a batch and one batch a fetch, so that little is in the consumer's memory. */
function cluster() {
  const { topics, ...rest } = groupCluster({
    partitions: 2,
    brokers: { 'log.retention.check.interval.ms': '5000' },
    producer: { 'batch.size': '0', 'linger.ms': '0' },
    consumers: [{ config: { 'max.poll.records': '1', 'max.partition.fetch.bytes': '1' } }],
  });
  return { ...rest, topics: topics.map((topic) => ({ ...topic, config: { 'segment.ms': '1000', 'retention.ms': '12000' } })) };
}

const slowDown: Action = { command: { type: 'consumer.setProcessing', consumer: 'consumer-1', processingMs: 4000 } };
/** `a4` and so on, each at the offset of its number. */
const records = (from: number, to: number): readonly Action[] => Array.from({ length: to - from }, (_, at) => sendTo(0, `a${from + at}`));
const positionIs = (is: number) => ({ select: 'position', of: READ, is });
const committedIs = (is: number) => ({ select: 'committed', of: COMMITTED, is });

/** G18: the two distances of a consumer from the ends of the log, and what each of them does not say. */
export const lagAndLead = lesson({
  ...headings['lag-and-lead'],
  seed: 1,
  stage: 'group',
  cluster: cluster(),
  scenes: [
    {
      title: { en: 'Two distances', zh: '两段距离' },
      say: {
        en: 'orders-0 has four records, orders-1 has one, and consumer 1 has read all of them. Each partition has two ends, and the consumer’s position lies between. Lag is the distance to the high watermark (HW): what is still to be read. Lead is the distance to the log start offset: how much of what it has passed is still kept.',
        zh: 'orders-0 有四条消息，orders-1 有一条，消费者 1 全都读完了。每个分区有两头，消费者的位置（position）在中间。到高水位（High Watermark, HW）的距离叫消费滞后（Lag）：还有多少没读。到日志起始位移的距离叫消费领先（Lead）：已经读过的消息，还留着多少。',
      },
      do: [consumer('start', 1), ...records(0, 4), sendTo(1, 'b0')],
      until: [committedIs(4), { select: 'committed', of: 'app/orders-1', is: 1 }],
      withinMs: 30_000,
      focus: ['consumer-1', FIRST],
      predict: {
        ask: { en: 'Nothing has been deleted. The positions are 4 in orders-0 and 1 in orders-1. What is records-lead-min of consumer 1?', zh: '什么都没有删除。在 orders-0 的位置是 4，在 orders-1 是 1。消费者 1 的 records-lead-min 是多少？' },
        answer: { select: 'recordsLeadMin', of: 'consumer-1' },
        why: { en: '1: the smallest of the leads 4 − 0 and 1 − 0. records-lag-max is the largest of the lags, 0.', zh: '1：两个 Lead 是 4 − 0 和 1 − 0，取最小。records-lag-max 则是各个 Lag 的最大值，0。' },
      },
    },
    {
      title: { en: 'The consumer slows down', zh: '消费者变慢了' },
      say: {
        en: 'From now on each record takes four seconds, and four more arrive at once. Look at the chart: records-lag-max jumps, and comes down by one whenever poll() hands out the next record. When a4 is done and a5 has been handed out, the position is 6 and the high watermark 8.',
        zh: '从现在起每条消息要处理四秒，而一下子又来了四条。看图表：records-lag-max 猛地升上去，poll 每交出一条，就降一格。a4 处理完、a5 交出来的时候，位置是 6，高水位是 8。',
      },
      do: [slowDown, ...records(4, 8)],
      until: positionIs(6),
      withinMs: 30_000,
      focus: ['consumer-1', FIRST],
      predict: {
        ask: { en: 'What is the lag of consumer 1 in orders-0?', zh: '消费者 1 在 orders-0 的 Lag 是多少？' },
        answer: { select: 'recordsLag', of: READ },
        why: { en: '8 − 6 = 2: the high watermark minus the position.', zh: '8 − 6 = 2：高水位减去位置。' },
      },
    },
    {
      title: { en: 'The tool and the metric differ', zh: '工具和指标，数字不同' },
      say: {
        en: 'Eight seconds later the position is 8, and records-lag is 0: everything has been handed to the application. But a7 is still being processed, and the last commit said 6. kafka-consumer-groups.sh asks the brokers, who know only committed offsets; it works when the consumer is dead, too, and it is always a little behind.',
        zh: '八秒后位置到了 8，records-lag 是 0：消息都交给应用程序了。可是 a7 还在处理，最近一次提交是 6。kafka-consumer-groups.sh 问的是 Broker，而 Broker 只知道已提交位移；消费者宕机时它照样可用，但数字总要慢一点。',
      },
      do: [],
      until: [positionIs(8), committedIs(6)],
      withinMs: 30_000,
      focus: ['consumer-1'],
      predict: {
        ask: { en: 'Which LAG does kafka-consumer-groups.sh --describe print for orders-0?', zh: 'kafka-consumer-groups.sh --describe 为 orders-0 打印的 LAG 是多少？' },
        options: [0, 1, 2].map((value) => ({ value, label: { en: String(value), zh: String(value) } })),
        answer: { select: 'committedLag', of: COMMITTED },
        why: { en: '8 − 6 = 2: the end of the log minus the committed offset.', zh: '8 − 6 = 2：日志末端减去已提交位移。' },
      },
    },
    {
      title: { en: 'The other end comes closer', zh: '另一头追上来了' },
      say: {
        en: 'Six more records arrive, a8 to a13. These topics keep records for twelve seconds (retention.ms) instead of a week, and now the brokers look for old segments: everything up to a7 goes, and the log of orders-0 starts at 8. The position is 10. In orders-1 the lead is 0, but so is the lag: there is nothing left to lose; a small lead is a warning only where there is lag.',
        zh: '又来了六条消息，a8 到 a13。这里的主题只保留十二秒（retention.ms），而不是一周；现在 Broker 开始清理旧的日志段：a7 及之前的都删掉了，orders-0 的日志从 8 开始。位置是 10。orders-1 的 Lead 是 0，但 Lag 也是 0，没有什么可丢的；只有还有 Lag 时，Lead 变小才是警报。',
      },
      do: records(8, 14),
      until: { fact: 'LogStartOffsetAdvanced', where: { brokerId: 1, partition: 'orders-0' } },
      withinMs: 60_000,
      focus: [FIRST, 'consumer-1'],
      predict: {
        ask: { en: 'Its lag is 4. What is the lead of consumer 1 in orders-0?', zh: 'Lag 是 4。消费者 1 在 orders-0 的 Lead 是多少？' },
        answer: { select: 'recordsLead', of: READ },
        why: { en: '10 − 8 = 2. Retention goes on by time, the consumer does not keep up: soon the log will start after the next record it wants.', zh: '10 − 8 = 2。保留时间照样流逝，消费者却跟不上：很快，日志的起点就会越过它的位置。' },
      },
    },
    {
      title: { en: 'Overtaken', zh: '被超过了' },
      say: {
        en: 'Five seconds later the rest is too old as well, and the log starts at 14. Consumer 1 still has a10 in hand and a11 in memory; its Fetch for offset 12 is answered with OFFSET_OUT_OF_RANGE. auto.offset.reset=earliest takes it to 14, and that is what it commits. a12 and a13 were never read by anybody, and no error was raised.',
        zh: '五秒后，剩下的也过期了，日志从 14 开始。消费者 1 手上有 a10，内存里还有 a11；接着拉取位移 12，答复是 OFFSET_OUT_OF_RANGE。auto.offset.reset=earliest 把它带到 14，提交的也是 14。a12 和 a13 从未被读到，也没有任何报错。',
      },
      do: [],
      until: [{ fact: 'OffsetReset', where: { consumer: 'consumer-1', partition: 'orders-0', to: 14 } }, committedIs(14)],
      withinMs: 60_000,
      focus: ['consumer-1', FIRST],
      predict: {
        ask: { en: 'Two records have gone unread. What does the lag of orders-0 say?', zh: '有两条消息没读就没了。orders-0 的 Lag 是多少？' },
        options: [0, 2].map((value) => ({ value, label: { en: String(value), zh: String(value) } })),
        answer: { select: 'recordsLag', of: READ },
        why: { en: '0, as if all were well: lag counts what is still there to be read. Only the lead had given a warning.', zh: '0，好像一切正常：Lag 只数还在的消息。事先发出警报的只有 Lead。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'longer-retention',
      label: { en: 'What if somebody raises retention.ms in time?', zh: '如果有人及时调大 retention.ms 呢？' },
      fromScene: 3,
      do: [setTopic('retention.ms', '604800000')],
      scenes: [
        {
          title: { en: 'Slow, but nothing is lost', zh: '慢，但一条不丢' },
          say: {
            en: 'Somebody watched the lead and sets retention.ms back to a week before the six records arrive. Nothing is deleted, and consumer 1 works through them, four seconds each. Retention has to be longer than the longest time a consumer may be behind.',
            zh: '有人盯着 Lead，在六条消息到来之前把 retention.ms 调回一周。什么也没删，消费者 1 一条四秒，慢慢处理完。保留时间要长于消费者可能落后的最长时间。',
          },
          do: records(8, 14),
          until: committedIs(14),
          withinMs: 60_000,
          focus: ['consumer-1', FIRST],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The position is 14', zh: '位置是 14' }, select: 'position', of: READ, is: 14 },
    { say: { en: 'The high watermark is 14, so the lag is 0', zh: '高水位是 14，所以 Lag 是 0' }, select: 'recordsLag', of: READ, is: 0 },
    { say: { en: 'The log starts at 14, so the lead is 0', zh: '日志从 14 开始，所以 Lead 是 0' }, select: 'recordsLead', of: READ, is: 0 },
    { say: { en: 'records-lag-max is 0 as well', zh: 'records-lag-max 也是 0' }, select: 'recordsLagMax', of: 'consumer-1', is: 0 },
    { say: { en: 'and the committed offset is 14: the tool prints a LAG of 0', zh: '已提交位移是 14，工具打印的 LAG 也是 0' }, select: 'committedLag', of: COMMITTED, is: 0 },
    { say: { en: 'a11 was processed', zh: 'a11 处理过' }, facts: { fact: 'RecordProcessed', where: { value: 'a11' } }, count: 1 },
    { say: { en: 'a12 was not', zh: 'a12 没有' }, facts: { fact: 'RecordProcessed', where: { value: 'a12' } }, count: 0 },
    { say: { en: 'nor was a13', zh: 'a13 也没有' }, facts: { fact: 'RecordProcessed', where: { value: 'a13' } }, count: 0 },
    { branch: 'longer-retention', say: { en: 'Longer retention: a13 was processed', zh: '保留更久：a13 处理过' }, facts: { fact: 'RecordProcessed', where: { value: 'a13' } }, count: 1 },
    { branch: 'longer-retention', say: { en: 'Longer retention: the lag is 0', zh: '保留更久：Lag 是 0' }, select: 'recordsLag', of: READ, is: 0 },
    { branch: 'longer-retention', say: { en: 'Longer retention: and the lead is 14', zh: '保留更久：Lead 是 14' }, select: 'recordsLead', of: READ, is: 14 },
  ],
});
