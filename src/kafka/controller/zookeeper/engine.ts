import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env, MessageEvent } from '../../actor.ts';
import type { ZkRequestResponse, ZkTransaction } from '../../zookeeper/messages.ts';
import { alterConfigsRules } from './alterConfigs.ts';
import { alterIsrRules } from './alterIsr.ts';
import { brokerRules } from './brokers.ts';
import { candidacyRules } from './candidacy.ts';
import { isActive } from './cluster.ts';
import { controlledShutdownRules } from './controlledShutdown.ts';
import { createPartitionsRules } from './createPartitions.ts';
import { createTopicsRules } from './createTopics.ts';
import { electLeadersRules } from './electLeaders.ts';
import { failoverRules, startupRule } from './failover.ts';
import { isrChangeRules } from './isrChanges.ts';
import type { Job, JobRule, JobRules, Progress } from './jobs.ts';
import { partitionRules } from './partitions.ts';
import { reassignmentRules } from './reassignment.ts';
import { znodeElectionRules } from './znodeElections.ts';
import { znodeReassignmentRules } from './znodeReassignment.ts';
import { rebalanceRules } from './rebalance.ts';
import { refusalOf } from './refuse.ts';
import { topicRules } from './topics.ts';
import type { ZkControllerContext } from './types.ts';

const rules: JobRules<Job['type']> = {
  ...candidacyRules, ...failoverRules, ...startupRule, ...partitionRules, ...rebalanceRules, ...brokerRules, ...topicRules, ...isrChangeRules,
  ...alterIsrRules, ...controlledShutdownRules, ...createTopicsRules, ...createPartitionsRules, ...alterConfigsRules, ...electLeadersRules, ...reassignmentRules, ...znodeReassignmentRules,
  ...znodeElectionRules,
};

// The job's type picks the rule made for it; TypeScript cannot follow that through a union.
function ruleFor(job: Job): JobRule<Job['type']> {
  return rules[job.type] as unknown as JobRule<Job['type']>;
}

/** Only the controller in office does these. */
function needsOffice({ type }: Job): boolean {
  return !(type in candidacyRules);
}

/** An event of the controller: dealt with when those before it are. Source: ControllerEventManager. */
export function accept(controller: ZkControllerContext, jobs: readonly Job[], env: Env): Decided<ZkControllerContext> {
  return advance({ ...controller, queue: [...controller.queue, ...jobs] }, [], env);
}

/** Goes on until it must wait for ZooKeeper or has nothing to do. */
function advance(begun: ZkControllerContext, done: readonly Effect[], env: Env): Decided<ZkControllerContext> {
  let controller = begun;
  const effects = [...done];
  while (controller.asked === null) {
    const [job, ...jobs] = controller.jobs;
    if (job === undefined) {
      const [event, ...queue] = controller.queue;
      if (event === undefined) break;
      controller = { ...controller, jobs: [event], queue };
    } else if (needsOffice(job) && !isActive(controller)) {
      effects.push(...refusalOf(job));
      controller = { ...controller, jobs };
    } else {
      const progress = ruleFor(job).begin(controller, job, env);
      effects.push(...(progress.effects ?? []));
      controller = progress.ask === undefined ? settle(progress, jobs) : asking(progress, progress.ask, effects);
    }
  }
  return decided(controller, ...effects);
}

/** The job is done: what it leaves to do comes before the rest of the event. */
function settle({ controller, next = [], moved = false }: Progress, rest: readonly Job[]): ZkControllerContext {
  // What a controller was about to do is no longer its business when another one is in office.
  return { ...controller, jobs: moved ? [{ type: 'readController', mayStand: false }] : [...next, ...rest] };
}

function asking({ controller }: Progress, transactions: readonly ZkTransaction[], effects: Effect[]): ZkControllerContext {
  const correlationId = controller.nextCorrelationId;
  if (transactions.length === 0) throw new Error(`the controller's ${controller.jobs[0]?.type ?? 'job'} asks for nothing`);
  const waiting = { ...controller, asked: { correlationId, transactions }, nextCorrelationId: correlationId + 1 };
  if (controller.connected) effects.push(...requests(waiting));
  return waiting;
}

/** What waits for an answer, as it is sent, also again over a new connection. */
export function requests({ asked, sessionId, zookeeper }: ZkControllerContext): readonly Effect[] {
  if (asked === null) return [];
  return [{ type: 'send', to: zookeeper, message: { api: 'ZkRequest', kind: 'request', correlationId: asked.correlationId, sessionId, transactions: asked.transactions } }];
}

export function answered(controller: ZkControllerContext, { message }: MessageEvent<ZkRequestResponse>, env: Env): Decided<ZkControllerContext> {
  const [job, ...rest] = controller.jobs;
  const isExpired = message.results.some((result) => !result.ok && result.error === 'SESSIONEXPIRED');
  if (job === undefined || controller.asked?.correlationId !== message.correlationId || isExpired) return unchanged(controller);
  const { resume } = ruleFor(job);
  if (resume === undefined) throw new Error(`the controller's ${job.type} expects no answer`);
  const progress = resume({ ...controller, asked: null }, job, message.results, env);
  return advance(settle(progress, rest), progress.effects ?? [], env);
}
