import type { KafkaWorld } from '../../kafka/simulation.ts';
import type { ColumnState } from './select.ts';
import { columnStates } from './select.ts';

/** Kafka's own topics begin with two underscores. */
export function isInternal(partition: string): boolean {
  return partition.startsWith('__');
}

/** The partitions that are to be seen: Kafka's own, fifty of them as a rule, only when they are asked for. */
export function shownColumns(world: KafkaWorld, internalTopics: boolean): readonly ColumnState[] {
  const columns = columnStates(world);
  return internalTopics ? columns : columns.filter(({ partition }) => !isInternal(partition));
}

/** There is something to ask for. */
export function hasInternalTopics(world: KafkaWorld): boolean {
  return columnStates(world).some(({ partition }) => isInternal(partition));
}
