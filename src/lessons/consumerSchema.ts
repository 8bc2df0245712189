import * as v from 'valibot';
import { LONGEST_PATTERN, patternMatcher } from '../kafka/consumer/pattern.ts';
import { MOST_WORKERS } from './sizes.ts';

const text = v.pipe(v.string(), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A pattern that a consumer can subscribe by. */
export const topicPattern = v.pipe(text, v.maxLength(LONGEST_PATTERN, `a pattern has at most ${LONGEST_PATTERN} characters`), v.rawCheck(({ dataset, addIssue }) => {
  if (!dataset.typed) return;
  try {
    patternMatcher(dataset.value);
  } catch (error) {
    addIssue({ message: error instanceof Error ? error.message : String(error) });
  }
}));

/** What a description says of a consumer besides its name, topics and settings: how it subscribes, and what its program does. */
export const consumerFields = {
  started: v.optional(v.boolean()),
  pattern: v.optional(topicPattern),
  assign: v.optional(v.array(text)),
  application: v.optional(v.strictObject({
    processingMs: v.optional(count),
    commit: v.optional(v.picklist(['auto', 'sync', 'async', 'sync-after-each', 'async-then-sync', 'before-processing'])),
    workers: v.optional(v.pipe(count, v.maxValue(MOST_WORKERS))),
  })),
};
