import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import { partitionsOf } from '../../metadata/image.ts';
import { NO_LEADER, hasPreferredLeader } from '../../metadata/registration.ts';
import type { PartitionRegistration } from '../../metadata/registration.ts';
import { setting, timer } from './settings.ts';
import type { ControllerContext, ControllerEvent } from './types.ts';

type Work = keyof ControllerContext['scheduled'];

/**
 * Work the controller does from time to time, but only while there is something to do: the time begins with the
 * first partition that needs it.
 *
 * Source: QuorumController.maybeScheduleNextBalancePartitionLeaders, maybeScheduleNextElectUncleanLeaders.
 */
export function schedulePeriodicWork(controller: ControllerContext, env: Env): Decided<ControllerContext> {
  const balancing = scheduleIf(controller, 'balanceLeaders', isImbalanced, balanceIntervalMs(controller, env));
  const electing = scheduleIf(balancing.context, 'electUncleanLeaders', isLeaderless, setting(controller, env, 'unclean.leader.election.interval.ms'));
  return decided(electing.context, ...balancing.effects, ...electing.effects);
}

/** The work's timer fired: what is left to do afterwards waits for the next round. */
export function unscheduled(controller: ControllerContext, work: Work): ControllerContext {
  return { ...controller, scheduled: { ...controller.scheduled, [work]: false } };
}

const timers: Readonly<Record<Work, { readonly name: string; readonly event: ControllerEvent }>> = {
  balanceLeaders: { name: 'balance-leaders', event: { type: 'BalanceLeaders' } },
  electUncleanLeaders: { name: 'elect-unclean-leaders', event: { type: 'ElectUncleanLeaders' } },
};

function scheduleIf(
  controller: ControllerContext, work: Work, needsIt: (partition: PartitionRegistration) => boolean, intervalMs: number | null,
): Decided<ControllerContext> {
  if (intervalMs === null || controller.scheduled[work]) return unchanged(controller);
  if (!partitionsOf(controller.image).some(({ registration }) => needsIt(registration))) return unchanged(controller);
  const { name, event } = timers[work];
  return decided({ ...controller, scheduled: { ...controller.scheduled, [work]: true } }, timer(name, intervalMs, event, true));
}

/** Null when auto.leader.rebalance.enable is off. */
function balanceIntervalMs(controller: ControllerContext, env: Env): number | null {
  if (!setting(controller, env, 'auto.leader.rebalance.enable')) return null;
  return setting(controller, env, 'leader.imbalance.check.interval.seconds') * 1000;
}

function isImbalanced(partition: PartitionRegistration): boolean {
  return !hasPreferredLeader(partition);
}

function isLeaderless(partition: PartitionRegistration): boolean {
  return partition.leader === NO_LEADER;
}
