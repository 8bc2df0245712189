import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { linkTexts } from '../../i18n/links.ts';
import type { LinkNote, LinkState } from '../../player/linkState.ts';
import { usePlayer, useSession, useText } from '../context.tsx';
import { troubleIn } from './linkWords.ts';
import './links.css';

/** A confirmation goes away by itself: nothing is lost with it. */
const CONFIRMED_MS = 5_000;

/** The notices themselves, fetched when the first of them comes. */
export default function LinkNotices() {
  const { note, copy } = useSession((session) => session.link);
  return (
    <>
      {note !== null && <TroubleNotice note={note} />}
      {copy !== null && <CopyNotice key={copy.count} copy={copy} />}
    </>
  );
}

function TroubleNotice({ note: { troubles, stayed, aside } }: { readonly note: LinkNote }) {
  const player = usePlayer();
  const say = useText();
  const isFirstLesson = !stayed && troubles.some(({ is }) => is === 'unreadable' || is === 'no-lesson' || is === 'not-here');
  return (
    <Notice close={() => player.dismissLinkNote()}>
      {troubles.map((trouble) => {
        const { text, details } = troubleIn(trouble, say);
        return (
          <div key={trouble.is}>
            <p>{text}</p>
            {details.length > 0 && <ul>{details.map((detail) => <li key={detail}><code lang="en">{detail}</code></li>)}</ul>}
          </div>
        );
      })}
      {stayed && <p>{say(linkTexts.stayed)}</p>}
      {isFirstLesson && <p>{say(linkTexts.firstLesson)}</p>}
      {aside && <p>{say(linkTexts.aside)} <button type="button" className="link" onClick={() => player.openAside()}>{say(linkTexts.openAside)}</button></p>}
    </Notice>
  );
}

function CopyNotice({ copy: { is, link } }: { readonly copy: NonNullable<LinkState['copy']> }) {
  const player = usePlayer();
  const say = useText();
  useEffect(() => {
    if (is === 'refused') return undefined;
    const timer = setTimeout(() => player.dismissCopy(), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [is, player]);
  if (is === 'copied') return <Notice close={() => player.dismissCopy()}><p>{say(linkTexts.copied)}</p></Notice>;
  return (
    <Notice close={() => player.dismissCopy()}>
      <p>{say(linkTexts.notCopied)}</p>
      <input ref={selectAll} readOnly value={link} aria-label={say(linkTexts.link)} onFocus={({ currentTarget }) => currentTarget.select()} />
    </Notice>
  );
}

/** The link is there to be copied with one more key. */
function selectAll(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

function Notice({ close, children }: { readonly close: () => void; readonly children: ReactNode }) {
  const say = useText();
  return (
    <div className="link-note">
      <div className="link-note-text">{children}</div>
      <button type="button" className="round" aria-label={say(linkTexts.close)} onClick={close}><span aria-hidden="true">✕</span></button>
    </div>
  );
}
