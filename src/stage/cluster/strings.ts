import { lastOfPath } from '../shared/text.ts';
import type { BrokerControllerView, BrokerView, CellView, ClientStatus, ClusterScene, ColumnView, ConsumerView, ControllerView, ParkedView, ProducerView, RecordView, RemoteView, ZkClientView, ZnodeView, ZooKeeperView } from './types.ts';
import type { MessageDetail, MessageSummary } from './summary.ts';

/** Every word on the cluster stage, drawn or spoken. A list of wordings goes from long to short: the first that fits is drawn. */
export interface ClusterStrings {
  readonly lang: 'en' | 'zh-Hans';
  readonly stage: (scene: ClusterScene) => string;
  readonly messages: string;
  readonly broker: (broker: BrokerView) => string;
  readonly brokerState: (state: string) => string;
  readonly brokerLabel: (broker: BrokerView) => string;
  readonly parked: (parked: ParkedView) => readonly string[];
  readonly parkedLabel: (parked: ParkedView) => string;
  readonly moreParked: (count: number) => string;
  /** A session at ZooKeeper that ends then unless its broker is heard again. */
  readonly session: (untilMs: number) => readonly string[];
  readonly controllerTag: (controller: BrokerControllerView) => readonly string[];
  readonly controllerTagLabel: (controller: BrokerControllerView) => string;
  readonly cutOff: (peers: readonly string[]) => readonly string[];
  readonly slow: (peers: readonly string[], extraMs: number) => readonly string[];
  readonly columnLine: (column: ColumnView) => readonly string[];
  readonly acknowledgedLost: (count: number) => readonly string[];
  readonly role: (cell: CellView) => readonly string[];
  readonly sync: (inIsr: boolean) => readonly string[];
  readonly onlyHere: readonly string[];
  readonly highWatermark: (offset: number, checkpoint: boolean) => readonly string[];
  readonly logEndOffset: (offset: number) => string;
  readonly flushed: (cell: CellView) => string;
  readonly epoch: string;
  readonly remote: (remote: RemoteView) => readonly string[];
  readonly cellLabel: (cell: CellView) => string;
  readonly record: (record: RecordView) => string;
  /** An offset whose record the log cleaner has removed. */
  readonly compacted: (offset: number) => string;
  readonly controller: (controller: ControllerView) => string;
  readonly controllerLine: (controller: ControllerView) => readonly string[];
  readonly controllerLabel: (controller: ControllerView) => string;
  readonly sessions: (zookeeper: ZooKeeperView) => readonly string[];
  readonly controllerInOffice: (zookeeper: ZooKeeperView) => readonly string[];
  readonly zookeeperLabel: (zookeeper: ZooKeeperView) => string;
  /** What stands above the tree of znodes. */
  readonly znodes: string;
  readonly znodesLabel: (znodes: readonly ZnodeView[]) => string;
  /** Whose it is, and how many watch it. */
  readonly znodeMarks: (znode: ZnodeView) => readonly string[];
  readonly zkSession: (client: ZkClientView) => readonly string[];
  readonly zkClientLine: (client: ZkClientView) => readonly string[];
  readonly zkClientLabel: (client: ZkClientView) => string;
  readonly status: (status: ClientStatus) => readonly string[];
  readonly producerLine: (producer: ProducerView) => readonly string[];
  readonly producerLabel: (producer: ProducerView) => string;
  readonly consumerLine: (consumer: ConsumerView) => readonly string[];
  readonly consumerLabel: (consumer: ConsumerView) => string;
  /** A message in few words, and in fewer; or several alike at once. */
  readonly chip: (message: MessageSummary, together?: Together) => readonly string[];
  readonly messageLabel: (message: MessageSummary, from: string, to: string) => string;
}

/** Messages that say the same at one place. */
export interface Together {
  readonly count: number;
  /** To whom a sender sends them, or from whom a receiver gets answers; empty when neither. */
  readonly peers: readonly string[];
}

