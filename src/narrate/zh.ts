import { coordinatorFacts } from './coordinatorFacts.ts';
import type { CommandSentences, Dictionary, FactSentences, StepSentences } from './types.ts';
import { consumerCommandsInChinese, consumerFactsInChinese } from './zhConsumers.ts';
import { few, ids, leaf, milliseconds, nodeName, offsets, unstopped, values } from './names.ts';
import { zhGroups } from './zhGroups.ts';
import { placementText } from './placement.ts';
import { timerName } from './timers.ts';

const several = (partitions: readonly string[]): string => few(partitions, '、', (count) => `${count} 个分区`);

const node = (address: string): string => nodeName(address, 'zh');
/** A Latin name after a Chinese character keeps one space before it, a Chinese one none. */
const after = (words: string, name: string): string => (/^[\w-]/.test(name) ? `${words} ${name}` : `${words}${name}`);
/** A Latin name, or one ending in a number, keeps one space behind it. */
const before = (name: string, words: string): string => (/[\w-]$/.test(name) ? `${name} ${words}` : `${name}${words}`);
const between = (a: string, b: string | null): string => before(after(before(node(a), '与'), b === null ? '其他所有节点' : node(b)), '之间');
const acksText = (acks: number): string => `acks=${acks === -1 ? 'all' : acks}`;
const leads = (partition: string, leader: number): string => (leader < 0 ? `${partition} 没有领导者` : `${partition} 的领导者是 Broker ${leader}`);
const shown = (value: string | null): string => value ?? '墓碑消息';

