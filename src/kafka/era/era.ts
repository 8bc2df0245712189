import { defaultsByEra } from './defaults.ts';
import { behavioursByEra } from './behaviours.ts';
import { configKey } from '../names/configs.ts';
import type { ConfigGroup, ConfigNameOf, ConfigValueOf } from '../names/configs.ts';
import type { ConfigOverrides } from './defaults.ts';
import type { ErrorName } from '../names/errors.ts';

/** The versions one can choose; each stands for the last release of its line. */
export type EraId = '0.8' | '0.10' | '0.11' | '2.1' | '2.8' | '3.9' | '4.1';

export const eraIds = ['0.8', '0.10', '0.11', '2.1', '2.8', '3.9', '4.1'] as const satisfies readonly EraId[];

/** What a version does, by name: code asks for a behaviour, never for a version number. */
export interface Era extends Behaviours {
  readonly id: EraId;
  /** The defaults that differ from the tables in names/; ask `configDefault` instead. */
  readonly defaults: ConfigOverrides;
}

export interface Behaviours {
  /** Who keeps the cluster's state and elects leaders: a broker with ZooKeeper, or a KRaft quorum (KIP-500). */
  readonly metadata: 'zookeeper' | 'kraft';
  /** Every leader begins each epoch knowing nothing of its followers; later, what it led already it still knows (0.9). */
  readonly forgetsFollowersEachEpoch: boolean;
  /** A leader that wrote its ISR tells the controller under `/isr_change_notification` (KAFKA-1367, 0.9). */
  readonly notifiesIsrChanges: boolean;
  /** Control requests name the process they are for, and a broker that restarted unseen is noticed (KIP-380, 2.2). */
  readonly brokerEpochs: boolean;
  /** StopReplica names the leader epoch it was decided under (KIP-570, 2.6). */
  readonly stopReplicaNamesEpoch: boolean;
  /** The versions of the JSON in `/brokers/ids/N` and `/brokers/topics/T`. Source: ZkData, ZkUtils. */
  readonly znodeVersions: { readonly broker: 1 | 4 | 5; readonly topic: 1 | 3 };
  /** What the first broker makes in ZooKeeper, leaves only. Source: ZkUtils.persistentZkPaths, ZkData.PersistentZkPaths. */
  readonly persistentZnodes: readonly string[];
  /** The controller keeps `/feature` (KIP-584, 2.7). */
  readonly featureVersioning: boolean;
  /** How a leader changes its ISR: a conditional write to ZooKeeper, or a request to the controller (KIP-497, 2.7). */
  readonly isrChanges: 'leader-writes-zookeeper' | 'alter-partition';
  /**
   * Where a follower cuts its log: at its own high watermark; at the leader's answer to one OffsetForLeaderEpoch
   * (KIP-101, 0.11); asked again until both agree (KIP-279, 2.0); with both sides fenced (KIP-320, 2.1); as the Fetch
   * response itself tells (KIP-595, 2.7).
   */
  readonly truncation: 'high-watermark' | 'leader-epoch' | 'leader-epoch-iterated' | 'leader-epoch-fenced' | 'diverging-epoch-in-fetch';
  /**
   * Which word of a leader makes a follower begin anew, cutting its log first: only another leader (before 2.0), also the same
   * one when an epoch between was missed (KIP-279, 2.0), or every new epoch (KIP-320, 2.1).
   */
  readonly followsAnewFor: 'another-leader' | 'a-missed-epoch' | 'every-epoch';
  /** A leader notes where its epoch begins with its first record (KIP-101), or when it is elected (KIP-279, 2.0). */
  readonly leaderEpochBeginsWith: 'first-record' | 'election';
  /** A log longer than its leader's, where unclean elections are off, ends the follower's process (KAFKA-1647; until 1.1). */
  readonly exitsRatherThanCut: boolean;
  /** A Fetch names the leader epoch it believes in and is refused when wrong (KIP-320, 2.1). */
  readonly fetchesFencedByEpoch: boolean;
  /** What makes a follower fall out: also a number of messages (0.8), or only the time since it last caught up (KIP-16, 0.9). */
  readonly isrLag: 'messages-and-time' | 'time-since-caught-up';
  /** A follower whose log is as long as the leader's stays in the ISR however long it is silent (KAFKA-7152, 2.1). */
  readonly equalLogEndOffsetIsInSync: boolean;
  /** The ISR is checked every this much of replica.lag.time.max.ms: 1, then 0.5 (KAFKA-4485, 0.10.2). */
  readonly isrCheckFraction: 1 | 0.5;
  /** To rejoin, a follower must also have reached the start of the leader's epoch (KAFKA-7128, 2.1). */
  readonly rejoinNeedsEpochStart: boolean;
  /** A caught-up follower that is not in the ISR yet also holds the high watermark back (KAFKA-4485, 0.10.2). */
  readonly caughtUpFollowersHoldHighWatermark: boolean;
  /** The high watermark waits for replicas whose joining was only asked for (KIP-497, 2.7). */
  readonly usesMaximalIsr: boolean;
  /** Nothing is committed while the ISR is below min.insync.replicas (KAFKA-15583, 3.7). */
  readonly freezesHighWatermarkUnderMinIsr: boolean;
  /** min.insync.replicas counts as at most the number of replicas (KAFKA-15583, 3.7). */
  readonly minIsrCappedByReplicas: boolean;
  /** Replicas that left an ISR below its minimum stay electable (KIP-966; on for new clusters from 4.1). */
  readonly eligibleLeaderReplicas: boolean;
  /** A broker that registers as a new process leaves the ISRs it was still in (KIP-966, 4.0). */
  readonly newIncarnationLeavesIsr: boolean;
  /** The controller taking a dead follower out of an ISR raises the leader epoch (ZooKeeper; KRaft before 3.6, KAFKA-15021). */
  readonly isrShrinkRaisesLeaderEpoch: boolean;
  /** When unclean.leader.election.enable is switched on, leaderless partitions get a leader: at once, when the controller next looks, or only at the next failure. */
  readonly uncleanElectionAfterConfigChange: 'at-next-failure' | 'at-once' | 'at-next-check';
  /** How an administrator moves partitions: by writing `/admin/reassign_partitions`, or by asking the controller (KIP-455, 2.4). */
  readonly partitionReassignments: 'through-znode' | 'by-request';
  /** How an administrator has preferred leaders elected: by writing `/admin/preferred_replica_election`, or by asking the controller (KIP-183, 2.2; ElectLeaders of KIP-460 from 2.4). */
  readonly preferredElections: 'through-znode' | 'by-request';
  /** An election through that znode is carried out also where the preferred replica leads already, and only raises the leader epoch (1.1, until KIP-183). */
  readonly preferredElectionsRepeat: boolean;
  /**
   * Which events at `/admin/reassign_partitions` and `/admin/preferred_replica_election` make the controller read them: every
   * one, or only that they are created, so that what is written into them later is not seen (1.1).
   */
  readonly adminZnodesReadAt: 'every-change' | 'creation';
  /**
   * Who looks whether the brokers are there that partitions are to go to: the controller, when it begins or takes the move over
   * (until KAFKA-4214, 0.10.2); nobody; or the tool, before it writes (KAFKA-5161, 0.11).
   */
  readonly reassignmentBrokersCheckedBy: 'controller' | 'nobody' | 'tool';
  /** The tool looks first whether something moves already (KAFKA-1464, 0.10.1), and refuses partitions that are not there (KAFKA-4216, 0.10.2); before, it left those out. */
  readonly reassignToolValidates: boolean;
  /** How an administrator adds partitions: by writing the topic's znode, or by asking the controller (KIP-195, 1.0). */
  readonly partitionAdditions: 'through-znode' | 'by-request';
  /** Whether an administrator can have a leader elected who is not in sync, by ElectLeaders (KIP-460, 2.4). */
  readonly uncleanElectionsByRequest: boolean;
  /** Whether brokers that run take changed settings (KIP-226, 1.1). */
  readonly brokersChangeSettings: boolean;
  /** What `kafka-consumer-groups.sh` can change: nothing, a group's offsets (KIP-122, 0.11), or groups too (KIP-229, 1.1). */
  readonly groupAdministration: 'none' | 'offsets' | 'offsets-and-groups';
  /** Whether it can also forget single offsets of a group, by OffsetDelete (KIP-496, 2.4). */
  readonly offsetDeletion: boolean;
  /** Automatic preferred elections: for brokers above leader.imbalance.per.broker.percentage, or for every partition. */
  readonly preferredLeaderRebalance: 'imbalanced-brokers' | 'every-partition';
  /** Where records without a key go: next partition each time, one partition a batch (KIP-480, 2.4), evenly by bytes (KIP-794, 3.3). */
  readonly partitioner: 'round-robin' | 'sticky' | 'uniform';
  /** enable.idempotence (KIP-98, 0.11) when the producer says nothing (KIP-679, 3.0). */
  readonly idempotenceDefault: boolean;
  /** In-flight requests an idempotent producer may have; 0: there is none (KAFKA-5494, 1.0). */
  readonly idempotenceMaxInFlight: 0 | 1 | 5;
  /** A batch of a producer the partition does not know, not beginning at sequence 0: an error of its own from 1.0, taken from 2.4 (KAFKA-7190). */
  readonly unknownProducerSequence: 'OUT_OF_ORDER_SEQUENCE_NUMBER' | 'UNKNOWN_PRODUCER_ID' | 'accepted';
  /** An idempotent producer raises its own epoch to go on after an error; before, it asked for another id (KIP-360, 2.5). */
  readonly producerRaisesEpoch: boolean;
  /** Transactions: none, as in KIP-98, or with the coordinator raising the epoch each time (KIP-890, 4.0). */
  readonly transactions: 'none' | 'v1' | 'v2';
  /** Where consumers commit by default. */
  readonly offsetsIn: 'zookeeper' | 'topic';
  /** Record format: without timestamp, with it (KIP-32, 0.10), batches with producer and epoch (KIP-98, 0.11). */
  readonly messageFormat: 0 | 1 | 2;
  /** How long the log cleaner keeps tombstones: by the age of their segment, or a time it writes into their batch (KIP-534, 3.1). */
  readonly tombstonesStayBy: 'segment-age' | 'delete-horizon';
  /** The last batch of a round of cleaning stays even without records, or a new follower could not get to the log's end (KAFKA-17076, 4.0). */
  readonly cleanerKeepsLastBatch: boolean;
  /** What a record without key is refused with in a compacted topic (KIP-467, 2.4). */
  readonly keylessRecordError: 'CORRUPT_MESSAGE' | 'INVALID_RECORD';
  /** Records can be deleted on request; followers take their leader's log start over, and where logs begin is written down (KIP-107, 0.11). */
  readonly deletesRecords: boolean;
  /** `__consumer_offsets` is made only with as many replicas as are asked for (KIP-115, 0.11); before, with as many as there were brokers. */
  readonly offsetsReplicationEnforced: boolean;
  /** Consumers may read from a follower near them (KIP-392, 2.4). */
  readonly followerReads: boolean;
  /** A new leader lists no end offset until it knows one that will not go back (KIP-207, 2.2). */
  readonly listedEndOffsetsNeverGoBack: boolean;
  /** How groups share partitions: through ZooKeeper, by a coordinator and the members (0.9), or by the coordinator (KIP-848, 4.0). */
  readonly groupProtocols: readonly ('zookeeper' | 'classic' | 'consumer')[];
  /** Heartbeats go on while records are processed (KIP-62, 0.10.1). */
  readonly heartbeatsInBackground: boolean;
  /** A first join is answered with a member id to join with (KIP-394, 2.2). */
  readonly memberIdRequired: boolean;
  /** A new member waits in its first JoinGroup for five minutes at most (KAFKA-7610, 2.1.1); before, as long as it took. */
  readonly firstJoinsExpire: boolean;
  /** Who has joined and sends no SyncGroup is removed after the rebalance timeout (KAFKA-12890, 2.8.1); before, only by its session. */
  readonly missingSyncsExpire: boolean;
  /**
   * Heartbeats begin when the generation is known, and are answered NONE while its leader decides (KAFKA-10134, 2.6);
   * before, they began with the assignment, and the coordinator answered REBALANCE_IN_PROGRESS until then.
   */
  readonly heartbeatsWhileCompleting: boolean;
  /** A commit is refused for who sends it before it is for the leader deciding (2.4); before, everybody was told REBALANCE_IN_PROGRESS. */
  readonly commitsCheckMemberFirst: boolean;
  /** What is asked of a group that has just ended gets this; the later answer makes members look for another coordinator (2.3). */
  readonly deadGroupError: 'UNKNOWN_MEMBER_ID' | 'COORDINATOR_NOT_AVAILABLE';
  /**
   * Who coordinates classic groups: the Scala class, or the one written anew in Java for KIP-848 (the default from 4.0). The
   * new one writes a group to the log when it is first joined; lets the end of a session cut the initial delay short; lets
   * the delay of a group that was empty grow, not only a new group's; does not take a late SyncGroup for a heartbeat; and
   * answers commits to a group that is not there with an error of their own.
   */
  readonly groupCoordinator: 'scala' | 'java';
  /** Members say why they join and leave, and the coordinator logs it (KIP-800, 3.2). */
  readonly rebalanceReasons: boolean;
  /** A restarted static leader is told that it leads, and not to assign anew (KIP-814, 3.2); before, its old id was named leader. */
  readonly leaderSkipsAssignment: boolean;
  /** A restarted member with a group.instance.id gets its place back (KIP-345, 2.3). */
  readonly staticMembership: boolean;
  /** Members give up only what moves (KIP-429, 2.4). */
  readonly cooperativeRebalancing: boolean;
  /** A member that is told ILLEGAL_GENERATION keeps its id for the next join (KAFKA-13419, 3.2). */
  readonly illegalGenerationKeepsMemberId: boolean;
  /** A subscription says in which generation its partitions were got (KIP-792, 3.5). */
  readonly subscriptionsNameGeneration: boolean;
  /** Committed offsets expire even while the group is active (until KIP-211, 2.1). */
  readonly activeGroupsLoseOffsets: boolean;
  /**
   * Of a group with members, offsets of topics that no member subscribes to expire: never, in any state (KIP-496, 2.4), or only
   * while it is Stable (KAFKA-13636, 3.2). Between a group that was Empty and its next generation no topic counts as subscribed.
   */
  readonly unsubscribedOffsetsExpire: 'never' | 'always' | 'when-stable';
  /** What a Produce request fails with when its broker has not answered in time (KAFKA-14317, 3.5). */
  readonly unansweredProduceError: 'NETWORK_EXCEPTION' | 'REQUEST_TIMED_OUT';
  /** How errors were printed then, by their later names; the others are called the same. Ask `errorNameIn`. */
  readonly errorNames: Readonly<Partial<Record<ErrorName, string>>>;
  /** How AlterPartition was printed then (renamed in 3.2). */
  readonly isrChangeApi: 'AlterIsr' | 'AlterPartition';
}

