import { setup } from 'xstate';
import { decided, rulesOf } from '../../world/machine.ts';
import type { Decided, Effect, Shared } from '../actor.ts';
import { receiveAnswer } from './receiveAnswer.ts';
import { controllerFound, retryRequests } from './findController.ts';
import { loseRequests } from './retry.ts';
import { alterConfig, createTopic, electLeader } from './sendRequest.ts';
import type { AdminContext, AdminEvent, AdminInput } from './types.ts';

const act = rulesOf<AdminContext, AdminEvent, Shared, Effect>();

/** The process keeps nothing on a disk. */
function forget(admin: AdminContext): Decided<AdminContext> {
  return decided({ ...admin, pending: {} });
}

/** The administrator at the command line: asks the controller, asks again when the connection breaks. */
export const adminMachine = setup({
  types: { context: {} as AdminContext, events: {} as AdminEvent, input: {} as AdminInput },
  actions: {
    createTopic: act<'CreateTopic'>(createTopic),
    alterConfig: act<'AlterConfig'>(alterConfig),
    electLeader: act<'ElectLeader'>(electLeader),
    receiveAnswer: act<'CreateTopicsResponse' | 'IncrementalAlterConfigsResponse' | 'ElectLeadersResponse'>(receiveAnswer),
    loseRequests: act<'Disconnected'>(loseRequests),
    retryRequests: act<'Retry'>(retryRequests),
    controllerFound: act<'MetadataResponse'>(controllerFound),
    forget: act<'Halt'>(forget),
  },
  guards: {
    hasRequests: ({ context }) => Object.keys(context.pending).length > 0,
    hasNoRequests: ({ context }) => Object.keys(context.pending).length === 0,
  },
}).createMachine({
  id: 'admin',
  initial: 'stopped',
  context: ({ input }) => ({ ...input, nextCorrelationId: 0, pending: {} }),
  states: {
    stopped: { on: { Boot: 'running' } },
    running: {
      initial: 'idle',
      on: {
        Halt: { target: 'stopped', actions: 'forget' },
        CreateTopic: { actions: 'createTopic' },
        AlterConfig: { actions: 'alterConfig' },
        ElectLeader: { actions: 'electLeader' },
      },
      states: {
        idle: { always: { guard: 'hasRequests', target: 'waiting' } },
        waiting: {
          always: { guard: 'hasNoRequests', target: 'idle' },
          on: {
            CreateTopicsResponse: { actions: 'receiveAnswer' },
            IncrementalAlterConfigsResponse: { actions: 'receiveAnswer' },
            ElectLeadersResponse: { actions: 'receiveAnswer' },
            MetadataResponse: { actions: 'controllerFound' },
            Disconnected: { actions: 'loseRequests' },
            Retry: { actions: 'retryRequests' },
          },
        },
      },
    },
  },
});
