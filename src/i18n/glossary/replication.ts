import { term } from './term.ts';

/** Replicas, what they agree on, and what happens when one of them fails. */
export const replicationTerms = [
  term('broker', 'R1', ['broker'], ['Broker', '服务端节点'], {
    en: 'One server of a Kafka cluster: it keeps replicas on its disks and answers clients and the other brokers.',
    zh: 'Kafka 集群中的一台服务器：在磁盘上保存副本，响应客户端和其他 Broker 的请求。',
  }),
  term('cluster', 'R16', ['cluster'], ['集群'], {
    en: 'All brokers that know one another through the same controller, together with the data they hold.',
    zh: '由同一个控制器管理的全部 Broker，以及它们保存的数据。',
  }),
  term('topic', 'A9', ['topic'], ['主题'], {
    en: 'A named stream of records, split into partitions.',
    zh: '一类消息的名称，其中的消息分散在若干分区里。',
  }),
  term('partition', 'R2', ['partition'], ['分区'], {
    en: 'One ordered log of a topic: order is kept within it, and only within it.',
    zh: '主题下的一份有序日志：只在同一个分区内保证顺序。',
  }),
  term('replica', 'R2', ['replica'], ['副本'], {
    en: 'A copy of a partition on one broker.',
    zh: '分区在某台 Broker 上的一份拷贝。',
  }),
  term('leader', 'R1', ['leader', 'leader replica'], ['领导者副本', '领导者', 'Leader'], {
    en: 'The replica of a partition that takes all writes and, unless the cluster allows reading from followers, all reads.',
    zh: '分区中负责全部写入的那个副本；除非集群允许从追随者读取，读取也都由它负责。',
  }),
  term('follower', 'R1', ['follower', 'follower replica'], ['追随者副本', '追随者', 'Follower'], {
    en: 'A replica that copies the leader’s log by fetching from it, as a consumer does.',
    zh: '像消费者一样不断向领导者拉取、复制其日志的副本。',
  }),
  term('assigned-replicas', 'R18', ['assigned replicas', 'assignment order', 'AR'], ['副本列表', 'AR'], {
    en: 'All replicas a partition should have, in the order in which they are preferred as leader.',
    zh: '一个分区应有的全部副本，按成为领导者的优先次序排列。',
  }),
  term('replication-factor', 'R19', ['replication factor'], ['副本因子'], {
    en: 'How many replicas each partition of a topic has.',
    zh: '主题的每个分区有几个副本。',
  }),
  term('isr', 'R3', ['ISR', 'in-sync replica'], ['ISR', '同步副本集合', '同步副本'], {
    en: 'The leader and those followers that have caught up with it recently enough; a record is committed once all of them have it.',
    zh: '领导者以及最近追上过它的追随者；一条消息到达其中每一个副本后才算已提交。',
  }),
  term('out-of-sync', 'R3', ['out of sync', 'falls behind', 'records behind', 'seconds behind', 'OSR'], ['不同步', '落后', 'OSR'], {
    en: 'Said of a follower that has not caught up with the leader for longer than `replica.lag.time.max.ms`.',
    zh: '追随者超过 `replica.lag.time.max.ms` 仍未追上领导者，就算不同步。',
  }),
  term('log-end-offset', 'R2', ['log end offset', 'LEO'], ['日志末端位移', 'LEO'], {
    en: 'The offset that the next record appended to a replica’s log will get.',
    zh: '副本日志中下一条被追加的消息将得到的位移。',
  }),
  term('high-watermark', 'R2', ['high watermark', 'HW'], ['高水位', 'HW'], {
    en: 'The offset below which every record is committed, and up to which consumers may read.',
    zh: '低于它的消息都已提交，消费者最多读到这里为止。',
  }),
  term('low-watermark', 'R20', ['low watermark', 'LW'], ['低水位', 'LW'], {
    en: 'The smallest log start offset among a partition’s live replicas: what lies below it is deleted everywhere.',
    zh: '分区所有存活副本中最小的日志起始位移：低于它的消息在各处都已删除。',
  }),
  term('log-start-offset', 'R20', ['log start offset'], ['日志起始位移'], {
    en: 'The first offset that can still be read from a replica’s log.',
    zh: '副本日志中仍可读取的第一个位移。',
  }),
  term('committed', 'R2', ['committed'], ['已提交'], {
    en: 'Said of a record that every in-sync replica has, so that it lies below the high watermark.',
    zh: '消息已在每个同步副本上，也就是位于高水位之下。',
  }),
  term('acks', 'R1', ['acks', 'acknowledged', 'acknowledgement', 'ack'], ['acks', '应答'], {
    en: 'How much a producer waits for: nothing (0), the leader’s append (1), or the whole ISR (all).',
    zh: '生产者等到哪一步：什么都不等（0）、领导者追加完成（1），还是整个 ISR 都收到（all）。',
  }),
  term('min-isr', 'R4', ['min.insync.replicas', 'min ISR'], ['min.insync.replicas', '最小 ISR'], {
    en: 'The smallest ISR with which the leader still takes records sent with `acks=all`.',
    zh: 'ISR 至少要有这么多副本，领导者才接受以 `acks=all` 发送的消息。',
  }),
  term('leader-epoch', 'R11', ['leader epoch', 'epoch'], ['Leader Epoch', '领导者纪元', '纪元'], {
    en: 'A number that rises with every new leadership of a partition and is kept with each record, so that logs can be compared.',
    zh: '分区每换一次领导关系就加一的编号，随每批消息保存，供副本之间比对日志。',
  }),
  term('offset-for-leader-epoch', 'R11', ['OffsetForLeaderEpoch'], ['OffsetForLeaderEpoch'], {
    en: 'The request by which a follower asks the leader where an epoch ends, to cut its own log there.',
    zh: '追随者询问领导者某个纪元在何处结束的请求，据此截断自己的日志。',
  }),
  term('truncation', 'R9', ['truncation', 'truncate', 'truncated', 'cuts its log', 'cut its log'], ['日志截断', '截断'], {
    en: 'A follower cutting off the end of its log where it differs from the leader’s, before it fetches on.',
    zh: '追随者在继续拉取之前，把自己日志中与领导者不一致的尾部切掉。',
  }),
  term('leader-election', 'R5', ['leader election', 'election', 'elect'], ['领导者选举', '选举'], {
    en: 'The controller’s choice of a new leader for a partition: the first live in-sync replica in replica order.',
    zh: '控制器为分区选出新领导者：按副本次序取第一个存活的同步副本。',
  }),
  term('unclean-election', 'R7', ['unclean leader election', 'unclean election', 'unclean'], ['Unclean 领导者选举', 'Unclean 选举', 'Unclean'], {
    en: 'Electing a replica outside the ISR when nobody in it is alive: the partition goes on, at the price of records.',
    zh: 'ISR 中无一存活时，让 ISR 之外的副本当选：分区恢复可用，代价是丢消息。',
  }),
  term('preferred-replica', 'R14', ['preferred replica', 'preferred leader'], ['优先副本', '优先领导者'], {
    en: 'The first replica in a partition’s list, which leads when everything is in order.',
    zh: '副本列表中的第一个副本，一切正常时由它担任领导者。',
  }),
  term('eligible-leader-replica', 'R17', ['eligible leader replica', 'ELR'], ['合格领导者副本', 'ELR'], {
    en: 'A replica that left the ISR while it was below its minimum, yet surely has every committed record (since 4.0).',
    zh: 'ISR 低于最小值期间离开、但确定拥有全部已提交消息的副本（4.0 起）。',
  }),
  term('fencing', 'R15', ['fencing', 'fenced'], ['隔离（fencing）', 'fencing'], {
    en: 'Refusing whoever speaks in the name of an older epoch: a former leader, controller or producer.',
    zh: '拒绝以旧纪元身份发言者：从前的领导者、控制器或生产者。',
  }),
  term('zombie', 'R15', ['zombie'], ['僵尸实例', '僵尸'], {
    en: 'A process that goes on as before, not knowing that another has taken its place.',
    zh: '不知道自己已被取代、仍照旧运行的进程。',
  }),
  term('network-partition', 'R7', ['network partition', 'cut off'], ['网络隔离'], {
    en: 'A split after which two groups of machines no longer reach each other, though both are running.',
    zh: '两部分机器都在运行，彼此之间却不再连通。',
  }),
  term('duplicate', 'R13', ['duplicate'], ['重复'], {
    en: 'A second copy of a record, as a retry makes when only the acknowledgement was lost.',
    zh: '同一条消息的第二份：丢的其实只是应答，重试却又写了一遍。',
  }),
  term('retry', 'R13', ['retry', 'retries'], ['重试'], {
    en: 'Sending a request again after an error that may pass, or after no answer at all.',
    zh: '遇到可能很快消失的错误，或者没等到应答时，把请求再发一次。',
  }),
  term('page-cache', 'R16', ['page cache'], ['页缓存'], {
    en: 'Memory in which the operating system keeps written data until it goes to the disk; a power cut empties it, a dying process does not.',
    zh: '操作系统暂存写入数据的内存：进程退出时它还在，断电时就没了。',
  }),
  term('flush', 'R16', ['flush', 'flushed', 'unflushed'], ['落盘', '刷盘'], {
    en: 'Making the operating system write a log from the page cache to the disk; Kafka relies on replicas instead and seldom asks for it.',
    zh: '让操作系统把日志从页缓存写入磁盘；Kafka 主要靠副本，很少要求这样做。',
  }),
  term('under-replicated', 'R18', ['under-replicated'], ['副本不足'], {
    en: 'Said of a partition whose ISR lacks one of its replicas, those not counted that a reassignment is still adding.',
    zh: '分区的 ISR 中缺了某个副本（重分配时正在添加的副本不算）。',
  }),
  term('offline', 'R7', ['offline', 'no leader'], ['离线', '没有领导者'], {
    en: 'Said of a partition that has no leader: nobody can write to it or read from it.',
    zh: '分区没有领导者，既不能写也不能读。',
  }),
  term('reassignment', 'R18', ['reassignment'], ['分区重分配', '重分配'], {
    en: 'Moving a partition to other brokers: new replicas catch up first, then the old ones are dropped.',
    zh: '把分区迁到其他 Broker：先让新副本追上，再去掉旧副本。',
  }),
  term('rack', 'R19', ['rack'], ['机架'], {
    en: 'A label for brokers that may fail together; replicas are spread over racks.',
    zh: '标出可能一起出故障的 Broker，副本会尽量分散到不同机架。',
  }),
  term('purgatory', 'A2', ['purgatory', 'parked', 'parks', 'DelayedProduce', 'DelayedFetch', 'DelayedJoin'], ['炼狱', '延迟操作', 'DelayedProduce', 'DelayedFetch', 'DelayedJoin'], {
    en: 'Where a broker keeps requests that cannot be answered yet, until what they wait for happens or their time is up.',
    zh: 'Broker 存放暂时无法答复的请求之处，等到条件满足或时限已到再答复。',
  }),
] as const;
