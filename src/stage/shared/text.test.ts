import { expect, test } from 'vitest';
import { fittedPartition, textWidth } from './text.ts';

test('the name of a partition is shortened within its topic: its number stays', () => {
  const [short, whole] = [textWidth('payment-0', 12, true), textWidth('payments-0', 12, true)];
  expect(fittedPartition('payments-0', whole, 12, true)).toBe('payments-0');
  expect(['payments-0', 'payments-12'].map((partition) => fittedPartition(partition, short, 12, true))).toEqual(['paymen…-0', 'payme…-12']);
});
