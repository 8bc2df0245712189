import type { Text } from './text.ts';

/** One way in which a record is lost or comes twice, the lesson that plays it, and what prevents it. */
export interface LossCase {
  /** The lesson's id. */
  readonly lesson: string;
  readonly when: Text;
  readonly cure: Text;
}

export interface LossQuestion {
  readonly id: 'loses' | 'duplicates';
  readonly ask: Text;
  readonly cases: readonly LossCase[];
}

export const lossTexts = {
  open: { en: 'When does Kafka lose or repeat data?', zh: 'Kafka 何时丢数据、何时重复？' },
  cure: { en: 'What prevents it:', zh: '怎样避免：' },
} satisfies Record<string, Text>;

/** The cases of the replication track, by the question that people ask. Code stands between backticks. */
export const LOSS_QUESTIONS: readonly LossQuestion[] = [
  {
    id: 'loses',
    ask: { en: 'When does Kafka lose an acknowledged record?', zh: '已经应答的消息，Kafka 什么时候会丢？' },
    cases: [
      {
        lesson: 'acks-one-loss',
        when: { en: 'The leader answers before any follower has the record, then crashes.', zh: '领导者在任何追随者拿到消息之前就应答了，随后宕机。' },
        cure: { en: '`acks=all`', zh: '`acks=all`' },
      },
      {
        lesson: 'unclean-election',
        when: { en: 'A replica outside the ISR is elected because no other is left.', zh: 'ISR 里没有活着的副本，于是选出了 ISR 之外的副本。' },
        cure: { en: '`unclean.leader.election.enable=false`, and patience', zh: '`unclean.leader.election.enable=false`，并且愿意等' },
      },
      {
        lesson: 'acks-all-is-not-enough',
        when: { en: '`acks=all` waits for the whole ISR, and the ISR is the leader alone. Then its disk fails.', zh: '`acks=all` 等的是整个 ISR，而 ISR 只剩领导者自己；随后它的磁盘坏了。' },
        cure: { en: '`min.insync.replicas=2`', zh: '`min.insync.replicas=2`' },
      },
      {
        lesson: 'truncation-loses',
        when: { en: 'Before 0.11: a follower cuts its log at a high watermark that is behind, and becomes the leader.', zh: '0.11 之前：追随者按落后的高水位截断日志，接着自己当选领导者。' },
        cure: { en: 'leader epochs (Kafka 0.11 and later)', zh: 'Leader Epoch（Kafka 0.11 起）' },
      },
      {
        lesson: 'truncation-diverges',
        when: { en: 'Before 0.11: after a power cut everywhere, two replicas keep different records at the same offset.', zh: '0.11 之前：全体断电之后，两个副本在同一位移上留着不同的消息。' },
        cure: { en: 'leader epochs keep the logs equal; flushing keeps the record', zh: 'Leader Epoch 使日志一致；刷盘才能留住消息' },
      },
      {
        lesson: 'zombie-leader',
        when: { en: 'A leader that is cut off goes on answering `acks=1`, and truncates when it comes back.', zh: '与集群断开的领导者仍在以 `acks=1` 应答，回来后又把这些消息截掉。' },
        cure: { en: '`acks=all` with `min.insync.replicas=2`', zh: '`acks=all` 加 `min.insync.replicas=2`' },
      },
      {
        lesson: 'power-loss',
        when: { en: 'All brokers lose power before the page cache was flushed.', zh: '页缓存还没刷盘，所有 Broker 同时断电。' },
        cure: { en: 'replicas that do not share a power supply, or `flush.messages=1`', zh: '副本不共用电源，或者 `flush.messages=1`' },
      },
    ],
  },
  {
    id: 'duplicates',
    ask: { en: 'When does a record come twice?', zh: '消息什么时候会重复？' },
    cases: [
      {
        lesson: 'duplicate-on-retry',
        when: { en: 'The answer is lost with the leader, and the producer sends the record again.', zh: '应答随领导者一起丢了，生产者把消息又发了一遍。' },
        cure: { en: '`enable.idempotence=true`', zh: '`enable.idempotence=true`' },
      },
    ],
  },
];
