import { LOSS_QUESTIONS, lossTexts } from '../../i18n/losses.ts';
import type { LossCase, LossQuestion } from '../../i18n/losses.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Panel } from '../Panel.tsx';
import type { LessonEntry } from '../lessonEntry.ts';
import { Line } from '../Prose.tsx';
import './losses.css';

interface Props {
  readonly lessons: readonly LessonEntry[];
}

/** The questions people ask about lost and repeated records, each case with the lesson that plays it. */
export default function LossesDialog({ lessons }: Props) {
  const player = usePlayer();
  const open = useSession((session) => session.sandbox.open === 'losses');
  const say = useText();
  return (
    <Panel open={open} onClose={() => player.showSandboxDialog(null)} title={say(lossTexts.open)}>
      {LOSS_QUESTIONS.map((question) => <Question key={question.id} question={question} lessons={lessons} />)}
    </Panel>
  );
}

function Question({ question, lessons }: { readonly question: LossQuestion } & Props) {
  const say = useText();
  return (
    <section className="losses">
      <h3>{say(question.ask)}</h3>
      <ol>{question.cases.map((one) => <Case key={one.lesson} one={one} lesson={lessons.find(({ id }) => id === one.lesson)} />)}</ol>
    </section>
  );
}

function Case({ one, lesson }: { readonly one: LossCase; readonly lesson: LessonEntry | undefined }) {
  const player = usePlayer();
  const say = useText();
  const leave = () => {
    player.showSandboxDialog(null);
    player.openLesson(one.lesson);
  };
  return (
    <li>
      <p><Line text={say(one.when)} /></p>
      <p className="cure"><span>{say(lossTexts.cure)}</span> <Line text={say(one.cure)} /></p>
      {lesson !== undefined && <button type="button" className="link" onClick={leave}><span lang="en">{lesson.code}</span> {say(lesson.title)}</button>}
    </li>
  );
}
