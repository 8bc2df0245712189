import type { NotesOpener } from './presentPlayer.ts';

const NAME = 'highwater-notes';
const FEATURES = 'popup,width=620,height=820';

/**
 * Opens the teacher's own window: empty, so that it has the page's origin and policy even where the page is a file, and
 * the page itself draws into it. Nothing is sent between the two, so nothing of anybody else can be taken for it.
 */
export function notesOpener(page: Window): NotesOpener {
  return {
    open: (onClose) => {
      const notes = page.open('', NAME, FEATURES);
      if (notes === null) return null;
      // One of an earlier visit is used again.
      notes.document.head.replaceChildren();
      notes.document.body.replaceChildren();
      notes.addEventListener('pagehide', onClose, { once: true });
      page.addEventListener('pagehide', () => notes.close(), { once: true });
      notes.focus();
      return notes;
    },
  };
}