const facts: FactSentences = {
  ...zhGroups,
  BrokerStarted: ({ brokerId }) => `Broker ${brokerId} 启动。`,
  BrokerStopped: ({ brokerId, how }) => ({
    killed: `Broker ${brokerId} 被杀掉，日志完好无损。`,
    'power-off': `Broker ${brokerId} 断电，没有刷盘的数据全部丢失。`,
    'controlled-shutdown': `Broker ${brokerId} 已完成受控关闭。`,
    'start-up-failed': `Broker ${brokerId} 启动失败，进程退出。`,
    'fatal-error': `Broker ${brokerId} 遇到致命错误，自行退出，日志完好无损。`,
  })[how],
  BrokerRegistered: ({ brokerId, brokerEpoch }) => `控制器完成 Broker ${brokerId} 的注册，Broker 纪元为 ${brokerEpoch}。`,
  BrokerFenced: ({ brokerId, reason }) => ({
    'session-timeout': `控制器隔离 Broker ${brokerId}：它的会话已超时。`,
    'controlled-shutdown': `控制器隔离 Broker ${brokerId}：它正在关闭。`,
    'new-incarnation': `控制器隔离 Broker ${brokerId}：有新的进程以同一编号注册。`,
  })[reason],
  BrokerUnfenced: ({ brokerId }) => `控制器解除对 Broker ${brokerId} 的隔离，它又可以当选领导者、加入 ISR 了。`,
  BrokerStateChanged: ({ brokerId, from, to }) => `Broker ${brokerId} 的状态从 ${from} 变为 ${to}。`,
  UnflushedRecordsLost: ({ brokerId, partition, from, to }) => `Broker ${brokerId} 丢失了 ${partition} 中${offsets(to, from - 1, 'zh')} 的消息，${from - to === 1 ? '它' : '它们'}还没有刷盘。`,
  LogsLoaded: ({ brokerId, logs, hadCleanShutdown }) => (hadCleanShutdown
    ? `Broker ${brokerId} 加载 ${logs} 个日志；.kafka_cleanshutdown 文件存在，无需恢复。`
    : `Broker ${brokerId} 加载 ${logs} 个日志；没有 .kafka_cleanshutdown 文件，最后写入的部分需要恢复。`),
  LogRecovered: ({ brokerId, partition, segment, recoveryPoint, logEndOffset }) =>
    `Broker ${brokerId} 恢复 ${partition} 的日志段 ${segment}：恢复点是 ${recoveryPoint}，LEO 是 ${logEndOffset}。`,
  CheckpointWritten: ({ brokerId, partition, file, offset }) => `Broker ${brokerId} 把 ${partition} 的位移 ${offset} 写入 ${file}。`,
  RecordsFlushed: ({ brokerId, partition, to, reason }) => `Broker ${brokerId} 把 ${partition} 刷盘到位移 ${to}${{
    'flush.messages': '：达到 flush.messages', 'flush.ms': '：达到 flush.ms', 'segment-roll': '，因为要切换到新的日志段', shutdown: '，然后停止',
  }[reason]}。`,
  LogStartOffsetAdvanced: ({ brokerId, partition, from, to, reason }) => `${({
    'delete-records': `领导者 Broker ${brokerId} 按请求删除 ${partition} 中位移 ${to} 之前的消息`,
    'retention.ms': `Broker ${brokerId} 删除 ${partition} 的旧日志段：超过 retention.ms`,
    'retention.bytes': `Broker ${brokerId} 删除 ${partition} 的旧日志段：超过 retention.bytes`,
    leader: `Broker ${brokerId} 从领导者得知 ${partition} 的起始位移变大`,
  })[reason]}，日志起始位移从 ${from} 变为 ${to}。`,
  LogCleaned: ({ brokerId, partition, to, removed, kept }) => (removed.length === 0
    ? `Broker ${brokerId} 的日志清理线程检查了 ${partition} 位移 ${to} 之前的部分：没有可删的消息，${kept} 条全部保留。`
    : `Broker ${brokerId} 的日志清理线程压实了 ${partition} 位移 ${to} 之前的部分：删除 ${removed.length} 条，保留 ${kept} 条，位移不变。`),
  LowWatermarkAdvanced: ({ brokerId, partition, from, to }) => `领导者 Broker ${brokerId} 得知：存活副本都不再保留 ${partition} 中位移 ${to} 之前的消息，低水位从 ${from} 推进到 ${to}。`,
  RecordsDeleted: ({ partition, lowWatermark }) => `管理员得知消息已删除，${partition} 的低水位是 ${lowWatermark}。`,
  PositionOutOfRange: ({ consumer, partition, position, policy }) => before(node(consumer), policy === 'none'
    ? `要读 ${partition} 的位移 ${position}，日志中没有，而 auto.offset.reset=none：抛出 OffsetOutOfRangeException。`
    : `要读 ${partition} 的位移 ${position}，日志中没有，将按 ${policy} 策略重置。`),
  DiskLost: ({ brokerId }) => `Broker ${brokerId} 的磁盘数据丢失。`,
  ControllerElected: ({ controllerId, epoch }) => `控制器 ${controllerId} 成为活跃控制器，纪元为 ${epoch}。`,
  LeaderElected: ({ partition, leader, leaderEpoch, isr, election }) => ({
    clean: `控制器选举 Broker ${leader} 为 ${partition} 的领导者，Leader Epoch 为 ${leaderEpoch}。`,
    unclean: `控制器选举并不同步的 Broker ${leader} 为 ${partition} 的领导者，这是一次 Unclean 选举，ISR 变为 ${ids(isr)}。`,
    preferred: `控制器把 ${partition} 交还给优先副本所在的 Broker ${leader}。`,
    reassignment: `控制器把 ${partition} 的领导权移交给 Broker ${leader}：旧领导者不再持有它。`,
    'controlled-shutdown': `控制器在旧领导者关闭之前，把 ${partition} 的领导权移交给 Broker ${leader}。`,
  })[election],
  PartitionWentOffline: ({ partition }) => `${partition} 没有领导者：有资格当选的副本都不在线。`,
  ReplicaLeftIsr: ({ partition, brokerId, isr }) => `Broker ${brokerId} 被移出 ${partition} 的 ISR，ISR 变为 ${ids(isr)}。`,
  ReplicaJoinedIsr: ({ partition, brokerId, isr }) => `Broker ${brokerId} 加入 ${partition} 的 ISR，ISR 变为 ${ids(isr)}。`,
  TopicCreated: ({ topic, assignment }) => `主题 ${topic} 已创建，共 ${assignment.length} 个分区。`,
  PartitionsAdded: ({ topic, from, assignment }) => `主题 ${topic} 从 ${from} 个分区增加到 ${from + assignment.length} 个。`,
  ReassignmentStarted: ({ partition, target, adding, removing }) =>
    `${partition} 要迁到 Broker ${ids(target)}：${adding.length === 0 ? '不用新增副本' : `${ids(adding)} 开始复制`}，${removing.length === 0 ? '没有副本要移除' : `全部同步之后移除 ${ids(removing)}`}。`,
  ReassignmentWidened: ({ partition, target, replicas }) => `${partition} 的副本列表现在是 ${ids(replicas)}，新旧副本都在；控制器等待 ${ids(target)} 全部同步。`,
  ReassignmentEnded: ({ partition, replicas, removed, cancelled }) =>
    `${partition} 的重分配${cancelled ? '已取消' : '完成'}，副本是 ${ids(replicas)}${removed.length === 0 ? '' : `，不再有 ${ids(removed)}`}。`,
  ReassignmentDropped: ({ partition, target, reason, live }) => ({
    'already-assigned': `${partition} 本来就在 Broker ${ids(target)} 上，控制器把它从列表中删去。`,
    'no-such-partition': `没有 ${partition} 这个分区，控制器把它从列表中删去。`,
    'not-alive': `Broker ${ids(target)} 中${live.length === 0 ? '没有一台存活' : `只有 ${ids(live)} 存活`}，控制器放弃迁移 ${partition}，把它从列表中删去。`,
    leaderless: `${partition} 从未有过领导者，控制器把它从列表中删去。`,
  })[reason],
  ReassignmentToolFinished: ({ moves, outcome }) => {
    const all = moves.map(({ partition }) => partition).join('、');
    switch (outcome.how) {
      case 'started': return `kafka-reassign-partitions.sh 的方案已被接受：${all} 将要迁移。`;
      case 'cancelled': return `kafka-reassign-partitions.sh 已取消 ${outcome.partitions.join('、')} 的重分配。`;
      case 'none-active': return `kafka-reassign-partitions.sh 没有可取消的：${all} 都不在迁移中。`;
      case 'running': return 'kafka-reassign-partitions.sh 什么也没有请求：另一次重分配正在进行。';
      case 'invalid': return 'kafka-reassign-partitions.sh 不接受这个文件：有列表为空，或有重复。';
      case 'unknown-brokers': return `kafka-reassign-partitions.sh 什么也没有请求：它不认识 Broker ${ids(outcome.brokers)}。`;
      case 'unknown-partitions': return `kafka-reassign-partitions.sh 什么也没有请求：没有 ${outcome.partitions.join('、')}。`;
      case 'overtaken': return 'kafka-reassign-partitions.sh 来晚了：另一次运行刚刚写了 /admin/reassign_partitions。';
      case 'refused': return `控制器拒绝了 ${outcome.errors.map(({ partition, error }) => `${partition}（${error}）`).join('、')}。`;
      case 'timed-out': return 'kafka-reassign-partitions.sh 放弃了：一直没有应答。';
      default: return outcome satisfies never;
    }
  },
  ReplicaDeleted: ({ brokerId, partition }) => `Broker ${brokerId} 不再持有 ${partition}，删除它的日志。`,
  ReplicasPlaced: ({ partition, replicas, steps }) => {
    const how = placementText(steps, { inList: (brokers) => `在 ${brokers} 中从 0 数起，`, broker: 'Broker', passedOver: '（跳过）', separator: '；' });
    return `控制器把 ${partition} 放在 Broker ${ids(replicas)} 上：${how}。`;
  },
  ConfigChanged: ({ resourceType, resourceName, name, value }) => {
    const whose = resourceName === '' ? '所有 Broker' : resourceType === 'topic' ? `主题 ${resourceName}` : `Broker ${resourceName}`;
    return value === null ? `${whose} 的 ${name} 恢复为默认值。` : `${whose} 的 ${name} 设为 ${value}。`;
  },
  AdminRequestFailed: ({ api, error, message }) => `${api} 请求失败：${error}${message === null ? '' : `，Kafka 的说明是“${unstopped(message)}”`}。`,
  ElectionRequested: ({ electionType, partition, error, message }) =>
    error === 'NONE' ? `${partition} 完成一次 ${electionType} 选举。` : `${partition} 的 ${electionType} 选举被拒绝：${error}${message === null ? '' : `，Kafka 的说明是“${unstopped(message)}”`}。`,
  PreferredElectionBegun: ({ partitions, found }) => {
    const elected = partitions.length === 0 ? '没有要选举的分区' : `为 ${several(partitions)} 选举优先副本`;
    return found === null ? `控制器读取 /admin/preferred_replica_election：${elected}。` : `新控制器发现前任留下的 /admin/preferred_replica_election：${elected}。`;
  },
  PreferredElectionEnded: ({ partition, preferred, leader }) => {
    if (leader === null) return `控制器不知道 ${partition} 有领导者，处理到这里出错：/admin/preferred_replica_election 留了下来。`;
    if (leader === preferred) return `${partition} 的选举完成：由 Broker ${preferred} 上的优先副本领导。`;
    return `Broker ${preferred} 不能领导 ${partition}：它不在线，或者不同步。${leader < 0 ? '分区仍然没有领导者' : `仍由 Broker ${leader} 领导`}，选举到此结束。`;
  },
  ElectionToolFinished: ({ partitions, missing, outcome }) => {
    const left = missing.length === 0 ? '' : `${several(missing)} 不存在，被略过。`;
    switch (outcome.how) {
      case 'started': return `工具 kafka-preferred-replica-election.sh 把${partitions.length === 0 ? '一个空列表' : ` ${several(partitions)} `}写入了 /admin/preferred_replica_election。${left}`;
      case 'running': return '工具 kafka-preferred-replica-election.sh 什么也没有请求：/admin/preferred_replica_election 已经存在。';
      case 'timed-out': return '工具 kafka-preferred-replica-election.sh 放弃了：ZooKeeper 一直没有应答。';
      default: return outcome satisfies never;
    }
  },
  SessionCreated: ({ node: client, timeoutMs }) => `${before(after('ZooKeeper 为', node(client)), '建立会话')}，超过 ${milliseconds(timeoutMs)} 没有音讯就会过期。`,
  SessionExpired: ({ node: client }) => `ZooKeeper 太久没有收到${before(after('', node(client)), '的音讯')}，会话过期，它的临时节点被删除。`,
  SessionClosed: ({ node: client }) => `${before(node(client), '关闭了 ZooKeeper 会话')}，它的临时节点被删除。`,
  ZooKeeperDisconnected: ({ node: client }) => `${before(node(client), '与 ZooKeeper 的连接断开')}，会话暂时还在。`,
  ZnodeCreated: ({ path, ephemeralOwner }) => `${ephemeralOwner === 0 ? '' : '临时'}节点 ${path} 已创建。`,
  ZnodeChanged: ({ path, version }) => `节点 ${path} 已写入，版本变为 ${version}。`,
  ZnodeDeleted: ({ path, ephemeralOwner }) => `${ephemeralOwner === 0 ? '' : '临时'}节点 ${path} 已删除。`,
  WatchFired: ({ event, path, to }) => `ZooKeeper 通知监听 ${path} 的${after('', node(to))}：${event}。`,
  ZkClientStarted: ({ client }) => `${before(node(client), '启动')}。`,
  ZkClientStopped: ({ client }) => `${before(node(client), '停止')}。`,
  ZnodeRead: ({ client, path, what, found, data, children, version, watch }) => {
    const seen = !found ? `${path} 不存在` : what === 'data' ? `${path} 的内容是“${data ?? ''}”，版本 ${version}` : what === 'exists' ? `${path} 存在` : `${path} 有 ${children?.length ?? 0} 个子节点`;
    return `${before(node(client), '读到')}：${seen}${watch ? '，并留下一个监听' : ''}。`;
  },
  ZkOperationFailed: ({ client, op, path, error }) => (error === 'CONNECTIONLOSS'
    ? `${before(node(client), '没等到')}对 ${path} 的 ${op} 的响应，连接就断了：它无从知道操作是否已执行。`
    : `ZooKeeper 拒绝了${before(after('', node(client)), '对')} ${path} 的 ${op}：${error}。`),
  LockAcquired: ({ client, path, znode }) => `${before(node(client), '在')} ${path} 下的序号最小（${leaf(znode)}），持有锁。`,
  LockAwaited: ({ client, znode, behind }) => `${before(node(client), '的节点是')} ${leaf(znode)}，等待 ${leaf(behind)} 消失。`,
  LockReleased: ({ client, path }) => `${before(node(client), '让出了它在')} ${path} 下的位置。`,
  LockDoubted: ({ client, path }) => `${before(node(client), '已无法确定锁')} ${path} 是否还归自己，停止使用它。`,
  LockLost: ({ client, path }) => `${before(node(client), '得知会话已过期')}，失去了它在 ${path} 下的位置。`,
  BrokerRegisteredInZooKeeper: ({ brokerId, path, brokerEpoch }) => `Broker ${brokerId} 已在 ${path} 注册，Broker 纪元为 ${brokerEpoch}。`,
  BrokerRegistrationRefused: ({ brokerId, path }) => `Broker ${brokerId} 无法注册：${path} 仍属于上一个进程的会话。`,
  ControllerResigned: ({ controllerId }) => `Broker ${controllerId} 卸任控制器。`,
  LiveBrokersChanged: ({ controllerId, live }) => `控制器 Broker ${controllerId} 发现存活的 Broker 变为 ${ids(live)}。`,
  ControlRequestRefused: ({ brokerId, api, controllerId, error }) => `Broker ${brokerId} 拒绝控制器 ${controllerId} 的 ${api} 请求：${error}。`,
  BecameLeader: ({ brokerId, partition, leaderEpoch, startOffset }) => `Broker ${brokerId} 成为 ${partition} 的领导者，Leader Epoch ${leaderEpoch} 从位移 ${startOffset} 开始。`,
  BecameFollower: ({ brokerId, partition, leader }) =>
    leader < 0 ? `Broker ${brokerId} 得知 ${partition} 没有领导者。` : `Broker ${brokerId} 成为 ${partition} 的追随者，领导者是 Broker ${leader}。`,
  RecordsAppended: ({ brokerId, partition, records, logEndOffset }) => `领导者 Broker ${brokerId} 向 ${partition} 追加${after('', values(records, 'zh', partition))}，LEO 变为 ${logEndOffset}。`,
  RecordsReplicated: ({ brokerId, partition, records, logEndOffset }) => `Broker ${brokerId} 把${before(after('', values(records, 'zh', partition)), '复制到')} ${partition}，LEO 变为 ${logEndOffset}。`,
  FollowerPositionLearned: ({ brokerId, followerId, partition, to }) => `领导者 Broker ${brokerId} 得知：Broker ${followerId} 已有 ${partition} 中位移 ${to} 之前的全部消息。`,
  HighWatermarkAdvanced: ({ brokerId, partition, role, from, to }) =>
    role === 'leader' ? `领导者 Broker ${brokerId} 把 ${partition} 的高水位从 ${from} 推进到 ${to}。` : `追随者 Broker ${brokerId} 得知 ${partition} 的高水位是 ${to}。`,
  HighWatermarkFrozen: ({ partition, highWatermark, isr, minIsr }) => `${partition} 的高水位冻结在 ${highWatermark}：ISR ${ids(isr)} 低于 min.insync.replicas=${minIsr}。`,
  IsrShrinkAsked: ({ brokerId, partition, from, to }) => `领导者 Broker ${brokerId} 请求把 ${partition} 的 ISR 从 ${ids(from)} 收缩到 ${ids(to)}。`,
  IsrExpandAsked: ({ brokerId, partition, from, to }) => `领导者 Broker ${brokerId} 请求把 ${partition} 的 ISR 从 ${ids(from)} 扩张到 ${ids(to)}。`,
  IsrUpdated: ({ brokerId, partition, isr }) => `领导者 Broker ${brokerId} 获知 ${partition} 的 ISR 已是 ${ids(isr)}。`,
  IsrWriteSkipped: ({ brokerId, partition, isr, zkVersion }) => `ZooKeeper 中 ${partition} 的状态已不是版本 ${zkVersion}：Broker ${brokerId} 无法把 ISR 写成 ${ids(isr)}，继续沿用原有的 ISR。`,
  TruncationNotAllowed: ({ brokerId, partition, leader, leaderEndOffset, logEndOffset }) => `${partition} 的日志在领导者 Broker ${leader} 上止于 ${leaderEndOffset}，在 Broker ${brokerId} 上止于 ${logEndOffset}：Unclean 选举已关闭，Broker ${brokerId} 不截断自己的日志。`,
  AlterPartitionRefused: ({ brokerId, partition, error }) => `控制器拒绝 Broker ${brokerId} 对 ${partition} 的 ISR 变更：${error}。`,
  LogTruncated: ({ brokerId, partition, from, to, removed }) => `Broker ${brokerId} 把 ${partition} 的日志从位移 ${from} 截断到 ${to}，丢弃${after('', values(removed, 'zh', partition))}。`,
  ReplicaFetchFailed: ({ brokerId, partition, leader, leaderEpoch, error }) => (error === 'FENCED_LEADER_EPOCH'
    ? `Broker ${leader} 以 ${error} 拒绝 Broker ${brokerId}：它对 ${partition} 的请求发自 Leader Epoch ${leaderEpoch}，那个纪元已经过去。`
    : `Broker ${brokerId} 无法从 Broker ${leader} 拉取 ${partition}：${error}。`),
  ReplicaFetcherDisconnected: ({ brokerId, leader }) => `Broker ${brokerId} 与领导者 Broker ${leader} 的连接断开。`,
  ProduceRefused: ({ brokerId, partition, error }) => `Broker ${brokerId} 拒绝向 ${partition} 追加消息：${error}。`,
  RequestParked: ({ brokerId, api, from }) => `${before(after(`Broker ${brokerId} 让`, node(from)), '的')} ${api} 请求先等待。`,
  ProduceAnswered: ({ brokerId, to, partition, error, acks }) =>
    error === 'NONE' ? `${after(`Broker ${brokerId} 答复`, node(to))}：对 ${partition} 的写入已满足 ${acksText(acks)}。` : `${after(`Broker ${brokerId} 答复`, node(to))}：对 ${partition} 的写入失败，${error}。`,
  ParkedFetchAnswered: ({ brokerId, to, atDeadline }) =>
    `${before(after(`Broker ${brokerId} 答复`, node(to)), atDeadline ? '到期的 Fetch 请求' : '等待中的 Fetch 请求，因为有了新内容')}。`,
  DuplicateAppendIgnored: ({ brokerId, partition, producerId, baseSequence, firstOffset }) =>
    `Broker ${brokerId} 发现生产者 ID ${producerId} 的序列号 ${baseSequence} 已在 ${partition} 的位移 ${firstOffset}，不再重复追加。`,
  SequenceRefused: ({ brokerId, partition, producerId, producerEpoch, baseSequence, error, knownEpoch, knownSequence }) => {
    const known = error === 'INVALID_PRODUCER_EPOCH' ? `纪元 ${producerEpoch} 比已知的 ${knownEpoch} 旧` : knownSequence < 0 ? '此前没有它的序列号' : `已有的最后一个序列号是 ${knownSequence}`;
    return `Broker ${brokerId} 拒绝生产者 ID ${producerId} 发往 ${partition} 的序列号 ${baseSequence}：${error}，${known}。`;
  },
  ProducerIdsAllocated: ({ brokerId, producerIdStart, producerIdLen }) => `Broker ${brokerId} 可以分发生产者 ID ${producerIdStart} 到 ${producerIdStart + producerIdLen - 1}。`,
  ...coordinatorFacts.zh,
  ProducerStarted: ({ producer, idempotent }) => `${before(node(producer), idempotent ? '以幂等方式启动' : '启动，未启用幂等')}。`,
  ProducerStopped: ({ producer }) => `${before(node(producer), '停止')}，未发送的消息随之丢失。`,
  ProducerIdAssigned: ({ producer, producerId, producerEpoch, brokerId }) => `${before(node(producer), `从 Broker ${brokerId} 得到生产者 ID ${producerId}，纪元为 ${producerEpoch}`)}。`,
  ProducerEpochRaised: ({ producer, producerId, producerEpoch, partitions }) => `${before(node(producer), `把生产者 ID ${producerId} 的纪元提升到 ${producerEpoch}，${partitions.join('、')} 的序列号从 0 重新计数`)}。`,
  RecordSent: ({ producer, partition, value, acks, attempt, brokerId }) =>
    `${before(node(producer), `以 ${acksText(acks)} 向 Broker ${brokerId} 发送${after('', shown(value))}，目标分区 ${partition}`)}${attempt > 1 ? `，这是第 ${attempt} 次尝试` : ''}。`,
  RecordAcknowledged: ({ producer, partition, value, acks, offset }) => {
    if (acks === 0) return `${before(after(before(node(producer), '把'), shown(value)), '算作已发送到')} ${partition}：acks=0 不等应答。`;
    return `${before(node(producer), '收到应答')}：${before(shown(value), '位于')} ${partition}${offset < 0 ? '，但没有告知位移' : ` 的位移 ${offset}`}。`;
  },
  SendRetried: ({ producer, partition, error, inMs }) => `${before(node(producer), '遇到')} ${error}，将在 ${milliseconds(inMs)} 后重新发送到 ${partition}。`,
  SendFailed: ({ producer, partition, error, reason }) => ({
    'not-retriable': `${before(node(producer), '放弃')}向 ${partition} 发送：${error} 不可重试。`,
    'retries-exhausted': `${before(node(producer), '放弃')}向 ${partition} 发送：重试次数已用完，${error}。`,
    'delivery-timeout': `${before(node(producer), '放弃')}向 ${partition} 发送：已超过 delivery.timeout.ms。`,
  })[reason],
  ClientDisconnected: ({ client, brokerId, refused }) => before(node(client), refused ? `连接不上 Broker ${brokerId}。` : `与 Broker ${brokerId} 的连接断开。`),
  ClientMetadataUpdated: ({ client, leaders }) => `${before(node(client), '更新元数据')}：${Object.entries(leaders).map(([partition, leader]) => leads(partition, leader)).join('，')}。`,
  RecordsDelivered: ({ consumer, partition, records, position }) => `${before(node(consumer), `从 ${partition} 收到`)}${after('', values(records, 'zh', partition))}，读取位置变为 ${position}。`,
  OffsetReset: ({ consumer, partition, policy, to }) => policy === 'none'
    ? before(node(consumer), `在 ${partition} 没有读取位置，而 auto.offset.reset=none：抛出 NoOffsetForPartitionException。`)
    : `${before(node(consumer), `按 ${policy} 策略把 ${partition} 的读取位置重置为 ${to}`)}。`,
  EndOffsetListed: ({ client, partition, offset }) => `${before(node(client), `得知 ${partition} 的末端位移是 ${offset}`)}。`,
  ConsumerStarted: ({ consumer }) => `${before(node(consumer), '启动')}。`,
  ConsumerStopped: ({ consumer }) => `${before(node(consumer), '停止')}。`,
  ...consumerFactsInChinese,
  NetworkCut: ({ from, to }) => `${between(from, to)}的网络被切断。`,
  NetworkHealed: ({ from, to }) => `${between(from, to)}的网络恢复。`,
  NetworkSlowed: ({ from, to, extraLatencyMs }) => `${between(from, to)}的报文多花 ${milliseconds(extraLatencyMs)}。`,
  CommandRefused: ({ reason }) => `无法执行：${reason}。`,
};

