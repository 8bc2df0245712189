import { describe, expect, test } from 'vitest';
import { acksAllIsNotEnough } from './acks-all-is-not-enough.ts';
import { acksOneLoss } from './acks-one-loss.ts';
import { avoidableRebalances } from './avoidable-rebalances.ts';
import { cleanFailover } from './clean-failover.ts';
import { coordinatorFailover } from './coordinator-failover.ts';
import { erasOf, whatIfsIn } from './eras.ts';
import { fastFailover } from './fast-failover.ts';
import { isrShrinkAndExpand } from './isr-shrink-and-expand.ts';
import { lagAndLead } from './lag-and-lead.ts';
import { lastReplicaStanding } from './last-replica-standing.ts';
import { leaderEpoch } from './leader-epoch.ts';
import { duplicateOnRetry } from './duplicate-on-retry.ts';
import { lowWatermark } from './low-watermark.ts';
import { matchFact } from './match.ts';
import { minInsyncReplicas } from './min-insync-replicas.ts';
import { offsetReset } from './offset-reset.ts';
import type { PlayedRun } from './play.ts';
import { playLesson, predictionAnswer } from './play.ts';
import { queueOrBroadcast } from './queue-or-broadcast.ts';
import { reassignment } from './reassignment.ts';
import { staticMembership } from './static-membership.ts';
import { stopTheWorld } from './stop-the-world.ts';
import { truncationDiverges } from './truncation-diverges.ts';
import { truncationLoses } from './truncation-loses.ts';
import { placement } from './placement.ts';
import { preferredLeader } from './preferred-leader.ts';
import { powerLoss } from './power-loss.ts';
import { whatTriggers } from './what-triggers.ts';
import { writePath } from './write-path.ts';
import { zombieLeader } from './zombie-leader.ts';

/** What the world answers to a run's predictions, in their order. */
function answersOf(run: PlayedRun): readonly unknown[] {
  return run.script.scenes.flatMap((scene, index) => {
    const mark = run.scenes[index];
    return scene.predict === undefined || mark === undefined ? [] : [predictionAnswer(scene, mark.after)];
  });
}

/** What the texts that explain the answers take for granted. */
const expected = [
  [writePath, {
    main: [1],
    'acks-one': [0],
    'acks-zero': [0],
    'acks-zero-lost': [],
  }],
  [minInsyncReplicas, {
    main: [3, ['m0', 'm1', 'm2'], ['m0', 'm1', 'm2', 'm4']],
    'minimum-of-one': [],
    'leader-lost': [],
  }],
  [acksOneLoss, {
    main: [2, ['m0', 'm1', 'm2']],
    'acks-all': [['m0', 'm1', 'm2', 'm3']],
    'a-second-later': [],
  }],
  [acksAllIsNotEnough, {
    main: [2, -1],
    'min-isr-two': [1],
  }],
  [truncationLoses, {
    main: [1, ['m0'], 1, ['m0']],
    'one-fetch-later': [],
    'a-second-later': [],
  }],
  [truncationDiverges, {
    main: [2, ['m0', 'm1'], ['m0', 'm1', 'm2']],
    'broker-one-first': [],
    'flush-each': [],
  }],
  [leaderEpoch, {
    main: [1, ['m0', 'm1'], 2],
    'power-fails': [['m0', 'm1', 'm3']],
  }],
  [zombieLeader, {
    main: ['leader', 2, ['m0', 'm1', 'm2']],
    'healed-in-time': [1],
  }],
  [isrShrinkAndExpand, {
    main: [[1, 2, 3], 2, 7],
    'slow-but-in-time': [[1, 2, 3]],
    'nothing-written': [[1, 2, 3]],
    'min-isr-three': [6],
  }],
  [cleanFailover, {
    main: [1, 2, ['m0', 'm1', 'm2'], 2],
    'second-out-of-sync': [3],
    'nobody-else': [-1],
    'acks-one': [['m0', 'm1']],
  }],
  [powerLoss, {
    main: [0, []],
    'all-at-once': [[]],
    'flush-messages': [['m0', 'm1', 'm2']],
    'processes-only': [],
  }],
  [duplicateOnRetry, {
    main: [['m0', 'm1'], ['m0', 'm1', 'm1']],
    idempotent: [['m0', 'm1']],
    'no-retries': [['m0', 'm1']],
  }],
  [preferredLeader, {
    main: [1, 1, ['m1', 'm3']],
    'last-restarted': [2],
    'not-in-sync': [1],
  }],
  [reassignment, {
    main: [[4, 2, 3, 1], 4, ['m0', 'm1', 'm2', 'm3', 'm4']],
    'called-off': [[1, 2, 3]],
    'leader-dies': [2],
  }],
  [lowWatermark, {
    main: [0, 0, 4],
    'dead-follower': [3],
    'silent-follower': [3],
    retention: [4],
  }],
  [queueOrBroadcast, {
    main: [2, 0, 4],
    'second-auditor': [2],
  }],
  [offsetReset, {
    main: [0, 5, 0, 'unjoined', 4],
    'nothing-deleted': [],
  }],
  [staticMembership, {
    main: [3, 2, 1],
    'too-late': [],
    'same-name': [2],
  }],
  [whatTriggers, {
    main: [3, 3, 4],
    'no-match': [],
  }],
  [coordinatorFailover, {
    main: [1, 1],
    'shut-down': [],
  }],
  [stopTheWorld, {
    main: [0],
    cooperative: [2, 3],
  }],
  [avoidableRebalances, {
    main: [2, null],
    tuned: [1],
  }],
  [lagAndLead, {
    main: [1, 2, 2, 2, 0],
    'longer-retention': [],
  }],
] as const;

