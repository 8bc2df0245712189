import { useLayoutEffect, useRef } from 'react';
import { lessonTexts } from '../../i18n/lesson.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import { presentTexts } from '../../i18n/present.ts';
import { transport } from '../../i18n/transport.ts';
import { ownBranchNumber, takenAt } from '../../player/course.ts';
import { isOver, sceneAt, scenesOf, waitsForAnswer, whatIfOf } from '../../player/session.ts';
import { useSession, useText } from '../context.tsx';
import { Endings } from '../Endings.tsx';
import { TermProse } from '../glossary/TermProse.tsx';
import { OtherEras, Progress, usePlace } from '../LessonPanel.tsx';
import { PredictionBox, Reveal } from '../Prediction.tsx';
import { Line } from '../Prose.tsx';
import './present.css';

/** What a class reads beside the picture: the scene, its question, what came of it. */
export default function PresentPanel() {
  const lesson = useSession((session) => session.lesson);
  const over = useSession(isOver);
  const waits = useSession(waitsForAnswer);
  const place = usePlace();
  const say = useText();
  const panel = useRef<HTMLDivElement>(null);
  usePresenting();
  const at = `${place.branch ?? ''}/${place.scene}`;
  const read = useRef(at);
  // A new text is read from its beginning.
  useLayoutEffect(() => {
    if (read.current !== at) panel.current?.parentElement?.scrollTo({ top: 0 });
    read.current = at;
  });
  const scene = sceneAt(lesson, place);
  const whatIf = whatIfOf(lesson, place.branch);
  const total = scenesOf(lesson, place.branch).length;
  return (
    <div className="present-panel" ref={panel}>
      <h1>{say(lesson.title)}</h1>
      {whatIf !== null && <p className="branch-note"><Line text={say(whatIf.label)} /></p>}
      {total > 0 && ownBranchNumber(place.branch) === null && <Progress at={place.scene} total={total} />}
      <Clock />
      <Reveal />
      {scene === null ? over && total > 0 && <h2>{say(whatIf === null ? lessonTexts.finished : lessonTexts.branchFinished)}</h2> : (
        <section className="scene">
          <h2>{say(scene.title)}</h2>
          <TermProse text={say(scene.say)} />
          <OtherEras />
        </section>
      )}
      <PredictionBox />
      {waits && <p className="hint">{say(presentTexts.answerFirstWhy)}</p>}
      {over && <Endings />}
    </div>
  );
}

function Clock() {
  const course = useSession((session) => session.course);
  const say = useText();
  return <p className="clock-now"><span className="hidden">{say(transport.virtualTime)}</span> {milliseconds(takenAt(course, course.cursor).note.nowMs, say.language)}</p>;
}

/** The page is laid out for a class once this part, and with it its style, is there. */
function usePresenting(): void {
  useLayoutEffect(() => {
    const { classList } = document.documentElement;
    classList.add('presenting');
    return () => classList.remove('presenting');
  }, []);
}
