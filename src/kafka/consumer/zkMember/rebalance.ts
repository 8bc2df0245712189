import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { assignors } from '../../group/assignors/index.ts';
import type { TopicPartition } from '../../log/record.ts';
import { BROKER_IDS_PATH, consumerIdPath, consumerIdsPath, decodeConsumer, decodeTopic, ownerPath, topicPath, TOPICS_PATH } from '../../metadata/zkData.ts';
import type { ConsumerSubscription } from '../../metadata/zkData.ts';
import type { ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import { allConsumed } from '../group/commits.ts';
import { matching } from '../group/subscription.ts';
import { claim } from './claim.ts';
import { offsetsIn, readOffsets, unwritten, write } from './offsets.ts';
import { noteSeen } from './seen.ts';
import { ask, consumerOf, threadId, toConsumer, who } from './state.ts';
import type { Purpose, ZkMemberContext } from './types.ts';

/** A watch fired, or it has registered: at once, or after the rebalance that is under way. Source: ZKRebalancerListener.rebalanceEventTriggered. */
export function trigger(member: ZkMemberContext): Decided<ZkMemberContext> {
  return member.state === 'settled' ? begin({ ...member, attempt: 0 }) : decided({ ...member, triggered: true });
}

/** One try; consumers do this each for itself, without a word to each other. Source: ZKRebalancerListener.syncedRebalance. */
export function begin(member: ZkMemberContext): Decided<ZkMemberContext> {
  const { attempt } = member;
  const fact = report({ type: 'RebalanceAttempted', ...who(member), attempt });
  const trying: ZkMemberContext = { ...member, state: 'rebalancing', triggered: attempt === 0 ? false : member.triggered };
  return andThen(decided<ZkMemberContext, Effect>(trying, fact), (now) => ask(now, { type: 'brokers' }, [[{ op: 'getChildren', path: BROKER_IDS_PATH, watch: false }]]));
}

/** Without any broker it waits for one. With brokers it first gives up what it has, and commits it. Source: ZKRebalancerListener.rebalance, closeFetchers. */
export function brokersRead(member: ZkMemberContext, [result]: readonly ZkResult[], env: Env): Decided<ZkMemberContext> {
  const brokers = result?.ok === true ? result.results[0]?.children ?? [] : [];
  if (brokers.length === 0) {
    const watch: ZkTransaction = [{ op: 'getChildren', path: BROKER_IDS_PATH, watch: true }];
    return andThen(ask(member, { type: 'follow', path: BROKER_IDS_PATH, rebalances: false }, [watch]), settle);
  }
  if (member.owned.length === 0) return readGroup(member);
  const consumer = consumerOf(member, env);
  const due = member.config.autoCommit && consumer !== undefined ? unwritten(member, allConsumed(consumer)) : [];
  const stopped = decided<ZkMemberContext, Effect>(member, toConsumer(member, { type: 'PartitionsReleased', isLost: false }));
  return andThen(stopped, (now) => (due.length > 0 ? write(now, due, 'auto', { type: 'release' }) : release(now)));
}

/** Source: releasePartitionOwnership. */
export function release(member: ZkMemberContext): Decided<ZkMemberContext> {
  return ask({ ...member, owned: [] }, { type: 'release' }, deleteOwners(member, member.owned));
}

function deleteOwners({ config }: ZkMemberContext, partitions: readonly TopicPartition[]): readonly ZkTransaction[] {
  return partitions.map((partition) => [{ op: 'delete', path: ownerPath(config.groupId, partition), version: -1 }]);
}

export function readGroup(member: ZkMemberContext): Decided<ZkMemberContext> {
  return ask(member, { type: 'group' }, [
    [{ op: 'getChildren', path: consumerIdsPath(member.config.groupId), watch: true }],
    [{ op: 'getChildren', path: TOPICS_PATH, watch: member.matched !== null }],
  ]);
}

/** Who is in the group, and which topics there are: what each wants, and how many partitions its own topics have, is read next. */
export function groupRead(member: ZkMemberContext, results: readonly ZkResult[], env: Env): Decided<ZkMemberContext> {
  const [consumerIds = [], allTopics = []] = results.map((result) => (result.ok ? result.results[0]?.children : undefined));
  const { config: { groupId } } = member;
  const wanted = consumerOf(member, env)?.group.input.subscription;
  const topics = wanted?.type === 'pattern' ? matching(wanted.pattern, allTopics) : wanted?.type === 'topics' ? [...new Set(wanted.topics)].toSorted() : [];
  const read = (path: string): ZkTransaction => [{ op: 'getData', path, watch: false }];
  const purpose: Purpose = { type: 'registrations', consumerIds, allTopics, topics };
  return ask(noteSeen(member, results), purpose, [...consumerIds.map((id) => read(consumerIdPath(groupId, id))), ...topics.map((topic) => read(topicPath(topic)))]);
}

/** Everybody comes to the same result, if everybody reads the same. A consumer that went meanwhile makes this try fail. Source: PartitionAssignor, RangeAssignor. */
export function registrationsRead(member: ZkMemberContext, { consumerIds, allTopics, topics }: Extract<Purpose, { readonly type: 'registrations' }>, results: readonly ZkResult[]): Decided<ZkMemberContext> {
  const found = results.map((result) => (result.ok ? result.results[0]?.data : undefined));
  const registrations = consumerIds.map((_, index) => found[index]);
  if (!consumerIds.includes(member.consumerId) || registrations.includes(undefined)) return fail(member);
  const counts = Object.fromEntries(topics.flatMap((topic, index) => {
    const data = found[consumerIds.length + index];
    return data === undefined ? [] : [[topic, decodeTopic(data).replicas.length] as const];
  }));
  const members = consumerIds.map((id, index) => ({ memberId: threadId(id), topics: topicsOf(decodeConsumer(registrations[index] ?? ''), allTopics), ownedPartitions: [] }));
  const inOrder = members.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const partitions = assignors.range.assign(counts, inOrder)[threadId(member.consumerId)] ?? [];
  return partitions.length === 0 ? succeed(member, []) : readOffsets(member, { type: 'offsets', partitions });
}

function topicsOf(subscription: ConsumerSubscription, allTopics: readonly string[]): readonly string[] {
  return 'whiteList' in subscription ? matching(subscription.whiteList, allTopics) : subscription.topics;
}

/** Before it owns them: the offsets may be those from before the last owner's last commit. */
export function offsetsRead(member: ZkMemberContext, { partitions }: Extract<Purpose, { readonly type: 'offsets' }>, results: readonly ZkResult[]): Decided<ZkMemberContext> {
  return claim(member, offsetsIn(partitions, results));
}

/** Every partition was free, or one was not: then all are given back, and it tries again. Source: reflectPartitionOwnershipDecision. */
export function claimed(member: ZkMemberContext, { offsets, withParents }: Extract<Purpose, { readonly type: 'claim' }>, results: readonly ZkResult[]): Decided<ZkMemberContext> {
  if (!withParents && results.some((result) => !result.ok && result.error === 'NONODE')) return claim(member, offsets, true);
  const stored = results.slice(-2 * offsets.length).map((result) => (result.ok ? result.results[0]?.data : undefined));
  const isMine = (index: number) => stored[2 * index + 1] === threadId(member.consumerId);
  if (offsets.every((_, index) => isMine(index))) return succeed(member, offsets);
  const refused = offsets.flatMap(({ partition }, index) => (isMine(index) ? [] : [report({ type: 'OwnershipRefused', ...who(member), partition, owner: stored[2 * index + 1] ?? null })]));
  const mine = offsets.filter((_, index) => isMine(index)).map(({ partition }) => partition);
  const told = decided<ZkMemberContext, Effect>(member, ...refused);
  return andThen(told, (now) => (mine.length === 0 ? fail(now) : ask(now, { type: 'undo' }, deleteOwners(now, mine))));
}

function succeed(member: ZkMemberContext, offsets: readonly { readonly partition: TopicPartition; readonly offset: number; readonly leaderEpoch: number; readonly metadata: string }[]): Decided<ZkMemberContext> {
  const checkpointed = Object.fromEntries(offsets.map(({ partition, offset }) => [partition, offset]));
  const owning = { ...member, owned: offsets.map(({ partition }) => partition), checkpointed };
  return andThen(decided<ZkMemberContext, Effect>(owning, toConsumer(owning, { type: 'PartitionsOwned', offsets })), settle);
}

/** The rebalance is over; if a watch fired meanwhile, the next one begins. */
export function settle(member: ZkMemberContext): Decided<ZkMemberContext> {
  const settled: ZkMemberContext = { ...member, state: 'settled' };
  return settled.triggered ? trigger(settled) : decided(settled);
}

/** The next try follows after rebalance.backoff.ms, unless this was the last. */
export function fail(member: ZkMemberContext): Decided<ZkMemberContext> {
  const { attempt, config: { maxRetries, backoffMs } } = member;
  const fact = report({ type: 'RebalanceAttemptFailed', ...who(member), attempt, isLast: attempt + 1 >= maxRetries, backoffMs });
  return decided<ZkMemberContext, Effect>(
    { ...member, state: 'backingOff' }, fact,
    { type: 'schedule', name: 'rebalance-backoff', afterMs: backoffMs, event: { type: 'RebalanceBackoffOver' } },
  );
}

/** After the last try it owns nothing, until something changes. Source: ConsumerRebalanceFailedException, which the watcher's thread only logs. */
export function backoffOver(member: ZkMemberContext): Decided<ZkMemberContext> {
  if (member.state !== 'backingOff') return unchanged(member);
  const attempt = member.attempt + 1;
  return attempt < member.config.maxRetries ? begin({ ...member, attempt }) : settle(member);
}
