import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef } from 'react';

interface Modal {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly onClose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The browser's own modal dialog, open as long as the session says so. */
export function useModal(open: boolean, onClose: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) ref.current?.showModal();
    else ref.current?.close();
  }, [open]);
  return {
    ref,
    // The event comes a moment after the dialog was closed. By then it may be open again; and if the page closed it, the page may have opened another.
    onClose: () => {
      if (open && ref.current?.open !== true) onClose();
    },
    // Not only by that event: a key pressed right after Escape is for the page.
    onKeyDown: ({ key, nativeEvent, defaultPrevented }) => {
      if (key === 'Escape' && !nativeEvent.isComposing && !defaultPrevented) onClose();
    },
  };
}
