import type { Phrase, Text } from './text.ts';

/** The page that is opened without a link. */
export const homeTexts = {
  home: { en: 'Home', zh: '首页' },
  claim: { en: 'Apache Kafka, small enough to watch', zh: '小到可以看清的 Apache Kafka' },
  what: {
    en: 'A real model of a Kafka cluster in your browser that you step through message by message, forward and back, to see what is promised, and what is lost when something breaks.',
    zh: '在浏览器里运行的 Kafka 集群模型：一条报文一条报文地前进或后退，看清它保证了什么，出故障时又会丢掉什么。',
  },
  picture: { en: 'A live cluster', zh: '实时运行的集群' },
  tryIt: {
    en: 'A producer is about to send one record to three brokers. Press Step, and watch for the moment at which the violet HW flag moves.',
    zh: '生产者即将把一条消息发给三台 Broker。请按“前进一步”，留意紫色的 HW 旗子在哪一刻移动。',
  },
  moved: {
    en: 'There: both followers asked again, so the leader knows that all have the record. It is committed, and consumers may read it.',
    zh: '就是这一刻：两个追随者都再次拉取，领导者由此得知大家都有了这条消息。它已提交，消费者可以读到了。',
  },
  lessons: { en: 'Lessons', zh: '课程' },
  search: { en: 'Search lessons and glossary', zh: '搜索课程与术语' },
  searchHint: { en: 'lost, epoch, 重平衡…', zh: '丢失、纪元、rebalance……' },
  nothing: { en: 'No lesson and no term matches.', zh: '没有匹配的课程或术语。' },
  finished: { en: 'finished', zh: '已学完' },
  sandbox: { en: 'Sandbox', zh: '沙盒' },
  sandboxWhat: {
    en: 'Build a cluster of your own and act by hand: send, kill, cut, slow down, change settings.',
    zh: '搭建自己的集群，亲手操作：发送、杀掉、切断、放慢、修改配置。',
  },
  local: { en: 'Your progress is kept in this browser only.', zh: '学习进度只保存在本浏览器中。' },
  loading: { en: 'Starting the cluster…', zh: '正在启动集群……' },
  notThere: { en: 'The live picture could not be loaded.', zh: '实时图形未能加载。' },
} satisfies Record<string, Text>;

export const homePhrases = {
  progress: { en: (done: number, of: number) => `${done} of ${of} lessons finished`, zh: (done: number, of: number) => `${of} 课中已学完 ${done} 课` },
  goOn: { en: (title: string) => `The whole lesson: ${title}`, zh: (title: string) => `完整课程：${title}` },
} satisfies Record<string, Phrase<never[]>>;
