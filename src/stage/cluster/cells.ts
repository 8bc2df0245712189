import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Log } from '../../kafka/log/log.ts';
import type { LogRecord, TopicPartition } from '../../kafka/log/record.ts';
import type { ReplicaContext } from '../../kafka/replica/types.ts';
import type { ActorView, ColumnState } from './select.ts';
import type { CellView, ColumnView, RecordView, RemoteView } from './types.ts';
import { wasCompacted } from '../../kafka/promises/survival.ts';
import type { Ledger } from '../../kafka/promises/types.ts';
import { recordsOf } from '../../kafka/log/record.ts';
import { fetchStateOf, isUp, replicaView, roleOf } from './select.ts';

/** A column with its cells, and everything they were made from: the same inputs make the same column. */
export interface Column {
  readonly inputs: readonly unknown[];
  readonly view: ColumnView;
  readonly cells: readonly CellView[];
}

interface Copy {
  readonly brokerId: number;
  readonly up: boolean;
  readonly replica: ActorView<ReplicaContext>;
  readonly records: readonly LogRecord[];
}

const flattened = new WeakMap<Log, readonly LogRecord[]>();

/** The log's records in order, those below its start left out; a log is immutable, so each is spread out once. */
export function recordsOfLog(log: Log): readonly LogRecord[] {
  const known = flattened.get(log);
  if (known !== undefined) return known;
  const records = recordsOf(log.batches).filter((record) => record.offset >= log.logStartOffset);
  flattened.set(log, records);
  return records;
}

/** @param previous the column as it was drawn last; what is the same is the same object. */
export function columnOf(world: KafkaWorld, state: ColumnState, label: 'value' | 'key', previous: Column | undefined): Column {
  const inputs = inputsOf(world, state, label);
  if (previous !== undefined && sameInputs(previous.inputs, inputs)) return previous;
  const copies = copiesOf(world, state);
  const column = new ColumnBuilder(world, state, label, copies);
  const cells = copies.map((copy) => column.cell(copy));
  return {
    inputs,
    view: kept(previous?.view, column.view()),
    cells: cells.map((cell) => kept(previous?.cells.find((old) => old.key === cell.key), cell)),
  };
}

/** Of hundreds of columns at every step: nothing is worked out here but what must be compared. */
function inputsOf(world: KafkaWorld, state: ColumnState, label: string): readonly unknown[] {
  const { partition, replicas, isr, leader, leaderEpoch } = state;
  const told = toldOf(world, partition);
  // Records are only ever added to the ledger: with the last one, all before it are the same.
  const inputs: unknown[] = [partition, leader, leaderEpoch, isr.join(), replicas.join(), label, told.length, told.at(-1), world.ledger.compacted[partition]];
  for (const brokerId of replicas) inputs.push(world.actors.get(`broker-${brokerId}/${partition}`), isUp(world, `broker-${brokerId}`));
  return inputs;
}

function sameInputs(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((input, index) => Object.is(input, other[index]));
}

function kept<View>(old: View | undefined, fresh: View): View {
  return old !== undefined && JSON.stringify(old) === JSON.stringify(fresh) ? old : fresh;
}

function copiesOf(world: KafkaWorld, state: ColumnState): readonly Copy[] {
  return state.replicas.toSorted((a, b) => a - b).flatMap((brokerId) => {
    const replica = replicaView(world, brokerId, state.partition);
    return replica === null ? [] : [{ brokerId, up: isUp(world, `broker-${brokerId}`), replica, records: recordsOfLog(replica.context.log) }];
  });
}

const NONE: readonly number[] = [];

/** Only the log cleaner leaves offsets without a record. */
function missingIn({ logStartOffset, logEndOffset }: Log, records: readonly { readonly offset: number }[]): readonly number[] {
  if (records.length === logEndOffset - logStartOffset) return NONE;
  const there = new Set(records.map(({ offset }) => offset));
  return Array.from({ length: logEndOffset - logStartOffset }, (_, index) => logStartOffset + index).filter((offset) => !there.has(offset));
}

function recordAt(records: readonly LogRecord[], offset: number): LogRecord | undefined {
  const guess = records[offset - (records[0]?.offset ?? 0)];
  return guess?.offset === offset ? guess : records.find((record) => record.offset === offset);
}

class ColumnBuilder {
  private readonly state: ColumnState;
  private readonly ledger: Ledger;
  private readonly label: 'value' | 'key';
  private readonly copies: readonly Copy[];
  private readonly leader: Copy | undefined;
  private readonly acknowledged: ReadonlyMap<string, number>;
  private readonly onlyAt = new Map<string, number>();

  constructor(world: KafkaWorld, state: ColumnState, label: 'value' | 'key', copies: readonly Copy[]) {
    this.state = state;
    this.ledger = world.ledger;
    this.label = label;
    this.copies = copies;
    this.leader = copies.find((copy) => copy.brokerId === state.leader);
    this.acknowledged = acknowledgedIn(world, state.partition);
    this.findSingleCopies();
  }

  view(): ColumnView {
    const { partition, leader, leaderEpoch, isr, replicas } = this.state;
    const logs = this.copies.map((copy) => copy.replica.context.log);
    return {
      partition, leader, leaderEpoch, isr, replicas, offline: leader < 0,
      logStartOffset: logs.length === 0 ? 0 : Math.min(...logs.map((log) => log.logStartOffset)),
      logEndOffset: Math.max(0, ...logs.map((log) => log.logEndOffset)),
      acknowledgedLost: [...this.acknowledged].filter(([id, offset]) => this.isGone(id, offset)).map(([id]) => id),
    };
  }

