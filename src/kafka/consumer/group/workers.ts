import { andThen, decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { without } from '../../client/requests.ts';
import { who, withGroup } from './state.ts';
import type { Grouped } from './state.ts';
import type { Work } from './types.ts';

/** Every thread of the pool that has nothing to do takes the next record. */
export function feedWorkers(context: Grouped, env: Env): Decided<Grouped> {
  const { work, busy, input: { application } } = context.group;
  const idle = Array.from({ length: application.workers }, (_, index) => index + 1).filter((worker) => busy[worker] === undefined).slice(0, work.length);
  if (idle.length === 0) return unchanged(context);
  const taken = Object.fromEntries(idle.map((worker, index) => [worker, work[index]] as const)) as Record<number, Work>;
  const effects = idle.map((worker): Effect => ({
    type: 'schedule', name: `worker-${worker}`, afterMs: pace(application.processingMs, env), event: { type: 'WorkerDone', worker } as { type: string },
  }));
  return decided(withGroup(context, { work: work.slice(idle.length), busy: { ...busy, ...taken } }), ...effects);
}

/** Threads do not keep step: a record takes half as long to half as long again. */
function pace(processingMs: number, env: Env): number {
  return Math.ceil(processingMs / 2) + env.draw(processingMs + 1);
}

export function workerDone(context: Grouped, worker: number, env: Env): Decided<Grouped> {
  const done = context.group.busy[worker];
  if (done === undefined) return unchanged(context);
  return andThen(decided(withGroup(context, { busy: without(context.group.busy, worker) }), processedFact(context, done, worker)), (now) => feedWorkers(now, env));
}

/** `worker`: the pool's thread that did it; null for the thread that polls. */
export function processedFact(context: Grouped, { partition, record }: Work, worker: number | null): Effect {
  const { offset, id: recordId, value } = record;
  return report({ type: 'RecordProcessed', ...who(context), partition, offset, recordId, value, worker });
}
