import type { BrokerView, CellView } from '../types.ts';
import type { Drawing, Group, Layer } from './drawing.ts';
import { isDrawnWith, move } from './drawing.ts';
import { select } from 'd3-selection';

/** What a stroke says, from what stands lowest in the row to what reaches its top: told apart by height, too. */
const KINDS = ['offline', 'out', 'in', 'leader'] as const;
type Kind = (typeof KINDS)[number];
const REACHES: Readonly<Record<Kind, number>> = { offline: 0.25, out: 0.5, in: 0.75, leader: 1 };

/** Hundreds of partitions: a broker's replicas are strokes in four paths, one a kind. They are looked at as a whole. */
export function drawStrips(layer: Layer, drawing: Drawing): void {
  const { layout, scene } = drawing;
  const isStrip = layout.detail === 'strip';
  const byBroker = new Map<number, CellView[]>(scene.brokers.map(({ brokerId }) => [brokerId, []]));
  if (isStrip) for (const cell of scene.cells) byBroker.get(cell.brokerId)?.push(cell);
  const strips = layer.selectAll<SVGGElement, BrokerView>('g.strip').data(isStrip ? scene.brokers : [], (broker) => broker.address)
    .join((enter) => enter.append('g').attr('class', 'strip')) as unknown as Group<BrokerView>;
  strips.attr('transform', (broker) => move(0, layout.rows[broker.address]?.box.y ?? 0));
  strips.each(function draw(broker) {
    const cells = byBroker.get(broker.brokerId) ?? [];
    if (isDrawnWith(this, layout, ...cells)) return;
    const paths = KINDS.map((kind) => ({ kind, d: strokes(cells.filter((cell) => kindOf(cell) === kind), kind, drawing) }));
    select(this).selectAll<SVGPathElement, (typeof paths)[number]>('path').data(paths, ({ kind }) => kind).join('path').attr('class', ({ kind }) => `stroke ${kind}`).attr('d', ({ d }) => d);
  });
}

function kindOf(cell: CellView): Kind {
  if (cell.role === 'offline') return 'offline';
  if (cell.role === 'leader') return 'leader';
  return cell.inIsr ? 'in' : 'out';
}

function strokes(cells: readonly CellView[], kind: Kind, { layout }: Drawing): string {
  const { recordsY, recordHeight } = layout.parts;
  const height = recordHeight * REACHES[kind];
  return cells.map((cell) => {
    const column = layout.columns[cell.partition];
    return column === undefined ? '' : `M${column.x.toFixed(1)},${(recordsY + recordHeight - height).toFixed(1)} h${Math.max(1, column.width - 0.5).toFixed(1)} v${height.toFixed(1)} h-${Math.max(1, column.width - 0.5).toFixed(1)} Z`;
  }).join('');
}
