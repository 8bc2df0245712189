import { describe, expect, it } from 'vitest';
import type { Effect } from '../actor.ts';
import { ActorPuppet } from '../../testkit/actorPuppet.ts';
import { zookeeperMachine } from './machine.ts';
import type { WatchedEventType, ZkOp, ZkRequestResponse, ZkResult, ZkTransaction } from './messages.ts';
import type { ZooKeeperContext } from './types.ts';

/** ZooKeeper with clients that talk to it directly. */
class Server {
  readonly puppet = new ActorPuppet<ZooKeeperContext>(zookeeperMachine, {}, { era: '2.8', self: 'zookeeper' });
  private correlationId = 0;

  constructor() {
    this.puppet.get({ type: 'Boot' });
  }

  get done(): readonly Effect[] {
    return this.puppet.done;
  }

  private say(api: string, client: string, fields: object): void {
    const message = { api, kind: 'request', correlationId: this.correlationId, ...fields };
    this.correlationId += 1;
    this.puppet.get({ type: api, message, from: client, replyTo: { connection: `${client}>zookeeper`, to: client }, routine: false } as never);
  }

  connect(client: string, sessionId = 0): number {
    this.say('ZkConnect', client, { sessionId, timeoutMs: 18_000 });
    const [answer] = this.answers<{ readonly api: 'ZkConnect'; readonly sessionId: number }>('ZkConnect');
    return answer?.sessionId ?? -1;
  }

  ask(client: string, sessionId: number, ...transactions: readonly ZkTransaction[]): readonly ZkResult[] {
    this.say('ZkRequest', client, { sessionId, transactions });
    return this.answers<ZkRequestResponse>('ZkRequest')[0]?.results ?? [];
  }

  expire(sessionId: number): void {
    this.puppet.get({ type: 'SessionTimeout', sessionId } as never);
  }

  close(client: string, sessionId: number): void {
    this.say('ZkClose', client, { sessionId });
  }

  ping(client: string, sessionId: number): void {
    this.say('ZkPing', client, { sessionId });
  }

  private answers<Message>(api: string): readonly Message[] {
    return this.done.flatMap((effect) => (effect.type === 'reply' && effect.message.api === api ? [effect.message as unknown as Message] : []));
  }

  /** What the last request set off, as `client: event path`. */
  events(): readonly string[] {
    return this.done.flatMap((effect) => (effect.type === 'reply' && effect.message.api === 'ZkEvent' ? [`${effect.to.to}: ${effect.message.event} ${effect.message.path}`] : []));
  }

  /** Without ZooKeeper's own. */
  paths(): readonly string[] {
    return Object.keys(this.puppet.context.znodes).toSorted().filter((path) => !path.startsWith('/zookeeper'));
  }
}

const create = (path: string, kind: { readonly ephemeral?: boolean; readonly sequential?: boolean } = {}): ZkOp =>
  ({ op: 'create', path, data: '', ephemeral: false, sequential: false, ...kind });
const read = (op: 'getData' | 'exists' | 'getChildren', path: string): ZkTransaction => [{ op, path, watch: true }];
const set = (path: string, version: number): ZkOp => ({ op: 'setData', path, data: 'x', version });
const errorsOf = (results: readonly ZkResult[]) => results.map((result) => (result.ok ? 'OK' : result.error));

function served(): { readonly server: Server; readonly a: number; readonly b: number } {
  const server = new Server();
  return { server, a: server.connect('broker-1'), b: server.connect('broker-2') };
}

describe('the tree', () => {
  it('refuses a second znode at a path, one without a parent, and one below an ephemeral one', () => {
    const { server, a } = served();
    const results = server.ask('broker-1', a, [create('/x')], [create('/x')], [create('/no/child')], [create('/e', { ephemeral: true })], [create('/e/child')]);
    expect(errorsOf(results)).toEqual(['OK', 'NODEEXISTS', 'NONODE', 'OK', 'NOCHILDRENFOREPHEMERALS']);
  });

  it('writes and deletes only the version that was expected, and -1 stands for any', () => {
    const { server, a } = served();
    const results = server.ask('broker-1', a, [create('/x')], [set('/x', 0)], [set('/x', 0)], [set('/x', -1)], [{ op: 'delete', path: '/x', version: 1 }], [{ op: 'delete', path: '/x', version: 2 }]);
    expect(errorsOf(results)).toEqual(['OK', 'OK', 'BADVERSION', 'OK', 'BADVERSION', 'OK']);
    expect(server.paths()).toEqual(['/']);
  });

  it('deletes no znode that has children', () => {
    const { server, a } = served();
    expect(errorsOf(server.ask('broker-1', a, [create('/x')], [create('/x/y')], [{ op: 'delete', path: '/x', version: -1 }]))).toEqual(['OK', 'OK', 'NOTEMPTY']);
  });

  it('numbers sequential children by their parent, and never twice', () => {
    const { server, a } = served();
    const seq = create('/q/n_', { sequential: true });
    const results = server.ask('broker-1', a, [create('/q')], [seq], [seq], [{ op: 'delete', path: '/q/n_0000000001', version: -1 }], [seq]);
    expect(results.flatMap((result) => (result.ok ? result.results.map(({ path }) => path) : []))).toEqual(['/q', '/q/n_0000000000', '/q/n_0000000001', '/q/n_0000000001', '/q/n_0000000002']);
  });

  it('does all of a transaction or nothing, and says which operation failed', () => {
    const { server, a } = served();
    const [, result] = server.ask('broker-1', a, [create('/x')], [create('/y'), { op: 'check', path: '/x', version: 3 }, create('/z')]);
    expect(result).toEqual({ ok: false, error: 'BADVERSION', at: 1 });
    expect(server.paths()).toEqual(['/', '/x']);
  });
});

