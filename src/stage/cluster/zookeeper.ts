import { zkControllerAddress } from '../../kafka/actor.ts';
import type { ZkControllerContext } from '../../kafka/controller/zookeeper/types.ts';
import { CONTROLLER_EPOCH_PATH, CONTROLLER_PATH, decodeController } from '../../kafka/metadata/zkData.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { Session, ZooKeeperContext } from '../../kafka/zookeeper/types.ts';
import { actorView, isUp, ZOOKEEPER } from './select.ts';
import type { BrokerControllerView, ZooKeeperView } from './types.ts';

/** ZooKeeper as its box says it; null in eras without one. */
export function zookeeperOf(world: KafkaWorld): ZooKeeperView | null {
  const zookeeper = actorView<ZooKeeperContext>(world, ZOOKEEPER)?.context;
  if (zookeeper === undefined) return null;
  const holder = zookeeper.znodes[CONTROLLER_PATH];
  return {
    address: ZOOKEEPER, up: isUp(world, ZOOKEEPER), sessions: Object.keys(zookeeper.sessions).length,
    controllerId: holder === undefined ? -1 : decodeController(holder.data), controllerEpoch: Number(zookeeper.znodes[CONTROLLER_EPOCH_PATH]?.data ?? 0),
  };
}

/** Two brokers have one for a while, when a controller has not heard yet that it was replaced; their epochs tell them apart. */
export function brokerControllerOf(world: KafkaWorld, brokerId: number): BrokerControllerView | null {
  const address = zkControllerAddress(brokerId);
  const controller = actorView<ZkControllerContext>(world, address);
  return controller?.state === 'active' ? { address, epoch: controller.context.epoch } : null;
}

/** Time runs against a session while its broker is gone or cannot be heard, and only while ZooKeeper runs. */
export function sessionUntilMs(world: KafkaWorld, node: string): number | null {
  const sessions = actorView<ZooKeeperContext>(world, ZOOKEEPER)?.context.sessions;
  if (sessions === undefined || !isUp(world, ZOOKEEPER)) return null;
  const unheard = Object.values(sessions).filter((session) => session.node === node && isUnheard(world, session));
  return unheard.length === 0 ? null : Math.max(...unheard.map((session) => session.lastHeardMs + session.timeoutMs));
}

function isUnheard(world: KafkaWorld, { node, connection }: Session): boolean {
  const isCut = world.wire.links[[node, ZOOKEEPER].toSorted().join('|')]?.cut ?? false;
  return connection === null || isCut || !isUp(world, node);
}
