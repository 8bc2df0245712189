import { andThen, decided } from '../../../world/machine.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { BROKER_IDS_PATH, consumerIdsPath, topicPath, TOPICS_PATH } from '../../metadata/zkData.ts';
import type { WatchedEventType, ZkResult, ZkTransaction } from '../../zookeeper/messages.ts';
import { matching } from '../group/subscription.ts';
import { begin, trigger } from './rebalance.ts';
import { seenIn } from './seen.ts';
import { ask, subscriptionOf, toConsumer } from './state.ts';
import type { Purpose, ZkMemberContext } from './types.ts';

/** What it watches: who is in the group, its topics, and with a pattern which topics there are. Source: reinitializeConsumer, ZookeeperTopicEventWatcher. */
function watched(member: ZkMemberContext, env: Env): readonly string[] {
  const { config, matched } = member;
  const subscription = subscriptionOf(member, env);
  const topics = subscription.type === 'topics' ? subscription.topics : (matched ?? []);
  return [consumerIdsPath(config.groupId), ...(subscription.type === 'pattern' ? [TOPICS_PATH] : []), ...topics.map(topicPath), ...(member.seen[BROKER_IDS_PATH] === undefined ? [] : [BROKER_IDS_PATH])];
}

function hasChildren(path: string, { config }: ZkMemberContext): boolean {
  return path === consumerIdsPath(config.groupId) || path === TOPICS_PATH || path === BROKER_IDS_PATH;
}

function watch(member: ZkMemberContext, path: string): ZkTransaction {
  return [{ op: hasChildren(path, member) ? 'getChildren' : 'exists', path, watch: true }];
}

/** Sets the watches: before the first rebalance, or over a new connection. */
export function subscribe(member: ZkMemberContext, anew: boolean, env: Env): Decided<ZkMemberContext> {
  const paths = watched(member, env);
  return ask(member, { type: 'subscribe', paths, anew }, paths.map((path) => watch(member, path)));
}

/** The watches are set. Over a new connection, what changed in between counts as if they had fired. Source: SetWatches. */
export function subscribed(member: ZkMemberContext, { paths, anew }: Extract<Purpose, { readonly type: 'subscribe' }>, results: readonly ZkResult[], env: Env): Decided<ZkMemberContext> {
  const seen = { ...member.seen, ...Object.fromEntries(paths.map((path, index) => [path, seenIn(results[index])])) };
  const next = matchTopics({ ...member, seen }, paths, results, env);
  if (anew) return andThen(next, (now) => (paths.some((path) => member.seen[path] !== undefined && member.seen[path] !== seen[path]) ? trigger(now) : decided(now)));
  return andThen(next, (now) => begin({ ...now, attempt: 0 }));
}

/** Of a pattern: the topics it matches now are those it reads, and watches. Source: WildcardStreamsHandler.handleTopicEvent. */
function matchTopics(member: ZkMemberContext, paths: readonly string[], results: readonly ZkResult[], env: Env): Decided<ZkMemberContext> {
  const subscription = subscriptionOf(member, env);
  const read = results[paths.indexOf(TOPICS_PATH)];
  if (subscription.type !== 'pattern' || read?.ok !== true) return decided(member);
  const matched = matching(subscription.pattern, read.results[0]?.children ?? []);
  const added = matched.filter((topic) => member.matched?.includes(topic) !== true);
  if (added.length === 0 && matched.length === member.matched?.length) return decided(member);
  const next: ZkMemberContext = { ...member, matched };
  const watches = added.map(topicPath);
  const told = decided<ZkMemberContext, Effect>(next, toConsumer(next, { type: 'GroupTopics', topics: matched }));
  return watches.length === 0 ? told : andThen(told, (now) => ask(now, { type: 'subscribe', paths: watches, anew: true }, watches.map((path) => watch(now, path))));
}

/** It tells that something changed, not what. Only a topic that is gone is no reason to rebalance. Source: ZKTopicPartitionChangeListener, handleChildChange. */
export function watchFired(member: ZkMemberContext, event: WatchedEventType, path: string): Decided<ZkMemberContext> {
  if (member.seen[path] === undefined && path !== BROKER_IDS_PATH) return decided(member);
  return ask(member, { type: 'follow', path, rebalances: event !== 'NodeDeleted' }, [watch(member, path)]);
}

/** The watch is set again. Of a pattern's topics only another list of them counts. */
export function followed(member: ZkMemberContext, { path, rebalances }: Extract<Purpose, { readonly type: 'follow' }>, results: readonly ZkResult[], env: Env): Decided<ZkMemberContext> {
  const noted = { ...member, seen: { ...member.seen, [path]: seenIn(results[0]) } };
  if (path !== TOPICS_PATH) return rebalances ? trigger(noted) : decided(noted);
  const next = matchTopics(noted, [path], results, env);
  return next.context.matched === member.matched ? next : andThen(next, trigger);
}

