import type { Decided, Effect, Env } from '../actor.ts';
import { purgatoryAddress, replicaAddress, report, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import type { TopicPartition } from '../log/record.ts';
import type { RecheckEvent } from '../replica/purgatoryWord.ts';
import type { ReplicaContext } from '../replica/types.ts';
import { withoutLogs } from './logDir.ts';
import type { BrokerContext } from './types.ts';

/** The logs go, at once instead of a minute later; whoever waits here for one of the partitions looks elsewhere. Source: LogManager.asyncDelete. */
export function deleteLogs(broker: BrokerContext, partitions: readonly TopicPartition[], env: Env): Decided<BrokerContext> {
  return decided(withoutLogs(broker, partitions), ...partitions.flatMap((partition) => deletion(broker, partition, env)));
}

function deletion({ brokerId }: BrokerContext, partition: TopicPartition, env: Env): readonly Effect[] {
  const address = replicaAddress(brokerId, partition);
  const replica = env.node.read(address)?.context as ReplicaContext | undefined;
  if (replica === undefined) return [];
  const waiting: RecheckEvent = { type: 'Recheck', partition };
  return [report({ type: 'ReplicaDeleted', brokerId, partition, logEndOffset: replica.log.logEndOffset }), { type: 'stop', address }, tell(purgatoryAddress(brokerId), waiting)];
}
