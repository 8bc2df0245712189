import { partitionsInScope } from '../../group/reset.ts';
import type { Position } from '../../group/reset.ts';
import type { DescribeGroupsResponse, OffsetFetchResponse } from '../../group/messages.ts';
import type { ListOffsetsResponse, MetadataResponse } from '../../messages.ts';
import { isRetriable } from '../../names/errors.ts';
import type { ErrorName } from '../../names/errors.ts';
import type { TopicPartition } from '../../log/record.ts';
import type { GroupAnswer, GroupErrand } from './types.ts';

/** What an answer came to. */
export type Learned =
  | { readonly outcome: 'goes-on' | 'done' | 'again'; readonly errand: GroupErrand }
  /** Somebody is in the group. */
  | { readonly outcome: 'active'; readonly state: string }
  | { readonly outcome: 'refused'; readonly error: ErrorName; readonly partition: TopicPartition | null };

const goesOn = (errand: GroupErrand): Learned => ({ outcome: 'goes-on', errand });

/** Whom it asked is no coordinator, or none that serves. Source: AlterConsumerGroupOffsetsHandler.handleError, DescribeConsumerGroupsHandler.handleError, DeleteConsumerGroupsHandler.handleError, DeleteConsumerGroupOffsetsHandler. */
const UNMAPS: readonly ErrorName[] = ['NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE'];

/** Who leads may have changed; which partitions there are is asked once. */
export function leadersAfterTrouble({ work, leaders }: GroupErrand): GroupErrand['leaders'] {
  return work.does === 'forget' ? leaders : null;
}

/** What may pass is asked again, of whoever coordinates or leads then. */
function trouble(errand: GroupErrand, error: ErrorName, partition: TopicPartition | null = null): Learned {
  if (isRetriable(error) || error === 'REBALANCE_IN_PROGRESS') return { outcome: 'again', errand: { ...errand, coordinator: UNMAPS.includes(error) ? null : errand.coordinator, leaders: leadersAfterTrouble(errand) } };
  return { outcome: 'refused', error, partition };
}

/** The errand with what it knows now. */
export function learn(errand: GroupErrand, answer: GroupAnswer, position: Position | null): Learned {
  switch (answer.api) {
    case 'FindCoordinator': return answer.error === 'NONE' ? goesOn({ ...errand, coordinator: answer.nodeId }) : trouble(errand, answer.error);
    case 'DescribeGroups': return described(errand, answer);
    case 'OffsetFetch': return fetched(errand, answer);
    case 'Metadata': return led(errand, answer);
    case 'ListOffsets': return listed(errand, answer, position ?? 'latest');
    case 'OffsetCommit': return settled(errand, answer.partitions);
    case 'OffsetDelete': return answer.error === 'NONE' ? { outcome: 'done', errand: { ...errand, forgotten: answer.partitions } } : trouble(errand, answer.error);
    case 'DeleteGroups': return settled(errand, answer.results.map(({ error }) => ({ error, partition: null })));
    default: return answer satisfies never;
  }
}

/** A group that is not there has nobody in it. */
function described(errand: GroupErrand, { groups }: DescribeGroupsResponse): Learned {
  const { error, groupState } = groups[0] ?? { error: 'NONE', groupState: 'Dead' };
  if (error !== 'NONE' && error !== 'GROUP_ID_NOT_FOUND') return trouble(errand, error);
  return groupState === 'Empty' || groupState === 'Dead' ? goesOn({ ...errand, isInactive: true }) : { outcome: 'active', state: groupState };
}

function fetched(errand: GroupErrand, { error, partitions }: OffsetFetchResponse): Learned {
  if (error !== 'NONE') return trouble(errand, error);
  return goesOn({ ...errand, committed: Object.fromEntries(partitions.filter(({ offset }) => offset >= 0).map(({ partition, offset }) => [partition, offset])) });
}

/** Of which partitions, and who leads them; one without a leader may get one. */
function led(errand: GroupErrand, { topics }: MetadataResponse): Learned {
  if (errand.work.does === 'forget') return goesOn({ ...errand, leaders: Object.fromEntries(topics.flatMap(({ partitions }) => partitions.map(({ partition, leader }) => [partition, leader] as const))) });
  if (errand.work.does !== 'reset') return goesOn(errand);
  const known = topics.flatMap(({ partitions }) => partitions);
  const all = known.map(({ partition }) => partition);
  const { partitions, missing } = errand.work.topics === null ? { partitions: Object.keys(errand.committed ?? {}), missing: null } : partitionsInScope(errand.work.topics, all);
  const unknown = missing ?? partitions.find((partition) => !all.includes(partition));
  if (unknown !== undefined && unknown !== null) return { outcome: 'refused', error: 'UNKNOWN_TOPIC_OR_PARTITION', partition: unknown };
  const unshiftable = errand.work.target.to === 'shift' ? partitions.find((partition) => errand.committed?.[partition] === undefined) : undefined;
  if (unshiftable !== undefined) return { outcome: 'refused', error: 'NONE', partition: unshiftable };
  const leaders = Object.fromEntries(known.filter(({ partition }) => partitions.includes(partition)).map(({ partition, leader }) => [partition, leader]));
  return Object.values(leaders).some((leader) => leader < 0) ? trouble(errand, 'LEADER_NOT_AVAILABLE') : goesOn({ ...errand, leaders });
}

function listed(errand: GroupErrand, { partitions }: ListOffsetsResponse, position: Position): Learned {
  const bad = partitions.find(({ error }) => error !== 'NONE');
  if (bad !== undefined) return trouble(errand, bad.error, bad.partition);
  const news = Object.fromEntries(partitions.map(({ partition, offset }) => [partition, { ...errand.listed[partition], [position]: offset }]));
  return goesOn({ ...errand, listed: { ...errand.listed, ...news } });
}

function settled(errand: GroupErrand, results: readonly { readonly error: ErrorName; readonly partition: TopicPartition | null }[]): Learned {
  const bad = results.find(({ error }) => error !== 'NONE');
  return bad === undefined ? { outcome: 'done', errand } : trouble(errand, bad.error, bad.partition);
}
