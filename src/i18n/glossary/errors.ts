import { term } from './term.ts';

const named = (id: string, lesson: string, name: string, en: string, zh: string) => term(id, lesson, [name], [name], { en, zh });

/** Kafka's errors, by the names that answers carry. */
export const errorTerms = [
  term('not-enough-replicas', 'R4', ['NOT_ENOUGH_REPLICAS', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'], ['NOT_ENOUGH_REPLICAS', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'], {
    en: 'The refusal of an `acks=all` write while the ISR is below its minimum; with `_AFTER_APPEND`, the record is in the leader’s log already.',
    zh: 'ISR 低于最小值时，以 `acks=all` 写入得到的错误；带 `_AFTER_APPEND` 的表示消息已在领导者的日志里。',
  }),
  named('invalid-replication-factor', 'R19', 'INVALID_REPLICATION_FACTOR', 'The refusal to create a topic with more replicas than there are brokers for them.', '副本因子大于可用 Broker 数时，创建主题被拒绝的错误。'),
  named('offset-out-of-range', 'R20', 'OFFSET_OUT_OF_RANGE', 'The answer to a Fetch from an offset that the log does not hold, because it is deleted or was never there.', 'Fetch 的位移不在日志范围内时的错误：已被删除，或者从未有过。'),
  named('leader-not-available', 'A9', 'LEADER_NOT_AVAILABLE', 'What metadata say of a partition that has no leader at the moment; clients ask again.', '元数据中表示分区暂时没有领导者的错误，客户端会再次询问。'),
  term('not-leader-or-follower', 'R18', ['NOT_LEADER_OR_FOLLOWER', 'NOT_LEADER_FOR_PARTITION'], ['NOT_LEADER_OR_FOLLOWER', 'NOT_LEADER_FOR_PARTITION'], {
    en: 'The answer of a broker that does not lead the partition, or has no replica of it; the client refreshes its metadata (before 2.6 it was called NOT_LEADER_FOR_PARTITION).',
    zh: '请求到了不是该分区领导者（或没有其副本）的 Broker 时的错误，客户端随即更新元数据（2.6 之前叫 NOT_LEADER_FOR_PARTITION）。',
  }),
  named('member-id-required', 'G1', 'MEMBER_ID_REQUIRED', 'The answer to a first JoinGroup: it brings a member id with which to join again.', '首次 JoinGroup 得到的答复，附带成员 ID，成员要带着它再次加入。'),
  named('rebalance-in-progress', 'G2', 'REBALANCE_IN_PROGRESS', 'The answer by which members learn that they have to join again.', '成员由此得知正在重平衡、需要重新加入的错误。'),
  named('illegal-generation', 'G5', 'ILLEGAL_GENERATION', 'The refusal of a request that names an older generation than the group’s.', '请求所带的代早于消费者组当前的代时，被拒绝的错误。'),
  named('unknown-member-id', 'G6', 'UNKNOWN_MEMBER_ID', 'The answer to a member that the coordinator no longer knows, since it was removed or the group began anew.', '协调者已不认识该成员时的错误：它已被移出，或组已重新开始。'),
  term('coordinator-not-available', 'G1', ['COORDINATOR_NOT_AVAILABLE', 'GROUP_COORDINATOR_NOT_AVAILABLE'], ['COORDINATOR_NOT_AVAILABLE', 'GROUP_COORDINATOR_NOT_AVAILABLE'], {
    en: 'The answer of FindCoordinator while there is no coordinator yet, or none alive; the client asks again (before 0.11 it was called GROUP_COORDINATOR_NOT_AVAILABLE).',
    zh: 'FindCoordinator 在协调者尚未就绪或没有存活时的答复，客户端会再次询问（0.11 之前叫 GROUP_COORDINATOR_NOT_AVAILABLE）。',
  }),
  term('not-coordinator', 'G16', ['NOT_COORDINATOR', 'NOT_COORDINATOR_FOR_GROUP'], ['NOT_COORDINATOR', 'NOT_COORDINATOR_FOR_GROUP'], {
    en: 'The answer of a broker that does not, or no longer, coordinate the group; the client looks for the right one (before 0.11 it was called NOT_COORDINATOR_FOR_GROUP).',
    zh: '请求到了不（再）负责该组的 Broker 时的错误，客户端会重新查找协调者（0.11 之前叫 NOT_COORDINATOR_FOR_GROUP）。',
  }),
  named('out-of-order-sequence', 'P5', 'OUT_OF_ORDER_SEQUENCE_NUMBER', 'The refusal of a batch before which, by its sequence number, others are missing.', '按序列号看前面还缺批次时，该批次被拒绝的错误。'),
  named('producer-fenced', 'P8', 'PRODUCER_FENCED', 'The refusal of a producer in whose place another has begun under the same transactional id.', '同一事务 ID 已有新的生产者时，旧的生产者得到的错误。'),
  named('message-too-large', 'P13', 'MESSAGE_TOO_LARGE', 'The refusal of a batch that is larger than the broker or the topic allows.', '批次超过 Broker 或主题允许的大小时，被拒绝的错误。'),
] as const;
