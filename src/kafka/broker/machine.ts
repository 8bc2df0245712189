import { setup } from 'xstate';
import { rulesOf } from '../../world/machine.ts';
import type { Effect, Shared } from '../actor.ts';
import { emptyImage } from '../metadata/image.ts';
import { alterPartitionAnswered, requestAlterPartition, sendIsrChanges } from './alterPartitions.ts';
import { boot, controllerLost, controllerTimedOut, halt, heartbeat, heartbeatAnswered, register, registered, shutDown } from './lifecycle.ts';
import { fetchMetadata, metadataFetched } from './metadata.ts';
import { listOffsets, offsetForLeaderEpoch } from './offsets.ts';
import { checkIsrs, checkpointHighWatermarks } from './periodic.ts';
import { fetch, metadata, produce, turnAway } from './requests.ts';
import type { BrokerContext, BrokerEvent, BrokerInput } from './types.ts';

const act = rulesOf<BrokerContext, BrokerEvent, Shared, Effect>();

const turnsAway = {
  Metadata: { actions: 'turnAway' },
  Produce: { actions: 'turnAway' },
  Fetch: { actions: 'turnAway' },
  ListOffsets: { actions: 'turnAway' },
  OffsetForLeaderEpoch: { actions: 'turnAway' },
} as const;

const serves = {
  Metadata: { actions: 'metadata' },
  Produce: { actions: 'produce' },
  Fetch: { actions: 'fetch' },
  ListOffsets: { actions: 'listOffsets' },
  OffsetForLeaderEpoch: { actions: 'offsetForLeaderEpoch' },
  HeartbeatDue: { actions: 'heartbeat' },
  IsrCheckDue: { actions: 'checkIsrs' },
  CheckpointDue: { actions: 'checkpointHighWatermarks' },
} as const;

const toFenced = { guard: 'isFenced', target: 'fenced' } as const;
const toShutdown = { guard: 'wantsShutDown', target: 'pendingControlledShutdown' } as const;

/** A broker's life. Source: BrokerLifecycleManager, BrokerState. */
export const brokerMachine = setup({
  types: { context: {} as BrokerContext, events: {} as BrokerEvent, input: {} as BrokerInput },
  actions: {
    boot: act<'Boot'>(boot),
    register: act<'RegistrationDue'>(register),
    registered: act<'BrokerRegistrationResponse'>(registered),
    heartbeat: act<'HeartbeatDue'>(heartbeat),
    heartbeatAnswered: act<'BrokerHeartbeatResponse'>(heartbeatAnswered),
    fetchMetadata: act<'MetadataFetchDue'>(fetchMetadata),
    metadataFetched: act<'FetchMetadataResponse'>(metadataFetched),
    requestAlterPartition: act<'RequestAlterPartition'>(requestAlterPartition),
    sendIsrChanges: act<'AlterPartitionDue'>(sendIsrChanges),
    alterPartitionAnswered: act<'AlterPartitionResponse'>(alterPartitionAnswered),
    controllerLost: act<'Disconnected'>(controllerLost),
    controllerTimedOut: act<'ControllerRequestTimedOut'>(controllerTimedOut),
    shutDown: act<'ShutDown'>(shutDown),
    checkIsrs: act<'IsrCheckDue'>(checkIsrs),
    checkpointHighWatermarks: act<'CheckpointDue'>(checkpointHighWatermarks),
    metadata: act<'Metadata'>(metadata),
    produce: act<'Produce'>(produce),
    fetch: act<'Fetch'>(fetch),
    listOffsets: act<'ListOffsets'>(listOffsets),
    offsetForLeaderEpoch: act<'OffsetForLeaderEpoch'>(offsetForLeaderEpoch),
    turnAway: act<'Metadata' | 'Produce' | 'Fetch' | 'ListOffsets' | 'OffsetForLeaderEpoch'>(turnAway),
    halt: act<'Halt'>(halt),
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
  context: ({ input }) => ({
    ...input, brokerEpoch: -1, image: emptyImage, metadataOffset: 0, published: false, fenced: true, wantShutDown: false, nextCorrelationId: 0,
    registration: null, heartbeat: null, metadataFetch: null, unsentIsrChanges: {}, isrChangesInFlight: null, followed: {},
  }),
  states: {
    down: { on: { Boot: { target: 'up', actions: 'boot' } } },
    up: {
      initial: 'starting',
      on: {
        FetchMetadataResponse: { actions: 'metadataFetched' },
        MetadataFetchDue: { actions: 'fetchMetadata' },
        BrokerHeartbeatResponse: { actions: 'heartbeatAnswered' },
        RequestAlterPartition: { actions: 'requestAlterPartition' },
        AlterPartitionResponse: { actions: 'alterPartitionAnswered' },
        AlterPartitionDue: { actions: 'sendIsrChanges' },
        Disconnected: { actions: 'controllerLost' },
        ControllerRequestTimedOut: { actions: 'controllerTimedOut' },
        ShutDown: { actions: 'shutDown' },
        Halt: { target: 'down', actions: 'halt' },
      },
      states: {
        starting: {
          on: { BrokerRegistrationResponse: { actions: 'registered' }, RegistrationDue: { actions: 'register' }, HeartbeatDue: { actions: 'heartbeat' }, ...turnsAway },
          always: { guard: 'isCaughtUp', target: 'recovery' },
        },
        recovery: { on: serves, always: [toShutdown, { guard: 'isUnfenced', target: 'running' }] },
        running: { on: serves, always: [toShutdown, toFenced] },
        fenced: { on: serves, always: [toShutdown, { guard: 'isUnfenced', target: 'running' }] },
        pendingControlledShutdown: { on: serves },
      },
    },
  },
});
