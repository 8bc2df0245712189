import { describe, expect, it } from 'vitest';
import { cluster } from '../../testkit/clusterPuppet.ts';
import type { ClusterPuppet } from '../../testkit/clusterPuppet.ts';
import type { ZooKeeperContext } from '../zookeeper/types.ts';
import { childrenOf } from '../zookeeper/tree.ts';
import type { ZkClientContext } from './types.ts';

const SESSION_MS = 10_000;

/** One broker that nobody talks to, and clients of ZooKeeper. */
function clients(zookeeperClients = 3): ClusterPuppet {
  return cluster({ era: '2.8', brokers: 1, topics: [], producers: [], zookeeperClients });
}

const clientOf = (c: ClusterPuppet, id: string) => c.contextOf<ZkClientContext>(id);
const tree = (c: ClusterPuppet) => c.contextOf<ZooKeeperContext>('zookeeper').znodes;
const create = (c: ClusterPuppet, client: string, path: string, data = '', ephemeral = false) => c.command({ type: 'zkClient.create', client, path, data, ephemeral }).forMs(50);
const set = (c: ClusterPuppet, data: string, version?: number) => c.command({ type: 'zkClient.set', client: 'client-1', path: '/app', data, ...(version === undefined ? {} : { version }) });

/** Clients 1, 2 and 3 in the queue for a lock, in this order. */
function queue(watch: 'predecessor' | 'children' = 'predecessor'): ClusterPuppet {
  const c = create(clients(), 'client-1', '/lock');
  for (const client of ['client-1', 'client-2', 'client-3']) c.command({ type: 'zkClient.lock', client, path: '/lock', watch }).forMs(100);
  return c;
}
const states = (c: ClusterPuppet) => ['client-1', 'client-2', 'client-3'].map((id) => clientOf(c, id).lock?.state ?? null);
const acquired = (c: ClusterPuppet) => c.factsOf('LockAcquired').map(({ client }) => client);

describe('a session', () => {
  it('is kept by pings, for as long as there is nothing to do', () => {
    const c = create(clients(1), 'client-1', '/e', '', true).forMs(5 * SESSION_MS);
    expect(tree(c)['/e']?.ephemeralOwner).toBe(clientOf(c, 'client-1').sessionId);
  });

  it('outlives the process by its timeout, and takes its ephemeral znodes with it', () => {
    const c = create(clients(1), 'client-1', '/e', '', true).command({ type: 'zkClient.kill', client: 'client-1' }).forMs(SESSION_MS / 2);
    expect(tree(c)['/e']).toBeDefined();
    c.forMs(SESSION_MS);
    expect(tree(c)['/e']).toBeUndefined();
  });

  it('ends at once when the client closes it', () => {
    const c = create(clients(1), 'client-1', '/e', '', true).command({ type: 'zkClient.close', client: 'client-1' }).forMs(50);
    expect(tree(c)['/e']).toBeUndefined();
    expect(c.world.nodes['client-1']?.up).toBe(false);
  });

  it('goes on when the network is back in time, and is replaced by another when it is not', () => {
    const c = create(clients(1), 'client-1', '/e', '', true);
    const { sessionId } = clientOf(c, 'client-1');
    c.cut('client-1', 'zookeeper').forMs(SESSION_MS * 0.7).heal('client-1', 'zookeeper').forMs(SESSION_MS);
    expect(clientOf(c, 'client-1').sessionId).toBe(sessionId);
    c.cut('client-1', 'zookeeper').forMs(SESSION_MS * 2).heal('client-1', 'zookeeper').forMs(3000);
    expect(clientOf(c, 'client-1').sessionId).toBeGreaterThan(sessionId);
    expect(tree(c)['/e']).toBeUndefined();
  });
});

describe('reads and writes', () => {
  it('fail with what ZooKeeper answers', () => {
    const c = set(create(clients(1), 'client-1', '/app', 'a'), 'b', 3).forMs(50);
    create(c, 'client-1', '/app');
    expect(c.factsOf('ZkOperationFailed').map(({ op, error }) => [op, error])).toEqual([['setData', 'BADVERSION'], ['create', 'NODEEXISTS']]);
  });

  it('that were under way when the connection broke may or may not have been carried out', () => {
    const c = create(clients(1), 'client-1', '/app', 'a');
    set(c, 'b').cut('client-1', 'zookeeper').forMs(SESSION_MS);
    expect(c.factsOf('ZkOperationFailed').map(({ error }) => error)).toEqual(['CONNECTIONLOSS']);
  });

  it('leave a watch that tells once', () => {
    const c = create(clients(2), 'client-1', '/app', 'a').command({ type: 'zkClient.read', client: 'client-2', path: '/app', what: 'data', watch: true }).forMs(50);
    set(set(c, 'b').forMs(50), 'c').forMs(50);
    expect(c.factsOf('WatchFired')).toHaveLength(1);
    expect(clientOf(c, 'client-2').known['/app']).toEqual({ data: 'a', version: 0 });
  });
});

