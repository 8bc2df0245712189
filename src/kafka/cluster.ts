import { createStepper } from '../world/stepper.ts';
import type { Stepper } from '../world/stepper.ts';
import { initial } from '../world/evaluate.ts';
import { seedRandom } from '../world/random.ts';
import { Table } from '../world/table.ts';
import type { Address, NodeStatus } from '../world/types.ts';
import { EMPTY_WIRE } from '../world/wire.ts';
import { brokerAddress, brokerIdOf, coordinatorAddress, memberAddress, purgatoryAddress, zkControllerAddress } from './actor.ts';
import { adminMachine } from './admin/machine.ts';
import { brokerMachine } from './broker/machine.ts';
import { brokerStartRefusal } from './broker/startRefusal.ts';
import { ADMIN, carryOut, CONTROLLER, CONTROLLER_ID, ZOOKEEPER, zkClientIdsOf } from './carryOut.ts';
import type { Command } from './commands.ts';
import type { ConfigTexts } from './client/config.ts';
import { consumerConfig, memberConfig, zkMemberConfig } from './consumer/config.ts';
import { groupInput } from './consumer/group/describe.ts';
import { topicsOf } from './consumer/group/subscription.ts';
import { consumerMachine } from './consumer/machine.ts';
import { coordinatorMachine } from './coordinator/machine.ts';
import { memberMachine } from './consumer/member/machine.ts';
import { zkMemberMachine } from './consumer/zkMember/machine.ts';
import { controllerMachine } from './controller/kraft/machine.ts';
import { zkControllerMachine } from './controller/zookeeper/machine.ts';
import type { ClusterDescription, ConsumerDescription } from './description.ts';
import { eraOf, groupsAreInZooKeeper } from './era/era.ts';
import type { Era, EraId } from './era/era.ts';
import type { Fact } from './facts.ts';
import { fetcherMachine } from './fetcher/machine.ts';
import { groupMachine } from './group/machine.ts';
import type { KafkaMessage } from './messages.ts';
import { emptyLedger, recordFact } from './promises/ledger.ts';
import type { Ledger } from './promises/types.ts';
import { producerConfig } from './producer/config.ts';
import { producerMachine } from './producer/machine.ts';
import { purgatoryMachine } from './purgatory/machine.ts';
import { replicaMachine } from './replica/machine.ts';
import { start } from './startUp.ts';
import type { KafkaWorld, Settings } from './simulation.ts';
import { zkClientMachine } from './zkClient/machine.ts';
import { zookeeperMachine } from './zookeeper/machine.ts';

/** Every machine by its kind: what a world's actors are made of. */
export const machines = {
  broker: brokerMachine,
  replica: replicaMachine,
  fetcher: fetcherMachine,
  purgatory: purgatoryMachine,
  group: groupMachine,
  controller: controllerMachine,
  zkController: zkControllerMachine,
  zookeeper: zookeeperMachine,
  coordinator: coordinatorMachine,
  producer: producerMachine,
  consumer: consumerMachine,
  member: memberMachine,
  zkMember: zkMemberMachine,
  zkClient: zkClientMachine,
  admin: adminMachine,
} as const;

export type KafkaStepper = Stepper<Command, Fact, Ledger, KafkaMessage>;

export interface Cluster {
  readonly stepper: KafkaStepper;
  readonly world: KafkaWorld;
}

/** One way, in milliseconds: brokers and the controller share a room, clients are a little further off. */
const LATENCY_MS = 2;
const CLIENT_LATENCY_MS = 5;

function latencyMs(from: string, to: string): number {
  const isClient = (node: string) => brokerIdOf(node) === null && node !== CONTROLLER && node !== ZOOKEEPER;
  return isClient(from) || isClient(to) ? CLIENT_LATENCY_MS : LATENCY_MS;
}

/** `latency` is for tests that withhold time. */
export function createKafkaStepper(era: EraId | Era, latency = latencyMs): KafkaStepper {
  return createStepper({ machines, shared: { era: typeof era === 'string' ? eraOf(era) : era }, latencyMs: latency, carryOut, record: recordFact });
}

/**
 * A cluster as described, booted by its own steps: the controller is elected, brokers have registered, topics are
 * created, followers fetch, clients are connected, and everything is quiet.
 *
 * @throws RangeError for a setting or a topic that Kafka would refuse, with its message.
 */
export function bootCluster(description: ClusterDescription, settings: Settings): Cluster {
  const stepper = createKafkaStepper(settings.era);
  return { stepper, world: start(stepper, coldCluster(description, settings), description, settings.era) };
}

/**
 * Every node of the cluster, none of them started.
 *
 * @throws RangeError for a setting that Kafka would refuse, with its message.
 */
