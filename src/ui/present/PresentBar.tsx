import { presentActions } from '../../i18n/present.ts';
import { transport } from '../../i18n/transport.ts';
import { ActionButton } from '../ActionButton.tsx';
import { useSession } from '../context.tsx';
import { Icon } from '../icons.tsx';
import { TeachIcon } from './TeachIcon.tsx';

/** What a teacher needs at hand: to step, to hide the picture, the notes, the way out. */
export default function PresentBar() {
  const playing = useSession((session) => session.playing !== 'stopped');
  const notes = useSession((session) => session.present.notes === 'open');
  return (
    <>
      <div className="buttons">
        <ActionButton id="back" className="round"><Icon name="back" /></ActionButton>
        <ActionButton id="play" className="round" label={playing ? transport.pause : transport.play}><Icon name={playing ? 'pause' : 'play'} /></ActionButton>
        <ActionButton id="step" className="round main"><Icon name="step" /></ActionButton>
      </div>
      <div className="buttons">
        <ActionButton id="blank" className="round"><TeachIcon name="blank" /></ActionButton>
        <ActionButton id="notes" className="round" pressed={notes}><TeachIcon name="notes" /></ActionButton>
        <ActionButton id="fullScreen" className="round"><TeachIcon name="fullScreen" /></ActionButton>
        <ActionButton id="present" className="round" label={presentActions.leave}><span aria-hidden="true">✕</span></ActionButton>
      </div>
    </>
  );
}
