import type { MetadataImage, PlacedPartition } from '../metadata/image.ts';
import { configResource, partitionsOf } from '../metadata/image.ts';
import type { PartitionRegistration } from '../metadata/registration.ts';
import { NO_LEADER, sameBrokers } from '../metadata/registration.ts';
import type { ControllerContext } from '../controller/kraft/types.ts';
import type { KafkaWorld } from '../simulation.ts';
import { controllerImage } from './view.ts';

/** What holds of the metadata the controller writes. */
export function* controllerFaults(before: KafkaWorld | null, after: KafkaWorld): Generator<string> {
  const image = controllerImage(after);
  const earlier = before === null ? null : controllerImage(before);
  if (image === null || image === earlier) return;
  yield* logFaults(before, after);
  for (const placed of partitionsOf(image)) {
    const was = earlier?.topics[placed.topic]?.partitions[placed.partitionId];
    if (was === placed.registration) continue;
    const leaving = after.actors.has('zookeeper') ? was?.isr ?? [] : [];
    if (hasNobody(placed.registration) && !wasMadeVoid(earlier, image, placed.topic, was)) yield `${placed.topic}-${placed.partitionId}: nobody could ever lead it again`;
    for (const fault of [...registrationFaults(placed, leaving), ...(isOnlyAssigned(after, was, placed) ? [] : movedFaults(was, placed))]) yield `${placed.topic}-${placed.partitionId}: ${fault}`;
  }
  yield* brokerFaults(earlier, image);
}

const hasNobody = ({ isr, elr, lastKnownElr }: PartitionRegistration): boolean => isr.length + elr.length + lastKnownElr.length === 0;

/**
 * Whether only an unclean election can help because somebody changed `min.insync.replicas` while nobody was in sync:
 * that makes the eligible leader replicas void, whoever waits for them. Source: ReplicationControlManager.replay(ClearElrRecord).
 */
function wasMadeVoid(before: MetadataImage | null, after: MetadataImage, topic: string, was: PartitionRegistration | undefined): boolean {
  if (before === null || was === undefined || was.isr.length > 0) return false;
  const settings = [configResource('topic', topic), configResource('broker', '')];
  return hasNobody(was) || settings.some((resource) => before.configs[resource] !== after.configs[resource]);
}

/**
 * @param leaving may still be in the ISR when they are replicas no more: with ZooKeeper a reassignment that is changed
 *   writes the assignment first, and then takes those out that go. Source: KafkaController.updateCurrentReassignment (2.8).
 */
function* registrationFaults({ registration }: PlacedPartition, leaving: readonly number[]): Generator<string> {
  const { replicas, isr, elr, leader } = registration;
  const names = (brokers: readonly number[]) => `[${brokers.join()}]`;
  if (leader !== NO_LEADER && !isr.includes(leader)) yield `leader ${leader} outside the ISR ${names(isr)}`;
  if (!isr.every((id) => replicas.includes(id) || leaving.includes(id))) yield `ISR ${names(isr)} beyond the replicas ${names(replicas)}`;
  if (new Set(isr).size !== isr.length) yield `ISR ${names(isr)} names a broker twice`;
  if (elr.some((id) => isr.includes(id))) yield `ELR ${names(elr)} overlaps the ISR ${names(isr)}`;
}

/** With ZooKeeper the assignment is in the topic's znode, and the partition epoch is the version of another one. */
function isOnlyAssigned({ actors }: KafkaWorld, was: PlacedPartition['registration'] | undefined, { registration: is }: PlacedPartition): boolean {
  if (!actors.has('zookeeper') || was === undefined) return false;
  return was.leader === is.leader && was.leaderEpoch === is.leaderEpoch && was.partitionEpoch === is.partitionEpoch && sameBrokers(was.isr, is.isr);
}

function* movedFaults(was: PlacedPartition['registration'] | undefined, { registration: is }: PlacedPartition): Generator<string> {
  if (was === undefined) return;
  if (is.leaderEpoch < was.leaderEpoch) yield `leader epoch went back from ${was.leaderEpoch} to ${is.leaderEpoch}`;
  if (is.partitionEpoch <= was.partitionEpoch) yield `changed without a new partition epoch (${is.partitionEpoch})`;
  if (is.leader !== was.leader && is.leaderEpoch === was.leaderEpoch) yield `leader ${was.leader} became ${is.leader} in one epoch`;
}

function* brokerFaults(earlier: MetadataImage | null, image: MetadataImage): Generator<string> {
  for (const { brokerId, brokerEpoch } of Object.values(image.brokers)) {
    const was = earlier?.brokers[brokerId];
    if (was !== undefined && brokerEpoch < was.brokerEpoch) yield `broker ${brokerId}'s epoch went back from ${was.brokerEpoch} to ${brokerEpoch}`;
  }
}

function* logFaults(before: KafkaWorld | null, after: KafkaWorld): Generator<string> {
  for (const [address, snapshot] of after.actors.entries()) {
    const { metadataLog } = snapshot.context as Partial<ControllerContext>;
    if (!address.startsWith('controller-') || metadataLog === undefined) continue;
    const was = (before?.actors.get(address)?.context as Partial<ControllerContext> | undefined)?.metadataLog;
    if (was !== undefined && metadataLog.length < was.length) yield `${address}: the metadata log lost records`;
    for (const [index, { offset }] of metadataLog.slice(was?.length ?? 0).entries()) {
      if (offset !== (was?.length ?? 0) + index) yield `${address}: metadata offset ${offset} at place ${index}`;
    }
  }
}