export const eras: Readonly<Record<EraId, Era>> = {
  '0.8': eraRow('0.8'),
  '0.10': eraRow('0.10'),
  '0.11': eraRow('0.11'),
  '2.1': eraRow('2.1'),
  '2.8': eraRow('2.8'),
  '3.9': eraRow('3.9'),
  '4.1': eraRow('4.1'),
};

function eraRow(id: EraId): Era {
  return { id, ...behavioursByEra[id], defaults: defaultsByEra[id] };
}

export function eraOf(id: EraId): Era {
  return eras[id];
}

/** Whether consumers share partitions and commit through ZooKeeper, without a coordinator. */
export function groupsAreInZooKeeper({ groupProtocols }: Pick<Era, 'groupProtocols'>): boolean {
  return groupProtocols.includes('zookeeper');
}

/** A setting's default in an era; null where Kafka has none. Sources: ConfigDef of each version; docs/upgrade.html. */
export function configDefault<Group extends ConfigGroup, Name extends ConfigNameOf<Group>>(
  era: EraId | Era, group: Group, name: Name,
): ConfigValueOf<Group, Name> {
  const overrides: Readonly<Record<string, unknown>> = (typeof era === 'string' ? eras[era] : era).defaults[group] ?? {};
  const value = Object.hasOwn(overrides, name) ? overrides[name] : configKey(group, name)?.default;
  // The tables are typed row by row; only this look-up by name loses it.
  return value as ConfigValueOf<Group, Name>;
}
