import type { Decided, Effect, Env } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { LONG_MAX } from '../names/configRules.ts';
import type { LogTaskEvent } from '../replica/types.ts';
import { everyReplica } from './everyReplica.ts';
import { setting } from './settings.ts';
import type { BrokerContext } from './types.ts';

/** What the log manager's scheduler does again and again, by its name there. Source: LogManager.startup. */
const TASKS = {
  'kafka-log-retention': ['log.retention.check.interval.ms', 'DeleteOldSegments'],
  'kafka-log-flusher': ['log.flush.scheduler.interval.ms', 'FlushIfDue'],
  'kafka-recovery-point-checkpoint': ['log.flush.offset.checkpoint.interval.ms', 'CheckpointRecoveryPoint'],
  'kafka-log-start-offset-checkpoint': ['log.flush.start.offset.checkpoint.interval.ms', 'CheckpointLogStartOffset'],
} as const satisfies Readonly<Record<string, readonly [string, LogTaskEvent['type']]>>;

export type LogTask = keyof typeof TASKS;

export interface LogTaskDueEvent {
  readonly type: 'LogTaskDue';
  readonly task: LogTask;
}

/** Every task waits this long after the start, whatever its interval. Source: LogManager.InitialTaskDelayMs, log.initial.task.delay.ms. */
const INITIAL_DELAY_MS = 30_000;

export function startLogTasks({ shared: { era } }: Env): readonly Effect[] {
  const tasks = (Object.keys(TASKS) as LogTask[]).filter((task) => era.deletesRecords || task !== 'kafka-log-start-offset-checkpoint');
  return tasks.map((task) => due(task, INITIAL_DELAY_MS));
}

/** Each log of this broker is seen to; a task whose interval is forever, as the flusher's by default, was at work once. */
export function logTaskDue(broker: BrokerContext, { task }: LogTaskDueEvent, env: Env): Decided<BrokerContext> {
  const [, event] = TASKS[task];
  const everyMs = intervalMs(broker, task, env);
  return decided(broker, ...everyReplica(broker, event, env), ...(everyMs >= LONG_MAX ? [] : [due(task, everyMs)]));
}

function intervalMs(broker: BrokerContext, task: LogTask, env: Env): number {
  return setting(broker, TASKS[task][0], env);
}

function due(task: LogTask, afterMs: number): Effect {
  const event: LogTaskDueEvent = { type: 'LogTaskDue', task };
  return { type: 'schedule', name: task, afterMs, event, routine: true };
}
