import { lessonPhrases, trackNames } from '../i18n/lesson.ts';
import type { Say } from '../i18n/text.ts';
import { Breakable } from './Breakable.tsx';
import type { LessonEntry } from './lessonEntry.ts';
import { Line } from './Prose.tsx';

/** Which lesson it is, and what it asks. */
export function LessonHead({ lesson, say }: { readonly lesson: LessonEntry; readonly say: Say }) {
  return (
    <header className="lesson-head">
      <p className="kicker">{say(lessonPhrases.place, say(trackNames[lesson.track]), lesson.code)}</p>
      <h1><Breakable text={say(lesson.title)} /></h1>
      <p className="question"><Line text={say(lesson.question)} /></p>
    </header>
  );
}
