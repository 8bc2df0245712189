import { commandPhrases, commandTexts, deleteOffsetsOf, linkPhrases, recordPhrases, refusalTexts } from '../i18n/sandboxCommands.ts';
import type { Phrase, Text } from '../i18n/text.ts';
import { phrase } from '../i18n/text.ts';
import { brokerAddress, brokerIdOf } from '../kafka/actor.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import type { Command, CommandType } from '../kafka/commands.ts';
import type { EraId } from '../kafka/era/era.ts';
import { isInternalTopic } from '../kafka/names/internalTopics.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { nodeOf } from '../world/types.ts';
import type { Kind } from './sandboxRefusal.ts';
import { commandRefusal, eraRefusal, kindOf } from './sandboxRefusal.ts';
import type { Asked } from './sandboxState.ts';
import { brokerIds, clientsOf, groupChoices, isMoving, networkNodes, nextValue, partitionOfAddress, partitionsHeld, partitionsIn, topicsIn, spreadOf, usualTopic } from './sandboxWorld.ts';

export type OfferGroup = 'brokers' | 'partitions' | 'producers' | 'consumers' | 'zookeeperClients' | 'network' | 'cluster';

/** A command as it is offered: with what is known filled in, or as a question for the rest. */
export interface Offer {
  readonly id: string;
  readonly type: CommandType;
  readonly group: OfferGroup;
  /** A node, a partition, or '' for the cluster. */
  readonly of: string;
  /** Where its subject is known: on its menu, in its row. */
  readonly short: Text;
  /** With its subject, for lists of everything. */
  readonly full: Text;
  readonly does: { readonly commands: readonly Command[] } | { readonly ask: Asked };
  /** Why it cannot be done now. */
  readonly refusal: Text | null;
}

