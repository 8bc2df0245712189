import { andThen, decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { without } from '../../client/requests.ts';
import { allConsumed, commitAsync, commitOf, commitSync } from './commits.ts';
import { toMember, withGroup } from './state.ts';
import type { Grouped } from './state.ts';
import type { Then } from './types.ts';
import { feedWorkers, processedFact } from './workers.ts';

/** The application calls poll(): first the member does what it has to, then PollServed comes back. Source: ConsumerCoordinator.poll. */
export function enterPoll(context: Grouped): Decided<Grouped> {
  return decided(withGroup(context, { phase: 'polling', entering: true }), toMember(context, { type: 'Poll' }));
}

/** poll() has returned records: they are handed to the pool, or processed here, perhaps after a commit. */
export function leavePoll(context: Grouped, env: Env): Decided<Grouped> {
  const { commit, workers } = context.group.input.application;
  if (workers > 0) return andThen(feedWorkers(context, env), (now) => endBatch(now, env));
  const returned = decided(context, toMember(context, { type: 'PollReturned' }));
  return andThen(returned, (now) => (commit === 'before-processing' ? waitFor(now, 'process', env) : process(now)));
}

export function process(context: Grouped): Decided<Grouped> {
  return decided(withGroup(context, { phase: 'processing' }), nextRecord(context));
}

function nextRecord({ group }: Grouped): Effect {
  return { type: 'schedule', name: 'process', afterMs: group.input.application.processingMs, event: { type: 'Processed' } };
}

/** One record is done. */
export function processed(context: Grouped, env: Env): Decided<Grouped> {
  const [done, ...work] = context.group.work;
  if (done === undefined || context.group.phase !== 'processing') return unchanged(context);
  return andThen(decided(withGroup(context, { work }), processedFact(context, done, null)), (now) => {
    if (now.group.input.application.commit !== 'sync-after-each') return afterRecord(now, env);
    // Of a partition that it may not have any more: the coordinator has the last word.
    const offsets = [commitOf(now, done.partition, done.record.offset + 1)];
    return commitSync(withGroup(now, { phase: 'committing' }), offsets, { by: 'sync', forMs: now.group.input.config.apiTimeoutMs, after: 'next-record' }, env, unchanged);
  });
}

export function afterRecord(context: Grouped, env: Env): Decided<Grouped> {
  return context.group.work.length > 0 ? process(context) : endBatch(context, env);
}

/** All that poll() returned is processed, or handed over. */
function endBatch(context: Grouped, env: Env): Decided<Grouped> {
  const { commit, workers } = context.group.input.application;
  if (commit === 'sync' || (workers > 0 && (commit === 'sync-after-each' || commit === 'before-processing'))) return waitFor(context, 'poll', env);
  if (commit === 'async' || commit === 'async-then-sync') return andThen(commitAsync(context, allConsumed(context), 'async'), enterPoll);
  return enterPoll(context);
}

function waitFor(context: Grouped, after: Then, env: Env): Decided<Grouped> {
  const next = withGroup(context, { phase: 'committing' });
  return commitSync(next, allConsumed(context), { by: 'sync', forMs: context.group.input.config.apiTimeoutMs, after }, env, after === 'process' ? process : enterPoll);
}

/** What it meant to commit first is not committed: the application puts the records back and polls again. */
export function putBack(context: Grouped): Decided<Grouped> {
  const { work } = context.group;
  let { positions } = context;
  let { buffered } = context.group;
  for (const { partition, record } of work.toReversed()) {
    if (positions[partition] === undefined) continue;
    positions = { ...positions, [partition]: record.offset };
    buffered = without(buffered, partition);
  }
  return enterPoll(withGroup({ ...context, positions }, { work: [], buffered }));
}
