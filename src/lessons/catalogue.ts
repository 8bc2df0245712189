import type { Heading } from './headings.ts';
import { headings } from './headings.ts';
import type { Lesson } from './types.ts';

export type LessonId = keyof typeof headings;

/** One file a lesson: it is fetched when the lesson is opened. */
const files: Readonly<Record<LessonId, () => Promise<Lesson>>> = {
  'write-path': async () => (await import('./write-path.ts')).writePath,
  'high-watermark': async () => (await import('./high-watermark.ts')).highWatermark,
  'isr-shrink-and-expand': async () => (await import('./isr-shrink-and-expand.ts')).isrShrinkAndExpand,
  'min-insync-replicas': async () => (await import('./min-insync-replicas.ts')).minInsyncReplicas,
  'clean-failover': async () => (await import('./clean-failover.ts')).cleanFailover,
  'acks-one-loss': async () => (await import('./acks-one-loss.ts')).acksOneLoss,
  'unclean-election': async () => (await import('./unclean-election.ts')).uncleanElection,
  'acks-all-is-not-enough': async () => (await import('./acks-all-is-not-enough.ts')).acksAllIsNotEnough,
  'truncation-loses': async () => (await import('./truncation-loses.ts')).truncationLoses,
  'truncation-diverges': async () => (await import('./truncation-diverges.ts')).truncationDiverges,
  'leader-epoch': async () => (await import('./leader-epoch.ts')).leaderEpoch,
  'fast-failover': async () => (await import('./fast-failover.ts')).fastFailover,
  'duplicate-on-retry': async () => (await import('./duplicate-on-retry.ts')).duplicateOnRetry,
  'preferred-leader': async () => (await import('./preferred-leader.ts')).preferredLeader,
  'zombie-leader': async () => (await import('./zombie-leader.ts')).zombieLeader,
  'power-loss': async () => (await import('./power-loss.ts')).powerLoss,
  'last-replica-standing': async () => (await import('./last-replica-standing.ts')).lastReplicaStanding,
  reassignment: async () => (await import('./reassignment.ts')).reassignment,
  placement: async () => (await import('./placement.ts')).placement,
  'low-watermark': async () => (await import('./low-watermark.ts')).lowWatermark,
  'first-consumer': async () => (await import('./first-consumer.ts')).firstConsumer,
  'member-joins': async () => (await import('./member-joins.ts')).memberJoins,
  'member-leaves': async () => (await import('./member-leaves.ts')).memberLeaves,
  'member-crashes': async () => (await import('./member-crashes.ts')).memberCrashes,
  'commit-during-rebalance': async () => (await import('./commit-during-rebalance.ts')).commitDuringRebalance,
  'avoidable-rebalances': async () => (await import('./avoidable-rebalances.ts')).avoidableRebalances,
  'idle-consumers': async () => (await import('./idle-consumers.ts')).idleConsumers,
  assignors: async () => (await import('./assignors.ts')).assignors,
  'what-triggers': async () => (await import('./what-triggers.ts')).whatTriggers,
  'stop-the-world': async () => (await import('./stop-the-world.ts')).stopTheWorld,
  'processed-twice': async () => (await import('./processed-twice.ts')).processedTwice,
  'never-processed': async () => (await import('./never-processed.ts')).neverProcessed,
  'offset-reset': async () => (await import('./offset-reset.ts')).offsetReset,
  'queue-or-broadcast': async () => (await import('./queue-or-broadcast.ts')).queueOrBroadcast,
  'offsets-topic': async () => (await import('./offsets-topic.ts')).offsetsTopic,
  'coordinator-failover': async () => (await import('./coordinator-failover.ts')).coordinatorFailover,
  'static-membership': async () => (await import('./static-membership.ts')).staticMembership,
  'lag-and-lead': async () => (await import('./lag-and-lead.ts')).lagAndLead,
  'commit-modes': async () => (await import('./commit-modes.ts')).commitModes,
  threads: async () => (await import('./threads.ts')).threads,
  znodes: async () => (await import('./znodes.ts')).znodes,
  'broker-registration': async () => (await import('./broker-registration.ts')).brokerRegistration,
  'controller-election': async () => (await import('./controller-election.ts')).controllerElection,
  'coordination-recipes': async () => (await import('./coordination-recipes.ts')).coordinationRecipes,
};

/** A lesson that can be fetched. */
export interface CatalogueEntry {
  readonly heading: Heading;
  /** @throws when its file cannot be fetched. */
  readonly load: () => Promise<Lesson>;
}

/** Every lesson, in the order in which a track teaches it: what the page knows of the lessons at first. */
export const catalogue: readonly CatalogueEntry[] = Object.values(headings).map((heading) => ({ heading, load: files[heading.id] }));
