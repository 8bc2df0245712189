import { setup } from 'xstate';
import { rulesOf } from '../../../world/machine.ts';
import type { Effect, Shared } from '../../actor.ts';
import { isActive } from './cluster.ts';
import { answered } from './engine.ts';
import {
  brokerAnswered, channelDue, channelTimedOut, halt, initialContext, peerLost, rebalanceDue, refuseRequest, sessionConnected, sessionDisconnected,
  sessionExpired, takeRequest, uncleanElectionEnabled, watchFired,
} from './events.ts';
import type { ZkControllerContext, ZkControllerEvent, ZkControllerInput, ZkControllerRequest } from './types.ts';

const act = rulesOf<ZkControllerContext, ZkControllerEvent, Shared, Effect>();

/** It has read that there is no controller, and is not one yet. */
function isElecting({ jobs }: ZkControllerContext): boolean {
  return jobs[0]?.type === 'createEpoch' || jobs[0]?.type === 'claim' || jobs[0]?.type === 'confirmClaim';
}

function every<Action extends string>(actions: Action): Readonly<Record<ZkControllerRequest['api'], { readonly actions: Action }>> {
  const one = { actions };
  return { AlterPartition: one, ControlledShutdown: one, CreateTopics: one, CreatePartitions: one, IncrementalAlterConfigs: one, ElectLeaders: one, AlterPartitionReassignments: one, ListPartitionReassignments: one };
}

/** The controller on one broker of a ZooKeeper era. Source: KafkaController. */
export const zkControllerMachine = setup({
  types: { context: {} as ZkControllerContext, events: {} as ZkControllerEvent, input: {} as ZkControllerInput },
  actions: {
    sessionConnected: act<'SessionConnected'>(sessionConnected),
    sessionDisconnected: act<'SessionDisconnected'>(sessionDisconnected),
    sessionExpired: act<'SessionExpired'>(sessionExpired),
    answered: act<'ZkRequestResponse'>(answered),
    watchFired: act<'ZkEventResponse'>(watchFired),
    uncleanElectionEnabled: act<'UncleanElectionEnabled'>(uncleanElectionEnabled),
    rebalanceDue: act<'AutoLeaderRebalanceDue'>(rebalanceDue),
    takeRequest: act<ZkControllerRequest['api']>(takeRequest),
    refuseRequest: act<ZkControllerRequest['api']>(refuseRequest),
    brokerAnswered: act<'LeaderAndIsrResponse' | 'UpdateMetadataResponse' | 'StopReplicaResponse'>(brokerAnswered),
    peerLost: act<'PeerLost'>(peerLost),
    channelDue: act<'ChannelDue'>(channelDue),
    channelTimedOut: act<'ChannelTimedOut'>(channelTimedOut),
    halt: act<'Halt'>(halt),
  },
  guards: {
    isActive: ({ context }) => isActive(context),
    isInactive: ({ context }) => !isActive(context),
    isElecting: ({ context }) => isElecting(context),
    isDone: ({ context }) => !isActive(context) && !isElecting(context),
  },
}).createMachine({
  id: 'zkController',
  initial: 'inactive',
  context: ({ input }) => initialContext(input),
  on: {
    SessionConnected: { actions: 'sessionConnected' },
    SessionDisconnected: { actions: 'sessionDisconnected' },
    SessionExpired: { actions: 'sessionExpired' },
    ZkRequestResponse: { actions: 'answered' },
    ZkEventResponse: { actions: 'watchFired' },
    Halt: { target: '.inactive', actions: 'halt' },
  },
  states: {
    inactive: { on: every('refuseRequest'), always: [{ guard: 'isActive', target: 'active' }, { guard: 'isElecting', target: 'electing' }] },
    electing: { on: every('refuseRequest'), always: [{ guard: 'isActive', target: 'active' }, { guard: 'isDone', target: 'inactive' }] },
    active: {
      on: {
        ...every('takeRequest'),
        UncleanElectionEnabled: { actions: 'uncleanElectionEnabled' },
        AutoLeaderRebalanceDue: { actions: 'rebalanceDue' },
        LeaderAndIsrResponse: { actions: 'brokerAnswered' },
        UpdateMetadataResponse: { actions: 'brokerAnswered' },
        StopReplicaResponse: { actions: 'brokerAnswered' },
        PeerLost: { actions: 'peerLost' },
        ChannelDue: { actions: 'channelDue' },
        ChannelTimedOut: { actions: 'channelTimedOut' },
      },
      always: { guard: 'isInactive', target: 'inactive' },
    },
  },
});
