import type { Era } from '../../kafka/era/era.ts';
import type { Znode, Znodes } from '../../kafka/zookeeper/tree.ts';
import { hashMapOrder, stringHashCode } from '../../kafka/names/javaHash.ts';
import { childrenOf, emptyTree } from '../../kafka/zookeeper/tree.ts';

const CONNECTED = ['Connecting to localhost:2181', '', 'WATCHER::', '', 'WatchedEvent state:SyncConnected type:None path:null'];

/** `zookeeper-shell.sh localhost:2181 get PATH`: the data; clients up to ZooKeeper 3.4 (Kafka 2.3) add the znode's Stat. */
export function zookeeperGet(znodes: Znodes, path: string, era: Era): string {
  const znode = znodes[path];
  if (znode === undefined) return [...CONNECTED, `Node does not exist: ${path}`].join('\n');
  return [...CONNECTED, dataOf(path, znode), ...(statIsPrinted(era) ? statLines(znodes, path, znode) : [])].join('\n');
}

/** Kafka creates znodes without data with none at all; ZooKeeper's own have an empty array. */
function dataOf(path: string, { data }: Znode): string {
  return data === '' && !Object.hasOwn(emptyTree, path) ? 'null' : data;
}

/** `zookeeper-shell.sh localhost:2181 ls PATH`: the names of the children, sorted since ZooKeeper 3.5. */
export function zookeeperLs(znodes: Znodes, path: string, era: Era): string {
  if (znodes[path] === undefined) return [...CONNECTED, `Node does not exist: ${path}`].join('\n');
  const names = statIsPrinted(era) ? inHashSet(znodes, path) : childrenOf(znodes, path);
  return [...CONNECTED, `[${names.join(', ')}]`].join('\n');
}

/** ZooKeeper 3.5, in Kafka since 2.4, prints the Stat only for `get -s`. */
function statIsPrinted({ isrChanges }: Era): boolean {
  return isrChanges === 'leader-writes-zookeeper';
}

/** As the server keeps them: a HashSet of eight places at first. Source: DataNode.addChild (3.4). */
function inHashSet(znodes: Znodes, path: string): readonly string[] {
  const byAge = childrenOf(znodes, path).toSorted((a, b) => (znodes[below(path, a)]?.czxid ?? 0) - (znodes[below(path, b)]?.czxid ?? 0));
  return hashMapOrder(byAge, stringHashCode, byAge.length, 8);
}

function below(path: string, name: string): string {
  return path === '/' ? `/${name}` : `${path}/${name}`;
}

/** Source: ZooKeeperMain.printStat (3.4). */
function statLines(znodes: Znodes, path: string, znode: Znode): readonly string[] {
  const hex = (value: number) => `0x${value.toString(16)}`;
  return [
    `cZxid = ${hex(znode.czxid)}`, `ctime = ${javaDate(znode.ctimeMs)}`, `mZxid = ${hex(znode.mzxid)}`, `mtime = ${javaDate(znode.mtimeMs)}`, `pZxid = ${hex(znode.pzxid)}`,
    `cversion = ${znode.cversion}`, `dataVersion = ${znode.version}`, 'aclVersion = 0', `ephemeralOwner = ${hex(znode.ephemeralOwner)}`,
    `dataLength = ${new TextEncoder().encode(znode.data).length}`, `numChildren = ${childrenOf(znodes, path).length}`,
  ];
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Thu Jan 01 00:00:05 UTC 1970`: virtual time begins with the epoch, as in Kafka's own timestamps here. Source: java.util.Date.toString. */
function javaDate(atMs: number): string {
  const days = Math.floor(atMs / DAY_MS);
  const seconds = Math.floor((atMs % DAY_MS) / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  let [year, month, day] = [1970, 0, days];
  for (let length = monthLength(year, month); day >= length; length = monthLength(year, month)) {
    day -= length;
    month = (month + 1) % 12;
    if (month === 0) year += 1;
  }
  const clock = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => two(Math.floor(part))).join(':');
  return `${WEEKDAYS[days % 7]} ${MONTHS[month]} ${two(day + 1)} ${clock} UTC ${year}`;
}

function monthLength(year: number, month: number): number {
  if (month !== 1) return [3, 5, 8, 10].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
