import { headings } from './headings.ts';
import { lesson } from './lesson.ts';
import { broker, setTopic, threeReplicas } from './scenery.ts';
import type { Action } from './types.ts';

const createPayments: Action = { command: { type: 'topic.create', topic: { name: 'payments', partitions: 2, replicationFactor: 3, configs: { 'retention.ms': '3600000' } } } };

/** Z2: what Kafka keeps in ZooKeeper, and what goes with a broker's session. */
export const brokerRegistration = lesson({
  ...headings['broker-registration'],
  eras: ['2.8'],
  seed: 1,
  cluster: threeReplicas({ controller: 3, producers: [] }),
  scenes: [
    {
      title: { en: 'A topic is a few znodes', zh: '主题就是几个节点' },
      say: {
        en: 'An administrator creates the topic payments. The controller, on broker 3, writes its settings under /config/topics and its replicas under /brokers/topics/payments; then it makes a state znode for each partition, with leader, leader epoch and in-sync replicas (ISR). All of these are persistent. Only then are the brokers told, by LeaderAndIsr and UpdateMetadata requests. The ZooKeeper tab shows the whole tree.',
        zh: '管理员创建主题 payments。Broker 3 上的控制器把配置写到 /config/topics 下，把副本列表写到 /brokers/topics/payments，再为每个分区建一个 state 节点，记着领导者、Leader Epoch（领导者纪元）和 ISR（In-Sync Replicas，同步副本集合）。这些都是持久节点。写完之后，才用 LeaderAndIsr 和 UpdateMetadata 请求通知各 Broker。整棵树可以在 ZooKeeper 标签页里看到。',
      },
      do: [createPayments],
      until: [
        { select: 'znodeChildren', of: '/brokers/topics/payments/partitions', is: ['0', '1'] },
        { fact: 'BecameLeader', where: { partition: 'payments-0' } },
        { fact: 'BecameLeader', where: { partition: 'payments-1' } },
      ],
      withinMs: 5000,
      focus: ['zookeeper', 'broker-3'],
    },
    {
      title: { en: 'A setting, and a note about it', zh: '一项配置，和一张便条' },
      say: {
        en: 'Somebody sets retention.ms of orders. The value is written to /config/topics/orders, and a sequential znode under /config/changes says whose settings changed. Every broker watches the children of /config/changes: the watch wakes it, it reads the note, and then the settings.',
        zh: '有人修改 orders 的 retention.ms。值写进 /config/topics/orders，/config/changes 下再添一个顺序节点，说明谁的配置变了。每台 Broker 都在监听（Watch）/config/changes 的子节点：被唤醒之后，先读这张便条，再去读配置。',
      },
      do: [setTopic('retention.ms', '7200000')],
      until: [
        { select: 'znodeData', of: '/config/topics/orders', is: '{"version":1,"config":{"retention.ms":"7200000"}}' },
        { fact: 'WatchFired', where: { path: '/config/changes', to: 'broker-1' } },
        { afterMs: 200 },
      ],
      withinMs: 5000,
      focus: ['zookeeper'],
    },
    {
      title: { en: 'A broker dies', zh: '一台 Broker 宕机' },
      say: {
        en: 'Broker 1 is killed. Its registration is the ephemeral znode /brokers/ids/1, which belongs to its session; and that lasts for zookeeper.session.timeout.ms, 18 seconds, after the last sign of life. Until then the cluster counts broker 1 among the living, and nobody replaces it as leader of orders-0.',
        zh: 'Broker 1 被杀掉。它的注册信息是临时节点 /brokers/ids/1，属于它的会话；从最后一次音讯算起，会话还会维持 zookeeper.session.timeout.ms，18 秒。在那之前，集群仍把 Broker 1 当作活着的，orders-0 的领导者也没人接替。',
      },
      do: [broker('kill', 1)],
      until: { afterMs: 6000 },
      withinMs: 8000,
      focus: ['broker-1', 'zookeeper'],
      predict: {
        ask: { en: 'Six seconds after the crash, which brokers does /brokers/ids list?', zh: '宕机 6 秒之后，/brokers/ids 下列着哪些 Broker？' },
        options: [
          { value: [1, 2, 3], label: { en: '1, 2 and 3', zh: '1、2、3' } },
          { value: [2, 3], label: { en: '2 and 3', zh: '2、3' } },
        ],
        answer: { select: 'liveBrokers', of: 'zookeeper' },
        why: {
          en: 'The znode belongs to the session, not to the process. ZooKeeper deletes it when the session expires, and not before.',
          zh: '节点属于会话，而不是进程。会话过期时 ZooKeeper 才会删除它，不会提前。',
        },
      },
    },
    {
      title: { en: 'The session takes the registration with it', zh: '会话带走了注册信息' },
      say: {
        en: 'The session expires and /brokers/ids/1 is deleted. The controller watches the children of /brokers/ids: it reads them again, finds broker 1 missing, and elects new leaders for what broker 1 led. It writes the new leader and ISR to the state znodes, each on condition of the version it knows.',
        zh: '会话过期，/brokers/ids/1 被删除。控制器监听着 /brokers/ids 的子节点：重新读一遍，发现少了 Broker 1，于是为它领导的分区选出新领导者，再把新的领导者和 ISR 写进 state 节点，条件是版本仍是自己所知的那个。',
      },
      do: [],
      until: [{ fact: 'LiveBrokersChanged', where: { deleted: [1] } }, { fact: 'BecameLeader', where: { partition: 'orders-0', brokerId: 2 } }, { select: 'isr', of: 'orders-0', is: [2, 3] }],
      withinMs: 20_000,
      focus: ['zookeeper', 'broker-3'],
    },
    {
      title: { en: 'What stayed', zh: '留下来的' },
      say: {
        en: 'Broker 1 is restarted, opens a session and registers again. In /brokers/topics/orders it was never crossed out: the replicas of a topic are its assignment, dead or alive. The controller gives it its replicas back as followers, and they return to the ISR. Its new znode was created by a later transaction, whose number is its new broker epoch.',
        zh: 'Broker 1 重新启动，建立会话，再次注册。在 /brokers/topics/orders 里，它从没被划掉：那里记的是副本分配，与 Broker 是否存活无关。控制器把它的副本作为追随者交还给它，之后它们回到 ISR。新节点由更晚的事务创建，事务编号就是它新的 Broker 纪元（broker epoch）。',
      },
      do: [broker('restart', 1)],
      until: [{ fact: 'BrokerRegisteredInZooKeeper', where: { brokerId: 1 } }, { select: 'isr', of: 'orders-0', is: [2, 3, 1] }],
      withinMs: 20_000,
      focus: ['broker-1', 'zookeeper'],
      predict: {
        ask: { en: 'Broker 1 has registered again. Who leads orders-0?', zh: 'Broker 1 重新注册了。谁是 orders-0 的领导者？' },
        options: [
          { value: 1, label: { en: 'Broker 1, as before', zh: '照旧是 Broker 1' } },
          { value: 2, label: { en: 'Broker 2', zh: 'Broker 2' } },
        ],
        answer: { select: 'leader', of: 'orders-0' },
        why: {
          en: 'A registration says who is alive, not who leads. Leadership stays where the election put it, until somebody asks for a preferred election.',
          zh: '注册只说明谁活着，不决定谁领导。领导权留在选举给它的地方，直到有人要求选举优先副本为领导者。',
        },
      },
    },
  ],
  whatIf: [
    {
      id: 'shut-down',
      label: { en: 'What if broker 1 is shut down instead?', zh: '如果 Broker 1 是正常关闭的呢？' },
      fromScene: 2,
      do: [],
      scenes: [
        {
          title: { en: 'It closes its session itself', zh: '自己关闭会话' },
          say: {
            en: 'Broker 1 first asks the controller to move its leaderships away, and then closes its session. /brokers/ids/1 is gone at once, and nobody has waited for a timeout. That is the difference between stopping and crashing.',
            zh: 'Broker 1 先请控制器把它的领导权移走，然后关闭会话。/brokers/ids/1 立刻消失，谁也没有等超时。正常停止与宕机的区别就在这里。',
          },
          do: [broker('shutdown', 1)],
          until: [{ fact: 'BrokerStopped', where: { brokerId: 1 } }, { select: 'liveBrokers', of: 'zookeeper', is: [2, 3] }],
          withinMs: 5000,
          focus: ['broker-1', 'zookeeper', 'broker-3'],
        },
      ],
    },
    {
      id: 'back-too-soon',
      label: { en: 'What if broker 1 is restarted before its session is over?', zh: '如果会话还没过期，Broker 1 就重新启动呢？' },
      fromScene: 3,
      do: [],
      scenes: [
        {
          title: { en: 'Its place is taken, by itself', zh: '位置被占着，占着的正是它自己' },
          say: {
            en: 'Broker 1 is restarted at once and opens a new session. It tries to create /brokers/ids/1, but the znode of its former self is still there and belongs to another session. It could as well be a second machine with the same broker.id, so the broker refuses to start and exits.',
            zh: 'Broker 1 马上重新启动，建立了新的会话。它要创建 /brokers/ids/1，可先前那个进程的节点还在，属于另一个会话。这也可能是另一台机器用了同样的 broker.id，所以 Broker 拒绝启动，退出了。',
          },
          do: [broker('restart', 1)],
          until: [{ fact: 'BrokerRegistrationRefused', where: { brokerId: 1 } }, { fact: 'BrokerStopped', where: { brokerId: 1 } }],
          withinMs: 5000,
          focus: ['broker-1', 'zookeeper'],
        },
        {
          title: { en: 'Once the old session is over', zh: '等旧会话过期之后' },
          say: {
            en: 'The old session expires, the controller takes note, and a further restart succeeds. Whoever starts brokers automatically should know this: with ZooKeeper, a restart within the session timeout can fail.',
            zh: '旧会话过期，控制器得知，再启动一次就成功了。自动拉起 Broker 的人应当知道：使用 ZooKeeper 时，在会话超时之内重启可能会失败。',
          },
          do: [],
          until: { fact: 'LiveBrokersChanged', where: { deleted: [1] } },
          withinMs: 20_000,
          focus: ['zookeeper'],
        },
        {
          title: { en: 'The next try', zh: '再试一次' },
          say: {
            en: 'Broker 1 is started once more. Nothing stands at /brokers/ids/1 now, and the registration is its own.',
            zh: '再次启动 Broker 1。现在 /brokers/ids/1 那里什么都没有，这次注册归它自己了。',
          },
          do: [broker('restart', 1)],
          until: [{ fact: 'BrokerRegisteredInZooKeeper', where: { brokerId: 1 } }, { select: 'liveBrokers', of: 'zookeeper', is: [1, 2, 3] }],
          withinMs: 5000,
          focus: ['broker-1', 'zookeeper'],
        },
      ],
    },
  ],
  ends: [
    { say: { en: 'All three brokers are registered', zh: '三台 Broker 都已注册' }, select: 'liveBrokers', of: 'zookeeper', is: [1, 2, 3] },
    { say: { en: 'A registration is ephemeral', zh: '注册节点是临时的' }, select: 'isEphemeral', of: '/brokers/ids/1', is: true },
    { say: { en: 'A topic is persistent', zh: '主题节点是持久的' }, select: 'isEphemeral', of: '/brokers/topics/orders', is: false },
    { say: { en: 'Both topics are there', zh: '两个主题都在' }, select: 'znodeChildren', of: '/brokers/topics', is: ['orders', 'payments'] },
    { say: { en: 'So are the settings', zh: '配置也在' }, select: 'znodeData', of: '/config/topics/payments', is: '{"version":1,"config":{"retention.ms":"3600000"}}' },
    {
      say: { en: 'The session went first, then the registration, then the controller elected', zh: '先是会话过期，再是注册消失，然后控制器选举' },
      order: [
        { fact: 'SessionExpired', where: { node: 'broker-1' } },
        { fact: 'ZnodeDeleted', where: { path: '/brokers/ids/1' } },
        { fact: 'LiveBrokersChanged', where: { live: [2, 3] } },
        { fact: 'LeaderElected', where: { partition: 'orders-0', leader: 2 } },
      ],
    },
    { say: { en: 'The crash was noticed after 12 to 18 seconds', zh: '宕机在 12 到 18 秒之后才被发现' }, elapsedMs: { min: 12_000, max: 18_000 }, from: { fact: 'BrokerStopped', where: { brokerId: 1 } }, to: { fact: 'SessionExpired', where: { node: 'broker-1' } } },
    { branch: 'shut-down', say: { en: 'Shut down: only brokers 2 and 3 are registered', zh: '正常关闭：只剩 Broker 2、3 注册着' }, select: 'liveBrokers', of: 'zookeeper', is: [2, 3] },
    { branch: 'shut-down', say: { en: 'Shut down: no session expired', zh: '正常关闭：没有会话过期' }, facts: { fact: 'SessionExpired' }, count: 0 },
    { branch: 'back-too-soon', say: { en: 'Too soon: refused once', zh: '回来太早：被拒绝一次' }, facts: { fact: 'BrokerRegistrationRefused', where: { brokerId: 1 } }, count: 1 },
    { branch: 'back-too-soon', say: { en: 'Too soon: all three are registered in the end', zh: '回来太早：最终三台都已注册' }, select: 'liveBrokers', of: 'zookeeper', is: [1, 2, 3] },
  ],
});
