import { setup } from 'xstate';
import { rulesOf } from '../../../world/machine.ts';
import type { Effect, Shared } from '../../actor.ts';
import { becomeCandidate, becomeLeader, boot, hasMajority, keepDisk } from './election.ts';
import { endSession, unfenceByHand } from './fencing.ts';
import { emptyImage } from '../../metadata/image.ts';
import { fetchMetadata, fetchMetadataTimeout } from './metadataFetches.ts';
import { balanceLeaders, electUncleanLeaders } from './periodicElections.ts';
import { processAlterConfigs, processCreatePartitions, processCreateTopics, processElectLeaders, processListReassignments, processReassignments } from './processAdminRequest.ts';
import { processAlterPartition } from './processAlterPartition.ts';
import { processBrokerHeartbeat } from './processBrokerHeartbeat.ts';
import { processBrokerRegistration } from './processBrokerRegistration.ts';
import { processAllocateProducerIds } from './producerIds.ts';
import { refuseRequest } from './refuseRequest.ts';
import type { ControllerRequest } from './refuseRequest.ts';
import type { ControllerContext, ControllerEvent, ControllerInput } from './types.ts';

const act = rulesOf<ControllerContext, ControllerEvent, Shared, Effect>();

function initialContext({ controllerId, voters, staticConfigs }: ControllerInput): ControllerContext {
  return {
    controllerId, voters, staticConfigs, epoch: 0, votedId: -1, metadataLog: [], votesGranted: [], image: emptyImage,
    brokerSessions: {}, parkedFetches: {}, scheduled: { balanceLeaders: false, electUncleanLeaders: false },
  };
}

const halt = { target: 'down', actions: 'keepDisk' } as const;
const stand = { target: 'candidate', reenter: true, actions: 'becomeCandidate' } as const;
const refuse = { actions: 'refuseRequest' } as const;

/** What every voter that does not lead answers. */
const refusals = {
  BrokerRegistration: refuse, BrokerHeartbeat: refuse, AlterPartition: refuse, CreateTopics: refuse,
  CreatePartitions: refuse, IncrementalAlterConfigs: refuse, ElectLeaders: refuse, AlterPartitionReassignments: refuse, ListPartitionReassignments: refuse, FetchMetadata: refuse, AllocateProducerIds: refuse,
} as const;

const notLeading = { ...refusals, Halt: halt, ElectionTimeout: stand } as const;

/**
 * A voter of the KRaft quorum and, while it leads, the active controller. `voted` and `follower` are entered once
 * there are other voters to vote for and to follow; one voter goes from unattached through candidate to leader.
 *
 * Source: QuorumState, QuorumController.
 */
export const controllerMachine = setup({
  types: { context: {} as ControllerContext, events: {} as ControllerEvent, input: {} as ControllerInput },
  actions: {
    boot: act<'Boot'>(boot),
    keepDisk: act<'Halt'>(keepDisk),
    becomeCandidate: act<'ElectionTimeout'>(becomeCandidate),
    becomeLeader: act<'ElectionTimeout'>(becomeLeader),
    refuseRequest: act<ControllerRequest['api']>(refuseRequest),
    registerBroker: act<'BrokerRegistration'>(processBrokerRegistration),
    heartbeat: act<'BrokerHeartbeat'>(processBrokerHeartbeat),
    endSession: act<'SessionTimeout' | 'FenceBroker'>(endSession),
    unfenceByHand: act<'UnfenceBroker'>(unfenceByHand),
    alterPartition: act<'AlterPartition'>(processAlterPartition),
    allocateProducerIds: act<'AllocateProducerIds'>(processAllocateProducerIds),
    createTopics: act<'CreateTopics'>(processCreateTopics),
    createPartitions: act<'CreatePartitions'>(processCreatePartitions),
    alterConfigs: act<'IncrementalAlterConfigs'>(processAlterConfigs),
    electLeaders: act<'ElectLeaders'>(processElectLeaders),
    reassignPartitions: act<'AlterPartitionReassignments'>(processReassignments),
    listReassignments: act<'ListPartitionReassignments'>(processListReassignments),
    fetchMetadata: act<'FetchMetadata'>(fetchMetadata),
    fetchMetadataTimeout: act<'FetchMetadataTimeout'>(fetchMetadataTimeout),
    balanceLeaders: act<'BalanceLeaders'>(balanceLeaders),
    electUncleanLeaders: act<'ElectUncleanLeaders'>(electUncleanLeaders),
  },
  guards: { hasMajority: ({ context }) => hasMajority(context) },
}).createMachine({
  id: 'controller',
  initial: 'down',
  context: ({ input }) => initialContext(input),
  states: {
    down: { on: { Boot: { target: 'unattached', actions: 'boot' } } },
    unattached: { on: notLeading },
    voted: { on: notLeading },
    follower: { on: notLeading },
    candidate: {
      always: { guard: 'hasMajority', target: 'leader', actions: 'becomeLeader' },
      on: notLeading,
    },
    leader: {
      on: {
        Halt: halt,
        BrokerRegistration: { actions: 'registerBroker' },
        BrokerHeartbeat: { actions: 'heartbeat' },
        SessionTimeout: { actions: 'endSession' },
        FenceBroker: { actions: 'endSession' },
        UnfenceBroker: { actions: 'unfenceByHand' },
        FetchMetadata: { actions: 'fetchMetadata' },
        FetchMetadataTimeout: { actions: 'fetchMetadataTimeout' },
        AlterPartition: { actions: 'alterPartition' },
        AllocateProducerIds: { actions: 'allocateProducerIds' },
        CreateTopics: { actions: 'createTopics' },
        CreatePartitions: { actions: 'createPartitions' },
        IncrementalAlterConfigs: { actions: 'alterConfigs' },
        ElectLeaders: { actions: 'electLeaders' },
        AlterPartitionReassignments: { actions: 'reassignPartitions' },
        ListPartitionReassignments: { actions: 'listReassignments' },
        BalanceLeaders: { actions: 'balanceLeaders' },
        ElectUncleanLeaders: { actions: 'electUncleanLeaders' },
      },
    },
  },
});
