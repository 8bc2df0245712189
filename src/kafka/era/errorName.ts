import type { ErrorName } from '../names/errors.ts';
import type { Era, EraId } from './era.ts';
import { eras } from './era.ts';

type OfVersion = EraId | Pick<Era, 'errorNames'>;

function namesIn(era: OfVersion): Readonly<Record<string, string>> {
  return (typeof era === 'string' ? eras[era] : era).errorNames;
}

/**
 * An error as that version printed its name: what is shown says this, the model's data and rules keep the later name.
 * Source: Errors; ErrorMapping in 0.8.
 *
 * @param error as answers carry it; names that never changed come back as they are, ZooKeeper's too.
 */
export function errorNameIn(era: OfVersion, error: string): string {
  const names = namesIn(era);
  return Object.hasOwn(names, error) ? (names[error] ?? error) : error;
}

/** Exceptions that are not called after their error. Source: Errors. */
const EXCEPTIONS: Partial<Readonly<Record<ErrorName, string>>> = {
  UNKNOWN_SERVER_ERROR: 'UnknownServerException', TOPIC_ALREADY_EXISTS: 'TopicExistsException', INVALID_CONFIG: 'InvalidConfigurationException',
  REQUEST_TIMED_OUT: 'TimeoutException', CORRUPT_MESSAGE: 'CorruptRecordException', MESSAGE_TOO_LARGE: 'RecordTooLargeException',
  RECORD_LIST_TOO_LARGE: 'RecordBatchTooLargeException', OFFSET_METADATA_TOO_LARGE: 'OffsetMetadataTooLarge',
  STALE_CONTROLLER_EPOCH: 'ControllerMovedException', KAFKA_STORAGE_ERROR: 'KafkaStorageException', NON_EMPTY_GROUP: 'GroupNotEmptyException',
  OUT_OF_ORDER_SEQUENCE_NUMBER: 'OutOfOrderSequenceException', DUPLICATE_SEQUENCE_NUMBER: 'DuplicateSequenceException', INVALID_PRODUCER_ID_MAPPING: 'InvalidPidMappingException',
  INVALID_TRANSACTION_TIMEOUT: 'InvalidTxnTimeoutException', FETCH_SESSION_TOPIC_ID_ERROR: 'FetchSessionTopicIdException',
};

/** The class of that version's exception for an error: `NotLeaderForPartitionException`. */
export function exceptionIn(era: OfVersion, error: ErrorName): string {
  return EXCEPTIONS[error] ?? `${errorNameIn(era, error).replace(/_EXCEPTION$/, '').split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join('')}Exception`;
}

/** Under these names facts, messages and states hold errors. */
const HOLDERS: ReadonlySet<string> = new Set(['error', 'failed']);

/** What was renamed before, by version: states share most of what they hold from step to step. */
const shown = new Map<Readonly<Record<string, string>>, WeakMap<object, object>>();

/** A fact, a message or a state to be shown: its errors by that version's names. The same object where it holds none of those. */
export function withErrorNames<Shape extends object>(era: OfVersion, shape: Shape): Shape {
  const names = namesIn(era);
  if (Object.keys(names).length === 0) return shape;
  const known = shown.get(names) ?? new WeakMap<object, object>();
  shown.set(names, known);
  return renamed(shape, names, known);
}

function renamed<Shape extends object>(shape: Shape, names: Readonly<Record<string, string>>, known: WeakMap<object, object>): Shape {
  const before = known.get(shape);
  if (before !== undefined) return before as Shape;
  let copy: Record<string, unknown> | null = null;
  for (const [name, value] of Object.entries(shape) as [string, unknown][]) {
    const now = shownValue(name, value, names, known);
    if (now === value) continue;
    copy ??= (Array.isArray(shape) ? [...(shape as readonly unknown[])] : { ...shape }) as Record<string, unknown>;
    copy[name] = now;
  }
  const result = (copy ?? shape) as Shape;
  known.set(shape, result);
  return result;
}

function shownValue(name: string, value: unknown, names: Readonly<Record<string, string>>, known: WeakMap<object, object>): unknown {
  if (typeof value === 'object' && value !== null) return renamed(value, names, known);
  return typeof value === 'string' && HOLDERS.has(name) && Object.hasOwn(names, value) ? names[value] : value;
}
