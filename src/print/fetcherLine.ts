import type { EraId } from '../kafka/era/era.ts';
import { eraOf } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type FetcherFact = Extract<Fact, { readonly type: 'ReplicaFetcherDisconnected' | 'ReplicaFetchFailed' | 'TruncationNotAllowed' }>;
type Line = readonly [LogLine['level'], string] | null;

/** What a replica fetcher writes when a fetch comes to nothing. Source: AbstractFetcherThread.processFetchRequest, ReplicaFetcherThread of each version. */
export function fetcherLine(fact: FetcherFact, era: EraId): LogLine | null {
  const line = lineOf(fact, era);
  if (line === null) return null;
  const [level, message] = line;
  const prefix = {
    comma: `[ReplicaFetcherThread-0-${fact.leader}], `, colon: `[ReplicaFetcherThread-0-${fact.leader}]: `,
    brokers: `[ReplicaFetcher replicaId=${fact.brokerId}, leaderId=${fact.leader}, fetcherId=0] `,
  }[logFormats[era].fetcher];
  return { logger: 'kafka.server.ReplicaFetcherThread', level, text: `${prefix}${message}` };
}

function lineOf(fact: FetcherFact, era: EraId): Line {
  switch (fact.type) {
    case 'ReplicaFetcherDisconnected': return ['WARN', disconnected(fact, era)];
    case 'TruncationNotAllowed': return ['ERROR', notAllowed(fact, era)];
    case 'ReplicaFetchFailed':
      // Out of range has words of its own, once the leader has told its offsets.
      if (fact.error === 'OFFSET_OUT_OF_RANGE') return null;
      return logFormats[era].fetcher === 'brokers' ? failure(fact, era) : ['ERROR', earlyFailure(fact, era)];
    default: return fact satisfies never;
  }
}

function disconnected({ leader }: { readonly leader: number }, era: EraId): string {
  if (logFormats[era].firstWords) return 'Error in fetch Name: FetchRequest; …. Possible cause: …';
  return { comma: 'Error in fetch …', colon: `Error in fetch to broker ${leader}, request …`, brokers: 'Error in response for fetch request (type=FetchRequest, …)' }[logFormats[era].fetcher];
}

/** Kafka's level is FATAL. */
function notAllowed({ brokerId, partition, leader, leaderEndOffset, logEndOffset }: Extract<FetcherFact, { readonly type: 'TruncationNotAllowed' }>, era: EraId): string {
  const what = logFormats[era].firstWords ? `Halting because log truncation is not allowed for topic ${splitTopicPartition(partition).topic}` : `Exiting because log truncation is not allowed for partition ${partition}`;
  const current = logFormats[era].fetcher === 'comma' ? 'Current' : 'current';
  return `${what}, ${current} leader ${leader}'s latest offset ${leaderEndOffset} is less than replica ${brokerId}'s latest offset ${logEndOffset}`;
}

type Failed = Extract<Fact, { readonly type: 'ReplicaFetchFailed' }>;

function failure({ error, partition, leaderEpoch }: Failed, era: EraId): Line {
  switch (error) {
    case 'FENCED_LEADER_EPOCH': return ['INFO', `Partition ${partition} has an older epoch (${leaderEpoch}) than the current leader. Will await the new LeaderAndIsr state before resuming fetching.`];
    case 'UNKNOWN_LEADER_EPOCH': return ['DEBUG', `Remote broker has a smaller leader epoch for partition ${partition} than this replica's current leader epoch of ${leaderEpoch}.`];
    case 'NOT_LEADER_OR_FOLLOWER': return ['DEBUG', `Remote broker is not the leader for partition ${partition}, which could indicate that the partition is being moved`];
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return eraOf(era).isrChanges === 'leader-writes-zookeeper' ? ['ERROR', `Error for partition ${partition} at offset …`] : ['WARN',
        `Received ${error} from the leader for partition ${partition}. This error may be returned transiently when the partition is being created or deleted, but it is not expected to persist.`];
    default: return null;
  }
}

/** To 0.11 every error was one, the usual one after an election too. */
function earlyFailure({ error, partition, leader }: Failed, era: EraId): string {
  const { topic, partition: number } = splitTopicPartition(partition);
  const name = EXCEPTIONS[error];
  const thrown = name === undefined ? '…' : logFormats[era].firstWords ? `class kafka.common.${name}` : `org.apache.kafka.common.errors.${name}: ${MESSAGES[error] ?? '…'}`;
  return `Error for partition [${topic},${number}] to broker ${leader}:${thrown}`;
}

const EXCEPTIONS: Readonly<Record<string, string>> = { NOT_LEADER_OR_FOLLOWER: 'NotLeaderForPartitionException', UNKNOWN_TOPIC_OR_PARTITION: 'UnknownTopicOrPartitionException' };
const MESSAGES: Readonly<Record<string, string>> = {
  NOT_LEADER_OR_FOLLOWER: 'This server is not the leader for that topic-partition.', UNKNOWN_TOPIC_OR_PARTITION: 'This server does not host this topic-partition.',
};
