import { coordinatorFacts } from './coordinatorFacts.ts';
import type { CommandSentences, Dictionary, FactSentences, StepSentences } from './types.ts';
import { consumerCommandsInEnglish, consumerFactsInEnglish } from './enConsumers.ts';
import { few, ids, leaf, milliseconds, nodeName, offsets, unstopped, values } from './names.ts';
import { enGroups } from './enGroups.ts';
import { placementText } from './placement.ts';
import { timerName } from './timers.ts';

const several = (partitions: readonly string[]): string => few(partitions, ', ', (count) => `${count} partitions`);

const node = (address: string): string => nodeName(address, 'en');
const everybody = (to: string | null): string => (to === null ? 'everybody else' : node(to));
const acksText = (acks: number): string => `acks=${acks === -1 ? 'all' : acks}`;

const facts: FactSentences = {
  ...enGroups,
  BrokerStarted: ({ brokerId }) => `Broker ${brokerId} starts.`,
  BrokerStopped: ({ brokerId, how }) => ({
    killed: `Broker ${brokerId} is killed; its log stays whole.`,
    'power-off': `Broker ${brokerId} loses power; what was not flushed to disk is gone.`,
    'controlled-shutdown': `Broker ${brokerId} has shut down in good order.`,
    'start-up-failed': `Broker ${brokerId} fails to start and exits.`,
    'fatal-error': `Broker ${brokerId} ends itself with a fatal error; its log stays whole.`,
  })[how],
  BrokerRegistered: ({ brokerId, brokerEpoch }) => `The controller registers broker ${brokerId} with broker epoch ${brokerEpoch}.`,
  BrokerFenced: ({ brokerId, reason }) => ({
    'session-timeout': `The controller fences broker ${brokerId}: its session has timed out.`,
    'controlled-shutdown': `The controller fences broker ${brokerId}: it is shutting down.`,
    'new-incarnation': `The controller fences broker ${brokerId}: a new process has registered under its id.`,
  })[reason],
  BrokerUnfenced: ({ brokerId }) => `The controller unfences broker ${brokerId}; it may lead and join ISRs again.`,
  BrokerStateChanged: ({ brokerId, from, to }) => `Broker ${brokerId} goes from ${from} to ${to}.`,
  UnflushedRecordsLost: ({ brokerId, partition, from, to }) => `Broker ${brokerId} loses ${offsets(to, from - 1, 'en')} of ${partition}, which ${from - to === 1 ? 'was' : 'were'} not on its disk.`,
  LogsLoaded: ({ brokerId, logs, hadCleanShutdown }) => {
    const what = logs === 1 ? 'its log' : `its ${logs} logs`;
    return hadCleanShutdown
      ? `Broker ${brokerId} loads ${what}; .kafka_cleanshutdown is there, so nothing needs recovery.`
      : `Broker ${brokerId} loads ${what}; there is no .kafka_cleanshutdown, so what was written last must be recovered.`;
  },
  LogRecovered: ({ brokerId, partition, segment, recoveryPoint, logEndOffset }) =>
    `Broker ${brokerId} recovers segment ${segment} of ${partition}: its recovery point is ${recoveryPoint}, and the log ends at ${logEndOffset}.`,
  CheckpointWritten: ({ brokerId, partition, file, offset }) => `Broker ${brokerId} writes ${offset} for ${partition} into ${file}.`,
  RecordsFlushed: ({ brokerId, partition, to, reason }) => `Broker ${brokerId} flushes ${partition} to its disk up to offset ${to}${{
    'flush.messages': ': flush.messages is reached', 'flush.ms': ': flush.ms is over', 'segment-roll': ', for it begins a new segment', shutdown: ' before it stops',
  }[reason]}.`,
  LogStartOffsetAdvanced: ({ brokerId, partition, from, to, reason }) => `${({
    'delete-records': `Leader broker ${brokerId} deletes ${partition} below offset ${to}, as it was asked`,
    'retention.ms': `Broker ${brokerId} deletes old segments of ${partition}: retention.ms is over`,
    'retention.bytes': `Broker ${brokerId} deletes old segments of ${partition}: there is more than retention.bytes`,
    leader: `Broker ${brokerId} learns from its leader that ${partition} begins later`,
  })[reason]}; its log start moves from ${from} to ${to}.`,
  LogCleaned: ({ brokerId, partition, to, removed, kept }) => (removed.length === 0
    ? `The log cleaner of broker ${brokerId} goes through ${partition} up to offset ${to}: nothing is superseded, all ${kept} records stay.`
    : `The log cleaner of broker ${brokerId} cleans ${partition} up to offset ${to}: ${removed.length} records go, ${kept} stay; offsets stay as they were.`),
  LowWatermarkAdvanced: ({ brokerId, partition, from, to }) => `Leader broker ${brokerId} knows that no live replica keeps ${partition} below ${to}: the low watermark moves from ${from} to ${to}.`,
  RecordsDeleted: ({ partition, lowWatermark }) => `The administrator hears that the records are deleted; the low watermark of ${partition} is ${lowWatermark}.`,
  PositionOutOfRange: ({ consumer, partition, position, policy }) => (policy === 'none'
    ? `${node(consumer)} wants offset ${position} of ${partition}, which its log does not have, and auto.offset.reset=none: it gets an OffsetOutOfRangeException.`
    : `${node(consumer)} wants offset ${position} of ${partition}, which its log does not have; it looks for the ${policy} offset.`),
  DiskLost: ({ brokerId }) => `Broker ${brokerId} loses its disk.`,
  ControllerElected: ({ controllerId, epoch }) => `Controller ${controllerId} becomes the active controller in epoch ${epoch}.`,
  LeaderElected: ({ partition, leader, leaderEpoch, isr, election }) => ({
    clean: `The controller elects broker ${leader} leader of ${partition} in leader epoch ${leaderEpoch}.`,
    unclean: `The controller elects broker ${leader} leader of ${partition} although it was not in sync: an unclean election; the ISR is now ${ids(isr)}.`,
    preferred: `The controller gives ${partition} back to its preferred leader, broker ${leader}.`,
    reassignment: `The controller moves the leadership of ${partition} to broker ${leader}: the old leader holds it no more.`,
    'controlled-shutdown': `The controller moves the leadership of ${partition} to broker ${leader}, before the old leader shuts down.`,
  })[election],
  PartitionWentOffline: ({ partition }) => `${partition} has no leader: no replica that may lead is alive.`,
  ReplicaLeftIsr: ({ partition, brokerId, isr }) => `Broker ${brokerId} leaves the ISR of ${partition}, which is now ${ids(isr)}.`,
  ReplicaJoinedIsr: ({ partition, brokerId, isr }) => `Broker ${brokerId} joins the ISR of ${partition}, which is now ${ids(isr)}.`,
  TopicCreated: ({ topic, assignment }) => `Topic ${topic} is created with ${assignment.length} partition${assignment.length === 1 ? '' : 's'}.`,
  PartitionsAdded: ({ topic, from, assignment }) => `Topic ${topic} grows from ${from} to ${from + assignment.length} partitions.`,
  ReassignmentStarted: ({ partition, target, adding, removing }) =>
    `${partition} is to move to brokers ${ids(target)}: ${adding.length === 0 ? 'nobody has to be added' : `${ids(adding)} begin to copy it`}, ${removing.length === 0 ? 'nobody goes' : `${ids(removing)} go when all are in sync`}.`,
  ReassignmentWidened: ({ partition, target, replicas }) => `${partition} has the replicas ${ids(replicas)} now, old and new ones; the controller waits until ${ids(target)} are in sync.`,
  ReassignmentEnded: ({ partition, replicas, removed, cancelled }) =>
    `The reassignment of ${partition} is ${cancelled ? 'called off' : 'complete'}: its replicas are ${ids(replicas)}${removed.length === 0 ? '' : `, no longer ${ids(removed)}`}.`,
  ReassignmentDropped: ({ partition, target, reason, live }) => ({
    'already-assigned': `${partition} is on brokers ${ids(target)} already: the controller takes it off the list.`,
    'no-such-partition': `There is no ${partition}: the controller takes it off the list.`,
    'not-alive': `Of brokers ${ids(target)} ${live.length === 0 ? 'none is' : `only ${ids(live)} ${live.length === 1 ? 'is' : 'are'}`} alive: the controller gives up on moving ${partition}, and takes it off the list.`,
    leaderless: `${partition} has never had a leader: the controller takes it off the list.`,
  })[reason],
  ReassignmentToolFinished: ({ moves, outcome }) => {
    const all = moves.map(({ partition }) => partition).join(', ');
    switch (outcome.how) {
      case 'started': return `kafka-reassign-partitions.sh has had its plan taken: ${all} ${moves.length === 1 ? 'is' : 'are'} to move.`;
      case 'cancelled': return `kafka-reassign-partitions.sh has called off the moves of ${outcome.partitions.join(', ')}.`;
      case 'none-active': return `kafka-reassign-partitions.sh finds nothing to call off: none of ${all} moves.`;
      case 'running': return 'kafka-reassign-partitions.sh asks for nothing: another reassignment is running.';
      case 'invalid': return 'kafka-reassign-partitions.sh refuses its file: a list is empty, or names something twice.';
      case 'unknown-brokers': return `kafka-reassign-partitions.sh asks for nothing: it knows no broker ${ids(outcome.brokers)}.`;
      case 'unknown-partitions': return `kafka-reassign-partitions.sh asks for nothing: there is no ${outcome.partitions.join(', ')}.`;
      case 'overtaken': return 'kafka-reassign-partitions.sh comes too late: another run has just written /admin/reassign_partitions.';
      case 'refused': return `The controller refuses ${outcome.errors.map(({ partition, error }) => `${partition} (${error})`).join(', ')}.`;
      case 'timed-out': return 'kafka-reassign-partitions.sh gives up: nobody has answered.';
      default: return outcome satisfies never;
    }
  },
  ReplicaDeleted: ({ brokerId, partition }) => `Broker ${brokerId} holds ${partition} no more and deletes its log.`,
  ReplicasPlaced: ({ partition, replicas, steps }) => {
    const how = placementText(steps, { inList: (brokers) => `places in ${brokers}, counted from 0: `, broker: 'broker', passedOver: ' (passed over)', separator: '; ' });
    return `The controller places ${partition} on ${replicas.length === 1 ? 'broker' : 'brokers'} ${ids(replicas)}: ${how}.`;
  },
  ConfigChanged: ({ resourceType, resourceName, name, value }) => {
    const whose = resourceName === '' ? 'every broker' : `${resourceType} ${resourceName}`;
    return value === null ? `${name} of ${whose} returns to its default.` : `${name} of ${whose} is set to ${value}.`;
  },
  AdminRequestFailed: ({ api, error, message }) => `The ${api} request fails with ${error}${message === null ? '' : `: ${unstopped(message)}`}.`,
  ElectionRequested: ({ electionType, partition, error, message }) =>
    error === 'NONE' ? `${electionType === 'UNCLEAN' ? 'An' : 'A'} ${electionType} election of ${partition} is carried out.` : `${electionType === 'UNCLEAN' ? 'An' : 'A'} ${electionType} election of ${partition} is refused with ${error}${message === null ? '' : `: ${unstopped(message)}`}.`,
  PreferredElectionBegun: ({ partitions, found }) => {
    const elected = partitions.length === 0 ? 'nothing is to be elected' : `it elects the preferred ${partitions.length === 1 ? 'leader' : 'leaders'} of ${several(partitions)}`;
    return found === null ? `The controller reads /admin/preferred_replica_election: ${elected}.` : `The new controller finds /admin/preferred_replica_election, which the one before has left: ${elected}.`;
  },
  PreferredElectionEnded: ({ partition, preferred, leader }) => {
    if (leader === null) return `The controller knows no leader of ${partition} and fails at it: /admin/preferred_replica_election stays.`;
    if (leader === preferred) return `The election of ${partition} is done: its preferred replica leads it, on broker ${preferred}.`;
    return `Broker ${preferred} cannot lead ${partition}: it is not alive, or not in sync. ${leader < 0 ? 'There is still no leader' : `Broker ${leader} still leads`}, and the election is done.`;
  },
  ElectionToolFinished: ({ partitions, missing, outcome }) => {
    const left = missing.length === 0 ? '' : ` It leaves out ${several(missing)}, which ${missing.length === 1 ? 'is' : 'are'} not there.`;
    switch (outcome.how) {
      case 'started': return `The tool kafka-preferred-replica-election.sh has written ${partitions.length === 0 ? 'an empty list' : several(partitions)} into /admin/preferred_replica_election.${left}`;
      case 'running': return 'The tool kafka-preferred-replica-election.sh asks for nothing: /admin/preferred_replica_election is there already.';
      case 'timed-out': return 'The tool kafka-preferred-replica-election.sh gives up: ZooKeeper has not answered.';
      default: return outcome satisfies never;
    }
  },
  SessionCreated: ({ node: client, timeoutMs }) => `ZooKeeper opens a session for ${node(client)} that ends after ${milliseconds(timeoutMs)} of silence.`,
  SessionExpired: ({ node: client }) => `ZooKeeper has heard nothing from ${node(client)} for too long: its session expires, and its ephemeral znodes go.`,
  SessionClosed: ({ node: client }) => `${node(client)} closes its ZooKeeper session; its ephemeral znodes go.`,
  ZooKeeperDisconnected: ({ node: client }) => `${node(client)} loses its connection to ZooKeeper; its session lives on for now.`,
  ZnodeCreated: ({ path, ephemeralOwner }) => `The ${ephemeralOwner === 0 ? '' : 'ephemeral '}znode ${path} is created.`,
  ZnodeChanged: ({ path, version }) => `The znode ${path} is written; it is now at version ${version}.`,
  ZnodeDeleted: ({ path, ephemeralOwner }) => `The ${ephemeralOwner === 0 ? '' : 'ephemeral '}znode ${path} is gone.`,
  WatchFired: ({ event, path, to }) => `ZooKeeper tells ${node(to)}, which watches ${path}: ${event}.`,
  ZkClientStarted: ({ client }) => `${node(client)} starts.`,
  ZkClientStopped: ({ client }) => `${node(client)} stops.`,
  ZnodeRead: ({ client, path, what, found, data, children, version, watch }) => {
    const seen = !found ? `${path} is not there` : what === 'data' ? `${path} holds “${data ?? ''}” at version ${version}` : what === 'exists' ? `${path} is there` : `${path} has ${children?.length ?? 0} ${children?.length === 1 ? 'child' : 'children'}`;
    return `${node(client)} reads: ${seen}${watch ? ', and leaves a watch' : ''}.`;
  },
  ZkOperationFailed: ({ client, op, path, error }) => (error === 'CONNECTIONLOSS'
    ? `${node(client)} lost its connection before ${op} of ${path} was answered: it cannot know whether it was carried out.`
    : `ZooKeeper refuses ${node(client)} the ${op} of ${path}: ${error}.`),
  LockAcquired: ({ client, path, znode }) => `${node(client)} has the lowest number under ${path}, ${leaf(znode)}: it holds the lock.`,
  LockAwaited: ({ client, znode, behind }) => `${node(client)}, with ${leaf(znode)}, waits until ${leaf(behind)} is gone.`,
  LockReleased: ({ client, path }) => `${node(client)} has given up its place under ${path}.`,
  LockDoubted: ({ client, path }) => `${node(client)} cannot know any more whether the lock ${path} is still its own, and stops using it.`,
  LockLost: ({ client, path }) => `${node(client)} learns that its session is over: its place under ${path} is lost.`,
  BrokerRegisteredInZooKeeper: ({ brokerId, path, brokerEpoch }) => `Broker ${brokerId} is registered at ${path} with broker epoch ${brokerEpoch}.`,
  BrokerRegistrationRefused: ({ brokerId, path }) => `Broker ${brokerId} cannot register: ${path} still belongs to the session of its former process.`,
  ControllerResigned: ({ controllerId }) => `Broker ${controllerId} resigns as the controller.`,
  LiveBrokersChanged: ({ controllerId, live }) => `The controller, broker ${controllerId}, sees that the live brokers are now ${ids(live)}.`,
  ControlRequestRefused: ({ brokerId, api, controllerId, error }) => `Broker ${brokerId} refuses the ${api} of controller ${controllerId} with ${error}.`,
  BecameLeader: ({ brokerId, partition, leaderEpoch, startOffset }) => `Broker ${brokerId} leads ${partition} in leader epoch ${leaderEpoch}, from offset ${startOffset}.`,
  BecameFollower: ({ brokerId, partition, leader }) =>
    leader < 0 ? `Broker ${brokerId} learns that ${partition} has no leader.` : `Broker ${brokerId} follows broker ${leader} for ${partition}.`,
  RecordsAppended: ({ brokerId, partition, records, logEndOffset }) => `Broker ${brokerId} appends ${values(records, 'en', partition)} to ${partition} as its leader; its log end offset is now ${logEndOffset}.`,
  RecordsReplicated: ({ brokerId, partition, records, logEndOffset }) => `Broker ${brokerId} copies ${values(records, 'en', partition)} into ${partition}; its log end offset is now ${logEndOffset}.`,
  FollowerPositionLearned: ({ brokerId, followerId, partition, to }) => `Leader broker ${brokerId} learns that broker ${followerId} has everything of ${partition} below offset ${to}.`,
  HighWatermarkAdvanced: ({ brokerId, partition, role, from, to }) =>
    role === 'leader' ? `The leader, broker ${brokerId}, moves the high watermark of ${partition} from ${from} to ${to}.` : `The follower on broker ${brokerId} learns that the high watermark of ${partition} is ${to}.`,
  HighWatermarkFrozen: ({ partition, highWatermark, isr, minIsr }) =>
    `The high watermark of ${partition} is frozen at ${highWatermark}: the ISR ${ids(isr)} is below min.insync.replicas=${minIsr}.`,
  IsrShrinkAsked: ({ brokerId, partition, from, to }) => `Leader broker ${brokerId} asks to shrink the ISR of ${partition} from ${ids(from)} to ${ids(to)}.`,
  IsrExpandAsked: ({ brokerId, partition, from, to }) => `Leader broker ${brokerId} asks to expand the ISR of ${partition} from ${ids(from)} to ${ids(to)}.`,
  IsrUpdated: ({ brokerId, partition, isr }) => `Leader broker ${brokerId} hears that the ISR of ${partition} is ${ids(isr)}.`,
  IsrWriteSkipped: ({ brokerId, partition, isr, zkVersion }) => `ZooKeeper no longer has version ${zkVersion} of the state of ${partition}: broker ${brokerId} cannot write the ISR ${ids(isr)} and keeps the one it has.`,
  TruncationNotAllowed: ({ brokerId, partition, leader, leaderEndOffset, logEndOffset }) => `The log of ${partition} on leader broker ${leader} ends at ${leaderEndOffset}, on broker ${brokerId} at ${logEndOffset}: unclean elections are off, so broker ${brokerId} does not cut its log.`,
  AlterPartitionRefused: ({ brokerId, partition, error }) => `The controller refuses broker ${brokerId}’s change to the ISR of ${partition} with ${error}.`,
  LogTruncated: ({ brokerId, partition, from, to, removed }) => `Broker ${brokerId} cuts its log of ${partition} from offset ${from} back to ${to} and drops ${values(removed, 'en', partition)}.`,
  ReplicaFetchFailed: ({ brokerId, partition, leader, leaderEpoch, error }) => (error === 'FENCED_LEADER_EPOCH'
    ? `Broker ${leader} refuses broker ${brokerId} with ${error}: it asked for ${partition} in leader epoch ${leaderEpoch}, which is over.`
    : `Broker ${brokerId} cannot fetch ${partition} from broker ${leader}: ${error}.`),
  ReplicaFetcherDisconnected: ({ brokerId, leader }) => `Broker ${brokerId} loses its connection to leader broker ${leader}.`,
  ProduceRefused: ({ brokerId, partition, error }) => `Broker ${brokerId} refuses to append to ${partition}: ${error}.`,
  RequestParked: ({ brokerId, api, from }) => `Broker ${brokerId} parks the ${api} request of ${node(from)}.`,
  ProduceAnswered: ({ brokerId, to, partition, error, acks }) =>
    error === 'NONE' ? `Broker ${brokerId} answers ${node(to)}: the write to ${partition} is done for ${acksText(acks)}.` : `Broker ${brokerId} answers ${node(to)}: the write to ${partition} failed with ${error}.`,
  ParkedFetchAnswered: ({ brokerId, to, atDeadline }) =>
    atDeadline ? `Broker ${brokerId} answers the parked Fetch of ${node(to)} at its deadline.` : `Broker ${brokerId} answers the parked Fetch of ${node(to)}, for there is news.`,
  DuplicateAppendIgnored: ({ brokerId, partition, producerId, baseSequence, firstOffset }) =>
    `Broker ${brokerId} has sequence ${baseSequence} of producer id ${producerId} in ${partition} already, at offset ${firstOffset}: it does not append it again.`,
  SequenceRefused: ({ brokerId, partition, producerId, producerEpoch, baseSequence, error, knownEpoch, knownSequence }) => {
    const known = error === 'INVALID_PRODUCER_EPOCH' ? `epoch ${producerEpoch} is older than ${knownEpoch}` : knownSequence < 0 ? 'it knows none before it' : `the last one it has is ${knownSequence}`;
    return `Broker ${brokerId} refuses sequence ${baseSequence} of producer id ${producerId} for ${partition} with ${error}: ${known}.`;
  },
  ProducerIdsAllocated: ({ brokerId, producerIdStart, producerIdLen }) => `Broker ${brokerId} may give away the producer ids from ${producerIdStart} to ${producerIdStart + producerIdLen - 1}.`,
  ...coordinatorFacts.en,
  ProducerStarted: ({ producer, idempotent }) => `${node(producer)} starts ${idempotent ? 'as an idempotent producer' : 'without idempotence'}.`,
  ProducerStopped: ({ producer }) => `${node(producer)} stops: what it had not sent is gone.`,
  ProducerIdAssigned: ({ producer, producerId, producerEpoch, brokerId }) => `${node(producer)} receives producer id ${producerId} with epoch ${producerEpoch} from broker ${brokerId}.`,
  ProducerEpochRaised: ({ producer, producerId, producerEpoch, partitions }) => `${node(producer)} goes on as producer id ${producerId} with epoch ${producerEpoch} and counts ${partitions.join(', ')} from sequence 0 again.`,
  RecordSent: ({ producer, partition, value, acks, attempt, brokerId }) =>
    `${node(producer)} sends ${value ?? 'a tombstone'} for ${partition} to broker ${brokerId} with ${acksText(acks)}${attempt > 1 ? `, attempt ${attempt}` : ''}.`,
  RecordAcknowledged: ({ producer, partition, value, acks, offset }) => {
    const record = value ?? 'the tombstone';
    if (acks === 0) return `${node(producer)} counts ${record} as sent to ${partition}: with acks=0 it waits for no answer.`;
    return `${node(producer)} has its acknowledgement: ${record} is ${offset < 0 ? `in ${partition}, at an offset that it is not told` : `at offset ${offset} of ${partition}`}.`;
  },
  SendRetried: ({ producer, partition, error, inMs }) => `${node(producer)} will send to ${partition} again in ${milliseconds(inMs)} after ${error}.`,
  SendFailed: ({ producer, partition, error, reason }) => ({
    'not-retriable': `${node(producer)} gives up sending to ${partition}: ${error} is not worth a retry.`,
    'retries-exhausted': `${node(producer)} gives up sending to ${partition} after its last retry: ${error}.`,
    'delivery-timeout': `${node(producer)} gives up sending to ${partition}: delivery.timeout.ms is over.`,
  })[reason],
  ClientDisconnected: ({ client, brokerId, refused }) =>
    refused ? `${node(client)} cannot connect to broker ${brokerId}.` : `${node(client)} loses its connection to broker ${brokerId}.`,
  ClientMetadataUpdated: ({ client, leaders }) =>
    `${node(client)} learns who leads: ${Object.entries(leaders).map(([partition, leader]) => `${partition} ${leader < 0 ? 'has no leader' : `is led by broker ${leader}`}`).join(', ')}.`,
  RecordsDelivered: ({ consumer, partition, records, position }) => `${node(consumer)} receives ${values(records, 'en', partition)} from ${partition}; its position is now ${position}.`,
  OffsetReset: ({ consumer, partition, policy, to }) => policy === 'none'
    ? `${node(consumer)} has no position in ${partition} and auto.offset.reset=none: it gets a NoOffsetForPartitionException.`
    : `${node(consumer)} resets its position in ${partition} to ${to}, the ${policy} offset.`,
  EndOffsetListed: ({ client, partition, offset }) => `${node(client)} is told that ${partition} ends at offset ${offset}.`,
  ConsumerStarted: ({ consumer }) => `${node(consumer)} starts.`,
  ConsumerStopped: ({ consumer }) => `${node(consumer)} stops.`,
  ...consumerFactsInEnglish,
  NetworkCut: ({ from, to }) => `The network between ${node(from)} and ${everybody(to)} is cut.`,
  NetworkHealed: ({ from, to }) => `The network between ${node(from)} and ${everybody(to)} is healed.`,
  NetworkSlowed: ({ from, to, extraLatencyMs }) => `Messages between ${node(from)} and ${everybody(to)} now take ${milliseconds(extraLatencyMs)} longer.`,
  CommandRefused: ({ reason }) => `That cannot be done: ${reason}.`,
};

