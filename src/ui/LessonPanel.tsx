import { lazy, useEffect, useMemo, useRef } from 'react';
import { assignorLabTexts } from '../i18n/assignorLab.ts';
import { handActions } from '../i18n/handActions.ts';
import { lessonPhrases, lessonTexts } from '../i18n/lesson.ts';
import { presentTexts } from '../i18n/present.ts';
import { transport } from '../i18n/transport.ts';
import { ownBranchNumber, placeAt } from '../player/course.ts';
import { isOwnId, visitingLesson } from '../player/ownLessons.ts';
import { writeLink } from '../player/permalink.ts';
import { isOver, sceneAt, scenesOf, waitsForAnswer, whatIfOf } from '../player/session.ts';
import { ActionButton } from './ActionButton.tsx';
import { usePlayer, useSession, useText } from './context.tsx';
import { Endings } from './Endings.tsx';
import { useFocusKept } from './focusKept.ts';
import { SameChoices } from './SameChoices.tsx';
import { TermLine, TermProse } from './glossary/TermProse.tsx';
import { ForkMark } from './icons.tsx';
import { LessonHead } from './LessonHead.tsx';
import { PredictionBox, Reveal } from './Prediction.tsx';
import { Line } from './Prose.tsx';
import { Part } from './Part.tsx';
import { TourOffer } from './tour/TourOffer.tsx';
import { causeIn } from './words.ts';

const MakeLesson = lazy(() => import('./editor/MakeLesson.tsx'));

/** The lesson beside the picture: where we are, what to watch, what to predict, what comes next. */
export function LessonPanel() {
  const lesson = useSession((session) => session.lesson);
  const say = useText();
  return (
    <>
      <LessonHead lesson={lesson} say={say} />
      {isOwnId(lesson.id) && visitingLesson(lesson.id) === undefined && <a className="link" href={writeLink({ edit: lesson.id, language: say.language })}>{say(lessonTexts.edit)}</a>}
      <TourOffer />
      <SceneView />
      {lesson.id === 'assignors' && <ActionButton id="assignors" className="what-if" hasPopup>{say(assignorLabTexts.open)}</ActionButton>}
      <WhatIfs />
      <SameChoices />
    </>
  );
}

export function usePlace() {
  const guide = useSession((session) => session.guide);
  const course = useSession((session) => session.course);
  return useMemo(() => placeAt(guide, course), [guide, course]);
}

function SceneView() {
  const lesson = useSession((session) => session.lesson);
  const over = useSession(isOver);
  const place = usePlace();
  const say = useText();
  const scene = sceneAt(lesson, place);
  const total = scenesOf(lesson, place.branch).length;
  const whatIf = whatIfOf(lesson, place.branch);
  const own = ownBranchNumber(place.branch) !== null;
  const view = useRef<HTMLDivElement>(null);
  const course = useSession((session) => session.course);
  const guesses = useSession((session) => session.guesses);
  // At the end of the lesson the button to go on is no more, after an answer those to answer by.
  useFocusKept(view, useMemo(() => ({ course, guesses }), [course, guesses]));
  return (
    <div className="scene-view" ref={view} tabIndex={-1}>
      {whatIf !== null && (
        <div className="branch-note">
          <p><strong>{say(lessonTexts.onBranch)}</strong> <Line text={say(whatIf.label)} /></p>
          <ActionButton id="leaveBranch" className="link">{say(transport.leaveBranch)}</ActionButton>
        </div>
      )}
      {own ? <OwnBranchNote /> : <Progress at={place.scene} total={total} />}
      {!own && <Reveal />}
      <section className="scene" aria-live="off">
        {scene !== null && <h2 data-place tabIndex={-1}>{say(scene.title)}</h2>}
        {scene !== null && <TermProse text={say(scene.say)} />}
        {scene !== null && <OtherEras />}
        {over && <h2 data-place tabIndex={-1}>{say(whatIf === null ? lessonTexts.finished : lessonTexts.branchFinished)}</h2>}
      </section>
      <PredictionBox />
      {over && <Endings />}
      {over && <GoOnByHand />}
      <NextButton />
    </div>
  );
}

