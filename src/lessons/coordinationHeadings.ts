import type { Heading } from './heading.ts';

/** The coordination track. */
export const coordinationHeadings = {
  znodes: {
    id: 'znodes',
    code: 'Z1',
    track: 'coordination',
    era: '2.8',
    title: { en: 'ZooKeeper’s tree, sessions and watches', zh: 'ZooKeeper 的树、会话与监听' },
    question: {
      en: 'ZooKeeper keeps a tree of small nodes. What makes one of them vanish by itself, and who hears of it?',
      zh: 'ZooKeeper 保存着一棵由小节点组成的树：什么样的节点会自己消失？又有谁会知道？',
    },
  },
  'broker-registration': {
    id: 'broker-registration',
    code: 'Z2',
    track: 'coordination',
    era: '2.8',
    title: { en: 'Brokers and topics in ZooKeeper', zh: 'ZooKeeper 里的 Broker 与主题' },
    question: {
      en: 'How does a Kafka cluster with ZooKeeper know which brokers are alive, and what it keeps when they are not?',
      zh: '使用 ZooKeeper 的 Kafka 集群怎样知道哪些 Broker 还活着？Broker 宕机之后，又有什么会留下来？',
    },
  },
  'controller-election': {
    id: 'controller-election',
    code: 'Z3',
    track: 'coordination',
    era: '2.8',
    title: { en: 'Who becomes the controller', zh: '谁来当控制器' },
    question: {
      en: 'The controller loses ZooKeeper but goes on running. How do the others replace it, and who listens to the old one?',
      zh: '控制器与 ZooKeeper 断开了，却还在运行：其他 Broker 怎样取代它？还有谁会听它的？',
    },
  },
  'coordination-recipes': {
    id: 'coordination-recipes',
    code: 'Z4',
    track: 'coordination',
    era: '2.8',
    title: { en: 'Configuration, naming, a lock', zh: '配置、命名与锁' },
    question: {
      en: 'ZooKeeper knows only nodes, sessions and watches. How do applications make shared configuration, a name service and a lock of them?',
      zh: 'ZooKeeper 只有节点、会话和监听：应用程序怎样用它们做出共享配置、命名服务和锁？',
    },
  },
} as const satisfies Readonly<Record<string, Heading>>;
