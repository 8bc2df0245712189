import { decided } from '../../../world/machine.ts';
import type { Decided, Env } from '../../actor.ts';
import { commit } from './commit.ts';
import type { ChangeCause } from './factsOfChange.ts';
import type { MetadataRecord } from '../../metadata/metadataRecords.ts';
import * as elections from './electLeaders.ts';
import { schedulePeriodicWork, unscheduled } from './periodicWork.ts';
import { controllerEnv } from './settings.ts';
import type { BalanceLeadersEvent, ControllerContext, ElectUncleanLeadersEvent } from './types.ts';

/** Gives partitions back to their preferred leader. Source: ReplicationControlManager.maybeBalancePartitionLeaders. */
export function balanceLeaders(controller: ControllerContext, _event: BalanceLeadersEvent, env: Env): Decided<ControllerContext> {
  const records = elections.balanceLeaders(controller.image, controllerEnv(controller, env));
  return written(unscheduled(controller, 'balanceLeaders'), records, env, 'preferred-election');
}

/** Gives leaderless partitions a leader where that is allowed. Source: ReplicationControlManager.maybeElectUncleanLeaders. */
export function electUncleanLeaders(controller: ControllerContext, _event: ElectUncleanLeadersEvent, env: Env): Decided<ControllerContext> {
  const records = elections.electUncleanLeaders(controller.image, controllerEnv(controller, env));
  return written(unscheduled(controller, 'electUncleanLeaders'), records, env, 'unclean-election');
}

/** Nothing to write is no end of it: what could not be mended is looked at again next time. */
function written(controller: ControllerContext, records: readonly MetadataRecord[], env: Env, cause: ChangeCause): Decided<ControllerContext> {
  const committed = commit(controller, records, env, cause);
  const scheduled = schedulePeriodicWork(committed.context, env);
  return decided(scheduled.context, ...committed.effects, ...scheduled.effects);
}
