import { apiNameIn } from '../../kafka/era/apiName.ts';
import type { EraId } from '../../kafka/era/era.ts';
import { withErrorNames } from '../../kafka/era/errorName.ts';
import type { Fact } from '../../kafka/facts.ts';
import { integer } from '../../i18n/numbers.ts';
import { lastOfPath } from '../shared/text.ts';
import type { Field } from './field.ts';
import type { Arrow, Mark, SequenceView } from './select.ts';

/** Every word on the lanes, drawn or spoken. A list of wordings goes from long to short: the first that fits is drawn. */
export interface SequenceStrings {
  readonly lang: 'en' | 'zh-Hans';
  readonly stage: (view: SequenceView) => string;
  /** What the picture shows, for one who only has the file. */
  readonly about: (view: SequenceView) => string;
  readonly lanes: string;
  readonly lane: (node: string) => readonly string[];
  readonly laneLabel: (node: string) => string;
  readonly arrow: (api: string, kind: Arrow['envelope']['message']['kind'], field: Field) => readonly string[];
  /** `receivedMs` null: not received. */
  readonly arrowLabel: (arrow: Arrow, field: Field, receivedMs: number | null) => string;
  readonly mark: (mark: Mark, fact: Fact | undefined) => readonly string[];
  readonly markLabel: (mark: Mark, atMs: number, sentences: readonly string[]) => string;
  readonly time: (atMs: number) => string;
  readonly quiet: (forMs: number) => string;
  readonly unit: string;
  readonly now: string;
}

const LANE_SHORT: readonly (readonly [RegExp, string])[] = [[/^broker-/, 'b'], [/^producer-/, 'p'], [/^consumer-/, 'c'], [/^controller-\d+$/, 'ctrl'], [/^zookeeper$/, 'zk']];

function shortLane(node: string): string {
  return LANE_SHORT.reduce((name, [pattern, short]) => name.replace(pattern, short), node);
}

const EN_NODES: readonly (readonly [RegExp, string])[] = [[/^broker-/, 'broker '], [/^producer-/, 'producer '], [/^consumer-/, 'consumer '], [/^client-/, 'client '], [/^controller-/, 'controller '], [/^zookeeper$/, 'ZooKeeper'], [/^admin$/, 'administrator']];
const ZH_NODES: readonly (readonly [RegExp, string])[] = [[/^broker-/, 'Broker '], [/^producer-/, '生产者 '], [/^consumer-/, '消费者 '], [/^client-/, '客户端 '], [/^controller-/, '控制器 '], [/^zookeeper$/, 'ZooKeeper'], [/^admin$/, '管理员']];
const named = (names: typeof EN_NODES) => (node: string): string => names.reduce((name, [pattern, word]) => name.replace(pattern, word), node);
const enNode = named(EN_NODES);
const zhNode = named(ZH_NODES);

const tight = (ids: readonly number[]): string => `{${ids.join()}}`;

interface FieldNames {
  readonly offset: string;
  /** A consumer's. */
  readonly position: string;
  readonly comma: string;
  readonly records: (count: number) => string;
}

const EN_FIELDS: FieldNames = { offset: 'offset', position: 'position', comma: ', ', records: (count) => `${count} record${count === 1 ? '' : 's'}` };
const ZH_FIELDS: FieldNames = { offset: '位移', position: '位移', comma: '，', records: (count) => `${count} 条消息` };

/** Long, then short: mostly numbers and Kafka's own words. */
function fieldWords(field: Field, { offset, comma, records }: FieldNames): readonly string[] {
  switch (field.is) {
    case 'nothing': return [];
    case 'offset': return [`${offset} ${field.offset}`, String(field.offset)];
    case 'epoch': return [`epoch ${field.epoch}`];
    case 'topic': return [field.topic];
    case 'records': {
      const count = field.count === 0 ? [] : [records(field.count)];
      const watermark = field.highWatermark === null ? [] : [`HW ${field.highWatermark}`];
      return [[...count, ...watermark].join(comma), count[0] ?? watermark[0] ?? ''].filter((words) => words !== '');
    }
    case 'diverging': return [`diverging epoch ${field.epoch}${comma}end ${field.endOffset}`, `diverging ${field.endOffset}`];
    case 'isr': return [`ISR ${tight(field.isr)}`];
    case 'znode': return [`${field.op} ${field.path}`, `${field.op} ${field.path.slice(field.path.lastIndexOf('/') + 1)}`, field.op];
    // The arrow's cross and its label tell of a connection that broke.
    case 'disconnected': return [];
    case 'error': return [field.error];
    default: return field satisfies never;
  }
}

