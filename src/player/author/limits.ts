import type { LessonProblem } from '../../lessons/consistency.ts';
import type { Action, Lesson, Scene } from '../../lessons/types.ts';

/** A lesson's file. Every lesson that comes with the page is below a tenth of it. */
export const MOST_FILE_CHARACTERS = 500_000;

const MOST = { topics: 20, partitions: 50, clients: 20, scenes: 200, whatIfs: 20, actions: 1_000, endings: 100 } as const;

/** What a page could not bear, though it may be right. */
export function limitProblems(lesson: Lesson): readonly LessonProblem[] {
  const { cluster } = lesson;
  const partitions = cluster.topics.reduce((sum, topic) => sum + topic.partitions, 0);
  return [
    ...most('cluster.topics', cluster.topics.length, MOST.topics),
    ...(partitions > MOST.partitions ? [{ path: 'cluster.topics', reason: `${partitions} partitions; at most ${MOST.partitions}` }] : []),
    ...most('cluster.producers', cluster.producers.length, MOST.clients),
    ...most('cluster.consumers', cluster.consumers.length, MOST.clients),
    ...most('scenes', lesson.scenes.length, MOST.scenes),
    ...most('whatIf', lesson.whatIf.length, MOST.whatIfs),
    ...most('ends', lesson.ends.length, MOST.endings),
    ...sceneLimits(lesson.scenes, 'scenes'),
    ...lesson.whatIf.flatMap((whatIf, index) => [...actionLimits(whatIf.do, `whatIf.${index}.do`), ...sceneLimits(whatIf.scenes, `whatIf.${index}.scenes`)]),
  ];
}

function most(path: string, count: number, limit: number): readonly LessonProblem[] {
  return count > limit ? [{ path, reason: `${count} of them; at most ${limit}` }] : [];
}

function sceneLimits(scenes: readonly Scene[], path: string): readonly LessonProblem[] {
  return scenes.flatMap((scene, index) => actionLimits(scene.do, `${path}.${index}.do`));
}

function actionLimits(actions: readonly Action[], path: string): readonly LessonProblem[] {
  const growing = actions.flatMap((action, index) => {
    const count = partitionsAsked(action);
    return count > MOST.partitions ? [{ path: `${path}.${index}.command`, reason: `${count} partitions; at most ${MOST.partitions}` }] : [];
  });
  return [...most(path, actions.length, MOST.actions), ...growing];
}

function partitionsAsked(action: Action): number {
  if (!('command' in action)) return 0;
  const { command } = action;
  if (command.type === 'topic.create') return command.topic.partitions;
  return command.type === 'partitions.create' ? command.count : 0;
}
