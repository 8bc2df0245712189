import type { Era } from '../../era/era.ts';
import type { ConsumerDescription } from '../../description.ts';
import { groupConfig } from '../config.ts';
import { patternMatcher } from '../pattern.ts';
import type { Application, GroupInput, Subscription } from './types.ts';

/** A program that takes a moment over a record and leaves committing to enable.auto.commit. */
const USUAL_APPLICATION: Application = { processingMs: 10, commit: 'auto', workers: 0 };

/**
 * What a described consumer does as a member of a group; null when it is in none.
 *
 * @throws RangeError for a subscription or a program that cannot be.
 */
export function groupInput(era: Era, consumer: ConsumerDescription): GroupInput | null {
  const config = groupConfig(era, consumer.config ?? {});
  if (config === null) return null;
  const application = { ...USUAL_APPLICATION, ...consumer.application };
  const { processingMs, workers } = application;
  if (!Number.isInteger(processingMs) || processingMs < 0) throw new RangeError(`${consumer.id}: processingMs must be a whole number from 0`);
  if (!Number.isInteger(workers) || workers < 0) throw new RangeError(`${consumer.id}: workers must be a whole number from 0`);
  return { config, application, subscription: subscriptionOf(consumer) };
}

function subscriptionOf({ topics, pattern, assign }: ConsumerDescription): Subscription {
  if (assign !== undefined) return { type: 'partitions', partitions: assign };
  if (pattern === undefined) return { type: 'topics', topics };
  patternMatcher(pattern);
  return { type: 'pattern', pattern };
}
