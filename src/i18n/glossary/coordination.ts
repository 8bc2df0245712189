import { term } from './term.ts';

/** Who decides: controllers, ZooKeeper, KRaft; and Kafka's surroundings. */
export const coordinationTerms = [
  term('controller', 'R5', ['controller'], ['控制器'], {
    en: 'The one that watches the brokers, elects leaders and tells everybody; one at a time is active.',
    zh: '监视 Broker、选举领导者并通知各方的角色，同一时刻只有一个在任。',
  }),
  term('controller-epoch', 'Z3', ['controller epoch'], ['控制器纪元'], {
    en: 'A number that rises with every new controller, by which the orders of an old one are refused.',
    zh: '控制器每换一任就加一的编号，旧任的命令据此被拒绝。',
  }),
  term('zookeeper', 'Z1', ['ZooKeeper'], ['ZooKeeper'], {
    en: 'The service that kept a cluster’s membership and metadata up to 3.x; Kafka 4 runs without it.',
    zh: '3.x 及以前保存集群成员和元数据的服务；Kafka 4 不再需要它。',
  }),
  term('znode', 'Z1', ['znode'], ['znode'], {
    en: 'A node in ZooKeeper’s tree: a path with a little data and a version.',
    zh: 'ZooKeeper 树上的节点：一条路径，带少量数据和版本号。',
  }),
  term('ephemeral-node', 'Z1', ['ephemeral node', 'ephemeral'], ['临时节点'], {
    en: 'A znode that disappears with the session that made it: how a dead broker is noticed.',
    zh: '随创建它的会话一起消失的 znode，集群由此发现 Broker 失效。',
  }),
  term('persistent-node', 'Z1', ['persistent node', 'persistent'], ['持久节点'], {
    en: 'A znode that stays until it is deleted, whatever becomes of the session that made it.',
    zh: '一直存在、直到被删除的 znode，与创建它的会话无关。',
  }),
  term('sequential-node', 'Z4', ['sequential node', 'sequential'], ['顺序节点'], {
    en: 'A znode to whose name ZooKeeper appends a number that rises with each, so that all can be put in order.',
    zh: '名称末尾由 ZooKeeper 附上递增编号的 znode，由此可以排出先后。',
  }),
  term('distributed-lock', 'Z4', ['distributed lock', 'holds the lock', 'the lock'], ['分布式锁', '持有锁'], {
    en: 'Only one holds it at a time: whose sequential node is the smallest; each other watches the one before its own.',
    zh: '同一时刻只有一个持有者：顺序节点编号最小的那个；其余各自监听排在前一位的节点。',
  }),
  term('name-service', 'Z4', ['name service'], ['命名服务'], {
    en: 'A known path under which one finds the addresses of those that are there just now.',
    zh: '在约定的路径下，可以查到此刻在线的各个地址。',
  }),
  term('watch', 'Z1', ['ZooKeeper watch', 'a watch', 'child watch', 'data watch'], ['监听（Watch）', '监听', 'Watch'], {
    en: 'A request to be told once when a znode changes.',
    zh: '请 ZooKeeper 在 znode 变化时通知一次。',
  }),
  term('session', 'R5', ['session'], ['会话'], {
    en: 'What a broker keeps alive by heartbeats; when it expires, the broker counts as dead.',
    zh: 'Broker 靠心跳维持的关系；一旦过期，就当它已失效。',
  }),
  term('kraft', 'Z5', ['KRaft'], ['KRaft'], {
    en: 'Kafka’s own Raft: controllers agree on a metadata log among themselves, without ZooKeeper.',
    zh: 'Kafka 自己的 Raft：控制器之间就元数据日志达成一致，不需要 ZooKeeper。',
  }),
  term('quorum', 'Z5', ['quorum', 'majority'], ['多数派'], {
    en: 'More than half of the voters: what they have agreed on cannot be undone by the others.',
    zh: '超过半数的投票者：它们认可的事，其余的无法推翻。',
  }),
  term('voter', 'Z5', ['voter', 'observer'], ['投票者', '观察者'], {
    en: 'A controller that counts for the majority; observers, the brokers, only read along.',
    zh: '计入多数派的控制器；观察者（各 Broker）只跟着读。',
  }),
  term('metadata-log', 'Z5', ['metadata log'], ['元数据日志'], {
    en: 'The log of everything the cluster decided, which brokers replay to know it.',
    zh: '记录集群每个决定的日志，Broker 依次重放即可得知全部元数据。',
  }),
  term('broker-registration', 'Z2', ['broker registration', 'registration'], ['Broker 注册', '注册信息'], {
    en: 'A broker making itself known to the cluster when it starts.',
    zh: 'Broker 启动时向集群表明自己的存在。',
  }),
  term('fenced-broker', 'Z5', ['fenced broker'], ['已隔离的 Broker'], {
    en: 'A broker that is registered but may lead nothing, until its heartbeats show that it has caught up (KRaft).',
    zh: '已注册但还不能领导任何分区的 Broker，心跳表明它已追上元数据后解除（KRaft）。',
  }),
  term('controlled-shutdown', 'R14', ['controlled shutdown'], ['受控关闭'], {
    en: 'A broker handing its leaderships over before it stops.',
    zh: 'Broker 停止之前先把领导权交出去。',
  }),
  term('alter-partition', 'R3', ['AlterPartition', 'AlterIsr'], ['AlterPartition', 'AlterIsr'], {
    en: 'The request by which a leader asks the controller to change the ISR; it counts once granted.',
    zh: '领导者请控制器更改 ISR 的请求，获准之后才算数。',
  }),
  term('leader-and-isr', 'Z3', ['LeaderAndIsr'], ['LeaderAndIsr'], {
    en: 'The request by which a controller with ZooKeeper tells brokers what they lead and follow.',
    zh: '使用 ZooKeeper 时，控制器告诉 Broker 该领导或追随哪些分区的请求。',
  }),
  term('reactor', 'A2', ['reactor', 'acceptor', 'network thread', 'I/O thread', 'request queue'], ['Reactor 模式', 'Acceptor', '网络线程', 'I/O 线程', '请求队列'], {
    en: 'The broker’s shape: few network threads pass requests by a queue to I/O threads that do the work.',
    zh: 'Broker 的结构：少数网络线程收发，请求经队列交给 I/O 线程处理。',
  }),
  term('peak-shaving', 'A1', ['peak shaving'], ['削峰填谷', '削峰'], {
    en: 'Letting a log take a burst, so that what comes after it can work at a steady pace.',
    zh: '突发流量先存进日志，下游按自己的节奏处理。',
  }),
  term('follower-fetching', 'A4', ['follower fetching', 'KIP-392'], ['追随者读取', 'KIP-392'], {
    en: 'Reading from a nearby follower, up to the high watermark it knows (since 2.4).',
    zh: '从就近的追随者读取，最多读到它所知的高水位（2.4 起）。',
  }),
  term('high-availability', 'R7', ['availability'], ['可用性'], {
    en: 'Whether one can write and read right now; it often has to be weighed against losing nothing.',
    zh: '此刻能否读写；它往往要与“不丢消息”权衡。',
  }),
  term('jms', 'A9', ['JMS'], ['JMS'], {
    en: 'Java’s older interface for message brokers, with queues and topics that forget what was consumed.',
    zh: 'Java 早期的消息接口，有队列和主题，消费过的消息不再保留。',
  }),
  term('kafka-streams', 'A9', ['Kafka Streams'], ['Kafka Streams'], {
    en: 'A library for applications that read topics, compute, and write topics.',
    zh: '读取主题、做计算、再写回主题的应用库。',
  }),
  term('kafka-connect', 'A9', ['Kafka Connect'], ['Kafka Connect'], {
    en: 'A framework that copies data between Kafka and other systems by ready-made connectors.',
    zh: '用现成的连接器在 Kafka 与其他系统之间搬运数据的框架。',
  }),
  term('distribution', 'A9', ['Confluent Platform', 'distribution of Kafka'], ['Confluent Platform', 'Kafka 发行版'], {
    en: 'Apache Kafka with tools of a vendor’s around it; the broker’s protocol is the same.',
    zh: '厂商在 Apache Kafka 之外加上自家工具的版本，Broker 协议不变。',
  }),
  term('kip', 'A7', ['KIP'], ['KIP'], {
    en: 'A Kafka Improvement Proposal: where a change of Kafka is written down and voted on before it is made.',
    zh: 'Kafka 改进提案：改动 Kafka 之前，先在此写明并投票。',
  }),
] as const;
