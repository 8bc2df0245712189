import type { Command } from '../kafka/commands.ts';
import { apiNameIn } from '../kafka/era/apiName.ts';
import type { EraId } from '../kafka/era/era.ts';
import { withErrorNames } from '../kafka/era/errorName.ts';
import type { Fact, FactType } from '../kafka/facts.ts';
import type { Cause, Envelope } from '../world/types.ts';
import { en } from './en.ts';
import { capitalised } from './names.ts';
import type { Dictionary, Language, Narration } from './types.ts';
import { zh } from './zh.ts';

/** Both languages have every key: their type says so. */
export const dictionaries: Readonly<Record<Language, Dictionary>> = { en, zh };

/** A fact as a key and what fills its sentence. */
export function narrate(fact: Fact): Narration {
  return { key: fact.type, params: fact } as Narration;
}

/** The fact in one sentence; errors bear the names of that version. */
export function sentence(fact: Fact, era: EraId, language: Language): string {
  const { key, params } = narrate(withErrorNames(era, fact));
  // The key picks the sentence made for these parameters; TypeScript cannot follow that through a union.
  const say = dictionaries[language].facts[key] as (params: Fact) => string;
  return capitalised(say(params));
}

/**
 * One spoken sentence for a step: its most important fact or, without any, what the step was. What no network does is
 * said before what came of it.
 */
export function stepSentence(facts: readonly Fact[], cause: Cause, era: EraId, language: Language): string {
  const told = mostTelling(facts);
  if (told === undefined) return causeSentence(cause, era, language);
  const isDuplicated = cause.type === 'message' && cause.isDuplicated === true;
  const said = tellingSentence(told, facts, era, language);
  return isDuplicated ? [causeSentence(cause, era, language), said].join(language === 'en' ? ' ' : '') : said;
}

/** Who leaves an ISR in one change is named together. */
function tellingSentence(told: Fact, facts: readonly Fact[], era: EraId, language: Language): string {
  if (told.type !== 'ReplicaLeftIsr') return sentence(told, era, language);
  const { partition, partitionEpoch, isr } = told;
  const brokers = facts.flatMap((fact) => (fact.type === told.type && fact.partition === partition && fact.partitionEpoch === partitionEpoch ? [fact.brokerId] : []));
  return brokers.length === 1 ? sentence(told, era, language) : dictionaries[language].steps.leaveIsr({ brokers, partition, isr });
}

/** The fact that a step is told by; undefined when it reported none. */
export function mostTelling(facts: readonly Fact[]): Fact | undefined {
  const [first, ...others] = facts;
  return first === undefined ? undefined : others.reduce((best, fact) => (importance(fact) > importance(best) ? fact : best), first);
}

/** What a step was, by its cause; APIs bear the names of that version. */
export function causeSentence(cause: Cause, era: EraId, language: Language): string {
  const { steps, commands } = dictionaries[language];
  switch (cause.type) {
    case 'message': return capitalised(messageSentence(cause, era, steps));
    case 'timer': return capitalised(steps.timer(cause.timer));
    case 'command': {
      const command = cause.command as Command;
      return (commands[command.type] as (command: Command) => string)(command);
    }
    case 'hold': return steps.hold(endsOf(cause.connection));
    case 'disconnect': return steps.disconnect(endsOf(cause.connection));
    default: return cause satisfies never;
  }
}

function messageSentence({ envelope, isDuplicated }: Extract<Cause, { readonly type: 'message' }>, era: EraId, steps: Dictionary['steps']): string {
  const arrival = arrivalSentence(envelope, era, steps);
  return isDuplicated === true ? steps.duplicated({ sentence: arrival }) : arrival;
}

function arrivalSentence({ from, to, message }: Envelope, era: EraId, steps: Dictionary['steps']): string {
  const api = apiNameIn(era, message.api);
  if (message.kind === 'request') return steps.request({ api, from, to });
  if (message.kind === 'response') return steps.response({ api, from, to });
  return 'refused' in message && message.refused === true ? steps.refused({ node: to, peer: from }) : steps.broken({ node: to, peer: from });
}

