import type { Fact } from '../kafka/facts.ts';
import type { LogLine } from './logLine.ts';

type FetcherFact = Extract<Fact, { readonly type: 'ReplicaFetcherDisconnected' | 'ReplicaFetchFailed' }>;

/** What a replica fetcher writes when a fetch comes to nothing. Source: AbstractFetcherThread.processFetchRequest. */
export function fetcherLine(fact: FetcherFact): LogLine | null {
  const [level, message] = fact.type === 'ReplicaFetcherDisconnected' ? (['WARN', 'Error in response for fetch request (type=FetchRequest, …)'] as const) : failure(fact);
  if (message === null) return null;
  return { logger: 'kafka.server.ReplicaFetcherThread', level, text: `[ReplicaFetcher replicaId=${fact.brokerId}, leaderId=${fact.leader}, fetcherId=0] ${message}` };
}

function failure({ error, partition, leaderEpoch }: Extract<FetcherFact, { readonly type: 'ReplicaFetchFailed' }>): readonly [LogLine['level'], string | null] {
  switch (error) {
    case 'FENCED_LEADER_EPOCH': return ['INFO', `Partition ${partition} has an older epoch (${leaderEpoch}) than the current leader. Will await the new LeaderAndIsr state before resuming fetching.`];
    case 'UNKNOWN_LEADER_EPOCH': return ['DEBUG', `Remote broker has a smaller leader epoch for partition ${partition} than this replica's current leader epoch of ${leaderEpoch}.`];
    case 'NOT_LEADER_OR_FOLLOWER': return ['DEBUG', `Remote broker is not the leader for partition ${partition}, which could indicate that the partition is being moved`];
    default: return ['INFO', null];
  }
}