function wordings(name: string, words: readonly string[]): readonly string[] {
  return [...words.map((word) => `${name} ${word}`), name];
}

/** Kafka's own short words for what changed; undefined where only a sentence tells it. */
function factWords(fact: Fact, names: FieldNames): readonly string[] | undefined {
  switch (fact.type) {
    case 'HighWatermarkAdvanced': return [`HW ${fact.to}`];
    case 'HighWatermarkFrozen': return [`HW ${fact.highWatermark} ‖`];
    case 'RecordsAppended':
    case 'RecordsReplicated': return [`LEO ${fact.logEndOffset}`];
    case 'FollowerPositionLearned': return [`b${fact.followerId} LEO ${fact.to}`];
    case 'ReplicaLeftIsr':
    case 'ReplicaJoinedIsr':
    case 'IsrUpdated': return [`ISR ${tight(fact.isr)}`];
    case 'IsrShrinkAsked':
    case 'IsrExpandAsked': return [`ISR ${tight(fact.to)}?`];
    case 'LeaderElected':
    case 'BecameLeader': return [`epoch ${fact.leaderEpoch}`];
    case 'ControllerElected': return [`epoch ${fact.epoch}`];
    case 'LogTruncated': return [`LEO ${fact.from} → ${fact.to}`];
    case 'RecordAcknowledged': return [`acks=${fact.acks === -1 ? 'all' : fact.acks} · ${fact.value ?? 'null'}`, fact.value ?? 'null'];
    case 'RecordSent': return [`${fact.value ?? 'null'} · acks=${fact.acks === -1 ? 'all' : fact.acks}`, fact.value ?? 'null'];
    case 'RecordsDelivered': return [`${names.position} ${fact.position}`];
    case 'OffsetReset': return [`${fact.policy} ${fact.to}`];
    case 'RecordProcessed': return [fact.value ?? 'null'];
    case 'MemberStateChanged': return [fact.to];
    case 'PartitionsAssigned': return [`+ ${fact.partitions.join(' ')}`, `+ ${fact.partitions.length}`];
    case 'RebalanceAttempted': return [`rebalance #${fact.attempt}`];
    case 'OwnershipRefused': return [fact.partition];
    case 'PartitionsRevoked':
    case 'PartitionsLost': return [`− ${fact.partitions.join(' ')}`, `− ${fact.partitions.length}`];
    case 'OffsetCommitAnswered': return [fact.error === 'NONE' ? `commit ${fact.offsets[0]?.offset ?? ''}` : fact.error];
    case 'HeartbeatFailed':
    case 'ConsumerFailed': return [fact.error];
    case 'ProduceRefused':
    case 'SendRetried':
    case 'SendFailed':
    case 'AlterPartitionRefused':
    case 'ControlRequestRefused':
    case 'ReplicaFetchFailed':
    case 'ZkOperationFailed':
    case 'AdminRequestFailed': return [fact.error];
    case 'BrokerStateChanged': return [fact.to];
    case 'ConfigChanged': return [`${fact.name}=${fact.value ?? ''}`];
    case 'PartitionsAdded':
    case 'TopicCreated': return [fact.topic];
    case 'ZnodeCreated':
    case 'ZnodeChanged':
    case 'ZnodeDeleted': return [fact.path, lastOfPath(fact.path)];
    case 'ZnodeRead': return [...(fact.data === null ? [] : [`${lastOfPath(fact.path)} = ${fact.data}`]), lastOfPath(fact.path)];
    default: return undefined;
  }
}

type Words = Readonly<Partial<Record<Fact['type'] | 'hold' | 'disconnect', string>>>;

