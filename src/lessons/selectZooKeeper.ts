import { brokerIdOf } from '../kafka/actor.ts';
import { BROKER_IDS_PATH, CONTROLLER_EPOCH_PATH, CONTROLLER_PATH, decodeController } from '../kafka/metadata/zkData.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import type { ZkClientContext } from '../kafka/zkClient/types.ts';
import type { Znode } from '../kafka/zookeeper/tree.ts';
import { childrenOf } from '../kafka/zookeeper/tree.ts';
import type { ZooKeeperContext } from '../kafka/zookeeper/types.ts';
import { SelectionError } from './selectionError.ts';

/** What is read of ZooKeeper (`zookeeper`), of a znode by its path, or of a client (`client-1`). */
export const zooKeeperReaders = {
  /** The brokers registered under /brokers/ids, in order. */
  liveBrokers: (world: KafkaWorld) => childrenOf(zookeeper(world).znodes, BROKER_IDS_PATH).map(Number).toSorted((a, b) => a - b),
  /** Who holds /controller; -1 for nobody. */
  controller: (world: KafkaWorld) => {
    const holder = zookeeper(world).znodes[CONTROLLER_PATH];
    return holder === undefined ? -1 : decodeController(holder.data);
  },
  controllerEpoch: (world: KafkaWorld) => Number(zookeeper(world).znodes[CONTROLLER_EPOCH_PATH]?.data ?? 0),
  /** The brokers whose own controller believes that it holds office. */
  activeControllers: (world: KafkaWorld) => world.actors.entries().flatMap(([address, { machine, value }]) =>
    (machine.id === 'zkController' && value === 'active' ? brokerIdOf(address) ?? [] : [])).toSorted((a, b) => a - b),
  sessionCount: (world: KafkaWorld) => Object.keys(zookeeper(world).sessions).length,
  znodeExists: (world: KafkaWorld, path: string) => zookeeper(world).znodes[path] !== undefined,
  znodeData: (world: KafkaWorld, path: string) => znode(world, path).data,
  znodeVersion: (world: KafkaWorld, path: string) => znode(world, path).version,
  isEphemeral: (world: KafkaWorld, path: string) => znode(world, path).ephemeralOwner !== 0,
  /** Names, in order. */
  znodeChildren: (world: KafkaWorld, path: string) => {
    znode(world, path);
    return childrenOf(zookeeper(world).znodes, path);
  },
  /** Watches that wait for a change of this znode. */
  watchCount: (world: KafkaWorld, path: string) => zookeeper(world).watches.filter((watch) => watch.path === path).length,
  /** `client-2 /app/config`: the data it last read there; null when it knows none. */
  knownData: (world: KafkaWorld, of: string) => {
    const [name = '', path = ''] = of.split(' ');
    return client(world, name).known[path]?.data ?? null;
  },
  /** `asking`, `waiting`, `held`, `doubted` or `releasing`; null for a client without a lock. */
  lockState: (world: KafkaWorld, name: string) => client(world, name).lock?.state ?? null,
  /** The clients that believe they hold the lock at this path. */
  lockHolders: (world: KafkaWorld, path: string) => world.actors.values().flatMap(({ machine, context }) => {
    const { clientId, lock } = context as ZkClientContext;
    return machine.id === 'zkClient' && lock?.path === path && lock.state === 'held' ? [clientId] : [];
  }).toSorted(),
  /** Whether the client has a connection to ZooKeeper. */
  connected: (world: KafkaWorld, name: string) => client(world, name).connected,
} as const satisfies Readonly<Record<string, (world: KafkaWorld, of: string) => unknown>>;

function zookeeper(world: KafkaWorld): ZooKeeperContext {
  const found = world.actors.get('zookeeper');
  if (found === undefined) throw new SelectionError('there is no ZooKeeper in this world');
  return found.context as ZooKeeperContext;
}

function znode(world: KafkaWorld, path: string): Znode {
  const found = zookeeper(world).znodes[path];
  if (found === undefined) throw new SelectionError(`there is no znode "${path}"`);
  return found;
}

function client(world: KafkaWorld, name: string): ZkClientContext {
  const found = world.actors.get(name);
  if (found?.machine.id !== 'zkClient') throw new SelectionError(`there is no ZooKeeper client "${name}"`);
  return found.context as ZkClientContext;
}
