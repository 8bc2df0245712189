import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import { allConsumed, commitSync } from './commits.ts';
import { lose } from './rebalance.ts';
import { commitsWhenRevoked, dropPartitions, isInGeneration, isMember, memberOf, toMember, who, withGroup } from './state.ts';
import type { Grouped } from './state.ts';

/** KafkaConsumer.DEFAULT_CLOSE_TIMEOUT_MS. */
const CLOSE_TIMEOUT_MS = 30_000;

/** Asked to stop, and between two polls with nothing in hands: the consumer is closed. */
export function beginClosing(context: Grouped, env: Env): Decided<Grouped> {
  const { stopping, phase, blocked, work, busy, input: { application } } = context.group;
  if (!stopping || phase !== 'polling' || blocked !== null || work.length > 0 || Object.keys(busy).length > 0) return unchanged(context);
  const closing = decided(withGroup(context, { phase: 'closing' }), { type: 'schedule', name: 'close', afterMs: CLOSE_TIMEOUT_MS, event: { type: 'CloseOverdue' }, routine: true } as const);
  return andThen(closing, (now) => (application.commit === 'async-then-sync'
    ? commitSync(now, allConsumed(now), { by: 'sync', forMs: CLOSE_TIMEOUT_MS, after: 'close' }, env, (then) => close(then, env)) : close(now, env)));
}

/** Source: ConsumerCoordinator.close: what was consumed is committed, where that happens by itself. */
export function close(context: Grouped, env: Env): Decided<Grouped> {
  const goOn = (now: Grouped) => leave(now, env);
  return context.group.input.config.autoCommit
    ? commitSync(context, allConsumed(context), { by: 'auto', forMs: CLOSE_TIMEOUT_MS, after: 'leave' }, env, goOn) : goOn(context);
}

/** The listener hears that its partitions go. Source: ConsumerCoordinator.onLeavePrepare. */
export function leave(context: Grouped, env: Env): Decided<Grouped> {
  const owned = Object.keys(context.positions);
  if (!isMember(context) || owned.length === 0) return go(context);
  const { throughZooKeeper } = context.group.input.config;
  if (!throughZooKeeper && (!isInGeneration(context, env) || memberOf(context, env)?.state !== 'stable')) return andThen(lose(context, owned), go);
  const fact = report({ type: 'PartitionsRevoked', ...who(context), generation: context.group.generation, partitions: owned });
  return andThen(decided(context, fact), (now) => (
    commitSync(now, commitsWhenRevoked(now) ? allConsumed(now) : [], { by: 'sync', forMs: CLOSE_TIMEOUT_MS, after: 'go' }, env, go)));
}

/** The member leaves; the consumer goes when that is answered. A consumer that only unsubscribed polls on. */
export function go(context: Grouped): Decided<Grouped> {
  const reason = context.group.stopping ? 'the consumer is being closed' : 'the consumer unsubscribed from all topics';
  return decided(dropPartitions(context, Object.keys(context.positions)), toMember(context, { type: 'LeaveAsked', reason }));
}