describe('watches', () => {
  it.each<[string, ZkTransaction, readonly ZkOp[], readonly WatchedEventType[]]>([
    ['data, changed twice', read('getData', '/x'), [set('/x', -1), set('/x', -1)], ['NodeDataChanged']],
    ['data, deleted', read('getData', '/x'), [{ op: 'delete', path: '/x', version: -1 }], ['NodeDeleted']],
    ['existence of what is not there yet', read('exists', '/new'), [create('/new'), set('/new', -1)], ['NodeCreated']],
    ['data of what is not there: no watch', read('getData', '/new'), [create('/new')], []],
    ['children, two of them', read('getChildren', '/x'), [create('/x/a'), create('/x/b')], ['NodeChildrenChanged']],
    ['children, but the data changes', read('getChildren', '/x'), [set('/x', -1)], []],
  ])('fire once, for what they watch: %s', (_what, watch, ops, events) => {
    const { server, a, b } = served();
    server.ask('broker-1', a, [create('/x')], watch);
    const seen = ops.flatMap((op) => {
      server.ask('broker-2', b, [op]);
      return server.events();
    });
    expect(seen.map((event) => event.split(' ')[1])).toEqual(events);
    expect(seen.every((event) => event.startsWith('broker-1: '))).toBe(true);
  });

  it('tell the writer itself before its answer', () => {
    const { server, a } = served();
    server.ask('broker-1', a, [create('/x')], read('getData', '/x'));
    server.ask('broker-1', a, [set('/x', -1)]);
    expect(server.done.flatMap((effect) => (effect.type === 'reply' ? [effect.message.api] : []))).toEqual(['ZkEvent', 'ZkRequest']);
  });
});

describe('sessions', () => {
  it('take their ephemeral znodes with them when they expire, but no persistent ones', () => {
    const { server, a, b } = served();
    server.ask('broker-1', a, [create('/p')], [create('/e', { ephemeral: true })]);
    server.ask('broker-2', b, read('exists', '/e'));
    server.expire(a);
    expect(server.paths()).toEqual(['/', '/p']);
    expect(server.events()).toEqual(['broker-2: NodeDeleted /e']);
    expect(server.done).toContainEqual({ type: 'report', fact: { type: 'SessionExpired', node: 'broker-1', sessionId: a } });
  });

  it('take them at once when the client closes', () => {
    const { server, a } = served();
    server.ask('broker-1', a, [create('/e', { ephemeral: true })]);
    server.close('broker-1', a);
    expect(server.paths()).toEqual(['/']);
    expect(server.done).toContainEqual({ type: 'cancel', name: `session-${a}` });
  });

  it('get their whole time again with everything that is heard of the client', () => {
    const { server, a } = served();
    const again = { type: 'schedule', name: `session-${a}`, afterMs: 18_000, event: { type: 'SessionTimeout', sessionId: a } };
    server.ping('broker-1', a);
    expect(server.done).toContainEqual(again);
    server.ask('broker-1', a, read('exists', '/'));
    expect(server.done).toContainEqual(again);
  });

  it('outlive their connection, and go on over another', () => {
    const { server, a } = served();
    server.ask('broker-1', a, [create('/e', { ephemeral: true })]);
    server.puppet.get({ type: 'Disconnected', peer: 'broker-1', refused: false } as never);
    expect(server.paths()).toEqual(['/', '/e']);
    expect(server.connect('broker-1', a)).toBe(a);
  });

  it('once expired are not taken up again', () => {
    const { server, a } = served();
    server.expire(a);
    expect(server.connect('broker-1', a)).toBe(0);
    expect(errorsOf(server.ask('broker-1', a, [create('/x')]))).toEqual(['SESSIONEXPIRED']);
  });
});
