import { presentTexts } from '../../i18n/present.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { useModal } from '../modal.ts';
import './present.css';

/** Black, so that the class looks at the teacher. Any key or click ends it. */
export default function BlankScreen() {
  const player = usePlayer();
  const say = useText();
  const open = useSession((session) => session.present.blank);
  const end = (): void => player.showBlank(false);
  const modal = useModal(open, end);
  return <dialog {...modal} className="blank-screen" aria-label={say(presentTexts.anyKey)}><button type="button" aria-label={say(presentTexts.anyKey)} onClick={end} /></dialog>;
}
