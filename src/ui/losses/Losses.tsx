import type { ReactNode } from 'react';
import { LOSS_QUESTIONS, lossTexts } from '../../i18n/losses.ts';
import type { LossCase } from '../../i18n/losses.ts';
import type { Say } from '../../i18n/text.ts';
import type { LessonEntry } from '../lessonEntry.ts';
import { Line } from '../Prose.tsx';
import './losses.css';

interface Props {
  readonly lessons: readonly LessonEntry[];
  readonly say: Say;
  /** The way to a lesson, with its words. */
  readonly way: (lesson: LessonEntry, words: ReactNode) => ReactNode;
}

/** The questions people ask about lost and repeated records, each case with the lesson that plays it. */
export function Losses({ lessons, say, way }: Props) {
  return LOSS_QUESTIONS.map(({ id, ask, cases }) => (
    <section key={id} className="losses">
      <h3>{say(ask)}</h3>
      <ol>{cases.map((one) => <Case key={one.lesson} one={one} lesson={lessons.find((lesson) => lesson.id === one.lesson)} say={say} way={way} />)}</ol>
    </section>
  ));
}

function Case({ one, lesson, say, way }: { readonly one: LossCase; readonly lesson: LessonEntry | undefined } & Pick<Props, 'say' | 'way'>) {
  return (
    <li>
      <p><Line text={say(one.when)} /></p>
      <p className="cure"><span>{say(lossTexts.cure)}</span> <Line text={say(one.cure)} /></p>
      {lesson !== undefined && way(lesson, <><span lang="en">{lesson.code}</span> {say(lesson.title)}</>)}
    </li>
  );
}
