import type { MetadataImage } from '../../metadata/image.ts';
import type { ApiError } from '../../names/errors.ts';

const MAX_LENGTH = 249;

/** Why a new topic may not have this name; null when it may. Source: Topic.validate, ReplicationControlManager.validateNewTopicNames. */
export function refusedTopicName(image: MetadataImage, name: string): ApiError | null {
  const reason = reasonInvalid(name);
  if (reason !== null) return { error: 'INVALID_TOPIC_EXCEPTION', message: `Topic name is invalid: ${reason}` };
  if (Object.hasOwn(image.topics, name)) return { error: 'TOPIC_ALREADY_EXISTS', message: `Topic '${name}' already exists.` };
  const colliding = Object.keys(image.topics).find((other) => hasCollisionChars(name) && unified(other) === unified(name));
  if (colliding === undefined) return null;
  return { error: 'INVALID_TOPIC_EXCEPTION', message: `Topic '${name}' collides with existing topic: ${colliding}` };
}

/** Kafka names other things by the same rule. Source: Topic.detectInvalidTopic. */
export function reasonInvalid(name: string): string | null {
  if (name === '') return 'the empty string is not allowed';
  if (name === '.' || name === '..') return `'${name}' is not allowed`;
  if (name.length > MAX_LENGTH) return `the length of '${name}' is longer than the max allowed length ${MAX_LENGTH}`;
  if (/^[a-zA-Z0-9._-]+$/.test(name)) return null;
  return `'${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`;
}

/** Metric names cannot tell '.' from '_'. */
function hasCollisionChars(name: string): boolean {
  return name.includes('.') || name.includes('_');
}

function unified(name: string): string {
  return name.replaceAll('.', '_');
}
