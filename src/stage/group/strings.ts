import { integer } from '../../i18n/numbers.ts';
import type { GroupView, LaneKind, LaneMarkKind, LanePiece, MemberLane, PartitionColumn, SeriesName } from './types.ts';

/** Every word of the group's picture, drawn or spoken. A list of wordings goes from long to short. */
export interface GroupStrings {
  readonly lang: 'en' | 'zh-Hans';
  readonly stage: (view: GroupView) => string;
  readonly time: (atMs: number) => string;
  /** From long to short. */
  readonly member: (consumer: string) => readonly string[];
  /** From long to short. */
  readonly nobody: readonly string[];
  readonly piece: (piece: LanePiece) => readonly string[];
  readonly stateLabel: (view: Pick<GroupView, 'group' | 'state' | 'generation' | 'coordinator' | 'protocol' | 'inZooKeeper'>) => string;
  /** Drawn in place of the group's states; from long to short. */
  readonly noCoordinator: readonly string[];
  /** What a member is at now. */
  readonly kind: (kind: LaneKind) => string;
  readonly laneLabel: (lane: MemberLane) => string;
  readonly markLabel: (consumer: string, kind: LaneMarkKind, count: number) => string;
  readonly columnLabel: (column: PartitionColumn) => string;
  readonly series: (name: SeriesName) => string;
  readonly seriesValue: (name: SeriesName, value: number) => string;
  readonly readings: (atMs: number, values: readonly (readonly [SeriesName, number])[]) => string;
  readonly groupRow: string;
  readonly committed: string;
  readonly position: string;
  readonly end: string;
  readonly lag: string;
  readonly lead: string;
  readonly now: string;
}

const seconds = (ms: number): string => String(Math.round(ms / 100) / 10);
const names = (consumer: string): readonly string[] => [consumer, consumer.replace(/^consumer-/, 'c')];
const said = (value: number | null): string => (value === null || value < 0 ? '–' : String(value));

const EN_KINDS: Readonly<Record<LaneKind, string>> = {
  off: 'stopped', dead: 'crashed', outside: 'no member, still at work', entering: 'joining', joining: 'rebalancing, reads nothing', keeping: 'rebalancing, reads on', consuming: 'consuming', idle: 'idle, no partition',
};
const ZH_KINDS: Readonly<Record<LaneKind, string>> = {
  off: '未运行', dead: '已宕机', outside: '已不是成员，仍在处理', entering: '加入中', joining: '重平衡中，停止消费', keeping: '重平衡中，继续消费', consuming: '消费中', idle: '空闲，没有分区',
};
const EN_MARKS: Readonly<Record<LaneMarkKind, string>> = { assigned: 'assigned', revoked: 'revoked', lost: 'lost', overdue: 'poll overdue', committed: 'committed' };
const ZH_MARKS: Readonly<Record<LaneMarkKind, string>> = { assigned: '分配', revoked: '交出', lost: '失去', overdue: 'poll 超时', committed: '提交' };

const EN_SERIES: Readonly<Record<SeriesName, string>> = {
  lagMax: 'records-lag-max', leadMin: 'records-lead-min', consumed: 'records consumed', rebalances: 'rebalances', pausedMs: 'time paused, all members',
};
const ZH_SERIES: Readonly<Record<SeriesName, string>> = {
  lagMax: 'records-lag-max', leadMin: 'records-lead-min', consumed: '已消费消息数', rebalances: '重平衡次数', pausedMs: '所有成员累计暂停时间',
};

const EN_WITHOUT = 'kept in ZooKeeper, without a coordinator, states or generations';
const ZH_WITHOUT = '保存在 ZooKeeper 里，没有协调者、状态和代';