/** The script no longer drives this branch. */
function OwnBranchNote() {
  const say = useText();
  return (
    <div className="branch-note">
      <p><strong>{say(handActions.ownBranch)}</strong> {say(handActions.ownBranchWhy)}</p>
      <ActionButton id="leaveBranch" className="link" label={handActions.backToLesson}>{say(handActions.backToLesson)}</ActionButton>
      <Part><MakeLesson /></Part>
    </div>
  );
}

function GoOnByHand() {
  const player = usePlayer();
  const say = useText();
  const go = (): void => {
    player.goOnByHand();
    player.showTab('hand');
  };
  return <button type="button" className="what-if" onClick={go}><ForkMark /> <span>{say(handActions.goOn)}</span></button>;
}

export function Progress({ at, total }: { readonly at: number; readonly total: number }) {
  const say = useText();
  const shown = Math.min(at + 1, total);
  return (
    <div className="progress">
      <span>{say(lessonPhrases.sceneOf, shown, total)}</span>
      <span className="progress-bars" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => <i key={`bar-${index}`} className={index < at ? 'done' : index === at ? 'now' : ''} />)}
      </span>
    </div>
  );
}

/** A sentence where the present version does this differently. */
export function OtherEras() {
  const lesson = useSession((session) => session.lesson);
  const era = useSession((session) => session.era);
  const scene = sceneAt(lesson, usePlace());
  const say = useText();
  const text = scene?.inOtherEras?.[era];
  return text === undefined ? null : <aside className="other-era"><strong>{say(lessonPhrases.differs, era)}</strong> <TermLine text={say(text)} /></aside>;
}

export function NextButton() {
  const player = usePlayer();
  const course = useSession((session) => session.course);
  const stepMode = useSession((session) => session.stepMode);
  const upcoming = useSession((session) => session.upcoming);
  const lesson = useSession((session) => session.lesson);
  const over = useSession(isOver);
  const era = useSession((session) => session.era);
  const scene = sceneAt(lesson, usePlace());
  const say = useText();
  useEffect(() => {
    if (upcoming !== null) return undefined;
    // Named only once the picture stands still, so that no step waits for it.
    const idle = setTimeout(() => player.lookAhead(course), LOOK_AHEAD_AFTER_MS);
    return () => clearTimeout(idle);
  }, [player, course, upcoming]);
  const waits = useSession(waitsForAnswer);
  if (over) return null;
  if (waits) return <p className="hint">{say(presentTexts.answerFirstWhy)}</p>;
  const title = scene === null ? null : say(scene.title);
  const next = stepMode === 'scene' ? title : upcoming === null ? null : causeIn(upcoming, era, say.language).replace(/[.。]$/, '');
  const what = next === null ? say(transport.step) : say(lessonPhrases.next, next);
  return (
    <ActionButton id="step" className="next" name={what}>
      <span><Line text={what} /></span> <span aria-hidden="true">→</span>
    </ActionButton>
  );
}

const LOOK_AHEAD_AFTER_MS = 120;

function WhatIfs() {
  const lesson = useSession((session) => session.lesson);
  const place = usePlace();
  const player = usePlayer();
  const say = useText();
  if (lesson.whatIf.length === 0) return null;
  return (
    <section className="what-ifs">
      <h2 className="quiet">{say(lessonTexts.whatIf)}</h2>
      {lesson.whatIf.map((whatIf) => (
        <button key={whatIf.id} type="button" className="what-if" aria-pressed={place.branch === whatIf.id} onClick={() => player.whatIf(whatIf.id)}>
          <ForkMark /> <span><Line text={say(whatIf.label)} /></span>
        </button>
      ))}
      <p className="hint">{say(lessonTexts.whatIfHint)}</p>
    </section>
  );
}
