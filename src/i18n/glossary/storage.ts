import { term } from './term.ts';

/** Records and the files they lie in. */
export const storageTerms = [
  term('record', 'R1', ['record'], ['消息'], {
    en: 'What a producer sends and a consumer reads: a key, a value, a timestamp and headers.',
    zh: '生产者发送、消费者读取的数据：由键、值、时间戳和消息头组成。',
  }),
  term('record-batch', 'P12', ['record batch', 'batch'], ['消息批次', '批次'], {
    en: 'Records that are sent, compressed and stored together.',
    zh: '一起发送、一起压缩、一起存储的若干条消息。',
  }),
  term('key', 'P1', ['message key', 'record key'], ['消息键'], {
    en: 'The part of a record that chooses its partition and, with compaction, tells which records replace one another.',
    zh: '决定消息进入哪个分区；启用压实时，还决定哪些消息互相取代。',
  }),
  term('offset', 'R2', ['offset'], ['位移'], {
    en: 'A record’s place in its partition, counted from 0 and never given twice in one history.',
    zh: '消息在分区中的位置，从 0 开始编号，在同一段历史中不会重复。',
  }),
  term('log', 'R2', ['log'], ['日志'], {
    en: 'A replica’s records in the order of their offsets, in files that are only ever appended to or cut.',
    zh: '副本按位移顺序保存的消息，所在文件只会追加或截断。',
  }),
  term('segment', 'S1', ['segment', 'log segment'], ['日志段'], {
    en: 'One piece of a log: a file of records with its indexes, named after its first offset.',
    zh: '日志的一节：一个消息文件及其索引，以第一个位移命名。',
  }),
  term('active-segment', 'S1', ['active segment'], ['活跃段', '活跃日志段'], {
    en: 'The newest segment, the only one that is written to.',
    zh: '最新的日志段，也是唯一会被写入的那个。',
  }),
  term('offset-index', 'S1', ['offset index', 'sparse index'], ['位移索引', '稀疏索引'], {
    en: 'A small file that knows for some offsets where they lie in the segment; from there it is read on.',
    zh: '只记下部分位移在日志段中的位置，再从那里顺序往后找。',
  }),
  term('time-index', 'S1', ['time index'], ['时间戳索引'], {
    en: 'A small file that leads from a timestamp to an offset.',
    zh: '由时间戳查位移的小文件。',
  }),
  term('retention', 'S2', ['retention'], ['保留策略', '保留时间', '留存'], {
    en: 'How long, or how many bytes of, old records are kept before whole segments are deleted.',
    zh: '旧消息保留多久或多少字节，超出后按整个日志段删除。',
  }),
  term('delete-records', 'R20', ['DeleteRecords', 'kafka-delete-records.sh'], ['DeleteRecords', 'kafka-delete-records.sh'], {
    en: 'The request that moves a partition’s log start offset forward, so that everything before it is gone.',
    zh: '把分区的日志起始位移向前推进的请求，之前的消息就此删除。',
  }),
  term('compaction', 'S3', ['compaction', 'compacted'], ['日志压实', '压实'], {
    en: 'Keeping at least the latest value of every key, instead of deleting by age.',
    zh: '不按时间删除，而是为每个键至少保留最新的值。',
  }),
  term('log-roll', 'S1', ['log rolling', 'rolls a segment'], ['滚动日志段'], {
    en: 'Closing the active segment and beginning another, because it is full or old enough.',
    zh: '关闭写满或够旧的活跃段，另开一个新的日志段。',
  }),
  term('log-cleaner', 'S3', ['log cleaner', 'cleaner'], ['日志清理器', '清理线程', '清理器'], {
    en: 'The threads of a broker that compact logs; the part of a log they have not come to yet is called dirty.',
    zh: 'Broker 中执行日志压实的线程；它们尚未处理到的那部分日志称为“脏”的。',
  }),
  term('delete-retention', 'S3', ['delete.retention.ms'], ['delete.retention.ms'], {
    en: 'How long a tombstone is kept after cleaning, so that whoever reads on from before it still sees it.',
    zh: '清理之后墓碑消息还保留多久，让读得慢的消费者仍能看到它。',
  }),
  term('down-conversion', 'S4', ['down-conversion'], ['向下转换'], {
    en: 'A broker’s rewriting of batches into an older format for an old client, which costs the zero copy.',
    zh: 'Broker 为旧客户端把批次改写成旧格式，代价是用不上零拷贝。',
  }),
  term('sequential-write', 'S4', ['sequential write'], ['顺序写'], {
    en: 'Writing only at a file’s end, which disks and the page cache do fastest.',
    zh: '只在文件末尾写入，对磁盘和页缓存来说最快。',
  }),
  term('tombstone', 'S3', ['tombstone'], ['墓碑消息', '墓碑'], {
    en: 'A record with a key and no value, which tells compaction to forget the key.',
    zh: '有键无值的消息，告诉压实可以忘掉这个键。',
  }),
  term('compression', 'P12', ['compression', 'compress', 'compressed'], ['压缩'], {
    en: 'Making a batch smaller, normally once by the producer, undone only by the consumer.',
    zh: '把批次变小：通常由生产者压一次，到消费者才解开。',
  }),
  term('message-format', 'P12', ['message format'], ['消息格式'], {
    en: 'How records are laid out in bytes; since version 2 (0.11) whole batches carry producer id, sequence numbers and leader epoch.',
    zh: '消息的字节布局；自 v2（0.11）起，批次带有生产者 ID、序列号和 Leader Epoch。',
  }),
  term('zero-copy', 'S4', ['zero copy', 'zero-copy', 'sendfile'], ['零拷贝', 'sendfile'], {
    en: 'Sending file contents from the page cache to the network without passing through the process.',
    zh: '数据从页缓存直接发往网络，不经过进程。',
  }),
  term('checkpoint', 'R16', ['checkpoint'], ['检查点'], {
    en: 'A file in which a broker notes from time to time how far it is, such as its high watermarks, to begin from there after a restart.',
    zh: 'Broker 定期记下进度（例如高水位）的文件，重启后从那里开始。',
  }),
] as const;
