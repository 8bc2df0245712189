import { brokerIdOf } from '../kafka/actor.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { Znode, Znodes } from '../kafka/zookeeper/tree.ts';
import { parentOf } from '../kafka/zookeeper/tree.ts';
import type { ZooKeeperContext } from '../kafka/zookeeper/types.ts';
import type { Address, NodeId } from '../world/types.ts';

/** What the last step did to a znode. */
export type ZnodeChange = 'created' | 'changed' | 'deleted';

export interface ZnodeOwner {
  readonly sessionId: number;
  readonly node: NodeId;
  readonly brokerId: number | null;
  /** Until the session ends if nothing more is heard; below 0 when ZooKeeper is late or down. */
  readonly leftMs: number;
}

export interface ZnodeRow {
  readonly path: string;
  readonly name: string;
  /** The root's is 1, as `aria-level` counts. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  readonly children: number;
  readonly change: ZnodeChange | null;
  /** Something below it changed in the last step. */
  readonly changedBelow: boolean;
  readonly version: number;
  readonly isEphemeral: boolean;
  /** null for a persistent one, or when its session is gone. */
  readonly owner: ZnodeOwner | null;
  readonly watched: number;
}

export interface ZnodeDetail {
  readonly path: string;
  /** A znode that the last step deleted is shown as it was. */
  readonly isDeleted: boolean;
  /** As it was written. */
  readonly data: string;
  readonly version: number;
  readonly cversion: number;
  readonly czxid: number;
  readonly ephemeralOwner: number;
  readonly owner: ZnodeOwner | null;
  readonly watches: readonly { readonly kind: 'data' | 'children'; readonly to: Address; readonly sessionId: number }[];
}

export interface SessionRow extends ZnodeOwner {
  readonly timeoutMs: number;
  readonly connected: boolean;
  /** Paths of its ephemeral znodes. */
  readonly owns: readonly string[];
  readonly watches: number;
}

export function zookeeperIn(world: KafkaWorld): ZooKeeperContext | null {
  return (world.actors.get('zookeeper')?.context as ZooKeeperContext | undefined) ?? null;
}

/** All znodes, parents before their children; znodes that went in the last step keep their place. `before` null: nothing to compare with. */
export function znodeRows(world: KafkaWorld, before: KafkaWorld | null): readonly ZnodeRow[] {
  const zookeeper = zookeeperIn(world);
  if (zookeeper === null) return [];
  const old = before === null ? null : (zookeeperIn(before)?.znodes ?? null);
  const changes = changesOf(zookeeper.znodes, old);
  const children = childrenByParent([...Object.keys(zookeeper.znodes), ...[...changes].filter(([, change]) => change === 'deleted').map(([path]) => path)]);
  const unsettled = new Set([...changes.keys()].flatMap(ancestorsOf));
  const watched = new Map<string, number>();
  for (const { path } of zookeeper.watches) watched.set(path, (watched.get(path) ?? 0) + 1);
  const rows: ZnodeRow[] = [];
  const add = (path: string, level: number, place: number, siblings: number): void => {
    const below = children.get(path) ?? [];
    const znode = zookeeper.znodes[path] ?? old?.[path];
    if (znode === undefined) return;
    rows.push({
      path, name: path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1), level, place, siblings, children: below.length,
      change: changes.get(path) ?? null, changedBelow: unsettled.has(path), version: znode.version, isEphemeral: znode.ephemeralOwner !== 0,
      owner: ownerOf(world, zookeeper, znode), watched: watched.get(path) ?? 0,
    });
    for (const [index, child] of below.entries()) add(child, level + 1, index + 1, below.length);
  };
  add('/', 1, 1, 1);
  return rows;
}

function changesOf(now: Znodes, before: Znodes | null): ReadonlyMap<string, ZnodeChange> {
  const changes = new Map<string, ZnodeChange>();
  if (before === null || before === now) return changes;
  for (const [path, znode] of Object.entries(now)) {
    const old = before[path];
    if (old === undefined || old.czxid !== znode.czxid) changes.set(path, 'created');
    else if (old.version !== znode.version) changes.set(path, 'changed');
  }
  for (const path of Object.keys(before)) if (now[path] === undefined) changes.set(path, 'deleted');
  return changes;
}

function childrenByParent(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const path of paths) {
    if (path === '/') continue;
    const parent = parentOf(path);
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [path]);
    else known.push(path);
  }
  for (const siblings of children.values()) siblings.sort(byName);
  return children;
}

/** Numbers by their value, so that partition 10 comes behind 9. */
function byName(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => Number(path.slice(path.lastIndexOf('/') + 1))) as [number, number];
  return Number.isNaN(left) || Number.isNaN(right) ? (a < b ? -1 : 1) : left - right;
}

export function ancestorsOf(path: string): readonly string[] {
  const ancestors: string[] = [];
  for (let at = path; at !== '/';) {
    at = parentOf(at);
    ancestors.push(at);
  }
  return ancestors;
}

function ownerOf(world: KafkaWorld, zookeeper: ZooKeeperContext, { ephemeralOwner }: Znode): ZnodeOwner | null {
  const session = zookeeper.sessions[ephemeralOwner];
  if (session === undefined) return null;
  return { sessionId: session.sessionId, node: session.node, brokerId: brokerIdOf(session.node), leftMs: session.lastHeardMs + session.timeoutMs - world.nowMs };
}

/** One znode in full; null when there is none, or never was one. */
export function znodeDetail(world: KafkaWorld, before: KafkaWorld | null, path: string): ZnodeDetail | null {
  const zookeeper = zookeeperIn(world);
  const now = zookeeper?.znodes[path];
  const znode = now ?? (before === null ? undefined : zookeeperIn(before)?.znodes[path]);
  if (zookeeper === null || znode === undefined) return null;
  const { data, version, cversion, czxid, ephemeralOwner } = znode;
  const watches = zookeeper.watches.filter((watch) => watch.path === path).map(({ kind, to, sessionId }) => ({ kind, to, sessionId }));
  return { path, isDeleted: now === undefined, data, version, cversion, czxid, ephemeralOwner, owner: ownerOf(world, zookeeper, znode), watches };
}

/** Every session, with what ends with it. */
export function sessionRows(world: KafkaWorld): readonly SessionRow[] {
  const zookeeper = zookeeperIn(world);
  if (zookeeper === null) return [];
  const owned = Object.entries(zookeeper.znodes).filter(([, znode]) => znode.ephemeralOwner !== 0);
  return Object.values(zookeeper.sessions).map(({ sessionId, node, timeoutMs, lastHeardMs, connection }) => ({
    sessionId, node, brokerId: brokerIdOf(node), leftMs: lastHeardMs + timeoutMs - world.nowMs, timeoutMs, connected: connection !== null,
    owns: owned.filter(([, znode]) => znode.ephemeralOwner === sessionId).map(([path]) => path).toSorted(),
    watches: zookeeper.watches.filter((watch) => watch.sessionId === sessionId).length,
  }));
}

/** As ZooKeeper prints a session's id. */
export function sessionName(sessionId: number): string {
  return `0x${sessionId.toString(16)}`;
}