export function coldCluster(description: ClusterDescription, settings: Settings): KafkaWorld {
  const era = eraOf(settings.era);
  const refusal = brokerStartRefusal(era, description.brokerConfig ?? {});
  if (refusal !== null) throw new RangeError(refusal.message);
  checkSizes(description);
  const brokerIds = brokerIdsOf(description);
  const actors: Cast = [
    ...(era.metadata === 'zookeeper' ? zookeeperServers(description) : kraftServers(description)),
    ...description.producers.map(({ id, topics, config }): [Address, keyof typeof machines, unknown] =>
      [id, 'producer', { clientId: id, bootstrap: brokerIds, topics, config: producerConfig(era, config ?? {}) }]),
    ...description.consumers.flatMap((consumer) => consumerActors(era, brokerIds, consumer)),
    ...(era.metadata === 'zookeeper' ? zkClientsOf(description) : []),
    [ADMIN, 'admin', { brokers: brokerIds, ...(era.metadata === 'zookeeper' ? { controllerAddress: '', bootstrap: brokerIds } : { controllerAddress: CONTROLLER }), ...(era.partitionReassignments === 'through-znode' ? { zookeeper: ZOOKEEPER } : {}) }],
  ];
  return worldOf(actors, settings.seed);
}

/** Kafka has no bound for these; a simulated cluster has. */
export const MOST_DEFAULT_PARTITIONS = 200;
export const PARTITION_COUNTS = ['offsets.topic.num.partitions', 'num.partitions'] as const;

function checkSizes({ brokerConfig = {} }: ClusterDescription): void {
  const large = PARTITION_COUNTS.find((name) => Number(brokerConfig[name] ?? 1) > MOST_DEFAULT_PARTITIONS);
  if (large !== undefined) throw new RangeError(`${large} is at most ${MOST_DEFAULT_PARTITIONS} in a simulation`);
}

/** A consumer, and with a group.id its part in the group: with a coordinator, or through ZooKeeper. */
function consumerActors(era: Era, bootstrap: readonly number[], consumer: ConsumerDescription): Cast {
  const { id, topics, config = {} } = consumer;
  const group = groupInput(era, consumer);
  const input = { clientId: id, bootstrap, topics: group === null ? topics : topicsOf(group.subscription), config: consumerConfig(era, config), group };
  return [[id, 'consumer', input], ...(group === null ? [] : [membership(era, id, config)])];
}

function membership(era: Era, clientId: string, texts: ConfigTexts): Cast[number] {
  if (groupsAreInZooKeeper(era)) return [memberAddress(clientId), 'zkMember', { clientId, config: zkMemberConfig(era, texts), zookeeper: ZOOKEEPER }];
  return [memberAddress(clientId), 'member', { clientId, config: memberConfig(era, texts) }];
}

/** Actors with their machines and what these begin with. */
type Cast = readonly (readonly [Address, keyof typeof machines, unknown])[];

function kraftServers(description: ClusterDescription): Cast {
  const staticConfigs = description.brokerConfig ?? {};
  return [
    [CONTROLLER, 'controller', { controllerId: CONTROLLER_ID, voters: [CONTROLLER_ID], staticConfigs }],
    ...brokerIdsOf(description).flatMap((brokerId, index): Cast => [
      [brokerAddress(brokerId), 'broker', { brokerId, controller: CONTROLLER, rack: description.racks?.[index] ?? null, staticConfigs }],
      [purgatoryAddress(brokerId), 'purgatory', { brokerId }],
      [coordinatorAddress(brokerId), 'coordinator', { brokerId }],
    ]),
  ];
}

function zookeeperServers(description: ClusterDescription): Cast {
  const staticConfigs = description.brokerConfig ?? {};
  return [
    [ZOOKEEPER, 'zookeeper', {}],
    ...brokerIdsOf(description).flatMap((brokerId, index): Cast => [
      [brokerAddress(brokerId), 'broker', { brokerId, controller: '', rack: description.racks?.[index] ?? null, staticConfigs, zookeeper: ZOOKEEPER }],
      [purgatoryAddress(brokerId), 'purgatory', { brokerId }],
      [coordinatorAddress(brokerId), 'coordinator', { brokerId }],
      [zkControllerAddress(brokerId), 'zkController', { brokerId, zookeeper: ZOOKEEPER, staticConfigs }],
    ]),
  ];
}

/** How long a client's session may be silent: shorter than a broker's, within the bounds of a usual server (4 to 40 s). */
const ZK_CLIENT_SESSION_MS = 10_000;

function zkClientsOf({ zookeeperClients = 0 }: ClusterDescription): Cast {
  return zkClientIdsOf(zookeeperClients).map((clientId) => [clientId, 'zkClient', { clientId, zookeeper: ZOOKEEPER, timeoutMs: ZK_CLIENT_SESSION_MS }]);
}

function worldOf(actors: Cast, seed: number): KafkaWorld {
  const nodes = actors.map(([address]) => address).filter((address) => !address.includes('/'));
  const down: NodeStatus = { incarnation: 0, up: false };
  return {
    nowMs: 0,
    nodes: Object.fromEntries(nodes.map((node) => [node, down])),
    actors: Table.from(actors.map(([address, kind, input]) => [address, initial(machines[kind], input).snapshot])),
    wire: EMPTY_WIRE as KafkaWorld['wire'],
    timers: [],
    random: seedRandom(seed),
    counters: { steps: 0, nextId: 1 },
    ledger: emptyLedger,
  };
}

export function brokerIdsOf(description: ClusterDescription): readonly number[] {
  return Array.from({ length: description.brokers }, (_, index) => index + 1);
}