const commands: CommandSentences = {
  'broker.kill': ({ brokerId }) => `你杀掉 Broker ${brokerId}。`,
  'broker.powerOff': ({ brokerId }) => `你切断 Broker ${brokerId} 的电源。`,
  'cluster.powerOff': () => '你让所有 Broker 同时断电。',
  'broker.restart': ({ brokerId }) => `你重启 Broker ${brokerId}。`,
  'broker.shutdown': ({ brokerId }) => `你要求 Broker ${brokerId} 受控关闭。`,
  'disk.lose': ({ brokerId }) => `你清空 Broker ${brokerId} 的磁盘。`,
  'network.cut': ({ from, to }) => `你切断${after('', between(from, to))}的网络。`,
  'network.heal': ({ from, to }) => `你恢复${after('', between(from, to))}的网络。`,
  'network.slow': ({ from, to }) => `你放慢${after('', between(from, to))}的网络。`,
  'producer.send': ({ producer, value, topic }) => `${before(after('你让', node(producer)), '向')}主题 ${topic} 发送${after('', shown(value))}。`,
  'producer.kill': ({ producer }) => `${after('你杀掉', node(producer))}。`,
  'producer.restart': ({ producer }) => `${after('你重启', node(producer))}。`,
  ...consumerCommandsInChinese,
  'zkClient.create': ({ client, path, ephemeral, sequential }) => `${before(after('你让', node(client)), '创建')}${ephemeral === true ? '临时' : ''}${sequential === true ? '顺序' : ''}节点 ${path}。`,
  'zkClient.set': ({ client, path, data, version }) => `${before(after('你让', node(client)), '把')}“${data}”写入 ${path}${version === undefined ? '' : `，条件是版本为 ${version}`}。`,
  'zkClient.delete': ({ client, path }) => `${before(after('你让', node(client)), '删除')} ${path}。`,
  'zkClient.read': ({ client, path, watch }) => `${before(after('你让', node(client)), '读取')}${watch ? '并监听' : ''} ${path}。`,
  'zkClient.follow': ({ client, path }) => `${before(after('你让', node(client)), '持续关注')} ${path}。`,
  'zkClient.lock': ({ client, path }) => `${before(after('你让', node(client)), '请求锁')} ${path}。`,
  'zkClient.unlock': ({ client }) => `${before(after('你让', node(client)), '释放锁')}。`,
  'zkClient.close': ({ client }) => `${before(after('你让', node(client)), '关闭会话并退出')}。`,
  'zkClient.kill': ({ client }) => `${after('你杀掉', node(client))}。`,
  'zkClient.restart': ({ client }) => `${after('你重启', node(client))}。`,
  'topic.create': ({ topic }) => `你请求创建主题 ${topic.name}。`,
  'config.set': ({ name, value }) => (value === null ? `你请求把 ${name} 恢复为默认值。` : `你请求设置 ${name}=${value}。`),
  'records.delete': ({ partition, beforeOffset }) => `你请求删除 ${partition} 中${beforeOffset === -1 ? '高水位' : `位移 ${beforeOffset}`}${beforeOffset === -1 ? '' : ' '}之前的消息。`,
  'partitions.create': ({ topic, count }) => `你请求把主题 ${topic} 的分区数改为 ${count}。`,
  'partition.reassign': ({ partition, replicas }) => (replicas === null ? `你请求取消 ${partition} 的重分配。` : `你请求把 ${partition} 迁到 Broker ${ids(replicas)}。`),
  'reassignment.run': ({ does, moves }) => `你对 ${moves.map(({ partition }) => partition).join('、')} 运行 kafka-reassign-partitions.sh --${does}。`,
  'group.resetOffsets': ({ group, topics }) => `你请求重置消费者组 ${group} ${topics === null ? '的所有已提交位移' : `在 ${topics.join('、')} 上的位移`}。`,
  'group.deleteOffsets': ({ group, topics }) => `你请求删除消费者组 ${group} 在 ${topics.join('、')} 上的已提交位移。`,
  'group.delete': ({ group }) => `你请求删除消费者组 ${group}。`,
  'leader.elect': ({ electionType, partition }) => `你请求对${partition === null ? '所有分区' : ` ${partition} `}进行 ${electionType} 选举。`,
};