const en: GroupStrings = {
  lang: 'en',
  stage: (view) => `Consumer group ${view.group}: ${view.inZooKeeper ? EN_WITHOUT : `${view.state ?? 'not known yet'}, generation ${view.generation}`}, ${view.lanes.length} consumers, ${view.columns.length} partitions. Up and down move between its parts.`,
  time: (atMs) => `${seconds(atMs)} s`,
  member: names,
  nobody: ['nobody', 'none'],
  piece: ({ kind, partitions }) => {
    if (kind === 'consuming') return [`consuming ${partitions} partition${partitions === 1 ? '' : 's'}`, `consuming ${partitions}`, String(partitions)];
    if (kind === 'keeping') return [`keeps ${partitions}`, String(partitions)];
    if (kind === 'joining') return ['paused'];
    if (kind === 'outside') return ['no member', 'out'];
    if (kind === 'entering') return ['joining'];
    if (kind === 'off') return [EN_KINDS[kind]];
    return [EN_KINDS[kind], kind === 'idle' ? 'idle' : '✕'];
  },
  noCoordinator: ['before Kafka 0.9: no coordinator and no states; the group is in ZooKeeper', 'no coordinator: the group is in ZooKeeper', 'in ZooKeeper'],
  stateLabel: ({ group, state, generation, coordinator, protocol, inZooKeeper }) => (inZooKeeper ? `Group ${group}: ${EN_WITHOUT}` :
    `Group ${group} is ${state ?? 'not known yet'}, generation ${generation}${protocol === null ? '' : `, assignor ${protocol}`}${coordinator === null ? ', no coordinator' : `, coordinated by broker ${coordinator.brokerId}`}`),
  kind: (kind) => EN_KINDS[kind],
  laneLabel: ({ consumer, isLeader, pieces, partitions, pausedMs }) =>
    `${consumer}${isLeader ? ', leader of the group' : ''}: ${EN_KINDS[pieces.at(-1)?.kind ?? 'off']}; holds ${partitions.length === 0 ? 'nothing' : partitions.join(', ')}; paused for ${integer(pausedMs, 'en')} ms in all`,
  markLabel: (consumer, kind, count) => `${consumer}: ${EN_MARKS[kind]}${kind === 'overdue' ? '' : ` ${count} partition${count === 1 ? '' : 's'}`}`,
  columnLabel: ({ partition, owner, previous, committed, position, highWatermark, lag, lead }) =>
    `${partition}: ${owner === null ? 'nobody reads it' : `read by ${owner}`}${previous === owner ? '' : `, before by ${previous ?? 'nobody'}`}; committed ${said(committed)}, position ${said(position)}, high watermark ${highWatermark}, lag ${said(lag)}, lead ${said(lead)}`,
  series: (name) => EN_SERIES[name],
  seriesValue: (name, value) => (name === 'pausedMs' ? `${integer(Math.round(value), 'en')} ms` : integer(value, 'en')),
  readings: (atMs, values) => `At ${en.time(atMs)}: ${values.map(([name, value]) => `${EN_SERIES[name]} ${en.seriesValue(name, value)}`).join(', ')}`,
  groupRow: 'group', committed: 'committed', position: 'position', end: 'end (HW)', lag: 'lag', lead: 'lead', now: 'now',
};

const zh: GroupStrings = {
  lang: 'zh-Hans',
  stage: (view) => `消费者组 ${view.group}：${view.inZooKeeper ? ZH_WITHOUT : `${view.state ?? '状态未知'}，第 ${view.generation} 代`}，${view.lanes.length} 个消费者，${view.columns.length} 个分区。上下键在各部分之间移动。`,
  time: (atMs) => `${seconds(atMs)} 秒`,
  member: names,
  nobody: ['无人消费', '无人'],
  piece: ({ kind, partitions }) => {
    if (kind === 'consuming') return [`消费 ${partitions} 个分区`, String(partitions)];
    if (kind === 'keeping') return [`保留 ${partitions} 个`, String(partitions)];
    if (kind === 'joining') return ['暂停'];
    if (kind === 'outside') return ['不是成员', '出局'];
    if (kind === 'entering') return ['加入中'];
    if (kind === 'off') return [ZH_KINDS[kind]];
    return [ZH_KINDS[kind], kind === 'idle' ? '空闲' : '✕'];
  },
  noCoordinator: ['Kafka 0.9 之前没有协调者，也没有组的状态：组就在 ZooKeeper 里', '没有协调者，组在 ZooKeeper 里', '在 ZooKeeper 里'],
  stateLabel: ({ group, state, generation, coordinator, protocol, inZooKeeper }) => (inZooKeeper ? `消费者组 ${group}：${ZH_WITHOUT}` :
    `消费者组 ${group}：${state ?? '状态未知'}，第 ${generation} 代${protocol === null ? '' : `，分配策略 ${protocol}`}${coordinator === null ? '，没有协调者' : `，协调者是 Broker ${coordinator.brokerId}`}`),
  kind: (kind) => ZH_KINDS[kind],
  laneLabel: ({ consumer, isLeader, pieces, partitions, pausedMs }) =>
    `${consumer}${isLeader ? '（组内领导者）' : ''}：${ZH_KINDS[pieces.at(-1)?.kind ?? 'off']}；${partitions.length === 0 ? '没有分区' : `持有 ${partitions.join('、')}`}；累计暂停 ${integer(pausedMs, 'zh-Hans')} 毫秒`,
  markLabel: (consumer, kind, count) => `${consumer}：${ZH_MARKS[kind]}${kind === 'overdue' ? '' : ` ${count} 个分区`}`,
  columnLabel: ({ partition, owner, previous, committed, position, highWatermark, lag, lead }) =>
    `${partition}：${owner === null ? '无人消费' : `由 ${owner} 消费`}${previous === owner ? '' : `，之前是 ${previous ?? '无人'}`}；已提交 ${said(committed)}，位置 ${said(position)}，高水位 ${highWatermark}，Lag ${said(lag)}，Lead ${said(lead)}`,
  series: (name) => ZH_SERIES[name],
  seriesValue: (name, value) => (name === 'pausedMs' ? `${integer(Math.round(value), 'zh-Hans')} 毫秒` : integer(value, 'zh-Hans')),
  readings: (atMs, values) => `${zh.time(atMs)}：${values.map(([name, value]) => `${ZH_SERIES[name]} ${zh.seriesValue(name, value)}`).join('，')}`,
  groupRow: '消费者组', committed: '已提交', position: '位置', end: '末端 (HW)', lag: 'Lag', lead: 'Lead', now: '现在',
};

export const GROUP_STRINGS: Readonly<Record<'en' | 'zh', GroupStrings>> = { en, zh };