const EN_FACTS: Words = {
  BrokerStarted: 'starts', BrokerStopped: 'stops', BrokerRegistered: 'registered', BrokerFenced: 'fenced', BrokerUnfenced: 'unfenced', PartitionWentOffline: 'no leader', DiskLost: 'disk lost',
  UnflushedRecordsLost: 'records lost', SessionCreated: 'session', SessionExpired: 'session expired', SessionClosed: 'session closed', BecameFollower: 'follower', NetworkCut: 'network cut',
  NetworkHealed: 'network healed', NetworkSlowed: 'network slowed', ClientDisconnected: 'disconnected', ReplicaFetcherDisconnected: 'disconnected', ZooKeeperDisconnected: 'disconnected',
  ClientMetadataUpdated: 'metadata', ConsumerStarted: 'starts', ConsumerStopped: 'stops', RequestParked: 'waits', WatchFired: 'watch fired', CommandRefused: 'refused',
  LockAcquired: 'holds the lock', LockAwaited: 'waits for the lock', LockReleased: 'lock released', LockDoubted: 'lock in doubt', LockLost: 'lock lost',
  ConsumerRegistered: 'registered', RebalanceAttemptFailed: 'rebalance failed', ZkClientStarted: 'starts', ZkClientStopped: 'stops', ElectionRequested: 'election', hold: 'held', disconnect: 'connection broken',
};
const ZH_FACTS: Words = {
  BrokerStarted: '启动', BrokerStopped: '停止', BrokerRegistered: '已注册', BrokerFenced: '被隔离', BrokerUnfenced: '解除隔离', PartitionWentOffline: '无领导者副本', DiskLost: '磁盘丢失',
  UnflushedRecordsLost: '消息丢失', SessionCreated: '会话建立', SessionExpired: '会话过期', SessionClosed: '会话关闭', BecameFollower: '成为追随者副本', NetworkCut: '网络断开',
  NetworkHealed: '网络恢复', NetworkSlowed: '网络变慢', ClientDisconnected: '连接断开', ReplicaFetcherDisconnected: '连接断开', ZooKeeperDisconnected: '连接断开',
  ClientMetadataUpdated: '元数据', ConsumerStarted: '启动', ConsumerStopped: '停止', RequestParked: '等待', WatchFired: '监听触发', CommandRefused: '被拒绝',
  LockAcquired: '持有锁', LockAwaited: '等待锁', LockReleased: '释放锁', LockDoubted: '锁存疑', LockLost: '失去锁',
  ConsumerRegistered: '已注册', RebalanceAttemptFailed: '重平衡失败', ZkClientStarted: '启动', ZkClientStopped: '停止', ElectionRequested: '选举', hold: '被扣住', disconnect: '连接断开',
};

function markWords(mark: Mark, fact: Fact | undefined, words: Words, names: FieldNames): readonly string[] {
  if (fact !== undefined) return factWords(fact, names) ?? [words[fact.type] ?? ''];
  return mark.kind === 'hold' || mark.kind === 'disconnect' ? [words[mark.kind] ?? ''] : [''];
}

const isNotice = (arrow: Arrow): boolean => arrow.envelope.message.kind === 'notice';
const refused = (arrow: Arrow): boolean => 'refused' in arrow.envelope.message && arrow.envelope.message.refused;

const en: SequenceStrings = {
  lang: 'en',
  stage: ({ lanes, arrows }) => `Messages by virtual time: ${lanes.length} lanes, ${arrows.length} ${arrows.length === 1 ? 'message' : 'messages'}. Up and down move between messages and marks; Enter goes to their step.`,
  about: ({ lanes, arrows, steps }) => `${arrows.length} messages between ${lanes.length} nodes by virtual time, from ${en.time(steps[0]?.nowMs ?? 0)} to ${en.time(steps.at(-1)?.nowMs ?? 0)} ms.`,
  lanes: 'Lanes',
  lane: (node) => [enNode(node), shortLane(node)],
  laneLabel: (node) => `Lane of ${enNode(node)}`,
  arrow: (api, kind, field) => (kind === 'notice' ? ['connection broken', 'broken'] : wordings(api, fieldWords(field, EN_FIELDS))),
  arrowLabel: (arrow, field, receivedMs) => {
    const [from, to] = [enNode(arrow.from), enNode(arrow.to)];
    const { message, sentAtMs } = arrow.envelope;
    const what = isNotice(arrow) ? `${to} learns that ${from} ${refused(arrow) ? 'does not listen' : 'is gone or broke the connection'}` : `${message.api}${message.kind === 'response' ? ' response' : ''} from ${from} to ${to}`;
    const end = { received: `received ${en.time(receivedMs ?? 0)} ms`, lost: 'lost with its connection', underWay: 'under way', stuck: 'waiting: the network is cut' }[arrow.end.how];
    const late = arrow.lateMs > 0 ? [`held for ${en.time(arrow.lateMs)} ms`] : [];
    return [what, `sent ${en.time(sentAtMs)} ms`, end, ...late, ...fieldWords(field, EN_FIELDS).slice(0, 1)].join(', ');
  },
  mark: (mark, fact) => markWords(mark, fact, EN_FACTS, EN_FIELDS),
  markLabel: ({ node }, atMs, sentences) => `${enNode(node)}, ${en.time(atMs)} ms: ${sentences.join(' ')}`,
  time: (atMs) => integer(atMs, 'en'),
  quiet: (forMs) => `${integer(forMs, 'en')} ms`,
  unit: 'ms',
  now: 'now',
};

