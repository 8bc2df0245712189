import type { Operation } from '../world/stepper.ts';
import type { Stepper } from '../world/stepper.ts';
import { brokerAddress, memberAddress, replicaAddress, zkControllerAddress } from './actor.ts';
import type { BrokerContext } from './broker/types.ts';
import { ADMIN, CONTROLLER, ZOOKEEPER, zkClientIdsOf } from './carryOut.ts';
import type { Command } from './commands.ts';
import type { MemberContext } from './consumer/member/types.ts';
import type { ConsumerContext } from './consumer/types.ts';
import type { ZkMemberContext } from './consumer/zkMember/types.ts';
import type { ZkControllerContext } from './controller/zookeeper/types.ts';
import type { ClusterDescription } from './description.ts';
import type { Era, EraId } from './era/era.ts';
import { errorNameIn } from './era/errorName.ts';
import type { Fact } from './facts.ts';
import type { KafkaMessage } from './messages.ts';
import type { MetadataImage } from './metadata/image.ts';
import type { Ledger } from './promises/types.ts';
import { controllerImage } from './promises/view.ts';
import type { ProducerContext } from './producer/types.ts';
import type { ReplicaContext } from './replica/types.ts';
import type { KafkaWorld } from './simulation.ts';
import type { ZkClientContext } from './zkClient/types.ts';

type AnyStepper = Stepper<Command, Fact, Ledger, KafkaMessage>;

/** Four times what the largest cluster needs; beyond it something is wrong with the description. */
const MOST_STEPS = 20_000;
/** A Fetch that does not wait is never still (replica.fetch.wait.max.ms=0): a cluster that is ready is not waited for longer. */
const MOST_STEPS_TO_QUIET = 3_000;
/** Some clients never get ready (a min.insync.replicas that __consumer_offsets cannot have): whoever set the cluster up so may see why. */
const MOST_STEPS_TO_READY = 6_000;

/**
 * Starts a cold cluster step by step, as an operator would.
 *
 * @param era whose names of errors are told.
 * @throws RangeError when a topic is refused or the cluster does not come up.
 */
export function start(stepper: AnyStepper, cold: KafkaWorld, description: ClusterDescription, era: EraId | Era): KafkaWorld {
  const brokers = Array.from({ length: description.brokers }, (_, index) => brokerAddress(index + 1));
  const first = cold.actors.get(ZOOKEEPER) === undefined ? CONTROLLER : ZOOKEEPER;
  let world = boot(stepper, cold, [first, ...startOrder(brokers, description), ADMIN]);
  world = run(stepper, world, 'the brokers to come up', (now) => brokers.every((node) => JSON.stringify(now.actors.get(node)?.value) === '{"up":"running"}'));
  if (first === ZOOKEEPER) world = run(stepper, world, 'the controller', (now) => brokers.every((_node, index) => knowsController(now, index + 1, brokers.length)));
  for (const topic of description.topics) world = createTopic(stepper, world, topic, era);
  world = run(stepper, world, 'the followers to fetch', followersFetch);
  const zkClients = first === ZOOKEEPER ? zkClientIdsOf(description.zookeeperClients ?? 0) : [];
  const clients = [...[...description.producers, ...description.consumers].map((client) => client.id), ...zkClients];
  world = boot(stepper, world, clients);
  for (const consumer of description.consumers) {
    if (consumer.started === true) world = stepper.step(world, { command: { type: 'consumer.start', consumer: consumer.id } }).world;
  }
  let [patience, steps] = [MOST_STEPS_TO_QUIET, 0];
  const isReady = (now: KafkaWorld): boolean => clientsReady(now, description) && zkClients.every((id) => contextOf<ZkClientContext>(now, id).connected);
  return run(stepper, world, 'the clients to connect', (now) => {
    steps += 1;
    return isReady(now) ? isQuiet(now) || (patience -= 1) < 0 : steps > MOST_STEPS_TO_READY;
  });
}

/** Whoever comes first takes office. */
function startOrder(brokers: readonly string[], { controller = 1 }: ClusterDescription): readonly string[] {
  const first = brokerAddress(controller);
  return [...brokers.filter((node) => node === first), ...brokers.filter((node) => node !== first)];
}

/** Starting a process is no command of a running cluster; it is the same operation the restart of a broker is. */
function boot(stepper: AnyStepper, world: KafkaWorld, nodes: readonly string[]): KafkaWorld {
  return nodes.reduce((now, node) => stepper.operate(now, [{ op: 'boot', node } satisfies Operation<Fact>]).world, world);
}

