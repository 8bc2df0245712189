import { decided, unchanged } from '../../../world/machine.ts';
import type { Decided, Effect, Env, HaltEvent, MessageEvent } from '../../actor.ts';
import { brokerAddress, brokerIdOf } from '../../actor.ts';
import type { PeerLostEvent, SessionConnectedEvent, UncleanElectionEnabledEvent } from '../../broker/zookeeper/types.ts';
import { BROKER_IDS_PATH, CONTROLLER_PATH, ISR_CHANGES_PATH, PREFERRED_ELECTION_PATH, REASSIGN_PATH, statePath, TOPICS_PATH } from '../../metadata/zkData.ts';
import type { ZkEvent } from '../../zookeeper/messages.ts';
import { resign } from './candidacy.ts';
import { channelAnswered, channelLost, retryChannel } from './channels.ts';
import { emptyCluster, isActive } from './cluster.ts';
import { accept, requests } from './engine.ts';
import type { Job } from './jobs.ts';
import type { ControlResponse } from './messages.ts';
import { refusalOf, refuse } from './refuse.ts';
import type { ChannelEvent, ZkControllerContext, ZkControllerInput, ZkControllerRequest } from './types.ts';

export function initialContext({ brokerId, zookeeper, staticConfigs }: ZkControllerInput): ZkControllerContext {
  return {
    brokerId, zookeeper, staticConfigs, sessionId: 0, connected: false, activeControllerId: -1, epoch: 0, epochZkVersion: -1, cluster: emptyCluster,
    jobs: [], queue: [], asked: null, nextCorrelationId: 0, channels: {},
  };
}

/** Everything it watches, looked at again: while there was no connection, anything may have happened. */
function lookAgain({ cluster: { reassigned } }: ZkControllerContext, { shared: { era } }: Env): readonly Job[] {
  const isrChange: readonly Job[] = era.notifiesIsrChanges ? [{ type: 'isrChange' }] : [];
  const moving = Object.keys(reassigned).map((partition): Job => ({ type: 'isrOfReassigned', partition }));
  const reassignments: readonly Job[] = era.partitionReassignments === 'through-znode' ? [{ type: 'readReassignments', at: 'reconnect' }, ...moving] : [];
  const elections: readonly Job[] = era.preferredElections === 'through-znode' ? [{ type: 'readElections' }] : [];
  return [{ type: 'readController', mayStand: true }, { type: 'brokerChange' }, { type: 'topicChange' }, ...isrChange, ...reassignments, ...elections];
}

/** The broker has its session, and is registered. Source: KafkaController.processStartup. */
export function sessionConnected(controller: ZkControllerContext, { sessionId }: SessionConnectedEvent, env: Env): Decided<ZkControllerContext> {
  const isNew = sessionId !== controller.sessionId;
  const connected = { ...controller, sessionId, connected: true };
  const accepted = accept(connected, isNew ? lookAgain(connected, env).slice(0, 1) : lookAgain(connected, env), env);
  return decided(accepted.context, ...(controller.asked === null ? [] : requests(connected)), ...accepted.effects);
}

export function sessionDisconnected(controller: ZkControllerContext): Decided<ZkControllerContext> {
  return decided({ ...controller, connected: false });
}

/** Out of office, whether it knew or not. Source: KafkaController.processExpire. */
export function sessionExpired(controller: ZkControllerContext): Decided<ZkControllerContext> {
  const refused = [...controller.jobs, ...controller.queue].flatMap(refusalOf);
  const idle = { ...controller, connected: false, sessionId: 0, activeControllerId: -1, jobs: [], queue: [], asked: null };
  if (!isActive(controller)) return decided(idle, ...refused);
  const resigned = resign(idle);
  return decided(resigned.controller, ...refused, ...resigned.effects);
}

