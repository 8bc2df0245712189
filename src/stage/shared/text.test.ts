import { expect, test } from 'vitest';
import { Ruler, USUAL } from './text.ts';

test('the name of a partition is shortened within its topic: its number stays', () => {
  const [short, whole] = [USUAL.textWidth('payment-0', 12, true), USUAL.textWidth('payments-0', 12, true)];
  expect(USUAL.fittedPartition('payments-0', whole, 12, true)).toBe('payments-0');
  expect(['payments-0', 'payments-12'].map((partition) => USUAL.fittedPartition(partition, short, 12, true))).toEqual(['paymen…-0', 'payme…-12']);
});

test('words that a visitor sets farther apart are measured so, and what was chosen for usual ones grows by as much', () => {
  const apart = new Ruler(0.12, 0.16);
  expect(apart.textWidth('in sync', 10) - USUAL.textWidth('in sync', 10)).toBeCloseTo(7 * 1.2 + 1.6);
  expect(apart.textWidth('同步', 10)).toBeCloseTo(USUAL.textWidth('同步', 10) + 2 * 1.2);
  expect(USUAL.widened(124.5)).toBe(124.5);
  expect(apart.widened(100) / 100).toBeCloseTo(apart.textWidth('replica', 1) / USUAL.textWidth('replica', 1), 1);
});
