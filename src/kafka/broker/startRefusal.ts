import type { Era } from '../era/era.ts';
import { configDefault } from '../era/era.ts';
import type { ConfigNameOf } from '../names/configs.ts';
import { configKey } from '../names/configs.ts';
import { validateBrokerConfig } from '../names/configSynonyms.ts';

type Texts = Readonly<Record<string, string>>;

/** Why a broker does not take a setting, in Kafka's words, and which one it is. */
export interface BrokerRefusal {
  readonly name: string;
  readonly message: string;
}

/**
 * Why a broker with this file would not start; null when it does. Names that Kafka does not know pass.
 *
 * Source: KafkaConfig.validateValues; its words are those of 4.0 in every era.
 */
export function brokerStartRefusal(era: Era, texts: Texts): BrokerRefusal | null {
  for (const [name, value] of Object.entries(texts)) {
    const check = configKey('broker', name) === undefined ? null : validateBrokerConfig(name, value);
    if (check !== null && !check.ok) return { name, message: check.message };
  }
  return requirementFailed(era, texts);
}

interface Requirement {
  readonly names: readonly ConfigNameOf<'broker'>[];
  readonly message: string;
  readonly holds: (read: (name: ConfigNameOf<'broker'>) => number | null) => boolean;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MB = 1_048_576;

const requirements: readonly Requirement[] = [
  {
    names: ['log.roll.ms', 'log.roll.hours'], message: 'log.roll.ms must be greater than or equal to 1',
    holds: (read) => (read('log.roll.ms') ?? 1) >= 1,
  },
  {
    names: ['log.roll.jitter.ms', 'log.roll.jitter.hours'], message: 'log.roll.jitter.ms must be greater than or equal to 0',
    holds: (read) => (read('log.roll.jitter.ms') ?? 0) >= 0,
  },
  {
    names: ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'], message: 'log.retention.ms must be unlimited (-1) or, greater than or equal to 1',
    holds: (read) => (read('log.retention.ms') ?? times(read('log.retention.minutes'), MINUTE_MS) ?? times(read('log.retention.hours'), HOUR_MS)) !== 0,
  },
  {
    names: ['log.cleaner.dedupe.buffer.size', 'log.cleaner.threads'], message: 'log.cleaner.dedupe.buffer.size must be at least 1MB per cleaner thread.',
    holds: (read) => (read('log.cleaner.dedupe.buffer.size') ?? 0) / Math.max(1, read('log.cleaner.threads') ?? 1) > MB,
  },
  {
    names: ['replica.fetch.wait.max.ms', 'replica.socket.timeout.ms'],
    message: 'replica.socket.timeout.ms should always be at least replica.fetch.wait.max.ms to prevent unnecessary socket timeouts',
    holds: (read) => (read('replica.fetch.wait.max.ms') ?? 0) <= (read('replica.socket.timeout.ms') ?? 0),
  },
  {
    names: ['replica.lag.time.max.ms', 'replica.fetch.wait.max.ms'],
    message: 'replica.fetch.wait.max.ms should always be less than or equal to replica.lag.time.max.ms to prevent frequent changes in ISR',
    holds: (read) => (read('replica.fetch.wait.max.ms') ?? 0) <= (read('replica.lag.time.max.ms') ?? 0),
  },
];

function times(value: number | null, unitMs: number): number | null {
  return value === null ? null : value * unitMs;
}

/** Settings that are fine alone may not go together. */
function requirementFailed(era: Era, texts: Texts): BrokerRefusal | null {
  const read = (name: ConfigNameOf<'broker'>): number | null => {
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
    const value = text === undefined ? configDefault(era, 'broker', name) : Number(text);
    return typeof value === 'number' ? value : null;
  };
  const broken = requirements.find(({ holds }) => !holds(read));
  if (broken === undefined) return null;
  // What was set is what has to change.
  return { name: broken.names.find((name) => Object.hasOwn(texts, name)) ?? broken.names[0] ?? '', message: `requirement failed: ${broken.message}` };
}
