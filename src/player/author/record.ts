import type { Action, Bilingual, Lesson } from '../../lessons/types.ts';
import type { Cause } from '../../world/types.ts';
import type { Session } from '../session.ts';
import { limitProblems } from './limits.ts';
import { partsOf, scenesOf } from './parts.ts';
import type { Parting } from './played.ts';
import { partingOf, playDraft } from './played.ts';
import type { NoRecording, Recorded, Recording } from './recording.ts';
import { recordingOf, replayed } from './recording.ts';

/** What was done, in words of both languages: a scene's first name. */
export type NameOf = (cause: Cause) => Bilingual;

export interface RecordedLesson {
  readonly lesson: Lesson;
  readonly recording: Recording;
  /** null: played, the lesson takes the very steps that were recorded. */
  readonly parting: Parting | null;
}

const NONE: Bilingual = { en: '', zh: '' };

/** A lesson of what was done from the beginning to the present step, its texts still to be written. */
export function recordLesson(session: Session, id: string, code: string, nameOf: NameOf): RecordedLesson | { readonly no: NoRecording } {
  const recording = recordingOf(session);
  if ('no' in recording) return recording;
  const blank = blankLesson(session, id, code);
  const recorded = replayed(blank, recording);
  if ('no' in recorded) return recorded;
  const lesson = { ...blank, scenes: namedScenes(recorded, nameOf) };
  const [tooMuch] = limitProblems(lesson);
  if (tooMuch !== undefined) return { no: { is: 'too-much', reason: `${tooMuch.path}: ${tooMuch.reason}` } };
  const result = playDraft(lesson);
  if (!result.ok) return { no: { is: 'failed', reason: result.reason } };
  return { lesson, recording, parting: partingOf(lesson, result.played, recording, recorded) };
}

function namedScenes({ stepper, steps }: Recorded, nameOf: NameOf): Lesson['scenes'] {
  const parts = partsOf(steps).map((part) => {
    const cause = part.done === 0 ? undefined : part.steps[0]?.step.cause;
    return { ...part, words: { ...part.words, ...(cause === undefined ? {} : { title: nameOf(cause) }), focus: focusOf(part.steps.slice(0, part.done).map(({ action }) => action)) } };
  });
  return scenesOf(stepper, parts);
}

/** Whom something was done to. */
function focusOf(actions: readonly Action[]): readonly string[] {
  const nodes = actions.flatMap((action) => {
    if (!('command' in action)) return [];
    const { command } = action;
    if ('brokerId' in command) return [`broker-${command.brokerId}`];
    if ('producer' in command) return [command.producer];
    return 'consumer' in command ? [command.consumer] : [];
  });
  return [...new Set(nodes)];
}

/** Only in the version in which it was recorded: others take other steps, which the author may allow after a look. */
function blankLesson({ lesson, era }: Session, id: string, code: string): Lesson {
  const { cluster, seed } = lesson;
  return { id, code, track: lesson.track, era, eras: [era], title: NONE, question: NONE, cluster, seed, scenes: [], whatIf: [], ends: [] };
}
