import type { Fact } from '../../kafka/facts.ts';
import type { Happening } from './path.ts';

/** What the lanes mark of a step's facts: for what it took or gave, and for what went wrong. */
export function happenings(facts: readonly Fact[]): readonly Happening[] {
  return facts.flatMap((fact): readonly Happening[] => {
    switch (fact.type) {
      case 'PartitionsAssigned': return [{ consumer: fact.consumer, kind: 'assigned', count: fact.partitions.length }];
      case 'PartitionsRevoked': return [{ consumer: fact.consumer, kind: 'revoked', count: fact.partitions.length }];
      case 'PartitionsLost': return [{ consumer: fact.consumer, kind: 'lost', count: fact.partitions.length }];
      case 'PollOverdue': return [{ consumer: fact.consumer, kind: 'overdue', count: 0 }];
      // An automatic commit says again and again what was committed before.
      case 'OffsetCommitAnswered': return fact.by === 'auto' ? [] : [{ consumer: fact.consumer, kind: 'committed', count: fact.offsets.length }];
      default: return [];
    }
  });
}
