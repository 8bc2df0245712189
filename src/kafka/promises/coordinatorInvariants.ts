import { coordinatorAddress, replicaAddress } from '../actor.ts';
import { offsetKey, offsetValue } from '../coordinator/offsetRecords.ts';
import type { CachedOffset, CoordinatorContext, OffsetsPartition } from '../coordinator/types.ts';
import type { Log } from '../log/log.ts';
import { topicPartition } from '../log/record.ts';
import { OFFSETS_TOPIC } from '../names/internalTopics.ts';
import type { ReplicaContext } from '../replica/types.ts';
import type { KafkaWorld } from '../simulation.ts';
import { recordAt } from './view.ts';

/** What holds of every group coordinator: it leads what it coordinates, and what it remembers is what its log says. */
export function* coordinatorFaults(before: KafkaWorld | null, after: KafkaWorld): Generator<string> {
  for (const snapshot of after.actors.values()) {
    if (snapshot.machine.id !== 'coordinator') continue;
    const coordinator = snapshot.context as CoordinatorContext;
    const earlier = before?.actors.get(coordinatorAddress(coordinator.brokerId))?.context as CoordinatorContext | undefined;
    for (const [number, known] of Object.entries(coordinator.partitions)) {
      const address = replicaAddress(coordinator.brokerId, topicPartition(OFFSETS_TOPIC, Number(number)));
      const replica = after.actors.get(address);
      if (before !== null && known === earlier?.partitions[Number(number)] && replica === before.actors.get(address)) continue;
      if (replica?.value !== 'leader') yield `${address}: coordinated, but not led`;
      else for (const fault of cacheFaults(known, earlier?.partitions[Number(number)], (replica.context as ReplicaContext).log)) yield `${address}: ${fault}`;
    }
  }
}

function* cacheFaults({ groups }: OffsetsPartition, earlier: OffsetsPartition | undefined, log: Log): Generator<string> {
  for (const [group, offsets] of Object.entries(groups)) {
    for (const [partition, cached] of Object.entries(offsets)) {
      const record = recordAt(log, cached.recordOffset);
      if (record?.key !== offsetKey(group, partition) || record.value !== offsetValue(cached)) yield `remembers offset ${cached.offset} of ${group} for ${partition}, which record ${cached.recordOffset} does not say`;
      const was: CachedOffset | undefined = earlier?.groups[group]?.[partition];
      if (was !== undefined && was.recordOffset > cached.recordOffset) yield `goes back from record ${was.recordOffset} to ${cached.recordOffset} for ${group} in ${partition}`;
    }
  }
}
