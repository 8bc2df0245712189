import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { assignmentText, nodeText, offsetsText } from './consumerTexts.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;
type Level = LogLine['level'];
/** The level, the words of 0.10 and 0.11 and those of 2.1; null where that version logs nothing. */
type Words = readonly [readonly [Level, string] | null, readonly [Level, string] | null];

const POLL_OVERDUE = 'This member will leave the group because consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time processing messages. You can address this either by increasing max.poll.interval.ms or by reducing the maximum size of batches returned in poll() with max.poll.records.';

/** What a consumer in a group wrote from 0.10 to 2.1: at first without saying who it is. Source: AbstractCoordinator, ConsumerCoordinator of those versions. */
export function earlyConsumerLine(fact: Fact, era: EraId): LogLine | null {
  if (!('consumer' in fact) || !('group' in fact) || fact.group === undefined) return null;
  const isPrefixed = logFormats[era].consumer === 'prefixed';
  const [logger, words] = wordsOf(fact, isPrefixed);
  const chosen = words?.[isPrefixed ? 1 : 0] ?? null;
  if (chosen === null) return null;
  const [level, message] = chosen;
  return { logger: `org.apache.kafka.clients.consumer.${logger}`, level, text: isPrefixed ? `[Consumer clientId=${fact.consumer}, groupId=${fact.group}] ${message}` : message };
}

const COORDINATOR = 'internals.ConsumerCoordinator';
/** Its superclass, which spoke in its own name until 2.8. */
const MEMBERSHIP = 'internals.AbstractCoordinator';

function wordsOf(fact: Fact, isPrefixed: boolean): readonly [string, Words | null] {
  switch (fact.type) {
    case 'CoordinatorDiscovered': {
      const node = nodeText(fact.brokerId);
      return [MEMBERSHIP, both('INFO', `Discovered coordinator ${node} for group ${fact.group}.`, `Discovered group coordinator ${node}`)];
    }
    case 'CoordinatorLost': {
      const node = nodeText(fact.brokerId);
      return [MEMBERSHIP, both('INFO', `Marking the coordinator ${node} dead for group ${fact.group}`, `Group coordinator ${node} is unavailable or invalid, will attempt rediscovery`)];
    }
    case 'MemberStateChanged': return [MEMBERSHIP, moved(fact)];
    case 'MemberLeaves': {
      const asks = `Sending LeaveGroup request to coordinator ${nodeText(fact.brokerId)}`;
      return [MEMBERSHIP, [['DEBUG', `${asks} for group ${fact.group}`], ['INFO', asks]]];
    }
    case 'AssignmentComputed': return [COORDINATOR, both('DEBUG', `Finished assignment for group ${fact.group}: ${assignmentText(fact)}`, `Finished assignment for group: ${assignmentText(fact)}`)];
    case 'PartitionsAssigned': return [COORDINATOR, ofGroup(fact, `Setting newly assigned partitions [${fact.owned.join(', ')}]`)];
    // What is lost was given up like anything else before KIP-429.
    case 'PartitionsRevoked': case 'PartitionsLost': return [COORDINATOR, ofGroup(fact, `Revoking previously assigned partitions [${fact.partitions.join(', ')}]`)];
    case 'CommittedOffsetFound': return found(fact, isPrefixed);
    case 'HeartbeatFailed': return [MEMBERSHIP, heartbeat(fact)];
    case 'PollOverdue': return [MEMBERSHIP, [null, ['WARN', POLL_OVERDUE]]];
    case 'OffsetCommitAnswered': return [COORDINATOR, committed(fact)];
    case 'PositionSought': return ['KafkaConsumer', both('DEBUG', `Seeking to offset ${fact.to} for partition ${fact.partition}`)];
    case 'SubscriptionChanged': return ['KafkaConsumer', subscribed(fact)];
    default: return ['', null];
  }
}

function both(level: Level, early: string, late: string = early): Words {
  return [[level, early], [level, late]];
}

function ofGroup({ group }: { readonly group: string }, message: string): Words {
  return both('INFO', `${message} for group ${group}`, message);
}

/** The join and the sync were one thing to tell. */
function moved({ to, group, generation }: FactOf<'MemberStateChanged'>): Words | null {
  switch (to) {
    case 'preparingRebalance': return both('INFO', `(Re-)joining group ${group}`, '(Re-)joining group');
    case 'stable': return both('INFO', `Successfully joined group ${group} with generation ${generation}`, `Successfully joined group with generation ${generation}`);
    default: return null;
  }
}

/** Until 0.11 it was the fetcher that began at a committed offset. */
function found({ group, partition, offset }: FactOf<'CommittedOffsetFound'>, isPrefixed: boolean): readonly [string, Words] {
  if (offset < 0) return [COORDINATOR, both('DEBUG', `Group ${group} has no committed offset for partition ${partition}`, `Found no committed offset for partition ${partition}`)];
  return [isPrefixed ? COORDINATOR : 'internals.Fetcher', both('DEBUG', `Resetting offset for partition ${partition} to the committed offset ${offset}`, `Setting offset for partition ${partition} to the committed offset ${offset}`)];
}

function heartbeat({ group, error, generation }: FactOf<'HeartbeatFailed'>): Words | null {
  const failed = `Attempt to heartbeat failed for group ${group}`;
  const words = (early: string, late: string): Words => [['DEBUG', `${failed} since ${early}`], ['INFO', `Attempt to heartbeat failed ${late}`]];
  switch (error) {
    case 'NOT_COORDINATOR': case 'COORDINATOR_NOT_AVAILABLE': return words('coordinator … is either not started or not valid.', 'since coordinator … is either not started or not valid.');
    case 'REBALANCE_IN_PROGRESS': return words('it is rebalancing.', 'since group is rebalancing');
    case 'ILLEGAL_GENERATION': return words('generation id is not legal.', `since generation ${generation} is not current`);
    // Kafka's words.
    case 'UNKNOWN_MEMBER_ID': return words('member id is not valid.', 'for since member id … is not valid.');
    default: return null;
  }
}

function committed(fact: FactOf<'OffsetCommitAnswered'>): Words | null {
  const [first] = fact.offsets;
  if (first === undefined) return null;
  const { group, error, by } = fact;
  const { partition, offset } = first;
  if (error === 'NONE') return both('DEBUG', `Group ${group} committed offset ${offset} for partition ${partition}`, `Committed offset ${offset} for partition ${partition}`);
  if (by === 'auto') return both('WARN', `Auto-commit of offsets {${offsetsText(fact)}} failed for group ${group}: …`, `Asynchronous auto-commit of offsets {${offsetsText(fact)}} failed: …`);
  return [null, ['ERROR', `Offset commit failed on partition ${partition} at offset ${offset}: …`]];
}

function subscribed({ topics, pattern }: FactOf<'SubscriptionChanged'>): Words {
  if (pattern !== null) return both('DEBUG', `Subscribed to pattern: ${pattern}`);
  if (topics.length > 0) return both('DEBUG', `Subscribed to topic(s): ${topics.join(', ')}`);
  return [['DEBUG', UNSUBSCRIBED], ['INFO', UNSUBSCRIBED]];
}

const UNSUBSCRIBED = 'Unsubscribed all topics or patterns and assigned partitions';
