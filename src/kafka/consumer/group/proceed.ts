import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import { forEach } from '../../client/requests.ts';
import { canReturn, collect } from './collect.ts';
import { beginClosing } from './close.ts';
import { autoCommit } from './commits.ts';
import { askCommitted } from './initialize.ts';
import { leavePoll } from './loop.ts';
import type { TopicPartition } from '../../log/record.ts';
import { stop } from '../lifecycle.ts';
import { who } from './state.ts';
import type { Grouped } from './state.ts';

/** What poll() does before it fetches: it fails, closes, commits, and finds out where to begin. Source: KafkaConsumer.updateAssignmentMetadataIfNeeded. */
export function beforeFetching(context: Grouped, env: Env): Decided<Grouped> {
  if (context.group.phase !== 'polling' || context.group.entering) return unchanged(context);
  const rules = [giveUp, beginClosing, autoCommit, askCommitted];
  return forEach<Grouped, (typeof rules)[number]>(context, rules, (now, rule) => rule(now, env));
}

/** A fatal error of the group comes out of poll(), and ends the application. */
function giveUp(context: Grouped): Decided<Grouped> {
  const { failed } = context.group;
  if (failed === null) return unchanged(context);
  return andThen(decided(context, report({ type: 'ConsumerFailed', ...who(context), error: failed })), (now) => stop(now) as Decided<Grouped>);
}

/** poll() returns as soon as it has records; the next Fetch is on its way before. */
export function returnRecords(context: Grouped, env: Env, fetchOn: (context: Grouped) => Decided<Grouped>): Decided<Grouped> {
  const { preparing, stopping } = context.group;
  if (!isFetching(context) || preparing || stopping || !canReturn(context)) return unchanged(context);
  return andThen(andThen(collect(context), fetchOn), (now) => leavePoll(now, env));
}

/** The thread is inside poll(), and waits there for nothing but records. */
export function isFetching({ group }: Grouped): boolean {
  return group.phase === 'polling' && !group.entering && group.blocked === null;
}

/** Nothing is asked of this partition: where to begin is not known yet, it is paused, or what was fetched waits to be polled. */
export function isHeld({ group, positions }: Grouped, partition: TopicPartition): boolean {
  return group.initializing.includes(partition) || group.buffered[partition] !== undefined || (group.paused.includes(partition) && positions[partition] !== null);
}
