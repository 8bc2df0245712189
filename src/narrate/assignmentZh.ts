import { splitTopicPartition } from '../kafka/log/record.ts';
import type { AssignmentSentences } from './assignment.ts';

const MOST_NAMED = 8;

/** Beyond a few only how many there are. */
const list = (names: readonly string[], what: string): string => (names.length <= MOST_NAMED ? names.join('、') : `${names.length} 个${what}`);
const partitions = (names: readonly string[]): string => list(names, '分区');

/** How many each gets, by the quota and how many get one more. */
function division(quota: number, withOneMore: number): string {
  if (withOneMore === 0) return `正好分完：每个成员 ${quota} 个。`;
  const first = withOneMore === 1 ? '第 1 个成员' : `前 ${withOneMore} 个成员各`;
  return quota > 0 ? `每个成员 ${quota} 个，${first}多分 1 个。` : `${first}分 1 个，其余成员没有分区。`;
}

export const zh: AssignmentSentences = {
  TopicDivided: ({ topic, partitions: all, members, quota, withOneMore }, name) =>
    `${topic} 有 ${all} 个分区、${members.length} 个订阅成员，依次为：${list(members.map(name), '成员')}。${division(quota, withOneMore)}`,
  RangeGiven: ({ topic, memberId, partitions: given, by }, name) => (by === 'rack'
    ? `${name(memberId)} 分到 ${partitions(given)}，它所在的机架上有副本。`
    : `${name(memberId)} 分到 ${topic} 中属于它的一段：${partitions(given)}。`),
  MembersLinedUp: ({ members, partitions: all }, name) => `成员排成一圈：${list(members.map(name), '成员')}。${all} 个分区按顺序逐个轮流分配。`,
  PartitionDealt: ({ partition, memberId, skipped }, name) => (skipped.length === 0
    ? `${partition} 分给圈中的下一个成员 ${name(memberId)}。`
    : `${partition} 分给 ${name(memberId)}；${list(skipped.map(name), '成员')} 没有订阅 ${splitTopicPartition(partition).topic}，跳过。`),
  AlgorithmChosen: ({ algorithm }) => (algorithm === 'constrained'
    ? '所有成员订阅的主题都相同，所以每个成员分到的分区数最多相差 1。'
    : '各成员订阅的主题不同，所以每个分区都分给订阅者中分区最少的那个成员。'),
  ClaimSettled: ({ partition, keptBy, refused, because }, name) => ({
    'later-generation': `${name(keptBy ?? '')} 拥有 ${partition} 的那一代（generation）比 ${refused.map(name).join(' 和 ')} 的更新，由它保留。`,
    'same-generation': `${refused.map(name).join(' 和 ')} 都称自己在同一代（generation）中拥有 ${partition}，所以谁都不能保留它。`,
    'disputed-before': `${refused.map(name).join(' 和 ')} 也称自己拥有 ${partition}，但它已被另外两个成员在同一代（generation）中争抢，所以谁都不能保留它。`,
  })[because],
  QuotaSet: ({ partitions: all, members, minQuota, maxQuota, withOneMore }) => (withOneMore === 0
    ? `${all} 个分区分给 ${members} 个成员：每个成员 ${minQuota} 个。`
    : `${all} 个分区分给 ${members} 个成员：其中 ${withOneMore} 个成员分 ${maxQuota} 个，其余成员分 ${minQuota} 个。`),
  PartitionsKept: ({ memberId, kept, released, because }, name) => {
    const keeps = kept.length === 0 ? `${name(memberId)} 没有可以保留的分区` : `${name(memberId)} 保留 ${partitions(kept)}`;
    if (released.length === 0) return `${keeps}，原有的分区全部保留。`;
    return because === 'quota' ? `${keeps}；${partitions(released)} 超出了它的配额。` : `${keeps}；它已不再订阅 ${partitions(released)} 所属的主题。`;
  },
  PartitionsUnassigned: ({ partitions: free }) => (free.length === 0 ? '没有待分配的分区。' : `待分配：${partitions(free)}。`),
  PartitionPlaced: ({ partition, memberId, because, had }, name) => ({
    'below-quota': `${partition} 分给 ${name(memberId)}：它现有 ${had} 个分区，还不到配额。`,
    'one-more': `${partition} 分给 ${name(memberId)}：它现有 ${had} 个分区，还可以多分 1 个。`,
    fewest: `${partition} 分给 ${name(memberId)}：它现有 ${had} 个分区，是该主题的订阅者中最少的。`,
  })[because],
  PartitionMoved: ({ partition, from, to, fromHad, toHad, because, insteadOf }, name) => [
    `${partition} 从现有 ${fromHad} 个分区的 ${name(from)} 移到现有 ${toHad} 个分区的 ${name(to)}。`,
    because === 'earlier-owner' ? `${name(to)} 在更早的一代（generation）中拥有过 ${insteadOf ?? partition}。` : '',
    insteadOf === null ? '' : `它原本就是 ${name(to)} 的，所以移回它，${insteadOf} 不动。`,
  ].join(''),
  MovesUndone: ({ scoreBefore, scoreAfter }) => `移动没有让分配更均衡（成员间的差值之和：移动前 ${scoreBefore}，移动后 ${scoreAfter}），所以全部撤销。`,
  PartitionWithheld: ({ partition, from, to }, name) => `${partition} 要分给 ${name(to)}，但必须先由 ${from.length === 0 ? '现在的拥有者' : from.map(name).join(' 和 ')} 交出：这一轮不分给任何成员。`,
};