const commands: CommandSentences = {
  'broker.kill': ({ brokerId }) => `You kill broker ${brokerId}.`,
  'broker.powerOff': ({ brokerId }) => `You cut the power of broker ${brokerId}.`,
  'cluster.powerOff': () => 'You cut the power of all brokers at once.',
  'broker.restart': ({ brokerId }) => `You restart broker ${brokerId}.`,
  'broker.shutdown': ({ brokerId }) => `You ask broker ${brokerId} to shut down.`,
  'disk.lose': ({ brokerId }) => `You empty the disk of broker ${brokerId}.`,
  'network.cut': ({ from, to }) => `You cut the network between ${node(from)} and ${everybody(to)}.`,
  'network.heal': ({ from, to }) => `You heal the network between ${node(from)} and ${everybody(to)}.`,
  'network.slow': ({ from, to }) => `You slow the network between ${node(from)} and ${everybody(to)}.`,
  'producer.send': ({ producer, value, topic }) => `You have ${node(producer)} send ${value ?? 'a tombstone'} to ${topic}.`,
  'producer.kill': ({ producer }) => `You kill ${node(producer)}.`,
  'producer.restart': ({ producer }) => `You restart ${node(producer)}.`,
  ...consumerCommandsInEnglish,
  'zkClient.create': ({ client, path, ephemeral, sequential }) => `You have ${node(client)} create the ${ephemeral === true ? 'ephemeral ' : ''}${sequential === true ? 'sequential ' : ''}znode ${path}.`,
  'zkClient.set': ({ client, path, data, version }) => `You have ${node(client)} write “${data}” to ${path}${version === undefined ? '' : `, if it is at version ${version}`}.`,
  'zkClient.delete': ({ client, path }) => `You have ${node(client)} delete ${path}.`,
  'zkClient.read': ({ client, path, watch }) => `You have ${node(client)} read ${path}${watch ? ' and watch it' : ''}.`,
  'zkClient.follow': ({ client, path }) => `You have ${node(client)} follow ${path}.`,
  'zkClient.lock': ({ client, path }) => `You have ${node(client)} ask for the lock ${path}.`,
  'zkClient.unlock': ({ client }) => `You have ${node(client)} give its lock back.`,
  'zkClient.close': ({ client }) => `You have ${node(client)} close its session and end.`,
  'zkClient.kill': ({ client }) => `You kill ${node(client)}.`,
  'zkClient.restart': ({ client }) => `You restart ${node(client)}.`,
  'topic.create': ({ topic }) => `You ask for the topic ${topic.name}.`,
  'config.set': ({ name, value }) => (value === null ? `You ask for the default of ${name}.` : `You ask for ${name}=${value}.`),
  'records.delete': ({ partition, beforeOffset }) => `You ask for ${partition} to be deleted below ${beforeOffset === -1 ? 'its high watermark' : `offset ${beforeOffset}`}.`,
  'partitions.create': ({ topic, count }) => `You ask for topic ${topic} to have ${count} partitions.`,
  'partition.reassign': ({ partition, replicas }) => (replicas === null ? `You call the reassignment of ${partition} off.` : `You ask for ${partition} to be moved to brokers ${ids(replicas)}.`),
  'reassignment.run': ({ does, moves }) => `You run kafka-reassign-partitions.sh --${does} for ${moves.map(({ partition }) => partition).join(', ')}.`,
  'group.resetOffsets': ({ group, topics }) => `You ask for the offsets of group ${group} to be reset${topics === null ? '' : ` in ${topics.join(', ')}`}.`,
  'group.deleteOffsets': ({ group, topics }) => `You ask for the offsets of group ${group} in ${topics.join(', ')} to be deleted.`,
  'group.delete': ({ group }) => `You ask for group ${group} to be deleted.`,
  'leader.elect': ({ electionType, partition }) => `You ask for ${electionType === 'UNCLEAN' ? 'an' : 'a'} ${electionType} election of ${partition ?? 'every partition'}.`,
};

