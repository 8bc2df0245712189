import { useEffect, useMemo } from 'react';
import { handActions, handNotices } from '../i18n/handActions.ts';
import { integer, jump } from '../i18n/numbers.ts';
import { plain } from '../i18n/spans.ts';
import { transport } from '../i18n/transport.ts';
import { MOST_FREE_STEPS, takenAt } from '../player/course.ts';
import { ActionButton } from './ActionButton.tsx';
import { usePlayer, useSession, useText } from './context.tsx';
import { useNotice } from './Transport.tsx';
import { causeIn, stepIn } from './words.ts';

/** One sentence a step for those who listen: the most telling fact, else what arrived. */
export function Announcer() {
  const course = useSession((session) => session.course);
  const came = useSession((session) => session.came);
  const era = useSession((session) => session.era);
  const say = useText();
  const notice = useNotice();
  const sentence = useMemo(() => {
    const { facts, cause } = takenAt(course, course.cursor);
    return cause === null ? say(transport.atStart) : stepIn(facts, cause, era, say.language);
  }, [course, era, say]);
  // A step may say the same as the one before; only words that are new in the page are spoken.
  const moment = `${course.cursor} ${course.tip}`;
  const jumped = came.jumpMs > 0 ? `${jump(came.jumpMs, say.language)} ` : '';
  return <output className="hidden" aria-live="polite" data-testid="announcer"><span key={moment}>{notice ?? plain(`${jumped}${sentence}`)}</span></output>;
}

/** What the last step was, under the picture; what came of it is in the picture. */
export function Caption() {
  const course = useSession((session) => session.course);
  const came = useSession((session) => session.came);
  const era = useSession((session) => session.era);
  const notice = useNotice();
  const say = useText();
  const { cause } = takenAt(course, course.cursor);
  const text = notice ?? (cause === null ? say(transport.atStart) : causeIn(cause, era, say.language));
  return (
    <div className="caption">
      <p className="caption-said" aria-hidden="true"><span className="caption-text">{plain(text)}</span>{came.jumpMs > 0 && <span className="caption-jump">{jump(came.jumpMs, say.language)}</span>}</p>
      <Seeking />
      {cause !== null && <ActionButton id="why" className="link caption-why">{say(handActions.why)}</ActionButton>}
    </div>
  );
}

/** How far the search for a fact has got; Escape calls it off. */
function Seeking() {
  const player = usePlayer();
  const steps = useSession((session) => session.hand.seeking?.steps ?? null);
  const say = useText();
  const isSeeking = steps !== null;
  useEffect(() => {
    if (!isSeeking) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      event.preventDefault();
      player.stopSeeking();
    };
    // Before the page's own keys: while it is presented, Escape would leave that.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [isSeeking, player]);
  return steps === null ? null : <progress className="caption-seeking" aria-busy max={MOST_FREE_STEPS} value={steps} aria-label={say(handNotices.looked, integer(steps, say.language))} />;
}
