import { newOffset, positionMissing, topicScope } from '../../group/reset.ts';
import type { Position } from '../../group/reset.ts';
import type { CommittedOffset } from '../../group/messages.ts';
import type { TopicPartition } from '../../log/record.ts';
import { splitTopicPartition, topicPartition } from '../../log/record.ts';
import type { GroupErrand, GroupQuestion, GroupWork } from './types.ts';

type Unnumbered<Request> = Request extends GroupQuestion ? Omit<Request, 'correlationId' | 'kind'> : never;
type Reset = Extract<GroupWork, { readonly does: 'reset' }>;
type Forget = Extract<GroupWork, { readonly does: 'forget' }>;

export interface Question {
  /** null: any broker. */
  readonly to: number | null;
  readonly request: Unnumbered<GroupQuestion>;
  readonly position: Position | null;
}

const ask = (to: number | null, request: Unnumbered<GroupQuestion>, position: Position | null = null): Question => ({ to, request, position });

/**
 * What it has to know next; the last question carries the work out. null: there is nothing to do.
 *
 * Source: ConsumerGroupCommand.resetOffsets, prepareOffsetsToReset, deleteConsumerGroups, deleteOffsets.
 */
export function nextQuestion(errand: GroupErrand): Question | null {
  const { group, work, coordinator } = errand;
  if (work.does === 'forget' && errand.leaders === null && work.topics.some((text) => !text.includes(':'))) return ask(null, { api: 'Metadata', topics: work.topics.filter((text) => !text.includes(':')) });
  if (coordinator === null) return ask(null, { api: 'FindCoordinator', groupId: group });
  if (work.does === 'delete') return ask(coordinator, { api: 'DeleteGroups', groups: [group] });
  if (work.does === 'forget') return ask(coordinator, { api: 'OffsetDelete', groupId: group, partitions: toForget(errand, work) });
  if (!errand.isInactive) return ask(coordinator, { api: 'DescribeGroups', groups: [group] });
  if (errand.committed === null && needsCommitted(work)) return ask(coordinator, { api: 'OffsetFetch', groupId: group, partitions: null });
  if (errand.leaders === null) return ask(null, { api: 'Metadata', topics: topicsOf(errand, work) });
  return unlisted(errand, work) ?? commit(errand, coordinator);
}

/** The partitions that were named, and those of the topics that were. */
export function toForget({ leaders }: GroupErrand, { topics }: Forget): readonly TopicPartition[] {
  const known = Object.keys(leaders ?? {});
  return [...new Set(topics.flatMap((text) => {
    const { topic, partitions } = topicScope(text) ?? { topic: text, partitions: null };
    return partitions === null ? known.filter((partition) => splitTopicPartition(partition).topic === topic) : partitions.map((partition) => topicPartition(topic, partition));
  }))];
}

function needsCommitted({ topics, target }: Reset): boolean {
  return topics === null || target.to === 'shift' || target.to === 'current';
}

function topicsOf({ committed }: GroupErrand, { topics }: Reset): readonly string[] {
  const names = topics?.map((text) => topicScope(text)?.topic ?? text) ?? Object.keys(committed ?? {}).map((partition) => splitTopicPartition(partition).topic);
  return [...new Set(names)];
}

/** Of all partitions of one leader at once. */
function unlisted({ leaders, committed, listed }: GroupErrand, { target }: Reset): Question | null {
  const wanted = Object.entries(leaders ?? {}).flatMap(([partition, leader]) => {
    const position = positionMissing(target, committed?.[partition], listed[partition] ?? {});
    return position === null ? [] : [{ partition, leader, position }];
  });
  const [first] = wanted;
  if (first === undefined) return null;
  const together = wanted.filter(({ leader, position }) => leader === first.leader && position === first.position);
  return { to: first.leader, position: first.position, request: { api: 'ListOffsets', replicaId: -1, partitions: together.map(({ partition }) => ({ partition, timestamp: 0, currentLeaderEpoch: -1 })) } };
}

/** The offsets as they will be committed, and what was wished for; those that cannot be shifted are left out. */
export function resetOffsets({ leaders, committed, listed }: GroupErrand, { target }: Reset) {
  return Object.keys(leaders ?? {}).flatMap((partition: TopicPartition) => {
    const found = newOffset(target, committed?.[partition], listed[partition] ?? {});
    return found === null ? [] : [{ partition, ...found }];
  });
}

/** From outside the group: without a member id and a generation. Source: AlterConsumerGroupOffsetsHandler.buildBatchedRequest. */
function commit(errand: GroupErrand, coordinator: number): Question | null {
  if (errand.work.does !== 'reset') return null;
  const offsets = resetOffsets(errand, errand.work).map(({ partition, offset }): CommittedOffset => ({ partition, offset, leaderEpoch: -1, metadata: '' }));
  if (offsets.length === 0) return null;
  return ask(coordinator, { api: 'OffsetCommit', groupId: errand.group, memberId: '', groupInstanceId: null, generationId: -1, offsets });
}
