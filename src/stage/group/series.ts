import type { GroupFigures, GroupStep } from './path.ts';
import type { MemberLane, Series, SeriesName, StatePiece } from './types.ts';

/** The group's metrics over virtual time, read from the steps of a run. */
export function seriesOf(steps: readonly GroupStep[], states: readonly StatePiece[], lanes: readonly MemberLane[]): readonly Series[] {
  const measured = (name: keyof GroupFigures): Series => ({
    name, points: changesOf(steps.flatMap(({ nowMs, figures }) => (figures[name] === null ? [] : [{ atMs: nowMs, value: figures[name] }]))),
  });
  // Without a coordinator each consumer rebalances for itself: the group has no such number.
  const rebalances = steps.at(-1)?.sample.inZooKeeper === true ? [] : [rebalancesOf(states, steps[0]?.nowMs ?? 0)];
  return [measured('lagMax'), measured('leadMin'), measured('consumed'), ...rebalances, pausesOf(lanes, steps)];
}

type Point = Series['points'][number];

/** Only where the value changed; of one moment the last word. */
function changesOf(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    if (kept.at(-1)?.atMs === point.atMs) kept.pop();
    if (kept.at(-1)?.value !== point.value) kept.push(point);
  }
  return kept;
}

function rebalancesOf(states: readonly StatePiece[], fromMs: number): Series {
  const begun = states.filter(({ state }) => state === 'PreparingRebalance').map(({ fromMs: atMs }, index) => ({ atMs, value: index + 1 }));
  return { name: 'rebalances', points: [{ atMs: fromMs, value: 0 }, ...begun] };
}

/** Time that all consumers together stood still, as it grew; straight between the ends of a pause. */
function pausesOf(lanes: readonly MemberLane[], steps: readonly GroupStep[]): Series {
  const pauses = lanes.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind === 'joining'));
  const name: SeriesName = 'pausedMs';
  const moments = [...new Set([steps[0]?.nowMs ?? 0, ...pauses.flatMap(({ fromMs, toMs }) => [fromMs, toMs])])].toSorted((a, b) => a - b);
  return { name, points: moments.map((atMs) => ({ atMs, value: pauses.reduce((sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(toMs, atMs) - fromMs), 0) })) };
}
