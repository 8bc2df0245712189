import { eraOf, groupsAreInZooKeeper } from '../kafka/era/era.ts';
import type { EraId } from '../kafka/era/era.ts';
import type { Fact } from '../kafka/facts.ts';
import { splitTopicPartition } from '../kafka/log/record.ts';
import { assignmentText, nodeText, offsetsText } from './consumerTexts.ts';
import { earlyConsumerLine } from './earlyConsumerLine.ts';
import { logFormats } from './formats.ts';
import type { LogLine } from './logLine.ts';

type FactOf<Type extends Fact['type']> = Extract<Fact, { readonly type: Type }>;
type Who = { readonly consumer: string; readonly group: string };

/** What a consumer in a group writes into its log; null for what it does not log, or what is about something else. */
export function consumerLine(fact: Fact, era: EraId): LogLine | null {
  if (groupsAreInZooKeeper(eraOf(era))) return connectorLine(fact);
  const { consumer: habits } = logFormats[era];
  return habits === 'of-the-group' || habits === 'prefixed' ? earlyConsumerLine(fact, era) : coordinatedLine(fact, era);
}

/** Before there were coordinators. Source: kafka.consumer.ZookeeperConsumerConnector (0.8.2). */
function connectorLine(fact: Fact): LogLine | null {
  switch (fact.type) {
    case 'ConsumerRegistered': return connector(fact, `end registering consumer ${fact.consumerId} in ZK`);
    case 'RebalanceAttempted': return connector(fact, `begin rebalancing consumer ${fact.consumerId} try #${fact.attempt}`);
    case 'RebalanceAttemptFailed': return connector(fact, 'Rebalancing attempt failed. Clearing the cache before the next rebalancing operation is triggered');
    case 'OwnershipRefused': return connector(fact, `waiting for the partition ownership to be deleted: ${splitTopicPartition(fact.partition).partition}`);
    default: return null;
  }
}

function connector({ consumerId }: { readonly consumerId: string }, message: string): LogLine {
  return { logger: 'kafka.consumer.ZookeeperConsumerConnector', level: 'INFO', text: `[${consumerId}], ${message}` };
}

function coordinatedLine(fact: Fact, era: EraId): LogLine | null {
  switch (fact.type) {
    case 'CoordinatorDiscovered': return membership(fact, era, `Discovered group coordinator ${nodeText(fact.brokerId)}`);
    case 'CoordinatorLost': return membership(fact, era, lost(fact, era));
    case 'MemberStateChanged': return moved(fact, era);
    case 'RejoinRequested': return eraOf(era).rebalanceReasons ? coordinator(fact, `Request joining group due to: ${fact.reason}`) : rejoining(fact);
    case 'GenerationReset': return eraOf(era).rebalanceReasons ? coordinator(fact, `Resetting generation ${fact.resetMemberId ? 'and member id ' : ''}due to: ${fact.reason}`) : null;
    case 'MemberLeaves': return membership(fact, era, `Member ${fact.memberId} sending LeaveGroup request to coordinator ${nodeText(fact.brokerId)} due to ${eraOf(era).rebalanceReasons ? fact.reason : fact.reason.replace(/^consumer poll timeout has expired\.$/, POLL_OVERDUE)}`);
    case 'AssignmentComputed': return coordinator(fact, `Finished assignment for group at generation ${fact.generation}: ${assignmentText(fact)}`);
    case 'PartitionsAssigned': return coordinator(fact, `Adding newly assigned partitions: ${fact.partitions.join(', ')}`);
    case 'PartitionsRevoked': return coordinator(fact, `Revoke previously assigned partitions ${fact.partitions.join(', ')}`);
    case 'PartitionsLost': return coordinator(fact, `Lost previously assigned partitions ${fact.partitions.join(', ')}`);
    case 'CommittedOffsetFound': return line(fact, 'ConsumerCoordinator', fact.offset < 0
      ? `Found no committed offset for partition ${fact.partition}`
      : `Setting offset for partition ${fact.partition} to the committed offset FetchPosition{offset=${fact.offset}, …}`);
    case 'HeartbeatFailed': return heartbeat(fact, era);
    // 2.8 says so where it leaves.
    case 'PollOverdue': return eraOf(era).rebalanceReasons ? { ...coordinator(fact, POLL_OVERDUE), level: 'WARN' } : null;
    case 'OffsetCommitAnswered': return committed(fact);
    case 'PositionSought': return line(fact, consumerClass(era), `Seeking to offset ${fact.to} for partition ${fact.partition}`);
    case 'SubscriptionChanged': return line(fact, consumerClass(era), subscribed(fact));
    default: return null;
  }
}

