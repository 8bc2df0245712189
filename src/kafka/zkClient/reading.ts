import type { Effect } from '../actor.ts';
import { report } from '../actor.ts';
import type { WatchedEventType, ZkOpResult, ZkResult } from '../zookeeper/messages.ts';
import { ask, failed, OPS } from './asking.ts';
import type { Doing } from './asking.ts';
import type { ClientWatch, KnownZnode, Purpose, Reading, ZkClientContext } from './types.ts';

type Read = Extract<Purpose, { readonly type: 'read' }>;

export function lookAt(client: ZkClientContext, { path, what, again, watch }: Omit<Read, 'type'>): Doing {
  return ask(client, { type: 'read', path, what, again, watch }, [[{ op: OPS[what], path, watch }]]);
}

/** Every watch there was is set anew. Source: SetWatches, which lets the server compare instead. */
export function readAgain(client: ZkClientContext): Doing {
  return client.watches.reduce<Doing>((doing, watch) => {
    const reading = lookAt(doing.client, { ...watch, watch: true });
    return { client: reading.client, effects: [...doing.effects, ...reading.effects] };
  }, { client: { ...client, watches: [] }, effects: [] });
}

/**
 * What is there now; with it, or where `exists` finds nothing, the watch is set. What is followed and is not there is
 * waited for.
 */
export function readAnswered(client: ZkClientContext, purpose: Read, result: ZkResult | undefined): Doing {
  const { path, what, again, watch } = purpose;
  const [found] = result?.ok === true ? result.results : [];
  const error = result?.ok === false ? result.error : null;
  if (error === 'NONODE' && what !== 'exists' && again !== null) return lookAt(forget(client, path), { path, what: 'exists', again, watch });
  if (error !== null && (error !== 'NONODE' || what !== 'exists')) return { client, effects: [failed(client.clientId, OPS[what], path, error)] };
  if (found !== undefined && what === 'exists' && again !== null) return lookAt(client, { path, what: again, again, watch });
  const watching = watch ? withWatch(client, { path, what, again }) : client;
  const knowing = found === undefined ? forget(watching, path) : withKnown(watching, path, found);
  const members = what === 'children' && again !== null ? readMembers(knowing, path, found?.children ?? []) : { client: knowing, effects: [] };
  return { client: members.client, effects: [readFact(client, purpose, found), ...members.effects] };
}

function readFact({ clientId }: ZkClientContext, { path, what, watch }: Read, found: ZkOpResult | undefined): Effect {
  return report({ type: 'ZnodeRead', client: clientId, path, what, found: found !== undefined, data: found?.data ?? null, children: found?.children ?? null, version: found?.stat?.version ?? -1, watch });
}

function withWatch(client: ZkClientContext, watch: ClientWatch): ZkClientContext {
  const others = client.watches.filter(({ path, what }) => path !== watch.path || what !== watch.what);
  return { ...client, watches: [...others, watch] };
}

function withKnown(client: ZkClientContext, path: string, { data, children, stat }: ZkOpResult): ZkClientContext {
  const known: KnownZnode = { ...client.known[path], ...(data === undefined ? {} : { data }), ...(children === undefined ? {} : { children }), version: stat?.version ?? 0 };
  return { ...client, known: { ...client.known, [path]: known } };
}

function forget(client: ZkClientContext, path: string): ZkClientContext {
  const { [path]: _gone, ...known } = client.known;
  return { ...client, known };
}

/** A name service is read by its names, and then what each stands for; those that are gone are forgotten. */
function readMembers(client: ZkClientContext, path: string, children: readonly string[]): Doing {
  const isGone = (known: string): boolean => known.startsWith(`${path}/`) && !children.includes(known.slice(path.length + 1));
  const left = Object.keys(client.known).filter(isGone).reduce(forget, client);
  return children.length === 0 ? { client: left, effects: [] } : ask(left, { type: 'members' }, children.map((child) => [{ op: 'getData', path: `${path}/${child}`, watch: false }]));
}

/** One that went between the two reads is left out. */
export function membersAnswered(client: ZkClientContext, results: readonly ZkResult[]): Doing {
  const found = results.flatMap((result) => (result.ok ? result.results : []));
  const effects = found.map((one) => readFact(client, { type: 'read', path: one.path, what: 'data', again: null, watch: false }, one));
  return { client: found.reduce((now, one) => withKnown(now, one.path, one), client), effects };
}

const FIRED_BY: Readonly<Record<WatchedEventType, readonly Reading[]>> = {
  NodeCreated: ['exists', 'data'], NodeDataChanged: ['exists', 'data'], NodeDeleted: ['exists', 'data', 'children'], NodeChildrenChanged: ['children'],
};

/** A watch fired and is gone: what is followed is read again, which sets the next one. */
export function watchFired(client: ZkClientContext, event: WatchedEventType, path: string): Doing {
  const hit = client.watches.filter((watch) => watch.path === path && FIRED_BY[event].includes(watch.what));
  const left = { ...client, watches: client.watches.filter((watch) => !hit.includes(watch)) };
  return hit.reduce<Doing>((doing, { again }) => {
    if (again === null) return doing;
    const reading = lookAt(doing.client, { path, what: again, again, watch: true });
    return { client: reading.client, effects: [...doing.effects, ...reading.effects] };
  }, { client: left, effects: [] });
}
