import type { TopicPartition } from '../../kafka/log/record.ts';
import type { Box } from '../shared/geometry.ts';

export type GroupStateName = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

/**
 * What a member was doing for a while. `entering`: it joins for the first time, and has nothing to stop; `joining`: a
 * member takes part in a rebalance with empty hands; `keeping`: it reads on meanwhile from what it keeps (KIP-429);
 * `idle`: a member that was given nothing; `outside`: it left, or was removed and knows it, and still has its partitions in hand.
 */
export type LaneKind = 'off' | 'dead' | 'outside' | 'entering' | 'joining' | 'keeping' | 'consuming' | 'idle';

export interface LanePiece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly kind: LaneKind;
  /** How many partitions it held. */
  readonly partitions: number;
}

export type LaneMarkKind = 'assigned' | 'revoked' | 'lost' | 'overdue' | 'committed';

export interface LaneMark {
  readonly atMs: number;
  readonly kind: LaneMarkKind;
  /** How many partitions it concerns. */
  readonly count: number;
  /** The step a click goes to. */
  readonly step: number;
}

export interface MemberLane {
  readonly consumer: string;
  /** null while it is no member. */
  readonly memberId: string | null;
  readonly isLeader: boolean;
  readonly pieces: readonly LanePiece[];
  readonly marks: readonly LaneMark[];
  readonly partitions: readonly TopicPartition[];
  /** Virtual time in which this consumer ran and read nothing because of a rebalance. */
  readonly pausedMs: number;
}

export interface StatePiece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: GroupStateName;
  readonly generation: number;
}

export interface PartitionColumn {
  readonly partition: TopicPartition;
  readonly topic: string;
  readonly number: number;
  /** The consumer that holds it; null: nobody. */
  readonly owner: string | null;
  /** Who held it in the generation before; the same as `owner` when it did not move. */
  readonly previous: string | null;
  /** -1: nothing was committed. */
  readonly committed: number;
  /** The next offset its owner will read; null while unknown. */
  readonly position: number | null;
  readonly logStartOffset: number;
  readonly highWatermark: number;
  /** Records behind the high watermark: of the position, else of the committed offset; null when neither is known. */
  readonly lag: number | null;
  /** Records that the log's start is away from the position; null while that is unknown. */
  readonly lead: number | null;
}

export type SeriesName = 'lagMax' | 'leadMin' | 'consumed' | 'rebalances' | 'pausedMs';

/** A metric over virtual time: it keeps each value until the next point. */
export interface Series {
  readonly name: SeriesName;
  readonly points: readonly { readonly atMs: number; readonly value: number }[];
}

/** A consumer group as one run shows it, up to one moment. */
export interface GroupView {
  readonly group: string;
  /** Before there were coordinators: then it has no state, generation, assignor or leader. */
  readonly inZooKeeper: boolean;
  /** null: no broker coordinates it now. */
  readonly coordinator: { readonly brokerId: number; readonly partition: TopicPartition; readonly address: string } | null;
  readonly state: GroupStateName | null;
  readonly generation: number;
  readonly protocol: string | null;
  readonly rebalances: number;
  readonly states: readonly StatePiece[];
  readonly lanes: readonly MemberLane[];
  readonly columns: readonly PartitionColumn[];
  readonly series: readonly Series[];
  readonly fromMs: number;
  readonly nowMs: number;
  /** The run's last moment: the axis does not jump while one goes back and forth. */
  readonly untilMs: number;
}

// ── places ──

export interface PieceLayout<Piece> {
  readonly key: string;
  readonly piece: Piece;
  readonly box: Box;
  /** Its words and their middle; null: no room for words. */
  readonly label: { readonly text: string; readonly x: number } | null;
}

export interface LaneLayout {
  readonly lane: MemberLane;
  readonly row: Box;
  readonly name: string;
  readonly pieces: readonly PieceLayout<LanePiece>[];
  readonly marks: readonly { readonly key: string; readonly mark: LaneMark; readonly x: number; readonly y: number }[];
}

export interface RowLayout {
  /** The consumer, or '' for what nobody holds. */
  readonly owner: string;
  readonly name: string;
  readonly row: Box;
  readonly count: number;
}

export interface ChipLayout {
  readonly column: PartitionColumn;
  readonly box: Box;
  readonly label: string | null;
  /** From the row of the one before, when it moved: where the trace begins and ends. */
  readonly trace: { readonly x: number; readonly from: number; readonly to: number } | null;
}

export interface FigureLayout {
  readonly key: string;
  readonly name: string;
  readonly y: number;
  readonly values: readonly { readonly key: string; readonly x: number; readonly text: string }[];
}

export interface ChartLayout {
  readonly name: SeriesName;
  readonly title: string;
  readonly box: Box;
  readonly path: string;
  readonly area: string;
  /** The highest value, written at the top of its chart. */
  readonly top: { readonly text: string; readonly y: number };
  /** The value at the place that is read. */
  readonly reading: { readonly x: number; readonly y: number; readonly text: string } | null;
}

export interface GroupLayout {
  /** In place of the group's states. */
  readonly note: string | null;
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
  readonly ticks: readonly { readonly key: string; readonly x: number; readonly text: string }[];
  readonly axisY: number;
  readonly nowX: number;
  readonly lanesBottom: number;
  readonly stateRow: Box;
  readonly states: readonly PieceLayout<StatePiece>[];
  readonly lanes: readonly LaneLayout[];
  readonly topics: readonly { readonly topic: string; readonly text: string; readonly box: Box }[];
  readonly heads: readonly { readonly key: string; readonly x: number; readonly y: number; readonly text: string }[];
  readonly rows: readonly RowLayout[];
  readonly chips: readonly ChipLayout[];
  readonly figures: readonly FigureLayout[];
  readonly charts: readonly ChartLayout[];
  /** Lag as bars, where numbers have no room. */
  readonly bars: readonly { readonly key: string; readonly box: Box; readonly lag: number }[];
  readonly barsName: { readonly y: number; readonly text: string } | null;
}