const ALONE: Together = { count: 1, peers: [] };

const set = (ids: readonly number[]): string => `{${ids.join(', ')}}`;
const tight = (ids: readonly number[]): string => `{${ids.join()}}`;
const shortNode = (node: string): string => node.replace(/^broker-/, 'b').replace(/^controller-\d+$/, 'ctrl').replace('zookeeper', 'zk').replace(/^producer-/, 'p').replace(/^consumer-/, 'c').replace(/^client-/, 'c');
const acksOf = (producer: ProducerView): string => `acks=${producer.acks === -1 ? 'all' : producer.acks}`;
const lastPart = (state: string): string => state.split(/[. ]/).at(-1) ?? state;
const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function enNode(node: string): string {
  return node.replace('broker-', 'broker ').replace('controller-', 'controller ').replace('zookeeper', 'ZooKeeper');
}

function zhNode(node: string): string {
  return node.replace('broker-', 'Broker ').replace('controller-', '控制器 ').replace('zookeeper', 'ZooKeeper');
}

/** `Fetch 3 →`, `Fetch ← 1 record, HW 1`: the arrow points from client to server, whatever the direction drawn. */
function chip(message: MessageSummary, detail: string, together: Together): readonly string[] {
  const others = othersOf(together);
  if (message.kind === 'notice') return [...new Set([`✕ ${detail}${others.at(-1) ?? ''}`, `✕${others.at(-1) ?? ''}`])];
  const wordings = message.detail.is === 'znode' ? znodeChip(message, message.detail) : plainChip(message, detail);
  return others.length === 0 ? wordings : wordings.flatMap((words) => others.map((other) => `${words}${other}`));
}

function plainChip({ api, kind, detail: { is: detailKind } }: MessageSummary, detail: string): readonly string[] {
  const parts = kind === 'request' ? [api, detail, '→'] : [api, '←', detail];
  const short = detailKind === 'error' ? [`← ${detail}`] : [];
  return [...new Set([parts.filter((part) => part !== '').join(' '), ...short, kind === 'request' ? `${api} →` : `${api} ←`])];
}

/** Behind the words of several messages: whom they go to or come from, or how many they are. */
function othersOf({ count, peers }: Together): readonly string[] {
  if (count < 2) return [];
  const named = peers.length === count && new Set(peers).size === count ? [` ${peers.map((peer) => shortNode(peer).replace(/^b(\d)/, '$1')).join(', ')}`] : [];
  return [...named, ` ×${count}`];
}

/** A znode's path in full, or its end. */
function znodeChip({ api, kind }: MessageSummary, { op, path }: Extract<MessageDetail, { readonly is: 'znode' }>): readonly string[] {
  const arrow = kind === 'request' ? '→' : '←';
  const depth = path.lastIndexOf('/');
  const name = depth > 0 ? `…${path.slice(depth)}` : path;
  return [`${api} ${op} ${path} ${arrow}`, `${op} ${path} ${arrow}`, `${op} ${name} ${arrow}`, `${api} ${arrow}`];
}

function detailText(detail: MessageDetail, records: (count: number) => string, comma: string, disconnected: (refused: boolean) => string): string {
  switch (detail.is) {
    case 'nothing': return '';
    case 'offset': return String(detail.offset);
    case 'records': return [records(detail.count), detail.highWatermark === null ? '' : `HW ${detail.highWatermark}`].filter((part) => part !== '').join(comma);
    case 'diverging': return `diverging epoch ${detail.epoch}, ${detail.endOffset}`;
    case 'isr': return `ISR ${tight(detail.isr)}`;
    case 'znode': return `${detail.op} ${detail.path}`;
    case 'disconnected': return disconnected(detail.refused);
    case 'error':
    default: return detail.error;
  }
}

const detailEn = (detail: MessageDetail): string => detailText(detail, (count) => plural(count, 'record'), ', ', (refused) => (refused ? 'refused' : 'disconnected'));
const detailZh = (detail: MessageDetail): string => detailText(detail, (count) => `${count} 条消息`, '，', (refused) => (refused ? '连接被拒' : '连接断开'));

