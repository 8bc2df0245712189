import type { Decided, Env } from '../actor.ts';
import { report } from '../actor.ts';
import { decided } from '../../world/machine.ts';
import { appendAsLeader, recordsFrom } from '../log/log.ts';
import { withAppended } from './flush.ts';
import { advanceHighWatermark, effectiveMinIsr } from './highWatermark.ts';
import { appended, recheck } from './purgatoryWord.ts';
import type { AppendRecordsEvent, ReplicaContext } from './types.ts';

/**
 * The leader writes first and asks later: refused before the append only when acks=all and the ISR is too small. With
 * an ISR of one the record is committed at once.
 *
 * Source: Partition.appendRecordsToLeader.
 */
export function appendRecords(leader: ReplicaContext, event: AppendRecordsEvent, env: Env): Decided<ReplicaContext> {
  const { requestKey, acks, records } = event;
  const { brokerId, partition, leaderEpoch } = leader;
  const minIsr = effectiveMinIsr(leader, env);
  if (acks === -1 && leader.isr.length < minIsr) {
    const fact = report({ type: 'ProduceRefused', brokerId, partition, error: 'NOT_ENOUGH_REPLICAS', isr: leader.isr, minIsr });
    return decided(leader, fact, appended(leader, requestKey, 'NOT_ENOUGH_REPLICAS', -1, -1));
  }
  const baseOffset = leader.log.logEndOffset;
  const log = appendAsLeader(leader.log, leaderEpoch, records, leader.config);
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
