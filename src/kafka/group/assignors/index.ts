import { assignRanges } from './range.ts';
import { assignRoundRobin } from './roundRobin.ts';
import { assignCooperativeSticky, assignSticky } from './sticky.ts';
import type { StickyRound } from './sticky.ts';
import type { AssignmentStep } from './steps.ts';
import type { Assignor, AssignorName, GroupAssignment, Round } from './types.ts';

/** The four assignors of Kafka's consumer, by the names they have in the protocol. */
export const assignors: Readonly<Record<AssignorName, Assignor>> = {
  range: assignor('range', 'EAGER', (round) => forgetting(assignRanges(round), round)),
  roundrobin: assignor('roundrobin', 'EAGER', (round) => forgetting(assignRoundRobin(round), round)),
  sticky: assignor('sticky', 'EAGER', assignSticky),
  'cooperative-sticky': assignor('cooperative-sticky', 'COOPERATIVE', assignCooperativeSticky),
};

function forgetting(assignment: GroupAssignment, { known }: Round): StickyRound {
  return { assignment, highestGeneration: known.highestGeneration ?? -1 };
}

function assignor(name: AssignorName, protocol: Assignor['protocol'], run: (round: Round) => StickyRound): Assignor {
  return {
    name, protocol,
    assign: (partitionCounts, members, known = {}) => run({ partitionCounts, members, known, note: () => undefined }).assignment,
    explain: (partitionCounts, members, known = {}) => {
      const steps: AssignmentStep[] = [];
      return { ...run({ partitionCounts, members, known, note: (step) => steps.push(step) }), steps };
    },
  };
}