const STATUS_EN: Readonly<Record<ClientStatus, readonly string[]>> = {
  stopped: ['stopped'], connected: ['connected', ''], connecting: ['connecting'],
  'awaiting-metadata': ['refreshing metadata', 'metadata …'], disconnected: ['disconnected'],
};
const STATUS_ZH: Readonly<Record<ClientStatus, readonly string[]>> = {
  stopped: ['已停止'], connected: ['已连接', ''], connecting: ['连接中'],
  'awaiting-metadata': ['正在更新元数据', '更新元数据'], disconnected: ['连接已断开', '已断开'],
};

/** Records told one by one when a replica is spoken of; of longer logs only the newest. */
const MOST_ALOUD = 4;

const newest = (records: readonly RecordView[], comma: string): string => records.slice(-MOST_ALOUD).map(({ label, offset }) => label || String(offset)).join(comma);
const heldEn = (records: readonly RecordView[]): string => (records.length > MOST_ALOUD ? `${records.length} records, the last ${newest(records, ', ')}` : `records ${newest(records, ', ')}`);
const heldZh = (records: readonly RecordView[]): string => (records.length > MOST_ALOUD ? `${records.length} 条消息，最近为 ${newest(records, '、')}` : `消息 ${newest(records, '、')}`);

const en: ClusterStrings = {
  lang: 'en',
  stage: (scene) => `Cluster: ${plural(scene.brokers.length, 'broker')}, ${plural(scene.columns.length, 'partition')}, at ${scene.nowMs} ms. Arrow keys move between its parts.`,
  messages: 'Messages under way',
  broker: (broker) => `broker ${broker.brokerId}`,
  brokerState: (state) => ({ pendingControlledShutdown: 'shutting down', recovery: 'recovering' })[state] ?? state,
  brokerLabel: (broker) => `Broker ${broker.brokerId}, ${en.brokerState(broker.state)}${broker.parked.length > 0 ? `, ${plural(broker.parked.length, 'request')} waiting` : ''}${broker.sessionUntilMs === null ? '' : `, ${en.session(broker.sessionUntilMs)[0]}`}`,
  parked: ({ api, from, deadlineMs }) => [`${api} from ${enNode(from)} waits until ${deadlineMs} ms`, `${api} ${enNode(from)} until ${deadlineMs} ms`, `${api} ${shortNode(from)} until ${deadlineMs} ms`, `${api} ${shortNode(from)} · ${deadlineMs} ms`, `${api} ${shortNode(from)} · ${deadlineMs}`, `${api} ${shortNode(from)}`, api],
  parkedLabel: ({ api, from, deadlineMs }) => `${api} from ${enNode(from)} waiting until ${deadlineMs} ms`,
  moreParked: (count) => `+${count} waiting`,
  session: (untilMs) => [`session lives until ${untilMs} ms`, `session until ${untilMs} ms`, `session until ${untilMs}`, `session to ${untilMs}`, `until ${untilMs}`],
  controllerTag: ({ epoch }) => [`controller · epoch ${epoch}`, `controller · ${epoch}`, 'controller', 'ctrl'],
  controllerTagLabel: (controller) => `Controller on ${enNode(hostOf(controller))}, epoch ${controller.epoch}`,
  cutOff: (peers) => [`cut off from ${peers.map(enNode).join(', ')}`, `cut off: ${peers.map(shortNode).join(', ')}`, `cut: ${peers.map(shortNode).join()}`],
  slow: (peers, extraMs) => [`+${extraMs} ms to ${peers.map(enNode).join(', ')}`, `+${extraMs} ms: ${peers.map(shortNode).join(', ')}`, `+${extraMs} ms`],
  columnLine: (column) => [
    `leader ${column.offline ? 'none' : column.leader} · ISR ${set(column.isr)} · epoch ${column.leaderEpoch}`,
    `leader ${column.offline ? 'none' : column.leader} · ISR ${tight(column.isr)}`,
    `${column.offline ? 'none' : `L${column.leader}`} ISR ${tight(column.isr)}`, column.offline ? 'no leader' : `leader ${column.leader}`,
  ],
  acknowledgedLost: (count) => [`${count} acked lost`, `${count} lost`, String(count)],
  role: (cell) => (cell.role === 'leader' ? ['leader'] : cell.role === 'follower' ? (cell.fetchState === 'truncating' ? ['follower, truncating', 'truncating'] : ['follower']) : ['offline']),
  sync: (inIsr) => (inIsr ? ['ISR'] : ['out of sync', 'out']),
  onlyHere: ['acked, only here', 'only here'],
  highWatermark: (offset, checkpoint) => (checkpoint ? [`HW ${offset} on disk`, `HW ${offset}`] : [`HW ${offset}`]),
  logEndOffset: (offset) => `LEO ${offset}`,
  flushed: ({ flushedOffset, logEndOffset }) => (flushedOffset >= logEndOffset ? 'all of it on the disk' : `on the disk up to offset ${flushedOffset}, the rest only in the page cache`),
  epoch: 'epoch',
  remote: (remote) => [
    `b${remote.brokerId}: LEO ${knownEnd(remote)} · ${caughtUpEn(remote)}`,
    `b${remote.brokerId}: LEO ${knownEnd(remote)}`, `b${remote.brokerId}: ${knownEnd(remote)}`,
  ],
  cellLabel: (cell) => `${cell.partition} on broker ${cell.brokerId}: ${en.role(cell)[0]}, ${cell.inIsr ? 'in the ISR' : 'out of sync'}, high watermark ${cell.highWatermark}, log end offset ${cell.logEndOffset}${cell.logStartOffset > 0 ? `, log start ${cell.logStartOffset}` : ''}${cell.records.length > 0 ? `, ${heldEn(cell.records)}, ${en.flushed(cell)}` : ''}${cell.compacted.length > 0 ? `, ${cell.compacted.length} records compacted away` : ''}${cell.acknowledgedOnlyHere ? ', alone holds acknowledged records' : ''}${cell.remote.map((remote) => `, believes broker ${remote.brokerId} ends at ${knownEnd(remote)}`).join('')}`,
  compacted: (offset) => `offset ${offset}: compacted away`,
  record: (record) => `${record.label || 'record'} at offset ${record.offset}, epoch ${record.leaderEpoch}, ${record.committed ? 'committed' : 'not committed'}${record.acknowledged ? ', acknowledged' : ''}${record.flushed ? ', on the disk' : ', in the page cache only'}${record.lost ? ", not in the leader's log" : ''}${record.onlyHere ? ', only here' : ''}`,
  controller: (controller) => `controller ${controller.controllerId}`,
  controllerLine: (controller) => [`${controllerState(controller)} · epoch ${controller.epoch}`, `${controllerState(controller)} · ${controller.epoch}`, controllerState(controller)],
  controllerLabel: (controller) => `Controller ${controller.controllerId}, ${controllerState(controller)}, epoch ${controller.epoch}`,
  sessions: ({ up, sessions }) => (up ? [plural(sessions, 'session')] : ['down']),
  controllerInOffice: ({ controllerId, controllerEpoch }) => (controllerId < 0
    ? [`no controller · epoch ${controllerEpoch}`, 'no controller', 'no ctrl']
    : [`controller ${controllerId} · epoch ${controllerEpoch}`, `ctrl ${controllerId} · epoch ${controllerEpoch}`, `ctrl ${controllerId} · ${controllerEpoch}`]),
  zookeeperLabel: (zookeeper) => `ZooKeeper, ${en.sessions(zookeeper)[0]}, ${zookeeper.controllerId < 0 ? 'no controller' : `controller on broker ${zookeeper.controllerId}`}, controller epoch ${zookeeper.controllerEpoch}`,
  znodes: 'znodes',
  znodesLabel: (znodes) => `The tree of znodes: ${znodes.length === 0 ? 'empty' : znodes.map((znode) => [znode.path, znode.data === '' ? '' : `“${znode.data}”`, en.znodeMarks(znode)[0]].filter((part) => part !== '').join(' ')).join('; ')}`,
  znodeMarks: ({ version, owner, watches }) => {
    const whose = owner === null ? [] : [owner === '' ? 'ephemeral' : `ephemeral: ${owner}`];
    const watched = watches === 0 ? [] : [plural(watches, 'watch').replace('watchs', 'watches')];
    return [[...whose, ...watched, `version ${version}`].join(' · '), [...(owner === null ? [] : [owner]), ...(watches === 0 ? [] : [`◉${watches}`]), `v${version}`].join(' · '), `v${version}`];
  },
  zkSession: ({ sessionId, sessionUntilMs }) => {
    const name = sessionId === 0 ? 'no session' : `session 0x${sessionId.toString(16)}`;
    return sessionUntilMs === null ? [name] : [`${sessionId === 0 ? 'its session' : name} until ${sessionUntilMs} ms`, ...en.session(sessionUntilMs)];
  },
  zkClientLine: ({ lock, knows }) => {
    const known = knows.length === 0 ? [] : [knows.map(([name, data]) => `${name} = ${data}`).join(' · '), ...knows.map(([name, data]) => `${name} = ${data}`).slice(0, 1), ''];
    if (lock === null) return known.length === 0 ? [''] : known.map((words) => (words === '' ? '' : `read ${words}`));
    const own = {
      held: [`holds the lock ${lock.path}`, 'holds the lock'], doubted: ['lock in doubt, must not use it', 'lock in doubt'], asking: ['asks for the lock'],
      releasing: ['gives the lock back'], waiting: [`waits for ${lastOfPath(lock.behind ?? '')}`, 'waits for the lock'],
    }[lock.state];
    return own;
  },
  zkClientLabel: (client) => `Client ${client.address}, ${STATUS_EN[client.status][0]}, ${[en.zkSession(client)[0], en.zkClientLine(client)[0]].filter((part) => part !== '').join(', ')}`,
  status: (status) => STATUS_EN[status],
  producerLine: (producer) => {
    const { sent, acknowledged, failed, queued } = producer;
    const head = [acksOf(producer), `${sent} sent`, `${acknowledged} acked`];
    const tail = [...(failed > 0 ? [`${failed} failed`] : []), ...(queued > 0 ? [`${queued} queued`] : [])];
    return [[...head, ...tail].join(' · '), `${acksOf(producer)} · ${acknowledged}/${sent} acked`, `${acknowledged}/${sent} acked`];
  },
  producerLabel: (producer) => `Producer ${producer.address}, ${STATUS_EN[producer.status][0]}, ${en.producerLine(producer)[0]}`,
  consumerLine: (consumer) => positions(consumer, (position, lag) => [`next ${position}`, lag === null ? '' : `lag ${lag}`], 'no partitions'),
  consumerLabel: (consumer) => `Consumer ${consumer.address}, ${STATUS_EN[consumer.status][0]}, ${en.consumerLine(consumer)[0]}`,
  chip: (message, together = ALONE) => chip(message, detailEn(message.detail), together),
  messageLabel: (message, from, to) => (message.kind === 'notice'
    ? `${enNode(to)} learns that its connection to ${enNode(from)} broke`
    : `${message.api} ${message.kind} from ${enNode(from)} to ${enNode(to)}: ${message.detail.is === 'offset' ? `offset ${message.detail.offset}` : detailEn(message.detail) || 'open for its fields'}`),
};

