import { term } from './term.ts';

/** Why Kafka is built as it is. */
export const architectureTerms = [
  term('raft', 'Z5', ['Raft'], ['Raft'], {
    en: 'A protocol by which voters keep one log in agreement: the leader that a majority elected writes it, and what a majority has is committed.',
    zh: '让多个投票者的日志保持一致的协议：由多数派选出的领导者写入，多数派都有的才算已提交。',
  }),
  term('decoupling', 'A1', ['decoupling', 'decoupled'], ['解耦'], {
    en: 'Producers and consumers need not know one another, nor be there at the same time.',
    zh: '生产者和消费者不必互相知道，也不必同时在线。',
  }),
  term('pull-model', 'A3', ['pull model', 'push model'], ['拉取模型', '推送模型'], {
    en: 'Kafka’s consumers ask for records when they have room; a broker that pushed could overrun a slow one.',
    zh: 'Kafka 的消费者有余力时才去拉取；若由 Broker 推送，慢的消费者可能被压垮。',
  }),
  term('read-write-split', 'A4', ['read/write split', 'read-write split'], ['读写分离'], {
    en: 'Writing to one replica and reading from the others; Kafka rather spreads its leaders over the brokers.',
    zh: '写一个副本、读其他副本；Kafka 的做法则是把领导者分散到各 Broker。',
  }),
  term('read-your-writes', 'A4', ['read-your-writes', 'read your writes'], ['读己之写'], {
    en: 'The promise that whoever wrote something finds it in all later reads.',
    zh: '写入者此后的每次读取都能读到自己所写的内容。',
  }),
  term('monotonic-reads', 'A4', ['monotonic reads', 'monotonic read'], ['单调读'], {
    en: 'The promise that a later read never shows less than an earlier one did.',
    zh: '后一次读取不会比前一次看到的更旧。',
  }),
  term('throughput', 'A8', ['throughput'], ['吞吐量'], {
    en: 'How many records, or bytes, get through in a second.',
    zh: '每秒能通过多少条消息或多少字节。',
  }),
] as const;
