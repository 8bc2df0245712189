import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { broker, link, SECOND, THIRD, threeReplicas } from './scenery.ts';
import type { Action } from './types.ts';

/** The order from the old controller that arrives when it is the old one no longer in office. */
const order = { api: 'LeaderAndIsr', kind: 'request', from: 'broker-4/controller', to: 'broker-2' } as const;
const holdOrder: Action = { hold: order, forMs: 25_000 };
const cutOff: Action = link('network.cut', 'broker-4', 'zookeeper');

/** Z3: the race for /controller, its epoch, and an old controller that is refused by it. */
export const controllerElection = lesson({
  ...headings['controller-election'],
  eras: ['2.8'],
  seed: 1,
  cluster: threeReplicas({ controller: 4, producers: [] }),
  scenes: [
    {
      title: { en: 'One of them holds the office', zh: '其中一台担任控制器' },
      say: {
        en: 'Every broker could be the controller; the one that owns the ephemeral znode /controller is. Here it is broker 4, and /controller_epoch says 1: it is the first in this office. Broker 1 is shut down. The controller makes broker 2 the leader of orders-0, first in ZooKeeper, and then sends it a LeaderAndIsr request that carries its controller epoch.',
        zh: '每台 Broker 都能当控制器，谁拥有临时节点 /controller，谁就是。这里是 Broker 4，/controller_epoch 是 1：它是第一任。现在关闭 Broker 1。控制器让 Broker 2 接任 orders-0 的领导者：先写进 ZooKeeper，再发给它一个 LeaderAndIsr 请求，里面带着自己的控制器纪元（controller epoch）。',
      },
      do: [broker('shutdown', 1)],
      until: { message: order },
      withinMs: 5000,
      focus: ['broker-4', 'zookeeper', SECOND],
    },
    {
      title: { en: 'The controller loses ZooKeeper', zh: '控制器与 ZooKeeper 断开' },
      say: {
        en: 'At this moment the network fails. The request to broker 2 is stuck on its way, and broker 4 no longer reaches ZooKeeper. After two thirds of the session timeout it notices that much. But a client cannot tell by itself that its session is over: broker 4 goes on as the controller it was.',
        zh: '就在这时，网络出了故障：发给 Broker 2 的请求卡在路上，Broker 4 也连不上 ZooKeeper 了。过了会话超时的三分之二，它才察觉连接断了。可是会话是否已经过期，客户端自己无法断定：Broker 4 仍以控制器自居。',
      },
      do: [holdOrder, cutOff],
      until: { fact: 'ZooKeeperDisconnected', where: { node: 'broker-4' } },
      withinMs: 20_000,
      focus: ['broker-4', 'zookeeper'],
      predict: {
        ask: { en: 'Broker 4 has had no answer from ZooKeeper for 12 seconds. Who owns /controller?', zh: 'Broker 4 已有 12 秒没收到 ZooKeeper 的响应。/controller 归谁？' },
        point: 'broker',
        answer: { select: 'controller', of: 'zookeeper' },
        why: {
          en: 'The session lasts 18 seconds after the last word from broker 4. Until then the znode is its own, though it can do nothing with it.',
          zh: '从 Broker 4 最后一次音讯算起，会话维持 18 秒。在那之前，节点仍归它，尽管它什么也做不了。',
        },
      },
    },
    {
      title: { en: 'The office is vacant', zh: '控制器空缺' },
      say: {
        en: 'The session of broker 4 expires: ZooKeeper deletes /controller and /brokers/ids/4. Every broker watches /controller, so brokers 2 and 3 are told at once. Nobody has voted yet, and nobody will.',
        zh: 'Broker 4 的会话过期，ZooKeeper 删除 /controller 和 /brokers/ids/4。每台 Broker 都在监听（Watch）/controller，所以 Broker 2、3 立刻得到通知。至此没有人投票，之后也不会有。',
      },
      do: [],
      until: { fact: 'SessionExpired', where: { node: 'broker-4' } },
      withinMs: 20_000,
      focus: ['zookeeper', 'broker-2', 'broker-3'],
    },
    {
      title: { en: 'The race', zh: '抢节点' },
      say: {
        en: 'Brokers 2 and 3 both try to create /controller and to raise /controller_epoch, in one transaction. ZooKeeper takes one request after the other: the first succeeds as a whole, the other fails as a whole with NODEEXISTS. The loser reads who was faster and watches /controller again.',
        zh: 'Broker 2、3 都来抢：在同一个事务里创建 /controller 并升高 /controller_epoch。ZooKeeper 逐个处理请求：先到的整体成功，后到的整体失败，得到 NODEEXISTS。落败者看看是谁抢到了，再次监听 /controller。',
      },
      do: [],
      until: [{ fact: 'ControllerElected', where: { epoch: 2 } }, { select: 'activeControllers', of: 'zookeeper', is: [2, 4] }],
      withinMs: 2000,
      focus: ['zookeeper', 'broker-2', 'broker-3'],
      predict: {
        ask: { en: 'The race is decided. What does /controller_epoch say?', zh: '胜负已分。/controller_epoch 是多少？' },
        answer: { select: 'controllerEpoch', of: 'zookeeper' },
        why: {
          en: 'It rises by one with each controller, so that orders of an older one can be told from those of the present one. Two brokers tried, one succeeded: from 1 to 2.',
          zh: '每换一任控制器就加 1，这样才能分辨命令出自前任还是现任。两台都试过，只有一台成功：从 1 到 2。',
        },
      },
    },
    {
      title: { en: 'The new controller takes over', zh: '新控制器接手' },
      say: {
        en: 'The new controller knows nothing yet. It reads the brokers, the topics and the state of every partition from ZooKeeper, and there it finds what the old one had decided: broker 2 leads orders-0. Now broker 2 is told, under controller epoch 2, and takes up the leadership. An election outlives the controller that made it.',
        zh: '新控制器一开始什么都不知道。它从 ZooKeeper 读取 Broker、主题和每个分区的状态，从中看到前任已经作出的决定：orders-0 的领导者是 Broker 2。现在 Broker 2 得到通知，控制器纪元为 2，它就任领导者。控制器换了，它作出的选举依然有效。',
      },
      do: [],
      until: [{ fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 2 } }, { fact: 'FollowerPositionLearned', where: { brokerId: 2, followerId: 3 } }],
      withinMs: 3000,
      focus: ['zookeeper', SECOND, THIRD],
    },
    {
      title: { en: 'An order from the past', zh: '迟来的旧命令' },
      say: {
        en: 'The stuck request arrives at last: LeaderAndIsr from broker 4, under controller epoch 1. Broker 2 has heard epoch 2 and answers STALE_CONTROLLER_EPOCH. Broker 4 does not see why: it goes on with the next request in its queue, UpdateMetadata, and that is refused as well.',
        zh: '卡住的请求终于到了：Broker 4 发来的 LeaderAndIsr，控制器纪元是 1。Broker 2 已经听过纪元 2，以 STALE_CONTROLLER_EPOCH 拒绝。Broker 4 并不明白缘由：它继续发队列里的下一个请求 UpdateMetadata，同样被拒绝。',
      },
      do: [],
      until: [
        { fact: 'ControlRequestRefused', where: { brokerId: 2, api: 'LeaderAndIsr', error: 'STALE_CONTROLLER_EPOCH' } },
        { fact: 'ControlRequestRefused', where: { brokerId: 2, api: 'UpdateMetadata', error: 'STALE_CONTROLLER_EPOCH' } },
        { afterMs: 6000 },
      ],
      withinMs: 20_000,
      focus: ['broker-4', SECOND],
      predict: {
        ask: { en: 'How many brokers now believe that they are the controller?', zh: '此刻有几台 Broker 认为自己是控制器？' },
        options: [
          { value: [2], label: { en: 'One broker', zh: '一台' } },
          { value: [2, 4], label: { en: 'Two brokers', zh: '两台' } },
        ],
        answer: { select: 'activeControllers', of: 'zookeeper' },
        why: {
          en: 'Broker 4 does not reach ZooKeeper, the only one it would hear it from. Two may believe that they are the controller; only one is obeyed, and the epoch decides which.',
          zh: 'Broker 4 连不上 ZooKeeper，而它只认 ZooKeeper 的通知。自认是控制器的可以有两台，被听从的只有一台，由纪元决定是谁。',
        },
      },
    },
    {
      title: { en: 'Back, and out of office', zh: '回来了，也卸任了' },
      say: {
        en: 'The network is back. ZooKeeper tells broker 4 that its session has expired: it resigns, opens a new session, registers, and finds that /controller belongs to another. From now on it is a broker like the rest.',
        zh: '网络恢复了。ZooKeeper 告诉 Broker 4 它的会话已经过期：它卸任，建立新会话，重新注册，并看到 /controller 已归别人。从此它与其他 Broker 没有两样。',
      },
      do: [link('network.heal', 'broker-4', 'zookeeper')],
      until: [
        { fact: 'ControllerResigned', where: { controllerId: 4 } },
        { fact: 'BrokerRegisteredInZooKeeper', where: { brokerId: 4 } },
        { select: 'activeControllers', of: 'zookeeper', is: [2] },
      ],
      withinMs: 10_000,
      focus: ['broker-4', 'zookeeper'],
    },
  ],
  whatIf: [
    {
      id: 'killed',
      label: { en: 'What if the controller is killed with its request under way?', zh: '如果控制器在请求还没送达时被杀掉呢？' },
      fromScene: 1,
      do: [],
      scenes: [
        {
          title: { en: 'Half an election', zh: '只做了一半的选举' },
          say: {
            en: 'Broker 4 is killed: what it had sent is lost with its connections. ZooKeeper says that broker 2 leads orders-0, and nobody has told broker 2. Broker 1 has heard nothing either: it goes on leading, while it waits for permission to stop. There is no controller to ask before the session of broker 4 is over.',
            zh: 'Broker 4 被杀掉：已发出的请求随连接一起消失。ZooKeeper 里写着 orders-0 的领导者是 Broker 2，却没有人告诉 Broker 2。Broker 1 也没有收到通知：它一边继续领导，一边等着获准停止。在 Broker 4 的会话过期之前，没有控制器可问。',
          },
          do: [broker('kill', 4)],
          until: { afterMs: 6000 },
          withinMs: 8000,
          focus: ['broker-4', SECOND],
          predict: {
            ask: { en: 'What does broker 2 believe it is for orders-0?', zh: 'Broker 2 认为自己在 orders-0 中是什么角色？' },
            options: [
              { value: 'leader', label: { en: 'The leader', zh: '领导者' } },
              { value: 'follower', label: { en: 'A follower', zh: '追随者' } },
            ],
            answer: { select: 'role', of: SECOND },
            why: { en: 'Brokers do not read the state znodes themselves: a role comes by LeaderAndIsr only.', zh: 'Broker 自己并不读 state 节点：角色只由 LeaderAndIsr 带来。' },
          },
        },
        {
          title: { en: 'The next controller finishes it', zh: '由下一任做完' },
          say: {
            en: 'The session of broker 4 expires, and there is a new controller with epoch 2; broker 1 has tired of waiting by then and stopped. The new one reads the state that its predecessor wrote, finds nothing to elect, and tells broker 2. Since every decision stands in ZooKeeper before anybody hears of it, a controller may die at any moment.',
            zh: 'Broker 4 的会话过期，新控制器上任，纪元为 2；那时 Broker 1 早已不再等待，自行停止了。新控制器读到前任写下的状态，无须再选，直接通知 Broker 2。每个决定在告诉别人之前都已写进 ZooKeeper，所以控制器随时宕机都不要紧。',
          },
          do: [],
          until: [{ fact: 'ControllerElected', where: { epoch: 2 } }, { fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 2 } }],
          withinMs: 20_000,
          focus: ['zookeeper', SECOND],
        },
      ],
    },
    {
      id: 'twice',
      label: { en: 'What if the new controller is killed as it takes over?', zh: '如果新控制器刚上任就被杀掉呢？' },
      fromScene: 4,
      do: [],
      scenes: [
        {
          title: { en: 'A short term of office', zh: '短暂的任期' },
          say: {
            en: 'Broker 2 has just become the controller, and is killed while it still reads the state of the cluster. Brokers 3 and 4 know nothing of that. Its session, too, has to expire first.',
            zh: 'Broker 2 刚当上控制器，还在读取集群状态，就被杀掉了。Broker 3、4 对此一无所知。它的会话也得先过期才行。',
          },
          do: [broker('kill', 2)],
          until: { fact: 'SessionExpired', where: { node: 'broker-2' } },
          withinMs: 30_000,
          focus: ['broker-2', 'zookeeper'],
        },
        {
          title: { en: 'The third controller', zh: '第三任控制器' },
          say: {
            en: 'Broker 3 takes /controller with epoch 3. Broker 2, which was to lead orders-0, is dead as well: broker 3 is the last of the in-sync replicas (ISR), so it makes itself the leader and says so under epoch 3. Broker 4 is still cut off, and still believes in its own epoch 1.',
            zh: 'Broker 3 抢到 /controller，纪元为 3。本该领导 orders-0 的 Broker 2 也宕机了，ISR（同步副本集合）里只剩 Broker 3，于是它让自己当领导者，以纪元 3 发出通知。Broker 4 仍断着网，仍相信自己的纪元 1。',
          },
          do: [],
          until: [{ fact: 'ControllerElected', where: { controllerId: 3, epoch: 3 } }, { fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 3 } }],
          withinMs: 3000,
          focus: ['zookeeper', THIRD],
        },
        {
          title: { en: 'Two are back', zh: '两台都回来了' },
          say: {
            en: 'Broker 2 is restarted, and the network of broker 4 is back. Both find /controller taken. Only broker 3 is in office, and epochs 1 and 2 have no voice any more.',
            zh: 'Broker 2 重新启动，Broker 4 的网络也恢复了。两台都发现 /controller 已有主人。在任的只有 Broker 3，纪元 1 和 2 都不再作数。',
          },
          do: [broker('restart', 2), link('network.heal', 'broker-4', 'zookeeper')],
          until: [
            { fact: 'ControllerResigned', where: { controllerId: 4 } },
            { select: 'liveBrokers', of: 'zookeeper', is: [2, 3, 4] },
            { select: 'activeControllers', of: 'zookeeper', is: [3] },
            { select: 'isr', of: 'orders-0', is: [3, 2] },
          ],
          withinMs: 30_000,
          focus: ['broker-2', 'broker-4', 'zookeeper'],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'Broker 2 is the controller', zh: '控制器是 Broker 2' }, select: 'controller', of: 'zookeeper', is: 2 },
    { say: { en: 'It is the only one that believes so', zh: '认为自己是控制器的只有它一台' }, select: 'activeControllers', of: 'zookeeper', is: [2] },
    { say: { en: 'The controller epoch rose by one, from 1 to 2', zh: '控制器纪元升高了 1，从 1 到 2' }, select: 'controllerEpoch', of: 'zookeeper', is: 2 },
    { say: { en: 'There was one election of a controller', zh: '控制器只选举了一次' }, facts: { fact: 'ControllerElected' }, count: 1 },
    { say: { en: 'The late LeaderAndIsr was refused by its epoch', zh: '迟到的 LeaderAndIsr 因纪元过旧被拒绝' }, facts: { fact: 'ControlRequestRefused', where: { api: 'LeaderAndIsr', error: 'STALE_CONTROLLER_EPOCH', controllerEpoch: 1, knownControllerEpoch: 2 } }, count: 1 },
    { say: { en: 'What the old controller had decided still counts: broker 2 leads', zh: '前任控制器的决定依然有效：领导者是 Broker 2' }, select: 'leader', of: 'orders-0', is: 2 },
    {
      say: { en: 'The session ended, another was elected, the old one was refused, and then it resigned', zh: '会话过期，新控制器选出，旧控制器被拒绝，然后卸任' },
      order: [
        { fact: 'SessionExpired', where: { node: 'broker-4' } },
        { fact: 'ControllerElected', where: { controllerId: 2 } },
        { fact: 'BecameLeader', where: { brokerId: 2, partition: 'orders-0' } },
        { fact: 'ControlRequestRefused', where: { brokerId: 2 } },
        { fact: 'ControllerResigned', where: { controllerId: 4 } },
      ],
    },
    { say: { en: 'All but broker 1 are registered', zh: '除 Broker 1 外都已注册' }, select: 'liveBrokers', of: 'zookeeper', is: [2, 3, 4] },
    { branch: 'killed', say: { en: 'Killed: one controller, epoch 2', zh: '被杀掉：只有一台控制器，纪元 2' }, select: 'controllerEpoch', of: 'zookeeper', is: 2 },
    { branch: 'killed', say: { en: 'Killed: broker 2 leads after all', zh: '被杀掉：Broker 2 终究当上了领导者' }, select: 'role', of: SECOND, is: 'leader' },
    { branch: 'killed', say: { en: 'Killed: nothing was refused', zh: '被杀掉：没有请求被拒绝' }, facts: { fact: 'ControlRequestRefused' }, count: 0 },
    { branch: 'twice', say: { en: 'Killed as it took over: broker 3 is the only controller', zh: '刚上任就被杀掉：控制器只有 Broker 3' }, select: 'activeControllers', of: 'zookeeper', is: [3] },
    { branch: 'twice', say: { en: 'Killed as it took over: the epoch rose twice, to 3', zh: '刚上任就被杀掉：纪元升高两次，到 3' }, select: 'controllerEpoch', of: 'zookeeper', is: 3 },
    { branch: 'twice', say: { en: 'Killed as it took over: the partition is available', zh: '刚上任就被杀掉：分区可用' }, select: 'available', of: 'orders-0', is: true },
  ],
});
