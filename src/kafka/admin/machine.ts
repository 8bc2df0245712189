import { setup } from 'xstate';
import { decided, rulesOf } from '../../world/machine.ts';
import type { Decided, DisconnectedEvent, Effect, MessageEvent, Shared } from '../actor.ts';
import type { MetadataResponse } from '../messages.ts';
import { deleteRecords, deletionAnswered, deletionLost, deletionOverdue, deletionRetry, isOfDeletion, leaderFound } from './deleteRecords.ts';
import { administerGroup, errandAnswered, errandOverdue, errandRetry, errandsLost, isOfErrand } from './group/errand.ts';
import type { GroupAnswer } from './group/types.ts';
import { receiveAnswer } from './receiveAnswer.ts';
import { controllerFound, retryRequests } from './findController.ts';
import { loseRequests } from './retry.ts';
import { alterConfig, createPartitions, createTopic, electLeader, reassignPartition } from './sendRequest.ts';
import type { AdminContext, AdminEvent, AdminInput } from './types.ts';

const act = rulesOf<AdminContext, AdminEvent, Shared, Effect>();

/** The process keeps nothing on a disk. */
function forget(admin: AdminContext): Decided<AdminContext> {
  return decided({ ...admin, pending: {}, deletions: {}, errands: {} });
}

function metadataAnswered(admin: AdminContext, event: MessageEvent<MetadataResponse>): Decided<AdminContext> {
  if (isOfErrand(admin, event.message.correlationId)) return errandAnswered(admin, event);
  return isOfDeletion(admin, event.message.correlationId) ? leaderFound(admin, event) : controllerFound(admin, event);
}

function disconnected(admin: AdminContext, event: DisconnectedEvent): Decided<AdminContext> {
  const lost = loseRequests(admin, event);
  const deletions = deletionLost(lost.context, event);
  const errands = errandsLost(deletions.context, event);
  return decided(errands.context, ...lost.effects, ...deletions.effects, ...errands.effects);
}

function isBusy({ pending, deletions, errands }: AdminContext): boolean {
  return [pending, deletions, errands].some((what) => Object.keys(what).length > 0);
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
    receiveAnswer: act<'CreateTopicsResponse' | 'CreatePartitionsResponse' | 'IncrementalAlterConfigsResponse' | 'ElectLeadersResponse' | 'AlterPartitionReassignmentsResponse'>(receiveAnswer),
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
  context: ({ input }) => ({ ...input, brokers: input.brokers ?? [], nextCorrelationId: 0, pending: {}, deletions: {}, errands: {} }),
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
