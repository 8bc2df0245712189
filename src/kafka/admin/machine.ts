import { setup } from 'xstate';
import { decided, rulesOf } from '../../world/machine.ts';
import type { Decided, DisconnectedEvent, Effect, MessageEvent, Shared } from '../actor.ts';
import type { MetadataResponse } from '../messages.ts';
import { deleteRecords, deletionAnswered, deletionLost, deletionOverdue, deletionRetry, isOfDeletion, leaderFound } from './deleteRecords.ts';
import { electionOverdue } from './elect/throughZooKeeper.ts';
import { administerGroup, errandAnswered, errandOverdue, errandRetry, errandsLost, isOfErrand } from './group/errand.ts';
import type { GroupAnswer } from './group/types.ts';
import { receiveAnswer } from './receiveAnswer.ts';
import { controllerFound, retryRequests } from './findController.ts';
import { loseRequests } from './retry.ts';
import { brokerLost as reassignmentLost, metadataAnswered as assignmentFound, retry as askBrokerAgain } from './reassign/byRequest.ts';
import { reassignmentOverdue, reassignPartition, runReassignment } from './reassign/errand.ts';
import { isOfReassignment } from './reassign/state.ts';
import { closed, noSession, open, sessionLost, sessionPing, sessionPinged, sessionSilent } from './session.ts';
import { alterConfig, createPartitions, createTopic, electLeader } from './sendRequest.ts';
import type { AdminContext, AdminEvent, AdminInput } from './types.ts';
import { zkAnswered, zkConnected } from './zkRuns.ts';

const act = rulesOf<AdminContext, AdminEvent, Shared, Effect>();

/** The process keeps nothing on a disk. */
function forget(admin: AdminContext): Decided<AdminContext> {
  return decided({ ...admin, pending: {}, deletions: {}, errands: {}, reassignments: {}, elections: {}, session: sessionOf(admin) });
}

function sessionOf({ session }: AdminContext): AdminContext['session'] {
  return session === null ? null : noSession(session.zookeeper);
}

function metadataAnswered(admin: AdminContext, event: MessageEvent<MetadataResponse>): Decided<AdminContext> {
  if (isOfReassignment(admin, event.message.correlationId)) return assignmentFound(admin, event.message);
  if (isOfErrand(admin, event.message.correlationId)) return errandAnswered(admin, event);
  return isOfDeletion(admin, event.message.correlationId) ? leaderFound(admin, event) : controllerFound(admin, event);
}

function disconnected(admin: AdminContext, event: DisconnectedEvent): Decided<AdminContext> {
  if (event.peer === admin.session?.zookeeper) return sessionLost(admin);
  const reassignments = reassignmentLost(admin, event);
  const lost = loseRequests(reassignments.context, event);
  const deletions = deletionLost(lost.context, event);
  const errands = errandsLost(deletions.context, event);
  return decided(errands.context, ...reassignments.effects, ...lost.effects, ...deletions.effects, ...errands.effects);
}

function isBusy({ pending, deletions, errands, reassignments, elections, session }: AdminContext): boolean {
  return session?.closing === true || [pending, deletions, errands, reassignments, elections].some((what) => Object.keys(what).length > 0);
}

