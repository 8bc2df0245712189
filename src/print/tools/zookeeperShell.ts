import type { Era } from '../../kafka/era/era.ts';
import type { Znode, Znodes } from '../../kafka/zookeeper/tree.ts';
import { parentOf } from '../../kafka/zookeeper/tree.ts';

const CONNECTED = ['Connecting to localhost:2181', '', 'WATCHER::', '', 'WatchedEvent state:SyncConnected type:None path:null'];

/** `zookeeper-shell.sh localhost:2181 get PATH`: the data; clients up to ZooKeeper 3.4 (Kafka 2.3) add the znode's Stat. */
export function zookeeperGet(znodes: Znodes, path: string, era: Era): string {
  const znode = znodes[path];
  if (znode === undefined) return [...CONNECTED, `Node does not exist: ${path}`].join('\n');
  return [...CONNECTED, znode.data === '' ? 'null' : znode.data, ...(statIsPrinted(era) ? statLines(znodes, path, znode) : [])].join('\n');
}

/** `zookeeper-shell.sh localhost:2181 ls PATH`: the names of the children. */
export function zookeeperLs(znodes: Znodes, path: string): string {
  if (znodes[path] === undefined) return [...CONNECTED, `Node does not exist: ${path}`].join('\n');
  return [...CONNECTED, `[${childrenOf(znodes, path).join(', ')}]`].join('\n');
}

/** ZooKeeper 3.5, in Kafka since 2.4, prints the Stat only for `get -s`. */
function statIsPrinted({ isrChanges }: Era): boolean {
  return isrChanges === 'leader-writes-zookeeper';
}

function statLines(znodes: Znodes, path: string, znode: Znode): readonly string[] {
  const hex = (value: number) => `0x${value.toString(16)}`;
  return [
    `cZxid = ${hex(znode.czxid)}`, `cversion = ${znode.cversion}`, `dataVersion = ${znode.version}`, 'aclVersion = 0',
    `ephemeralOwner = ${hex(znode.ephemeralOwner)}`, `dataLength = ${new TextEncoder().encode(znode.data).length}`, `numChildren = ${childrenOf(znodes, path).length}`,
  ];
}

function childrenOf(znodes: Znodes, path: string): readonly string[] {
  return Object.keys(znodes).filter((one) => one !== '/' && parentOf(one) === path).map((one) => one.slice(one.lastIndexOf('/') + 1)).toSorted();
}
