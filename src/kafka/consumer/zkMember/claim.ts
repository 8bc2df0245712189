import type { Decided } from '../../actor.ts';
import type { CommittedOffset } from '../../group/messages.ts';
import { ownerPath, ownersPath } from '../../metadata/zkData.ts';
import { splitTopicPartition } from '../../log/record.ts';
import type { ZkTransaction } from '../../zookeeper/messages.ts';
import { ask, createOp, parentsOf, threadId } from './state.ts';
import type { ZkMemberContext } from './types.ts';

/**
 * An ephemeral znode for each partition, and a look at whose it is: of two consumers that want the same partition only
 * one can make it.
 *
 * Source: reflectPartitionOwnershipDecision, ZkUtils.createEphemeralPathExpectConflict.
 */
export function claim(member: ZkMemberContext, offsets: readonly CommittedOffset[], withParents = false): Decided<ZkMemberContext> {
  const { config: { groupId }, consumerId } = member;
  const topics = [...new Set(offsets.map(({ partition }) => splitTopicPartition(partition).topic))];
  const parents = topics.flatMap((topic) => parentsOf(`${ownersPath(groupId)}/${topic}/`));
  const own = offsets.flatMap(({ partition }): readonly ZkTransaction[] => {
    const path = ownerPath(groupId, partition);
    return [[createOp(path, threadId(consumerId), true)], [{ op: 'getData', path, watch: false }]];
  });
  return ask(member, { type: 'claim', offsets, withParents }, [...(withParents ? parents : []), ...own]);
}
