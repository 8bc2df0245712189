import { setup } from 'xstate';
import { rulesOf } from '../../world/machine.ts';
import type { Decided, Effect, Env, HaltEvent, Shared } from '../actor.ts';
import type { GroupRequest } from '../group/messages.ts';
import { emptyImage } from '../metadata/image.ts';
import { alterPartitionAnswered, requestAlterPartition, sendIsrChanges } from './alterPartitions.ts';
import {
  boot, controllerLost, controllerTimedOut, FRESH_COMMUNICATION, halt, heartbeat, heartbeatAnswered, leave, loseDisk, register, registered, shutDown,
} from './lifecycle.ts';
import { deleteRecords } from './deleteRecords.ts';
import { NO_LOG_DIR } from './logDir.ts';
import { cleanerDue, planCleaning } from './logCleaner.ts';
import { logTaskDue } from './logTasks.ts';
import { createInternalTopic, internalTopicAnswered, writeInternalTopic } from './internalTopics.ts';
import { fetchMetadata, metadataFetched } from './metadata.ts';
import { listOffsets, offsetForLeaderEpoch } from './offsets.ts';
import { checkIsrs, checkpointHighWatermarks } from './periodic.ts';
import { initProducerId, NO_PRODUCER_IDS, producerIdsAllocated } from './producerIds.ts';
import { fetch, metadata, produce, toCoordinator, turnAway } from './requests.ts';
import type { BrokerContext, BrokerEvent, BrokerInput } from './types.ts';
import { watchFired, zooKeeperAnswered } from './zookeeper/answers.ts';
import { connectionLost, controllerTimedOut as zkControllerTimedOut } from './zookeeper/channel.ts';
import { newClient } from './zookeeper/client.ts';
import { sessionClosed } from './zookeeper/close.ts';
import { leaderAndIsr, stopReplica, updateMetadata } from './zookeeper/controlRequests.ts';
import { propagateIsrChanges, writeIsr } from './zookeeper/isrWrites.ts';
import { initProducerId as zkInitProducerId } from './zookeeper/producerIds.ts';
import { boot as zkBoot, connect, connected, ping, pinged, readTimedOut } from './zookeeper/session.ts';
import { askToShutDown, forget, shutDown as zkShutDown, shutDownAnswered } from './zookeeper/shutDown.ts';

const act = rulesOf<BrokerContext, BrokerEvent, Shared, Effect>();

type Rule<Event> = (broker: BrokerContext, event: Event, env: Env) => Decided<BrokerContext>;

/** What a broker does in another way where ZooKeeper keeps the cluster's state. */
function byMetadata<Event>(kraft: Rule<Event>, zookeeper: Rule<Event>): Rule<Event> {
  return (broker, event, env) => (broker.zookeeper === undefined ? kraft : zookeeper)(broker, event, env);
}

/** How an ISR is changed: the controller is asked, or ZooKeeper written to. */
function byIsrChanges<Event>(ask: Rule<Event>, write: Rule<Event>): Rule<Event> {
  return (broker, event, env) => (env.shared.era.isrChanges === 'leader-writes-zookeeper' ? write : ask)(broker, event, env);
}

function zkHalt(broker: BrokerContext, event: HaltEvent): Decided<BrokerContext> {
  const halted = halt(broker, event);
  return { context: forget(halted.context, event), effects: halted.effects };
}

function initialContext({ zookeeper, ...input }: BrokerInput): BrokerContext {
  return {
    ...input, cleanShutdownEpoch: null, logDir: NO_LOG_DIR, brokerEpoch: -1, image: emptyImage, metadataOffset: 0, published: false, fenced: true, wantShutDown: false,
    nextCorrelationId: 0, registration: null, heartbeat: null, metadataFetch: null, communication: FRESH_COMMUNICATION, unsentIsrChanges: {},
    isrChangesInFlight: null, followed: {}, fetcherCorrelationIds: {}, topicCreation: null, producerIds: NO_PRODUCER_IDS, cleanerRestartedAtMs: null, ...(zookeeper === undefined ? {} : { zookeeper: newClient(zookeeper) }),
  };
}

const turnsAway = {
  Metadata: { actions: 'turnAway' },
  Produce: { actions: 'turnAway' },
  InitProducerId: { actions: 'turnAway' },
  Fetch: { actions: 'turnAway' },
  ListOffsets: { actions: 'turnAway' },
  OffsetForLeaderEpoch: { actions: 'turnAway' },
  DeleteRecords: { actions: 'turnAway' },
  FindCoordinator: { actions: 'turnAway' },
  JoinGroup: { actions: 'turnAway' },
  SyncGroup: { actions: 'turnAway' },
  Heartbeat: { actions: 'turnAway' },
  LeaveGroup: { actions: 'turnAway' },
  OffsetCommit: { actions: 'turnAway' },
  OffsetFetch: { actions: 'turnAway' },
  DescribeGroups: { actions: 'turnAway' },
  ListGroups: { actions: 'turnAway' },
  DeleteGroups: { actions: 'turnAway' },
  OffsetDelete: { actions: 'turnAway' },
  LeaderAndIsr: { actions: 'turnAway' },
  UpdateMetadata: { actions: 'turnAway' },
  StopReplica: { actions: 'turnAway' },
} as const;

