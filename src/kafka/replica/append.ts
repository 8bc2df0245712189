import type { Decided, Effect, Env } from '../actor.ts';
import { replicaAddress, report, tell } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { appendAsLeader, recordsFrom } from '../log/log.ts';
import { checkBatch } from '../log/producerStateCheck.ts';
import type { ProducerRules, ProducerVerdict } from '../log/producerStateCheck.ts';
import { incrementSequence } from '../log/producerState.ts';
import { withAppended } from './flush.ts';
import { advanceHighWatermark, effectiveMinIsr } from './highWatermark.ts';
import { appended, recheck } from './purgatoryWord.ts';
import type { AppendRecordsEvent, ReplicaContext } from './types.ts';

/**
 * The leader writes first and asks later: refused before the append only when acks=all and the ISR is too small, when a
 * compacted topic is given a record without key, or when an idempotent producer's batch is not its next one. With an
 * ISR of one the record is committed at once.
 *
 * Source: Partition.appendRecordsToLeader, UnifiedLog.analyzeAndValidateProducerState.
 */
export function appendRecords(leader: ReplicaContext, event: AppendRecordsEvent, env: Env): Decided<ReplicaContext> {
  const { requestKey, acks, records, producer } = event;
  const { brokerId, partition, leaderEpoch } = leader;
  const minIsr = effectiveMinIsr(leader, env);
  if (acks === -1 && leader.isr.length < minIsr) {
    const fact = report({ type: 'ProduceRefused', brokerId, partition, error: 'NOT_ENOUGH_REPLICAS', isr: leader.isr, minIsr });
    return decided(leader, fact, appended(leader, requestKey, 'NOT_ENOUGH_REPLICAS', -1, -1));
  }
  if (leader.config.cleanupPolicy.includes('compact') && records.some(({ key }) => key === null)) {
    const error = env.shared.era.keylessRecordError;
    const fact = report({ type: 'ProduceRefused', brokerId, partition, error, isr: leader.isr, minIsr });
    return decided(leader, fact, appended(leader, requestKey, error, -1, -1));
  }
  const check = checkBatch(leader.log.producers, producer, records.length, producerRules(env));
  if (check.verdict !== 'append') return notAppended(leader, event, check);
  const baseOffset = leader.log.logEndOffset;
  const log = appendAsLeader(leader.log, leaderEpoch, records, leader.config, producer);
  const flushed = withAppended(leader, log, env);
  const advanced = advanceHighWatermark(flushed.context, env);
  return decided(
    advanced.context,
    report({ type: 'RecordsAppended', brokerId, partition, leaderEpoch, records: recordsFrom(log, baseOffset), logEndOffset: log.logEndOffset }),
    ...flushed.effects,
    ...advanced.effects,
    appended(leader, requestKey, 'NONE', baseOffset, log.logEndOffset),
    recheck(leader),
  );
}

function producerRules({ shared: { era } }: Env): ProducerRules {
  return { batchesKnown: era.idempotenceMaxInFlight, unknownProducer: era.unknownProducerSequence };
}

/** A duplicate is answered as the batch was that is in the log, and with acks=all waits for the same offset. */
function notAppended(leader: ReplicaContext, event: AppendRecordsEvent, check: Exclude<ProducerVerdict, { readonly verdict: 'append' }>): Decided<ReplicaContext> {
  const { requestKey, producer: { producerId, producerEpoch, baseSequence }, records } = event;
  const { brokerId, partition, log: { logEndOffset } } = leader;
  const batch = { brokerId, partition, producerId, producerEpoch, baseSequence, lastSequence: incrementSequence(baseSequence, records.length - 1) };
  if (check.verdict === 'duplicate') {
    const { firstOffset, lastOffset } = check;
    const fact = report({ type: 'DuplicateAppendIgnored', ...batch, recordIds: records.map(({ id }) => id), firstOffset, lastOffset });
    return decided(leader, fact, appended(leader, requestKey, 'NONE', firstOffset, lastOffset + 1));
  }
  const { error, knownEpoch, knownSequence } = check;
  const fact = report({ type: 'SequenceRefused', ...batch, error, knownEpoch, knownSequence, logEndOffset });
  return decided(leader, fact, appended(leader, requestKey, error, -1, -1));
}

/** A live broker that does not lead says so. */
export function refuseAppend(replica: ReplicaContext, event: AppendRecordsEvent, env: Env): Decided<ReplicaContext> {
  const { brokerId, partition, isr } = replica;
  const error = 'NOT_LEADER_OR_FOLLOWER';
  return decided(
    replica,
    report({ type: 'ProduceRefused', brokerId, partition, error, isr, minIsr: effectiveMinIsr(replica, env) }),
    appended(replica, event.requestKey, error, -1, -1),
  );
}

/** While the leader's ISR is being written to ZooKeeper nothing is appended. Source: Partition.leaderIsrUpdateLock. */
export function holdAppend(leader: ReplicaContext, { type, requestKey, acks, records, producer }: AppendRecordsEvent): Decided<ReplicaContext> {
  return decided({ ...leader, heldAppends: [...leader.heldAppends, { type, requestKey, acks, records, producer }] });
}

/** What was held is appended now, or refused by whoever leads no longer. */
export function releaseAppends(before: ReplicaContext): readonly Effect[] {
  return before.heldAppends.map((event) => tell(replicaAddress(before.brokerId, before.partition), event));
}
