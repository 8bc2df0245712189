import type { Ruler } from '../shared/text.ts';
import { USUAL } from '../shared/text.ts';
import { clusterLayout } from './layout.ts';
import type { ClusterLayout } from './layout.ts';
import { openColumns, PRESENTED, setBy } from './metrics.ts';
import type { Metrics } from './metrics.ts';
import type { ClusterScene, ColumnView } from './types.ts';

/** A picture that is drawn larger than it is laid out. */
export interface Presented {
  readonly layout: ClusterLayout;
  readonly scale: number;
}

/** What a class is to look at; addresses, those that matter most first. */
export interface Attention {
  readonly addresses: readonly string[];
  /** Partitions that were open before: without a reason they stay so. */
  readonly open: readonly string[];
}

export const NO_ATTENTION: Attention = { addresses: [], open: [] };

const NARROW: Metrics = { ...PRESENTED, clientWidth: 122 };
const WITHOUT_TICKS: Metrics = { ...NARROW, ticksHeight: 0 };
const ALL = { remotes: false, epochs: false };
const NEITHER = { remotes: true, epochs: true };

interface Way {
  readonly without: { readonly remotes: boolean; readonly epochs: boolean };
  readonly measures: Metrics;
}
type Ways = readonly [Way, ...Way[]];

/** What goes first to save height, and what goes then: what the leader believes of others is for a closer look. */
const WAYS: Ways = [
  { without: ALL, measures: PRESENTED }, { without: { remotes: true, epochs: false }, measures: PRESENTED }, { without: NEITHER, measures: PRESENTED },
  { without: NEITHER, measures: NARROW }, { without: NEITHER, measures: WITHOUT_TICKS }, { without: NEITHER, measures: { ...WITHOUT_TICKS, clientHeight: 23 } },
];

/**
 * The picture for a class: its smallest words are always as high as asked for. Where it is too wide, the partitions that
 * the step is not about are folded to a sign a replica; where it is too high, lines are left out. What is higher even
 * then scrolls.
 *
 * @param typePx the height of the smallest words, in pixels of the page.
 */
export function presentedLayout(scene: ClusterScene, { width, height, ruler = USUAL }: { readonly width: number; readonly height: number; readonly ruler?: Ruler }, typePx: number, attention = NO_ATTENTION): Presented {
  const scale = Math.max(1, typePx / PRESENTED.smallFont);
  const room = { width: Math.floor(width / scale), height: Math.floor(height / scale), ruler };
  const open = openIn(scene, room, attention);
  const laidOut = ([way, ...fewer]: Ways): ClusterLayout => {
    const layout = clusterLayout(scene, { ...room, ...way, compact: true, ...(open === null ? {} : { open }) });
    const [next, ...rest] = fewer;
    return next === undefined || layout.height <= room.height ? layout : laidOut([next, ...rest]);
  };
  return { layout: laidOut(WAYS), scale };
}

/** The partitions drawn in full; null where all are, or where there is no room for even one beside the others' signs. */
function openIn({ columns, cells }: ClusterScene, { width, ruler }: { readonly width: number; readonly ruler: Ruler }, attention: Attention): ReadonlySet<string> | null {
  const { margin, controlLane, leftWidth, rowPadding } = setBy(ruler, PRESENTED);
  const most = openColumns(columns.length, width - 2 * margin - controlLane - leftWidth - rowPadding, PRESENTED);
  if (most >= columns.length || most < 1) return null;
  const worries = columns.filter((column) => isWorrying(column, cells)).map(({ partition }) => partition);
  const all = columns.map(({ partition }) => partition);
  const written = new Set(columns.filter(({ logStartOffset, logEndOffset }) => logEndOffset > logStartOffset).map(({ partition }) => partition));
  const others = [...attention.open, ...all].toSorted((one, other) => Number(written.has(other)) - Number(written.has(one)));
  const wanted = [...attention.addresses.map(partitionIn), ...worries, ...others];
  const there = new Set(all);
  return new Set([...new Set(wanted)].filter((partition) => there.has(partition)).slice(0, most));
}

/** Of `broker-1/orders-0`; an address without a partition is none. */
const partitionIn = (address: string): string => address.slice(address.indexOf('/') + 1);

function isWorrying(column: ColumnView, cells: ClusterScene['cells']): boolean {
  return column.offline || column.acknowledgedLost.length > 0 || cells.some((cell) => cell.partition === column.partition && cell.acknowledgedOnlyHere);
}
