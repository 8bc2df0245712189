import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { link } from './scenery.ts';
import type { Action, Until } from './types.ts';
import { application, applications, create, watch, write } from './zooKeeperScenery.ts';

const FIRST = 'client-1';
const SECOND = 'client-2';

const cutOff: Action = link('network.cut', FIRST, 'zookeeper');

/** The session of client 1 is over: its ephemeral znode is gone, and client 2 was told. */
const workerGone: readonly Until[] = [
  { fact: 'ZnodeDeleted', where: { path: '/app/worker' } },
  { fact: 'WatchFired', where: { event: 'NodeChildrenChanged', to: SECOND } },
];

/** Z1: persistent and ephemeral znodes, versions, and watches that fire once. */
export const znodes = lesson({
  ...headings.znodes,
  eras: ['2.8'],
  seed: 1,
  cluster: applications(2),
  scenes: [
    {
      title: { en: 'A node that stays', zh: '会一直留着的节点' },
      say: {
        en: 'ZooKeeper holds a tree of small nodes, called znodes, each with a path, a little data and a version. Client 1 creates /app with the data “on”. It is a persistent znode: it stays until somebody deletes it, whatever becomes of client 1.',
        zh: 'ZooKeeper 保存着一棵由小节点（znode）组成的树，每个节点有路径、少量数据和版本号。客户端 1 创建了 /app，数据是“on”。这是一个持久节点：无论客户端 1 后来怎样，它都会留着，直到有人删除它。',
      },
      do: [create(FIRST, '/app', 'on')],
      until: [{ select: 'znodeExists', of: '/app', is: true }, { message: { api: 'ZkRequest', kind: 'response', to: FIRST } }],
      withinMs: 1000,
      focus: [FIRST, 'zookeeper'],
    },
    {
      title: { en: 'A node that lives as long as its owner', zh: '与主人共存亡的节点' },
      say: {
        en: 'Client 1 also creates /app/worker, as an ephemeral znode: ZooKeeper notes that it belongs to the session of client 1, and will delete it when that session ends. A session is not a connection. It is kept alive by pings, and lasts 10 seconds beyond the last one.',
        zh: '客户端 1 又创建了临时节点 /app/worker：ZooKeeper 记下它属于客户端 1 的会话（Session），会话一结束就把它删除。会话不等于连接：它靠 ping 保活，最后一次 ping 之后还能维持 10 秒。',
      },
      do: [create(FIRST, '/app/worker', FIRST, { ephemeral: true })],
      until: [{ select: 'znodeExists', of: '/app/worker', is: true }, { afterMs: 4000 }],
      withinMs: 5000,
      focus: [FIRST, 'zookeeper'],
    },
    {
      title: { en: 'Two watches', zh: '两个监听' },
      say: {
        en: 'Client 2 reads the data of /app and the names of its children, and leaves a watch with each read. A watch is a standing order with ZooKeeper: tell me once when this changes. Data and children are watched apart.',
        zh: '客户端 2 读取 /app 的数据和它的子节点列表，每次读取都留下一个监听（Watch）。监听就是托付给 ZooKeeper 的一句话：这里变了，通知我一次。数据和子节点分别监听。',
      },
      do: [watch(SECOND, '/app', 'data'), watch(SECOND, '/app', 'children')],
      until: [{ select: 'watchCount', of: '/app', is: 2 }, { fact: 'ZnodeRead', where: { client: SECOND, what: 'data' } }, { fact: 'ZnodeRead', where: { client: SECOND, what: 'children' } }],
      withinMs: 1000,
      focus: [SECOND, 'zookeeper'],
    },
    {
      title: { en: 'A watch fires once', zh: '监听只触发一次' },
      say: {
        en: 'Client 1 writes /app twice, first “off” and then “slow”. At the first write the watch on the data fires and is gone; of the second, client 2 hears nothing. The notification says only that /app changed: for the new data client 2 would have to read again, and leave another watch.',
        zh: '客户端 1 把 /app 写了两次，先是“off”，再是“slow”。第一次写入时，数据上的监听触发，随即消失；第二次写入，客户端 2 毫不知情。通知只说 /app 变了：想知道新数据，客户端 2 得再读一次，并再留一个监听。',
      },
      do: [write(FIRST, '/app', 'off'), write(FIRST, '/app', 'slow')],
      until: [{ select: 'znodeVersion', of: '/app', is: 2 }, { afterMs: 100 }],
      withinMs: 1000,
      focus: [FIRST, SECOND],
      predict: {
        ask: { en: 'Both writes are done. What does client 2 take /app to hold?', zh: '两次写入都完成了。客户端 2 以为 /app 里是什么？' },
        options: [
          { value: 'on', label: { en: 'on', zh: 'on' } },
          { value: 'off', label: { en: 'off', zh: 'off' } },
          { value: 'slow', label: { en: 'slow', zh: 'slow' } },
        ],
        answer: { select: 'knownData', of: 'client-2 /app' },
        why: {
          en: 'A watch brings the news that something changed, not what it is now. Client 2 has not read again, so it knows what it read before.',
          zh: '监听只告诉你变了，不告诉你变成了什么。客户端 2 没有再读，所以它知道的还是先前读到的。',
        },
      },
    },
    {
      title: { en: 'Write only what you have seen', zh: '只改自己看过的版本' },
      say: {
        en: 'Client 2 still believes in version 0 of /app, and writes “fast” on condition that it is at that version. It is at version 2 by now: ZooKeeper refuses with BADVERSION and changes nothing. So nobody overwrites what they have not seen; Kafka writes the state of every partition this way.',
        zh: '客户端 2 还以为 /app 是版本 0，于是写入“fast”，条件是版本仍为 0。如今已是版本 2：ZooKeeper 以 BADVERSION 拒绝，什么都不改。这样谁也不会覆盖自己没见过的内容，Kafka 写每个分区的状态都用这个办法。',
      },
      do: [write(SECOND, '/app', 'fast', 0)],
      until: { fact: 'ZkOperationFailed', where: { client: SECOND, error: 'BADVERSION' } },
      withinMs: 1000,
      focus: [SECOND, 'zookeeper'],
    },
    {
      title: { en: 'The owner dies', zh: '主人宕机' },
      say: {
        en: 'Client 1 is killed without a goodbye. Its connection breaks at once, and yet nothing in the tree changes: the session has time left, in case the client comes back over another connection. The time left can be read on the picture and in the ZooKeeper tab.',
        zh: '客户端 1 没打招呼就被杀掉了。连接立刻断开，树里却什么都没变：会话还有剩余时间，万一客户端换一条连接又回来了呢。剩余时间在图上和 ZooKeeper 标签页里都能看到。',
      },
      do: [application('kill', FIRST)],
      until: { afterMs: 5000 },
      withinMs: 6000,
      focus: [FIRST, 'zookeeper'],
      predict: {
        ask: { en: 'Five seconds after the crash, is /app/worker still there?', zh: '宕机 5 秒之后，/app/worker 还在吗？' },
        options: [
          { value: true, label: { en: 'Yes', zh: '在' } },
          { value: false, label: { en: 'No', zh: '不在' } },
        ],
        answer: { select: 'znodeExists', of: '/app/worker' },
        why: {
          en: 'An ephemeral znode ends with the session, not with the connection or the process. ZooKeeper waits out the session timeout.',
          zh: '临时节点随会话结束，而不是随连接或进程结束。ZooKeeper 要等满会话超时。',
        },
      },
    },
    {
      title: { en: 'The session expires', zh: '会话过期' },
      say: {
        en: 'Ten seconds after the last ping the session expires, and /app/worker goes with it. Now the watch on the children fires: client 2 learns that somebody has come or gone below /app. That is how ZooKeeper tells the living about the dead.',
        zh: '最后一次 ping 之后满 10 秒，会话过期，/app/worker 随之删除。这时子节点上的监听触发：客户端 2 得知 /app 下面有谁来了或走了。ZooKeeper 就是这样让活着的知道谁已经不在的。',
      },
      do: [],
      until: workerGone,
      withinMs: 12_000,
      focus: ['zookeeper', SECOND],
    },
    {
      title: { en: 'A new life, a new session', zh: '重新启动，就是新的会话' },
      say: {
        en: 'Client 1 is restarted and opens a session of its own; it has no part in the old one. The persistent /app is as it was left, the ephemeral /app/worker stays gone until somebody creates it again.',
        zh: '客户端 1 重新启动，建立了新的会话，与旧会话再无关系。持久节点 /app 还是老样子，临时节点 /app/worker 则不会回来，除非有人重新创建。',
      },
      do: [application('restart', FIRST)],
      until: { select: 'connected', of: FIRST, is: true },
      withinMs: 2000,
      focus: [FIRST, 'zookeeper'],
    },
  ],
  whatIf: [
    {
      id: 'says-goodbye',
      label: { en: 'What if client 1 closes its session before it ends?', zh: '如果客户端 1 先关闭会话再退出呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'Gone at once', zh: '立刻消失' },
          say: {
            en: 'Client 1 closes its session: it tells ZooKeeper that it is leaving. ZooKeeper deletes /app/worker in the same step, and client 2 hears of it a few milliseconds later. Nobody has to wait for a timeout.',
            zh: '客户端 1 关闭会话，告诉 ZooKeeper 自己要走了。ZooKeeper 当即删除 /app/worker，几毫秒后客户端 2 就知道了。谁也不用等超时。',
          },
          do: [application('close', FIRST)],
          until: [...workerGone, { fact: 'ZkClientStopped', where: { client: FIRST } }],
          withinMs: 1000,
          focus: [FIRST, 'zookeeper', SECOND],
        },
      ],
    },
    {
      id: 'short-cut',
      label: { en: 'What if client 1 is only cut off for a moment?', zh: '如果客户端 1 只是断网片刻呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'Cut off', zh: '断网' },
          say: {
            en: 'The network between client 1 and ZooKeeper fails. After two thirds of the session timeout without an answer, the client gives up the connection and looks for another one. Whether its session still lives, it cannot know now.',
            zh: '客户端 1 与 ZooKeeper 之间的网络断了。过了会话超时的三分之二仍没有响应，客户端就放弃这条连接，另找一条。会话是否还在，它此刻无从知道。',
          },
          do: [cutOff],
          until: { fact: 'ZooKeeperDisconnected', where: { node: FIRST } },
          withinMs: 10_000,
          focus: [FIRST, 'zookeeper'],
        },
        {
          title: { en: 'Back in time', zh: '及时回来' },
          say: {
            en: 'The network is back before the ten seconds are over. Client 1 goes on with the same session over a new connection, and /app/worker has been there all the time. Client 2 has not noticed anything.',
            zh: '不到 10 秒，网络恢复了。客户端 1 用新的连接接着原来的会话，/app/worker 一直都在。客户端 2 什么都没有察觉。',
          },
          do: [link('network.heal', FIRST, 'zookeeper')],
          until: [{ select: 'connected', of: FIRST, is: true }, { afterMs: 4000 }],
          withinMs: 6000,
          focus: [FIRST, 'zookeeper'],
          predict: {
            ask: { en: 'Client 1 is back after about 7 seconds. Is /app/worker there?', zh: '大约 7 秒之后，客户端 1 回来了。/app/worker 还在吗？' },
            options: [
              { value: true, label: { en: 'Yes', zh: '在' } },
              { value: false, label: { en: 'No', zh: '不在' } },
            ],
            answer: { select: 'znodeExists', of: '/app/worker' },
            why: { en: 'The session outlives its connection, and was taken up again in time.', zh: '会话比连接活得长，而且及时接上了。' },
          },
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'The persistent znode /app is there, with its last data', zh: '持久节点 /app 还在，内容是最后写入的' }, select: 'znodeData', of: '/app', is: 'slow' },
    { say: { en: '/app was written twice: version 2', zh: '/app 被写过两次：版本 2' }, select: 'znodeVersion', of: '/app', is: 2 },
    { say: { en: 'The ephemeral znode is gone', zh: '临时节点已消失' }, select: 'znodeChildren', of: '/app', is: [] },
    { say: { en: 'The watch on the data fired once, for two writes', zh: '写了两次，数据上的监听只触发一次' }, facts: { fact: 'WatchFired', where: { event: 'NodeDataChanged', path: '/app', to: SECOND } }, count: 1 },
    { say: { en: 'The watch on the children fired once', zh: '子节点上的监听触发一次' }, facts: { fact: 'WatchFired', where: { event: 'NodeChildrenChanged', path: '/app', to: SECOND } }, count: 1 },
    { say: { en: 'No watch on /app is left', zh: '/app 上已没有监听' }, select: 'watchCount', of: '/app', is: 0 },
    { say: { en: 'Client 2 still knows what it read before the writes', zh: '客户端 2 知道的仍是写入之前读到的' }, select: 'knownData', of: 'client-2 /app', is: 'on' },
    {
      say: { en: 'First the session expired, then the znode went and the watch fired', zh: '先是会话过期，然后节点删除、监听触发' },
      order: [
        { fact: 'ZkClientStopped', where: { client: FIRST } },
        { fact: 'SessionExpired', where: { node: FIRST } },
        { fact: 'ZnodeDeleted', where: { path: '/app/worker' } },
        { fact: 'WatchFired', where: { event: 'NodeChildrenChanged', to: SECOND } },
      ],
    },
    {
      say: { en: 'From the crash to the end of the session it took between 6 and 10 seconds: the timeout counts from the last ping', zh: '从宕机到会话过期用了 6 到 10 秒：超时从最后一次 ping 算起' },
      elapsedMs: { min: 6000, max: 10_000 },
      from: { fact: 'ZkClientStopped', where: { client: FIRST } },
      to: { fact: 'SessionExpired', where: { node: FIRST } },
    },
    {
      branch: 'says-goodbye', say: { en: 'Closed: the session was closed, and with it the znode went', zh: '主动关闭：会话关闭，节点随之消失' },
      order: [{ fact: 'SessionClosed', where: { node: FIRST } }, { fact: 'ZnodeDeleted', where: { path: '/app/worker' } }, { fact: 'WatchFired', where: { event: 'NodeChildrenChanged', to: SECOND } }, { fact: 'ZkClientStopped', where: { client: FIRST } }],
    },
    { branch: 'says-goodbye', say: { en: 'Closed: no session expired', zh: '主动关闭：没有会话过期' }, facts: { fact: 'SessionExpired' }, count: 0 },
    { branch: 'short-cut', say: { en: 'Cut off for a moment: the ephemeral znode is still there', zh: '断网片刻：临时节点仍在' }, select: 'znodeChildren', of: '/app', is: ['worker'] },
    { branch: 'short-cut', say: { en: 'Cut off for a moment: client 2 was told nothing', zh: '断网片刻：客户端 2 没有收到任何通知' }, facts: { fact: 'WatchFired', where: { event: 'NodeChildrenChanged' } }, count: 0 },
  ],
});