const zh: ClusterStrings = {
  lang: 'zh-Hans',
  stage: (scene) => `集群：${scene.brokers.length} 台 Broker，${scene.columns.length} 个分区，时间 ${scene.nowMs} ms。用方向键在各部分之间移动。`,
  messages: '传输中的报文',
  broker: (broker) => `Broker ${broker.brokerId}`,
  brokerState: (state) => ({ running: '运行中', fenced: '已隔离', down: '已停机', starting: '启动中', recovery: '恢复中', pendingControlledShutdown: '受控关闭中' })[state] ?? state,
  brokerLabel: (broker) => `Broker ${broker.brokerId}，${zh.brokerState(broker.state)}${broker.parked.length > 0 ? `，${broker.parked.length} 个请求在等待` : ''}${broker.sessionUntilMs === null ? '' : `，${zh.session(broker.sessionUntilMs)[0]}`}`,
  parked: ({ api, from, deadlineMs }) => [`${api} 来自 ${zhNode(from)}，等到 ${deadlineMs} ms`, `${api} ${shortNode(from)} 等到 ${deadlineMs} ms`, `${api} ${shortNode(from)} · ${deadlineMs} ms`, `${api} ${shortNode(from)} · ${deadlineMs}`, `${api} ${shortNode(from)}`, api],
  parkedLabel: ({ api, from, deadlineMs }) => `来自 ${zhNode(from)} 的 ${api} 请求，最晚等到 ${deadlineMs} ms`,
  moreParked: (count) => `另有 ${count} 个`,
  session: (untilMs) => [`会话保留到 ${untilMs} ms`, `会话到 ${untilMs} ms`, `会话到 ${untilMs}`, `会话 ${untilMs}`],
  controllerTag: ({ epoch }) => [`控制器 · epoch ${epoch}`, `控制器 · ${epoch}`, '控制器'],
  controllerTagLabel: (controller) => `${zhNode(hostOf(controller))} 上的控制器，epoch ${controller.epoch}`,
  cutOff: (peers) => [`与 ${peers.map(zhNode).join('、')} 网络隔离`, `隔离：${peers.map(shortNode).join('、')}`],
  slow: (peers, extraMs) => [`到 ${peers.map(zhNode).join('、')} 慢 ${extraMs} ms`, `慢 ${extraMs} ms：${peers.map(shortNode).join('、')}`, `慢 ${extraMs} ms`, `+${extraMs} ms`],
  columnLine: (column) => [
    `Leader ${column.offline ? '无' : column.leader} · ISR ${set(column.isr)} · epoch ${column.leaderEpoch}`,
    `Leader ${column.offline ? '无' : column.leader} · ISR ${tight(column.isr)}`,
    `${column.offline ? '无' : `L${column.leader}`} ISR ${tight(column.isr)}`, column.offline ? '无 Leader' : `Leader ${column.leader}`,
  ],
  acknowledgedLost: (count) => [`已应答却丢失 ${count} 条`, `丢失 ${count} 条`, String(count)],
  role: (cell) => (cell.role === 'leader' ? ['Leader'] : cell.role === 'follower' ? (cell.fetchState === 'truncating' ? ['Follower，截断中', '截断中'] : ['Follower']) : ['离线']),
  sync: (inIsr) => (inIsr ? ['ISR'] : ['不同步']),
  onlyHere: ['已应答，仅存于此', '仅存于此'],
  highWatermark: (offset, checkpoint) => (checkpoint ? [`磁盘上 HW ${offset}`, `HW ${offset}`] : [`HW ${offset}`]),
  logEndOffset: (offset) => `LEO ${offset}`,
  flushed: ({ flushedOffset, logEndOffset }) => (flushedOffset >= logEndOffset ? '已全部刷盘' : `已刷盘到位移 ${flushedOffset}，其余只在页缓存中`),
  epoch: 'epoch',
  remote: (remote) => [
    `b${remote.brokerId}：LEO ${knownEnd(remote)} · ${caughtUpZh(remote)}`,
    `b${remote.brokerId}：LEO ${knownEnd(remote)}`, `b${remote.brokerId}: ${knownEnd(remote)}`,
  ],
  cellLabel: (cell) => `Broker ${cell.brokerId} 上的 ${cell.partition}：${zh.role(cell)[0]}，${cell.inIsr ? '在 ISR 中' : '不同步'}，高水位 ${cell.highWatermark}，LEO ${cell.logEndOffset}${cell.logStartOffset > 0 ? `，日志起始位移 ${cell.logStartOffset}` : ''}${cell.records.length > 0 ? `，${heldZh(cell.records)}，${zh.flushed(cell)}` : ''}${cell.compacted.length > 0 ? `，已压实删除 ${cell.compacted.length} 条` : ''}${cell.acknowledgedOnlyHere ? '，有已应答的消息仅存于此' : ''}${cell.remote.map((remote) => `，它所知的 Broker ${remote.brokerId} 的 LEO 为 ${knownEnd(remote)}`).join('')}`,
  compacted: (offset) => `位移 ${offset}：已被压实删除`,
  record: (record) => `${record.label || '消息'}，位移 ${record.offset}，epoch ${record.leaderEpoch}，${record.committed ? '已提交' : '未提交'}${record.acknowledged ? '，已应答' : ''}${record.flushed ? '，已刷盘' : '，未刷盘'}${record.lost ? '，不在 Leader 的日志中' : ''}${record.onlyHere ? '，仅存于此' : ''}`,
  controller: (controller) => `控制器 ${controller.controllerId}`,
  controllerLine: (controller) => [`${controllerState(controller)} · epoch ${controller.epoch}`, `${controllerState(controller)} · ${controller.epoch}`, controllerState(controller)],
  controllerLabel: (controller) => `控制器 ${controller.controllerId}，${controllerState(controller)}，epoch ${controller.epoch}`,
  sessions: ({ up, sessions }) => (up ? [`${sessions} 个会话`] : ['已停机']),
  controllerInOffice: ({ controllerId, controllerEpoch }) => (controllerId < 0
    ? [`无控制器 · epoch ${controllerEpoch}`, '无控制器']
    : [`控制器 ${controllerId} · epoch ${controllerEpoch}`, `控制器 ${controllerId} · ${controllerEpoch}`]),
  zookeeperLabel: (zookeeper) => `ZooKeeper，${zh.sessions(zookeeper)[0]}，${zookeeper.controllerId < 0 ? '没有控制器' : `控制器在 Broker ${zookeeper.controllerId} 上`}，控制器 epoch ${zookeeper.controllerEpoch}`,
  znodes: 'znode',
  znodesLabel: (znodes) => `节点树：${znodes.length === 0 ? '空' : znodes.map((znode) => [znode.path, znode.data === '' ? '' : `“${znode.data}”`, zh.znodeMarks(znode)[0]].filter((part) => part !== '').join(' ')).join('；')}`,
  znodeMarks: ({ version, owner, watches }) => {
    const whose = owner === null ? [] : [owner === '' ? '临时' : `临时：${owner}`];
    const watched = watches === 0 ? [] : [`${watches} 个监听`];
    return [[...whose, ...watched, `版本 ${version}`].join(' · '), [...(owner === null ? [] : [owner]), ...(watches === 0 ? [] : [`◉${watches}`]), `v${version}`].join(' · '), `v${version}`];
  },
  zkSession: ({ sessionId, sessionUntilMs }) => {
    const name = sessionId === 0 ? '没有会话' : `会话 0x${sessionId.toString(16)}`;
    return sessionUntilMs === null ? [name] : [`${sessionId === 0 ? '会话' : `${name} `}保留到 ${sessionUntilMs} ms`, ...zh.session(sessionUntilMs)];
  },
  zkClientLine: ({ lock, knows }) => {
    const known = knows.length === 0 ? [] : [knows.map(([name, data]) => `${name} = ${data}`).join(' · '), ...knows.map(([name, data]) => `${name} = ${data}`).slice(0, 1), ''];
    if (lock === null) return known.length === 0 ? [''] : known.map((words) => (words === '' ? '' : `读到 ${words}`));
    const own = {
      held: [`持有锁 ${lock.path}`, '持有锁'], doubted: ['锁存疑，不得再用', '锁存疑'], asking: ['正在请求锁'],
      releasing: ['正在释放锁'], waiting: [`等待 ${lastOfPath(lock.behind ?? '')}`, '等待锁'],
    }[lock.state];
    return own;
  },
  zkClientLabel: (client) => `客户端 ${client.address}，${STATUS_ZH[client.status][0]}，${[zh.zkSession(client)[0], zh.zkClientLine(client)[0]].filter((part) => part !== '').join('，')}`,
  status: (status) => STATUS_ZH[status],
  producerLine: (producer) => {
    const { sent, acknowledged, failed, queued } = producer;
    const head = [acksOf(producer), `已发 ${sent}`, `已应答 ${acknowledged}`];
    const tail = [...(failed > 0 ? [`失败 ${failed}`] : []), ...(queued > 0 ? [`排队 ${queued}`] : [])];
    return [[...head, ...tail].join(' · '), `${acksOf(producer)} · 应答 ${acknowledged}/${sent}`, `应答 ${acknowledged}/${sent}`];
  },
  producerLabel: (producer) => `生产者 ${producer.address}，${STATUS_ZH[producer.status][0]}，${zh.producerLine(producer)[0]}`,
  consumerLine: (consumer) => positions(consumer, (position, lag) => [`位置 ${position}`, lag === null ? '' : `Lag ${lag}`], '未分配分区'),
  consumerLabel: (consumer) => `消费者 ${consumer.address}，${STATUS_ZH[consumer.status][0]}，${zh.consumerLine(consumer)[0]}`,
  chip: (message, together = ALONE) => chip(message, detailZh(message.detail), together),
  messageLabel: (message, from, to) => (message.kind === 'notice'
    ? `${zhNode(to)} 得知它与 ${zhNode(from)} 的连接已断开`
    : `${zhNode(from)} 发给 ${zhNode(to)} 的 ${message.api} ${message.kind === 'request' ? '请求' : '响应'}：${message.detail.is === 'offset' ? `位移 ${message.detail.offset}` : detailZh(message.detail) || '打开可看字段'}`),
};

