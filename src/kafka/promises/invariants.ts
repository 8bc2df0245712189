import { eraOf } from '../era/era.ts';
import type { Era } from '../era/era.ts';
import type { KafkaWorld } from '../simulation.ts';
import { controllerFaults } from './controllerInvariants.ts';
import { coordinatorFaults } from './coordinatorInvariants.ts';
import { groupFaults } from './groupInvariants.ts';
import { replicaFaults } from './replicaInvariants.ts';
import { worldFaults } from './worldInvariants.ts';

const newest = eraOf('4.1');

/**
 * What must hold after every step whatever anybody does: each line names one thing that does not. Empty when all is
 * well. `before` is the world one step earlier; null checks the world alone. Until KIP-279 a log that has parted from its
 * leader's may go on with an older epoch, so that `era` says what a log may look like.
 */
export function checkInvariants(before: KafkaWorld | null, after: KafkaWorld, era: Pick<Era, 'truncation' | 'metadata'> = newest): string[] {
  return [
    ...worldFaults(before, after), ...replicaFaults(before, after, era), ...controllerFaults(before, after), ...coordinatorFaults(before, after), ...groupFaults(before, after),
    ...ledgerFaults(before, after),
  ];
}

/** Every acknowledgement is backed by an append at that very place, and nothing that clients were told is forgotten. */
function* ledgerFaults(before: KafkaWorld | null, after: KafkaWorld): Generator<string> {
  const { ledger } = after;
  if (before?.ledger === ledger) return;
  const told = before?.ledger.acknowledged.length ?? 0;
  if (ledger.acknowledged.length < told) yield 'the ledger forgot an acknowledged record';
  for (const { recordId, partition, offset, acks } of ledger.acknowledged.slice(told)) {
    if (acks === 0) continue;
    const backed = ledger.appended[recordId]?.some((place) => place.partition === partition && place.offset === offset) ?? false;
    if (!backed) yield `${recordId} was acknowledged at ${partition} ${offset}, where no leader appended it`;
  }
  for (const cause of ledger.causes.slice(before?.ledger.causes.length ?? 0)) {
    if (cause.type === 'second-leader') yield `broker ${cause.brokerId} led ${cause.partition} in an epoch that had another leader`;
  }
}
