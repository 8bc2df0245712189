import type { Text } from './text.ts';

/** Kinds of facts that a visitor can run up to, in words. */
export const factKindNames = {
  highWatermark: { en: 'the high watermark advances', zh: '高水位推进' },
  followerHighWatermark: { en: 'a follower learns the high watermark', zh: '追随者副本得知新的高水位' },
  isr: { en: 'the ISR changes', zh: 'ISR 变化' },
  isrAsked: { en: 'a leader asks to change the ISR', zh: '领导者副本请求变更 ISR' },
  leader: { en: 'a leader is elected', zh: '选出领导者副本' },
  offline: { en: 'a partition goes offline', zh: '分区离线' },
  appended: { en: 'a leader appends records', zh: '领导者副本追加消息' },
  replicated: { en: 'a follower copies records', zh: '追随者副本复制消息' },
  acknowledged: { en: 'a record is acknowledged', zh: '消息得到应答' },
  delivered: { en: 'a record reaches a consumer', zh: '消息到达消费者' },
  truncated: { en: 'a log loses records', zh: '日志被截断' },
  sendFailed: { en: 'a send is refused, retried or given up', zh: '发送被拒绝、重试或放弃' },
  brokers: { en: 'a broker starts, stops, is fenced or unfenced', zh: 'Broker 启动、停止、被隔离或解除隔离' },
  controller: { en: 'a controller is elected', zh: '选出控制器' },
  disconnected: { en: 'a connection is lost', zh: '连接断开' },
  metadata: { en: 'a client learns new metadata', zh: '客户端更新元数据' },
} satisfies Record<string, Text>;

export type FactKindId = keyof typeof factKindNames;
