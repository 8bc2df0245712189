import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { link } from './scenery.ts';
import type { Ending, Scene } from './types.ts';
import { application, applications, create, follow, lock, unlock, write } from './zooKeeperScenery.ts';

const [ONE, TWO, THREE] = ['client-1', 'client-2', 'client-3'] as const;
const LOCK = '/shop/lock';
/** Client 1 comes first: its child has the lowest number. */
const LOWEST = `${LOCK}/client-1-lock-0000000000`;

const askedByAll = (watched: 'predecessor' | 'children'): Pick<Scene, 'do' | 'until' | 'withinMs' | 'focus'> => ({
  do: [create(ONE, LOCK, ''), lock(ONE, LOCK, watched), lock(TWO, LOCK, watched), lock(THREE, LOCK, watched)],
  until: [
    { select: 'lockState', of: ONE, is: 'held' }, { select: 'lockState', of: TWO, is: 'waiting' }, { select: 'lockState', of: THREE, is: 'waiting' },
  ],
  withinMs: 2000,
  focus: [ONE, TWO, THREE],
});

const released: Pick<Scene, 'do' | 'until' | 'withinMs' | 'focus'> = {
  do: [unlock(ONE)],
  until: { fact: 'LockAcquired', where: { client: TWO } },
  withinMs: 1000,
  focus: [ONE, TWO],
};

const wokenByRelease = (client: string): { readonly fact: string; readonly where: Readonly<Record<string, unknown>> } =>
  ({ fact: 'WatchFired', where: { path: LOCK, event: 'NodeChildrenChanged', to: client } });

const queueOf = (branch?: string): Ending => ({
  ...(branch === undefined ? {} : { branch }),
  say: branch === undefined
    ? { en: 'The lock was held in the order of the queue: 1, 2, 3', zh: '锁按排队顺序持有：1、2、3' }
    : { en: 'Cut off: the order was 1, 2, 3 all the same', zh: '断网：顺序依然是 1、2、3' },
  order: [ONE, TWO, THREE].map((client) => ({ fact: 'LockAcquired', where: { client } })),
});

