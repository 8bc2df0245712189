import type { Log } from '../log/log.ts';
import type { LogRecord, ProducerRecord } from '../log/record.ts';
import { nextOffset, offsetOf } from '../log/record.ts';
import { recordAt } from './view.ts';

const found = new WeakMap<Log['batches'], readonly number[]>();

/** Records of this log that are in it twice, or come after a later one of their producer; in the order of the log. */
export function outOfOrder(log: Log): readonly LogRecord[] {
  const known = found.get(log.batches);
  // Logs share their batches from step to step, and most steps append nothing.
  const offsets = known ?? offsetsOutOfOrder(log);
  if (known === undefined) found.set(log.batches, offsets);
  return offsets.flatMap((offset) => recordAt(log, offset) ?? []);
}

/** Its producer was idempotent: the setting was on, and could not prevent it. */
export function hasSequence(log: Log, offset: number): boolean {
  return log.batches.some((batch) => batch.producerId >= 0 && batch.baseOffset <= offset && offset < nextOffset(batch));
}

function offsetsOutOfOrder(log: Log): readonly number[] {
  const last = new Map<string, number>();
  const offsets: number[] = [];
  for (const batch of log.batches) {
    if (batch.control !== null) continue;
    for (const [index, record] of batch.records.entries()) {
      const { producer, sequence } = placeOf(record);
      const before = last.get(producer);
      if (before !== undefined && sequence <= before) offsets.push(offsetOf(batch, index));
      else last.set(producer, sequence);
    }
  }
  return offsets;
}

/** `producer-1:3` is the third record that producer was given. */
function placeOf({ id }: ProducerRecord): { readonly producer: string; readonly sequence: number } {
  const colon = id.lastIndexOf(':');
  return { producer: id.slice(0, colon), sequence: Number(id.slice(colon + 1)) };
}
