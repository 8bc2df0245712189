import { useMemo } from 'react';
import { handActions } from '../i18n/handActions.ts';
import { jump } from '../i18n/numbers.ts';
import { plain } from '../i18n/spans.ts';
import { transport } from '../i18n/transport.ts';
import { takenAt } from '../player/course.ts';
import { ActionButton } from './ActionButton.tsx';
import { useSession, useText } from './context.tsx';
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
      {cause !== null && <ActionButton id="why" className="link caption-why">{say(handActions.why)}</ActionButton>}
    </div>
  );
}
