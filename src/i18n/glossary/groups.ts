import { term } from './term.ts';

/** Consumers that share the work. */
export const groupTerms = [
  term('consumer-group', 'G1', ['consumer group', 'the group', 'in a group'], ['消费者组', '这个组', '组里'], {
    en: 'Consumers under one name that share partitions, so that each partition is read by one of them.',
    zh: '同名的一组消费者分摊各分区，每个分区由其中一个读取。',
  }),
  term('member', 'G1', ['group member', 'member id', 'list of members'], ['组成员', '成员 ID', '成员名单'], {
    en: 'One consumer of a group, known to the coordinator by a member id.',
    zh: '组内的一个消费者，协调者以成员 ID 认它。',
  }),
  term('group-coordinator', 'G1', ['group coordinator', 'coordinator'], ['组协调者', '协调者'], {
    en: 'The broker that looks after a group: the leader of the `__consumer_offsets` partition that the group’s name hashes to.',
    zh: '负责某个组的 Broker：组名哈希到 `__consumer_offsets` 的哪个分区，就由该分区的领导者担任。',
  }),
  term('group-leader', 'G2', ['group leader'], ['组内领导者'], {
    en: 'The member that works out the assignment for all, in the classic protocol.',
    zh: '经典协议中替全组算出分配方案的成员。',
  }),
  term('rebalance', 'G2', ['rebalance', 'rebalancing'], ['重平衡'], {
    en: 'Dividing the partitions anew when members or partitions come or go.',
    zh: '成员或分区有增减时，重新分配分区。',
  }),
  term('cooperative', 'G10', ['cooperative rebalance', 'cooperative'], ['增量协作式重平衡', '协作式'], {
    en: 'A rebalance in which members give up only the partitions that move; the eager kind gives up all.',
    zh: '只交出要转移的分区的重平衡；积极式则先全部交出。',
  }),
  term('generation', 'G2', ['generation'], ['代（generation）', 'generation', '第 1 代', '第 2 代', '第 3 代'], {
    en: 'A number that rises with each completed rebalance; requests of an older one are refused.',
    zh: '每完成一次重平衡就加一的编号，旧编号的请求会被拒绝。',
  }),
  term('assignor', 'G8', ['assignor', 'assignment strategy'], ['分配策略'], {
    en: 'The rule by which partitions are dealt to members: range, round-robin, sticky or cooperative-sticky.',
    zh: '把分区分给成员的规则：range、round-robin、sticky 或 cooperative-sticky。',
  }),
  term('join-group', 'G1', ['JoinGroup', 'SyncGroup'], ['JoinGroup', 'SyncGroup'], {
    en: 'The two requests of a rebalance: the first gathers the members, the second brings each its partitions.',
    zh: '重平衡的两个请求：前者集合成员，后者给每个成员送来分区。',
  }),
  term('heartbeat', 'G4', ['heartbeat'], ['心跳'], {
    en: 'A small request that says “I am alive”; a group member learns from its answer that a rebalance is on.',
    zh: '说明“我还活着”的小请求；组成员从答复中得知是否正在重平衡。',
  }),
  term('session-timeout', 'G4', ['session timeout', 'session.timeout.ms'], ['会话超时', 'session.timeout.ms'], {
    en: 'How long somebody may stay silent before being taken for dead.',
    zh: '沉默多久就被当作已失效。',
  }),
  term('max-poll-interval', 'G6', ['max.poll.interval.ms'], ['max.poll.interval.ms'], {
    en: 'How long a consumer may take between two calls of `poll` before it leaves its group.',
    zh: '两次调用 `poll` 之间最多隔多久，超过就退出消费者组。',
  }),
  term('static-member', 'G17', ['static member', 'group.instance.id'], ['静态成员', 'group.instance.id'], {
    en: 'A member with a name of its own, whose restart within the session timeout causes no rebalance.',
    zh: '有固定名称的成员，只要在会话超时内重启，就不引发重平衡。',
  }),
  term('committed-offset', 'G5', ['committed offset'], ['已提交位移', '提交位移'], {
    en: 'The offset from which a group will go on reading a partition after a restart or a rebalance.',
    zh: '重启或重平衡之后，组从分区的哪里继续读。',
  }),
  term('auto-commit', 'G11', ['auto-commit', 'enable.auto.commit'], ['自动提交', 'enable.auto.commit'], {
    en: 'A consumer’s habit of committing its position now and then inside `poll`, whether the records were processed or not.',
    zh: '消费者在 `poll` 中定期提交自己的位置，不管消息是否已处理完。',
  }),
  term('consumer-offsets', 'G15', ['__consumer_offsets'], ['__consumer_offsets', '位移主题'], {
    en: 'The internal, compacted topic that holds the committed offsets of all groups.',
    zh: '保存各组已提交位移的内部主题，启用压实。',
  }),
  term('offset-reset', 'R20', ['offset reset', 'auto.offset.reset'], ['位移重置', 'auto.offset.reset'], {
    en: 'Where a consumer begins when it has no committed offset, or when that offset is no longer there.',
    zh: '没有已提交位移、或该位移已不存在时，消费者从哪里开始。',
  }),
  term('lag', 'G18', ['consumer lag', 'records-lag'], ['消费滞后', 'Lag'], {
    en: 'How many records a group has still to read in a partition.',
    zh: '一个组在某分区还有多少消息没读。',
  }),
  term('lead', 'G18', ['consumer lead', 'records-lead'], ['消费领先（Lead）', '消费领先', 'Lead'], {
    en: 'How far a consumer is ahead of the oldest record still kept; near 0, retention is about to overtake it.',
    zh: '消费者领先最旧消息多少；接近 0 时，未读的消息就要被删了。',
  }),
  term('standalone-consumer', 'G13', ['standalone consumer'], ['独立消费者'], {
    en: 'A consumer that names its partitions itself and belongs to no group.',
    zh: '自己指定分区、不参加分组的消费者。',
  }),
  term('consumer-protocol', 'G21', ['KIP-848', 'consumer group protocol', 'member epoch', 'group epoch', 'assignment epoch', 'ConsumerGroupHeartbeat'], ['KIP-848', '新消费者组协议', '成员纪元', '组纪元', '分配纪元', 'ConsumerGroupHeartbeat'], {
    en: 'The group protocol of Kafka 4: the coordinator assigns, and each member moves towards its target by heartbeats.',
    zh: 'Kafka 4 的组协议：由协调者分配，各成员借心跳逐步走向目标。',
  }),
  term('share-group', 'G14', ['share group'], ['共享组'], {
    en: 'Consumers that share even single partitions and acknowledge record by record, like a queue (early access in 4.0, a preview in 4.1).',
    zh: '成员可共用同一分区、逐条确认的消费者组，用法像队列（4.0 抢先体验，4.1 预览）。',
  }),
  term('queue-model', 'G14', ['queue model', 'point-to-point'], ['队列模型', '点对点'], {
    en: 'Each message goes to one receiver: in Kafka, consumers of one group.',
    zh: '每条消息只有一个接收者：在 Kafka 中就是同一个组里的消费者。',
  }),
  term('publish-subscribe', 'G14', ['publish/subscribe', 'publish-subscribe'], ['发布/订阅', '发布订阅'], {
    en: 'Each message goes to every subscriber: in Kafka, consumers of different groups.',
    zh: '每条消息发给所有订阅者：在 Kafka 中就是不同的组。',
  }),
] as const;
