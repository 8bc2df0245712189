import { decided } from '../../../world/machine.ts';
import { report } from '../../actor.ts';
import type { Decided, Effect } from '../../actor.ts';
import { whoAsked } from '../asked.ts';
import type { AdminContext } from '../types.ts';
import type { ReassignmentErrand, ReassignmentOutcome, ReassignmentTimerEvent } from './types.ts';

export function withErrand(admin: AdminContext, id: number, errand: ReassignmentErrand): AdminContext {
  return { ...admin, reassignments: { ...admin.reassignments, [id]: errand } };
}

/** The run that waits for this answer, with its number. */
export function errandOf({ reassignments }: AdminContext, correlationId: number): readonly [id: number, errand: ReassignmentErrand | undefined] {
  return whoAsked(reassignments, correlationId);
}

export function isOfReassignment(admin: AdminContext, correlationId: number): boolean {
  return errandOf(admin, correlationId)[1] !== undefined;
}

export function overdueAfter(id: number, afterMs: number): Effect {
  const event: ReassignmentTimerEvent = { type: 'ReassignmentOverdue', id };
  return { type: 'schedule', name: deadlineName(id), afterMs, event };
}

export const deadlineName = (id: number): string => `reassignment-${id}-deadline`;
export const retryName = (id: number): string => `reassignment-${id}-retry`;

/** The tool prints what became of it, and ends. */
export function finished(admin: AdminContext, id: number, errand: ReassignmentErrand, outcome: ReassignmentOutcome): Decided<AdminContext> {
  const { [id]: _done, ...reassignments } = admin.reassignments;
  const { [errand.asked?.correlationId ?? -1]: _unanswered, ...pending } = admin.pending;
  const { does, moves, additional, before } = errand;
  return decided<AdminContext, Effect>(
    { ...admin, reassignments, pending }, { type: 'cancel', name: deadlineName(id) }, { type: 'cancel', name: retryName(id) },
    report({ type: 'ReassignmentToolFinished', does, moves, additional, before, outcome }),
  );
}
