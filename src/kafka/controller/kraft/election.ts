import { decided } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { BootEvent, Decided, Effect, Env, HaltEvent } from '../../actor.ts';
import { freshSession, sessionTimer } from './brokerSessions.ts';
import { applyRecords, brokersOf, emptyImage } from '../../metadata/image.ts';
import { schedulePeriodicWork } from './periodicWork.ts';
import { setting, timer } from './settings.ts';
import type { BrokerSession, ControllerContext, ElectionTimeoutEvent, MetadataLogEntry } from './types.ts';

const ELECTION_TIMER = 'election-timeout';

/** The process keeps `quorum-state` and the metadata log; what it knew of sessions and waiting requests is gone. */
export function keepDisk(controller: ControllerContext, _event: HaltEvent): Decided<ControllerContext> {
  return decided({
    ...controller, votesGranted: [], image: emptyImage, brokerSessions: {}, parkedFetches: {},
    scheduled: { balanceLeaders: false, electUncleanLeaders: false },
  });
}

/** Reads the log, then waits to hear of a leader. A voter that is alone has nobody to wait for. Source: KafkaRaftClient.initialize. */
export function boot(controller: ControllerContext, _event: BootEvent, env: Env): Decided<ControllerContext> {
  const image = applyRecords(emptyImage, controller.metadataLog.map(({ record }) => record));
  const read = { ...controller, image };
  const waitMs = controller.voters.length === 1 ? 0 : randomElectionTimeoutMs(read, env);
  return decided(read, timer(ELECTION_TIMER, waitMs, { type: 'ElectionTimeout' }));
}

/** Votes for itself in a new epoch. Source: QuorumState.transitionToCandidate. */
export function becomeCandidate(controller: ControllerContext, _event: ElectionTimeoutEvent, env: Env): Decided<ControllerContext> {
  const { controllerId, epoch } = controller;
  const candidate = { ...controller, epoch: epoch + 1, votedId: controllerId, votesGranted: [controllerId] };
  if (hasMajority(candidate)) return decided(candidate);
  return decided(candidate, timer(ELECTION_TIMER, randomElectionTimeoutMs(controller, env), { type: 'ElectionTimeout' }));
}

export function hasMajority({ votesGranted, voters }: ControllerContext): boolean {
  return votesGranted.length * 2 > voters.length;
}

/**
 * The leader of the quorum is the active controller. It does not know when brokers were last heard of, so each gets
 * a whole session before it may be fenced.
 *
 * Source: QuorumController.claim, ClusterControlManager.activate.
 */
export function becomeLeader(controller: ControllerContext, _event: ElectionTimeoutEvent, env: Env): Decided<ControllerContext> {
  const { controllerId, epoch } = controller;
  const active = { ...controller, brokerSessions: freshSessions(controller, env.nowMs) };
  const sessions = brokersOf(active.image).filter(({ fenced }) => !fenced).map(({ brokerId }): Effect => sessionTimer(active, brokerId, env));
  const scheduled = schedulePeriodicWork(active, env);
  return decided(scheduled.context, report({ type: 'ControllerElected', controllerId, epoch }), ...sessions, ...scheduled.effects);
}

function freshSessions({ metadataLog, image }: ControllerContext, nowMs: number): Readonly<Record<number, BrokerSession>> {
  return Object.fromEntries(brokersOf(image).map(({ brokerId }) => [brokerId, freshSession(nowMs, registrationOffset(metadataLog, brokerId))]));
}

function registrationOffset(log: readonly MetadataLogEntry[], brokerId: number): number {
  return log.findLast(({ record }) => record.type === 'RegisterBrokerRecord' && record.brokerId === brokerId)?.offset ?? -1;
}

/** Between one and two timeouts, so that voters seldom stand at the same time. Source: QuorumState.randomElectionTimeoutMs. */
function randomElectionTimeoutMs(controller: ControllerContext, env: Env): number {
  const timeoutMs = setting(controller, env, 'controller.quorum.election.timeout.ms');
  return timeoutMs + env.draw(timeoutMs);
}
