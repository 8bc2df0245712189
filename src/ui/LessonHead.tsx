import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { lessonPhrases, trackNames } from '../i18n/lesson.ts';
import type { Say } from '../i18n/text.ts';
import type { LessonEntry } from './lessonEntry.ts';
import { Line } from './Prose.tsx';

/** Which lesson it is, and what it asks. */
export function LessonHead({ lesson, say }: { readonly lesson: LessonEntry; readonly say: Say }) {
  return (
    <header className="lesson-head">
      <p className="kicker">{say(lessonPhrases.place, say(trackNames[lesson.track]), lesson.code)}</p>
      <h1>{breakable(say(lesson.title))}</h1>
      <p className="question"><Line text={say(lesson.question)} /></p>
    </header>
  );
}

/** A long name may break behind an underscore within it, before it breaks anywhere. */
function breakable(title: string): ReactNode {
  return title.split(/(?<=[^_]_)(?=[^_])/).map((part, index) => <Fragment key={index}>{index > 0 && <wbr />}{part}</Fragment>);
}
