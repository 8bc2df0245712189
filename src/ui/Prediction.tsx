import { useId, useMemo, useState } from 'react';
import { lessonPhrases, lessonTexts } from '../i18n/lesson.ts';
import type { Say } from '../i18n/text.ts';
import type { Prediction } from '../lessons/types.ts';
import { placeAt, worldAt } from '../player/course.ts';
import { agrees, lastSceneEnd, predictionKey } from '../player/predictions.ts';
import { predictionOpenIn, sceneAt } from '../player/session.ts';
import { usePlayer, useSession, useText } from './context.tsx';
import { TermLine } from './glossary/TermProse.tsx';
import { compact } from './pretty.ts';
import { Line } from './Prose.tsx';

/** Asks before the scene is played; playback waits for an answer, stepping does not. */
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
      <p>{say(lessonPhrases.answered, spoken(prediction, guess.value, say))} {say(lessonTexts.kept)}</p>
    </section>
  );
}

function Question({ name, prediction }: { readonly name: string; readonly prediction: Prediction }) {
  const player = usePlayer();
  const say = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const { options } = prediction;
  return (
    <section className="prediction" aria-labelledby={id}>
      <h2 className="prediction-head">{say(lessonTexts.predict)}</h2>
      <p id={id} className="ask"><Line text={say(prediction.ask)} /></p>
      {options === undefined ? (
        <form className="answer" onSubmit={(event) => { event.preventDefault(); if (typed.trim() !== '') player.predict(name, typed.trim()); }}>
          <label><span className="hidden">{say(lessonTexts.yourAnswer)}</span>
            <input inputMode="numeric" pattern="-?[0-9]*" value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={say(lessonTexts.yourAnswer)} autoComplete="off" />
          </label>
          <button type="submit" className="small" aria-disabled={typed.trim() === ''}>{say(lessonTexts.check)}</button>
        </form>
      ) : (
        <fieldset className="options" aria-labelledby={id}>
          {options.map((option, index) => (
            <button key={`${index}:${option.label.en}`} type="button" className="option" onClick={() => player.predict(name, option.value)}><Line text={say(option.label)} /></button>
          ))}
        </fieldset>
      )}
      <button type="button" className="link" onClick={() => player.predict(name)}>{say(lessonTexts.skip)}</button>
    </section>
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
        {guess?.type === 'answered' && right === false && `${say(lessonPhrases.answered, spoken(prediction, guess.value, say))} `}
        <strong>{say(lessonPhrases.itIs, spoken(prediction, answer, say))}</strong> <TermLine text={say(prediction.why)} />
      </p>
    </section>
  );
}

function spoken(prediction: Prediction, value: unknown, say: Say): string {
  const option = prediction.options?.find((one) => agrees(one.value, value));
  return option === undefined ? compact(value) : say(option.label).replace(/[.。]$/, '');
}
