import { sandboxTexts } from '../../i18n/sandbox.ts';
import type { Text } from '../../i18n/text.ts';
import type { KeptNote } from '../../player/sandboxState.ts';
import { usePlayer, useSession, useText } from '../context.tsx';

const WORDS: Readonly<Record<KeptNote['is'], Text>> = {
  unreadable: sandboxTexts.unreadable, 'not-started': sandboxTexts.notStarted, skipped: sandboxTexts.skipped, 'other-model': sandboxTexts.otherModel,
};

/** Says what became of a sandbox that was kept and could not be opened as it was. Nothing of it is lost. */
export function KeptNotice() {
  const player = usePlayer();
  const note = useSession((session) => session.sandbox.note);
  const say = useText();
  if (note === null) return null;
  const { kept } = note;
  return (
    <div className="kept-note" role="note">
      <p>{say(WORDS[note.is])}</p>
      {note.details.slice(0, 3).map((detail) => <p key={detail}><code lang="en">{detail}</code></p>)}
      <p>
        {kept !== null && <button type="button" className="link" onClick={() => save(kept)}>{say(sandboxTexts.saveKept)}</button>}{' '}
        <button type="button" className="link" onClick={() => player.dismissNote()}>{say(sandboxTexts.dismiss)}</button>
      </p>
    </div>
  );
}

function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'highwater-sandbox.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
