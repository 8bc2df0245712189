import { decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect, Env } from '../../actor.ts';
import { freshSession, isUnfenced, sessionTimer, withSession } from './brokerSessions.ts';
import { factsOfChange } from './factsOfChange.ts';
import type { ChangeCause } from './factsOfChange.ts';
import { applyRecords, brokersOf } from '../../metadata/image.ts';
import { answerParkedFetches, logEndOffset } from './metadataFetches.ts';
import type { MetadataRecord } from '../../metadata/metadataRecords.ts';
import { schedulePeriodicWork } from './periodicWork.ts';
import type { ControllerContext, MetadataLogEntry } from './types.ts';

/**
 * Writes records to the metadata log. With one voter they are committed as they are written: the controller's own
 * state has them at once, what they come to is reported, and the brokers that wait for metadata are sent them.
 *
 * Source: QuorumController.ControllerWriteEvent.
 */
export function commit(controller: ControllerContext, records: readonly MetadataRecord[], env: Env, cause: ChangeCause): Decided<ControllerContext> {
  if (records.length === 0) return unchanged(controller);
  const written = append(controller, records, env);
  const facts = factsOfChange(controller, written, cause).map(report);
  const answered = answerParkedFetches(written);
  const scheduled = schedulePeriodicWork(answered.context, env);
  return decided(scheduled.context, ...facts, ...fencingTimers(controller, written, env), ...answered.effects, ...scheduled.effects);
}

function append(controller: ControllerContext, records: readonly MetadataRecord[], env: Env): ControllerContext {
  const { epoch } = controller;
  const base = logEndOffset(controller);
  const entries = records.map((record, index): MetadataLogEntry => ({ offset: base + index, epoch, record }));
  const written: ControllerContext = { ...controller, metadataLog: [...controller.metadataLog, ...entries], image: applyRecords(controller.image, records) };
  return entries.reduce<ControllerContext>((next, entry) => touchSession(next, entry, env.nowMs), written);
}

/**
 * A record about a broker counts as word from it. Which metadata it has applied is unknown until its next heartbeat,
 * so that no other broker leaves on the strength of an old report.
 *
 * Source: BrokerHeartbeatManager.register.
 */
function touchSession(controller: ControllerContext, { offset, record }: MetadataLogEntry, nowMs: number): ControllerContext {
  if (record.type === 'RegisterBrokerRecord') return withSession(controller, record.brokerId, freshSession(nowMs, offset));
  if (record.type !== 'BrokerRegistrationChangeRecord') return controller;
  const session = controller.brokerSessions[record.brokerId];
  if (session === undefined) return controller;
  const { registrationOffset } = session;
  const controlledShutdownOffset = isUnfenced(controller, record.brokerId) ? session.controlledShutdownOffset : -1;
  return withSession(controller, record.brokerId, { lastHeartbeatMs: nowMs, registrationOffset, metadataOffset: -1, controlledShutdownOffset });
}

/** A session begins when a broker is let in and is over when it is fenced. */
function fencingTimers(before: ControllerContext, after: ControllerContext, env: Env): readonly Effect[] {
  return brokersOf(after.image)
    .filter(({ brokerId }) => isUnfenced(before, brokerId) !== isUnfenced(after, brokerId))
    .map(({ brokerId }) => sessionTimer(after, brokerId, env));
}