describe('following', () => {
  it('reads again when the watch fires, and so knows the last value, not every one', () => {
    const c = create(clients(2), 'client-1', '/app', 'a').command({ type: 'zkClient.follow', client: 'client-2', path: '/app', what: 'data' }).forMs(50);
    set(set(c, 'b'), 'c').forMs(100);
    expect(clientOf(c, 'client-2').known['/app']).toEqual({ data: 'c', version: 2 });
    expect(c.factsOf('ZnodeRead').map(({ data }) => data)).toEqual(['a', 'c']);
  });

  it('waits for what is not there, and for what was deleted', () => {
    const c = clients(2).command({ type: 'zkClient.follow', client: 'client-2', path: '/app', what: 'data' }).forMs(50);
    create(c, 'client-1', '/app', 'a').command({ type: 'zkClient.delete', client: 'client-1', path: '/app' }).forMs(50);
    expect(clientOf(c, 'client-2').known).toEqual({});
    create(c, 'client-1', '/app', 'b');
    expect(clientOf(c, 'client-2').known['/app']).toEqual({ data: 'b', version: 0 });
  });

  it('by children knows every name and what it stands for, and forgets who is gone', () => {
    const c = create(clients(3), 'client-1', '/services');
    c.command({ type: 'zkClient.follow', client: 'client-3', path: '/services', what: 'children' }).forMs(50);
    for (const client of ['client-1', 'client-2']) c.command({ type: 'zkClient.create', client, path: '/services/s-', data: `${client}:80`, ephemeral: true, sequential: true }).forMs(100);
    const { known } = clientOf(c, 'client-3');
    expect(Object.entries(known).map(([path, { data, children }]) => [path, data ?? children])).toEqual([
      ['/services', ['s-0000000000', 's-0000000001']], ['/services/s-0000000000', 'client-1:80'], ['/services/s-0000000001', 'client-2:80'],
    ]);
    c.command({ type: 'zkClient.kill', client: 'client-2' }).forMs(2 * SESSION_MS);
    expect(Object.keys(clientOf(c, 'client-3').known)).toEqual(['/services', '/services/s-0000000000']);
  });

  it('looks again after the connection was lost: what happened meanwhile was told to nobody', () => {
    const c = create(clients(2), 'client-1', '/app', 'a').command({ type: 'zkClient.follow', client: 'client-2', path: '/app', what: 'data' }).forMs(50);
    set(c.cut('client-2', 'zookeeper').forMs(SESSION_MS * 0.75), 'b').forMs(50).heal('client-2', 'zookeeper').forMs(2000);
    expect(clientOf(c, 'client-2').known['/app']?.data).toBe('b');
  });
});

describe('a lock', () => {
  it('is held by the lowest number, and everyone else waits for the one before', () => {
    const c = queue();
    expect(states(c)).toEqual(['held', 'waiting', 'waiting']);
    expect(c.factsOf('LockAwaited').map(({ client, behind }) => [client, behind])).toEqual([
      ['client-2', '/lock/client-1-lock-0000000000'], ['client-3', '/lock/client-2-lock-0000000001'],
    ]);
  });

  it('goes to the next in the queue, and wakes nobody else', () => {
    const c = queue().command({ type: 'zkClient.unlock', client: 'client-1' }).forMs(100);
    expect(states(c)).toEqual([null, 'held', 'waiting']);
    expect(c.factsOf('WatchFired').map(({ to }) => to)).toEqual(['client-2']);
  });

  it('with watches on the children wakes everyone for one', () => {
    const c = queue('children');
    const before = c.factsOf('WatchFired').length;
    c.command({ type: 'zkClient.unlock', client: 'client-1' }).forMs(100);
    expect(states(c)).toEqual([null, 'held', 'waiting']);
    expect(c.factsOf('WatchFired').slice(before).map(({ to }) => to)).toEqual(['client-2', 'client-3']);
  });

  it('passes over one in the middle that gives up', () => {
    const c = queue().command({ type: 'zkClient.unlock', client: 'client-2' }).forMs(100);
    expect(states(c)).toEqual(['held', null, 'waiting']);
    expect(clientOf(c, 'client-3').lock?.behind).toBe('/lock/client-1-lock-0000000000');
    expect(acquired(c.command({ type: 'zkClient.unlock', client: 'client-1' }).forMs(100))).toEqual(['client-1', 'client-3']);
  });

  it('of a holder that is cut off is in doubt for it before anybody else gets it, and then lost', () => {
    const c = queue().cut('client-1', 'zookeeper').untilFact('LockDoubted', { client: 'client-1' });
    expect(states(c)).toEqual(['doubted', 'waiting', 'waiting']);
    c.untilFact('LockAcquired', { client: 'client-2' });
    expect(states(c)).toEqual(['doubted', 'held', 'waiting']);
    c.heal('client-1', 'zookeeper').untilFact('LockLost', { client: 'client-1' }).forMs(100);
    expect(states(c)).toEqual([null, 'held', 'waiting']);
    expect(childrenOf(tree(c), '/lock')).toHaveLength(2);
  });

  it('is still held by one that is back in time', () => {
    const c = queue().cut('client-1', 'zookeeper').forMs(SESSION_MS * 0.75).heal('client-1', 'zookeeper').forMs(3000);
    expect(states(c)).toEqual(['held', 'waiting', 'waiting']);
    expect(acquired(c)).toEqual(['client-1']);
  });

  it('is asked for once, although the answer to that was lost', () => {
    const c = create(clients(1), 'client-1', '/lock').command({ type: 'zkClient.lock', client: 'client-1', path: '/lock' });
    c.until((now) => childrenOf(tree(now), '/lock').length === 1).cut('client-1', 'zookeeper').forMs(SESSION_MS * 0.75).heal('client-1', 'zookeeper').forMs(3000);
    expect(clientOf(c, 'client-1').lock?.state).toBe('held');
    expect(childrenOf(tree(c), '/lock')).toEqual(['client-1-lock-0000000000']);
  });
});
