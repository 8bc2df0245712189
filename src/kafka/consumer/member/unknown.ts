import { decided, unchanged } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Env } from '../../actor.ts';
import { errorNameIn } from '../../era/errorName.ts';
import type { ErrorName } from '../../names/errors.ts';
import { NO_ATTEMPTS } from './types.ts';
import type { MemberContext } from './types.ts';

/**
 * The coordinator is looked for anew. Kafka also closes its connection, which it keeps apart from the one for fetching;
 * here they are one, and it stays.
 *
 * Source: AbstractCoordinator.markCoordinatorUnknown.
 */
export function coordinatorUnknown(context: MemberContext, reason: string): Decided<MemberContext> {
  const { coordinator: brokerId, clientId: consumer, config: { groupId: group } } = context;
  if (brokerId === null) return unchanged(context);
  return decided({ ...context, coordinator: null, find: NO_ATTEMPTS }, report({ type: 'CoordinatorLost', consumer, group, brokerId, reason }));
}

/** The coordinator itself said so. Kafka tells the error by its name. Source: AbstractCoordinator.markCoordinatorUnknown(Errors). */
export function coordinatorRefused(context: MemberContext, error: ErrorName, env: Env): Decided<MemberContext> {
  return coordinatorUnknown(context, `error response ${errorNameIn(env.shared.era, error)}`);
}
