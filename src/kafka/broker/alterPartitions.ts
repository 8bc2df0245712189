import type { Decided, Effect, Env, MessageEvent } from '../actor.ts';
import { replicaAddress, tell } from '../actor.ts';
import { decided, unchanged } from '../../world/machine.ts';
import type { AlteredPartition, AlterPartitionEntry, AlterPartitionRequest, AlterPartitionResponse } from '../messages.ts';
import type { RequestAlterPartitionEvent } from '../replica/isr.ts';
import type { AlterPartitionAnsweredEvent } from '../replica/types.ts';
import { answered, askController, due, RETRY_MS } from './controllerChannel.ts';
import type { BrokerContext } from './types.ts';

/** A leader of this broker asks for another ISR; refused while its last wish is not answered. Source: DefaultAlterPartitionManager.submit. */
export function requestAlterPartition(broker: BrokerContext, { entry }: RequestAlterPartitionEvent): Decided<BrokerContext> {
  const waits = [...Object.values(broker.unsentIsrChanges), ...(broker.isrChangesInFlight?.entries ?? [])].some((one) => one.partition === entry.partition);
  if (waits) return decided(broker, tell(replicaAddress(broker.brokerId, entry.partition), notAttempted(entry)));
  return sendIsrChanges({ ...broker, unsentIsrChanges: { ...broker.unsentIsrChanges, [entry.partition]: entry } });
}

/** One request at a time carries every change that waits. */
export function sendIsrChanges(broker: BrokerContext): Decided<BrokerContext> {
  const entries = Object.values(broker.unsentIsrChanges);
  if (broker.isrChangesInFlight !== null || entries.length === 0) return decided(broker);
  const { brokerId, brokerEpoch, nextCorrelationId: correlationId } = broker;
  const message: AlterPartitionRequest = { api: 'AlterPartition', kind: 'request', correlationId, brokerId, brokerEpoch, partitions: entries };
  const sent = { ...broker, unsentIsrChanges: {}, isrChangesInFlight: { correlationId, entries }, nextCorrelationId: correlationId + 1 };
  return decided(sent, ...askController(broker, message, false));
}

/** Errors that a replica deals with; after any other the change is asked for again. Source: Partition.handleAlterPartitionError. */
const FINAL: ReadonlySet<string> = new Set([
  'NONE', 'OPERATION_NOT_ATTEMPTED', 'INELIGIBLE_REPLICA', 'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_ID', 'FENCED_LEADER_EPOCH', 'INVALID_UPDATE_VERSION',
  'INVALID_REQUEST', 'NEW_LEADER_ELECTED',
]);

/** Each replica hears what became of its change; what waited meanwhile is sent. */
export function alterPartitionAnswered(broker: BrokerContext, { message }: MessageEvent<AlterPartitionResponse>, _env: Env): Decided<BrokerContext> {
  const { isrChangesInFlight: asked } = broker;
  if (asked === null || asked.correlationId !== message.correlationId) return unchanged(broker);
  const free = { ...broker, isrChangesInFlight: null };
  const again = asked.entries.filter((entry) => !FINAL.has(resultOf(message, entry)?.error ?? message.error));
  if (message.error !== 'NONE' || again.length > 0) {
    const waiting = { ...Object.fromEntries((message.error === 'NONE' ? again : asked.entries).map((entry) => [entry.partition, entry])), ...broker.unsentIsrChanges };
    const retry = due('alter-partition', RETRY_MS, 'AlterPartitionDue', false);
    return decided<BrokerContext, Effect>({ ...free, unsentIsrChanges: waiting }, answered(message.correlationId), ...told(broker, message, asked.entries), retry);
  }
  const next = sendIsrChanges(free);
  return decided(next.context, answered(message.correlationId), ...told(broker, message, asked.entries), ...next.effects);
}

function notAttempted(entry: AlterPartitionEntry): AlterPartitionAnsweredEvent {
  const { partition, leaderEpoch, partitionEpoch, leaderRecoveryState } = entry;
  return {
    type: 'AlterPartitionAnswered', entry,
    result: { partition, error: 'OPERATION_NOT_ATTEMPTED', leader: -1, leaderEpoch, isr: [], leaderRecoveryState, partitionEpoch },
  };
}

function resultOf(message: AlterPartitionResponse, entry: AlterPartitionEntry): AlteredPartition | undefined {
  return message.partitions.find((result) => result.partition === entry.partition);
}

function told(broker: BrokerContext, message: AlterPartitionResponse, entries: readonly AlterPartitionEntry[]): readonly Effect[] {
  return entries.flatMap((entry) => {
    const result = resultOf(message, entry);
    if (result === undefined) return [];
    const event: AlterPartitionAnsweredEvent = { type: 'AlterPartitionAnswered', entry, result };
    return [tell(replicaAddress(broker.brokerId, entry.partition), event)];
  });
}
