import { presentTexts } from '../../i18n/present.ts';
import { shell } from '../../i18n/shell.ts';
import { usePlayer, useText } from '../context.tsx';

/** The browser kept the second window shut. */
export default function NotesRefused() {
  const player = usePlayer();
  const say = useText();
  return (
    <div className="link-note" role="alert">
      <p>{say(presentTexts.notesRefused)}</p>
      <button type="button" className="round" aria-label={say(shell.close)} onClick={() => player.dismissNotesRefusal()}><span aria-hidden="true">✕</span></button>
    </div>
  );
}
