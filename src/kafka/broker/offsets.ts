import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { replicaAddress } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { endOffsetFor, firstLaterEpochOffset } from '../log/leaderEpochCache.ts';
import { offsetForTimestamp } from '../log/timestamps.ts';
import type { ListOffsetsRequest, ListOffsetsResponse, OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse } from '../messages.ts';
import type { ErrorName } from '../names/errors.ts';
import type { TopicPartition } from '../log/record.ts';
import type { ReplicaContext } from '../replica/types.ts';
import { notHostedError } from './requests.ts';
import type { BrokerContext } from './types.ts';

/** The leader's replica, or why it cannot be asked. Source: Partition.localLogWithEpochOrThrow. */
function leaderOf(broker: BrokerContext, partition: TopicPartition, currentLeaderEpoch: number, env: Env): ReplicaContext | ErrorName {
  const replica = env.node.read(replicaAddress(broker.brokerId, partition));
  if (replica === undefined || replica.value === 'offline') return notHostedError(broker, partition);
  const context = replica.context as ReplicaContext;
  if (currentLeaderEpoch !== -1 && currentLeaderEpoch !== context.leaderEpoch) {
    return currentLeaderEpoch < context.leaderEpoch ? 'FENCED_LEADER_EPOCH' : 'UNKNOWN_LEADER_EPOCH';
  }
  return replica.value === 'leader' ? context : 'NOT_LEADER_OR_FOLLOWER';
}

/**
 * Where the log begins, where the first record of some time lies, or where the log ends: for a consumer at the high
 * watermark, for a follower at the log end. A new leader whose high watermark has not reached its own epoch keeps
 * silent, for the end it would list might go back (KIP-207).
 *
 * Source: Partition.fetchOffsetForTimestamp.
 */
export function listOffsets(broker: BrokerContext, event: MessageEvent<ListOffsetsRequest>, env: Env): Decided<BrokerContext> {
  const { message, replyTo, routine } = event;
  const partitions = message.partitions.map(({ partition, timestamp, currentLeaderEpoch }) => {
    const leader = leaderOf(broker, partition, currentLeaderEpoch, env);
    if (typeof leader === 'string') return { partition, error: leader, offset: -1, leaderEpoch: -1 };
    const { log, highWatermark, leaderEpoch, epochStartOffset } = leader;
    if (timestamp === 'earliest') return { partition, error: 'NONE' as const, offset: log.logStartOffset, leaderEpoch };
    if (typeof timestamp === 'number') {
      const found = offsetForTimestamp(log, timestamp, highWatermark);
      if (found >= 0) return { partition, error: 'NONE' as const, offset: found, leaderEpoch };
    }
    if (message.replicaId >= 0) return { partition, error: 'NONE' as const, offset: log.logEndOffset, leaderEpoch };
    const mayGoBack = env.shared.era.listedEndOffsetsNeverGoBack && highWatermark < epochStartOffset;
    if (mayGoBack) return { partition, error: 'OFFSET_NOT_AVAILABLE' as const, offset: -1, leaderEpoch };
    return { partition, error: 'NONE' as const, offset: timestamp === 'latest' ? highWatermark : -1, leaderEpoch };
  });
  const answer: ListOffsetsResponse = { api: 'ListOffsets', kind: 'response', correlationId: message.correlationId, partitions };
  return decided<BrokerContext, Effect>(broker, { type: 'reply', to: replyTo, message: answer, routine });
}

/**
 * Where an epoch ends in the leader's log, and which: the one asked for or the largest below it (KIP-279). Under KIP-101
 * the answer is the offset alone.
 *
 * Source: Partition.lastOffsetForLeaderEpoch, LeaderEpochFileCache.endOffsetFor.
 */
export function offsetForLeaderEpoch(broker: BrokerContext, event: MessageEvent<OffsetForLeaderEpochRequest>, env: Env): Decided<BrokerContext> {
  const { message, replyTo, routine } = event;
  const partitions = message.partitions.map(({ partition, currentLeaderEpoch, leaderEpoch }) => {
    const leader = leaderOf(broker, partition, currentLeaderEpoch, env);
    if (typeof leader === 'string') return { partition, error: leader, leaderEpoch: -1, endOffset: -1 };
    const { epochCache, logEndOffset } = leader.log;
    if (env.shared.era.truncation === 'leader-epoch') return { partition, error: 'NONE' as const, leaderEpoch: -1, endOffset: firstLaterEpochOffset(epochCache, leaderEpoch, logEndOffset) };
    const end = endOffsetFor(epochCache, leaderEpoch, logEndOffset);
    return { partition, error: 'NONE' as const, leaderEpoch: end.epoch, endOffset: end.endOffset };
  });
  const answer: OffsetForLeaderEpochResponse = { api: 'OffsetForLeaderEpoch', kind: 'response', correlationId: message.correlationId, partitions };
  return decided<BrokerContext, Effect>(broker, { type: 'reply', to: replyTo, message: answer, routine });
}
