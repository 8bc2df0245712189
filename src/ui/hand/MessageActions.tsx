import { handTexts } from '../../i18n/hand.ts';
import { possibilityOf } from '../../player/hand.ts';
import { worldOf } from '../../player/session.ts';
import { stepThatSent } from '../../player/why.ts';
import type { Envelope } from '../../world/types.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { ConnectionActions } from './ConnectionActions.tsx';
import { DeliverTwice } from './DeliverTwice.tsx';
import { aloud, obstacleIn, possibilityIn } from './handWords.ts';
import '../css/hand.css';

/** What can be done with an opened message, and the question where it came from. */
export function MessageActions({ envelope }: { readonly envelope: Envelope }) {
  const player = usePlayer();
  const world = useSession(worldOf);
  const say = useText();
  const era = useSession((session) => session.era);
  const possibility = possibilityOf(world, envelope.id);
  const name = possibility === null ? '' : aloud(possibilityIn(possibility, era, say), say);
  const sentBy = stepThatSent(player.store.getState(), envelope.causeStep);
  return (
    <div className="hand message-do">
      {possibility === null || !('envelope' in possibility.subject) ? <p className="empty">{say(handTexts.arrived)}</p> : (
        <>
          {possibility.obstacle !== null && <p className="hand-why">{obstacleIn(possibility.obstacle, era, say)}</p>}
          <div className="hand-do">
            {possibility.obstacle === null && <button type="button" className="small" onClick={() => player.choose(possibility.choice)}>{say(handTexts.deliver)}</button>}
            <ConnectionActions connection={possibility.subject.connection} name={name} heldUntilMs={possibility.subject.heldUntilMs}><DeliverTwice possibility={possibility} name={name} /></ConnectionActions>
          </div>
        </>
      )}
      {sentBy !== null && <button type="button" className="link" onClick={() => player.askWhy({ at: sentBy, fact: null })}>{say(handTexts.whySent)}</button>}
    </div>
  );
}
