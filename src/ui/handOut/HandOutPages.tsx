import { useMemo } from 'react';
import { handOutPhrases, handOutTexts } from '../../i18n/handOut.ts';
import { trackNames } from '../../i18n/lesson.ts';
import { notesPhrases } from '../../i18n/notes.ts';
import { milliseconds } from '../../i18n/numbers.ts';
import { shell } from '../../i18n/shell.ts';
import type { Prediction } from '../../lessons/types.ts';
import { takenAt, worldAt } from '../../player/course.ts';
import { sceneAnswer } from '../../player/notesView.ts';
import { pointablesOf } from '../../player/predictions.ts';
import { mainEndings } from '../../player/readings.ts';
import { metadataBy } from '../../player/settings.ts';
import { wholeRun } from '../../player/wholeRun.ts';
import { answerWords } from '../answerWords.ts';
import { useSession, useText } from '../context.tsx';
import { Line } from '../Prose.tsx';
import { stepIn } from '../words.ts';
import type { Drawn, Further } from './pictures.ts';

interface Props {
  readonly pictures: readonly Drawn[];
  /** Which scenes are on it, from 0. */
  readonly scenes: readonly number[];
  readonly answers: boolean;
  readonly further: readonly Further[];
}

/** What is printed. */
export function HandOutPages({ pictures, scenes, answers, further }: Props) {
  const lesson = useSession((session) => session.lesson);
  const era = useSession((session) => session.era);
  const say = useText();
  const ends = mainEndings({ lesson, era });
  return (
    <article>
      <header>
        <p className="kicker">{say(trackNames[lesson.track])} · <span lang="en">{lesson.code}</span> · <span lang="en">{say(shell.era, era, metadataBy(era))}</span></p>
        <h2 className="hand-out-title">{say(lesson.title)}</h2>
        <p className="question"><Line text={say(lesson.question)} /></p>
      </header>
      {scenes.map((scene) => <ScenePart key={scene} scene={scene} picture={pictures[scene]} further={further.filter((one) => one.scene === scene)} />)}
      {ends.length > 0 && (
        <section className="hand-out-ends">
          <h3>{say(handOutTexts.endings)}</h3>
          <ul>{ends.map(({ say: text }, index) => <li key={index}><Line text={say(text)} /></li>)}</ul>
        </section>
      )}
      <p className="hand-out-link">{say(handOutTexts.here)} <span lang="en">{hereIs()}</span></p>
      {answers && <Answers scenes={scenes} />}
    </article>
  );
}

/** A file's own place on this machine is nobody's business: what follows it opens the moment in any copy. */
function hereIs(): string {
  return location.protocol.startsWith('http') ? location.href : location.hash;
}

function ScenePart({ scene, picture, further }: { readonly scene: number; readonly picture: Drawn | undefined; readonly further: readonly Further[] }) {
  const lesson = useSession((session) => session.lesson);
  const guide = useSession((session) => session.guide);
  const say = useText();
  const run = useMemo(() => wholeRun(guide, lesson, null), [guide, lesson]);
  const told = lesson.scenes[scene];
  const end = run?.sceneEnds[scene];
  if (told === undefined || run === null || end === undefined) return null;
  return (
    <section className="hand-out-scene">
      <h3>{scene + 1}. <Line text={say(told.title)} /></h3>
      {say(told.say).split(/\n{2,}/).map((text, index) => <p key={index}><Line text={text} /></p>)}
      {told.predict !== undefined && <Asked prediction={told.predict} scene={scene} />}
      {further.map((one) => <FurtherPart key={one.stop} further={one} />)}
      {picture !== undefined && (
        <figure>
          <img src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`} alt={picture.said} />
          <figcaption>{say(handOutPhrases.picture, say(told.title), milliseconds(takenAt(run.course, end).note.nowMs, say.language))}</figcaption>
        </figure>
      )}
    </section>
  );
}

/** A step on the way, with what happened in it. */
function FurtherPart({ further: { id, stop, picture } }: { readonly further: Further }) {
  const lesson = useSession((session) => session.lesson);
  const guide = useSession((session) => session.guide);
  const era = useSession((session) => session.era);
  const say = useText();
  const run = useMemo(() => wholeRun(guide, lesson, null), [guide, lesson]);
  if (run === null) return null;
  const { facts, cause, note } = takenAt(run.course, id);
  const what = cause === null ? '' : stepIn(facts, cause, era, say.language);
  return (
    <figure>
      <img src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`} alt={picture.said} />
      <figcaption><Line text={say(handOutPhrases.atStep, stop, what, milliseconds(note.nowMs, say.language))} /></figcaption>
    </figure>
  );
}

/** The question as it is asked of a class, with places to tick or room to write; what can be pointed at is as the scene begins. */
function Asked({ prediction, scene }: { readonly prediction: Prediction; readonly scene: number }) {
  const guide = useSession((session) => session.guide);
  const lesson = useSession((session) => session.lesson);
  const say = useText();
  const run = useMemo(() => wholeRun(guide, lesson, null), [guide, lesson]);
  const before = run === null ? null : worldAt(guide, run.course, run.sceneEnds[scene - 1] ?? 0);
  const choices = prediction.options?.map(({ value }) => value) ?? (before === null ? [] : pointablesOf(prediction, before).map(({ value }) => value));
  return (
    <div className="hand-out-asked">
      <p><strong>{say(handOutTexts.question)} {scene + 1}.</strong> <Line text={say(prediction.ask)} /></p>
      {choices.length === 0 ? <p>{say(handOutTexts.yourAnswer)} <span className="hand-out-blank" /></p> : (
        <ul>{choices.map((value) => <li key={JSON.stringify(value)}><span aria-hidden="true">☐</span> <Line text={answerWords(prediction, value, say)} /></li>)}</ul>
      )}
    </div>
  );
}

function Answers({ scenes }: Pick<Props, 'scenes'>) {
  const guide = useSession((session) => session.guide);
  const lesson = useSession((session) => session.lesson);
  const say = useText();
  const asked = scenes.flatMap((scene) => {
    const prediction = lesson.scenes[scene]?.predict;
    return prediction === undefined ? [] : [{ scene, prediction, answer: sceneAnswer(guide, lesson, { branch: null, scene }) }];
  });
  return (
    <section className="hand-out-answers">
      <h3>{say(handOutTexts.answersHead)}: {say(lesson.title)}</h3>
      <ol>
        {asked.map(({ scene, prediction, answer }) => (
          <li key={scene} value={scene + 1}>
            <p><Line text={say(prediction.ask)} /></p>
            <p><strong>{say(notesPhrases.answer, answerWords(prediction, answer, say))}</strong> <Line text={say(prediction.why)} /></p>
          </li>
        ))}
      </ol>
    </section>
  );
}
