import { decided } from '../../../world/machine.ts';
import type { Decided, Effect, MessageEvent } from '../../actor.ts';
import type { MetadataFetchRequest, MetadataFetchResponse } from '../../messages.ts';
import type { ErrorName } from '../../names/errors.ts';
import { timer } from './settings.ts';
import type { ControllerContext, FetchMetadataTimeoutEvent, ParkedMetadataFetch } from './types.ts';

/** The offset after the log's last record; with one voter also the high watermark. */
export function logEndOffset(controller: Pick<ControllerContext, 'metadataLog'>): number {
  return controller.metadataLog.length;
}

const timerName = (replicaId: number): string => `metadata-fetch-${replicaId}`;

/**
 * A broker fetches the metadata log as an observer: records beyond its offset come at once, otherwise the request
 * waits for the next commit or its maximal wait. A broker has one such request under way; a newer one replaces it.
 *
 * Source: KafkaRaftClient.handleFetchRequest.
 */
export function fetchMetadata(controller: ControllerContext, event: MessageEvent<MetadataFetchRequest>): Decided<ControllerContext> {
  const { replicaId, fetchOffset, correlationId, maxWaitMs } = event.message;
  const fetch = { correlationId, fetchOffset, replyTo: event.replyTo };
  if (fetchOffset > logEndOffset(controller)) return decided(controller, answer(controller, fetch, 'OFFSET_OUT_OF_RANGE'));
  if (fetchOffset < logEndOffset(controller) || maxWaitMs <= 0) return decided(controller, answer(controller, fetch));
  const parked = { ...controller, parkedFetches: { ...controller.parkedFetches, [replicaId]: fetch } };
  return decided(parked, timer(timerName(replicaId), maxWaitMs, { type: 'FetchMetadataTimeout', replicaId }, true));
}

/** Nothing came in time: the answer is empty, and the broker fetches again. */
export function fetchMetadataTimeout(controller: ControllerContext, { replicaId }: FetchMetadataTimeoutEvent): Decided<ControllerContext> {
  const fetch = controller.parkedFetches[replicaId];
  if (fetch === undefined) return decided(controller);
  const { [replicaId]: _answered, ...parkedFetches } = controller.parkedFetches;
  return decided({ ...controller, parkedFetches }, answer(controller, fetch));
}

/** Records were committed: every broker that waits gets them. */
export function answerParkedFetches(controller: ControllerContext): Decided<ControllerContext> {
  const parked = Object.entries(controller.parkedFetches);
  if (parked.length === 0) return decided(controller);
  const effects = parked.flatMap(([replicaId, fetch]): readonly Effect[] => [
    { type: 'cancel', name: timerName(Number(replicaId)) },
    answer(controller, fetch),
  ]);
  return decided({ ...controller, parkedFetches: {} }, ...effects);
}

function answer(controller: ControllerContext, fetch: ParkedMetadataFetch, error: ErrorName = 'NONE'): Effect {
  const entries = error === 'NONE' ? controller.metadataLog.slice(fetch.fetchOffset) : [];
  const message: MetadataFetchResponse = {
    api: 'FetchMetadata', kind: 'response', correlationId: fetch.correlationId, error,
    highWatermark: logEndOffset(controller), baseOffset: fetch.fetchOffset, records: entries.map(({ record }) => record),
  };
  return { type: 'reply', to: fetch.replyTo, message, routine: entries.length === 0 };
}
