import { setup } from 'xstate';
import { decided, rulesOf } from '../../world/machine.ts';
import type { Decided, Effect, Shared } from '../actor.ts';
import { request } from './requests.ts';
import { boot, close, connect, connectionLost, expire, ping } from './sessions.ts';
import { emptyTree } from './tree.ts';
import type { ZooKeeperContext, ZooKeeperEvent } from './types.ts';

const act = rulesOf<ZooKeeperContext, ZooKeeperEvent, Shared, Effect>();

/** Znodes and sessions are on its disk. */
function halt(zookeeper: ZooKeeperContext): Decided<ZooKeeperContext> {
  return decided({ ...zookeeper, watches: [] });
}

/** ZooKeeper: sessions, a tree of znodes, and watches that fire once. */
export const zookeeperMachine = setup({
  types: { context: {} as ZooKeeperContext, events: {} as ZooKeeperEvent },
  actions: {
    boot: act<'Boot'>(boot),
    connect: act<'ZkConnect'>(connect),
    ping: act<'ZkPing'>(ping),
    close: act<'ZkClose'>(close),
    request: act<'ZkRequest'>(request),
    expire: act<'SessionTimeout'>(expire),
    connectionLost: act<'Disconnected'>(connectionLost),
    halt: act<'Halt'>(halt),
  },
}).createMachine({
  id: 'zookeeper',
  initial: 'down',
  context: { znodes: emptyTree, nextZxid: 1, nextSessionId: 1, sessions: {}, watches: [] },
  states: {
    down: { on: { Boot: { target: 'serving', actions: 'boot' } } },
    serving: {
      on: {
        ZkConnect: { actions: 'connect' },
        ZkPing: { actions: 'ping' },
        ZkClose: { actions: 'close' },
        ZkRequest: { actions: 'request' },
        SessionTimeout: { actions: 'expire' },
        Disconnected: { actions: 'connectionLost' },
        Halt: { target: 'down', actions: 'halt' },
      },
    },
  },
});
