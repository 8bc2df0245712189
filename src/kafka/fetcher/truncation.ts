import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { replicaAddress, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { OffsetForLeaderEpochResponse } from '../messages.ts';
import type { TruncateToEpochEvent } from '../replica/types.ts';
import { afterError, AGAIN, failedFact, replaced } from './answers.ts';
import type { FetcherContext } from './types.ts';

/**
 * Each replica hears where the leader says that its last epoch ends; one that is not done then asks again in the next
 * round. Where requests are fenced, an answer from before a newer epoch is dropped.
 *
 * Source: AbstractFetcherThread.truncateToEpochEndOffsets.
 */
export function epochsAnswered(fetcher: FetcherContext, { message }: MessageEvent<OffsetForLeaderEpochResponse>, env: Env): Decided<FetcherContext> {
  const { inFlight, brokerId, leaderId } = fetcher;
  if (inFlight === null || inFlight.correlationId !== message.correlationId) return unchanged(fetcher);
  const effects: Effect[] = [AGAIN];
  let partitions = fetcher.partitions;
  for (const { partition, error, leaderEpoch: epoch, endOffset } of message.partitions) {
    const asked = inFlight.asked[partition];
    const state = partitions[partition];
    if (asked === undefined || state === undefined) continue;
    if (error !== 'NONE') {
      effects.push(failedFact(fetcher, partition, asked.leaderEpoch, error));
      partitions = replaced(partitions, partition, afterError(fetcher, state, asked.leaderEpoch, error, env));
    } else if (state.leaderEpoch === asked.leaderEpoch || env.shared.era.truncation !== 'leader-epoch-fenced') {
      const event: TruncateToEpochEvent = { type: 'TruncateToEpoch', leaderId, askedEpoch: asked.lastEpoch, epochEnd: { epoch, endOffset } };
      effects.push(tell(replicaAddress(brokerId, partition), event));
    }
  }
  return decided({ ...fetcher, partitions, inFlight: null }, ...effects, tell(env.self, { type: 'Round' }));
}
