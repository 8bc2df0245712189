import { andThen, decided } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import type { CommittedOffset } from '../../group/messages.ts';
import type { TopicPartition } from '../../log/record.ts';
import { offsetPath, parseOffset } from '../../metadata/zkData.ts';
import type { ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import { allConsumed } from '../group/commits.ts';
import type { CommitBy } from '../group/types.ts';
import type { ToMember } from '../member/types.ts';
import { ask, consumerOf, createOp, parentsOf, subscriptionOf, toConsumer } from './state.ts';
import type { AfterWrite, Purpose, ZkMemberContext } from './types.ts';

type Write = Extract<Purpose, { readonly type: 'write' }>;

/** What was handed to the application of the partitions it owns, and is not in ZooKeeper yet. Source: commitOffsetToZooKeeper. */
export function unwritten({ owned, checkpointed }: ZkMemberContext, offsets: readonly CommittedOffset[]): readonly CommittedOffset[] {
  return offsets.filter(({ partition, offset }) => owned.includes(partition) && checkpointed[partition] !== offset);
}

/**
 * The application commits, or the timer does: whichever positions it asked for, those of now are written, of partitions
 * it owns now.
 *
 * Source: ZookeeperConsumerConnector.commitOffsets.
 */
export function commitAsked(member: ZkMemberContext, { id, offsets }: Extract<ToMember, { type: 'CommitAsked' }>, env: Env): Decided<ZkMemberContext> {
  const consumer = consumerOf(member, env);
  const isShared = subscriptionOf(member, env).type !== 'partitions';
  const due = isShared ? unwritten(member, consumer === undefined ? [] : allConsumed(consumer)) : offsets;
  if (due.length === 0) return decided(member, toConsumer(member, { type: 'CommitDone', id, error: 'NONE', offsets: [] }));
  return write(member, due, consumer?.group.commits[id]?.by ?? 'auto', { type: 'commit', id });
}

/** Overwrites whatever is there, whoever wrote it. Source: ZkUtils.updatePersistentPath. */
export function write(member: ZkMemberContext, offsets: readonly CommittedOffset[], by: CommitBy, next: AfterWrite): Decided<ZkMemberContext> {
  const transactions = offsets.map((one): ZkTransaction => [setOp(member, one)]);
  return ask(member, { type: 'write', offsets, by, next, creating: null }, transactions);
}

function setOp({ config }: ZkMemberContext, { partition, offset }: CommittedOffset) {
  return { op: 'setData', path: offsetPath(config.groupId, partition), data: String(offset), version: -1 } as const;
}

/** Znodes that are missing are made; where somebody else was quicker, they are written after all. */
function create(member: ZkMemberContext, purpose: Write, missing: readonly CommittedOffset[]): Decided<ZkMemberContext> {
  const sets = missing.map((one) => setOp(member, one));
  const parents = [...new Map(sets.flatMap(({ path }) => parentsOf(path)).map((transaction) => [transaction[0]?.path, transaction])).values()];
  return ask(member, { ...purpose, creating: missing }, [...parents, ...sets.map(({ path, data }): ZkTransaction => [createOp(path, data, false)])]);
}

export function written(
  member: ZkMemberContext, purpose: Write, results: readonly ZkResult[], release: (member: ZkMemberContext) => Decided<ZkMemberContext>,
): Decided<ZkMemberContext> {
  const { offsets, by, next, creating } = purpose;
  const tried = creating ?? offsets;
  const failed = tried.filter((_, index) => results.slice(-tried.length)[index]?.ok === false);
  if (failed.length > 0) return creating === null ? create(member, purpose, failed) : ask(member, { ...purpose, creating: null }, offsets.map((one) => [setOp(member, one)]));
  const checkpointed = { ...member.checkpointed, ...Object.fromEntries(offsets.map(({ partition, offset }) => [partition, offset])) };
  const known = { ...member, checkpointed };
  if (next.type === 'commit') return decided(known, toConsumer(known, { type: 'CommitDone', id: next.id, error: 'NONE', offsets }));
  const fact = report({ type: 'OffsetCommitAnswered', consumer: member.clientId, group: member.config.groupId, by, offsets, error: 'NONE' });
  return andThen(decided<ZkMemberContext, Effect>(known, fact), release);
}

export function readOffsets(member: ZkMemberContext, purpose: Extract<Purpose, { readonly type: 'offsets' | 'committed' }>): Decided<ZkMemberContext> {
  return ask(member, purpose, purpose.partitions.map((partition): ZkTransaction => [{ op: 'getData', path: offsetPath(member.config.groupId, partition), watch: false }]));
}

/** -1 where there is none. Source: fetchOffsetFromZooKeeper. */
export function offsetsIn(partitions: readonly TopicPartition[], results: readonly ZkResult[]): readonly CommittedOffset[] {
  return partitions.map((partition, index) => {
    const result = results[index];
    const data = result?.ok === true ? result.results[0]?.data : undefined;
    return { partition, offset: parseOffset(data ?? ''), leaderEpoch: -1, metadata: '' };
  });
}
