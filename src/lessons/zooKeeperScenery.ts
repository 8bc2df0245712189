import type { ClusterDescription } from '../kafka/description.ts';
import type { Action } from './types.ts';

/** One broker, without topics, and applications that use the same ZooKeeper. */
export function applications(zookeeperClients: number): ClusterDescription {
  return { brokers: 1, topics: [], producers: [], consumers: [], zookeeperClients };
}

/** `ephemeral` ends with the client's session; `sequential` gets ten digits behind its name. */
export function create(client: string, path: string, data: string, kind: { readonly ephemeral?: boolean; readonly sequential?: boolean } = {}): Action {
  return { command: { type: 'zkClient.create', client, path, data, ...kind } };
}

/** With a version: only if the znode is still at it. */
export function write(client: string, path: string, data: string, version?: number): Action {
  return { command: { type: 'zkClient.set', client, path, data, ...(version === undefined ? {} : { version }) } };
}

export function watch(client: string, path: string, what: 'data' | 'children'): Action {
  return { command: { type: 'zkClient.read', client, path, what, watch: true } };
}

export function read(client: string, path: string): Action {
  return { command: { type: 'zkClient.read', client, path, what: 'data', watch: false } };
}

export function follow(client: string, path: string, what: 'data' | 'children'): Action {
  return { command: { type: 'zkClient.follow', client, path, what } };
}

export function lock(client: string, path: string, watched: 'predecessor' | 'children' = 'predecessor'): Action {
  return { command: { type: 'zkClient.lock', client, path, watch: watched } };
}

export function unlock(client: string): Action {
  return { command: { type: 'zkClient.unlock', client } };
}

/** What becomes of the process: it ends with or without a goodbye, or begins anew. */
export function application(what: 'close' | 'kill' | 'restart', client: string): Action {
  return { command: { type: `zkClient.${what}`, client } };
}
