import { term } from './term.ts';

/** Producers, consumers, and how they speak to brokers. */
export const clientTerms = [
  term('producer', 'R1', ['producer'], ['生产者'], {
    en: 'A client that sends records to the leaders of partitions.',
    zh: '向分区领导者发送消息的客户端。',
  }),
  term('consumer', 'R2', ['consumer'], ['消费者'], {
    en: 'A client that reads records in the order of their offsets, at its own pace.',
    zh: '按位移顺序、以自己的速度读取消息的客户端。',
  }),
  term('metadata', 'R1', ['metadata'], ['元数据'], {
    en: 'Which brokers there are and who leads which partition, as clients ask for it before they send or read.',
    zh: '有哪些 Broker、各分区由谁领导；客户端在收发之前先要问清。',
  }),
  term('bootstrap', 'P10', ['bootstrap server', 'bootstrap'], ['引导服务器'], {
    en: 'A broker whose address the client was given, only to learn the others from it.',
    zh: '客户端最初知道的 Broker 地址，只用来了解其余的 Broker。',
  }),
  term('produce', 'R1', ['Produce'], ['Produce'], {
    en: 'The request with which a producer hands batches to a leader.',
    zh: '生产者把批次交给领导者的请求。',
  }),
  term('fetch', 'R2', ['Fetch'], ['Fetch'], {
    en: 'The request with which followers and consumers ask a leader for records from an offset on.',
    zh: '追随者和消费者向领导者索取某个位移之后消息的请求。',
  }),
  term('long-poll', 'A3', ['long poll', 'long polling'], ['长轮询'], {
    en: 'A request that waits at the broker until there is something to answer, or until its time is up.',
    zh: '请求在 Broker 处等待，有数据或到时限才答复。',
  }),
  term('partitioner', 'P1', ['partitioner'], ['分区器', '分区策略'], {
    en: 'The part of a producer that chooses a record’s partition: by hash of its key, or else by batches in turn.',
    zh: '生产者中决定消息进入哪个分区的部分：有键按哈希，无键按批次轮换。',
  }),
  term('accumulator', 'P2', ['record accumulator', 'accumulator', 'RecordAccumulator'], ['消息累加器', 'RecordAccumulator'], {
    en: 'Where a producer collects records into batches, one queue per partition, until its Sender thread takes them.',
    zh: '生产者按分区把消息攒成批次之处，等 Sender 线程取走。',
  }),
  term('linger', 'P2', ['linger.ms'], ['linger.ms'], {
    en: 'How long a producer waits for more records before it sends a batch that is not full.',
    zh: '批次未满时，生产者愿意再等多久才发送。',
  }),
  term('in-flight', 'P4', ['in flight', 'max.in.flight.requests.per.connection'], ['在途请求', 'max.in.flight.requests.per.connection'], {
    en: 'Said of requests that were sent on a connection and not answered yet.',
    zh: '已在连接上发出、尚未得到答复的请求。',
  }),
  term('delivery-timeout', 'P3', ['delivery.timeout.ms', 'delivery timeout'], ['delivery.timeout.ms', '投递时限'], {
    en: 'How long after `send` a producer goes on trying before it reports failure.',
    zh: '从 `send` 算起，生产者最多尝试多久，之后报告失败。',
  }),
  term('backoff', 'P3', ['backoff'], ['退避'], {
    en: 'A pause before the next try, so that a struggling broker is not asked all the time.',
    zh: '再次尝试之前的停顿，免得不停打扰吃力的 Broker。',
  }),
  term('interceptor', 'P11', ['interceptor'], ['拦截器'], {
    en: 'Code of the user’s that sees every record on its way out of a producer or into a consumer.',
    zh: '用户写的代码，在消息离开生产者或进入消费者时经手每一条。',
  }),
  term('serializer', 'P2', ['serializer'], ['序列化器'], {
    en: 'Code that turns keys and values into bytes; brokers know only bytes.',
    zh: '把键和值变成字节的代码；Broker 只认识字节。',
  }),
  term('idempotent-producer', 'R13', ['idempotent producer', 'idempotent', 'idempotence', 'enable.idempotence'], ['幂等生产者', '幂等', 'enable.idempotence'], {
    en: 'A producer whose retries are recognised by the leader, so that no record of a session is stored twice.',
    zh: '领导者能认出其重试的生产者：同一会话内，消息不会存两份。',
  }),
  term('producer-id', 'P5', ['producer id', 'PID'], ['生产者 ID', 'PID'], {
    en: 'The number a broker gives to an idempotent producer; a restart without a transactional id brings another.',
    zh: 'Broker 发给幂等生产者的编号；没有事务 ID 时，重启会换一个。',
  }),
  term('sequence-number', 'R13', ['sequence number'], ['序列号'], {
    en: 'A number that an idempotent producer counts up per partition, by which the leader spots repeats and gaps.',
    zh: '幂等生产者按分区递增的编号，领导者据此发现重复和缺口。',
  }),
  term('transaction', 'P6', ['transaction'], ['事务'], {
    en: 'Records in several partitions, and offsets, that become visible together or not at all.',
    zh: '跨多个分区的消息和位移，要么一起可见，要么都不可见。',
  }),
  term('transactional-id', 'P6', ['transactional id', 'transactional.id'], ['事务 ID', 'transactional.id'], {
    en: 'A name by which a producer is known again after a restart, so that its predecessor can be fenced.',
    zh: '生产者重启后仍被认出的名称，前一个实例由此被隔离。',
  }),
  term('transaction-coordinator', 'P6', ['transaction coordinator'], ['事务协调者'], {
    en: 'The broker that keeps a transaction’s state and writes its end into every partition concerned.',
    zh: '保存事务状态、并把事务的结局写进每个相关分区的 Broker。',
  }),
  term('transaction-marker', 'P6', ['transaction marker', 'control record'], ['事务标记', '控制消息'], {
    en: 'A record that no application sees and that tells where a transaction was committed or aborted.',
    zh: '应用看不到的消息，标明事务在此提交或中止。',
  }),
  term('last-stable-offset', 'P6', ['last stable offset', 'LSO'], ['最后稳定位移', 'LSO'], {
    en: 'The offset of the first record of a transaction still open, or the high watermark: `read_committed` reads up to there.',
    zh: '最早的未结束事务的第一条消息的位移，没有则为高水位：`read_committed` 读到此为止。',
  }),
  term('read-committed', 'P6', ['read_committed', 'isolation level'], ['read_committed', '隔离级别'], {
    en: 'The setting with which a consumer sees nothing of open or aborted transactions; `read_uncommitted` sees everything.',
    zh: '消费者看不到未结束或已中止事务中的消息；`read_uncommitted` 则全都看得到。',
  }),
  term('delivery-semantics', 'G11', ['at least once', 'at most once', 'delivery semantics'], ['至少一次', '至多一次', '投递语义'], {
    en: 'What is promised of each record when something fails: processed again perhaps, or skipped perhaps.',
    zh: '出故障时对每条消息的保证：可能处理两遍，还是可能漏掉。',
  }),
  term('exactly-once', 'P9', ['exactly once', 'exactly-once'], ['精确一次'], {
    en: 'Every input has its effect once, since results and consumed offsets are committed in one transaction.',
    zh: '结果与已消费的位移在同一事务中提交，每条输入恰好生效一次。',
  }),
] as const;