const POLL_OVERDUE = 'consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms, which typically implies that the poll loop is spending too much time processing messages. You can address this either by increasing max.poll.interval.ms or by reducing the maximum size of batches returned in poll() with max.poll.records.';

function line({ consumer, group }: Who, logger: string, message: string): LogLine {
  const path = logger === 'KafkaConsumer' ? logger : `internals.${logger}`;
  return { logger: `org.apache.kafka.clients.consumer.${path}`, level: 'INFO', text: `[Consumer clientId=${consumer}, groupId=${group}] ${message}` };
}

function coordinator(who: Who, message: string): LogLine {
  return line(who, 'ConsumerCoordinator', message);
}

/** What the coordinator's superclass says; in its own name until 2.8. */
function membership(who: Who, era: EraId, message: string): LogLine {
  return line(who, eraOf(era).rebalanceReasons ? 'ConsumerCoordinator' : 'AbstractCoordinator', message);
}

/** Since 3.7 the public class only hands on to another one. */
function consumerClass(era: EraId): string {
  return eraOf(era).rebalanceReasons ? 'ClassicKafkaConsumer' : 'KafkaConsumer';
}

/** 2.8 forgot a space. */
function lost({ brokerId, reason }: FactOf<'CoordinatorLost'>, era: EraId): string {
  const isDisconnected = reason === 'coordinator unavailable';
  return `Group coordinator ${nodeText(brokerId)} is unavailable or invalid due to cause: ${reason}.${eraOf(era).rebalanceReasons ? ' ' : ''}isDisconnected: ${isDisconnected}. Rediscovery will be attempted.`;
}

function moved(fact: FactOf<'MemberStateChanged'>, era: EraId): LogLine | null {
  const generation = `Generation{generationId=${fact.generation}, memberId='${fact.memberId}', protocol='${fact.protocol ?? 'null'}'}`;
  switch (fact.to) {
    case 'preparingRebalance': return membership(fact, era, '(Re-)joining group');
    case 'completingRebalance': return membership(fact, era, `Successfully joined group with generation ${generation}`);
    case 'stable': return membership(fact, era, `Successfully synced group in generation ${generation}`);
    case 'unjoined': return null;
    default: return fact.to satisfies never;
  }
}

/** Before reasons were told (KIP-800), three of them were. */
function rejoining(fact: FactOf<'RejoinRequested'>): LogLine | null {
  switch (fact.reason) {
    case 'cached metadata has changed': return coordinator(fact, 'Requesting to re-join the group and trigger rebalance since the assignment metadata has changed from … to …');
    case 'subscription has changed': return coordinator(fact, 'Requesting to re-join the group and trigger rebalance since the subscription has changed from … to …');
    case 'need to revoke partitions and re-join': return coordinator(fact, 'Need to revoke partitions … and re-join the group');
    default: return null;
  }
}

function heartbeat(fact: FactOf<'HeartbeatFailed'>, era: EraId): LogLine | null {
  switch (fact.error) {
    case 'NOT_COORDINATOR': case 'COORDINATOR_NOT_AVAILABLE': return membership(fact, era, 'Attempt to heartbeat failed since coordinator … is either not started or not valid');
    case 'REBALANCE_IN_PROGRESS': return eraOf(era).rebalanceReasons ? null : membership(fact, era, 'Attempt to heartbeat failed since group is rebalancing');
    default: return membership(fact, era, `Attempt to heartbeat with Generation{generationId=${fact.generation}, …} and group instance id … failed due to ${fact.error}, resetting generation`);
  }
}

/** Only failures are worth more than DEBUG. */
function committed(fact: FactOf<'OffsetCommitAnswered'>): LogLine | null {
  const [first] = fact.offsets;
  if (first === undefined) return null;
  if (fact.error === 'NONE') return { ...coordinator(fact, `Committed offset ${first.offset} for partition ${first.partition}`), level: 'DEBUG' };
  if (fact.by === 'auto') return { ...coordinator(fact, `Asynchronous auto-commit of offsets {${offsetsText(fact)}} failed: ${fact.error}`), level: 'WARN' };
  return coordinator(fact, `OffsetCommit failed with …: ${fact.error}`);
}

function subscribed({ topics, pattern }: FactOf<'SubscriptionChanged'>): string {
  if (pattern !== null) return `Subscribed to pattern: '${pattern}'`;
  return topics.length === 0 ? 'Unsubscribed all topics or patterns and assigned partitions' : `Subscribed to topic(s): ${topics.join(', ')}`;
}
