import type { Say } from '../../i18n/text.ts';
import { clientPhrases, clientTexts } from '../../i18n/clients.ts';
import { worldPhrases as phrases, worldWords as words } from '../../i18n/worldText.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { ClientView, ConsumedPartition, KnownLeader } from '../../player/clientView.ts';
import { clientIds, clientView } from '../../player/clientView.ts';
import { nodesOf } from '../../stage/cluster/select.ts';
import { CLUSTER_STRINGS } from '../../stage/cluster/strings.ts';
import { zkClientOf, znodesOf } from '../../stage/cluster/zkClients.ts';
import { nodeIn } from './nodeIn.ts';
import type { TextPart, TextSection } from './tree.ts';
import { line, section } from './tree.ts';

/** Every producer and consumer: what it did, knows and waits for. */
export function clientSections(world: KafkaWorld, say: Say): readonly TextSection[] {
  return clientIds(world).flatMap((id) => {
    const view = clientView(world, id);
    return view === null ? [] : [section(nodeIn(id, say), partsOf(view, say))];
  });
}

/** Applications that use ZooKeeper, and the znodes they made. */
export function zkClientSections(world: KafkaWorld, say: Say): readonly TextSection[] {
  const strings = CLUSTER_STRINGS[say.language === 'en' ? 'en' : 'zh'];
  const clients = nodesOf(world, 'client').map((id) => {
    const view = zkClientOf(world, id);
    const said = [strings.status(view.status)[0], strings.zkSession(view)[0], strings.zkClientLine(view)[0]].filter((one) => one !== undefined && one !== '');
    return section(nodeIn(id, say), said.map((one) => line(one ?? '')));
  });
  const znodes = znodesOf(world);
  return znodes.length === 0 ? clients : [...clients, section(strings.znodes, [line(strings.znodesLabel(znodes))])];
}

function partsOf(view: ClientView, say: Say): readonly TextPart[] {
  const { producer, consumer, metadata, requests } = view;
  const separator = say.language === 'en' ? ', ' : '，';
  return [
    ...(view.up ? [] : [line(say(clientTexts.notRunning))]),
    ...(producer === null ? [] : [line(say(phrases.produced, producer.counts.sent, producer.counts.acknowledged, producer.counts.failed, producer.waiting.length))]),
    ...(consumer === null ? [] : consumedParts(consumer.partitions, say)),
    ...(requests.length === 0 ? [] : [line(say(phrases.inFlight, requests.map(({ api, brokerId }) => say(clientPhrases.toBroker, api, brokerId)).join(say.language === 'en' ? '; ' : '；')))]),
    line(metadata === null ? say(phrases.notKnown) : say(phrases.knows, metadata.leaders.map((one) => leaderIn(one, say)).join(separator) || say(words.none))),
  ];
}

function leaderIn({ partition, leader, leaderEpoch }: KnownLeader, say: Say): string {
  return say(phrases.knownLeader, partition, leader < 0 ? say(words.none) : nodeIn(`broker-${leader}`, say), leaderEpoch);
}

function consumedParts(partitions: readonly ConsumedPartition[], say: Say): readonly TextPart[] {
  if (partitions.length === 0) return [line(say(clientTexts.noPositions))];
  const rows = partitions.map(({ partition, position, state, highWatermark, logEndOffset }) => [
    partition, position === null ? say(words.unknown) : String(position), say(clientTexts[state]), String(highWatermark ?? say(words.unknown)), String(logEndOffset ?? say(words.unknown)),
  ]);
  const delivered = partitions.flatMap(({ partition, lastDelivered }) => lastDelivered.map(({ value, offset }) => `${partition} ${offset}: ${value ?? '∅'}`));
  return [
    { is: 'table', caption: say(clientTexts.positions), columns: [words.partition, words.position, words.state, words.highWatermark, words.logEnd].map((one) => say(one)), rows },
    ...(delivered.length === 0 ? [] : [line(say(phrases.delivered, delivered.join(', ')))]),
  ];
}