/** The administrator at the command line: asks the controller, asks again when the connection breaks. */
export const adminMachine = setup({
  types: { context: {} as AdminContext, events: {} as AdminEvent, input: {} as AdminInput },
  actions: {
    createTopic: act<'CreateTopic'>(createTopic),
    createPartitions: act<'CreatePartitions'>(createPartitions),
    alterConfig: act<'AlterConfig'>(alterConfig),
    electLeader: act<'ElectLeader'>(electLeader),
    reassignPartition: act<'ReassignPartition'>(reassignPartition),
    receiveAnswer: act<'CreateTopicsResponse' | 'CreatePartitionsResponse' | 'IncrementalAlterConfigsResponse' | 'ElectLeadersResponse' | 'AlterPartitionReassignmentsResponse' | 'ListPartitionReassignmentsResponse'>(receiveAnswer),
    runReassignment: act<'RunReassignment'>(runReassignment),
    electionOverdue: act<'ElectionOverdue'>(electionOverdue),
    reassignmentOverdue: act<'ReassignmentOverdue'>(reassignmentOverdue),
    askBrokerAgain: act<'ReassignmentRetry'>(askBrokerAgain),
    zkConnect: act<'ZkReconnectDue'>((admin) => open(admin)),
    zkConnected: act<'ZkConnectResponse'>(zkConnected),
    zkAnswered: act<'ZkRequestResponse'>(zkAnswered),
    zkPing: act<'ZkPingDue'>((admin) => sessionPing(admin)),
    zkPinged: act<'ZkPingResponse'>((admin) => sessionPinged(admin)),
    zkSilent: act<'ZkReadTimeout'>((admin) => sessionSilent(admin)),
    zkClosed: act<'ZkCloseResponse'>((admin) => closed(admin)),
    disconnected: act<'Disconnected'>(disconnected),
    retryRequests: act<'Retry'>(retryRequests),
    metadataAnswered: act<'MetadataResponse'>(metadataAnswered),
    deleteRecords: act<'DeleteRecords'>(deleteRecords),
    deletionAnswered: act<'DeleteRecordsResponse'>(deletionAnswered),
    deletionRetry: act<'DeletionRetry'>(deletionRetry),
    deletionOverdue: act<'DeletionOverdue'>(deletionOverdue),
    administerGroup: act<'AdministerGroup'>(administerGroup),
    errandAnswered: act<`${Exclude<GroupAnswer['api'], 'Metadata'>}Response`>(errandAnswered),
    errandRetry: act<'GroupErrandRetry'>(errandRetry),
    errandOverdue: act<'GroupErrandOverdue'>(errandOverdue),
    forget: act<'Halt'>(forget),
  },
  guards: {
    hasRequests: ({ context }) => isBusy(context),
    hasNoRequests: ({ context }) => !isBusy(context),
  },
}).createMachine({
  id: 'admin',
  initial: 'stopped',
  context: ({ input: { zookeeper, ...input } }) => ({
    ...input, brokers: input.brokers ?? [], nextCorrelationId: 0, pending: {}, deletions: {}, errands: {}, reassignments: {}, elections: {}, session: zookeeper === undefined ? null : noSession(zookeeper),
  }),
  states: {
    stopped: { on: { Boot: 'running' } },
    running: {
      initial: 'idle',
      on: {
        Halt: { target: 'stopped', actions: 'forget' },
        CreateTopic: { actions: 'createTopic' },
        CreatePartitions: { actions: 'createPartitions' },
        AlterConfig: { actions: 'alterConfig' },
        ElectLeader: { actions: 'electLeader' },
        ReassignPartition: { actions: 'reassignPartition' },
        RunReassignment: { actions: 'runReassignment' },
        DeleteRecords: { actions: 'deleteRecords' },
        AdministerGroup: { actions: 'administerGroup' },
      },
      states: {
        idle: { always: { guard: 'hasRequests', target: 'waiting' } },
        waiting: {
          always: { guard: 'hasNoRequests', target: 'idle' },
          on: {
            CreateTopicsResponse: { actions: 'receiveAnswer' },
            CreatePartitionsResponse: { actions: 'receiveAnswer' },
            IncrementalAlterConfigsResponse: { actions: 'receiveAnswer' },
            ElectLeadersResponse: { actions: 'receiveAnswer' },
            AlterPartitionReassignmentsResponse: { actions: 'receiveAnswer' },
            ListPartitionReassignmentsResponse: { actions: 'receiveAnswer' },
            ReassignmentRetry: { actions: 'askBrokerAgain' },
            ElectionOverdue: { actions: 'electionOverdue' },
            ReassignmentOverdue: { actions: 'reassignmentOverdue' },
            ZkConnectResponse: { actions: 'zkConnected' },
            ZkRequestResponse: { actions: 'zkAnswered' },
            ZkPingResponse: { actions: 'zkPinged' },
            ZkCloseResponse: { actions: 'zkClosed' },
            ZkPingDue: { actions: 'zkPing' },
            ZkReadTimeout: { actions: 'zkSilent' },
            ZkReconnectDue: { actions: 'zkConnect' },
            MetadataResponse: { actions: 'metadataAnswered' },
            DeleteRecordsResponse: { actions: 'deletionAnswered' },
            DeletionRetry: { actions: 'deletionRetry' },
            DeletionOverdue: { actions: 'deletionOverdue' },
            FindCoordinatorResponse: { actions: 'errandAnswered' },
            DescribeGroupsResponse: { actions: 'errandAnswered' },
            OffsetFetchResponse: { actions: 'errandAnswered' },
            ListOffsetsResponse: { actions: 'errandAnswered' },
            OffsetCommitResponse: { actions: 'errandAnswered' },
            DeleteGroupsResponse: { actions: 'errandAnswered' },
            OffsetDeleteResponse: { actions: 'errandAnswered' },
            GroupErrandRetry: { actions: 'errandRetry' },
            GroupErrandOverdue: { actions: 'errandOverdue' },
            Disconnected: { actions: 'disconnected' },
            Retry: { actions: 'retryRequests' },
          },
        },
      },
    },
  },
});