/** Z4: three recipes out of znodes, sessions and watches. */
export const coordinationRecipes = lesson({
  ...headings['coordination-recipes'],
  eras: ['2.8'],
  seed: 1,
  cluster: applications(3),
  scenes: [
    {
      title: { en: 'Shared configuration', zh: '共享配置' },
      say: {
        en: 'The first recipe is the simplest: one znode holds the configuration, and everybody reads it with a watch. Client 1 creates /shop/config with “v1”. Clients 2 and 3 read it, and each leaves a watch on its data.',
        zh: '第一个配方最简单：一个节点存放配置，大家读它并留下监听（Watch）。客户端 1 创建 /shop/config，内容是“v1”。客户端 2、3 读取它，各自在数据上留下一个监听。',
      },
      do: [create(ONE, '/shop', ''), create(ONE, '/shop/config', 'v1'), follow(TWO, '/shop/config', 'data'), follow(THREE, '/shop/config', 'data')],
      until: [{ select: 'knownData', of: 'client-2 /shop/config', is: 'v1' }, { select: 'knownData', of: 'client-3 /shop/config', is: 'v1' }],
      withinMs: 1000,
      focus: [ONE, TWO, THREE],
    },
    {
      title: { en: 'Notified, read again, watch again', zh: '收到通知，再读，再监听' },
      say: {
        en: 'Client 1 writes “v2” and at once “v3”. Each watch fires once, at the first write; the notification carries no data. So each client reads again, and in the same request leaves the next watch. Nothing can slip through between the two: what changed before the read is in its answer, what changes after it fires the watch.',
        zh: '客户端 1 写入“v2”，紧接着又写入“v3”。每个监听只在第一次写入时触发一次，通知里没有数据。于是每个客户端再读一遍，并在同一个请求里留下新的监听。两者之间漏不掉任何变化：读之前变的，响应里有；读之后变的，会触发监听。',
      },
      do: [write(ONE, '/shop/config', 'v2'), write(ONE, '/shop/config', 'v3')],
      until: [{ select: 'watchCount', of: '/shop/config', is: 2 }, { select: 'knownData', of: 'client-2 /shop/config', is: 'v3' }, { select: 'knownData', of: 'client-3 /shop/config', is: 'v3' }],
      withinMs: 1000,
      focus: [TWO, THREE],
      predict: {
        ask: { en: 'Two writes, one notification to each. What does client 2 know in the end?', zh: '写了两次，每个客户端只收到一次通知。客户端 2 最后知道的是什么？' },
        options: [
          { value: 'v1', label: { en: 'v1', zh: 'v1' } },
          { value: 'v2', label: { en: 'v2', zh: 'v2' } },
          { value: 'v3', label: { en: 'v3', zh: 'v3' } },
        ],
        answer: { select: 'knownData', of: 'client-2 /shop/config' },
        why: {
          en: 'It reads what is there when it reads. It never sees v2; a configuration needs the last value, not every one.',
          zh: '它读到的是读取那一刻的内容。v2 它从没见过；配置要的是最新值，而不是每一个值。',
        },
      },
    },
    {
      title: { en: 'A name service', zh: '命名服务' },
      say: {
        en: 'Clients 1 and 2 offer a service and register below /shop/services, each with its address. The znodes are sequential, so ZooKeeper gives each a name of its own, and ephemeral, so that a name goes with whoever it stands for. Client 3 follows the children and looks up the address of each.',
        zh: '客户端 1、2 提供服务，带着各自的地址注册到 /shop/services 下面。这些节点是顺序的，由 ZooKeeper 给每个起一个独一无二的名字；又是临时的，主人不在了，名字也就没了。客户端 3 持续关注子节点，查出每个名字对应的地址。',
      },
      do: [
        create(ONE, '/shop/services', ''), follow(THREE, '/shop/services', 'children'),
        create(ONE, '/shop/services/pay-', '10.0.0.1:80', { ephemeral: true, sequential: true }), create(TWO, '/shop/services/pay-', '10.0.0.2:80', { ephemeral: true, sequential: true }),
      ],
      until: [
        { select: 'knownData', of: 'client-3 /shop/services/pay-0000000000', is: '10.0.0.1:80' },
        { select: 'knownData', of: 'client-3 /shop/services/pay-0000000001', is: '10.0.0.2:80' },
      ],
      withinMs: 1000,
      focus: [ONE, TWO, THREE],
    },
    {
      title: { en: 'A queue for a lock', zh: '排队等锁' },
      say: {
        en: 'All three want the same lock. Each creates a sequential, ephemeral znode below /shop/lock, then reads the children: whoever has the lowest number holds the lock. Everybody else watches one znode only, the one right before its own.',
        zh: '三个客户端都要同一把锁。各自在 /shop/lock 下面创建一个临时的顺序节点，再读取子节点：谁的序号最小，谁持有锁。其余的都只监听一个节点，就是排在自己前面的那一个。',
      },
      ...askedByAll('predecessor'),
      predict: {
        ask: { en: 'Two clients wait. How many watches are there on the znode of the holder?', zh: '有两个客户端在等。持有者的节点上有几个监听？' },
        answer: { select: 'watchCount', of: LOWEST },
        why: {
          en: 'Only client 2 is right behind it. Client 3 watches the znode of client 2.',
          zh: '紧跟在它后面的只有客户端 2。客户端 3 监听的是客户端 2 的节点。',
        },
      },
    },
    {
      title: { en: 'The next one is woken, and nobody else', zh: '只唤醒下一个' },
      say: {
        en: 'Client 1 deletes its znode: that is how a lock is given back. The one watch on it fires, client 2 reads the children, finds its own number lowest and holds the lock. Client 3 is not disturbed. Had it watched the children, every release would wake the whole queue: the herd effect.',
        zh: '客户端 1 删除自己的节点，锁就这样释放了。上面唯一的监听触发，客户端 2 读取子节点，发现自己的序号最小，于是持有锁。客户端 3 没有受到打扰。要是大家都监听子节点，每次释放都会惊醒整个队列，这就是惊群效应。',
      },
      ...released,
    },
    {
      title: { en: 'The holder dies', zh: '持有者宕机' },
      say: {
        en: 'Client 2 is killed while it holds the lock. Nobody gives it back, and client 3 goes on waiting. The znode is ephemeral: it will go with the session of client 2, which lasts up to 10 seconds.',
        zh: '客户端 2 持有锁时被杀掉。没有人释放锁，客户端 3 继续等。好在节点是临时的：它会随客户端 2 的会话一起消失，而会话最长还能维持 10 秒。',
      },
      do: [application('kill', TWO)],
      until: { afterMs: 5000 },
      withinMs: 6000,
      focus: [TWO, THREE],
      predict: {
        ask: { en: 'Five seconds after the crash, who holds the lock?', zh: '宕机 5 秒之后，谁持有锁？' },
        options: [
          { value: [], label: { en: 'Nobody alive', zh: '活着的都没有' } },
          { value: [THREE], label: { en: 'Client 3', zh: '客户端 3' } },
        ],
        answer: { select: 'lockHolders', of: LOCK },
        why: {
          en: 'The znode of client 2 is still the lowest, until its session is over. The session timeout is the price of a crash.',
          zh: '会话过期之前，序号最小的仍是客户端 2 的节点。会话超时就是宕机的代价。',
        },
      },
    },
    {
      title: { en: 'The session gives the lock back', zh: '会话过期，锁随之释放' },
      say: {
        en: 'The session of client 2 expires. Both of its ephemeral znodes go: client 3 gets the lock, and learns that one address of the service is gone. Two recipes, one mechanism.',
        zh: '客户端 2 的会话过期，它的两个临时节点都被删除：客户端 3 得到锁，也得知服务少了一个地址。两个配方，同一个机制。',
      },
      do: [],
      until: [{ fact: 'LockAcquired', where: { client: THREE } }, { select: 'knownData', of: 'client-3 /shop/services/pay-0000000001', is: null }],
      withinMs: 12_000,
      focus: [THREE, 'zookeeper'],
    },
  ],
  whatIf: [
    {
      id: 'herd',
      label: { en: 'What if everybody watches the children of the lock?', zh: '如果大家都监听锁的子节点呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'One watch too many', zh: '监听得太宽' },
          say: {
            en: 'The same lock, but whoever has to wait watches the children of /shop/lock instead of its predecessor. It works just as well so far: client 1 holds the lock, clients 2 and 3 wait.',
            zh: '还是这把锁，只是等待者监听的不是前一个节点，而是 /shop/lock 的子节点。到这里为止同样行得通：客户端 1 持有锁，客户端 2、3 等待。',
          },
          ...askedByAll('children'),
        },
        {
          title: { en: 'The herd', zh: '惊群' },
          say: {
            en: 'Client 1 gives the lock back, and both waiting clients are told and read all the children again, though only one can win. With a hundred in the queue it would be ninety-nine notifications and as many reads, at every release.',
            zh: '客户端 1 释放锁，两个等待者都收到通知，都把子节点重读一遍，尽管只有一个能得到锁。要是排队的有一百个，每次释放就是九十九次通知和同样多的读取。',
          },
          ...released,
        },
      ],
    },
    {
      id: 'holder-cut-off',
      label: { en: 'What if the holder is cut off, but alive?', zh: '如果持有者没有宕机，只是断网了呢？' },
      fromScene: 5,
      do: [],
      scenes: [
        {
          title: { en: 'In doubt', zh: '存疑' },
          say: {
            en: 'Client 2 holds the lock and loses its network. After two thirds of the session timeout it gives up its connection. It cannot know whether its session lives, so it must stop doing what the lock allows, now and not at the end of the session.',
            zh: '客户端 2 持有锁，却断网了。过了会话超时的三分之二，它放弃连接。会话是否还在，它无从知道，所以必须停止做锁所允许的事：现在就停，而不是等到会话过期。',
          },
          do: [link('network.cut', TWO, 'zookeeper')],
          until: { fact: 'LockDoubted', where: { client: TWO } },
          withinMs: 12_000,
          focus: [TWO, 'zookeeper'],
        },
        {
          title: { en: 'The next holder', zh: '下一个持有者' },
          say: {
            en: 'The session expires and client 3 gets the lock. Client 2 had stopped some seconds before: at no time did two clients use the lock. That holds as long as client 2 looks at its clock in time; one that freezes for longer can only be kept out by a number that rises with each holder, as Kafka does with its epochs.',
            zh: '会话过期，客户端 3 得到锁。客户端 2 在几秒之前就停手了：任何时候都没有两个客户端同时使用锁。前提是客户端 2 能及时看表；要是它卡住太久，就只能靠一个随持有者递增的编号把它挡在外面，Kafka 的各种纪元（epoch）正是如此。',
          },
          do: [],
          until: { fact: 'LockAcquired', where: { client: THREE } },
          withinMs: 12_000,
          focus: [TWO, THREE, 'zookeeper'],
          predict: {
            ask: { en: 'Client 3 has the lock. Which clients act as holders?', zh: '客户端 3 得到了锁。此刻以持有者自居的有哪些？' },
            options: [
              { value: [TWO, THREE], label: { en: 'Clients 2 and 3', zh: '客户端 2 和 3' } },
              { value: [THREE], label: { en: 'Client 3', zh: '客户端 3' } },
            ],
            answer: { select: 'lockHolders', of: LOCK },
            why: { en: 'Client 2 has been in doubt for some seconds, and a lock in doubt is not used.', zh: '客户端 2 几秒前就已存疑，存疑的锁不能再用。' },
          },
        },
        {
          title: { en: 'Certainty', zh: '真相大白' },
          say: {
            en: 'The network is back, and ZooKeeper tells client 2 that its session has expired. Now it knows that the lock is lost, and with it everything else the session owned. It opens a new session and would have to queue again, at the end.',
            zh: '网络恢复，ZooKeeper 告诉客户端 2 它的会话已经过期。现在它知道锁丢了，会话名下的其他东西也都没了。它建立新会话，想要锁就得重新排到队尾。',
          },
          do: [link('network.heal', TWO, 'zookeeper')],
          until: [{ fact: 'LockLost', where: { client: TWO } }, { select: 'connected', of: TWO, is: true }],
          withinMs: 5000,
          focus: [TWO, 'zookeeper'],
        },
      ],
    },
    {
      id: 'same-name',
      label: { en: 'What if both want the same name?', zh: '如果两个都要同一个名字呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'Only one can have it', zh: '名字只能归一个' },
          say: {
            en: 'Clients 1 and 2 both create the znode /shop/main, not sequential this time. The first to arrive gets it, the other is refused with NODEEXISTS. A unique name is an election already: with /controller, Kafka brokers do just this.',
            zh: '客户端 1、2 都来创建 /shop/main，这次不是顺序节点。先到的得到它，另一个被 NODEEXISTS 拒绝。名字唯一，本身就是一次选举：Kafka 的 Broker 抢 /controller，正是这样做的。',
          },
          do: [create(ONE, '/shop/main', ONE, { ephemeral: true }), create(TWO, '/shop/main', TWO, { ephemeral: true })],
          until: { fact: 'ZkOperationFailed', where: { client: TWO, error: 'NODEEXISTS' } },
          withinMs: 1000,
          focus: [ONE, TWO],
        },
      ],
    },
  ],
  ends: [
    queueOf(),
    { say: { en: 'The lock was held three times', zh: '锁共被持有三次' }, facts: { fact: 'LockAcquired' }, count: 3 },
    { say: { en: 'Client 3 holds the lock', zh: '锁由客户端 3 持有' }, select: 'lockHolders', of: LOCK, is: [THREE] },
    { say: { en: 'Its znode is the only one left', zh: '只剩下它的节点' }, select: 'znodeChildren', of: LOCK, is: ['client-3-lock-0000000002'] },
    { say: { en: 'Client 3 was woken once, when it was its turn', zh: '客户端 3 只在轮到它时被唤醒一次' }, facts: { fact: 'WatchFired', where: { event: 'NodeDeleted', to: THREE } }, count: 1 },
    { say: { en: 'The service has one address left', zh: '服务只剩一个地址' }, select: 'znodeChildren', of: '/shop/services', is: ['pay-0000000000'] },
    { say: { en: 'Each follower of the configuration was notified once, for two writes', zh: '写了两次，关注配置的各收到一次通知' }, facts: { fact: 'WatchFired', where: { event: 'NodeDataChanged', path: '/shop/config' } }, count: 2 },
    { say: { en: 'Client 3 knows the last configuration', zh: '客户端 3 知道最新的配置' }, select: 'knownData', of: 'client-3 /shop/config', is: 'v3' },
    { branch: 'herd', say: { en: 'Children watched: client 2 holds the lock, all the same', zh: '监听子节点：照样由客户端 2 持有锁' }, select: 'lockHolders', of: LOCK, is: [TWO] },
    { branch: 'herd', say: { en: 'Children watched: client 3 was woken for nothing', zh: '监听子节点：客户端 3 白白被唤醒' }, facts: wokenByRelease(THREE), count: 1 },
    queueOf('holder-cut-off'),
    {
      branch: 'holder-cut-off', say: { en: 'Cut off: client 2 stopped before client 3 got the lock', zh: '断网：客户端 3 得到锁之前，客户端 2 已停手' },
      order: [{ fact: 'LockDoubted', where: { client: TWO } }, { fact: 'LockAcquired', where: { client: THREE } }, { fact: 'LockLost', where: { client: TWO } }],
    },
    { branch: 'same-name', say: { en: 'Same name: it belongs to client 1', zh: '同一个名字：归客户端 1' }, select: 'znodeData', of: '/shop/main', is: ONE },
  ],
});
