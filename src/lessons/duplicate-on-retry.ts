import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { FIRST, SECOND, THIRD, broker, send, threeReplicas } from './scenery.ts';
import type { Bilingual, Scene } from './types.ts';

const READER = 'consumer-1';
const producers = [
  { acks: 'all', 'enable.idempotence': 'false' },
  { acks: 'all', 'enable.idempotence': 'true' },
  { acks: 'all', 'enable.idempotence': 'false', retries: '0' },
];

const idempotentByDefault: Bilingual = {
  en: 'Since 3.0 every producer is idempotent by default. Producer 1 is set to enable.idempotence=false; acks=1 or retries=0 would switch it off too, with no more than a line in the client’s log.',
  zh: '从 3.0 起，生产者默认就是幂等的。生产者 1 特意设了 enable.idempotence=false；而设了 acks=1 或 retries=0，幂等也会关掉，只在客户端日志里留下一行。',
};
const notYetDefault: Bilingual = {
  en: 'In 2.8 a producer is idempotent only when enable.idempotence=true is set, and it then needs acks=all. Since 3.0 it is the default.',
  zh: '在 2.8 里，只有设了 enable.idempotence=true，生产者才是幂等的，并且必须用 acks=all。从 3.0 起，这是默认值。',
};
const sessionWithKRaft: Bilingual = {
  en: 'The session is with the KRaft controller and lasts broker.session.timeout.ms, 9 seconds.',
  zh: '会话是与 KRaft 控制器的会话，时长为 broker.session.timeout.ms，9 秒。',
};
const sessions: NonNullable<Scene['inOtherEras']> = {
  '2.8': {
    en: 'The session is with ZooKeeper and lasts zookeeper.session.timeout.ms, 18 seconds.',
    zh: '会话是与 ZooKeeper 的会话，时长为 zookeeper.session.timeout.ms，18 秒。',
  },
  '3.9': sessionWithKRaft,
  '4.1': sessionWithKRaft,
};

