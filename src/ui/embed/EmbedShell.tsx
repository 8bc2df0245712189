import { shell } from '../../i18n/shell.ts';
import type { Language } from '../../i18n/language.ts';
import { sayIn } from '../../i18n/text.ts';
import '../css/base.css';
import '../css/shell.css';
import '../css/transport.css';

/** The frame's place until the picture is there. */
export function EmbedShell({ language, failed }: { readonly language: Language; readonly failed: boolean }) {
  const say = sayIn(language);
  return (
    <main aria-busy={!failed} aria-label={say(shell.stage)}>
      {failed ? <div className="broke" role="alert"><p>{say(shell.notLoaded)}</p></div> : <p className="empty">{say(shell.loading)}</p>}
    </main>
  );
}
