import type { Operation, Plan } from '../world/stepper.ts';
import type { NodeId } from '../world/types.ts';
import { linkBetween, USUAL_LINK } from '../world/wire.ts';
import { brokerAddress, brokerIdOf } from './actor.ts';
import type { GroupErrandEvent, GroupWork } from './admin/group/types.ts';
import { consumerCommand } from './carryOutConsumer.ts';
import type { Command } from './commands.ts';
import type { Fact } from './facts.ts';
import { zkClientEvent } from './zkClient/commands.ts';
import { validateConfig } from './names/configs.ts';
import { validateBrokerConfig } from './names/configSynonyms.ts';
import type { ReplicaContext } from './replica/types.ts';
import type { KafkaWorld } from './simulation.ts';

export const CONTROLLER_ID = 3000;
export const CONTROLLER = `controller-${CONTROLLER_ID}`;
export const ZOOKEEPER = 'zookeeper';
export const ADMIN = 'admin';

/** The names of so many ZooKeeper clients. */
export function zkClientIdsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `client-${index + 1}`);
}

type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/** What a command comes to in this world, or in words why it cannot be done. */
export function carryOut(world: KafkaWorld, command: Command): Plan<Fact> {
  switch (command.type) {
    case 'broker.kill': return whenUp(world, command.brokerId, (node) => [{ op: 'halt', node, how: 'killed' }]);
    case 'broker.powerOff': return whenUp(world, command.brokerId, (node) => [{ op: 'halt', node, how: 'power-off' }]);
    case 'cluster.powerOff': return powerFailure(world);
    case 'broker.shutdown': return whenUp(world, command.brokerId, (node) => [{ op: 'tell', to: node, event: { type: 'ShutDown' } }]);
    case 'broker.restart': return whenDown(world, command.brokerId, (node) => [{ op: 'boot', node }]);
    case 'disk.lose': return whenDown(world, command.brokerId, (node) => loseDisk(world, node, command.brokerId));
    case 'network.cut': case 'network.heal': case 'network.slow': return network(world, command);
    case 'producer.send': return send(world, command);
    case 'producer.kill': return producerProcess(world, command.producer, true, { op: 'halt', node: command.producer, how: 'killed' });
    case 'producer.restart': return producerProcess(world, command.producer, false, { op: 'boot', node: command.producer });
    case 'consumer.start': case 'consumer.stop': case 'consumer.kill': case 'consumer.restart': case 'consumer.seek': case 'consumer.pause': case 'consumer.resume':
    case 'consumer.commit': case 'consumer.setProcessing': case 'consumer.setAssignors': case 'consumer.subscribe': return consumerCommand(world, command);
    case 'zkClient.create': case 'zkClient.set': case 'zkClient.delete': case 'zkClient.read': case 'zkClient.follow': case 'zkClient.lock': case 'zkClient.unlock': case 'zkClient.close':
      return zkClientProcess(world, command.client, true, { op: 'tell', to: command.client, event: zkClientEvent(command) });
    case 'zkClient.kill': return zkClientProcess(world, command.client, true, { op: 'halt', node: command.client, how: 'killed' });
    case 'zkClient.restart': return zkClientProcess(world, command.client, false, { op: 'boot', node: command.client });
    case 'topic.create': return does({ op: 'tell', to: ADMIN, event: tagged('CreateTopic', { topic: command.topic }) });
    case 'partitions.create': return does({ op: 'tell', to: ADMIN, event: tagged('CreatePartitions', { topic: command.topic, count: command.count }) });
    case 'config.set': return setConfig(command);
    case 'records.delete': return deleteRecords(world, command);
    case 'partition.reassign': return does({ op: 'tell', to: ADMIN, event: tagged('ReassignPartition', { partition: command.partition, replicas: command.replicas }) });
    case 'reassignment.run': return does({ op: 'tell', to: ADMIN, event: tagged('RunReassignment', { run: { does: command.does, moves: command.moves, additional: command.additional ?? false } }) });
    case 'group.resetOffsets': return does({ op: 'tell', to: ADMIN, event: administers(command.group, { does: 'reset', topics: command.topics, target: command.target }) });
    case 'group.deleteOffsets': return does({ op: 'tell', to: ADMIN, event: administers(command.group, { does: 'forget', topics: command.topics }) });
    case 'group.delete': return does({ op: 'tell', to: ADMIN, event: administers(command.group, { does: 'delete' }) });
    case 'leader.elect': return does({ op: 'tell', to: ADMIN, event: tagged('ElectLeader', { electionType: command.electionType, partition: command.partition }) });
    default: return command satisfies never;
  }
}

function does(...operations: readonly Operation<Fact>[]): Plan<Fact> {
  return { operations };
}

/** An event with fields, as the world passes it on. */
function tagged(type: string, fields: object): { readonly type: string } {
  return { ...fields, type };
}

function administers(group: string, work: GroupWork): { readonly type: string } {
  const event: GroupErrandEvent = { type: 'AdministerGroup', group, work };
  return event;
}

function whenUp(world: KafkaWorld, brokerId: number, operations: (node: NodeId) => readonly Operation<Fact>[]): Plan<Fact> {
  const node = brokerAddress(brokerId);
  if (world.actors.get(node) === undefined) return { refused: `there is no broker ${brokerId}` };
  return world.nodes[node]?.up === true ? does(...operations(node)) : { refused: `broker ${brokerId} is not running` };
}

