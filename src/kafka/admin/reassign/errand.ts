import { decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { alterReassignment } from '../sendRequest.ts';
import type { AdminContext, ReassignPartitionEvent } from '../types.ts';
import * as session from '../session.ts';
import * as byRequest from './byRequest.ts';
import { isValid } from './checks.ts';
import { finished, overdueAfter } from './state.ts';
import * as throughZooKeeper from './throughZooKeeper.ts';
import type { ReassignmentErrand, ReassignmentTimerEvent, RunReassignmentEvent } from './types.ts';

/** `kafka-reassign-partitions.sh` begins; `--cancel` came with the requests of KIP-455. Source: ReassignPartitionsCommand. */
export function runReassignment(admin: AdminContext, { run }: RunReassignmentEvent, { shared: { era } }: Env): Decided<AdminContext> {
  const isOld = era.partitionReassignments === 'through-znode';
  if (isOld && run.does === 'cancel') {
    return decided(admin, report({ type: 'AdminRequestFailed', api: 'AlterPartitionReassignments', error: 'UNSUPPORTED_VERSION', message: 'cancel is not a recognized option' }));
  }
  const id = admin.nextCorrelationId;
  const errand: ReassignmentErrand = { ...run, asked: null, moving: null, before: null, valid: null };
  const begun = { ...admin, nextCorrelationId: id + 1 };
  if (run.does === 'execute' && !isValid(run.moves)) return finished(begun, id, errand, { how: 'invalid' });
  if (!isOld) return byRequest.proceed(begun, id, errand);
  const waiting = throughZooKeeper.proceed(begun, id, errand);
  const opening = session.open(waiting.context);
  return decided<AdminContext, Effect>(opening.context, overdueAfter(id, session.SESSION_TIMEOUT_MS), ...waiting.effects, ...opening.effects);
}

/** One partition: by a request of its own or, before there was one, by the tool. */
export function reassignPartition(admin: AdminContext, event: ReassignPartitionEvent, env: Env): Decided<AdminContext> {
  if (env.shared.era.partitionReassignments === 'by-request') return alterReassignment(admin, event);
  const { partition, replicas } = event;
  return runReassignment(admin, { type: 'RunReassignment', run: { does: replicas === null ? 'cancel' : 'execute', moves: [{ partition, replicas: replicas ?? [] }], additional: false } }, env);
}

/** There is a connection again, or at last. */
export function proceedAll(admin: AdminContext): Decided<AdminContext> {
  return Object.entries(admin.reassignments).reduce<Decided<AdminContext>>((now, [id, errand]) => {
    if (errand.asked !== null) return now;
    const asked = throughZooKeeper.proceed(now.context, Number(id), errand);
    return decided(asked.context, ...now.effects, ...asked.effects);
  }, unchanged(admin));
}

/** Through ZooKeeper only the session is waited for so long; whoever has one goes on trying. */
export function reassignmentOverdue(admin: AdminContext, { id }: ReassignmentTimerEvent): Decided<AdminContext> {
  const errand = admin.reassignments[id];
  if (errand === undefined || (admin.session?.sessionId ?? 0) !== 0) return unchanged(admin);
  return session.closeIdle(finished(admin, id, errand, { how: 'timed-out', api: errand.asked?.api ?? 'ZkConnect' }));
}
