import { allowsUncleanElection, changeRecord } from './controllerEnv.ts';
import { isActive, partitionsOf } from '../../metadata/image.ts';
import { NO_LEADER, without } from '../../metadata/registration.ts';
import type { ControllerEnv, Wish } from './controllerEnv.ts';
import type { MetadataImage, PlacedPartition } from '../../metadata/image.ts';
import type { PartitionChangeRecord } from '../../metadata/metadataRecords.ts';
import type { PartitionRegistration } from '../../metadata/registration.ts';

/** What happened to a broker, as its partitions see it; the image does not know it yet. */
export type BrokerChange =
  /** It leaves every ISR and may not lead. */
  | { readonly leaves: number }
  /** It may lead again. */
  | { readonly arrives: number }
  /** It lost what it had not flushed: it leaves every ISR and ELR and may not lead. */
  | { readonly cameBackUnclean: number };

/**
 * The changes of leaders and ISRs that follow from a change of one broker, for the partitions it touches.
 *
 * Source: ReplicationControlManager.generateLeaderAndIsrUpdates.
 */
export function leaderAndIsrUpdates(image: MetadataImage, change: BrokerChange, env: ControllerEnv): readonly PartitionChangeRecord[] {
  return partitionsOf(image)
    .filter(({ registration }) => isTouched(registration, change))
    .flatMap((placed) => changeRecord(image, placed, wishOf(image, placed, change, env), env) ?? []);
}

function isTouched(partition: PartitionRegistration, change: BrokerChange): boolean {
  if ('arrives' in change) return partition.leader === NO_LEADER;
  if ('leaves' in change) return partition.isr.includes(change.leaves);
  return partition.isr.includes(change.cameBackUnclean) || partition.elr.includes(change.cameBackUnclean);
}

function wishOf(image: MetadataImage, { topic, registration }: PlacedPartition, change: BrokerChange, env: ControllerEnv): Wish {
  const gone = 'leaves' in change ? change.leaves : 'cameBackUnclean' in change ? change.cameBackUnclean : NO_LEADER;
  const arrived = 'arrives' in change ? change.arrives : NO_LEADER;
  return {
    isAcceptableLeader: (broker) => broker !== gone && (broker === arrived || isActive(image, broker)),
    election: allowsUncleanElection(image, topic, env) ? 'UNCLEAN' : 'ONLINE',
    targetIsr: without(registration.isr, [gone]),
    ...('cameBackUnclean' in change ? { uncleanShutdownReplicas: [gone] } : {}),
  };
}
