import type { Box } from '../shared/geometry.ts';
import type { ClusterLayout } from './layout.ts';

/** Where an actor of a picture stands; null for one that is not drawn. */
export function boxOf(address: string, layout: ClusterLayout): Box | null {
  const [node = '', part] = address.split('/');
  const own = layout.tags[address] ?? layout.controllers[address] ?? layout.clients[address] ?? layout.cells[address.replace('broker-', '')];
  return own ?? (part === undefined ? layout.rows[node]?.label : undefined) ?? null;
}