describe.each(expected.map(([lesson, answers]) => [lesson.id, lesson, answers] as const))('%s', (_id, lesson, answers) => {
  test.each(erasOf(lesson))('has the answers in %s that its texts explain', (era) => {
    const played = playLesson(lesson, { era });
    const branches = Object.entries(played.branches).map(([id, run]) => [id, answersOf(run)] as const);
    const told = new Set(['main', ...whatIfsIn(lesson, era).map(({ id }) => id)]);
    expect({ main: answersOf(played), ...Object.fromEntries(branches) }).toEqual(Object.fromEntries(Object.entries(answers).filter(([id]) => told.has(id))));
  });
});

test.each([['2.8', 4], ['3.9', 3], ['4.1', 3]] as const)('what the placements come to in %s: only a random start differs', (era, start) => {
  const played = playLesson(placement, { era });
  expect([answersOf(played), answersOf(played.branches['again']!)]).toEqual([[1, 2, 0], [start]]);
});

test.each([['3.9', -1], ['4.1', 2]] as const)('who leads when the last replica standing has lost its data, in %s', (era, leader) => {
  const played = playLesson(lastReplicaStanding, { era });
  expect([answersOf(played), answersOf(played.branches['both-unclean']!)]).toEqual([[2, leader], [-1]]);
});

test.each([['0.11', ['m0', 'm2', 'm3']], ['2.1', ['m0', 'm1', 'm3']]] as const)('what broker 2 has kept after two fast elections, in %s', (era, kept) => {
  expect(answersOf(playLesson(fastFailover, { era }))).toEqual([['m0', 'm1'], kept]);
});

test.each(['2.8', '3.9', '4.1'] as const)('the step at which send completes: acks=0 before acks=1 before acks=all, in %s', (era) => {
  const played = playLesson(writePath, { era });
  const completedAt = (run: PlayedRun | undefined) => run?.steps.findIndex(({ step }) => step.facts.some((fact) => matchFact({ fact: 'RecordAcknowledged' }, fact))) ?? -1;
  const [none, leader, all] = [played.branches['acks-zero'], played.branches['acks-one'], played].map(completedAt);
  expect(none).toBeGreaterThanOrEqual(0);
  expect(leader).toBeGreaterThan(none!);
  expect(all).toBeGreaterThan(leader!);
});
