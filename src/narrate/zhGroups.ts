import type { GroupFacts } from './enGroups.ts';
import type { FactSentences } from './types.ts';
import { memberName } from './names.ts';

const member = (memberId: string): string => memberName(memberId, 'zh');
/** Behind Chinese words: a Latin name keeps one space. */
const after = (words: string, name: string): string => (/^[\w-]/.test(name) ? `${words} ${name}` : `${words}${name}`);

export const zhGroups: Pick<FactSentences, GroupFacts> = {
  GroupStateChanged: ({ group, from, to, generation }) => ({
    Empty: `消费者组 ${group} 已没有成员，从 ${from} 变为 Empty，现为第 ${generation} 代；已提交位移仍然保留。`,
    PreparingRebalance: `消费者组 ${group} 开始重平衡：从 ${from} 变为 PreparingRebalance，所有成员都要重新加入。`,
    CompletingRebalance: `消费者组 ${group} 从 ${from} 变为 CompletingRebalance，等待组内领导者给出分配方案。`,
    Stable: `消费者组 ${group} 从 ${from} 变为 Stable，现为第 ${generation} 代。`,
    Dead: `消费者组 ${group} 从 ${from} 变为 Dead：不再由此处保存。`,
  })[to],
  MemberIdGiven: ({ brokerId, group, memberId }) => `Broker ${brokerId} ${after('为', member(memberId))} 分配消费者组 ${group} 的成员 ID，它必须用这个 ID 重新加入。`,
  MemberAdded: ({ group, memberId, groupInstanceId, replaces }) => {
    if (replaces !== null) return `静态成员 ${groupInstanceId} 以新的成员 ID 回到消费者组 ${group}，取回原来的位置。`;
    return groupInstanceId === null ? `${member(memberId)} 加入消费者组 ${group}。` : `静态成员 ${groupInstanceId} 加入消费者组 ${group}。`;
  },
  MemberRemoved: ({ group, memberId, reason }) => ({
    leave: `${member(memberId)} 离开消费者组 ${group}。`,
    'session-timeout': `${member(memberId)} 在会话超时时间内没有音讯，被移出消费者组 ${group}。`,
    'rebalance-timeout': `${member(memberId)} 没有及时重新加入，被移出消费者组 ${group}。`,
    'sync-timeout': `${member(memberId)} 没有及时发送 SyncGroup，被移出消费者组 ${group}。`,
    'static-replaced': `${member(memberId)} 原来的成员 ID 在消费者组 ${group} 中失效。`,
    'pending-expired': `${member(memberId)} 没有用消费者组 ${group} 分配的成员 ID 回来，该 ID 过期。`,
    'pending-left': `${member(memberId)} 还没有加入就放弃了消费者组 ${group} 的成员 ID。`,
  })[reason],
  GroupLeaderChanged: ({ group, to, reason }) => (reason === 'left'
    ? `消费者组 ${group} 的组内领导者已不在，${after('现在由', member(to))} 担任。`
    : `消费者组 ${group} 的组内领导者没有及时重新加入，${after('现在由', member(to))} 担任。`),
  GroupGenerationStarted: ({ group, generation, leader, members, protocol }) =>
    `消费者组 ${group} 开始第 ${generation} 代，共 ${members.length} 个成员；${after('组内领导者是', member(leader))}，将用 ${protocol} 分配。`,
  GroupAssignmentReceived: ({ brokerId, group, generation, leader }) => `Broker ${brokerId} 收到消费者组 ${group} 的${after('组内领导者', member(leader))} 给出的第 ${generation} 代分配方案。`,
  GroupAssigned: ({ group, generation, assignment }) => {
    const shares = Object.entries(assignment).map(([memberId, partitions]) => `${member(memberId)} ${partitions.length === 0 ? '没有分区' : `得到 ${partitions.join('、')}`}`);
    return `消费者组 ${group} 第 ${generation} 代的分配方案已写入日志：${shares.join('；')}。`;
  },
  GroupRequestRefused: ({ group, memberId, api, error }) => (memberId === ''
    ? `消费者组 ${group} 拒绝 ${api} 请求：${error}。`
    : `消费者组 ${group} ${after('拒绝', member(memberId))} 的 ${api} 请求：${error}。`),
  MemberFenced: ({ group, groupInstanceId, api }) => `静态成员 ${groupInstanceId} 的旧进程被消费者组 ${group} 隔离：它的 ${api} 请求以 FENCED_INSTANCE_ID 被拒绝。`,
};
