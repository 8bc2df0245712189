import { useState } from 'react';
import type { RefObject } from 'react';
import { editorTexts } from '../../i18n/editor.ts';
import type { Say } from '../../i18n/text.ts';
import { deleteUnread, unreadLessons } from '../../player/ownLessons.ts';
import type { Shelf } from '../../player/preferences.ts';
import { download } from '../download.ts';

interface Props {
  readonly shelf: Shelf | null;
  readonly say: Say;
  /** Where the focus goes when the note is gone, and its buttons with it. */
  readonly after: RefObject<HTMLElement | null>;
}

/** Own lessons that cannot be read, to be saved as they are, or given up. */
export function HomeUnread({ shelf, say, after }: Props) {
  const [unread, setUnread] = useState(() => unreadLessons(shelf));
  if (unread === null) return null;
  const remove = (): void => {
    deleteUnread(shelf);
    setUnread(unreadLessons(shelf));
    after.current?.focus();
  };
  return (
    <div className="home-own-card home-unread">
      <p>{say(editorTexts.unread)}</p>
      <span className="home-own-actions">
        <button type="button" className="panel-button" onClick={() => download(new Blob([unread], { type: 'application/json' }), 'highwater-unread-lessons.json')}>{say(editorTexts.download)}</button>
        <button type="button" className="panel-button" onClick={remove}>{say(editorTexts.delete)}</button>
      </span>
    </div>
  );
}