  cell(copy: Copy): CellView {
    const { context, state } = copy.replica;
    const role = copy.up ? roleOf(state) : 'offline';
    const records = copy.records.map((record) => this.record(copy, record));
    return {
      key: `${copy.brokerId}/${context.partition}`, address: `broker-${copy.brokerId}/${context.partition}`,
      brokerId: copy.brokerId, partition: context.partition, role, fetchState: role === 'follower' ? fetchStateOf(state) : null,
      isChosenLeader: this.state.leader === copy.brokerId, inIsr: this.state.isr.includes(copy.brokerId),
      behind: this.leader === undefined ? 0 : Math.max(0, this.leader.replica.context.log.logEndOffset - context.log.logEndOffset),
      up: copy.up, leaderEpoch: context.leaderEpoch, records, compacted: missingIn(context.log, records), highWatermark: context.highWatermark,
      logEndOffset: context.log.logEndOffset, logStartOffset: context.log.logStartOffset,
      flushedOffset: Math.max(context.log.flushedOffset, context.log.logStartOffset),
      epochs: [...new Set(records.map((record) => record.leaderEpoch))],
      remote: role === 'leader' ? remoteOf(context) : [],
      acknowledgedOnlyHere: records.some((record) => record.onlyHere),
    };
  }

  private record(copy: Copy, record: LogRecord): RecordView {
    const text = this.label === 'key' ? (record.key ?? record.value) : (record.value ?? record.key);
    return {
      id: record.id, offset: record.offset, leaderEpoch: record.leaderEpoch, label: text ?? '', key: record.key, value: record.value,
      committed: record.offset < copy.replica.context.highWatermark,
      flushed: record.offset < copy.replica.context.log.flushedOffset, acknowledged: this.acknowledged.has(record.id), lost: this.isExcluded(copy, record),
      onlyHere: this.onlyAt.get(record.id) === copy.brokerId, tombstone: record.value === null && record.key !== null,
    };
  }

  /** The chosen leader's log says otherwise: another record at the offset, or an end before it. */
  private isExcluded(copy: Copy, record: LogRecord): boolean {
    if (this.leader === undefined || copy === this.leader) return false;
    const log = this.leader.replica.context.log;
    if (record.offset >= log.logEndOffset) return true;
    const there = recordAt(this.leader.records, record.offset);
    return there !== undefined && (there.id !== record.id || there.leaderEpoch !== record.leaderEpoch);
  }

  private isGone(id: string, offset: number): boolean {
    if (this.leader !== undefined) {
      const { log } = this.leader.replica.context;
      return offset >= log.logStartOffset && !this.isCompacted(id, offset) && recordAt(this.leader.records, offset)?.id !== id;
    }
    return this.copies.length > 0 && !this.isCompacted(id, offset) && this.copies.every((copy) => offset >= copy.replica.context.log.logStartOffset && recordAt(copy.records, offset)?.id !== id);
  }

  private isCompacted(id: string, offset: number): boolean {
    return wasCompacted(this.ledger, this.state.partition, offset, id);
  }

  private findSingleCopies(): void {
    if (this.state.replicas.length < 2) return;
    // What the leader has deleted on purpose is missed by nobody.
    const deletedBelow = this.leader?.replica.context.log.logStartOffset ?? 0;
    for (const [id, offset] of this.acknowledged) {
      if (offset < deletedBelow || this.isCompacted(id, offset)) continue;
      const holders = this.copies.filter((copy) => recordAt(copy.records, offset)?.id === id);
      const [only] = holders;
      if (only !== undefined && holders.length === 1) this.onlyAt.set(id, only.brokerId);
    }
  }
}

function acknowledgedIn(world: KafkaWorld, partition: TopicPartition): ReadonlyMap<string, number> {
  return new Map(toldOf(world, partition).map((record) => [record.recordId, record.offset]));
}

const toldIn = new WeakMap<Ledger['acknowledged'], ReadonlyMap<TopicPartition, Ledger['acknowledged']>>();

/** The acknowledged records of a partition. acks=0 promises nothing and learns no offset. */
function toldOf({ ledger: { acknowledged } }: KafkaWorld, partition: TopicPartition): Ledger['acknowledged'] {
  const told = toldIn.get(acknowledged) ?? byPartition(acknowledged);
  toldIn.set(acknowledged, told);
  return told.get(partition) ?? [];
}

function byPartition(acknowledged: Ledger['acknowledged']): ReadonlyMap<TopicPartition, Ledger['acknowledged']> {
  const told = new Map<TopicPartition, Ledger['acknowledged'][number][]>();
  for (const record of acknowledged) {
    if (record.acks === 0) continue;
    const others = told.get(record.partition);
    if (others === undefined) told.set(record.partition, [record]);
    else others.push(record);
  }
  return told;
}

function remoteOf(context: ReplicaContext): readonly RemoteView[] {
  const maximal = context.pendingIsr?.maximalIsr ?? context.isr;
  return context.replicas.filter((id) => id !== context.brokerId).toSorted((a, b) => a - b).map((brokerId) => ({
    brokerId,
    logEndOffset: context.remote[brokerId]?.logEndOffset ?? -1,
    lastCaughtUpTimeMs: context.remote[brokerId]?.lastCaughtUpTimeMs ?? 0,
    inMaximalIsr: maximal.includes(brokerId),
  }));
}
