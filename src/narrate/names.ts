import type { LogRecord } from '../kafka/log/record.ts';
import { parseKey } from '../kafka/coordinator/offsetRecords.ts';
import { OFFSETS_TOPIC } from '../kafka/names/internalTopics.ts';
import { nodeOf } from '../world/types.ts';
import type { Language } from './types.ts';

const KINDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  broker: { en: 'broker', zh: 'Broker' },
  producer: { en: 'producer', zh: '生产者' },
  consumer: { en: 'consumer', zh: '消费者' },
  client: { en: 'client', zh: '客户端' },
};

/** How a node is spoken of within a sentence: `broker 2`, `the controller`, `生产者 1`. Any actor of the node will do. */
export function nodeName(address: string, language: Language): string {
  const node = nodeOf(address);
  if (node.startsWith('controller-')) return language === 'en' ? 'the controller' : '控制器';
  if (node === 'zookeeper') return 'ZooKeeper';
  if (node === 'admin') return language === 'en' ? 'the administrator' : '管理员';
  const match = /^([a-z]+)-(\d+)$/.exec(node);
  const kind = match === null ? undefined : KINDS[match[1] ?? ''];
  return kind === undefined ? node : `${kind[language]} ${match?.[2] ?? ''}`;
}

/** A group member by what it was named after: its client, or the instance of a static one. What follows is a random UUID. */
export function memberName(memberId: string, language: Language): string {
  return nodeName(memberId.replace(/-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, ''), language);
}

/** A few names one by one; many by their number. */
export function few(names: readonly string[], separator: string, many: (count: number) => string): string {
  return names.length > 5 ? many(names.length) : names.join(separator);
}

/** Broker ids as Kafka lists them, `1,2,3`; a dash for none. */
export function ids(brokers: readonly number[]): string {
  return brokers.length === 0 ? '-' : brokers.join(',');
}

/** Records by their offsets, both ends included: `offset 2`, `offsets 2 to 4`. */
export function offsets(first: number, last: number, language: Language): string {
  if (language === 'zh') return first === last ? `位移 ${first}` : `位移 ${first} 到 ${last}`;
  return first === last ? `offset ${first}` : `offsets ${first} to ${last}`;
}

/** A duration as the clock shows it: `18,000 ms`. */
export function milliseconds(durationMs: number): string {
  return `${String(durationMs).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')} ms`;
}

/** The last part of a znode's path. */
export function leaf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A record of `__consumer_offsets` by what it is about: its value fills a screen. */
function groupRecord(key: string, language: Language): string {
  const about = parseKey(key);
  if (about.type === 'group') return language === 'en' ? `the metadata of group ${about.groupId}` : `消费者组 ${about.groupId} 的元数据`;
  return language === 'en' ? `the offset of ${about.partition} for group ${about.groupId}` : `消费者组 ${about.groupId} 在 ${about.partition} 的位移`;
}

/** Records by their values; beyond three only how many there are. */
export function values(records: readonly LogRecord[], language: Language, partition = ''): string {
  const named = records.slice(0, 3).map((record) => (partition.startsWith(`${OFFSETS_TOPIC}-`) && record.key !== null ? groupRecord(record.key, language) : (record.value ?? (language === 'en' ? 'a tombstone' : '墓碑消息'))));
  if (records.length <= 3) return named.join(language === 'en' ? ', ' : '、');
  return language === 'en' ? `${records.length} records` : `${records.length} 条消息`;
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Kafka's own words within a sentence of ours, which brings its own full stop. */
export function unstopped(message: string): string {
  return message.trim().replace(/\.$/, '');
}
