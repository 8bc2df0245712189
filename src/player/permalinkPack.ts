import { deflateSync, Inflate } from 'fflate';
import * as v from 'valibot';
import type { Command } from '../kafka/commands.ts';
import type { ClusterDescription } from '../kafka/description.ts';
import { commandSchema } from '../lessons/commandSchema.ts';
import type { MessageName, RunChoice } from '../world/run.ts';
import type { Own } from './permalinkOf.ts';
import { parseSaved } from './sandboxSaved.ts';

/**
 * What a visitor chose, as text for a link: one line a choice, deflated with a dictionary of what such lines are made
 * of, in base64url. The first character is the version of all that; a dictionary is never changed, only followed by
 * the next version's.
 */
const VERSION = 'a';
const DICTIONARY = [
  '{"brokers":3,"racks":["a","b","c"],"brokerConfig":{"replica.lag.time.max.ms":"30000"},"topics":[{"name":"orders","partitions":1,"replicationFactor":3,"config":{"min.insync.replicas":"2"}}],',
  '"producers":[{"id":"producer-1","topics":["orders"],"config":{"acks":"all"}}],"consumers":[{"id":"consumer-1","topics":["orders"],"config":{"auto.offset.reset":"earliest"},"started":true}],"seed":1}\n',
  '{"type":"topic.create","topic":{"name":"payments","partitions":1,"replicationFactor":3,"configs":{}}}\n{"type":"leader.elect","electionType":"PREFERRED","partition":"orders-0"}\n',
  '{"type":"leader.elect","electionType":"UNCLEAN","partition":null}\n{"type":"consumer.start","consumer":"consumer-1"}\n{"type":"consumer.stop","consumer":"consumer-1"}\n',
  '{"type":"network.slow","from":"broker-1","to":"broker-2","extraLatencyMs":100}\n{"type":"network.heal","from":"broker-1","to":null}\n{"type":"network.cut","from":"broker-1","to":"controller-3000"}\n',
  '{"type":"config.set","resourceType":"broker","resourceName":"","name":"replica.lag.time.max.ms","value":"10000"}\n{"type":"disk.lose","brokerId":1}\n{"type":"broker.shutdown","brokerId":2}\n',
  '{"type":"config.set","resourceType":"topic","resourceName":"orders","name":"min.insync.replicas","value":"1"}\n{"type":"config.set","resourceType":"topic","resourceName":"orders","name":"unclean.leader.election.enable","value":"true"}\n',
  '{"type":"broker.powerOff","brokerId":1}\n{"type":"broker.kill","brokerId":1}\n{"type":"broker.restart","brokerId":1}\n{"type":"producer.send","producer":"producer-1","topic":"orders","value":"m0","acks":-1,"key":null,"partition":0}\n',
  'f controller-3000 session-2\nf broker-1 request-1\nf producer-1 metadata-expiry\nf consumer-1 fetch\nf broker-2 isr-expiration\nf broker-3/purgatory Fetch|broker-2/fetcher-1|broker-2#1>broker-1#1|1\nf broker-3/purgatory Fetch|consumer-1|consumer-1#1>broker-3#1|2\n',
  'd Disconnect controller-3000 broker-3 1 n\nd AlterPartition broker-1 controller-3000\nd BrokerRegistration broker-2 controller-3000\nd BrokerHeartbeat broker-3 controller-3000\nd Metadata producer-1 broker-2\nd FetchMetadata controller-3000 broker-3 1 r\n',
  'x broker-1 broker-2\nh broker-1 controller-3000 10000\nd Produce producer-1 broker-1\nd Produce broker-1 producer-1 1 r\nd Fetch consumer-1 broker-1\nd Fetch broker-1 consumer-1 1 r\nd Fetch broker-1 broker-2 1 r\nd Fetch broker-3 broker-1\nd Fetch broker-2 broker-1\n',
].join('');
const END = '.';
/** More is no run of ours. */
export const MOST_PACKED = 200_000;
const MOST_TEXT = 4_000_000;
const SLICE = 1024;

export interface Unpacked extends Own {
  /** `cut`: the end is missing; `damaged`: from some choice on, nothing could be read. */
  readonly trouble: 'cut' | 'damaged' | null;
}

export function pack({ setUp, choices }: Own): string {
  const lines = [...(setUp === null ? [] : [JSON.stringify(setUp)]), ...choices.map(lineOf), END];
  const bytes = new TextEncoder().encode(lines.join('\n'));
  return VERSION + base64url(deflateSync(bytes, { level: 9, dictionary: new TextEncoder().encode(DICTIONARY) }));
}

/** Reads as far as it can what somebody may have changed; null when nothing of it is a run. Never throws. */
export function unpack(packed: string, withSetUp: boolean): Unpacked | null {
  if (!packed.startsWith(VERSION) || packed.length > MOST_PACKED) return null;
  const text = inflate(packed.slice(VERSION.length));
  if (text === null) return null;
  const lines = text.split('\n');
  const isWhole = lines.at(-1) === END;
  // Without the end, the last line may be half a choice.
  const given = lines.slice(0, -1);
  const setUp = withSetUp ? setUpOf(given[0] ?? '') : null;
  if (withSetUp && setUp === null) return null;
  const choices: RunChoice<Command>[] = [];
  for (const line of withSetUp ? given.slice(1) : given) {
    const choice = choiceOf(line);
    if (choice === null) return { setUp, choices, trouble: 'damaged' };
    choices.push(choice);
  }
  return { setUp, choices, trouble: isWhole ? null : 'cut' };
}

