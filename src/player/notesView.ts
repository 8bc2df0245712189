import type { Lesson } from '../lessons/types.ts';
import type { Guide, Place } from './contracts.ts';
import { worldAt } from './course.ts';
import { sceneAt } from './session.ts';
import { wholeRun } from './wholeRun.ts';

/** The answer to a scene's question, read from the world at its end before the visitor has come there; undefined where nothing is asked. */
export function sceneAnswer(guide: Guide, lesson: Lesson, place: Place): unknown {
  const prediction = sceneAt(lesson, place)?.predict;
  if (prediction === undefined) return undefined;
  const run = wholeRun(guide, lesson, place.branch);
  const end = run?.sceneEnds[place.scene];
  return run === null || end === undefined ? undefined : guide.answer(prediction, worldAt(guide, run.course, end));
}