const steps: StepSentences = {
  request: ({ api, from, to }) => `${after(`${before(node(from), '的')} ${api} 请求到达`, node(to))}。`,
  response: ({ api, from, to }) => (api === 'ZkEvent' ? `${after(before(node(from), '的通知到达'), node(to))}。` : `${after(`${before(node(from), '对')} ${api} 的响应到达`, node(to))}。`),
  broken: ({ node: one, peer }) => `${before(after(before(node(one), '发现与'), node(peer)), '的连接已断开')}。`,
  refused: ({ node: one, peer }) => `${before(node(one), '连接不上')}${after('', node(peer))}。`,
  duplicated: ({ sentence }) => `TCP 之外的重复送达：${sentence.replace(/。$/, '')}，之后还会再到达一次。`,
  leaveIsr: ({ brokers, partition, isr }) => `Broker ${brokers.join('、')} 被移出 ${partition} 的 ISR，ISR 变为 ${ids(isr)}。`,
  timer: (timer) => `${before(node(timer.owner), '的定时器到期')}：${timerName(timer, 'zh')}。`,
  hold: ({ client, server }) => `你扣住${after('', between(client, server))}的报文。`,
  disconnect: ({ client, server }) => `你断开${after('', between(client, server))}的连接。`,
};

export const zh: Dictionary = { facts, commands, steps };
