import { memberName, nodeName } from './names.ts';
import type { CommandSentences, FactSentences } from './types.ts';

const node = (address: string): string => nodeName(address, 'en');
const partitionOrAll = (partition: string | null): string => partition ?? 'all its partitions';
const list = (partitions: readonly string[]): string => (partitions.length === 0 ? 'nothing' : partitions.join(', '));

type Told =
  | 'CoordinatorDiscovered' | 'CoordinatorLost' | 'MemberStateChanged' | 'RejoinRequested' | 'GenerationReset' | 'MemberLeaves' | 'LeaderLacksMetadata' | 'AssignmentComputed'
  | 'PartitionsRevoked' | 'PartitionsLost' | 'PartitionsAssigned' | 'CommittedOffsetFound' | 'RecordsPolled' | 'RecordProcessed' | 'OffsetCommitAnswered' | 'HeartbeatFailed'
  | 'ConsumerRegistered' | 'RebalanceAttempted' | 'RebalanceAttemptFailed' | 'OwnershipRefused' | 'PollOverdue' | 'ConsumerFailed' | 'PositionSought' | 'PartitionsPaused' | 'PartitionsResumed' | 'SubscriptionChanged';
export type ConsumerFacts = Pick<FactSentences, Told>;
export type ConsumerCommands = Pick<CommandSentences, Extract<keyof CommandSentences, `consumer.${string}`>>;

const COMMIT = { auto: 'automatic commit', sync: 'commitSync', async: 'commitAsync' } as const;

/** What consumers in groups report, in English. */
export const consumerFactsInEnglish: ConsumerFacts = {
  CoordinatorDiscovered: ({ consumer, group, brokerId }) => `${node(consumer)} learns that broker ${brokerId} coordinates group ${group}.`,
  CoordinatorLost: ({ consumer, group, brokerId, reason }) => `${node(consumer)} no longer takes broker ${brokerId} for the coordinator of group ${group}: ${reason}.`,
  MemberStateChanged: ({ consumer, group, to, generation, protocol }) => ({
    unjoined: `${node(consumer)} is no member of group ${group} any more.`,
    preparingRebalance: `${node(consumer)} asks to join group ${group}.`,
    completingRebalance: `${node(consumer)} has joined generation ${generation} of group ${group} (${protocol ?? ''}) and waits for its partitions.`,
    stable: `${node(consumer)} has its partitions in generation ${generation} of group ${group}.`,
  })[to],
  RejoinRequested: ({ consumer, group, reason }) => `${node(consumer)} will join group ${group} again at its next poll: ${reason}.`,
  GenerationReset: ({ consumer, resetMemberId, reason }) => `${node(consumer)} drops its generation${resetMemberId ? ' and its member id' : ''}: ${reason}.`,
  MemberLeaves: ({ consumer, group, reason }) => `${node(consumer)} tells the coordinator that it leaves group ${group}: ${reason.replace(/\.$/, '')}.`,
  LeaderLacksMetadata: ({ consumer, topics }) => `${node(consumer)} leads its group and first asks for metadata of ${topics.join(', ')}.`,
  AssignmentComputed: ({ consumer, generation, protocol, assignment }) =>
    `${node(consumer)} leads generation ${generation} and assigns by ${protocol}: ${Object.entries(assignment).map(([member, partitions]) => `${memberName(member, 'en')} gets ${list(partitions)}`).join('; ')}.`,
  PartitionsRevoked: ({ consumer, partitions }) => `${node(consumer)} gives up ${list(partitions)}.`,
  PartitionsLost: ({ consumer, partitions, generation }) => `${node(consumer)} has lost ${list(partitions)}: ${generation < 0 ? 'its session is over and its znodes are gone' : 'it is in no generation'}, so somebody else may have them.`,
  PartitionsAssigned: ({ consumer, generation, partitions, owned }) => `${node(consumer)} ${generation < 0 ? `owns ${list(partitions)} now` : `gets ${list(partitions)} in generation ${generation}`}${owned.length > partitions.length ? ` and keeps ${list(owned.filter((one) => !partitions.includes(one)))}` : ''}.`,
  ConsumerRegistered: ({ consumer, group, path }) => `${node(consumer)} is registered in group ${group}: its own znode ${path} lives as long as its session.`,
  RebalanceAttempted: ({ consumer, attempt }) => `${node(consumer)} begins to rebalance${attempt === 0 ? '' : ` once more, try ${attempt + 1}`}: it looks up who is there and works out its own share.`,
  RebalanceAttemptFailed: ({ consumer, isLast, backoffMs, attempt }) => (isLast
    ? `${node(consumer)} cannot rebalance after ${attempt + 1} tries: it owns nothing until something changes.` : `${node(consumer)} cannot rebalance now and will try again in ${backoffMs} ms.`),
  OwnershipRefused: ({ consumer, partition, owner }) => `${node(consumer)} cannot own ${partition}: ${owner === null ? 'its znode was there a moment ago' : `the znode is still that of ${owner}`}.`,
  CommittedOffsetFound: ({ consumer, group, partition, offset }) => (offset < 0
    ? `Group ${group} has committed nothing for ${partition}: ${node(consumer)} begins by auto.offset.reset.` : `${node(consumer)} goes on at offset ${offset} of ${partition}, where group ${group} has committed.`),
  RecordsPolled: ({ consumer, records, buffered }) => `poll() gives ${node(consumer)} ${records} record${records === 1 ? '' : 's'}${buffered > 0 ? `; ${buffered} more are fetched already` : ''}.`,
  RecordProcessed: ({ consumer, partition, offset, value, worker }) => `${node(consumer)} has processed ${value ?? 'a tombstone'}, offset ${offset} of ${partition}${worker === null ? '' : `, in thread ${worker}`}.`,
  OffsetCommitAnswered: ({ consumer, by, offsets, error }) => {
    const what = offsets.map(({ partition, offset }) => `${partition} at ${offset}`).join(', ');
    return error === 'NONE' ? `The ${COMMIT[by]} of ${node(consumer)} is done: ${what}.` : `The ${COMMIT[by]} of ${node(consumer)} fails with ${error}: ${what}.`;
  },
  HeartbeatFailed: ({ consumer, error }) => `The heartbeat of ${node(consumer)} is answered with ${error}.`,
  PollOverdue: ({ consumer, maxPollIntervalMs }) => `${node(consumer)} has not polled for max.poll.interval.ms (${maxPollIntervalMs} ms).`,
  ConsumerFailed: ({ consumer, error }) => `poll() throws ${error} in ${node(consumer)}: its application ends.`,
  PositionSought: ({ consumer, partition, from, to }) => `${node(consumer)} moves its position in ${partition} from ${from < 0 ? 'nowhere' : from} to ${to}.`,
  PartitionsPaused: ({ consumer, partitions }) => `${node(consumer)} pauses ${list(partitions)}.`,
  PartitionsResumed: ({ consumer, partitions }) => `${node(consumer)} resumes ${list(partitions)}.`,
  SubscriptionChanged: ({ consumer, topics, pattern }) => (pattern === null && topics.length === 0 ? `${node(consumer)} unsubscribes.` : `${node(consumer)} now subscribes to ${pattern ?? topics.join(', ')}.`),
};

