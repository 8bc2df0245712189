import { useEffect, useMemo } from 'react';
import { milliseconds, jump, integer, times } from '../i18n/numbers.ts';
import { handNotices } from '../i18n/handActions.ts';
import { plain } from '../i18n/spans.ts';
import { presentTexts } from '../i18n/present.ts';
import { transport, transportPhrases } from '../i18n/transport.ts';
import { MOST_FREE_STEPS, takenAt } from '../player/course.ts';
import type { Speed } from '../player/session.ts';
import { SPEEDS, waitsForAnswer } from '../player/session.ts';
import { ActionButton } from './ActionButton.tsx';
import { usePlayer, useSession, useText } from './context.tsx';
import { ForkMark, Icon } from './icons.tsx';
import { Scrubber } from './Scrubber.tsx';

export function Transport() {
  const playing = useSession((session) => session.playing !== 'stopped');
  const say = useText();
  return (
    <>
      <div className="buttons">
        <ActionButton id="toStart" className="round"><Icon name="toStart" /></ActionButton>
        <ActionButton id="back" className="round"><Icon name="back" /></ActionButton>
        <ActionButton id="play" className="round" label={playing ? transport.pause : transport.play}><Icon name={playing ? 'pause' : 'play'} /></ActionButton>
        <ActionButton id="step" className="round main"><Icon name="step" /></ActionButton>
        <ActionButton id="toEnd" className="round"><Icon name="toEnd" /></ActionButton>
        <ActionButton id="branches" className="round branches-button" hasPopup><ForkMark /></ActionButton>
      </div>
      <div className="modes">
        <StepBy />
        <Speeds />
      </div>
      <Scrubber />
      <Clock label={say(transport.virtualTime)} />
    </>
  );
}

function StepBy() {
  const player = usePlayer();
  const stepMode = useSession((session) => session.stepMode);
  const showRoutine = useSession((session) => session.showRoutine);
  const say = useText();
  return (
    <span className="mode-row">
      <fieldset className="segmented" aria-label={say(transport.stepBy)}>
        <button type="button" aria-pressed={stepMode === 'message'} onClick={() => player.setStepMode('message')}>{say(transport.byMessage)}</button>
        <button type="button" aria-pressed={stepMode === 'scene'} onClick={() => player.setStepMode('scene')}>{say(transport.byScene)}</button>
      </fieldset>
      <ActionButton id="routine" className="toggle" pressed={showRoutine}>{say(transport.routineShort)}</ActionButton>
    </span>
  );
}

function Speeds() {
  const player = usePlayer();
  const speed = useSession((session) => session.speed);
  const say = useText();
  return (
    <label className="mode-row speed">
      <span>{say(transport.speed)}</span>
      <select value={speed} aria-label={say(transport.speed)} onChange={(event) => player.setSpeed(Number(event.target.value) as Speed)}>
        {SPEEDS.map((one) => <option key={one} value={one}>{times(one, say.language)}</option>)}
      </select>
    </label>
  );
}

function Clock({ label }: { readonly label: string }) {
  const course = useSession((session) => session.course);
  const came = useSession((session) => session.came);
  const say = useText();
  const { nowMs } = takenAt(course, course.cursor).note;
  const passed = came.steps > 2 ? say(transportPhrases.routineSteps, integer(came.steps - 1, say.language)) : undefined;
  return (
    <div className="clock">
      <span className="clock-now" title={label}><span className="hidden">{label}</span> <span aria-hidden="true">t =</span> {milliseconds(nowMs, say.language)}</span>
      <span className="clock-jump" title={passed}>{came.jumpMs > 0 ? jump(came.jumpMs, say.language) : ' '}</span>
    </div>
  );
}

/** Says when there is nothing more to do, or when the model broke. */
export function useNotice(): string | null {
  const came = useSession((session) => session.came);
  const isSeeking = useSession((session) => session.hand.seeking !== null);
  const waits = useSession(waitsForAnswer);
  const say = useText();
  return useMemo(() => {
    if (isSeeking) return say(handNotices.looking, integer(MOST_FREE_STEPS, say.language));
    if (came.outcome === 'nothing-more') return say(transport.nothingMore);
    if (came.outcome === 'lesson-over') return say(transport.lessonOver);
    if (came.outcome === 'refused') return say(handNotices.refused, (came.reason ?? '').replace(/\.$/, ''));
    if (came.outcome === 'unanswered') return waits ? say(presentTexts.answerFirstWhy) : null;
    if (came.outcome === 'none-came') return say(handNotices.noneCame, integer(came.looked ?? 0, say.language));
    return null;
  }, [came, waits, isSeeking, say]);
}

/** Keeps `<html>` as the visitor chose. */
export function usePageAttributes(): void {
  const language = useSession((session) => session.language);
  const theme = useSession((session) => session.theme);
  const lesson = useSession((session) => session.lesson);
  const title = plain(useText()(lesson.title));
  useEffect(() => {
    document.title = `${title} · Highwater`;
    return () => { document.title = 'Highwater'; };
  }, [title]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset['theme'] = theme;
  }, [language, theme]);
}
