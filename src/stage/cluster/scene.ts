import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { ControllerContext } from '../../kafka/controller/kraft/types.ts';
import type { TopicPartition } from '../../kafka/log/record.ts';
import type { MetadataImage } from '../../kafka/metadata/image.ts';
import type { ClientMetadata } from '../../kafka/producer/types.ts';
import type { Column } from './cells.ts';
import type { BrokerView, ClientStatus, ClusterScene, ConsumerView, ControllerView, LinkView, ProducerView } from './types.ts';
import { brokerIdOf } from '../../kafka/actor.ts';
import { brokerOf } from '../../kafka/metadata/image.ts';
import { columnOf } from './cells.ts';
import { shownColumns } from './internalTopics.ts';
import { parkedAt } from './parked.ts';
import { activeController, actorView, consumerView, envelopesOf, isUp, metadataOf, nodeOf, nodesOf, producerView } from './select.ts';
import { zkClientOf, znodesOf } from './zkClients.ts';
import { brokerControllerOf, sessionUntilMs, zookeeperOf } from './zookeeper.ts';

export interface SceneOptions {
  /** What a record shows of itself. */
  readonly label?: 'value' | 'key';
  /** Draws `__consumer_offsets` and its like too. */
  readonly internalTopics?: boolean;
  /** The last scene of the same stage: columns and cells that did not change are the same objects. */
  readonly previous?: BuiltScene | undefined;
}

/** A scene that remembers what its columns were made from. */
export interface BuiltScene extends ClusterScene {
  readonly built: readonly Column[];
}

/** The cluster as a picture says it; a pure function of the world. */
export function clusterScene(world: KafkaWorld, options: SceneOptions = {}): BuiltScene {
  const states = shownColumns(world, options.internalTopics ?? false);
  const before = new Map(options.previous?.built.map((column) => [column.view.partition, column]));
  const built = states.map((state) => columnOf(world, state, options.label ?? 'value', before.get(state.partition)));
  const links = linksOf(world);
  return {
    nowMs: world.nowMs,
    // What is said of a broker follows from its links, too.
    brokers: brokersOf(world, options.previous?.links === links ? options.previous.brokers : []),
    columns: built.map((column) => column.view),
    cells: built.flatMap((column) => column.cells),
    producers: nodesOf(world, 'producer').map((node) => producerOf(world, node)),
    consumers: consumersOf(world, built),
    zkClients: nodesOf(world, 'client').map((node) => zkClientOf(world, node)),
    znodes: znodesOf(world),
    controllers: controllersOf(world),
    zookeeper: zookeeperOf(world),
    links,
    adminAtWork: envelopesOf(world).some((envelope) => [envelope.from, envelope.to].some((address) => nodeOf(address) === 'admin')),
    built,
  };
}

/** @param before what did not change since then is the same object. */
function brokersOf(world: KafkaWorld, before: readonly BrokerView[]): readonly BrokerView[] {
  const image = metadataOf(world);
  const known = new Map(before.map((view) => [view.address, view]));
  return nodesOf(world, 'broker').flatMap((address) => {
    const brokerId = brokerIdOf(address);
    if (brokerId === null) return [];
    const [view, old] = [broker(world, address, brokerId, image), known.get(address)];
    return [old !== undefined && isSameBroker(old, view) ? old : view];
  });
}

function isSameBroker({ controller, ...one }: BrokerView, { controller: others, ...other }: BrokerView): boolean {
  const names = Object.keys(one) as (keyof typeof one)[];
  return controller?.address === others?.address && controller?.epoch === others?.epoch && names.every((name) => Object.is(one[name], other[name]));
}

function broker(world: KafkaWorld, address: string, brokerId: number, image: MetadataImage | null): BrokerView {
  const up = isUp(world, address);
  const own = actorView(world, address)?.state.split(/[. ]/).at(-1) ?? 'running';
  const registered = image === null ? undefined : brokerOf(image, brokerId);
  const fenced = registered?.fenced ?? false;
  return {
    brokerId, address, up, fenced, controller: up ? brokerControllerOf(world, brokerId) : null, sessionUntilMs: sessionUntilMs(world, address),
    state: up ? (fenced && own === 'running' ? 'fenced' : own) : 'down',
    parked: up ? parkedAt(world, brokerId) : [],
  };
}

function producerOf(world: KafkaWorld, address: string): ProducerView {
  const client = producerView(world, address)?.context;
  const inFlight = Object.values(client?.inFlight ?? {}).reduce((sum, request) => sum + request.batches.length, 0);
  return {
    address, status: statusOf(world, address, client), acks: client?.config.acks ?? 1,
    sent: client?.counts.sent ?? 0, acknowledged: client?.counts.acknowledged ?? 0, failed: client?.counts.failed ?? 0,
    queued: client?.queue.length ?? 0, inFlight,
  };
}

interface Client {
  readonly metadata: ClientMetadata | null;
  readonly metadataRequest: unknown;
  readonly needsMetadata: boolean;
  readonly connectedTo: readonly number[];
}

function statusOf(world: KafkaWorld, address: string, client: Client | undefined): ClientStatus {
  if (client === undefined || !isUp(world, address)) return 'stopped';
  if (actorView(world, address)?.state.startsWith('stopped') === true) return 'stopped';
  // Asking for the first time, or again because what it knew failed.
  if (client.metadata === null && client.metadataRequest === null) return 'connecting';
  if (client.metadata === null || client.needsMetadata) return 'awaiting-metadata';
  return client.connectedTo.length === 0 ? 'disconnected' : 'connected';
}

function consumersOf(world: KafkaWorld, built: readonly Column[]): readonly ConsumerView[] {
  const columns = new Map(built.map((column) => [column.view.partition, column]));
  return nodesOf(world, 'consumer').map((node) => consumerOf(world, node, columns));
}

function consumerOf(world: KafkaWorld, address: string, columns: ReadonlyMap<TopicPartition, Column>): ConsumerView {
  const client = consumerView(world, address)?.context;
  const positions = Object.entries(client?.positions ?? {}).map(([partition, position]) => {
    const leader = columns.get(partition)?.cells.find((cell) => cell.isChosenLeader);
    return { partition, position, lag: leader === undefined || position === null ? null : Math.max(0, leader.highWatermark - position) };
  });
  return { address, status: statusOf(world, address, client), positions };
}

function controllersOf(world: KafkaWorld): readonly ControllerView[] {
  const active = activeController(world)?.snapshot;
  return nodesOf(world, 'controller').flatMap((address) => {
    const view = actorView<Partial<ControllerContext>>(world, address);
    if (view === null) return [];
    const up = isUp(world, address);
    return [{
      address, controllerId: Number(address.slice('controller-'.length)), epoch: view.context.epoch ?? 0,
      state: up ? view.state : 'down', up, active: up && view.snapshot === active && /\b(leader|active)\b/.test(view.state),
    }];
  });
}

const knownLinks = new WeakMap<KafkaWorld['wire']['links'], readonly LinkView[]>();

function linksOf({ wire: { links } }: KafkaWorld): readonly LinkView[] {
  const known = knownLinks.get(links) ?? Object.entries(links).flatMap(([key, link]) => {
    const [from, to] = key.split('|');
    return from === undefined || to === undefined ? [] : [{ from, to, cut: link.cut, extraLatencyMs: link.extraLatencyMs }];
  });
  knownLinks.set(links, known);
  return known;
}
