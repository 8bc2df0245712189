/** What people type who do not know yet how it is called here: phrases in either language, and what they are about. */
interface Asked {
  readonly said: readonly string[];
  /** Codes of lessons. */
  readonly lessons: readonly string[];
  /** Ids of terms of the glossary. */
  readonly terms: readonly string[];
}

export const ASKED_WORDS: readonly Asked[] = [
  asked('data loss|lose data|loses data|lost data|losing data|lost record|lost message|lose message|message loss|丢数据|丢消息|丢失|数据丢失|消息丢失', 'R6 R7 R8 R9 R15 R16 G12', 'acks unclean-election min-isr delivery-semantics'),
  asked('duplicate|twice|repeated|重复消费|重复消息|消息重复|重复发送|消费两遍', 'R13 G11 G19', 'duplicate idempotent-producer delivery-semantics'),
  asked('exactly once|exactly-once|idempoten|精确一次|幂等', 'R13', 'exactly-once idempotent-producer'),
  asked('split brain|split-brain|脑裂|双主', 'R15 Z3', 'zombie fencing network-partition'),
  asked('zombie|fenc|僵尸', 'R15 G17', 'zombie fencing'),
  asked('ordering|message order|out of order|顺序|乱序|有序', 'G20', 'partition key in-flight'),
  asked('rebalanc|再平衡|再均衡|重平衡|重新分配', 'G2 G4 G5 G6 G8 G9 G10 G17', 'rebalance cooperative eager generation'),
  asked('stop the world|stop-the-world|停顿|停止消费', 'G2 G10', 'eager cooperative'),
  asked('consumer lag|backlog|behind|积压|堆积|滞后|延迟', 'R3 G18 G7', 'lag out-of-sync'),
  asked('偏移量|偏移', 'R2 G5 G13 G15 R20', 'offset committed-offset offset-reset consumer-offsets'),
  asked('commit offset|offset commit|offset management|提交偏移|提交位移|位移提交', 'G5 G11 G15 G19', 'committed-offset auto-commit commit-sync commit-async'),
  asked('消费组|消费群组|消费者群组|group id', 'G1 G2 G14', 'consumer-group group-coordinator'),
  asked('分区分配|partition assignment|assignment strategy', 'G8 G10 G17', 'assignor'),
  asked('failover|fail over|crash|broker down|server down|宕机|崩溃|挂了|故障转移|容灾|高可用', 'R5 R6 R7 R13 R17 G4 G16 Z3', 'leader-election high-availability'),
  asked('主副本|首领|选主|leader election', 'R5 R7 R14 Z3', 'leader leader-election preferred-replica'),
  asked('从副本|跟随者|副本同步|replicat', 'R1 R2 R3', 'follower isr replica'),
  asked('任期|epoch|纪元', 'R9 R10 R11 R12 Z3', 'leader-epoch controller-epoch'),
  asked('kip-101|kip-279|日志不一致|diverge', 'R9 R10 R11 R12', 'leader-epoch truncation'),
  asked('刷盘|落盘|fsync|断电|掉电|停电|power cut|power loss|power outage', 'R16', 'flush page-cache checkpoint'),
  asked('retention|保留时间|过期|删除消息|清理|log cleanup', 'R20 G15', 'retention delete-records log-start-offset'),
  asked('扩容|缩容|迁移|scale out|add broker|new broker|move partition', 'R18 R19 G7', 'reassignment replication-factor'),
  asked('滚动重启|滚动升级|rolling restart|rolling upgrade|deploy', 'R14 G17', 'controlled-shutdown preferred-replica static-member'),
  asked('静态成员|static member', 'G17', 'static-member'),
  asked('consumer timeout|poll timeout|max poll|kicked out|踢出|超时', 'G4 G6', 'session-timeout max-poll-interval heartbeat'),
  asked('多线程|并发|并行|线程安全|thread|concurren', 'G20 G7', 'worker-pool parallelism'),
  asked('广播|队列|发布订阅|point to point|pub/sub|pubsub|publish', 'G14', 'queue-model publish-subscribe'),
  asked('临时节点|ephemeral|监听|watcher', 'Z1 Z2 Z4', 'ephemeral-node watch'),
  asked('分布式锁|distributed lock|注册中心|配置中心|service discovery', 'Z4', 'distributed-lock name-service'),
  asked('写入失败|拒绝写入|not enough replicas|cannot write', 'R4', 'min-isr not-enough-replicas'),
  asked('持久性|可靠性|durab|reliab', 'R1 R4 R6 R8 R16', 'acks min-isr committed'),
];

function asked(said: string, lessons: string, terms: string): Asked {
  return { said: said.split('|'), lessons: lessons.split(' '), terms: terms.split(' ') };
}

/** Words that are too short to begin anything: two letters would begin half of all phrases, two Chinese characters are a word. */
const isWord = (text: string): boolean => text.length >= (/[\u4e00-\u9fff]/.test(text) ? 2 : 4);

/** What a query is about, when it holds one of the phrases or begins one. @param query as both searches bring it to one form */
export function askedIn(query: string): Pick<Asked, 'lessons' | 'terms'> {
  const found = ASKED_WORDS.filter(({ said }) => said.some((one) => query.includes(one) || (isWord(query) && one.startsWith(query))));
  return { lessons: found.flatMap(({ lessons }) => lessons), terms: found.flatMap(({ terms }) => terms) };
}