const works = {
  LeaderAndIsr: { actions: 'leaderAndIsr' },
  UpdateMetadata: { actions: 'updateMetadata' },
  StopReplica: { actions: 'stopReplica' },
  HeartbeatDue: { actions: 'heartbeat' },
  IsrCheckDue: { actions: 'checkIsrs' },
  CheckpointDue: { actions: 'checkpointHighWatermarks' },
  LogTaskDue: { actions: 'logTaskDue' },
} as const;

const serves = {
  ...works,
  Metadata: { actions: 'metadata' },
  Produce: { actions: 'produce' },
  InitProducerId: { actions: 'initProducerId' },
  Fetch: { actions: 'fetch' },
  ListOffsets: { actions: 'listOffsets' },
  OffsetForLeaderEpoch: { actions: 'offsetForLeaderEpoch' },
  DeleteRecords: { actions: 'deleteRecords' },
  FindCoordinator: { actions: 'toCoordinator' },
  JoinGroup: { actions: 'toCoordinator' },
  SyncGroup: { actions: 'toCoordinator' },
  Heartbeat: { actions: 'toCoordinator' },
  LeaveGroup: { actions: 'toCoordinator' },
  OffsetCommit: { actions: 'toCoordinator' },
  OffsetFetch: { actions: 'toCoordinator' },
  DescribeGroups: { actions: 'toCoordinator' },
  ListGroups: { actions: 'toCoordinator' },
  DeleteGroups: { actions: 'toCoordinator' },
  OffsetDelete: { actions: 'toCoordinator' },
  CreateInternalTopic: { actions: 'createInternalTopic' },
} as const;

const toFenced = { guard: 'isFenced', target: 'fenced' } as const;
const toShutdown = { guard: 'wantsShutDown', target: 'pendingControlledShutdown' } as const;

/**
 * A broker's life. With ZooKeeper it is running as soon as it is registered, and nobody fences it.
 *
 * Source: BrokerLifecycleManager, KafkaServer, BrokerState.
 */