/** One entry a command: the compiler asks for the new one when a command is added. */
const TABLE: Readonly<Record<CommandType, (world: KafkaWorld) => readonly Offer[]>> = {
  'broker.kill': (world) => brokerOffers(world, 'broker.kill', 'kill'),
  'broker.powerOff': (world) => brokerOffers(world, 'broker.powerOff', 'powerOff'),
  'cluster.powerOff': (world) => [{ ...offer(world, 'brokers', '', 'powerOff', { type: 'cluster.powerOff' }), id: 'powerOffAll/', short: commandTexts.powerOffAll, full: commandTexts.powerOffAll }],
  'broker.shutdown': (world) => brokerOffers(world, 'broker.shutdown', 'shutdown'),
  'broker.restart': (world) => brokerOffers(world, 'broker.restart', 'restart'),
  'disk.lose': (world) => brokerOffers(world, 'disk.lose', 'loseDisk'),
  'network.cut': (world) => networkNodes(world).flatMap((node) => [
    offer(world, 'network', node, 'cutOff', { type: 'network.cut', from: node, to: null }), asking('network.cut', 'network', node, 'network'),
  ]),
  'network.heal': (world) => networkNodes(world).map((node) => offer(world, 'network', node, 'heal', { type: 'network.heal', from: node, to: null })),
  'network.slow': (world) => networkNodes(world).map((node) => asking('network.slow', 'network', node, 'slowDown')),
  'producer.send': (world) => clientsOf(world, 'producer').flatMap((producer) => sendOffers(world, producer)),
  'producer.kill': (world) => clientsOf(world, 'producer').map((producer) => offer(world, 'producers', producer, 'stop', { type: 'producer.kill', producer })),
  'producer.restart': (world) => clientsOf(world, 'producer').map((producer) => offer(world, 'producers', producer, 'start', { type: 'producer.restart', producer })),
  'consumer.start': (world) => consumerOffers(world, 'start', (consumer) => ({ type: 'consumer.start', consumer })),
  'consumer.stop': (world) => consumerOffers(world, 'stop', (consumer) => ({ type: 'consumer.stop', consumer })),
  'consumer.kill': (world) => consumerOffers(world, 'killProcess', (consumer) => ({ type: 'consumer.kill', consumer })),
  'consumer.restart': (world) => consumerOffers(world, 'restartProcess', (consumer) => ({ type: 'consumer.restart', consumer })),
  'consumer.pause': (world) => consumerOffers(world, 'pause', (consumer) => ({ type: 'consumer.pause', consumer, partition: null })),
  'consumer.resume': (world) => consumerOffers(world, 'resume', (consumer) => ({ type: 'consumer.resume', consumer, partition: null })),
  'consumer.commit': (world) => [
    ...consumerOffers(world, 'commitSync', (consumer) => ({ type: 'consumer.commit', consumer, mode: 'sync' })),
    ...consumerOffers(world, 'commitAsync', (consumer) => ({ type: 'consumer.commit', consumer, mode: 'async' })),
  ],
  // What is asked for has to be possible at all.
  'consumer.seek': (world) => consumerQuestions(world, 'seek', (consumer) => ({ type: 'consumer.seek', consumer, partition: partitionsHeld(world, consumer)[0] ?? '', offset: 0 })),
  'consumer.setProcessing': (world) => consumerQuestions(world, 'setProcessing', (consumer) => ({ type: 'consumer.setProcessing', consumer, processingMs: 0 })),
  'consumer.setAssignors': (world) => consumerQuestions(world, 'setAssignors', (consumer) => ({ type: 'consumer.setAssignors', consumer, assignors: ['range'] })),
  'consumer.subscribe': (world) => consumerQuestions(world, 'subscribe', (consumer) => ({ type: 'consumer.subscribe', consumer, topics: [] })),
  // One dialog for whatever needs a path.
  'zkClient.create': (world) => clientsOf(world, 'zkClient').map((client) => asking('zkClient.create', 'zookeeperClients', client, 'createZnode')),
  'zkClient.set': (world) => clientsOf(world, 'zkClient').map((client) => asking('zkClient.set', 'zookeeperClients', client, 'writeZnode')),
  'zkClient.delete': (world) => clientsOf(world, 'zkClient').map((client) => asking('zkClient.delete', 'zookeeperClients', client, 'deleteZnode')),
  'zkClient.read': (world) => clientsOf(world, 'zkClient').map((client) => asking('zkClient.read', 'zookeeperClients', client, 'readZnode')),
  'zkClient.follow': (world) => clientsOf(world, 'zkClient').map((client) => asking('zkClient.follow', 'zookeeperClients', client, 'followZnode')),
  'zkClient.lock': (world) => clientsOf(world, 'zkClient').map((client) => asking('zkClient.lock', 'zookeeperClients', client, 'takeLock')),
  'zkClient.unlock': (world) => clientsOf(world, 'zkClient').map((client) => offer(world, 'zookeeperClients', client, 'unlock', { type: 'zkClient.unlock', client })),
  'zkClient.close': (world) => clientsOf(world, 'zkClient').map((client) => offer(world, 'zookeeperClients', client, 'closeSession', { type: 'zkClient.close', client })),
  'zkClient.kill': (world) => clientsOf(world, 'zkClient').map((client) => offer(world, 'zookeeperClients', client, 'killClient', { type: 'zkClient.kill', client })),
  'zkClient.restart': (world) => clientsOf(world, 'zkClient').map((client) => offer(world, 'zookeeperClients', client, 'start', { type: 'zkClient.restart', client })),
  'topic.create': () => [{ ...asking('topic.create', 'cluster', '', 'setConfig'), short: commandTexts.createTopic, full: commandTexts.createTopic }],
  'partitions.create': (world) => topicsIn(world).filter((topic) => !isInternalTopic(topic)).map((topic) => offer(world, 'cluster', topic, 'addPartition', {
    type: 'partitions.create', topic, count: partitionsIn(world).filter((partition) => splitTopicPartition(partition).topic === topic).length + 1,
  })),
  'config.set': (world) => [
    { ...asking('config.set', 'cluster', '', 'setConfig'), full: { en: commandPhrases.setConfig.en('all brokers'), zh: commandPhrases.setConfig.zh('所有 Broker') } },
    ...topicsIn(world).map((topic) => asking('config.set', 'cluster', topic, 'setConfig')),
    ...brokerIds(world).map((id) => asking('config.set', 'brokers', brokerAddress(id), 'setConfig')),
  ],
  'records.delete': (world) => partitionsIn(world).flatMap((partition) => [
    offer(world, 'partitions', partition, 'deleteRecords', { type: 'records.delete', partition, beforeOffset: -1 }), asking('records.delete', 'partitions', partition, 'deleteBefore'),
  ]),
  'partition.reassign': (world) => partitionsIn(world).flatMap((partition) => [
    asking('partition.reassign', 'partitions', partition, 'reassign'),
    ...(isMoving(world, partition) ? [offer(world, 'partitions', partition, 'cancelReassignment', { type: 'partition.reassign', partition, replicas: null })] : []),
  ]),
  'reassignment.run': (world) => topicsIn(world).filter((topic) => !isInternalTopic(topic)).flatMap((topic) => {
    const moves = spreadOf(world, topic);
    return moves.length === 0 ? [] : [offer(world, 'cluster', topic, 'spread', { type: 'reassignment.run', does: 'execute', moves })];
  }),
  'group.resetOffsets': (world) => groupChoices(world).map((group) => asking('group.resetOffsets', 'cluster', group, 'resetOffsets')),
  'group.delete': (world) => groupChoices(world).map((group) => offer(world, 'cluster', group, 'deleteGroup', { type: 'group.delete', group })),
  'group.deleteOffsets': (world) => groupChoices(world).flatMap((group) => topicsIn(world).filter((topic) => !isInternalTopic(topic)).map((topic): Offer => {
    const command: Command = { type: 'group.deleteOffsets', group, topics: [topic] };
    const named = phrase(deleteOffsetsOf, group, topic);
    return { id: `deleteOffsets/${group}/${topic}`, type: command.type, group: 'cluster', of: group, short: named, full: named, does: { commands: [command] }, refusal: commandRefusal(world, command) };
  })),
  'leader.elect': (world) => [
    ...partitionsIn(world).flatMap((partition) => [
      offer(world, 'partitions', partition, 'preferred', { type: 'leader.elect', electionType: 'PREFERRED', partition }),
      offer(world, 'partitions', partition, 'unclean', { type: 'leader.elect', electionType: 'UNCLEAN', partition }),
    ]),
    { ...offer(world, 'cluster', '', 'preferred', { type: 'leader.elect', electionType: 'PREFERRED', partition: null }), short: commandTexts.preferredAll, full: commandTexts.preferredAll },
  ],
};