/** R13: the record was copied and the ack was not sent; who sends again cannot know, only the log can. */
export const duplicateOnRetry = lesson({
  ...headings['duplicate-on-retry'],
  seed: 1,
  cluster: {
    ...threeReplicas({ controller: 3, producers }),
    consumers: [{ id: READER, topics: ['orders'], config: { 'auto.offset.reset': 'earliest' }, started: true }],
  },
  scenes: [
    {
      title: { en: 'Written once, read once', zh: '写一次，读一次' },
      say: {
        en: 'Broker 1 leads orders-0; brokers 2 and 3 follow. Producer 1 sends m0 with acks=all: the record is appended, copied, committed and acknowledged, and the consumer reads it. It is not idempotent: its records carry nothing that tells a second copy from a new record.',
        zh: 'Broker 1 是 orders-0 的领导者副本（Leader），Broker 2、3 是追随者副本（Follower）。生产者 1 以 acks=all 发送 m0：追加、复制、提交、应答，消费者也读到了。这个生产者不是幂等的：消息上没有任何标记，能区分“重复的一份”和“新的一条”。',
      },
      do: [send('m0')],
      until: [
        { select: 'acknowledgedCount', of: 'producer-1', is: 1 },
        { select: 'position', of: `${READER}/orders-0`, is: 1 },
        { select: 'highWatermark', of: SECOND, is: 1 },
      ],
      withinMs: 5000,
      focus: ['producer-1', FIRST, READER],
      inOtherEras: { '2.8': notYetDefault, '3.9': idempotentByDefault, '4.1': idempotentByDefault },
    },
    {
      title: { en: 'Copied, not yet acknowledged', zh: '已经复制，还没应答' },
      say: {
        en: 'Producer 1 sends m1. Broker 1 has appended it and broker 2 has just fetched it. Broker 1 does not know that yet: it learns it from broker 2’s next Fetch, and only then may it answer.',
        zh: '生产者 1 发送 m1。Broker 1 已经追加，Broker 2 刚刚拉取到。Broker 1 还不知道这一点：要等 Broker 2 的下一个 Fetch 来告诉它，它才能答复。',
      },
      do: [send('m1')],
      until: { fact: 'RecordsReplicated', where: { brokerId: 2, logEndOffset: 2 } },
      withinMs: 5000,
      focus: ['producer-1', FIRST, SECOND],
    },
    {
      title: { en: 'The leader dies in between', zh: '领导者恰好此时宕机' },
      say: {
        en: 'In just this moment broker 1 is killed, and the answer is never sent. The producer sees its connection break, NETWORK_EXCEPTION. Was m1 written or not? From where the producer stands nothing can tell, so it does what it should: it keeps m1 to send it again.',
        zh: '就在这一刻，Broker 1 被杀掉，应答再也发不出来了。生产者看到连接断开：NETWORK_EXCEPTION。m1 写进去了没有？站在生产者的位置，无从得知，于是它做了该做的事：留着 m1，准备重发。',
      },
      do: [broker('kill', 1)],
      until: { fact: 'SendRetried', where: { producer: 'producer-1' } },
      withinMs: 5000,
      focus: ['producer-1', FIRST],
    },
    {
      title: { en: 'The new leader has it already', zh: '新领导者早就有了' },
      say: {
        en: 'Broker 1’s session expires, and broker 2 becomes the leader with all that is in its log. Broker 3 fetches what it lacks. With both in the ISR (in-sync replicas) having it, m1 is committed at offset 1, though nobody has told the producer.',
        zh: 'Broker 1 的会话（Session）过期，Broker 2 带着日志里的一切成为领导者。Broker 3 把缺的拉取过来。ISR（In-Sync Replicas，同步副本集合）里的两个都有了，m1 就在位移 1 处提交，只是没有人告诉生产者。',
      },
      do: [],
      until: [{ fact: 'BecameLeader', where: { brokerId: 2 } }, { select: 'highWatermark', of: SECOND, is: 2 }],
      withinMs: 40_000,
      focus: [SECOND, THIRD],
      predict: {
        ask: { en: 'The producer has not sent m1 again yet. What is in the log of broker 2?', zh: '生产者还没有重发 m1。Broker 2 的日志里有什么？' },
        options: [
          { value: ['m0'], label: { en: 'm0: m1 was never acknowledged', zh: 'm0：m1 没有得到应答' } },
          { value: ['m0', 'm1'], label: { en: 'm0 m1: it had been fetched', zh: 'm0 m1：m1 已被拉取' } },
        ],
        answer: { select: 'records', of: SECOND },
        why: {
          en: 'That a record was not acknowledged does not mean that it is not there. A new leader keeps its whole log.',
          zh: '没有应答，不等于没有写入。新领导者保留自己的整份日志。',
        },
      },
      inOtherEras: sessions,
    },
    {
      title: { en: 'Sent again, written again', zh: '再发一次，又写一次' },
      say: {
        en: 'The producer finds broker 2 and sends m1 again. To broker 2 this is a record like any other, so it gets offset 2 and is acknowledged. The producer asked once and got one answer; the consumer reads m1 twice.',
        zh: '生产者找到 Broker 2，把 m1 又发了一次。在 Broker 2 看来，这就是一条普通的消息，于是分给它位移 2，并且应答。生产者只发了一条，也只得到一个应答；消费者却读到了两次 m1。',
      },
      do: [],
      until: [{ select: 'acknowledgedCount', of: 'producer-1', is: 2 }, { select: 'position', of: `${READER}/orders-0`, is: 3 }],
      withinMs: 40_000,
      focus: ['producer-1', SECOND, READER],
      predict: {
        ask: { en: 'The second attempt at m1 is acknowledged. What does the log of broker 2 hold now?', zh: '第二次发送的 m1 得到了应答。现在 Broker 2 的日志里有什么？' },
        options: [
          { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
          { value: ['m0', 'm1', 'm1'], label: { en: 'm0 m1 m1', zh: 'm0 m1 m1' } },
        ],
        answer: { select: 'records', of: SECOND },
        why: {
          en: 'This is at least once: retries make sure that a record arrives, and cannot make sure that it arrives only once.',
          zh: '这就是至少一次：重试能保证消息送到，却保证不了只送到一次。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'idempotent',
      label: { en: 'What if the producer has enable.idempotence=true?', zh: '如果生产者设了 enable.idempotence=true 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'A number on every batch', zh: '每个批次都有编号' },
          say: {
            en: 'Producer 2 sends m1 instead; it is idempotent. When it started, a broker gave it a producer id, and every batch it sends carries this id and a sequence number, here 0. Both are part of the batch: they are in the log, and broker 2 fetches them along with m1.',
            zh: '这次由生产者 2 来发 m1，它是幂等生产者。启动时，Broker 分给它一个生产者 ID（Producer ID）；它发出的每个批次都带着这个 ID 和一个序列号，这里是 0。两者都是批次的一部分：写在日志里，Broker 2 连同 m1 一起拉取了过去。',
          },
          do: [send('m1', undefined, 'producer-2')],
          until: { fact: 'RecordsReplicated', where: { brokerId: 2, logEndOffset: 2 } },
          withinMs: 5000,
          focus: ['producer-2', FIRST, SECOND],
          inOtherEras: { '2.8': notYetDefault },
        },
        {
          title: { en: 'The same crash, the same doubt', zh: '同样的宕机，同样的疑问' },
          say: {
            en: 'Broker 1 is killed at the same moment. Producer 2 knows no more than producer 1 did, and keeps m1 to send it again, under the same sequence number. Broker 2 becomes the leader.',
            zh: 'Broker 1 在同样的时刻被杀掉。生产者 2 知道的并不比生产者 1 多，同样留着 m1 准备重发，序列号不变。Broker 2 成为领导者。',
          },
          do: [broker('kill', 1)],
          until: [{ fact: 'SendRetried', where: { producer: 'producer-2' } }, { fact: 'BecameLeader', where: { brokerId: 2 } }],
          withinMs: 40_000,
          focus: ['producer-2', FIRST, SECOND],
          inOtherEras: sessions,
        },
        {
          title: { en: 'Known already', zh: '这一批见过了' },
          say: {
            en: 'The second attempt arrives at broker 2. It has this producer id with sequence number 0 in its log, at offset 1: so it appends nothing, and answers as broker 1 would have, offset 1. The consumer reads m1 once.',
            zh: '第二次发送到了 Broker 2。它的日志里，位移 1 处已经有这个生产者 ID 的序列号 0：于是什么也不追加，照 Broker 1 本该给出的那样答复：位移 1。消费者只读到一次 m1。',
          },
          do: [],
          until: [{ select: 'acknowledgedCount', of: 'producer-2', is: 1 }, { select: 'position', of: `${READER}/orders-0`, is: 2 }],
          withinMs: 40_000,
          focus: ['producer-2', SECOND, READER],
          predict: {
            ask: { en: 'The second attempt at m1 is acknowledged. What does the log of broker 2 hold?', zh: '第二次发送的 m1 得到了应答。Broker 2 的日志里有什么？' },
            options: [
              { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
              { value: ['m0', 'm1', 'm1'], label: { en: 'm0 m1 m1', zh: 'm0 m1 m1' } },
            ],
            answer: { select: 'records', of: SECOND },
            why: {
              en: 'The memory is in the log, so it survives a change of leader. It covers retries of one producer process only: if the application itself calls send twice, these are two records.',
              zh: '记忆就在日志里，所以换了领导者也还在。但它只管同一个生产者进程的重试：应用程序自己调用两次 send，就是两条消息。',
            },
          },
        },
      ],
    },
    {
      id: 'no-retries',
      label: { en: 'What if the producer does not retry, retries=0?', zh: '如果不重试，retries=0 呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'One attempt only', zh: '只试一次' },
          say: {
            en: 'Producer 3 sends m1 instead, with retries=0. As before, broker 1 has appended it and broker 2 has just fetched it.',
            zh: '这次由生产者 3 来发 m1，retries=0。和先前一样，Broker 1 已经追加，Broker 2 刚刚拉取到。',
          },
          do: [send('m1', undefined, 'producer-3')],
          until: { fact: 'RecordsReplicated', where: { brokerId: 2, logEndOffset: 2 } },
          withinMs: 5000,
          focus: ['producer-3', FIRST, SECOND],
        },
        {
          title: { en: 'An error that is not the truth', zh: '一个并不属实的错误' },
          say: {
            en: 'Broker 1 is killed, and producer 3 gives up at once. The application is told that m1 failed, with NETWORK_EXCEPTION.',
            zh: 'Broker 1 被杀掉，生产者 3 立刻放弃。应用程序被告知：m1 发送失败，NETWORK_EXCEPTION。',
          },
          do: [broker('kill', 1)],
          until: { fact: 'SendFailed', where: { producer: 'producer-3' } },
          withinMs: 5000,
          focus: ['producer-3', FIRST],
        },
        {
          title: { en: 'Failed, and there all the same', zh: '“失败”了，却还在' },
          say: {
            en: 'Broker 2 becomes the leader, m1 is committed, and the consumer reads it. An error on send means “not known”, not “not written”. An application that sends again after it makes the duplicate itself.',
            zh: 'Broker 2 成为领导者，m1 提交了，消费者也读到了。发送报错的意思是“不知道”，不是“没写入”。应用程序若是见错就重发，重复的那一条就是它自己造成的。',
          },
          do: [],
          until: [{ fact: 'BecameLeader', where: { brokerId: 2 } }, { select: 'position', of: `${READER}/orders-0`, is: 2 }],
          withinMs: 40_000,
          focus: [SECOND, READER],
          predict: {
            ask: { en: 'The application was told that m1 failed. What is in the log of broker 2?', zh: '应用程序被告知 m1 失败了。Broker 2 的日志里有什么？' },
            options: [
              { value: ['m0'], label: { en: 'm0', zh: 'm0' } },
              { value: ['m0', 'm1'], label: { en: 'm0 m1', zh: 'm0 m1' } },
            ],
            answer: { select: 'records', of: SECOND },
            why: {
              en: 'Without retries there is no duplicate, but there is no certainty either.',
              zh: '不重试就没有重复，但也没有了确定的答案。',
            },
          },
          inOtherEras: sessions,
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'm1 is in the log twice', zh: '日志里有两份 m1' }, select: 'records', of: SECOND, is: ['m0', 'm1', 'm1'] },
    { say: { en: 'on every replica that follows', zh: '追随者上也是两份' }, select: 'records', of: THIRD, is: ['m0', 'm1', 'm1'] },
    { say: { en: 'One record is a duplicate', zh: '有一条消息是重复的' }, promise: 'orderAndNoDuplicates', lost: 1 },
    { say: { en: 'The producer has one answer for it, with the offset of the second copy', zh: '生产者只得到一个应答，位移是第二份的' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm1', offset: 2 } }, count: 1 },
    { say: { en: 'and none for the first', zh: '第一份则从未得到应答' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm1', offset: 1 } }, count: 0 },
    { say: { en: 'Nothing acknowledged is lost', zh: '没有丢失已应答的消息' }, promise: 'acknowledgedRecordsSurvive', lost: 0 },
    { branch: 'idempotent', say: { en: 'Idempotent: m1 is in the log once', zh: '幂等：日志里只有一份 m1' }, select: 'records', of: SECOND, is: ['m0', 'm1'] },
    { branch: 'idempotent', say: { en: 'Idempotent: broker 2 knew the second attempt by its sequence number', zh: '幂等：Broker 2 凭序列号认出了第二次发送' }, facts: { fact: 'DuplicateAppendIgnored', where: { brokerId: 2, baseSequence: 0, firstOffset: 1 } }, count: 1 },
    { branch: 'idempotent', say: { en: 'Idempotent: it was acknowledged with the offset of the one copy', zh: '幂等：应答的位移就是那唯一一份的' }, facts: { fact: 'RecordAcknowledged', where: { value: 'm1', offset: 1, brokerId: 2 } }, count: 1 },
    { branch: 'idempotent', say: { en: 'Idempotent: no duplicate', zh: '幂等：没有重复' }, promise: 'orderAndNoDuplicates', lost: 0 },
    { branch: 'no-retries', say: { en: 'No retries: the application was told of a failure', zh: '不重试：应用程序收到了失败的通知' }, facts: { fact: 'SendFailed', where: { producer: 'producer-3', error: 'NETWORK_EXCEPTION' } }, count: 1 },
    { branch: 'no-retries', say: { en: 'No retries: m1 is in the log all the same', zh: '不重试：m1 却还在日志里' }, select: 'records', of: SECOND, is: ['m0', 'm1'] },
  ],
});