/** A connection's id names both its ends: `client#1>server#1`. */
function endsOf(connection: string): { readonly client: string; readonly server: string } {
  const [client = '', server = ''] = connection.split('>').map((end) => end.split('#')[0] ?? '');
  return { client, server };
}

/** What a listener must not miss comes first; equal ones are told by the first. */
const IMPORTANCE: Readonly<Partial<Record<FactType, number>>> = {
  LogTruncated: 100, UnflushedRecordsLost: 100, DiskLost: 100,
  PartitionWentOffline: 95, LeaderElected: 94, BrokerStopped: 93, SendFailed: 92, CommandRefused: 92, AdminRequestFailed: 91,
  PositionOutOfRange: 90, LogStartOffsetAdvanced: 88, LogCleaned: 88, RecordsDeleted: 88, GroupOffsetsReset: 89, GroupResetFailed: 91, OffsetDeletionEnded: 89, GroupDeleted: 88, OffsetsDeleted: 88, LowWatermarkAdvanced: 87, LogRecovered: 86, LogsLoaded: 79, RecordsFlushed: 65,
  CheckpointWritten: 15,
  ReplicaLeftIsr: 85, ReplicaJoinedIsr: 84, IsrShrinkAsked: 83, IsrExpandAsked: 82, AlterPartitionRefused: 82, IsrWriteSkipped: 82, TruncationNotAllowed: 99,
  DuplicateAppendIgnored: 81, SequenceRefused: 81, HighWatermarkAdvanced: 80, BrokerFenced: 79, BrokerUnfenced: 78, BrokerStarted: 78, ProducerStarted: 78, ProducerStopped: 93, ProducerIdAssigned: 77, ProducerEpochRaised: 77, BecameLeader: 77, HighWatermarkFrozen: 76,
  RecordAcknowledged: 75, RecordsDelivered: 75, ProduceRefused: 74, RecordsAppended: 73, RecordsReplicated: 73, RecordSent: 72, SendRetried: 71,
  NetworkCut: 70, NetworkHealed: 70, NetworkSlowed: 70, ConfigChanged: 70, TopicCreated: 70, PartitionsAdded: 70, ReassignmentStarted: 89, ReassignmentWidened: 60, ReassignmentEnded: 89, ReassignmentDropped: 89, ReassignmentToolFinished: 88, PreferredElectionBegun: 89, PreferredElectionEnded: 89, ElectionToolFinished: 88, ReplicaDeleted: 86, ReplicasPlaced: 69, ElectionRequested: 70,
  FollowerPositionLearned: 60, IsrUpdated: 55, BecameFollower: 54, ClientMetadataUpdated: 50, ClientDisconnected: 50,
  GroupAssigned: 76, GroupGenerationStarted: 75, MemberFenced: 75, MemberRemoved: 74, GroupStateChanged: 73, MemberAdded: 72, GroupLeaderChanged: 71, MemberIdGiven: 70,
  GroupRequestRefused: 69, GroupAssignmentReceived: 68,
  ConsumerFailed: 98, PollOverdue: 96, MemberLeaves: 90, PartitionsLost: 90, PartitionsRevoked: 89, PartitionsAssigned: 88, AssignmentComputed: 87, RecordProcessed: 76, RecordsPolled: 76,
  RebalanceAttemptFailed: 90, OwnershipRefused: 87, RebalanceAttempted: 86, ConsumerRegistered: 85,
  OffsetCommitAnswered: 74, MemberStateChanged: 73, CoordinatorDiscovered: 72, CoordinatorLost: 72, HeartbeatFailed: 71, CommittedOffsetFound: 66, GenerationReset: 45,
  ParkedFetchAnswered: 20, ProduceAnswered: 20, RequestParked: 10,
};
const USUAL_IMPORTANCE = 40;

function importance(fact: Fact): number {
  return IMPORTANCE[fact.type] ?? USUAL_IMPORTANCE;
}
