import type { ZkError, ZkOp, ZkOpResult, ZkResult, ZkTransaction, ZnodeStat } from './messages.ts';

/** A node of ZooKeeper's tree. */
export interface Znode {
  readonly data: string;
  /** The transactions that made it, last wrote it, and last made or deleted a child of it. */
  readonly czxid: number;
  readonly mzxid: number;
  readonly pzxid: number;
  readonly ctimeMs: number;
  readonly mtimeMs: number;
  readonly version: number;
  readonly cversion: number;
  /** 0 for a persistent one. */
  readonly ephemeralOwner: number;
  /** Children made so far: the number the next sequential one gets. */
  readonly childrenCreated: number;
}

/** By path; `/` is always there. */
export type Znodes = Readonly<Record<string, Znode>>;

const FIRST: Znode = { data: '', czxid: 0, mzxid: 0, pzxid: 0, ctimeMs: 0, mtimeMs: 0, version: 0, cversion: 0, ephemeralOwner: 0, childrenCreated: 0 };

/** As ZooKeeper itself begins: `/zookeeper` is its own. Source: DataTree. */
export const emptyTree: Znodes = {
  '/': { ...FIRST, cversion: -1 },
  '/zookeeper': { ...FIRST, cversion: -1 },
  '/zookeeper/quota': FIRST,
};

export interface TreeChange {
  readonly type: 'created' | 'changed' | 'deleted';
  readonly path: string;
}

export interface Applied {
  readonly znodes: Znodes;
  readonly result: ZkResult;
  readonly changes: readonly TreeChange[];
}

interface Author {
  readonly sessionId: number;
  readonly zxid: number;
  readonly nowMs: number;
}

/** All operations in order, or none of them. Source: ZooKeeper's multi. */
export function applyTransaction(znodes: Znodes, transaction: ZkTransaction, author: Author): Applied {
  let now = znodes;
  const results: ZkOpResult[] = [];
  const changes: TreeChange[] = [];
  for (const [at, op] of transaction.entries()) {
    const done = applyOp(now, op, author);
    if (typeof done === 'string') return { znodes, result: { ok: false, error: done, at }, changes: [] };
    now = done.znodes;
    results.push(done.result);
    if (done.change !== null) changes.push(done.change);
  }
  return { znodes: now, result: { ok: true, results }, changes };
}

type Done = { readonly znodes: Znodes; readonly result: ZkOpResult; readonly change: TreeChange | null };

function applyOp(znodes: Znodes, op: ZkOp, author: Author): Done | ZkError {
  switch (op.op) {
    case 'create': return create(znodes, op, author);
    case 'setData': return setData(znodes, op, author);
    case 'delete': return remove(znodes, op.path, op.version, author);
    case 'check': return versionError(znodes[op.path], op.version) ?? { znodes, result: { path: op.path }, change: null };
    case 'getData': return read(znodes, op.path, ({ data }) => ({ data }));
    case 'getChildren': return read(znodes, op.path, () => ({ children: childrenOf(znodes, op.path) }));
    case 'exists': return read(znodes, op.path, () => ({}));
    default: return op satisfies never;
  }
}

function create(znodes: Znodes, op: Extract<ZkOp, { op: 'create' }>, { sessionId, zxid, nowMs }: Author): Done | ZkError {
  const parentPath = parentOf(op.path);
  const parent = znodes[parentPath];
  if (parent === undefined) return 'NONODE';
  if (parent.ephemeralOwner !== 0) return 'NOCHILDRENFOREPHEMERALS';
  const path = op.sequential ? `${op.path}${String(parent.childrenCreated).padStart(10, '0')}` : op.path;
  if (znodes[path] !== undefined) return 'NODEEXISTS';
  const znode: Znode = {
    data: op.data, czxid: zxid, mzxid: zxid, pzxid: zxid, ctimeMs: nowMs, mtimeMs: nowMs, version: 0, cversion: 0, ephemeralOwner: op.ephemeral ? sessionId : 0, childrenCreated: 0,
  };
  const withChild = { ...parent, pzxid: zxid, cversion: parent.cversion + 1, childrenCreated: parent.childrenCreated + 1 };
  return { znodes: { ...znodes, [parentPath]: withChild, [path]: znode }, result: { path, stat: statOf(znode) }, change: { type: 'created', path } };
}

function setData(znodes: Znodes, { path, data, version }: Extract<ZkOp, { op: 'setData' }>, { zxid, nowMs }: Author): Done | ZkError {
  const znode = znodes[path];
  const error = versionError(znode, version);
  if (error !== null || znode === undefined) return error ?? 'NONODE';
  const changed = { ...znode, data, mzxid: zxid, mtimeMs: nowMs, version: znode.version + 1 };
  return { znodes: { ...znodes, [path]: changed }, result: { path, stat: statOf(changed) }, change: { type: 'changed', path } };
}

function remove(znodes: Znodes, path: string, version: number, { zxid }: Author): Done | ZkError {
  const error = versionError(znodes[path], version);
  if (error !== null) return error;
  if (childrenOf(znodes, path).length > 0) return 'NOTEMPTY';
  const { [path]: _gone, ...others } = znodes;
  const parentPath = parentOf(path);
  const parent = others[parentPath];
  const left = parent === undefined ? others : { ...others, [parentPath]: { ...parent, pzxid: zxid, cversion: parent.cversion + 1 } };
  return { znodes: left, result: { path }, change: { type: 'deleted', path } };
}

function read(znodes: Znodes, path: string, part: (znode: Znode) => Partial<ZkOpResult>): Done | ZkError {
  const znode = znodes[path];
  return znode === undefined ? 'NONODE' : { znodes, result: { path, ...part(znode), stat: statOf(znode) }, change: null };
}

function versionError(znode: Znode | undefined, version: number): ZkError | null {
  if (znode === undefined) return 'NONODE';
  return version === -1 || version === znode.version ? null : 'BADVERSION';
}

function statOf({ czxid, version, cversion, ephemeralOwner }: Znode): ZnodeStat {
  return { czxid, version, cversion, ephemeralOwner };
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/** Names, in order. */
export function childrenOf(znodes: Znodes, path: string): readonly string[] {
  const prefix = path === '/' ? '/' : `${path}/`;
  return Object.keys(znodes)
    .filter((child) => child.startsWith(prefix) && child.length > prefix.length && !child.includes('/', prefix.length))
    .map((child) => child.slice(prefix.length))
    .toSorted();
}
