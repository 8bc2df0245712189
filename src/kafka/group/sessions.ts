import type { Effect } from '../actor.ts';
import type { GroupMember, GroupTimerEvent } from './types.ts';

/** How long a new member may wait in its first JoinGroup, for it sends no heartbeats yet. Source: GroupCoordinator.NewMemberJoinTimeoutMs. */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 5 * 60 * 1000;

export const JOIN_TIMER = 'join';
export const SYNC_TIMER = 'sync';

export function timer(name: string, afterMs: number, event: GroupTimerEvent): Effect {
  return { type: 'schedule', name, afterMs, event };
}

export function cancel(name: string): Effect {
  return { type: 'cancel', name };
}

/** The member was heard of: its session begins anew. */
export function renewSession({ memberId, sessionTimeoutMs }: GroupMember): Effect {
  return awaitHeartbeat(memberId, sessionTimeoutMs);
}

export function awaitNewMember(memberId: string): Effect {
  return awaitHeartbeat(memberId, NEW_MEMBER_JOIN_TIMEOUT_MS);
}

export function awaitHeartbeat(memberId: string, timeoutMs: number): Effect {
  return timer(heartbeatTimer(memberId), timeoutMs, { type: 'HeartbeatExpired', memberId });
}

export function endSession(memberId: string): Effect {
  return cancel(heartbeatTimer(memberId));
}

function heartbeatTimer(memberId: string): string {
  return `heartbeat ${memberId}`;
}