const hostOf = ({ address }: BrokerControllerView): string => address.slice(0, address.indexOf('/'));

function knownEnd(remote: RemoteView): string {
  return remote.logEndOffset < 0 ? '?' : String(remote.logEndOffset);
}

function caughtUpEn(remote: RemoteView): string {
  return remote.lastCaughtUpTimeMs <= 0 ? 'not caught up yet' : `caught up ${remote.lastCaughtUpTimeMs} ms`;
}

function caughtUpZh(remote: RemoteView): string {
  return remote.lastCaughtUpTimeMs <= 0 ? '尚未追上' : `${remote.lastCaughtUpTimeMs} ms 时追上`;
}

function controllerState(controller: ControllerView): string {
  return controller.active ? 'active' : lastPart(controller.state);
}

function positions(consumer: ConsumerView, words: (position: number | string, lag: number | null) => readonly string[], none: string): readonly string[] {
  const parts = consumer.positions.map(({ partition, position, lag }) => ({ partition, text: words(position ?? '?', lag).filter((part) => part !== '').join(' · ') }));
  const [only] = parts;
  if (only === undefined) return [none];
  const bare = consumer.positions.map(({ partition, position }) => `${partition} ${position ?? '?'}`);
  const all = bare.join(' · ');
  return parts.length === 1 ? [`${only.partition} · ${only.text}`, only.text] : [all, ...(bare[0] === undefined ? [] : [`${bare[0]} · +${bare.length - 1}`])];
}

/** The stage's words in each language. */
export const CLUSTER_STRINGS: Readonly<Record<'en' | 'zh', ClusterStrings>> = { en, zh };