function whenDown(world: KafkaWorld, brokerId: number, operations: (node: NodeId) => readonly Operation<Fact>[]): Plan<Fact> {
  const node = brokerAddress(brokerId);
  if (world.actors.get(node) === undefined) return { refused: `there is no broker ${brokerId}` };
  return world.nodes[node]?.up === true ? { refused: `broker ${brokerId} is running` } : does(...operations(node));
}

/** Every broker's machine, in the order of their ids; where the process has ended before, the page cache goes that it left. */
function powerFailure(world: KafkaWorld): Plan<Fact> {
  const brokers = Object.keys(world.nodes).flatMap((node) => brokerIdOf(node) ?? []).toSorted((a, b) => a - b).map((brokerId) => brokerAddress(brokerId));
  const isUp = (node: NodeId) => world.nodes[node]?.up === true;
  if (!brokers.some(isUp)) return { refused: 'no broker is running' };
  return does(...brokers.flatMap((node): readonly Operation<Fact>[] =>
    isUp(node) ? [{ op: 'halt', node, how: 'power-off' }] : replicasOn(world, node).map((to) => ({ op: 'tell', to, event: tagged('Halt', { how: 'power-off' }) }))));
}

function deleteRecords(world: KafkaWorld, { partition, beforeOffset }: CommandOf<'records.delete'>): Plan<Fact> {
  const exists = world.actors.values().some(({ machine, context }) => machine.id === 'replica' && (context as ReplicaContext).partition === partition);
  return exists ? does({ op: 'tell', to: ADMIN, event: tagged('DeleteRecords', { partition, beforeOffset }) }) : { refused: `there is no partition ${partition}` };
}

function replicasOn(world: KafkaWorld, node: NodeId): readonly string[] {
  return world.actors.keys().filter((address) => address.startsWith(`${node}/`) && world.actors.get(address)?.machine.id === 'replica');
}

function loseDisk(world: KafkaWorld, node: NodeId, brokerId: number): readonly Operation<Fact>[] {
  const replicas = replicasOn(world, node);
  const partitions = replicas.map((address) => address.slice(node.length + 1));
  return [
    ...[node, ...replicas].map((to): Operation<Fact> => ({ op: 'tell', to, event: { type: 'DiskLost' } })),
    { op: 'report', fact: { type: 'DiskLost', brokerId, partitions } },
  ];
}

function network(world: KafkaWorld, command: CommandOf<'network.cut' | 'network.heal' | 'network.slow'>): Plan<Fact> {
  const { from, to } = command;
  const unknown = [from, ...(to === null ? [] : [to])].find((node) => world.nodes[node] === undefined);
  if (unknown !== undefined) return { refused: `there is no node ${unknown}` };
  if (from === to) return { refused: 'a node has no network to itself' };
  const others = to === null ? Object.keys(world.nodes).filter((node) => node !== from) : [to];
  const links = others.map((other): Operation<Fact> => ({ op: 'link', a: from, b: other, link: linkAfter(world, command, other) }));
  return does(...links, { op: 'report', fact: networkFact(command) });
}

function linkAfter(world: KafkaWorld, command: CommandOf<'network.cut' | 'network.heal' | 'network.slow'>, other: NodeId) {
  const before = linkBetween(world.wire, command.from, other);
  if (command.type === 'network.cut') return { ...before, cut: true };
  return command.type === 'network.heal' ? USUAL_LINK : { ...before, extraLatencyMs: command.extraLatencyMs };
}

function networkFact(command: CommandOf<'network.cut' | 'network.heal' | 'network.slow'>): Fact {
  const { from, to } = command;
  if (command.type === 'network.slow') return { type: 'NetworkSlowed', from, to, extraLatencyMs: command.extraLatencyMs };
  return { type: command.type === 'network.cut' ? 'NetworkCut' : 'NetworkHealed', from, to };
}

function send(world: KafkaWorld, command: CommandOf<'producer.send'>): Plan<Fact> {
  const { topic, value, key = null, acks = null, partition = null } = command;
  return producerProcess(world, command.producer, true, { op: 'tell', to: command.producer, event: tagged('Send', { topic, key, value, acks, partition }) });
}

/** A producer's process, which must be up or down for what is asked. */
function producerProcess(world: KafkaWorld, name: string, up: boolean, operation: Operation<Fact>): Plan<Fact> {
  if (world.actors.get(name)?.machine.id !== 'producer') return { refused: `there is no producer ${name}` };
  return (world.nodes[name]?.up === true) === up ? does(operation) : { refused: `${name} is ${up ? 'not running' : 'running'}` };
}

/** A ZooKeeper client's process, which must be up or down for what is asked. */
function zkClientProcess(world: KafkaWorld, name: string, up: boolean, operation: Operation<Fact>): Plan<Fact> {
  if (world.actors.get(name)?.machine.id !== 'zkClient') return { refused: `there is no ZooKeeper client ${name}` };
  return (world.nodes[name]?.up === true) === up ? does(operation) : { refused: `${name} is ${up ? 'not running' : 'running'}` };
}

function setConfig(command: CommandOf<'config.set'>): Plan<Fact> {
  const { resourceType, resourceName, name, value } = command;
  const check = value === null ? null : resourceType === 'broker' ? validateBrokerConfig(name, value) : validateConfig('topic', name, value);
  if (check !== null && !check.ok) return { refused: check.message };
  return does({ op: 'tell', to: ADMIN, event: tagged('AlterConfig', { change: { resourceType, resourceName, name, value } }) });
}
