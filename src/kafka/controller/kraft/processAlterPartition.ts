import { decided } from '../../../world/machine.ts';
import type { Decided, Env, MessageEvent } from '../../actor.ts';
import type { AlterPartitionRequest, AlterPartitionResponse, AlteredPartition } from '../../messages.ts';
import { alterPartition } from './alterPartition.ts';
import type { AlterPartitionAnswer } from './alterPartition.ts';
import { commit } from './commit.ts';
import { controllerEnv } from './settings.ts';
import type { ControllerContext } from './types.ts';

/** A leader asks for other ISRs. Source: QuorumController.alterPartition. */
export function processAlterPartition(controller: ControllerContext, event: MessageEvent<AlterPartitionRequest>, env: Env): Decided<ControllerContext> {
  const { records, response } = alterPartition(controller.image, event.message, controllerEnv(controller, env));
  const committed = commit(controller, records, env, 'alter-partition');
  const message: AlterPartitionResponse = {
    api: 'AlterPartition', kind: 'response', correlationId: event.message.correlationId,
    error: response.error, partitions: response.partitions.map(onTheWire),
  };
  // The answer leaves before the metadata does, as it would on a connection of its own.
  return decided(committed.context, { type: 'reply', to: event.replyTo, message }, ...committed.effects);
}

/** The reason stays in the controller's log. */
function onTheWire({ message: _message, ...altered }: AlterPartitionAnswer): AlteredPartition {
  return altered;
}
