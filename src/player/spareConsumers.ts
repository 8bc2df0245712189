import type { Action, Lesson, Scene, WhatIf } from '../lessons/types.ts';
import type { Guide, NodeId } from './contracts.ts';
import type { Course } from './course.ts';
import { placeAt } from './course.ts';
import { whatIfOf } from './session.ts';

/**
 * The consumers that some other run of the lesson starts, and this one never does.
 *
 * @param branch the run's; null for the main run, or one of the visitor's own, which begins as that one does.
 */
export function spareConsumers(lesson: Lesson, branch: string | null): ReadonlySet<string> {
  const { cluster, scenes, whatIf } = lesson;
  const own = whatIfOf(lesson, branch);
  const run = own === null ? scenes.flatMap(actionsOf) : [...scenes.slice(0, own.fromScene).flatMap(actionsOf), ...actionsIn(own)];
  const used = new Set([...cluster.consumers.filter(({ started }) => started === true).map(({ id }) => id), ...startedIn(run)]);
  const anywhere = startedIn([...scenes.flatMap(actionsOf), ...whatIf.flatMap(actionsIn)]);
  return new Set(anywhere.filter((consumer) => !used.has(consumer)));
}

/** Of the run that a course is on, up to one of its steps. */
export function spareAt(lesson: Lesson, guide: Guide, course: Course, id: NodeId): ReadonlySet<string> {
  return spareConsumers(lesson, placeAt(guide, { ...course, cursor: id }).branch);
}

const actionsOf = (scene: Scene): readonly Action[] => scene.do;
const actionsIn = (whatIf: WhatIf): readonly Action[] => [...whatIf.do, ...whatIf.scenes.flatMap(actionsOf)];

function startedIn(actions: readonly Action[]): readonly string[] {
  return actions.flatMap((action) => ('command' in action && (action.command.type === 'consumer.start' || action.command.type === 'consumer.restart') ? [action.command.consumer] : []));
}