const zh: SequenceStrings = {
  lang: 'zh-Hans',
  stage: ({ lanes, arrows }) => `按虚拟时间排列的通信：${lanes.length} 条泳道，${arrows.length} 条报文。用上下方向键在报文与标记间移动，回车跳到对应的步骤。`,
  about: ({ lanes, arrows, steps }) => `${lanes.length} 个节点之间的 ${arrows.length} 条报文，按虚拟时间从 ${zh.time(steps[0]?.nowMs ?? 0)} 到 ${zh.time(steps.at(-1)?.nowMs ?? 0)} ms 排列。`,
  lanes: '泳道',
  lane: (node) => [zhNode(node), shortLane(node)],
  laneLabel: (node) => `${zhNode(node)} 的泳道`,
  arrow: (api, kind, field) => (kind === 'notice' ? ['连接断开', '断开'] : wordings(api, fieldWords(field, ZH_FIELDS))),
  arrowLabel: (arrow, field, receivedMs) => {
    const [from, to] = [zhNode(arrow.from), zhNode(arrow.to)];
    const { message, sentAtMs } = arrow.envelope;
    const what = isNotice(arrow) ? `${to} 得知 ${from} ${refused(arrow) ? '没有监听' : '已断开连接'}` : `${from} 发给 ${to} 的 ${message.api} ${message.kind === 'response' ? '响应' : '请求'}`;
    const end = { received: `${zh.time(receivedMs ?? 0)} ms 收到`, lost: '随连接丢失', underWay: '传输中', stuck: '等待中：网络已断开' }[arrow.end.how];
    const late = arrow.lateMs > 0 ? [`被扣住 ${zh.time(arrow.lateMs)} ms`] : [];
    return [what, `${zh.time(sentAtMs)} ms 发出`, end, ...late, ...fieldWords(field, ZH_FIELDS).slice(0, 1)].join('，');
  },
  mark: (mark, fact) => markWords(mark, fact, ZH_FACTS, ZH_FIELDS),
  markLabel: ({ node }, atMs, sentences) => `${zhNode(node)}，${zh.time(atMs)} ms：${sentences.join('')}`,
  time: (atMs) => integer(atMs, 'zh-Hans'),
  quiet: (forMs) => `${integer(forMs, 'zh-Hans')} ms`,
  unit: 'ms',
  now: '此刻',
};

const SEQUENCE_STRINGS: Readonly<Record<'en' | 'zh', SequenceStrings>> = { en, zh };

const inVersions = new Map<string, SequenceStrings>();

/** The words of a language, APIs and errors by the names of a version; the same object every time. */
export function sequenceStrings(language: 'en' | 'zh', era: EraId): SequenceStrings {
  const key = `${language} ${era}`;
  const known = inVersions.get(key) ?? versioned(SEQUENCE_STRINGS[language], era);
  inVersions.set(key, known);
  return known;
}

function versioned(strings: SequenceStrings, era: EraId): SequenceStrings {
  const inEra = (arrow: Arrow): Arrow => {
    const { message } = arrow.envelope;
    return { ...arrow, envelope: { ...arrow.envelope, message: { ...message, api: apiNameIn(era, message.api) } as typeof message } };
  };
  return {
    ...strings,
    arrow: (api, kind, field) => strings.arrow(apiNameIn(era, api), kind, withErrorNames(era, field)),
    arrowLabel: (arrow, field, receivedMs) => strings.arrowLabel(inEra(arrow), withErrorNames(era, field), receivedMs),
    mark: (mark, fact) => strings.mark(mark, fact === undefined ? fact : withErrorNames(era, fact)),
  };
}
