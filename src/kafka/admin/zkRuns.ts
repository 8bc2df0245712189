import { decided, unchanged } from '../../world/machine.ts';
import type { Decided, Env, MessageEvent } from '../actor.ts';
import type { ZkConnectResponse, ZkRequestResponse } from '../zookeeper/messages.ts';
import * as elections from './elect/throughZooKeeper.ts';
import * as reassignments from './reassign/errand.ts';
import { answered as reassignmentAnswered } from './reassign/throughZooKeeper.ts';
import { closeIdle, opened } from './session.ts';
import type { AdminContext } from './types.ts';

/** Every run that waits for a connection goes on. */
export function zkConnected(admin: AdminContext, event: MessageEvent<ZkConnectResponse>): Decided<AdminContext> {
  const up = opened(admin, event);
  if (up === null) return unchanged(admin);
  const moving = reassignments.proceedAll(up.context);
  const electing = elections.proceedAll(moving.context);
  return decided(electing.context, ...up.effects, ...moving.effects, ...electing.effects);
}

export function zkAnswered(admin: AdminContext, { message: { correlationId, results } }: MessageEvent<ZkRequestResponse>, env: Env): Decided<AdminContext> {
  if (elections.isOfElection(admin, correlationId)) return closeIdle(elections.electionAnswered(admin, correlationId, results));
  return closeIdle(reassignmentAnswered(admin, correlationId, results, env));
}
