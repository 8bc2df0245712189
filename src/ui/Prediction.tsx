import { useId, useMemo, useState } from 'react';
import { lessonPhrases, lessonTexts } from '../i18n/lesson.ts';
import { pointTexts } from '../i18n/present.ts';
import type { Prediction } from '../lessons/types.ts';
import { placeAt, worldAt } from '../player/course.ts';
import { agrees, lastSceneEnd, pointablesOf, predictionKey } from '../player/predictions.ts';
import { predictionOpenIn, sceneAt, worldOf } from '../player/session.ts';
import { answerWords } from './answerWords.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { TermLine } from './glossary/TermProse.tsx';
import { Line } from './Prose.tsx';

/** Asks before the scene is played; playback waits for an answer, stepping only where a teacher wants it. */
export function PredictionBox() {
  const player = usePlayer();
  const course = useSession((session) => session.course);
  const guesses = useSession((session) => session.guesses);
  const lesson = useSession((session) => session.lesson);
  const guide = useSession((session) => session.guide);
  const place = useMemo(() => placeAt(guide, course), [guide, course]);
  const open = useMemo(() => predictionOpenIn({ ...player.store.getState(), course, guesses }), [player, course, guesses]);
  const say = useText();
  const prediction = sceneAt(lesson, place)?.predict;
  if (prediction === undefined) return null;
  if (open !== null) return <Question key={open.key} name={open.key} prediction={open.prediction} />;
  const guess = guesses[predictionKey(place)];
  if (guess?.type !== 'answered') return null;
  return (
    <section className="prediction">
      <h2 className="prediction-head">{say(lessonTexts.predict)}</h2>
      <p><Line text={say(prediction.ask)} /></p>
      <p data-place tabIndex={-1}>{say(lessonPhrases.answered, answerWords(prediction, guess.value, say))} {say(lessonTexts.kept)}</p>
    </section>
  );
}

function Question({ name, prediction }: { readonly name: string; readonly prediction: Prediction }) {
  const player = usePlayer();
  const say = useText();
  const id = useId();
  const answerFirst = useSession((session) => session.answerFirst);
  return (
    <section className="prediction" aria-labelledby={id}>
      <h2 className="prediction-head">{say(lessonTexts.predict)}</h2>
      <p id={id} className="ask"><TermLine text={say(prediction.ask)} /></p>
      {prediction.options !== undefined ? <Options name={name} by={id} options={prediction.options} /> : prediction.point !== undefined ? <Pointing name={name} by={id} prediction={prediction} /> : <Typing name={name} />}
      {!answerFirst && <button type="button" className="link" onClick={() => player.predict(name)}>{say(lessonTexts.skip)}</button>}
    </section>
  );
}

function Typing({ name }: { readonly name: string }) {
  const player = usePlayer();
  const say = useText();
  const [typed, setTyped] = useState('');
  return (
    <form className="answer" onSubmit={(event) => { event.preventDefault(); if (typed.trim() !== '') player.predict(name, typed.trim()); }}>
      <label><span className="hidden">{say(lessonTexts.yourAnswer)}</span>
        <input inputMode="numeric" pattern="-?[0-9]*" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={say(lessonTexts.yourAnswer)} autoComplete="off" />
      </label>
      <button type="submit" className="small" aria-disabled={typed.trim() === ''}>{say(lessonTexts.check)}</button>
    </form>
  );
}

interface OptionsProps {
  readonly name: string;
  /** The question, by its element's id. */
  readonly by: string;
  readonly options: NonNullable<Prediction['options']>;
}

function Options({ name, by, options }: OptionsProps) {
  const player = usePlayer();
  const say = useText();
  return (
    <fieldset className="options" aria-labelledby={by}>
      {options.map((option, index) => (
        <button key={`${index}:${option.label.en}`} type="button" className="option" onClick={() => player.predict(name, option.value)}><Line text={say(option.label)} /></button>
      ))}
    </fieldset>
  );
}

/** What the picture offers to point at, for the keyboard too; read from the world that asks. */
function Pointing({ name, by, prediction }: { readonly name: string; readonly by: string; readonly prediction: Prediction }) {
  const player = usePlayer();
  const world = useSession(worldOf);
  const say = useText();
  const { point = 'broker' } = prediction;
  return (
    <>
      <p className="hint">{say(pointTexts[point])}</p>
      <fieldset className="options pointing" aria-labelledby={by}>
        {pointablesOf(prediction, world).map(({ value, address }) => (
          <button key={address ?? ''} type="button" className="option" onClick={() => player.predict(name, value)}>{answerWords(prediction, value, say)}</button>
        ))}
      </fieldset>
    </>
  );
}

/** After the scene: what was asked, what was said, what came out and why. */
export function Reveal() {
  const lesson = useSession((session) => session.lesson);
  const guide = useSession((session) => session.guide);
  const course = useSession((session) => session.course);
  const guesses = useSession((session) => session.guesses);
  const say = useText();
  const revealed = useMemo(() => {
    const end = lastSceneEnd(guide, course);
    const prediction = end === null ? undefined : sceneAt(lesson, end.place)?.predict;
    if (end === null || prediction === undefined) return null;
    return { prediction, key: predictionKey(end.place), answer: guide.answer(prediction, worldAt(guide, course, end.id)) };
  }, [guide, course, lesson]);
  if (revealed === null) return null;
  const { prediction, key, answer } = revealed;
  const guess = guesses[key];
  const right = guess?.type === 'answered' ? agrees(guess.value, answer) : null;
  const head = right === null ? lessonTexts.skipped : right ? lessonTexts.right : lessonTexts.wrong;
  return (
    <section className={`prediction reveal ${right === null ? '' : right ? 'right' : 'wrong'}`}>
      <h2 className="prediction-head"><span aria-hidden="true">{right === null ? '→' : right ? '✓' : '✗'}</span> {say(head)}</h2>
      <p className="ask"><Line text={say(prediction.ask)} /></p>
      <p>
        {guess?.type === 'answered' && right === false && `${say(lessonPhrases.answered, answerWords(prediction, guess.value, say))} `}
        <strong>{say(lessonPhrases.itIs, answerWords(prediction, answer, say))}</strong> <TermLine text={say(prediction.why)} />
      </p>
    </section>
  );
}