export const brokerMachine = setup({
  types: { context: {} as BrokerContext, events: {} as BrokerEvent, input: {} as BrokerInput },
  actions: {
    boot: act<'Boot'>(byMetadata(boot, zkBoot)),
    register: act<'RegistrationDue'>(register),
    registered: act<'BrokerRegistrationResponse'>(registered),
    heartbeat: act<'HeartbeatDue'>(heartbeat),
    heartbeatAnswered: act<'BrokerHeartbeatResponse'>(heartbeatAnswered),
    fetchMetadata: act<'MetadataFetchDue'>(fetchMetadata),
    metadataFetched: act<'FetchMetadataResponse'>(metadataFetched),
    requestAlterPartition: act<'RequestAlterPartition'>(byIsrChanges(requestAlterPartition, writeIsr)),
    sendIsrChanges: act<'AlterPartitionDue'>(sendIsrChanges),
    alterPartitionAnswered: act<'AlterPartitionResponse'>(alterPartitionAnswered),
    controllerLost: act<'Disconnected'>(byMetadata(controllerLost, connectionLost)),
    controllerTimedOut: act<'ControllerRequestTimedOut'>(byMetadata(controllerTimedOut, zkControllerTimedOut)),
    shutDown: act<'ShutDown'>(byMetadata(shutDown, zkShutDown)),
    leave: act<'ShutDown' | 'ShutDownOverdue'>(leave),
    loseDisk: act<'DiskLost'>(loseDisk),
    checkIsrs: act<'IsrCheckDue'>(checkIsrs),
    checkpointHighWatermarks: act<'CheckpointDue'>(checkpointHighWatermarks),
    metadata: act<'Metadata'>(metadata),
    produce: act<'Produce'>(produce),
    initProducerId: act<'InitProducerId'>(byMetadata(initProducerId, zkInitProducerId)),
    producerIdsAllocated: act<'AllocateProducerIdsResponse'>(producerIdsAllocated),
    fetch: act<'Fetch'>(fetch),
    listOffsets: act<'ListOffsets'>(listOffsets),
    offsetForLeaderEpoch: act<'OffsetForLeaderEpoch'>(offsetForLeaderEpoch),
    logTaskDue: act<'LogTaskDue'>(logTaskDue),
    planCleaning: act<'PlanCleaning'>(planCleaning),
    cleanerDue: act<'CleanerDue'>(cleanerDue),
    deleteRecords: act<'DeleteRecords'>(deleteRecords),
    toCoordinator: act<GroupRequest['api']>(toCoordinator),
    createInternalTopic: act<'CreateInternalTopic'>(byMetadata(createInternalTopic, writeInternalTopic)),
    internalTopicAnswered: act<'CreateTopicsResponse'>(internalTopicAnswered),
    turnAway: act<keyof typeof turnsAway>(turnAway),
    halt: act<'Halt'>(byMetadata(halt, zkHalt)),
    connect: act<'ZkReconnectDue'>(connect),
    connected: act<'ZkConnectResponse'>(connected),
    ping: act<'ZkPingDue'>(ping),
    pinged: act<'ZkPingResponse'>(pinged),
    readTimedOut: act<'ZkReadTimeout'>(readTimedOut),
    sessionClosed: act<'ZkCloseResponse'>(sessionClosed),
    zooKeeperAnswered: act<'ZkRequestResponse'>(zooKeeperAnswered),
    watchFired: act<'ZkEventResponse'>(watchFired),
    leaderAndIsr: act<'LeaderAndIsr'>(leaderAndIsr),
    updateMetadata: act<'UpdateMetadata'>(updateMetadata),
    stopReplica: act<'StopReplica'>(stopReplica),
    askToShutDown: act<'ControlledShutdownDue'>(askToShutDown),
    propagateIsrChanges: act<'IsrChangePropagationDue'>(propagateIsrChanges),
    shutDownAnswered: act<'ControlledShutdownResponse'>(shutDownAnswered),
  },
  guards: {
    isCaughtUp: ({ context }) => context.published,
    isFenced: ({ context }) => context.fenced,
    isUnfenced: ({ context }) => !context.fenced,
    wantsShutDown: ({ context }) => context.wantShutDown,
  },
}).createMachine({
  id: 'broker',
  initial: 'down',
  context: ({ input }) => initialContext(input),
  states: {
    down: { on: { Boot: { target: 'up', actions: 'boot' }, DiskLost: { actions: 'loseDisk' } } },
    up: {
      initial: 'starting',
      on: {
        FetchMetadataResponse: { actions: 'metadataFetched' },
        MetadataFetchDue: { actions: 'fetchMetadata' },
        BrokerHeartbeatResponse: { actions: 'heartbeatAnswered' },
        RequestAlterPartition: { actions: 'requestAlterPartition' },
        AlterPartitionResponse: { actions: 'alterPartitionAnswered' },
        AlterPartitionDue: { actions: 'sendIsrChanges' },
        AllocateProducerIdsResponse: { actions: 'producerIdsAllocated' },
        CreateTopicsResponse: { actions: 'internalTopicAnswered' },
        Disconnected: { actions: 'controllerLost' },
        ControllerRequestTimedOut: { actions: 'controllerTimedOut' },
        ShutDown: { actions: 'shutDown' },
        ShutDownOverdue: { actions: 'leave' },
        ZkReconnectDue: { actions: 'connect' },
        ZkConnectResponse: { actions: 'connected' },
        ZkPingDue: { actions: 'ping' },
        ZkPingResponse: { actions: 'pinged' },
        ZkReadTimeout: { actions: 'readTimedOut' },
        ZkCloseResponse: { actions: 'sessionClosed' },
        ZkRequestResponse: { actions: 'zooKeeperAnswered' },
        ZkEventResponse: { actions: 'watchFired' },
        IsrChangePropagationDue: { actions: 'propagateIsrChanges' },
        PlanCleaning: { actions: 'planCleaning' },
        CleanerDue: { actions: 'cleanerDue' },
        ControlledShutdownDue: { actions: 'askToShutDown' },
        ControlledShutdownResponse: { actions: 'shutDownAnswered' },
        Halt: { target: 'down', actions: 'halt' },
      },
      states: {
        starting: {
          on: {
            BrokerRegistrationResponse: { actions: 'registered' }, RegistrationDue: { actions: 'register' }, HeartbeatDue: { actions: 'heartbeat' },
            ShutDown: { actions: 'leave' }, ...turnsAway,
          },
          always: { guard: 'isCaughtUp', target: 'recovery' },
        },
        recovery: { on: { ...works, ShutDown: { actions: 'leave' }, ...turnsAway }, always: { guard: 'isUnfenced', target: 'running' } },
        running: { on: serves, always: [toShutdown, toFenced] },
        fenced: { on: serves, always: [toShutdown, { guard: 'isUnfenced', target: 'running' }] },
        pendingControlledShutdown: { on: { ...serves, ShutDown: {} } },
      },
    },
  },
});
