import type { TopicPartition } from '../../kafka/log/record.ts';
import { isOwner } from './path.ts';
import type { GroupSample, GroupStep, MemberSample } from './path.ts';
import { seriesOf } from './series.ts';
import type { GroupView, LaneKind, LaneMark, LanePiece, MemberLane, PartitionColumn, StatePiece } from './types.ts';

/** What a column shows besides its owners: read from the present world. */
export type ColumnFigures = Omit<PartitionColumn, 'owner' | 'previous'>;

/** Without generations nothing says how long a move is news. */
const NO_GENERATION = -2;

/** Who holds a partition, and who did before it last moved. */
interface Holding {
  readonly owner: string | null;
  readonly lastOwner: string | null;
  readonly previous: string | null;
  readonly movedIn: number;
}

/**
 * A group along a run up to one of its steps.
 *
 * @param present index of the step that is shown.
 * @param untilMs when the run ends, for the axis.
 * @param spare consumers that have no lane in a run in which they never start.
 */
export function selectGroup(group: string, steps: readonly GroupStep[], present: number, untilMs: number, figures: readonly ColumnFigures[], spare: ReadonlySet<string> = NO_SPARE): GroupView {
  const passed = steps.slice(0, present + 1);
  const now = passed.at(-1);
  if (now === undefined) throw new RangeError(`a run has no step ${present}`);
  const { sample, nowMs } = now;
  const fromMs = passed[0]?.nowMs ?? 0;
  const states = statesOf(passed, nowMs);
  const holdings = holdingsOf(passed);
  const lanes = sample.members.filter(({ consumer }) => !spare.has(consumer) || hasStarted(consumer, steps)).map((member) => laneOf(member, sample, passed));
  return {
    group, inZooKeeper: sample.inZooKeeper, coordinator: sample.coordinator, state: sample.state, generation: sample.generation, protocol: sample.protocol, fromMs, nowMs, untilMs, states,
    rebalances: states.filter(({ state }) => state === 'PreparingRebalance').length,
    lanes, series: seriesOf(passed, states, lanes),
    columns: figures.map((column) => ({ ...column, ...ownersOf(holdings.get(column.partition), sample.inZooKeeper ? NO_GENERATION : sample.generation) })),
  };
}

const NO_SPARE: ReadonlySet<string> = new Set();

/** Anywhere in the run: going back does not take the lane away. */
function hasStarted(consumer: string, steps: readonly GroupStep[]): boolean {
  return [...new Set(steps.map(({ sample }) => sample))].some(({ members }) => members.some((member) => member.consumer === consumer && member.kind !== 'off'));
}

function statesOf(steps: readonly GroupStep[], nowMs: number): readonly StatePiece[] {
  const pieces: StatePiece[] = [];
  for (const { nowMs: atMs, sample: { state, generation } } of steps) {
    const last = pieces.at(-1);
    if (last !== undefined && last.state === state && last.generation === generation) continue;
    if (last !== undefined && last.toMs === Infinity) pieces[pieces.length - 1] = { ...last, toMs: atMs };
    if (state !== null) pieces.push({ fromMs: atMs, toMs: Infinity, state, generation });
  }
  return pieces.map((piece) => (piece.toMs === Infinity ? { ...piece, toMs: nowMs } : piece));
}

function laneOf(member: MemberSample, sample: GroupSample, steps: readonly GroupStep[]): MemberLane {
  const pieces = withEntries(piecesOf(member.consumer, steps));
  return {
    consumer: member.consumer, memberId: member.memberId, isLeader: member.memberId !== null && member.memberId === sample.leader,
    pieces, marks: marksOf(member.consumer, steps), partitions: member.holds, pausedMs: pausedMs(pieces),
  };
}

function piecesOf(consumer: string, steps: readonly GroupStep[]): readonly LanePiece[] {
  const pieces: LanePiece[] = [];
  let seen: GroupSample | null = null;
  for (const { nowMs, sample } of steps) {
    if (sample === seen) continue;
    seen = sample;
    const member = sample.members.find((one) => one.consumer === consumer);
    const [kind, partitions]: readonly [LaneKind, number] = [member?.kind ?? 'off', member?.holds.length ?? 0];
    const last = pieces.at(-1);
    if (last !== undefined && last.kind === kind && last.partitions === partitions) continue;
    if (last !== undefined) pieces[pieces.length - 1] = { ...last, toMs: nowMs };
    pieces.push({ fromMs: nowMs, toMs: nowMs, kind, partitions });
  }
  const last = pieces.at(-1);
  if (last !== undefined) pieces[pieces.length - 1] = { ...last, toMs: steps.at(-1)?.nowMs ?? last.toMs };
  return pieces;
}

/** The wait of a new process for its first assignment is no pause: nothing was read yet that could stop. */
function withEntries(pieces: readonly LanePiece[]): readonly LanePiece[] {
  let isMember = false;
  return pieces.map((piece) => {
    if (piece.kind === 'off' || piece.kind === 'dead') isMember = false;
    else if (piece.kind !== 'joining') isMember = true;
    return piece.kind === 'joining' && !isMember ? { ...piece, kind: 'entering' } : piece;
  });
}

function pausedMs(pieces: readonly LanePiece[]): number {
  return pieces.reduce((sum, { kind, fromMs, toMs }) => (kind === 'joining' ? sum + toMs - fromMs : sum), 0);
}

function marksOf(consumer: string, steps: readonly GroupStep[]): readonly LaneMark[] {
  return steps.flatMap(({ id, nowMs, happenings }) =>
    happenings.filter((one) => one.consumer === consumer).map(({ kind, count }): LaneMark => ({ atMs: nowMs, kind, count, step: id })));
}

function holdingsOf(steps: readonly GroupStep[]): ReadonlyMap<TopicPartition, Holding> {
  const holdings = new Map<TopicPartition, Holding>();
  let seen: GroupSample | null = null;
  for (const { sample } of steps) {
    if (sample === seen) continue;
    seen = sample;
    const owners = new Map(sample.members.filter(isOwner).flatMap(({ consumer, holds }) => holds.map((partition) => [partition, consumer] as const)));
    for (const partition of new Set([...holdings.keys(), ...owners.keys()])) {
      holdings.set(partition, heldNow(holdings.get(partition), owners.get(partition) ?? null, sample.generation));
    }
  }
  return holdings;
}

function heldNow(before: Holding | undefined, owner: string | null, generation: number): Holding {
  if (before === undefined) return { owner, lastOwner: owner, previous: owner, movedIn: -1 };
  if (before.owner === owner) return before;
  if (owner === null) return { ...before, owner };
  const isMove = before.lastOwner !== null && before.lastOwner !== owner;
  return isMove ? { owner, lastOwner: owner, previous: before.lastOwner, movedIn: generation } : { ...before, owner, lastOwner: owner };
}

/** Where it came from is shown as long as the generation lasts in which it moved. */
function ownersOf(holding: Holding | undefined, generation: number): Pick<PartitionColumn, 'owner' | 'previous'> {
  const owner = holding?.owner ?? null;
  return { owner, previous: holding !== undefined && owner !== null && holding.movedIn === generation ? holding.previous : owner };
}