export const COMMAND_TYPES = Object.keys(TABLE) as readonly CommandType[];

type Word = keyof typeof commandTexts & keyof typeof commandPhrases;

function offer(world: KafkaWorld, group: OfferGroup, of: string, word: Word, ...commands: readonly [Command, ...Command[]]): Offer {
  const [first] = commands;
  return { id: `${word}/${of}`, type: first.type, group, of, ...words(word, of), does: { commands }, refusal: commandRefusal(world, first) };
}

function asking(type: CommandType, group: OfferGroup, of: string, word: Word): Offer {
  return { id: `${type}?${word}/${of}`, type, group, of, ...words(word, of), does: { ask: { type, of: of === '' ? null : of } }, refusal: null };
}

function words(word: Word, of: string): Pick<Offer, 'short' | 'full'> {
  const full: Phrase<[string]> = commandPhrases[word];
  const number = ['kill', 'powerOff', 'shutdown', 'restart', 'loseDisk'].includes(word) ? brokerIdOf(of) : null;
  return { short: commandTexts[word], full: phrase(full, number === null ? of : String(number)) };
}

function consumerOffers(world: KafkaWorld, word: Word, command: (consumer: string) => Command): readonly Offer[] {
  return clientsOf(world, 'consumer').map((consumer) => offer(world, 'consumers', consumer, word, command(consumer)));
}

function consumerQuestions(world: KafkaWorld, word: Word, probe: (consumer: string) => Command): readonly Offer[] {
  return clientsOf(world, 'consumer').map((consumer) => {
    const one = probe(consumer);
    return { ...asking(one.type, 'consumers', consumer, word), refusal: commandRefusal(world, one) };
  });
}

type BrokerCommand = 'broker.kill' | 'broker.powerOff' | 'broker.shutdown' | 'broker.restart' | 'disk.lose';

function brokerOffers(world: KafkaWorld, type: BrokerCommand, word: Word): readonly Offer[] {
  return brokerIds(world).map((brokerId) => offer(world, 'brokers', brokerAddress(brokerId), word, { type, brokerId }));
}

