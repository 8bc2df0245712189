import { consumer, groupCluster } from './groupScenery.ts';
import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import type { Action } from './types.ts';

/** Subscribed by a pattern; metadata grow old after ten seconds instead of five minutes. */
const MEMBER = { topics: [], pattern: 'orders.*', config: { 'metadata.max.age.ms': '10000' } };

const cluster = groupCluster({ partitions: 2, consumers: [MEMBER, MEMBER] });

const createTopic = (name: string): Action => ({ command: { type: 'topic.create', topic: { name, partitions: -1, replicationFactor: -1, assignment: [[2, 3, 1]], configs: {} } } });

const owns = (number: number, is: number) => ({ select: 'ownedCount', of: `consumer-${number}`, is });
const BOTH = ['consumer-1', 'consumer-2'];

/** G9: who is there, what matches the subscription, and how many partitions that has. */
export const whatTriggers = lesson({
  ...headings['what-triggers'],
  seed: 1,
  stage: 'group',
  cluster,
  scenes: [
    {
      title: { en: 'Subscribed by a pattern', zh: '用正则表达式订阅' },
      say: {
        en: 'Consumer 1 does not name its topics; it subscribes to the regular expression orders.* and looks through the cluster’s metadata for what matches. That is the topic orders with two partitions. The group is Stable in generation 1, and consumer 1 owns both.',
        zh: '消费者 1 没有点名主题，而是用正则表达式 orders.* 订阅，在集群的元数据里找匹配的主题。找到的是有两个分区的 orders。组处于 Stable，第 1 代，消费者 1 拥有两个分区。',
      },
      do: [consumer('start', 1)],
      until: owns(1, 2),
      withinMs: 20_000,
      focus: ['consumer-1'],
    },
    {
      title: { en: 'Trigger 1: the members', zh: '触发条件一：成员' },
      say: {
        en: 'Consumer 2 starts and sends JoinGroup: there is one member more. The coordinator itself notices that, and also when one leaves or its session times out. It answers the next Heartbeat of consumer 1 with REBALANCE_IN_PROGRESS, and both join generation 2.',
        zh: '消费者 2 启动，发送 JoinGroup：多了一个成员。这由协调者自己发现；成员离开或会话超时也是如此。它用 REBALANCE_IN_PROGRESS 答复消费者 1 的下一个 Heartbeat，两个成员一起进入第 2 代。',
      },
      do: [consumer('start', 2)],
      until: [owns(1, 1), owns(2, 1)],
      withinMs: 20_000,
      focus: BOTH,
    },
    {
      title: { en: 'Trigger 2: the topics', zh: '触发条件二：主题' },
      say: {
        en: 'An administrator creates the topic orders-eu. The coordinator does not care: it knows nothing of patterns. The consumers find it when their metadata are older than metadata.max.age.ms, here 10 seconds instead of five minutes, and are read anew: orders-eu matches orders.*, so they ask to join again with the longer list.',
        zh: '管理员创建了主题 orders-eu。协调者对此无动于衷：它不懂什么正则表达式。消费者的元数据超过 metadata.max.age.ms（默认五分钟，这里是 10 秒）后会重新读取，这时才发现：orders-eu 匹配 orders.*，于是带着更长的主题列表再次加入。',
      },
      do: [createTopic('orders-eu')],
      until: [{ fact: 'GroupAssigned', where: { generation: 3 } }, owns(1, 2), owns(2, 1)],
      withinMs: 60_000,
      focus: BOTH,
      predict: {
        ask: { en: 'The topic orders-eu was created. In which generation is the group once its partition is read?', zh: '创建了主题 orders-eu。等它的分区有人读时，组是第几代？' },
        answer: { select: 'groupGeneration', of: 'app' },
        why: { en: 'Generation 3. To change what is shared out, all must give up what they have and join again.', zh: '第 3 代。要改变分配的内容，所有成员都得交出手里的，再加入一次。' },
      },
    },
  ],
  whatIf: [
    {
      id: 'no-match',
      label: { en: 'What if the new topic does not match?', zh: '如果新主题不匹配呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'Nobody’s business', zh: '与谁都无关' },
          say: {
            en: 'The new topic is called payments. The consumers see it, too, when they read the metadata of all topics anew. It does not match orders.*, and nothing happens.',
            zh: '新主题叫 payments。消费者重新读取所有主题的元数据时，也会看到它。它不匹配 orders.*，于是什么也不会发生。',
          },
          do: [createTopic('payments')],
          until: { afterMs: 15_000 },
          withinMs: 60_000,
          focus: BOTH,
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'A member, then a topic: rebalances after the first', zh: '先是成员，再是主题：第一次之后的重平衡' }, facts: { fact: 'GroupGenerationStarted', where: { group: 'app' } }, count: 3 },
    { branch: 'no-match', say: { en: 'No match: the group stays in generation 2', zh: '不匹配：组停在第 2 代' }, select: 'groupGeneration', of: 'app', is: 2 },
  ],
});