const steps: StepSentences = {
  request: ({ api, from, to }) => `${node(from)}’s ${api} request reaches ${node(to)}.`,
  response: ({ api, from, to }) => (api === 'ZkEvent' ? `A notification from ${node(from)} reaches ${node(to)}.` : `${node(from)}’s answer to ${api} reaches ${node(to)}.`),
  broken: ({ node: one, peer }) => `${node(one)} notices that its connection with ${node(peer)} is broken.`,
  refused: ({ node: one, peer }) => `${node(one)} finds nobody listening at ${node(peer)}.`,
  duplicated: ({ sentence }) => `Outside TCP: ${sentence.replace(/\.$/, '')}, and will arrive once more.`,
  leaveIsr: ({ brokers, partition, isr }) => `Brokers ${brokers.slice(0, -1).join(', ')} and ${brokers.at(-1)} leave the ISR of ${partition}, which is now ${ids(isr)}.`,
  timer: (timer) => `A timer of ${node(timer.owner)} fires: ${timerName(timer, 'en')}.`,
  hold: ({ client, server }) => `You hold the messages between ${node(client)} and ${node(server)}.`,
  disconnect: ({ client, server }) => `You break the connection between ${node(client)} and ${node(server)}.`,
};

export const en: Dictionary = { facts, commands, steps };
