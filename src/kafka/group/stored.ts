import { decided } from '../../world/machine.ts';
import type { Rule } from './decide.ts';
import { staticMemberStored } from './staticMembers.ts';
import { settled } from './storing.ts';
import { assignmentRefused, handOut } from './sync.ts';
import type { GroupState, GroupStoredEvent } from './types.ts';

/** The log has what it was asked to keep, or does not; an assignment of another generation, or for a group that went on, counts no more. */
export function storedIn(state: GroupState): Rule<GroupStoredEvent> {
  return (group, { token, error }, env) => {
    const { context, what } = settled(group, token);
    if (what?.what === 'static-member') return staticMemberStored(state, context, what, error, env);
    if (what?.what !== 'assignment' || state !== 'CompletingRebalance' || what.generation !== group.generation) return decided(context);
    return error === 'NONE' ? handOut(context, what, env) : assignmentRefused(context, what, error, env);
  };
}
