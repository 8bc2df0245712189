import type { Phrase, Text } from './text.ts';

/** The panel "Why?": the chain of causes. */
export const whyTexts = {
  start: { en: 'Nothing has happened yet. Take a step, then ask why.', zh: '还没有发生任何事。先前进一步，再问为什么。' },
  first: { en: 'Here it began.', zh: '一切由此开始。' },
  before: { en: 'The cause lies before this lesson began, while the cluster started.', zh: '原因在本课开始之前，即集群启动期间。' },
  present: { en: 'Ask about the present step', zh: '改问当前这一步' },
  source: { en: 'In Kafka', zh: '对应的 Kafka 代码' },
  chain: { en: 'Chain of causes', zh: '因果链' },
} satisfies Record<string, Text>;

export const whyPhrases = {
  whyFact: { en: (sentence: string) => `Why? ${sentence}`, zh: (sentence: string) => `为什么？${sentence}` },
  byMessage: {
    en: (what: string, from: string, at: string) => `brought by ${what} from ${from}, sent at ${at}; it was sent because:`,
    zh: (what: string, from: string, at: string) => `由 ${from} 在 ${at} 发出的 ${what} 引起，发出它是因为：`,
  },
  byNotice: {
    en: (peer: string, at: string) => `brought by the news that the connection to ${peer} was gone, on its way since ${at}; that happened because:`,
    zh: (peer: string, at: string) => `由与 ${peer} 的连接断开的通知引起（${at} 起在途），断开是因为：`,
  },
  byTimer: {
    en: (name: string, owner: string) => `brought by the timer “${name}” of ${owner}; it was armed because:`,
    zh: (name: string, owner: string) => `由 ${owner} 的定时器“${name}”引起，设定它是因为：`,
  },
  folded: {
    en: (count: number, from: string, to: string) => `${count} routine steps, ${from} to ${to}`,
    zh: (count: number, from: string, to: string) => `${count} 个例行步骤，${from} 至 ${to}`,
  },
} satisfies Record<string, Phrase<never[]>>;
