import { term } from './term.ts';

/** What happens between `send` and the broker, and in transactions. */
export const producingTerms = [
  term('key-hash', 'P1', ['murmur2', 'key hash'], ['murmur2', '键的哈希值'], {
    en: 'The number by which a producer chooses the partition of a key: the same key always goes to the same one, until partitions are added.',
    zh: '生产者据此为消息键选择分区的数值：同一个键总进入同一个分区，直到分区数增加。',
  }),
  term('sticky-partitioner', 'P1', ['sticky partitioner', 'KIP-480'], ['粘性分区策略', 'KIP-480'], {
    en: 'Sends records without a key to one partition until a batch is complete, and then to another (since 2.4).',
    zh: '无键的消息先集中发往一个分区，凑成一批后再换下一个（2.4 起）。',
  }),
  term('uniform-partitioner', 'P1', ['uniform sticky partitioner', 'KIP-794'], ['均匀粘性分区策略', 'KIP-794'], {
    en: 'A sticky partitioner that changes by bytes sent, so that slow brokers do not get more than others (since 3.3).',
    zh: '按发送的字节数更换分区的粘性策略，避免慢的 Broker 反而分到更多（3.3 起）。',
  }),
  term('sender', 'P2', ['Sender thread'], ['Sender 线程'], {
    en: 'The background thread of a producer, which takes batches from the accumulator and talks to the brokers.',
    zh: '生产者的后台线程，从消息累加器取走批次，负责与 Broker 通信。',
  }),
  term('batch-size', 'P2', ['batch.size'], ['batch.size'], {
    en: 'How many bytes a producer’s batch may hold; a full one is sent without lingering.',
    zh: '生产者的一个批次最多多少字节；满了就发，不再等待。',
  }),
  term('buffer-memory', 'P2', ['buffer.memory'], ['buffer.memory'], {
    en: 'The memory for records that are not sent yet; when it is full, `send` blocks.',
    zh: '存放尚未发出的消息的内存，用完后 `send` 会阻塞。',
  }),
  term('callback', 'P3', ['callback'], ['回调'], {
    en: 'A function of the program’s that is called with the outcome of a request sent earlier.',
    zh: '程序提供的函数，先前发出的请求有了结果时被调用。',
  }),
  term('fire-and-forget', 'P3', ['fire and forget'], ['发后即忘'], {
    en: 'Sending without looking at the outcome, so that nobody hears of a failure.',
    zh: '只管发送、不看结果，失败了也没人知道。',
  }),
  term('transaction-log', 'P6', ['__transaction_state', 'transaction log'], ['__transaction_state', '事务日志'], {
    en: 'The internal topic in which transaction coordinators keep the state of every transaction.',
    zh: '事务协调者保存各事务状态的内部主题。',
  }),
  term('end-txn', 'P6', ['AddPartitionsToTxn', 'EndTxn'], ['AddPartitionsToTxn', 'EndTxn'], {
    en: 'The requests by which a producer tells its coordinator where a transaction writes, and how it shall end.',
    zh: '生产者告诉事务协调者事务写往哪些分区、以及如何结束的两个请求。',
  }),
  term('aborted-index', 'P7', ['transaction index', 'aborted-transaction index', 'aborted transaction index'], ['事务索引', '中止事务索引'], {
    en: 'A file beside a segment that lists its aborted transactions, by which `read_committed` readers leave their records out.',
    zh: '日志段旁列出已中止事务的文件，`read_committed` 的消费者据此跳过其中的消息。',
  }),
  term('consume-transform-produce', 'P9', ['consume–transform–produce', 'consume-transform-produce'], ['消费-处理-生产', '消费–处理–生产'], {
    en: 'Reading from topics, computing, and writing the results to topics, in one transaction where each input may count only once.',
    zh: '从主题读取、处理、再把结果写回主题；要求每条输入只算一次时，放进同一个事务。',
  }),
  term('idle-connection', 'P10', ['idle connection', 'connections.max.idle.ms'], ['空闲连接', 'connections.max.idle.ms'], {
    en: 'A connection on which nothing has travelled for `connections.max.idle.ms`; it is closed, unless that is -1.',
    zh: '超过 `connections.max.idle.ms` 没有数据的连接，会被关闭；设为 -1 则永不关闭。',
  }),
  term('crc', 'P12', ['CRC', 'checksum'], ['CRC', '校验和'], {
    en: 'A number by which damage is noticed: one a record in the old formats, one a batch since version 2.',
    zh: '用来发现数据损坏的数值：旧格式每条消息一个，自 v2 起每个批次一个。',
  }),
  term('max-message-bytes', 'P13', ['message.max.bytes', 'max.message.bytes'], ['message.max.bytes', 'max.message.bytes'], {
    en: 'The largest batch that a broker, or a topic, takes, after compression.',
    zh: 'Broker 或主题接受的最大批次，按压缩后的大小计算。',
  }),
  term('retriable', 'P13', ['retriable'], ['可重试'], {
    en: 'Said of an error that may pass, so that the client itself tries again; a fatal one is handed to the program.',
    zh: '可能自行消失的错误，由客户端再试；致命的错误则直接交给程序。',
  }),
] as const;
