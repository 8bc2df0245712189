import { handPhrases, handTexts } from '../../i18n/hand.ts';
import { jump, milliseconds } from '../../i18n/numbers.ts';
import type { Possibility } from '../../player/hand.ts';
import { worldOf } from '../../player/session.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { ConnectionActions } from './ConnectionActions.tsx';
import { DeliverTwice } from './DeliverTwice.tsx';
import { aloud, nodeWithin, obstacleIn, possibilityIn, tidy } from './handWords.ts';

/** One message or timer: what it is, when it is due, and what can be done with it. */
export function PossibilityRow({ possibility }: { readonly possibility: Possibility }) {
  const player = usePlayer();
  const say = useText();
  const era = useSession((session) => session.era);
  const { subject, choice, obstacle, routine } = possibility;
  const what = possibilityIn(possibility, era, say);
  const heard = aloud(what, say);
  const name = 'envelope' in subject ? `${heard}, ${say(handPhrases.from, subject.envelope.from)}` : `${what}, ${subject.timer.owner}`;
  const verb = say('envelope' in subject ? handTexts.deliver : handTexts.fire);
  return (
    <li className={`hand-row ${routine ? 'routine' : ''}`}>
      <p>
        {'envelope' in subject ? <button type="button" className="link" aria-label={heard} onClick={() => player.openMessage(subject.envelope)}>{what}</button> : <span title={subject.timer.name}>{what}</span>}
        {' '}<span className="hand-from">{'envelope' in subject ? tidy(say(handPhrases.from, nodeWithin(subject.envelope.from, say.language))) : <code lang="en">{subject.timer.owner}</code>}</span>
      </p>
      {obstacle === null ? <Due possibility={possibility} /> : <p className="hand-why">{obstacleIn(obstacle, era, say)}</p>}
      <div className="hand-do">
        {obstacle === null && <button type="button" className="small" aria-label={say(handPhrases.doTo, verb, name)} onClick={() => player.choose(choice)}>{verb}</button>}
        {'envelope' in subject && <ConnectionActions connection={subject.connection} name={name} heldUntilMs={subject.heldUntilMs}><DeliverTwice possibility={possibility} name={name} /></ConnectionActions>}
      </div>
    </li>
  );
}

/** When it would happen; choosing it moves the clock there, which is shown as a jump. */
function Due({ possibility: { dueAtMs } }: { readonly possibility: Possibility }) {
  const nowMs = useSession((session) => worldOf(session).nowMs);
  const say = useText();
  const isLate = dueAtMs < nowMs;
  return (
    <p className="hand-due">
      <span>{milliseconds(dueAtMs, say.language)}</span>
      {dueAtMs > nowMs ? <span className="caption-jump">{jump(dueAtMs - nowMs, say.language)}</span> : <span className={isLate ? 'hand-late' : ''}>{say(isLate ? handTexts.late : handTexts.now)}</span>}
    </p>
  );
}
