import type { Fact } from '../../facts.ts';
import { topicPartition } from '../../log/record.ts';
import type { TopicPartition } from '../../log/record.ts';
import { brokerOf, brokersOf, configsOf, partitionOf, partitionsOf, topicOf } from '../../metadata/image.ts';
import type { BrokerRegistration, MetadataImage } from '../../metadata/image.ts';
import { isReassigning, NO_LEADER, sameBrokers, without } from '../../metadata/registration.ts';
import type { PartitionRegistration } from '../../metadata/registration.ts';
import type { ControllerContext } from './types.ts';

/** Why the controller wrote records. */
export type ChangeCause =
  | 'registration' | 'session-timeout' | 'shutdown-granted' | 'controlled-shutdown' | 'unfenced' | 'alter-partition'
  | 'producer-ids' | 'preferred-election' | 'unclean-election' | 'administrator';

type Before = Pick<ControllerContext, 'image'>;
type After = Pick<ControllerContext, 'image' | 'brokerSessions'>;

/** What happened to the cluster with some records, read off the state before and after them. */
export function factsOfChange(before: Before, after: After, cause: ChangeCause): readonly Fact[] {
  if (before.image === after.image) return [];
  return [
    ...brokersOf(after.image).flatMap((broker) => brokerFacts(brokerOf(before.image, broker.brokerId), broker, after, cause)),
    ...topicFacts(before.image, after.image),
    ...additions(before.image, after.image),
    ...configFacts(before.image, after.image),
    ...partitionsFacts(before.image, after.image, cause),
  ];
}

function brokerFacts(before: BrokerRegistration | undefined, broker: BrokerRegistration, after: After, cause: ChangeCause): readonly Fact[] {
  if (before === broker) return [];
  const { brokerId, brokerEpoch } = broker;
  const wasFenced = before?.fenced ?? true;
  const facts: Fact[] = [];
  if (!wasFenced && broker.fenced) facts.push({ type: 'BrokerFenced', brokerId, reason: fencingReason(cause) });
  if (before?.brokerEpoch !== brokerEpoch) facts.push({ type: 'BrokerRegistered', brokerId, brokerEpoch });
  if (wasFenced && !broker.fenced) {
    facts.push({ type: 'BrokerUnfenced', brokerId, registrationOffset: after.brokerSessions[brokerId]?.registrationOffset ?? -1 });
  }
  return facts;
}

function fencingReason(cause: ChangeCause): Extract<Fact, { type: 'BrokerFenced' }>['reason'] {
  if (cause === 'registration') return 'new-incarnation';
  return cause === 'session-timeout' ? 'session-timeout' : 'controlled-shutdown';
}

function topicFacts(before: MetadataImage, after: MetadataImage): readonly Fact[] {
  if (before.topics === after.topics) return [];
  return Object.entries(after.topics).filter(([topic]) => topicOf(before, topic) === undefined).map(([topic, { topicId, partitions }]) => ({
    type: 'TopicCreated', topic, topicId, assignment: Object.values(partitions).map(({ replicas }) => replicas),
  }));
}

function additions(before: MetadataImage, after: MetadataImage): readonly Fact[] {
  if (before.topics === after.topics) return [];
  return Object.entries(after.topics).flatMap(([topic, { partitions }]): readonly Fact[] => {
    const known = topicOf(before, topic);
    const from = Object.keys(known?.partitions ?? {}).length;
    const added = Object.values(partitions).slice(from);
    return known === undefined || added.length === 0 ? [] : [{ type: 'PartitionsAdded', topic, from, assignment: added.map(({ replicas }) => replicas) }];
  });
}

/** The settings a topic is created with are part of its creation. */
function configFacts(before: MetadataImage, after: MetadataImage): readonly Fact[] {
  if (before.configs === after.configs) return [];
  const resources = new Set([...Object.keys(before.configs), ...Object.keys(after.configs)]);
  return [...resources].flatMap((resource) => {
    const colon = resource.indexOf(':');
    const resourceType = resource.slice(0, colon) === 'topic' ? 'topic' : 'broker';
    const resourceName = resource.slice(colon + 1);
    const isNew = resourceType === 'topic' && topicOf(before, resourceName) === undefined;
    return isNew ? [] : resourceFacts(before, after, resourceType, resourceName);
  });
}

