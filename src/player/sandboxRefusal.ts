import { missingInEra, refusalPhrases, refusalTexts } from '../i18n/sandboxCommands.ts';
import type { Text } from '../i18n/text.ts';
import { phrase, same } from '../i18n/text.ts';
import { brokerAddress } from '../kafka/actor.ts';
import { carryOut } from '../kafka/carryOut.ts';
import type { ConsumerContext } from '../kafka/consumer/types.ts';
import type { Command, CommandType } from '../kafka/commands.ts';
import type { Era, EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { KafkaWorld } from '../kafka/simulation.ts';
import { partitionsHeld } from './sandboxWorld.ts';
import type { ZkClientContext } from '../kafka/zkClient/types.ts';
import { linkBetween } from '../world/wire.ts';

/** Why a command cannot be done in this world, or would change nothing; null when it can. Kafka's words stay English. */
export function commandRefusal(world: KafkaWorld, command: Command): Text | null {
  const plan = carryOut(world, command);
  if ('refused' in plan) return refusalText(plan.refused);
  switch (command.type) {
    case 'broker.shutdown': return JSON.stringify(world.actors.get(brokerAddress(command.brokerId))?.value).includes('hutdown') ? phrase(refusalPhrases.shuttingDown, String(command.brokerId)) : null;
    case 'consumer.start': return world.actors.get(command.consumer)?.value === 'stopped' ? null : phrase(refusalPhrases.started, command.consumer);
    case 'consumer.stop': return world.actors.get(command.consumer)?.value === 'stopped' ? phrase(refusalPhrases.stopped, command.consumer) : closing(world, command.consumer);
    case 'consumer.pause': case 'consumer.resume': return partitionsHeld(world, command.consumer).length === 0 ? phrase(refusalPhrases.noPartitions, command.consumer) : null;
    case 'zkClient.unlock': return ((world.actors.get(command.client)?.context as Partial<ZkClientContext> | undefined)?.lock?.znode ?? null) === null ? refusalTexts.noLock : null;
    case 'network.cut': return linksOf(world, command).every((link) => link.cut) ? phrase(refusalPhrases.cutAlready, nodesIn(command)) : null;
    case 'network.heal': return linksOf(world, command).every((link) => !link.cut && link.extraLatencyMs === 0) ? phrase(refusalPhrases.wholeAlready, nodesIn(command)) : null;
    default: return null;
  }
}

/** A command by what makes it one of some versions only; also while what it is to do is still asked for. */
export type Kind = CommandType | 'leader.elect.unclean' | 'config.set.broker';

/** What every such command would end in, in this version of Kafka: it has no such request, or no such option. */
const HAS: Readonly<Record<keyof typeof missingInEra, (era: Era) => boolean>> = {
  'partitions.create': ({ partitionAdditions }) => partitionAdditions === 'by-request',
  'records.delete': ({ deletesRecords }) => deletesRecords,
  'leader.elect.unclean': ({ uncleanElectionsByRequest }) => uncleanElectionsByRequest,
  'config.set.broker': ({ brokersChangeSettings }) => brokersChangeSettings,
  'group.resetOffsets': ({ groupAdministration }) => groupAdministration !== 'none',
  'group.deleteOffsets': ({ offsetDeletion }) => offsetDeletion,
  'group.delete': ({ groupAdministration }) => groupAdministration === 'offsets-and-groups',
};

/** Why a version of Kafka cannot do a command at all; null when it can. */
export function eraRefusal(era: EraId, kind: Kind): Text | null {
  if (!isOptional(kind) || HAS[kind](eraOf(era))) return null;
  return phrase(missingInEra[kind], era);
}

/** What kind of command it is where versions differ. */
export function kindOf(command: Command): Kind {
  if (command.type === 'leader.elect' && command.electionType === 'UNCLEAN') return 'leader.elect.unclean';
  return command.type === 'config.set' && command.resourceType === 'broker' ? 'config.set.broker' : command.type;
}

function isOptional(kind: Kind): kind is keyof typeof missingInEra {
  return Object.hasOwn(missingInEra, kind);
}

function closing(world: KafkaWorld, consumer: string): Text | null {
  const context = world.actors.get(consumer)?.context as ConsumerContext | undefined;
  return context?.group?.stopping === true ? phrase(refusalPhrases.closing, consumer) : null;
}

type NetworkCommand = Extract<Command, { readonly type: 'network.cut' | 'network.heal' }>;

function linksOf(world: KafkaWorld, { from, to }: NetworkCommand) {
  const others = to === null ? Object.keys(world.nodes).filter((node) => node !== from) : [to];
  return others.map((other) => linkBetween(world.wire, from, other));
}

function nodesIn({ from, to }: NetworkCommand): string {
  return to === null ? from : `${from} – ${to}`;
}

const KNOWN: readonly (readonly [RegExp, keyof typeof refusalPhrases])[] = [
  [/^there is no (?:node |producer |consumer |ZooKeeper client |partition )?(.+)$/, 'noNode'],
  [/^((?:producer|consumer|client)-\d+) is running$/, 'started'],
  [/^((?:producer|consumer|client)-\d+) is not running$/, 'stopped'],
  [/^the process of (.+) is running$/, 'processRuns'],
  [/^the process of (.+) is not running$/, 'processIsDown'],
  [/^(.+) is running: its settings count from its next start$/, 'fromNextStart'],
  [/^the consumer of this version cannot do that: (.+)$/, 'notInThisVersion'],
  [/^(.+) has no group\.id$/, 'noGroup'],
  [/^broker (\d+) is not running$/, 'notRunning'],
  [/^broker (\d+) is running$/, 'running'],
  [/^(.+) is not a regular expression$/u, 'noPattern'],
  [/^a pattern has at most (\d+) characters$/, 'longPattern'],
  [/^a pattern has at most (\d+) groups and repetitions together$/, 'manyWays'],
];

/** The model's reason in both languages; Kafka's own words are the same in both. */
export function refusalText(reason: string): Text {
  const known = Object.values(refusalTexts).find((text) => text.en === reason);
  if (known !== undefined) return known;
  for (const [pattern, key] of KNOWN) {
    const what = pattern.exec(reason)?.[1];
    if (what !== undefined) return { en: reason, zh: refusalPhrases[key].zh(what.replace(/^broker /, 'Broker ')) };
  }
  return same(reason);
}
