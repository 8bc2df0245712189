import { acksAllIsNotEnough } from './acks-all-is-not-enough.ts';
import { acksOneLoss } from './acks-one-loss.ts';
import { brokerRegistration } from './broker-registration.ts';
import { cleanFailover } from './clean-failover.ts';
import { firstConsumer } from './first-consumer.ts';
import { controllerElection } from './controller-election.ts';
import { coordinationRecipes } from './coordination-recipes.ts';
import { fastFailover } from './fast-failover.ts';
import { duplicateOnRetry } from './duplicate-on-retry.ts';
import { highWatermark } from './high-watermark.ts';
import { isrShrinkAndExpand } from './isr-shrink-and-expand.ts';
import { lastReplicaStanding } from './last-replica-standing.ts';
import { leaderEpoch } from './leader-epoch.ts';
import { lowWatermark } from './low-watermark.ts';
import type { Lesson } from './types.ts';
import { minInsyncReplicas } from './min-insync-replicas.ts';
import { truncationDiverges } from './truncation-diverges.ts';
import { truncationLoses } from './truncation-loses.ts';
import { placement } from './placement.ts';
import { preferredLeader } from './preferred-leader.ts';
import { powerLoss } from './power-loss.ts';
import { reassignment } from './reassignment.ts';
import { uncleanElection } from './unclean-election.ts';
import { writePath } from './write-path.ts';
import { zombieLeader } from './zombie-leader.ts';
import { znodes } from './znodes.ts';
import { assignors } from './assignors.ts';

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
  znodes,
  brokerRegistration,
  controllerElection,
  coordinationRecipes,
  assignors,
];

export function lessonById(id: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.id === id);
}