function lineOf(choice: RunChoice<Command>): string {
  if ('usual' in choice) return String(choice.usual);
  if ('command' in choice) return JSON.stringify(choice.command);
  return wordsOf(choice).map(quoted).join(' ');
}

function wordsOf(choice: Exclude<RunChoice<Command>, { readonly usual: number } | { readonly command: Command }>): readonly (string | number)[] {
  if ('fire' in choice) return ['f', choice.fire.owner, choice.fire.name];
  if ('hold' in choice) return ['h', choice.hold.client, choice.hold.server, choice.forMs];
  if ('disconnect' in choice) return ['x', choice.disconnect.client, choice.disconnect.server];
  const { api, kind = 'request', from = '', to = '', nth = 1 } = 'deliver' in choice ? choice.deliver : choice.duplicate;
  return ['deliver' in choice ? 'd' : 't', api, from, to, ...(nth === 1 && kind === 'request' ? [] : [nth]), ...(kind === 'request' ? [] : [kind.slice(0, 1)])];
}

/** Blanks part the words and line ends the choices. */
function quoted(word: string | number): string {
  return String(word).replaceAll(/[%\s]/g, encodeURIComponent);
}

const KINDS: Readonly<Record<string, NonNullable<MessageName['kind']>>> = { r: 'response', n: 'notice' };

function choiceOf(line: string): RunChoice<Command> | null {
  try {
    if (line.startsWith('{')) return commandOf(JSON.parse(line));
    if (/^\d+$/.test(line)) return countOf(line, (usual) => ({ usual }));
    const words = line.split(' ').map(decodeURIComponent);
    return words.some((word) => word.length > 300) ? null : namedOf(words);
  } catch {
    return null;
  }
}

function commandOf(data: unknown): RunChoice<Command> | null {
  const read = v.safeParse(commandSchema, data);
  // Same shape; the schema's type only knows optional fields as possibly undefined.
  return read.success ? { command: read.output as Command } : null;
}

function namedOf([verb, first, second, third, fourth, fifth, ...more]: readonly string[]): RunChoice<Command> | null {
  if (first === undefined || second === undefined || more.length > 0) return null;
  if (verb === 'd' || verb === 't') return third === undefined ? null : messageOf(verb, { api: first, from: second, to: third }, fourth, fifth);
  const ends = { client: first, server: second };
  if (verb === 'h' && fourth === undefined) return countOf(third, (forMs) => ({ hold: ends, forMs }));
  if (third !== undefined) return null;
  if (verb === 'f') return { fire: { owner: first, name: second } };
  return verb === 'x' ? { disconnect: ends } : null;
}

/** `t` is delivered twice. */
function messageOf(verb: 'd' | 't', { api, from, to }: Required<Pick<MessageName, 'api' | 'from' | 'to'>>, nth = '1', kindWord?: string): RunChoice<Command> | null {
  const kind = kindWord === undefined ? 'request' : KINDS[kindWord];
  const places = { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
  const named = (count: number): MessageName => ({ api, kind: kind ?? 'request', ...places, nth: Math.max(1, count) });
  return kind === undefined ? null : countOf(nth, (count) => (verb === 'd' ? { deliver: named(count) } : { duplicate: named(count) }));
}

function countOf(word: string | undefined, make: (count: number) => RunChoice<Command>): RunChoice<Command> | null {
  const count = Number(word);
  return word !== undefined && /^\d{1,9}$/.test(word) ? make(count) : null;
}

type SetUp = NonNullable<Own['setUp']>;

/** The saved sandbox's own rules say what a set-up is. */
function setUpOf(line: string): SetUp | null {
  try {
    const { seed, ...description } = JSON.parse(line) as { readonly seed: number } & ClusterDescription;
    const read = parseSaved(JSON.stringify({ version: 1, setUp: { description, seed, era: '3.9' }, choices: [], at: 0, check: '' }));
    return read.is === 'saved' ? { ...read.saved.setUp.description, seed: read.saved.setUp.seed } : null;
  } catch {
    return null;
  }
}

/** What could be inflated before the data ended or made no sense; null when that is nothing. */
function inflate(packed: string): string | null {
  const decoder = new TextDecoder();
  let text = '';
  const inflater = new Inflate({ dictionary: new TextEncoder().encode(DICTIONARY) }, (chunk) => { text += decoder.decode(chunk, { stream: true }); });
  try {
    const bytes = bytesOf(packed);
    for (let at = 0; at < bytes.length && text.length <= MOST_TEXT; at += SLICE) inflater.push(bytes.subarray(at, at + SLICE), false);
  } catch {
    // What came before the damage counts.
  }
  return text === '' || text.length > MOST_TEXT ? null : text;
}

function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCodePoint(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array {
  // A last character alone carries no whole byte.
  const whole = text.length % 4 === 1 ? text.slice(0, -1) : text;
  return Uint8Array.from(atob(whole.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.codePointAt(0) ?? 0);
}
