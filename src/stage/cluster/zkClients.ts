import { eraIds, eraOf } from '../../kafka/era/era.ts';
import { CONTROLLER_EPOCH_PATH, CONTROLLER_PATH, FEATURE_PATH, persistentPaths } from '../../kafka/metadata/zkData.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { ZkClientContext } from '../../kafka/zkClient/types.ts';
import type { ZooKeeperContext } from '../../kafka/zookeeper/types.ts';
import { actorView, isUp, nodesOf, ZOOKEEPER } from './select.ts';
import type { ClientStatus, ZkClientView, ZnodeView } from './types.ts';
import { sessionUntilMs } from './zookeeper.ts';

/** An application that uses ZooKeeper, as its box says it. */
export function zkClientOf(world: KafkaWorld, address: string): ZkClientView {
  const client = actorView<ZkClientContext>(world, address)?.context;
  const lock = client?.lock ?? null;
  return {
    address, status: statusOf(world, address, client), sessionId: client?.sessionId ?? 0, sessionUntilMs: sessionUntilMs(world, address),
    lock: lock === null ? null : { state: lock.state, path: lock.path, behind: lock.behind },
    knows: Object.entries(client?.known ?? {}).flatMap(([path, { data }]) => (data === undefined ? [] : [[lastPart(path), data] as const])),
  };
}

function statusOf(world: KafkaWorld, address: string, client: ZkClientContext | undefined): ClientStatus {
  if (client === undefined || !isUp(world, address)) return 'stopped';
  if (client.connected) return 'connected';
  return client.sessionId === 0 ? 'connecting' : 'disconnected';
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const firstPart = (path: string): string => path.split('/')[1] ?? '';

const KAFKAS: ReadonlySet<string> = new Set([...eraIds.flatMap((era) => persistentPaths(eraOf(era))), CONTROLLER_PATH, CONTROLLER_EPOCH_PATH, FEATURE_PATH, '/zookeeper'].map(firstPart));

/** What applications have put into the tree, each below its parent; none where there are no applications. */
export function znodesOf(world: KafkaWorld): readonly ZnodeView[] {
  const zookeeper = actorView<ZooKeeperContext>(world, ZOOKEEPER)?.context;
  if (zookeeper === undefined || nodesOf(world, 'client').length === 0) return [];
  const { znodes, sessions, watches } = zookeeper;
  // A parent's children right below it: nothing sorts before the sign that parts names.
  const place = (path: string): string => path.replaceAll('/', '\u0000');
  return Object.entries(znodes).filter(([path]) => path !== '/' && !KAFKAS.has(firstPart(path))).toSorted(([a], [b]) => (place(a) < place(b) ? -1 : 1)).map(([path, { data, version, ephemeralOwner }]) => ({
    path, name: lastPart(path), depth: path.split('/').length - 2, data, version, owner: ephemeralOwner === 0 ? null : (sessions[ephemeralOwner]?.node ?? ''),
    watches: watches.filter((watch) => watch.path === path).length,
  }));
}
