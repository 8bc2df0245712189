import { acksAllIsNotEnough } from './acks-all-is-not-enough.ts';
import { acksOneLoss } from './acks-one-loss.ts';
import { assignors } from './assignors.ts';
import { avoidableRebalances } from './avoidable-rebalances.ts';
import { brokerRegistration } from './broker-registration.ts';
import { cleanFailover } from './clean-failover.ts';
import { commitModes } from './commit-modes.ts';
import { commitDuringRebalance } from './commit-during-rebalance.ts';
import { controllerElection } from './controller-election.ts';
import { coordinationRecipes } from './coordination-recipes.ts';
import { coordinatorFailover } from './coordinator-failover.ts';
import { duplicateOnRetry } from './duplicate-on-retry.ts';
import { fastFailover } from './fast-failover.ts';
import { firstConsumer } from './first-consumer.ts';
import { highWatermark } from './high-watermark.ts';
import { idleConsumers } from './idle-consumers.ts';
import { isrShrinkAndExpand } from './isr-shrink-and-expand.ts';
import { lagAndLead } from './lag-and-lead.ts';
import { lastReplicaStanding } from './last-replica-standing.ts';
import { leaderEpoch } from './leader-epoch.ts';
import { lowWatermark } from './low-watermark.ts';
import { memberCrashes } from './member-crashes.ts';
import { memberJoins } from './member-joins.ts';
import { memberLeaves } from './member-leaves.ts';
import { minInsyncReplicas } from './min-insync-replicas.ts';
import { neverProcessed } from './never-processed.ts';
import { offsetReset } from './offset-reset.ts';
import { placement } from './placement.ts';
import { powerLoss } from './power-loss.ts';
import { preferredLeader } from './preferred-leader.ts';
import { processedTwice } from './processed-twice.ts';
import { queueOrBroadcast } from './queue-or-broadcast.ts';
import { reassignment } from './reassignment.ts';
import { staticMembership } from './static-membership.ts';
import { stopTheWorld } from './stop-the-world.ts';
import { truncationDiverges } from './truncation-diverges.ts';
import { truncationLoses } from './truncation-loses.ts';
import type { Lesson } from './types.ts';
import { uncleanElection } from './unclean-election.ts';
import { whatTriggers } from './what-triggers.ts';
import { writePath } from './write-path.ts';
import { offsetsTopic } from './offsets-topic.ts';
import { threads } from './threads.ts';
import { znodes } from './znodes.ts';
import { zombieLeader } from './zombie-leader.ts';

/** Every lesson, in the order in which a track teaches it. */
export const lessons: readonly Lesson[] = [
  writePath,
  highWatermark,
  isrShrinkAndExpand,
  minInsyncReplicas,
  cleanFailover,
  acksOneLoss,
  uncleanElection,
  acksAllIsNotEnough,
  truncationLoses,
  truncationDiverges,
  leaderEpoch,
  fastFailover,
  duplicateOnRetry,
  preferredLeader,
  zombieLeader,
  powerLoss,
  lastReplicaStanding,
  reassignment,
  placement,
  lowWatermark,
  firstConsumer,
  memberJoins,
  memberLeaves,
  memberCrashes,
  commitDuringRebalance,
  avoidableRebalances,
  idleConsumers,
  assignors,
  whatTriggers,
  stopTheWorld,
  processedTwice,
  neverProcessed,
  offsetReset,
  queueOrBroadcast,
  offsetsTopic,
  coordinatorFailover,
  staticMembership,
  lagAndLead,
  commitModes,
  threads,
  znodes,
  brokerRegistration,
  controllerElection,
  coordinationRecipes,
];

export function lessonById(id: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.id === id);
}
