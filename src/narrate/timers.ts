import { nodeOf } from '../world/types.ts';
import { memberName, nodeName } from './names.ts';
import type { Language } from './types.ts';

type Said = Readonly<Record<Language, (what: string, owner: string) => string>>;

/** Always the same words. */
function words(en: string, zh: string): Said {
  return { en: () => en, zh: () => zh };
}

/** What a timer of this name waits for; `*` stands for what follows. Names are those that the actors arm them by. */
const TIMERS: readonly (readonly [name: string, said: Said])[] = [
  ['heartbeat', words('heartbeat', '心跳')],
  ['heartbeat *', { en: (member) => `session timeout of ${memberName(member, 'en')}`, zh: (member) => `${memberName(member, 'zh')} 的会话超时` }],
  ['join', words('end of the wait for members', '等待组成员加入结束')],
  ['sync', words('end of the wait for SyncGroup', '等待 SyncGroup 结束')],
  ['session', words('session timeout of the coordinator', '协调者的会话超时')],
  ['poll', words('max.poll.interval.ms', 'max.poll.interval.ms')],
  ['process', words('a record being processed', '正在处理一条消息')],
  ['worker-*', { en: (id) => `thread ${id} processing a record`, zh: (id) => `线程 ${id} 正在处理一条消息` }],
  ['auto-commit', words('automatic commit', '自动提交')],
  ['close', words('close timeout', '关闭超时')],
  ['registration', words('registration', '注册')],
  ['metadata-fetch', words('metadata fetch', '元数据拉取')],
  ['metadata-fetch-*', { en: (id) => `waiting metadata fetch of broker ${id}`, zh: (id) => `Broker ${id} 等待中的元数据拉取` }],
  ['alter-partition', words('ISR change to be sent again', '重新请求 ISR 变更')],
  ['isr-expiration', words('ISR check', 'ISR 检查')],
  ['kafka-log-retention', words('retention check', '保留策略检查')],
  ['kafka-log-flusher', words('log flusher', '日志刷盘')],
  ['kafka-recovery-point-checkpoint', words('recovery point checkpoint', '恢复点检查点')],
  ['kafka-log-start-offset-checkpoint', words('log start offset checkpoint', '日志起始位移检查点')],
  ['kafka-log-cleaner-thread-0', words('log cleaner', '日志清理线程')],
  ['highwatermark-checkpoint', words('high watermark checkpoint', '高水位检查点')],
  ['controlled-shutdown', words('controlled shutdown to be asked for again', '重新请求受控关闭')],
  ['shutdown-deadline', words('deadline of the controlled shutdown', '受控关闭的期限')],
  ['controller-request-*', { en: (id) => `timeout of request ${id} to the controller`, zh: (id) => `发给控制器的请求 ${id} 超时` }],
  ['zk-ping', words('ping to ZooKeeper', '发给 ZooKeeper 的 ping')],
  ['zk-read-timeout', words('ZooKeeper read timeout', 'ZooKeeper 读超时')],
  ['zk-reconnect', words('new connection to ZooKeeper', '重新连接 ZooKeeper')],
  ['session-*', {
    en: (id, owner) => (nodeOf(owner) === 'zookeeper' ? `timeout of session ${id}` : `session timeout of broker ${id}`),
    zh: (id, owner) => (nodeOf(owner) === 'zookeeper' ? `会话 ${id} 超时` : `Broker ${id} 的会话超时`),
  }],
  ['to-broker-*', { en: (id) => `request to broker ${id}`, zh: (id) => `发给 Broker ${id} 的请求` }],
  ['auto-leader-rebalance', words('preferred leader check', '优先副本检查')],
  ['balance-leaders', words('preferred leader check', '优先副本检查')],
  ['request-timeout', words('request timeout', '请求超时')],
  ['request-*', { en: (id) => `timeout of request ${id}`, zh: (id) => `请求 ${id} 超时` }],
  ['backoff', words('end of the backoff', '退避结束')],
  ['retry', words('retry', '重试')],
  ['round', words('next fetch round', '下一轮拉取')],
  ['metadata-expiry', words('metadata expiry', '元数据过期')],
  ['load', words('groups to be loaded', '加载消费者组')],
  ['expiry', words('expiry of committed offsets', '已提交位移的过期检查')],
  ['delivery-*', { en: (id) => `delivery timeout of batch ${id}`, zh: (id) => `批次 ${id} 的投递超时` }],
  // A purgatory's timers name the request that waits: api, sender, connection, number.
  ['Fetch|*', waiting('Fetch')],
  ['Produce|*', waiting('Produce')],
  ['DeleteRecords|*', waiting('DeleteRecords')],
];

function waiting(api: string): Said {
  const sender = (rest: string): string => rest.split('|')[0] ?? '';
  return {
    en: (rest) => `deadline of the waiting ${api} of ${nodeName(sender(rest), 'en')}`,
    zh: (rest) => `${nodeName(sender(rest), 'zh')} 等待中的 ${api} 到期`,
  };
}

/** A timer by what it waits for: `ISR check`, `ISR 检查`. One without a name of ours keeps its own. */
export function timerName({ owner, name }: { readonly owner: string; readonly name: string }, language: Language): string {
  for (const [known, said] of TIMERS) {
    if (known === name) return said[language]('', owner);
    if (known.endsWith('*') && name.startsWith(known.slice(0, -1))) return said[language](name.slice(known.length - 1), owner);
  }
  return name;
}
