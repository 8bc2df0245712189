import { useEffect, useMemo } from 'react';
import { lessonPhrases, lessonTexts } from '../../i18n/lesson.ts';
import { notesPhrases, notesTexts } from '../../i18n/notes.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import { transportPhrases } from '../../i18n/transport.ts';
import { takenAt } from '../../player/course.ts';
import { sceneAnswer } from '../../player/notesView.ts';
import { predictionKey } from '../../player/predictions.ts';
import { isOver, sceneAt, scenesOf, whatIfOf } from '../../player/session.ts';
import { stopsTo, wholeRun } from '../../player/wholeRun.ts';
import { ActionButton } from '../ActionButton.tsx';
import { answerWords } from '../answerWords.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { Icon } from '../icons.tsx';
import { usePlace } from '../LessonPanel.tsx';
import { Line } from '../Prose.tsx';
import { causeIn } from '../words.ts';
import { TeachIcon } from './TeachIcon.tsx';
import './notes.css';

/** What only the teacher sees: the text, the answer before it is given, and what comes next. */
export function Notes() {
  const lesson = useSession((session) => session.lesson);
  const place = usePlace();
  const say = useText();
  const scene = sceneAt(lesson, place);
  const whatIf = whatIfOf(lesson, place.branch);
  const total = scenesOf(lesson, place.branch).length;
  return (
    <main className="notes">
      <header>
        <p className="kicker">{say(lesson.title)}{whatIf !== null && ` · ${say(whatIf.label)}`}</p>
        <h1>{scene === null ? say(lessonTexts.finished) : say(scene.title)}</h1>
        <p className="notes-where">{total > 0 && say(lessonPhrases.sceneOf, Math.min(place.scene + 1, total), total)} · <Where /></p>
      </header>
      {scene !== null && (
        <section>
          <h2 className="quiet">{say(notesTexts.says)}</h2>
          {say(scene.say).split(/\n{2,}/).map((text, index) => <p key={index}><Line text={text} /></p>)}
        </section>
      )}
      <Question />
      <Ahead />
      <footer className="buttons">
        <ActionButton id="previousScene" className="round"><Icon name="toStart" /></ActionButton>
        <ActionButton id="back" className="round"><Icon name="back" /></ActionButton>
        <ActionButton id="step" className="round main"><Icon name="step" /></ActionButton>
        <ActionButton id="nextScene" className="round"><Icon name="toEnd" /></ActionButton>
        <ActionButton id="blank" className="round"><TeachIcon name="blank" /></ActionButton>
      </footer>
    </main>
  );
}

/** Step n of m, and how much virtual time has passed. */
function Where() {
  const guide = useSession((session) => session.guide);
  const course = useSession((session) => session.course);
  const lesson = useSession((session) => session.lesson);
  const { branch } = usePlace();
  const say = useText();
  const run = useMemo(() => wholeRun(guide, lesson, branch), [guide, lesson, branch]);
  const at = useMemo(() => stopsTo(course, course.cursor), [course]);
  const passed = takenAt(course, course.cursor).note.nowMs - takenAt(course, 0).note.nowMs;
  return <>{run === null ? at : say(transportPhrases.position, at, Math.max(at, run.stops))} · {say(notesTexts.elapsed)} {milliseconds(passed, say.language)}</>;
}

function Question() {
  const player = usePlayer();
  const lesson = useSession((session) => session.lesson);
  const guesses = useSession((session) => session.guesses);
  const place = usePlace();
  const say = useText();
  const prediction = sceneAt(lesson, place)?.predict;
  const answer = useMemo(() => sceneAnswer(player.store.getState().guide, lesson, place), [player, lesson, place]);
  if (prediction === undefined) return null;
  const guess = guesses[predictionKey(place)];
  return (
    <section className="prediction">
      <h2 className="prediction-head">{say(notesTexts.question)}</h2>
      <p><Line text={say(prediction.ask)} /></p>
      {answer !== undefined && <p><strong>{say(notesPhrases.answer, answerWords(prediction, answer, say))}</strong> <Line text={say(prediction.why)} /></p>}
      <p className="hint">{guess?.type === 'answered' ? say(lessonPhrases.answered, answerWords(prediction, guess.value, say)) : say(notesTexts.notYetAsked)}</p>
    </section>
  );
}

/** The next step in words, and the next scene's title. */
function Ahead() {
  const player = usePlayer();
  const lesson = useSession((session) => session.lesson);
  const course = useSession((session) => session.course);
  const upcoming = useSession((session) => session.upcoming);
  const over = useSession(isOver);
  const era = useSession((session) => session.era);
  const place = usePlace();
  const say = useText();
  useEffect(() => {
    if (upcoming !== null) return undefined;
    const idle = setTimeout(() => player.lookAhead(course), AFTER_MS);
    return () => clearTimeout(idle);
  }, [player, course, upcoming]);
  const next = sceneAt(lesson, { ...place, scene: place.scene + 1 });
  return (
    <section>
      <h2 className="quiet">{say(notesTexts.nextStep)}</h2>
      <p>{over ? say(notesTexts.over) : upcoming === null ? say(notesTexts.ahead) : <Line text={causeIn(upcoming, era, say.language)} />}</p>
      <h2 className="quiet">{say(notesTexts.nextScene)}</h2>
      <p>{next === null ? say(notesTexts.last) : say(next.title)}</p>
    </section>
  );
}

/** The picture goes first. */
const AFTER_MS = 120;
