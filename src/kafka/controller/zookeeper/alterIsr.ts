import type { Effect } from '../../actor.ts';
import { report } from '../../actor.ts';
import type { AlteredPartition, AlterPartitionEntry, AlterPartitionRequest, AlterPartitionResponse } from '../../messages.ts';
import { isrFacts } from '../../metadata/isrFacts.ts';
import { sameBrokers } from '../../metadata/registration.ts';
import { encodeState, statePath } from '../../metadata/zkData.ts';
import type { ErrorName } from '../../names/errors.ts';
import type { ZkResult } from '../../zookeeper/messages.ts';
import { withLeadership } from './cluster.ts';
import type { JobOf, JobRules, Progress } from './jobs.ts';
import { mayComplete } from './assignment.ts';
import { sendBatch } from './requestBatch.ts';
import type { Leadership, ZkControllerContext } from './types.ts';
import { inOffice, isMoved, resultOf } from './zkOps.ts';

/** What is to become of one entry: an answer at once, or a write. */
type Verdict =
  | { readonly entry: AlterPartitionEntry; readonly answer: AlteredPartition }
  | { readonly entry: AlterPartitionEntry; readonly before: Leadership; readonly after: Leadership };

function refused({ partition }: AlterPartitionEntry, error: ErrorName): AlteredPartition {
  return { partition, error, leader: -1, leaderEpoch: -1, isr: [], leaderRecoveryState: 'RECOVERED', partitionEpoch: -1 };
}

function granted({ partition }: AlterPartitionEntry, { leader, leaderEpoch, isr, zkVersion }: Leadership): AlteredPartition {
  return { partition, error: 'NONE', leader, leaderEpoch, isr, leaderRecoveryState: 'RECOVERED', partitionEpoch: zkVersion };
}

function verdictOn(controller: ZkControllerContext, { brokerId }: AlterPartitionRequest, entry: AlterPartitionEntry): Verdict {
  const before = controller.cluster.partitions[entry.partition]?.leadership ?? null;
  if (before === null) return { entry, answer: refused(entry, 'UNKNOWN_TOPIC_OR_PARTITION') };
  if (entry.leaderEpoch < before.leaderEpoch) return { entry, answer: refused(entry, 'FENCED_LEADER_EPOCH') };
  const isr = entry.newIsr.map((member) => member.brokerId);
  if (before.leader === brokerId && before.leaderEpoch === entry.leaderEpoch && sameBrokers(before.isr, isr)) return { entry, answer: granted(entry, before) };
  return { entry, before, after: { leader: brokerId, leaderEpoch: entry.leaderEpoch, isr, controllerEpoch: controller.epoch, zkVersion: entry.partitionEpoch } };
}

function brokerError({ cluster }: ZkControllerContext, { brokerId, brokerEpoch }: AlterPartitionRequest): ErrorName | null {
  return cluster.liveBrokers[brokerId]?.brokerEpoch === brokerEpoch ? null : 'STALE_BROKER_EPOCH';
}

function answer({ caller }: JobOf<'alterIsr'>, error: ErrorName, partitions: readonly AlteredPartition[]): Effect {
  const message: AlterPartitionResponse = { api: 'AlterPartition', kind: 'response', correlationId: caller.message.correlationId, error, partitions };
  return { type: 'reply', to: caller.replyTo, message };
}

function finish(controller: ZkControllerContext, job: JobOf<'alterIsr'>, results: readonly ZkResult[]): Progress {
  if (results.some(isMoved)) return { controller, effects: [answer(job, 'UNKNOWN_SERVER_ERROR', [])], moved: true };
  let now = controller;
  let write = 0;
  const facts: Effect[] = [];
  const partitions = job.caller.message.partitions.map((entry): AlteredPartition => {
    const verdict = verdictOn(controller, job.caller.message, entry);
    if ('answer' in verdict) return verdict.answer;
    const result = resultOf(results[write]);
    write += 1;
    if (result?.stat === undefined) return refused(entry, 'INVALID_UPDATE_VERSION');
    const after = { ...verdict.after, zkVersion: result.stat.version };
    now = withLeadership(now, entry.partition, after);
    facts.push(...[...isrFacts(entry.partition, verdict.before, after, 'leader', 'left'), ...isrFacts(entry.partition, verdict.before, after, 'leader', 'joined')].map(report));
    return granted(entry, after);
  });
  const told = sendBatch(now, { updateMetadata: { brokers: null, partitions: job.caller.message.partitions.map((entry) => entry.partition) } });
  const altered = partitions.filter(({ error }) => error === 'NONE').map(({ partition }) => partition);
  return { controller: told.controller, effects: [...facts, ...told.effects, answer(job, 'NONE', partitions)], next: mayComplete(told.controller.cluster, altered) };
}

/**
 * A leader asks for another ISR (KIP-497): written if the znode is still the one it knows, under its own leader epoch.
 * Nobody asks whether the members live.
 *
 * Source: KafkaController.processAlterIsr.
 */
export const alterIsrRules: JobRules<'alterIsr'> = {
  alterIsr: {
    begin: (controller, job) => {
      const { message } = job.caller;
      const error = brokerError(controller, message);
      if (error !== null) return { controller, effects: [answer(job, error, [])] };
      const writes = message.partitions.flatMap((entry) => {
        const verdict = verdictOn(controller, message, entry);
        if ('answer' in verdict) return [];
        return [inOffice(controller, { op: 'setData', path: statePath(entry.partition), data: encodeState(verdict.after), version: entry.partitionEpoch })];
      });
      return writes.length === 0 ? finish(controller, job, []) : { controller, ask: writes };
    },
    resume: finish,
  },
};
