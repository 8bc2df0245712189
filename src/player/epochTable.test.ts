import { describe, expect, it } from 'vitest';
import { lessonById } from '../lessons/index.ts';
import type { Lesson } from '../lessons/types.ts';
import { playLesson } from '../lessons/play.ts';
import { epochTableOf } from './epochTable.ts';

describe('the leader epoch caches of a partition', () => {
  it('stand side by side, and tell where two logs part', () => {
    const { world } = playLesson(lessonById('fast-failover') as Lesson, { era: '0.11' });
    const table = epochTableOf(world, '0.11', 'broker-1/orders-0');
    expect(table?.rows.length).toBeGreaterThan(1);
    for (const { startOffsets } of table?.rows ?? []) expect(startOffsets).toHaveLength(table?.brokers.length ?? 0);
    expect(table?.rows.some(({ startOffsets }) => new Set(startOffsets).size > 1)).toBe(true);
  });

  it('there is none before leader epochs, and none of an actor that is no replica', () => {
    const { world } = playLesson(lessonById('truncation-loses') as Lesson, { era: '0.10' });
    expect(epochTableOf(world, '0.10', 'broker-1/orders-0')).toBeNull();
    expect(epochTableOf(world, '2.8', 'broker-1')).toBeNull();
  });
});
