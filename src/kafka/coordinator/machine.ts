import { setup } from 'xstate';
import { rulesOf } from '../../world/machine.ts';
import type { Effect, Shared } from '../actor.ts';
import { deleteGroups, describeGroups, listGroups, offsetDelete } from './administer.ts';
import { expire } from './expiry.ts';
import { findCoordinator } from './findCoordinator.ts';
import { elected, groupEnded, halt, load, resigned } from './leadership.ts';
import { offsetFetch } from './offsetFetch.ts';
import { startUp } from './partitions.ts';
import { forward } from './routes.ts';
import { appended, storeGroup, storeOffsets } from './store.ts';
import type { CoordinatorContext, CoordinatorEvent, ForwardedEvent } from './types.ts';

const act = rulesOf<CoordinatorContext, CoordinatorEvent, Shared, Effect>();

function leads({ partitions }: CoordinatorContext): boolean {
  return Object.keys(partitions).length > 0;
}

function isLoading({ partitions }: CoordinatorContext): boolean {
  return Object.values(partitions).some(({ state }) => state === 'loading');
}

/**
 * The group coordinator of a broker: idle while it leads no partition of `__consumer_offsets`, loading while it reads
 * one that it leads newly. Other groups are served meanwhile.
 *
 * Source: GroupCoordinator, GroupMetadataManager; GroupCoordinatorService and CoordinatorRuntime since 4.0.
 */
export const coordinatorMachine = setup({
  types: { context: {} as CoordinatorContext, events: {} as CoordinatorEvent, input: {} as { readonly brokerId: number } },
  actions: {
    findCoordinator: act<'FindCoordinator'>(findCoordinator),
    forward: act<ForwardedEvent['type']>(forward),
    offsetFetch: act<'OffsetFetch'>(offsetFetch),
    describeGroups: act<'DescribeGroups'>(describeGroups),
    listGroups: act<'ListGroups'>(listGroups),
    deleteGroups: act<'DeleteGroups'>(deleteGroups),
    offsetDelete: act<'OffsetDelete'>(offsetDelete),
    startUp: act<'CoordinatorStartUp'>(startUp),
    elected: act<'PartitionElected'>(elected),
    resigned: act<'PartitionResigned'>(resigned),
    load: act<'LoadDue'>(load),
    expire: act<'ExpiryDue'>(expire),
    storeGroup: act<'StoreGroup'>(storeGroup),
    storeOffsets: act<'StoreOffsets'>(storeOffsets),
    appended: act<'InternallyAppended'>(appended),
    groupEnded: act<'GroupEnded'>(groupEnded),
    halt: act<'Halt'>(halt),
  },
  guards: {
    leadsNothing: ({ context }) => !leads(context),
    isLoading: ({ context }) => isLoading(context),
    hasLoaded: ({ context }) => leads(context) && !isLoading(context),
  },
}).createMachine({
  id: 'coordinator',
  initial: 'idle',
  context: ({ input }) => ({ brokerId: input.brokerId, partitionCount: null, partitions: {}, writes: {}, written: 0 }),
  states: {
    idle: { always: [{ guard: 'isLoading', target: 'loading' }, { guard: 'hasLoaded', target: 'active' }] },
    loading: { always: [{ guard: 'leadsNothing', target: 'idle' }, { guard: 'hasLoaded', target: 'active' }] },
    active: { always: [{ guard: 'leadsNothing', target: 'idle' }, { guard: 'isLoading', target: 'loading' }] },
  },
  on: {
    FindCoordinator: { actions: 'findCoordinator' },
    JoinGroup: { actions: 'forward' },
    SyncGroup: { actions: 'forward' },
    Heartbeat: { actions: 'forward' },
    LeaveGroup: { actions: 'forward' },
    OffsetCommit: { actions: 'forward' },
    OffsetFetch: { actions: 'offsetFetch' },
    DescribeGroups: { actions: 'describeGroups' },
    ListGroups: { actions: 'listGroups' },
    DeleteGroups: { actions: 'deleteGroups' },
    OffsetDelete: { actions: 'offsetDelete' },
    CoordinatorStartUp: { actions: 'startUp' },
    PartitionElected: { actions: 'elected' },
    PartitionResigned: { actions: 'resigned' },
    LoadDue: { actions: 'load' },
    ExpiryDue: { actions: 'expire' },
    StoreGroup: { actions: 'storeGroup' },
    StoreOffsets: { actions: 'storeOffsets' },
    InternallyAppended: { actions: 'appended' },
    GroupEnded: { actions: 'groupEnded' },
    Halt: { actions: 'halt' },
  },
});