function createTopic(stepper: AnyStepper, world: KafkaWorld, topic: ClusterDescription['topics'][number], era: EraId | Era): KafkaWorld {
  const { name, partitions, replicationFactor, assignment, config: configs = {} } = topic;
  const asked = assignment === undefined ? { name, partitions, replicationFactor, configs } : { name, partitions: -1, replicationFactor: -1, assignment, configs };
  let failure: string | null = null;
  const created = run(stepper, stepper.step(world, { command: { type: 'topic.create', topic: asked } }).world, `topic ${name}`, (now, facts) => {
    for (const fact of facts) if (fact.type === 'AdminRequestFailed') failure = `${errorNameIn(era, fact.error)}: ${fact.message ?? ''}`;
    return failure !== null || Object.keys(imageOf(now).topics[name]?.partitions ?? {}).length > 0;
  });
  if (failure !== null) throw new RangeError(`topic ${name}: ${String(failure)}`);
  return created;
}

function run(stepper: AnyStepper, from: KafkaWorld, what: string, until: (world: KafkaWorld, facts: readonly Fact[]) => boolean): KafkaWorld {
  let world = from;
  let facts: readonly Fact[] = [];
  for (let steps = 0; !until(world, facts); steps += 1) {
    const choice = stepper.usual(world);
    if (choice === null || steps > MOST_STEPS) throw new RangeError(`the cluster does not start: waited in vain for ${what}`);
    ({ world, facts } = stepper.step(world, choice));
  }
  return world;
}

function contextOf<Context>(world: KafkaWorld, address: string): Context {
  const snapshot = world.actors.get(address);
  if (snapshot === undefined) throw new RangeError(`there is no ${address}`);
  return snapshot.context as Context;
}

function imageOf(world: KafkaWorld): MetadataImage {
  const image = controllerImage(world);
  if (image === null) throw new RangeError('there is no controller');
  return image;
}

/** A broker that has heard from the controller, which in turn knows every broker. */
function knowsController(world: KafkaWorld, brokerId: number, brokers: number): boolean {
  const { activeControllerId } = contextOf<ZkControllerContext>(world, zkControllerAddress(brokerId));
  if (activeControllerId === -1 || contextOf<BrokerContext>(world, brokerAddress(brokerId)).controller === '') return false;
  return Object.keys(contextOf<ZkControllerContext>(world, zkControllerAddress(activeControllerId)).cluster.liveBrokers).length === brokers;
}

/** Every leader has heard from each of its followers. */
function followersFetch(world: KafkaWorld): boolean {
  return Object.entries(imageOf(world).topics).every(([topic, { partitions }]) =>
    Object.entries(partitions).every(([number, { leader, replicas }]) => {
      const replica = world.actors.get(replicaAddress(leader, `${topic}-${number}`))?.context as ReplicaContext | undefined;
      const remotes = Object.values(replica?.remote ?? {});
      return remotes.length === replicas.length - 1 && remotes.every((remote) => remote.logEndOffset >= 0);
    }));
}

function clientsReady(world: KafkaWorld, description: ClusterDescription): boolean {
  const producers = description.producers.every(({ id }) => {
    const { metadata, idempotence } = contextOf<ProducerContext>(world, id);
    return metadata !== null && (idempotence === null || idempotence.producerId >= 0);
  });
  return producers && description.consumers.every(({ id, started, topics }) => {
    const { positions, stuck, group } = contextOf<ConsumerContext>(world, id);
    // Of a group somebody may have no partition at all.
    if (group !== null) return started !== true || hasSettled(world, id, group.initializing.length);
    const known = Object.entries(positions);
    return started !== true || topics.length === 0 || (known.length > 0 && known.every(([partition, position]) => position !== null || stuck.includes(partition)));
  });
}

/** It has its place in the group, and knows where to begin. */
function hasSettled(world: KafkaWorld, consumer: string, initializing: number): boolean {
  const { positions, stuck, group } = contextOf<ConsumerContext>(world, consumer);
  const begins = Object.entries(positions).every(([partition, position]) => position !== null || stuck.includes(partition));
  const isSettled = group?.input.subscription.type === 'partitions' || hasItsPlace(world, memberAddress(consumer));
  return isSettled && initializing === 0 && begins;
}

function hasItsPlace(world: KafkaWorld, member: string): boolean {
  if (world.actors.get(member)?.machine.id === 'zkMember') {
    const { state, asked } = contextOf<ZkMemberContext>(world, member);
    return state === 'settled' && Object.keys(asked).length === 0;
  }
  const { state, synced, rejoinNeeded } = contextOf<MemberContext>(world, member);
  return state === 'stable' && synced === null && !rejoinNeeded;
}

/** Nothing is on its way: every Fetch waits at its leader. */
function isQuiet(world: KafkaWorld): boolean {
  return world.wire.connections.values().every((connection) => connection.requests.length === 0 && connection.responses.length === 0);
}