function resourceFacts(before: MetadataImage, after: MetadataImage, resourceType: 'topic' | 'broker', resourceName: string): readonly Fact[] {
  const [old, now] = [configsOf(before, resourceType, resourceName), configsOf(after, resourceType, resourceName)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.filter((name) => old[name] !== now[name]).map((name) => ({ type: 'ConfigChanged', resourceType, resourceName, name, value: now[name] ?? null }));
}

function partitionsFacts(before: MetadataImage, after: MetadataImage, cause: ChangeCause): readonly Fact[] {
  if (before.topics === after.topics) return [];
  return partitionsOf(after).flatMap(({ topic, partitionId, registration }) => {
    const partition = topicPartition(topic, partitionId);
    const old = partitionOf(before, partition);
    return old === undefined || old === registration ? [] : partitionFacts(partition, old, registration, cause, topicOf(after, topic)?.topicId ?? '');
  });
}

function partitionFacts(partition: TopicPartition, old: PartitionRegistration, now: PartitionRegistration, cause: ChangeCause, topicId: string): readonly Fact[] {
  const change = { partition, isr: now.isr, partitionEpoch: now.partitionEpoch, by: cause === 'alter-partition' ? 'leader' as const : 'controller' as const };
  return [
    ...reassignmentFacts(partition, old, now),
    ...without(old.isr, now.isr).map((brokerId): Fact => ({ ...change, type: 'ReplicaLeftIsr', brokerId })),
    ...leadershipFacts(partition, old, now, cause, topicId),
    ...without(now.isr, old.isr).map((brokerId): Fact => ({ ...change, type: 'ReplicaJoinedIsr', brokerId })),
    ...reassignmentEnd(partition, old, now),
  ];
}

function reassignmentFacts(partition: TopicPartition, old: PartitionRegistration, now: PartitionRegistration): readonly Fact[] {
  const { adding, removing } = now;
  const same = sameBrokers(old.adding, adding) && sameBrokers(old.removing, removing);
  if (same || !isReassigning(now)) return [];
  return [{ type: 'ReassignmentStarted', partition, target: without(now.replicas, removing), adding, removing }];
}

/** Also what was done at once: nothing had to catch up. */
function reassignmentEnd(partition: TopicPartition, old: PartitionRegistration, now: PartitionRegistration): readonly Fact[] {
  if (isReassigning(now) || (!isReassigning(old) && sameBrokers(old.replicas, now.replicas))) return [];
  const cancelled = isReassigning(old) && sameBrokers(without(old.replicas, old.adding), now.replicas) && !sameBrokers(without(old.replicas, old.removing), now.replicas);
  return [{ type: 'ReassignmentEnded', partition, replicas: now.replicas, removed: without(old.replicas, now.replicas), cancelled }];
}

function leadershipFacts(partition: TopicPartition, old: PartitionRegistration, now: PartitionRegistration, cause: ChangeCause, topicId: string): readonly Fact[] {
  if (old.leader === now.leader) return [];
  const { leader, leaderEpoch, partitionEpoch, isr } = now;
  if (leader === NO_LEADER) return [{ type: 'PartitionWentOffline', partition, leaderEpoch, isr, previousLeader: old.leader }];
  return [{ type: 'LeaderElected', partition, leader, leaderEpoch, partitionEpoch, isr, previousLeader: old.leader, election: electionOf(old, now, cause), topicId }];
}

/** A leader that was neither in the ISR nor in the ELR, and has to recover, may lack committed records. */
function electionOf(old: PartitionRegistration, now: PartitionRegistration, cause: ChangeCause): Extract<Fact, { type: 'LeaderElected' }>['election'] {
  const wasElectable = old.isr.includes(now.leader) || old.elr.includes(now.leader);
  if (!wasElectable && now.leaderRecoveryState === 'RECOVERING') return 'unclean';
  if (old.leader !== NO_LEADER && !now.replicas.includes(old.leader)) return 'reassignment';
  if (cause === 'preferred-election') return 'preferred';
  return cause === 'controlled-shutdown' ? 'controlled-shutdown' : 'clean';
}
