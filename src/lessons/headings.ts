import type { Lesson } from './types.ts';

/** What the page says of a lesson before it is there. */
export type Heading = Pick<Lesson, 'id' | 'code' | 'track' | 'era' | 'title' | 'question'>;

/** Every lesson by its id, in the order in which a track teaches it. Each takes its heading from here; the rest of it is fetched when it is opened. */
export const headings = {
  'high-watermark': {
    id: 'high-watermark',
    code: 'R2',
    track: 'replication',
    era: '2.8',
    title: { en: 'Why the high watermark needs two fetches', zh: '高水位为什么要等两轮拉取' },
    question: {
      en: 'A record is on all three brokers. Why can nobody read it yet?',
      zh: '一条消息已经在三台 Broker 上了，为什么还没有人能读到它？',
    },
  },
  'isr-shrink-and-expand': {
    id: 'isr-shrink-and-expand',
    code: 'R3',
    track: 'replication',
    era: '2.8',
    title: { en: 'Falling behind and catching up', zh: '落后与追上：ISR 的收缩与扩张' },
    question: {
      en: 'One follower is too slow. How long does everybody wait for it, and how does it come back?',
      zh: '有一个追随者太慢了：大家要等它多久？它又怎样回来？',
    },
  },
  'clean-failover': {
    id: 'clean-failover',
    code: 'R5',
    track: 'replication',
    era: '2.8',
    title: { en: 'A leader dies, nothing is lost', zh: '领导者宕机，一条不丢' },
    question: {
      en: 'The leader crashes. Who takes over, how does the producer find out, and what about its records?',
      zh: '领导者突然宕机：谁来接任？生产者怎么知道？它的消息还在吗？',
    },
  },
  'unclean-election': {
    id: 'unclean-election',
    code: 'R7',
    track: 'replication',
    era: '2.8',
    title: { en: 'Unclean leader election', zh: 'Unclean 领导者选举' },
    question: {
      en: 'The only in-sync replica is gone. Wait for it, or carry on without its records?',
      zh: '唯一的同步副本不在了：是等它回来，还是丢下它独有的消息继续？',
    },
  },
} as const satisfies Readonly<Record<string, Heading>>;