function sendOffers(world: KafkaWorld, producer: string): readonly Offer[] {
  const topic = usualTopic(world, producer);
  const record = (ahead: number): Command => ({ type: 'producer.send', producer, topic: topic ?? '', value: nextValue(world, ahead) });
  const refusal = topic === null ? refusalTexts.noTopic : null;
  const one = offer(world, 'producers', producer, 'send', record(0));
  const five = offer(world, 'producers', producer, 'sendFive', record(0), record(1), record(2), record(3), record(4));
  return [{ ...one, refusal: refusal ?? one.refusal }, { ...five, refusal: refusal ?? five.refusal }, asking('producer.send', 'producers', producer, 'sendAs')];
}

/** Every command for the present cluster; those that its version of Kafka lacks with that for a reason. */
export function offersIn(world: KafkaWorld, era: EraId): readonly Offer[] {
  return COMMAND_TYPES.flatMap((type) => TABLE[type](world).map((one) => inEra(era, one)));
}

function inEra(era: EraId, one: Offer): Offer {
  const missing = eraRefusal(era, kindOfOffer(one));
  return missing === null ? one : { ...one, refusal: missing };
}

/** A setting is asked for of a topic by its name, and of a broker by its node, or of all brokers. */
function kindOfOffer({ type, of, does }: Offer): Kind {
  if ('commands' in does) return does.commands[0] === undefined ? type : kindOf(does.commands[0]);
  return type === 'config.set' && (of === '' || brokerIdOf(of) !== null) ? 'config.set.broker' : type;
}

/** The commands on a part of the picture: an actor, or the message between two nodes. */
export function offersFor(world: KafkaWorld, era: EraId, address: string): readonly Offer[] {
  const node = nodeOf(address);
  const partition = partitionOfAddress(world, address);
  const all = offersIn(world, era);
  const own = all.filter((one) => one.of === node);
  if (partition === null) return own;
  const topic = partition.slice(0, partition.lastIndexOf('-'));
  // Both the topic and its broker have settings: each says whose.
  const named = (one: Offer): Offer => (one.type === 'config.set' ? { ...one, short: one.full } : one);
  return [...all.filter((one) => one.of === partition || (one.type === 'config.set' && one.of === topic)), ...own].map(named);
}

/** What can be done where a record lies in a replica's log. */
export function recordOffers(world: KafkaWorld, era: EraId, address: string, offset: number): readonly Offer[] {
  const partition = partitionOfAddress(world, address);
  if (partition === null) return [];
  const at = (group: OfferGroup, of: string, command: Command, label: Text): Offer =>
    ({ id: `${command.type}/${of}@${offset}`, type: command.type, group, of, short: label, full: label, does: { commands: [command] }, refusal: commandRefusal(world, command) });
  const readers = clientsOf(world, 'consumer').filter((consumer) => partitionsHeld(world, consumer).includes(partition));
  return [
    inEra(era, at('partitions', partition, { type: 'records.delete', partition, beforeOffset: offset + 1 }, phrase(recordPhrases.deleteTo, partition, String(offset)))),
    ...readers.map((consumer) => at('consumers', consumer, { type: 'consumer.seek', consumer, partition, offset }, phrase(recordPhrases.seekTo, consumer, String(offset)))),
  ];
}

/** What can be done to the link between each two nodes; many, so only for lists that are searched. */
export function linkOffers(world: KafkaWorld, nodes: readonly string[] = networkNodes(world)): readonly Offer[] {
  return nodes.flatMap((a, index) => nodes.slice(index + 1).flatMap((b) => betweenTwo(world, a, b)));
}

/** What can be done to the link between the nodes of two actors. */
export function betweenTwo(world: KafkaWorld, from: string, to: string): readonly Offer[] {
  const [a, b] = [nodeOf(from), nodeOf(to)];
  const commands = {
    cut: { type: 'network.cut', from: a, to: b }, slow: { type: 'network.slow', from: a, to: b, extraLatencyMs: 500 }, heal: { type: 'network.heal', from: a, to: b },
  } as const satisfies Record<string, Command>;
  return (['cut', 'slow', 'heal'] as const).map((word) => {
    const label = phrase(linkPhrases[word], a, b);
    const command = commands[word];
    return { id: `${word}/${a}/${b}`, type: command.type, group: 'network', of: a, short: label, full: label, does: { commands: [command] }, refusal: commandRefusal(world, command) };
  });
}
