import { setup } from 'xstate';
import { decided, rulesOf, unchanged } from '../../world/machine.ts';
import type { Decided, Effect, MessageEvent, Shared } from '../actor.ts';
import type { ZkEvent, ZkRequestResponse } from '../zookeeper/messages.ts';
import { ask, failed } from './asking.ts';
import type { Doing } from './asking.ts';
import { lockReleased, lockWatchFired, placeCreated, queueRead, releaseLock, takeLock, watchSet } from './lock.ts';
import { lookAt, membersAnswered, readAnswered, watchFired } from './reading.ts';
import { connect, ping, pinged } from './connection.ts';
import { boot, close, closed, connected, disconnected, halt, newClient, readTimedOut } from './session.ts';
import type { AskedOfZooKeeper, ReadEvent, TakeLockEvent, WriteEvent, ZkClientContext, ZkClientEvent, ZkClientInput } from './types.ts';

const act = rulesOf<ZkClientContext, ZkClientEvent, Shared, Effect>();

function done({ client, effects }: Doing): Decided<ZkClientContext> {
  return decided(client, ...effects);
}

function answered(client: ZkClientContext, { message }: MessageEvent<ZkRequestResponse>): Decided<ZkClientContext> {
  const { [message.correlationId]: asked, ...others } = client.asked;
  const isExpired = message.results.some((result) => !result.ok && result.error === 'SESSIONEXPIRED');
  return asked === undefined || isExpired ? unchanged(client) : done(answer({ ...client, asked: others }, asked, message.results));
}

function answer(client: ZkClientContext, { purpose }: AskedOfZooKeeper, results: ZkRequestResponse['results']): Doing {
  const [result] = results;
  switch (purpose.type) {
    case 'write': return { client, effects: result?.ok === false ? [failed(client.clientId, purpose.op.op, purpose.op.path, result.error)] : [] };
    case 'read': return readAnswered(client, purpose, result);
    case 'members': return membersAnswered(client, results);
    case 'lockCreate': return placeCreated(client, result);
    case 'lockChildren': return queueRead(client, result);
    case 'lockWatch': return watchSet(client, result);
    case 'unlock': return lockReleased(client);
    default: return purpose satisfies never;
  }
}

/** It tells that something changed, not what. */
function notified(client: ZkClientContext, { message: { event, path } }: MessageEvent<ZkEvent>): Decided<ZkClientContext> {
  const reading = watchFired(client, event, path);
  const waking = lockWatchFired(reading.client, event, path);
  return decided(waking.client, ...reading.effects, ...waking.effects);
}

/** An application with a ZooKeeper handle: a session that it keeps alive, what it reads and writes, and the recipes it plays. */
export const zkClientMachine = setup({
  types: { context: {} as ZkClientContext, events: {} as ZkClientEvent, input: {} as ZkClientInput },
  actions: {
    boot: act<'Boot'>(boot),
    halt: act<'Halt'>(halt),
    connect: act<'ZkReconnectDue'>(connect),
    connected: act<'ZkConnectResponse'>(connected),
    ping: act<'ZkPingDue'>(ping),
    pinged: act<'ZkPingResponse'>(pinged),
    disconnected: act<'Disconnected'>(disconnected),
    readTimedOut: act<'ZkReadTimeout'>(readTimedOut),
    answered: act<'ZkRequestResponse'>(answered),
    notified: act<'ZkEventResponse'>(notified),
    write: act<'Write'>((client, { op }: WriteEvent) => done(ask(client, { type: 'write', op }, [[op]]))),
    read: act<'Read'>((client, event: ReadEvent) => done(lookAt(client, event))),
    takeLock: act<'TakeLock'>((client, { path, watch }: TakeLockEvent) => done(takeLock(client, path, watch))),
    releaseLock: act<'ReleaseLock'>((client) => done(releaseLock(client))),
    close: act<'Close'>(close),
    closed: act<'ZkCloseResponse'>(closed),
  },
  guards: {
    isConnected: ({ context }) => context.connected,
    isDisconnected: ({ context }) => !context.connected,
  },
}).createMachine({
  id: 'zkClient',
  initial: 'stopped',
  context: ({ input }) => newClient(input),
  states: {
    stopped: { on: { Boot: { target: 'running', actions: 'boot' } } },
    running: {
      initial: 'connecting',
      on: {
        Halt: { target: 'stopped', actions: 'halt' },
        Disconnected: { actions: 'disconnected' },
        ZkReadTimeout: { actions: 'readTimedOut' },
        Write: { actions: 'write' },
        Read: { actions: 'read' },
        TakeLock: { actions: 'takeLock' },
        ReleaseLock: { actions: 'releaseLock' },
        Close: { actions: 'close' },
      },
      states: {
        connecting: {
          always: { guard: 'isConnected', target: 'connected' },
          on: { ZkReconnectDue: { actions: 'connect' }, ZkConnectResponse: { actions: 'connected' } },
        },
        connected: {
          always: { guard: 'isDisconnected', target: 'connecting' },
          on: {
            ZkPingDue: { actions: 'ping' },
            ZkPingResponse: { actions: 'pinged' },
            ZkRequestResponse: { actions: 'answered' },
            ZkEventResponse: { actions: 'notified' },
            ZkCloseResponse: { actions: 'closed' },
          },
        },
      },
    },
  },
});
