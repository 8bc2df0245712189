import { LOSS_QUESTIONS, lossTexts } from '../../i18n/losses.ts';
import type { LossCase } from '../../i18n/losses.ts';
import type { Say } from '../../i18n/text.ts';
import type { LessonEntry } from '../lessonEntry.ts';
import { Line } from '../Prose.tsx';
import './losses.css';

interface Props {
  readonly lessons: readonly LessonEntry[];
  readonly say: Say;
  /** A lesson's address; where there is none, it is opened in place. */
  readonly linkTo?: (lesson: string) => string;
  readonly onLesson?: (lesson: string) => void;
}

/** The questions people ask about lost and repeated records, each case with the lesson that plays it. */
export function Losses({ lessons, say, ...ways }: Props) {
  return LOSS_QUESTIONS.map(({ id, ask, cases }) => (
    <section key={id} className="losses">
      <h3>{say(ask)}</h3>
      <ol>{cases.map((one) => <Case key={one.lesson} one={one} lesson={lessons.find((lesson) => lesson.id === one.lesson)} say={say} {...ways} />)}</ol>
    </section>
  ));
}

function Case({ one, lesson, say, linkTo, onLesson }: { readonly one: LossCase; readonly lesson: LessonEntry | undefined } & Omit<Props, 'lessons'>) {
  return (
    <li>
      <p><Line text={say(one.when)} /></p>
      <p className="cure"><span>{say(lossTexts.cure)}</span> <Line text={say(one.cure)} /></p>
      {lesson !== undefined && linkTo !== undefined && <a className="link" href={linkTo(lesson.id)}><span lang="en">{lesson.code}</span> {say(lesson.title)}</a>}
      {lesson !== undefined && onLesson !== undefined && <button type="button" className="link" onClick={() => onLesson(lesson.id)}><span lang="en">{lesson.code}</span> {say(lesson.title)}</button>}
    </li>
  );
}
