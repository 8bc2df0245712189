import { milliseconds } from '../../i18n/numbers.ts';
import { shortTag } from '../../i18n/language.ts';
import type { Say } from '../../i18n/text.ts';
import { worldPhrases as phrases, worldWords as words } from '../../i18n/worldText.ts';
import type { BrokerContext } from '../../kafka/broker/types.ts';
import type { EraId } from '../../kafka/era/era.ts';
import type { KafkaWorld } from '../../kafka/simulation.ts';
import { capitalised, nodeName } from '../../narrate/names.ts';
import { timerName } from '../../narrate/timers.ts';
import { possibilitiesOf } from '../../player/hand.ts';
import type { Possibility } from '../../player/hand.ts';
import { shownColumns } from '../../stage/cluster/internalTopics.ts';
import { messageSummary } from '../../stage/cluster/summary.ts';
import { actorView, isUp, nodesOf } from '../../stage/cluster/select.ts';
import type { ColumnState } from '../../stage/cluster/select.ts';
import { clientSections, zkClientSections } from './clientText.ts';
import { controllerLine } from './controllerText.ts';
import { groupSections } from './groupText.ts';
import { nodeIn } from './nodeIn.ts';
import { partitionSection } from './partitionText.ts';
import type { TextPart, TextSection } from './tree.ts';
import { line, section } from './tree.ts';
import { zookeeperSections } from './zookeeperText.ts';

/** Which Kafka this is. */
export interface Edition {
  readonly version: EraId;
  readonly metadataBy: string;
}

/** The whole present world as structured text, in the language of `say`: all that the picture shows, and the timers. */
export function worldText(world: KafkaWorld, edition: Edition, say: Say, internalTopics = false): TextSection {
  const columns = shownColumns(world, internalTopics);
  const partitions = columns.map((column) => partitionSection(world, column, say));
  const clients = [...clientSections(world, say), ...zkClientSections(world, say)];
  const groups = groupSections(world, say);
  return section(say(words.title), [], [
    section(say(words.now), [
      line(say(phrases.time, milliseconds(world.nowMs, say.language))), line(say(phrases.version, edition.version, edition.metadataBy)), line(controllerLine(world, say)),
    ]),
    section(say(words.brokers), [brokerTable(world, columns, say)]),
    section(say(words.partitions), partitions.length === 0 ? [line(say(words.noPartitions))] : [], partitions),
    section(say(words.messages), [messageTable(world, edition.version, say)]),
    section(say(words.timers), [timerTable(world, say)]),
    section(say(words.clients), clients.length === 0 ? [line(say(words.noClients))] : [], clients),
    ...(groups.length === 0 ? [] : [section(say(words.groups), [], groups)]),
    ...zookeeperSections(world, say),
    section(say(words.network), [networkList(world, say)]),
  ]);
}

function brokerTable(world: KafkaWorld, led: readonly ColumnState[], say: Say): TextPart {
  const columns = [words.broker, words.process, words.state, words.brokerEpoch, words.leads].map((one) => say(one));
  const rows = nodesOf(world, 'broker').map((node) => {
    const view = actorView<BrokerContext>(world, node);
    const leads = led.filter(({ leader }) => `broker-${leader}` === node).map(({ partition }) => partition);
    return [
      nodeIn(node, say), say(isUp(world, node) ? words.running : words.stopped), view?.state ?? '', String(view?.context.brokerEpoch ?? ''),
      leads.length === 0 ? say(words.none) : leads.join(', '),
    ];
  });
  return { is: 'table', caption: say(words.brokers), columns, rows };
}

function messageTable(world: KafkaWorld, era: EraId, say: Say): TextPart {
  const rows = possibilitiesOf(world).flatMap((one) => ('envelope' in one.subject ? [messageRow(one, one.subject, era, say)] : []));
  if (rows.length === 0) return line(say(words.noMessages));
  return { is: 'table', caption: say(words.messages), columns: [words.message, words.from, words.to, words.arrives].map((one) => say(one)), rows };
}

type OfMessage = Extract<Possibility['subject'], { readonly envelope: unknown }>;

function messageRow({ dueAtMs, obstacle }: Possibility, { envelope, heldUntilMs }: OfMessage, era: EraId, say: Say): readonly string[] {
  const { message, from, to } = envelope;
  const { api, detail } = messageSummary(message, era);
  const response = detail.is === 'error' ? say(phrases.errorResponse, api, detail.error) : say(phrases.response, api);
  const what = message.kind === 'notice' ? say(words.notice) : message.kind === 'response' ? response : api;
  const arrives = obstacle?.is === 'cut' ? say(phrases.cutOff) : milliseconds(dueAtMs, say.language);
  return [what, nodeIn(from, say), nodeIn(to, say), heldUntilMs === null ? arrives : say(phrases.held, arrives, milliseconds(heldUntilMs, say.language))];
}

function timerTable(world: KafkaWorld, say: Say): TextPart {
  if (world.timers.length === 0) return line(say(words.noTimers));
  const sorted = world.timers.toSorted((a, b) => a.dueAtMs - b.dueAtMs || a.id - b.id);
  const rows = sorted.map((timer) => [capitalised(timerName(timer, shortTag(say.language))), timer.owner, milliseconds(timer.dueAtMs, say.language)]);
  return { is: 'table', caption: say(words.timers), columns: [words.timer, words.owner, words.due].map((one) => say(one)), rows };
}

function networkList(world: KafkaWorld, say: Say): TextPart {
  const items = Object.entries(world.wire.links).map(([key, link]) => {
    const [a = '', b = ''] = key.split('|').map((node) => nodeName(node, shortTag(say.language)));
    return link.cut ? say(phrases.cut, a, b) : say(phrases.slow, a, b, milliseconds(link.extraLatencyMs, say.language));
  });
  return items.length === 0 ? line(say(words.usualNetwork)) : { is: 'list', items };
}
