import type { Envelope } from '../../world/types.ts';
import type { KafkaMessage } from '../../kafka/messages.ts';
import type { Box, Point } from '../shared/geometry.ts';
import type { ClusterLayout } from './layout.ts';
import { alongPath, bottom, right } from '../shared/geometry.ts';
import { nodeOf } from './select.ts';
import { partitionOf } from './summary.ts';

/** Which way a message's words stand from its dot, and which way they give way to others. */
export type LaneSide = 'control' | 'client' | 'data';

export interface Lane {
  readonly side: LaneSide;
  readonly path: readonly Point[];
}

export interface MessagePosition extends Point {
  /** 0 as it is sent, 1 when it is due. */
  readonly progress: number;
  readonly lane: Lane;
}

/** Where a message is at a time: a pure function, so that stopping freezes it and going back takes it back. */
export function messagePosition(envelope: Envelope<KafkaMessage>, nowMs: number, layout: ClusterLayout): MessagePosition {
  const progress = progressOf(envelope, nowMs);
  const lane = laneOf(envelope, layout);
  return { ...alongPath(lane.path, progress), progress, lane };
}

function progressOf({ sentAtMs, dueAtMs }: Envelope, nowMs: number): number {
  if (dueAtMs <= sentAtMs) return nowMs > sentAtMs ? 1 : 0;
  return Math.min(1, Math.max(0, (nowMs - sentAtMs) / (dueAtMs - sentAtMs)));
}

/**
 * The line from sender to receiver. Data runs right of its partition's column, control traffic left of the rows, and
 * what clients ask without a partition between the two.
 */
export function laneOf(envelope: Envelope<KafkaMessage>, layout: ClusterLayout): Lane {
  const from = nodeOf(envelope.from);
  const to = nodeOf(envelope.to);
  if (isControl(envelope.from) || isControl(envelope.to)) return { side: 'control', path: joined(controlEnd(from, layout), controlEnd(to, layout)) };
  const partition = partitionOf(envelope.message);
  const column = partition === null ? undefined : layout.columns[partition];
  const laneX = column?.laneX ?? clientLaneX(layout);
  const end = (node: string): readonly Point[] => dataEnd(node, laneX, column === undefined, layout);
  return { side: column === undefined ? 'client' : 'data', path: joined(end(from), end(to)) };
}

/** Also the controller on a broker, `broker-1/controller`. */
const isControl = (address: string): boolean => /^(controller-|admin$|zookeeper$)|\/controller$/.test(address);

/** Both ends start at their node and end on the lane they share. */
function joined(from: readonly Point[], to: readonly Point[]): readonly Point[] {
  return [...from, ...to.toReversed()];
}

function clientLaneX(layout: ClusterLayout): number {
  const row = Object.values(layout.rows)[0];
  return row === undefined ? layout.metrics.margin : right(row.label) - 2;
}

function dataEnd(node: string, laneX: number, atDock: boolean, layout: ClusterLayout): readonly Point[] {
  const row = layout.rows[node];
  if (row !== undefined) return [{ x: laneX, y: atDock ? dockY(row.box) : row.box.y + layout.parts.headerY + layout.metrics.headerHeight / 2 }];
  const client = layout.clients[node] ?? layout.controllers[node];
  if (client === undefined) return adminEnd(laneX, layout);
  const isAbove = client.y < (Object.values(layout.rows)[0]?.box.y ?? 0);
  const edge = isAbove ? bottom(client) : client.y;
  const turn = edge + (isAbove ? 1 : -1) * (layout.metrics.clientGap / 2);
  const x = Math.min(right(client) - 12, Math.max(client.x + 12, laneX));
  // Beginning off the edge, a message's words do not cover its sender's.
  return [{ x, y: turn }, { x: laneX, y: turn }];
}

function controlEnd(node: string, layout: ClusterLayout): readonly Point[] {
  const x = layout.metrics.margin + layout.metrics.controlLane / 2;
  const row = layout.rows[node];
  if (row !== undefined) return [{ x: row.box.x, y: dockY(row.box) }, { x, y: dockY(row.box) }];
  const box = layout.controllers[node] ?? layout.clients[node];
  if (box === undefined) return adminEnd(x, layout);
  const dock = controlDock(box, layout);
  return [dock, { x, y: dock.y }];
}

/** Below the boxes at the top, where no words stand. */
function adminEnd(x: number, { admin, clients, controllers, rows, metrics }: ClusterLayout): readonly Point[] {
  const rowsY = Object.values(rows)[0]?.box.y ?? Infinity;
  const above = [...Object.values(controllers), ...Object.values(clients)].filter((box) => box.y < rowsY).map(bottom);
  const y = Math.max(admin.y, ...above) + metrics.clientGap / 2;
  return [admin, { x: admin.x, y }, { x, y }];
}

/** Below its box, where there is room, so that a message covers none of its words; among several boxes at its edge. */
export function controlDock(box: Box, { controllers, metrics }: ClusterLayout): Point {
  const isLast = Object.values(controllers).every((other) => bottom(other) <= bottom(box));
  return isLast ? { x: box.x + 8, y: bottom(box) + metrics.clientGap / 2 } : { x: box.x, y: box.y + box.height / 2 };
}

/** Above the lower edge of a row, where its left column is free. */
const DOCK_ABOVE_EDGE = 14;

function dockY(row: Box): number {
  return bottom(row) - DOCK_ABOVE_EDGE;
}