export function watchFired(controller: ZkControllerContext, { message }: MessageEvent<ZkEvent>, env: Env): Decided<ZkControllerContext> {
  const { path, event } = message;
  if (path === CONTROLLER_PATH) return accept(controller, [{ type: 'readController', mayStand: event === 'NodeDeleted' }], env);
  if (path === BROKER_IDS_PATH) return accept(controller, [{ type: 'brokerChange' }], env);
  if (path === ISR_CHANGES_PATH) return accept(controller, [{ type: 'isrChange' }], env);
  if (path === REASSIGN_PATH || path === PREFERRED_ELECTION_PATH) {
    const isSeen = event === 'NodeCreated' || env.shared.era.adminZnodesReadAt === 'every-change';
    const job: Job = path === REASSIGN_PATH ? { type: 'readReassignments', at: 'event' } : { type: 'readElections' };
    return isSeen ? accept(controller, [job], env) : unchanged(controller);
  }
  const moving = Object.keys(controller.cluster.reassigned).find((partition) => statePath(partition) === path);
  if (moving !== undefined) return accept(controller, [{ type: 'isrOfReassigned', partition: moving }], env);
  return path === TOPICS_PATH ? accept(controller, [{ type: 'topicChange' }], env) : unchanged(controller);
}

export function uncleanElectionEnabled(controller: ZkControllerContext, { topic }: UncleanElectionEnabledEvent, env: Env): Decided<ZkControllerContext> {
  return accept(controller, [{ type: 'triggerOnline', topic }], env);
}

export function rebalanceDue(controller: ZkControllerContext, _event: unknown, env: Env): Decided<ZkControllerContext> {
  return accept(controller, [{ type: 'autoRebalance' }], env);
}

export function takeRequest(controller: ZkControllerContext, { message, replyTo }: MessageEvent<ZkControllerRequest>, env: Env): Decided<ZkControllerContext> {
  return accept(controller, [jobFor(message, replyTo)], env);
}

function jobFor(message: ZkControllerRequest, replyTo: MessageEvent<ZkControllerRequest>['replyTo']): Job {
  switch (message.api) {
    case 'AlterPartition': return { type: 'alterIsr', caller: { message, replyTo } };
    case 'ControlledShutdown': return { type: 'controlledShutdown', caller: { message, replyTo } };
    case 'CreateTopics': return { type: 'createTopics', caller: { message, replyTo } };
    case 'CreatePartitions': return { type: 'createPartitions', caller: { message, replyTo } };
    case 'IncrementalAlterConfigs': return { type: 'alterConfigs', caller: { message, replyTo } };
    case 'AlterPartitionReassignments': return { type: 'alterReassignments', caller: { message, replyTo } };
    case 'ListPartitionReassignments': return { type: 'listReassignments', caller: { message, replyTo } };
    case 'ElectLeaders': return { type: 'electLeaders', caller: { message, replyTo } };
    default: return message satisfies never;
  }
}

export function refuseRequest(controller: ZkControllerContext, { message, replyTo }: MessageEvent<ZkControllerRequest>): Decided<ZkControllerContext> {
  return decided(controller, refuse({ message, replyTo }));
}

/** Refused by a broker that knows a newer controller: this one learns of that from ZooKeeper, not from brokers. */
export function brokerAnswered(controller: ZkControllerContext, { message, from }: MessageEvent<ControlResponse>): Decided<ZkControllerContext> {
  const sent = channelAnswered(controller, brokerIdOf(from) ?? -1, message.correlationId);
  return decided(sent.controller, ...sent.effects);
}

export function peerLost(controller: ZkControllerContext, { peer }: PeerLostEvent): Decided<ZkControllerContext> {
  const sent = channelLost(controller, brokerIdOf(peer) ?? -1);
  return decided(sent.controller, ...sent.effects);
}

export function channelDue(controller: ZkControllerContext, { brokerId }: ChannelEvent): Decided<ZkControllerContext> {
  const sent = retryChannel(controller, brokerId);
  return decided(sent.controller, ...sent.effects);
}

export function channelTimedOut(controller: ZkControllerContext, { brokerId }: ChannelEvent): Decided<ZkControllerContext> {
  const sent = channelLost(controller, brokerId);
  return decided<ZkControllerContext, Effect>(sent.controller, { type: 'disconnect', peer: brokerAddress(brokerId) }, ...sent.effects);
}

/** All of it was in memory. */
export function halt(controller: ZkControllerContext, _event: HaltEvent): Decided<ZkControllerContext> {
  return decided(initialContext(controller));
}