export const consumerCommandsInEnglish: ConsumerCommands = {
  'consumer.start': ({ consumer }) => `You start ${node(consumer)}.`,
  'consumer.stop': ({ consumer }) => `You stop ${node(consumer)}.`,
  'consumer.kill': ({ consumer }) => `You kill ${node(consumer)}.`,
  'consumer.restart': ({ consumer }) => `You restart ${node(consumer)}.`,
  'consumer.seek': ({ consumer, partition, offset }) => `You have ${node(consumer)} seek to offset ${offset} of ${partition}.`,
  'consumer.pause': ({ consumer, partition }) => `You have ${node(consumer)} pause ${partitionOrAll(partition)}.`,
  'consumer.resume': ({ consumer, partition }) => `You have ${node(consumer)} resume ${partitionOrAll(partition)}.`,
  'consumer.commit': ({ consumer, mode }) => `You have ${node(consumer)} call ${COMMIT[mode]}.`,
  'consumer.setProcessing': ({ consumer, processingMs }) => `From now on ${node(consumer)} takes ${processingMs} ms over a record.`,
  'consumer.setAssignors': ({ consumer, assignors }) => `You set the assignor of ${node(consumer)} to ${assignors.join(', ')}.`,
  'consumer.subscribe': ({ consumer, topics, pattern }) => (pattern === undefined && topics.length === 0 ? `You have ${node(consumer)} unsubscribe.` : `You have ${node(consumer)} subscribe to ${pattern ?? topics.join(', ')}.`),
};
